//! Whom a pronoun or an office takes up, and the side of whoever it is.

use diptych_core::{SideId, Span, Speaker};
use diptych_lang::Flags;

use super::Cast;
use crate::names::Gender;

impl Cast<'_> {
    /// The named person who holds the office of a mention.
    pub(super) fn holder(&self, first: usize, end: usize, gender: Option<Gender>) -> Option<usize> {
        let page = self.page;
        if page.lexicon.bare_clause
            && let Some(member) = self.holder_by_tie(first, end, gender)
        {
            return Some(member);
        }
        if page.lexicon.bare_clause && self.is_the_other(first, end) {
            return self.other_than(first, gender);
        }
        let words: Vec<String> = (first..end)
            .filter(|at| {
                page.tokens[*at].is_word
                    && !page.flags[*at].any(Flags::DET | Flags::PREPOSITION | Flags::POSSESSIVE)
                    && !self.is_former(*at)
                    && !self.is_of_age(*at)
            })
            .map(|at| self.office_key(&page.tokens[at].folded))
            .collect();
        if words.is_empty() {
            return None;
        }
        if let Some(index) = self.by_role(&words, first, gender) {
            return Some(index);
        }
        // `представитель ведомства`: the body is not named, and only takes one up.
        let mark = (first + 1..end).find(|at| page.is_mark(*at, "\""));
        let short: Vec<String> = (first..mark.filter(|_| !page.lexicon.bare_clause).unwrap_or(end))
            .filter(|at| page.tokens[*at].is_word && !self.takes_up(*at))
            .map(|at| self.office_key(&page.tokens[at].folded))
            .filter(|word| words.contains(word))
            .collect();
        if !short.is_empty()
            && short.len() < words.len()
            && let Some(index) = self.by_role(&short, first, gender)
        {
            return Some(index);
        }
        if !page.lexicon.bare_clause
            && let Some(index) = self.by_office(first, end, gender)
        {
            return Some(index);
        }
        // `суддя-доповідач`: either of the two.
        if end - first == 1 && !page.lexicon.bare_clause {
            let folded = page.tokens[first].folded.as_str();
            let mut parts = folded.rsplit('-').filter(|part| part.chars().count() > 3);
            if folded.contains('-')
                && let Some(index) =
                    parts.find_map(|part| self.by_role(&[self.office_key(part)], first, gender))
            {
                return Some(index);
            }
        }
        // A bare `the diplomat` is the one spoken of, where the gender fits.
        let owned = (first..end).any(|at| page.flags[at].any(Flags::POSSESSIVE_THIRD));
        if owned {
            // `Его соперница`: the other of two.
            let noun = (first..end).find(|at| page.flags[*at].any(Flags::PERSON))?;
            let lemma = page.lexicon.lemma(&page.tokens[noun].folded)?;
            let other = page.lexicon.is_of("counterpart", lemma);
            return other.then(|| self.other(first, gender)).flatten();
        }
        // `Оппонент парирует`: the other of two, though no word tells whose.
        if end - first == 1 && !page.lexicon.bare_clause {
            let folded = page.tokens[first].folded.as_str();
            let lemma = page.lexicon.lemma(folded).unwrap_or(folded);
            if page.lexicon.is_of("rival", lemma)
                && let Some(other) = self.other(first, gender)
            {
                return Some(other);
            }
        }
        // `Один из чиновников` is no one in particular.
        if !page.lexicon.bare_clause
            && end - first > 1
            && page.lexicon.is_of("some", &page.tokens[first].folded)
        {
            return None;
        }
        let anaphor = (first..end).any(|at| {
            page.flags[at].any(Flags::ANAPHOR) && (!page.tokens[at].is_capital || at == first)
        });
        if anaphor && (words.len() <= 2 || short.len() == 1) && !page.lexicon.bare_clause {
            let found = self.recall(first, gender);
            // `инженер компании` is no deputy.
            let other = words.len() > 1
                && self.tells_more(first, end)
                && found.is_some_and(|member| self.members[member].role.is_some());
            return found.filter(|_| !other);
        }
        if page.lexicon.bare_clause && page.tokens[first].folded == "the" {
            let last = &page.tokens[end - 1].folded;
            let anyone = page.lexicon.is_of("anyone", last)
                && !(first..end).any(|at| page.tokens[at].is_capital && at > first);
            if self.is_the_unnamed(last, first) {
                return None;
            }
            return (words.len() == 1 || anyone)
                .then(|| self.salient(first, gender, !anaphor && !anyone))
                .flatten()
                .or_else(|| self.called_otherwise(first, end, gender));
        }
        let definite =
            words.len() == 1 && (!page.lexicon.bare_clause || page.tokens[first].folded == "the");
        if definite {
            return self.recall(first, gender);
        }
        None
    }

    /// The person named last whose office has all these words.
    fn by_role(&self, words: &[String], first: usize, gender: Option<Gender>) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        let mut all = Vec::new();
        for (index, seen) in self.candidates(first) {
            let member = &self.members[index];
            if member.is_body
                || gender.is_some() && member.gender.is_some() && member.gender != gender
            {
                continue;
            }
            let holds = member.role.as_ref().is_some_and(|role| {
                let role = self.office_words(role);
                words.iter().all(|word| role.contains(word))
            });
            if holds {
                all.push(index);
            }
            if holds && best.is_none_or(|(_, at)| seen > at) {
                best = Some((index, seen));
            }
        }
        self.salient_of(&all, first, gender)
            .or(best.map(|(index, _)| index))
    }

    /// The most salient of several whom an office fits, in the languages that
    /// call people by it again and again.
    pub(super) fn salient_of(
        &self,
        all: &[usize],
        first: usize,
        gender: Option<Gender>,
    ) -> Option<usize> {
        (all.len() > 1 && !self.page.lexicon.bare_clause)
            .then(|| self.recall_of(first, gender, Some(all)))
            .flatten()
    }

    /// Whether a word takes up a body named before without its name: `ведомства`.
    fn takes_up(&self, at: usize) -> bool {
        let page = self.page;
        let folded = page.tokens[at].folded.as_str();
        !page.lexicon.bare_clause
            && page
                .lexicon
                .is_of("anaphors", page.lexicon.lemma(folded).unwrap_or(folded))
    }

    /// Whom a pronoun at token `at` means: the salient person of that gender.
    pub(crate) fn recall(&self, at: usize, gender: Option<Gender>) -> Option<usize> {
        if self.page.lexicon.bare_clause {
            return self.salient(at, gender, false);
        }
        self.recall_of(at, gender, None)
    }

    /// The salient person of that gender, of `among` where it is given.
    pub(super) fn recall_of(
        &self,
        at: usize,
        gender: Option<Gender>,
        among: Option<&[usize]>,
    ) -> Option<usize> {
        let fits = |index: usize| {
            let member = &self.members[index];
            !member.is_body
                && among.is_none_or(|among| among.contains(&index))
                && (gender.is_none() || member.gender.is_none() || member.gender == gender)
        };
        let mut best: Option<(i32, usize)> = None;
        let before = self.namings.partition_point(|naming| naming.at < at);
        let beside = self.quotation_before(at);
        for (back, naming) in self.namings[..before].iter().rev().take(14).enumerate() {
            if !fits(naming.member) {
                continue;
            }
            let member = &self.members[naming.member];
            // Whoever is named in the very words is seldom the one who says them.
            let inside = beside.is_some_and(|(from, to)| from <= naming.at && naming.at < to);
            let distance = self.sentences_between(
                naming.at,
                beside.map_or(
                    at,
                    |(from, _)| if inside { at } else { from.max(naming.at) },
                ),
            );
            let mut score = 40 - 2 * i32::try_from(back).unwrap_or(14) - 6 * distance;
            if naming.first_of_sentence {
                score += 7;
            }
            if member.gender.is_none() {
                score -= 8;
            }
            if naming.quoted && !self.page.lexicon.bare_clause {
                score -= if inside { 26 } else { 14 };
            }
            if self.last.is_some_and(|(last, _)| last == naming.member) {
                score += 8;
            }
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, naming.member));
            }
        }
        if best.is_none()
            && let Some((last, _)) = self.last
            && fits(last)
        {
            return Some(last);
        }
        best.map(|(_, member)| member)
    }

    /// The quotation that closes right before token `at`, where one does.
    fn quotation_before(&self, at: usize) -> Option<(usize, usize)> {
        let next = self.marked.partition_point(|(from, _)| *from < at);
        let (from, to) = *self.marked.get(next.checked_sub(1)?)?;
        (to <= at && at - to <= 8 && at - from <= 200).then_some((from, to))
    }

    /// About how many sentences lie between two tokens, at most eight.
    pub(super) fn sentences_between(&self, from: usize, to: usize) -> i32 {
        if to - from > 240 {
            return 8;
        }
        let stops = (from..to)
            .filter(|at| matches!(self.page.tokens[*at].folded.as_str(), "." | "!" | "?"))
            .count();
        i32::try_from(stops.min(8)).unwrap_or(8)
    }

    /// Whether a person or body of the case heads these tokens.
    pub(crate) fn is_of_case(&self, first: usize, end: usize) -> bool {
        if self.members.first().is_none_or(|member| !member.of_case) {
            return false;
        }
        let found = self
            .name_of_mention(first, end)
            .and_then(|(from, stop)| self.known(from, stop, Some(first)))
            .or_else(|| self.body_in(first, end));
        found.is_some_and(|member| self.members[member].of_case)
    }

    /// Fills a speaker from a member.
    pub(crate) fn fill(
        &mut self,
        mut speaker: Speaker,
        member: Option<usize>,
    ) -> (Speaker, Option<usize>) {
        let Some(index) = member else {
            return (speaker, None);
        };
        let member = self.members[index].clone();
        speaker.name = Some(member.name.clone());
        speaker.is_body = member.is_body;
        if speaker.role.is_none() || member.of_case {
            speaker.role = member.role.clone().or(speaker.role);
        }
        speaker.side = match member.sides.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => {
                let at = speaker.mention_span.unwrap_or_default();
                let decided = self.decide_side(several, at);
                if decided.is_none() {
                    self.open_bodies.push((member.name.clone(), at));
                }
                decided
            }
        };
        (speaker, Some(index))
    }

    /// The side of a body that several share: the source's own, else that of the
    /// nearest names.
    pub(super) fn decide_side(&self, sides: &[SideId], span: Span) -> Option<SideId> {
        if let Some(home) = &self.home
            && sides.contains(home)
        {
            return Some(home.clone());
        }
        let token = self
            .page
            .tokens
            .partition_point(|token| token.span.start < span.start);
        let mut best: Option<(usize, &SideId)> = None;
        for naming in &self.namings {
            let member = &self.members[naming.member];
            if let [side] = member.sides.as_slice()
                && sides.contains(side)
            {
                let distance = naming.at.abs_diff(token);
                if distance < 120 && best.is_none_or(|(least, _)| distance < least) {
                    best = Some((distance, side));
                }
            }
        }
        best.map(|(_, side)| side.clone())
    }

    /// The one who speaks where the verb alone tells: the last speaker, if the verb agrees.
    pub(crate) fn dropped(&mut self, at: usize, verb: Flags) -> (Speaker, Option<usize>) {
        if verb.any(Flags::PLURAL) {
            return (Speaker::default(), None);
        }
        let found = self.recall(at, Gender::of(verb));
        let named = found.and_then(|member| {
            self.namings
                .iter()
                .rev()
                .find(|naming| naming.member == member && naming.at < at)
                .map(|naming| self.page.span(naming.at, naming.end))
        });
        self.fill(
            Speaker {
                mention: named.map(|span| span.of(self.page.text).to_owned()),
                mention_span: named,
                basis: Some("carried".to_owned()),
                ..Speaker::default()
            },
            found,
        )
    }
}
