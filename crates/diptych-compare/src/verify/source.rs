//! Who says it at a place of the sources, when, in whose words, and how it is printed.

use diptych_core::{Anchor, Certainty, NoteKind, QuoteFinding, QuoteVerdict, Span};

use super::align::StepKind;
use super::bench::Bench;
use super::draft::Quote;
use super::items::Item;
use super::judge::{FEW, Judged, note};
use super::who::{When, Who, when, who};

/// Who says it there, when, and in whose words.
pub(super) fn source_of(bench: &Bench<'_>, quote: &Quote<'_>, matched: Span, out: &mut Judged) {
    let there = out.statement.map(|number| &bench.statements[number]);
    let ours = quote.statement;
    let cue = |words: Option<Span>| -> Vec<Anchor> {
        words
            .map(|span| Anchor::new(&bench.documents[out.place.document].text, span))
            .into_iter()
            .collect()
    };
    if bench.is_heading(out.place.document, matched) {
        out.who += 3;
        out.notes.push(note(
            NoteKind::Headline,
            "the words stand in a headline or caption there".to_owned(),
        ));
    }
    if let Some(there) = there.filter(|one| one.is_question) {
        out.who += 8;
        out.findings.push(QuoteFinding {
            kind: QuoteVerdict::Question,
            certainty: Certainty::Likely,
            message: "there a reporter asks it".to_owned(),
            source_words: cue(there.speaker.mention_span),
            draft_words: Vec::new(),
            rule: None,
        });
    } else {
        match who(ours, there) {
            Who::Same => {}
            Who::DraftOpen => out.notes.push(note(
                NoteKind::SpeakerOpen,
                match there.and_then(|one| one.speaker.shown()) {
                    Some(name) => format!("the draft names no speaker; there it is {name}"),
                    None => "the draft names no speaker".to_owned(),
                },
            )),
            Who::SourceOpen => {
                out.who += 4;
                out.notes.push(note(
                    NoteKind::SourceSpeakerOpen,
                    "that source does not say plainly whose words they are".to_owned(),
                ));
            }
            Who::SameSide => {
                out.who += 1;
                let name = there.and_then(|one| one.speaker.shown()).unwrap_or("");
                out.notes.push(note(
                    NoteKind::SameSide,
                    format!("there it is {name}, of the same side"),
                ));
            }
            Who::Other => {
                out.who += 6;
                let name = |one: Option<&diptych_core::Statement>| {
                    one.and_then(|one| one.speaker.shown())
                        .unwrap_or("")
                        .to_owned()
                };
                out.findings.push(QuoteFinding {
                    kind: QuoteVerdict::WrongSpeaker,
                    certainty: Certainty::Likely,
                    message: format!("the draft says {}, the source {}", name(ours), name(there)),
                    source_words: cue(there.and_then(|one| one.speaker.mention_span)),
                    draft_words: Vec::new(),
                    rule: None,
                });
            }
        }
    }
    if let Some(number) = out.statement
        && bench.is_retold(number, out.place.document, matched)
    {
        out.who += 3;
        if quote.words >= FEW {
            out.findings.push(QuoteFinding {
                kind: QuoteVerdict::Retold,
                certainty: Certainty::Likely,
                message: "there the outlet retells it in its own words".to_owned(),
                source_words: cue(there.and_then(|one| one.cue.as_ref().map(Anchor::span))),
                draft_words: Vec::new(),
                rule: None,
            });
        }
    }
    match when(ours, there) {
        When::Open => {}
        When::DayApart => {
            out.who += 1;
            let day = there
                .and_then(|one| one.said.as_ref())
                .map(|said| said.from);
            out.notes.push(note(
                NoteKind::DayApart,
                format!(
                    "the source gives {}, a day apart",
                    day.map_or_else(String::new, |day| day.to_string())
                ),
            ));
        }
        When::Other => {
            out.who += 2;
            let day = |one: Option<&diptych_core::Statement>| {
                one.and_then(|one| one.said.as_ref())
                    .map_or_else(String::new, |said| said.from.to_string())
            };
            out.findings.push(QuoteFinding {
                kind: QuoteVerdict::WrongDate,
                certainty: Certainty::Likely,
                message: format!("the draft gives {}, the source {}", day(ours), day(there)),
                source_words: cue(
                    there.and_then(|one| one.said.as_ref().and_then(|said| said.span))
                ),
                draft_words: Vec::new(),
                rule: None,
            });
        }
    }
}

/// Letters and marks that differ although the words are the same.
pub(super) fn typography(bench: &Bench<'_>, draft: &str, quote: &Quote<'_>, out: &mut Judged) {
    let text = &bench.documents[out.place.document].text;
    let (mut yo, mut capital) = (None, None);
    let mut is_first = true;
    for step in &out.place.steps {
        let (StepKind::Same, Some(item), Some(word)) = (step.kind, step.item, step.word) else {
            continue;
        };
        let Item::Word { span, .. } = &quote.items[item] else {
            continue;
        };
        let (ours, theirs) = (span.of(draft), bench.corpus.words[word].span.of(text));
        let count = |word: &str| word.chars().filter(|one| matches!(one, 'ё' | 'Ё')).count();
        if count(ours) != count(theirs) {
            yo.get_or_insert((ours, theirs));
        }
        let upper = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        if is_first && upper(ours) != upper(theirs) {
            capital = Some((ours, theirs));
        }
        is_first = false;
    }
    if let Some((ours, theirs)) = yo {
        out.notes.push(note(
            NoteKind::Yo,
            format!("“{ours}” is “{theirs}” in the source"),
        ));
    }
    if let Some((ours, theirs)) = capital {
        out.notes.push(note(
            NoteKind::Capital,
            format!("begins with “{ours}” where the source has “{theirs}”"),
        ));
    }
    let has_brackets = quote
        .items
        .iter()
        .any(|item| matches!(item, Item::Gap { bracket: true, .. }))
        || out.place.steps.iter().any(|step| {
            step.kind == StepKind::PutIn
                && step
                    .item
                    .is_some_and(|at| matches!(&quote.items[at], Item::Word { optional: true, .. }))
        });
    if has_brackets {
        out.notes.push(note(
            NoteKind::Brackets,
            "words in brackets are the draft's own".to_owned(),
        ));
    }
    // A question that becomes a statement says something else.
    if let (Some((_, last)), Some(end)) = (out.place.ends(), quote.fragments.last()) {
        let ours = end.of(draft).trim_end().chars().next_back();
        let theirs = text[bench.corpus.words[last].span.end..].chars().next();
        let asks = |mark: Option<char>| mark.is_some_and(|mark| matches!(mark, '?' | '!'));
        let states = |mark: Option<char>| mark.is_some_and(|mark| matches!(mark, '.' | '?' | '!'));
        if (asks(ours) || asks(theirs)) && ours != theirs && (states(ours) || asks(theirs)) {
            let mark = |mark: Option<char>| mark.map_or_else(String::new, String::from);
            let theirs = if asks(theirs) {
                mark(theirs)
            } else {
                "no such mark".to_owned()
            };
            out.notes.push(note(
                NoteKind::Punctuation,
                format!("ends in `{}` where the source has {theirs}", mark(ours)),
            ));
        }
    }
}
