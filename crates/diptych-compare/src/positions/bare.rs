//! Bare answers: what "No." says is what was asked, with the answer's sign.

use std::collections::BTreeMap;
use std::ops::Range;

use diptych_core::{Act, Attribution, Lang, Reality, Role, Rung, Time};
use diptych_lang::ladder::answers;

use super::build::position_id;
use super::clause::Clause;
use super::evidence::evidence;
use super::matters::matters;
use super::reader::Reader;
use super::stance::Stance;
use super::time::time_of;
use crate::chain::{Link, links};
use crate::holder::plain_holder;
use crate::placing::ENOUGH;
use crate::reading::Sentence;
use crate::stand::Stand;
use crate::subject::{Subject, subject};

impl Reader<'_> {
    /// The position of a sentence that only says yes or no to the question.
    ///
    /// What it is about is taken from the question, which stands as antecedent
    /// evidence; the words of the question are nobody's statement.
    /// Where the question asks for more than yes or no, the answer says nothing
    /// that can be held: no position. Nothing where the sentence is no bare answer.
    pub(super) fn answered(&self, sentence: &Sentence, own: Option<usize>) -> Option<Vec<Stand>> {
        self.question.as_ref().filter(|_| self.is_asked)?;
        let (yes, rule) = answers(&self.statement.lang).bare(&sentence.tokens)?;
        Some(self.answer(sentence, own, yes, rule).into_iter().collect())
    }

    /// The issue of the question that the statement answers.
    pub(super) fn asked(&self, lang: &Lang) -> Option<usize> {
        let question = self.question.as_ref()?;
        let all = 0..question.tokens.len();
        let scores = self.issues.score(question, &all, lang);
        let by_head = self
            .issues
            .score_tokens(&[], &matters(question, &all), lang);
        (0..self.issues.len())
            .map(|number| (number, scores[number].max(by_head[number])))
            .filter(|(_, score)| *score >= 0.5 * ENOUGH)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
            .map(|(number, _)| number)
    }

    fn answer(
        &self,
        sentence: &Sentence,
        own: Option<usize>,
        yes: bool,
        rule: String,
    ) -> Option<Stand> {
        let question = self.question.as_ref()?;
        let lang = &self.statement.lang;
        if answers(lang).is_open(&question.tokens) {
            return None;
        }
        let (clause, link) = question
            .clauses
            .iter()
            .rev()
            .find_map(|clause| {
                let link = links(question, clause, lang).pop()?.pop()?;
                Some((clause.clone(), Some(link)))
            })
            .or_else(|| {
                let with_matter = |clause: &&Range<usize>| !matters(question, clause).is_empty();
                let clause = question.clauses.iter().rev().find(with_matter)?;
                Some((clause.clone(), None))
            })?;
        let mut heads = matters(question, &clause);
        if heads.is_empty() {
            heads = matters(question, &(0..question.tokens.len()));
        }
        let cue = link
            .as_ref()
            .map_or(clause.end..clause.end, |link| link.tokens.clone());
        let who = subject(question, &clause, &cue, own);
        let held = plain_holder(self.statement, own, &who, self.sides);
        let about_other = held.attribution == Attribution::Ascribed
            || matches!(
                who,
                Subject::Third(_) | Subject::OtherSide(_) | Subject::It(_)
            );
        let time = time_of(question, &clause, link.as_ref(), lang);
        let (act, rung) = sign(yes, link.as_ref(), about_other, time)?;
        let none = BTreeMap::new();
        let mut stand = self.stand(Clause {
            sentence: question,
            range: clause.clone(),
            link: link.as_ref(),
            heads,
            held: held.clone(),
            own,
            issue: self.asked(lang),
            antecedent: None,
            before: &none,
            as_of: None,
            who: &who,
            denied: false,
        })?;
        let text = &self.document.text;
        let span = sentence.span_of(&(0..sentence.tokens.len()));
        let asked = question.span_of(&clause);
        let shown = |span, role, rule| evidence(self.statement, text, span, role, rule);
        let position = &mut stand.position;
        position.id = position_id(self.statement, span, None, act, rung, &held);
        position.clause = span;
        position.act = act;
        position.rung = rung;
        position.time = time;
        position.reality = Reality::Actual;
        position.polarity = Stance { act, rung }.polarity();
        position.holder = held.holder;
        position.attribution = held.attribution;
        position.proposition.actor = None;
        position.proposition.action = Some(span.of(text).to_owned());
        position.terms.clear();
        position.hedges.clear();
        position.evidence.retain(|one| one.role == Role::Condition);
        position.evidence.insert(0, shown(span, Role::Clause, None));
        let role = if yes { Role::Rung } else { Role::Polarity };
        position.evidence.insert(1, shown(span, role, Some(rule)));
        position.evidence.push(shown(asked, Role::Antecedent, None));
        stand.sentence = sentence.span;
        stand.carried = true;
        stand.bare = true;
        stand.denied_slot = None;
        stand.own_subject = !about_other;
        Some(stand)
    }
}

/// What is done by answering, and how far it goes; nothing where yes or no to
/// a question put in the negative leaves open what is meant.
fn sign(
    yes: bool,
    link: Option<&Link>,
    about_other: bool,
    time: Time,
) -> Option<(Act, Option<Rung>)> {
    let Some(link) = link else {
        let act = if yes {
            Act::ReportsEvent
        } else {
            Act::DeniesFact
        };
        return Some((act, None));
    };
    match (yes, link.is_negative()) {
        (true, false) => Some((link.act, link.rung)),
        // "Do you refuse?" – "Yes.", but "You have not agreed?" – "Yes." is open.
        (true, true) => (!link.negated).then_some((link.act, link.rung)),
        // "You have not agreed?" – "No." says the same; "Do you refuse?" – "No." is open.
        (false, true) => link.negated.then_some((link.act, link.rung)),
        (false, false) if link.act != Act::Commits || about_other => Some((Act::DeniesFact, None)),
        (false, false) if time == Time::Past => Some((Act::DeniesHavingCommitted, None)),
        (false, false) => Some((Act::Commits, Some(Rung::Rejects))),
    }
}
