//! Finding what is invoked: a document, a meeting or a place, with a name, a
//! past date or a word that says that it was before.

use std::ops::Range;

use diptych_core::{Day, Lang, Said, Span};

use super::table::{Table, VENUES, table};
use crate::glossary::glossary;
use crate::{Hit, Token, romanise};

/// What sort of thing is invoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// An agreement, a treaty, a resolution.
    Document,
    /// A summit, a round of talks.
    Meeting,
}

/// One precedent in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrecedentHit {
    /// First token and one past the last.
    pub tokens: Range<usize>,
    /// The words.
    pub span: Span,
    /// The place or name that it goes by, the same in every language where it is known.
    pub name: Option<String>,
    /// What sort of thing it is, where the words say so.
    pub thing: Option<Thing>,
    /// First and last day of its time, with the words that say so.
    pub when: Option<(Day, Day, Span)>,
    /// The words that fired, `code/precedents/list`.
    pub rule: String,
}

/// Days after which what is dated counts as earlier.
const EARLIER: i64 = 27;

/// Small words between the parts of one precedent, at most.
const MOST_BETWEEN: usize = 2;

/// Letters of a small word, at most.
const SMALL: usize = 3;

#[derive(Debug, Clone)]
enum Part {
    Name(String),
    Thing(Thing),
    When(Day, Day, Span),
    Earlier,
}

/// The precedents in `tokens`, by place, none overlapping.
///
/// `dates` are those of the tokens, `skip` are stretches that name a side of
/// the case and so no precedent, `said` is the day of the words: what is not
/// well before it is no precedent.
pub fn find_precedents(
    tokens: &[Token],
    dates: &[Said],
    skip: &[Range<usize>],
    said: Option<Day>,
    lang: &Lang,
) -> Vec<PrecedentHit> {
    let table = table(lang);
    let things = merged(tokens, table);
    if things.is_empty() && table.calls.find(tokens).is_empty() && dates.is_empty() {
        return Vec::new();
    }
    let parts = parts(tokens, dates, skip, said, lang, table, things);
    let calls = table.calls.find(tokens);
    let rests_on = table.rests_on.find(tokens);
    let mut out = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let mut end = at + 1;
        while end < parts.len()
            && parts[end].0.start >= parts[end - 1].0.end
            && is_glue(&tokens[parts[end - 1].0.end..parts[end].0.start])
        {
            end += 1;
        }
        let cluster = &parts[at..end];
        let (first, last) = (cluster[0].0.start, cluster[cluster.len() - 1].0.end);
        let before = |hits: &[Hit]| {
            hits.iter()
                .filter(|hit| {
                    hit.first <= first
                        && (hit.end > first && hit.end <= last
                            || hit.end <= first && is_glue(&tokens[hit.end..first]))
                })
                .map(|hit| hit.first)
                .min()
        };
        out.extend(judge(
            tokens,
            cluster,
            before(&calls),
            before(&rests_on),
            table,
        ));
        at = end;
    }
    out
}

/// The venues and the capitalised names in `tokens`, as the names of precedents
/// are written, with their words.
pub fn names_in(tokens: &[Token], lang: &Lang) -> Vec<(String, Span)> {
    let mut taken = vec![false; tokens.len()];
    let mut out = Vec::new();
    for hit in table(lang).venues.find(tokens) {
        taken[hit.first..hit.end].fill(true);
        out.push((VENUES[hit.entry].id.clone(), hit.span));
    }
    let mut found = Vec::new();
    names(tokens, &taken, lang, &mut found);
    out.extend(found.into_iter().filter_map(|(range, part)| match part {
        Part::Name(name) => Some((
            name,
            tokens[range.start].span.cover(tokens[range.end - 1].span),
        )),
        _ => None,
    }));
    out
}

/// Whether nothing but a comma and small words stands there.
fn is_glue(between: &[Token]) -> bool {
    let words = between.iter().filter(|token| token.is_word);
    words.clone().count() <= MOST_BETWEEN
        && words
            .clone()
            .all(|token| token.folded.chars().count() <= SMALL && !token.is_capital)
        && between
            .iter()
            .all(|token| token.is_word || token.folded == ",")
}

/// Documents and meetings, by place, none overlapping.
fn merged(tokens: &[Token], table: &Table) -> Vec<(Range<usize>, Thing)> {
    let of = |hits: Vec<Hit>, thing| {
        hits.into_iter()
            .map(move |hit| (hit.first..hit.end, thing))
            .collect::<Vec<_>>()
    };
    let mut out = of(table.document.find(tokens), Thing::Document);
    out.extend(of(table.meeting.find(tokens), Thing::Meeting));
    out.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
    out.dedup_by(|next, kept| next.0.start < kept.0.end);
    out
}

#[allow(clippy::too_many_arguments)] // every kind of part has its own source
fn parts(
    tokens: &[Token],
    dates: &[Said],
    skip: &[Range<usize>],
    said: Option<Day>,
    lang: &Lang,
    table: &Table,
    things: Vec<(Range<usize>, Thing)>,
) -> Vec<(Range<usize>, Part)> {
    let mut taken = vec![false; tokens.len()];
    for range in skip {
        taken[range.clone()].fill(true);
    }
    let mut out: Vec<(Range<usize>, Part)> = Vec::new();
    // Dates, past or not, are no names.
    let mut place = 0;
    for date in dates {
        let Some(span) = date.span else { continue };
        while place < tokens.len() && tokens[place].span.start < span.start {
            place += 1;
        }
        let end = place
            + tokens[place..]
                .iter()
                .take_while(|token| token.span.end <= span.end)
                .count();
        let is_past = said.is_none_or(|said| i64::from(said.days_since(date.to)) > EARLIER);
        let with_year = tokens[place..end]
            .iter()
            .any(|token| year(&token.folded).is_some());
        let no_digits = !tokens[place..end]
            .iter()
            .any(|token| token.folded.starts_with(|mark: char| mark.is_ascii_digit()));
        if place < end && is_past && (with_year || said.is_some() && no_digits) {
            out.push((place..end, Part::When(date.from, date.to, span)));
        }
        taken[place..end].fill(true);
    }
    for (range, thing) in things {
        if !taken[range.clone()].iter().any(|taken| *taken) {
            // "Resolution 8812": the number is its name.
            let number = tokens.get(range.end).filter(|next| {
                next.folded.len() <= 5
                    && next.folded.bytes().all(|byte| byte.is_ascii_digit())
                    && !taken[range.end]
                    && year(&next.folded).is_none()
                    && tokens
                        .get(range.end + 1)
                        .is_none_or(|after| !after.is_word || after.folded.chars().count() <= SMALL)
            });
            taken[range.clone()].fill(true);
            if let (Some(number), Thing::Document) = (number, thing) {
                taken[range.end] = true;
                let name = Part::Name(number.folded.to_string());
                out.push((range.end..range.end + 1, name));
            }
            out.push((range, Part::Thing(thing)));
        }
    }
    for hit in table.earlier.find(tokens) {
        let range = hit.first..hit.end;
        if !taken[range.clone()].iter().any(|taken| *taken) {
            taken[range.clone()].fill(true);
            out.push((range, Part::Earlier));
        }
    }
    for hit in table.venues.find(tokens) {
        let range = hit.first..hit.end;
        let beside = |at: Option<usize>| {
            at.is_some_and(|at| {
                out.iter()
                    .any(|(range, part)| range.contains(&at) && matches!(part, Part::Thing(_)))
            })
        };
        let named = tokens[hit.first].is_capital
            || beside(Some(hit.end))
            || beside(hit.first.checked_sub(1));
        if named && !taken[range.clone()].iter().any(|taken| *taken) {
            taken[range.clone()].fill(true);
            out.push((range, Part::Name(VENUES[hit.entry].id.clone())));
        }
    }
    for at in 0..tokens.len() {
        let token = &tokens[at];
        if taken[at] || !token.is_word {
            continue;
        }
        if let Some(number) = year(&token.folded) {
            let days = Day::new(number, 1, 1).zip(Day::new(number, 12, 31));
            if let Some((from, to)) = days
                && said.is_none_or(|said| said.days_since(to) > 0)
            {
                out.push((at..at + 1, Part::When(from, to, token.span)));
            }
            taken[at] = true;
        }
    }
    names(tokens, &taken, lang, &mut out);
    out.sort_by_key(|(range, _)| range.start);
    out
}

/// Capitalised words that no table knows, as names.
fn names(tokens: &[Token], taken: &[bool], lang: &Lang, out: &mut Vec<(Range<usize>, Part)>) {
    let is_name = |at: usize| {
        let token = &tokens[at];
        token.is_word
            && token.is_capital
            && !taken[at]
            && token.folded.chars().count() > SMALL
            && !token.folded.ends_with("'s")
            && glossary().keys(lang, &token.folded).is_empty()
    };
    let mut at = 0;
    while at < tokens.len() {
        if !is_name(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < tokens.len() && is_name(end) {
            end += 1;
        }
        let name = tokens[at..end]
            .iter()
            .map(|token| romanise(&token.folded))
            .collect::<Vec<_>>()
            .join(" ");
        // The first word of a sentence is a name only where what it names is dated.
        let is_before = |(range, part): &(Range<usize>, Part)| {
            range.start == end
                && matches!(part, Part::Thing(_))
                && out.iter().any(|(when, part)| {
                    matches!(part, Part::When(..))
                        && (range.end..range.end + SMALL).contains(&when.start)
                })
        };
        if at > 0 || out.iter().any(is_before) {
            out.push((at..end, Part::Name(name)));
        }
        at = end;
    }
}

fn year(written: &str) -> Option<i16> {
    let number: i16 = (written.len() == 4)
        .then(|| written.parse().ok())
        .flatten()?;
    (1800..2100).contains(&number).then_some(number)
}

fn judge(
    tokens: &[Token],
    cluster: &[(Range<usize>, Part)],
    calls: Option<usize>,
    rests_on: Option<usize>,
    table: &Table,
) -> Option<PrecedentHit> {
    let thing = cluster.iter().find_map(|(range, part)| match part {
        Part::Thing(thing) => Some((range.clone(), *thing)),
        _ => None,
    });
    let when = cluster.iter().find_map(|(_, part)| match part {
        Part::When(from, to, span) => Some((*from, *to, *span)),
        _ => None,
    });
    let beside = |range: &Range<usize>| {
        thing.as_ref().is_some_and(|(thing, _)| {
            range.end == thing.start
                || thing.end <= range.start
                    && tokens[thing.end..range.start]
                        .iter()
                        .all(|token| token.is_word && token.folded.chars().count() <= SMALL)
        })
    };
    let is_document = matches!(thing, Some((_, Thing::Document)));
    let is_earlier = cluster
        .iter()
        .any(|(range, part)| matches!(part, Part::Earlier) && beside(range));
    let names = || {
        cluster.iter().filter_map(|(range, part)| match part {
            Part::Name(name) => Some((range, name)),
            _ => None,
        })
    };
    let named = names()
        .find(|(range, _)| beside(range))
        .or_else(|| names().next());
    let list = if calls.is_some() && (named.is_some() || when.is_some() && thing.is_some()) {
        "calls"
    } else if when.is_some() && (thing.is_some() || named.is_some()) {
        if rests_on.is_some() {
            "rests_on"
        } else if is_document {
            "document"
        } else {
            "meeting"
        }
    } else if is_document && named.is_some_and(|(range, _)| beside(range)) {
        "document"
    } else if is_document && is_earlier {
        "earlier"
    } else {
        return None;
    };
    let first = [calls, rests_on]
        .into_iter()
        .flatten()
        .chain([cluster[0].0.start])
        .min()?;
    let last = cluster.last()?.0.end;
    Some(PrecedentHit {
        tokens: first..last,
        span: tokens[first].span.cover(tokens[last - 1].span),
        name: named.map(|(_, name)| name.clone()),
        thing: thing.map(|(_, thing)| thing),
        when,
        rule: format!("{}/precedents/{list}", table.code),
    })
}

#[cfg(test)]
mod tests {
    use super::super::table::{Raw, TEXTS};
    use super::*;
    use crate::dates::{DateContext, find_dates};
    use crate::ladder::LANGS;
    use crate::tokens;

    fn found(text: &str, lang: &Lang) -> Vec<PrecedentHit> {
        let said = Day::parse("2031-05-02");
        let context = DateContext {
            published: said,
            lang: lang.clone(),
            ..DateContext::default()
        };
        let (dates, _) = find_dates(text, 0, &context);
        find_precedents(&tokens(text, 0), &dates, &[], said, lang)
    }

    #[test]
    fn every_example_gives_its_words() {
        let mut wrong = Vec::new();
        for (lang, text) in LANGS.iter().zip(TEXTS) {
            let raw: Raw = toml::from_str(text).unwrap();
            assert!(raw.example.iter().any(|[_, words]| words.is_empty()));
            for [text, words] in &raw.example {
                let found = found(text, lang);
                let shown: Vec<&str> = found.iter().map(|one| one.span.of(text)).collect();
                let expected: Vec<&str> = Some(words.as_str())
                    .filter(|words| !words.is_empty())
                    .into_iter()
                    .collect();
                if shown != expected {
                    wrong.push(format!("{text}\n  {shown:?}, expected {expected:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_venue_is_found_in_every_language() {
        for venue in VENUES.iter() {
            assert_eq!(venue.eg.len(), 3, "{}", venue.id);
            for (lang, text) in LANGS.iter().zip(&venue.eg) {
                let hits = table(lang).venues.find(&tokens(text, 0));
                assert!(
                    hits.iter().any(|hit| VENUES[hit.entry].id == venue.id),
                    "{lang}: {text}"
                );
            }
        }
    }

    #[test]
    fn a_precedent_is_dated_and_named_alike_in_three_languages() {
        for (lang, text) in [
            (
                Lang::En,
                "We return to what was agreed in Istanbul in April 2022.",
            ),
            (
                Lang::Ru,
                "Мы вернёмся к тому, о чём договорились в Стамбуле в апреле 2022 года.",
            ),
            (
                Lang::Uk,
                "Ми повернемося до того, про що домовилися у Стамбулі у квітні 2022 року.",
            ),
        ] {
            let found = found(text, &lang);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].name.as_deref(), Some("istanbul"));
            let (from, to, _) = found[0].when.expect("a date");
            assert_eq!(
                (from.to_string().as_str(), to.to_string().as_str()),
                ("2022-04-01", "2022-04-30")
            );
        }
    }

    #[test]
    fn what_is_recent_or_to_come_is_no_precedent() {
        assert!(found("The summit in Geneva on 28 April 2031 ended.", &Lang::En).is_empty());
        assert!(found("The deal of 2032 will hold.", &Lang::En).is_empty());
        assert!(found("Under the agreement nothing changes.", &Lang::En).is_empty());
    }
}
