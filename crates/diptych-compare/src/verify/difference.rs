//! A passage and its difference from the quotation, as they are shown.

use diptych_core::{Anchor, Change, ChangeKind, MatchRole, QuoteMatch, Span};

use super::align::{Step, StepKind};
use super::bench::Bench;
use super::draft::Quote;
use super::items::Item;
use super::seek::Place;

/// A passage of a source; broken where words are skipped.
pub(super) fn shown(
    bench: &Bench<'_>,
    place: &Place,
    statement: Option<usize>,
    diff: &[Change],
    role: MatchRole,
) -> QuoteMatch {
    let text = &bench.documents[place.document].text;
    let mut fragments: Vec<Span> = Vec::new();
    let mut goes_on = false;
    for change in diff {
        let Some(words) = &change.source else {
            continue;
        };
        if matches!(change.kind, ChangeKind::MarkedCut | ChangeKind::Between) {
            goes_on = false;
            continue;
        }
        match fragments.last_mut() {
            Some(last) if goes_on => *last = last.cover(words.span()),
            _ => fragments.push(words.span()),
        }
        goes_on = true;
    }
    let source = &bench.sources[place.document];
    let statement = statement.map(|number| &bench.statements[number]);
    QuoteMatch {
        role,
        source: source.id.clone(),
        path: source.path.clone(),
        published: source.published,
        lang: bench.documents[place.document].lang.clone(),
        fragments: fragments
            .into_iter()
            .map(|span| Anchor::new(text, span))
            .collect(),
        statement: statement.map(|one| one.id.clone()),
        speaker: statement.and_then(|one| one.speaker.shown().map(str::to_owned)),
        side: statement.and_then(|one| one.speaker.side.clone()),
        said: statement.and_then(|one| one.said.clone()),
        likeness: percent(place.share),
    }
}

/// A part of one in hundredths.
fn percent(share: f64) -> u8 {
    (0..=100_u8)
        .rev()
        .find(|step| f64::from(*step) <= share * 100.0 + 0.5)
        .unwrap_or(0)
}

/// The way as runs of one kind.
pub(super) fn diff(
    bench: &Bench<'_>,
    draft: &str,
    quote: &Quote<'_>,
    place: &Place,
    statement: Option<usize>,
) -> Vec<Change> {
    let text = &bench.documents[place.document].text;
    let held: &[Anchor] = statement.map_or(&[], |number| &bench.statements[number].fragments);
    let kind_of = |step: &Step| match step.kind {
        StepKind::Same | StepKind::Spelt => Some(ChangeKind::Same),
        StepKind::Other => Some(ChangeKind::Changed),
        StepKind::PutIn => step.item.and_then(|at| match &quote.items[at] {
            Item::Word { optional: true, .. } => None,
            _ => Some(ChangeKind::PutIn),
        }),
        StepKind::LeftOut => step.word.map(|at| {
            let word = bench.corpus.words[at];
            let is_between = word.bracketed
                || !held.is_empty() && !held.iter().any(|part| part.span().contains(word.span));
            if is_between {
                ChangeKind::Between
            } else {
                ChangeKind::LeftOut
            }
        }),
        StepKind::Skipped => Some(ChangeKind::MarkedCut),
        StepKind::Gap => None,
    };
    // What differs side by side is one change.
    let is_change = |kind: ChangeKind| {
        matches!(
            kind,
            ChangeKind::Changed | ChangeKind::LeftOut | ChangeKind::PutIn
        )
    };
    let mut runs: Vec<(ChangeKind, Option<Span>, Option<Span>)> = Vec::new();
    let cover = |known: Option<Span>, more: Option<Span>| match (known, more) {
        (Some(known), Some(more)) => Some(known.cover(more)),
        (known, more) => known.or(more),
    };
    for step in &place.steps {
        let Some(kind) = kind_of(step) else {
            continue;
        };
        let item = step.item.and_then(|at| match &quote.items[at] {
            Item::Word { span, .. } => Some(*span),
            Item::Gap { .. } => None,
        });
        let word = step.word.map(|at| bench.corpus.words[at].span);
        match runs.last_mut() {
            Some((known, draft, source))
                if *known == kind || is_change(*known) && is_change(kind) =>
            {
                *draft = cover(*draft, item);
                *source = cover(*source, word);
                if is_change(*known) {
                    *known = match (&draft, &source) {
                        (Some(_), Some(_)) => ChangeKind::Changed,
                        (Some(_), None) => ChangeKind::PutIn,
                        _ => ChangeKind::LeftOut,
                    };
                }
            }
            _ => runs.push((kind, item, word)),
        }
    }
    runs.into_iter()
        .map(|(kind, item, word)| Change {
            kind,
            draft: item.map(|span| Anchor::new(draft, span)),
            source: word.map(|span| Anchor::new(text, span)),
        })
        .collect()
}
