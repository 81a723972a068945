//! The tables of precedents and of the places that give them their names.

use std::sync::{LazyLock, OnceLock};

use diptych_core::Lang;
use serde::Deserialize;

use crate::PatternSet;
use crate::forms::choices;
use crate::ladder::{LANGS, place};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    calls: Vec<String>,
    rests_on: Vec<String>,
    document: Vec<String>,
    meeting: Vec<String>,
    earlier: Vec<String>,
    /// A text, and the words that invoke something in it; empty where none do.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    pub(super) example: Vec<[String; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVenues {
    venue: Vec<Venue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Venue {
    pub(super) id: String,
    en: Vec<String>,
    ru: Vec<String>,
    uk: Vec<String>,
    /// One text a language.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    pub(super) eg: Vec<String>,
}

/// The patterns of one language.
#[derive(Default)]
pub(super) struct Table {
    pub(super) code: String,
    /// Words that call on a place or a name alone.
    pub(super) calls: PatternSet,
    /// Words behind which a document or a meeting follows.
    pub(super) rests_on: PatternSet,
    pub(super) document: PatternSet,
    pub(super) meeting: PatternSet,
    pub(super) earlier: PatternSet,
    /// By the place of the venue in its table.
    pub(super) venues: PatternSet,
}

pub(super) const TEXTS: [&str; 3] = [
    include_str!("../../lang/en/precedents.toml"),
    include_str!("../../lang/ru/precedents.toml"),
    include_str!("../../lang/uk/precedents.toml"),
];

pub(super) static VENUES: LazyLock<Vec<Venue>> = LazyLock::new(|| {
    let raw: RawVenues = toml::from_str(include_str!("../../lang/venues.toml"))
        .expect("the test of the table reads it");
    raw.venue
});

/// The table of `lang`, empty where the language is not covered.
pub(super) fn table(lang: &Lang) -> &'static Table {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    static NONE: OnceLock<Table> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        LANGS
            .iter()
            .zip(TEXTS)
            .map(|(lang, text)| Table::read(lang, text))
            .collect()
    });
    place(lang).map_or_else(|| NONE.get_or_init(Table::default), |at| &tables[at])
}

impl Table {
    fn read(lang: &Lang, text: &str) -> Self {
        let raw: Raw = match toml::from_str(text) {
            Ok(raw) => raw,
            Err(error) => panic!("table {lang}/precedents: {error}"),
        };
        let set = |patterns: &[String]| {
            let mut set = PatternSet::new();
            for pattern in patterns {
                if let Err(error) = set.add(0, pattern) {
                    panic!("table {lang}/precedents: {error:?}");
                }
            }
            set
        };
        let mut venues = PatternSet::new();
        for (number, venue) in VENUES.iter().enumerate() {
            let names = match lang {
                Lang::Ru => &venue.ru,
                Lang::Uk => &venue.uk,
                _ => &venue.en,
            };
            for name in names {
                for form in choices(name) {
                    if let Err(error) = venues.add(number, &form) {
                        panic!("table venues, {}: {error:?}", venue.id);
                    }
                }
            }
        }
        Self {
            code: lang.code().to_owned(),
            calls: set(&raw.calls),
            rests_on: set(&raw.rests_on),
            document: set(&raw.document),
            meeting: set(&raw.meeting),
            earlier: set(&raw.earlier),
            venues,
        }
    }
}
