//! The best witness of every utterance, and how the others differ from it.

use std::collections::{BTreeMap, HashMap};

use diptych_core::{
    Matching, Source, SourceKind, Statement, StatementKind, Utterance, UtteranceId, Variant,
    Wording, short,
};

use super::join::{Joined, join};
use super::voices::speaker_key;
use crate::matching::{Copied, Matcher};

/// The utterances, for each statement the index of its utterance, and why the encoder could not
/// take part.
pub(crate) fn utterances(
    statements: &[Statement],
    sources: &[Source],
    matcher: &Matcher<'_>,
    least: &Matching,
) -> (Vec<Utterance>, Vec<usize>, Option<diptych_encode::Error>) {
    let joined = join(statements, matcher, least);
    let (mut utterances, place) = collect(statements, sources, &joined);
    for ((a, b), copied) in &joined.perhaps {
        for (mine, other) in [(a, b), (b, a)] {
            let utterance = &mut utterances[place[*mine]];
            let statement = &statements[*other].id;
            if !utterance
                .perhaps
                .iter()
                .any(|known| known.statement == *statement)
            {
                utterance
                    .perhaps
                    .push(variant(&statements[*other], copied.how, copied));
            }
        }
    }
    (utterances, place, joined.failed)
}

fn variant(statement: &Statement, how: &str, copied: &Copied) -> Variant {
    Variant {
        statement: statement.id.clone(),
        how: how.to_owned(),
        sure: (copied.sure * 1000.0).round() / 1000.0,
        why: copied.why.clone(),
    }
}

fn collect(
    statements: &[Statement],
    sources: &[Source],
    joined: &Joined,
) -> (Vec<Utterance>, Vec<usize>) {
    let kinds: HashMap<&str, &Source> = sources
        .iter()
        .map(|source| (source.id.as_str(), source))
        .collect();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, group) in joined.groups.iter().enumerate() {
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
                std::cmp::Reverse(statements[*number].words().len()),
                *number,
            )
        });
        let best = list[0];
        let variants = list[1..]
            .iter()
            .map(|number| {
                let (link, through) = joined.link(best, *number, &list);
                let how = how(&statements[best], &statements[*number], &link);
                let mut variant = variant(&statements[*number], how, &link);
                if through {
                    variant.why.push("through another witness".to_owned());
                }
                variant
            })
            .collect();
        for number in &list {
            place[*number] = utterances.len();
        }
        utterances.push(Utterance {
            id: UtteranceId::from(short("ut", &[statements[best].id.as_str()])),
            occasion: statements[best].occasion.clone(),
            best: statements[best].id.clone(),
            witnesses: list
                .iter()
                .map(|number| statements[*number].id.clone())
                .collect(),
            variants,
            perhaps: Vec::new(),
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

/// What the record calls the difference: a retelling first, since its words are an outlet's.
fn how(best: &Statement, other: &Statement, link: &Copied) -> &'static str {
    if best.lang != other.lang {
        return "translated";
    }
    if other.wording == Wording::Outlet && best.wording == Wording::Speaker {
        return "retold";
    }
    match link.how {
        "cut" if other.words().len() > best.words().len() => "near",
        // Two translations of one original into one language.
        "translated" => "back_translated",
        how => how,
    }
}
