//! Taking in another person's copy of a case.

use std::collections::{BTreeSet, HashMap};

use diptych_core::{Case, Issue, Record, Side};
use diptych_store::{Log, Merged, Result, Store, Theirs};

use crate::memory::Remembered;

/// Takes everything that `other` holds into `store`: all of it or nothing. `remembered` is what
/// `store` gave last; `lying` are the digests of the files in its folder.
///
/// # Errors
/// As [`Store::merge`].
pub fn merge(
    store: &mut Store,
    remembered: &Remembered,
    other: &Store,
    lying: &BTreeSet<String>,
) -> Result<Merged> {
    let mut now = HashMap::new();
    for log in [store.log()?, other.log()?] {
        now.extend(stands_for(&log, remembered));
    }
    store.merge(&Theirs {
        store: other,
        now: &now,
        lying,
    })
}

/// What the identifiers of a log stand for in a record, where that is another one now.
fn stands_for(log: &Log, remembered: &Remembered) -> HashMap<String, String> {
    let mut statements = remembered.found.clone();
    let applied = log.on_statements(&mut statements, &remembered.case);
    let mut record = Record {
        decisions: applied.standing,
        ..remembered.record.clone()
    };
    log.on_record(&mut record);
    record
        .decisions
        .into_iter()
        .filter_map(|one| Some((one.decision.target, one.now?)))
        .filter(|(target, now)| target != now)
        .collect()
}

/// What two case files say otherwise, a line each, in plain words; nothing where they mean the same.
pub fn case_differences(ours: &Case, theirs: &Case) -> Vec<String> {
    let mut out = Vec::new();
    if ours.title != theirs.title {
        out.push(format!(
            "title: “{}” here, “{}” there",
            ours.title, theirs.title
        ));
    }
    if ours.period != theirs.period {
        out.push("the period is another one".to_owned());
    }
    let sides = |case: &Case| -> Vec<(String, Side)> {
        let pair = |side: &Side| (side.id.to_string(), side.clone());
        case.sides.iter().map(pair).collect()
    };
    let issues = |case: &Case| -> Vec<(String, Issue)> {
        let pair = |issue: &Issue| (issue.id.to_string(), issue.clone());
        case.issues.iter().map(pair).collect()
    };
    differ("side", &sides(ours), &sides(theirs), &mut out);
    differ("issue", &issues(ours), &issues(theirs), &mut out);
    if out.is_empty() && ours != theirs {
        out.push("the order of sides or issues is another one".to_owned());
    }
    out
}

fn differ<T: PartialEq>(
    what: &str,
    ours: &[(String, T)],
    theirs: &[(String, T)],
    out: &mut Vec<String>,
) {
    let find = |all: &[(String, T)], id: &str| all.iter().position(|(other, _)| other == id);
    for (id, one) in ours {
        match find(theirs, id) {
            None => out.push(format!("{what} {id}: only here")),
            Some(at) if theirs[at].1 != *one => {
                out.push(format!("{what} {id}: described otherwise there"));
            }
            Some(_) => {}
        }
    }
    for (id, _) in theirs {
        if find(ours, id).is_none() {
            out.push(format!("{what} {id}: only there"));
        }
    }
}

#[cfg(test)]
mod tests {
    use diptych_core::parse_case;

    use super::case_differences;

    #[test]
    fn what_two_case_files_say_otherwise_is_named() {
        let ours = "title = 'A'\n[[side]]\nname = 'Arland'\n[[issue]]\nname = 'Tolls'\n";
        let theirs = "title = 'A'\n[[side]]\nname = 'Arland'\npeople = ['Ada Renn']\n[[issue]]\nname = 'Weir'\n";
        let (ours, theirs) = (parse_case(ours).0, parse_case(theirs).0);
        assert_eq!(case_differences(&ours, &ours), [""; 0]);
        assert_eq!(
            case_differences(&ours, &theirs),
            [
                "side arland: described otherwise there",
                "issue tolls: only here",
                "issue weir: only there"
            ]
        );
    }
}
