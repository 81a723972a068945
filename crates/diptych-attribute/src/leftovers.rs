//! Quotations that no report took: whose they are, by the sentences beside them.
// long: the cases of a quotation without a report are tried in one order

use diptych_core::{Span, Speaker, StatementKind};
use diptych_lang::{Flags, PhraseKind};

use crate::article::{Article, inner, subject_of};
use crate::content::cut_name;
use crate::found::Found;
use crate::mentions::{Range, inverted, left, right};
use crate::page::Page;
use crate::signs::{Asked, asked, signature};
use crate::units::{Row, begins_with_dash};

/// The fewest words for marked words without a report to count as speech.
const LEAST_WORDS: usize = 5;

impl Article<'_, '_> {
    /// Quotations that no report took.
    pub(crate) fn leftovers(
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
                        .or_else(|| acting(page, row, lo, at).filter(|_| announced_here))
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
}

/// The subject of whatever verb stands before the colon of announced speech:
/// `Этажом выше соперник уже кричал в трубку: «…»`.
fn acting(page: &Page<'_>, row: &Row, lo: usize, at: usize) -> Option<Range> {
    if page.lexicon.bare_clause {
        return None;
    }
    let units = &row.units;
    let verb = (lo..at).rev().find(|at| {
        let unit = &units[*at];
        unit.is_word()
            && (unit.any(Flags::FINITE)
                && !unit.capital
                && !unit.any(Flags::PERSON | Flags::BODY | Flags::ADVERB | Flags::PREPOSITION)
                || !unit.shape.is_empty())
    })?;
    left(units, lo, verb).filter(|(first, end)| {
        (*first..*end).any(|at| {
            units[at].any(Flags::PERSON | Flags::GIVEN | Flags::HE | Flags::SHE)
                || units[at].capital && at > lo
        })
    })
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
