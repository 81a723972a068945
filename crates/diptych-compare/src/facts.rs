//! What a clause says besides its cues: what it is about, its conditions, its
//! time and reality, and whose it is where no cue tells.
// long: what a clause says besides its cues is read in one pass

use std::ops::Range;

use diptych_core::{
    Act, AsOf, Attribution, Lang, PositionId, Reality, Rung, Span, Statement, Time, Wording, short,
};
use diptych_lang::ladder::{
    ConceptId, CueKind, LimiterKind, WordClass, concepts, grammar, limiters, verbs,
};

use crate::chain::{Link, past_form};
use crate::holder::Held;
use crate::reading::Sentence;
use crate::sides::SideIndex;
use crate::subject::Subject;
use crate::words::empty_words;

/// Whether the clause says too little by itself: what it is about was named before.
pub(crate) fn is_bare(sentence: &Sentence, clause: &Range<usize>, lang: &Lang) -> bool {
    let empty = empty_words(&sentence.tokens, lang);
    let content = clause
        .clone()
        .filter(|at| !empty[*at])
        // What a condition says is not said of the matter.
        .filter(|at| {
            !sentence
                .conditions()
                .iter()
                .any(|one| one.range.contains(at) && one.range.start > clause.start)
        })
        .filter(|at| {
            let span = sentence.tokens[*at].span;
            !sentence
                .dates
                .iter()
                .any(|date| date.span.is_some_and(|date| date.contains(span)))
        })
        .count();
    content <= 3
}

/// Whether the sentence opens a point of a list, which stands by itself.
pub(crate) fn is_point(sentence: &Sentence) -> bool {
    let mut words = sentence.tokens.iter();
    match (words.next(), words.next()) {
        (Some(first), Some(second)) => {
            first.folded.len() <= 3
                && first.folded.bytes().all(|byte| byte.is_ascii_digit())
                && matches!(second.folded.as_str(), "." | ")")
                || matches!(first.folded.as_str(), "•" | "*" | "-")
        }
        _ => false,
    }
}

/// A clause without a subject that goes on about the matter of the sentence
/// before goes on about the same holder: "They lower the duty. The new rate
/// holds from May."
pub(crate) fn carry_holder(
    held: Held,
    who: &Subject,
    carried: bool,
    event: bool,
    last: Option<&(Held, usize)>,
    at: usize,
) -> Held {
    match last {
        Some((before, place))
            if *who == Subject::Nobody
                && place + 1 == at
                && (carried && before.attribution == Attribution::Ascribed
                    || event && before.attribution == Attribution::Joint) =>
        {
            Held {
                span: None,
                ..before.clone()
            }
        }
        _ => held,
    }
}

/// The matters that a range names: special ones first, general ones only where they stand alone.
pub(crate) fn matters(sentence: &Sentence, range: &Range<usize>) -> Vec<ConceptId> {
    let mut special = Vec::new();
    let mut general = Vec::new();
    let conditions = sentence.conditions();
    for found in &sentence.concepts {
        if !range.contains(&found.hit.first) || concepts().is_term(found.concept) {
            continue;
        }
        // What a condition names is not what the position is about.
        let conditional = conditions
            .iter()
            .any(|one| one.range.contains(&found.hit.first) && !one.range.contains(&range.start));
        if conditional {
            continue;
        }
        let list = if concepts().get(found.concept).general {
            &mut general
        } else {
            &mut special
        };
        if !list.contains(&found.concept) {
            list.push(found.concept);
        }
    }
    special.truncate(4);
    if special.is_empty() { general } else { special }
}

/// What the next clauses of the sentence name: "the following: that …".
pub(crate) fn next_matters(sentence: &Sentence, place: usize) -> Vec<ConceptId> {
    let in_condition = |clause: &Range<usize>| {
        sentence
            .conditions()
            .iter()
            .any(|one| one.range.contains(&clause.start))
    };
    sentence.clauses[place + 1..]
        .iter()
        .take(3)
        .filter(|clause| !in_condition(clause))
        .map(|clause| matters(sentence, clause))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// The clause with those after it that have no cue of their own.
pub(crate) fn extent(sentence: &Sentence, place: usize) -> Range<usize> {
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
        let has_cue = sentence
            .cues
            .iter()
            .any(|cue| next.contains(&cue.hit.first));
        let turns = sentence.has(WordClass::OwnSide, next)
            || sentence
                .words
                .iter()
                .any(|word| word.class == WordClass::Break && word.hit.first == next.start);
        if has_cue || turns && next.start != clause.end {
            break;
        }
        end = next.end;
    }
    clause.start..end
}

/// Words that an aside between two dashes may have.
const ASIDE: usize = 10;

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
pub(crate) fn place_begins(sentence: &Sentence, place: usize) -> bool {
    !sentence.clauses[..place]
        .iter()
        .enumerate()
        .any(|(earlier, clause)| {
            let has_cue = sentence
                .cues
                .iter()
                .any(|cue| clause.contains(&cue.hit.first));
            has_cue && extent(sentence, earlier).end > sentence.clauses[place].start
        })
}

/// Conditions of the clause, the names of their entries, whether a rejection
/// is limited, and whether the clause is itself part of a condition.
pub(crate) fn conditions(
    sentence: &Sentence,
    clause: &Range<usize>,
    link: Option<&Link>,
    lang: &Lang,
    _text: &str,
) -> (Vec<Span>, Vec<String>, bool, bool) {
    let mut spans = Vec::new();
    let mut rules = Vec::new();
    let mut limited = false;
    let mut inside = false;
    let against = link.is_some_and(Link::is_negative);
    let ranges = sentence.conditions();
    for (number, found) in sentence.limiters.iter().enumerate() {
        let hit = found.hit;
        let one = ranges.iter().find(|one| one.limiter == number);
        let end = one.map_or(hit.end, |one| one.range.end);
        // A condition of another half of the sentence.
        if one.is_some_and(|one| clause.end <= one.binds.start || clause.start >= one.binds.end) {
            continue;
        }
        match found.entry.kind {
            LimiterKind::Clause => {
                if clause.contains(&hit.first) {
                    spans.push(sentence.span_of(clause));
                    rules.push(limiters(lang).rule(found.entry));
                }
            }
            LimiterKind::Beside => {
                if clause.contains(&hit.first) {
                    limited |= against;
                    spans.push(hit.span);
                    rules.push(limiters(lang).rule(found.entry));
                }
            }
            LimiterKind::Without => {
                if against && clause.contains(&hit.first) {
                    limited = true;
                    spans.push(sentence.span_of(&(hit.first..end.max(hit.end))));
                    rules.push(limiters(lang).rule(found.entry));
                }
            }
            LimiterKind::Follows => {
                let condition = hit.first..end.max(hit.end);
                let lead_cue = link.map(|link| link.tokens.start);
                if lead_cue.is_some_and(|cue| condition.contains(&cue) && cue >= hit.end) {
                    inside = true;
                    continue;
                }
                if found.entry.weak && !found.entry.clausal && link.is_none() {
                    continue;
                }
                limited |= against;
                spans.push(sentence.span_of(&condition));
                rules.push(limiters(lang).rule(found.entry));
            }
            LimiterKind::Exception => {}
        }
    }
    (spans, rules, limited, inside)
}

pub(crate) fn time_of(
    sentence: &Sentence,
    clause: &Range<usize>,
    link: Option<&Link>,
    lang: &Lang,
) -> Time {
    if let Some(link) = link {
        if let Some(time) = link.first.entry.time {
            return time;
        }
        if link.future {
            return Time::Future;
        }
        // "Not true that we bombed it": the time is that of what is denied.
        if matches!(link.act, Act::DeniesFact | Act::DeniesHavingCommitted)
            && link.cues.len() > 1
            && sentence.tokens[link.tokens.clone()]
                .iter()
                .any(|token| grammar(lang).ends(WordClass::Past, &token.folded))
        {
            return Time::Past;
        }
        let near = clause.start..link.tokens.end;
        if sentence.has(WordClass::Future, &near) {
            return Time::Future;
        }
        if is_now(sentence, clause, link, lang) {
            return Time::Present;
        }
        if past_form(sentence, &link.first, lang) || sentence.has(WordClass::Past, &near) {
            return Time::Past;
        }
        // A perfective verb of the present form: "поддержим", "приймемо".
        let hit = link.first.hit;
        if sentence.tokens[hit.first..hit.end]
            .iter()
            .any(|token| verbs(lang).time_of(&token.folded) == Some(Time::Future))
        {
            return Time::Future;
        }
        return Time::Present;
    }
    if sentence.has(WordClass::Future, clause) {
        Time::Future
    } else if sentence.has(WordClass::Past, clause) {
        Time::Past
    } else {
        verb_time(sentence, clause, lang)
    }
}

/// The time of a word of the clause that can only be a finite verb: "поступили",
/// "поедет"; what is past goes before what only looks like the future.
fn verb_time(sentence: &Sentence, clause: &Range<usize>, lang: &Lang) -> Time {
    let table = verbs(lang);
    let said = sentence.said_part(clause);
    let is = |time: Time| {
        said.clone().any(|at| {
            let token = &sentence.tokens[at];
            // "Is tied", "are paid": how things are.
            let now = (said.start..at).rev().take(2).any(|place| {
                table.auxiliary(&sentence.tokens[place].folded) == Some(Time::Present)
            });
            token.is_word
                && !now
                && (!token.is_capital || at == said.start)
                && table.is_finite(&token.folded)
                && table.time_of(&token.folded) == Some(time)
        })
    };
    if is(Time::Past) {
        Time::Past
    } else if sentence.binds(clause) && is(Time::Future) {
        // Without a condition the form alone does not tell a plan from a rule.
        Time::Future
    } else {
        Time::Unspecified
    }
}

/// "Are prepared", "is satisfied": a participle behind a verb of the present.
fn is_now(sentence: &Sentence, clause: &Range<usize>, link: &Link, lang: &Lang) -> bool {
    let table = verbs(lang);
    let from = clause.start.max(link.tokens.start.saturating_sub(2));
    // What "is agreed" has been agreed.
    let lasting = link
        .first
        .entry
        .rung
        .is_some_and(|rung| rung <= Rung::Proposes);
    lasting
        && sentence.tokens[from..link.tokens.start]
            .iter()
            .rev()
            .take_while(|token| token.is_word)
            .find_map(|token| table.auxiliary(&token.folded))
            == Some(Time::Present)
}

pub(crate) fn reality_of(
    sentence: &Sentence,
    clause: &Range<usize>,
    link: Option<&Link>,
    statement: &Statement,
    inside: bool,
) -> Reality {
    let rhetorical = link.is_some_and(|link| link.first.entry.rhetorical);
    if sentence.asks && !rhetorical || statement.is_question {
        return Reality::Questioned;
    }
    // "Had they paid, it would have lasted": all of what a condition before it binds.
    let bound = sentence
        .conditions()
        .iter()
        .any(|one| one.leads && one.supposed && one.range.end <= clause.start);
    let before = clause.start
        ..link
            .filter(|_| !bound)
            .map_or(clause.end, |link| link.first.hit.end);
    if inside || sentence.has(WordClass::If, &(clause.start..clause.start + 1)) {
        return Reality::Hypothetical;
    }
    // In the outlet's wording "would" is the speaker's "will".
    // "There can be no talk of it": what the cue itself holds supposes nothing.
    let in_cue = |at: usize| {
        link.is_some_and(|link| {
            (link.first.entry.kind != CueKind::Modal || link.retold)
                && (link.first.hit.first..link.first.hit.end).contains(&at)
        })
    };
    let supposes = sentence.words.iter().any(|word| {
        word.class == WordClass::Hypothetical
            && before.contains(&word.hit.first)
            && !in_cue(word.hit.first)
    });
    if statement.wording == Wording::Speaker && supposes {
        return Reality::Hypothetical;
    }
    Reality::Actual
}

pub(crate) fn plain_holder(
    statement: &Statement,
    own: Option<usize>,
    who: &Subject,
    sides: &SideIndex,
) -> Held {
    if let Subject::Named(mention, span) = who
        && Some(mention.side) != own
    {
        return Held {
            holder: diptych_core::Holder {
                name: mention.name.clone(),
                side: sides.id(mention.side).cloned(),
            },
            side: Some(mention.side),
            attribution: Attribution::Ascribed,
            speaks_for_side: false,
            span: Some(*span),
            own_subject: false,
        };
    }
    Held {
        holder: diptych_core::Holder {
            name: statement.speaker.shown().map(str::to_owned),
            side: statement.speaker.side.clone(),
        },
        side: own,
        attribution: Attribution::Own,
        speaks_for_side: false,
        span: match who {
            Subject::OwnSide(span) | Subject::Alone(span) | Subject::Named(_, span) => Some(*span),
            _ => None,
        },
        // In the outlet's wording "his country" is the speaker's.
        own_subject: matches!(
            who,
            Subject::OwnSide(_) | Subject::Alone(_) | Subject::Named(..)
        ) || matches!(who, Subject::Third(_)) && statement.wording == Wording::Outlet,
    }
}

/// A day or month well before the words were said: when the position was held.
pub(crate) fn past_period(sentence: &Sentence, statement: &Statement, text: &str) -> Option<AsOf> {
    let said = statement.said.as_ref()?;
    let found = sentence
        .dates
        .iter()
        .filter(|date| said.from.days_since(date.to) > 27)
        .filter(|date| {
            // A day without its year may as well be one to come.
            date.span.is_some_and(|span| {
                span.of(text)
                    .split(|letter: char| !letter.is_ascii_digit())
                    .any(|digits| digits.len() == 4)
            })
        })
        .min_by_key(|date| date.from)?;
    Some(AsOf {
        from: Some(found.from),
        to: Some(found.to),
        basis: found
            .span
            .map_or(String::new(), |span| span.of(text).to_owned()),
    })
}

pub(crate) fn position_id(
    statement: &Statement,
    clause: Span,
    link: Option<&Link>,
    act: Act,
    rung: Option<Rung>,
    held: &Held,
) -> PositionId {
    let (start, end) = (clause.start.to_string(), clause.end.to_string());
    let cue = link.map_or(String::new(), |link| {
        format!("{}-{}", link.tokens.start, link.tokens.end)
    });
    let what = format!("{act:?} {rung:?} {:?}", held.attribution);
    PositionId::from(short(
        "po",
        &[statement.id.as_str(), &start, &end, &cue, &what],
    ))
}
