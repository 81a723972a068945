//! Which element of a page holds its main text.

use diptych_core::BlockKind;

use super::build::Built;
use super::scan::{Element, Scan};
use super::tag::Tag;
use super::tree::NONE;

/// The weight of running text in every element, and in all.
pub(crate) struct Weights {
    /// By element, in characters.
    pub(crate) of: Vec<usize>,
    /// Of the page, in characters.
    pub(crate) total: usize,
}

/// The element of the main text.
pub(crate) struct Root {
    /// The element, or [`NONE`] for the whole page.
    pub(crate) element: u32,
    /// The element in it that names itself the text, or [`NONE`].
    pub(crate) text: u32,
}

/// Weight of every element: that of the blocks in it that are `kept`.
pub(crate) fn sum(built: &Built, own: &[usize], kept: impl Fn(usize) -> bool) -> Weights {
    let mut of = vec![0usize; built.parents.len()];
    let mut total = 0;
    for (index, raw) in built.blocks.iter().enumerate() {
        if own[index] == 0 || !kept(index) {
            continue;
        }
        total += own[index];
        if let Some(weight) = of.get_mut(raw.element as usize) {
            *weight += own[index];
        }
    }
    // Parents come before their children.
    for index in (0..of.len()).rev() {
        let parent = built.parents[index] as usize;
        if parent < of.len() {
            of[parent] += of[index];
        }
    }
    Weights { of, total }
}

/// Whether each element is `root` or lies in it.
pub(crate) fn inside(built: &Built, root: u32) -> Vec<bool> {
    let mut out: Vec<bool> = Vec::with_capacity(built.parents.len());
    for (index, parent) in built.parents.iter().enumerate() {
        let is_inside = index as u32 == root || out.get(*parent as usize) == Some(&true);
        out.push(is_inside);
    }
    out
}

fn is_named(element: &Element) -> bool {
    element
        .mark
        .is_some_and(|mark| mark.kind == BlockKind::Paragraph)
}

/// Finds the main text: the elements that name themselves so and hold half of
/// the weight, with the `<article>` round them where it holds little else;
/// else an `<article>` that holds half; else the innermost element, in `<main>`
/// where there is one, that keeps three quarters.
pub(crate) fn find(
    scan: &Scan,
    built: &Built,
    own: &[usize],
    kept: impl Fn(usize) -> bool,
    weights: &Weights,
) -> Root {
    if let Some(text) = named(scan, built, own, kept, weights) {
        // The lead often stands in the article, before the element of its text.
        let mut at = built.parents[text as usize];
        let mut element = text;
        while at != NONE {
            let above = at as usize;
            if weights.of[above] * 4 > weights.of[text as usize] * 5 {
                break;
            }
            if scan.elements[above].tag == Tag::Article {
                element = at;
                break;
            }
            at = built.parents[above];
        }
        return Root { element, text };
    }
    let heaviest = |tag: Tag| {
        let half = |index: &usize| {
            scan.elements[*index].tag == tag
                && weights.total > 0
                && weights.of[*index] * 2 >= weights.total
        };
        // Of equals the outermost, which comes first.
        (0..scan.elements.len())
            .filter(half)
            .rev()
            .max_by_key(|index| weights.of[*index])
    };
    let element = match heaviest(Tag::Article) {
        Some(found) => found as u32,
        None => descend(scan, built, weights, heaviest(Tag::Main)),
    };
    Root {
        element,
        text: NONE,
    }
}

/// The innermost element that holds nine tenths of what names itself the main
/// text, where that is half of all: a text is often cut in several such elements.
fn named(
    scan: &Scan,
    built: &Built,
    own: &[usize],
    kept: impl Fn(usize) -> bool,
    weights: &Weights,
) -> Option<u32> {
    let mut in_named: Vec<bool> = Vec::with_capacity(scan.elements.len());
    for (element, parent) in scan.elements.iter().zip(&built.parents) {
        let is_in = is_named(element) || in_named.get(*parent as usize) == Some(&true);
        in_named.push(is_in);
    }
    let of_named = sum(built, own, |index| {
        kept(index) && in_named.get(built.blocks[index].element as usize) == Some(&true)
    });
    if of_named.total == 0 || of_named.total * 2 < weights.total {
        return None;
    }
    let heavy = heaviest_children(built, &of_named);
    let mut at = built.parents.len();
    let mut found = None;
    while let Some(next) = heavy.get(at).copied().filter(|next| *next != NONE) {
        if of_named.of[next as usize] * 10 < of_named.total * 9 {
            break;
        }
        found = Some(next);
        at = next as usize;
        if is_named(&scan.elements[at]) {
            break;
        }
    }
    found
}

/// For each element, and last for the page, its heaviest child.
fn heaviest_children(built: &Built, weights: &Weights) -> Vec<u32> {
    let count = built.parents.len();
    let mut heavy = vec![NONE; count + 1];
    for index in 0..count {
        let parent = (built.parents[index] as usize).min(count);
        let best = heavy[parent];
        if best == NONE || weights.of[index] > weights.of[best as usize] {
            heavy[parent] = index as u32;
        }
    }
    heavy
}

/// From `start`, or the page, to the innermost element that keeps three quarters.
fn descend(scan: &Scan, built: &Built, weights: &Weights, start: Option<usize>) -> u32 {
    let count = scan.elements.len();
    let heavy = heaviest_children(built, weights);
    let mut at = start.unwrap_or(count);
    let mut weight = start.map_or(weights.total, |start| weights.of[start]);
    while weight > 0 {
        let next = heavy[at];
        let Some(element) = scan.elements.get(next as usize) else {
            break;
        };
        let is_container = matches!(
            element.tag,
            Tag::Page
                | Tag::Block
                | Tag::Main
                | Tag::Article
                | Tag::Table
                | Tag::Row
                | Tag::Cell
                | Tag::Form
                | Tag::Inline
        );
        if !is_container || weights.of[next as usize] * 4 < weight * 3 {
            break;
        }
        at = next as usize;
        weight = weights.of[at];
    }
    if at == count { NONE } else { at as u32 }
}

#[cfg(test)]
mod tests {
    use super::super::build::build;
    use super::super::scan::scan;
    use super::*;

    /// The words that open the main text found in a page.
    fn first_words(page: &str) -> String {
        let scan = scan(page);
        let built = build(page, &scan);
        let own: Vec<usize> = built.blocks.iter().map(|raw| raw.span.len()).collect();
        let weights = sum(&built, &own, |_| true);
        let root = find(&scan, &built, &own, |_| true, &weights);
        let within = inside(&built, root.element);
        let block = built
            .blocks
            .iter()
            .find(|raw| within.get(raw.element as usize) == Some(&true));
        block.map_or(String::new(), |raw| raw.span.of(&built.text).to_owned())
    }

    #[test]
    fn a_text_in_several_named_elements_is_whole() {
        let page = "<div><p>menu</p><section><div class=article-body><p>First half of the text.</p></div>\
                    <p>ad</p><div class=article-body><p>Second half of the text.</p></div></section></div>";
        assert_eq!(first_words(page), "First half of the text.");
    }

    #[test]
    fn the_innermost_heavy_element_is_the_text() {
        let page = "<body><div>menu</div><div><div><p>One long paragraph of the text.</p>\
                    <p>Another long paragraph of the text.</p></div><div>box</div></div>";
        assert_eq!(first_words(page), "One long paragraph of the text.");
    }
}
