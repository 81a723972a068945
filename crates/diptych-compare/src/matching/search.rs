//! The best answers among many texts: found by vectors, put in order by all that is known.

use std::collections::HashSet;

use diptych_encode::{Cells, Grain, Result, Vectors, Worded, nearest};
use rayon::prelude::*;

use super::evidence::{BESIDE, Evidence};
use super::sight::{Matcher, Sight};

/// Neighbours by vector that are weighed in full, and by their pieces.
pub const LOOKED_AT: usize = 24;

/// How much the pieces count beside the nearness of vectors, which is twice a cosine with the crowding taken off.
///
/// Set with the layer on the halves for tuning, where at this weight a translation stands out the most
/// from the best of 24 others, measured by the spread of that distance.
pub const PIECES: f64 = 4.0;

/// Up to so many texts every one is looked at; beyond, only the cells that lie near.
const EXACT: usize = 100_000;

/// Cells that are looked at.
const BREADTH: usize = 24;

/// Up to so many texts are looked at piece by piece in one go: as many as an encoder keeps at hand. Beyond, vectors and
/// names alone put answers in order.
const FINER: usize = 16_000;

/// Texts that are searched.
#[derive(Debug)]
pub struct Pool<'s> {
    sights: Vec<&'s Sight>,
    vectors: Vectors,
    cells: Option<Cells>,
}

/// A text that answers another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// Its place in the pool.
    pub index: usize,
    /// What it is put in order by.
    pub rank: f64,
    /// What speaks for and against the two saying one thing.
    pub evidence: Evidence,
}

impl<'s> Pool<'s> {
    /// Of texts that have vectors; those without are never found.
    ///
    /// Where there are very many, it puts them in cells: that takes seconds, and can be done again at any time.
    pub fn new(sights: Vec<&'s Sight>) -> Self {
        Self::with_exact(sights, EXACT)
    }

    fn with_exact(sights: Vec<&'s Sight>, exact: usize) -> Self {
        let vectors = rows(&sights);
        let cells = (sights.len() > exact).then(|| Cells::new(&vectors));
        Self {
            sights,
            vectors,
            cells,
        }
    }

    /// The texts.
    pub fn sights(&self) -> &[&'s Sight] {
        &self.sights
    }
}

/// The vectors of sights; those that have none get noughts.
fn rows(sights: &[&Sight]) -> Vectors {
    let width = sights.iter().map(|sight| sight.vector().len()).max();
    let mut vectors = Vectors::new(width.unwrap_or(0));
    for sight in sights {
        vectors.push(sight.vector());
    }
    vectors
}

impl Matcher<'_> {
    /// For every query the `count` best answers in the pool, the best first: [`Matcher::near`], then
    /// [`Matcher::order`].
    ///
    /// # Errors
    /// Where the encoder could not do its work.
    pub fn best<F>(
        &self,
        queries: &[&Sight],
        pool: &Pool<'_>,
        count: usize,
        meets: F,
    ) -> Result<Vec<Vec<Answer>>>
    where
        F: Fn(usize, usize, f32) -> bool + Sync,
    {
        let found = self.near(queries, pool, meets);
        let mut answers = self.order(queries, pool, &found)?;
        for answers in &mut answers {
            answers.truncate(count);
        }
        Ok(answers)
    }

    /// For every query the places in the pool of the [`LOOKED_AT`] whose vectors lie nearest, crowding
    /// taken off; none without vectors.
    ///
    /// `meets` says which may meet, by the places of query and answer and the product of their vectors.
    pub fn near<F>(&self, queries: &[&Sight], pool: &Pool<'_>, meets: F) -> Vec<Vec<usize>>
    where
        F: Fn(usize, usize, f32) -> bool + Sync,
    {
        let score = |query: usize, place: usize, product: f32| {
            let (query_sight, sight) = (queries[query], pool.sights[place]);
            let may = query_sight.has_vector() && sight.has_vector();
            let may = may && meets(query, place, product);
            may.then(|| query_sight.less_crowded(sight, product))
        };
        let questions = rows(queries);
        let places = |found: Vec<diptych_encode::Neighbour>| -> Vec<usize> {
            found.into_iter().map(|near| near.index).collect()
        };
        if let Some(cells) = &pool.cells {
            let one = |query: usize| {
                let score = |place, product| score(query, place, product);
                let row = questions.row(query);
                places(cells.nearest(&pool.vectors, row, LOOKED_AT, BREADTH, score))
            };
            return (0..queries.len()).into_par_iter().map(one).collect();
        }
        let found = nearest(&questions, &pool.vectors, LOOKED_AT, score);
        found.into_iter().map(places).collect()
    }

    /// Puts what was found for every query in order, the best first: by vectors, by what is named,
    /// counted and denied, and, where the encoder sees pieces, by them.
    ///
    /// # Errors
    /// Where the encoder could not do its work.
    pub fn order(
        &self,
        queries: &[&Sight],
        pool: &Pool<'_>,
        found: &[Vec<usize>],
    ) -> Result<Vec<Vec<Answer>>> {
        let make = |index, rank, evidence| Answer {
            index,
            rank,
            evidence,
        };
        let mut all = self.ranked(queries, pool, found, make)?;
        for answers in &mut all {
            // Of equals the nearer by vector.
            answers.sort_by(|a, b| b.rank.total_cmp(&a.rank));
        }
        Ok(all)
    }

    /// The places of the `count` that [`Matcher::order`] puts first for every query.
    ///
    /// # Errors
    /// Where the encoder could not do its work.
    pub(crate) fn first(
        &self,
        queries: &[&Sight],
        pool: &Pool<'_>,
        found: &[Vec<usize>],
        count: usize,
    ) -> Result<Vec<Vec<usize>>> {
        let all = self.ranked(queries, pool, found, |index, rank, _| (rank, index))?;
        let first = |mut answers: Vec<(f64, usize)>| {
            answers.sort_by(|a, b| b.0.total_cmp(&a.0));
            let places = answers.into_iter().map(|(_, index)| index);
            places.take(count).collect()
        };
        Ok(all.into_iter().map(first).collect())
    }

    /// What was found for every query, weighed, in the order in which it was found.
    fn ranked<T: Send>(
        &self,
        queries: &[&Sight],
        pool: &Pool<'_>,
        found: &[Vec<usize>],
        make: impl Fn(usize, f64, Evidence) -> T + Sync,
    ) -> Result<Vec<Vec<T>>> {
        let pairs: Vec<(&Sight, usize)> = queries
            .iter()
            .zip(found)
            .flat_map(|(query, found)| found.iter().map(move |place| (*query, *place)))
            .collect();
        let beyond = self.beyond(&pairs, queries.len(), pool)?;
        let ends = found.iter().scan(0, |end, found| {
            *end += found.len();
            Some(*end)
        });
        let ends: Vec<usize> = ends.collect();
        let weigh = |(end, found): (&usize, &Vec<usize>)| {
            let first = end - found.len();
            let one = |number: usize| {
                let (query, index) = pairs[number];
                let evidence = Evidence::between(query, pool.sights[index]);
                let beyond = beyond.as_ref().map_or(0.0, |all| f64::from(all[number]));
                make(index, evidence.rank(BESIDE) + PIECES * beyond, evidence)
            };
            (first..*end).map(one).collect()
        };
        Ok(ends.par_iter().zip(found).map(weigh).collect())
    }

    /// How much better the pieces of `query` find one in each of the others, and theirs one in it, than in texts that
    /// only lie near each other; nothing where the encoder sees no pieces.
    ///
    /// # Errors
    /// Where the encoder could not do its work.
    pub(crate) fn held(&self, query: &Sight, others: &[&Sight]) -> Result<Option<Vec<(f64, f64)>>> {
        let Some((meaning, ground)) = self.meaning.and_then(|one| Some((one, one.pieces?))) else {
            return Ok(None);
        };
        let mut texts = vec![query.worded()];
        texts.extend(others.iter().map(|other| other.worded()));
        let Some(grains) = meaning.encoder.grains(ground, &texts)? else {
            return Ok(None);
        };
        let Some((first, rest)) = grains.split_first() else {
            return Ok(None);
        };
        let one = |(grain, other): (&Grain, &&Sight)| {
            let (a, b) = ((first, texts[0].lang), (grain, other.worded().lang));
            let (here, there) = ground.held_beyond(a, b);
            (f64::from(here), f64::from(there))
        };
        Ok(Some(rest.iter().zip(others).map(one).collect()))
    }

    /// How much better the pieces of each pair meet than those of texts that only lie near each other.
    fn beyond(
        &self,
        pairs: &[(&Sight, usize)],
        queries: usize,
        pool: &Pool<'_>,
    ) -> Result<Option<Vec<f32>>> {
        let Some((meaning, ground)) = self.meaning.and_then(|one| Some((one, one.pieces?))) else {
            return Ok(None);
        };
        let pairs: Vec<(Worded<'_>, Worded<'_>)> = pairs
            .iter()
            .map(|(query, place)| (query.worded(), pool.sights[*place].worded()))
            .collect();
        if queries + pool.sights.len() > FINER && are_more(&pairs, FINER) {
            return Ok(None);
        }
        meaning.encoder.beyond(ground, &pairs)
    }
}

/// Whether the pairs are of more different texts.
fn are_more(pairs: &[(Worded<'_>, Worded<'_>)], most: usize) -> bool {
    let all = || pairs.iter().flat_map(|(a, b)| [*a, *b]);
    // Texts that lie in one place are one: that is told faster than that their words are.
    let places: HashSet<(usize, usize)> = all()
        .map(|one| (one.text.as_ptr().addr(), one.text.len()))
        .collect();
    places.len() > most && all().collect::<HashSet<_>>().len() > most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Meaning;
    use diptych_core::Lang;
    use diptych_encode::{Encoder, PieceGround};

    /// Vectors by the first letter, pieces by the last.
    struct Letters;

    impl Encoder for Letters {
        fn name(&self) -> &'static str {
            "letters"
        }
        fn digest(&self) -> &'static str {
            "letters"
        }
        fn dimensions(&self) -> usize {
            2
        }
        fn encode(&self, texts: &[&str]) -> Result<Vectors> {
            let mut vectors = Vectors::new(2);
            for text in texts {
                let angle = f32::from(text.bytes().next().unwrap_or(0)) / 80.0;
                vectors.push(&[angle.cos(), angle.sin()]);
            }
            Ok(vectors)
        }
        fn beyond(
            &self,
            _: &PieceGround,
            pairs: &[(Worded<'_>, Worded<'_>)],
        ) -> Result<Option<Vec<f32>>> {
            let same = |(a, b): &(Worded<'_>, Worded<'_>)| {
                f32::from(u8::from(a.text.bytes().last() == b.text.bytes().last()))
            };
            Ok(Some(pairs.iter().map(same).collect()))
        }
    }

    fn first(pieces: Option<&PieceGround>, exact: usize) -> Vec<usize> {
        let matcher = Matcher::new(Meaning {
            encoder: &Letters,
            means: None,
            background: None,
            pieces,
        });
        let texts = ["a man by", "c man bx", "d man by", "h man bx", "a man bx"];
        let texts = texts.map(|text| (text, &Lang::En));
        let sights = matcher.look(&texts).unwrap();
        let sights: Vec<&Sight> = sights.iter().collect();
        let pool = Pool::with_exact(sights.clone(), exact);
        let best = matcher.best(&sights, &pool, 1, |a, b, _| a != b).unwrap();
        best.iter().map(|answers| answers[0].index).collect()
    }

    #[test]
    fn vectors_find_and_pieces_decide() {
        let ground = PieceGround::default();
        assert_eq!(first(None, 9), [4, 2, 1, 2, 0]);
        assert_eq!(first(Some(&ground), 9), [2, 4, 0, 1, 1]);
        // The same through cells, all of which are looked at here.
        assert_eq!(first(Some(&ground), 2), [2, 4, 0, 1, 1]);
    }

    #[test]
    fn nothing_is_found_by_words_alone_or_in_nothing() {
        let matcher = Matcher::lexical();
        let sights = matcher.look(&[("one", &Lang::En)]).unwrap();
        let sights: Vec<&Sight> = sights.iter().collect();
        let pool = Pool::new(sights.clone());
        let best = matcher.best(&sights, &pool, 3, |_, _, _| true).unwrap();
        assert_eq!(best, [vec![]]);
        let best = matcher.best(&sights, &Pool::new(Vec::new()), 3, |_, _, _| true);
        assert_eq!(best.unwrap(), [vec![]]);
    }
}
