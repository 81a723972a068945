//! What clauses mean, by the vectors of a sentence encoder: how clauses meet
//! where no table knows their words.
//!
//! Nearness never stands alone. It joins what words, names, days and amounts
//! give (see [`crate::bag`]); agreement and contradiction are as near to each
//! other as translations are, so vectors say what two clauses are about, and
//! the tables say how they stand to each other.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use diptych_core::{Document, Lang, Statement};
use diptych_encode::{
    Background, Cells, Encoder, Means, PieceGround, Vectors, dot, nearest, products_with,
};

use crate::matching::{Matcher, Sight};
use crate::stand::Stand;

/// Steps in which nearness is told.
const STEPS: f64 = 128.0;

/// A clause with fewer words is read with its sentence.
const SHORT: usize = 5;

/// The longest stretch that is encoded, in bytes; more would say no better what it is about.
const LONGEST: usize = 600;

/// A sentence encoder, and what its vectors are measured against.
#[derive(Clone, Copy)]
pub struct Meaning<'a> {
    /// What makes vectors of texts.
    pub encoder: &'a dyn Encoder,
    /// The mean of each language, taken off before languages are compared; none for a foreign encoder.
    pub means: Option<&'a Means>,
    /// Vectors by which crowding is measured; none for a foreign encoder.
    pub background: Option<&'a Background>,
    /// What the pieces of texts are measured against; none for a foreign encoder.
    pub pieces: Option<&'a PieceGround>,
}

impl Meaning<'_> {
    /// The vectors of texts in their languages, the means taken off.
    ///
    /// # Errors
    /// Where the encoder could not do its work.
    pub(crate) fn vectors(
        &self,
        texts: &[&str],
        langs: &[&str],
    ) -> diptych_encode::Result<Vectors> {
        let mut vectors = self.encoder.encode(texts)?;
        if let Some(means) = self.means {
            means.take_off(&mut vectors, langs);
        }
        Ok(vectors)
    }
}

impl fmt::Debug for Meaning<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Meaning")
            .field(&self.encoder.name())
            .finish()
    }
}

/// The vector of a clause.
#[derive(Clone)]
pub(crate) struct Sense {
    vectors: Arc<Vectors>,
    sights: Arc<[Sight]>,
    row: usize,
}

impl fmt::Debug for Sense {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Sense").field(&self.row).finish()
    }
}

impl Sense {
    /// How matching sees the clause.
    pub(crate) fn sight(&self) -> &Sight {
        &self.sights[self.row]
    }

    /// Whether there are so few different clauses that all can be set beside each other.
    pub(crate) fn is_of_few(&self) -> bool {
        self.sights.len() <= MOST_ROWS
    }

    /// Cosine, once what the languages have in common is off; to the next step, so
    /// that processors which add in another order give the same.
    fn near(&self, other: &Self) -> f64 {
        step(dot(
            self.vectors.row(self.row),
            other.vectors.row(other.row),
        ))
    }
}

fn step(cosine: f32) -> f64 {
    (f64::from(cosine) * STEPS).round() / STEPS
}

/// Up to so many different clauses, all can be set beside each other.
const MOST_ROWS: usize = 16_000;

/// Gives every position the vector of its clause. The same words are encoded once.
///
/// # Errors
/// What the encoder could not do; the positions stay without vectors.
pub(crate) fn fill(
    matcher: &Matcher<'_>,
    stands: &mut [Stand],
    statements: &[Statement],
    documents: &HashMap<&str, usize>,
    texts: &[Document],
) -> diptych_encode::Result<()> {
    let mut known: HashMap<(&Lang, &str), usize> = HashMap::new();
    let mut wanted: Vec<(&str, &Lang)> = Vec::new();
    let mut rows: Vec<Option<usize>> = Vec::with_capacity(stands.len());
    for stand in stands.iter() {
        let statement = &statements[stand.statement];
        let document = documents
            .get(statement.source.as_str())
            .map(|place| &texts[*place]);
        rows.push(document.map(|document| {
            let text = words_of(stand, &document.text);
            *known.entry((&statement.lang, text)).or_insert_with(|| {
                wanted.push((text, &statement.lang));
                wanted.len() - 1
            })
        }));
    }
    let sights: Arc<[Sight]> = matcher.look(&wanted)?.into();
    let mut vectors = Vectors::new(sights.first().map_or(0, |sight| sight.vector().len()));
    for sight in sights.iter() {
        vectors.push(sight.vector());
    }
    let vectors = Arc::new(vectors);
    for (stand, row) in stands.iter_mut().zip(rows) {
        stand.sense = row.map(|row| Sense {
            vectors: Arc::clone(&vectors),
            sights: Arc::clone(&sights),
            row,
        });
    }
    Ok(())
}

/// The clause, or its sentence where the clause alone says too little.
fn words_of<'t>(stand: &Stand, text: &'t str) -> &'t str {
    let clause = stand.position.clause.of(text);
    let span = if stand.carried || stand.bare || clause.split_whitespace().count() < SHORT {
        stand.sentence.cover(stand.position.clause)
    } else {
        stand.position.clause
    };
    let words = span.of(text);
    let end = (0..=LONGEST.min(words.len()))
        .rev()
        .find(|at| words.is_char_boundary(*at))
        .unwrap_or(0);
    &words[..end]
}

/// What the nearness of two clauses is worth on the scale of shared words, where
/// both speak of one issue. The points were set where a cosine and that share of words
/// are equally often right over the judged cases for tuning.
const WORTH: [(f64, f64); 5] = [
    (0.15, 0.0),
    (0.3, 0.3),
    (0.4, 0.5),
    (0.55, 0.62),
    (0.8, 0.75),
];

/// What it is worth less where the two are placed on different issues.
const OTHER_ISSUE: f64 = 0.17;

/// How much it adds to words that are shared.
const ADDS: f64 = 0.5;

/// The part that it is worth where one of the two goes on about what was named before.
const CARRIED: f64 = 0.8;

/// Nearness of two clauses by chance.
const CHANCE: f64 = 0.18;

fn worth(near: f64) -> f64 {
    let mut last = (0.0, 0.0);
    for point in WORTH {
        if near < point.0 {
            let part = (near - last.0) / (point.0 - last.0);
            return last.1 + part.max(0.0) * (point.1 - last.1);
        }
        last = point;
    }
    last.1
}

impl Stand {
    /// How plainly two positions share what they speak of, 0 to 1: by their words,
    /// and by the meaning of their clauses where there is an encoder.
    pub(crate) fn shared(&self, other: &Self) -> f64 {
        self.shared_with(other, self.bag.likeness(&other.bag))
    }

    /// As [`Stand::shared`], of two whose words share so much.
    fn shared_with(&self, other: &Self, words: f64) -> f64 {
        self.shared_at(other, words, self.near(other))
    }

    /// As [`Stand::shared`], of two whose words share so much and whose meanings are so near.
    pub(crate) fn shared_at(&self, other: &Self, words: f64, near: Option<f64>) -> f64 {
        let Some(near) = near else {
            return words;
        };
        let placed = if self.issue.is_some() && self.issue == other.issue {
            near
        } else {
            near - OTHER_ISSUE
        };
        // A clause that goes on about what others named is known by their words, not by its own.
        if self.carried || other.carried {
            return words.max(CARRIED * worth(placed)).clamp(0.0, 1.0);
        }
        let both = words + ADDS * (near - CHANCE).clamp(-0.1, 0.3) * words.min(0.4) / 0.4;
        both.max(worth(placed)).clamp(0.0, 1.0)
    }

    /// [`Stand::near`] of several, in their order.
    pub(crate) fn nears(&self, stands: &[Self], others: &[usize]) -> Vec<Option<f64>> {
        let sense = |number: &usize| stands[*number].sense.as_ref();
        let rows: Option<Vec<usize>> = others.iter().map(|one| Some(sense(one)?.row)).collect();
        match (&self.sense, rows) {
            (Some(mine), Some(rows)) => {
                let all = products_with(mine.vectors.row(mine.row), &mine.vectors, &rows);
                all.into_iter().map(|product| Some(step(product))).collect()
            }
            _ => others.iter().map(|one| self.near(&stands[*one])).collect(),
        }
    }

    /// How near the meanings of two clauses are, -1 to 1; nothing where no encoder reads them.
    pub(crate) fn near(&self, other: &Self) -> Option<f64> {
        let (mine, theirs) = (self.sense.as_ref()?, other.sense.as_ref()?);
        Some(mine.near(theirs))
    }

    /// The part of what this position speaks of that the other answers, 0 to 1.
    pub(crate) fn answered_by(&self, other: &Self) -> f64 {
        let near = self.near(other).map_or(0.0, |near| worth(near) * 0.6);
        self.bag.covered_by(&other.bag).max(near)
    }
}

/// Positions that lie nearest to one, which is looked at besides those that share words with it.
const NEIGHBOURS: usize = 8;

/// Nearness below which a neighbour is none.
const NEIGHBOUR: f64 = 0.22;

/// Up to so many vectors of a side all are looked at.
const FEW: usize = 4_000;

/// Cells that are looked at where there are more.
const BREADTH: usize = 12;

/// The clauses of some positions, such as one side's, to be searched.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    /// Positions with their clauses.
    senses: Vec<(usize, Sense)>,
    /// Their vectors, and cells of them, where there are too many to ask of all at once.
    far: Option<(Vectors, Option<Cells>)>,
}

impl Neighbours {
    /// Over those of the numbered positions that have a vector.
    pub(crate) fn new(stands: &[Stand], numbers: &[usize]) -> Self {
        let senses: Vec<(usize, Sense)> = numbers
            .iter()
            .filter_map(|number| Some((*number, stands[*number].sense.clone()?)))
            .collect();
        let many = senses
            .first()
            .filter(|(_, first)| first.vectors.len() > MOST_ROWS);
        let far = many.map(|(_, first)| {
            let mut vectors = Vectors::new(first.vectors.dimensions());
            for (_, sense) in &senses {
                vectors.push(sense.vectors.row(sense.row));
            }
            let cells = (senses.len() > FEW).then(|| Cells::new(&vectors));
            (vectors, cells)
        });
        Self { senses, far }
    }

    /// The positions whose clauses mean what comes nearest to that of `stand`; of equals the first.
    pub(crate) fn of(&self, stand: &Stand) -> Vec<usize> {
        let Some(sense) = stand.sense.as_ref().filter(|_| !self.senses.is_empty()) else {
            return Vec::new();
        };
        let query = sense.vectors.row(sense.row);
        let near: Vec<(usize, f32)> = match &self.far {
            Some((vectors, Some(cells))) => cells
                .nearest(vectors, query, NEIGHBOURS, BREADTH, |_, dot| Some(dot))
                .into_iter()
                .map(|near| (near.index, near.score))
                .collect(),
            Some((vectors, None)) => {
                let question = Vectors::from_rows(query.len(), query.to_vec());
                let found = nearest(&question, vectors, NEIGHBOURS, |_, _, dot| Some(dot));
                let found = found.into_iter().flatten();
                found.map(|near| (near.index, near.score)).collect()
            }
            None => {
                let all = self.senses.iter();
                let all = all.map(|(_, other)| dot(query, other.vectors.row(other.row)));
                first_of(all)
            }
        };
        near.into_iter()
            .filter(|(_, score)| f64::from(*score) >= NEIGHBOUR)
            .map(|(index, _)| self.senses[index].0)
            .collect()
    }
}

/// The greatest of the scores with their places, the greatest first; of equals the first.
fn first_of(scores: impl Iterator<Item = f32>) -> Vec<(usize, f32)> {
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(NEIGHBOURS + 1);
    for (index, score) in scores.enumerate() {
        let last = best.last().map_or(f32::NEG_INFINITY, |last| last.1);
        if score.is_nan() || best.len() == NEIGHBOURS && score <= last {
            continue;
        }
        let at = best.partition_point(|old| old.1 >= score);
        best.insert(at, (index, score));
        best.truncate(NEIGHBOURS);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_scores_the_first_of_the_greatest_stay() {
        let scores = [0.1, 0.5, f32::NAN, 0.5, 0.9].into_iter();
        let more = std::iter::repeat_n(0.5, 9);
        let places: Vec<usize> = first_of(scores.chain(more))
            .iter()
            .map(|one| one.0)
            .collect();
        assert_eq!(places, [4, 1, 3, 5, 6, 7, 8, 9]);
    }

    #[test]
    fn nearness_is_worth_more_the_greater_it_is() {
        let steps: Vec<f64> = (-10..=10)
            .map(|step| worth(f64::from(step) / 10.0))
            .collect();
        assert!(steps.windows(2).all(|pair| pair[0] <= pair[1]), "{steps:?}");
        assert!(worth(0.1) < 1e-9 && (worth(0.3) - 0.3).abs() < 1e-9 && worth(1.0) <= 0.75);
    }
}
