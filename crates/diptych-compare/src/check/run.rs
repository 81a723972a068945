//! From a claim to what follows from the sources.

use std::collections::{HashMap, HashSet};

use diptych_core::{
    Account, Anchor, Answer, CHECK_SCHEMA, Case, CheckPassage, Checked, Document, Side, SideId,
    Span, Statement, Tier,
};

use super::answer::{Bearing, bearings};
use super::asked::Asked;
use super::claim::{ASKS, Claim, asked};
use crate::Input;
use crate::compare::{Seen, compare_seen};
use crate::stand::Stand;

/// Positions of a claim that are answered; one sentence holds few.
const MOST_CLAIMED: usize = 8;
/// Passages that are handed on, best first.
const MOST: usize = 50;

/// Says what follows from the statements of a case for `claim`.
///
/// The claim is read like any statement, by somebody of none of the sides, and its positions are judged against the
/// account of the side that it is about. Where nothing is near enough, the answer is [`Answer::NotFound`].
pub fn check(input: &Input<'_>, statements: &[Statement], claim: &Claim<'_>) -> Checked {
    let day = statements.iter().filter_map(|one| one.published).max();
    let (source, document, statement) = asked(claim, day);
    let question = Asked::new(claim, input.case, &document, &statement);
    let mut case: Case = input.case.clone();
    case.sides.push(Side {
        id: SideId::from(ASKS.to_owned()),
        name: ASKS.to_owned(),
        people: Vec::new(),
        bodies: Vec::new(),
    });
    let mut sources = input.sources.to_vec();
    let mut documents = input.documents.to_vec();
    let mut all = statements.to_vec();
    sources.push(source);
    documents.push(document);
    all.push(statement);
    let number = all.len() - 1;
    let input = Input {
        case: &case,
        sources: &sources,
        documents: &documents,
        meaning: input.meaning,
    };
    let mut out = Checked {
        schema: CHECK_SCHEMA.to_owned(),
        claim: claim.text.to_owned(),
        lang: claim.lang.clone(),
        sources: sources.len() - 1,
        ..Checked::default()
    };
    let compared = compare_seen(&input, all, true, &mut |seen| {
        settle(&mut out, seen, (&question, number), &case, &documents);
        false
    });
    out.tier = if compared.encoded {
        Tier::Encoder
    } else {
        Tier::Lexical
    };
    out
}

fn settle(
    out: &mut Checked,
    seen: &Seen<'_>,
    (asked, number): (&Asked, usize),
    case: &Case,
    documents: &[Document],
) {
    let places: HashMap<&str, usize> = documents
        .iter()
        .enumerate()
        .map(|(number, document)| (document.source.as_str(), number))
        .collect();
    let mut best: Option<(usize, Vec<Bearing>)> = None;
    let claims = (0..seen.stands.len()).filter(|claim| seen.stands[*claim].statement == number);
    for claim in claims.take(MOST_CLAIMED) {
        let found = bearings(seen, asked, claim, case.sides.len());
        if best
            .as_ref()
            .is_none_or(|(_, known)| rank(&found) > rank(known))
        {
            best = Some((claim, found));
        }
    }
    let Some((claim, mut found)) = best else {
        return;
    };
    let stand = asked.claimed(&seen.stands[claim]);
    let about = asked.author.or(stand.holder_side);
    out.holder = about
        .and_then(|side| case.sides.get(side))
        .map(|side| side.id.clone())
        .filter(|side| side.as_str() != ASKS);
    out.rung = stand.position.rung;
    let answers = |one: &&Bearing| one.weight > 0.0;
    let first = found
        .first()
        .filter(answers)
        .or_else(|| found.iter().filter(answers).find(|one| !one.is_own));
    out.answer = first.map_or(Answer::NotFound, |one| one.answer);
    // What the answer follows from, then what else the side says, then what others say of it.
    found.sort_by_key(|one| (!one.is_own, one.weight <= 0.0, one.answer != out.answer));
    let mut known = HashSet::new();
    out.passages = found
        .iter()
        .filter(|one| {
            // Two positions of one clause, the better one.
            let stand = &seen.stands[one.stand];
            known.insert((stand.statement, stand.position.clause))
        })
        .take(MOST)
        .filter_map(|one| {
            let stand = &seen.stands[one.stand];
            let statement = &seen.statements[stand.statement];
            let document = &documents[*places.get(statement.source.as_str())?];
            Some(passage(one, stand, statement, document))
        })
        .collect();
}

/// By how sure its answer is: what a side says itself before what others say of it, and that before what is near.
fn rank(found: &[Bearing]) -> (bool, bool, i64) {
    let weight = |one: &Bearing| (one.weight * 1e6) as i64;
    let own = found.first().filter(|one| one.is_own);
    let rival = found.iter().find(|one| !one.is_own);
    let answers = own.filter(|one| one.weight > 0.0);
    let best = answers.or(rival).or(own);
    (
        answers.is_some(),
        rival.is_some(),
        best.map_or(i64::MIN, weight),
    )
}

fn passage(
    one: &Bearing,
    stand: &Stand,
    statement: &Statement,
    document: &Document,
) -> CheckPassage {
    CheckPassage {
        account: if one.is_own {
            Account::Own
        } else {
            Account::Rival
        },
        answer: Some(one.answer).filter(|_| one.weight > 0.0),
        source: statement.source.clone(),
        path: statement.path.clone(),
        lang: statement.lang.clone(),
        statement: statement.id.clone(),
        words: Anchor::new(&document.text, stand.position.clause),
        evidence: stand
            .position
            .evidence
            .iter()
            .filter(|one| one.statement == statement.id && one.end > one.start)
            .map(|one| Anchor::new(&document.text, Span::new(one.start, one.end)))
            .collect(),
        speaker: statement.speaker.shown().map(str::to_owned),
        side: statement.speaker.side.clone(),
        said: statement.said.clone(),
        rung: stand.position.rung,
        likeness: (one.alike * 100.0).round() / 100.0,
    }
}
