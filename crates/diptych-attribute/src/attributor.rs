//! From a document to its statements.

use std::collections::HashMap;

use diptych_core::{
    Anchor, Basis, BlockKind, Case, Document, Lang, Period, Precision, Problem, Said, Source,
    SourceKind, Span, Statement, StatementKind, codes,
};
use diptych_lang::dates::{DateContext, find_dates_in};

use crate::article::Article;
use crate::blocks::{is_heading, sections};
use crate::cast::{Cast, Roster};
use crate::context::context;
use crate::found::Found;
use crate::official::{is_of_the_text, is_title, official, official_speaker, post};
use crate::origin::{chain, event};
use crate::page::Page;
use crate::said::{said, timed};
use crate::turns::turns;
use crate::units::Row;

/// The statements of a document, and what was not understood.
#[derive(Debug, Clone, Default)]
pub struct Attributed {
    /// In order of the text.
    pub statements: Vec<Statement>,
    /// What was not understood.
    pub problems: Vec<Problem>,
}

/// Finds who said what in documents; holds the people and bodies of a case.
#[derive(Debug, Clone)]
pub struct Attributor {
    roster: Roster,
    period: Period,
}

impl Attributor {
    /// For the people, bodies and period of `case`.
    pub fn new(case: &Case) -> Self {
        for lang in [Lang::En, Lang::Ru, Lang::Uk] {
            diptych_lang::lexicon(&lang);
        }
        Self {
            roster: Roster::new(case),
            period: case.period,
        }
    }

    /// The statements of `document`, which was read from `source`.
    ///
    /// Takes time linear in the length of the text.
    pub fn attribute(&self, source: &Source, document: &Document) -> Attributed {
        let page = Page::new(document);
        let home = source.speaker.as_deref().or(source.outlet.as_deref());
        let mut cast = Cast::new(&page, &self.roster, home);
        let dates = DateContext {
            published: source.published,
            tz: source.tz.clone(),
            period: self.period,
            lang: document.lang.clone(),
        };
        let mut gathered = Gathered::default();
        if !document.lang.is_covered() {
            gathered.problems.push(Problem::new(
                &codes::LANGUAGE,
                format!("the language `{}` is not covered", document.lang),
            ));
        }
        gather(&page, &mut cast, source, &dates, &mut gathered);
        finish(&page, &cast, source, &dates, gathered)
    }
}

#[derive(Default)]
struct Gathered {
    found: Vec<(Found, Option<Said>)>,
    sentences: Vec<Span>,
    problems: Vec<Problem>,
}

fn gather<'p>(
    page: &'p Page<'p>,
    cast: &mut Cast<'p>,
    source: &Source,
    dates: &DateContext,
    out: &mut Gathered,
) {
    let body: Vec<usize> = (0..page.parts.len())
        .filter(|at| page.parts[*at].kind.is_body() && page.parts[*at].first < page.parts[*at].end)
        .collect();
    if source.kind == SourceKind::Post {
        out.found
            .extend(post(page, cast, source, &body).map(|found| (found, None)));
        plain_sentences(page, &body, out);
        return;
    }
    let mut taken = vec![false; page.parts.len()];
    if let Some((turns, by_turns)) = turns(page, cast, source) {
        out.found
            .extend(turns.into_iter().map(|found| (found, None)));
        taken = by_turns;
    } else {
        let found = sections(page, cast, dates);
        out.found.extend(found.found);
        out.problems.extend(found.problems);
        taken = found.taken;
    }
    let body_speaker = official_speaker(cast, source);
    let mut own = Vec::new();
    let mut article = Article::new(page, cast);
    article.outlet.clone_from(&source.outlet);
    for at in body {
        if page.parts[at].kind == BlockKind::Post {
            if let Some(found) = post(
                page,
                article.cast,
                &Source {
                    speaker: None,
                    outlet: None,
                    ..source.clone()
                },
                &[at],
            ) {
                article.found.push(found);
            }
            continue;
        }
        if taken[at] {
            let row = Row::new(page, &page.parts[at], &[]);
            article.sentences.extend(
                row.sentences
                    .iter()
                    .map(|(lo, hi)| page.span(row.units[*lo].first, row.units[*hi - 1].end)),
            );
            continue;
        }
        if source.kind == SourceKind::Article && is_heading(page, at) {
            continue;
        }
        let before = article.found.len();
        article.read(at);
        if source.kind == SourceKind::OfficialText && is_title(page, at) {
            article.found.truncate(before);
            continue;
        }
        if source.kind == SourceKind::OfficialText
            && article.found[before..]
                .iter()
                .all(|found| is_of_the_text(&body_speaker, found))
        {
            article.found.truncate(before);
            own.push(at);
        }
    }
    if !own.is_empty() {
        article.found.push(official(page, body_speaker, &own));
    }
    out.found
        .extend(article.found.into_iter().map(|found| (found, None)));
    out.sentences.append(&mut article.sentences);
    out.problems.append(&mut article.problems);
}

fn plain_sentences(page: &Page<'_>, body: &[usize], out: &mut Gathered) {
    for at in body {
        let row = Row::new(page, &page.parts[*at], &[]);
        out.sentences.extend(
            row.sentences
                .iter()
                .map(|(lo, hi)| page.span(row.units[*lo].first, row.units[*hi - 1].end)),
        );
    }
}

fn finish(
    page: &Page<'_>,
    cast: &Cast<'_>,
    source: &Source,
    dates: &DateContext,
    mut gathered: Gathered,
) -> Attributed {
    gathered
        .found
        .retain(|(found, _)| !found.fragments.is_empty());
    gathered.found.sort_by_key(|(found, _)| found.span().start);
    let mut out = Attributed {
        statements: Vec::with_capacity(gathered.found.len()),
        problems: gathered.problems,
    };
    let dated_whole = source.kind == SourceKind::OfficialText
        || gathered
            .found
            .iter()
            .any(|(found, _)| found.kind == StatementKind::Turn);
    let occasion = dated_whole
        .then(|| occasion(page, dates, &gathered.found))
        .flatten();
    let scenes = scenes(page, &gathered.found, &gathered.sentences);
    let mut by_speaker: HashMap<String, Said> = HashMap::new();
    let mut read: HashMap<usize, Option<Said>> = HashMap::new();
    for (found, date) in gathered.found {
        let mut when = date.map(|mut date| {
            if found.kind == StatementKind::Block {
                date.basis = if date.basis == Basis::Period {
                    Basis::Period
                } else {
                    Basis::Block
                };
            }
            date
        });
        if when.is_none() {
            let carried = found
                .speaker
                .name
                .as_ref()
                .and_then(|name| by_speaker.get(name));
            let spoken = found.kind == StatementKind::Turn
                || source.kind == SourceKind::OfficialText
                    && found.kind != StatementKind::OfficialText;
            when = said(page, &found, dates, &mut out.problems)
                .or_else(|| occasion.clone().filter(|_| spoken))
                .or_else(|| earlier(page, &gathered.sentences, &found, dates, &mut read))
                .or_else(|| scene(page, &scenes, &found, dates))
                .or_else(|| {
                    carried.map(|said| Said {
                        basis: Basis::Carried,
                        ..said.clone()
                    })
                })
                .or_else(|| source.published.map(|day| Said::day(day, Basis::Published)));
        }
        if let (Some(name), Some(when)) = (&found.speaker.name, &when)
            && !matches!(when.basis, Basis::Published | Basis::Carried)
        {
            for one in name.split("; ") {
                by_speaker.insert(one.to_owned(), when.clone());
            }
        }
        if found.speaker.name.is_none()
            && found.speaker.mention.is_none()
            && found.kind == StatementKind::Direct
        {
            out.problems.push(
                Problem::new(&codes::NO_SPEAKER, "a quotation has no speaker in reach")
                    .at(Some(found.span())),
            );
        }

        out.statements
            .push(statement(page, source, &gathered.sentences, found, when));
    }
    for (name, span) in &cast.open_bodies {
        out.problems.push(
            Problem::new(&codes::OPEN_BODY, format!("`{name}` belongs to two sides"))
                .at(Some(*span)),
        );
    }
    for (name, span) in &cast.open_names {
        out.problems.push(
            Problem::new(
                &codes::OPEN_SPEAKER,
                format!("`{name}` fits several people"),
            )
            .at(Some(*span)),
        );
    }
    out.problems = out
        .problems
        .into_iter()
        .map(|problem| problem.in_source(&source.path))
        .collect();
    out
}

/// The day of the occasion, as the lines round the turns give it.
fn occasion(page: &Page<'_>, dates: &DateContext, found: &[(Found, Option<Said>)]) -> Option<Said> {
    let mut held: Vec<Span> = found
        .iter()
        .filter(|(found, _)| found.kind == StatementKind::Turn)
        .map(|(found, _)| {
            found
                .cue
                .map_or(found.span(), |cue| cue.cover(found.span()))
        })
        .collect();
    held.sort();
    let free = |part: &&crate::page::Part| {
        let next = held.partition_point(|span| span.end <= part.span.start);
        part.first < part.end
            && part.kind != BlockKind::Headline
            && !held.get(next).is_some_and(|span| span.overlaps(part.span))
    };
    // In these languages a title names the day on which the words were spoken.
    let headed = |part: &&crate::page::Part| {
        part.first < part.end && part.kind == BlockKind::Headline && !page.lexicon.bare_clause
    };
    page.parts
        .iter()
        .filter(free)
        .take(6)
        .chain(page.parts.last().iter().copied().filter(free))
        .chain(page.parts.iter().filter(headed).take(3))
        .find_map(|part| dated(page, part.first, part.end, dates))
        // A weekday or "tomorrow" round a transcript is of its matter, not of its day.
        .filter(|said| said.basis != Basis::Weekday)
        .map(|said| Said {
            basis: Basis::BodyDate,
            ..said
        })
}

/// The date that an earlier sentence of the same block gives.
fn earlier(
    page: &Page<'_>,
    sentences: &[Span],
    found: &Found,
    dates: &DateContext,
    read: &mut HashMap<usize, Option<Said>>,
) -> Option<Said> {
    let part = page.parts.get(found.part)?;
    let start = found.span().start;
    let end = sentences.partition_point(|sentence| sentence.start < start);
    sentences[..end]
        .iter()
        .rev()
        .take(6)
        .take_while(|sentence| sentence.start >= part.span.start)
        .filter(|sentence| sentence.end <= start)
        .find_map(|sentence| {
            if let Some(known) = read.get(&sentence.start) {
                return known.clone();
            }
            let first = page
                .tokens
                .partition_point(|token| token.span.start < sentence.start);
            let last = page
                .tokens
                .partition_point(|token| token.span.start < sentence.end);
            let found = dated(page, first, last, dates);
            read.insert(sentence.start, found.clone());
            found
        })
        .map(|said| Said {
            basis: Basis::BodyDate,
            ..said
        })
}

/// Farthest that the day of a scene is carried, in blocks.
const SCENE_REACH: usize = 3;

/// The sentences that report nothing and name a time: the scene of what follows.
fn scenes(page: &Page<'_>, found: &[(Found, Option<Said>)], sentences: &[Span]) -> Vec<Span> {
    if page.lexicon.bare_clause {
        return Vec::new();
    }
    let mut held: Vec<Span> = found
        .iter()
        .filter_map(|(found, _)| found.dated_by)
        .collect();
    held.sort();
    sentences
        .iter()
        .copied()
        .filter(|sentence| {
            let at = held.partition_point(|span| span.end <= sentence.start);
            !held.get(at).is_some_and(|span| span.overlaps(*sentence))
        })
        .collect()
}

/// The day that the last scene before a statement gives, where it is near and
/// not after the day of publication.
fn scene(page: &Page<'_>, scenes: &[Span], found: &Found, dates: &DateContext) -> Option<Said> {
    let start = found.span().start;
    let first = page
        .parts
        .get(found.part.saturating_sub(SCENE_REACH))?
        .span
        .start;
    let end = scenes.partition_point(|scene| scene.end <= start);
    let said = scenes[..end]
        .iter()
        .rev()
        .take_while(|scene| scene.start >= first)
        .take(8)
        .find_map(|scene| {
            let from = page
                .tokens
                .partition_point(|token| token.span.start < scene.start);
            let stop = page
                .tokens
                .partition_point(|token| token.span.start < scene.end);
            dated(page, from, stop, dates)
        })?;
    let late = dates.published.is_some_and(|day| said.to > day);
    (!late).then_some(Said {
        basis: Basis::BodyDate,
        ..said
    })
}

/// The last day that a row of tokens names, where it names one day.
fn dated(page: &Page<'_>, first: usize, end: usize, dates: &DateContext) -> Option<Said> {
    if first >= end || !timed(page, first, end) {
        return None;
    }
    let (found, _) = find_dates_in(&page.tokens[first..end], dates);
    found
        .into_iter()
        .rev()
        .find(|said| said.precision <= Precision::Day)
}

fn statement(
    page: &Page<'_>,
    source: &Source,
    sentences: &[Span],
    found: Found,
    said: Option<Said>,
) -> Statement {
    let span = found.span();
    let mut fragments = found.fragments;
    fragments.sort();
    fragments.dedup();
    let last = fragments
        .last()
        .map_or("", |fragment| fragment.of(page.text));
    let cut = fragments.iter().any(|fragment| {
        fragment.of(page.text).contains("[…]") || fragment.of(page.text).contains("[...]")
    }) || source.truncated
        && last.ends_with(['…', '.'])
        && span.end + 2 >= page.text.trim_end().len();
    Statement {
        id: Statement::derive_id(&source.sha256, found.speaker.name.as_deref(), span),
        source: source.id.clone(),
        path: source.path.clone(),
        lang: page.lang.clone(),
        kind: found.kind,
        wording: found.wording,
        context: context(page.text, sentences, span, found.question),
        speaker: found.speaker,
        reported_by: chain(source, found.kind, found.reported_by),
        said,
        published: source.published,
        occasion: event(source, found.kind),
        utterances: Vec::new(),
        fragments: fragments
            .into_iter()
            .map(|fragment| Anchor::new(page.text, fragment))
            .collect(),
        issues: Vec::new(),
        cue: found.cue.map(|cue| Anchor::new(page.text, cue)),
        denied: found.denied,
        is_question: found.is_question,
        cut,
    }
}
