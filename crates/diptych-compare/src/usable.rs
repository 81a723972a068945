//! Which positions may be compared.

use std::collections::{HashMap, HashSet};

use diptych_core::{Statement, Utterance, Wording};

use crate::judge::{against, denies};
use crate::proposition::likeness;
use crate::stand::Stand;

/// Likeness from which the speaker's own words say what an outlet retells.
const SAID_ITSELF: f64 = 0.55;

/// Own words of one speaker on one issue that are looked through.
const MOST_OWN: usize = 40;

/// Which positions may be compared: those of the best witness of each
/// utterance, and an outlet's retelling only where the same speaker's direct
/// words that say the same are not at hand.
pub(crate) fn usable(
    stands: &[Stand],
    statements: &[Statement],
    utterances: &[Utterance],
) -> Vec<bool> {
    let best: HashSet<&str> = utterances
        .iter()
        .map(|utterance| utterance.best.as_str())
        .collect();
    let mut direct: HashMap<(&str, usize), Vec<usize>> = HashMap::new();
    for (number, stand) in stands.iter().enumerate() {
        let statement = &statements[stand.statement];
        if let (Some(name), Some(issue), Wording::Speaker) =
            (statement.speaker.shown(), stand.issue, statement.wording)
        {
            direct.entry((name, issue)).or_default().push(number);
        }
    }
    stands
        .iter()
        .map(|stand| {
            let statement = &statements[stand.statement];
            let Some(issue) = stand.issue else {
                return commits_somebody(stand) && best.contains(statement.id.as_str());
            };
            let own = statement
                .speaker
                .shown()
                .filter(|_| statement.wording == Wording::Outlet)
                .and_then(|name| direct.get(&(name, issue)));
            let replaced = own.is_some_and(|list| {
                list.iter()
                    .rev()
                    .take(MOST_OWN)
                    .any(|number| says_the_same(&stands[*number], stand))
            });
            best.contains(statement.id.as_str()) && !replaced
        })
        .collect()
}

/// Whether it says what somebody will do or has done, so that it is worth setting
/// beside what is placed though no issue names it.
fn commits_somebody(stand: &Stand) -> bool {
    denies(stand) || stand.position.act == diptych_core::Act::Commits
}

/// Whether the own words say what the retelling says: alike, and neither
/// denying, refusing nor limiting what the other does not.
fn says_the_same(own: &Stand, told: &Stand) -> bool {
    own.position.polarity == told.position.polarity
        && denies(own) == denies(told)
        && against(own) == against(told)
        && own.position.conditions.is_empty() == told.position.conditions.is_empty()
        && likeness(own, told) >= SAID_ITSELF
}
