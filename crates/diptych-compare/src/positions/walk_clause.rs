//! The steps of the walk through the clauses of one sentence.

use diptych_core::{Act, Rung};
use diptych_lang::ladder::WordClass;

use super::about::{InChain, about, about_plain};
use super::clause::Clause;
use super::extent::{extent, place_begins};
use super::walk::{Here, Walk};
use crate::chain::{Link, links};
use crate::holder::{carry_holder, held, plain_holder};
use crate::plain::subject_span;
use crate::reading::Sentence;
use crate::stand::Stand;
use crate::subject::{Subject, given_to_us, subject};

impl<'r> Walk<'r> {
    /// Reads the clause of this number.
    pub(super) fn clause(&mut self, here: &mut Here<'r>, place: usize) {
        let (sentence, lang) = (here.sentence, self.reader.lang());
        let clause = &sentence.clauses[place];
        // What is only supposed is nobody's position.
        if sentence.is_supposed(clause) {
            return;
        }
        let mut chains = links(sentence, clause, lang);
        let denied = here.denying && begins_with_that(sentence, place);
        if denied {
            chains.iter_mut().flatten().for_each(Link::deny);
        }
        let last = chains.last().and_then(|chain| chain.last());
        let that = begins_with_that(sentence, place + 1);
        here.denying = that && last.is_some_and(Link::opens_denial);
        // "We deny that", "assured that it had agreed to nothing": the clause after it says what.
        if here.denying || that && last.is_some_and(vouches) && self.is_denial(sentence, place + 1)
        {
            return;
        }
        if chains.is_empty() {
            if denied || place_begins(sentence, place) {
                self.plain(here, place, denied);
            }
            return;
        }
        let end = extent(sentence, place).end;
        for chain in &chains {
            let who = self.actor(here, place, &chain[0]);
            for step in 0..chain.len() {
                let link = InChain {
                    sentence,
                    place,
                    end,
                    chain,
                    step,
                    who: &who,
                };
                self.link(here, &link, denied);
            }
        }
    }

    /// Whether the last cue of the clause denies something.
    fn is_denial(&self, sentence: &Sentence, place: usize) -> bool {
        links(sentence, &sentence.clauses[place], self.reader.lang())
            .last()
            .and_then(|chain| chain.last())
            .is_some_and(Link::is_denial)
    }

    /// Who does what a chain of cues says: its subject, else that of the chain before.
    fn actor(&self, here: &mut Here<'_>, place: usize, lead: &Link) -> Subject {
        let sentence = here.sentence;
        let clause = &sentence.clauses[place];
        let mut who = subject(sentence, clause, &lead.tokens, self.own);
        if who != Subject::Nobody {
            here.subject = Some(who.clone());
        } else if let Some(before) = &here.subject
            && !sentence.has(WordClass::Agent, clause)
        {
            who = before.clone();
        }
        let Some(span) = given_to_us(sentence, clause, lead, &who) else {
            return who;
        };
        let mut mentions = here.mentions.iter();
        if mentions.any(|mention| Some(mention.side) != self.own) {
            Subject::Third(span)
        } else {
            Subject::OtherSide(span)
        }
    }

    /// Reads what a link of a chain says.
    fn link(&mut self, here: &Here<'_>, at: &InChain<'_>, denied: bool) {
        let (reader, link) = (self.reader, at.link());
        let Some(about) = about(at, &self.carried, reader.lang()) else {
            return;
        };
        let held = held(
            link,
            at.who,
            reader.statement,
            self.own,
            &here.mentions,
            reader.sides,
        );
        let held = carry_holder(
            held,
            at.who,
            about.antecedent.is_some(),
            link.act == Act::ReportsEvent && link.future,
            self.carried.holder.as_ref(),
            here.at,
        );
        self.carried.holder = Some((held.clone(), here.at));
        let stand = reader.stand(Clause {
            sentence: here.sentence,
            range: at.clause().start..at.end,
            link: Some(link),
            issue: self.issue(here, at.clause(), &about.heads),
            heads: about.heads,
            held,
            own: self.own,
            antecedent: about.antecedent,
            before: &self.carried.words,
            as_of: self.carried.period(here.at),
            who: at.who,
            denied,
        });
        if let Some(stand) = stand.filter(|stand| !self.repeats(stand)) {
            self.carried.issue = stand.issue.or(self.carried.issue);
            self.stands.push(stand);
        }
    }

    /// Whether the position before says the same of the same clause.
    fn repeats(&self, stand: &Stand) -> bool {
        self.stands.last().is_some_and(|last| {
            last.position.clause == stand.position.clause
                && last.position.act == stand.position.act
                && last.position.rung == stand.position.rung
                && last.heads == stand.heads
        })
    }

    /// Reads a clause without a cue.
    fn plain(&mut self, here: &Here<'_>, place: usize, denied: bool) {
        let (reader, sentence) = (self.reader, here.sentence);
        let clause = &sentence.clauses[place];
        let about = about_plain(sentence, clause, &self.carried, reader.lang());
        let mut who = subject(sentence, clause, &(clause.end..clause.end), self.own);
        // A subject of the condition is none of what it binds.
        let said = sentence.said_part(clause);
        let beyond = sentence.span_of(&said).end;
        if subject_span(&who).is_some_and(|span| span.start >= beyond) {
            who = subject(sentence, &said, &(said.end..said.end), self.own);
        }
        let held = carry_holder(
            plain_holder(reader.statement, self.own, &who, reader.sides),
            &who,
            about.antecedent.is_some(),
            false,
            self.carried.holder.as_ref(),
            here.at,
        );
        self.carried.holder = Some((held.clone(), here.at));
        let stand = reader.stand(Clause {
            sentence,
            range: clause.clone(),
            link: None,
            issue: self.issue(here, clause, &about.heads),
            heads: about.heads,
            held,
            own: self.own,
            antecedent: about.antecedent,
            before: &self.carried.words,
            as_of: None,
            who: &who,
            denied,
        });
        self.stands.extend(stand);
    }
}

/// Whether there is a clause of this number, and "that" begins it.
fn begins_with_that(sentence: &Sentence, place: usize) -> bool {
    let clause = sentence.clauses.get(place);
    clause.is_some_and(|clause| sentence.has(WordClass::That, &(clause.start..clause.start + 2)))
}

/// "Assured that …": a promise by which what follows is vouched for.
fn vouches(link: &Link) -> bool {
    link.act == Act::Commits
        && !link.negated
        && link.rung.is_some_and(|rung| rung >= Rung::Promises)
}
