//! The reports of one sentence, in the order of their reporting words.

use diptych_lang::Flags;

use super::order::{drop_nested, main_before, pass_on};
use crate::mentions::Range;
use crate::page::Page;
use crate::units::Unit;

/// Most reports of one sentence: more are no prose, and would cost memory.
pub(super) const MOST_REPORTS: usize = 24;

/// One report of a sentence, as ranges of units.
#[derive(Debug, Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent traits of one report"
)]
pub(crate) struct Report {
    /// The words that name the speaker.
    pub(crate) source: Option<Range>,
    /// The reporting words.
    pub(crate) cue: Range,
    /// What was said, in order.
    pub(crate) content: Vec<Range>,
    /// Whether it is a belief or a wish.
    pub(crate) mind: bool,
    /// Whether the report is negated.
    pub(crate) denied: bool,
    /// Whether the content stands right of the verb.
    pub(crate) follows: bool,
    /// Whether the content is a thing spoken of rather than a clause: `criticised the deal`.
    pub(crate) object: bool,
    /// Who passes the report on, outermost first: `as the agency reports`.
    pub(crate) via: Vec<Range>,
    /// Whether it is such an aside itself.
    pub(crate) aside: bool,
    /// Whether it is the tail of a quotation: `“…,” he said`.
    pub(crate) tail: bool,
}

/// What a sentence's reports are looked for with.
pub(crate) struct Sentence<'p> {
    pub(crate) page: &'p Page<'p>,
    pub(crate) units: &'p [Unit],
    pub(crate) lo: usize,
    pub(crate) hi: usize,
}

impl Sentence<'_> {
    /// Every report of the sentence, in order of the reporting words.
    pub(crate) fn reports(&self) -> Vec<Report> {
        let mut out: Vec<Report> = Vec::new();
        let mut at = self.lo;
        while at < self.hi && out.len() < MOST_REPORTS {
            let unit = &self.units[at];
            if !unit.is_word() {
                at += 1;
                continue;
            }
            if let Some((report, next)) = self.phrase(at) {
                out.extend(report);
                at = next;
                continue;
            }
            if unit.any(Flags::VERB) {
                let earlier = main_before(&out, at).and_then(|report| report.source);
                if let Some(report) = self.verb(at, earlier) {
                    out.push(report);
                }
            } else if unit.any(Flags::NOUN_SAY | Flags::NOUN_THINK)
                && let Some(report) = self.noun(at)
            {
                out.push(report);
            }
            at += 1;
        }
        if !self.english() {
            self.ellipses(&mut out);
        }
        self.part(&mut out);
        self.leave_to_tails(&mut out);
        pass_on(&mut out, |(first, end)| {
            (first..end).any(|at| self.is_group("spokes", at))
        });
        drop_nested(&mut out, !self.english());
        if !self.english() {
            self.after_quotations(&mut out);
            self.after_colon(&mut out);
        }
        self.channels(&mut out);
        out
    }

    pub(super) fn english(&self) -> bool {
        self.page.lexicon.bare_clause
    }

    pub(super) fn mark(&self, at: usize) -> char {
        if at < self.hi && self.units[at].quote.is_none() {
            self.units[at].mark
        } else {
            ' '
        }
    }

    pub(super) fn word(&self, at: usize, flags: Flags) -> bool {
        at < self.hi && self.units[at].is_word() && self.units[at].any(flags)
    }

    pub(super) fn quoted(&self, at: usize) -> bool {
        at < self.hi && self.units[at].quote.is_some()
    }
}
