//! Versions of one page: what was cut, added and changed, and which statements that touches.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use diptych_core::{
    Anchor, Axis, BlockKind, Case, Divergence, Document, Edit, EditChange, EditKind, Position,
    Problem, Record, Source, Span, Statement, codes, fold_text,
};

use crate::diff::diff;
use crate::edited;

/// How many changes of one page are listed.
const MOST: usize = 100;
/// How many words stand round a change.
const AROUND: usize = 6;
/// How many words of a statement must stand in another to be the same one, edited.
const KEPT: f64 = 0.4;

/// A word as it is compared, and where it stands.
type Word = (String, Span);

/// A version of a page.
pub(crate) type Version<'v> = (&'v Source, &'v Document);

/// The words of a page that its readers see, with their places.
fn words(document: &Document) -> Vec<Word> {
    let mut out = Vec::new();
    for block in &document.blocks {
        if matches!(block.kind, BlockKind::Furniture | BlockKind::Meta) {
            continue;
        }
        let text = document.words(block);
        let start = text.as_ptr() as usize;
        for word in text.split_whitespace() {
            let at = block.span.start + (word.as_ptr() as usize - start);
            let folded = fold_text(word);
            // What is folded to nothing is nothing that a reader sees.
            if !folded.is_empty() {
                out.push((folded, Span::new(at, at + word.len())));
            }
        }
    }
    out
}

/// Whether two versions say the same to a reader: menus, boxes and forms of marks may differ.
pub(crate) fn same_words(left: &Document, right: &Document) -> bool {
    let plain = |document| words(document).into_iter().map(|(word, _)| word);
    plain(left).eq(plain(right))
}

/// An edit, and what it does to the words of people.
#[derive(Debug, Default)]
pub(crate) struct Edited {
    pub(crate) edits: Vec<Edit>,
    /// Earlier versions, and the statements of theirs that were touched.
    pub(crate) sources: Vec<Source>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) positions: Vec<Position>,
    pub(crate) divergences: Vec<Divergence>,
    pub(crate) problems: Vec<Problem>,
}

impl Edited {
    /// Puts everything into the record.
    pub(crate) fn into_record(self, record: &mut Record) {
        let known: HashSet<_> = record.sources.iter().map(|one| one.id.clone()).collect();
        let new = |id: &_| !known.contains(id);
        record
            .sources
            .extend(self.sources.into_iter().filter(|one| new(&one.id)));
        let known: HashSet<_> = record.statements.iter().map(|one| one.id.clone()).collect();
        record.statements.extend(
            self.statements
                .into_iter()
                .filter(|one| !known.contains(&one.id)),
        );
        let known: HashSet<_> = record.positions.iter().map(|one| one.id.clone()).collect();
        record.positions.extend(
            self.positions
                .into_iter()
                .filter(|one| !known.contains(&one.id)),
        );
        for one in self.divergences {
            if record.divergences.iter().any(|known| known.id == one.id) {
                continue;
            }
            let at = record
                .divergences
                .iter()
                .position(|other| other.score < one.score)
                .unwrap_or(record.divergences.len());
            record.divergences.insert(at, one);
        }
        record.problems.extend(self.problems);
        record.edits.extend(self.edits);
    }
}

/// Compares two versions of one page; `statements` are those of each, as they were attributed.
pub(crate) fn compare(
    out: &mut Edited,
    case: &Case,
    left: Version<'_>,
    right: Version<'_>,
    statements: (&[Statement], &[Statement]),
) {
    let (a, b) = (words(left.1), words(right.1));
    let plain = |all: &[Word]| -> Vec<String> { all.iter().map(|one| one.0.clone()).collect() };
    let hunks = diff(&plain(&a), &plain(&b));
    let Some(url) = right.0.url.clone().filter(|_| !hunks.is_empty()) else {
        return;
    };
    let mut changes: Vec<EditChange> = hunks
        .iter()
        .take(MOST)
        .map(|(x, y)| change((left.1, &a, x), (right.1, &b, y), statements))
        .collect();
    let captured = |source: &Source| source.extra.get("captured").cloned();
    let cut: usize = hunks.iter().map(|(left, _)| left.len()).sum();
    let added: usize = hunks.iter().map(|(_, right)| right.len()).sum();
    let since = captured(left.0).map_or(String::new(), |when| format!(" since {when}"));
    let message = format!("{url} has changed{since}: words cut {cut}, words added {added}");
    out.problems
        .push(Problem::new(&codes::EDITED, message).in_source(&right.0.path));
    findings(out, case, (left, right), (&a, &b), &hunks, statements);
    let kept: HashSet<_> = out.statements.iter().map(|one| one.id.clone()).collect();
    let now: HashSet<_> = statements.1.iter().map(|one| &one.id).collect();
    for one in &mut changes {
        one.statements
            .retain(|id| kept.contains(id) || now.contains(id));
    }
    out.sources.push(left.0.clone());
    out.edits.push(Edit {
        url,
        left: left.0.id.clone(),
        right: right.0.id.clone(),
        left_captured: captured(left.0),
        right_captured: captured(right.0),
        changes,
        more: hunks.len().saturating_sub(MOST),
    });
}

type Words<'w> = (&'w Document, &'w [Word], &'w Range<usize>);

fn change(
    left: Words<'_>,
    right: Words<'_>,
    statements: (&[Statement], &[Statement]),
) -> EditChange {
    let span = |words: &[Word], range: &Range<usize>| {
        let (first, last) = (
            words.get(range.start)?,
            words.get(range.end.checked_sub(1)?)?,
        );
        (!range.is_empty()).then(|| Span::new(first.1.start, last.1.end))
    };
    let anchor = |document: &Document, span: Span| Anchor::new(&document.text, span);
    let (x, y) = (span(left.1, left.2), span(right.1, right.2));
    let touched = |span: Option<Span>, all: &[Statement]| -> Vec<_> {
        let Some(span) = span else { return Vec::new() };
        all.iter()
            .filter(|one| is_counted(one) && touches(one, span))
            .map(|one| one.id.clone())
            .collect()
    };
    let mut ids = touched(x, statements.0);
    ids.extend(touched(y, statements.1));
    let place = right.2;
    let before = place.start.saturating_sub(AROUND)..place.start;
    let after = place.end..(place.end + AROUND).min(right.1.len());
    let around = |range| span(right.1, range).map(|span| anchor(right.0, span));
    EditChange {
        kind: match (x, y) {
            (Some(_), None) => EditKind::Cut,
            (None, _) => EditKind::Added,
            (Some(_), Some(_)) => EditKind::Changed,
        },
        left: x.map(|span| anchor(left.0, span)),
        right: y.map(|span| anchor(right.0, span)),
        before: around(&before),
        after: around(&after),
        statements: ids,
    }
}

fn is_counted(statement: &Statement) -> bool {
    statement.kind.is_said() && !statement.is_question
}

fn touches(statement: &Statement, span: Span) -> bool {
    statement
        .fragments
        .iter()
        .any(|one| Span::new(one.start, one.end).overlaps(span))
}

/// Statements of the earlier version that were cut or changed, beside what stands there now.
fn findings(
    out: &mut Edited,
    case: &Case,
    (left, right): (Version<'_>, Version<'_>),
    (a, b): (&[Word], &[Word]),
    hunks: &[(Range<usize>, Range<usize>)],
    statements: (&[Statement], &[Statement]),
) {
    // Where every word of the earlier version went.
    let mut went: Vec<Option<usize>> = vec![None; a.len()];
    let (mut x, mut y) = (0, 0);
    for (cut, added) in hunks
        .iter()
        .cloned()
        .chain([(a.len()..a.len(), b.len()..b.len())])
    {
        for (from, to) in (x..cut.start).zip(y..added.start) {
            went[from] = Some(to);
        }
        (x, y) = (cut.end, added.end);
    }
    let mut pairs: Vec<(&Statement, Option<&Statement>)> = Vec::new();
    for one in statements.0.iter().filter(|one| is_counted(one)) {
        let span = one.span();
        let own: Vec<usize> = (a.partition_point(|word| word.1.end <= span.start)..a.len())
            .take_while(|word| a[*word].1.start < span.end)
            .filter(|word| touches(one, a[*word].1))
            .collect();
        let stayed: Vec<Span> = own
            .iter()
            .filter_map(|word| Some(b[went[*word]?].1))
            .collect();
        let in_place =
            |other: &Statement| stayed.iter().filter(|span| touches(other, **span)).count();
        let now = statements
            .1
            .iter()
            .filter(|other| is_counted(other))
            .map(|other| (in_place(other), other))
            .max_by_key(|(shared, _)| *shared)
            .filter(|(shared, _)| *shared as f64 >= KEPT * own.len().max(1) as f64);
        match now {
            Some((_, now)) if fold_text(&now.words()) != fold_text(&one.words()) => {
                pairs.push((one, Some(now)));
            }
            Some(_) => {}
            // Words that stand there still are not cut, whoever is said to have spoken them.
            None if stayed.len() * 2 > own.len() => {}
            None => pairs.push((one, None)),
        }
    }
    if pairs.is_empty() {
        return;
    }
    let mut all: Vec<Statement> = Vec::new();
    for (old, now) in &pairs {
        for one in [Some(*old), *now].into_iter().flatten() {
            if !all.iter().any(|known| known.id == one.id) {
                all.push(one.clone());
            }
        }
    }
    let (sources, documents) = (
        [left.0.clone(), right.0.clone()],
        [left.1.clone(), right.1.clone()],
    );
    let input = diptych_compare::Input {
        case,
        sources: &sources,
        documents: &documents,
        meaning: None,
    };
    let compared = diptych_compare::compare(&input, all);
    let mut positions: HashMap<&str, Vec<&Position>> = HashMap::new();
    for one in &compared.positions {
        positions
            .entry(one.statement.as_str())
            .or_default()
            .push(one);
    }
    let of = |id: &str| positions.get(id).map_or(&[][..], Vec::as_slice);
    for (old, now) in &pairs {
        let judged = compared.divergences.iter().find(|one| {
            let sides = [Some(&one.left), one.right.as_ref()];
            one.axis == Axis::Retelling
                && sides.contains(&Some(&old.id))
                && now.is_some_and(|now| sides.contains(&Some(&now.id)))
        });
        if let Some(judged) = judged {
            out.divergences.push(judged.clone());
            continue;
        }
        let found = of(old.id.as_str()).iter().find(|one| one.issue.is_some());
        let Some(position) = found else { continue };
        out.divergences.extend(match now {
            Some(now) => edited::shifted(old, now, position, of(now.id.as_str())),
            None => Some(edited::gone(old, position, right.0)),
        });
    }
    let old: HashSet<_> = pairs.iter().map(|(old, _)| &old.id).collect();
    out.positions.extend(
        compared
            .positions
            .iter()
            .filter(|one| old.contains(&one.statement))
            .cloned(),
    );
    out.statements.extend(
        compared
            .statements
            .into_iter()
            .filter(|one| old.contains(&one.id))
            .map(|mut one| {
                // The utterances of this small comparison are none of the record's.
                one.utterances.clear();
                one
            }),
    );
}
