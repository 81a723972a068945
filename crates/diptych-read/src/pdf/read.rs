//! From the words of a PDF's pages to the document.

use diptych_core::{Block, BlockKind, Origin, Problem, Source, SourceId, Span, codes, digest};

use super::furniture::furniture;
use super::hyphens::{Hyphens, Join};
use super::lines::{Line, lines};
use super::order::regions;
use super::pages::{Page, Pages};
use super::paragraphs::{Paragraph, paragraphs};
use crate::assembly::Assembly;
use crate::lines::mark_blocks;
use crate::marks::ends_sentence;
use crate::plain::{is_bullet, title};
use crate::reading::{Reading, finish};

/// How much of a file is looked at for the sign of a PDF, in bytes.
const HEAD: usize = 1024;
/// The longest headline, in characters.
const HEADLINE: usize = 260;
/// The furthest edge of a page, in hundredths of a point; the format's own limit is 14,400 points.
const FURTHEST: i32 = 2_000_000;

/// Whether the bytes are a PDF: the sign may stand behind other bytes.
pub fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let sign = head.windows(5).position(|window| window == b"%PDF-");
    sign == Some(0) || sign.is_some() && head.contains(&0) || sign.is_some() && ends(bytes)
}

fn ends(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(HEAD)..];
    tail.windows(5).any(|window| window == b"%%EOF")
}

/// Puts the words of a PDF in order: the document, and what is wrong with it.
///
/// `bytes` are those of the file, for its digest; `pages` was taken from them.
/// Every run of the document is a word as it was taken out, with its page and
/// place. A hyphen at a line's end that only parts a word stands as a soft one.
pub fn read_pages(path: &str, bytes: &[u8], mut pages: Pages) -> Reading {
    let sha256 = digest(bytes);
    let mut source = Source {
        id: SourceId::from(format!("src-{}", &sha256[..12])),
        path: path.to_owned(),
        bytes: bytes.len(),
        sha256,
        ..Source::default()
    };
    let mut problems = Vec::new();
    tell(&pages, &mut source, &mut problems);
    for page in &mut pages.pages {
        bound(page);
    }
    let pages = &pages.pages;
    let all = ordered(pages);
    let document = (!all.is_empty()).then(|| {
        let (assembly, cells) = assemble(pages, &all);
        let mut document = assembly.document(&source);
        mark(&document.text, &mut document.blocks, &cells, &source);
        if source.title.is_none() {
            source.title = title(&document.text, &document.blocks);
        }
        document
    });
    finish(Reading {
        source,
        document,
        problems,
    })
}

/// Metadata, and pages that are pictures.
fn tell(pages: &Pages, source: &mut Source, problems: &mut Vec<Problem>) {
    let own = |value: &Option<String>| {
        let value = value.as_deref().unwrap_or("").trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    // Programs that print name the file where a title is asked for.
    source.title = own(&pages.title).filter(|title| {
        !title.starts_with("Microsoft ") && !title.contains("://") && title.contains(' ')
    });
    for (key, value) in [
        ("author", own(&pages.author)),
        ("created", own(&pages.created)),
        ("reader", own(&Some(pages.reader.clone()))),
    ] {
        if let Some(value) = value {
            source.extra.insert(key.to_owned(), value);
        }
    }
    let is_unread = |number: usize| pages.unread.iter().any(|one| one.page == number);
    let empty: Vec<usize> = (1..=pages.pages.len())
        .filter(|number| pages.pages[number - 1].words.is_empty() && !is_unread(*number))
        .collect();
    if pages.is_last_resort {
        let message = "neither PDFium nor poppler read the file: it was read by the reader of last \
                       resort, which reads whole pages or none";
        problems.push(Problem::new(&codes::LAST_RESORT, message));
    }
    let mut reasons: Vec<(&str, Vec<usize>)> = Vec::new();
    for one in &pages.unread {
        match reasons.iter_mut().find(|(why, _)| *why == one.why) {
            Some((_, numbers)) => numbers.push(one.page),
            None => reasons.push((&one.why, vec![one.page])),
        }
    }
    for (why, numbers) in reasons {
        let message = format!(
            "page {} of {} was not read: {why}",
            ranges(&numbers),
            pages.pages.len()
        );
        problems.push(Problem::new(&codes::UNREAD_PAGES, message));
    }
    if !empty.is_empty() {
        let message = format!(
            "no text on page {} of {}",
            ranges(&empty),
            pages.pages.len()
        );
        problems.push(Problem::new(&codes::NO_TEXT_LAYER, message));
    } else if pages.pages.is_empty() {
        problems.push(Problem::new(&codes::EMPTY, "the file has no pages"));
    }
    if let Some(damage) = &pages.damage {
        let message = format!("the file is damaged: {damage}");
        problems.push(Problem::new(&codes::BROKEN_PART, message));
    }
}

/// Numbers of pages: `1-3, 5`.
fn ranges(numbers: &[usize]) -> String {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match out.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => out.push((*number, *number)),
        }
    }
    let shown = out.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}-{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// Holds every edge within what a page can have, and the right way round.
fn bound(page: &mut Page) {
    page.words.retain(|word| !word.text.trim().is_empty());
    for word in &mut page.words {
        let area = &mut word.area;
        for edge in [
            &mut area.left,
            &mut area.top,
            &mut area.right,
            &mut area.bottom,
        ] {
            *edge = (*edge).clamp(-FURTHEST, FURTHEST);
        }
        area.right = area.right.max(area.left);
        area.bottom = area.bottom.max(area.top);
        if word.text.contains(char::is_control) {
            word.text.retain(|c| !c.is_control());
        }
    }
    page.words.retain(|word| !word.text.trim().is_empty());
}

/// The paragraphs of all pages in reading order, those that go on elsewhere joined.
fn ordered(pages: &[Page]) -> Vec<Paragraph> {
    let all: Vec<Vec<Line>> = pages.iter().map(lines).collect();
    let marks = furniture(pages, &all);
    let mut out: Vec<Paragraph> = Vec::new();
    // Page heads and numbers wait until the paragraph under way is at its end.
    let mut waiting: Vec<Paragraph> = Vec::new();
    for (number, ((page, lines), marks)) in pages.iter().zip(all).zip(marks).enumerate() {
        let mut body = Vec::new();
        let mut outer = Vec::new();
        for (line, is_outer) in lines.into_iter().zip(marks) {
            if is_outer {
                outer.push(line);
            } else {
                body.push(line);
            }
        }
        outer.sort_by_key(|line| (line.area.top, line.area.left));
        waiting.extend(outer.into_iter().map(|line| Paragraph {
            height: line.area.height(),
            pieces: vec![(number, line)],
            is_full: false,
            is_cell: false,
            is_furniture: true,
        }));
        for region in regions(body) {
            let mut found = paragraphs(number, page, region).into_iter();
            let Some(first) = found.next() else {
                continue;
            };
            match out.last_mut() {
                Some(last) if goes_on(last, &first, pages) => {
                    last.pieces.extend(first.pieces);
                    last.is_full = first.is_full;
                }
                _ => {
                    out.append(&mut waiting);
                    out.push(first);
                }
            }
            for paragraph in found {
                out.append(&mut waiting);
                out.push(paragraph);
            }
        }
    }
    out.append(&mut waiting);
    out
}

/// Whether a paragraph is carried on in another column or on another page.
fn goes_on(last: &Paragraph, next: &Paragraph, pages: &[Page]) -> bool {
    if last.is_cell || next.is_cell || last.is_furniture || !last.is_full {
        return false;
    }
    let (small, large) = (
        last.height.min(next.height).max(1),
        last.height.max(next.height),
    );
    if i64::from(large) * 100 > i64::from(small) * 110 {
        return false;
    }
    let (before, after) = (last.tail(pages), next.words(pages));
    before.chars().count() > 60 && !ends_sentence(&before) && !is_bullet(&after)
}

/// The document, and which of its blocks are cells.
fn assemble(pages: &[Page], all: &[Paragraph]) -> (Assembly, Vec<bool>) {
    let hyphens = Hyphens::of(pages, all);
    let starts: Vec<Vec<usize>> = pages.iter().map(starts).collect();
    let usual = usual_height(pages, all);
    let mut large: Vec<i32> = all
        .iter()
        .filter(|paragraph| is_large(paragraph, usual))
        .map(|paragraph| paragraph.height)
        .collect();
    large.sort_unstable_by(|one, other| other.cmp(one));
    large.dedup_by(|one, other| i64::from(*one) * 100 >= i64::from(*other) * 95);
    let mut out = Assembly::default();
    let mut cells = Vec::new();
    for paragraph in all {
        let words = paragraph.words(pages);
        let (kind, level, reason) = if paragraph.is_furniture {
            (BlockKind::Furniture, 0, Some("head or foot of the page"))
        } else if is_large(paragraph, usual)
            && words.chars().count() <= HEADLINE
            && words.chars().any(char::is_alphabetic)
        {
            let level = large.partition_point(|height| *height > paragraph.height * 105 / 100);
            (
                BlockKind::Headline,
                (level + 1).min(6) as u8,
                Some("larger letters"),
            )
        } else if is_bullet(&words) && !paragraph.is_cell {
            (BlockKind::ListItem, 1, None)
        } else {
            (
                BlockKind::Paragraph,
                0,
                paragraph.is_cell.then_some("cell of a table"),
            )
        };
        out.open(kind, level, reason);
        push(&mut out, pages, &starts, paragraph, &hyphens);
        out.close();
        cells.resize(out.blocks(), paragraph.is_cell);
    }
    (out, cells)
}

/// Where each word of a page begins, were they written one a line.
fn starts(page: &Page) -> Vec<usize> {
    let mut at = 0;
    let next = |word: &super::pages::Word| {
        let start = at;
        at += word.text.len() + 1;
        start
    };
    page.words.iter().map(next).collect()
}

fn push(
    out: &mut Assembly,
    pages: &[Page],
    starts: &[Vec<usize>],
    paragraph: &Paragraph,
    hyphens: &Hyphens,
) {
    let mut joins = false;
    let pieces = &paragraph.pieces;
    for (at, (page, line)) in pieces.iter().enumerate() {
        for (place, number) in line.words.iter().enumerate() {
            if !joins && (at > 0 || place > 0) {
                out.glue(" ");
            }
            let word = &pages[*page].words[*number];
            let start = starts[*page][*number];
            let origin = |first: usize, length: usize| Origin::Page {
                page: u32::try_from(page + 1).unwrap_or(u32::MAX),
                area: word.area,
                bytes: Span::new(start + first, start + first + length),
            };
            let next = (place + 1 == line.words.len())
                .then(|| pieces.get(at + 1))
                .flatten()
                .and_then(|(page, line)| Some(&pages[*page].words[*line.words.first()?].text));
            let join = next.map_or(Join::None, |next| hyphens.join(&word.text, next));
            match join {
                Join::None | Join::Hard => out.push(&word.text, origin(0, word.text.len())),
                Join::Soft(body) => {
                    out.push(&word.text[..body], origin(0, body));
                    out.push("\u{ad}", origin(body, word.text.len() - body));
                }
            }
            joins = join != Join::None;
        }
    }
}

/// The height of most letters.
fn usual_height(pages: &[Page], all: &[Paragraph]) -> i32 {
    let mut heights: Vec<(i32, usize)> = all
        .iter()
        .filter(|paragraph| !paragraph.is_furniture)
        .map(|paragraph| (paragraph.height, paragraph.words(pages).len()))
        .collect();
    heights.sort_unstable();
    let half = heights.iter().map(|(_, length)| length).sum::<usize>() / 2;
    let mut seen = 0;
    let found = heights.into_iter().find(|(_, length)| {
        seen += length;
        seen > half
    });
    found.map_or(1, |(height, _)| height.max(1))
}

fn is_large(paragraph: &Paragraph, usual: i32) -> bool {
    !paragraph.is_furniture
        && !paragraph.is_cell
        && i64::from(paragraph.height) * 100 >= i64::from(usual) * 115
}

/// What blocks are by their words; cells stay what they are.
fn mark(text: &str, blocks: &mut [Block], cells: &[bool], source: &Source) {
    let before: Vec<Block> = blocks.to_vec();
    mark_blocks(text, blocks, source.title.as_deref());
    for ((block, before), is_cell) in blocks.iter_mut().zip(before).zip(cells) {
        if *is_cell {
            *block = before;
        }
    }
}
