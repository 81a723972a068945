//! Statements read sentence by sentence: words, cues, limiters, negators,
//! concepts and mentions, found once.

use std::ops::Range;

use diptych_core::{Document, Lang, Said, Span, Statement};
use diptych_lang::dates::{DateContext, find_dates};
use diptych_lang::ladder::{
    ConceptHit, Cue, DecisionHit, Limiter, LimiterKind, Negator, Predicate, TableHit, WordClass,
    WordHit, concepts, cues, decisions, grammar, hedges, limiters, negation, predicates,
};
use diptych_lang::precedents::{PrecedentHit, find_precedents};
use diptych_lang::{Hit, Token, sentences, tokens};

use crate::clauses::clauses;
use crate::sides::{Mention, SideIndex};

/// The longest stretch read as one sentence, in bytes.
const LONGEST_SENTENCE: usize = 1_500;

/// A sentence of a statement, with everything that the tables find in it.
pub(crate) struct Sentence {
    /// Its language.
    pub(crate) lang: Lang,
    /// Bytes of the document.
    pub(crate) span: Span,
    /// Its words and marks.
    pub(crate) tokens: Vec<Token>,
    /// Its clauses, as ranges of tokens.
    pub(crate) clauses: Vec<Range<usize>>,
    /// Ladder cues that do not overlap, by place.
    pub(crate) cues: Vec<TableHit<'static, Cue>>,
    /// Limiters.
    pub(crate) limiters: Vec<TableHit<'static, Limiter>>,
    /// Predicates that take a clause or a verb.
    pub(crate) predicates: Vec<TableHit<'static, Predicate>>,
    /// Negators.
    pub(crate) negators: Vec<TableHit<'static, Negator>>,
    /// Hedges and their rules.
    pub(crate) hedges: Vec<(Hit, String)>,
    /// Small words.
    pub(crate) words: Vec<WordHit<'static>>,
    /// Concepts.
    pub(crate) concepts: Vec<ConceptHit>,
    /// Mentions of sides.
    pub(crate) mentions: Vec<Mention>,
    /// Dates.
    pub(crate) dates: Vec<Said>,
    /// By whose will things are decided or set going.
    pub(crate) decisions: Vec<DecisionHit>,
    /// Earlier agreements, documents and meetings that it invokes.
    pub(crate) precedents: Vec<PrecedentHit>,
    /// Whether it asks.
    pub(crate) asks: bool,
    conditions: Vec<(usize, Range<usize>)>,
}

impl Sentence {
    /// Whether a small word of this class stands in the tokens.
    pub(crate) fn has(&self, class: WordClass, range: &Range<usize>) -> bool {
        self.words
            .iter()
            .any(|word| word.class == class && range.contains(&word.hit.first))
    }

    /// The tokens of each condition that follows its limiter, with the place of the limiter.
    pub(crate) fn condition_ranges(&self) -> &[(usize, Range<usize>)] {
        &self.conditions
    }

    fn find_conditions(&self) -> Vec<(usize, Range<usize>)> {
        let is_comma = |at: usize| self.tokens[at].folded == ",";
        let mut out = Vec::new();
        for (number, found) in self.limiters.iter().enumerate() {
            let hit = found.hit;
            // A condition at the head of its sentence ends at the first comma.
            let leads = self.tokens[..hit.first]
                .iter()
                .filter(|token| token.is_word)
                .count()
                <= 1;
            let end = match found.entry.kind {
                LimiterKind::Clause | LimiterKind::Beside => continue,
                _ if leads => (hit.end..self.tokens.len())
                    .find(|at| is_comma(*at))
                    .unwrap_or(self.tokens.len()),
                _ => self
                    .words
                    .iter()
                    .filter(|word| word.class == WordClass::Contrast)
                    .map(|word| word.hit.first)
                    .find(|at| *at > hit.end)
                    .unwrap_or(self.tokens.len()),
            };
            out.push((number, hit.first..end.max(hit.end)));
        }
        out
    }

    /// Whether the tokens name a date and nothing else.
    fn is_only_dates(&self, range: &Range<usize>) -> bool {
        let mut words = self.tokens[range.clone()]
            .iter()
            .filter(|token| token.is_word)
            .peekable();
        words.peek().is_some()
            && words.all(|token| {
                self.dates
                    .iter()
                    .any(|date| date.span.is_some_and(|date| date.overlaps(token.span)))
            })
    }

    /// The bytes of a range of tokens, without marks at its ends.
    pub(crate) fn span_of(&self, range: &Range<usize>) -> Span {
        let words = &self.tokens[range.clone()];
        let first = words.iter().find(|token| token.is_word);
        let last = words.iter().rev().find(|token| token.is_word);
        match (first, last) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => self.span,
        }
    }
}

/// The sentences of a statement, fragment by fragment.
pub(crate) fn read(
    statement: &Statement,
    document: &Document,
    sides: &SideIndex,
    dates: &DateContext,
) -> Vec<Sentence> {
    let mut out = Vec::new();
    for fragment in &statement.fragments {
        let text = fragment.span().of(&document.text);
        for span in sentences(text, &statement.lang)
            .into_iter()
            .flat_map(|span| bounded(text, span))
        {
            let span = span.shift(fragment.start);
            out.push(read_sentence(
                span.of(&document.text),
                span,
                &statement.lang,
                sides,
                dates,
            ));
        }
    }
    out
}

/// A sentence in pieces of bounded length, cut at white space: a page without
/// a full stop must not cost the square of its length.
fn bounded(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = span.start;
    while span.end - from > LONGEST_SENTENCE {
        let mut to = from + LONGEST_SENTENCE;
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let cut = text[from..to]
            .rfind(char::is_whitespace)
            .map_or(to, |at| from + at);
        let cut = if cut == from { to } else { cut };
        out.push(Span::new(from, cut).trim(text));
        from = cut;
    }
    out.push(Span::new(from, span.end).trim(text));
    out.retain(|span| !span.is_empty());
    out
}

/// One sentence, whose first byte is that of `span`.
pub(crate) fn read_sentence(
    text: &str,
    span: Span,
    lang: &Lang,
    sides: &SideIndex,
    context: &DateContext,
) -> Sentence {
    let tokens = tokens(text, span.start);
    let (dates, _) = find_dates(text, span.start, context);
    // "May" of a date is no modal.
    let in_date = |span: Span| {
        dates
            .iter()
            .any(|date| date.span.is_some_and(|date| date.contains(span)))
    };
    let mut found = cues(lang).find(&tokens);
    found.retain(|found| !in_date(found.hit.span));
    let cues = apart(found);
    let mut limiters = limiters(lang).find(&tokens);
    let negators = negation(lang).find(&tokens);
    let predicates = predicates(lang).find(&tokens);
    let hedges = hedges(lang).find(&tokens);
    let mut words = grammar(lang).find(&tokens);
    words.retain(|word| word.class == WordClass::Stop || !in_date(word.hit.span));
    // "The issues that must be settled": what a relative clause says of a thing
    // sets no condition for the clause round it.
    limiters.retain(|found| {
        let follows = |word: &WordHit<'_>| {
            word.class == WordClass::That
                && word.hit.end == found.hit.first
                && word.hit.first > 0
                && tokens[word.hit.first - 1].is_word
        };
        found.entry.kind != LimiterKind::Clause || !words.iter().any(follows)
    });
    // "Without preconditions" sets none.
    let freed: Vec<(usize, usize)> = limiters
        .iter()
        .filter(|found| found.entry.kind == LimiterKind::Without)
        .filter_map(|without| {
            let set = limiters.iter().find(|found| {
                found.entry.kind == LimiterKind::Clause
                    && found.hit.first >= without.hit.end
                    && found.hit.first - without.hit.end <= 2
            })?;
            Some((without.hit.first, set.hit.first))
        })
        .collect();
    limiters.retain(|found| {
        freed
            .iter()
            .all(|(without, set)| found.hit.first != *without && found.hit.first != *set)
    });
    let mut concepts = concepts().find(lang, &tokens);
    concepts.retain(|found| !is_in_name(&tokens, &found.hit));
    let mentions = sides.mentions(&tokens);
    let decisions = decisions(lang).find(&tokens);
    let named: Vec<Range<usize>> = mentions
        .iter()
        .map(|mention| mention.first..mention.end)
        .collect();
    let precedents = find_precedents(&tokens, &dates, &named, context.published, lang);
    let held: Vec<Range<usize>> = cues
        .iter()
        .map(|found| found.hit)
        .chain(limiters.iter().map(|found| found.hit))
        .chain(hedges.iter().map(|(hit, _)| *hit))
        .chain(concepts.iter().map(|found| found.hit))
        .map(|hit| hit.first..hit.end)
        .filter(|range| range.end > range.start + 1)
        .collect();
    let clauses = clauses(&tokens, &words, &mentions, &held, lang);
    let asks = text.trim_end_matches(['"', '”', '»', '’']).ends_with('?');
    let mut sentence = Sentence {
        lang: lang.clone(),
        span,
        tokens,
        clauses,
        cues,
        limiters,
        predicates,
        negators,
        hedges,
        words,
        concepts,
        mentions,
        dates,
        decisions,
        precedents,
        asks,
        conditions: Vec::new(),
    };
    sentence.conditions = sentence.find_conditions();
    // "Not before 1 September" names a day, and sets no condition.
    let only_days: Vec<usize> = sentence
        .conditions
        .iter()
        .filter(|(place, range)| {
            let rest = sentence.limiters[*place].hit.end..range.end;
            sentence.is_only_dates(&rest)
        })
        .map(|(place, _)| *place)
        .collect();
    if !only_days.is_empty() {
        let mut place = 0;
        sentence.limiters.retain(|_| {
            place += 1;
            !only_days.contains(&(place - 1))
        });
        sentence.conditions = sentence.find_conditions();
    }
    sentence
}

/// Whether a single word is a part of a name: "Port Leland" is no port.
fn is_in_name(tokens: &[Token], hit: &Hit) -> bool {
    let is_capital = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.is_word && token.is_capital)
    };
    let first = hit.first;
    hit.end == first + 1
        && is_capital(first)
        && (is_capital(first + 1) || first > 1 && is_capital(first - 1))
}

/// Cues that do not overlap: from the left, the longest first; among equals
/// the first of the table.
fn apart(found: Vec<TableHit<'static, Cue>>) -> Vec<TableHit<'static, Cue>> {
    let mut out: Vec<TableHit<'static, Cue>> = Vec::new();
    for found in found {
        if out
            .last()
            .is_none_or(|last| last.hit.end <= found.hit.first)
        {
            out.push(found);
        }
    }
    out
}
