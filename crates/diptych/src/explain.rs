//! The derivation of anything in a record, down to table entry and span.

use diptych_core::{Position, Precedent, Record, Statement, StatementId, Variant};
use serde::Serialize;

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// How deep it stands below the thing explained, 0 for the thing itself.
    pub depth: usize,
    /// What it is about: `kind`, `left`, `rung`, `condition` …
    pub label: String,
    /// What is to be said of it.
    pub text: String,
    /// Where the words stand, `path:start-end`.
    pub place: Option<String>,
    /// The table entry behind it.
    pub rule: Option<String>,
}

/// Why the record holds what it holds under one identifier.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Explanation {
    /// The identifier.
    pub id: String,
    /// Its lines, top down.
    pub lines: Vec<Line>,
}

/// Explains a divergence, a position, a statement or an utterance by its
/// identifier, or by the beginning of one; nothing where none has it.
pub fn explain(record: &Record, id: &str) -> Option<Explanation> {
    let mut out = Explanation {
        id: id.to_owned(),
        lines: Vec::new(),
    };
    if id.len() < 4 {
        return None;
    }
    if let Some(found) = record
        .divergences
        .iter()
        .find(|one| one.id.as_str().starts_with(id))
    {
        out.id = found.id.to_string();
        out.say(0, found.kind.word(), found.explanation.clone());
        out.say(
            1,
            "axis, aspect",
            format!(
                "{}, {}{}",
                word(&found.axis),
                word(&found.aspect),
                found
                    .slot
                    .map_or(String::new(), |slot| format!(" ({})", word(&slot)))
            ),
        );
        out.say(1, "score", format!("{:.2}", found.score));
        for evidence in &found.evidence {
            let place = path_of(record, &evidence.statement)
                .map(|path| format!("{path}:{}-{}", evidence.start, evidence.end));
            out.lines.push(Line {
                depth: 1,
                label: word(&evidence.role),
                text: format!("“{}”", evidence.text),
                place,
                rule: evidence.rule.clone(),
            });
        }
        if let (Some(about), Some(scope)) = (&found.about, &found.scope) {
            out.say(
                1,
                "silent",
                format!(
                    "{} in {}",
                    about.name.as_deref().unwrap_or(about.side.as_str()),
                    scope.sources.join(", ")
                ),
            );
        }
        for (label, id) in [
            ("left", Some(&found.left_position)),
            ("right", found.right_position.as_ref()),
        ] {
            if let Some(position) = record.positions.iter().find(|one| Some(&one.id) == id) {
                out.position(record, 1, label, position);
            }
        }
        return Some(out);
    }
    if let Some(found) = record
        .positions
        .iter()
        .find(|one| one.id.as_str().starts_with(id))
    {
        out.id = found.id.to_string();
        out.position(record, 0, "position", found);
        return Some(out);
    }
    if let Some(found) = record
        .statements
        .iter()
        .find(|one| one.id.as_str().starts_with(id))
    {
        out.id = found.id.to_string();
        out.statement(0, found);
        for position in record
            .positions
            .iter()
            .filter(|one| one.statement == found.id)
        {
            out.position(record, 1, "position", position);
        }
        return Some(out);
    }
    let found = record
        .utterances
        .iter()
        .find(|one| one.id.as_str().starts_with(id))?;
    out.id = found.id.to_string();
    out.say(
        0,
        "utterance",
        format!("{} witnesses", found.witnesses.len()),
    );
    for id in &found.witnesses {
        if let Some(statement) = record.statements.iter().find(|one| one.id == *id) {
            out.statement(1, statement);
            if let Some(variant) = found
                .variants
                .iter()
                .find(|variant| variant.statement == *id)
            {
                out.variant(2, "differs", variant);
            }
        }
    }
    for variant in &found.perhaps {
        let other = record
            .statements
            .iter()
            .find(|one| one.id == variant.statement);
        if let Some(statement) = other {
            out.statement(1, statement);
            out.variant(2, "perhaps a witness too", variant);
        }
    }
    Some(out)
}

impl Explanation {
    fn say(&mut self, depth: usize, label: &str, text: impl Into<String>) {
        self.lines.push(Line {
            depth,
            label: label.to_owned(),
            text: text.into(),
            place: None,
            rule: None,
        });
    }

    fn variant(&mut self, depth: usize, label: &str, variant: &Variant) {
        self.say(
            depth,
            label,
            format!("{} ({:.2})", variant.how, variant.sure),
        );
        for why in &variant.why {
            self.say(depth + 1, "by", why.clone());
        }
    }

    fn statement(&mut self, depth: usize, statement: &Statement) {
        let span = statement.span();
        self.lines.push(Line {
            depth,
            label: word(&statement.kind),
            text: format!(
                "{}: “{}”",
                statement.speaker.shown().unwrap_or("speaker open"),
                statement.words()
            ),
            place: Some(format!("{}:{}-{}", statement.path, span.start, span.end)),
            rule: None,
        });
        let speaker = &statement.speaker;
        if let (Some(mention), Some(at)) = (&speaker.mention, speaker.mention_span) {
            let how = speaker
                .basis
                .as_deref()
                .map_or(String::new(), |basis| format!(" ({basis})"));
            self.lines.push(Line {
                depth: depth + 1,
                label: "speaker".to_owned(),
                text: format!("“{mention}”{how}"),
                place: Some(format!("{}:{}-{}", statement.path, at.start, at.end)),
                rule: None,
            });
        }
        if !speaker.candidates.is_empty() {
            self.say(
                depth + 1,
                "left open between",
                speaker.candidates.join(", "),
            );
        }
        if let Some(cue) = &statement.cue {
            self.lines.push(Line {
                depth: depth + 1,
                label: "reporting words".to_owned(),
                text: format!("“{}”", cue.text),
                place: Some(format!("{}:{}-{}", statement.path, cue.start, cue.end)),
                rule: None,
            });
        }
        if !statement.reported_by.is_empty() {
            self.say(depth + 1, "reported by", statement.reported_by.join(" → "));
        }
        if let Some(said) = &statement.said {
            let days = if said.from == said.to {
                said.from.to_string()
            } else {
                format!("{} to {}", said.from, said.to)
            };
            let place = said
                .span
                .map(|at| format!("{}:{}-{}", statement.path, at.start, at.end));
            self.lines.push(Line {
                depth: depth + 1,
                label: "said".to_owned(),
                text: format!("{days} ({})", word(&said.basis)),
                place,
                rule: None,
            });
        }
        if let Some(day) = statement.published {
            self.say(depth + 1, "published", day.to_string());
        }
    }

    fn precedent(
        &mut self,
        record: &Record,
        depth: usize,
        position: &Position,
        precedent: &Precedent,
    ) {
        let at =
            |path: &str, span: diptych_core::Span| format!("{path}:{}-{}", span.start, span.end);
        self.lines.push(Line {
            depth,
            label: "invokes".to_owned(),
            text: format!("“{}”", precedent.text),
            place: path_of(record, &position.statement).map(|path| at(path, precedent.span)),
            rule: Some(precedent.rule.clone()),
        });
        if let Some(as_of) = &precedent.as_of {
            let day = |day: Option<diptych_core::Day>| {
                day.map_or_else(|| "open".to_owned(), |day| day.to_string())
            };
            let by = precedent
                .dated_by
                .as_ref()
                .and_then(|id| path_of(record, id))
                .map_or_else(String::new, |path| format!(", as {path} has it"));
            self.say(
                depth + 1,
                "as of",
                format!(
                    "{} to {} (“{}”{by})",
                    day(as_of.from),
                    day(as_of.to),
                    as_of.basis
                ),
            );
        }
        for source in &precedent.sources {
            self.lines.push(Line {
                depth: depth + 1,
                label: word(&source.relation),
                text: format!("“{}”", source.text),
                place: Some(at(&source.path, source.span)),
                rule: None,
            });
        }
    }

    fn position(&mut self, record: &Record, depth: usize, label: &str, position: &Position) {
        let statement = record
            .statements
            .iter()
            .find(|one| one.id == position.statement);
        let act = match position.rung {
            Some(rung) => format!(
                "{}, rung {} ({} of 11)",
                word(&position.act),
                word(&rung),
                rung.step()
            ),
            None => word(&position.act),
        };
        let holder = position
            .holder
            .name
            .clone()
            .or(position.holder.side.as_ref().map(ToString::to_string))
            .unwrap_or_else(|| "open".to_owned());
        let text = format!(
            "{act}; held by {holder}, {}; {}, {}, {}",
            word(&position.attribution),
            word(&position.polarity),
            word(&position.time),
            word(&position.reality)
        );
        self.say(depth, label, text);
        for evidence in &position.evidence {
            let place = path_of(record, &evidence.statement)
                .map(|path| format!("{path}:{}-{}", evidence.start, evidence.end));
            self.lines.push(Line {
                depth: depth + 1,
                label: word(&evidence.role),
                text: format!("“{}”", evidence.text),
                place,
                rule: evidence.rule.clone(),
            });
        }
        for term in &position.terms {
            self.say(
                depth + 1,
                &format!("term {}", word(&term.slot)),
                format!("“{}” = {}", term.text, term.value),
            );
        }
        for precedent in &position.precedents {
            self.precedent(record, depth + 1, position, precedent);
        }
        if let Some(code) = position.cameo.as_ref().or(position.plover.as_ref()) {
            self.say(depth + 1, "event code", code.clone());
        }
        if let Some(statement) = statement {
            self.statement(depth + 1, statement);
        }
    }
}

fn path_of<'r>(record: &'r Record, id: &StatementId) -> Option<&'r str> {
    record
        .statements
        .iter()
        .find(|one| one.id == *id)
        .map(|one| one.path.as_str())
}

/// The word of the record for a value of one of its closed lists.
fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(|word| word.replace('_', " ")))
        .unwrap_or_default()
}
