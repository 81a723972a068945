//! A block as a row of words, marks and whole quotations; and its sentences.
// long: the units of a sentence and their making belong together

use diptych_lang::Flags;

use crate::marks::Quote;
use crate::page::{Page, Part};

/// Longest sentence in units; a longer row is cut, so that time stays linear.
const LONGEST_SENTENCE: usize = 400;

/// A word or mark of the outlet's text, or a whole quotation.
#[derive(Debug, Clone, Copy)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent traits of one word"
)]
pub(crate) struct Unit {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) end: usize,
    /// What the word can be.
    pub(crate) flags: Flags,
    /// What its ending tells where no table knows it: a finite verb, perhaps.
    pub(crate) shape: Flags,
    /// The words of the quotation, as tokens.
    pub(crate) quote: Option<(usize, usize)>,
    /// The mark, folded; a space for words and quotations.
    pub(crate) mark: char,
    /// Whether it is a word with a capital.
    pub(crate) capital: bool,
    /// Whether no table knows it and it ends like a noun for people.
    pub(crate) personal: bool,
    /// Whether no table knows it and it ends like an adjective in the nominative.
    pub(crate) adjective: bool,
    /// Whether no table knows it and it stands in a case other than nominative and genitive.
    pub(crate) other_case: bool,
    /// Whether it ends as a name does in the dative.
    pub(crate) dative: bool,
    /// Whether it is a number.
    pub(crate) number: bool,
    /// Whether its language marks cases.
    pub(crate) inflected: bool,
    /// Whether it is a preposition that sets a scene rather than names an office.
    pub(crate) adverbial: bool,
}

impl Unit {
    /// Whether it is a word of the outlet.
    pub(crate) fn is_word(&self) -> bool {
        self.quote.is_none() && self.mark == ' '
    }

    /// Whether it is any of these parts.
    pub(crate) fn any(&self, flags: Flags) -> bool {
        self.flags.any(flags)
    }
}

/// A block's units and where its sentences begin and end.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) units: Vec<Unit>,
    pub(crate) sentences: Vec<(usize, usize)>,
}

impl Row {
    /// Cuts a block into units round its quotations.
    pub(crate) fn new(page: &Page<'_>, part: &Part, quotes: &[Quote]) -> Self {
        let mut units = Vec::with_capacity(part.end - part.first);
        let mut at = part.first;
        if quotes.is_empty() && begins_with_dash(page, part) {
            for piece in pieces(page, part.first + 1, part.end, true) {
                push_piece(page, &mut units, &piece);
            }
            let mut row = Self {
                units,
                sentences: Vec::new(),
            };
            row.cut(page);
            return row;
        }
        // Speech after a dash inside a paragraph: `Он вышел. — Идём, — сказал он.`
        if quotes.is_empty()
            && let Some(dash) = inner_dialogue(page, part)
        {
            push_words(page, &mut units, part.first, dash);
            for piece in pieces(page, dash + 1, part.end, true) {
                push_piece(page, &mut units, &piece);
            }
            let mut row = Self {
                units,
                sentences: Vec::new(),
            };
            row.cut(page);
            return row;
        }
        for quote in quotes {
            push_words(page, &mut units, at, quote.open);
            if is_label(page, quote) {
                let first = units.len();
                push_words(page, &mut units, quote.open, quote.end);
                // A name in marks holds no verb of the outlet.
                if !page.lexicon.bare_clause {
                    for unit in &mut units[first..] {
                        unit.flags = unit.flags.without(Flags::VERB | Flags::FINITE);
                        unit.shape = Flags::NONE;
                    }
                }
            } else {
                for piece in pieces(page, quote.first, quote.last, false) {
                    push_piece(page, &mut units, &piece);
                }
            }
            at = quote.end;
        }
        push_words(page, &mut units, at, part.end);
        let mut row = Self {
            units,
            sentences: Vec::new(),
        };
        row.cut(page);
        row
    }

    fn cut(&mut self, page: &Page<'_>) {
        let units = &self.units;
        let mut start = 0;
        for at in 0..units.len() {
            let ends = if units[at].quote.is_some() {
                quote_ends(page, units, at)
            } else {
                match units[at].mark {
                    '!' | '?' | '…' => begins(units, at + 1),
                    ';' => true,
                    '.' => begins(units, at + 1) && !is_abbreviation(page, units, at),
                    _ => false,
                }
            };
            if ends || at - start >= LONGEST_SENTENCE {
                self.sentences.push((start, at + 1));
                start = at + 1;
            }
        }
        if start < units.len() {
            self.sentences.push((start, units.len()));
        }
    }
}

/// Whether a row of words stands in capitals throughout.
fn is_shouted(page: &Page<'_>, first: usize, end: usize) -> bool {
    end > first + 1
        && !page.lexicon.bare_clause
        && (first..end)
            .all(|at| !page.tokens[at].is_word || !page.word(at).chars().any(char::is_lowercase))
        && (first..end).filter(|at| page.tokens[*at].is_word).count() > 1
}

/// Whether a word in capitals would stand without one.
fn lowers(flags: Flags) -> bool {
    !flags.is_empty() && !flags.any(Flags::GIVEN)
}

fn push_words(page: &Page<'_>, units: &mut Vec<Unit>, first: usize, end: usize) {
    let shouted = is_shouted(page, first, end);
    let mut next = first;
    for at in first..end {
        if at < next {
            continue;
        }
        let token = &page.tokens[at];
        if let Some(stop) = age(page, at, end) {
            units.push(Unit {
                first: at,
                end: stop,
                flags: if page.lexicon.bare_clause {
                    Flags::PERSON
                } else {
                    Flags::NONE
                },
                shape: Flags::NONE,
                quote: None,
                mark: ' ',
                capital: false,
                inflected: !page.lexicon.bare_clause,
                personal: false,
                adjective: !page.lexicon.bare_clause,
                other_case: false,
                dative: false,
                number: false,
                adverbial: false,
            });
            next = stop;
            continue;
        }
        let unknown = token.is_word
            && !token.is_capital
            && page.flags[at].is_empty()
            && !page.lexicon.bare_clause;
        units.push(Unit {
            first: at,
            end: at + 1,
            flags: page.flags[at],
            shape: if unknown {
                page.lexicon.shape(&token.folded)
            } else {
                Flags::NONE
            },
            quote: None,
            mark: if token.is_word {
                ' '
            } else {
                token.folded.chars().next().unwrap_or('.')
            },
            capital: token.is_capital && !(shouted && lowers(page.flags[at])),
            inflected: !page.lexicon.bare_clause,
            personal: !page.lexicon.bare_clause
                && token.is_word
                && (unknown && page.lexicon.is_person_like(&token.folded)
                    || ["first", "second", "they", "elder", "some"]
                        .iter()
                        .any(|group| page.lexicon.is_of(group, &token.folded))),
            adjective: unknown
                && ["ый", "ий", "ой", "ая", "яя", "ые", "ие", "а", "і"]
                    .iter()
                    .any(|end| token.folded.ends_with(end)),
            // In Ukrainian many genitives end in -у.
            other_case: unknown
                && (*page.lang == diptych_core::Lang::Ru && token.folded.ends_with('у')
                    || ["ю", "ам", "ям", "ами", "ями", "ові", "еві"]
                        .iter()
                        .any(|end| token.folded.ends_with(end))),
            dative: token.is_word
                && !page.lexicon.bare_clause
                && ["у", "ю", "ові", "еві", "єві"]
                    .iter()
                    .any(|end| token.folded.ends_with(end)),
            // `34-летний` is an adjective.
            number: token
                .folded
                .starts_with(|letter: char| letter.is_ascii_digit())
                && !(token.folded.contains('-') && token.folded.ends_with(char::is_alphabetic)),
            adverbial: page.flags[at].any(Flags::PREPOSITION)
                && matches!(
                    token.folded.as_str(),
                    "в" | "у"
                        | "на"
                        | "во"
                        | "під"
                        | "після"
                        | "после"
                        | "during"
                        | "in"
                        | "on"
                        | "before"
                        | "after"
                ),
        });
    }
}

/// One past an age in three tokens: `34-year-old`, `34-летний`.
fn age(page: &Page<'_>, at: usize, end: usize) -> Option<usize> {
    let joined = at + 2 < end
        && page.is_mark(at + 1, "-")
        && page.tokens[at].span.end == page.tokens[at + 1].span.start
        && page.tokens[at + 1].span.end == page.tokens[at + 2].span.start;
    let digits = page.tokens[at]
        .folded
        .starts_with(|letter: char| letter.is_ascii_digit());
    (joined && digits && crate::cast::is_age(&page.tokens[at + 2].folded)).then_some(at + 3)
}

struct Piece {
    first: usize,
    end: usize,
    quoted: bool,
}

fn push_piece(page: &Page<'_>, units: &mut Vec<Unit>, piece: &Piece) {
    if piece.first >= piece.end {
        return;
    }
    if piece.quoted {
        units.push(Unit {
            first: piece.first,
            end: piece.end,
            flags: Flags::NONE,
            shape: Flags::NONE,
            personal: false,
            adjective: false,
            other_case: false,
            dative: false,
            quote: Some((piece.first, piece.end)),
            mark: ' ',
            capital: page.tokens[piece.first].is_capital,
            inflected: !page.lexicon.bare_clause,
            number: false,
            adverbial: false,
        });
    } else {
        push_words(page, units, piece.first, piece.end);
    }
}

/// Splits words between marks where the outlet's attribution stands inside
/// them: `«Слова, — сказал он. — Ещё слова»`.
fn pieces(page: &Page<'_>, first: usize, end: usize, dialogue: bool) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut start = first;
    let mut at = first;
    while at < end {
        if is_dash(page, at)
            && at > first
            && stops(page, at - 1)
            && attribution_follows(page, at + 1, end, dialogue)
        {
            out.push(Piece {
                first: start,
                end: at,
                quoted: true,
            });
            // The attribution runs to the next dash after a stop or comma.
            let mut stop = at + 1;
            let closes = |at: usize| {
                is_dash(page, at)
                    && (stops(page, at - 1)
                        || page.is_mark(at - 1, ":") && !page.lexicon.bare_clause)
            };
            while stop < end && !closes(stop) {
                stop += 1;
            }
            let next = if stop < end { stop + 1 } else { end };
            out.push(Piece {
                first: at,
                end: next,
                quoted: false,
            });
            start = next;
            at = next;
        } else {
            at += 1;
        }
    }
    out.push(Piece {
        first: start,
        end,
        quoted: true,
    });
    out
}

/// The dash that opens speech inside a paragraph: after a stop or a colon, before
/// a capital, and where an attribution follows behind another.
fn inner_dialogue(page: &Page<'_>, part: &Part) -> Option<usize> {
    if page.lexicon.bare_clause {
        return None;
    }
    let dash = (part.first + 1..part.end.saturating_sub(1)).find(|at| {
        is_dash(page, *at)
            && matches!(page.mark(*at - 1), '.' | ':' | '!' | '?' | '…')
            && page.tokens[*at + 1].is_capital
    })?;
    let attributed = (dash + 2..part.end).take(120).any(|at| {
        is_dash(page, at)
            && stops(page, at - 1)
            && attribution_follows(page, at + 1, part.end, true)
    });
    attributed.then_some(dash)
}

fn is_dash(page: &Page<'_>, at: usize) -> bool {
    page.is_mark(at, "-") && page.before(at).is_whitespace() && page.after(at).is_whitespace()
}

fn stops(page: &Page<'_>, at: usize) -> bool {
    matches!(page.mark(at), ',' | '.' | '!' | '?' | '…')
}

/// Whether a verb of speech stands among the next few words.
fn attribution_follows(page: &Page<'_>, from: usize, end: usize, dialogue: bool) -> bool {
    let reach = if dialogue { 5 } else { 4 };
    let mut words = 0;
    for at in from..end.min(from + 2 * reach) {
        let token = &page.tokens[at];
        if !token.is_word {
            if words > 0 {
                break;
            }
            continue;
        }
        if words == 0 && token.is_capital {
            return false;
        }
        if page.flags[at].any(Flags::SPEECH) && page.flags[at].any(Flags::FINITE) {
            return true;
        }
        words += 1;
        if words >= reach {
            break;
        }
    }
    !page.lexicon.bare_clause && shaped_attribution(page, from, end)
}

/// Whether a few words, to the next dash or the end, name someone beside what
/// looks like a finite verb: `— отшутился адвокат. —`.
fn shaped_attribution(page: &Page<'_>, from: usize, end: usize) -> bool {
    let stop = (from..end)
        .take(22)
        .find(|at| is_dash(page, *at) && *at > from && stops(page, *at - 1))
        .unwrap_or(end);
    if stop - from > 22 || from >= stop {
        return false;
    }
    let opens = page.flags[from];
    if !page.tokens[from].is_word
        || opens.any(Flags::CONJUNCTION | Flags::SUBORDINATOR | Flags::RELATIVE)
    {
        return false;
    }
    let (mut verb, mut named, mut words) = (false, false, 0);
    for at in from..stop {
        let token = &page.tokens[at];
        if !token.is_word {
            continue;
        }
        words += 1;
        let flags = page.flags[at];
        if flags.any(Flags::FIRST | Flags::SECOND) {
            return false;
        }
        let finite = flags.any(Flags::FINITE) && flags.any(Flags::VERB)
            || flags.is_empty()
                && !token.is_capital
                && !page.lexicon.shape(&token.folded).is_empty();
        verb |= words <= 4 && finite;
        named |= flags.any(Flags::HE | Flags::SHE | Flags::THEY)
            || flags.any(Flags::PERSON) && !flags.any(Flags::OBLIQUE)
            || flags.is_empty() && page.lexicon.is_person_like(&token.folded)
            || token.is_capital && words > 1;
    }
    verb && named && words <= 12
}

/// Whether a block is a line of dialogue: a dash, then words.
pub(crate) fn begins_with_dash(page: &Page<'_>, part: &Part) -> bool {
    part.first + 1 < part.end
        && page.is_mark(part.first, "-")
        && page.after(part.first).is_whitespace()
        && !matches!(page.lang, diptych_core::Lang::En)
}

/// Whether words in marks are a name, a title or a word held at a distance
/// rather than speech: few, without a stop inside, and with no attribution beside.
fn is_label(page: &Page<'_>, quote: &Quote) -> bool {
    if quote.unclosed {
        return false;
    }
    let words = (quote.first..quote.last)
        .filter(|at| page.tokens[*at].is_word)
        .take(4)
        .count();
    if words == 0 || is_title(page, quote) {
        return true;
    }
    if words > 3 {
        return false;
    }
    if matches!(page.mark(quote.last - 1), '.' | ',' | '!' | '?' | '…') {
        return false;
    }
    let next = quote.end;
    let follows = |at: usize, mark: &str| at < page.tokens.len() && page.is_mark(at, mark);
    let bracketed = !page.lexicon.bare_clause
        && follows(next, "(")
        && page
            .tokens
            .get(next + 1)
            .is_some_and(|token| token.is_capital);
    let attributed = bracketed
        || follows(next, ",") && follows(next + 1, "-")
        || follows(next, "-")
            && next + 1 < page.tokens.len()
            && page.flags[next + 1].any(Flags::SPEECH);
    let announced = quote.open > 0
        && (page.is_mark(quote.open - 1, ":")
            || page.lexicon.bare_clause
                && page.flags[quote.open - 1].any(Flags::SPEAK | Flags::QUOTE)
            || page.is_mark(quote.open - 1, ",")
                && quote.open > 1
                && page.flags[quote.open - 2].any(Flags::SPEAK | Flags::QUOTE));
    !attributed && !announced
}

/// Whether marked words are the name of a work or a programme: a few words,
/// each with a capital, right after a word of the sentence.
fn is_title(page: &Page<'_>, quote: &Quote) -> bool {
    let after_word = quote.open > 0
        && page.tokens[quote.open - 1].is_word
        && !page.flags[quote.open - 1].any(Flags::SPEAK | Flags::QUOTE);
    if !after_word || quote.last - quote.first > 12 || !page.lexicon.bare_clause {
        return false;
    }
    let mut words = 0;
    for at in quote.first..quote.last {
        let token = &page.tokens[at];
        if token.is_word {
            words += 1;
            if !token.is_capital
                && !page.flags[at].any(Flags::PREPOSITION | Flags::DET | Flags::CONJUNCTION)
            {
                return false;
            }
        }
    }
    words > 1 && page.tokens[quote.first].is_capital
        || words == 1 && page.is_mark(quote.last - 1, ",")
}

fn begins(units: &[Unit], at: usize) -> bool {
    match units.get(at) {
        None => true,
        Some(unit) if unit.is_word() => unit.capital,
        Some(unit) if unit.quote.is_some() => true,
        Some(unit) => matches!(unit.mark, '-' | '"' | '(' | '[' | '\''),
    }
}

fn is_abbreviation(page: &Page<'_>, units: &[Unit], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| &units[at]) else {
        return false;
    };
    if !before.is_word() {
        return false;
    }
    let word = page.word(before.first);
    let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    (single || before.flags.any(Flags::ABBREVIATION)) && units.get(at + 1).is_some()
}

/// Whether a sentence ends with the quotation at `at`.
fn quote_ends(page: &Page<'_>, units: &[Unit], at: usize) -> bool {
    let Some((first, end)) = units[at].quote else {
        return false;
    };
    let last = page.end_mark(first, end);
    let closes = matches!(last, '.' | '!' | '?' | '…');
    let Some(next) = units.get(at + 1) else {
        return true;
    };
    if !closes {
        return false;
    }
    if next.quote.is_some() {
        return true;
    }
    let stopped = last == '.';
    next.is_word() && next.capital && !short_attribution(units, at + 1, stopped)
}

/// Whether a clause or a quotation comes between a verb and the end of its sentence.
fn content_follows(units: &[Unit], from: usize) -> bool {
    units[from..]
        .iter()
        .take(24)
        .take_while(|unit| unit.quote.is_some() || !matches!(unit.mark, '.' | '!' | '?' | '…'))
        .any(|unit| {
            unit.quote.is_some()
                || matches!(unit.mark, ':' | ';')
                || unit.any(Flags::COMPLEMENT) && !unit.any(Flags::DET | Flags::RELATIVE)
        })
}

/// `Name said.` after a quotation that ended with a question mark.
fn short_attribution(units: &[Unit], from: usize, stopped: bool) -> bool {
    let mut words = 0;
    for (at, unit) in units.iter().enumerate().skip(from).take(16) {
        if unit.quote.is_some() || matches!(unit.mark, '.' | ':' | ';' | '?' | '!') {
            return false;
        }
        if !unit.is_word() {
            continue;
        }
        words += 1;
        if words > 1
            && unit.any(Flags::SPEECH)
            && unit.any(Flags::FINITE)
            && !unit.any(Flags::NOUN_SAY)
        {
            let next = units.get(at + 1);
            if stopped {
                return next.is_none_or(|next| next.mark == '.');
            }
            if unit.any(Flags::ASK | Flags::TELL) && !content_follows(units, at + 1) {
                return true;
            }
            let tells = unit.any(Flags::TELL | Flags::SPEAK)
                && next.is_some_and(|next| next.any(Flags::ADDRESSEE))
                && content_follows(units, at + 1);
            return !tells
                && next.is_none_or(|next| {
                    next.mark == '.'
                        || next.mark == ','
                            && units.get(at + 2).is_none_or(|after| after.quote.is_none())
                        || next.any(
                            Flags::TIME
                                | Flags::PREPOSITION
                                | Flags::ADVERB
                                | Flags::OBJECT
                                | Flags::ADDRESSEE,
                        ) && !next.any(Flags::COMPLEMENT)
                });
        }
        if unit.any(Flags::AUXILIARY | Flags::SUBORDINATOR) {
            return false;
        }
    }
    false
}
