//! The rules that settle act and rung, each by itself.
//!
//! A rule looks at the clause and at what was settled before it, and answers what it
//! settles, or nothing where it does not apply. Their order is part of their meaning.

use diptych_core::{Act, Attribution, Rung, Time};
use diptych_lang::ladder::{CueKind, LimiterKind};

use super::stance::{Grounds, Stance};
use super::time::time_of;
use crate::chain::Link;
use crate::subject::Subject;

/// A rule for act and rung.
pub(super) type Rule = fn(&Grounds<'_>, Stance) -> Option<Stance>;

/// The rules, in the order in which they are asked.
pub(super) const RULES: [Rule; 15] = [
    promised_of_oneself,
    retold_promise,
    told_of_another,
    not_yet_done,
    foretold_of_another,
    stood_by,
    refused_beforehand,
    said_by_the_verb,
    undertaken_together,
    bound_to_come,
    warned,
    set_as_condition,
    denied_by_the_reporter,
    without_commitment,
    done_in_future,
];

/// "We will take part": what is only reported of others is promised of oneself.
fn promised_of_oneself(on: &Grounds<'_>, _: Stance) -> Option<Stance> {
    let link = on.clause.link?;
    let rung = link.own?;
    (on.clause.held.own_subject && link.act == Act::ReportsEvent).then(|| Stance::commits(rung))
}

/// "He said that his country would pay": the outlet's "would" is the speaker's "will".
fn retold_promise(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    let rung = on.reported?;
    let alone = on.has_link(|link| link.cues.len() == 1);
    (alone && on.clause.held.own_subject && so_far.act == Act::ReportsEvent)
        .then(|| Stance::commits(rung))
}

/// A third party that "will" do it is reported, not committed.
fn told_of_another(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    let held = &on.clause.held;
    (so_far.act == Act::Commits
        && held.attribution == Attribution::Own
        && !held.own_subject
        && on.has_link(|link| link.future)
        && so_far.rung.is_some_and(|rung| rung >= Rung::Proposes))
    .then(|| Stance::only(Act::ReportsEvent))
}

/// What will be done is promised, not done.
fn not_yet_done(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    (so_far.rung == Some(Rung::Done) && on.in_future()).then_some(Stance {
        rung: Some(Rung::Promises),
        ..so_far
    })
}

/// "Moravia will open the strait": what another is said to do one day is its promise.
fn foretold_of_another(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    let ascribed = on.clause.held.attribution == Attribution::Ascribed;
    (ascribed && so_far.act == Act::ReportsEvent && on.in_future())
        .then(|| Stance::commits(Rung::Promises))
}

/// "We are not withdrawing the suit": it stands.
fn stood_by(on: &Grounds<'_>, _: Stance) -> Option<Stance> {
    let (clause, lang) = (on.clause, &on.statement.lang);
    on.has_link(|link| {
        link.negated
            && link.first.entry.act() == Act::Withdraws
            && link.act == Act::Evaluates
            && clause.held.own_subject
            && time_of(clause.sentence, &clause.range, Some(link), lang) != Time::Past
    })
    .then(|| Stance::commits(Rung::Rejects))
}

/// "Will not be handed over": what is to come is refused, not denied.
fn refused_beforehand(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    (so_far.act == Act::DeniesFact && !on.clause.denied && on.has_link(Link::refuses))
        .then(|| Stance::commits(Rung::Rejects))
}

/// A verb that no table knows says it by its form.
fn said_by_the_verb(on: &Grounds<'_>, _: Stance) -> Option<Stance> {
    on.plain.map(|plain| Stance {
        act: plain.act,
        rung: plain.rung,
    })
}

/// "Neither side shall attack the ports": what both will leave is undertaken, not refused.
fn undertaken_together(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    let together = matches!(on.clause.who, Subject::Mutual(_) | Subject::Both(..));
    (together && so_far == Stance::commits(Rung::Rejects) && on.time != Time::Past)
        .then(|| Stance::commits(Rung::Promises))
}

/// "First they vote, and then the bank pays": what hangs on a condition is not yet done.
fn bound_to_come(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    let hangs = on.clause.sentence.hangs(&on.clause.range);
    (hangs && so_far.rung == Some(Rung::Done) && on.time != Time::Past)
        .then(|| Stance::commits(Rung::Promises))
}

/// "If they do not pay, we close it": a promise to oneself threatens.
fn warned(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    let clause = on.clause;
    (so_far == Stance::commits(Rung::Promises)
        && clause.held.own_subject
        && clause.held.attribution == Attribution::Own
        && clause.sentence.is_warned(&clause.range))
    .then(|| Stance::only(Act::Threatens))
}

/// "They must first be prepared": a condition that the speaker sets is demanded, unless
/// the clause turns something down.
fn set_as_condition(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    let refuses = so_far.rung.is_some_and(Rung::is_against);
    (!refuses && on.sets_condition()).then(|| Stance::only(Act::DemandsOfOther))
}

/// "He denied having promised it": the words that deny it are the reporter's.
fn denied_by_the_reporter(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    if !on.statement.denied {
        return None;
    }
    match (so_far.act, so_far.rung) {
        (Act::Commits, Some(rung)) if rung >= Rung::Promises => {
            Some(Stance::only(Act::DeniesHavingCommitted))
        }
        (Act::Commits | Act::ReportsEvent, _) => Some(Stance::only(Act::DeniesFact)),
        _ => None,
    }
}

/// Only a commitment has a rung, and a commitment without one reports.
fn without_commitment(_: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    match (so_far.act, so_far.rung) {
        (Act::Commits, Some(_)) => None,
        (Act::Commits, None) => Some(Stance::only(Act::ReportsEvent)),
        (act, _) => Some(Stance::only(act)),
    }
}

/// "Они выплатят": a verb of the future whose cue is one of deeds done.
fn done_in_future(on: &Grounds<'_>, so_far: Stance) -> Option<Stance> {
    (so_far.rung == Some(Rung::Done) && on.time == Time::Future)
        .then(|| Stance::commits(Rung::Promises))
}

impl Grounds<'_> {
    /// Whether the clause says what must be the case first.
    pub(super) fn sets_condition(&self) -> bool {
        let clause = self.clause;
        let mut limiters = clause.sentence.limiters.iter();
        limiters.any(|found| {
            found.entry.kind == LimiterKind::Clause && clause.range.contains(&found.hit.first)
        }) && self
            .has_link(|link| link.first.entry.kind == CueKind::Modal || !clause.held.own_subject)
    }
}

#[cfg(test)]
mod tests {
    use diptych_core::{Lang, Statement};

    use super::*;
    use crate::mini::{said, sentence, spoken};
    use crate::positions::clause::sample::{last_clause, last_link};

    /// What a rule settles of the last clause of the words, held by the speaker.
    fn settles(rule: Rule, words: &str, own_subject: bool, so_far: Stance) -> Option<Stance> {
        let statement = spoken(
            &said("Bo Lind", "ardonia", "2031-04-02", Lang::En, words),
            0,
        );
        settles_in(&statement, rule, words, own_subject, so_far)
    }

    fn settles_in(
        statement: &Statement,
        rule: Rule,
        words: &str,
        own_subject: bool,
        so_far: Stance,
    ) -> Option<Stance> {
        let sentence = sentence(words);
        let link = last_link(&sentence);
        let clause = last_clause(&sentence, link.as_ref(), own_subject);
        rule(&Grounds::new(&clause, statement, None), so_far)
    }

    const PROMISED: Stance = Stance {
        act: Act::Commits,
        rung: Some(Rung::Promises),
    };

    #[test]
    fn only_commitments_have_a_rung() {
        let settled = |so_far| settles(without_commitment, "Words.", true, so_far);
        let odd = Stance {
            act: Act::Evaluates,
            rung: Some(Rung::Done),
        };
        let empty = Stance::only(Act::Commits);
        assert_eq!(settled(odd), Some(Stance::only(Act::Evaluates)));
        assert_eq!(settled(empty), Some(Stance::only(Act::ReportsEvent)));
        assert_eq!(settled(PROMISED), None);
    }

    #[test]
    fn what_will_be_done_is_not_done() {
        let done = Stance::commits(Rung::Done);
        let settled = |words| settles(not_yet_done, words, true, done);
        assert_eq!(settled("We will repaint the lock."), Some(PROMISED));
        assert_eq!(settled("We repainted the lock."), None);
    }

    #[test]
    fn the_will_of_a_third_is_told_and_ones_own_is_meant() {
        let words = "The ferries will wait at the pier.";
        let told = Some(Stance::only(Act::ReportsEvent));
        assert_eq!(settles(told_of_another, words, false, PROMISED), told);
        assert_eq!(settles(told_of_another, words, true, PROMISED), None);
    }

    #[test]
    fn a_promise_that_hangs_on_what_another_fails_to_do_threatens() {
        let warns = "If they do not pay, we close the office.";
        let plans = "If they pay, we close the office.";
        let threat = Some(Stance::only(Act::Threatens));
        assert_eq!(settles(warned, warns, true, PROMISED), threat);
        assert_eq!(settles(warned, plans, true, PROMISED), None);
        let done = Stance::commits(Rung::Done);
        assert_eq!(settles(warned, warns, true, done), None);
    }

    #[test]
    fn what_hangs_on_something_else_is_not_yet_done() {
        let done = Stance::commits(Rung::Done);
        let settled = |words| settles(bound_to_come, words, true, done);
        let hangs = "Open the gate, and we pay the crew.";
        assert_eq!(settled(hangs), Some(PROMISED));
        assert_eq!(settled("We pay the crew."), None);
    }

    #[test]
    fn a_refusal_of_what_is_to_come_denies_nothing() {
        let denied = Stance::only(Act::DeniesFact);
        let settled = |words| settles(refused_beforehand, words, true, denied);
        let refused = Some(Stance::commits(Rung::Rejects));
        assert_eq!(settled("The papers will not be handed over."), refused);
        assert_eq!(settled("The papers were not handed over."), None);
    }

    #[test]
    fn what_the_reporter_says_was_denied_is_denied() {
        let words = "We promised the loan.";
        let said = said("Bo Lind", "ardonia", "2031-04-02", Lang::En, words);
        let mut statement = spoken(&said, 0);
        let settled = |statement: &Statement, so_far| {
            settles_in(statement, denied_by_the_reporter, words, true, so_far)
        };
        assert_eq!(settled(&statement, PROMISED), None);
        statement.denied = true;
        let having = Some(Stance::only(Act::DeniesHavingCommitted));
        assert_eq!(settled(&statement, PROMISED), having);
        let open = Stance::commits(Rung::OpenToDiscuss);
        let fact = Some(Stance::only(Act::DeniesFact));
        assert_eq!(settled(&statement, open), fact);
        assert_eq!(settled(&statement, Stance::only(Act::Evaluates)), None);
    }
}
