//! Interviews without labels: a dash begins each turn, or the questions stand in bold.

use diptych_core::{Source, Span, Speaker, StatementKind};
use diptych_lang::Flags;

use crate::cast::Cast;
use crate::found::Found;
use crate::page::Page;
use crate::units::begins_with_dash;

/// An interview in which a dash begins each turn.
pub(crate) fn dashed(
    page: &Page<'_>,
    cast: &mut Cast<'_>,
    source: &Source,
    declared: bool,
) -> Option<(Vec<Found>, Vec<bool>)> {
    let starts: Vec<usize> = (0..page.parts.len())
        .filter(|at| page.parts[*at].kind.is_body() && begins_with_dash(page, &page.parts[*at]))
        .collect();
    let asking = starts
        .iter()
        .filter(|at| page.mark(page.parts[**at].end - 1) == '?')
        .count();
    if starts.len() < 4 || !(declared || asking * 3 >= starts.len()) {
        return None;
    }
    let mut taken = vec![false; page.parts.len()];
    let mut out = Vec::new();
    let mut question = None;
    let (guest, _) = match &source.speaker {
        Some(name) => cast.named(name, "front matter"),
        None => cast.guest(page.parts[starts[0]].first),
    };
    let asker = cast.interviewer();
    let (questioner, _) = cast.fill(Speaker::default(), asker);
    let mut asks = true;
    for at in starts {
        let part = page.parts[at];
        taken[at] = true;
        let span = page.span(part.first + 1, part.end);
        let mut found = Found::new(StatementKind::Turn, vec![span], at);
        found.is_question = asks;
        if asks {
            question = Some(span);
            found.speaker = questioner.clone();
            found.speaker.basis = Some("questioner".to_owned());
        } else {
            found.speaker = guest.clone();
            found.question = question;
        }
        out.push(found);
        asks = !asks;
    }
    Some((out, taken))
}

/// An interview whose questions stand between `**`, the answers as they are.
pub(crate) fn bold(
    page: &Page<'_>,
    cast: &mut Cast<'_>,
    source: &Source,
) -> Option<(Vec<Found>, Vec<bool>)> {
    let inside = |at: usize| -> Option<Span> {
        let part = page.parts[at];
        let stars = |at: usize| page.is_mark(at, "*") || page.is_mark(at, "**");
        let (mut first, mut end) = (part.first, part.end);
        while first < end && stars(first) {
            first += 1;
        }
        while end > first && stars(end - 1) {
            end -= 1;
        }
        let bold = first > part.first && end < part.end && first < end;
        (part.kind.is_body() && bold).then(|| page.span(first, end))
    };
    let bolds: Vec<Option<Span>> = (0..page.parts.len()).map(inside).collect();
    let asks = |span: &Span| span.of(page.text).trim_end().ends_with('?');
    let first = bolds
        .iter()
        .position(|bold| bold.as_ref().is_some_and(asks))?;
    if bolds.iter().flatten().filter(|span| asks(span)).count() < 2 {
        return None;
    }
    let (guest, _) = match &source.speaker {
        Some(name) => cast.named(name, "front matter"),
        None => cast.guest(page.parts[first].first),
    };
    let asker = cast.interviewer();
    let (mut questioner, _) = cast.fill(Speaker::default(), asker);
    questioner.basis = Some("questioner".to_owned());
    let mut taken = vec![false; page.parts.len()];
    let mut out: Vec<Found> = Vec::new();
    let mut question = None;
    for (at, bold) in bolds.iter().enumerate().skip(first) {
        let part = page.parts[at];
        if !part.kind.is_body() || part.first == part.end {
            continue;
        }
        if let Some(span) = bold {
            let mut found = Found::new(StatementKind::Turn, vec![*span], at);
            found.is_question = true;
            found.speaker = questioner.clone();
            question = Some(*span);
            out.push(found);
        } else if let Some(last) = out.last_mut().filter(|found| !found.is_question) {
            last.fragments.push(page.span(part.first, part.end));
        } else {
            let words = page.span(part.first, part.end);
            let mut found = Found::new(StatementKind::Turn, vec![words], at);
            found.speaker = guest.clone();
            found.question = question;
            out.push(found);
        }
        taken[at] = true;
    }
    Some((out, taken))
}

/// Fewest questions of an interview without any marks of its turns.
const FEWEST_QUESTIONS: usize = 3;

/// An interview whose questions and answers are paragraphs without a mark: most of
/// the questions end as such, and the answers speak in the first person.
pub(crate) fn plain(
    page: &Page<'_>,
    cast: &mut Cast<'_>,
    source: &Source,
) -> Option<(Vec<Found>, Vec<bool>)> {
    let body: Vec<usize> = (0..page.parts.len())
        .filter(|at| page.parts[*at].kind.is_body() && page.parts[*at].first < page.parts[*at].end)
        .collect();
    let ends_asking = |at: usize| page.mark(page.parts[at].end - 1) == '?';
    let start = body.iter().position(|at| ends_asking(*at))?;
    let body = &body[start..];
    let mut asks = vec![false; body.len()];
    for place in 0..body.len() {
        let answered = place == 0 || !asks[place - 1];
        let last = place + 1 == body.len();
        asks[place] = answered
            && !last
            && !begins_with_dash(page, &page.parts[body[place]])
            && (ends_asking(body[place]) && words(page, body[place]) <= 60
                || place > 0
                    && words(page, body[place]) <= 16
                    && speaks_to(page, body[place])
                    && speaks_of_self(page, body[place + 1]));
    }
    let marked = (0..body.len())
        .filter(|at| asks[*at] && ends_asking(body[*at]))
        .count();
    let questions = asks.iter().filter(|asks| **asks).count();
    let answers = (1..body.len()).filter(|at| asks[*at - 1] && !asks[*at]);
    let (mut own, mut all) = (0, 0);
    for at in answers {
        all += 1;
        own += usize::from(speaks_of_self(page, body[at]));
    }
    if marked < FEWEST_QUESTIONS || all < questions || own * 2 < all || questions * 3 < body.len() {
        return None;
    }
    let (guest, _) = match &source.speaker {
        Some(name) => cast.named(name, "front matter"),
        None => cast.guest(page.parts[body[0]].first),
    };
    let asker = cast.interviewer();
    let (mut questioner, _) = cast.fill(Speaker::default(), asker);
    questioner.basis = Some("questioner".to_owned());
    let mut taken = vec![false; page.parts.len()];
    let mut out: Vec<Found> = Vec::new();
    let mut question = None;
    for (place, at) in body.iter().enumerate() {
        let part = page.parts[*at];
        let span = page.span(part.first, part.end);
        taken[*at] = true;
        if !asks[place]
            && let Some(last) = out.last_mut().filter(|found| !found.is_question)
        {
            last.fragments.push(span);
            continue;
        }
        let mut found = Found::new(StatementKind::Turn, vec![span], *at);
        found.is_question = asks[place];
        if asks[place] {
            found.speaker = questioner.clone();
            question = Some(span);
        } else {
            found.speaker = guest.clone();
            found.question = question;
        }
        out.push(found);
    }
    Some((out, taken))
}

/// The words of a block.
fn words(page: &Page<'_>, at: usize) -> usize {
    let part = page.parts[at];
    (part.first..part.end)
        .filter(|at| page.tokens[*at].is_word)
        .count()
}

/// Whether the paragraph itself, outside quotations, says I or we.
fn speaks_of_self(page: &Page<'_>, at: usize) -> bool {
    of_person(page, at, Flags::FIRST) || !page.lexicon.bare_clause && drops_self(page, at)
}

/// Whether a block addresses someone, or takes up what a third says, and is not of
/// the speaker: `He says he was never called.`
fn speaks_to(page: &Page<'_>, at: usize) -> bool {
    let first = page.flags[page.parts[at].first];
    (of_person(page, at, Flags::SECOND) || first.any(Flags::HE | Flags::SHE | Flags::THEY))
        && !of_person(page, at, Flags::FIRST)
}

fn of_person(page: &Page<'_>, at: usize, person: Flags) -> bool {
    let part = page.parts[at];
    let mut inside = false;
    for at in part.first..part.end {
        if matches!(page.mark(at), '"' | '“' | '”' | '«' | '»' | '„') {
            inside = !inside;
        } else if !inside && page.flags[at].any(person) {
            return true;
        }
    }
    false
}

/// Whether a word for oneself stands in another case than the nominative: `у меня`.
fn drops_self(page: &Page<'_>, at: usize) -> bool {
    let part = page.parts[at];
    (part.first..part.end).any(|at| page.lexicon.is_of("self", &page.tokens[at].folded))
}
