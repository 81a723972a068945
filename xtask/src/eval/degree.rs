//! Measuring how single clauses are read, on public sets of sentences.
//!
//! Every row goes the way that a statement of a case goes: through
//! `diptych_compare::compare`, or, where a set asks how true the words hold
//! something, through the reading of factuality that the positions rest on.
// long: four sets, each with its own question

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use diptych_compare::{Comparison, Input, Meaning, compare, factuality};
use diptych_core::{
    Act, Anchor, Case, DivergenceKind, Document, Lang, Polarity, Position, Rung, Source, SourceId,
    SourceKind, Span, Speaker, Statement, Time, parse_case,
};
use diptych_encode::{Background, Means, PieceGround, SentenceEncoder};
use serde::Deserialize;

use super::figure::{Figure, Value};

const PLOVER: &str = "PLOVER sentences";
const COMMITMENT: &str = "CommitmentBank dev";
const INCONSISTENCY: &str = "political inconsistency dev";
const UW: &str = "UW factuality";

/// What was measured, and rows that came out wrong, for people.
pub(super) struct Degree {
    pub figures: Vec<Figure>,
    pub wrong: BTreeMap<&'static str, Vec<String>>,
}

/// Measures every set; a set that is not there is skipped.
///
/// # Errors
/// A set that is there and cannot be read.
pub(super) fn measure(data: Option<&Path>, root: &Path) -> Result<Degree, String> {
    let mut out = Degree {
        figures: Vec::new(),
        wrong: BTreeMap::new(),
    };
    let folder = data.map(|data| data.join("data/pairs"));
    let folder = folder.as_deref();
    let mut rows: Vec<Event> = lines(folder, "plover-acts-dev.jsonl")?.unwrap_or_default();
    rows.extend(lines::<Event>(folder, "plover-gold-records.jsonl")?.unwrap_or_default());
    out.plover(&rows);
    out.commitment(&lines(folder, "commitmentbank-dev.jsonl")?.unwrap_or_default());
    let rows = lines(folder, "political-inconsistency-dev.jsonl")?.unwrap_or_default();
    out.inconsistency(&rows, root)?;
    out.uw(&lines(folder, "uw-factuality.jsonl")?.unwrap_or_default());
    Ok(out)
}

fn lines<T: for<'de> Deserialize<'de>>(
    folder: Option<&Path>,
    file: &str,
) -> Result<Option<Vec<T>>, String> {
    let Some(path) = folder
        .map(|folder| folder.join(file))
        .filter(|path| path.is_file())
    else {
        return Ok(None);
    };
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(|error| format!("{file}: {error}")))
        .collect::<Result<Vec<T>, String>>()
        .map(Some)
}

/// A sentence with who did what to whom.
#[derive(Deserialize)]
struct Event {
    text: String,
    #[serde(default)]
    actor: String,
    #[serde(default)]
    recipient: String,
    label: String,
}

/// A sentence and how true its embedded clause is held, −3 to 3.
#[derive(Deserialize)]
struct Embedded {
    text: String,
    prompt: String,
    embedding: String,
    label: f64,
}

/// Two statements and how they stand to each other.
#[derive(Deserialize)]
struct Pair {
    premise: String,
    hypothesis: String,
    label3: String,
}

/// A word of a sentence and how true the sentence holds what it names, −3 to 3.
#[derive(Deserialize)]
struct Held {
    text: String,
    span: (usize, usize),
    word: String,
    label: f64,
}

/// Right, found and true ones of each class.
#[derive(Default)]
struct Classes(BTreeMap<String, [usize; 3]>);

impl Classes {
    fn add(&mut self, truth: &str, found: Option<&str>) {
        self.0.entry(truth.to_owned()).or_default()[2] += 1;
        if let Some(found) = found {
            let counts = self.0.entry(found.to_owned()).or_default();
            counts[1] += 1;
            counts[0] += usize::from(found == truth);
        }
    }

    /// The mean F1 over the classes that the set holds, in per cent.
    fn macro_f(&self) -> f64 {
        let held: Vec<f64> = self
            .0
            .values()
            .filter(|[_, _, truth]| *truth > 0)
            .map(|[right, found, truth]| 200.0 * *right as f64 / (found + truth).max(1) as f64)
            .collect();
        held.iter().sum::<f64>() / (held.len().max(1)) as f64
    }

    fn shown(&self) -> String {
        self.0
            .iter()
            .map(|(class, [right, found, truth])| {
                format!("{class}: {right} of {found} found, {truth} there")
            })
            .collect::<Vec<_>>()
            .join("\n")
    }
}

impl Degree {
    fn push(&mut self, set: &str, measure: &str, value: Value) {
        self.figures.push(Figure::new(set, "en", measure, value));
    }

    fn plover(&mut self, rows: &[Event]) {
        let mut classes = Classes::default();
        let mut wrong = Vec::new();
        for row in rows {
            let Some(truth) = plover_class(&row.label) else {
                continue;
            };
            let found = code_of(&row.text, &row.actor, &row.recipient);
            classes.add(truth, found.as_deref());
            if found.as_deref() != Some(truth) {
                wrong.push(format!(
                    "{truth} ≠ {}: {}",
                    found.unwrap_or_default(),
                    row.text
                ));
            }
        }
        let value = if rows.is_empty() {
            Value::Skipped
        } else {
            Value::Percent(classes.macro_f())
        };
        self.push(PLOVER, "acts, macro-F1", value);
        wrong.push(classes.shown());
        self.wrong.insert(PLOVER, wrong);
    }

    fn commitment(&mut self, rows: &[Embedded]) {
        let mut sums: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
        let mut wrong = Vec::new();
        let mut all = (0, 0);
        for row in rows.iter().filter(|row| row.label.abs() >= 1.0) {
            let value = embedded_at(&row.text, &row.prompt)
                .map_or(0.0, |at| factuality(&row.text, &Lang::En, at));
            let right = (value > 0.0) == (row.label > 0.0);
            let sum = sums.entry(row.embedding.as_str()).or_default();
            sum[0] += usize::from(right);
            sum[1] += usize::from(row.label > 0.0);
            sum[2] += 1;
            all = (all.0 + usize::from(right), all.1 + 1);
            if !right {
                wrong.push(format!(
                    "{} {:.1} ≠ {value:.1}: {} [{}]",
                    row.embedding, row.label, row.text, row.prompt
                ));
            }
        }
        let of = |(part, whole)| match whole {
            0 => Value::Skipped,
            _ => Value::Percent(100.0 * f64::from(part as u32) / f64::from(whole as u32)),
        };
        self.push(COMMITMENT, "sign right", of(all));
        for embedding in ["negation", "modal", "question", "conditional"] {
            let [right, positive, count] = sums.get(embedding).copied().unwrap_or_default();
            self.push(
                COMMITMENT,
                &format!("sign right, {embedding}"),
                of((right, count)),
            );
            wrong.push(format!(
                "{embedding}: {right} of {count}, the more frequent sign {}",
                positive.max(count - positive)
            ));
        }
        self.wrong.insert(COMMITMENT, wrong);
    }

    fn inconsistency(&mut self, rows: &[Pair], root: &Path) -> Result<(), String> {
        let mut classes = Classes::default();
        let mut wrong = Vec::new();
        let parts = (!rows.is_empty()).then(|| Parts::new(root)).transpose()?;
        for row in rows {
            let meaning = parts.as_ref().map(Parts::meaning);
            let found = relation(&row.premise, &row.hypothesis, meaning);
            classes.add(&row.label3, Some(found));
            if found != row.label3 {
                wrong.push(format!(
                    "{} ≠ {found}: {} / {}",
                    row.label3, row.premise, row.hypothesis
                ));
            }
        }
        let value = if rows.is_empty() {
            Value::Skipped
        } else {
            Value::Percent(classes.macro_f())
        };
        self.push(INCONSISTENCY, "three classes, macro-F1", value);
        wrong.push(classes.shown());
        self.wrong.insert(INCONSISTENCY, wrong);
        Ok(())
    }

    fn uw(&mut self, rows: &[Held]) {
        let mut pairs = Vec::new();
        let mut wrong = Vec::new();
        let mut sign = (0_u32, 0_u32);
        for row in rows {
            let Some(at) = word_at(&row.text, row.span.0) else {
                continue;
            };
            let value = factuality(&row.text, &Lang::En, at);
            pairs.push((value, row.label));
            if row.label.abs() >= 1.0 {
                sign.1 += 1;
                let right = (value > 0.0) == (row.label > 0.0);
                sign.0 += u32::from(right);
                if !right {
                    wrong.push(format!(
                        "{:.1} ≠ {value:.1}: {} [{}]",
                        row.label, row.text, row.word
                    ));
                }
            }
        }
        let (r, signs) = if pairs.is_empty() {
            (Value::Skipped, Value::Skipped)
        } else {
            (
                Value::Percent(100.0 * correlation(&pairs)),
                Value::Percent(100.0 * f64::from(sign.0) / f64::from(sign.1.max(1))),
            )
        };
        self.push(UW, "correlation, in hundredths", r);
        self.push(UW, "sign right", signs);
        self.wrong.insert(UW, wrong);
    }
}

/// The class of a label: the two files name some acts differently, and one of
/// them counts retreats as concessions and inquiries as accusations.
fn plover_class(label: &str) -> Option<&'static str> {
    Some(match label {
        "YIELD" | "CONCEDE" | "RETREAT" => "YIELD",
        "REQUEST" | "DEMAND" => "REQUEST",
        "ACCUSE" | "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "ASSAULT" | "FIGHT" => "ASSAULT",
        "AGREE" => "AGREE",
        "SUPPORT" => "SUPPORT",
        "CONSULT" => "CONSULT",
        "COOPERATE" => "COOPERATE",
        "AID" => "AID",
        "REJECT" => "REJECT",
        "THREATEN" => "THREATEN",
        "PROTEST" => "PROTEST",
        "SANCTION" => "SANCTION",
        "MOBILIZE" => "MOBILIZE",
        "COERCE" => "COERCE",
        _ => return None,
    })
}

/// The act of the sentence: that of the actor's first position with one, else
/// of the first with one.
fn code_of(text: &str, actor: &str, recipient: &str) -> Option<String> {
    let found = read(&sides(actor, recipient), &[text], None, None);
    let codes: Vec<(bool, &str)> = found
        .positions
        .iter()
        .filter_map(|position| {
            let of_actor = position
                .holder
                .side
                .as_ref()
                .is_some_and(|side| side.as_str() == "a");
            act_code(position).map(|code| (of_actor, code))
        })
        .collect();
    codes
        .iter()
        .find(|(of_actor, _)| *of_actor)
        .or_else(|| codes.first())
        .map(|(_, code)| (*code).to_owned())
}

/// The PLOVER act of a position. PLOVER folds what is to come and what is
/// denied into other acts: aid that is promised is an agreement, aid that is
/// refused a rejection.
fn act_code(position: &Position) -> Option<&'static str> {
    let noted = position.plover.as_deref().and_then(plover_class);
    let material = matches!(
        noted,
        Some("AID" | "COOPERATE" | "CONSULT" | "YIELD" | "SUPPORT" | "AGREE")
    );
    let negative = position.polarity == Polarity::Negative;
    match position.act {
        Act::Commits => match position.rung? {
            Rung::RulesOut | Rung::Rejects | Rung::Objects => Some(match noted {
                Some(code @ ("COERCE" | "SANCTION" | "ACCUSE")) => code,
                _ => "REJECT",
            }),
            _ if negative && material => Some("REJECT"),
            Rung::Promises if position.time == Time::Future && (material || noted.is_none()) => {
                Some("AGREE")
            }
            Rung::Promises | Rung::AgreesTo | Rung::SupportsInPrinciple | Rung::Proposes => {
                noted.or(Some("AGREE"))
            }
            _ => noted,
        },
        Act::DemandsOfOther => Some("REQUEST"),
        Act::Threatens => Some("THREATEN"),
        Act::Withdraws => noted.or(Some("REJECT")),
        Act::DeniesHavingCommitted => Some("REJECT"),
        Act::DeniesFact => noted,
        Act::ReportsEvent | Act::Evaluates => match noted {
            Some(_) if material && position.time == Time::Future => Some("AGREE"),
            Some(_) if material && negative => Some("REJECT"),
            other => other,
        },
    }
}

/// The encoder of the repository, as the command uses it.
struct Parts {
    encoder: SentenceEncoder,
    means: Means,
    background: Background,
    pieces: PieceGround,
}

impl Parts {
    fn new(root: &Path) -> Result<Self, String> {
        let told = |error: diptych_encode::Error| error.to_string();
        let model = crate::encoder::model(root)?;
        Ok(Self {
            encoder: SentenceEncoder::new(Arc::new(model), 0).map_err(told)?,
            means: Means::builtin().map_err(told)?,
            background: Background::builtin().map_err(told)?,
            pieces: PieceGround::builtin().map_err(told)?,
        })
    }

    fn meaning(&self) -> Meaning<'_> {
        Meaning {
            encoder: &self.encoder,
            means: Some(&self.means),
            background: Some(&self.background),
            pieces: Some(&self.pieces),
        }
    }
}

/// How two statements of two sides stand to each other, in a case whose one issue is
/// what the two speak of: an editor who lays them side by side has named it.
fn relation(premise: &str, hypothesis: &str, meaning: Option<Meaning<'_>>) -> &'static str {
    let mut case = sides("First", "Second");
    if let Some(issue) = case.issues.first_mut() {
        let words = words(premise).into_iter().chain(words(hypothesis));
        issue.terms = words
            .map(|(_, word)| word)
            .filter(|word| word.chars().count() > 3)
            .collect();
    }
    let found = read(&case, &[premise, hypothesis], Some(()), meaning);
    let kinds: Vec<DivergenceKind> = found.divergences.iter().map(|one| one.kind).collect();
    if kinds.iter().any(|kind| {
        !matches!(
            kind,
            DivergenceKind::Agrees | DivergenceKind::Unchanged | DivergenceKind::Silent
        )
    }) {
        "Inconsistent"
    } else if kinds.contains(&DivergenceKind::Agrees) {
        "Consistent"
    } else {
        "Unrelated"
    }
}

/// A case of two sides with these names.
fn sides(first: &str, second: &str) -> Case {
    let quoted = |name: &str| {
        let name: String = name
            .chars()
            .filter(|letter| !matches!(letter, '\'' | '"' | '\\') && !letter.is_control())
            .collect();
        if name.trim().is_empty() {
            "['nobody-in-sight']".to_owned()
        } else {
            format!("['{}']", name.trim())
        }
    };
    let text = format!(
        "title = 'T'\n[[side]]\nid = 'a'\nname = 'a'\nbodies = {}\n[[side]]\nid = 'b'\nname = 'b'\nbodies = {}\n[[issue]]\nid = 'i'\nname = 'The matter'\n",
        quoted(first),
        quoted(second)
    );
    parse_case(&text).0
}

/// The texts as statements: of nobody, or one of each side.
fn read(
    case: &Case,
    texts: &[&str],
    of_sides: Option<()>,
    meaning: Option<Meaning<'_>>,
) -> Comparison {
    let mut sources = Vec::new();
    let mut documents = Vec::new();
    let mut statements = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let id = SourceId::from(format!("src-{number}"));
        let sha256 = format!("{number:064}");
        let span = Span::new(0, text.len());
        let side = of_sides.map(|()| if number == 0 { "a" } else { "b" });
        sources.push(Source {
            id: id.clone(),
            path: format!("{number}.txt"),
            lang: Lang::En,
            sha256: sha256.clone(),
            kind: SourceKind::OfficialText,
            ..Source::default()
        });
        documents.push(Document {
            source: id.clone(),
            text: (*text).to_owned(),
            lang: Lang::En,
            ..Document::default()
        });
        let speaker = Speaker {
            name: side.map(str::to_owned),
            side: side.map(Into::into),
            ..Speaker::default()
        };
        let path = format!("{number}.txt");
        let words = Anchor::new(text, span);
        statements.push(Statement::bare(
            (id, &sha256, &path),
            Lang::En,
            speaker,
            words,
        ));
    }
    let input = Input {
        case,
        sources: &sources,
        documents: &documents,
        meaning,
    };
    compare(&input, statements)
}

/// Where the embedded clause begins: the longest row of the prompt's words in the text.
fn embedded_at(text: &str, prompt: &str) -> Option<usize> {
    let places = words(text);
    let wanted: Vec<String> = words(prompt).into_iter().map(|(_, word)| word).collect();
    let mut best = (0, None);
    for from in 0..places.len() {
        for start in 0..wanted.len() {
            let length = places[from..]
                .iter()
                .zip(&wanted[start..])
                .take_while(|((_, a), b)| a == *b)
                .count();
            if length > best.0 {
                best = (length, Some(places[from].0));
            }
        }
    }
    best.1
}

/// The byte of the word with this number, words being what white space parts.
fn word_at(text: &str, number: usize) -> Option<usize> {
    let word = text.split_whitespace().nth(number)?;
    Some(word.as_ptr() as usize - text.as_ptr() as usize)
}

fn words(text: &str) -> Vec<(usize, String)> {
    text.split_whitespace()
        .map(|word| {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            let plain = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            (at, plain.to_lowercase())
        })
        .filter(|(_, word)| !word.is_empty())
        .collect()
}

fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let count = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
    let (a, b) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
    let both = sum(&|pair| (pair.0 - a) * (pair.1 - b));
    let spread = sum(&|pair| (pair.0 - a).powi(2)) * sum(&|pair| (pair.1 - b).powi(2));
    if spread > 0.0 {
        both / spread.sqrt()
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_data_every_row_is_skipped() {
        let found = measure(None, Path::new(".")).unwrap();
        assert!(
            found
                .figures
                .iter()
                .all(|figure| figure.value == Value::Skipped)
        );
        assert!(found.figures.len() >= 8);
    }

    #[test]
    fn the_embedded_clause_is_found_by_its_words() {
        let text = "She did not think that the ferry would sail.";
        let at = embedded_at(text, "the ferry would sail").unwrap();
        assert!(text[at..].starts_with("the ferry"));
        assert_eq!(word_at("a bb  c", 2), Some(6));
    }

    #[test]
    fn a_sentence_gets_the_act_of_its_actor() {
        let code = code_of(
            "Moravia rejected the offer that Kestmar made.",
            "Moravia",
            "Kestmar",
        );
        assert_eq!(code.as_deref(), Some("REJECT"));
    }

    #[test]
    fn classes_that_are_missed_count() {
        let mut classes = Classes::default();
        classes.add("a", Some("a"));
        classes.add("b", Some("a"));
        assert!((classes.macro_f() - 100.0 / 3.0).abs() < 0.01);
        assert!((correlation(&[(1.0, 2.0), (2.0, 4.0)]) - 1.0).abs() < 1e-9);
    }
}
