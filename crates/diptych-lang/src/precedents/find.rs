//! Finding what is invoked: a document, a meeting or a place, with a name, a
//! past date or a word that says that it was before.

use std::ops::Range;

use diptych_core::{Day, Lang, Said, Span};

use super::parts::{Part, SMALL, merged, names, parts};
use super::table::{Table, VENUES, table};
use crate::{Hit, Token};

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

/// Small words between the parts of one precedent, at most.
const MOST_BETWEEN: usize = 2;

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
                "We return to what was agreed in Geneva in March 2019.",
            ),
            (
                Lang::Ru,
                "Мы вернёмся к тому, о чём договорились в Женеве в марте 2019 года.",
            ),
            (
                Lang::Uk,
                "Ми повернемося до того, про що домовилися у Женеві у березні 2019 року.",
            ),
        ] {
            let found = found(text, &lang);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].name.as_deref(), Some("geneva"));
            let (from, to, _) = found[0].when.expect("a date");
            assert_eq!(
                (from.to_string().as_str(), to.to_string().as_str()),
                ("2019-03-01", "2019-03-31")
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
