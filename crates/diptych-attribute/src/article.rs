//! Running prose: reports in sentences, quotations without a report, and
//! speech that runs on from an earlier paragraph.
// long: one pass over the blocks of an article, whose steps share its state

use diptych_core::{Problem, Span, Speaker, StatementKind, codes};
use diptych_lang::Flags;

use crate::cast::Cast;
use crate::content::{Report, Sentence, opening_subject};
use crate::found::Found;
use crate::marks::{pair, pair_from};
use crate::mentions::{Range, inverted, left};
use crate::page::Page;
use crate::units::Row;

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
    pub(crate) carried: Option<usize>,
    /// A quotation that no mark has closed runs on.
    runs_on: bool,
    /// A colon at the end of the block before announced speech.
    pub(crate) announced: Option<(Speaker, Option<usize>, Span)>,
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

    /// Names those who spoke by their office before the text named them.
    pub(crate) fn name_later(&mut self) {
        let page = self.page;
        for found in &mut self.found {
            let Some(span) = found.speaker.mention_span.filter(|_| {
                found.speaker.name.is_none() && found.speaker.basis.as_deref() == Some("role only")
            }) else {
                continue;
            };
            let first = page
                .tokens
                .partition_point(|token| token.span.start < span.start);
            let end = page
                .tokens
                .partition_point(|token| token.span.start < span.end);
            let Some(member) = self.cast.named_after_office(first, end) else {
                continue;
            };
            let speaker = std::mem::take(&mut found.speaker);
            let (mut speaker, _) = self.cast.fill(speaker, Some(member));
            speaker.basis = Some("named later".to_owned());
            found.speaker = speaker;
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

    pub(crate) fn resolve(
        &mut self,
        row: &Row,
        source: Range,
        verb: Flags,
    ) -> (Speaker, Option<usize>) {
        let (first, end) = (row.units[source.0].first, row.units[source.1 - 1].end);
        self.cast.resolve(first, end, verb)
    }

    /// The name of who passes words on: an outlet by its full name, someone unnamed by
    /// the base form of their noun.
    fn passer(&mut self, row: &Row, via: Range, speaker: Option<&str>) -> Option<String> {
        let page = self.page;
        let (first, end) = (row.units[via.0].first, row.units[via.1 - 1].end);
        let end = end
            + usize::from(
                page.tokens.get(end).is_some_and(|mark| mark.folded == "\"")
                    && (first..end).filter(|at| page.is_mark(*at, "\"")).count() % 2 == 1,
            );
        self.cast.passer(first, end, speaker)
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
        for via in &report.via {
            let name = self.passer(row, *via, found.speaker.name.as_deref());
            found
                .reported_by
                .extend(name.filter(|name| Some(name) != found.speaker.name.as_ref()));
        }
        // What one says on in the same paragraph came the same way.
        if found.reported_by.is_empty()
            && let Some(last) = self.found.last()
            && last.part == part
            && last.told_to
            && found.speaker.name.is_some()
            && last.speaker.name == found.speaker.name
            && kind != StatementKind::Attitude
        {
            found.reported_by.clone_from(&last.reported_by);
            found.told_to = true;
        }
        found.told_to |= !report.via.is_empty();
        found.cue = Some(page.span(
            row.units[report.cue.0].first,
            row.units[report.cue.1 - 1].end,
        ));
        found.denied = report.denied;
        found.dated_by = Some(sentence);
        let _ = member;
        self.found.push(found);
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
pub(crate) fn subject_of(page: &Page<'_>, row: &Row, lo: usize, hi: usize) -> Option<Range> {
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
pub(crate) fn inner(page: &Page<'_>, row: &Row, at: usize) -> Span {
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
