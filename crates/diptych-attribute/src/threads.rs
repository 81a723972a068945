//! Threads of posts: one voice in numbered pieces, `1/5`, `2/`, `🧵 1/`, `(1/3)`.

use diptych_core::{BlockKind, Source, StatementKind};

use crate::cast::Cast;
use crate::found::Found;
use crate::frame::is_afterword;
use crate::official::{head_of_post, voice_of_post};
use crate::page::{Page, Part};

/// Most digits of the number of a post.
const MOST_DIGITS: usize = 3;

/// A block that tells its place in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Numbered {
    number: u32,
    /// How many there are, where it says so.
    of: Option<u32>,
    /// First token of the words.
    first: usize,
    /// One past their last token.
    end: usize,
    /// Whether the number stands behind the words.
    behind: bool,
}

/// The statement of a page that is one thread, a fragment a block; nothing where it
/// is none, or where other prose stands before it.
pub(crate) fn thread(page: &Page<'_>, cast: &mut Cast<'_>, source: &Source) -> Option<Found> {
    // A short post without a stop looks like a headline.
    let body: Vec<usize> = (0..page.parts.len())
        .filter(|at| {
            let part = &page.parts[*at];
            (part.kind.is_body() || part.kind == BlockKind::Headline) && part.first < part.end
        })
        .collect();
    let numbered: Vec<Option<Numbered>> = body
        .iter()
        .map(|at| numbered(page, &page.parts[*at]))
        .collect();
    let (begin, behind) = begins(page, &body, &numbered)?;
    let head = head_of_post(page, &body).min(begin);
    if begin != head {
        return None;
    }
    let last = numbered.iter().rposition(Option::is_some)?;
    let mut fragments = Vec::new();
    for (place, at) in body.iter().enumerate().skip(begin) {
        // Nothing follows the last number that stands behind its words.
        if behind && place > last {
            break;
        }
        let part = &page.parts[*at];
        if place > last && is_afterword(page, part) {
            break;
        }
        let (first, end) =
            numbered[place].map_or((part.first, part.end), |one| (one.first, one.end));
        if first < end {
            fragments.push(page.span(first, end));
        }
    }
    let mut found = Found::new(StatementKind::Post, fragments, body[begin]);
    voice_of_post(page, cast, source, &body[..head], &mut found);
    if found.speaker.name.is_none()
        && let Some(one) = numbered[last]
        && let Some(speaker) = cast.signs_off(one.first, one.end)
    {
        found.speaker = speaker;
    }
    (!found.fragments.is_empty()).then_some(found)
}

/// Where the thread begins among the blocks, and whether the numbers stand behind the
/// words: they count up one by one, to the number that they tell.
fn begins(page: &Page<'_>, body: &[usize], numbered: &[Option<Numbered>]) -> Option<(usize, bool)> {
    let all: Vec<(usize, Numbered)> = numbered
        .iter()
        .enumerate()
        .filter_map(|(place, one)| Some((place, (*one)?)))
        .collect();
    let (place, first) = *all.first()?;
    let counts = all.windows(2).all(|pair| {
        pair[1].1.number == pair[0].1.number + 1
            && pair[1].1.of == pair[0].1.of
            && pair[1].1.behind == pair[0].1.behind
    });
    let total = first
        .of
        .is_none_or(|of| usize::try_from(of).is_ok_and(|of| of >= all.len()));
    if all.len() < 2 || !counts || !total {
        return None;
    }
    match first.number {
        // What stands behind the words may end a post of several blocks.
        1 if first.behind => Some((head_of_post(page, body).min(place), true)),
        1 => Some((place, false)),
        // The first has the sign of a thread, or nothing, in place of a number.
        2 if place > 0 && !first.behind => {
            let opens = page.parts[body[place - 1]];
            (opens.first..opens.end)
                .any(|at| is_thread_sign(page, at))
                .then_some((place - 1, false))
        }
        _ => None,
    }
}

/// Whether a token says that a thread begins: a spool of thread, or the word.
fn is_thread_sign(page: &Page<'_>, at: usize) -> bool {
    page.mark(at) == '🧵' || page.lexicon.is_of("thread", &page.tokens[at].folded)
}

/// The number of a block in a thread, before its words or behind them.
fn numbered(page: &Page<'_>, part: &Part) -> Option<Numbered> {
    before(page, part).or_else(|| behind(page, part))
}

fn before(page: &Page<'_>, part: &Part) -> Option<Numbered> {
    let mut at = part.first;
    let decorates = |at: usize| {
        at < part.end
            && !page.tokens[at].is_word
            && matches!(
                page.mark(at),
                '*' | '_' | '(' | '[' | '🧵' | '👇' | '#' | '\\'
            )
    };
    while decorates(at) {
        at += 1;
    }
    let number = count(page, at, part.end)?;
    if !page.is_mark_before(at + 1, part.end, '/') {
        return None;
    }
    at += 2;
    let of = count(page, at, part.end);
    at += usize::from(of.is_some() || stands_for_a_number(page, at, part.end));
    // `1/9999` is a number of another kind.
    if of.is_none()
        && page.tokens.get(at).is_some_and(|token| {
            at < part.end && token.folded.starts_with(|c: char| c.is_ascii_digit())
        })
    {
        return None;
    }
    // `1/5/2031` is a day, `1/2-inch` a size, `2/3 of` a share.
    if page.is_mark_before(at, part.end, '/') || page.is_mark_before(at, part.end, '-') {
        return None;
    }
    let closes = |at: usize| {
        at < part.end
            && !page.tokens[at].is_word
            && matches!(
                page.mark(at),
                '*' | '_' | ')' | ']' | '.' | ':' | '🧵' | '\u{fe0f}' | '–' | '—'
            )
    };
    while closes(at) {
        at += 1;
    }
    Some(Numbered {
        number,
        of,
        first: at,
        end: part.end,
        behind: false,
    })
}

/// `… and that is all. (3/3)`: in brackets, or after the end of a sentence.
fn behind(page: &Page<'_>, part: &Part) -> Option<Numbered> {
    let mut end = part.end;
    let mut bracketed = false;
    while end > part.first
        && !page.tokens[end - 1].is_word
        && matches!(page.mark(end - 1), ')' | ']' | '*' | '_' | '🧵' | '👇')
    {
        bracketed |= matches!(page.mark(end - 1), ')' | ']');
        end -= 1;
    }
    if end < part.first + 3 {
        return None;
    }
    // `(1/3)`, or `(1/` of a thread whose length is not known yet.
    let (slash, of) = if page.is_mark(end - 1, "/") {
        (end - 1, None)
    } else {
        (end - 2, Some(count(page, end - 1, end)?))
    };
    let number = count(page, slash.checked_sub(1)?, end)?;
    if !page.is_mark(slash, "/") || slash < part.first + 2 {
        return None;
    }
    let mut words = slash - 1;
    while words > part.first
        && !page.tokens[words - 1].is_word
        && matches!(page.mark(words - 1), '(' | '[' | '*' | '_' | '🧵')
    {
        words -= 1;
    }
    let stops = words > part.first
        && (matches!(
            page.end_mark(part.first, words),
            '.' | '!' | '?' | '…' | ':' | ')'
        ) || bracketed);
    stops.then_some(Numbered {
        number,
        of,
        first: part.first,
        end: words,
        behind: true,
    })
}

/// A token as a number of a post.
fn count(page: &Page<'_>, at: usize, end: usize) -> Option<u32> {
    let token = page.tokens.get(at).filter(|_| at < end)?;
    let digits =
        token.folded.len() <= MOST_DIGITS && token.folded.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| token.folded.parse().ok()).flatten()
}

/// `1/n`, `1/x`: how many there will be is not known yet.
fn stands_for_a_number(page: &Page<'_>, at: usize, end: usize) -> bool {
    page.tokens
        .get(at)
        .is_some_and(|token| at < end && matches!(token.folded.as_str(), "n" | "x" | "?" | "…"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::of_lines;

    fn words(lines: &[&str]) -> Option<Vec<String>> {
        let document = of_lines(lines);
        let page = Page::new(&document);
        let roster = crate::cast::Roster::new(&diptych_core::Case::default());
        let mut cast = Cast::new(&page, &roster, None);
        let found = thread(&page, &mut cast, &Source::default())?;
        Some(
            found
                .fragments
                .iter()
                .map(|span| span.of(page.text).to_owned())
                .collect(),
        )
    }

    #[test]
    fn numbers_in_every_form_are_left_out() {
        let forms = [
            ["1/2 The ferry is late.", "2/2 It sails."],
            ["1/ The ferry is late.", "2/ It sails."],
            ["**1/n** The ferry is late.", "**2/n** It sails."],
            ["(1/2) The ferry is late.", "(2/2) It sails."],
            ["🧵 1/2: The ferry is late.", "2/2: It sails."],
            ["The ferry is late. (1/2)", "It sails. (2/2)"],
            ["The ferry is late. 1/2", "It sails. 2/2"],
        ];
        for form in forms {
            let found = words(&form).unwrap_or_default();
            assert_eq!(found.concat(), "The ferry is late.It sails.", "{form:?}");
        }
    }

    #[test]
    fn a_post_of_several_blocks_is_whole() {
        let lines = ["1/2 The ferry is late.", "Very late.", "2/2 It sails."];
        assert_eq!(words(&lines).unwrap().len(), 3);
    }

    #[test]
    fn shares_days_and_other_numbers_are_no_thread() {
        for lines in [
            ["1/5/2031 The ferry is late.", "2/5/2031 It sails."],
            ["2/3 of the pier is shut.", "1/3 of it is open."],
            ["1/2 of the pier is shut.", "1/3 of it is open."],
            ["1/2-inch bolts hold it.", "2/2-inch bolts do not."],
            ["1/1 The ferry is late.", "2/1 It sails."],
            ["1/9999 The ferry is late.", "2/9999 It sails."],
        ] {
            assert_eq!(words(&lines), None, "{lines:?}");
        }
        assert_eq!(words(&["1/2 Only one."]), None);
    }

    #[test]
    fn prose_before_a_thread_leaves_it_to_the_article() {
        let prose = "The harbour master wrote at length on Monday, and nobody answered her.";
        let lines = [prose, "1/2 The ferry is late.", "2/2 It sails."];
        assert_eq!(words(&lines), None);
    }
}
