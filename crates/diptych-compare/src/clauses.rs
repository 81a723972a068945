//! Clauses of a sentence.

use std::ops::Range;

use diptych_lang::Token;
use diptych_lang::ladder::{WordClass, WordHit};

/// Splits a sentence into clauses, as ranges of its tokens.
///
/// `held` are token ranges that no boundary may cut: cues of several words,
/// limiters and concepts. A clause begins after a semicolon, colon, dash or
/// bracket, and at a conjunction that begins a new statement.
pub(crate) fn clauses(
    tokens: &[Token],
    words: &[WordHit<'_>],
    held: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut cut = vec![false; tokens.len() + 1];
    for (at, token) in tokens.iter().enumerate() {
        if !token.is_word && matches!(token.folded.as_str(), ";" | ":" | "(" | ")" | "[" | "]") {
            cut[at] = true;
        }
        // A spaced dash; hyphens inside words are part of the token.
        if !token.is_word && token.folded == "-" && at > 0 {
            cut[at] = true;
        }
    }
    for word in words.iter().filter(|word| word.class == WordClass::Break) {
        let at = word.hit.first;
        // "not only of this, but of that": the conjunction joins two objects.
        let follows = tokens.get(word.hit.end);
        let joins_objects = follows.is_some_and(|next| next.folded.chars().count() <= 2)
            && words.iter().any(|other| {
                other.hit.first == word.hit.end && other.class == WordClass::Stop
            })
            && !words.iter().any(|other| {
                other.hit.first == word.hit.end
                    && matches!(
                        other.class,
                        WordClass::OwnSide
                            | WordClass::Third
                            | WordClass::SpeakerAlone
                            | WordClass::Mutual
                            | WordClass::Back
                    )
            });
        if at > 0 && !joins_objects {
            cut[at] = true;
        }
    }
    for range in held {
        for place in &mut cut[range.start + 1..range.end] {
            *place = false;
        }
    }
    let mut out = Vec::new();
    let mut start = 0;
    for at in 1..=tokens.len() {
        if at == tokens.len() || cut[at] {
            if tokens[start..at].iter().any(|token| token.is_word) {
                out.push(start..at);
                start = at;
            }
        }
    }
    out
}
