//! The comparison, step by step.
// long: the way from statements to findings, step by step, in one place

use std::collections::{BTreeSet, HashMap, HashSet};

use diptych_core::{
    About, Aspect, Axis, Divergence, DivergenceId, DivergenceKind, Evidence, IssueId, Lang,
    Problem, Role, Statement, StatementKind, Status, Utterance, Verdict, codes, short,
};
use diptych_lang::dates::DateContext;
use rayon::prelude::*;

use crate::answers::{AT_ONCE, Desk, Index};
use crate::bag::{Weights, keys};
use crate::copies::utterances;
use crate::explain::{Told, explanation};
use crate::homeless::place_the_rest;
use crate::ledger::claim;
use crate::matching::Matcher;
use crate::matter::Passage;
use crate::meaning::fill;
use crate::mentioned::{Passed, Said};
use crate::order::order;
use crate::pairs::{Finding, best_of_each, between, denied};
use crate::placing::Issues;
use crate::positions::Reader;
use crate::precedents::link_precedents;
use crate::reading::{Sentence, read, read_sentence};
use crate::retelling::retellings;
use crate::sides::SideIndex;
use crate::silence::{Spoken, Whole, is_whole};
use crate::stand::Stand;
use crate::timeline::{over_time, several_voices, within};
use crate::undone::{contrary, shown};
use crate::usable::usable;
use crate::words::{empty_words, word_keys};
use crate::{Comparison, Input};

/// Findings kept, best first; nobody reads so many.
const MOST_FINDINGS: usize = 20_000;

/// Compares the statements of a case.
///
/// Statements come back with their issues and utterances. Everything else is
/// ordered: positions by statement and place, divergences best first.
pub fn compare(input: &Input<'_>, statements: Vec<Statement>) -> Comparison {
    compare_seen(input, statements, false, &mut |_| true)
}

/// What stands between the reading of positions and their judgement.
pub(crate) struct Seen<'s> {
    /// Every position.
    pub(crate) stands: &'s [Stand],
    /// Which of them may be compared.
    pub(crate) usable: &'s [bool],
    /// The statements.
    pub(crate) statements: &'s [Statement],
    /// The utterances of which they are witnesses.
    pub(crate) utterances: &'s [Utterance],
    /// What looks at texts.
    pub(crate) matcher: &'s Matcher<'s>,
}

/// As [`compare`]; `see` is shown the positions before they are judged, and says whether to go on to that. With
/// `every`, a clause in which no table knows a word is a plain report, too.
pub(crate) fn compare_seen(
    input: &Input<'_>,
    mut statements: Vec<Statement>,
    every: bool,
    see: &mut dyn FnMut(&Seen<'_>) -> bool,
) -> Comparison {
    let documents: HashMap<&str, usize> = input
        .documents
        .iter()
        .enumerate()
        .map(|(number, document)| (document.source.as_str(), number))
        .collect();
    let sides = SideIndex::new(input.case);
    let issues = issues(input, &statements);
    let matcher = input.meaning.map_or_else(Matcher::lexical, Matcher::new);
    let (utterances, place, failed) =
        utterances(&statements, input.sources, &matcher, &input.case.matching);
    for (statement, place) in statements.iter_mut().zip(&place) {
        statement.utterances = vec![utterances[*place].id.clone()];
    }

    // Each statement is read for itself; they stay in their order.
    let read_one = |(number, statement): (usize, &Statement)| -> (Spoken, Vec<Stand>) {
        let mut spoken = Spoken::new();
        let Some(place) = documents.get(statement.source.as_str()).copied() else {
            return (spoken, Vec::new());
        };
        let document = &input.documents[place];
        let dates = DateContext {
            published: statement
                .said
                .as_ref()
                .map(|said| said.to)
                .or(statement.published),
            period: input.case.period,
            lang: statement.lang.clone(),
            ..DateContext::default()
        };
        let sentences = read(statement, document, &sides, &dates);
        let counts = is_whole(&input.sources[place]);
        if counts || statement.speaker.side.is_some() {
            let one = |sentence: &Sentence| {
                let held = counts.then(|| {
                    let all = 0..sentence.tokens.len();
                    let empty = empty_words(&sentence.tokens, &statement.lang);
                    keys(sentence, &all, &empty, &[], &statement.lang).into()
                });
                Passage::new(sentence, held)
            };
            spoken = sentences.iter().map(one).collect();
        }
        if statement.is_question || !statement.kind.is_said() {
            return (spoken, Vec::new());
        }
        let asked = statement
            .context
            .question_span
            .or_else(|| turn_before(&statements, number, &document.text));
        let is_asked = asked.is_some();
        let asked = asked.or_else(|| words_before(&statements, number, &document.text));
        let question = asked.map(|span| {
            read_sentence(
                span.of(&document.text),
                span,
                &statement.lang,
                &sides,
                &dates,
            )
        });
        if is_asked && let Some(question) = &question {
            spoken.push(Passage::new(question, None));
        }
        let reader = Reader {
            sides: &sides,
            issues: &issues,
            document,
            statement,
            number,
            question,
            is_asked,
            every,
        };
        (spoken, reader.positions(&sentences))
    };
    // What the texts say that count for silence, positions or not, and the positions.
    let (spoken, stands): (Vec<Spoken>, Vec<Vec<Stand>>) =
        statements.par_iter().enumerate().map(read_one).unzip();
    let mut stands = joined(stands);
    let ids: Vec<IssueId> = input
        .case
        .issues
        .iter()
        .map(|issue| issue.id.clone())
        .collect();
    for stand in &mut stands {
        stand.utterance = place[stand.statement];
        stand.position.issue = stand.issue.and_then(|issue| ids.get(issue).cloned());
    }
    carry_limits(&mut stands);
    link_precedents(&mut stands, &statements, input.sources, input.documents);
    let weights = Weights::new(&stands);
    weights.fill(&mut stands);
    let failed = failed.map(|error| Problem::new(&codes::ENCODER, error.to_string()));
    let mut problems: Vec<Problem> = failed.into_iter().collect();
    let mut encoded = false;
    if input.meaning.is_some() {
        let filled = fill(
            &matcher,
            &mut stands,
            &statements,
            &documents,
            input.documents,
        );
        encoded = filled.is_ok();
        if let Err(error) = filled {
            problems.push(Problem::new(&codes::ENCODER, error.to_string()));
        }
    }
    place_the_rest(&mut stands, &ids);
    name_issues(&mut statements, &stands, &ids);

    let usable = usable(&stands, &statements, &utterances);
    let go_on = see(&Seen {
        stands: &stands,
        usable: &usable,
        statements: &statements,
        utterances: &utterances,
        matcher: &matcher,
    });
    if !go_on {
        return Comparison {
            encoded,
            problems,
            ..Comparison::default()
        };
    }
    let (index, failed) = Index::new(&matcher, &stands, &usable);
    let failed = failed.map(|error| Problem::new(&codes::ENCODER, error.to_string()));
    problems.extend(failed);
    // Of each position for itself what is asked of the index; all stays in their order.
    let several = several_voices(&stands, &statements);
    let (count, asking) = (sides.len(), usable_numbers(&usable));
    let of = |desk: &mut Desk, some: &[usize]| -> Judged {
        let mut judged = Judged::default();
        for &number in some {
            let asked = &mut index.asking(number, desk);
            let claim = claim(number, &stands, &usable, &ids, count, asked);
            judged.claims.extend(claim);
            let found = between(number, &stands, &usable, count, asked);
            judged.between.extend(found);
            let found = within(number, &stands, &usable, &statements, &several, asked);
            judged.within.extend(found);
        }
        judged
    };
    let all: Vec<Judged> = asking
        .par_chunks(AT_ONCE)
        .map_init(Desk::default, of)
        .collect();
    let (mut ledger, mut differ, mut split) = (Vec::new(), Vec::new(), Vec::new());
    for judged in all {
        ledger.extend(judged.claims);
        differ.extend(judged.between);
        split.extend(judged.within);
    }
    differ.extend(denied(&stands, &usable));
    let best = |found: Vec<Finding>| best_of_each(found, &stands);
    let moved = || best(over_time(&stands, &usable, &statements));
    let retold = || best(retellings(&stands, &statements, &utterances, input.sources));
    let ((mut found, split), (moved, retold)) = rayon::join(
        || rayon::join(|| best(differ), || best(split)),
        || rayon::join(moved, retold),
    );
    found.extend(split.into_iter().chain(moved).chain(retold));

    let maker = Maker {
        input,
        statements: &statements,
        stands: &stands,
        documents: &documents,
        ids: &ids,
    };
    let mut divergences: Vec<Divergence> = order(found, &stands)
        .into_par_iter()
        .take(MOST_FINDINGS)
        .filter_map(|(finding, score)| maker.divergence(&finding, score))
        .collect();

    let speaking: Vec<Option<usize>> = statements
        .iter()
        .map(|statement| {
            statement
                .speaker
                .side
                .as_ref()
                .and_then(|side| sides.number(side))
        })
        .collect();
    let whole = Whole::new(
        input.sources,
        &statements,
        &speaking,
        &spoken,
        &weights,
        encoded,
    );
    let mut by_side: Vec<Vec<(&Stand, &Lang)>> = vec![Vec::new(); sides.len()];
    for stand in &stands {
        if let Some(side) = stand.speaker_side {
            by_side[side].push((stand, &statements[stand.statement].lang));
        }
    }
    let passed: Vec<Passed> = ledger
        .iter()
        .enumerate()
        .filter(|(_, (_, claim))| claim.verdict == Verdict::NotFound)
        .filter_map(|(place, (number, _))| {
            let stand = &stands[*number];
            let side = stand.holder_side?;
            let lang = &statements[stand.statement].lang;
            let scope = whole.silent_on(stand, lang, side, &by_side[side])?;
            Some(Passed {
                place,
                number: *number,
                side,
                scope,
            })
        })
        .collect();
    let said = Said {
        statements: &statements,
        sides: &speaking,
        spoken: &spoken,
        documents: input.documents,
        places: &documents,
    };
    let (passed, failed) = said.unmentioned(&matcher, &stands, passed);
    problems.extend(failed.map(|error| Problem::new(&codes::ENCODER, error.to_string())));
    let mut silent: HashSet<(usize, diptych_core::Span)> = HashSet::new();
    for passed in passed {
        ledger[passed.place].1.verdict = Verdict::Silent;
        let stand = &stands[passed.number];
        if silent.insert((stand.statement, stand.position.clause)) {
            divergences.extend(maker.silence(passed.number, passed.side, passed.scope, &sides));
        }
    }
    let mut seen = HashSet::new();
    divergences.retain(|divergence| seen.insert(divergence.id.clone()));
    divergences.sort_by(|a, b| b.score.total_cmp(&a.score));

    problems.extend(not_understood(&statements, &stands, &ids));
    let mut known = HashSet::new();
    let positions = stands
        .into_iter()
        .map(|stand| stand.position)
        .filter(|position| known.insert(position.id.clone()))
        .collect();
    Comparison {
        statements,
        positions,
        utterances,
        claims: ledger.into_iter().map(|(_, claim)| claim).collect(),
        divergences,
        encoded,
        problems,
    }
}

/// All positions in one list, none with room to spare: a large case holds many.
fn joined(all: Vec<Vec<Stand>>) -> Vec<Stand> {
    let mut out = Vec::with_capacity(all.iter().map(Vec::len).sum());
    for mut stands in all {
        for Stand { position, .. } in &mut stands {
            position.evidence.shrink_to_fit();
            position.terms.shrink_to_fit();
            position.hedges.shrink_to_fit();
            position.conditions.shrink_to_fit();
        }
        out.append(&mut stands);
    }
    out
}

/// What was judged of some positions, in their order.
#[derive(Default)]
struct Judged {
    claims: Vec<(usize, diptych_core::Claim)>,
    between: Vec<Finding>,
    within: Vec<Finding>,
}

fn usable_numbers(usable: &[bool]) -> Vec<usize> {
    (0..usable.len()).filter(|number| usable[*number]).collect()
}

/// Statements of one page that are looked through for the turn before.
const MOST_BETWEEN: usize = 4;

/// The turn before, where somebody of no side asks in it: what an answer is about.
fn turn_before(statements: &[Statement], number: usize, text: &str) -> Option<diptych_core::Span> {
    let turn = &statements[number];
    if turn.kind != StatementKind::Turn || turn.speaker.side.is_none() {
        return None;
    }
    let before = statements[..number]
        .iter()
        .rev()
        .take(MOST_BETWEEN)
        .find(|other| other.kind == StatementKind::Turn && other.source == turn.source)?;
    let span = before.span();
    let asks = before.speaker.side.is_none() && span.of(text).trim_end().ends_with(['?', '.']);
    (asks && span.end <= turn.span().start).then_some(span)
}

/// Bytes between two pieces of one speaker's words in an article, at most.
const MOST_ASIDE: usize = 240;

/// What the same speaker says just before in an article: "he denied that they had
/// agreed to it. \"We promised to think about it\", he said".
fn words_before(statements: &[Statement], number: usize, text: &str) -> Option<diptych_core::Span> {
    let said = |statement: &Statement| {
        matches!(
            statement.kind,
            StatementKind::Direct | StatementKind::Indirect | StatementKind::Mixed
        )
    };
    let (one, before) = (&statements[number], &statements[number.checked_sub(1)?]);
    let same = before.source == one.source
        && said(before)
        && said(one)
        && one.speaker.name.is_some()
        && before.speaker.name == one.speaker.name;
    let last = before.fragments.last()?.span();
    let gap = one.span().start.checked_sub(last.end)?;
    (same && gap <= MOST_ASIDE && text.get(last.start..last.end).is_some()).then_some(last)
}

/// The profiles of the issues; words of a large part of the statements count less.
fn issues(input: &Input<'_>, statements: &[Statement]) -> Issues {
    let mut count: HashMap<String, usize> = HashMap::new();
    let words = |statement: &Statement| {
        let mut here = BTreeSet::new();
        for fragment in &statement.fragments {
            let tokens = diptych_lang::tokens(&fragment.text, 0);
            let empty = empty_words(&tokens, &statement.lang);
            for (token, empty) in tokens.iter().zip(empty) {
                if !empty {
                    here.extend(word_keys(&token.folded, &statement.lang));
                }
            }
        }
        here
    };
    let words: Vec<BTreeSet<String>> = statements.par_iter().map(words).collect();
    for key in words.into_iter().flatten() {
        *count.entry(key).or_default() += 1;
    }
    let many = (statements.len() / 2).max(6);
    let frequent = count
        .into_iter()
        .filter(|(_, times)| *times > many)
        .map(|(key, _)| key)
        .collect();
    let mut side_words = BTreeSet::new();
    for side in &input.case.sides {
        let names = side
            .people
            .iter()
            .flat_map(|person| person.aliases.iter().chain([&person.name]))
            .chain(&side.bodies)
            .chain([&side.name]);
        for name in names {
            for token in diptych_lang::tokens(name, 0) {
                for lang in [Lang::En, Lang::Ru, Lang::Uk] {
                    side_words.extend(word_keys(&token.folded, &lang));
                }
            }
        }
    }
    let lang = input
        .documents
        .first()
        .map_or(Lang::En, |document| document.lang.clone());
    Issues::new(input.case, &lang, &side_words, &frequent)
}

/// What a clause carries over from a limited refusal is limited too: "We do
/// not accept it without us. That will not work."
fn carry_limits(stands: &mut [Stand]) {
    let mut limits: HashMap<usize, (usize, diptych_core::Span)> = HashMap::new();
    for (number, stand) in stands.iter_mut().enumerate() {
        let against = stand
            .position
            .rung
            .is_some_and(diptych_core::Rung::is_against);
        if stand.limited {
            if let Some(condition) = stand.position.conditions.first() {
                limits.insert(stand.statement, (number, *condition));
            }
        } else if stand.carried
            && against
            && let Some((from, condition)) = limits.get(&stand.statement)
            && number - from <= 3
        {
            stand.limited = true;
            stand.position.conditions.push(*condition);
        }
    }
}

fn name_issues(statements: &mut [Statement], stands: &[Stand], ids: &[IssueId]) {
    for stand in stands {
        if let Some(id) = stand.issue.and_then(|issue| ids.get(issue)) {
            let list = &mut statements[stand.statement].issues;
            if !list.contains(id) {
                list.push(id.clone());
            }
        }
    }
}

struct Maker<'m> {
    input: &'m Input<'m>,
    statements: &'m [Statement],
    stands: &'m [Stand],
    documents: &'m HashMap<&'m str, usize>,
    ids: &'m [IssueId],
}

impl Maker<'_> {
    fn told(&self, number: usize) -> Option<Told<'_>> {
        let stand = &self.stands[number];
        let statement = &self.statements[stand.statement];
        let document = self.documents.get(statement.source.as_str())?;
        Some(Told {
            stand,
            statement,
            document: &self.input.documents[*document],
        })
    }

    fn divergence(&self, finding: &Finding, score: f64) -> Option<Divergence> {
        let left = self.told(finding.left)?;
        let right = self.told(finding.right)?;
        let issue = self
            .ids
            .get(left.stand.issue.or(right.stand.issue)?)?
            .clone();
        let judgement = &finding.judgement;
        let mut evidence: Vec<Evidence> = Vec::new();
        for number in [finding.left, finding.right].iter().chain(&finding.also) {
            for one in &self.stands[*number].position.evidence {
                let wanted = match judgement.aspect {
                    Aspect::Term => one.role != Role::Hedge,
                    Aspect::Condition => one.role != Role::Term,
                    _ => !matches!(one.role, Role::Term),
                };
                if wanted && !evidence.contains(one) {
                    evidence.push(one.clone());
                }
            }
        }
        if judgement.aspect == Aspect::Polarity
            && let Some((one, other)) = contrary(left.stand, right.stand)
        {
            for (told, key) in [(&left, one), (&right, other)] {
                let words = shown(told.stand, told.statement, &told.document.text, key);
                evidence.extend(words.filter(|one| !evidence.contains(one)));
            }
        }
        let id = DivergenceId::from(short(
            "dv",
            &[
                left.stand.position.id.as_str(),
                right.stand.position.id.as_str(),
                axis_word(finding.axis),
                aspect_word(judgement.aspect),
                &judgement
                    .slot
                    .map_or(String::new(), |slot| format!("{slot:?}")),
            ],
        ));
        Some(Divergence {
            id,
            issue,
            axis: finding.axis,
            aspect: judgement.aspect,
            slot: judgement.slot,
            kind: judgement.kind,
            score,
            left: left.statement.id.clone(),
            right: Some(right.statement.id.clone()),
            left_position: left.stand.position.id.clone(),
            right_position: Some(right.stand.position.id.clone()),
            evidence,
            explanation: explanation(
                &left,
                &right,
                finding.axis,
                judgement.aspect,
                judgement.slot,
                judgement.kind,
            ),
            about: None,
            scope: None,
            status: Status::Suggested,
        })
    }

    fn silence(
        &self,
        number: usize,
        side: usize,
        scope: diptych_core::Scope,
        sides: &SideIndex,
    ) -> Option<Divergence> {
        let left = self.told(number)?;
        let side = sides.id(side)?.clone();
        let issue = self.ids.get(left.stand.issue?)?.clone();
        let explanation = explanation(
            &left,
            &left,
            Axis::BetweenSides,
            Aspect::Silence,
            None,
            DivergenceKind::Silent,
        );
        Some(Divergence {
            id: DivergenceId::from(short(
                "dv",
                &[
                    left.stand.position.id.as_str(),
                    side.as_str(),
                    "between_sides",
                    "silence",
                ],
            )),
            issue,
            axis: Axis::BetweenSides,
            aspect: Aspect::Silence,
            slot: None,
            kind: DivergenceKind::Silent,
            score: 0.5,
            left: left.statement.id.clone(),
            right: None,
            left_position: left.stand.position.id.clone(),
            right_position: None,
            evidence: left.stand.position.evidence.clone(),
            explanation,
            about: Some(About {
                side,
                name: left.stand.position.holder.name.clone(),
            }),
            scope: Some(scope),
            status: Status::Suggested,
        })
    }
}

fn axis_word(axis: Axis) -> &'static str {
    match axis {
        Axis::BetweenSides => "between_sides",
        Axis::WithinSide => "within_side",
        Axis::OverTime => "over_time",
        Axis::Retelling => "retelling",
    }
}

fn aspect_word(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Degree => "degree",
        Aspect::Condition => "condition",
        Aspect::Term => "term",
        Aspect::Polarity => "polarity",
        Aspect::Silence => "silence",
        Aspect::None => "none",
    }
}

/// What was not understood, counted.
fn not_understood(statements: &[Statement], stands: &[Stand], ids: &[IssueId]) -> Vec<Problem> {
    let read: HashSet<usize> = stands.iter().map(|stand| stand.statement).collect();
    let said = |statement: &Statement| statement.kind.is_said() && !statement.is_question;
    let unread = statements
        .iter()
        .enumerate()
        .filter(|(number, statement)| said(statement) && !read.contains(number))
        .count();
    let homeless = statements
        .iter()
        .filter(|statement| said(statement) && statement.issues.is_empty())
        .count();
    let mut out = Vec::new();
    if homeless > 0 && !ids.is_empty() {
        out.push(Problem::new(
            &codes::NO_ISSUE_FITS,
            format!("{homeless} statements speak of none of the issues"),
        ));
    }
    if unread > 0 {
        out.push(Problem::new(
            &codes::NO_POSITION,
            format!("the position of {unread} statements was not understood"),
        ));
    }
    out
}
