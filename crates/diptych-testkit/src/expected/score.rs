//! What the scoring of a case gives.

use std::fmt;

use diptych_core::{DivergenceId, StatementId};

/// How an expected statement fared.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementScore {
    /// Its name in the file.
    pub id: String,
    /// The statement of the record that covers it.
    pub found: Option<StatementId>,
    /// IoU of the best statement of the record, found or not, 0 to 1.
    pub iou: f64,
    /// Whether the speaker is right.
    pub speaker: bool,
    /// Whether the side is right.
    pub side: bool,
    /// Whether the date is right.
    pub date: bool,
    /// What is wrong, in words.
    pub remark: String,
}

impl StatementScore {
    /// Found, with speaker, side and date right.
    pub fn is_right(&self) -> bool {
        self.found.is_some() && self.speaker && self.side && self.date
    }
}

/// How an expected or optional divergence fared.
#[derive(Debug, Clone, PartialEq)]
pub struct RowScore {
    /// The row in words.
    pub row: String,
    /// The divergence that hits it.
    pub hit: Option<DivergenceId>,
    /// Its place in the record's order, from 1.
    pub rank: Option<usize>,
    /// Whether some divergence sets the same two passages beside each other, under any kind, either way round.
    pub paired: bool,
    /// Divergences that join the same statements and fall short, with the reason.
    pub near: Vec<String>,
}

/// A forbidden divergence that was reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForbiddenHit {
    /// The row in words.
    pub row: String,
    /// The divergence.
    pub divergence: DivergenceId,
    /// Its place in the record's order, from 1.
    pub rank: usize,
    /// Why it is forbidden.
    pub why: String,
}

/// A text that is nobody's words and was given to someone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The text.
    pub text: String,
    /// The statement that holds a part of it.
    pub statement: StatementId,
    /// To whom it was given.
    pub speaker: String,
}

/// How a record compares with what an editor expects.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CaseScore {
    /// Expected statements, in the file's order.
    pub statements: Vec<StatementScore>,
    /// Expected divergences, in the file's order.
    pub divergences: Vec<RowScore>,
    /// Optional divergences, in the file's order.
    pub optional: Vec<RowScore>,
    /// Forbidden divergences that were reported.
    pub forbidden: Vec<ForbiddenHit>,
    /// Texts that are nobody's words and were given to someone.
    pub violations: Vec<Violation>,
    /// Said statements of the record that are neither expected nor allowed.
    pub beyond: Vec<StatementId>,
    /// Divergences of the record that no row names, by place from 1.
    pub unlisted: Vec<usize>,
    /// Rows of the file that could not be placed: a fault of the file or of the reading.
    pub faults: Vec<String>,
}

impl CaseScore {
    /// Expected statements that were found.
    pub fn statements_found(&self) -> usize {
        self.statements.iter().filter(|s| s.found.is_some()).count()
    }

    /// Expected statements found with speaker, side and date right.
    pub fn statements_right(&self) -> usize {
        self.statements.iter().filter(|s| s.is_right()).count()
    }

    /// Expected divergences that were hit.
    pub fn hits(&self) -> usize {
        self.hits_among(usize::MAX)
    }

    /// Expected divergences hit by one of the first `n` of the record.
    pub fn hits_among(&self, n: usize) -> usize {
        let among = |row: &&RowScore| row.rank.is_some_and(|rank| rank <= n);
        self.divergences.iter().filter(among).count()
    }

    /// Expected pairs that some divergence sets beside each other, whatever it calls them.
    pub fn pairs_found(&self) -> usize {
        self.divergences.iter().filter(|r| r.paired).count()
    }

    /// Optional divergences that were hit.
    pub fn optional_hits(&self) -> usize {
        self.optional.iter().filter(|r| r.hit.is_some()).count()
    }

    /// Whether everything expected was found and nothing else is wrong.
    pub fn is_clean(&self) -> bool {
        self.statements_right() == self.statements.len()
            && self.hits() == self.divergences.len()
            && self.forbidden.is_empty()
            && self.violations.is_empty()
            && self.faults.is_empty()
    }
}

impl fmt::Display for CaseScore {
    /// A list for people: one line a row, misses with their reasons.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "statements: {} of {} found, {} right; {} beyond the expected",
            self.statements_found(),
            self.statements.len(),
            self.statements_right(),
            self.beyond.len(),
        )?;
        for statement in self.statements.iter().filter(|s| !s.is_right()) {
            writeln!(f, "  {}: {}", statement.id, statement.remark)?;
        }
        writeln!(
            f,
            "divergences: {} of {} hit, {} paired, {} among the first 10; {} of {} optional; {} unlisted",
            self.hits(),
            self.divergences.len(),
            self.pairs_found(),
            self.hits_among(10),
            self.optional_hits(),
            self.optional.len(),
            self.unlisted.len(),
        )?;
        for row in &self.divergences {
            match row.rank {
                Some(rank) => writeln!(f, "  hit at {rank}: {}", row.row)?,
                None => writeln!(f, "  missed: {}", row.row)?,
            }
            for near in &row.near {
                writeln!(f, "    near: {near}")?;
            }
        }
        let first = self.unlisted.iter().filter(|rank| **rank <= 10);
        let first: Vec<String> = first.map(ToString::to_string).collect();
        if !first.is_empty() {
            writeln!(f, "  unlisted among the first 10: {}", first.join(", "))?;
        }
        writeln!(f, "forbidden: {} reported", self.forbidden.len())?;
        for hit in &self.forbidden {
            writeln!(f, "  at {}: {} ({})", hit.rank, hit.row, hit.why)?;
        }
        writeln!(f, "not statements: {} violated", self.violations.len())?;
        for violation in &self.violations {
            writeln!(f, "  given to {}: {}", violation.speaker, violation.text)?;
        }
        for fault in &self.faults {
            writeln!(f, "fault: {fault}")?;
        }
        Ok(())
    }
}
