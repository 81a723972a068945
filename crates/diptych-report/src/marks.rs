//! Marked words inside a fragment: overlapping spans cut into flat pieces.

use diptych_core::{Anchor, Evidence, Role, Span};

use crate::words;

/// More marks than this on one statement are left out of the picture; all of
/// them stay in the list below the words. It bounds the work on a hostile record.
const MOST: usize = 60;

/// A span of the document that justifies a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark<'r> {
    /// Where the words stand.
    pub span: Span,
    /// What they justify.
    pub role: Role,
    /// In words: `degree: agrees to`.
    pub meaning: String,
    /// The table entry that fired.
    pub rule: Option<&'r str>,
    /// The words as the record stores them.
    pub text: &'r str,
}

impl<'r> Mark<'r> {
    /// A mark from evidence; `detail` says more than the role's name.
    pub(crate) fn new(evidence: &'r Evidence, detail: &str) -> Self {
        let name = words::role(evidence.role).name;
        Self {
            span: Span::new(evidence.start, evidence.end),
            role: evidence.role,
            meaning: if detail.is_empty() {
                name.to_owned()
            } else {
                format!("{name}: {detail}")
            },
            rule: evidence.rule.as_deref(),
            text: &evidence.text,
        }
    }
}

/// Sorts marks by place and role and drops those that say the same twice.
pub(crate) fn tidy(marks: &mut Vec<Mark<'_>>) {
    marks.sort_by(|a, b| {
        (a.span, a.role, std::cmp::Reverse(a.meaning.len()), a.rule).cmp(&(
            b.span,
            b.role,
            std::cmp::Reverse(b.meaning.len()),
            b.rule,
        ))
    });
    marks.dedup_by(|b, a| {
        a.span == b.span && a.role == b.role && (a.rule == b.rule || b.rule.is_none())
    });
}

/// A stretch of a fragment under one set of marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'r> {
    /// The words, bytes of the fragment.
    pub text: &'r str,
    /// Classes of the marks on it; empty where there is none.
    pub classes: String,
    /// What the marks say, for the tooltip and the accessible description.
    pub title: String,
    /// Letters of the marks that end here.
    pub letters: String,
    /// Whether a new paragraph of the source begins here.
    pub paragraph: bool,
}

/// Cuts the bytes `shown` (of the document) of a fragment at every mark and paragraph.
///
/// The pieces joined give exactly the bytes of the fragment in that range,
/// clipped to the fragment and widened to whole characters.
pub(crate) fn pieces<'r>(fragment: &'r Anchor, shown: Span, marks: &[Mark<'_>]) -> Vec<Piece<'r>> {
    let text = fragment.text.as_str();
    let local = |at: usize| text.floor_char_boundary(at.saturating_sub(fragment.start));
    let ceil =
        |at: usize| text.ceil_char_boundary(at.saturating_sub(fragment.start).min(text.len()));
    let (from, to) = (local(shown.start), ceil(shown.end));
    if from >= to {
        return Vec::new();
    }
    let inside: Vec<(usize, usize, &Mark<'_>)> = marks
        .iter()
        .map(|mark| {
            (
                local(mark.span.start).max(from),
                ceil(mark.span.end).min(to),
                mark,
            )
        })
        .filter(|(start, end, mark)| {
            start < end && !(mark.role == Role::Clause && *start == from && *end == to)
        })
        .take(MOST)
        .collect();
    let mut cuts: Vec<usize> = inside
        .iter()
        .flat_map(|(start, end, _)| [*start, *end])
        .collect();
    let paragraphs: Vec<usize> = paragraph_starts(&text[from..to])
        .map(|at| at + from)
        .collect();
    cuts.extend(&paragraphs);
    cuts.extend([from, to]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Vec::with_capacity(cuts.len() - 1);
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let mut on: Vec<_> = inside
            .iter()
            .filter(|(first, last, _)| *first <= start && end <= *last)
            .collect();
        on.sort_by_key(|(_, _, mark)| mark.role);
        let mut classes = String::new();
        let mut title = String::new();
        let mut letters = String::new();
        for (_, last, mark) in on {
            let role = words::role(mark.role);
            if !classes.split(' ').any(|class| class == role.class) {
                push(&mut classes, " ", role.class);
            }
            if !title.split("; ").any(|part| part == mark.meaning) {
                push(&mut title, "; ", &mark.meaning);
            }
            if *last == end && !letters.contains(role.letter) {
                letters.push_str(role.letter);
            }
        }
        out.push(Piece {
            text: &text[start..end],
            classes,
            title,
            letters,
            paragraph: start > from && paragraphs.binary_search(&start).is_ok(),
        });
    }
    out
}

fn push(out: &mut String, gap: &str, part: &str) {
    if !out.is_empty() {
        out.push_str(gap);
    }
    out.push_str(part);
}

/// Where the text goes on after an empty line.
fn paragraph_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut empty = false;
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let blank = line.trim().is_empty();
        let begins = !blank && empty && start > 0;
        empty = blank;
        begins.then_some(start)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(start: usize, end: usize, role: Role) -> Mark<'static> {
        let meaning = words::role(role).name.to_owned();
        Mark {
            span: Span::new(start, end),
            role,
            meaning,
            rule: None,
            text: "",
        }
    }

    fn fragment(start: usize, text: &str) -> Anchor {
        Anchor {
            start,
            end: start + text.len(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn overlapping_marks_share_a_piece() {
        let fragment = fragment(10, "we may agree to it");
        let marks = [mark(13, 22, Role::Rung), mark(13, 16, Role::Hedge)];
        let pieces = pieces(&fragment, fragment.span(), &marks);
        let seen: Vec<_> = pieces
            .iter()
            .map(|p| (p.text, p.classes.as_str(), p.letters.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                ("we ", "", ""),
                ("may", "rung hedge", "h"),
                (" agree", "rung", "d"),
                (" to it", "", "")
            ]
        );
    }

    #[test]
    fn an_empty_line_begins_a_paragraph() {
        let fragment = fragment(0, "One.\n\nTwo\nthree.");
        let pieces = pieces(&fragment, fragment.span(), &[]);
        assert_eq!(pieces.len(), 2);
        assert!(pieces[1].paragraph && pieces[1].text == "Two\nthree.");
    }

    proptest! {
        #[test]
        fn pieces_join_to_the_fragment(
            text in "[ a-cїж«»\n\u{301}🕊]{0,40}",
            base in 0usize..50,
            spans in prop::collection::vec((0usize..120, 0usize..120), 0..8),
        ) {
            let fragment = fragment(base, &text);
            let marks: Vec<_> = spans.iter().map(|(a, b)| mark(*a, *b, Role::Term)).collect();
            let joined: String =
                pieces(&fragment, fragment.span(), &marks).iter().map(|p| p.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
