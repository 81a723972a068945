//! Words of two statements in one pair of marks.

use diptych_core::{
    Anchor, Certainty, Change, ChangeKind, MatchRole, QuoteFinding, QuoteVerdict, Span,
    VerifiedQuote,
};

use super::align::StepKind;
use super::bench::Bench;
use super::difference::shown;
use super::draft::Quote;
use super::items::Item;
use super::judge::{Judged, judge, who_of};
use super::run::{TAKEN, begin, preferred, settle};
use super::seek::{Place, exact, near};

/// How much of a part another place holds at least.
const PART: f64 = 0.9;
/// Words that a part has at least.
const PART_WORDS: usize = 4;
/// Words between two parts of one statement that may be skipped where a mark says so.
const FAR: usize = 300;
/// The same without a mark, or between two statements.
pub(super) const NEAR: usize = 25;

/// A part of the quotation that stands somewhere else.
pub(super) struct Part {
    items: std::ops::Range<usize>,
    place: Place,
    statement: Option<usize>,
}

/// Which items a place holds. One or two words beside what it does not hold, away from the rest that it
/// holds, are there by chance.
fn held_by(quote: &Quote<'_>, main: &Place) -> Vec<bool> {
    let mut held = vec![false; quote.items.len()];
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for step in &main.steps {
        if let (StepKind::Same | StepKind::Spelt, Some(item), Some(word)) =
            (step.kind, step.item, step.word)
        {
            held[item] = true;
            match runs.last_mut() {
                Some((_, last, at)) if *last + 1 == item && *at + 1 == word => {
                    (*last, *at) = (item, word);
                }
                _ => runs.push((item, item, word)),
            }
        }
    }
    let open = |at: Option<usize>| {
        at.and_then(|at| quote.items.get(at).map(|item| item.is_word() && !held[at]))
            .unwrap_or(false)
    };
    let scraps: Vec<(usize, usize)> = runs
        .iter()
        .filter(|(first, last, _)| last - first < 2)
        .filter(|(first, last, _)| open(first.checked_sub(1)) || open(Some(last + 1)))
        .map(|(first, last, _)| (*first, *last))
        .collect();
    for (first, last) in scraps {
        held[first..=last].fill(false);
    }
    held
}

/// Parts of the quotation that its main place does not hold, and another does.
pub(super) fn other_parts(bench: &Bench<'_>, quote: &Quote<'_>, main: &Place) -> Vec<Part> {
    let held = held_by(quote, main);
    let mut out = Vec::new();
    let mut from = 0;
    while from < held.len() {
        if held[from] {
            from += 1;
            continue;
        }
        let to = held[from..]
            .iter()
            .position(|held| *held)
            .map_or(held.len(), |offset| from + offset);
        let mut range = from..to;
        while range.start < range.end && !quote.items[range.start].is_word() {
            range.start += 1;
        }
        while range.start < range.end && !quote.items[range.end - 1].is_word() {
            range.end -= 1;
        }
        from = to;
        let items = &quote.items[range.clone()];
        let words = items.iter().filter(|item| item.is_word()).count();
        let is_apart = range.start > 0 && !quote.items[range.start - 1].is_word()
            || quote
                .items
                .get(range.end)
                .is_some_and(|item| !item.is_word());
        if words < PART_WORDS && !(is_apart && words + 1 >= PART_WORDS) {
            continue;
        }
        let very = exact(items, &bench.corpus);
        let places = if very.is_empty() {
            near(items, &bench.corpus, preferred(bench, quote))
        } else {
            very
        };
        let likest = places
            .into_iter()
            .filter(|place| place.share >= PART)
            .min_by_key(|place| (who_of(bench, quote, place), place.document != main.document));
        if let Some(mut place) = likest {
            let span = ends(bench, &place);
            for step in &mut place.steps {
                step.item = step.item.map(|at| at + range.start);
            }
            out.push(Part {
                statement: bench.statement(place.document, span),
                items: range,
                place,
            });
        }
    }
    out
}

/// From the first word that is used to the last.
pub(super) fn ends(bench: &Bench<'_>, place: &Place) -> Span {
    place.ends().map_or(Span::default(), |(first, last)| {
        bench.corpus.words[first]
            .span
            .cover(bench.corpus.words[last].span)
    })
}

/// The verdict where words of two statements were joined.
pub(super) fn spliced(
    bench: &Bench<'_>,
    draft: &str,
    quote: &Quote<'_>,
    chosen: Option<&Judged>,
    main: Option<&Place>,
    parts: &[Part],
) -> Option<VerifiedQuote> {
    let main = main?;
    let mut held: Vec<bool> = vec![false; quote.items.len()];
    let all_steps = main
        .steps
        .iter()
        .chain(parts.iter().flat_map(|part| &part.place.steps));
    for step in all_steps {
        if let (StepKind::Same | StepKind::Spelt, Some(item)) = (step.kind, step.item) {
            held[item] = true;
        }
    }
    let whole = weight(quote, |at| held[at]) / weight(quote, |_| true).max(0.5);
    let within = inner_joint(bench, main, quote);
    if (parts.is_empty() || whole < 0.8) && within.is_none() {
        return None;
    }
    let mut out = begin(quote, draft);
    let message = if parts.is_empty() {
        within.unwrap_or_default()
    } else {
        joint(bench, main, &parts[0])
    };
    // Of the main place only the part that it holds is shown and judged.
    let statement = bench.statement(main.document, ends(bench, main));
    let mut draft_words = Vec::new();
    let mut main_only = main.clone();
    main_only.steps.retain(|step| {
        step.item
            .is_none_or(|at| !parts.iter().any(|part| part.items.contains(&at)))
    });
    let is_used =
        |kind: StepKind| matches!(kind, StepKind::Same | StepKind::Spelt | StepKind::Other);
    let first = main_only.steps.iter().position(|step| is_used(step.kind))?;
    let last = main_only
        .steps
        .iter()
        .rposition(|step| is_used(step.kind))?;
    main_only.steps = main_only.steps[first..=last].to_vec();
    let judged = judge(bench, draft, quote, main_only.clone(), "");
    let diff = if parts.is_empty() {
        chosen.map_or_else(|| judged.diff.clone(), |one| one.diff.clone())
    } else {
        judged.diff.clone()
    };
    out.matches
        .push(shown(bench, &main_only, statement, &diff, MatchRole::Part));
    for part in parts {
        let diff = runs(bench, draft, quote, &part.place);
        draft_words.extend(covered(draft, quote, part.items.clone()));
        out.matches.push(shown(
            bench,
            &part.place,
            part.statement,
            &diff,
            MatchRole::Part,
        ));
    }
    out.findings.extend(
        judged
            .findings
            .iter()
            .filter(|one| {
                matches!(
                    one.kind,
                    QuoteVerdict::WrongSpeaker | QuoteVerdict::WrongDate | QuoteVerdict::Question
                )
            })
            .cloned(),
    );
    let source_words = out.matches[0].fragments.clone();
    out.findings.push(QuoteFinding {
        kind: QuoteVerdict::Spliced,
        certainty: Certainty::Plain,
        message,
        source_words,
        draft_words,
        rule: None,
    });
    out.diff = diff;
    Some(settle(out, QuoteVerdict::Spliced))
}

fn weight(quote: &Quote<'_>, counts: impl Fn(usize) -> bool) -> f64 {
    quote
        .items
        .iter()
        .enumerate()
        .filter(|(at, item)| item.is_word() && counts(*at))
        .count() as f64
}

/// What parts two places that were joined.
fn joint(bench: &Bench<'_>, main: &Place, part: &Part) -> String {
    if main.document != part.place.document {
        return format!(
            "one part stands in {}, another in {}",
            bench.sources[main.document].path, bench.sources[part.place.document].path
        );
    }
    let order = main
        .steps
        .iter()
        .find_map(|step| step.item)
        .zip(part.place.steps.iter().find_map(|step| step.item));
    let place = main.ends().zip(part.place.ends());
    let turned = match (order, place) {
        (Some((one, two)), Some((first, second))) => (one < two) != (first.0 < second.0),
        _ => false,
    };
    if turned {
        "the source has the parts in another order".to_owned()
    } else {
        "the parts stand far from each other in the source".to_owned()
    }
}

/// Why what one place holds was still said apart: by two, or far from each other.
fn inner_joint(bench: &Bench<'_>, place: &Place, quote: &Quote<'_>) -> Option<String> {
    let used: Vec<usize> = place
        .steps
        .iter()
        .filter(|step| matches!(step.kind, StepKind::Same | StepKind::Spelt))
        .filter_map(|step| step.word)
        .collect();
    if place.share < TAKEN || quote.words < PART_WORDS || used.len() < PART_WORDS {
        return None;
    }
    let words = &bench.corpus.words;
    let three = |from: usize, to: usize| words[used[from]].span.cover(words[used[to]].span);
    let first = bench.statement(place.document, three(0, 1));
    let last = bench.statement(place.document, three(used.len() - 2, used.len() - 1));
    let (mut widest, mut unmarked) = (0, 0);
    for pair in used.windows(2) {
        let between = pair[1].saturating_sub(pair[0] + 1);
        widest = widest.max(between);
    }
    let mut run = 0;
    for step in &place.steps {
        match (step.kind, step.word) {
            (StepKind::LeftOut, Some(word)) => {
                let held = first.is_none_or(|number| {
                    bench.statements[number]
                        .fragments
                        .iter()
                        .any(|part| part.span().contains(words[word].span))
                });
                run += usize::from(held);
                unmarked = unmarked.max(run);
            }
            _ => run = 0,
        }
    }
    let names = [first, last]
        .map(|number| number.and_then(|number| bench.statements[number].speaker.name.as_deref()));
    if let [Some(one), Some(two)] = names
        && first != last
        && one != two
    {
        return Some(format!("one part is said by {one}, another by {two}"));
    }
    let is_far = unmarked > NEAR || widest > FAR || first != last && widest > NEAR;
    is_far.then(|| "the parts stand far from each other in the source".to_owned())
}

/// The words of a place as they are shown: one run.
fn runs(bench: &Bench<'_>, draft: &str, quote: &Quote<'_>, place: &Place) -> Vec<Change> {
    let text = &bench.documents[place.document].text;
    let mut out: Vec<Change> = Vec::new();
    for step in &place.steps {
        let Some(word) = step.word else { continue };
        let span = bench.corpus.words[word].span;
        let kind = if step.kind == StepKind::Skipped {
            ChangeKind::MarkedCut
        } else {
            ChangeKind::Same
        };
        let item = step.item.and_then(|at| match &quote.items[at] {
            Item::Word { span, .. } => Some(*span),
            Item::Gap { .. } => None,
        });
        match out.last_mut() {
            Some(last) if last.kind == kind => {
                let cover =
                    |known: &Option<Anchor>, span: Option<Span>, text: &str| match (known, span) {
                        (Some(known), Some(span)) => {
                            Some(Anchor::new(text, known.span().cover(span)))
                        }
                        (known, span) => known.clone().or(span.map(|span| Anchor::new(text, span))),
                    };
                last.source = cover(&last.source, Some(span), text);
                last.draft = cover(&last.draft, item, draft);
            }
            _ => out.push(Change {
                kind,
                draft: item.map(|span| Anchor::new(draft, span)),
                source: Some(Anchor::new(text, span)),
            }),
        }
    }
    out
}

fn covered(draft: &str, quote: &Quote<'_>, items: std::ops::Range<usize>) -> Option<Anchor> {
    let span_of = |item: &Item| match item {
        Item::Word { span, .. } | Item::Gap { span, .. } => *span,
    };
    let part = &quote.items[items];
    let (first, last) = (part.first()?, part.last()?);
    Some(Anchor::new(draft, span_of(first).cover(span_of(last))))
}
