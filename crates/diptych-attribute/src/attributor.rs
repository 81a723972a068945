//! From a document to its statements.
// long: every step from the page to the statements, in one order

use std::collections::HashMap;

use diptych_core::{
    Anchor, Basis, BlockKind, Case, Document, Period, Problem, Said, Source, SourceKind, Span,
    Statement, StatementKind, codes,
};
use diptych_lang::dates::DateContext;

use crate::article::Article;
use crate::blocks::{is_heading, sections};
use crate::cast::{Cast, Roster};
use crate::context::context;
use crate::days::Days;
use crate::found::Found;
use crate::letters::letter;
use crate::official::{is_of_the_text, is_title, official, official_speaker, post};
use crate::origin::{chain, event};
use crate::page::Page;
use crate::retold::retold;
use crate::said::{LastLine, said};
use crate::scene::{dated, earlier, scene, scenes};
use crate::signed::signed_post;
use crate::threads::thread;
use crate::turns::{is_heading_of_programme, turns};
use crate::uncovered::quoted;
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
            named: None,
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
    let is_post = source.kind == SourceKind::Post;
    let prose = source.kind == SourceKind::Article && page.lang.is_covered();
    let whole = (is_post || prose)
        .then(|| thread(page, cast, source).or_else(|| letter(page, cast, source)))
        .flatten()
        .or_else(|| is_post.then(|| post(page, cast, source, &body)).flatten());
    if is_post || whole.is_some() {
        let posted: Vec<Found> = whole.into_iter().collect();
        let inner = retold(page, cast, source, &posted);
        out.found
            .extend(posted.into_iter().chain(inner).map(|found| (found, None)));
        plain_sentences(page, &body, out);
        return;
    }
    let mut taken = vec![false; page.parts.len()];
    if let Some((turns, by_turns)) = turns(page, cast, source) {
        let inner = retold(page, cast, source, &turns);
        out.found
            .extend(turns.into_iter().chain(inner).map(|found| (found, None)));
        taken = by_turns;
    } else {
        let found = sections(page, cast, dates);
        if found.found.is_empty()
            && prose
            && let Some(posted) = signed_post(page, cast, &body)
        {
            let posted = vec![posted];
            let inner = retold(page, cast, source, &posted);
            out.found
                .extend(posted.into_iter().chain(inner).map(|found| (found, None)));
            plain_sentences(page, &body, out);
            return;
        }
        let blocks: Vec<Found> = found.found.iter().map(|(found, _)| found.clone()).collect();
        out.found.extend(found.found);
        out.found.extend(
            retold(page, cast, source, &blocks)
                .into_iter()
                .map(|found| (found, None)),
        );
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
        if !page.lang.is_covered() {
            let found = quoted(page, article.cast, at);
            article.found.extend(found);
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
    article.name_later();
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
    // The day at the head of a post that its author signs.
    let post = gathered.found.iter().find_map(|(found, _)| {
        (found.kind == StatementKind::Post && found.dated_by.is_some()).then_some(found.part)
    });
    let above = match (cast.author, post) {
        (_, Some(part)) => Some(part.min(page.parts.len())),
        (Some(_), None) => Some(page.parts.len()),
        (None, None) => None,
    };
    let head_day = above.and_then(|above| {
        page.parts[..above]
            .iter()
            .filter(|part| part.first < part.end)
            .take(2)
            .find_map(|part| dated(page, part.first, part.end, dates))
            .map(|said| Said {
                basis: Basis::BodyDate,
                ..said
            })
    });
    let days = Days::new(page, cast, dates);
    let scenes = scenes(&gathered.found, &gathered.sentences);
    let mut by_speaker: HashMap<String, Said> = HashMap::new();
    let mut read: HashMap<usize, Option<Said>> = HashMap::new();
    let mut set: HashMap<usize, Option<Said>> = HashMap::new();
    let mut line = LastLine::default();
    // The last statement with a day of its own: its block and the day.
    let mut exchange: Option<(usize, Said)> = None;
    // The last whose words are read, and when they spoke or wrote.
    let mut voice: Option<(Span, Option<Said>)> = None;
    for (found, date) in gathered.found {
        let told = voice
            .as_ref()
            .filter(|(span, _)| found.retold && span.contains(found.span()))
            .and_then(|(_, said)| said.clone());
        // In their words `yesterday` is the day before they spoke.
        let of_voice = told
            .as_ref()
            .filter(|said| said.from == said.to)
            .map(|said| DateContext {
                published: Some(said.from),
                ..dates.clone()
            });
        let dates = of_voice.as_ref().unwrap_or(dates);
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
            when = said(page, &found, &days, dates, &mut line, &mut out.problems)
                .or_else(|| occasion.clone().filter(|_| spoken))
                .or_else(|| earlier(page, &gathered.sentences, &found, &days, dates, &mut read))
                .or_else(|| scene(page, &scenes, &found, &days, dates, &mut set))
                .or_else(|| {
                    // Who answers or asks does so on the same occasion.
                    exchange
                        .as_ref()
                        .filter(|(part, _)| found.part <= part + 1 && is_answer(page, &found))
                        .map(|(_, said)| Said {
                            basis: Basis::Carried,
                            ..said.clone()
                        })
                })
                .or_else(|| {
                    told.clone().map(|said| Said {
                        basis: if said.basis == Basis::Published {
                            Basis::Published
                        } else {
                            Basis::Carried
                        },
                        ..said
                    })
                })
                .or_else(|| head_day.clone())
                .or_else(|| {
                    carried.map(|said| Said {
                        basis: Basis::Carried,
                        ..said.clone()
                    })
                })
                .or_else(|| source.published.map(|day| Said::day(day, Basis::Published)));
        }
        if matches!(
            found.kind,
            StatementKind::Turn | StatementKind::Post | StatementKind::Block
        ) {
            voice = Some((found.span(), when.clone()));
        }
        if let (Some(name), Some(when)) = (&found.speaker.name, &when)
            && !matches!(when.basis, Basis::Published | Basis::Carried)
        {
            for one in name.split("; ") {
                by_speaker.insert(one.to_owned(), when.clone());
            }
        }
        match &when {
            Some(said) if said.basis != Basis::Published => {
                exchange = Some((found.part, said.clone()));
            }
            _ => exchange = None,
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

/// Whether the reporting word tells an answer or a question: `ответил`, `retorted`.
fn is_answer(page: &Page<'_>, found: &Found) -> bool {
    let Some(cue) = found.cue else { return false };
    let first = page
        .tokens
        .partition_point(|token| token.span.start < cue.start);
    page.tokens[first..]
        .iter()
        .take_while(|token| token.span.start < cue.end)
        .any(|token| page.lexicon.is_of("answers", &token.folded))
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
        .find_map(|part| {
            // A weekday or "tomorrow" round a transcript is of its matter, not of its
            // day, unless it says when it was recorded.
            let recorded = is_heading_of_programme(page, part);
            dated(page, part.first, part.end, dates)
                .map(|said| (recorded || said.basis != Basis::Weekday).then_some(said))
        })
        .flatten()
        .map(|said| Said {
            basis: Basis::BodyDate,
            ..said
        })
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
    // A quotation carried on from an earlier paragraph may have been read in
    // it already; no byte is said twice.
    let mut reached = None;
    fragments.retain_mut(|fragment| {
        let Some(end) = reached else {
            reached = Some(fragment.end);
            return true;
        };
        fragment.start = fragment.start.max(end);
        reached = Some(fragment.end.max(end));
        fragment.start < fragment.end
    });
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
        translations: Vec::new(),
        remarks: Vec::new(),
    }
}
