//! Whether a sentence finds its translation among all others.

use diptych_compare::matching::{Evidence, Finer, Grain, Matcher, Sight};

use super::run::BESIDES;
use super::sets::{LANGS, WAYS, way};

/// Neighbours by vector that are weighed in full, and by their pieces.
const LOOKED_AT: usize = 24;

/// A sentence as both steps see it.
type Seen = (Sight, Grain);

/// Recall of the first answer, every query alone among all sentences of the other language, then
/// among those of all three languages.
pub(super) fn measure(
    matcher: &Matcher<'_>,
    finer: &Finer<'_>,
    triples: &[[String; 3]],
) -> Result<(), String> {
    let mut seen: Vec<Vec<Seen>> = Vec::new();
    for (place, lang) in LANGS.iter().enumerate() {
        let texts: Vec<_> = triples.iter().map(|t| (t[place].as_str(), lang)).collect();
        let sights = matcher.look(&texts).map_err(|error| error.to_string())?;
        seen.push(sights.into_iter().zip(finer.look(&texts)).collect());
    }
    for (from, to) in WAYS {
        let mut right = [0; BESIDES.len()];
        for (place, query) in seen[from].iter().enumerate() {
            count(&mut right, place, best(finer, query, &[(&seen[to], None)]));
        }
        let what = format!("twin among {}, {}", triples.len(), way((from, to)));
        say(&what, right, triples.len());
    }
    let mut right = [0; BESIDES.len()];
    for own in 0..LANGS.len() {
        for (place, query) in seen[own].iter().enumerate() {
            let pools: Vec<(&Vec<Seen>, Option<usize>)> = seen
                .iter()
                .enumerate()
                .map(|(lang, pool)| (pool, (lang == own).then_some(place)))
                .collect();
            count(&mut right, place, best(finer, query, &pools));
        }
    }
    let what = "best hit in one pool of three languages is a translation";
    say(what, right, LANGS.len() * triples.len());
    Ok(())
}

fn count(right: &mut [usize; BESIDES.len()], place: usize, found: [usize; BESIDES.len()]) {
    for (right, found) in right.iter_mut().zip(found) {
        *right += usize::from(found == place);
    }
}

fn say(what: &str, right: [usize; BESIDES.len()], all: usize) {
    let shares = BESIDES.iter().zip(right);
    let shares = shares.map(|(beside, right)| {
        format!(
            "{:.4} with {beside} beside",
            right as f64 / all.max(1) as f64
        )
    });
    println!("{what}: {}", shares.collect::<Vec<_>>().join(", "));
}

/// The place within its language of the best answer, for every weight of what stands beside the vectors.
fn best(
    finer: &Finer<'_>,
    query: &Seen,
    pools: &[(&Vec<Seen>, Option<usize>)],
) -> [usize; BESIDES.len()] {
    let mut near: Vec<(f64, usize, usize)> = Vec::new();
    for (pool, (seen, skip)) in pools.iter().enumerate() {
        for (place, (sight, _)) in seen.iter().enumerate() {
            if *skip != Some(place) {
                near.push((query.0.near(sight), pool, place));
            }
        }
    }
    near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    near.truncate(LOOKED_AT);
    let weighed: Vec<(Evidence, f64, usize)> = near
        .iter()
        .map(|(_, pool, place)| {
            let (sight, grain) = &pools[*pool].0[*place];
            let evidence = Evidence::between(&query.0, sight);
            (evidence, finer.beyond(&query.1, grain), *place)
        })
        .collect();
    BESIDES.map(|beside| {
        let ranked = weighed
            .iter()
            .map(|(evidence, beyond, place)| (evidence.finer_rank(beside, *beyond), *place));
        let best = ranked.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map_or(usize::MAX, |best| best.1)
    })
}
