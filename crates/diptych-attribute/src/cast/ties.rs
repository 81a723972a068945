//! What an English text tells of its people beside their names: offices before a
//! name and in apposition to it, where they are from, and by titles, nouns and
//! pronouns whether a man or a woman.
// long: offices before, behind and beside a name are read alike

use diptych_lang::Flags;

use super::Cast;
use crate::names::Gender;

/// Most places of origin that a new one is held against, so that time stays linear.
const MOST_ORIGINS: usize = 64;
/// Longest phrase of an office, in tokens.
const LONGEST: usize = 16;

/// An office that the text gives a person.
#[derive(Debug, Clone)]
pub(super) struct Tie {
    pub(super) member: usize,
    /// The noun of the office, folded.
    pub(super) head: String,
    /// Its other words, folded, without articles.
    pub(super) words: Vec<String>,
}

/// A phrase that can be an office: its range and the token of its noun.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) head: usize,
    /// Whether a table knows its noun as one for people.
    pub(super) known: bool,
}

impl Cast<'_> {
    /// Meets those whom no table of names knows, but an office in apposition tells
    /// to be people: `The elder, Anselm Groat,`.
    pub(super) fn meet_apposed(&mut self, found: &[crate::names::NameRow]) {
        let page = self.page;
        if !page.lexicon.bare_clause {
            return;
        }
        for row in found {
            let plain = (row.first..row.end).all(|at| {
                page.tokens[at].is_word && !page.flags[at].any(Flags::BODY | Flags::OUTLET)
            });
            if !plain
                || !(2..=3).contains(&(row.end - row.first))
                || page.tokens[row.end - 1].folded.ends_with("'s")
                || self.person_in(row.first, row.end).is_some()
                || self.body_of(row.first, row.end).is_some()
            {
                continue;
            }
            let before = row.first > 0
                && page.is_mark(row.first - 1, ",")
                && self.office_before_comma(row.first - 1, row.end).is_some();
            // `a small man named Osric Pell`.
            let named = row.first > 0
                && page
                    .lexicon
                    .is_of("by_name", &page.tokens[row.first - 1].folded);
            let after = before || named || self.office_after(row.end).is_some();
            if after || row.end - row.first == 2 && self.acts(row.first, row.end) {
                self.meet(row.first, row.end);
            }
        }
    }

    /// Whether two words at the head of a sentence that no table knows do what only
    /// people do: `Cordula Haig told`, `Cordula Haig, who`.
    fn acts(&self, first: usize, end: usize) -> bool {
        let page = self.page;
        let opens = first == 0 || !page.tokens[first - 1].is_word;
        let unknown = (first..end).all(|at| page.flags[at].is_empty());
        let next = |at: usize| page.tokens.get(end + at);
        let comma = next(0).is_some_and(|token| token.folded == ",");
        let acts = next(usize::from(comma)).is_some_and(|token| {
            let at = end + usize::from(comma);
            if comma {
                token.folded == "who"
            } else if next(1).is_some_and(|on| on.folded == "on") && token.folded == "went" {
                true
            } else {
                page.flags[at].any(Flags::FINITE) && page.flags[at].any(Flags::SPEECH | Flags::MIND)
                    || page.flags[at].any(Flags::AUXILIARY)
                        && next(1).is_some_and(|token| token.folded == "not")
            }
        });
        // `Norrin Yards said`: a plural is mostly a firm.
        let plural = page.tokens[end - 1].folded.ends_with('s');
        opens && unknown && acts && !plural
    }

    /// Reads offices and genders round every naming.
    pub(super) fn read_ties(&mut self) {
        if !self.page.lexicon.bare_clause || self.namings.is_empty() {
            return;
        }
        self.count_sentences();
        for member in 0..self.members.len() {
            let known = &self.members[member];
            if known.of_case
                && !known.is_body
                && let Some(role) = known.role.clone()
            {
                self.tie_of_case(member, &role);
            }
        }
        for index in 0..self.namings.len() {
            let naming = self.namings[index];
            let first = self.with_titles(naming.at);
            self.gender_of_titles(naming.member, first, naming.at);
            if let Some(phrase) = self.office_right_before(naming.at) {
                self.tie(naming.member, phrase);
            }
            if first > 0
                && self.page.is_mark(first - 1, ",")
                && let Some(phrase) = self.office_before_comma(first - 1, naming.end)
            {
                self.apposed_at.insert(first - 1, naming.member);
                self.tie(naming.member, phrase);
            }
            if let Some(phrase) = self.office_after(naming.end) {
                self.tie(naming.member, phrase);
            }
            self.read_origin(naming.member, naming.end);
        }
        self.gender_of_pronouns();
    }

    /// The office that the case gives a person.
    fn tie_of_case(&mut self, member: usize, role: &str) {
        let lexicon = self.page.lexicon;
        let words: Vec<String> = role
            .split(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '\'')
            .map(diptych_core::fold_text)
            .filter(|word| !word.is_empty())
            .take_while(|word| !lexicon.flags(word).any(Flags::RELATIVE))
            .collect();
        let stop = words
            .iter()
            .position(|word| lexicon.flags(word).any(Flags::PREPOSITION))
            .unwrap_or(words.len());
        let Some(head) = words[..stop]
            .iter()
            .rposition(|word| lexicon.flags(word).any(Flags::PERSON))
        else {
            return;
        };
        let small = Flags::DET | Flags::PREPOSITION | Flags::CONJUNCTION;
        let rest = words
            .iter()
            .enumerate()
            .filter(|(at, word)| *at != head && !lexicon.flags(word).any(small))
            .map(|(_, word)| own(word).to_owned())
            .collect();
        self.ties.push(Tie {
            member,
            head: words[head].clone(),
            words: rest,
        });
    }

    fn tie(&mut self, member: usize, phrase: Phrase) {
        let words = self.words_of_office(phrase.first, phrase.end, phrase.head);
        let head = self.page.tokens[phrase.head].folded.to_string();
        if let Some(gender) = Gender::of(self.page.flags[phrase.head]).filter(|_| phrase.known) {
            self.members[member].gender.get_or_insert(gender);
        }
        let known = |tie: &Tie| tie.member == member && tie.head == head && tie.words == words;
        if !self.ties.iter().rev().take(24).any(known) {
            self.ties.push(Tie {
                member,
                head,
                words,
            });
        }
    }

    /// The words of an office but its noun, articles, possessives and prepositions.
    pub(super) fn words_of_office(&self, first: usize, end: usize, head: usize) -> Vec<String> {
        let page = self.page;
        let small = Flags::DET | Flags::PREPOSITION | Flags::POSSESSIVE_THIRD | Flags::CONJUNCTION;
        (first..end)
            .filter(|at| *at != head && page.tokens[*at].is_word)
            .filter(|at| {
                let folded = &page.tokens[*at].folded;
                !page.flags[*at].any(small) && !page.lexicon.is_of("passing", folded)
            })
            .map(|at| own(&page.tokens[at].folded).to_owned())
            .collect()
    }

    /// The first token of the titles before a name.
    pub(super) fn with_titles(&self, at: usize) -> usize {
        let page = self.page;
        let mut first = at;
        while first > 0 {
            let before = first - 1;
            let point = page.is_mark(before, ".")
                && before > 0
                && page.flags[before - 1].any(Flags::TITLE | Flags::ABBREVIATION)
                && page.tokens[before - 1].is_capital;
            if point {
                first = before - 1;
            } else if page.tokens[before].is_word
                && page.tokens[before].is_capital
                && page.flags[before].any(Flags::TITLE | Flags::PERSON)
            {
                first = before;
            } else {
                break;
            }
        }
        first
    }

    fn gender_of_titles(&mut self, member: usize, first: usize, at: usize) {
        let page = self.page;
        let told = (first..at).find_map(|place| {
            let flags = page.flags[place];
            Gender::of(flags).filter(|_| flags.any(Flags::TITLE | Flags::PERSON))
        });
        if let Some(gender) = told {
            self.members[member].gender.get_or_insert(gender);
        }
    }

    /// The office that stands right before a name: `Fire Commissioner Dale Lind`.
    fn office_right_before(&self, name: usize) -> Option<Phrase> {
        let page = self.page;
        let mut first = name;
        while first > 0 && name - first < 6 {
            let flags = page.flags[first - 1];
            let token = &page.tokens[first - 1];
            let noun = flags.any(Flags::PERSON | Flags::TITLE | Flags::BODY);
            let modifier = flags
                .without(Flags::NOUN_SAY | Flags::NOUN_THINK)
                .is_empty()
                || token.folded.ends_with("'s");
            if !token.is_word || !(noun || modifier) {
                break;
            }
            first -= 1;
        }
        let person = |at: &usize| page.flags[*at].any(Flags::PERSON);
        // `Minister of Defence Lars Ivarsson`.
        if first >= 2
            && page.tokens[first - 1].folded == "of"
            && page.tokens[first - 2].is_capital
            && page.flags[first - 2].any(Flags::PERSON)
            && (first..name).all(|at| page.tokens[at].is_capital)
        {
            return Some(Phrase {
                first: first - 2,
                end: name,
                head: first - 2,
                known: true,
            });
        }
        let head = (first..name).rev().find(person)?;
        (head + 1 == name).then_some(Phrase {
            first,
            end: name,
            head,
            known: true,
        })
    }

    /// The office that ends at a comma before a name: `The bursar, Ada Lind,`.
    fn office_before_comma(&self, comma: usize, name_end: usize) -> Option<Phrase> {
        let page = self.page;
        let closed = page.tokens.get(name_end).is_none_or(|token| !token.is_word);
        let floor = comma.saturating_sub(LONGEST);
        let from = (floor..comma)
            .rev()
            .find(|at| !page.tokens[*at].is_word)
            .map_or(floor, |mark| mark + 1);
        let opens = |at: usize| {
            page.flags[at].any(Flags::DET | Flags::POSSESSIVE)
                || page.tokens[at].folded.ends_with("'s")
        };
        let mut first = (from..comma).rev().find(|at| opens(*at))?;
        while first > from && opens(first - 1) {
            first -= 1;
        }
        // `an aide to the minister, Ada Lind`: the aide.
        for _ in 0..3 {
            let reaches = first >= from + 2
                && page.flags[first - 1].any(Flags::PREPOSITION)
                && page.flags[first - 2].any(Flags::PERSON)
                && !page.flags[first - 2].any(Flags::PREPOSITION);
            if !reaches {
                break;
            }
            let outer = (from..first - 2).rev().find(|at| opens(*at));
            first = outer.unwrap_or(first - 2);
        }
        let phrase = self.office_in(first, comma)?;
        let starts =
            first == from || !page.flags[first - 1].any(Flags::PREPOSITION | Flags::SUBORDINATOR);
        (phrase.known || closed && starts).then_some(phrase)
    }

    /// The office after the comma behind a name: `Ada Lind, the bursar,`.
    fn office_after(&self, name_end: usize) -> Option<Phrase> {
        let page = self.page;
        if name_end + 1 >= page.tokens.len() || !page.is_mark(name_end, ",") {
            return None;
        }
        let first = name_end + 1;
        let end = (first..page.tokens.len().min(first + LONGEST))
            .find(|at| !page.tokens[*at].is_word && !page.is_mark(*at, "\""))?;
        let head = page.flags[first];
        let begins = head.any(Flags::DET | Flags::POSSESSIVE)
            || page.tokens[first].folded.ends_with("'s")
            || !page.tokens[first].is_capital && head.any(Flags::PERSON);
        if !begins {
            return None;
        }
        self.office_in(first, end)
            .filter(|phrase| phrase.known && !page.tokens[phrase.head].is_capital)
    }

    /// The office that tokens name, with its noun: the last noun for people before
    /// a preposition or relative clause.
    pub(super) fn office_in(&self, first: usize, end: usize) -> Option<Phrase> {
        let page = self.page;
        let stop = (first..end)
            .find(|at| {
                let flags = page.flags[*at];
                !page.tokens[*at].is_word
                    || flags.any(Flags::PREPOSITION | Flags::RELATIVE | Flags::AUXILIARY)
                        && !flags.any(Flags::DET)
            })
            .unwrap_or(end);
        let owned = |at: usize| {
            page.tokens[at].folded.ends_with('\'') || page.tokens[at].folded.ends_with("'s")
        };
        let person = (first..stop)
            .rev()
            .find(|at| page.flags[*at].any(Flags::PERSON) && !owned(*at));
        if let Some(head) = person {
            let verb = (head + 1..stop).any(|at| page.flags[at].any(Flags::FINITE));
            return (!verb || stop < end || head + 1 < stop).then_some(Phrase {
                first,
                end,
                head,
                known: true,
            });
        }
        let head = stop.checked_sub(1).filter(|at| *at > first)?;
        let flags = page.flags[head];
        let noun = flags.without(Flags::ADVERB | Flags::NOUN_SAY).is_empty()
            && !page.tokens[head].is_capital
            && stop == end
            && end - first <= 5
            && !(first..stop).any(|at| page.flags[at].any(Flags::FINITE | Flags::TIME));
        noun.then_some(Phrase {
            first,
            end,
            head,
            known: false,
        })
    }

    /// Whether a noun for people heads a mention though one for a body stands first:
    /// `the union leader`.
    pub(super) fn is_office(&self, first: usize, end: usize) -> bool {
        self.page.lexicon.bare_clause
            && self
                .office_in(first, end)
                .is_some_and(|phrase| phrase.known && !self.page.tokens[phrase.head].is_capital)
    }

    /// Where a person is from: `Torsten Vail of Osmark`.
    fn read_origin(&mut self, member: usize, name_end: usize) {
        let page = self.page;
        let of = page
            .tokens
            .get(name_end)
            .is_some_and(|token| token.folded == "of");
        if !of {
            return;
        }
        for at in name_end + 1..page.tokens.len().min(name_end + 6) {
            if page.tokens[at].folded == "the" {
                continue;
            }
            if !page.tokens[at].is_word || !page.tokens[at].is_capital {
                break;
            }
            let word = own(&page.tokens[at].folded).to_owned();
            if !self
                .origins
                .iter()
                .rev()
                .take(MOST_ORIGINS)
                .any(|(whose, known)| *whose == member && *known == word)
            {
                self.origins.push((member, word));
            }
        }
    }
}

/// A word without the mark of possession.
pub(super) fn own(folded: &str) -> &str {
    folded
        .strip_suffix("'s")
        .or_else(|| folded.strip_suffix('\''))
        .unwrap_or(folded)
}
