//! Running a search.

use diptych_core::{Day, IssueId, Lang, SideId, SourceId, Span, Statement, StatementKind};
use serde::Serialize;

use super::hits::hits;
use super::query::Query;
use super::words::{cover, facet, name_facets, together};
use crate::{Result, Store};

/// Up to this many are put in order of how well they fit; more come in the order of the case.
const RANKED: usize = 2_000;

/// What else must hold of a statement. What is not set does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// A name, or a part of one, in any script and case.
    pub speaker: Option<String>,
    /// The side of the speaker.
    pub side: Option<SideId>,
    /// An issue that it speaks of.
    pub issue: Option<IssueId>,
    /// How the words stand in the source.
    pub kind: Option<StatementKind>,
    /// Language of the words.
    pub lang: Option<Lang>,
    /// The source it stands in.
    pub source: Option<SourceId>,
    /// It can have been said on this day or later; where it is not known when, published.
    pub from: Option<Day>,
    /// It can have been said on this day or earlier.
    pub to: Option<Day>,
}

/// A statement that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Match {
    /// The statement.
    pub statement: Statement,
    /// The words that were looked for, in bytes of the document.
    pub hits: Vec<Span>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Found {
    /// How many fit; where `more` is set, at least so many.
    pub total: usize,
    /// Whether there are more than were counted.
    pub more: bool,
    /// Whether the best come first; else they come in the order in which they were taken in.
    pub ranked: bool,
    /// The first of them.
    pub matches: Vec<Match>,
}

impl Store {
    /// Finds statements of the last record: at most `limit` of them, after the first `skip`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn search(
        &self,
        query: &Query,
        filter: &Filter,
        limit: usize,
        skip: usize,
    ) -> Result<Found> {
        let expression = query.expression(&filter.facets());
        let from = filter.from.map(|day| day.to_string());
        let to = filter.to.map(|day| day.to_string());
        let is_indexed = !expression.is_empty();
        // A row is looked at only where its days matter.
        let by_day = from.is_some() || to.is_some();
        let days = if by_day {
            "AND (?2 IS NULL OR s.said_to >= ?2) AND (?3 IS NULL OR s.said_from <= ?3)
             AND s.said_from IS NOT NULL"
        } else {
            "AND ?2 IS NULL AND ?3 IS NULL"
        };
        let table = match (is_indexed, by_day) {
            (true, true) => {
                "words AS w CROSS JOIN statement AS s ON s.row = w.rowid WHERE words MATCH ?1"
            }
            (true, false) => "words AS w WHERE words MATCH ?1",
            (false, _) => "statement AS s WHERE ?1 = ''",
        };
        let fail = |error: rusqlite::Error| self.fail(&error);
        let counted: usize = self
            .conn
            .prepare_cached(&format!(
                "SELECT count(*) FROM (SELECT 1 FROM {table} {days} LIMIT {})",
                RANKED + 1
            ))
            .and_then(|mut count| count.query_row((&expression, &from, &to), |row| row.get(0)))
            .map_err(fail)?;
        let ranked = is_indexed && !query.is_empty() && counted <= RANKED;
        let (row, order) = match (is_indexed, ranked) {
            (true, true) => ("w.rowid", "bm25(words, 2.0, 1.0, 0.0), w.rowid"),
            (true, false) => ("w.rowid", "w.rowid"),
            (false, _) => ("s.row", "s.row"),
        };
        let mut select = self
            .conn
            .prepare_cached(&format!(
                "SELECT f.id, f.body FROM (
                     SELECT {row} AS row FROM {table} {days} ORDER BY {order} LIMIT {limit} OFFSET {skip}
                 ) AS hit CROSS JOIN statement AS f ON f.row = hit.row"
            ))
            .map_err(fail)?;
        let rows: Vec<(String, String)> = select
            .query_map((&expression, &from, &to), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .map_err(fail)?
            .collect::<rusqlite::Result<_>>()
            .map_err(fail)?;
        let mut matches = Vec::with_capacity(rows.len());
        for (id, body) in &rows {
            let statement: Statement = self.parse(id, body)?;
            let hits = hits(&statement, query);
            matches.push(Match { statement, hits });
        }
        Ok(Found {
            total: counted.min(RANKED),
            more: counted > RANKED,
            ranked,
            matches,
        })
    }
}

impl Filter {
    /// The words of the index that must be there, any of each list: those of a statement are filed together where
    /// single ones are broad ([`together`]).
    fn facets(&self) -> Vec<Vec<String>> {
        let mut out: Vec<Vec<String>> = Vec::new();
        if let Some(name) = &self.speaker {
            out.extend(name_facets(name).into_iter().map(|one| vec![one]));
        }
        if let Some(source) = &self.source {
            out.push(vec![facet("source", source.as_str())]);
        }
        // The narrowest first.
        let mut broad: Vec<String> = Vec::new();
        if let Some(issue) = &self.issue {
            broad.push(facet("issue", issue.as_str()));
        }
        let lang = self.lang.as_ref().map(|lang| facet("lang", lang.code()));
        let kind = self.kind.map(|kind| {
            let kind = serde_json::to_value(kind).unwrap_or_default();
            facet("kind", kind.as_str().unwrap_or_default())
        });
        match (&lang, &kind) {
            (Some(lang), Some(kind)) => broad.push(together(lang, kind)),
            _ => broad.extend(kind.or(lang)),
        }
        if let Some(side) = &self.side {
            let place = broad.len().min(1);
            broad.insert(place, facet("side", side.as_str()));
        }
        if self.from.is_some() || self.to.is_some() {
            let mut spans = cover(self.from, self.to);
            if !broad.is_empty() {
                let with = broad.remove(0);
                for span in &mut spans {
                    *span = together(&with, span);
                }
            }
            out.push(spans);
        }
        out.extend(broad.into_iter().map(|one| vec![one]));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broad_words_are_looked_for_together() {
        let all = Filter {
            side: Some(SideId("north".into())),
            kind: Some(StatementKind::Turn),
            lang: Some(Lang::Uk),
            from: Day::parse("2031-04-20"),
            to: Day::parse("2031-05-02"),
            ..Filter::default()
        };
        let month = 2031 * 12 + 3;
        let lists = all.facets();
        assert_eq!(lists.len(), 2, "{lists:?}");
        assert_eq!(lists[0][1], format!("langukqandkindturnqandm{month}"));
        assert_eq!(lists[0].len(), 3);
        assert_eq!(lists[1], ["sidenorth"]);
        let side = Filter {
            kind: None,
            lang: None,
            to: None,
            ..all
        };
        let lists = side.facets();
        assert!(
            lists[0].contains(&"sidenorthqandy2032".to_owned()),
            "{lists:?}"
        );
        let undated = Filter { from: None, ..side };
        assert_eq!(undated.facets(), [["sidenorth"]]);
    }
}
