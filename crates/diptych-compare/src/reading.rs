//! Statements read sentence by sentence: words, cues, limiters, negators,
//! concepts and mentions, found once.
// long: everything that the tables find in a sentence is found in one order

use std::ops::Range;

use diptych_core::{Document, Lang, Said, Span, Statement};
use diptych_lang::dates::{DateContext, find_dates};
use diptych_lang::ladder::{
    ConceptHit, Cue, DecisionHit, Limiter, LimiterKind, Negator, NegatorKind, Predicate, TableHit,
    WordClass, WordHit, concepts, cues, decisions, grammar, hedges, limiters, negation, predicates,
};
use diptych_lang::precedents::{PrecedentHit, find_precedents};
use diptych_lang::{Hit, Token, sentences, tokens};

use crate::clauses::clauses;
use crate::conditions::{Condition, Words};
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
    conditions: Vec<Condition>,
}

impl Sentence {
    /// Whether the token is of a date.
    pub(crate) fn names_day(&self, at: usize) -> bool {
        let span = self.tokens[at].span;
        let mut dates = self.dates.iter();
        dates.any(|date| date.span.is_some_and(|date| date.overlaps(span)))
    }

    /// Whether the token is of a side's name or of a date.
    pub(crate) fn names_side_or_day(&self, at: usize) -> bool {
        let mut mentions = self.mentions.iter();
        mentions.any(|mention| (mention.first..mention.end).contains(&at)) || self.names_day(at)
    }

    /// Whether a small word of this class stands in the tokens; what is only
    /// supposed does not speak for the words round it.
    pub(crate) fn has(&self, class: WordClass, range: &Range<usize>) -> bool {
        self.words.iter().any(|word| {
            word.class == class
                && range.contains(&word.hit.first)
                && !self.is_aside(word.hit.first, range.start)
        })
    }

    /// Its conditions, by place.
    pub(crate) fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// Whether the token lies in words that are only supposed, and `from` does not.
    pub(crate) fn is_aside(&self, at: usize, from: usize) -> bool {
        self.conditions
            .iter()
            .any(|one| one.supposed && one.range.contains(&at) && !one.range.contains(&from))
    }

    /// The clause up to a condition that trails it.
    pub(crate) fn said_part(&self, clause: &Range<usize>) -> Range<usize> {
        let end = self
            .conditions
            .iter()
            .filter(|one| {
                one.supposed
                    && !one.leads
                    && one.range.start > clause.start
                    && one.range.end >= clause.end
            })
            .map(|one| one.range.start)
            .min()
            .unwrap_or(clause.end);
        clause.start..end.min(clause.end)
    }

    /// Whether a clause has a condition with a verb of its own.
    pub(crate) fn binds(&self, clause: &Range<usize>) -> bool {
        self.conditions
            .iter()
            .any(|one| one.supposed && clause.end > one.binds.start && clause.start < one.binds.end)
    }

    /// Whether a clause is of what follows from a condition, or comes after something else.
    pub(crate) fn hangs(&self, clause: &Range<usize>) -> bool {
        self.conditions.iter().any(|one| {
            (one.supposed || one.parts)
                && clause.end > one.binds.start
                && clause.start < one.binds.end
                && !(one.range.start <= clause.start && clause.end <= one.range.end + 1)
        })
    }

    /// Whether what stands before a clause warns another to do something: "if they
    /// do not pay", "unless they leave".
    pub(crate) fn is_warned(&self, clause: &Range<usize>) -> bool {
        self.conditions.iter().any(|one| {
            let own = self.words.iter().any(|word| {
                matches!(word.class, WordClass::OwnSide | WordClass::SpeakerAlone)
                    && one.range.contains(&word.hit.first)
            });
            let negated = self
                .negators
                .iter()
                .any(|found| one.range.contains(&found.hit.first));
            one.leads && one.supposed && one.range.end <= clause.start && negated && !own
        })
    }

    /// Whether a clause says nothing but a condition of another.
    pub(crate) fn is_supposed(&self, clause: &Range<usize>) -> bool {
        self.conditions.iter().any(|one| {
            let first = (clause.start..one.range.start)
                .filter(|at| self.tokens[*at].is_word)
                .count();
            let rest = (one.range.end..clause.end)
                .filter(|at| self.tokens[*at].is_word)
                .count();
            one.supposed
                && clause.end > one.range.start
                && clause.start < one.range.end
                && first <= 1
                && rest == 0
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
    let mut limiters = limiters(lang).find(&tokens);
    let negators = negation(lang).find(&tokens);
    let predicates = predicates(lang).find(&tokens);
    let hedges = hedges(lang).find(&tokens);
    let mut words = grammar(lang).find(&tokens);
    words.retain(|word| word.class == WordClass::Stop || !in_date(word.hit.span));
    // "As we understand it": how it is known says nothing of the matter.
    let asides: Vec<Hit> = words
        .iter()
        .filter(|word| word.class == WordClass::Aside)
        .map(|word| word.hit)
        .collect();
    let beside = |hit: &Hit| {
        asides
            .iter()
            .any(|aside| aside.first <= hit.first && hit.end <= aside.end)
    };
    words.retain(|word| {
        matches!(word.class, WordClass::Stop | WordClass::Aside) || !beside(&word.hit)
    });
    found.retain(|found| !beside(&found.hit));
    let cues = apart(found);
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
    // "Does not depend on": what is denied limits nothing.
    limiters.retain(|found| {
        found.entry.clausal
            || !negators.iter().any(|negator| {
                negator.entry.kind == NegatorKind::Next && negator.hit.end == found.hit.first
            })
    });
    let read = Words {
        tokens: &tokens,
        small: &words,
        lang,
    };
    limiters.retain(|found| read.allows(found));
    // "Not … before": a limit of what is denied only.
    limiters.retain(|found| {
        !found.entry.denied
            || negators
                .iter()
                .any(|negator| negator.hit.end <= found.hit.first)
    });
    // «Уберут статью — подпишем»: conditions that no conjunction opens.
    let formed = read.formed();
    for one in &formed {
        limiters.retain(|found| found.hit.first != one.hit.first);
    }
    limiters.extend(formed);
    limiters.sort_by_key(|found| found.hit.first);
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
    let read = Words {
        tokens: &tokens,
        small: &words,
        lang,
    };
    let mut conditions = read.conditions(&limiters);
    // "Not before 1 September" names a day, and sets no condition.
    let only_days: Vec<usize> = conditions
        .iter()
        .filter(|one| {
            let rest = limiters[one.limiter].hit.end..one.range.end;
            is_only_dates(&tokens, &dates, &rest)
        })
        .map(|one| one.limiter)
        .collect();
    if !only_days.is_empty() {
        let mut place = 0;
        limiters.retain(|_| {
            place += 1;
            !only_days.contains(&(place - 1))
        });
        conditions = read.conditions(&limiters);
    }
    let clauses = clauses(&tokens, &words, &mentions, &held, &conditions, lang);
    let asks = text.trim_end_matches(['"', '”', '»', '’']).ends_with('?');
    Sentence {
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
        conditions,
    }
}

/// Whether the tokens name a date and nothing else.
fn is_only_dates(tokens: &[Token], dates: &[Said], range: &Range<usize>) -> bool {
    let mut words = tokens[range.clone()]
        .iter()
        .filter(|token| token.is_word)
        .peekable();
    words.peek().is_some()
        && words.all(|token| {
            dates
                .iter()
                .any(|date| date.span.is_some_and(|date| date.overlaps(token.span)))
        })
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
