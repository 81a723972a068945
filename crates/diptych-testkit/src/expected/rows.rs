//! Rows: which divergence of a record hits, or breaks, which row.

use std::collections::BTreeMap;

use diptych_core::{About, Divergence, Record, Span, StatementId, fold};

use super::file::{Names, Row};
use super::place::Page;
use super::score::{ForbiddenHit, RowScore};

/// An expected statement in its place.
struct Placed<'a> {
    page: &'a Page,
    span: Span,
    /// Statements of the record that count as this one.
    covering: Vec<StatementId>,
    /// Statements of the record that lie in it, parts of it among them.
    within: Vec<StatementId>,
}

/// The rows of a file of expectations, against one record.
pub(super) struct Rows<'a> {
    record: &'a Record,
    placed: BTreeMap<String, Placed<'a>>,
    /// Whether a divergence already hit a row: each hits one.
    used: Vec<bool>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(record: &'a Record) -> Self {
        Self {
            record,
            placed: BTreeMap::new(),
            used: vec![false; record.divergences.len()],
        }
    }

    /// Says where an expected statement stands and what covers it.
    pub(super) fn place(
        &mut self,
        id: &str,
        page: &'a Page,
        span: Span,
        covering: Vec<StatementId>,
        within: Vec<StatementId>,
    ) {
        let placed = Placed {
            page,
            span,
            covering,
            within,
        };
        self.placed.insert(id.to_owned(), placed);
    }

    /// Whether the statement is an expected one or a part of one.
    pub(super) fn is_placed(&self, id: &StatementId) -> bool {
        let holds = |p: &Placed| p.covering.contains(id) || p.within.contains(id);
        self.placed.values().any(holds)
    }

    /// The names among `names` that the statement counts as.
    fn named<'b>(
        &'b self,
        names: &'b Names,
        id: &'b StatementId,
    ) -> impl Iterator<Item = &'b Placed<'a>> {
        names
            .iter()
            .filter_map(|name| self.placed.get(name))
            .filter(move |placed| placed.covering.contains(id))
    }

    /// Whether evidence in the statement touches the snippet, where one is given.
    fn justified(
        &self,
        divergence: &Divergence,
        names: &Names,
        id: &StatementId,
        snippet: &str,
    ) -> bool {
        snippet.is_empty()
            || self.named(names, id).any(|placed| {
                placed
                    .page
                    .find(snippet, placed.span)
                    .into_iter()
                    .any(|place| {
                        divergence.evidence.iter().any(|evidence| {
                            evidence.statement == *id
                                && Span::new(evidence.start, evidence.end).overlaps(place)
                        })
                    })
            })
    }

    /// Whether the divergence joins the row's statements in its direction.
    fn joins(&self, row: &Row, divergence: &Divergence) -> bool {
        if self.named(&row.left, &divergence.left).next().is_none() {
            return false;
        }
        match (&divergence.right, row.right.iter().next()) {
            (Some(right), Some(_)) => self.named(&row.right, right).next().is_some(),
            (None, None) => true,
            _ => false,
        }
    }

    /// Whether the divergence sets the row's passages beside each other, under any kind, either way round.
    fn pairs(&self, row: &Row, divergence: &Divergence) -> bool {
        let stands = |names: &Names, snippet: &str, id: &StatementId| {
            self.named(names, id).next().is_some() && self.justified(divergence, names, id, snippet)
        };
        let left = &divergence.left;
        let Some(right) = &divergence.right else {
            return self.joins(row, divergence) && self.shortfall(row, divergence).is_none();
        };
        let (first, second) = (row.left_snippet.as_str(), row.right_snippet.as_str());
        let along = stands(&row.left, first, left) && stands(&row.right, second, right);
        along || stands(&row.left, first, right) && stands(&row.right, second, left)
    }

    /// Why the divergence, which joins the row's statements, does not hit it; nothing where it does.
    fn shortfall(&self, row: &Row, divergence: &Divergence) -> Option<&'static str> {
        let axis = word(&divergence.axis);
        if !row.takes_kind(divergence.kind.word()) {
            return Some("another kind");
        }
        if row.axis.as_ref().is_some_and(|wanted| *wanted != axis) {
            return Some("another axis");
        }
        if !self.justified(divergence, &row.left, &divergence.left, &row.left_snippet) {
            return Some("evidence beside the left snippet");
        }
        if let Some(right) = &divergence.right {
            if !self.justified(divergence, &row.right, right, &row.right_snippet) {
                return Some("evidence beside the right snippet");
            }
        } else if let Some(wanted) = &row.about {
            let about = divergence.about.as_ref();
            let side = about.is_some_and(|about| about.side == wanted.side);
            let name = about.is_some_and(|about| is_name(about, wanted));
            if !side || !name {
                return Some("another's silence");
            }
        }
        None
    }

    /// How each row fared; a divergence hits at most one row, the first it can.
    pub(super) fn hits(&mut self, rows: &[Row], faults: &mut Vec<String>) -> Vec<RowScore> {
        let mut out = Vec::with_capacity(rows.len());
        for row in rows {
            self.check(row, faults);
            let mut score = RowScore {
                row: row.label(),
                hit: None,
                rank: None,
                paired: (self.record.divergences.iter())
                    .any(|divergence| self.pairs(row, divergence)),
                near: Vec::new(),
            };
            for (index, divergence) in self.record.divergences.iter().enumerate() {
                if !self.joins(row, divergence) {
                    continue;
                }
                match self.shortfall(row, divergence) {
                    None if !self.used[index] => {
                        self.used[index] = true;
                        score.hit = Some(divergence.id.clone());
                        score.rank = Some(index + 1);
                        score.near.clear();
                        break;
                    }
                    None => {}
                    Some(reason) => {
                        let kind = divergence.kind.word();
                        let near = format!("{kind} at {}, {reason}", index + 1);
                        score.near.push(near);
                    }
                }
            }
            out.push(score);
        }
        out
    }

    /// Adds a fault for every snippet that does not stand in its statement.
    fn check(&self, row: &Row, faults: &mut Vec<String>) {
        for (names, snippet) in [
            (&row.left, &row.left_snippet),
            (&row.right, &row.right_snippet),
        ] {
            for name in names.iter() {
                if !self.placed.contains_key(name) {
                    faults.push(format!("{}: no statement `{name}`", row.label()));
                }
            }
            let mut placed = names
                .iter()
                .filter_map(|name| self.placed.get(name))
                .peekable();
            let unplaced = placed.peek().is_none();
            let stands = placed.any(|placed| !placed.page.find(snippet, placed.span).is_empty());
            if !unplaced && !stands && !snippet.is_empty() {
                faults.push(format!(
                    "{}: `{snippet}` is not in the statement",
                    row.label()
                ));
            }
        }
    }

    /// Divergences that break a forbidden row, whatever their evidence.
    pub(super) fn broken(&mut self, rows: &[Row]) -> Vec<ForbiddenHit> {
        let mut out = Vec::new();
        for row in rows {
            for (index, divergence) in self.record.divergences.iter().enumerate() {
                let issue = row.issue.as_deref().unwrap_or("*");
                let left = self.is_part(&row.left, Some(&divergence.left));
                let right = self.is_part(&row.right, divergence.right.as_ref());
                let axis = row
                    .axis
                    .as_ref()
                    .is_none_or(|axis| *axis == word(&divergence.axis));
                let issue = issue == "*" || issue == divergence.issue.as_str();
                let about = row.about.as_ref().is_none_or(|wanted| {
                    divergence
                        .about
                        .as_ref()
                        .is_some_and(|about| about.side == wanted.side && is_name(about, wanted))
                });
                if left && right && axis && issue && about && row.takes_kind(divergence.kind.word())
                {
                    self.used[index] = true;
                    out.push(ForbiddenHit {
                        row: row.label(),
                        divergence: divergence.id.clone(),
                        rank: index + 1,
                        why: row.why.clone(),
                    });
                }
            }
        }
        out
    }

    /// Whether the statement is one of `names` or a part of one.
    fn is_part(&self, names: &Names, id: Option<&StatementId>) -> bool {
        let part = |placed: &Placed, id| placed.covering.contains(id) || placed.within.contains(id);
        names.is_any()
            || id.is_some_and(|id| {
                names
                    .iter()
                    .filter_map(|name| self.placed.get(name))
                    .any(|placed| part(placed, id))
            })
    }

    /// Places, from 1, of the divergences that no row names.
    pub(super) fn unlisted(&self) -> Vec<usize> {
        let free = self.used.iter().enumerate().filter(|(_, used)| !**used);
        free.map(|(index, _)| index + 1).collect()
    }
}

/// Whether the two name the same; a side as a whole fits any name of it.
fn is_name(about: &About, wanted: &About) -> bool {
    match (&about.name, &wanted.name) {
        (Some(name), Some(wanted)) => fold(name).text == fold(wanted).text,
        _ => true,
    }
}

/// The record's word for a value of a closed list.
fn word<T: serde::Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{divergence, documents, evidence, expected, record};
    use super::super::judge::score;
    use diptych_core::{About, DivergenceKind};
    use serde_json::json;

    #[test]
    fn the_kind_may_be_another_that_is_as_good() {
        let mut record = record();
        record.divergences[0].kind = DivergenceKind::Conditional;
        let mut value = expected();
        assert_eq!(score(&value, &record, &documents).hits(), 0);
        value["divergences"][0]["also"] = json!(["conditional"]);
        assert_eq!(score(&value, &record, &documents).hits(), 1);
    }

    #[test]
    fn the_direction_and_the_evidence_count() {
        let mut record = record();
        record.divergences[0].evidence[1] = evidence("b", "toll");
        let result = score(&expected(), &record, &documents);
        assert_eq!(
            result.divergences[0].near,
            ["overstated at 1, evidence beside the right snippet"]
        );
        let row = &mut record.divergences[0];
        row.right = Some(std::mem::replace(&mut row.left, "b".into()));
        let result = score(&expected(), &record, &documents);
        assert_eq!((result.hits(), result.unlisted.len()), (0, 1));
    }

    #[test]
    fn forbidden_rows_need_no_evidence() {
        let mut record = record();
        record.divergences.push(divergence(
            DivergenceKind::Contradicted,
            "a",
            Some("b"),
            Vec::new(),
        ));
        record
            .divergences
            .push(divergence(DivergenceKind::Silent, "b", None, Vec::new()));
        let result = score(&expected(), &record, &documents);
        let ranks: Vec<usize> = result.forbidden.iter().map(|hit| hit.rank).collect();
        assert_eq!(ranks, [2, 3]);
        assert!(!result.is_clean());
    }

    #[test]
    fn one_divergence_hits_one_row() {
        let mut value = expected();
        let row = value["divergences"][0].clone();
        value["optional"] = json!([row]);
        let result = score(&value, &record(), &documents);
        assert_eq!((result.hits(), result.optional_hits()), (1, 0));
    }

    #[test]
    fn a_silence_is_about_someone() {
        let mut record = record();
        let mut silent = divergence(
            DivergenceKind::Silent,
            "a",
            None,
            vec![evidence("a", "begun")],
        );
        silent.about = Some(About {
            side: "south".into(),
            name: None,
        });
        record.divergences = vec![silent];
        let mut value = expected();
        value["forbidden"] = json!([]);
        value["divergences"] = json!([{"kind": "silent", "issue": "bridge", "left": ["s1", "s2"],
            "left_snippet": "begun the", "about": {"side": "south"}}]);
        assert_eq!(score(&value, &record, &documents).hits(), 1);
        value["divergences"][0]["about"]["side"] = "north".into();
        let result = score(&value, &record, &documents);
        assert_eq!(
            result.divergences[0].near,
            ["silent at 1, another's silence"]
        );
        assert_eq!(
            result.divergences[0].row,
            "silent bridge s1|s2 → silence of north"
        );
    }
}
