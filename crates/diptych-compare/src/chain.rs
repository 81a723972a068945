//! Chains of cues: "put forward the idea of considering the possibility of"
//! gives what follows the lowest rung of the chain.
// long: how two links nest is one table of cases

use std::ops::Range;

use diptych_core::{Act, Lang, Rung, Slot, Span, Time};
use diptych_lang::ladder::{
    Cue, CueKind, NegatorKind, Predicate, Signature, TableHit, WordClass, cues, negation,
    predicates, verbs,
};

use crate::factuality::governed;
use crate::reading::Sentence;
use crate::sides::Mention;

/// At or below this, what a predicate says of a cue denies it.
pub(crate) const DENIED: f64 = -1.5;

/// What a chain of cues says of what follows it.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // each is a plain yes or no of the chain
pub(crate) struct Link {
    /// The first cue of the chain.
    pub(crate) first: TableHit<'static, Cue>,
    /// Tokens from the first cue to the last so far.
    pub(crate) tokens: Range<usize>,
    /// Where what it says of stands: from the end of the cue to the next cue or the end of the clause.
    pub(crate) scope: Range<usize>,
    /// The act.
    pub(crate) act: Act,
    /// The rung.
    pub(crate) rung: Option<Rung>,
    /// The cues with the names of their entries.
    pub(crate) cues: Vec<(Span, String)>,
    /// Negators with the names of their entries.
    pub(crate) negators: Vec<(Span, String)>,
    /// Whether a modal of the future stands in the chain.
    pub(crate) future: bool,
    /// Whether any cue in it is negated.
    pub(crate) negated: bool,
    /// The slot that it denies.
    pub(crate) slot: Option<Slot>,
    /// Whether "we" with it means several sides.
    pub(crate) mutual: bool,
    /// Whether it cannot be without another's consent.
    pub(crate) implies: bool,
    /// Codes of the first cue.
    pub(crate) cameo: Option<String>,
    /// PLOVER code of the first cue.
    pub(crate) plover: Option<String>,
    /// Set where the chain consists of nested steps only.
    pub(crate) only_steps: bool,
    /// Whether it only opens what follows.
    pub(crate) transparent: bool,
    /// Where the chain begins with a modal of one's own ("we will").
    pub(crate) own: Option<Rung>,
    /// From whom it was received, where the words name them ("Velmar's consent").
    pub(crate) giver: Option<Giver>,
    /// Whether "would" stands for "will" of a speech that is retold.
    pub(crate) retold: bool,
    /// Whether two negators of its language deny once.
    pub(crate) concord: bool,
    /// Whether its first cue says that something takes place, not that somebody does it.
    pub(crate) happens: bool,
}

/// Who gave what is received, with the words that name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Giver {
    pub(crate) mention: Mention,
    pub(crate) span: Span,
}

impl Link {
    /// Whether it denies what a clause after it will say.
    pub(crate) fn opens_denial(&self) -> bool {
        self.act == Act::DeniesFact && self.slot.is_none() && !self.negated
    }

    /// Whether it denies a fact, or having agreed.
    pub(crate) fn is_denial(&self) -> bool {
        matches!(self.act, Act::DeniesFact | Act::DeniesHavingCommitted)
    }

    /// Whether it turns down or denies, itself or by a negator.
    pub(crate) fn is_negative(&self) -> bool {
        self.negated || self.rung.is_some_and(Rung::is_against) || self.is_denial()
    }

    /// Whether a modal of the future is what is negated: "will not be handed over".
    pub(crate) fn refuses(&self) -> bool {
        self.future
            && self.negated
            && self.slot.is_none()
            && self.first.entry.kind == CueKind::Modal
            && self.first.entry.time == Some(Time::Future)
    }

    /// The same, denied.
    pub(crate) fn deny(&mut self) {
        self.act = match (self.act, self.rung) {
            // "They did not pay" denies a deed, not that it was agreed.
            (Act::Commits, Some(Rung::Done)) if !self.mutual => Act::DeniesFact,
            (Act::Commits, Some(rung)) if rung >= Rung::Promises => Act::DeniesHavingCommitted,
            (Act::Commits | Act::ReportsEvent, _) => Act::DeniesFact,
            (act, _) => act,
        };
        self.rung = None;
        self.own = None;
    }
}

/// Words that may stand before an order: "Please, just stop this".
const BEFORE_AN_ORDER: usize = 2;

/// Whether nobody and nothing stands before `at` in its clause that could do what it says.
fn leads(sentence: &Sentence, clause: &Range<usize>, at: usize) -> bool {
    let before = clause.start..at;
    let words = before
        .clone()
        .filter(|at| sentence.tokens[*at].is_word)
        .count();
    let does = |class: WordClass| {
        !matches!(
            class,
            WordClass::Joins | WordClass::Stop | WordClass::That | WordClass::Past
        )
    };
    words <= BEFORE_AN_ORDER
        && !sentence
            .mentions
            .iter()
            .any(|mention| before.contains(&mention.first))
        && !sentence
            .cues
            .iter()
            .any(|cue| before.contains(&cue.hit.first))
        && !sentence
            .words
            .iter()
            .any(|word| before.contains(&word.hit.first) && does(word.class))
}

/// The chains of a clause, each cut into links: one for the first cue, one for
/// the first two, and so on.
pub(crate) fn links(sentence: &Sentence, clause: &Range<usize>, lang: &Lang) -> Vec<Vec<Link>> {
    let found: Vec<&TableHit<'static, Cue>> = sentence
        .cues
        .iter()
        .filter(|found| clause.contains(&found.hit.first))
        // "We pay, if they agree": what is only supposed is part of no chain.
        .filter(|found| !sentence.is_aside(found.hit.first, clause.start))
        .filter(|found| !found.entry.leads || leads(sentence, clause, found.hit.first))
        .collect();
    let mut chains: Vec<Vec<Link>> = Vec::new();
    for (number, found) in found.iter().enumerate() {
        let until = found_end(found_next(&sentence.cues, found), clause);
        let governor = governed(sentence, found.hit.first);
        let from = governor
            .as_ref()
            .map_or(0, |(_, predicate)| predicate.hit.end);
        let mut by_governor = false;
        let (mut negators, mut negated) =
            negation_of(sentence, clause, found, lang, number == 0, from);
        // "Forgot to sign", "do not think that they agreed".
        if let Some((value, predicate)) = &governor
            && *value <= DENIED
        {
            negated = !negated;
            by_governor = negated;
            negators.push((predicate.hit.span, predicates(lang).rule(predicate.entry)));
        }
        let is_past = sentence.has(WordClass::Past, &(clause.start..found.hit.end))
            || past_form(sentence, found, lang);
        let (act, rung, slot) = read_cue(found.entry, negated, is_past);
        let mut link = Link {
            first: **found,
            tokens: found.hit.first..found.hit.end,
            scope: found.hit.end..until,
            act,
            rung,
            cues: vec![(found.hit.span, cues(lang).rule(found.entry))],
            negators,
            future: found.entry.time == Some(Time::Future),
            negated,
            slot,
            mutual: found.entry.mutual,
            implies: found.entry.implies && !undergoes(sentence, clause, found),
            cameo: found.entry.cameo.clone(),
            plover: found.entry.plover.clone(),
            only_steps: found.entry.kind == CueKind::Step,
            own: found.entry.own.filter(|_| !negated),
            transparent: false,
            giver: giver(sentence, clause, found),
            retold: false,
            concord: sentence.lang != Lang::En,
            happens: sentence.tokens[found.hit.first..found.hit.end]
                .iter()
                .any(|token| verbs(lang).happens(&token.folded)),
        };
        // "She told me that they would pay": "would" is the "will" of her words.
        if found.entry.reported.is_some()
            && governor
                .as_ref()
                .is_some_and(|(_, predicate)| tells(sentence, predicate, lang))
        {
            link.retold = true;
            link.future = true;
            (link.act, link.rung) = if negated {
                (Act::Commits, Some(Rung::Rejects))
            } else {
                (Act::ReportsEvent, None)
            };
            link.own = found.entry.reported.filter(|_| !negated);
        }
        // "I do not think they agreed": it is the agreement that is denied.
        if by_governor && is_past && found.entry.act() == Act::Commits {
            (link.act, link.rung) = (Act::Commits, found.entry.rung);
            link.deny();
        }
        let joins = chains
            .last()
            .and_then(|chain| chain.last())
            .filter(|last| is_nested(sentence, last, &link));
        match joins.map(|last| nest(last, &link)) {
            Some(nested) => {
                if let Some(chain) = chains.last_mut() {
                    chain.push(nested);
                }
            }
            None => chains.push(vec![link]),
        }
    }
    chains
}

/// Who gave what the cue says was received: named within it, behind "from", right
/// behind it in the genitive, or before it as a possessive.
fn giver(
    sentence: &Sentence,
    clause: &Range<usize>,
    found: &TableHit<'static, Cue>,
) -> Option<Giver> {
    let english = sentence.lang == Lang::En;
    let cue = found.hit.first..found.hit.end;
    let own_name = |mention: &&Mention| !mention.is_adjective;
    let mut all = sentence
        .mentions
        .iter()
        .filter(|mention| clause.contains(&mention.first))
        .filter(own_name);
    let possessive = |mention: &Mention| {
        let last = &sentence.tokens[mention.end - 1].folded;
        english && (last.ends_with("'s") || last.ends_with('\''))
    };
    let mention = if found.entry.received {
        let from = |mention: &Mention| {
            sentence.words.iter().any(|word| {
                word.class == WordClass::From
                    && word.hit.end <= mention.first
                    && mention.first - word.hit.end <= 2
            })
        };
        let genitive =
            |mention: &Mention| !english && (cue.end..=cue.end + 1).contains(&mention.first);
        all.clone()
            .find(|mention| cue.contains(&mention.first))
            .or_else(|| all.clone().find(|mention| from(mention)))
            .or_else(|| all.find(|mention| genitive(mention)))
    } else {
        // "We have Renn's promise": a noun that is hers.
        all.find(|mention| mention.end == cue.start && possessive(mention))
    }?;
    Some(Giver {
        mention: mention.clone(),
        span: sentence.span_of(&(mention.first..mention.end)),
    })
}

/// Whether the predicate tells of words said before.
fn tells(sentence: &Sentence, predicate: &TableHit<'static, Predicate>, lang: &Lang) -> bool {
    let said = sentence.tokens[predicate.hit.first..predicate.hit.end]
        .iter()
        .any(|token| verbs(lang).time_of(&token.folded) == Some(Time::Past));
    predicate.entry.tells && said
}

fn found_next<'s>(
    all: &'s [TableHit<'static, Cue>],
    this: &TableHit<'static, Cue>,
) -> Option<&'s TableHit<'static, Cue>> {
    all.iter().find(|other| other.hit.first >= this.hit.end)
}

fn found_end(next: Option<&TableHit<'static, Cue>>, clause: &Range<usize>) -> usize {
    next.map_or(clause.end, |next| next.hit.first.min(clause.end))
}

/// Whether the cue of `next` is part of what the chain up to `last` says.
fn is_nested(sentence: &Sentence, last: &Link, next: &Link) -> bool {
    let between = last.tokens.end..next.tokens.start;
    if between.len() > 22 {
        return false;
    }
    // A report or a judgement does not embed what is promised beside it.
    let reports = matches!(last.act, Act::ReportsEvent | Act::Evaluates)
        && last.first.entry.kind == CueKind::Position
        && last.cues.len() == 1;
    if reports && !matches!(next.act, Act::ReportsEvent | Act::Evaluates) {
        return false;
    }
    // "proposed a plan and agreed": a second verb of the same subject.
    let joined = sentence.words.iter().any(|word| {
        word.class == WordClass::Joins
            && between.contains(&word.hit.first)
            && (next.tokens.start - word.hit.end <= 3
                || word.hit.first > 0 && sentence.tokens[word.hit.first - 1].folded == ",")
            && last.first.entry.kind != CueKind::Modal
    });
    // A new subject begins a new statement, unless a conjunction hangs it on the cue.
    let subject = sentence.words.iter().any(|word| {
        matches!(
            word.class,
            WordClass::OwnSide | WordClass::SpeakerAlone | WordClass::Mutual
        ) && between.contains(&word.hit.first)
            && sentence.tokens[word.hit.first].folded.chars().count() <= 3
            && word.hit.first > between.start
            && !sentence.tokens[word.hit.first - 1].is_word
    });
    !joined && !subject
}

/// The chain with one cue more.
fn nest(outer: &Link, inner: &Link) -> Link {
    let mut out = inner.clone();
    let mut all = outer.cues.clone();
    all.extend(inner.cues.iter().cloned());
    out.cues = all;
    let mut negators = outer.negators.clone();
    negators.extend(inner.negators.iter().cloned());
    out.negators = negators;
    out.first = outer.first;
    out.tokens = outer.tokens.start..inner.tokens.end;
    out.future |= outer.future;
    out.mutual = outer.mutual;
    out.implies |= outer.implies;
    out.only_steps = outer.only_steps && inner.only_steps;
    out.own = None;
    out.giver.clone_from(&outer.giver);
    out.retold |= outer.retold;
    out.happens |= outer.happens;
    out.transparent = false;
    out.negated |= outer.negated;
    let transparent = outer.only_steps
        || matches!(outer.first.entry.kind, CueKind::Modal | CueKind::Opens)
            && outer.cues.len() == 1
            && !outer.negated
        || outer.transparent;
    if transparent {
        out.mutual |= inner.mutual;
        // "We will take part": what is only reported of others is promised of oneself.
        let told = inner.act == Act::ReportsEvent && inner.rung.is_none() && !inner.negated;
        out.own = outer.own.filter(|_| told && !outer.only_steps);
        out.transparent =
            !outer.only_steps && inner.first.entry.kind == CueKind::Modal && !inner.negated;
        if let (true, Some(step), Some(rung)) = (outer.only_steps, outer.rung, out.rung) {
            out.rung = Some(if rung.is_against() {
                rung
            } else {
                rung.min(step)
            });
        }
        return out;
    }
    // What only frames the clause ("the plan includes …") has no code of its own.
    let frames = outer.plover.is_none() && matches!(outer.act, Act::ReportsEvent | Act::Evaluates);
    if !frames {
        out.cameo.clone_from(&outer.cameo);
        out.plover.clone_from(&outer.plover);
    }
    // "Cancel it we will not": the negated auxiliary stands behind its verb.
    if inner.first.entry.kind == CueKind::Modal
        && inner.negated
        && !outer.negated
        && inner.cues.len() == 1
    {
        let past = inner.act == Act::DeniesFact;
        (out.act, out.rung) = if past {
            (Act::DeniesFact, None)
        } else {
            (Act::Commits, Some(Rung::Rejects))
        };
        return out;
    }
    match (outer.act, outer.rung) {
        (Act::Commits, Some(held)) if !held.is_against() => match (inner.act, inner.rung) {
            (Act::Commits, Some(rung)) if rung.is_against() => {}
            // "Agreed without reservations" is no less than agreed.
            (Act::Commits, Some(_))
                if inner.negated && inner.first.entry.rung.is_some_and(Rung::is_against) =>
            {
                out.act = Act::Commits;
                out.rung = Some(held);
            }
            (Act::Commits, Some(rung)) => {
                // Only talk and thought lower what holds them: an accepted
                // proposal is accepted.
                let lowers = rung <= Rung::SupportsInPrinciple || inner.only_steps;
                out.act = Act::Commits;
                out.rung = Some(if lowers { held.min(rung) } else { held });
            }
            // "Undertook not to deploy": to leave it is what is promised.
            (Act::DeniesFact, _) if held >= Rung::Promises && inner.negated && !inner.future => {
                out.act = Act::Commits;
                out.rung = Some(held);
            }
            (Act::DeniesHavingCommitted | Act::DeniesFact, _) => {}
            _ => {
                out.act = Act::Commits;
                out.rung = Some(held);
            }
        },
        // "Refused to rule it out": what is refused is the refusal.
        (Act::Commits, Some(held))
            if held.is_against()
                && !outer.negated
                && !inner.negated
                && outer.cues.len() == 1
                && inner.rung.is_some_and(|rung| rung <= Rung::Rejects)
                && outer.first.entry.rung == Some(Rung::Rejects)
                && inner.tokens.start - outer.tokens.end <= 2 =>
        {
            (out.act, out.rung) = (Act::Commits, Some(Rung::OpenToDiscuss));
        }
        // «Ни пяди мы не уступим»: in these languages two negators deny once.
        (Act::Commits, Some(held))
            if held.is_against()
                && outer.concord
                && inner.first.entry.negated == Some(Signature::Same)
                && inner.rung.is_some_and(Rung::is_against) =>
        {
            (out.act, out.rung) = (Act::Commits, Some(held));
        }
        // "Nobody intends to refuse": two refusals are none.
        (Act::Commits, Some(held))
            if held.is_against() && inner.rung.is_some_and(Rung::is_against) =>
        {
            out.act = Act::Evaluates;
            out.rung = None;
        }
        // "Denied that we agreed": having agreed is denied.
        (Act::DeniesFact, _)
            if inner.act == Act::Commits
                && (inner.mutual || inner.rung != Some(Rung::Done))
                && inner.rung.is_some_and(|rung| rung >= Rung::Promises) =>
        {
            out.act = Act::DeniesHavingCommitted;
            out.rung = None;
        }
        (act, rung) => {
            out.act = act;
            out.rung = rung;
            out.slot = outer.slot.or(inner.slot);
        }
    }
    out
}

/// Whether the subject undergoes what the cue says: "we were persuaded to", "нас заставили".
fn undergoes(sentence: &Sentence, clause: &Range<usize>, found: &TableHit<'static, Cue>) -> bool {
    let from = clause.start.max(found.hit.first.saturating_sub(1));
    sentence.has(WordClass::Undergoes, &(from..found.hit.first))
}

/// Act, rung and denied slot of one cue.
fn read_cue(cue: &Cue, negated: bool, is_past: bool) -> (Act, Option<Rung>, Option<Slot>) {
    if !negated {
        return (cue.act(), cue.rung, cue.slot);
    }
    let rung = |rung| (Act::Commits, Some(rung), cue.slot);
    match cue.signature(is_past) {
        Signature::Rejects => rung(Rung::Rejects),
        Signature::RulesOut => rung(Rung::RulesOut),
        Signature::TakesNoPosition => rung(Rung::TakesNoPosition),
        Signature::OpenToDiscuss => rung(Rung::OpenToDiscuss),
        Signature::SupportsInPrinciple => rung(Rung::SupportsInPrinciple),
        Signature::DeniesHavingCommitted => (Act::DeniesHavingCommitted, None, cue.slot),
        Signature::DeniesFact => (Act::DeniesFact, None, cue.slot),
        Signature::Nothing => (Act::Evaluates, None, None),
        Signature::Same => (cue.act(), cue.rung, cue.slot),
    }
}

/// The negators that reach the cue, and whether an odd number of them does.
fn negation_of(
    sentence: &Sentence,
    clause: &Range<usize>,
    found: &TableHit<'static, Cue>,
    lang: &Lang,
    is_first: bool,
    from: usize,
) -> (Vec<(Span, String)>, bool) {
    let mut out = Vec::new();
    for negator in &sentence.negators {
        let hit = negator.hit;
        // What stands before the predicate that governs the cue denies that predicate.
        if !clause.contains(&hit.first)
            || hit.first < from
            || sentence.is_aside(hit.first, found.hit.first)
        {
            continue;
        }
        let inside = hit.first >= found.hit.first && hit.end <= found.hit.end;
        // "No objection in principle": the negator is a part of another cue.
        if sentence.cues.iter().any(|other| {
            other.hit != found.hit
                && other.entry.kind != CueKind::Modal
                && hit.first >= other.hit.first
                && hit.end <= other.hit.end
        }) {
            continue;
        }
        let reaches = match negator.entry.kind {
            NegatorKind::Next => {
                hit.end <= found.hit.first
                    && found.hit.first - hit.end < negator.entry.reach
                    && !sentence.cues.iter().any(|other| {
                        other.entry.kind != CueKind::Modal
                            && other.hit.first >= hit.end
                            && other.hit.end <= found.hit.first
                    })
            }
            NegatorKind::Clause => {
                !inside
                    && is_nearest(sentence, clause, found, hit.first)
                    && (is_first || hit.first < found.hit.first)
            }
            NegatorKind::Exception => false,
        };
        if reaches && !inside {
            out.push((hit.span, negation(lang).rule(negator.entry)));
        }
    }
    // Two negators before one verb are one negation in Russian and Ukrainian
    // ("никто не"), and rare in English.
    let negated = !out.is_empty();
    (out, negated)
}

/// Whether no other cue of the clause stands nearer to the token.
fn is_nearest(
    sentence: &Sentence,
    clause: &Range<usize>,
    found: &TableHit<'static, Cue>,
    at: usize,
) -> bool {
    let away = |hit: &diptych_lang::Hit| {
        if at < hit.first {
            hit.first - at
        } else {
            at.saturating_sub(hit.end)
        }
    };
    let mine = away(&found.hit);
    !sentence
        .cues
        .iter()
        .any(|other| clause.contains(&other.hit.first) && away(&other.hit) < mine)
}

/// Whether the words of the cue carry an ending of the past.
pub(crate) fn past_form(sentence: &Sentence, found: &TableHit<'static, Cue>, lang: &Lang) -> bool {
    let (grammar, table) = (diptych_lang::ladder::grammar(lang), verbs(lang));
    let words = &sentence.tokens[found.hit.first..found.hit.end];
    let is = |time: Time| {
        words
            .iter()
            .any(|token| table.time_of(&token.folded) == Some(time))
    };
    // «Звільнимо моряків»: an ending of the past that is one of a noun.
    if is(Time::Future) && !is(Time::Past) {
        return false;
    }
    words
        .iter()
        .any(|token| grammar.ends(WordClass::Past, &token.folded))
}
