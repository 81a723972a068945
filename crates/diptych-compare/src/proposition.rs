//! How far two positions speak of the same proposition.

use std::collections::BTreeSet;

use diptych_lang::ladder::concepts;

use crate::positions::Stand;

/// Positions at least this alike are compared.
pub(crate) const ALIKE: f64 = 0.5;

/// Likeness of two propositions, 0 to 1.
///
/// Concepts decide; words and names that both clauses use support. Two clauses
/// without concepts need several words in common.
pub(crate) fn likeness(a: &Stand, b: &Stand) -> f64 {
    let shared = overlap(&a.words, &b.words).max(0.8 * overlap(&a.names, &b.names));
    if a.heads.is_empty() && b.heads.is_empty() {
        let common = a.words.intersection(&b.words).count();
        let rare = a.rare.intersection(&b.rare).count();
        return if common >= 2 || rare >= 1 {
            (0.35 + 0.2 * rare.min(2) as f64 + 0.6 * shared).min(0.9)
        } else {
            0.0
        };
    }
    if a.heads.is_empty() || b.heads.is_empty() {
        let (empty, full) = if a.heads.is_empty() { (a, b) } else { (b, a) };
        let named = empty
            .context
            .iter()
            .any(|concept| full.heads.contains(concept));
        let rare = a.rare.intersection(&b.rare).count().min(2) as f64;
        return if named {
            (0.4 + 0.3 * shared + 0.15 * rare).min(0.8)
        } else {
            (0.5 * shared + 0.4 * rare).min(0.8)
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
            best = best.max(order * near);
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
    // A rare word that both use names the matter where the table does not.
    best = best.max(match a.rare.intersection(&b.rare).count() {
        0 => 0.0,
        1 => 0.62,
        _ => 0.82,
    });
    let carried = if a.carried || b.carried { 0.92 } else { 1.0 };
    carried * (0.72 * best + 0.28 * (2.0 * shared).min(1.0)).min(1.0)
}

/// Whether what `a` is about is the lesser thing to offer for what `b` is about.
pub(crate) fn is_lower_step(a: &Stand, b: &Stand) -> bool {
    a.heads.iter().any(|head| {
        b.heads
            .iter()
            .any(|other| concepts().is_lower_step(*head, *other))
    }) && !a.heads.iter().any(|head| b.heads.contains(head))
}

fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let least = a.len().min(b.len());
    if least == 0 {
        return 0.0;
    }
    a.intersection(b).count() as f64 / least.max(3) as f64
}
