//! Verbs that no table of cues knows: their time by ending and auxiliary.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use diptych_core::{Lang, Time};
use serde::Deserialize;

use super::table::{LANGS, place};
use crate::Token;

/// How many words may stand between a subject and its verb.
const REACH: usize = 5;

/// A verb and what its form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verb {
    /// Its token.
    pub at: usize,
    /// Its time.
    pub time: Time,
    /// Whether it says how things are rather than what is done ("we know").
    pub is_state: bool,
}

/// The forms of verbs of one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verbs {
    /// Whole words by the time that they are.
    #[serde(default)]
    words: BTreeMap<FormTime, Vec<String>>,
    /// Endings by the time that they give.
    #[serde(default)]
    endings: BTreeMap<FormTime, Vec<String>>,
    /// Endings of "we" without the pronoun.
    #[serde(default)]
    first_plural: Vec<String>,
    /// Words and endings (`-те`) of orders to another.
    #[serde(default)]
    orders: Vec<String>,
    /// Verbs of what takes place by itself («состоится»).
    #[serde(default)]
    happens: Vec<String>,
    /// Endings of "they" without the pronoun.
    #[serde(default)]
    third_plural: Vec<String>,
    /// Auxiliaries by the time that they give.
    #[serde(default)]
    auxiliaries: BTreeMap<FormTime, Vec<String>>,
    /// Auxiliaries with which only a participle or an -ing form is the verb.
    #[serde(default)]
    with_participle: Vec<String>,
    /// Endings of the form that goes with an auxiliary of the present ("-ing").
    #[serde(default)]
    progressive: Vec<String>,
    /// Beginnings that make a verb perfective: its present form is its future.
    #[serde(default)]
    perfective: Vec<String>,
    /// What stands before the ending of an imperfective, whatever the beginning.
    #[serde(default)]
    imperfective: Vec<String>,
    /// Stems that are against the rule: perfective though they look imperfective.
    #[serde(default)]
    perfective_stems: Vec<String>,
    /// Stems that are against the rule: imperfective though they look perfective.
    #[serde(default)]
    imperfective_stems: Vec<String>,
    /// Stems of verbs that say how things are.
    #[serde(default)]
    states: Vec<String>,
    /// Words and endings (`-ly`) that are no verbs.
    #[serde(default)]
    never: Vec<String>,
    /// Whether any plain word behind an auxiliary is a verb.
    #[serde(default)]
    bare: bool,
    /// Subjects with which English verbs carry no ending ("we", "they").
    #[serde(default)]
    bare_subjects: Vec<String>,
    /// Words that show a verb before them: articles, prepositions.
    #[serde(default)]
    after_verb: Vec<String>,
    /// Words behind which no verb of this subject is sought.
    #[serde(default)]
    stop: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FormTime {
    Past,
    Present,
    Future,
}

impl FormTime {
    fn time(self) -> Time {
        match self {
            Self::Past => Time::Past,
            Self::Present => Time::Present,
            Self::Future => Time::Future,
        }
    }
}

impl Verbs {
    /// The verb of a subject that ends before token `from`, sought up to `until`.
    pub fn after(&self, tokens: &[Token], from: usize, until: usize) -> Option<Verb> {
        // "We'll": the auxiliary is part of the subject's word.
        let held = from.checked_sub(1).map(|at| tokens[at].folded.as_str());
        let plural = held.is_some_and(|word| self.bare_subjects.iter().any(|known| known == word));
        let mut helped = held.and_then(|word| self.auxiliary(word));
        let mut participle = held.is_some_and(|word| self.takes_participle(word));
        let end = until.min(tokens.len());
        for at in from..end.min(from + REACH + 2) {
            let token = &tokens[at];
            if !token.is_word {
                if token.folded == "," {
                    continue;
                }
                return None;
            }
            let word = token.folded.as_str();
            if self.stop.iter().any(|stop| stop == word) {
                return None;
            }
            if let Some(time) = self.auxiliary(word) {
                helped = helped.or(Some(time));
                participle |= self.takes_participle(word);
                continue;
            }
            if token.is_capital || self.is_never(word) {
                continue;
            }
            let known = self.time_of(word);
            if participle && known != Some(Time::Past) && ends(&self.progressive, word).is_none() {
                continue;
            }
            let time = match (helped, known) {
                (None, Some(Time::Present)) if self.bare && !self.shows(tokens, at) => continue,
                (Some(time), Some(_)) | (None, Some(time)) => time,
                (Some(time), None) if self.bare => time,
                (None, None) if self.bare && plural && at < from + 3 => Time::Present,
                _ => continue,
            };
            return Some(Verb {
                at,
                time,
                // "Is tired", "are paid": a participle with an auxiliary of the present.
                is_state: self.is_state(word)
                    || participle && helped == Some(Time::Present) && known == Some(Time::Past),
            });
        }
        None
    }

    /// The verb at the head of a clause whose ending says "we".
    pub fn first_plural(&self, tokens: &[Token], from: usize, until: usize) -> Option<Verb> {
        let end = until.min(tokens.len()).min(from + 4);
        (from..end).find_map(|at| {
            let word = tokens[at].folded.as_str();
            let fits = tokens[at].is_word
                && !self.is_never(word)
                && self.says_we(word)
                && self.auxiliary(word).is_none();
            fits.then(|| Verb {
                at,
                time: self.time_of(word).unwrap_or(Time::Present),
                is_state: self.is_state(word),
            })
        })
    }

    /// Whether the ending of the word says "we".
    pub fn says_we(&self, word: &str) -> bool {
        ends(&self.first_plural, word).is_some()
    }

    /// Whether the folded word orders another to do something ("give", «верните»).
    pub fn orders(&self, word: &str) -> bool {
        self.orders
            .iter()
            .any(|known| match known.strip_prefix('-') {
                Some(ending) => word.ends_with(ending) && word.chars().count() > 4,
                None => word == known,
            })
    }

    /// Whether the verb says that something takes place.
    pub fn happens(&self, word: &str) -> bool {
        self.happens.iter().any(|known| known == word)
    }

    /// Whether the ending of the word says "they".
    pub fn says_they(&self, word: &str) -> bool {
        ends(&self.third_plural, word).is_some()
    }

    /// The time of an auxiliary.
    pub fn auxiliary(&self, word: &str) -> Option<Time> {
        self.auxiliaries
            .iter()
            .find(|(_, words)| words.iter().any(|known| known == word))
            .map(|(time, _)| time.time())
    }

    /// The time that the form of a folded word says, where it may be a verb.
    pub fn time_of(&self, word: &str) -> Option<Time> {
        for (time, words) in &self.words {
            if words.iter().any(|known| known == word) {
                return Some(time.time());
            }
        }
        // The longest ending decides.
        let (time, ending) = self
            .endings
            .iter()
            .filter_map(|(time, endings)| ends(endings, word).map(|ending| (*time, ending)))
            .max_by_key(|(_, ending)| ending.len())?;
        if time != FormTime::Present || self.perfective.is_empty() {
            return Some(time.time());
        }
        let stem = &word[..word.len() - ending.len()];
        let starts = |list: &[String]| list.iter().any(|known| word.starts_with(known.as_str()));
        let perfective = starts(&self.perfective_stems)
            || !starts(&self.imperfective_stems)
                && !self
                    .imperfective
                    .iter()
                    .any(|suffix| stem.ends_with(suffix.as_str()))
                && self.perfective.iter().any(|prefix| {
                    word.strip_prefix(prefix.as_str())
                        .is_some_and(|rest| rest.chars().count() >= 4)
                });
        Some(if perfective {
            Time::Future
        } else {
            Time::Present
        })
    }

    /// Whether the folded word can only be a finite verb: a form by its ending that
    /// no noun has, in English of the past.
    pub fn is_finite(&self, word: &str) -> bool {
        !self.is_never(word)
            && match self.time_of(word) {
                Some(Time::Past) => true,
                Some(_) => !self.bare,
                None => false,
            }
    }

    /// Whether it is a subject with which a verb carries no ending ("we", "they").
    pub fn is_bare_subject(&self, word: &str) -> bool {
        self.bare_subjects.iter().any(|known| known == word)
    }

    fn takes_participle(&self, word: &str) -> bool {
        self.with_participle.iter().any(|known| known == word)
    }

    /// Whether the verb says how things are.
    pub fn is_state(&self, word: &str) -> bool {
        self.states.iter().any(|stem| match stem.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == stem,
        })
    }

    fn is_never(&self, word: &str) -> bool {
        self.never
            .iter()
            .any(|known| match known.strip_prefix('-') {
                Some(ending) => word.ends_with(ending),
                None => word == known,
            })
    }

    /// Whether what follows shows that the word before it is a verb.
    fn shows(&self, tokens: &[Token], at: usize) -> bool {
        tokens.get(at + 1).is_some_and(|next| {
            next.is_capital
                || next
                    .folded
                    .starts_with(|letter: char| letter.is_ascii_digit())
                || self
                    .after_verb
                    .iter()
                    .any(|word| word == next.folded.as_str())
        })
    }
}

fn ends<'e>(endings: &'e [String], word: &str) -> Option<&'e String> {
    endings
        .iter()
        .filter(|ending| {
            word.ends_with(ending.as_str()) && word.chars().count() >= ending.chars().count() + 3
        })
        .max_by_key(|ending| ending.len())
}

/// The forms of verbs of `lang`; none where the language is not covered.
pub fn verbs(lang: &Lang) -> &'static Verbs {
    static TABLES: OnceLock<Vec<Verbs>> = OnceLock::new();
    static NONE: OnceLock<Verbs> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let texts = [
            include_str!("../../lang/en/verbs.toml"),
            include_str!("../../lang/ru/verbs.toml"),
            include_str!("../../lang/uk/verbs.toml"),
        ];
        LANGS
            .iter()
            .zip(texts)
            .map(|(lang, text)| match toml::from_str(text) {
                Ok(table) => table,
                Err(error) => panic!("table {lang}/verbs: {error}"),
            })
            .collect()
    });
    place(lang).map_or_else(|| NONE.get_or_init(Verbs::default), |at| &tables[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    fn time(lang: &Lang, text: &str) -> Option<Time> {
        let words = tokens(text, 0);
        verbs(lang)
            .after(&words, 1, words.len())
            .map(|verb| verb.time)
    }

    #[test]
    fn verbs_are_read_by_their_forms() {
        for (lang, text, expected) in [
            (Lang::En, "We closed the plant", Some(Time::Past)),
            (Lang::En, "We have built a dam", Some(Time::Past)),
            (Lang::En, "We will repair the lock", Some(Time::Future)),
            (Lang::En, "We are laying a cable", Some(Time::Present)),
            (Lang::En, "Kestrel pays the fee", Some(Time::Present)),
            (Lang::En, "We quietly sold it", Some(Time::Past)),
            (Lang::Ru, "Мы вчера снизили ставку", Some(Time::Past)),
            (Lang::Ru, "Мы снижаем ставку", Some(Time::Present)),
            (Lang::Ru, "Мы снизим ставку", Some(Time::Future)),
            (Lang::Ru, "Мы строим плотину", Some(Time::Present)),
            (Lang::Ru, "Орвик закроет цех", Some(Time::Future)),
            (Lang::Ru, "Мы депортируем троих", Some(Time::Future)),
            (Lang::Ru, "Мы денонсируем пакт", Some(Time::Future)),
            (Lang::Ru, "Мы разминируем поле", Some(Time::Future)),
            (Lang::Ru, "Мы лечим раненых", Some(Time::Present)),
            (Lang::Ru, "Мы выселяем жильцов", Some(Time::Present)),
            (Lang::Ru, "Мы выселим жильцов", Some(Time::Future)),
            (Lang::Ru, "Мы проверяем груз", Some(Time::Present)),
            (Lang::Ru, "Мы проверим груз", Some(Time::Future)),
            (Lang::Ru, "Мы уведомляем соседей", Some(Time::Present)),
            (Lang::Uk, "Ми депортуємо трьох", Some(Time::Future)),
            (Lang::Uk, "Ми розмінуємо поле", Some(Time::Future)),
            (Lang::Uk, "Ми розміновуємо поле", Some(Time::Present)),
            (Lang::Uk, "Ми перевіряємо вантаж", Some(Time::Present)),
            (Lang::Uk, "Ми перевіримо вантаж", Some(Time::Future)),
            (Lang::Uk, "Ми лікуємо поранених", Some(Time::Present)),
            (Lang::Uk, "Ми виселимо мешканців", Some(Time::Future)),
            (Lang::Uk, "Ми знизили ставку", Some(Time::Past)),
            (Lang::Uk, "Ми знижуємо ставку", Some(Time::Present)),
            (Lang::Uk, "Ми знизимо ставку", Some(Time::Future)),
            (Lang::Uk, "Орвік будуватиме греблю", Some(Time::Future)),
            (Lang::Uk, "Орвік закрив цех", Some(Time::Past)),
        ] {
            assert_eq!(time(&lang, text), expected, "{text}");
        }
    }

    #[test]
    fn a_state_is_no_deed_and_a_noun_no_verb() {
        let words = tokens("We know the river", 0);
        let verb = verbs(&Lang::En).after(&words, 1, words.len()).unwrap();
        assert!(verb.is_state);
        assert_eq!(time(&Lang::Ru, "Вельмар и наши соседи"), None);
    }

    #[test]
    fn we_may_stand_in_the_ending_alone() {
        let words = tokens("Снижаем ставку", 0);
        let verb = verbs(&Lang::Ru).first_plural(&words, 0, words.len());
        assert_eq!(verb.map(|verb| verb.time), Some(Time::Present));
        let words = tokens("Відкриємо шлюз", 0);
        let verb = verbs(&Lang::Uk).first_plural(&words, 0, words.len());
        assert_eq!(verb.map(|verb| verb.time), Some(Time::Future));
    }
}
