//! Running prose: reports in sentences, quotations without a report, and
//! speech that runs on from an earlier paragraph.
// long: one pass over the blocks of an article, whose steps share its state

use diptych_core::{Problem, Span, Speaker, StatementKind, codes};
use diptych_lang::{Flags, PhraseKind};

use crate::cast::Cast;
use crate::content::{Report, Sentence, cut_name, opening_subject};
use crate::found::Found;
use crate::marks::{pair, pair_from};
use crate::mentions::{Range, inverted, left, right};
use crate::page::Page;
use crate::signs::{Asked, asked, signature};
use crate::units::{Row, begins_with_dash};

/// The fewest words for marked words without a report to count as speech.
const LEAST_WORDS: usize = 5;

/// Reads prose block by block.
pub(crate) struct Article<'p, 'c> {
    pub(crate) page: &'p Page<'p>,
    pub(crate) cast: &'c mut Cast<'p>,
    pub(crate) found: Vec<Found>,
    pub(crate) problems: Vec<Problem>,
    /// Sentences read so far, in order.
    pub(crate) sentences: Vec<Span>,
    /// Who publishes the prose.
    pub(crate) outlet: Option<String>,
    /// Single quotation marks count, for want of double ones.
    single: bool,
    /// The last who spoke in marks: the statement.
    carried: Option<usize>,
    /// A quotation that no mark has closed runs on.
    runs_on: bool,
    /// A colon at the end of the block before announced speech.
    announced: Option<(Speaker, Option<usize>, Span)>,
}

impl<'p, 'c> Article<'p, 'c> {
    /// A reader of the prose of `page`.
    pub(crate) fn new(page: &'p Page<'p>, cast: &'c mut Cast<'p>) -> Self {
        let double = page.text.contains(['"', '“', '«', '„']) || page.text.contains("''");
        Self {
            page,
            cast,
            found: Vec::new(),
            problems: Vec::new(),
            sentences: Vec::new(),
            outlet: None,
            single: !double,
            carried: None,
            runs_on: false,
            announced: None,
        }
    }

    /// Reads one block of prose.
    pub(crate) fn read(&mut self, index: usize) {
        let page = self.page;
        let part = &page.parts[index];
        if part.first == part.end {
            return;
        }
        if self.sign(index) {
            return;
        }
        let (mut quotes, mut odd) = pair(page, part, self.single);
        // The quotation before was not closed, and this block closes one that it did not open.
        if self.runs_on && odd && !page.lexicon.bare_clause {
            let (resumed, still_odd) = pair_from(page, part, self.single, true);
            if !still_odd
                && resumed
                    .first()
                    .is_some_and(|quote| quote.open == part.first)
            {
                (quotes, odd) = (resumed, false);
            }
        }
        let row = Row::new(page, part, &quotes);
        let unclosed = quotes.last().is_some_and(|quote| quote.unclosed);
        if odd && !unclosed {
            self.problems.push(
                Problem::new(&codes::ODD_MARKS, "a quotation mark has no partner")
                    .at(Some(part.span)),
            );
        }
        let begins_marked = quotes.first().is_some_and(|quote| quote.open == part.first);
        let continues = self.runs_on && begins_marked;
        let mut claimed = vec![false; row.units.len()];
        let before = self.found.len();
        let mut by_sentence: Vec<(usize, usize)> = Vec::new();
        for &(lo, hi) in &row.sentences {
            let first = self.found.len();
            let tokens = (row.units[lo].first, row.units[hi - 1].end);
            let span = page.span(tokens.0, tokens.1);
            self.sentences.push(span);
            let sentence = Sentence {
                page,
                units: &row.units,
                lo,
                hi,
            };
            for report in sentence.reports() {
                self.take(&row, &report, index, span, &mut claimed);
            }
            if self.found.len() == first {
                if page.lexicon.bare_clause
                    && let Some((from, stop)) = subject_of(page, &row, lo, hi)
                {
                    self.cast
                        .heed(row.units[from].first, row.units[stop - 1].end);
                }
                self.own_report(&row, (lo, hi), index, span);
            }
            by_sentence.push((first, self.found.len()));
        }
        self.leftovers(&row, index, &claimed, &by_sentence, before, continues);
        if continues {
            self.join_back(&row, before);
        }
        self.runs_on = unclosed;
        self.announce(&row, before);
        self.found[before..].sort_by_key(|found| found.span().start);
        // The carried statement may have moved.
        if let Some(place) = (before..self.found.len()).rev().find(|at| {
            matches!(
                self.found[*at].kind,
                StatementKind::Direct | StatementKind::Mixed
            )
        }) {
            self.carried = Some(place);
        } else if self.found.len() > before && !continues {
            self.carried = self.carried.filter(|_| self.found.len() == before);
        }
    }

    /// Keeps a sentence without a report whose subject is of the case: the outlet
    /// speaks for itself about a side.
    fn own_report(&mut self, row: &Row, (lo, hi): Range, part: usize, span: Span) {
        let page = self.page;
        if (lo..hi).any(|at| row.units[at].quote.is_some()) {
            return;
        }
        let Some(subject) = subject_of(page, row, lo, hi) else {
            return;
        };
        let (first, end) = (row.units[subject.0].first, row.units[subject.1 - 1].end);
        if !self.cast.is_of_case(first, end) {
            return;
        }
        let mut found = Found::new(StatementKind::OutletReport, vec![span], part);
        found.speaker.name.clone_from(&self.outlet);
        found.speaker.is_body = true;
        found.speaker.basis = Some("outlet".to_owned());
        found.dated_by = Some(span);
        self.found.push(found);
    }

    /// Reads a block as the signature of the quotation above it: a dash and a name.
    fn sign(&mut self, index: usize) -> bool {
        let page = self.page;
        let part = &page.parts[index];
        if part.span.len() > 120 || !page.is_mark(part.first, "-") || index == 0 {
            return false;
        }
        let above = page.parts[index - 1].span;
        let Some(place) = self
            .found
            .iter()
            .rposition(|found| found.kind == StatementKind::Direct && above.contains(found.span()))
        else {
            return false;
        };
        let speaker = &self.found[place].speaker;
        let open = speaker.mention.is_none()
            || speaker.basis.as_deref() == Some("carried")
            || self.found[place].cue.is_none();
        let Some((first, end)) = self
            .cast
            .name_in_line(part.first + 1, part.end)
            .or_else(|| self.cast.signer(part.first + 1, part.end))
            .filter(|_| open)
        else {
            return false;
        };
        let (speaker, member) = self.cast.resolve(first, end, Flags::NONE);
        self.found[place].speaker = speaker;
        self.found[place].cue = Some(part.span);
        self.found[place].dated_by = Some(part.span);
        self.cast.spoke(member, first);
        true
    }

    /// Where a quotation that ran on from the block before is attributed in this
    /// one, the earlier words get the same speaker.
    fn join_back(&mut self, row: &Row, before: usize) {
        let Some(carried) = self.carried.filter(|at| *at < before) else {
            return;
        };
        let speaker = &self.found[carried].speaker;
        if speaker.basis.as_deref() != Some("carried") && speaker.mention.is_some() {
            return;
        }
        let Some(first) = row.units.first() else {
            return;
        };
        let start = self.page.tokens[first.first].span.start;
        let begins = |found: &Found| found.fragments.iter().any(|span| span.start == start);
        let Some(place) = (before..self.found.len()).find(|at| begins(&self.found[*at])) else {
            return;
        };
        let earlier = std::mem::take(&mut self.found[carried].fragments);
        self.found[place].fragments.extend(earlier);
        self.found[place].fragments.sort();
    }

    fn resolve(&mut self, row: &Row, source: Range, verb: Flags) -> (Speaker, Option<usize>) {
        let (first, end) = (row.units[source.0].first, row.units[source.1 - 1].end);
        self.cast.resolve(first, end, verb)
    }

    /// Makes a statement of a report.
    pub(crate) fn take(
        &mut self,
        row: &Row,
        report: &Report,
        part: usize,
        sentence: Span,
        claimed: &mut [bool],
    ) {
        let page = self.page;
        let mut fragments = Vec::new();
        let mut quoted = 0;
        let mut plain = 0;
        for &(lo, hi) in &report.content {
            if (lo..hi).all(|at| row.units[at].quote.is_some() || !row.units[at].is_word()) {
                for (at, done) in claimed.iter_mut().enumerate().take(hi).skip(lo) {
                    if row.units[at].quote.is_some() && !*done {
                        fragments.push(inner(page, row, at));
                        *done = true;
                        quoted += 1;
                    }
                }
            } else if let Some(at) = announced_inside(row, lo, hi) {
                claimed[at] = true;
                fragments.push(inner(page, row, at));
                quoted += 1;
            } else if let Some(span) = words_of(page, row, lo, hi) {
                let overlap = (lo..hi).filter(|at| row.units[*at].quote.is_some()).count();
                (lo..hi).for_each(|at| claimed[at] |= row.units[at].quote.is_some());
                quoted += usize::from(overlap > 0);
                plain += 1;
                fragments.push(span);
            }
        }
        let known = |fragment: &Span| {
            self.found
                .iter()
                .rev()
                .take(4)
                .any(|found| found.part == part && found.fragments.contains(fragment))
        };
        fragments.retain(|fragment| !known(fragment));
        if fragments.is_empty() {
            return;
        }
        let marked = |span: &Span| span.of(page.text).contains(['"', '“', '«', '„', '”']);
        // `не согласен: «…»` gives the very words.
        let announced = plain == 0
            && report.content.first().is_some_and(|(lo, _)| {
                *lo > 0 && row.units[*lo - 1].quote.is_none() && row.units[*lo - 1].mark == ':'
            });
        let kind = if report.mind && !announced || report.object && quoted == 0 {
            StatementKind::Attitude
        } else if plain == 0 {
            StatementKind::Direct
        } else if quoted > 0 || fragments.iter().any(marked) {
            StatementKind::Mixed
        } else {
            StatementKind::Indirect
        };
        let mut found = Found::new(kind, fragments, part);
        let verb = row.units[report.cue.0].flags;
        let mut member = None;
        if let Some(source) = report.source {
            (found.speaker, member) = self.resolve(row, source, verb);
            self.cast.spoke(member, row.units[source.0].first);
        } else if !page.lexicon.bare_clause {
            (found.speaker, _) = self.cast.dropped(row.units[report.cue.0].first, verb);
        }
        if let Some(via) = report.via {
            let (passer, _) = self.resolve(row, via, Flags::NONE);
            found.reported_by.extend(passer.name.or(passer.mention));
        }
        found.cue = Some(page.span(
            row.units[report.cue.0].first,
            row.units[report.cue.1 - 1].end,
        ));
        found.denied = report.denied;
        found.dated_by = Some(sentence);
        let _ = member;
        self.found.push(found);
    }

    /// Quotations that no report took.
    fn leftovers(
        &mut self,
        row: &Row,
        part: usize,
        claimed: &[bool],
        by_sentence: &[(usize, usize)],
        before: usize,
        continues: bool,
    ) {
        let page = self.page;
        let announced = self.announced.take();
        let mut last: Option<usize> = None;
        for (index, &(lo, hi)) in row.sentences.iter().enumerate() {
            let alone =
                (lo..hi).all(|at| row.units[at].quote.is_some() || !row.units[at].is_word());
            for (at, done) in claimed.iter().enumerate().take(hi).skip(lo) {
                if row.units[at].quote.is_none() || *done {
                    continue;
                }
                let fragment = inner(page, row, at);
                let words = (row.units[at].first..row.units[at].end)
                    .filter(|at| page.tokens[*at].is_word)
                    .count();
                let opens_block = at == 0;
                if opens_block
                    && continues
                    && let Some(carried) = self.carried
                {
                    self.found[carried].fragments.push(fragment);
                    last = Some(carried);
                    continue;
                }
                if let Some(source) = self.named_after(row, at, hi) {
                    let mut found = Found::new(StatementKind::Direct, vec![fragment], part);
                    let (speaker, member) = self.resolve(row, source, Flags::NONE);
                    found.speaker = speaker;
                    self.cast.spoke(member, row.units[source.0].first);
                    found.dated_by = Some(page.span(row.units[lo].first, row.units[hi - 1].end));
                    self.found.push(found);
                    last = Some(self.found.len() - 1);
                    continue;
                }
                if alone && let Some((next, found)) = self.told_after(row, index, fragment, part) {
                    // `«…». Это слова мэра.`, `«…». — Мэр Лимана.`
                    self.found.push(found);
                    last = Some(self.found.len() - 1);
                    let _ = next;
                    continue;
                }
                if let Some(source) = signature(row, at) {
                    let mut found = Found::new(StatementKind::Direct, vec![fragment], part);
                    let (speaker, member) = self.resolve(row, source, Flags::NONE);
                    found.speaker = speaker;
                    self.cast.spoke(member, row.units[source.0].first);
                    let line =
                        page.span(row.units[at + 1].first, row.units[row.units.len() - 1].end);
                    found.cue = Some(line);
                    found.dated_by = Some(line);
                    self.found.push(found);
                    last = Some(self.found.len() - 1);
                    continue;
                }
                if alone {
                    // Speech beside an attributed sentence of the same block.
                    let earlier = last.or_else(|| self.direct_in(by_sentence, index, before));
                    if let Some(earlier) = earlier {
                        self.found[earlier].fragments.push(fragment);
                        self.found[earlier].fragments.sort();
                        last = Some(earlier);
                        continue;
                    }
                    if opens_block && let Some((speaker, member, cue)) = announced.clone() {
                        let mut found = Found::new(StatementKind::Direct, vec![fragment], part);
                        found.speaker = speaker;
                        found.cue = Some(cue);
                        found.dated_by = Some(cue);
                        self.cast.spoke(member, row.units[at].first);
                        self.found.push(found);
                        last = Some(self.found.len() - 1);
                        continue;
                    }
                    if let Some(later) = self.direct_after(by_sentence, index) {
                        self.found[later].fragments.push(fragment);
                        self.found[later].fragments.sort();
                        continue;
                    }
                    let mut found = Found::new(StatementKind::Direct, vec![fragment], part);
                    found.speaker = self.speaker_before(row, lo, before);
                    found.dated_by = Some(page.span(row.units[lo].first, row.units[hi - 1].end));
                    self.found.push(found);
                    last = Some(self.found.len() - 1);
                    continue;
                }
                let after_comma = at > lo
                    && row.units[at - 1].quote.is_none()
                    && row.units[at - 1].mark == ','
                    && words >= 4
                    && !page.lexicon.bare_clause;
                if after_comma
                    && let Some(source) =
                        subject_of(page, row, lo, at - 1).filter(|(first, end)| {
                            (*first..*end).any(|at| {
                                row.units[at]
                                    .any(Flags::PERSON | Flags::GIVEN | Flags::HE | Flags::SHE)
                                    || row.units[at].capital && at > lo
                            })
                        })
                {
                    // `Мэр извинения принял, «но топить ими нельзя»`.
                    let mut found = Found::new(StatementKind::Direct, vec![fragment], part);
                    let (speaker, member) = self.resolve(row, source, Flags::NONE);
                    found.speaker = speaker;
                    self.cast.spoke(member, row.units[source.0].first);
                    found.dated_by = Some(page.span(row.units[lo].first, row.units[hi - 1].end));
                    self.found.push(found);
                    last = Some(self.found.len() - 1);
                    continue;
                }
                let announced_here =
                    at > lo && row.units[at - 1].quote.is_none() && row.units[at - 1].mark == ':';
                if words < LEAST_WORDS && !announced_here {
                    continue;
                }
                let speaks = at == lo && self.stops_inside(row, at);
                if !announced_here
                    && !page.lexicon.bare_clause
                    && !speaks
                    && !begins_with_dash(page, &page.parts[part])
                {
                    continue;
                }
                let mut found = Found::new(StatementKind::Direct, vec![fragment], part);
                let asked = asked(row, lo, at);
                let source = match &asked {
                    Some(Asked::By(by)) => Some(*by),
                    Some(Asked::BySomeone) => None,
                    None if speaks => (at + 1..hi).find_map(|place| {
                        let unit = &row.units[place];
                        let named = unit.is_word()
                            && !unit.any(Flags::OBLIQUE)
                            && (unit.any(Flags::PERSON | Flags::GIVEN | Flags::HE | Flags::SHE)
                                || unit.capital);
                        named.then(|| right(&row.units, place, hi, false)).flatten()
                    }),
                    None => labelled(page, row, lo, at)
                        .or_else(|| self.as_put(row, lo, at))
                        .or_else(|| subject_of(page, row, lo, at)),
                };
                if let Some(source) = source {
                    let (speaker, member) = self.resolve(row, source, Flags::NONE);
                    found.speaker = speaker;
                    self.cast.spoke(member, row.units[source.0].first);
                } else if asked.is_none() {
                    found.speaker = self.speaker_before(row, lo, before);
                }
                found.dated_by = Some(page.span(row.units[lo].first, row.units[hi - 1].end));
                self.found.push(found);
                last = Some(self.found.len() - 1);
            }
            if !alone {
                last = None;
            }
        }
    }

    /// Who stands right after a quotation that a comma leaves open, with a verb
    /// that no table knows: `“…,” Kelly went on`.
    fn named_after(&self, row: &Row, at: usize, hi: usize) -> Option<Range> {
        let page = self.page;
        let unit = &row.units[at];
        if !matches!(page.mark(unit.end - 1), ',' | '?' | '!') || at + 1 >= hi {
            return None;
        }
        let next = &row.units[at + 1];
        // `“…,” fumed Ada Renn`: the verb that no table knows comes first.
        let folded = &page.tokens[next.first].folded;
        if page.lexicon.bare_clause
            && next.is_word()
            && !next.capital
            && next.flags.is_empty()
            && folded.ends_with("ed")
            && at + 2 < hi
            && (row.units[at + 2].capital
                || row.units[at + 2].any(Flags::DET | Flags::POSSESSIVE | Flags::PERSON))
        {
            return right(&row.units, at + 2, hi, false);
        }
        let begins = next.is_word()
            && !next.any(
                Flags::CONJUNCTION
                    | Flags::PREPOSITION
                    | Flags::SUBORDINATOR
                    | Flags::RELATIVE
                    | Flags::GERUND,
            )
            && (next.capital
                || next.any(Flags::THIRD | Flags::DET | Flags::POSSESSIVE | Flags::FIRST));
        if !begins || !page.lexicon.bare_clause {
            return None;
        }
        right(&row.units, at + 1, hi, false)
    }

    /// Whether a quotation holds more than one sentence, or ends in a question or a
    /// cry: speech, whatever the outlet says round it.
    fn stops_inside(&self, row: &Row, at: usize) -> bool {
        let unit = &row.units[at];
        (unit.first..unit.end).any(|place| {
            matches!(self.page.mark(place), '.' | '!' | '?') && !self.page.tokens[place].is_word
        })
    }

    /// The statement of a quotation that the next sentence of its block ascribes:
    /// `Это слова мэра.`, `Так сказал мэр.`, or a name alone.
    fn told_after(
        &mut self,
        row: &Row,
        index: usize,
        fragment: Span,
        part: usize,
    ) -> Option<(usize, Found)> {
        let page = self.page;
        if page.lexicon.bare_clause {
            return None;
        }
        let &(mut lo, hi) = row.sentences.get(index + 1)?;
        let units = &row.units;
        while lo < hi && units[lo].quote.is_none() && units[lo].mark == '-' {
            lo += 1;
        }
        if lo >= hi || (lo..hi).any(|at| units[at].quote.is_some()) {
            return None;
        }
        let head = page.tokens[units[lo].first].folded.as_str();
        let points = page.lexicon.is_of("points", head);
        let verb = (lo..hi).find(|at| {
            units[*at].any(Flags::FINITE) && units[*at].any(Flags::VERB) && !units[*at].capital
        });
        let moves = (lo..hi).any(|at| !units[at].shape.is_empty());
        let source = if points {
            match verb {
                Some(verb) => inverted(units, verb + 1, hi, false, false)
                    .or_else(|| left(units, lo + 1, verb)),
                None => (lo + 1..hi)
                    .find(|at| {
                        units[*at].any(Flags::PERSON | Flags::GIVEN | Flags::BODY)
                            || units[*at].capital
                    })
                    .and_then(|at| right(units, at, hi, false)),
            }
        } else if verb.is_none() && !moves && self.page.parts[part].span.len() < 600 {
            // A signature: a name, and what they are.
            let named = self.cast.name_in_line(units[lo].first, units[hi - 1].end)?;
            let first = (lo..hi).find(|at| units[*at].first == named.0)?;
            (first <= lo + 3)
                .then(|| right(units, first, hi, false))
                .flatten()
        } else {
            None
        }?;
        let flags = verb.map_or(Flags::NONE, |verb| units[verb].flags);
        let (speaker, member) = self.resolve(row, source, flags);
        self.cast.spoke(member, units[source.0].first);
        let mut found = Found::new(StatementKind::Direct, vec![fragment], part);
        found.speaker = speaker;
        let span = page.span(units[lo].first, units[hi - 1].end);
        found.cue = Some(span);
        found.dated_by = Some(span);
        Some((index + 1, found))
    }

    /// The subject of a clause that `as` opens before a quotation, whatever its
    /// verb: `as the prosecutor Ada Renn put it, “…”`.
    fn as_put(&self, row: &Row, lo: usize, at: usize) -> Option<Range> {
        let units = &row.units;
        if at == lo || units[at - 1].quote.is_some() || units[at - 1].mark != ',' {
            return None;
        }
        let opens = (lo..at - 1)
            .rev()
            .find(|place| units[*place].quote.is_none() && units[*place].mark == ',');
        let first = opens.map_or(lo, |comma| comma + 1);
        if !units[first].is_word() || !units[first].any(Flags::AS) {
            return None;
        }
        right(units, first + 1, at - 1, false).map(|found| cut_name(self.page, units, found))
    }

    /// The direct or mixed statement of the sentence before, in the same block.
    fn direct_in(
        &self,
        by_sentence: &[(usize, usize)],
        index: usize,
        before: usize,
    ) -> Option<usize> {
        let (first, end) = *by_sentence.get(index.checked_sub(1)?)?;
        (first.max(before)..end).rev().find(|at| {
            matches!(
                self.found[*at].kind,
                StatementKind::Direct | StatementKind::Mixed
            )
        })
    }

    /// The direct statement of the sentence after.
    fn direct_after(&self, by_sentence: &[(usize, usize)], index: usize) -> Option<usize> {
        let (first, end) = *by_sentence.get(index + 1)?;
        (first..end).find(|at| self.found[*at].kind == StatementKind::Direct)
    }

    /// Who spoke before: in this block, else the subject of the sentence before,
    /// else whoever spoke in marks last.
    fn speaker_before(&mut self, row: &Row, lo: usize, before: usize) -> Speaker {
        // The subject of the sentence right before, where that reports nothing:
        // `“…,” Ada said. Her rival shook his head. “…”`.
        if self.page.lexicon.bare_clause
            && let Some(&(first, end)) = row.sentences.iter().rev().find(|(_, end)| *end <= lo)
            && end == lo
            && (first..end).all(|at| row.units[at].quote.is_none())
            && !self.found[before..].iter().any(|found| {
                found.dated_by.is_some_and(|by| {
                    by.start == self.page.tokens[row.units[first].first].span.start
                })
            })
            && let Some(source) = subject_of(self.page, row, first, end)
        {
            let (speaker, member) = self.resolve(row, source, Flags::NONE);
            if member.is_some_and(|member| !self.cast.members[member].is_body) {
                return speaker;
            }
        }
        let here = self.found[before..].iter().rev().find(|found| {
            found.speaker.mention.is_some()
                && found.span().start < self.page.tokens[row.units[lo].first].span.start
        });
        if let Some(found) = here {
            let mut speaker = found.speaker.clone();
            speaker.basis = Some("carried".to_owned());
            return speaker;
        }
        if let Some(&(first, end)) = row.sentences.iter().rev().find(|(_, end)| *end <= lo)
            && let Some(source) = subject_of(self.page, row, first, end)
        {
            return self.resolve(row, source, Flags::NONE).0;
        }
        if let Some(carried) = self.carried {
            let mut speaker = self.found[carried].speaker.clone();
            speaker.basis = Some("carried".to_owned());
            return speaker;
        }
        Speaker::default()
    }

    /// Notes who a colon at the end of the block announces.
    fn announce(&mut self, row: &Row, before: usize) {
        let page = self.page;
        let Some(last) = row.units.last() else { return };
        if last.quote.is_some() || last.mark != ':' {
            return;
        }
        let Some(&(lo, hi)) = row.sentences.last() else {
            return;
        };
        let verb = (lo..hi).rev().find(|at| {
            row.units[*at].is_word()
                && row.units[*at].any(Flags::VERB)
                && row.units[*at].any(Flags::FINITE)
        });
        let source = verb
            .and_then(|verb| {
                left(&row.units, lo, verb)
                    .or_else(|| inverted(&row.units, verb + 1, hi, page.lexicon.bare_clause, true))
            })
            .or_else(|| subject_of(page, row, lo, hi));
        let span = page.span(row.units[lo].first, row.units[hi - 1].end);
        if let Some(source) = source {
            let flags = verb.map_or(Flags::NONE, |verb| row.units[verb].flags);
            let (speaker, member) = self.resolve(row, source, flags);
            self.announced = Some((speaker, member, span));
        } else if let Some(found) = self.found[before..].last() {
            self.announced = Some((found.speaker.clone(), None, span));
        }
    }
}

/// The first noun phrase of a stretch, as its subject.
fn subject_of(page: &Page<'_>, row: &Row, lo: usize, hi: usize) -> Option<Range> {
    let units = &row.units;
    let mut at = lo;
    while at < hi
        && units[at].quote.is_none()
        && (!units[at].is_word() || units[at].any(Flags::CONJUNCTION))
    {
        at += 1;
    }
    let found = opening_subject(page, units, at, hi)?;
    // `The keeper raged: “…”`: a verb that no table knows, right before the colon.
    let last = &units[found.1 - 1];
    let verb = page.lexicon.bare_clause
        && found.1 > found.0 + 1
        && found.1 < units.len()
        && units[found.1].quote.is_none()
        && units[found.1].mark == ':'
        && last.is_word()
        && !last.capital
        && last.flags.is_empty()
        && page.tokens[last.first].folded.ends_with("ed");
    Some((found.0, found.1 - usize::from(verb)))
}

/// The name right before a colon, where a dash or `from` sets it off from words
/// that do not speak: `The toll - Ada Renn: “…”`, `From the report: “…”`.
fn labelled(page: &Page<'_>, row: &Row, lo: usize, at: usize) -> Option<Range> {
    let units = &row.units;
    if !page.lexicon.bare_clause || at < lo + 2 || units[at - 1].mark != ':' {
        return None;
    }
    let mark = |at: usize| {
        if units[at].quote.is_some() {
            ' '
        } else {
            units[at].mark
        }
    };
    let opens = (lo..at - 1)
        .rev()
        .find(|place| matches!(mark(*place), '-' | ';' | '.' | '?'))
        .map_or(lo, |dash| dash + 1);
    let from = (opens..at - 1).find_map(|place| {
        let phrase = page.lexicon.phrase(&page.tokens, units[place].first)?;
        let end = units[..at - 1].partition_point(|unit| unit.first < phrase.end);
        (phrase.kind == PhraseKind::Label).then_some((place, end))
    });
    let first = match from {
        Some((_, end)) => end,
        None if opens > lo => opens,
        None => return None,
    };
    let verb = (first..at - 1).any(|at| units[at].is_word() && units[at].any(Flags::AUXILIARY));
    let found = right(units, first, at - 1, false)?;
    let whole = !verb && found.1 + 1 >= at - 1;
    (whole || from.is_some_and(|(from, _)| from == opens)).then_some(found)
}

/// The quotation that closes a clause which itself announces speech: "repeated
/// what she had said before: «…»".
fn announced_inside(row: &Row, lo: usize, hi: usize) -> Option<usize> {
    let at = (lo..hi).rev().find(|at| row.units[*at].quote.is_some())?;
    let rest = (at + 1..hi).any(|at| row.units[at].is_word());
    let colon = at > lo && row.units[at - 1].quote.is_none() && row.units[at - 1].mark == ':';
    let speech = (lo..at).any(|at| row.units[at].any(Flags::SPEECH));
    (colon && speech && !rest).then_some(at)
}

/// The words of a quotation, without the comma that the attribution asks for.
fn inner(page: &Page<'_>, row: &Row, at: usize) -> Span {
    let (first, mut end) = (row.units[at].first, row.units[at].end);
    while end > first + 1 && matches!(page.mark(end - 1), ',' | '—' | '–') {
        end -= 1;
    }
    page.span(first, end)
}

/// The bytes of a range of units, without marks at its ends.
fn words_of(page: &Page<'_>, row: &Row, lo: usize, hi: usize) -> Option<Span> {
    let units = &row.units;
    let (mut first, mut last) = (lo, hi.min(units.len()));
    let keeps = |at: usize| units[at].is_word() || units[at].quote.is_some();
    while first < last
        && !keeps(first)
        && !matches!(units[first].mark, '$' | '€' | '£' | '[' | '"' | '#' | '@')
    {
        first += 1;
    }
    while last > first
        && !keeps(last - 1)
        && !matches!(units[last - 1].mark, ')' | ']' | '"' | '%' | '?' | '!')
    {
        last -= 1;
    }
    if first >= last {
        return None;
    }
    let mut from = units[first].first;
    if units[first].quote.is_some() && from > 0 && is_quote_mark(page, from - 1) {
        from -= 1;
    }
    let mut to = units[last - 1].end;
    if units[last - 1].quote.is_some() && to < page.tokens.len() && is_quote_mark(page, to) {
        to += 1;
    }
    Some(page.span(from, to))
}

fn is_quote_mark(page: &Page<'_>, at: usize) -> bool {
    matches!(page.tokens[at].folded.as_str(), "\"")
}
