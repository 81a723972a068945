//! Attribution lines above a quotation: `Name, role, 18 August`.

use diptych_core::{BlockKind, Problem, Said, Span, Speaker, StatementKind, codes};
use diptych_lang::Flags;
use diptych_lang::dates::{DateContext, find_dates_in};

use crate::cast::Cast;
use crate::found::Found;
use crate::page::Page;

/// Longest attribution line, in bytes.
const LONGEST: usize = 200;

/// A line that says who speaks below it, and when.
struct Line {
    /// The tokens that name the speaker; nothing for a bare date.
    name: Option<(usize, usize)>,
    said: Option<Said>,
    /// What is wrong with its date.
    problems: Vec<Problem>,
}

/// The statements under attribution lines, with their dates, and which blocks they take.
pub(crate) struct Sections {
    pub(crate) found: Vec<(Found, Option<Said>)>,
    pub(crate) taken: Vec<bool>,
    pub(crate) problems: Vec<Problem>,
}

/// Finds every section of a page.
pub(crate) fn sections(page: &Page<'_>, cast: &mut Cast<'_>, context: &DateContext) -> Sections {
    let mut out = Sections {
        found: Vec::new(),
        taken: vec![false; page.parts.len()],
        problems: Vec::new(),
    };
    let lines: Vec<Option<Line>> = page
        .parts
        .iter()
        .map(|part| {
            line(
                page, cast, part.first, part.end, part.span, part.kind, context,
            )
        })
        .collect();
    let mut carried: Option<(usize, usize)> = None;
    for at in 0..page.parts.len() {
        if is_heading(page, at) && lines[at].is_none() {
            carried = None;
        }
        let Some(line) = &lines[at] else { continue };
        let Some(name) = line.name.or(carried) else {
            continue;
        };
        let (speaker, member) = cast.resolve(name.0, name.1, Flags::NONE);
        let body = body_below(page, &lines, at, &speaker);
        if body.is_empty() {
            continue;
        }
        let of_case = member.is_some_and(|member| cast.members[member].of_case);
        let alone = lines
            .iter()
            .flatten()
            .filter(|line| line.name.is_some())
            .count()
            < 2;
        // One line with a name unknown to the case is a byline rather.
        if alone
            && !of_case
            && !begins_marked(page, body[0])
            && line.name.is_some()
            && body.len() > 3
        {
            continue;
        }
        carried = Some(name);
        out.taken[at] = true;
        for block in &body {
            out.taken[*block] = true;
        }
        let first = page.parts[body[0]];
        let last = page.parts[body[body.len() - 1]];
        let span = trim_marks(page, first.first, last.end);
        let mut found = Found::new(StatementKind::Block, vec![span], body[0]);
        found.speaker = speaker;
        if line.name.is_none() {
            found.speaker.basis = Some("carried".to_owned());
        }
        found.cue = Some(page.parts[at].span);
        found.dated_by = Some(page.parts[at].span);
        out.problems.extend(line.problems.iter().cloned());
        out.found.push((found, line.said.clone()));
    }
    out
}

/// Reads a block as an attribution line.
fn line(
    page: &Page<'_>,
    cast: &Cast<'_>,
    first: usize,
    end: usize,
    span: Span,
    kind: BlockKind,
    context: &DateContext,
) -> Option<Line> {
    if first == end || span.len() > LONGEST || !(kind.is_body() || kind == BlockKind::Headline) {
        return None;
    }
    let words = (first..end).filter(|at| page.tokens[*at].is_word).count();
    let last = page.mark(end - 1);
    if words > 22
        || matches!(last, '.' | '!' | '?' | '…' | '”' | '»')
            && page.is_mark(end - 1, &last.to_string())
    {
        return None;
    }
    let dated = (first..end).any(|at| {
        page.flags[at].any(Flags::TIME)
            || page.tokens[at]
                .folded
                .starts_with(|letter: char| letter.is_ascii_digit())
    });
    if !dated {
        return None;
    }
    let (dates, problems) = find_dates_in(&page.tokens[first..end], context);
    let said = dates.into_iter().next();
    // A day that does not exist, or whose year is not known, still makes the line one of attribution.
    let (said, date) = match said {
        Some(said) => (Some(said.clone()), said.span?),
        None => (
            None,
            problems
                .iter()
                .find(|problem| {
                    [codes::BAD_DATE.id, codes::OPEN_DATE.id].contains(&problem.code.as_str())
                })?
                .span?,
        ),
    };
    let before_date = page.tokens[first..end]
        .iter()
        .take_while(|token| token.span.start < date.start)
        .count()
        + first;
    let outside = (first..end)
        .filter(|at| page.tokens[*at].is_word && !date.overlaps(page.tokens[*at].span))
        .count();
    if outside == 0 {
        return Some(Line {
            name: None,
            said,
            problems,
        });
    }
    // The date ends the line, but for a colon.
    let after = (before_date..end)
        .filter(|at| {
            let token = &page.tokens[*at];
            token.span.start >= date.end
                && token.is_word
                && !token
                    .folded
                    .starts_with(|letter: char| letter.is_ascii_digit())
        })
        .count();
    if after > 0 {
        return None;
    }
    let verb = (first..before_date).find(|at| {
        page.flags[*at].any(Flags::SPEECH)
            && page.flags[*at].any(Flags::FINITE)
            && !page.tokens[*at].is_capital
    });
    if verb.is_some() && page.mark(end - 1) != ':' {
        return None;
    }
    let name = cast.name_in_line(first, before_date)?;
    Some(Line {
        name: Some(name),
        said,
        problems,
    })
}

/// Whether a block is a heading: marked as one, or short without a final stop.
pub(crate) fn is_heading(page: &Page<'_>, at: usize) -> bool {
    let part = page.parts[at];
    if part.kind == BlockKind::Headline {
        return true;
    }
    if part.first == part.end {
        return false;
    }
    // A signature under a quotation, and a quotation with its attribution.
    if page.is_mark(part.first, "-")
        || !page.lexicon.bare_clause
            && page.is_mark(part.first, "\"")
            && !page.is_mark(part.end - 1, "\"")
    {
        return false;
    }
    part.span.len() <= 90
        && page.tokens[part.end - 1].is_word
        && !page.tokens[part.first]
            .folded
            .starts_with(|letter: char| letter.is_ascii_digit())
}

fn begins_marked(page: &Page<'_>, at: usize) -> bool {
    let part = page.parts[at];
    part.first < part.end && page.tokens[part.first].folded == "\""
}

/// The blocks that a line at `at` speaks for.
fn body_below(page: &Page<'_>, lines: &[Option<Line>], at: usize, speaker: &Speaker) -> Vec<usize> {
    let mut out = Vec::new();
    let own = speaker
        .name
        .as_deref()
        .and_then(|name| name.split_whitespace().next_back())
        .map(crate::names::key);
    for (next, line) in lines.iter().enumerate().skip(at + 1) {
        let part = page.parts[next];
        if !part.kind.is_body() {
            if part.kind == BlockKind::Headline {
                break;
            }
            continue;
        }
        let words = (part.first..part.end)
            .filter(|at| page.tokens[*at].is_word)
            .count();
        if words == 0 || line.is_some() || is_heading(page, next) {
            break;
        }
        if !out.is_empty() && begins_marked(page, out[0]) != begins_marked(page, next) {
            break;
        }
        // What the page itself sets off as a quotation ends where that does.
        let quoted = |at: usize| page.parts[at].kind == BlockKind::Quote;
        if !out.is_empty() && quoted(out[0]) != quoted(next) {
            break;
        }
        // Prose that names the speaker has resumed.
        let named = own.as_ref().is_some_and(|own| {
            (part.first..part.end).any(|at| page.tokens[at].is_capital && *page.key(at) == **own)
        });
        if named && !out.is_empty() {
            break;
        }
        out.push(next);
        if out.len() >= 40 {
            break;
        }
    }
    out
}

/// The words between the outer marks of a row of blocks.
fn trim_marks(page: &Page<'_>, mut first: usize, mut end: usize) -> Span {
    if end - first > 2 && page.tokens[first].folded == "\"" && page.tokens[end - 1].folded == "\"" {
        first += 1;
        end -= 1;
    }
    page.span(first, end)
}
