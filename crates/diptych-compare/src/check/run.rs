//! From a claim to what follows from the sources.

use std::collections::HashMap;

use diptych_core::{
    Account, Anchor, Answer, Block, BlockKind, CHECK_SCHEMA, Case, CheckPassage, Checked, Document,
    Lang, Side, SideId, Source, SourceId, Span, Speaker, Statement, Tier,
};

use super::answer::{Bearing, bearings};
use crate::Input;
use crate::compare::{Seen, compare_seen};
use crate::stand::Stand;

/// Passages shown.
const SHOWN: usize = 6;
/// The name and identifier of the side that asks; no case has one of these letters.
const ASKS: &str = "\u{2047}";

/// Says what follows from the statements of a case for `claim`, a sentence in `lang`.
///
/// The claim is read like any statement, by somebody of none of the sides, and its positions are judged against the
/// account of the side that it is about. Where nothing is near enough, the answer is [`Answer::NotFound`].
pub fn check(input: &Input<'_>, statements: &[Statement], claim: &str, lang: &Lang) -> Checked {
    let (source, document, statement) = asked(claim, lang);
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
        claim: claim.to_owned(),
        lang: lang.clone(),
        sources: sources.len() - 1,
        ..Checked::default()
    };
    let compared = compare_seen(&input, all, &mut |seen| {
        settle(&mut out, seen, number, &case, &documents);
    });
    out.tier = if compared.encoded {
        Tier::Encoder
    } else {
        Tier::Lexical
    };
    out
}

/// The claim as a source with one statement.
fn asked(claim: &str, lang: &Lang) -> (Source, Document, Statement) {
    let id = SourceId::from(ASKS.to_owned());
    let whole = Span::new(0, claim.len());
    let source = Source {
        id: id.clone(),
        path: ASKS.to_owned(),
        lang: lang.clone(),
        ..Source::default()
    };
    let document = Document {
        source: id.clone(),
        text: claim.to_owned(),
        blocks: vec![Block {
            span: whole,
            kind: BlockKind::Paragraph,
            level: 0,
            reason: None,
        }],
        lang: lang.clone(),
        map: Vec::new(),
    };
    let speaker = Speaker {
        name: Some(ASKS.to_owned()),
        side: Some(SideId::from(ASKS.to_owned())),
        ..Speaker::default()
    };
    let words = Anchor::new(claim, whole);
    let statement = Statement::bare((id, ASKS, ASKS), lang.clone(), speaker, words);
    (source, document, statement)
}

fn settle(out: &mut Checked, seen: &Seen<'_>, number: usize, case: &Case, documents: &[Document]) {
    let places: HashMap<&str, usize> = documents
        .iter()
        .enumerate()
        .map(|(number, document)| (document.source.as_str(), number))
        .collect();
    let mut best: Option<(usize, Vec<Bearing>)> = None;
    for (claim, stand) in seen.stands.iter().enumerate() {
        if stand.statement != number {
            continue;
        }
        let found = bearings(seen, claim, case.sides.len());
        let weight = |found: &[Bearing]| {
            found
                .first()
                .map_or(0.0, |one| one.weight + if one.is_own { 1.0 } else { 0.0 })
        };
        if best
            .as_ref()
            .is_none_or(|(_, known)| weight(&found) > weight(known))
        {
            best = Some((claim, found));
        }
    }
    let Some((claim, found)) = best else {
        return;
    };
    let stand = &seen.stands[claim];
    out.holder = stand
        .holder_side
        .and_then(|side| case.sides.get(side))
        .map(|side| side.id.clone())
        .filter(|side| side.as_str() != ASKS);
    out.rung = stand.position.rung;
    out.answer = found
        .first()
        .and_then(|one| one.answer)
        .unwrap_or(Answer::NotFound);
    out.passages = found
        .iter()
        .take(SHOWN)
        .filter_map(|one| {
            let stand = &seen.stands[one.stand];
            let statement = &seen.statements[stand.statement];
            let document = &documents[*places.get(statement.source.as_str())?];
            Some(passage(one, stand, statement, document))
        })
        .collect();
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
        answer: one.answer,
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
