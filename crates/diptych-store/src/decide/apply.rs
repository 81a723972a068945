//! What decisions do to statements and findings.

use diptych_core::{
    Case, Code, Decision, Problem, Record, Remark, SideId, Standing, Statement, Status, Subject,
    Translation, Verb, codes, fold_text,
};

use super::seen::{said_of, said_of_divergence};
use super::{Log, bind, rule};

/// What became of the decisions on sources or statements.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// Those that count, with what they are about now.
    pub standing: Vec<Standing>,
    /// Statements whose issue a person named: place in the list, issue.
    issues: Vec<(String, String)>,
}

impl Log {
    /// Applies the decisions on statements: what the program found goes in, what counts comes out.
    ///
    /// A rejected statement leaves the list; its words stay in the log. Identifiers stay those
    /// that the program gave, so that they can be named again. Issues are set by
    /// [`Applied::set_issues`] when the comparison has placed them.
    pub fn on_statements(&self, statements: &mut Vec<Statement>, case: &Case) -> Applied {
        let mut applied = Applied::default();
        let found = statements.clone();
        let mut rejected = Vec::new();
        for decision in self.standing() {
            if decision.seen.subject != Subject::Statement {
                continue;
            }
            let at = bind::statement(&decision.target, &decision.seen, &found);
            let standing = self.stand(
                decision,
                at.map(|at| found[at].id.to_string()),
                at.and_then(|at| said_of(&found[at], decision.verb)),
            );
            let counts = !standing.disputed;
            applied.standing.push(standing);
            if let (Some(at), Some(rendering)) = (at, &decision.rendering) {
                // Two that differ both stand there, marked: neither takes the place of the other.
                statements[at].translations.push(Translation {
                    text: decision.value.clone().unwrap_or_default(),
                    rendering: rendering.clone(),
                    by: decision.by.clone(),
                    at: decision.at.clone(),
                    decision: decision.id.clone(),
                    disputed: !counts,
                });
            }
            let Some(at) = at.filter(|_| counts) else {
                continue;
            };
            let value = decision.value.as_deref().unwrap_or_default();
            let statement = &mut statements[at];
            match decision.verb {
                Verb::Reject => rejected.push(at),
                Verb::Kind => {
                    if let Some(kind) = rule::statement_kind(value) {
                        statement.kind = kind;
                    }
                }
                Verb::Speaker => set_speaker(statement, value, case),
                Verb::Side => {
                    statement.speaker.side =
                        (value != "none").then(|| SideId::from(value.to_owned()));
                }
                Verb::Date => {
                    if let Some((from, to)) = rule::days(value) {
                        statement.said = Some(rule::said(from, to));
                    }
                }
                Verb::Issue => applied
                    .issues
                    .push((statement.id.to_string(), value.to_owned())),
                Verb::Context => statement.remarks.push(Remark {
                    text: value.to_owned(),
                    by: decision.by.clone(),
                    at: decision.at.clone(),
                    decision: decision.id.clone(),
                }),
                Verb::Confirm | Verb::Translation | Verb::Note | Verb::Undo => {}
            }
        }
        let mut at = 0;
        statements.retain(|_| {
            at += 1;
            !rejected.contains(&(at - 1))
        });
        applied
    }

    /// Puts the decisions on findings on a record, lists all that count, and says on its list of
    /// problems which are orphaned, disputed, or otherwise than the program would say now.
    pub fn on_record(&self, record: &mut Record) {
        for decision in self.standing() {
            let target = decision.target.as_str();
            let (now, said) = match decision.seen.subject {
                Subject::Divergence => {
                    let at = bind::divergence(target, &decision.seen, record);
                    let one = at.map(|at| &record.divergences[at]);
                    (
                        one.map(|one| one.id.to_string()),
                        one.and_then(|one| said_of_divergence(one, decision.verb)),
                    )
                }
                Subject::Position => {
                    let at = bind::position(target, &decision.seen, record);
                    (at.map(|at| record.positions[at].id.to_string()), None)
                }
                Subject::Source | Subject::Statement => continue,
            };
            let standing = self.stand(decision, now, said);
            record.decisions.push(standing);
        }
        record
            .decisions
            .sort_by(|a, b| key(&a.decision).cmp(&key(&b.decision)));
        for standing in record.decisions.clone() {
            if !standing.disputed
                && let Some(now) = &standing.now
            {
                decide(record, &standing.decision, now);
            }
            if let Some(problem) = problem(&standing) {
                record.problems.push(problem);
            }
        }
    }

    /// A decision, with what it is about now.
    pub fn stand(
        &self,
        decision: &Decision,
        now: Option<String>,
        said_now: Option<String>,
    ) -> Standing {
        let is_field = decision.verb.field().is_some();
        let program_says = (is_field && now.is_some() && said_now != decision.seen.said)
            .then(|| said_now.unwrap_or_else(|| "nothing".to_owned()));
        Standing {
            now,
            program_says,
            disputed: self.is_disputed(decision),
            decision: decision.clone(),
        }
    }
}

impl Applied {
    /// Sets the issues that people named, when the comparison has placed the statements.
    pub fn set_issues(&self, record: &mut Record) {
        for (id, issue) in &self.issues {
            for statement in &mut record.statements {
                if statement.id.as_str() == id {
                    statement.issues = vec![issue.as_str().into()];
                }
            }
            for position in &mut record.positions {
                if position.statement.as_str() == id {
                    position.issue = Some(issue.as_str().into());
                }
            }
        }
        record.decisions.extend(self.standing.iter().cloned());
    }
}

fn key(decision: &Decision) -> (u64, &str, &str) {
    (decision.turn, &decision.at, &decision.id)
}

fn decide(record: &mut Record, decision: &Decision, now: &str) {
    let Some(one) = record
        .divergences
        .iter_mut()
        .find(|one| one.id.as_str() == now)
    else {
        return;
    };
    let value = decision.value.as_deref().unwrap_or_default();
    match decision.verb {
        Verb::Confirm => one.status = Status::Confirmed,
        Verb::Reject => one.status = Status::Rejected,
        Verb::Kind => {
            if let Some(kind) = rule::divergence_kind(value) {
                one.kind = kind;
                // Who names the kind stands by the finding, unless they rejected it.
                if one.status == Status::Suggested {
                    one.status = Status::Confirmed;
                }
            }
        }
        Verb::Issue => one.issue = value.into(),
        _ => {}
    }
}

fn set_speaker(statement: &mut Statement, name: &str, case: &Case) {
    let folded = fold_text(name);
    let is = |other: &str| fold_text(other) == folded;
    let speaker = &mut statement.speaker;
    speaker.candidates.clear();
    speaker.basis = Some("decided".to_owned());
    speaker.role = None;
    speaker.side = None;
    speaker.is_body = false;
    speaker.name = (name != "none").then(|| name.to_owned());
    for side in &case.sides {
        let person = side
            .people
            .iter()
            .find(|person| is(&person.name) || person.aliases.iter().any(|alias| is(alias)));
        if let Some(person) = person {
            speaker.name = Some(person.name.clone());
            speaker.role.clone_from(&person.role);
            speaker.side = Some(side.id.clone());
            return;
        }
    }
    let mut of = case
        .sides
        .iter()
        .filter_map(|side| Some((side, side.bodies.iter().find(|body| is(body))?)));
    // A body of two sides is of neither here; the side is decided by name.
    if let (Some((side, body)), None) = (of.next(), of.next()) {
        speaker.name = Some(body.clone());
        speaker.side = Some(side.id.clone());
        speaker.is_body = true;
    }
}

fn problem(standing: &Standing) -> Option<Problem> {
    let decision = &standing.decision;
    let what = format!(
        "{} by {} on {}",
        decision.verb, decision.by, decision.target
    );
    let (code, message): (&Code, String) = if standing.disputed {
        (
            &codes::DISPUTED,
            format!("{what} stands against another copy's decision"),
        )
    } else if standing.now.is_none() {
        let words = decision.seen.words.first();
        let text = words.map_or("", |words| words.text.as_str());
        let start: String = text.chars().take(60).collect();
        (
            &codes::ORPHAN,
            format!("{what} (“{start}”) is about something no longer found"),
        )
    } else if let Some(says) = &standing.program_says {
        let said = decision.seen.said.as_deref().unwrap_or("nothing");
        (
            &codes::SAYS_OTHERWISE,
            format!("{what}: the program said `{said}` then and says `{says}` now"),
        )
    } else {
        return None;
    };
    let problem = Problem::new(code, message);
    Some(match decision.seen.words.first() {
        Some(words) => problem.in_source(&words.path),
        None => problem,
    })
}
