//! Witnesses of one utterance: exact, near, cut and translated copies of the
//! same speaker's words around the same day.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diptych_core::{
    Source, SourceKind, Statement, StatementKind, Utterance, UtteranceId, Variant, Wording, short,
};
use diptych_lang::Token;
use diptych_lang::ladder::{CueKind, concepts, cues, limiters};
use rayon::prelude::*;

use crate::words::{empty_words, name_key, word_key};

/// What a statement is compared by.
struct Print {
    words: Vec<String>,
    shingles: BTreeSet<u64>,
    features: BTreeSet<String>,
}

/// The utterances, and for each statement the index of its utterance.
pub(crate) fn utterances(
    statements: &[Statement],
    sources: &[Source],
) -> (Vec<Utterance>, Vec<usize>) {
    let prints: Vec<Print> = statements.par_iter().map(print).collect();
    let mut groups: Vec<usize> = (0..statements.len()).collect();
    let mut by_shingle: HashMap<(String, u64), Vec<usize>> = HashMap::new();
    let mut by_day: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, statement) in statements.iter().enumerate() {
        let Some(speaker) = speaker_key(statement) else {
            continue;
        };
        let mut candidates: BTreeMap<usize, usize> = BTreeMap::new();
        for shingle in &prints[number].shingles {
            let bucket = by_shingle.entry((speaker.clone(), *shingle)).or_default();
            for other in bucket.iter().rev().take(12) {
                *candidates.entry(*other).or_default() += 1;
            }
            bucket.push(number);
        }
        let mut best: Option<(usize, f64)> = None;
        for (other, _) in candidates {
            if !same_occasion(statement, &statements[other]) {
                continue;
            }
            let share = containment(&prints[number], &prints[other]);
            if share >= 0.6 && best.is_none_or(|(_, known)| share > known) {
                best = Some((other, share));
            }
        }
        let line = by_day.entry(speaker).or_default();
        if best.is_none() {
            for other in line.iter().rev().take(60) {
                let there = &statements[*other];
                if there.lang != statement.lang
                    && same_occasion(statement, there)
                    && let Some(share) = translated(&prints[number], &prints[*other])
                    && best.is_none_or(|(_, known)| share > known)
                {
                    best = Some((*other, share));
                }
            }
        }
        line.push(number);
        if let Some((other, _)) = best {
            groups[number] = groups[other];
        }
    }
    collect(statements, sources, &prints, &groups)
}

fn speaker_key(statement: &Statement) -> Option<String> {
    if !statement.kind.is_said() {
        return None;
    }
    let name = statement.speaker.shown()?;
    Some(
        name.split_whitespace()
            .last()
            .map_or(String::new(), name_key),
    )
}

fn same_occasion(a: &Statement, b: &Statement) -> bool {
    match (&a.said, &b.said) {
        (Some(a), Some(b)) => a.from <= b.to.plus(1) && b.from <= a.to.plus(1),
        _ => true,
    }
}

fn print(statement: &Statement) -> Print {
    let mut words = Vec::new();
    let mut features = BTreeSet::new();
    for fragment in &statement.fragments {
        let tokens: Vec<Token> = diptych_lang::tokens(&fragment.text, fragment.start);
        let empty = empty_words(&tokens, &statement.lang);
        for found in concepts().find(&statement.lang, &tokens) {
            features.insert(concepts().get(found.concept).id.clone());
        }
        // What is done with the words crosses languages as the matters do.
        for found in cues(&statement.lang).find(&tokens) {
            if let Some(rung) = found
                .entry
                .rung
                .filter(|_| found.entry.kind == CueKind::Position)
            {
                features.insert(format!("rung {}", rung.step()));
            }
        }
        for found in limiters(&statement.lang).find(&tokens) {
            features.insert(format!("limiter {:?}", found.entry.kind));
        }
        for (at, token) in tokens.iter().enumerate() {
            if !token.is_word {
                continue;
            }
            words.push(token.folded.to_string());
            if token
                .folded
                .starts_with(|first: char| first.is_ascii_digit())
            {
                features.insert(token.folded.replace(',', "."));
            } else if token.is_capital && at > 0 && !empty[at] {
                features.insert(name_key(&token.folded));
            } else if token.folded.chars().count() >= 7 && !empty[at] {
                features.insert(word_key(&token.folded, &statement.lang));
            }
        }
    }
    let shingles = words.windows(4.min(words.len().max(1))).map(hash).collect();
    Print {
        words,
        shingles,
        features,
    }
}

fn hash(words: &[String]) -> u64 {
    // FNV-1a: the same in every run, so that utterances do not depend on chance.
    words
        .iter()
        .flat_map(|word| word.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        })
}

/// How much of the shorter one stands in the other.
fn containment(a: &Print, b: &Print) -> f64 {
    let least = a.shingles.len().min(b.shingles.len());
    if least < 3 && a.words != b.words {
        return 0.0;
    }
    a.shingles.intersection(&b.shingles).count() as f64 / least.max(1) as f64
}

/// Likeness of two texts in different languages, where it is high enough for a translation.
fn translated(a: &Print, b: &Print) -> Option<f64> {
    let (short, long) = (
        a.words.len().min(b.words.len()) as f64,
        a.words.len().max(b.words.len()) as f64,
    );
    if short < 4.0 {
        return None;
    }
    let shared = a.features.intersection(&b.features).count();
    let least = a.features.len().min(b.features.len());
    let share = shared as f64 / least.max(1) as f64;
    // A cut translation is short beside the whole; all of it must stand there.
    let (few, enough) = if short / long < 0.45 {
        (4, 0.75)
    } else {
        (3, 0.6)
    };
    (shared >= few && share >= enough).then_some(share)
}

fn collect(
    statements: &[Statement],
    sources: &[Source],
    prints: &[Print],
    groups: &[usize],
) -> (Vec<Utterance>, Vec<usize>) {
    let kinds: HashMap<&str, &Source> = sources
        .iter()
        .map(|source| (source.id.as_str(), source))
        .collect();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        members.entry(*group).or_default().push(number);
    }
    // The language that a speaker is mostly quoted in by primary sources is the original's.
    let mut spoken: HashMap<(String, &str), usize> = HashMap::new();
    for statement in statements {
        let primary = kinds
            .get(statement.source.as_str())
            .is_some_and(|source| source.kind != SourceKind::Article);
        if let Some(speaker) = speaker_key(statement) {
            *spoken.entry((speaker, statement.lang.code())).or_default() +=
                if primary { 4 } else { 1 };
        }
    }
    let mut utterances = Vec::new();
    let mut place = vec![0; statements.len()];
    for (_, mut list) in members {
        list.sort_by_key(|number| {
            let statement = &statements[*number];
            let source = kinds.get(statement.source.as_str());
            let native = speaker_key(statement)
                .and_then(|speaker| spoken.get(&(speaker, statement.lang.code())).copied())
                .unwrap_or(0);
            (
                quality(statement, source.copied()),
                std::cmp::Reverse(native),
                std::cmp::Reverse(prints[*number].words.len()),
                *number,
            )
        });
        let best = list[0];
        let variants = list[1..]
            .iter()
            .map(|number| Variant {
                statement: statements[*number].id.clone(),
                how: how(
                    &statements[best],
                    &statements[*number],
                    &prints[best],
                    &prints[*number],
                ),
            })
            .collect();
        for number in &list {
            place[*number] = utterances.len();
        }
        utterances.push(Utterance {
            id: UtteranceId(short("ut", &[statements[best].id.as_str()])),
            occasion: statements[best].occasion.clone(),
            best: statements[best].id.clone(),
            witnesses: list
                .iter()
                .map(|number| statements[*number].id.clone())
                .collect(),
            variants,
        });
    }
    (utterances, place)
}

/// The lower, the better a witness: primary before retelling, whole before cut.
fn quality(statement: &Statement, source: Option<&Source>) -> usize {
    let kind = match (statement.kind, source.map(|source| source.kind)) {
        (_, Some(SourceKind::Transcript | SourceKind::OfficialText | SourceKind::Post))
        | (StatementKind::Turn | StatementKind::OfficialText | StatementKind::Post, _) => 0,
        (StatementKind::Direct | StatementKind::Block, _) => 1,
        (StatementKind::Mixed, _) => 2,
        _ => 4,
    };
    let chain = statement.reported_by.len().min(2);
    let outlet = usize::from(statement.wording == Wording::Outlet) * 3;
    kind * 2 + chain + outlet + usize::from(statement.cut)
}

fn how(best: &Statement, other: &Statement, a: &Print, b: &Print) -> String {
    if best.lang != other.lang {
        return "translated".to_owned();
    }
    if other.wording == Wording::Outlet && best.wording == Wording::Speaker {
        return "retold".to_owned();
    }
    if a.words == b.words {
        return "exact".to_owned();
    }
    if b.words.len() < a.words.len() && containment(a, b) > 0.9 {
        return "cut".to_owned();
    }
    "near".to_owned()
}
