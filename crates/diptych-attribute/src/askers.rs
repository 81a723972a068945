//! Who asks in a transcript, where no label says so.

use std::collections::HashMap;

use crate::found::Found;
use crate::page::Page;
use crate::units::begins_with_dash;

/// Longest turn of one who only asks, in bytes.
const MOST_OF_A_QUESTION: usize = 400;

/// Who is of no side and asks in every turn is there to ask: a station, a paper,
/// a member of a committee under a name that nobody has introduced.
pub(crate) fn mark_who_only_asks(page: &Page<'_>, turns: &mut [Found]) {
    let label = |found: &Found| found.cue.map(|span| span.of(page.text));
    let asks = |found: &Found| {
        let words = found.span().of(page.text);
        words.len() <= MOST_OF_A_QUESTION && words.contains('?')
    };
    let mut only: HashMap<&str, bool> = HashMap::new();
    for found in turns.iter().filter(|found| !found.is_question) {
        if let Some(label) = label(found) {
            let known = only.entry(label).or_insert(true);
            *known &= asks(found) && found.speaker.side.is_none() && found.speaker.role.is_none();
        }
    }
    // Somebody has to answer.
    if only.values().all(|asks| *asks) {
        return;
    }
    for found in turns.iter_mut() {
        if label(found).is_some_and(|label| only.get(label) == Some(&true)) {
            found.is_question = true;
            found.question = None;
        }
    }
}

/// The blocks that ask after a dash where the answers stand under labels.
pub(crate) fn dashed_questions(page: &Page<'_>, labelled: &[bool]) -> Vec<usize> {
    let body: Vec<usize> = (0..page.parts.len())
        .filter(|at| page.parts[*at].kind.is_body() && page.parts[*at].first < page.parts[*at].end)
        .collect();
    let asked: Vec<usize> = body
        .windows(2)
        .filter(|pair| {
            !labelled[pair[0]] && labelled[pair[1]] && begins_with_dash(page, &page.parts[pair[0]])
        })
        .map(|pair| pair[0])
        .collect();
    if asked.len() < 2 { Vec::new() } else { asked }
}
