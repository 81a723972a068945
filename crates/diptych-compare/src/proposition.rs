//! How far two positions speak of the same proposition.

use diptych_lang::ladder::concepts;

use crate::stand::Stand;

/// Positions at least this alike are compared.
pub(crate) const ALIKE: f64 = 0.5;

/// The part of its weight that a matter keeps where the whole case speaks of it.
const TELLS_LEAST: f64 = 0.6;

/// Likeness of two propositions, 0 to 1.
///
/// Concepts decide; words and names that both clauses use support. Two clauses
/// without concepts need several words in common.
pub(crate) fn likeness(a: &Stand, b: &Stand) -> f64 {
    likeness_of(a, b, a.shared(b))
}

/// As [`likeness`], of two that share so much.
pub(crate) fn likeness_of(a: &Stand, b: &Stand, words: f64) -> f64 {
    if a.heads.is_empty() && b.heads.is_empty() {
        return words.min(0.9);
    }
    if a.heads.is_empty() || b.heads.is_empty() {
        let (empty, full) = if a.heads.is_empty() { (a, b) } else { (b, a) };
        let named = empty
            .context
            .iter()
            .any(|concept| full.heads.contains(concept));
        return if named {
            (0.4 + 0.4 * words).min(0.8)
        } else {
            words.min(0.8)
        };
    }
    let mut best: f64 = 0.0;
    for (rank_a, head_a) in a.heads.iter().enumerate() {
        for (rank_b, head_b) in b.heads.iter().enumerate() {
            // What stands first is what the clause is about.
            let order = 1.0 - 0.08 * (rank_a.min(2) + rank_b.min(2)) as f64;
            let mut near = concepts().nearness(*head_a, *head_b);
            if head_a == head_b && a.main.contains(head_a) {
                near = near.max(0.85);
            }
            // What half the case speaks of joins two clauses less than what few do.
            let tells = a.tells.get(rank_a).copied().unwrap_or(1.0);
            let tells = TELLS_LEAST + (1.0 - TELLS_LEAST) * (f64::from(tells) / 0.45).min(1.0);
            best = best.max(order * near * tells);
        }
    }
    // Two clauses that share only what the whole issue is about, while one of
    // them goes on to something else, speak of two things.
    let on_main = a
        .heads
        .iter()
        .any(|head| a.main.contains(head) && b.heads.contains(head));
    if on_main {
        let alone = |mine: &Stand, theirs: &Stand| {
            mine.heads
                .iter()
                .filter(|head| !concepts().get(**head).general)
                .filter(|head| {
                    !theirs
                        .heads
                        .iter()
                        .any(|other| concepts().nearness(**head, *other) >= 0.5)
                })
                .count()
        };
        best *= 1.0 - 0.14 * (alone(a, b) + alone(b, a)).min(2) as f64;
    }
    // What both plainly speak of names the matter where the table does not.
    best = best.max(words);
    let carried = if a.carried || b.carried { 0.92 } else { 1.0 };
    carried * (0.72 * best + 0.28 * (1.3 * words).min(1.0)).min(1.0)
}

/// Whether what `a` is about is the lesser thing to offer for what `b` is about.
pub(crate) fn is_lower_step(a: &Stand, b: &Stand) -> bool {
    a.heads.iter().any(|head| {
        b.heads
            .iter()
            .any(|other| concepts().is_lower_step(*head, *other))
    }) && !a.heads.iter().any(|head| b.heads.contains(head))
}

/// Whether `q` names every matter that `p` names.
pub(crate) fn names_all(p: &Stand, q: &Stand) -> bool {
    let mut special = p
        .heads
        .iter()
        .filter(|head| !concepts().get(**head).general)
        .peekable();
    special.peek().is_some()
        && special.all(|head| {
            q.heads
                .iter()
                .chain(&q.context)
                .any(|other| concepts().nearness(*head, *other) >= 0.7)
        })
}
