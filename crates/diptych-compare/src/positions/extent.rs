//! How far a clause reaches: the clauses behind it that have no cue of their own go with it.

use std::ops::Range;

use diptych_lang::ladder::WordClass;

use crate::reading::Sentence;

/// Words that an aside between two dashes may have.
const ASIDE: usize = 10;

/// The clause with those after it that have no cue of their own.
pub(super) fn extent(sentence: &Sentence, place: usize) -> Range<usize> {
    let clause = &sentence.clauses[place];
    let mut end = clause.end;
    let supposes = sentence.has(WordClass::If, &(clause.start..clause.start + 1));
    let mut from = place + 1;
    if let Some(behind) = behind_aside(sentence, place) {
        end = sentence.clauses[behind].end;
        from = behind + 1;
    }
    for next in &sentence.clauses[from..] {
        // "If they lift it, we …": what follows from it is a statement of its own.
        let head = next.start..(next.start + 2).min(next.end);
        let subject = sentence.has(WordClass::OwnSide, &head)
            || sentence.has(WordClass::SpeakerAlone, &head)
            || sentence.has(WordClass::Third, &head)
            || sentence
                .mentions
                .iter()
                .any(|mention| head.contains(&mention.first));
        if supposes && subject {
            break;
        }
        let turns = sentence.has(WordClass::OwnSide, next)
            || sentence
                .words
                .iter()
                .any(|word| word.class == WordClass::Break && word.hit.first == next.start);
        // "First they vote, then the bank pays": two steps are two statements.
        let follows = sentence
            .conditions()
            .iter()
            .any(|one| one.parts && clause.start < one.range.end && next.start >= one.range.end);
        if has_cue(sentence, next) || follows || turns && next.start != clause.end {
            break;
        }
        end = next.end;
    }
    clause.start..end
}

/// "They proposed – and we agreed – to open it": the place of the clause in which a
/// clause with its cue at the end goes on, behind an aside between two dashes.
fn behind_aside(sentence: &Sentence, place: usize) -> Option<usize> {
    let clause = &sentence.clauses[place];
    let is_dash = |at: usize| {
        let token = &sentence.tokens[at];
        !token.is_word && token.folded == "-"
    };
    let cue_at_end = sentence
        .cues
        .iter()
        .any(|cue| clause.contains(&cue.hit.first) && cue.hit.end == clause.end);
    if !cue_at_end || clause.end >= sentence.tokens.len() || !is_dash(clause.end) {
        return None;
    }
    let closes = (clause.end + 2..sentence.tokens.len())
        .take(ASIDE)
        .find(|at| is_dash(*at))?;
    let goes_on = sentence
        .tokens
        .get(closes + 1)
        .is_some_and(|next| next.is_word);
    goes_on
        .then(|| {
            sentence
                .clauses
                .iter()
                .position(|clause| clause.contains(&closes))
        })
        .flatten()
}

/// Whether no earlier clause has taken this one into its extent.
pub(super) fn place_begins(sentence: &Sentence, place: usize) -> bool {
    !sentence.clauses[..place]
        .iter()
        .enumerate()
        .any(|(earlier, clause)| {
            // What is only supposed takes nothing with it.
            has_cue(sentence, clause)
                && !sentence.is_supposed(clause)
                && extent(sentence, earlier).end > sentence.clauses[place].start
        })
}

fn has_cue(sentence: &Sentence, clause: &Range<usize>) -> bool {
    let mut cues = sentence.cues.iter();
    cues.any(|cue| clause.contains(&cue.hit.first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mini::sentence;

    /// The words to which the clause of the first cue reaches.
    fn reach(words: &str) -> &str {
        let read = sentence(words);
        let cue = read.cues[0].hit.first;
        let mut clauses = read.clauses.iter();
        let place = clauses.position(|clause| clause.contains(&cue));
        read.span_of(&extent(&read, place.expect("the cue is in a clause")))
            .of(words)
    }

    #[test]
    fn a_clause_takes_those_behind_it_until_the_next_cue() {
        let listed = "We agreed to open the port, the canal and, in May, the bridge";
        assert_eq!(reach(listed), listed);
        let two = reach("We agreed to open the port, and they refused to open the canal");
        assert!(!two.contains("refused"), "{two}");
    }

    #[test]
    fn an_aside_between_dashes_is_leapt_over() {
        let words = "They proposed - and we were glad - to open the port";
        assert_eq!(reach(words), words);
    }
}
