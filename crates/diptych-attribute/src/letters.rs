//! Letters, open or not: a salutation, words in the first person, a signature of one or several.

use diptych_core::{BlockKind, Source, Span, Speaker, StatementKind};
use diptych_lang::Flags;

use crate::cast::Cast;
use crate::found::Found;
use crate::page::{Page, Part};
use crate::signed::speaks_of_self;

/// Longest salutation and longest line of a signature, in bytes.
const LONGEST_LINE: usize = 160;
/// Most lines above the salutation: place, day, addressee, title.
const MOST_ABOVE: usize = 6;
/// Most people who sign one letter by name; more are left to the text.
const MOST_SIGNERS: usize = 40;

/// The statement of a page that is one letter, and which block begins its words;
/// nothing where salutation, first person or signature is wanting.
pub(crate) fn letter(page: &Page<'_>, cast: &mut Cast<'_>, source: &Source) -> Option<Found> {
    let body: Vec<usize> = (0..page.parts.len())
        .filter(|at| {
            let part = &page.parts[*at];
            (part.kind.is_body() || part.kind == BlockKind::Headline) && part.first < part.end
        })
        .collect();
    let salutation = body
        .iter()
        .take(MOST_ABOVE + 1)
        .position(|at| is_salutation(page, &page.parts[*at]))?;
    let (closing, signers) = signature(page, cast, &body, salutation + 1)?;
    let words = &body[salutation + 1..closing];
    let (first, last) = (words.first()?, words.last()?);
    if !speaks_of_self(page, cast, page.parts[*first].first, page.parts[*last].end) {
        return None;
    }
    let fragments: Vec<Span> = words
        .iter()
        .map(|at| page.span(page.parts[*at].first, page.parts[*at].end))
        .collect();
    let mut found = Found::new(StatementKind::Post, fragments, *first);
    found.speaker = match &source.speaker {
        Some(name) => cast.named(name, "front matter").0,
        None => signers,
    };
    let top = page.parts[body[0]].span;
    if salutation > 0 {
        found.dated_by = Some(top.cover(page.parts[body[salutation - 1]].span));
    }
    Some(found)
}

/// Whether a block greets whom a letter is to: `Dear Mayor,`, `Уважаемый господин мэр!`.
fn is_salutation(page: &Page<'_>, part: &Part) -> bool {
    let opens = (part.first..part.end)
        .find(|at| page.tokens[*at].is_word)
        .is_some_and(|at| page.lexicon.is_of("salutations", &page.tokens[at].folded));
    let last = page.mark(part.end - 1);
    let words = (part.first..part.end)
        .filter(|at| page.tokens[*at].is_word)
        .count();
    opens
        && part.span.len() <= LONGEST_LINE
        && words >= 2
        && matches!(last, ',' | '!' | ':')
        && page.is_mark(part.end - 1, &last.to_string())
}

/// Where the signature begins among the blocks from `from` on, and who signs: short
/// lines at the end, each headed by a name, below a closing formula or without one.
fn signature(
    page: &Page<'_>,
    cast: &mut Cast<'_>,
    body: &[usize],
    from: usize,
) -> Option<(usize, Speaker)> {
    let formula = (from..body.len()).rev().find(|place| {
        let part = &page.parts[body[*place]];
        part.span.len() <= LONGEST_LINE && is_formula(page, part)
    });
    let mut begin = formula.map(|at| at + 1);
    if begin.is_none() {
        let mut at = body.len();
        while at > from && signer(page, cast, &page.parts[body[at - 1]]).is_some() {
            at -= 1;
        }
        begin = (at < body.len()).then_some(at);
    }
    let begin = begin?;
    let mut names: Vec<(usize, usize)> = Vec::new();
    for at in &body[begin..] {
        match signer(page, cast, &page.parts[*at]) {
            Some(name) if names.len() < MOST_SIGNERS => names.push(name),
            // An office or a place below a name.
            _ if !names.is_empty() && page.parts[*at].span.len() <= LONGEST_LINE => {}
            _ => break,
        }
    }
    let (first, last) = (*names.first()?, *names.last()?);
    let each: Vec<Speaker> = names
        .iter()
        .map(|(from, stop)| cast.signature(*from, *stop))
        .collect();
    let mut speaker = each[0].clone();
    if each.len() > 1 {
        let all: Vec<&str> = each.iter().filter_map(|one| one.name.as_deref()).collect();
        let span = page.span(first.0, last.1);
        speaker.name = Some(all.join("; "));
        speaker.mention = Some(span.of(page.text).to_owned());
        speaker.mention_span = Some(span);
        speaker.role = None;
        speaker.side = each
            .iter()
            .all(|one| one.side == each[0].side)
            .then(|| each[0].side.clone())
            .flatten();
    }
    Some((formula.unwrap_or(begin), speaker))
}

/// Whether a block closes a letter: `Yours sincerely,`, `С уважением,`, `З повагою`.
fn is_formula(page: &Page<'_>, part: &Part) -> bool {
    let words: Vec<usize> = (part.first..part.end)
        .filter(|at| page.tokens[*at].is_word)
        .take(6)
        .collect();
    words.len() <= 5
        && words
            .iter()
            .any(|at| page.lexicon.is_of("closings", &page.tokens[*at].folded))
        && !words
            .iter()
            .any(|at| page.flags[*at].any(Flags::FINITE | Flags::AUXILIARY))
        && !matches!(page.mark(part.end - 1), '?' | ':')
}

/// The name that heads a line of a signature, an office or a body behind it.
fn signer(page: &Page<'_>, cast: &Cast<'_>, part: &Part) -> Option<(usize, usize)> {
    if part.span.len() > LONGEST_LINE || part.first == part.end {
        return None;
    }
    let first = (part.first..part.end).find(|at| page.tokens[*at].is_word)?;
    let tells = (first..part.end).any(|at| {
        page.flags[at].any(Flags::FINITE | Flags::AUXILIARY) && !page.tokens[at].is_capital
    });
    let stops = matches!(page.end_mark(part.first, part.end), '!' | '?' | ':');
    if tells || stops {
        return None;
    }
    cast.signs_line(first, part.end)
}

#[cfg(test)]
mod tests {
    use diptych_core::Case;

    use super::*;
    use crate::cast::Roster;
    use crate::lines::of_lines;

    fn signed(lines: &[&str]) -> Option<String> {
        let document = of_lines(lines);
        let page = Page::new(&document);
        let mut cast = Cast::new(&page, &Roster::new(&Case::default()), None);
        letter(&page, &mut cast, &Source::default())?.speaker.name
    }

    #[test]
    fn every_part_of_a_letter_is_asked_for() {
        let whole = [
            "Dear Mayor,",
            "We ask you to open the ferry, as our children wait.",
            "Yours,",
            "Ada Renn",
            "Harbour office",
            "Bo Lind",
        ];
        assert_eq!(signed(&whole).as_deref(), Some("Ada Renn; Bo Lind"));
        // Without the formula the names stand together.
        let bare = [whole[0], whole[1], "Ada Renn, pilot", "Bo Lind"];
        assert_eq!(signed(&bare).as_deref(), Some("Ada Renn; Bo Lind"));
        assert_eq!(signed(&whole[..2]), None);
        assert_eq!(signed(&whole[1..]), None);
        let told = ["Dear Mayor,", "The ferry is shut.", "Yours,", "Ada Renn"];
        assert_eq!(signed(&told), None);
        assert_eq!(signed(&["Dear Mayor,"]), None);
        assert_eq!(signed(&["Dear Mayor,", "Ada Renn"]), None);
    }
}
