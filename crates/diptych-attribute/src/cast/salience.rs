//! Whom an office or a pronoun of an English text takes up.

use diptych_lang::Flags;

use super::Cast;
use super::ties::{Tie, own};
use crate::names::Gender;

/// Most namings that a pronoun looks back over, so that time stays linear.
const LOOK_BACK: usize = 24;
/// Most offices that a mention is held against, so that time stays linear.
const MOST_TIES: usize = 100;
/// Fewest letters that the name of a country and its adjective share.
const SHARED: usize = 4;

impl Cast<'_> {
    /// The person to whom the text gives the office that a mention names.
    pub(super) fn holder_by_tie(
        &self,
        first: usize,
        end: usize,
        gender: Option<Gender>,
    ) -> Option<usize> {
        let page = self.page;
        if self.ties.is_empty() {
            return None;
        }
        let phrase = self.office_in(first, end)?;
        let head = page.tokens[phrase.head].folded.as_str();
        let words = self.words_of_office(first, end, phrase.head);
        let fits = |member: usize| {
            let known = &self.members[member];
            !known.is_body && (gender.is_none() || known.gender.is_none() || known.gender == gender)
        };
        let mut best: Option<((bool, bool), usize)> = None;
        let mut all: Vec<usize> = Vec::new();
        for tie in self.ties.iter().rev().take(MOST_TIES) {
            if !fits(tie.member) || !self.is_called(tie, head, &words) {
                continue;
            }
            let lesser = tie
                .words
                .iter()
                .any(|word| page.lexicon.is_of("lesser", word) && !words.contains(word));
            if lesser
                && tie
                    .words
                    .iter()
                    .any(|word| page.lexicon.is_of("other_office", word) && !words.contains(word))
            {
                continue;
            }
            let rank = (!lesser, tie.head == head);
            match best {
                Some((most, _)) if rank < most => {}
                Some((most, _)) if rank == most => all.push(tie.member),
                _ => {
                    best = Some((rank, tie.member));
                    all = vec![tie.member];
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        let best = if all.len() > 1 {
            self.salient_among(first, gender, false, Some(&all))
                .or_else(|| {
                    let seen = |member: &usize| self.last_seen(*member, first);
                    all.iter().copied().max_by_key(seen)
                })
        } else {
            best.map(|(_, member)| member)
        };
        best.or_else(|| self.only_holder(head, &words, first))
    }

    /// The person whose office a mention with an article or possessive names.
    pub(super) fn definite_holder(&self, first: usize, end: usize) -> Option<usize> {
        let page = self.page;
        let definite = page.lexicon.bare_clause
            && page.flags[first].any(Flags::DET | Flags::POSSESSIVE)
            && !matches!(page.tokens[first].folded.as_str(), "a" | "an");
        definite
            .then(|| self.holder_by_tie(first, end, None))
            .flatten()
    }

    /// The only person of an office of which the text tells no more than its noun,
    /// where the mention tells more: `The Norvin minister …. The minister, Ada Lind,`.
    fn only_holder(&self, head: &str, words: &[String], at: usize) -> Option<usize> {
        let lexicon = self.page.lexicon;
        if words.iter().any(|word| lexicon.is_of("lesser", word)) {
            return None;
        }
        let mut holders = self
            .ties
            .iter()
            .take(MOST_TIES)
            .filter(|tie| tie.head == head);
        let tie = holders.next()?;
        let alone = holders.all(|other| other.member == tie.member);
        let open = tie.words.is_empty()
            && !self
                .origins
                .iter()
                .take(MOST_TIES)
                .any(|(member, _)| *member == tie.member);
        (alone && open && self.last_seen(tie.member, at) == 0).then_some(tie.member)
    }

    /// Whether an office can be called by this noun and these words.
    fn is_called(&self, tie: &Tie, head: &str, words: &[String]) -> bool {
        let lexicon = self.page.lexicon;
        let holds = |word: &str| {
            tie.head == word
                || tie.words.iter().any(|own| alike(own, word))
                || self
                    .origins
                    .iter()
                    .rev()
                    .take(MOST_TIES)
                    .any(|(member, place)| *member == tie.member && alike(place, word))
                || self.ties.iter().rev().take(MOST_TIES).any(|other| {
                    other.member == tie.member && other.words.iter().any(|own| alike(own, word))
                })
        };
        if tie.head == head {
            return words.iter().all(|word| holds(word));
        }
        // `his Tarvian colleague` is the Tarvian minister.
        if lexicon.is_of("counterpart", &tie.head) {
            return !words.is_empty() && words.iter().all(|word| holds(word));
        }
        let is_known = |row: &Vec<String>| {
            row.iter()
                .all(|word| tie.head == *word || tie.words.contains(word))
        };
        lexicon.offices.iter().any(|office| {
            office.mention.last().is_some_and(|last| last == head)
                && office
                    .mention
                    .iter()
                    .rev()
                    .skip(1)
                    .all(|word| words.contains(word))
                && office.known_by.iter().any(is_known)
                && words
                    .iter()
                    .all(|word| office.mention.contains(word) || holds(word))
        })
    }

    /// One past the token where a person was named or spoke last before `at`, or 0.
    fn last_seen(&self, member: usize, at: usize) -> usize {
        let before = self.namings.partition_point(|naming| naming.at < at);
        let named = self.namings[..before]
            .iter()
            .rev()
            .take(4 * LOOK_BACK)
            .find(|naming| naming.member == member)
            .map_or(0, |naming| naming.at + 1);
        let spoke = self
            .last
            .filter(|(last, place)| *last == member && *place < at)
            .map_or(0, |(_, place)| place + 1);
        named.max(spoke)
    }

    /// Whom a pronoun at token `at` means: subjects before objects, the one who
    /// spoke or acted last before those who are only spoken of.
    pub(super) fn salient(&self, at: usize, gender: Option<Gender>, idle: bool) -> Option<usize> {
        self.salient_among(at, gender, idle, None)
    }

    /// The same, of `among` where it is given.
    fn salient_among(
        &self,
        at: usize,
        gender: Option<Gender>,
        idle: bool,
        among: Option<&[usize]>,
    ) -> Option<usize> {
        let fits = |member: usize| {
            let known = &self.members[member];
            !known.is_body
                && among.is_none_or(|among| among.contains(&member))
                && self.teller != Some(member)
                && (gender.is_none() || known.gender.is_none() || known.gender == gender)
                && !(idle
                    && self
                        .ties
                        .iter()
                        .take(MOST_TIES)
                        .any(|tie| tie.member == member))
        };
        if !idle
            && gender.is_some()
            && self.page.flags[at].any(Flags::THIRD)
            && self.is_of_the_unnamed(at)
        {
            return None;
        }
        let mut scores: Vec<(usize, i32)> = Vec::new();
        let mut add =
            |member: usize, score: i32| match scores.iter_mut().find(|(known, _)| *known == member)
            {
                Some((_, most)) => *most = score.max(*most),
                None => scores.push((member, score)),
            };
        let before = self.namings.partition_point(|naming| naming.at < at);
        let mut back = 0;
        for (place, naming) in self.namings[..before]
            .iter()
            .enumerate()
            .rev()
            .take(LOOK_BACK)
        {
            if !fits(naming.member) {
                continue;
            }
            back += 1;
            let distance = self.sentences_apart(naming.at, at);
            let mut score = 30 - 7 * distance - back.min(6);
            let opens =
                place == 0 || self.sentences_apart(self.namings[place - 1].at, naming.at) > 0;
            score += if opens { 5 } else { 0 };
            score -= if self.is_governed(naming.at) { 4 } else { 0 };
            score -= if self.page.tokens[naming.end - 1].folded.ends_with("'s") {
                5
            } else {
                0
            };
            score -= if naming.quoted { 14 } else { 0 };
            add(naming.member, score);
        }
        for acted in [self.last, self.focus].into_iter().flatten() {
            let (member, place) = acted;
            if place < at && fits(member) {
                add(member, 36 - 7 * self.sentences_apart(place, at));
            }
        }
        scores
            .into_iter()
            .map(|(member, score)| {
                let open = self.members[member].gender.is_none() && gender.is_some();
                (score - if open { 6 } else { 0 }, member)
            })
            .max_by_key(|(score, member)| (*score, usize::MAX - member))
            .map(|(_, member)| member)
    }

    /// Whether a mention is of the other of two: `her rival`, `the other man`.
    pub(super) fn is_the_other(&self, first: usize, end: usize) -> bool {
        let page = self.page;
        let Some(phrase) = self.office_in(first, end) else {
            return false;
        };
        let folded = &page.tokens[phrase.head].folded;
        let owned = page.flags[first].any(Flags::POSSESSIVE_THIRD);
        owned && page.lexicon.is_of("counterpart", folded)
            || phrase.known
                && page.tokens[first].folded == "the"
                && page.tokens[first + 1].folded == "other"
    }

    /// The other of two: whoever is near but the one whom `his`, `her` or the last
    /// turn means.
    pub(super) fn other_than(&self, at: usize, gender: Option<Gender>) -> Option<usize> {
        let owner = Gender::of(self.page.flags[at]);
        let one = if owner.is_some() {
            self.salient(at, owner, false)
        } else {
            self.last
                .map(|(last, _)| last)
                .or(self.focus.map(|(focus, _)| focus))
        };
        let before = self.namings.partition_point(|naming| naming.at < at);
        self.namings[..before]
            .iter()
            .rev()
            .take(LOOK_BACK)
            .filter(|naming| !naming.quoted && self.sentences_apart(naming.at, at) < 6)
            .map(|naming| naming.member)
            .find(|member| {
                let known = &self.members[*member];
                let fits = gender.is_none() || known.gender.is_none() || known.gender == gender;
                Some(*member) != one && !known.is_body && fits
            })
    }

    /// Notes that someone without a name spoke, by the noun for them.
    pub(super) fn spoke_unnamed(&mut self, first: usize, end: usize) {
        if self.page.lexicon.bare_clause
            && let Some(phrase) = self.office_in(first, end)
        {
            self.unnamed = Some(phrase.head);
        }
    }

    /// Whether a noun takes up someone without a name who spoke before.
    pub(super) fn is_the_unnamed(&self, noun: &str, at: usize) -> bool {
        self.unnamed.is_some_and(|head| {
            head < at
                && self.page.tokens[head].folded == *noun
                && self.sentences_apart(head, at) <= 4
        })
    }

    /// Whether the last who spoke before a pronoun, in this or the last sentence,
    /// has no name, and no name stands between.
    fn is_of_the_unnamed(&self, at: usize) -> bool {
        self.unnamed.is_some_and(|head| {
            let before = self.namings.partition_point(|naming| naming.at < at);
            let later = |place: usize| place > head && place < at;
            head < at
                && self.sentences_apart(head, at) <= 1
                && !self.namings[..before]
                    .iter()
                    .rev()
                    .take(4)
                    .any(|naming| later(naming.at) && !naming.quoted)
                && !self.last.is_some_and(|(_, place)| later(place))
                && !self.focus.is_some_and(|(_, place)| later(place))
        })
    }

    /// Whether two tokens stand in one sentence of the outlet or in neighbouring ones.
    pub(super) fn near(&self, from: usize, to: usize) -> bool {
        self.sentences_apart(from, to) <= 2
    }

    /// How many sentences of the outlet lie between two tokens, at most eight.
    fn sentences_apart(&self, from: usize, to: usize) -> i32 {
        let number = |at: usize| self.sentence_of.get(at).copied().unwrap_or(0);
        i32::try_from(number(to).saturating_sub(number(from)).min(8)).unwrap_or(8)
    }

    /// Whether a preposition governs the name at a token.
    fn is_governed(&self, name: usize) -> bool {
        let first = self.with_titles(name);
        first > 0 && self.page.flags[first - 1].any(Flags::PREPOSITION)
    }

    /// Notes whose words are read from here on.
    pub(crate) fn begin_telling(&mut self, name: Option<&str>) {
        self.teller = name.and_then(|name| {
            self.members
                .iter()
                .position(|member| !member.is_body && member.name == name)
        });
        (self.last, self.focus) = (None, None);
    }

    /// Notes whom a sentence that reports nothing is about.
    pub(crate) fn heed(&mut self, first: usize, end: usize) {
        let page = self.page;
        let named = self
            .name_of_mention(first, end)
            .and_then(|(from, stop)| self.known(from, stop, Some(first)))
            .or_else(|| self.apposed_at.get(&end).copied())
            .or_else(|| {
                let pronoun = end - first == 1 && page.flags[first].any(Flags::HE | Flags::SHE);
                if pronoun {
                    self.salient(first, Gender::of(page.flags[first]), false)
                } else {
                    self.definite_holder(first, end)
                }
            });
        if let Some(member) = named.filter(|member| !self.members[*member].is_body) {
            self.focus = Some((member, first));
        }
    }
}

/// Whether two words of offices mean the same place or matter: `Brannia` and
/// `Brannian`.
fn alike(one: &str, two: &str) -> bool {
    let (one, two) = (own(one), own(two));
    if one == two {
        return true;
    }
    let shared = one
        .chars()
        .zip(two.chars())
        .take_while(|(left, right)| left == right)
        .count();
    let (one, two) = (one.chars().count(), two.chars().count());
    shared >= SHARED && shared + 1 >= one.min(two) && one.abs_diff(two) <= 4
}
