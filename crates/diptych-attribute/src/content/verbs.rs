// long: what the verb of a clause is, with every test of it
//! Reports by a verb: is it the verb of its clause, and who is its subject.
// long: the questions put to one verb, in their order

use diptych_lang::Flags;

use super::subject::opening_subject;
use super::{Report, Sentence};
use crate::mentions::{Range, inverted, left, right};

/// Words between an owner and what is owned: a date, two adjectives.
const OWNER_REACH: usize = 5;

impl Sentence<'_> {
    pub(super) fn verb(&self, at: usize, earlier: Option<Range>) -> Option<Report> {
        let unit = &self.units[at];
        let finite = unit.any(Flags::FINITE) && self.is_finite(at);
        let progressive = unit.any(Flags::GERUND) && self.after_be(at);
        let finite = finite || progressive || !self.english() && self.after_auxiliary(at);
        let gerund = !finite && unit.any(Flags::GERUND) && self.is_gerund(at);
        if !finite && !gerund {
            return None;
        }
        let mut source = None;
        let mut from_right = false;
        if finite {
            source = self
                .place(at, false)
                .or_else(|| self.closes(at))
                .or_else(|| self.subject_left(at))
                .filter(|found| !self.is_told(*found, at) && !self.is_object_left(*found, at));
            if source.is_none() {
                let limit = self.clause_end(at + 1);
                let joined =
                    !self.english() && at > self.lo && self.word(at - 1, Flags::CONJUNCTION);
                let heads = (joined && earlier.is_none())
                    .then(|| self.first_subject(at))
                    .flatten()
                    .filter(|found| self.heads_sentence(*found, at));
                if joined && earlier.is_some() {
                    source = earlier;
                } else if heads.is_some() {
                    source = heads;
                } else if let Some(found) = self.place(at, true) {
                    source = Some(found);
                    from_right = true;
                } else if let Some(found) = self.past_gerund(at) {
                    source = Some(found);
                    from_right = true;
                } else if let Some(found) = self.there(at) {
                    source = Some(found);
                    from_right = found.0 > at;
                } else if self.may_invert(at)
                    && let Some(found) = inverted(
                        self.units,
                        at + 1,
                        limit,
                        self.english(),
                        self.after_quotation(at),
                    )
                {
                    source = Some(found);
                    from_right = true;
                }
            }
        }
        let mut after = if from_right { source?.1 } else { at + 1 };
        let mut via: Vec<Range> = Vec::new();
        if finite && let Some((named, passer)) = self.passed_on(at, source) {
            source = Some(named);
            via.push(passer);
            after = after.max(named.1).max(passer.1);
        }
        if finite && let Some((named, saying)) = self.quotes_another(at, source) {
            let content = self.right_content(saying, saying + 1);
            return (!content.is_empty()).then(|| Report {
                source: Some(named),
                cue: (at, saying + 1),
                content,
                mind: false,
                denied: false,
                follows: true,
                object: false,
                via: source.into_iter().collect(),
                aside: false,
                tail: false,
            });
        }
        let tail = source
            .filter(|_| finite)
            .map_or_else(Vec::new, |source| self.tail(at, source, after));
        let follows_quote = !tail.is_empty();
        let mut content = if follows_quote {
            tail
        } else {
            self.right_content(at, after)
        };
        let follows = !content.is_empty() && !follows_quote;
        if follows
            && from_right
            && !self.english()
            && at > self.lo
            && self.mark(at - 1) == ','
            && self.mark(content[0].0 - 1) == ':'
            && !(self.opening()..at).any(|at| self.quoted(at))
        {
            let before = (self.opening(), at - 1);
            if before.0 < before.1 {
                content.insert(0, before);
            }
        }
        if content.is_empty() && finite && source.is_some() {
            content = self.parenthesis(at, source?, after);
        }
        if content.is_empty() && finite && source.is_none() && self.stands_alone(at) {
            content = self.around(at, at + 1);
        }
        if content.is_empty() && finite && source.is_some() {
            content = self.about_which(at);
        }
        if content.is_empty() {
            return None;
        }
        if source.is_none() && gerund {
            source = earlier.or_else(|| self.gerund_subject(at));
        }
        if source.is_none() {
            source = earlier.or_else(|| {
                self.first_subject(at).filter(|found| {
                    self.english() || gerund || finite && self.heads_sentence(*found, at)
                })
            });
        }
        if source.is_none()
            && !self.english()
            && follows
            && self.opening() != at
            && content
                .first()
                .is_some_and(|(first, _)| self.is_infinitive(*first))
        {
            return None;
        }
        // `которую называют «…»`: what people call a thing is nobody's statement.
        let called = source.is_none_or(|(first, _)| self.word(first, Flags::RELATIVE));
        if called && !self.english() && unit.any(Flags::JUDGE) && unit.any(Flags::PLURAL) {
            return None;
        }
        if self.english() && self.in_relative(at) {
            self.end_relative(&mut content);
        }
        if !self.english()
            && follows
            && source.is_some_and(|(first, _)| self.word(first, Flags::RELATIVE))
        {
            for (lo, hi) in &mut content {
                let goes_on = |at: usize| self.mark(at) == ',' && self.may_be_verb(at + 1);
                if let Some(comma) = (*lo + 1..*hi).find(|at| goes_on(*at)) {
                    *hi = comma;
                }
            }
        }
        if gerund && via.is_empty() {
            via.extend(self.quoted_by(at));
        }
        let content_first = content.first().copied();
        let flags = unit.flags;
        let from = source.map_or(at, |(_, end)| end.min(at));
        let negated = (from..at).any(|place| self.word(place, Flags::NEGATION))
            || at > self.lo && self.word(at - 1, Flags::NEGATION);
        Some(Report {
            source,
            cue: (at, at + 1),
            content,
            mind: !flags.any(Flags::SPEECH | Flags::SHOW)
                || flags.any(Flags::MIND)
                    && !flags.any(Flags::SPEAK | Flags::TELL | Flags::QUOTE | Flags::VOW),
            denied: negated || flags.any(Flags::DENY) && !self.denies_before(content_first),
            follows,
            object: follows && self.is_object(at, content_first),
            via,
            aside: !follows && self.after_as(source, at),
            tail: follows_quote,
        })
    }

    /// The pronoun right behind a verb that a comma sets off, past other commas:
    /// `Мост открыт, машины пойдут с 3 июля, заявил он`.
    fn closes(&self, verb: usize) -> Option<Range> {
        (!self.english()
            && verb > self.lo
            && self.mark(verb - 1) == ','
            && self.word(verb + 1, Flags::HE | Flags::SHE)
            && !self.word(verb + 1, Flags::OBJECT | Flags::POSSESSIVE))
        .then_some((verb + 1, verb + 2))
    }

    /// Whom the subject quotes, where the words follow `as saying`: `The paper
    /// quoted an official as saying`.
    fn quotes_another(&self, verb: usize, source: Option<Range>) -> Option<(Range, usize)> {
        if !self.english() || source.is_none() || !self.is_group("cites", verb) {
            return None;
        }
        let saying = (verb + 3..self.hi.min(verb + 16)).find(|at| {
            self.word(*at, Flags::GERUND)
                && self.word(*at, Flags::SPEAK)
                && self.word(*at - 1, Flags::AS)
        })?;
        let named = right(self.units, verb + 1, saying - 1, true)?;
        Some((named, saying))
    }

    /// Who quotes the one who speaks: `he was quoted by the channel as saying`.
    fn quoted_by(&self, gerund: usize) -> Option<Range> {
        if !self.english() || gerund < self.lo + 4 || !self.word(gerund - 1, Flags::AS) {
            return None;
        }
        let by = (gerund.saturating_sub(12).max(self.lo + 1)..gerund - 1)
            .rev()
            .find(|at| self.word(*at, Flags::BY))?;
        let quoted = self.word(by - 1, Flags::QUOTE | Flags::SHOW | Flags::JUDGE)
            && self.word(by - 1, Flags::PARTICIPLE);
        quoted.then_some((by + 1, gerund - 1))
    }

    /// Whether a relative clause after a comma is open before `at`.
    fn in_relative(&self, at: usize) -> bool {
        (self.lo..at)
            .rev()
            .find(|place| self.mark(*place) == ',')
            .is_some_and(|comma| self.word(comma + 1, Flags::RELATIVE))
    }

    /// Ends what a relative clause reports where the main clause goes on:
    /// `X, who says it is late, left`.
    fn end_relative(&self, content: &mut [Range]) {
        for (lo, hi) in content {
            let verb = |at: usize| {
                self.word(at, Flags::FINITE | Flags::AUXILIARY)
                    && !self.word(at, Flags::DET | Flags::PREPOSITION | Flags::CONJUNCTION)
            };
            if let Some(comma) = (*lo + 1..*hi).find(|at| self.mark(*at) == ',' && verb(at + 1)) {
                *hi = comma;
            }
        }
    }

    /// Whether the report is an aside that `as` opens.
    pub(super) fn after_as(&self, source: Option<Range>, verb: usize) -> bool {
        let first = source.map_or(verb, |(first, _)| first.min(verb));
        first > self.lo && self.word(first - 1, Flags::AS)
    }

    /// Whether what follows a verb of judging is the thing judged, not a clause.
    pub(super) fn is_object(&self, verb: usize, content: Option<Range>) -> bool {
        let flags = self.units[verb].flags;
        if !self.english()
            || flags.any(Flags::TELL | Flags::THINK)
            || !flags.any(Flags::JUDGE | Flags::FAVOUR | Flags::ABOUT)
        {
            return false;
        }
        let Some((first, _)) = content else {
            return false;
        };
        let opened = first > self.lo && self.word(first - 1, Flags::COMPLEMENT)
            || self.word(first, Flags::COMPLEMENT | Flags::TO);
        let marked = self.mark(first.saturating_sub(1)) == ':';
        let subject = self.word(first, Flags::THIRD | Flags::FIRST)
            && !self.word(first, Flags::OBJECT | Flags::POSSESSIVE);
        let clause = flags.any(Flags::SPEAK) && self.clause_inside(first);
        !(opened || marked || subject || clause)
    }

    /// Whether an auxiliary within a few words tells that a clause begins here.
    pub(super) fn clause_inside(&self, first: usize) -> bool {
        (first..self.hi.min(first + 12))
            .take_while(|at| !matches!(self.mark(*at), ',' | ';' | ':'))
            .any(|at| self.word(at, Flags::AUXILIARY))
    }

    /// Whether a form of to be stands before, past adverbs: `is telling`.
    pub(super) fn after_be(&self, at: usize) -> bool {
        let mut before = at;
        while before > self.lo
            && self.word(before - 1, Flags::ADVERB)
            && !self.word(before - 1, Flags::BE)
        {
            before -= 1;
        }
        before > self.lo && self.word(before - 1, Flags::BE)
    }

    /// Whether a word that may be a noun is the verb of its clause here.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        let unit = &self.units[at];
        if unit.capital && at > self.lo && !matches!(self.mark(at - 1), '-' | '"') {
            return false;
        }
        if !self.english() {
            return true;
        }
        let mut before = at;
        while before > self.lo
            && self.word(before - 1, Flags::ADVERB)
            && !self.word(before - 1, Flags::PERSON)
        {
            before -= 1;
        }
        if before == self.lo {
            return false;
        }
        let previous = &self.units[before - 1];
        let named = unit.any(Flags::NOUN_SAY | Flags::NOUN_THINK | Flags::PERSON | Flags::BODY);
        if previous.is_word() {
            if previous.any(Flags::TO | Flags::PREPOSITION)
                && !previous.any(Flags::INDEFINITE | Flags::ADVERB)
            {
                return false;
            }
            if previous.any(Flags::DET | Flags::POSSESSIVE)
                && !previous.any(Flags::INDEFINITE | Flags::RELATIVE | Flags::THIRD)
            {
                return false;
            }
            // `laughed when told this`: those who are told.
            if previous.any(Flags::SUBORDINATOR)
                && !previous.any(Flags::COMPLEMENT | Flags::THIRD)
                && unit.any(Flags::TELL)
                && unit.any(Flags::PARTICIPLE)
            {
                return false;
            }
            if previous.any(Flags::BE) && (unit.any(Flags::PARTICIPLE) || unit.any(Flags::BASE)) {
                return false;
            }
        }
        if self.word(at + 1, Flags::BY) && unit.any(Flags::PARTICIPLE) {
            return false;
        }
        let pronoun = previous.is_word()
            && previous.any(
                Flags::THIRD
                    | Flags::FIRST
                    | Flags::SECOND
                    | Flags::AUXILIARY
                    | Flags::RELATIVE
                    | Flags::INDEFINITE,
            );
        let opens = self.word(at + 1, Flags::COMPLEMENT | Flags::TO)
            || self.quoted(at + 1)
            || self.mark(at + 1) == ':';
        if unit.any(Flags::BASE) && !unit.any(Flags::PARTICIPLE) {
            let plural = previous.is_word()
                && self.page.tokens[previous.first].folded.ends_with('s')
                && !previous.any(Flags::POSSESSIVE | Flags::DET)
                || previous.any(Flags::INDEFINITE | Flags::PERSON);
            return pronoun || (plural || matches!(previous.mark, ',' | ')')) && (!named || opens);
        }
        !named
            || pronoun
            || opens
            || unit.any(Flags::PARTICIPLE)
            || previous.capital
            || self.word(at + 1, Flags::DET | Flags::THIRD | Flags::POSSESSIVE)
    }

    pub(super) fn is_gerund(&self, at: usize) -> bool {
        if at == self.lo {
            return !self.english();
        }
        if !self.english() {
            return true;
        }
        if self.quoted(at + 1) || self.mark(at + 1) == ',' && self.quoted(at + 2) {
            return true;
        }
        let governed =
            self.word(at - 1, Flags::PREPOSITION) && !self.word(at - 1, Flags::CONJUNCTION);
        !governed && !self.word(at - 1, Flags::DET | Flags::POSSESSIVE | Flags::TO)
    }

    pub(super) fn subject_left(&self, at: usize) -> Option<Range> {
        let lo = self.clause_start(at);
        left(self.units, lo, at).map(|found| self.whose_words(found, lo))
    }

    /// Who owns the words that are the subject: `Orlova's May 20 comments
    /// confirm that`, `the minister's letter says that`.
    fn whose_words(&self, (first, end): Range, lo: usize) -> Range {
        let head = &self.units[end - 1];
        if !self.english() || head.capital || !head.any(Flags::NOUN_SAY | Flags::NOUN_THINK) {
            return (first, end);
        }
        let owner = (lo..end - 1)
            .rev()
            .take(OWNER_REACH)
            .take_while(|at| {
                let unit = &self.units[*at];
                unit.is_word() && !unit.any(Flags::PREPOSITION | Flags::FINITE)
            })
            .find(|at| self.units[*at].any(Flags::POSSESSIVE));
        owner
            .and_then(|owner| left(self.units, lo, owner + 1))
            .unwrap_or((first, end))
    }

    /// Where the words that may hold the subject begin, left of a verb.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        let mut start = at;
        while start > self.lo {
            if self.quoted(start - 1) || matches!(self.mark(start - 1), ':') {
                break;
            }
            start -= 1;
        }
        start
    }

    pub(super) fn clause_end(&self, from: usize) -> usize {
        (from..self.hi)
            .find(|at| {
                self.quoted(*at)
                    || matches!(self.mark(*at), ',' | ':' | ';' | '-')
                    || self.mark(*at) == '.' && *at + 1 == self.hi
            })
            .unwrap_or(self.hi)
    }

    /// Whether a quotation stands right before the verb.
    fn after_quotation(&self, verb: usize) -> bool {
        let mut before = verb;
        while before > self.lo && matches!(self.mark(before - 1), ',' | '-') {
            before -= 1;
        }
        before > self.lo && self.quoted(before - 1)
    }

    /// Whether the subject may stand right of the verb here.
    pub(super) fn may_invert(&self, at: usize) -> bool {
        if !self.english() {
            return true;
        }
        let mut before = at;
        while before > self.lo && self.word(before - 1, Flags::ADVERB | Flags::AUXILIARY) {
            before -= 1;
        }
        before == self.lo
            || self.quoted(before - 1)
            || matches!(self.mark(before - 1), ',' | '-')
            || self.word(before - 1, Flags::AS)
    }

    /// The first noun phrase of the sentence, as the subject of a later verb.
    pub(super) fn first_subject(&self, before: usize) -> Option<Range> {
        opening_subject(self.page, self.units, self.opening(), before)
    }
}
