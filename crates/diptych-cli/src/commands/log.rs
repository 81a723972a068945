//! `diptych log`.

use std::io::Write as _;

use diptych::core::{Decision, Edit, Standing};
use diptych::store::Disagreement;
use serde::Serialize;

use super::memory;
use crate::args::{Args, Log};
use crate::failure::{Failure, Outcome};

/// A decision, and what has become of it.
#[derive(Serialize)]
struct Entry<'l> {
    #[serde(flatten)]
    decision: &'l Decision,
    /// `counts`, `undone`, `replaced`, `joined` (another says the same), `orphaned`, `disputed`, `done`.
    state: &'static str,
    /// What it stands against, where it is disputed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    against: Vec<Decision>,
    now: Option<&'l str>,
    program_says: Option<&'l str>,
}

/// Everything that is listed.
#[derive(Serialize)]
struct Listed<'l> {
    decisions: &'l [Entry<'l>],
    /// Pages that were changed without a word, word by word.
    edits: Vec<&'l Edit>,
}

pub(super) fn run(args: &Args, log: &Log) -> Result<Outcome, Failure> {
    let (store, remembered) = memory::recall(args, &log.case)?;
    let all = store.log()?;
    let undone = all.undone();
    let standing = &remembered.record.decisions;
    let disputes = all.open();
    let entries: Vec<Entry<'_>> = all
        .decisions
        .iter()
        .map(|decision| {
            entry(
                decision,
                standing,
                &disputes,
                undone.contains(decision.id.as_str()),
            )
        })
        .filter(|entry| {
            log.id.as_deref().is_none_or(|id| {
                let is_now = entry.now.is_some_and(|now| now.starts_with(id));
                is_now || entry.decision.target.starts_with(id) || entry.decision.id.starts_with(id)
            })
        })
        .filter(|entry| !log.open || is_open(entry))
        .collect();
    let mut out = anstream::stdout().lock();
    if log.json {
        let edits = match &log.id {
            None => remembered.record.edits.iter().collect(),
            Some(id) => remembered
                .record
                .edits
                .iter()
                .filter(|edit| {
                    [&edit.left, &edit.right]
                        .iter()
                        .any(|one| one.as_str().starts_with(id.as_str()))
                })
                .collect(),
        };
        let listed = Listed {
            decisions: &entries,
            edits,
        };
        serde_json::to_writer_pretty(&mut out, &listed).map_err(std::io::Error::from)?;
        writeln!(out)?;
        return Ok(Outcome::Done);
    }
    if log.id.is_none() {
        for edit in &remembered.record.edits {
            write!(out, "{}", diptych::report::edit(edit).trim_start())?;
        }
    }
    if entries.is_empty() {
        writeln!(out, "no decisions")?;
    }
    let faint = anstyle::Style::new().dimmed();
    for entry in &entries {
        let one = entry.decision;
        let value = one
            .value
            .as_deref()
            .map_or(String::new(), |value| format!(" {}", memory::line(value)));
        writeln!(
            out,
            "{}  {}  {}: {}{value} on {}  [{}]",
            one.id,
            one.at,
            memory::line(&one.by),
            one.verb,
            entry.now.unwrap_or(&one.target),
            entry.state
        )?;
        if let Some(says) = entry.program_says {
            let said = one.seen.said.as_deref().unwrap_or("nothing");
            writeln!(
                out,
                "    the program said `{said}` then and says `{says}` now"
            )?;
        }
        if let Some(rendering) = &one.rendering {
            writeln!(
                out,
                "    {}",
                memory::line(&memory::whose(rendering, &one.by))
            )?;
        }
        for other in &entry.against {
            writeln!(
                out,
                "    against {}{} by {} ({})",
                other.verb,
                other
                    .value
                    .as_deref()
                    .map_or(String::new(), |value| format!(" {}", memory::line(value))),
                memory::line(&other.by),
                other.id
            )?;
        }
        for words in &one.seen.words {
            let (what, place) = memory::seen(words);
            writeln!(out, "    {what} {faint}{place}{faint:#}")?;
        }
    }
    Ok(Outcome::Done)
}

fn entry<'l>(
    decision: &'l Decision,
    standing: &'l [Standing],
    disputes: &[Disagreement],
    is_undone: bool,
) -> Entry<'l> {
    let found = standing.iter().find(|one| one.decision.id == decision.id);
    let against: Vec<Decision> = disputes
        .iter()
        .filter_map(|one| {
            if one.ours.id == decision.id {
                Some(one.theirs.clone())
            } else if one.theirs.id == decision.id {
                Some(one.ours.clone())
            } else {
                None
            }
        })
        .collect();
    let says_the_same = |one: &Standing| {
        let other = &one.decision;
        other.target == decision.target
            && other.same_field(decision)
            && (other.verb, &other.value) == (decision.verb, &decision.value)
    };
    let state = match found {
        _ if !against.is_empty() => "disputed",
        Some(one) if one.now.is_none() => "orphaned",
        Some(_) => "counts",
        None if is_undone => "undone",
        None if decision.verb == diptych::core::Verb::Undo => "done",
        None if standing.iter().any(says_the_same) => "joined",
        None => "replaced",
    };
    Entry {
        decision,
        state,
        against,
        now: found.and_then(|one| one.now.as_deref()),
        program_says: found.and_then(|one| one.program_says.as_deref()),
    }
}

fn is_open(entry: &Entry<'_>) -> bool {
    matches!(entry.state, "orphaned" | "disputed") || entry.program_says.is_some()
}
