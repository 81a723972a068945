//! The files of the glossary, read once.

use std::sync::LazyLock;

use diptych_core::Lang;
use serde::Deserialize;

use super::index::Index;
use crate::hash::WordMap;
use crate::ladder::{LANGS, place};

/// An entry of the glossary by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct GlossaryId(pub u16);

/// Coarse synonyms in three languages.
pub struct Glossary {
    names: Vec<&'static str>,
    opposites: Vec<Option<GlossaryId>>,
    undone: WordMap<&'static str, &'static str>,
    words: [Index; LANGS.len()],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile<'t> {
    #[serde(borrow)]
    pub(super) entry: Vec<RawEntry<'t>>,
    #[serde(borrow, default)]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    pub(super) example: Vec<RawExample<'t>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEntry<'t> {
    pub(super) id: &'t str,
    pub(super) opposite: Option<&'t str>,
    /// Whether whoever does the one undoes the other.
    #[serde(default)]
    pub(super) undoes: bool,
    en: &'t str,
    ru: &'t str,
    uk: &'t str,
}

/// One sentence in three languages, most words of which meet.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "only the tests read the examples")
)]
pub(super) struct RawExample<'t> {
    pub(super) en: &'t str,
    pub(super) ru: &'t str,
    pub(super) uk: &'t str,
}

impl<'t> RawEntry<'t> {
    /// Words and stems of the languages in their order.
    pub(super) fn words(&self) -> [&'t str; 3] {
        [self.en, self.ru, self.uk]
    }
}

macro_rules! fields {
    ($($name:literal)*) => {
        /// The files by name.
        pub(super) const FIELDS: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../lang/glossary/", $name, ".toml"))),)*
        ];
    };
}

fields! {
    "agriculture"
    "borders_migration"
    "cities_housing"
    "climate_fishery"
    "companies"
    "diplomacy"
    "energy"
    "finance"
    "general_nouns"
    "general_verbs"
    "health_education"
    "humanitarian"
    "labour"
    "law"
    "military"
    "politics"
    "sport"
    "trade"
    "transport"
    "water"
}

pub(super) fn read(name: &str, text: &'static str) -> RawFile<'static> {
    match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => panic!("glossary {name}: {error}"),
    }
}

static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| {
    let bytes: usize = FIELDS.iter().map(|(_, text)| text.len()).sum();
    // Some twenty bytes a word, a third of the words to a language.
    let mut out = Glossary {
        names: Vec::new(),
        opposites: Vec::new(),
        undone: WordMap::default(),
        words: std::array::from_fn(|_| Index::with_capacity(bytes / 60)),
    };
    let mut places: WordMap<&str, GlossaryId> = WordMap::default();
    let mut wanted: Vec<Option<&str>> = Vec::new();
    for (name, text) in FIELDS {
        for entry in read(name, text).entry {
            let id = GlossaryId(
                u16::try_from(out.names.len()).expect("the glossary has under 65,536 entries"),
            );
            out.names.push(entry.id);
            places.insert(entry.id, id);
            wanted.push(entry.opposite);
            if let (Some(other), true) = (entry.opposite, entry.undoes) {
                out.undone.insert(entry.id, other);
            }
            for (index, words) in out.words.iter_mut().zip(entry.words()) {
                for word in words.split_ascii_whitespace() {
                    // That every word has a place, a test of the files holds.
                    index.add(word, id);
                }
            }
        }
    }
    out.opposites = wanted
        .into_iter()
        .map(|other| other.and_then(|other| places.get(other).copied()))
        .collect();
    out
});

/// The glossary.
pub fn glossary() -> &'static Glossary {
    &GLOSSARY
}

impl Glossary {
    /// The entries that a folded word of `lang` stands in, at most three.
    ///
    /// `word` is what [`crate::Token::folded`] gives. A word that is listed goes
    /// before stems, and a longer stem before a shorter one; of an English
    /// possessive the owner is looked up. Takes one step a byte.
    pub fn keys(&self, lang: &Lang, word: &str) -> &[GlossaryId] {
        let Some(at) = place(lang) else {
            return &[];
        };
        let word = match lang {
            Lang::En => word.strip_suffix("'s").unwrap_or(word),
            _ => word,
        };
        self.words[at].get(word)
    }

    /// The key of an entry.
    pub fn id(&self, id: GlossaryId) -> &str {
        self.names.get(usize::from(id.0)).copied().unwrap_or("")
    }

    /// The entry that means the contrary of this one: raise, lower.
    pub fn opposite(&self, id: GlossaryId) -> Option<GlossaryId> {
        self.opposites.get(usize::from(id.0)).copied().flatten()
    }

    /// The key of the deed that undoes the one with this key: what is to be raised is not to
    /// be lowered. Nothing where the contrary is only another quality.
    pub fn undone_by(&self, key: &str) -> Option<&'static str> {
        self.undone.get(key).copied()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lang: &Lang, word: &str) -> Vec<&'static str> {
        let table = glossary();
        let keys = table.keys(lang, word);
        keys.iter().map(|id| glossary().id(*id)).collect()
    }

    #[test]
    fn a_deed_and_what_undoes_it_name_each_other() {
        let table = glossary();
        assert!(table.undone.len() >= 20);
        for (one, other) in &table.undone {
            assert_eq!(table.undone_by(other), Some(*one), "{one}");
        }
        assert_eq!(table.undone_by("raise"), Some("lower"));
        assert_eq!(table.undone_by("first"), None);
    }

    #[test]
    fn three_languages_give_one_key() {
        for (lang, words) in LANGS.iter().zip([
            ["raise", "wages", "dam", "minister's"],
            ["повысит", "зарплату", "плотину", "министра"],
            ["підвищить", "зарплату", "греблю", "міністра"],
        ]) {
            let got: Vec<_> = words.iter().map(|word| names(lang, word)).collect();
            assert!(got[0].contains(&"raise"), "{lang:?} {got:?}");
            assert!(got[1].contains(&"wage"), "{lang:?} {got:?}");
            assert!(got[2].contains(&"dam"), "{lang:?} {got:?}");
            assert!(got[3].contains(&"minister"), "{lang:?} {got:?}");
        }
    }

    #[test]
    fn opposites_are_known_both_ways() {
        let table = glossary();
        let raise = table.keys(&Lang::En, "raise")[0];
        let lower = table.opposite(raise).unwrap();
        assert_eq!(table.id(lower), "lower");
        assert_eq!(table.opposite(lower), Some(raise));
    }

    #[test]
    fn other_languages_and_odd_words_have_none() {
        let table = glossary();
        assert!(table.keys(&Lang::Other("de".into()), "minister").is_empty());
        for word in ["", "'s", "*", "ё", "2031", "\u{10ffff}"] {
            assert!(table.keys(&Lang::En, word).is_empty(), "{word}");
        }
        assert_eq!(table.id(GlossaryId(u16::MAX)), "");
        assert_eq!(table.opposite(GlossaryId(u16::MAX)), None);
    }
}
