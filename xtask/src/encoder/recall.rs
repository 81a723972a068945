//! Whether translations find each other.

use diptych_encode::{Crowding, Encoder, Means, Vectors, corrected, nearest};

use super::data::{LANGS, Pair, Triple};

/// Neighbours that make a crowd.
const CROWD: usize = 10;

/// From language to language: en→ru, en→uk, uk→ru, and back.
const WAYS: [(usize, usize); 6] = [(0, 1), (0, 2), (2, 1), (1, 0), (2, 0), (1, 2)];

fn encode(encoder: &dyn Encoder, texts: &[&str]) -> Result<Vectors, String> {
    encoder.encode(texts).map_err(|error| error.to_string())
}

fn language(encoder: &dyn Encoder, triples: &[Triple], lang: usize) -> Result<Vectors, String> {
    let texts: Vec<&str> = triples.iter().map(|triple| triple[lang].as_str()).collect();
    encode(encoder, &texts)
}

fn languages(encoder: &dyn Encoder, triples: &[Triple]) -> Result<Vec<Vectors>, String> {
    (0..LANGS.len())
        .map(|lang| language(encoder, triples, lang))
        .collect()
}

/// The bare recall of an encoder.
pub(super) fn table(encoder: &dyn Encoder, triples: &[Triple]) -> Result<(), String> {
    let vectors = languages(encoder, triples)?;
    ways("table tier, bare", |from, to| {
        let (from, to) = (&vectors[from], &vectors[to]);
        first(nearest(from, to, 1, |_, _, dot| Some(dot)))
    });
    Ok(())
}

/// Bare recall, one by one and in one pool.
pub(super) fn bare(encoder: &dyn Encoder, triples: &[Triple]) -> Result<(), String> {
    let vectors = languages(encoder, triples)?;
    ways("bare", |from, to| {
        let (from, to) = (&vectors[from], &vectors[to]);
        first(nearest(from, to, 1, |_, _, dot| Some(dot)))
    });
    pool(&vectors, "bare", false);
    Ok(())
}

/// Recall bare, with the means taken off, and with crowding corrected; then in one pool.
pub(super) fn all(encoder: &dyn Encoder, triples: &[Triple]) -> Result<(), String> {
    let mut vectors = languages(encoder, triples)?;
    let bare = |vectors: &[Vectors], name: &str| {
        ways(name, |from, to| {
            let (from, to) = (&vectors[from], &vectors[to]);
            first(nearest(from, to, 1, |_, _, dot| Some(dot)))
        });
        pool(vectors, name, false);
    };
    bare(&vectors, "bare");
    let means = Means::builtin().map_err(|error| error.to_string())?;
    for (vectors, lang) in vectors.iter_mut().zip(LANGS) {
        means.take_off(vectors, &vec![lang; vectors.len()]);
    }
    bare(&vectors, "means off");
    ways("means off, crowding among the answers alone", |from, to| {
        let (from, to) = (&vectors[from], &vectors[to]);
        let crowd = Crowding::new(to, to, &vec![0; to.len()], CROWD, |a, b| a != b);
        let score = |_, b, dot| Some(corrected(dot, 0.0, crowd.round(b, 0)));
        first(nearest(from, to, 1, score))
    });
    ways("means off, crowding on both sides", |from, to| {
        let (from, to) = (&vectors[from], &vectors[to]);
        let crowd = Crowding::new(to, from, &vec![0; from.len()], CROWD, |_, _| true);
        let score = |_, b, dot| Some(corrected(dot, 0.0, crowd.round(b, 0)));
        first(nearest(from, to, 1, score))
    });
    pool(&vectors, "means off, crowding by language", true);
    Ok(())
}

/// The place of the first answer to every query.
fn first(found: Vec<Vec<diptych_encode::Neighbour>>) -> Vec<Option<usize>> {
    let first = |found: Vec<diptych_encode::Neighbour>| found.first().map(|n| n.index);
    found.into_iter().map(first).collect()
}

fn ways(name: &str, answers: impl Fn(usize, usize) -> Vec<Option<usize>>) {
    let shares = WAYS.map(|(from, to)| {
        let answers = answers(from, to);
        let right = answers
            .iter()
            .enumerate()
            .filter(|(i, answer)| **answer == Some(*i))
            .count();
        format!(
            "{}→{} {:.4}",
            LANGS[from],
            LANGS[to],
            right as f64 / answers.len().max(1) as f64
        )
    });
    println!("{name}: {}", shares.join(", "));
}

/// All three languages in one list: the best hit is a translation.
fn pool(vectors: &[Vectors], name: &str, correct: bool) {
    let count = vectors[0].len();
    let mut all = Vectors::new(vectors[0].dimensions());
    vectors
        .iter()
        .flat_map(Vectors::rows)
        .for_each(|row| all.push(row));
    let group: Vec<usize> = (0..all.len()).map(|i| i / count).collect();
    let crowd = correct.then(|| Crowding::new(&all, &all, &group, CROWD, |a, b| a != b));
    let found = nearest(&all, &all, 1, |a, b, dot| {
        let score = match &crowd {
            Some(crowd) => corrected(dot, crowd.round(a, group[b]), crowd.round(b, group[a])),
            None => dot,
        };
        (a != b).then_some(score)
    });
    let right = first(found)
        .iter()
        .enumerate()
        .filter(|(i, answer)| answer.is_some_and(|a| a % count == i % count))
        .count();
    println!(
        "{name}: in one pool {:.4}",
        right as f64 / all.len().max(1) as f64
    );
}

/// The two sentences of a pair in one language.
type Sides = fn(&Pair) -> (&str, &str);

/// Rank correlation with the likeness that people gave (Spearman).
pub(super) fn likeness(encoder: &dyn Encoder, pairs: &[Pair]) -> Result<(), String> {
    let sides: [(&str, Sides); 2] = [
        ("en", |pair| (&pair.en_a, &pair.en_b)),
        ("ru", |pair| (&pair.ru_a, &pair.ru_b)),
    ];
    for (lang, sides) in sides {
        let (a, b): (Vec<&str>, Vec<&str>) = pairs.iter().map(sides).unzip();
        let (a, b) = (encode(encoder, &a)?, encode(encoder, &b)?);
        let ours = a.rows().zip(b.rows());
        let ours = ours.map(|(a, b)| f64::from(diptych_encode::dot(a, b)));
        let ours: Vec<f64> = ours.collect();
        let theirs: Vec<f64> = pairs.iter().map(|pair| pair.label).collect();
        let likeness = spearman(&ours, &theirs);
        println!("likeness {lang}, {} pairs: {likeness:.4}", pairs.len());
    }
    Ok(())
}

fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let mean = (a.len() as f64 - 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum()
    };
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}

/// Ranks, equals sharing the mean of theirs.
fn ranks(numbers: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|&a, &b| numbers[a].total_cmp(&numbers[b]));
    let mut ranks = vec![0.0; numbers.len()];
    let mut start = 0;
    for equals in order.chunk_by(|&a, &b| numbers[a].total_cmp(&numbers[b]).is_eq()) {
        for &i in equals {
            ranks[i] = start as f64 + (equals.len() as f64 - 1.0) / 2.0;
        }
        start += equals.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_their_rank() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [2.5, 0.0, 2.5, 1.0]);
    }

    #[test]
    fn order_alone_counts() {
        assert!((spearman(&[1.0, 2.0, 30.0], &[0.1, 0.2, 0.3]) - 1.0).abs() < 1e-9);
        assert!((spearman(&[3.0, 2.0, 1.0], &[0.1, 0.2, 0.3]) + 1.0).abs() < 1e-9);
    }
}
