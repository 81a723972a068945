//! Many statements, from their texts to matched pairs, cold and with what was remembered.

use std::path::Path;
use std::sync::Arc;

use diptych_compare::Meaning;
use diptych_compare::matching::{Answer, Matcher, Pool, Scale, Sight};
use diptych_core::{Lang, Matching};
use diptych_encode::{Background, Cached, Means, PieceGround, SentenceEncoder};

use crate::encoder::{self, peak, say, time};

/// Answers that are kept of each.
const ANSWERS: usize = 8;

/// Seconds that it may take on two threads for ten thousand: cold, and with the cache warm.
const LIMITS: [f64; 2] = [60.0, 2.0];

/// The number of statements for which the limits hold.
const MEASURED: usize = 10_000;

/// Matches so many made-up statements twice, the second time with what was remembered the first.
///
/// # Errors
/// Where the weights cannot be read or the cache cannot be written.
pub(crate) fn many(root: &Path, count: &str) -> Result<bool, String> {
    let wrong = |_| format!("`{count}` is no number of statements");
    let count: usize = count.parse().map_err(wrong)?;
    let made: Vec<(&str, String)> = (0..count).map(diptych_testkit::made::statement).collect();
    let langs: Vec<Lang> = made.iter().map(|(lang, _)| Lang::from(*lang)).collect();
    let texts: Vec<(&str, &Lang)> = made
        .iter()
        .zip(&langs)
        .map(|((_, text), lang)| (text.as_str(), lang))
        .collect();
    let cache = root.join("target/pairs.cache");
    let _ = std::fs::remove_file(&cache);
    let mut good = true;
    let mut first = None;
    for (name, limit) in ["cold", "warm"].into_iter().zip(LIMITS) {
        let (done, took) = time(|| run(root, &texts, &cache));
        let (answers, keep) = done?;
        say(
            &format!("{name}: {count} statements to matched pairs"),
            took,
        );
        good &= count != MEASURED || took.wall <= limit;
        let twins = answers.iter().enumerate().filter(|(number, answers)| {
            let first = answers.first();
            first.is_some_and(|answer| answer.index / 3 == number / 3)
        });
        let least = Matching::default();
        let likely = |least: f64| {
            let best = answers.iter().filter_map(|answers| answers.first());
            let is_likely = |answer: &&Answer| Scale::same_words().score(&answer.evidence) >= least;
            best.filter(is_likely).count()
        };
        println!(
            "  the first answer says the same: {} of {count}; likely to {}: {}, to {}: {}",
            twins.count(),
            least.suggest,
            likely(least.suggest),
            least.assert,
            likely(least.assert)
        );
        if let Some(keep) = keep {
            println!("  cache: {} MB", keep.len() / 1_000_000);
            std::fs::write(&cache, keep).map_err(|error| error.to_string())?;
        }
        good &= first.get_or_insert_with(|| answers.clone()) == &answers;
    }
    if let Some(peak) = peak() {
        println!("memory at most: {peak:.0} MB");
    }
    let _ = std::fs::remove_file(&cache);
    Ok(good)
}

type Matched = (Vec<Vec<Answer>>, Option<Vec<u8>>);

/// From nothing but texts and what the cache holds; answers what is to be kept where it held nothing.
fn run(root: &Path, texts: &[(&str, &Lang)], cache: &Path) -> Result<Matched, String> {
    let wrong = |error: diptych_encode::Error| error.to_string();
    let mut steps = Vec::new();
    let model = Arc::new(encoder::model(root)?);
    let encoder = SentenceEncoder::new(model, 2).map_err(wrong)?;
    let encoder = Cached::new(encoder);
    let (known, took) = time(|| std::fs::read(cache).ok().map(|bytes| encoder.learn(&bytes)));
    let known = known.transpose().map_err(wrong)?;
    steps.push(("remembering", took));
    let (means, background) = (Means::builtin(), Background::builtin());
    let (means, background) = (means.map_err(wrong)?, background.map_err(wrong)?);
    let pieces = PieceGround::builtin().map_err(wrong)?;
    let matcher = Matcher::new(Meaning {
        encoder: &encoder,
        means: Some(&means),
        background: Some(&background),
        pieces: Some(&pieces),
    });
    let (sights, took) = time(|| matcher.look(texts));
    let sights = sights.map_err(wrong)?;
    steps.push(("looking", took));
    let seen: Vec<&Sight> = sights.iter().collect();
    let pool = Pool::new(seen.clone());
    let (found, took) = time(|| matcher.near(&seen, &pool, |a, b, _| a != b));
    steps.push(("finding", took));
    let (answers, took) = time(|| matcher.order(&seen, &pool, &found));
    let mut answers = answers.map_err(wrong)?;
    steps.push(("ordering", took));
    for (step, took) in steps {
        say(&format!("  {step}"), took);
    }
    for answers in &mut answers {
        answers.truncate(ANSWERS);
    }
    let keep = known.is_none().then(|| encoder.remembered());
    Ok((answers, keep))
}
