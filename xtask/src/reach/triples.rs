//! Whether a sentence finds its translation among all others.

use diptych_compare::matching::{Answer, Matcher, Pool, Sight};

use super::sets::{LANGS, WAYS, way};

/// Recall of the first answer, every query alone among all sentences of the other language, then
/// among those of all three languages.
pub(super) fn measure(matcher: &Matcher<'_>, triples: &[[String; 3]]) -> Result<(), String> {
    let wrong = |error: diptych_encode::Error| error.to_string();
    let mut seen: Vec<Vec<Sight>> = Vec::new();
    for (place, lang) in LANGS.iter().enumerate() {
        let texts: Vec<_> = triples.iter().map(|t| (t[place].as_str(), lang)).collect();
        seen.push(matcher.look(&texts).map_err(wrong)?);
    }
    let count = triples.len();
    for (from, to) in WAYS {
        let queries: Vec<&Sight> = seen[from].iter().collect();
        let pool = Pool::new(seen[to].iter().collect());
        let best = matcher
            .best(&queries, &pool, 1, |_, _, _| true)
            .map_err(wrong)?;
        say(
            &format!("twin among {count}, {}", way((from, to))),
            &best,
            count,
        );
    }
    let all: Vec<&Sight> = seen.iter().flatten().collect();
    let pool = Pool::new(all.clone());
    let best = matcher.best(&all, &pool, 1, |query, place, _| query != place);
    let what = "best hit in one pool of three languages is a translation";
    say(what, &best.map_err(wrong)?, count);
    Ok(())
}

/// How often the first answer is the same sentence as the query, in whatever language.
fn say(what: &str, best: &[Vec<Answer>], count: usize) {
    let is_twin = |(query, answers): &(usize, &Vec<Answer>)| {
        let first = answers.first();
        first.is_some_and(|answer| answer.index % count == query % count)
    };
    let right = best.iter().enumerate().filter(is_twin).count();
    println!("{what}: {:.4}", right as f64 / best.len().max(1) as f64);
}
