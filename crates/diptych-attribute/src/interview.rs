//! Interviews without labels: a dash begins each turn, or the questions stand in bold.

use diptych_core::{Source, Span, Speaker, StatementKind};

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
