//! How surely a position answers the claim: one weight for every sign that it speaks of what is claimed.

use diptych_core::Answer;

use super::nearest::Near;
use crate::stand::Stand;

/// The signs that a position speaks of what is claimed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// How near it lies.
    pub(super) near: Near,
    /// The part of the claim's words that it touches.
    pub(super) touched: f64,
    /// The part of what the claim speaks of that it speaks of, too, the rare counting more.
    pub(super) covered: f64,
    /// How plainly they share what they speak of.
    pub(super) shared: f64,
    /// How alike the two propositions are.
    pub(super) alike: f64,
    /// Whether they are placed on one issue.
    pub(super) on_issue: bool,
    /// Whether it goes on about what was named before.
    pub(super) carried: bool,
}

/// The weights of the signs, in the order of [`Signs::values`].
type Weights = [f64; 14];

/// Of what a side says itself. Fitted by the likelihood of right answers to the questions to work with, held to round
/// guesses; fitted to some of the cases they are as often right on the others.
const OWN: Weights = [
    0.8, 3.0, 0.7, 1.0, 1.1, 1.0, 1.1, 0.5, -0.1, 1.0, -0.4, -0.3, -0.8, 0.3,
];
/// What no sign speaks for, of what a side says itself.
const OWN_BIAS: f64 = -2.1;

/// The same of what others say that the side agreed to.
const RIVAL: Weights = [
    2.1, 3.1, 0.9, 1.2, 1.1, 1.2, 1.1, 0.3, -0.3, 0.8, -0.4, 0.3, -0.3, 0.6,
];
const RIVAL_BIAS: f64 = -4.0;

/// What is lost to a sign of meaning where there is no encoder.
const WITHOUT: f64 = 0.7;

/// What the sureness of what the pair says counts.
const SURE: f64 = 0.95;
/// What the last word counts beside the first.
const LATEST: f64 = 0.65;
/// What the words count less of those whom the claim does not name, where it names people of that side.
const NOT_NAMED: f64 = 0.6;

impl Signs {
    fn values(&self) -> Weights {
        let near = &self.near;
        let flag = |is: bool| if is { 1.0 } else { 0.0 };
        [
            near.held,
            near.core,
            near.holds,
            self.touched,
            self.covered,
            self.shared,
            self.alike,
            flag(self.on_issue),
            flag(self.carried),
            near.exact,
            near.other_exact,
            near.names,
            near.other_names,
            near.words,
        ]
    }

    fn sum(&self, weights: &Weights) -> f64 {
        let sum: f64 = weights.iter().zip(self.values()).map(|(w, x)| w * x).sum();
        sum + if self.near.is_known { 0.0 } else { WITHOUT }
    }

    /// How surely an answer follows: above 0 more likely than that nothing does. `late` is when it was said, from 0
    /// for the first word of those looked at to 1 for the last.
    pub(super) fn of_own(&self, (answer, sure): (Answer, f64), late: f64, is_named: bool) -> f64 {
        let kind = match answer {
            // It needs only that nothing differs.
            Answer::Confirmed => -0.5,
            Answer::OtherTerms => 1.2,
            Answer::Denied => 0.2,
            Answer::Condition => -0.3,
            Answer::Further => 0.8,
            Answer::Weaker | Answer::RivalOnly | Answer::NotFound => 0.0,
        };
        let named = if is_named { 0.0 } else { -NOT_NAMED };
        self.sum(&OWN) + OWN_BIAS + kind + named + SURE * sure.ln() + LATEST * late
    }

    /// How surely another makes the very claim.
    pub(super) fn of_rival(&self) -> f64 {
        self.sum(&RIVAL) + RIVAL_BIAS
    }

    pub(super) fn new(p: &Stand, q: &Stand, near: Near, touched: f64, alike: f64) -> Self {
        Self {
            near,
            touched,
            covered: p.bag.covered_by(&q.bag),
            shared: p.shared(q),
            alike,
            on_issue: p.issue.is_some() && p.issue == q.issue,
            carried: q.carried,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(core: f64, touched: f64) -> Signs {
        Signs {
            near: Near {
                held: core,
                core,
                is_known: true,
                ..Near::default()
            },
            touched,
            covered: touched,
            shared: touched,
            alike: touched,
            on_issue: false,
            carried: false,
        }
    }

    #[test]
    fn what_is_near_and_shares_words_answers_and_what_is_far_does_not() {
        let denied = (Answer::Denied, 0.6);
        assert!(signs(0.3, 0.8).of_own(denied, 1.0, true) > 0.0);
        assert!(signs(0.0, 0.1).of_own(denied, 1.0, true) < -1.0);
        assert!(signs(0.3, 0.8).of_rival() > 0.0);
        assert!(signs(0.0, 0.1).of_rival() < -1.0);
    }

    #[test]
    fn a_later_word_of_whoever_is_named_is_surer_and_an_agreement_less_sure() {
        let of = |answer, late, is_named| signs(0.2, 0.5).of_own((answer, 0.6), late, is_named);
        assert!(of(Answer::Weaker, 1.0, true) > of(Answer::Weaker, 0.0, true));
        assert!(of(Answer::Weaker, 1.0, true) > of(Answer::Weaker, 1.0, false));
        assert!(of(Answer::Denied, 1.0, true) > of(Answer::Confirmed, 1.0, true));
    }

    #[test]
    fn without_an_encoder_words_suffice() {
        let mut words = signs(0.0, 0.7);
        let known = words.of_own((Answer::Denied, 0.6), 1.0, true);
        words.near.is_known = false;
        assert!(words.of_own((Answer::Denied, 0.6), 1.0, true) > known);
    }
}
