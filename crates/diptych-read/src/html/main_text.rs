//! Which blocks of a page are its text, by structure.

use diptych_core::{Block, BlockKind};

use super::build::{Built, RawBlock};
use super::finish;
use super::root::{self, sum};
use super::scan::{Element, Scan};
use super::tag::Tag;
use super::tree::NONE;
use crate::lines::{is_attribution, mark_by_words, mark_repeats, paragraph};
use crate::marks::ends_sentence;

/// Marked blocks, and those on which structure does not decide.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    /// The blocks of the document.
    pub(crate) blocks: Vec<Block>,
    /// Blocks of running text outside the main text that nothing puts aside.
    pub(crate) open: Vec<usize>,
    /// Whether any running text was found at all.
    pub(crate) has_text: bool,
}

/// The reason of what stands outside the element of the main text.
pub(super) const OUTSIDE: &str = "outside the main text";

/// The part that an element plays, and why.
type Part = (BlockKind, &'static str);

/// What is known of an element from those round it.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// Furniture, caption or post.
    part: Option<Part>,
    heading: u8,
    list: u8,
    inner: Inner,
    in_article: bool,
    in_header: bool,
}

/// The innermost of the elements that give their blocks a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Inner {
    #[default]
    None,
    Item,
    Quote,
}

/// Marks the blocks of a page.
///
/// Running text (sentences, little of it links) gives weight to every element
/// round it. Elements that name themselves page furniture are put aside unless
/// they hold half of that weight. The main text is the element that names
/// itself so and holds half of the rest, else an `<article>`, else `<main>`,
/// else the innermost element that keeps three quarters.
pub(crate) fn mark(scan: &Scan, built: &Built, title: Option<&str>) -> Marked {
    let text = &built.text;
    let own: Vec<usize> = built.blocks.iter().map(|raw| weight(text, raw)).collect();
    let raw = sum(built, &own, |_| true);
    let places = parts(scan, built, &raw.of);
    let headings = heading_lengths(scan, built);
    let kept = |index: usize| {
        let element = built.blocks[index].element;
        element == NONE || places[element as usize].part.is_none()
    };
    let weights = sum(built, &own, kept);
    let root = root::find(scan, built, &own, kept, &weights);
    let in_root = root::inside(built, root.element);
    // Where the text names itself, what follows it in its article is of the page.
    let in_text = root::inside(built, root.text);
    let is_in = |list: &[bool], raw: &RawBlock| list.get(raw.element as usize) == Some(&true);
    let last = built.blocks.iter().rposition(|raw| is_in(&in_text, raw));
    let last = last.unwrap_or(built.blocks.len());

    let mut out = Marked {
        has_text: weights.total > 0,
        ..Marked::default()
    };
    let mut seen_text = false;
    for (index, raw) in built.blocks.iter().enumerate() {
        let place = place_of(&places, raw.element);
        let mut block = paragraph(raw.span);
        let is_long_heading = headings
            .get(raw.element as usize)
            .is_some_and(|length| *length > 400);
        let in_root = root.element == NONE || (is_in(&in_root, raw) && index <= last);
        if place.heading > 0 && !is_long_heading {
            mark_heading(text, &mut block, place, in_root);
        } else if let Some((kind, reason)) = place.part {
            block.kind = kind;
            block.reason = Some(reason.to_owned());
        } else if place.in_header && own[index] == 0 {
            aside(&mut block, "header");
        } else if is_link(text, raw) {
            aside(&mut block, "link");
        } else if is_time(text, raw) {
            aside(&mut block, "time of publication");
        } else if !in_root {
            aside(&mut block, OUTSIDE);
            // What follows a text that names itself is not open: it is of the page.
            if own[index] > 0 && index <= last {
                out.open.push(index);
            }
        } else if place.inner == Inner::Item {
            block.kind = BlockKind::ListItem;
            block.level = place.list.max(1);
        } else if place.inner == Inner::Quote {
            block.kind = BlockKind::Quote;
        }
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            mark_by_words(text, &mut block, seen_text);
            seen_text |= block.kind.is_body() && own[index] > 0;
        }
        out.blocks.push(block);
    }
    finish::take_lead(&mut out);
    finish::mark_bold_lines(built, &mut out.blocks);
    finish::mark_link_lists(built, &mut out.blocks);
    finish::mark_dates(text, &mut out.blocks);
    mark_repeats(text, &mut out.blocks, title);
    out
}

pub(super) fn aside(block: &mut Block, reason: &str) {
    block.kind = BlockKind::Furniture;
    block.reason = Some(reason.to_owned());
}

fn mark_heading(text: &str, block: &mut Block, place: Place, in_root: bool) {
    let words = block.span.of(text);
    block.level = place.heading;
    match place.part {
        Some((BlockKind::Furniture, reason)) if place.heading > 1 => aside(block, reason),
        _ if !in_root && place.heading > 1 => aside(block, OUTSIDE),
        // "Ada Renn, August 18" above a quotation.
        _ if place.heading > 1 && is_attribution(words) && !is_question(words) => block.level = 0,
        _ => block.kind = BlockKind::Headline,
    }
}

fn is_question(words: &str) -> bool {
    words.trim_end().ends_with('?')
}

fn place_of(places: &[Place], element: u32) -> Place {
    places.get(element as usize).copied().unwrap_or_default()
}

/// How much running text a block is, in characters.
fn weight(text: &str, raw: &RawBlock) -> usize {
    let words = raw.span.of(text);
    let length = words.chars().count();
    if raw.linked * 3 > words.len() || length < 25 {
        return 0;
    }
    if length >= 80 || ends_sentence(words) {
        length
    } else {
        0
    }
}

/// Whether a block is a link and no sentence. A name or date that ascribes what
/// follows may be a link too.
fn is_link(text: &str, raw: &RawBlock) -> bool {
    /// The longest label with a link, in bytes.
    const LABEL: usize = 160;
    let words = raw.span.of(text);
    let ends = ends_sentence(words);
    if raw.linked * 10 >= words.len() * 9 {
        return words.len() < 400 || !ends;
    }
    raw.linked * 2 > words.len() && words.len() < LABEL && !ends && !is_attribution(words)
}

/// Whether a block says when something was published: a time of day stands in
/// it, and nothing but days, months and figures, or most of it is `<time>`.
fn is_time(text: &str, raw: &RawBlock) -> bool {
    let words = raw.span.of(text);
    words.len() <= 120
        && has_clock(words)
        && (raw.timed * 3 > raw.span.len() * 2 || crate::dates::is_stamp(words))
}

/// Whether a time of day stands in the words.
fn has_clock(words: &str) -> bool {
    words.as_bytes().windows(3).any(|window| {
        window[0].is_ascii_digit() && matches!(window[1], b':' | b'.') && window[2].is_ascii_digit()
    })
}

/// The part of every element by its name and those round it.
fn parts(scan: &Scan, built: &Built, weights: &[usize]) -> Vec<Place> {
    let total: usize = built
        .parents
        .iter()
        .zip(weights)
        .filter(|(parent, _)| **parent == NONE)
        .map(|(_, weight)| weight)
        .sum();
    let mut out: Vec<Place> = Vec::with_capacity(scan.elements.len());
    for (index, element) in scan.elements.iter().enumerate() {
        let mut place = place_of(&out, built.parents[index]);
        if place.part.is_none_or(|part| part.0 == BlockKind::Post) {
            let part = part_of(element, place, weights[index]);
            let part = part.filter(|part| is_credible(*part, weights[index], total));
            place.part = part.or(place.part);
        }
        match element.tag {
            Tag::Heading(level) => place.heading = level,
            Tag::List => {
                place.list = place.list.saturating_add(1).min(6);
                place.inner = Inner::None;
            }
            Tag::Item => place.inner = Inner::Item,
            Tag::Quote => place.inner = Inner::Quote,
            Tag::Article | Tag::Main => place.in_article = true,
            Tag::Header => place.in_header = true,
            _ => {}
        }
        out.push(place);
    }
    out
}

/// Whether an element with so much of the text can be what it calls itself.
/// Comments may well be longer than what they comment on.
fn is_credible(part: Part, weight: usize, total: usize) -> bool {
    /// The shortest text that has comments, in characters.
    const SHORTEST: usize = 150;
    let is_part = part.0 == BlockKind::Post || weight * 2 <= total;
    is_part || (part.1 == "comments" && total - weight >= SHORTEST)
}

/// The part that the element itself takes.
fn part_of(element: &Element, place: Place, weight: usize) -> Option<Part> {
    let furniture = |reason| Some((BlockKind::Furniture, reason));
    if element.is_hidden {
        return furniture("hidden");
    }
    match element.tag {
        Tag::Nav => return furniture("nav"),
        Tag::Aside => return furniture("aside"),
        Tag::Footer if place.inner != Inner::Quote => return furniture("footer"),
        Tag::Form => return furniture("form"),
        Tag::Control => return furniture("button"),
        Tag::Header if !place.in_article && weight == 0 => return furniture("header"),
        Tag::Caption => return Some((BlockKind::Caption, "caption")),
        _ => {}
    }
    let mark = element
        .mark
        .filter(|mark| mark.kind != BlockKind::Paragraph)?;
    if mark.kind == BlockKind::Post && matches!(element.tag, Tag::Page | Tag::Main) {
        return None;
    }
    // Names on running elements are often of typography: a date or a name in a sentence.
    if !element.tag.is_block() && mark.reason == "byline" {
        return None;
    }
    Some((mark.kind, mark.reason.as_str()))
}

/// For each heading element, how many bytes of text it holds.
fn heading_lengths(scan: &Scan, built: &Built) -> Vec<usize> {
    let mut out = vec![0; scan.elements.len()];
    for raw in &built.blocks {
        if let Some(length) = out.get_mut(raw.element as usize) {
            *length += raw.span.len();
        }
    }
    out
}
