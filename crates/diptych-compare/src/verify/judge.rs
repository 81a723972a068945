//! What is wrong with a quotation at one place of the sources.

use diptych_core::{
    Anchor, Certainty, Change, ChangeKind, MatchRole, NoteKind, QuoteFinding, QuoteMatch,
    QuoteNote, QuoteVerdict, Span,
};

use super::align::StepKind;
use super::bench::Bench;
use super::difference::{diff, shown};
use super::draft::Quote;
use super::items::Item;
use super::limits::{Cut, Limit, Lost, Stretch, has_rung, limits_itself, lost, negations};
use super::seek::Place;
use super::source::{source_of, typography};

/// Words with which a quotation is long enough to owe its condition.
const WHOLE: usize = 4;
/// Words that may be retold and quoted alike by chance.
pub(super) const FEW: usize = 3;

/// A quotation at one place.
pub(super) struct Judged {
    /// The place.
    pub(super) place: Place,
    /// The statement there.
    pub(super) statement: Option<usize>,
    /// What is wrong with speaker, day and wording: the less, the better.
    pub(super) who: u32,
    /// How many words differ.
    pub(super) changed: u32,
    /// What is wrong.
    pub(super) findings: Vec<QuoteFinding>,
    /// What is worth knowing.
    pub(super) notes: Vec<QuoteNote>,
    /// Word by word.
    pub(super) diff: Vec<Change>,
    /// Whether a mark of omission passes over words.
    pub(super) is_cut: bool,
}

impl Judged {
    /// The finding of one kind.
    pub(super) fn has(&self, kind: QuoteVerdict) -> bool {
        self.findings.iter().any(|one| one.kind == kind)
    }

    /// Whether something that limits was left out.
    pub(super) fn is_limited(&self) -> bool {
        self.has(QuoteVerdict::LimiterCut)
            || self.has(QuoteVerdict::HedgeCut)
            || self.has(QuoteVerdict::NegationLost)
    }

    /// The passage, as it is shown.
    pub(super) fn shown(&self, bench: &Bench<'_>, role: MatchRole) -> QuoteMatch {
        shown(bench, &self.place, self.statement, &self.diff, role)
    }
}

/// Judges a quotation at a place. `near` is what the draft says round the marks, other quotations included.
pub(super) fn judge(
    bench: &Bench<'_>,
    draft: &str,
    quote: &Quote<'_>,
    place: Place,
    near: &str,
) -> Judged {
    let document = place.document;
    let matched = place.ends().map_or(Span::default(), |(first, last)| {
        bench.corpus.words[first]
            .span
            .cover(bench.corpus.words[last].span)
    });
    let statement = bench.statement(document, matched);
    let mut out = Judged {
        statement,
        who: 0,
        changed: 0,
        findings: Vec::new(),
        notes: Vec::new(),
        diff: diff(bench, draft, quote, &place, statement),
        is_cut: place
            .steps
            .iter()
            .any(|step| step.kind == StepKind::Skipped),
        place,
    };
    altered(&mut out, quote);
    limited(bench, draft, quote, matched, near, &mut out);
    source_of(bench, quote, matched, &mut out);
    typography(bench, draft, quote, &mut out);
    out.findings.sort_by_key(|one| one.kind);
    out
}

fn altered(out: &mut Judged, quote: &Quote<'_>) {
    let changes: Vec<&Change> = out
        .diff
        .iter()
        .filter(|one| {
            matches!(
                one.kind,
                ChangeKind::Changed | ChangeKind::LeftOut | ChangeKind::PutIn
            )
        })
        .collect();
    let count = |anchor: &Option<Anchor>| {
        anchor
            .as_ref()
            .map_or(0, |words| words.text.split_whitespace().count() as u32)
    };
    out.changed = changes
        .iter()
        .map(|one| count(&one.draft).max(count(&one.source)))
        .sum();
    let spelt = out
        .place
        .steps
        .iter()
        .filter(|step| step.kind == StepKind::Spelt)
        .find_map(|step| match &quote.items[step.item?] {
            Item::Word { form, .. } => Some(form.as_str()),
            Item::Gap { .. } => None,
        });
    if let Some(form) = spelt {
        out.notes.push(note(
            NoteKind::Spelling,
            format!("`{form}` is written in another way in the source"),
        ));
    }
    if changes.is_empty() {
        return;
    }
    let one = changes[0];
    let quoted = |anchor: &Option<Anchor>| {
        anchor
            .as_ref()
            .map_or_else(String::new, |words| one_line(&words.text))
    };
    let message = match one.kind {
        ChangeKind::Changed => format!(
            "“{}” stands where the source has “{}”",
            quoted(&one.draft),
            quoted(&one.source)
        ),
        ChangeKind::PutIn => format!("“{}” is not in the source", quoted(&one.draft)),
        _ => format!("“{}” was left out without a mark", quoted(&one.source)),
    };
    let more = match changes.len() - 1 {
        0 => String::new(),
        1 => "; one more change".to_owned(),
        more => format!("; {more} more changes"),
    };
    out.findings.push(QuoteFinding {
        kind: QuoteVerdict::Altered,
        certainty: Certainty::Plain,
        message: message + &more,
        source_words: changes
            .iter()
            .filter_map(|one| one.source.clone())
            .collect(),
        draft_words: changes.iter().filter_map(|one| one.draft.clone()).collect(),
        rule: None,
    });
}

fn limited(
    bench: &Bench<'_>,
    draft: &str,
    quote: &Quote<'_>,
    matched: Span,
    near: &str,
    out: &mut Judged,
) {
    let document = &bench.documents[out.place.document];
    let is_gone = |kind: ChangeKind| {
        matches!(
            kind,
            ChangeKind::Changed | ChangeKind::LeftOut | ChangeKind::MarkedCut
        )
    };
    let gone: Vec<Span> = out
        .diff
        .iter()
        .filter(|one| is_gone(one.kind))
        .filter_map(|one| one.source.as_ref().map(Anchor::span))
        .collect();
    let held: Vec<Span> = out.statement.map_or_else(Vec::new, |number| {
        bench.statements[number]
            .fragments
            .iter()
            .map(Anchor::span)
            .collect()
    });
    let sentences = bench.sentences_round(out.place.document, matched);
    let all = lost(&Stretch {
        text: &document.text,
        lang: &document.lang,
        sentences,
        matched,
        gone: &gone,
        held: &held,
    });
    let is_new = |span: &Span| {
        out.diff.iter().any(|one| {
            matches!(one.kind, ChangeKind::Changed | ChangeKind::PutIn)
                && one
                    .draft
                    .as_ref()
                    .is_some_and(|words| words.span().overlaps(*span))
        })
    };
    let added: Vec<Span> = quote
        .fragments
        .iter()
        .flat_map(|span| negations(draft, *span, &quote.lang))
        .filter(is_new)
        .collect();
    let lost_within = all
        .iter()
        .any(|one| one.limit == Limit::Negation && one.cut == Cut::Within);
    if let (Some(first), false) = (added.first(), lost_within) {
        out.findings.push(QuoteFinding {
            kind: QuoteVerdict::NegationAdded,
            certainty: Certainty::Likely,
            message: format!("“{}” negates what the source does not", first.of(draft)),
            source_words: Vec::new(),
            draft_words: added.iter().map(|span| Anchor::new(draft, *span)).collect(),
            rule: None,
        });
    }
    let commits = {
        let words: Vec<_> = quote
            .fragments
            .iter()
            .flat_map(|span| diptych_lang::tokens(span.of(draft), span.start))
            .collect();
        has_rung(&words, &quote.lang)
    };
    let refused = quote.statement.is_some_and(|one| one.denied);
    for one in all {
        let is_kept = match one.limit {
            Limit::Negation if !added.is_empty() && one.cut == Cut::Within => continue,
            Limit::Negation => refused || limits_itself(near, &quote.lang, one.limit),
            // Only what stands there to be read counts, or the very words.
            _ => limits_itself(near, &quote.lang, one.limit),
        };
        let is_long =
            quote.words >= WHOLE || commits && quote.words >= FEW || one.cut == Cut::Within;
        out.limit(document.text.as_str(), &one, !is_kept && is_long);
    }
}

impl Judged {
    fn limit(&mut self, text: &str, lost: &Lost, is_wrong: bool) {
        let words = one_line(lost.shown.of(text));
        let place = match lost.cut {
            Cut::Before => "before it",
            Cut::Within => "inside it",
            Cut::After => "after it",
        };
        if !is_wrong {
            self.notes.push(note(
                NoteKind::LimitNear,
                format!("the source has “{words}” {place}"),
            ));
            return;
        }
        let (kind, message) = match lost.limit {
            Limit::Limiter => (
                QuoteVerdict::LimiterCut,
                format!("the source has a condition or limit {place}: “{words}”"),
            ),
            Limit::Hedge => (
                QuoteVerdict::HedgeCut,
                format!("the source has a hedge {place}: “{words}”"),
            ),
            Limit::Negation => (
                QuoteVerdict::NegationLost,
                format!("the source has a negation {place}: “{words}”"),
            ),
        };
        let anchor = Anchor::new(text, lost.shown);
        // Two entries of the tables for one left-out clause are one finding.
        if let Some(known) = self.findings.iter_mut().find(|one| one.kind == kind) {
            if !known
                .source_words
                .iter()
                .any(|words| words.span().overlaps(lost.shown))
            {
                known.source_words.push(anchor);
            }
            return;
        }
        self.findings.push(QuoteFinding {
            kind,
            certainty: Certainty::Likely,
            message,
            source_words: vec![anchor],
            draft_words: Vec::new(),
            rule: Some(lost.rule.clone()),
        });
    }
}

pub(super) fn note(kind: NoteKind, message: String) -> QuoteNote {
    QuoteNote { kind, message }
}

/// Words of a source in a message: on one line, with a cut shown where a line ends.
fn one_line(words: &str) -> String {
    words
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" […] ")
}

/// What is wrong with speaker, day and wording at a place, in one number: the less, the better.
pub(super) fn who_of(bench: &Bench<'_>, quote: &Quote<'_>, place: &Place) -> u32 {
    let span = place.ends().map_or(Span::default(), |(first, last)| {
        bench.corpus.words[first]
            .span
            .cover(bench.corpus.words[last].span)
    });
    of_translation(bench, quote, place.document, span).who
}

/// Speaker, day and wording at a passage whose words are not compared one by one.
pub(super) fn of_translation(
    bench: &Bench<'_>,
    quote: &Quote<'_>,
    document: usize,
    span: Span,
) -> Judged {
    let mut out = Judged {
        place: Place {
            document,
            steps: Vec::new(),
            share: 0.0,
        },
        statement: bench.statement(document, span),
        who: 0,
        changed: 0,
        findings: Vec::new(),
        notes: Vec::new(),
        diff: Vec::new(),
        is_cut: false,
    };
    source_of(bench, quote, span, &mut out);
    out
}
