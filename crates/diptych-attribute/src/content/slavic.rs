//! What Russian and Ukrainian clauses ask for besides: bodies named by place,
//! a verb left out, a speaker left out, and who passes words on.

use diptych_lang::Flags;

use super::{Report, Sentence};
use crate::mentions::{Range, inverted, right};

impl Sentence<'_> {
    /// Whether an infinitive stands for the finite verb: `стал объяснять`.
    pub(super) fn after_auxiliary(&self, at: usize) -> bool {
        let mut before = at;
        while before > self.lo && self.word(before - 1, Flags::ADVERB | Flags::NEGATION) {
            before -= 1;
        }
        self.word(at, Flags::BASE)
            && before > self.lo
            && self.word(before - 1, Flags::AUXILIARY)
            && !self.is_group("modal", before - 1)
    }

    /// Whether a unit is a word of a group of the table of roles; past the last unit, no.
    pub(super) fn is_group(&self, group: &str, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| {
            let folded = &self.page.tokens[unit.first].folded;
            self.page.lexicon.is_of(group, folded)
        })
    }

    /// The body named before that `there` stands for: `…, подчеркнули там`.
    pub(super) fn there(&self, verb: usize) -> Option<Range> {
        if self.english() || !self.word(verb, Flags::PLURAL) {
            return None;
        }
        let stands = |at: usize| {
            at >= self.lo && at < self.hi && self.units[at].is_word() && self.is_group("there", at)
        };
        if stands(verb + 1) {
            return Some((verb + 1, verb + 2));
        }
        (verb > self.lo && stands(verb - 1)).then(|| (verb - 1, verb))
    }

    /// The clause of which a verb after `о чём`, `про що` tells who said it.
    pub(super) fn about_which(&self, verb: usize) -> Vec<Range> {
        let mut at = verb;
        while at > self.lo && self.word(at - 1, Flags::ADVERB | Flags::TIME) {
            at -= 1;
        }
        let told = at >= self.lo + 3
            && self.is_group("which", at - 1)
            && self.word(at - 2, Flags::PREPOSITION)
            && self.mark(at - 3) == ',';
        if self.english() || !told {
            return Vec::new();
        }
        self.stretch(self.opening(), at - 3)
    }

    /// Whether the first noun phrase of the sentence is the subject of a later
    /// verb: `Она этого не подтвердила, но и не опровергла`.
    pub(super) fn heads_sentence(&self, (first, end): Range, verb: usize) -> bool {
        !self.english()
            && !self.is_impersonal(verb)
            && !self.word(first, Flags::OBLIQUE)
            && (first..end).any(|at| {
                self.word(at, Flags::PERSON | Flags::GIVEN | Flags::HE | Flags::SHE)
                    || self.units[at].capital && at > self.lo
                    || self.units[at].capital && end - first > 1
            })
            && (end..verb).any(|at| self.may_be_verb(at) || self.word(at, Flags::BE))
            && !(end..verb).any(|at| self.quoted(at) || self.mark(at) == ':')
    }

    /// Whether a name in marks before the verb is the outlet that is told, the
    /// one who tells it standing after: `«Курсу» рассказали два источника`.
    pub(super) fn is_told(&self, (first, end): Range, verb: usize) -> bool {
        if self.english() || first == self.lo || self.mark(first - 1) != '"' || end - first > 3 {
            return false;
        }
        let plain = (first..end).all(|at| !self.word(at, Flags::BODY | Flags::OUTLET));
        plain
            && (verb + 1..self.clause_end(verb + 1))
                .any(|at| self.word(at, Flags::PERSON) || self.word(at, Flags::HE | Flags::SHE))
    }

    /// Whether a report of its own begins after a comma: `…, потом поправилась: …`,
    /// `…, передаёт агентство`.
    pub(super) fn next_report(&self, from: usize) -> bool {
        let mut at = from;
        while self.word(at, Flags::ADVERB) && at < from + 3 {
            at += 1;
        }
        if !self.word(at, Flags::SPEAK) || !self.word(at, Flags::FINITE) || self.units[at].capital {
            return false;
        }
        if self.mark(at + 1) == ':'
            || self.mark(at + 1) == ',' && self.word(at + 2, Flags::COMPLEMENT)
        {
            return true;
        }
        let end = self.clause_end(at + 1);
        let ends = end >= self.hi || self.mark(end) == '.' || self.mark(end) == ',';
        at == from
            && ends
            && !(at + 1..end).any(|at| self.may_be_verb(at))
            && inverted(self.units, at + 1, end, false, false).is_some_and(|(first, stop)| {
                (first..stop).any(|at| {
                    self.word(
                        at,
                        Flags::PERSON | Flags::BODY | Flags::OUTLET | Flags::THIRD,
                    ) || self.units[at].capital
                })
            })
    }

    /// Whether a report with a subject of its own stands before a quotation:
    /// `«…», — сказал он, а она ответила: «…»`.
    pub(super) fn reports_between(&self, from: usize, quote: usize) -> bool {
        (from..quote).any(|at| {
            (!self.english() || self.mark(at + 1) == ':' && at + 2 == quote)
                && self.word(at, Flags::SPEECH)
                && self.word(at, Flags::FINITE)
                && self
                    .subject_left(at)
                    .is_some_and(|(first, _)| first >= from && self.units[first].is_word())
        })
    }

    /// Whether what a verb of denial is followed by is the denial itself, not what is
    /// denied: `Она это отрицает: «Договор в силе»`.
    pub(super) fn denies_before(&self, content: Option<Range>) -> bool {
        !self.english()
            && content.is_some_and(|(first, _)| {
                self.quoted(first) || first > self.lo && self.mark(first - 1) == ':'
            })
    }

    /// Whether a verb speaks of what stands in a text: `говорится`, `ідеться`.
    pub(super) fn is_impersonal(&self, at: usize) -> bool {
        !self.english() && self.is_group("impersonal", at)
    }

    /// Who is quoted by whom: `цитирует его газета`, `сообщает агентство со ссылкой на штаб`.
    pub(super) fn passed_on(&self, verb: usize, source: Option<Range>) -> Option<(Range, Range)> {
        if self.english() {
            return None;
        }
        if self.is_group("passes", verb)
            && let Some(found) = self.words_of(verb, self.clause_end(verb + 1))
        {
            return Some(found);
        }
        let cites = self.word(verb, Flags::SHOW) && self.word(verb, Flags::QUOTE);
        if cites
            && self.word(verb + 1, Flags::OBJECT)
            && let Some(via) = right(self.units, verb + 2, self.clause_end(verb + 2), false)
        {
            return Some(((verb + 1, verb + 2), via));
        }
        // `цитує наставника пресслужба клубу`.
        if cites
            && self.word(verb + 1, Flags::PERSON)
            && self.word(verb + 1, Flags::OBLIQUE)
            && let Some(via) = right(self.units, verb + 2, self.clause_end(verb + 2), false)
            && via.0 == verb + 2
        {
            return Some(((verb + 1, verb + 2), via));
        }
        // `самого прем'єра Лінда цитує Frankenbote`.
        if cites
            && let Some(named) = source.filter(|(_, end)| *end <= verb)
            && (named.0..named.1)
                .any(|at| self.word(at, Flags::PERSON) && self.word(at, Flags::OBLIQUE))
            && let Some(via) = right(self.units, verb + 1, self.clause_end(verb + 1), false)
            && via.0 == verb + 1
        {
            return Some((named, via));
        }
        if cites
            && let Some(via) = source.filter(|(_, end)| *end <= verb)
            && let Some(named) = right(self.units, verb + 1, self.clause_end(verb + 1), false)
            && named.0 == verb + 1
            && (named.0..named.1).any(|at| self.units[at].capital || self.word(at, Flags::PERSON))
            && self.mark(named.1) == ':'
        {
            return Some((named, via));
        }
        if let Some(found) = self.relay_before(verb) {
            return Some(found);
        }
        let mut source = source?;
        let from = source.1.max(verb + 1);
        let limit = self.clause_end(from);
        // The phrase may stand inside what was read as the subject.
        let at = (source.0 + 1..limit.min(from + 6)).find(|at| self.is_relay(*at))?;
        source.1 = source.1.min(at);
        let phrase = self
            .page
            .lexicon
            .phrase(&self.page.tokens, self.units[at].first)?;
        let end = at + (phrase.end - self.units[at].first);
        let named = right(self.units, end, self.clause_end(end), true)?;
        Some((named, source))
    }

    /// The subject behind a gerund's aside: `отметил, оглашая решение, судья Клещёв`.
    pub(super) fn past_gerund(&self, verb: usize) -> Option<Range> {
        if self.english()
            || self.mark(verb + 1) != ','
            || !self.word(verb + 2, Flags::GERUND) && !self.is_gerund_like(verb + 2)
        {
            return None;
        }
        let close = (verb + 3..self.hi.min(verb + 14)).find(|at| self.mark(*at) == ',')?;
        inverted(
            self.units,
            close + 1,
            self.clause_end(close + 1),
            false,
            false,
        )
        .filter(|(first, end)| {
            (*first..*end).any(|at| {
                self.word(at, Flags::PERSON | Flags::GIVEN | Flags::HE | Flags::SHE)
                    || self.units[at].capital
            })
        })
    }

    /// Whether a word that no table knows ends like a gerund.
    fn is_gerund_like(&self, at: usize) -> bool {
        if at >= self.hi || !self.units[at].is_word() || self.units[at].capital {
            return false;
        }
        let folded = &self.page.tokens[self.units[at].first].folded;
        folded.chars().count() > 5
            && self.units[at].flags.is_empty()
            && ["ая", "яя", "уя", "ючи", "ячи", "вши", "ив", "ав"]
                .iter()
                .any(|end| folded.ends_with(end))
    }

    /// The subject of the finite verb before a gerund.
    pub(super) fn gerund_subject(&self, gerund: usize) -> Option<Range> {
        if self.english() {
            return None;
        }
        let verb = (self.lo..gerund)
            .rev()
            .find(|at| self.may_be_verb(*at) || self.word(*at, Flags::AUXILIARY))?;
        let place = self.place(verb, false).or_else(|| self.place(verb, true));
        place.or_else(|| self.subject_left(verb)).or_else(|| {
            inverted(
                self.units,
                verb + 1,
                self.clause_end(verb + 1),
                false,
                false,
            )
        })
    }

    /// Whether a verb stands between commas by itself: `Техника, говорит, вышла`.
    pub(super) fn stands_alone(&self, verb: usize) -> bool {
        !self.english()
            && self.word(verb, Flags::SPEAK)
            && verb > self.lo
            && self.mark(verb - 1) == ','
            && self.mark(verb + 1) == ','
    }

    /// Adds the reports whose verb is left out: `X назвал это «…», Y — «…»`,
    /// `X сообщил, что два, Y — что ни одного`.
    pub(super) fn ellipses(&self, out: &mut Vec<Report>) {
        let mut made = Vec::new();
        for report in out.iter_mut() {
            if !report.follows || report.source.is_none() {
                continue;
            }
            let mind = report.mind;
            let mut from = report.cue.1;
            while let Some(dash) = (from..self.hi).find(|at| self.mark(*at) == '-') {
                from = dash + 1;
                let Some((comma, source)) = self.before_dash(report.cue.1, dash) else {
                    continue;
                };
                let content = if self.word(dash + 1, Flags::COMPLEMENT) {
                    self.stretch(dash + 2, self.end_of(dash + 2, false))
                } else if self.quoted(dash + 1) {
                    vec![(dash + 1, dash + 2)]
                } else if self.mark(dash + 1) == '"' {
                    (dash + 2..self.hi.min(dash + 9))
                        .find(|at| self.mark(*at) == '"')
                        .map_or_else(Vec::new, |close| vec![(dash + 1, close + 1)])
                } else {
                    Vec::new()
                };
                if content.is_empty() {
                    continue;
                }
                for (lo, hi) in report.content.iter_mut().filter(|(lo, _)| *lo < comma) {
                    *hi = (*hi).min(comma).max(*lo + 1);
                }
                made.push(Report {
                    source: Some(source),
                    cue: (dash, dash + 1),
                    content,
                    mind,
                    denied: false,
                    follows: true,
                    object: false,
                    via: Vec::new(),
                    aside: false,
                    tail: false,
                });
            }
        }
        made.dedup_by_key(|report: &mut Report| report.cue);
        out.extend(made);
        out.sort_by_key(|report| report.cue);
    }

    /// The comma before a subject whose verb is left out, and the subject.
    fn before_dash(&self, from: usize, dash: usize) -> Option<(usize, Range)> {
        let comma = (from.max(dash.saturating_sub(14))..dash)
            .rev()
            .find(|at| matches!(self.mark(*at), ',' | ';'))?;
        let mut first = comma + 1;
        while self.word(first, Flags::CONJUNCTION) {
            first += 1;
        }
        let (start, end) = right(self.units, first, dash, false)?;
        let named = (start..end).any(|at| {
            self.units[at].capital && self.units[at].is_word()
                || self.word(
                    at,
                    Flags::PERSON | Flags::BODY | Flags::GIVEN | Flags::THIRD,
                )
        });
        (start == first && end == dash && named).then_some((comma, (start, end)))
    }
}
