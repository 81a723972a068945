//! Reports in a sentence: the reporting words, who they name, and what was said.

use diptych_lang::{Flags, PhraseKind};

use crate::mentions::{Range, inverted, left, right};
use crate::page::Page;
use crate::units::Unit;

/// Most reports of one sentence: more are no prose, and would cost memory.
const MOST_REPORTS: usize = 24;

/// One report of a sentence, as ranges of units.
#[derive(Debug, Clone)]
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
    /// Who passes the report on: `as the agency reports`.
    pub(crate) via: Option<Range>,
    /// Whether it is such an aside itself.
    pub(crate) aside: bool,
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
        self.part(&mut out);
        pass_on(&mut out);
        drop_nested(&mut out);
        out
    }

    fn english(&self) -> bool {
        self.page.lexicon.bare_clause
    }

    fn mark(&self, at: usize) -> char {
        if at < self.hi && self.units[at].quote.is_none() {
            self.units[at].mark
        } else {
            ' '
        }
    }

    fn word(&self, at: usize, flags: Flags) -> bool {
        at < self.hi && self.units[at].is_word() && self.units[at].any(flags)
    }

    fn quoted(&self, at: usize) -> bool {
        at < self.hi && self.units[at].quote.is_some()
    }

    /// `According to X`, `по словам X`, `по его словам`.
    fn phrase(&self, at: usize) -> Option<(Option<Report>, usize)> {
        let phrase = self
            .page
            .lexicon
            .phrase(&self.page.tokens, self.units[at].first)?;
        let end = at + (phrase.end - self.units[at].first);
        if end > self.hi || self.units[end - 1].end != phrase.end {
            return None;
        }
        let source = match phrase.kind {
            PhraseKind::Between => return None,
            PhraseKind::ByPossessive => {
                let slot = at + (phrase.slot? - self.units[at].first);
                Some((slot, slot + 1))
            }
            PhraseKind::According => right(self.units, end, self.hi, true),
        };
        let stop = source.map_or(end, |(_, stop)| stop.max(end));
        let content = self.around(at, stop);
        let report = (!content.is_empty() && source.is_some()).then_some(Report {
            source,
            cue: (at, end),
            content,
            mind: false,
            denied: false,
            follows: false,
            object: false,
            via: None,
            aside: false,
        });
        Some((report, stop))
    }

    /// The sentence without an aside from `from` to `stop`.
    fn around(&self, from: usize, stop: usize) -> Vec<Range> {
        let mut content = Vec::new();
        let mut before = from;
        while before > self.lo && matches!(self.mark(before - 1), ',' | '-' | '(') {
            before -= 1;
        }
        let begin = self.opening();
        if before > begin {
            content.push((begin, before));
        }
        let mut after = stop;
        while after < self.hi && matches!(self.mark(after), ',' | '-' | ')' | ':') {
            after += 1;
        }
        if after > stop {
            let end = self.end_of(after, false);
            if content.is_empty()
                || !self.word(after, Flags::BREAK | Flags::CONJUNCTION | Flags::RELATIVE)
            {
                content.push((after, end));
            }
        }
        content.retain(|(first, end)| {
            (*first..*end).any(|at| self.units[at].is_word() || self.quoted(at))
        });
        content
    }

    /// The first unit of the sentence that is neither a conjunction nor a mark.
    fn opening(&self) -> usize {
        let mut at = self.lo;
        while at < self.hi
            && (!self.units[at].is_word()
                && !self.quoted(at)
                && !matches!(self.mark(at), '"' | '(' | '[' | '$')
                || self.word(at, Flags::CONJUNCTION) && !self.quoted(at))
        {
            at += 1;
        }
        at
    }

    /// Where what was said ends, from `from`: the sentence's end, or words that break off.
    fn end_of(&self, from: usize, object: bool) -> usize {
        let mut at = from;
        let mut depth = 0_i32;
        while at < self.hi {
            match self.mark(at) {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth -= 1;
                    if depth < 0 {
                        return at;
                    }
                }
                ',' if at > from && depth == 0 && (object || self.word(at + 1, Flags::BREAK)) => {
                    return at;
                }
                '.' | '!' | '?' | '…' | ';' if at + 1 == self.hi => return at,
                _ => {}
            }
            if self.quoted(at)
                && at + 1 < self.hi
                && self.page.mark(self.units[at].end - 1) == ','
                && (object || self.word(at + 1, Flags::BREAK))
            {
                return at + 1;
            }
            let dash = at > from && depth == 0 && self.mark(at) == '-';
            if dash
                && (self.english() && self.quoted(at - 1) || self.word(at + 1, Flags::CONJUNCTION))
            {
                return at;
            }
            if object && at > from && depth == 0 && self.word(at, Flags::BREAK) {
                return at;
            }
            if at > from
                && depth == 0
                && self.word(at, Flags::CONJUNCTION)
                && self.verb_follows(at + 1)
            {
                return if matches!(self.mark(at - 1), ',') {
                    at - 1
                } else {
                    at
                };
            }
            at += 1;
        }
        self.hi
    }

    /// Whether words that set a clause apart begin here, with their own report:
    /// `while Sanders suggests`.
    fn sets_apart(&self, at: usize) -> bool {
        self.word(at, Flags::BREAK | Flags::CONJUNCTION)
    }

    /// Whether a finite verb of the tables comes next, past adverbs: `and added`.
    fn verb_follows(&self, from: usize) -> bool {
        let mut at = from;
        while self.word(at, Flags::ADVERB | Flags::AUXILIARY | Flags::NEGATION) && at < from + 4 {
            at += 1;
        }
        self.word(at, Flags::SPEECH | Flags::MIND)
            && self.word(at, Flags::FINITE)
            && !self.word(at, Flags::NOUN_SAY | Flags::NOUN_THINK | Flags::DET)
    }

    fn verb(&self, at: usize, earlier: Option<Range>) -> Option<Report> {
        let unit = &self.units[at];
        let finite = unit.any(Flags::FINITE) && self.is_finite(at);
        let progressive = unit.any(Flags::GERUND) && self.after_be(at);
        let finite = finite || progressive;
        let gerund = !finite && unit.any(Flags::GERUND) && self.is_gerund(at);
        if !finite && !gerund {
            return None;
        }
        let mut source = None;
        let mut from_right = false;
        if finite {
            source = self.subject_left(at);
            if source.is_none() {
                let limit = self.clause_end(at + 1);
                let joined =
                    !self.english() && at > self.lo && self.word(at - 1, Flags::CONJUNCTION);
                if joined && earlier.is_some() {
                    source = earlier;
                } else if self.may_invert(at)
                    && let Some(found) = inverted(self.units, at + 1, limit, self.english())
                {
                    source = Some(found);
                    from_right = true;
                }
            }
        }
        let after = if from_right { source?.1 } else { at + 1 };
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
        if content.is_empty() && finite && source.is_some() {
            content = self.parenthesis(at, source?, after);
        }
        if content.is_empty() {
            return None;
        }
        if source.is_none() {
            source =
                earlier.or_else(|| self.first_subject(at).filter(|_| self.english() || gerund));
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
            denied: negated || flags.any(Flags::DENY),
            follows,
            object: follows && self.is_object(at, &content_first),
            via: None,
            aside: !follows && self.after_as(source, at),
        })
    }

    /// Whether the report is an aside that `as` opens.
    fn after_as(&self, source: Option<Range>, verb: usize) -> bool {
        let first = source.map_or(verb, |(first, _)| first.min(verb));
        first > self.lo && self.word(first - 1, Flags::AS)
    }

    /// Whether what follows a verb of judging is the thing judged, not a clause.
    fn is_object(&self, verb: usize, content: &Option<Range>) -> bool {
        let flags = self.units[verb].flags;
        if !self.english()
            || flags.any(Flags::TELL | Flags::THINK)
            || !flags.any(Flags::JUDGE | Flags::FAVOUR | Flags::ABOUT)
        {
            return false;
        }
        let Some((first, _)) = *content else {
            return false;
        };
        let opened = first > self.lo && self.word(first - 1, Flags::COMPLEMENT)
            || self.word(first, Flags::COMPLEMENT | Flags::TO);
        let marked = self.mark(first.saturating_sub(1)) == ':';
        let subject = self.word(first, Flags::THIRD | Flags::FIRST)
            && !self.word(first, Flags::OBJECT | Flags::POSSESSIVE);
        !opened && !marked && !subject && !(flags.any(Flags::SPEAK) && self.clause_inside(first))
    }

    /// Whether an auxiliary within a few words tells that a clause begins here.
    fn clause_inside(&self, first: usize) -> bool {
        (first..self.hi.min(first + 12))
            .take_while(|at| !matches!(self.mark(*at), ',' | ';' | ':'))
            .any(|at| self.word(at, Flags::AUXILIARY))
    }

    /// Whether a form of to be stands before, past adverbs: `is telling`.
    fn after_be(&self, at: usize) -> bool {
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
    fn is_finite(&self, at: usize) -> bool {
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

    fn is_gerund(&self, at: usize) -> bool {
        if at == self.lo {
            return !self.english();
        }
        if !self.english() {
            return true;
        }
        if self.quoted(at + 1) || self.mark(at + 1) == ',' && self.quoted(at + 2) {
            return true;
        }
        !self.word(at - 1, Flags::DET | Flags::POSSESSIVE | Flags::TO)
            && !(self.word(at - 1, Flags::PREPOSITION) && !self.word(at - 1, Flags::CONJUNCTION))
    }

    fn subject_left(&self, at: usize) -> Option<Range> {
        let lo = self.clause_start(at);
        left(self.units, lo, at)
    }

    /// Where the words that may hold the subject begin, left of a verb.
    fn clause_start(&self, at: usize) -> usize {
        let mut start = at;
        while start > self.lo {
            if self.quoted(start - 1) || matches!(self.mark(start - 1), ':') {
                break;
            }
            start -= 1;
        }
        start
    }

    fn clause_end(&self, from: usize) -> usize {
        (from..self.hi)
            .find(|at| {
                self.quoted(*at)
                    || matches!(self.mark(*at), ',' | ':' | ';' | '-')
                    || self.mark(*at) == '.' && *at + 1 == self.hi
            })
            .unwrap_or(self.hi)
    }

    /// Whether the subject may stand right of the verb here.
    fn may_invert(&self, at: usize) -> bool {
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
    fn first_subject(&self, before: usize) -> Option<Range> {
        opening_subject(self.page, self.units, self.opening(), before)
    }

    /// What was said, right of the verb; `after` is past an inverted subject.
    fn right_content(&self, verb: usize, after: usize) -> Vec<Range> {
        if self.english() {
            self.right_english(verb, after)
        } else {
            self.right_marked(verb, after)
        }
    }

    /// Content in a language that marks its clauses with commas.
    fn right_marked(&self, verb: usize, after: usize) -> Vec<Range> {
        let flags = self.units[verb].flags;
        let mut at = verb + 1;
        let mut commas = 0;
        while at < self.hi && at < verb + 40 {
            if self.quoted(at) {
                let direct = matches!(self.mark(at.saturating_sub(1)), ':' | ',' | '-');
                if at > after || direct || at == verb + 1 || at == after {
                    return if commas == 0 || direct {
                        self.quotation(at)
                    } else {
                        Vec::new()
                    };
                }
            }
            match self.mark(at) {
                ':' => {
                    if self.quoted(at + 1) {
                        return self.quotation(at + 1);
                    }
                    return self.stretch(at + 1, self.end_of(at + 1, false));
                }
                ',' => {
                    let mut next = at + 1;
                    if self.word(next, Flags::COMPLEMENT) && !self.word(next, Flags::RELATIVE)
                        || self.word(next, Flags::COMPLEMENT)
                            && self.word(next, Flags::QUESTION_COMPLEMENT)
                    {
                        if !self.word(next, Flags::QUESTION_COMPLEMENT) {
                            next += 1;
                        }
                        return self.stretch(next, self.end_of(next, false));
                    }
                    if self.mark(next) == '-' || self.quoted(next) {
                        return Vec::new();
                    }
                    commas += 1;
                }
                '-' if self.word(at + 1, Flags::COMPLEMENT) => {
                    return self.stretch(at + 2, self.end_of(at + 2, false));
                }
                '.' | ';' | '!' | '?' if at + 1 >= self.hi => break,
                _ => {}
            }
            if commas == 0
                && at > verb
                && self.mark(at) == '"'
                && flags.any(Flags::JUDGE)
                && let Some(close) =
                    (at + 1..self.hi.min(at + 8)).find(|place| self.mark(*place) == '"')
            {
                return vec![(at, close + 1)];
            }
            if commas == 0
                && self.is_infinitive(at)
                && !self.word(at, Flags::PERSON | Flags::BODY)
                && flags.any(Flags::SPEECH | Flags::MIND)
            {
                let begin = if at > verb + 1 && self.word(at - 1, Flags::NEGATION) {
                    at - 1
                } else {
                    at
                };
                return self.stretch(begin, self.end_of(begin, false));
            }
            if commas > 0 && self.word(at, Flags::SPEECH) && self.word(at, Flags::FINITE) {
                return Vec::new();
            }
            at += 1;
        }
        Vec::new()
    }

    fn is_infinitive(&self, at: usize) -> bool {
        if at >= self.hi || !self.units[at].is_word() || self.units[at].capital {
            return false;
        }
        if self.word(at, Flags::BASE) {
            return true;
        }
        let word = &self.page.tokens[self.units[at].first].folded;
        word.chars().count() > 4
            && self.units[at].flags.is_empty()
            && [
                "ать", "ять", "ить", "еть", "уть", "ться", "ати", "яти", "ити", "іти", "ути",
                "тися", "сти", "зти",
            ]
            .iter()
            .any(|end| word.ends_with(end))
    }

    fn right_english(&self, verb: usize, after: usize) -> Vec<Range> {
        let flags = self.units[verb].flags;
        let mut at = self.past_between(after);
        if flags.any(Flags::TELL | Flags::ASK | Flags::URGE)
            || self.word(at, Flags::ADDRESSEE) && flags.any(Flags::SPEAK | Flags::QUOTE)
        {
            let told = self.past_addressee(at);
            let opens = self.word(told, Flags::COMPLEMENT)
                || self.quoted(told)
                || matches!(self.mark(told), ',' | ':');
            if flags.any(Flags::TELL) && !opens {
                let found = self.past_prepositions(at);
                if !found.is_empty() {
                    return found;
                }
            }
            if flags.any(Flags::TELL) || opens {
                at = self.past_between(told);
            }
        }
        match self.mark(at) {
            ':' => {
                if self.quoted(at + 1) {
                    return self.quotation(at + 1);
                }
                return if flags.any(Flags::SPEECH | Flags::SHOW) {
                    self.stretch(at + 1, self.end_of(at + 1, false))
                } else {
                    Vec::new()
                };
            }
            ',' | '-' => {
                if self.quoted(at + 1) {
                    return self.quotation(at + 1);
                }
                return Vec::new();
            }
            ' ' => {}
            '"' | '\'' | '(' | '[' | '$' => {}
            _ => return Vec::new(),
        }
        if at >= self.hi {
            return Vec::new();
        }
        if self.quoted(at) {
            return self.quotation(at);
        }
        if self.word(at, Flags::COMPLEMENT) {
            let begin = if self.word(at, Flags::QUESTION_COMPLEMENT) {
                at
            } else {
                at + 1
            };
            return self.stretch(begin, self.end_of(begin, false));
        }
        let told_to = self.word(at, Flags::TO)
            && (self.word(
                at + 1,
                Flags::DET | Flags::POSSESSIVE | Flags::ADDRESSEE | Flags::OBJECT,
            ) || self.units.get(at + 1).is_some_and(|next| next.capital));
        if self.word(at, Flags::TO) && !told_to {
            return if flags.any(Flags::VOW | Flags::WANT | Flags::URGE) {
                self.stretch(at, self.end_of(at, false))
            } else {
                Vec::new()
            };
        }
        if self.word(at, Flags::PREPOSITION) && !self.units[at].any(Flags::COMPLEMENT) {
            let found = self.past_prepositions(at);
            if found.is_empty()
                && flags.any(Flags::ABOUT)
                && !self.word(at, Flags::TIME)
                && self.word(at, Flags::PREPOSITION)
            {
                let object = self.end_of(at + 1, true);
                return self.stretch(at + 1, object);
            }
            return found;
        }
        if flags.any(Flags::SPEAK | Flags::TELL | Flags::THINK | Flags::SHOW)
            && !flags.any(Flags::JUDGE | Flags::FAVOUR)
        {
            return self.stretch(at, self.end_of(at, false));
        }
        if flags.any(Flags::JUDGE | Flags::FAVOUR | Flags::URGE) {
            let object = !flags.any(Flags::SPEAK | Flags::THINK | Flags::URGE);
            return self.stretch(at, self.end_of(at, object));
        }
        Vec::new()
    }

    /// Past phrases such as `in an interview` to `that` or a quotation, where one follows.
    fn past_prepositions(&self, from: usize) -> Vec<Range> {
        for at in from..self.hi.min(from + 25) {
            if self.quoted(at) {
                return self.quotation(at);
            }
            if self.mark(at) == ':' && self.quoted(at + 1) {
                return self.quotation(at + 1);
            }
            if self.mark(at) == ';' {
                break;
            }
            if self.word(at, Flags::COMPLEMENT)
                && !self.word(at, Flags::QUESTION_COMPLEMENT | Flags::DET)
                || self.page.tokens[self.units[at].first].folded == "that"
            {
                return self.stretch(at + 1, self.end_of(at + 1, false));
            }
        }
        Vec::new()
    }

    fn past_between(&self, from: usize) -> usize {
        let mut at = from;
        while self.word(at, Flags::ADVERB | Flags::TIME)
            && !self.word(at, Flags::COMPLEMENT | Flags::GIVEN | Flags::DET)
        {
            at += 1;
        }
        at
    }

    /// Past the one who is told.
    fn past_addressee(&self, from: usize) -> usize {
        if self.word(from, Flags::OBJECT | Flags::ADDRESSEE) {
            return from + 1;
        }
        let mut at = from;
        while at < self.hi {
            let unit = &self.units[at];
            if self.quoted(at) || matches!(self.mark(at), ',' | ':' | '.' | ';') {
                break;
            }
            let opens = unit.any(Flags::COMPLEMENT | Flags::TO | Flags::THIRD | Flags::FIRST)
                && !unit.any(Flags::PREPOSITION);
            if opens
                || at > from
                    && unit.any(Flags::DET | Flags::POSSESSIVE)
                    && !self.word(at - 1, Flags::PREPOSITION | Flags::DET)
            {
                break;
            }
            at += 1;
        }
        at
    }

    /// The quotation at `at`, with the outlet's words that go on from it.
    fn quotation(&self, at: usize) -> Vec<Range> {
        let unit = &self.units[at];
        let last = self.page.mark(unit.end - 1);
        let ends = matches!(last, '.' | '!' | '?' | ',' | '…') && unit.end - unit.first > 1;
        let next = at + 1;
        if ends
            || next >= self.hi
            || !self.units[next].is_word()
            || self.word(next, Flags::CONJUNCTION | Flags::BREAK | Flags::TIME)
        {
            return vec![(at, next)];
        }
        vec![(at, self.end_of(next, false))]
    }

    fn stretch(&self, from: usize, end: usize) -> Vec<Range> {
        let has_words =
            (from..end.min(self.hi)).any(|at| self.units[at].is_word() || self.quoted(at));
        if has_words {
            vec![(from, end)]
        } else {
            Vec::new()
        }
    }

    /// The quotation before the subject, where the report is its tail:
    /// `“…,” he said of the plan`.
    fn tail(&self, verb: usize, source: Range, after: usize) -> Vec<Range> {
        let mut first = source.0.min(verb);
        while first > self.lo
            && self.word(
                first - 1,
                Flags::ADVERB | Flags::AUXILIARY | Flags::NEGATION,
            )
        {
            first -= 1;
        }
        let mut quote = first;
        while quote > self.lo && matches!(self.mark(quote - 1), ',' | '-') {
            quote -= 1;
        }
        if quote == self.lo || !self.quoted(quote - 1) {
            return Vec::new();
        }
        let unit = &self.units[quote - 1];
        let open = matches!(
            self.page.mark(unit.end - 1),
            ',' | '?' | '!' | '—' | '–' | '-' | '…'
        );
        let dashed = quote < first && self.mark(quote) == '-';
        if !open && (quote == first && source.0 < verb || dashed && self.english()) {
            return Vec::new();
        }
        let begin = self.opening();
        let mut content = vec![(begin, quote)];
        let mut stop = source.1.max(after);
        while stop < self.hi && !self.quoted(stop) {
            stop += 1;
        }
        // The quotation goes on only right after a mark.
        if self.quoted(stop) && matches!(self.mark(stop - 1), ',' | '-' | ':' | '.') {
            content.extend(self.quotation(stop));
        }
        content
    }

    /// What was said where the report is an aside or comes last: `…, he said, …`.
    fn parenthesis(&self, verb: usize, source: Range, after: usize) -> Vec<Range> {
        let flags = self.units[verb].flags;
        if !flags.any(
            Flags::SPEAK | Flags::QUOTE | Flags::TELL | Flags::ASK | Flags::THINK | Flags::SHOW,
        ) {
            return Vec::new();
        }
        let mut first = source.0.min(verb);
        while first > self.lo
            && self.word(
                first - 1,
                Flags::AS | Flags::ADVERB | Flags::AUXILIARY | Flags::NEGATION | Flags::CONJUNCTION,
            )
        {
            first -= 1;
        }
        let as_aside = self.word(first, Flags::AS);
        if self.word(source.0, Flags::RELATIVE) && !self.english() {
            return Vec::new();
        }
        let begins = first == self.lo
            || matches!(self.mark(first - 1), ',' | '-' | '(')
            || self.quoted(first - 1);
        if !begins {
            return Vec::new();
        }
        // The report runs on through adverbs and phrases to a mark.
        let mut stop = source.1.max(after);
        while stop < self.hi
            && !self.quoted(stop)
            && !matches!(self.mark(stop), ',' | '-' | ')' | ':')
        {
            if self.mark(stop) == '.' && stop + 1 == self.hi {
                break;
            }
            stop += 1;
        }
        if first == self.lo && !as_aside {
            return Vec::new();
        }
        self.around(first, stop)
    }

    /// `the claim by X that`, `X's hope that`, `заявление X о том, что`.
    fn noun(&self, at: usize) -> Option<Report> {
        let unit = &self.units[at];
        if unit.capital && at > self.lo {
            return None;
        }
        let mut end = at + 1;
        let mut source = None;
        if self.word(end, Flags::BY)
            || !self.english() && self.word(end, Flags::PERSON | Flags::GIVEN)
        {
            let from = if self.english() { end + 1 } else { end };
            source = right(self.units, from, self.hi, false);
            end = source?.1;
        }
        let content = if self.mark(end) == ':' {
            if source.is_none() {
                source = self.first_subject(at);
            }
            if self.quoted(end + 1) {
                self.quotation(end + 1)
            } else {
                self.stretch(end + 1, self.end_of(end + 1, false))
            }
        } else if self.english() {
            if !self.word(end, Flags::COMPLEMENT | Flags::TO)
                || self.word(end, Flags::QUESTION_COMPLEMENT)
            {
                return None;
            }
            let begin = if self.word(end, Flags::TO) {
                end
            } else {
                end + 1
            };
            self.stretch(begin, self.end_of(begin, false))
        } else {
            let comma = (end..self.hi.min(end + 4)).find(|place| self.mark(*place) == ',')?;
            if !self.word(comma + 1, Flags::COMPLEMENT) {
                return None;
            }
            self.stretch(comma + 2, self.end_of(comma + 2, false))
        };
        if source.is_none() {
            source = self.owner(at);
        }
        (source.is_some() && !content.is_empty()).then_some(Report {
            source,
            cue: (at, at + 1),
            content,
            mind: unit.any(Flags::NOUN_THINK) && !unit.any(Flags::NOUN_SAY),
            denied: false,
            follows: true,
            object: false,
            via: None,
            aside: false,
        })
    }

    /// The possessive or the capitalised words before a noun.
    fn owner(&self, noun: usize) -> Option<Range> {
        let mut first = noun;
        while first > self.lo {
            let unit = &self.units[first - 1];
            if !unit.is_word() {
                break;
            }
            if unit.any(Flags::POSSESSIVE) {
                let mut begin = first - 1;
                while begin > self.lo && self.units[begin - 1].capital && self.units[begin].capital
                {
                    begin -= 1;
                }
                return Some((begin, first));
            }
            if unit.any(
                Flags::DET
                    | Flags::PREPOSITION
                    | Flags::CONJUNCTION
                    | Flags::AUXILIARY
                    | Flags::FINITE,
            ) {
                break;
            }
            first -= 1;
        }
        let end = (first..noun).rev().find(|at| self.units[*at].capital)? + 1;
        let begin = (first..end).find(|at| self.units[*at].capital)?;
        Some((begin, end))
    }

    /// Parts coordinated reports from each other: the words of one end where
    /// the next begins, unless the next stands inside them.
    fn part(&self, reports: &mut [Report]) {
        for index in 0..reports.len() {
            let Some(&(begin, end)) = reports[index].content.last() else {
                continue;
            };
            if !reports[index].follows {
                continue;
            }
            for later in index + 1..reports.len() {
                let next = &reports[later];
                let mut start = next.cue.0.min(next.source.map_or(usize::MAX, |(first, _)| {
                    if first > begin { first } else { usize::MAX }
                }));
                if start <= begin || start >= end || !next.follows {
                    continue;
                }
                while start > begin
                    && self.word(start - 1, Flags::ADVERB | Flags::AUXILIARY | Flags::AS)
                {
                    start -= 1;
                }
                let joined = self.sets_apart(start - 1);
                let comma = matches!(self.mark(start - 1), ',' | '-' | ';');
                let gerund =
                    self.units[next.cue.0].any(Flags::GERUND) || self.mark(next.cue.1) == ':';
                if joined || comma && gerund {
                    let mut stop = start;
                    while stop > begin
                        && (self.word(stop - 1, Flags::CONJUNCTION)
                            || matches!(self.mark(stop - 1), ',' | '-' | ';'))
                    {
                        stop -= 1;
                    }
                    if stop > begin {
                        let place = reports[index].content.len() - 1;
                        reports[index].content[place].1 = stop;
                    }
                    break;
                }
            }
        }
    }
}

/// Where an aside such as `as the agency reports` stands round another report,
/// the aside tells who passes it on.
fn pass_on(reports: &mut Vec<Report>) {
    let mut gone = vec![false; reports.len()];
    for outer in 0..reports.len() {
        if !reports[outer].aside || reports[outer].source.is_none() {
            continue;
        }
        let content = reports[outer].content.clone();
        let size: usize = content.iter().map(|(lo, hi)| hi - lo).sum();
        for inner in 0..reports.len() {
            let report = &reports[inner];
            let held = inner != outer
                && !report.mind
                && content
                    .iter()
                    .any(|(lo, hi)| *lo <= report.cue.0 && report.cue.0 < *hi);
            let own: usize = report.content.iter().map(|(lo, hi)| hi - lo).sum();
            let begin = report
                .source
                .map_or(report.cue.0, |(first, _)| first.min(report.cue.0));
            let next = content
                .iter()
                .any(|(lo, _)| *lo > reports[outer].cue.0 && begin.abs_diff(*lo) <= 2);
            if held && (own * 2 > size || next) {
                reports[inner].via = reports[outer].source;
                gone[outer] = true;
                break;
            }
        }
    }
    let mut index = 0;
    reports.retain(|_| {
        index += 1;
        !gone[index - 1]
    });
}

/// Drops reports inside the words of another: what X said that Y thinks is X's statement.
fn drop_nested(reports: &mut Vec<Report>) {
    let spans: Vec<(usize, usize, usize)> = reports
        .iter()
        .enumerate()
        .filter(|(_, report)| report.follows)
        .flat_map(|(index, report)| report.content.iter().map(move |(lo, hi)| (index, *lo, *hi)))
        .collect();
    let mut index = 0;
    reports.retain(|report| {
        let here = index;
        index += 1;
        !spans
            .iter()
            .any(|(owner, lo, hi)| *owner < here && *lo <= report.cue.0 && report.cue.0 < *hi)
    });
}

/// The first noun phrase from `at`, past an opening phrase and its commas.
pub(crate) fn opening_subject(
    page: &Page<'_>,
    units: &[Unit],
    at: usize,
    before: usize,
) -> Option<Range> {
    let mut at = at;
    if at >= before {
        return None;
    }
    let unit = &units[at];
    let participle = page.lexicon.bare_clause && unit.is_word() && !unit.any(Flags::GIVEN) && {
        let folded = &page.tokens[unit.first].folded;
        folded.ends_with("ing") || folded.ends_with("ed")
    };
    let sets_off = unit.is_word()
        && unit.any(Flags::PREPOSITION | Flags::SUBORDINATOR | Flags::GERUND)
        || participle;
    if sets_off || unit.any(Flags::TIME | Flags::ADVERB) {
        let commas =
            (at..before).filter(|place| units[*place].quote.is_none() && units[*place].mark == ',');
        for comma in commas.take(6) {
            if let Some(found) = right(units, comma + 1, before, false)
                && found.0 == comma + 1
                && !units[found.0].any(
                    Flags::PREPOSITION | Flags::SUBORDINATOR | Flags::CONJUNCTION | Flags::TIME,
                )
                && (found.1 >= before || !matches!(units[found.1].mark, ',' | '-'))
            {
                return Some(found);
            }
        }
        if sets_off {
            at = (at..before)
                .find(|place| units[*place].quote.is_none() && units[*place].mark == ',')?
                + 1;
        }
    }
    right(units, at, before, false)
        .filter(|(first, _)| !units[*first].any(Flags::PREPOSITION | Flags::SUBORDINATOR))
}

/// The last report before `at` that stands in no other's words, and whose words have ended.
fn main_before(reports: &[Report], at: usize) -> Option<&Report> {
    let inside = |report: &Report| {
        reports.iter().any(|other| {
            other.cue.0 < report.cue.0
                && other.follows
                && other
                    .content
                    .iter()
                    .any(|(lo, hi)| *lo <= report.cue.0 && report.cue.0 < *hi)
        })
    };
    let open = |report: &Report| {
        report.follows && report.content.iter().any(|(lo, hi)| *lo <= at && at < *hi)
    };
    reports
        .iter()
        .rev()
        .take(12)
        .find(|report| !inside(report) && !open(report))
        .or_else(|| reports.last())
}
