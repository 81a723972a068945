//! Transcripts: labels, turns, questions and answers.
// long: every style of label is read in one place

use std::collections::HashSet;

use diptych_core::{BlockKind, Source, SourceKind, Span, Speaker, StatementKind, fold_text};
use diptych_lang::Flags;

use crate::askers::{dashed_questions, mark_who_only_asks};
use crate::cast::Cast;
use crate::found::Found;
use crate::frame::{is_afterword, quoted_title};
use crate::interview::{bold, dashed, plain};
use crate::page::{Page, Part};
use crate::units::begins_with_dash;

/// Longest label, in words.
const LONGEST: usize = 10;

/// Longest line that tells when a programme was sent, in bytes.
const MOST_OF_HEADING: usize = 200;

/// The label of a turn.
#[derive(Debug, Clone, Copy)]
struct Label {
    /// First token of the name in it.
    first: usize,
    /// One past the last token of the name.
    end: usize,
    /// First token of the words that follow.
    words: usize,
    /// How it asks or answers, where the word itself tells.
    asks: Option<bool>,
    /// Whether the label is the outlet's name.
    outlet: bool,
    /// Whether it names who asks or answers besides: `ADA RENN, HOST`.
    named: bool,
}

/// Whether a page is a transcript, and its turns.
///
/// Nothing where the page is no transcript.
pub(crate) fn turns(
    page: &Page<'_>,
    cast: &mut Cast<'_>,
    source: &Source,
) -> Option<(Vec<Found>, Vec<bool>)> {
    let mut labels: Vec<Option<Label>> = (0..page.parts.len())
        .map(|at| label(page, at, source))
        .collect();
    let words: Vec<Option<usize>> = labels.iter().map(|at| Some(at.as_ref()?.words)).collect();
    let title = quoted_title(page, &words);
    if let Some(title) = title {
        labels[title] = None;
    }
    let count = labels.iter().flatten().count();
    let declared = source.kind == SourceKind::Transcript
        || page.parts.iter().any(|part| part.kind == BlockKind::Turn);
    settle(page, &mut labels);
    let mut keys: Vec<String> = labels
        .iter()
        .flatten()
        .map(|label| key_of(page, label))
        .collect();
    keys.sort();
    let repeated = keys.windows(2).any(|pair| pair[0] == pair[1]);
    let body = page
        .parts
        .iter()
        .filter(|part| part.kind.is_body() && part.first < part.end)
        .count();
    let dashes = (0..page.parts.len())
        .filter(|at| page.parts[*at].kind.is_body() && begins_with_dash(page, &page.parts[*at]))
        .count();
    if dashes >= 4
        && dashes > count
        && let Some(found) = dashed(page, cast, source, declared)
    {
        return Some(found);
    }
    // One question under a label of its own makes even two turns a transcript.
    let asked = labels
        .iter()
        .flatten()
        .any(|label| label.asks == Some(true));
    let dense = count * 3 >= body;
    if count >= 2 && (declared || (repeated || asked) && dense) || declared && count >= 1 {
        let (found, mut taken) = labelled(page, cast, source, &labels);
        if let Some(title) = title {
            taken[title] = true;
        }
        return Some((found, taken));
    }
    dashed(page, cast, source, declared)
        .or_else(|| bold(page, cast, source))
        .or_else(|| plain(page, cast, source))
}

fn label(page: &Page<'_>, at: usize, source: &Source) -> Option<Label> {
    let part = page.parts[at];
    if !part.kind.is_body() || part.first == part.end {
        return None;
    }
    let mut first = part.first;
    while first < part.end
        && !page.tokens[first].is_word
        && matches!(page.mark(first), '*' | '_' | '#' | '-' | '—' | '–' | '[')
    {
        first += 1;
    }
    // The time at which the turn begins: `[00:14] Name:`.
    if first > part.first
        && page.is_mark(first - 1, "[")
        && page.tokens[first]
            .folded
            .starts_with(|c: char| c.is_ascii_digit())
        && let Some(close) = (first..part.end.min(first + 10)).find(|at| page.is_mark(*at, "]"))
    {
        first = close + 1;
    }
    if first >= part.end {
        return None;
    }
    // A headline in capitals that begins a page is no turn of the one it names.
    let shouted = !part.span.of(page.text).chars().any(char::is_lowercase);
    if shouted && (0..at).all(|before| !page.parts[before].kind.is_body()) {
        return None;
    }
    // `THE LATE TABLE: Two senators on the toll. Aired May 7.`
    if is_heading_of_programme(page, &part) {
        return None;
    }
    // An outlet's name in marks: its reporter asks.
    let marked = matches!(page.mark(first), '"' | '«' | '“' | '„');
    first += usize::from(marked);
    let mut words = 0;
    let mut capitals = 0;
    let mut depth = 0;
    for place in first..part.end.min(first + 2 * LONGEST + 6) {
        let token = &page.tokens[place];
        if token.is_word {
            if depth == 0 {
                words += 1;
                capitals += usize::from(token.is_capital);
            }
            continue;
        }
        let label = Row {
            first,
            colon: place,
            words,
            capitals,
            marked,
        };
        match page.mark(place) {
            '(' => depth += 1,
            ')' => depth -= 1,
            ':' => {
                let closed = place > first && matches!(page.mark(place - 1), '"' | '»' | '”' | '“');
                let opened =
                    (first..place).any(|at| matches!(page.mark(at), '"' | '«' | '“' | '„'));
                if marked != closed && !(closed && opened && !page.lexicon.bare_clause) {
                    return None;
                }
                return finish(page, part.end, &label, source);
            }
            // `Q. When did it open?`
            '.' if place == first + 1
                && page.word(first).chars().count() == 1
                && page.flags[first].any(Flags::QUESTIONER | Flags::ANSWERER) =>
            {
                return finish(page, part.end, &label, source);
            }
            '.' if closes_shouted(page, first, place, part.end) => {
                return finish(page, part.end, &label, source);
            }
            '.' if page
                .tokens
                .get(place + 1)
                .is_some_and(|next| next.is_word && next.is_capital)
                && words > 0
                && (page.word(place - 1).chars().count() <= 3) => {}
            '.' if page
                .tokens
                .get(place + 1)
                .is_some_and(|next| next.folded == ":") => {}
            ',' | '\'' | '"' | '«' | '»' | '“' | '”' | '-' | '*' | '_' | '’' | '/' => {}
            _ => return None,
        }
    }
    None
}

/// Whether a stop closes a label in capitals, as parliaments write them:
/// `ГОЛОВУЮЧИЙ. Слово має…`, `КОВАЛЕНКО П.О. Дякую.`
fn closes_shouted(page: &Page<'_>, first: usize, stop: usize, end: usize) -> bool {
    let lowers = |at: usize| page.word(at).chars().any(char::is_lowercase);
    let words = (first..stop).filter(|at| page.tokens[*at].is_word);
    let long = words.clone().any(|at| page.word(at).chars().count() >= 4);
    let plain = words.clone().count() <= 4
        && !words.clone().any(lowers)
        && (first..stop).all(|at| page.tokens[at].is_word || page.is_mark(at, "."));
    !page.lexicon.bare_clause
        && long
        && plain
        && stop + 1 < end
        && page.tokens[stop + 1].is_word
        && page.tokens[stop + 1].is_capital
        && (page.word(stop + 1).chars().count() == 1
            && (page.word(stop - 1).chars().count() > 2 || after_two_initials(page, first, stop))
            || lowers(stop + 1))
        && !(page.word(stop + 1).chars().count() == 1 && page.is_mark((stop + 2).min(end - 1), "."))
}

/// Whether both initials of a name stand before the stop: what follows is none.
fn after_two_initials(page: &Page<'_>, first: usize, stop: usize) -> bool {
    let is_initial = |at: usize| page.word(at).chars().count() == 1;
    stop >= first + 4 && is_initial(stop - 1) && page.is_mark(stop - 2, ".") && is_initial(stop - 3)
}

/// Whether a short block tells when a programme was recorded or sent.
pub(crate) fn is_heading_of_programme(page: &Page<'_>, part: &Part) -> bool {
    part.span.len() <= MOST_OF_HEADING
        && crate::said::timed(page, part.first, part.end)
        && (part.first..part.end).any(|at| page.lexicon.is_of("aired", &page.tokens[at].folded))
}

/// What stands before the first colon of a block.
struct Row {
    first: usize,
    colon: usize,
    words: usize,
    capitals: usize,
    /// Whether marks stand round it.
    marked: bool,
}

fn finish(page: &Page<'_>, part_end: usize, row: &Row, source: &Source) -> Option<Label> {
    let Row {
        first,
        colon,
        words,
        capitals,
        marked,
    } = *row;
    if words == 0 || words > LONGEST {
        return None;
    }
    let mut end = colon - usize::from(marked);
    while end > first
        && !page.tokens[end - 1].is_word
        && !matches!(page.mark(end - 1), ')' | '»' | '”' | '"')
    {
        end -= 1;
    }
    let mut begin = colon + 1;
    while begin < part_end && matches!(page.mark(begin), '*' | '_') {
        begin += 1;
    }
    // A turn begins with a capital, a number or a mark.
    if begin < part_end
        && page.tokens[begin].is_word
        && !page.tokens[begin].is_capital
        && !page.tokens[begin]
            .folded
            .starts_with(|letter: char| letter.is_ascii_digit())
    {
        return None;
    }
    let head = page.flags[first];
    let text = page.span(first, end).of(page.text);
    let outlet = marked && words <= 4
        || source.outlet.as_deref().is_some_and(|outlet| {
            let (outlet, text) = (fold_text(outlet), fold_text(text));
            text.len() > 2 && (outlet.contains(&text) || text.contains(&outlet))
        });
    // `Guest 1`: who answers is numbered.
    let numbered = words == 2 && page.tokens[first + 1].folded.parse::<u8>().is_ok();
    let role = role_behind(page, first, end);
    let told = role || named_inside(page, first, end);
    let asks = if outlet
        || head.any(Flags::QUESTIONER)
            && (first..end).all(|at| !page.flags[at].any(Flags::GIVEN))
            // `Press secretary`, `Host minister`: an office that begins so.
            && !(first + 1 < end && page.flags[first + 1].any(Flags::PERSON | Flags::TITLE))
        || role
    {
        Some(true)
    } else if head.any(Flags::ANSWERER) && (words == 1 || numbered) {
        Some(false)
    } else {
        None
    };
    let shouted = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
    // A name, then lower-case words: the beginning of a sentence or a title.
    let comma = (first..end)
        .find(|at| page.is_mark(*at, ",") || page.is_mark(*at, "("))
        .unwrap_or(end);
    let common = (first..comma).any(|at| page.tokens[at].is_word && !page.tokens[at].is_capital);
    let office = Flags::PERSON | Flags::TITLE | Flags::QUESTIONER | Flags::BODY;
    if common && asks.is_none() && !(first..comma).any(|at| page.flags[at].any(office)) {
        return None;
    }
    let verb =
        (first..end).any(|at| page.flags[at].any(Flags::FINITE) && !page.tokens[at].is_capital);
    let named = !verb
        && page.tokens[first].is_capital
        && (capitals * 2 >= words
            || head.any(Flags::PERSON | Flags::TITLE | Flags::QUESTIONER)
            || page.mark(first + 1) == ',');
    (asks.is_some() || shouted || named).then_some(Label {
        first,
        end,
        words: begin,
        asks,
        outlet,
        named: told,
    })
}

/// Whether a word for one who asks stands behind a name: `ADA RENN, HOST`, `RENN (host)`.
fn role_behind(page: &Page<'_>, first: usize, end: usize) -> bool {
    let cut = (first + 1..end).find(|at| page.is_mark(*at, ",") || page.is_mark(*at, "("));
    cut.is_some_and(|cut| {
        let asks = (cut + 1..end).find(|at| page.tokens[*at].is_word);
        !page.flags[first].any(Flags::QUESTIONER)
            && asks.is_some_and(|at| {
                page.flags[at].any(Flags::QUESTIONER)
                    && !(at + 1 < end && page.flags[at + 1].any(Flags::PERSON | Flags::TITLE))
            })
    })
}

/// Whether brackets behind a word for one who asks name them: `Question (Ada Renn, Post)`.
fn named_inside(page: &Page<'_>, first: usize, end: usize) -> bool {
    page.flags[first].any(Flags::QUESTIONER)
        && first + 2 < end
        && page.is_mark(first + 1, "(")
        && (first + 2..end).any(|at| page.flags[at].any(Flags::GIVEN))
}

/// What tells labels of one person from those of others: the last word of the name,
/// before an office or party behind it.
fn key_of(page: &Page<'_>, label: &Label) -> String {
    let comma = (label.first + 1..label.end)
        .find(|at| page.is_mark(*at, ",") || page.is_mark(*at, "("))
        .unwrap_or(label.end);
    let last = (label.first..comma)
        .rev()
        .find(|at| page.tokens[*at].is_word);
    match last.filter(|_| comma < label.end) {
        Some(last) => page.tokens[last].folded.to_string(),
        None => fold_text(page.span(label.first, label.end).of(page.text)),
    }
}

/// Whoever is introduced as the one who asks asks under a shorter label too; and
/// where several answer under nouns, each is another.
fn settle(page: &Page<'_>, labels: &mut [Option<Label>]) {
    let asking: HashSet<String> = labels
        .iter()
        .flatten()
        .filter(|label| label.named && label.asks == Some(true))
        .map(|label| key_of(page, label))
        .collect();
    let answering: HashSet<String> = labels
        .iter()
        .flatten()
        .filter(|label| label.asks == Some(false))
        .map(|label| key_of(page, label))
        .collect();
    for label in labels.iter_mut().flatten() {
        let key = key_of(page, label);
        if label.asks.is_none() && asking.contains(&key) {
            (label.asks, label.named) = (Some(true), true);
        }
        if label.asks == Some(false) && answering.len() > 1 {
            label.asks = None;
        }
    }
}

/// Turns under labels.
fn labelled(
    page: &Page<'_>,
    cast: &mut Cast<'_>,
    source: &Source,
    labels: &[Option<Label>],
) -> (Vec<Found>, Vec<bool>) {
    let mut taken = vec![false; page.parts.len()];
    let mut out: Vec<Found> = Vec::new();
    let mut open: Option<usize> = None;
    let mut question: Option<Span> = None;
    let labelled: Vec<bool> = labels.iter().map(Option::is_some).collect();
    let asked = dashed_questions(page, &labelled);
    for (at, part) in page.parts.iter().enumerate() {
        if !part.kind.is_body() {
            if part.kind == BlockKind::Headline {
                open = None;
            }
            continue;
        }
        if let Some(label) = &labels[at] {
            taken[at] = true;
            let (speaker, asks) = speaker_of(page, cast, source, label);
            let mut found = Found::new(StatementKind::Turn, Vec::new(), at);
            found.speaker = speaker;
            found.is_question = asks;
            found.cue = Some(page.span(label.first, label.end));
            found.question = if asks { None } else { question };
            if label.words < part.end {
                found.fragments.push(page.span(label.words, part.end));
            }
            out.push(found);
            open = Some(out.len() - 1);
        } else if asked.contains(&at) {
            taken[at] = true;
            let span = page.span(part.first + 1, part.end);
            let mut found = Found::new(StatementKind::Turn, vec![span], at);
            found.is_question = true;
            found.speaker.basis = Some("questioner".to_owned());
            out.push(found);
            open = Some(out.len() - 1);
        } else if let Some(index) = open {
            if part.first == part.end {
                continue;
            }
            if is_afterword(page, part) {
                open = None;
                continue;
            }
            // A stage direction in brackets is nobody's words.
            let bracketed = matches!(page.mark(part.first), '(' | '[')
                && matches!(page.mark(part.end - 1), ')' | ']');
            taken[at] = true;
            if !bracketed {
                out[index].fragments.push(page.span(part.first, part.end));
            }
        }
        if let Some(index) = open
            && out[index].is_question
            && !out[index].fragments.is_empty()
        {
            question = Some(out[index].span());
        }
    }
    out.retain(|found| !found.fragments.is_empty());
    mark_who_only_asks(page, &mut out);
    (out, taken)
}

fn speaker_of(
    page: &Page<'_>,
    cast: &mut Cast<'_>,
    source: &Source,
    label: &Label,
) -> (Speaker, bool) {
    let span = page.span(label.first, label.end);
    let text = span.of(page.text);
    if label.asks == Some(true) && label.named {
        let mut speaker = match cast.name_in_brackets(label.first, label.end) {
            Some((from, stop)) => cast.signature(from, stop),
            None => cast.label(label.first, label.end),
        };
        (speaker.mention, speaker.mention_span) = (Some(text.to_owned()), Some(span));
        speaker.basis = Some("questioner".to_owned());
        return (speaker, true);
    }
    if label.asks == Some(true) {
        // A single word for who asks, where the page says whose interview it is.
        let single = !label.outlet && label.end == label.first + 1;
        let leads = page
            .lexicon
            .is_of("hosts", &page.tokens[label.first].folded);
        let asker = single
            .then(|| {
                cast.interviewer()
                    .or_else(|| leads.then(|| cast.host()).flatten())
            })
            .flatten()
            .map(|member| cast.members[member].name.clone());
        let speaker = Speaker {
            name: asker.or_else(|| {
                let role = label.outlet || single && leads;
                role.then(|| text.to_owned())
            }),
            is_body: label.outlet,
            mention: Some(text.to_owned()),
            mention_span: Some(span),
            role: Some(text.to_owned()),
            basis: Some("questioner".to_owned()),
            ..Speaker::default()
        };
        return (speaker, true);
    }
    if label.asks == Some(false) {
        let (mut speaker, _) = match &source.speaker {
            Some(name) => cast.named(name, "front matter"),
            None => cast.guest(label.first),
        };
        if speaker.name.is_none() {
            speaker.name = Some(text.to_owned());
        }
        speaker.mention = Some(text.to_owned());
        speaker.mention_span = Some(span);
        return (speaker, false);
    }
    (cast.label(label.first, label.end), false)
}
