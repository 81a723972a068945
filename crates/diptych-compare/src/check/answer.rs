//! What the positions of a case say on one claim.

use std::collections::HashMap;

use diptych_core::{Act, Answer, Attribution, Polarity, Rung};

use super::asked::Asked;
use super::nearest::{Near, nearest};
use super::order::{last_word, without_lower_steps};
use super::says::Pair;
use super::weigh::Signs;
use crate::compare::Seen;
use crate::judge::{against, denies};
use crate::proposition::likeness;
use crate::stand::Stand;

/// The part of the claim's words that a position must touch to be looked at, where its meaning is not near.
const TOUCHED: f64 = 0.25;
/// The same of what both share.
const SHARED: f64 = 0.4;

/// Positions that lie less surely on the claim are not shown as near it either.
const NEAR: f64 = -1.0;

/// A position that bears on the claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bearing {
    /// The position.
    pub(super) stand: usize,
    /// What follows from it.
    pub(super) answer: Answer,
    /// Whether it is of the side that the claim is about.
    pub(super) is_own: bool,
    /// How alike they are.
    pub(super) alike: f64,
    /// How much of the claim's meaning it holds.
    pub(super) core: f64,
    /// How surely it answers: above 0 more likely than that nothing does.
    pub(super) weight: f64,
}

/// A claim, and where its answers are looked for.
pub(super) struct Search<'s> {
    pub(super) seen: &'s Seen<'s>,
    asked: &'s Asked,
    /// The claim.
    p: Stand,
    /// The sides whose account answers it.
    holders: Vec<usize>,
}

/// What bears on the claim: what answers it first, then what is near it, the surest first; what its side says before
/// what others say of it.
pub(super) fn bearings(seen: &Seen<'_>, asked: &Asked, claim: usize, sides: usize) -> Vec<Bearing> {
    let p = asked.claimed(&seen.stands[claim]);
    let about = asked.author.or(p.holder_side);
    let holders: Vec<usize> = match about {
        Some(side) if Some(side) != p.speaker_side => vec![side],
        _ => (0..sides)
            .filter(|side| Some(*side) != p.speaker_side)
            .collect(),
    };
    let search = Search {
        seen,
        asked,
        p,
        holders,
    };
    search.bearings()
}

impl Search<'_> {
    fn bearings(&self) -> Vec<Bearing> {
        let stands = self.seen.stands;
        let own: Vec<usize> = self.accounts().map(|(number, _)| number).collect();
        let rivals: Vec<usize> = (0..stands.len())
            .filter(|number| self.is_rival(*number, &stands[*number]))
            .collect();
        let near = self.near(&own);
        let mut out = self.own(&own, &near);
        without_lower_steps(self.seen, &mut out);
        let by_weight =
            |a: &Bearing, b: &Bearing| b.weight.total_cmp(&a.weight).then(a.stand.cmp(&b.stand));
        out.sort_by(by_weight);
        last_word(self.seen, &mut out);
        let mut known = Vec::new();
        out.retain(|one| {
            let is_new = !known.contains(&one.stand);
            known.push(one.stand);
            is_new && one.weight > NEAR
        });
        let near = self.near(&rivals);
        let mut others: Vec<Bearing> = rivals
            .iter()
            .filter_map(|number| Some(self.rival(*number, *near.get(number)?)))
            .filter(|one| one.weight > 0.0)
            .collect();
        others.sort_by(by_weight);
        out.extend(others);
        out
    }

    fn near(&self, numbers: &[usize]) -> HashMap<usize, Near> {
        let (asked, p) = (self.asked, &self.p);
        let met = |number: usize| {
            let q = &self.seen.stands[number];
            asked.touched(q) >= TOUCHED || p.shared(q) >= SHARED
        };
        let core = (asked.core.as_str(), &asked.lang);
        nearest(self.seen, (p, core), numbers, met)
    }

    /// The accounts of the sides that answer.
    fn accounts(&self) -> impl Iterator<Item = (usize, &Stand)> {
        self.seen.stands.iter().enumerate().filter(|(number, q)| {
            self.is_usable(*number, q)
                && q.statement != self.p.statement
                && q.speaker_side
                    .is_some_and(|side| self.holders.contains(&side))
        })
    }

    /// Whether a position may answer: as in the comparison, and what no issue of the case names too.
    fn is_usable(&self, number: usize, q: &Stand) -> bool {
        let best = || {
            let utterance = &self.seen.utterances[q.utterance];
            utterance.best == self.seen.statements[q.statement].id
        };
        self.seen.usable[number] || q.issue.is_none() && best()
    }

    /// What the accounts of the side say to the claim.
    fn own(&self, numbers: &[usize], near: &HashMap<usize, Near>) -> Vec<Bearing> {
        let stands = self.seen.stands;
        let looked: Vec<usize> = numbers
            .iter()
            .copied()
            .filter(|number| near.contains_key(number) && self.is_account(&stands[*number]))
            .filter(|number| !self.is_retold(&stands[*number]))
            .collect();
        let last = |number: &usize| stands[*number].days.map(|(_, to)| to);
        let mut days: Vec<_> = looked.iter().filter_map(last).collect();
        days.sort_unstable();
        days.dedup();
        let late = |number: usize| {
            let place = last(&number).and_then(|day| days.binary_search(&day).ok());
            place.map_or(0.5, |place| {
                place as f64 / days.len().saturating_sub(1).max(1) as f64
            })
        };
        let of = |number: usize| {
            let q = &stands[number];
            let alike = likeness(&self.p, q);
            let touched = self.asked.touched(q);
            let pair = Pair {
                asked: self.asked,
                p: &self.p,
                q,
                alike,
                touched,
                near: near[&number],
            };
            let signs = Signs::new(&self.p, q, pair.near, touched, alike);
            let said = pair.says().into_iter();
            said.map(move |said| Bearing {
                stand: number,
                answer: said.0,
                is_own: true,
                alike,
                core: signs.near.core,
                weight: signs.of_own(said, late(number), self.is_named(number)),
            })
            .collect::<Vec<_>>()
        };
        looked.into_iter().flat_map(of).collect()
    }

    /// Whether what a side says is its account: of itself, or what somebody is said to say of another.
    fn is_account(&self, q: &Stand) -> bool {
        let of_another = self.asked.author.is_some()
            && self.p.holder_side != self.asked.author
            && q.holder_side == self.p.holder_side;
        q.position.attribution != Attribution::Ascribed
            || of_another
            || q.position.act == Act::DeniesHavingCommitted
    }

    /// Whether it is only another side's account of what this side said.
    fn is_retold(&self, q: &Stand) -> bool {
        let statements = self.seen.statements;
        let own = &statements[q.statement];
        let clause = q.position.clause;
        statements.iter().enumerate().any(|(number, other)| {
            number != q.statement
                && other.source == own.source
                && other.speaker.side.is_some()
                && other.speaker.side != own.speaker.side
                && !other.is_question
                && other.span().contains(clause)
                && other.span().len() > own.span().len()
        })
    }

    /// Whether another side says something of this kind of the side.
    fn is_rival(&self, number: usize, r: &Stand) -> bool {
        let p = &self.p;
        self.seen.usable[number]
            && !self.asked.merely
            && !(against(p) && p.position.act != Act::Withdraws || denies(p))
            && r.statement != p.statement
            && r.is_claim()
            && r.holder_side == p.holder_side
            && r.speaker_side != p.holder_side
            && r.position.polarity == Polarity::Positive
            && matches!(r.position.act, Act::Commits | Act::ReportsEvent)
            && r.position
                .rung
                .is_none_or(|rung| rung > Rung::TakesNoPosition)
    }

    fn rival(&self, number: usize, near: Near) -> Bearing {
        let r = &self.seen.stands[number];
        let alike = likeness(&self.p, r);
        let signs = Signs::new(&self.p, r, near, self.asked.touched(r), alike);
        Bearing {
            stand: number,
            answer: Answer::RivalOnly,
            is_own: false,
            alike,
            core: near.core,
            weight: signs.of_rival(),
        }
    }

    /// Whether it is said by somebody whom the claim names, where it names people of that side.
    fn is_named(&self, number: usize) -> bool {
        let stand = &self.seen.stands[number];
        let side = stand.speaker_side;
        let name = self.seen.statements[stand.statement]
            .speaker
            .name
            .as_deref();
        let mut of_side = self.asked.people.iter().filter(|(of, _)| Some(*of) == side);
        of_side.clone().next().is_none() || of_side.any(|(_, person)| Some(person.as_str()) == name)
    }
}
