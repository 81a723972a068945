//! The gender of a person: by the office before the name, its case, and the surname.

use diptych_lang::Flags;

use super::Cast;
use crate::names::Gender;

impl Cast<'_> {
    /// The gender that the noun of the office before a name tells.
    pub(super) fn gender_of_role(&self, first: usize) -> Option<Gender> {
        let page = self.page;
        (first.saturating_sub(8)..first)
            .rev()
            .take_while(|at| page.tokens[*at].is_word)
            .find(|at| page.flags[*at].any(Flags::PERSON))
            .and_then(|at| Gender::of(page.flags[at]))
    }

    /// Whether a phrase such as `по данным` begins at a token and ends before the name.
    fn after_phrase(&self, at: usize, first: usize) -> bool {
        self.page
            .lexicon
            .phrase(&self.page.tokens, at)
            .is_some_and(|phrase| phrase.end == first)
    }

    /// Whether an office in the nominative stands before what would be a man's name
    /// in the genitive and is a woman's as it stands: `лидер движения Арсения Выгодина`.
    pub(super) fn is_woman_beside_office(&self, first: usize, end: usize) -> bool {
        let page = self.page;
        let given = page.flags[first];
        let surname = &page.tokens[end - 1].folded;
        // A man's surname on a consonant would stand in the genitive as well.
        let stands = !surname.ends_with([
            'а', 'я', 'у', 'ю', 'о', 'е', 'и', 'і', 'ї', 'є', 'ы', 'й', 'м',
        ]) && !surname.ends_with("ых")
            && !surname.ends_with("их");
        if page.lexicon.bare_clause
            || end - first < 2
            || !given.any(Flags::OBLIQUE)
            || !page.tokens[first].folded.ends_with(['я', 'а'])
            || gender_of_surname(surname) != Some(Gender::Feminine) && !stands
        {
            return false;
        }
        let head = (first.saturating_sub(5)..first)
            .rev()
            .take_while(|at| page.tokens[*at].is_word && !page.flags[*at].any(Flags::FINITE))
            .filter(|at| page.flags[*at].any(Flags::PERSON))
            .last();
        head.is_some_and(|at| !page.flags[at].any(Flags::OBLIQUE))
    }

    /// The gender that the case of the office before a name gives it: a man's name
    /// in the dative and a woman's in the accusative look the same.
    pub(super) fn gender_of_case(&self, first: usize, _end: usize) -> Option<Gender> {
        let page = self.page;
        let before = (first.saturating_sub(5)..first)
            .rev()
            .take_while(|at| page.tokens[*at].is_word)
            .find(|at| {
                let flags = page.flags[*at];
                flags.any(Flags::PERSON)
                    || self.after_phrase(*at, first)
                    || *at + 1 == first && flags.any(Flags::NOUN_SAY | Flags::PREPOSITION)
            })?;
        let flags = page.flags[before];
        if self.after_phrase(before, first) {
            return Some(Gender::Masculine);
        }
        if let Some(gender) = Gender::of(flags).filter(|_| flags.any(Flags::PERSON)) {
            return Some(gender);
        }
        // `Старший помощник прокурора Юлия Морозова`: the head of the office tells the case.
        let head = (before.saturating_sub(4)..before)
            .rev()
            .take_while(|at| page.tokens[*at].is_word && !page.flags[*at].any(Flags::FINITE))
            .filter(|at| page.flags[*at].any(Flags::PERSON))
            .last();
        if flags.any(Flags::PERSON) && head.is_some_and(|at| !page.flags[at].any(Flags::OBLIQUE)) {
            return None;
        }
        let governed = !flags.any(Flags::PERSON) || flags.any(Flags::OBLIQUE);
        governed.then_some(Gender::Masculine)
    }
}

/// Whether a given name can be a woman's in one case and a man's in another:
/// `Александра`, `Ренату`.
pub(super) fn head_is_open(page: &crate::page::Page<'_>, first: usize) -> bool {
    !page.lexicon.bare_clause && page.lexicon.is_of("open", &page.tokens[first].folded)
}

/// The gender that the cases of a given name that no table knows and of a surname
/// tell together: `Бертилу Саксину`, `Питом Хаверкортом`, `Аделы Стрнад`.
pub(super) fn gender_of_endings(given: &str, surname: &str, known: bool) -> Option<Gender> {
    let both = |endings: &[&str]| {
        endings.iter().any(|end| given.ends_with(end))
            && endings.iter().any(|end| surname.ends_with(end))
    };
    let vowel =
        |word: &str| word.ends_with(['а', 'я', 'о', 'е', 'и', 'у', 'ю', 'ы', 'і', 'ї', 'є']);
    if both(&["у", "ю", "ові", "еві", "єві", "ому"]) || both(&["ом", "ем", "єм", "им", "ым"])
    {
        return Some(Gender::Masculine);
    }
    (!known
        && given.ends_with(['ы', 'и'])
        && (!vowel(surname) || surname.ends_with(['ы', 'и', 'ї']) || surname.ends_with("ой")))
    .then_some(Gender::Feminine)
}

/// The gender that a surname in the nominative tells.
pub(super) fn gender_of_surname(folded: &str) -> Option<Gender> {
    let ends = |endings: &[&str]| endings.iter().any(|end| folded.ends_with(end));
    if ends(&[
        "ова", "ева", "ёва", "єва", "ина", "іна", "ская", "цкая", "ська", "цька", "ая",
    ]) {
        return Some(Gender::Feminine);
    }
    ends(&[
        "ов",
        "ев",
        "єв",
        "ин",
        "ін",
        "ын",
        "ский",
        "цкий",
        "ський",
        "цький",
        "ой",
        "ый",
        "ий",
    ])
    .then_some(Gender::Masculine)
}
