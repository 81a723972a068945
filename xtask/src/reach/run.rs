//! The measurements one after the other.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use diptych_compare::Meaning;
use diptych_compare::matching::{Evidence, FIELDS, Matcher, Pool, Sight};
use diptych_encode::{Background, Means, PieceGround, SentenceEncoder};

use super::sets::{self, Deed, Issue, LANGS, Passage, WAYS, way};
use super::{copies, fit as logistic, triples};
use crate::encoder;

/// How much a near miss counts beside a translation: there are four of each, and all alike.
const NEAR_MISS: f64 = 0.15;

/// How much a pair of passages counts beside a pair of deeds: what is copied is passages.
const PASSAGE: f64 = 4.0;

/// Below this score every pair of different texts must stay where words alone decide: there are many
/// more of them in a case than in the sets.
const GUARD: f64 = 0.75;

/// Where the fitted weights lie.
const DATA: &str = "crates/diptych-compare/data/matching.tsv";

fn made(root: &Path) -> Result<SentenceEncoder, String> {
    let model = Arc::new(encoder::model(root)?);
    SentenceEncoder::new(model, 0).map_err(|error| error.to_string())
}

/// The encoder of the repository and what belongs to it.
struct Ground {
    encoder: SentenceEncoder,
    means: Means,
    background: Background,
    pieces: PieceGround,
}

impl Ground {
    fn new(root: &Path) -> Result<Self, String> {
        let wrong = |error: diptych_encode::Error| error.to_string();
        Ok(Self {
            encoder: made(root)?,
            means: Means::builtin().map_err(wrong)?,
            background: Background::builtin().map_err(wrong)?,
            pieces: PieceGround::builtin().map_err(wrong)?,
        })
    }

    fn matcher(&self) -> Matcher<'_> {
        Matcher::new(Meaning {
            encoder: &self.encoder,
            means: Some(&self.means),
            background: Some(&self.background),
            pieces: Some(&self.pieces),
        })
    }
}

fn look(matcher: &Matcher<'_>, texts: &[(&str, usize)]) -> Result<Vec<Sight>, String> {
    let texts: Vec<_> = texts
        .iter()
        .map(|(text, lang)| (*text, &LANGS[*lang]))
        .collect();
    matcher.look(&texts).map_err(|error| error.to_string())
}

/// Two sights, whether they match, and how much the pair counts.
type Judged = (Evidence, bool, f64);

fn deed_sights(matcher: &Matcher<'_>, deeds: &[Deed]) -> Result<Vec<Vec<Vec<Sight>>>, String> {
    let one = |deed: &Deed| -> Result<Vec<Vec<Sight>>, String> {
        let lang = |(lang, texts): (usize, &[String; 5])| {
            let texts: Vec<_> = texts.iter().map(|text| (text.as_str(), lang)).collect();
            look(matcher, &texts)
        };
        deed.0.iter().enumerate().map(lang).collect()
    };
    deeds.iter().map(one).collect()
}

fn issue_sights(matcher: &Matcher<'_>, issues: &[Issue]) -> Result<Vec<Vec<Vec<Sight>>>, String> {
    let proposition = |three: &[String; 3]| {
        let texts: Vec<_> = three
            .iter()
            .enumerate()
            .map(|(l, t)| (t.as_str(), l))
            .collect();
        look(matcher, &texts)
    };
    let issue = |issue: &Issue| issue.0.iter().map(proposition).collect();
    issues.iter().map(issue).collect()
}

/// Pairs of clauses in two languages: their evidence and whether they are on one proposition; of
/// others, one of the same issue and one of another for each that is.
fn proposition_pairs(sights: &[Vec<Vec<Sight>>], (from, to): (usize, usize)) -> Vec<Judged> {
    let mut out = Vec::new();
    for (number, issue) in sights.iter().enumerate() {
        for (place, one) in issue.iter().enumerate() {
            let mut add = |other: &Vec<Sight>, same| {
                out.push((Evidence::between(&one[from], &other[to]), same, 1.0));
            };
            add(one, true);
            add(&issue[(place + 1) % issue.len()], false);
            let next = &sights[(number + 1) % sights.len()];
            add(&next[place % next.len()], false);
        }
    }
    out
}

fn copy_pairs(
    matcher: &Matcher<'_>,
    passages: &[Passage],
) -> Result<Vec<(Sight, Sight, copies::Pair)>, String> {
    let mut out = Vec::new();
    for pair in passages.iter().flat_map(copies::pairs) {
        let mut two = look(matcher, &[(&pair.0, pair.1), (&pair.2, pair.3)])?.into_iter();
        if let (Some(a), Some(b)) = (two.next(), two.next()) {
            out.push((a, b, pair));
        }
    }
    Ok(out)
}

/// Fits the weights on the halves for tuning, and writes them.
///
/// # Errors
/// Where a set cannot be read or the file cannot be written.
pub(crate) fn fit(root: &Path) -> Result<bool, String> {
    let ground = Ground::new(root)?;
    let matcher = ground.matcher();
    let deeds = deed_sights(&matcher, &sets::half(&sets::deeds(root)?, false))?;
    let issues = issue_sights(&matcher, &sets::half(&sets::issues(root)?, false))?;
    let copied = copy_pairs(&matcher, &sets::half(&sets::passages(root)?, false))?;
    let ways: Vec<(usize, usize)> = WAYS
        .iter()
        .flat_map(|(a, b)| [(*a, *b), (*b, *a)])
        .collect();
    let (mut words, mut matter): (Vec<Judged>, Vec<Judged>) = Default::default();
    for (number, deed) in deeds.iter().enumerate() {
        for &(from, to) in &ways {
            let query = &deed[from][0];
            for (place, sight) in deed[to].iter().enumerate() {
                let weight = if place == 0 { 1.0 } else { NEAR_MISS };
                words.push((Evidence::between(query, sight), place == 0, weight));
            }
            for step in [1, 5] {
                let other = &deeds[(number + step) % deeds.len()][to][0];
                words.push((Evidence::between(query, other), false, 1.0));
                matter.push((Evidence::between(query, other), false, 0.2));
            }
            matter.push((Evidence::between(query, &deed[to][4]), true, 0.2));
        }
    }
    for (a, b, pair) in copied.iter().filter(|(_, _, pair)| pair.4 < 2) {
        words.push((Evidence::between(a, b), pair.5, PASSAGE));
    }
    for way in ways {
        let judged = proposition_pairs(&issues, way);
        // Another proposition of one issue is what a case is full of, and no translation.
        let others = judged.iter().filter(|pair| !pair.1);
        words.extend(others.map(|(evidence, ..)| (*evidence, false, PASSAGE / 2.0)));
        matter.extend(judged);
    }
    let mut out = String::from("# scale\tfield\tweight; fitted by `cargo xtask reach --fit`\n");
    let alone: Vec<Judged> = words
        .iter()
        .map(|(evidence, same, weight)| (evidence.with_near(0.0), *same, *weight))
        .collect();
    for (name, pairs) in [
        ("same_words", &words),
        ("same_words_alone", &alone),
        ("same_matter", &matter),
    ] {
        let mut weights = logistic::fit(pairs);
        if name == "same_words_alone" {
            logistic::guard(&mut weights, pairs, GUARD);
        }
        for (field, weight) in FIELDS.iter().zip(weights) {
            println!("{name} {field} {weight:.3}");
            let _ = writeln!(out, "{name}\t{field}\t{weight:.3}");
        }
    }
    std::fs::write(root.join(DATA), out).map_err(|error| format!("{DATA}: {error}"))?;
    Ok(true)
}

/// Prints the table; what needs data that are not part of the project is skipped, and said to be.
///
/// # Errors
/// Where a set or the weights cannot be read.
pub(crate) fn measure(root: &Path, aside: bool) -> Result<bool, String> {
    let ground = Ground::new(root)?;
    let matcher = ground.matcher();
    for aside in [false, true].into_iter().filter(|half| !half || aside) {
        println!("{}:", if aside { "set aside" } else { "for tuning" });
        let deeds = sets::half(&sets::deeds(root)?, aside);
        near_misses(&matcher, &deed_sights(&matcher, &deeds)?)?;
        let issues = issue_sights(&matcher, &sets::half(&sets::issues(root)?, aside))?;
        propositions(&issues);
        copied(&copy_pairs(
            &matcher,
            &sets::half(&sets::passages(root)?, aside),
        )?);
    }
    let Some(folder) = std::env::var_os("DIPTYCH_DATA") else {
        println!("skipped: translations; DIPTYCH_DATA names no folder");
        return Ok(true);
    };
    let folder = Path::new(&folder).join("data/parallel");
    triples::measure(&matcher, &encoder::triples(&folder)?)?;
    Ok(true)
}

/// How often the translation of a deed comes before each of its four near misses.
fn near_misses(matcher: &Matcher<'_>, deeds: &[Vec<Vec<Sight>>]) -> Result<(), String> {
    let (mut right, mut all) = ([0; 5], 0);
    for sights in deeds {
        for (from, to) in WAYS {
            let query = &sights[from][0];
            let pool = Pool::new(sights[to].iter().collect());
            let found = [(0..pool.sights().len()).collect()];
            let answers = matcher.order(&[query], &pool, &found);
            let answers = answers.map_err(|error| error.to_string())?;
            let rank = |place: usize| {
                let found = answers[0].iter().find(|answer| answer.index == place);
                found.map_or(f64::NEG_INFINITY, |answer| answer.rank)
            };
            all += 1;
            for (place, right) in right.iter_mut().enumerate().skip(1) {
                *right += usize::from(rank(0) > rank(place));
            }
        }
    }
    let share = |right: usize, of: usize| right as f64 / of.max(1) as f64;
    println!(
        "  near misses, the translation first: {:.4} (name {:.3}, number {:.3}, day {:.3}, contrary {:.3})",
        share(right.iter().sum(), 4 * all),
        share(right[1], all),
        share(right[2], all),
        share(right[3], all),
        share(right[4], all)
    );
    Ok(())
}

fn propositions(issues: &[Vec<Vec<Sight>>]) {
    let scale = diptych_compare::matching::Scale::same_matter();
    let least = diptych_core::Matching::default().suggest;
    for pair in WAYS {
        let judged = proposition_pairs(issues, pair);
        let said = |judged: &Judged| scale.score(&judged.0) >= least;
        let right = judged.iter().filter(|one| said(one) == one.1).count();
        let found = judged.iter().filter(|one| said(one) && one.1).count();
        println!(
            "  one proposition or not, {}: {:.4} of {} right, {found} of {} found",
            way(pair),
            right as f64 / judged.len().max(1) as f64,
            judged.len(),
            judged.iter().filter(|one| one.1).count()
        );
    }
}

fn copied(pairs: &[(Sight, Sight, copies::Pair)]) {
    let least = diptych_core::Matching::default();
    copied_from(pairs, "assert", |copied| copied.is_sure(&least, true));
    copied_from(pairs, "suggest", |copied| copied.sure >= least.suggest);
}

fn copied_from(
    pairs: &[(Sight, Sight, copies::Pair)],
    name: &str,
    is_sure: impl Fn(&diptych_compare::matching::Copied) -> bool,
) {
    let least = diptych_core::Matching::default();
    let (mut hit, mut wrong, mut missed) = (0, 0, 0);
    let mut sorts: std::collections::BTreeMap<&str, (usize, usize)> =
        std::collections::BTreeMap::default();
    for (a, b, pair) in pairs {
        let copied = diptych_compare::matching::one_utterance(a, b, pair.4, &least);
        let said = copied.is_some_and(|copied| is_sure(&copied));
        let sort = sorts.entry(pair.6).or_default();
        sort.0 += usize::from(said == pair.5);
        sort.1 += 1;
        match (said, pair.5) {
            (true, true) => hit += 1,
            (true, false) => wrong += 1,
            (false, true) => missed += 1,
            (false, false) => {}
        }
    }
    let share = f64::from(2 * hit) / f64::from((2 * hit + wrong + missed).max(1));
    println!(
        "  copies of {}, from `{name}`: F1 {share:.4}, {wrong} joined wrongly, {missed} missed",
        pairs.len()
    );
    for (sort, (right, all)) in sorts {
        println!("    {sort}: {right} of {all} right");
    }
}
