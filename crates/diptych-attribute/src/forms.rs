//! The forms in which names stand in a text, and the way back to the base form.

use std::collections::HashMap;

use crate::names::{Gender, key};

/// The forms in which each word of a name stands in a text.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    seen: HashMap<String, HashMap<String, u32>>,
}

impl Forms {
    /// Notes one word of a name, with its key.
    pub(crate) fn note(&mut self, key: &str, word: &str) {
        let plain = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))
            .unwrap_or(word);
        // Only inflected words are ever asked for.
        if plain.is_ascii() {
            return;
        }
        if !self.seen.contains_key(key) {
            self.seen.insert(key.to_owned(), HashMap::new());
        }
        if let Some(forms) = self.seen.get_mut(key) {
            *forms.entry(plain.to_owned()).or_default() += 1;
        }
    }

    /// Whether the text has some form of this name that is neither the word nor its base.
    pub(crate) fn stands(&self, word: &str, base: &str) -> bool {
        let same = |form: &str| form == word || form.to_lowercase() == base;
        self.seen.get(&key(word)).is_some_and(|forms| {
            let mut nominative = forms.keys().filter(|form| !same(form));
            nominative.any(|form| form.chars().count() < word.chars().count())
        })
    }

    /// The base form of a word of a name.
    pub(crate) fn base(
        &self,
        word: &str,
        gender: Option<Gender>,
        given: bool,
        ukrainian: bool,
    ) -> String {
        let plain = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))
            .unwrap_or(word);
        if !plain.chars().any(|letter| ('а'..='ґ').contains(&letter)) {
            return plain.to_owned();
        }
        let made = nominative(plain, gender, given, ukrainian);
        let Some(forms) = self.seen.get(&key(plain)) else {
            return made;
        };
        // Where the text itself has the made form, or one that looks like a nominative, that is it.
        if forms.contains_key(&made) {
            return made;
        }
        let mut best: Option<(&String, u32)> = None;
        for (form, count) in forms {
            if nominative(form, gender, given, ukrainian) == *form
                && best.is_none_or(|(known, most)| *count > most || *count == most && form < known)
            {
                best = Some((form, *count));
            }
        }
        best.map_or(made, |(form, _)| form.clone())
    }
}

/// A surname in the plural brought back to one person: `Дятловы`, `Савицкие`.
pub(crate) fn singular(word: &str, gender: Option<Gender>) -> String {
    let feminine = gender == Some(Gender::Feminine);
    let rules: [(&str, &str, &str); 6] = [
        ("ские", "ский", "ская"),
        ("цкие", "цкий", "цкая"),
        ("ські", "ський", "ська"),
        ("цькі", "цький", "цька"),
        ("ы", "", "а"),
        ("и", "", ""),
    ];
    for (ending, man, woman) in rules {
        if let Some(root) = word.strip_suffix(ending) {
            return format!("{root}{}", if feminine { woman } else { man });
        }
    }
    word.to_owned()
}

/// The nominative of a name's word by its ending.
fn nominative(word: &str, gender: Option<Gender>, given: bool, ukrainian: bool) -> String {
    let swap = |from: &str, to: &str| word.strip_suffix(from).map(|root| format!("{root}{to}"));
    let rules: &[(&str, &str)] = match (gender, given) {
        (Some(Gender::Feminine), false) => &[
            ("ской", "ская"),
            ("цкой", "цкая"),
            ("ської", "ська"),
            ("цької", "цька"),
            ("скую", "ская"),
            ("ською", "ська"),
            ("ську", "ська"),
            ("ській", "ська"),
            ("цкую", "цкая"),
            ("цькою", "цька"),
            ("цьку", "цька"),
            ("цькій", "цька"),
            ("ую", "ая"),
            ("овой", "ова"),
            ("евой", "ева"),
            ("иной", "ина"),
            ("ову", "ова"),
            ("еву", "ева"),
            ("ину", "ина"),
            ("ової", "ова"),
            ("євої", "єва"),
            ("евої", "ева"),
            ("іної", "іна"),
            ("ову", "ова"),
            ("овны", "овна"),
            ("евны", "евна"),
            ("овне", "овна"),
            ("евне", "евна"),
            ("овной", "овна"),
            ("евной", "евна"),
            ("івни", "івна"),
            ("івні", "івна"),
            ("івною", "івна"),
            ("івну", "івна"),
        ],
        (Some(Gender::Feminine), true) => &[
            ("ии", "ия"),
            ("ию", "ия"),
            ("ией", "ия"),
            ("ії", "ія"),
            ("ію", "ія"),
            ("ією", "ія"),
            ("ы", "а"),
            ("ой", "а"),
            ("у", "а"),
            ("и", "а"),
            ("і", "а"),
            ("ою", "а"),
            ("ьи", "ья"),
            ("е", "а"),
        ],
        (Some(Gender::Masculine) | None, false) => &[
            ("ского", "ский"),
            ("скому", "ский"),
            ("ским", "ский"),
            ("цкого", "цкий"),
            ("цкому", "цкий"),
            ("цким", "цкий"),
            ("ського", "ський"),
            ("ському", "ський"),
            ("ським", "ський"),
            ("цького", "цький"),
            ("цькому", "цький"),
            ("овым", "ов"),
            ("евым", "ев"),
            ("иным", "ин"),
            ("овича", "ович"),
            ("евича", "евич"),
            ("овичу", "ович"),
            ("евичу", "евич"),
            ("овичем", "ович"),
        ],
        (Some(Gender::Masculine), true) => &[
            ("ия", "ий"),
            ("ию", "ий"),
            ("ием", "ий"),
            ("ія", "ій"),
            ("ію", "ій"),
            ("ієм", "ій"),
            ("ея", "ей"),
            ("ею", "ей"),
            ("еем", "ей"),
            ("ья", "ий"),
            ("аила", "аил"),
            ("авла", "авел"),
            ("ьва", "ев"),
            ("етра", "ётр"),
            ("Ігоря", "Ігор"),
            ("Ігорю", "Ігор"),
            ("Ігорем", "Ігор"),
        ],
        (None, true) => &[],
    };
    for (from, to) in rules {
        if let Some(made) = swap(from, to) {
            return made;
        }
    }
    if gender != Some(Gender::Feminine) && !given {
        for from in ["ого", "ому", "им", "ым"] {
            if let Some(root) = word
                .strip_suffix(from)
                .filter(|root| root.chars().count() >= 3)
            {
                return format!("{root}{}", if ukrainian { "ий" } else { "ый" });
            }
        }
    }
    if gender == Some(Gender::Masculine) {
        for end in ["а", "у", "ом", "ові", "ем", "еві"] {
            if let Some(root) = word.strip_suffix(end)
                && root.chars().count() >= 3
                && root
                    .chars()
                    .last()
                    .is_some_and(|last| !"аеёиоуыэюяіїєйьг".contains(last) || last == 'г')
            {
                return root.to_owned();
            }
        }
        if let Some(root) = word
            .strip_suffix('я')
            .filter(|root| root.chars().count() >= 3 && given)
        {
            return format!("{root}ь");
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_back_to_their_base_form() {
        let forms = Forms::default();
        for (word, gender, given, base) in [
            ("Тильмана", Gender::Masculine, false, "Тильман"),
            ("Романа", Gender::Masculine, true, "Роман"),
            ("Евгении", Gender::Feminine, true, "Евгения"),
            ("Мирской", Gender::Feminine, false, "Мирская"),
            ("Савицького", Gender::Masculine, false, "Савицький"),
            ("Сергея", Gender::Masculine, true, "Сергей"),
        ] {
            assert_eq!(forms.base(word, Some(gender), given, false), base);
        }
    }

    #[test]
    fn a_surname_in_the_plural_becomes_one_person_s() {
        for (word, gender, one) in [
            ("Дятловы", Gender::Feminine, "Дятлова"),
            ("Дятловы", Gender::Masculine, "Дятлов"),
            ("Савицкие", Gender::Masculine, "Савицкий"),
            ("Вірлюки", Gender::Masculine, "Вірлюк"),
        ] {
            assert_eq!(singular(word, Some(gender)), one);
        }
    }
}
