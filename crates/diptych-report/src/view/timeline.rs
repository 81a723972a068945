//! What was said on an issue, in order of time.

use diptych_core::{Day, Statement, Wording};

use crate::dates::When;
use crate::index::Index;
use crate::view::card::{side_class, speaker_name};
use crate::view::columns::key;
use crate::view::reading::degree;

/// One statement on the line of time.
pub(crate) struct Moment<'r> {
    /// When it was said.
    pub when: When,
    /// Who said it.
    pub speaker: String,
    /// Name of the side.
    pub side: &'r str,
    /// Class of the side.
    pub class: String,
    /// What was read from it: the degree of each position on the speaker's own
    /// account, and of claims about others.
    pub degrees: Vec<String>,
    /// Whether the words are an outlet's.
    pub retold: bool,
    /// Where it is shown in full.
    pub full: String,
}

/// The said and dated statements, oldest first. Copies of an utterance are
/// left out; nothing is returned where there is only one day.
pub(crate) fn timeline<'r>(
    index: &Index<'r>,
    issue: usize,
    issue_id: &str,
    statements: &[&'r Statement],
) -> Vec<Moment<'r>> {
    let mut moments: Vec<(Day, Day, Moment<'r>)> = Vec::new();
    for statement in statements {
        let (Some(said), Some(at)) = (&statement.said, index.statement_at(&statement.id)) else {
            continue;
        };
        let copy = index.utterance(&statement.id).is_some_and(|utterance| {
            utterance.best != statement.id && index.statement_at(&utterance.best).is_some()
        });
        if copy || statement.is_question || !statement.kind.is_said() {
            continue;
        }
        let mut degrees: Vec<String> = Vec::new();
        for position in index.positions_of(&statement.id) {
            if position
                .issue
                .as_ref()
                .is_none_or(|id| id.as_str() != issue_id)
            {
                continue;
            }
            let text = if index.is_own(position) {
                degree(position).to_owned()
            } else {
                let about = position.holder.name.as_deref();
                let about = about.unwrap_or_else(|| index.side_name(position.holder.side.as_ref()));
                let about = if about.is_empty() { "others" } else { about };
                format!("of {about}: {}", degree(position))
            };
            if !degrees.contains(&text) && degrees.len() < 6 {
                degrees.push(text);
            }
        }
        let moment = Moment {
            when: When::said(said),
            speaker: speaker_name(statement),
            side: index.side_name(statement.speaker.side.as_ref()),
            class: side_class(index.side_at(statement.speaker.side.as_ref())),
            degrees,
            retold: statement.wording == Wording::Outlet,
            full: key(issue, at),
        };
        moments.push((said.from, said.to, moment));
    }
    moments.sort_by_key(|(from, to, _)| (*from, *to));
    if moments.windows(2).all(|pair| pair[0].0 == pair[1].0) {
        return Vec::new();
    }
    moments.into_iter().map(|(_, _, moment)| moment).collect()
}
