//! What the positions of a case say on one claim.

use diptych_core::{Act, Answer, Attribution, Polarity, Rung};

use super::asked::Asked;
use super::says::{Ties, says};
use crate::compare::Seen;
use crate::judge::denies;
use crate::pairs::denied;
use crate::proposition::likeness;
use crate::stand::Stand;

/// How alike an account must be to answer: a question comes from outside, so more than between two accounts.
const ANSWERS: f64 = 0.6;
/// The same, where it holds most of the claim's words, or where another makes the very claim.
const ANSWERS_LESS: f64 = 0.5;
/// The same, where another makes the very claim and this is plainly near.
const ANSWERS_LEAST: f64 = 0.44;
/// How much both must share in words or meaning: what a table calls one matter may be two to who asks.
const SHARED: f64 = 0.3;
/// How alike the claim of another must be to count as the same claim.
const SAME: f64 = 0.6;
/// How alike the claim of another must be for its answers to be answers.
const VERY_CLAIM: f64 = 0.66;
/// The part of its words that another must use to make it word for word.
const WORD_FOR_WORD: f64 = 0.9;
/// What an agreement counts less than a difference of the same likeness: it needs only that nothing differs.
const AGREED: f64 = 0.05;

/// Others' claims through which an answer is looked for.
const MOST_RIVALS: usize = 3;
/// What an answer through another's claim counts.
const THROUGH: f64 = 0.8;
/// What a clause counts that goes on about what another named.
const CARRIED: f64 = 0.6;

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
    /// How much it counts.
    pub(super) weight: f64,
}

/// A claim, and where its answers are looked for.
pub(super) struct Search<'s> {
    pub(super) seen: &'s Seen<'s>,
    pub(super) asked: &'s Asked,
    /// The claim.
    pub(super) p: Stand,
    /// The sides whose account answers it.
    holders: Vec<usize>,
    /// Whether it has a word that nobody in the case uses.
    is_new: bool,
}

/// What bears on the claim, best first.
pub(super) fn bearings(
    seen: &Seen<'_>,
    (asked, is_new): (&Asked, bool),
    claim: usize,
    sides: usize,
) -> Vec<Bearing> {
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
        is_new,
    };
    search.bearings()
}

impl Search<'_> {
    fn bearings(&self) -> Vec<Bearing> {
        let rivals = self.rivals();
        let mut out = self.own(&rivals);
        out.extend(self.denials(&rivals));
        out.extend(self.through(&rivals));
        out.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.stand.cmp(&b.stand)));
        let mut known = Vec::new();
        out.retain(|one| {
            let is_new = !known.contains(&one.stand);
            known.push(one.stand);
            is_new
        });
        self.without_lower_steps(&mut out);
        self.latest_first(&mut out);
        self.taken_back(&mut out);
        self.named_first(&mut out);
        out.extend(rivals.iter().map(|(one, _)| *one));
        out
    }

    /// The accounts of the sides that answer.
    pub(super) fn accounts(&self) -> impl Iterator<Item = (usize, &Stand)> {
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

    /// What the account of the side says to the claim.
    fn own(&self, rivals: &[(Bearing, Ties)]) -> Vec<Bearing> {
        let mut out = Vec::new();
        for (number, q) in self.accounts() {
            let alike = likeness(&self.p, q);
            if alike < ANSWERS_LEAST || !self.is_account(q) {
                continue;
            }
            let ties = Ties::new(self.asked, &self.p, q, alike);
            if !self.answers(&ties, rivals) || self.is_retold(q) {
                continue;
            }
            for (answer, sure) in says(self.asked, &self.p, q, &ties) {
                let sure_enough = alike >= ANSWERS || answer != Answer::Confirmed;
                if sure_enough {
                    out.push(self.bearing(number, q, (answer, sure), &ties));
                }
            }
        }
        out
    }

    fn bearing(
        &self,
        stand: usize,
        q: &Stand,
        (answer, sure): (Answer, f64),
        ties: &Ties,
    ) -> Bearing {
        // A clause that goes on about what was named before may go on about another thing.
        let vague = q.carried && !denies(q);
        let sure = sure * if vague { CARRIED } else { 1.0 };
        let met = ties.touched.max(ties.near / 0.6).clamp(0.0, 1.0);
        let weight = sure * (0.4 + 0.6 * ties.alike) * (0.75 + 0.25 * met);
        let agrees = answer == Answer::Confirmed;
        Bearing {
            stand,
            answer,
            is_own: true,
            alike: ties.alike,
            weight: weight * self.named(stand) - if agrees { AGREED } else { 0.0 },
        }
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

    /// Whether an account so tied to the claim answers it.
    fn answers(&self, ties: &Ties, rivals: &[(Bearing, Ties)]) -> bool {
        if !ties.on_it() || ties.shared < SHARED {
            return false;
        }
        let very = |one: &&(Bearing, Ties)| one.0.alike >= VERY_CLAIM;
        let rival = rivals.iter().find(very);
        // Where another says it word for word, what touches less than half of it is about something else.
        if let Some((_, told)) = rival
            && told.touched >= WORD_FOR_WORD
            && !self.asked.merely
            && ties.touched < 0.5
            && ties.near < 0.45
            && ties.alike < 0.8
        {
            return false;
        }
        // What nobody in the case speaks of is not answered by what is only like it.
        if self.is_new && rival.is_none() && !self.asked.merely && !ties.of_one_thing() {
            return false;
        }
        ties.alike >= ANSWERS
            || ties.alike >= ANSWERS_LESS && ties.touched >= 0.7 && ties.near >= 0.35
            || rival.is_some() && ties.shared >= 0.4
    }

    /// What answers the very claim that another makes in more words answers this, if less surely.
    fn through(&self, rivals: &[(Bearing, Ties)]) -> Vec<Bearing> {
        let mut out = Vec::new();
        let very = rivals.iter().filter(|(one, _)| one.alike >= VERY_CLAIM);
        for (rival, _) in very.take(MOST_RIVALS) {
            let p = &self.seen.stands[rival.stand];
            for (number, q) in self.accounts() {
                let alike = likeness(p, q);
                if alike < ANSWERS || !self.is_account(q) {
                    continue;
                }
                let own = Ties::new(self.asked, &self.p, q, likeness(&self.p, q));
                if own.alike < ANSWERS_LESS || !self.answers(&own, rivals) || self.is_retold(q) {
                    continue;
                }
                let ties = Ties { alike, ..own };
                for said in says(self.asked, p, q, &ties) {
                    if said.0 != Answer::Confirmed {
                        let one = self.bearing(number, q, said, &ties);
                        out.push(Bearing {
                            weight: one.weight * rival.alike * THROUGH,
                            ..one
                        });
                    }
                }
            }
        }
        out
    }

    /// Denials of the same claim of another, by few words that they share with no other claim. The question itself
    /// comes from outside: nobody has denied it.
    fn denials(&self, rivals: &[(Bearing, Ties)]) -> Vec<Bearing> {
        let mut out = Vec::new();
        for finding in denied(self.seen.stands, self.seen.usable) {
            let by = self.seen.stands[finding.right].speaker_side;
            let same = rivals
                .iter()
                .find(|(one, _)| one.stand == finding.left && one.alike >= VERY_CLAIM)
                .filter(|_| by.is_some_and(|by| self.holders.contains(&by)));
            let Some((rival, _)) = same else {
                continue;
            };
            let weight = finding.judgement.sure * (0.4 + 0.6 * finding.likeness);
            out.push(Bearing {
                stand: finding.right,
                answer: Answer::Denied,
                is_own: true,
                alike: finding.likeness,
                weight: weight * rival.alike * THROUGH,
            });
        }
        out
    }

    /// Others who say the same of that side.
    fn rivals(&self) -> Vec<(Bearing, Ties)> {
        let p = &self.p;
        let is_claim = |number: usize, r: &Stand| {
            self.seen.usable[number]
                && r.statement != p.statement
                && r.is_claim()
                && r.holder_side == p.holder_side
                && r.speaker_side != p.holder_side
                && r.position.polarity == Polarity::Positive
                && matches!(r.position.act, Act::Commits | Act::ReportsEvent)
                && r.position
                    .rung
                    .is_none_or(|rung| rung > Rung::TakesNoPosition)
        };
        let mut out: Vec<(Bearing, Ties)> = self
            .seen
            .stands
            .iter()
            .enumerate()
            .filter(|(number, r)| is_claim(*number, r))
            .map(|(number, r)| (number, Ties::new(self.asked, p, r, likeness(p, r))))
            .filter(|(_, ties)| ties.alike >= SAME && ties.of_one_thing())
            .map(|(stand, ties)| {
                let one = Bearing {
                    stand,
                    answer: Answer::RivalOnly,
                    is_own: false,
                    alike: ties.alike,
                    weight: ties.alike,
                };
                (one, ties)
            })
            .collect();
        out.sort_by(|(a, _), (b, _)| b.weight.total_cmp(&a.weight).then(a.stand.cmp(&b.stand)));
        out
    }
}
