//! From a draft to the verdicts on its quotations.

use std::collections::BTreeSet;

use diptych_core::Anchor;
use diptych_core::{
    Certainty, Change, ChangeKind, MatchRole, PassedOver, Problem, QuoteFinding, QuoteMatch,
    QuoteVerdict, Span, Statement, StatementKind, Tier, VERIFY_SCHEMA, Verification, VerifiedQuote,
    codes,
};

use super::align::StepKind;
use super::bench::Bench;
use super::difference::shown;
use super::draft::{Draft, Quote};
use super::items::Item;
use super::judge::{Judged, judge, who_of};
use super::seek::{Place, exact, near, share};
use super::splice::{NEAR, ends, other_parts, spliced};
use super::translate::Originals;
use super::who::given;
use crate::Input;

/// How much of a quotation a place holds at least to be the one it was taken from.
pub(super) const TAKEN: f64 = 0.6;
/// Places that are judged whole.
const JUDGED: usize = 24;
/// Words of a quotation that nobody is said to have said, at least, to be checked.
const UNSAID: usize = 4;
/// How much of a quotation the nearest passage holds at least to be shown.
const NEAREST: f64 = 0.3;

/// Checks every quotation of `draft` against the sources of `input` and their `statements`.
///
/// Time is linear in the length of the draft and of the sources; what one quotation is compared with is bounded.
pub fn verify(input: &Input<'_>, statements: &[Statement], draft: &Draft<'_>) -> Verification {
    let bench = Bench::new(input.sources, input.documents, statements);
    let originals = Originals::new(input.meaning);
    let text = &draft.document.text;
    let quotes = Quote::all(draft, &bench.corpus);
    let mut out = Verification {
        schema: VERIFY_SCHEMA.to_owned(),
        tier: match input.meaning {
            Some(_) => Tier::Encoder,
            None => Tier::Lexical,
        },
        draft: draft.source.path.clone(),
        lang: draft.document.lang.clone(),
        sources: input.sources.len(),
        ..Verification::default()
    };
    for (number, quote) in quotes.iter().enumerate() {
        if let Some(reason) = passed_over(text, quote) {
            out.passed_over.push(PassedOver {
                words: Anchor::new(text, quote.span()),
                reason: reason.to_owned(),
            });
            continue;
        }
        let mut problem = |code, message: &str| {
            out.problems.push(
                Problem::new(code, message)
                    .in_source(&draft.source.path)
                    .at(Some(quote.span())),
            );
        };
        if quote.unclosed {
            problem(&codes::OPEN_QUOTE, "no mark closes a quotation");
        }
        if quote.is_cut_off {
            problem(
                &codes::LONG_QUOTE,
                "a quotation is too long; its beginning was checked",
            );
        }
        let near = around(text, &quotes, number);
        let mut verified = check(&bench, &originals, text, quote, &near);
        verified.number = out.quotations.len() + 1;
        out.wrong += usize::from(verified.wrong);
        out.quotations.push(verified);
    }
    out
}

/// Why words in marks are no quotation to be checked.
fn passed_over(text: &str, quote: &Quote<'_>) -> Option<&'static str> {
    if quote.words == 0 {
        return Some("no words");
    }
    let kind = quote.statement.map(|one| one.kind);
    if matches!(
        kind,
        Some(StatementKind::Direct | StatementKind::Mixed | StatementKind::Block)
    ) {
        return None;
    }
    let is_name = quote.words < UNSAID
        && quote.items.iter().all(|item| match item {
            Item::Word { span, .. } => span.of(text).chars().next().is_some_and(char::is_uppercase),
            Item::Gap { .. } => false,
        });
    if is_name {
        return Some("a name");
    }
    match kind {
        Some(_) if quote.words >= 2 => None,
        _ if quote.words >= UNSAID => None,
        _ => Some("a few words that nobody is said to have said"),
    }
}

/// What the draft says round the marks in the same sentence, its other quotations of the same statement included.
fn around(text: &str, quotes: &[Quote<'_>], number: usize) -> String {
    let quote = &quotes[number];
    let mut out = quote.around.join(" ");
    let beside = [number.checked_sub(1), Some(number + 1)];
    for other in beside.into_iter().flatten().filter_map(|at| quotes.get(at)) {
        if let (Some(one), Some(two)) = (quote.statement, other.statement)
            && one.id == two.id
            && one.kind != StatementKind::Direct
        {
            for fragment in &other.fragments {
                out.push_str(" . ");
                out.push_str(fragment.of(text));
            }
        }
    }
    out
}

fn check(
    bench: &Bench<'_>,
    originals: &Originals<'_>,
    draft: &str,
    quote: &Quote<'_>,
    around: &str,
) -> VerifiedQuote {
    let very = exact(&quote.items, &bench.corpus);
    let holding: BTreeSet<usize> = very.iter().map(|place| place.document).collect();
    let places = if very.is_empty() && quote.words > 2 {
        near(&quote.items, &bench.corpus, preferred(bench, quote))
    } else {
        very
    };
    let best = places.first().map_or(0.0, |place| place.share);
    let is_taken = |place: &&Place| {
        place.share >= TAKEN && place.share >= best - 0.1 && (quote.words > 3 || place.share > 0.99)
    };
    let mut taken: Vec<(u32, &Place)> = places
        .iter()
        .filter(is_taken)
        .map(|place| (who_of(bench, quote, place), place))
        .collect();
    taken.sort_by_key(|(who, _)| *who);
    let judged: Vec<Judged> = taken
        .into_iter()
        .take(JUDGED)
        .map(|(_, place)| judge(bench, draft, quote, place.clone(), around))
        .collect();
    let chosen = choose(bench, judged);
    let parts_of = chosen
        .as_ref()
        .map(|one| &one.place)
        .or_else(|| places.first());
    let parts = parts_of.map_or_else(Vec::new, |main| other_parts(bench, quote, main));
    if let Some(spliced) = spliced(bench, draft, quote, chosen.as_ref(), parts_of, &parts) {
        return spliced;
    }
    if let Some(one) = chosen {
        return found(bench, quote, draft, &one, &holding);
    }
    let words = quote
        .fragments
        .iter()
        .map(|span| span.of(draft))
        .collect::<Vec<_>>()
        .join(" ");
    let translations = originals.find(bench, &words, &quote.lang);
    if let Some(original) = translations
        .first()
        .filter(|one| one.likely >= Originals::least())
    {
        return translated(
            bench,
            draft,
            quote,
            original.document,
            original.span,
            original.likely,
        );
    }
    not_found(bench, draft, quote, places.first())
}

/// How badly speaker and day of a stretch of words fit the quotation.
pub(super) fn preferred<'a>(
    bench: &'a Bench<'_>,
    quote: &'a Quote<'_>,
) -> impl Fn(usize, usize) -> u32 + 'a {
    move |first, last| {
        let words = &bench.corpus.words;
        let span = words[first].span.cover(words[last].span);
        super::judge::of_translation(bench, quote, bench.corpus.document(first), span).who
    }
}

/// The place that was most likely quoted: who and when first, then the words. Where the same one said the
/// same on one day with a condition, a copy without it does not excuse the draft.
fn choose(bench: &Bench<'_>, mut judged: Vec<Judged>) -> Option<Judged> {
    let least = judged.iter().map(|one| one.who + one.changed).min()?;
    judged.retain(|one| one.who + one.changed == least);
    let day = |one: &Judged| {
        one.statement
            .and_then(|number| bench.statements[number].said.as_ref())
            .map(|said| said.from)
    };
    // On another day it may have been said without: then nothing was cut.
    let free: Vec<_> = judged
        .iter()
        .map(day)
        .filter(|one| {
            judged
                .iter()
                .all(|other| day(other) != *one || !other.is_limited())
        })
        .collect();
    if !free.is_empty() {
        judged.retain(|one| free.contains(&day(one)));
    }
    let shortest = judged.iter().map(|one| one.place.skipped()).min()?;
    judged.retain(|one| one.place.skipped() <= shortest + NEAR);
    judged
        .into_iter()
        .min_by_key(|one| (!one.is_limited(), one.notes.len(), one.place.document))
}

pub(super) fn begin(quote: &Quote<'_>, draft: &str) -> VerifiedQuote {
    VerifiedQuote {
        number: 0,
        fragments: quote
            .fragments
            .iter()
            .map(|span| Anchor::new(draft, *span))
            .collect(),
        lang: quote.lang.clone(),
        speaker: quote
            .statement
            .and_then(|one| one.speaker.shown().map(str::to_owned)),
        side: quote.statement.and_then(|one| one.speaker.side.clone()),
        said: given(quote.statement).cloned(),
        verdict: QuoteVerdict::Verbatim,
        wrong: false,
        findings: Vec::new(),
        notes: Vec::new(),
        diff: Vec::new(),
        matches: Vec::new(),
        more_places: 0,
    }
}

pub(super) fn settle(mut out: VerifiedQuote, otherwise: QuoteVerdict) -> VerifiedQuote {
    out.findings.sort_by_key(|one| one.kind);
    out.verdict = out.findings.first().map_or(otherwise, |one| one.kind);
    out.wrong = out.findings.iter().any(|one| one.kind.is_wrong());
    out.notes.sort_by_key(|one| one.kind);
    out.notes.dedup();
    out
}

fn found(
    bench: &Bench<'_>,
    quote: &Quote<'_>,
    draft: &str,
    one: &Judged,
    holding: &BTreeSet<usize>,
) -> VerifiedQuote {
    let mut out = begin(quote, draft);
    out.findings.clone_from(&one.findings);
    out.notes.clone_from(&one.notes);
    let differs = one
        .diff
        .iter()
        .any(|change| change.kind != ChangeKind::Same);
    if differs {
        out.diff.clone_from(&one.diff);
    }
    out.matches = vec![one.shown(bench, MatchRole::Holds)];
    out.more_places = holding
        .iter()
        .filter(|document| **document != one.place.document)
        .count();
    let otherwise = if one.is_cut {
        QuoteVerdict::VerbatimWithCuts
    } else {
        QuoteVerdict::Verbatim
    };
    settle(out, otherwise)
}

/// A passage as a place without words to compare.
fn passage(document: usize, share: f64) -> Place {
    Place {
        document,
        steps: Vec::new(),
        share,
    }
}

fn translated(
    bench: &Bench<'_>,
    draft: &str,
    quote: &Quote<'_>,
    document: usize,
    span: Span,
    likely: f64,
) -> VerifiedQuote {
    let mut out = begin(quote, draft);
    let place = passage(document, likely);
    out.matches
        .push(whole(bench, &place, span, MatchRole::Original));
    let judged = super::judge::of_translation(bench, quote, document, span);
    out.findings = judged.findings;
    out.notes = judged.notes;
    out.findings.push(QuoteFinding {
        kind: QuoteVerdict::Translated,
        certainty: if likely >= 0.8 {
            Certainty::Likely
        } else {
            Certainty::Possible
        },
        message: format!(
            "a passage in {} is likely the original; compare the two",
            bench.documents[document].lang
        ),
        source_words: out.matches[0].fragments.clone(),
        draft_words: Vec::new(),
        rule: None,
    });
    settle(out, QuoteVerdict::Translated)
}

fn whole(bench: &Bench<'_>, place: &Place, span: Span, role: MatchRole) -> QuoteMatch {
    let text = &bench.documents[place.document].text;
    let one = Change {
        kind: ChangeKind::Same,
        draft: None,
        source: Some(Anchor::new(text, span)),
    };
    let statement = bench.statement(place.document, span);
    shown(bench, place, statement, &[one], role)
}

fn not_found(
    bench: &Bench<'_>,
    draft: &str,
    quote: &Quote<'_>,
    nearest: Option<&Place>,
) -> VerifiedQuote {
    let mut out = begin(quote, draft);
    let nearest = nearest.filter(|place| {
        let same = place
            .steps
            .iter()
            .filter(|step| step.kind == StepKind::Same)
            .count();
        share(&quote.items, &place.steps) >= NEAREST && same >= 2
    });
    let message = match nearest {
        Some(_) => "these sources do not hold the words; the nearest passage is shown",
        None => "these sources do not hold the words, nor anything near them",
    };
    if let Some(place) = nearest {
        let span = bench.sentences_round(place.document, ends(bench, place));
        out.matches
            .push(whole(bench, place, span, MatchRole::Nearest));
    }
    out.findings.push(QuoteFinding {
        kind: QuoteVerdict::NotFound,
        certainty: Certainty::Plain,
        message: message.to_owned(),
        source_words: Vec::new(),
        draft_words: Vec::new(),
        rule: None,
    });
    settle(out, QuoteVerdict::NotFound)
}
