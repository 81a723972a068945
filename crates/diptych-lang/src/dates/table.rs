//! The tables of words and rules, read once.

use std::sync::LazyLock;

use diptych_core::Lang;
use serde::Deserialize;

use super::items::{Item, parse_item, plain};
use crate::forms::expand;
use crate::hash::WordMap;

/// A span of time that words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// What a word can mean in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Month(i8),
    Weekday(i8),
    ShortWeekday(i8),
    Part,
    Shift(i32),
    Unit(Unit),
    Number(i32),
    Ordinal(i8),
    Tens(i8),
    YearWord,
    Future,
    Past,
}

/// A sense, and whether the word must begin with a capital to have it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    pub(super) sense: Sense,
    pub(super) capital: bool,
}

/// One rule of the grammar.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the table")]
pub(super) struct Rule {
    pub(super) items: Vec<Item>,
    /// Days from the page's date.
    pub(super) offset: Option<i32>,
    /// Direction in which `{num} {unit}` is counted.
    pub(super) sign: Option<i32>,
    /// Whether it is counted from the date named before it in the text.
    pub(super) from_text: bool,
    pub(super) shift: Option<i32>,
    pub(super) unit: Option<Unit>,
    /// Whether it names a part of the day.
    pub(super) part: bool,
    /// First and last day of the year that it names, as month and day («весной»).
    pub(super) span: Option<[(i8, i8); 2]>,
    /// Other readings, in days from the best one.
    pub(super) alternatives: Vec<i32>,
    /// Whether, where no date was named before, it may be counted from the page.
    pub(super) or_page: bool,
    /// Words before which the words are no date ("the eve of the summit").
    pub(super) not_before: Vec<String>,
    /// Whether the first item is only a condition, not part of the date.
    pub(super) lead: bool,
    /// A time zone rather than a date: IANA name and hours east of UTC.
    pub(super) zone: Option<(String, f32)>,
    /// A time of day rather than a date; the value is added to the hour.
    pub(super) time: Option<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the table")]
pub(super) struct RawRule {
    pattern: String,
    offset: Option<i32>,
    sign: Option<i32>,
    #[serde(default)]
    from_text: bool,
    #[serde(default)]
    or_page: bool,
    shift: Option<i32>,
    unit: Option<Unit>,
    #[serde(default)]
    part: bool,
    span: Option<[(i8, i8); 2]>,
    #[serde(default)]
    alternatives: Vec<i32>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    lead: bool,
    zone: Option<String>,
    hours: Option<f32>,
    time: Option<i32>,
    /// `[text, page date, "words = day", …]`.
    #[serde(default)]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    pub(super) examples: Vec<Vec<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawTable {
    slash: Option<String>,
    ordinal_suffixes: Vec<String>,
    year_words: Vec<String>,
    month: Vec<Vec<String>>,
    weekday: Vec<Vec<String>>,
    short_weekday: Vec<Vec<String>>,
    ordinal: Vec<Vec<String>>,
    tens: Vec<(i8, Vec<String>)>,
    number: Vec<(i32, Vec<String>)>,
    shift: Vec<(i32, Vec<String>)>,
    unit: Vec<(Unit, Vec<String>)>,
    part: Vec<String>,
    future: Vec<String>,
    past: Vec<String>,
    past_endings: Vec<String>,
    pub(super) rule: Vec<RawRule>,
}

/// Words and rules of one language.
#[derive(Debug, Default)]
pub(super) struct Table {
    words: WordMap<String, Vec<Meaning>>,
    pub(super) rules: Vec<Rule>,
    by_word: WordMap<String, Vec<usize>>,
    by_class: Vec<usize>,
    /// Whether 3/4 is read as 4 March first.
    pub(super) month_first: bool,
    pub(super) ordinal_suffixes: Vec<String>,
    /// Endings of verbs that tell of the past.
    past_endings: Vec<String>,
}

static TABLES: LazyLock<[Table; 4]> = LazyLock::new(|| {
    let build = |own: &str| {
        let mut table = Table::default();
        for source in [own, ANY] {
            let raw = toml::from_str(source).expect("the test of the tables reads every one");
            table.add(raw);
        }
        table
    };
    [build(EN), build(RU), build(UK), build("")]
});

pub(super) const EN: &str = include_str!("../../lang/en/dates.toml");
pub(super) const RU: &str = include_str!("../../lang/ru/dates.toml");
pub(super) const UK: &str = include_str!("../../lang/uk/dates.toml");
pub(super) const ANY: &str = include_str!("../../lang/dates.toml");

/// The table of a language; for one that is not covered, numerals only.
pub(super) fn table(lang: &Lang) -> &'static Table {
    match lang {
        Lang::En => &TABLES[0],
        Lang::Ru => &TABLES[1],
        Lang::Uk => &TABLES[2],
        Lang::Other(_) => &TABLES[3],
    }
}

/// Whether a word names a month in any of the languages.
pub(crate) fn is_month(folded: &str, is_capital: bool) -> bool {
    TABLES[..3].iter().any(|table| {
        table.meanings(folded).iter().any(|meaning| {
            matches!(meaning.sense, Sense::Month(_)) && (is_capital || !meaning.capital)
        })
    })
}

impl Table {
    /// What a folded word can mean; the English possessive ending is passed over.
    pub(super) fn meanings(&self, word: &str) -> &[Meaning] {
        self.words.get(plain(word)).map_or(&[], Vec::as_slice)
    }

    /// Whether the word looks like a verb of the past; short words do not.
    pub(super) fn is_past_verb(&self, word: &str) -> bool {
        word.chars().nth(4).is_some()
            && self
                .past_endings
                .iter()
                .any(|ending| word.ends_with(ending.as_str()))
    }

    /// Rules that can begin with this word, in the order of the table.
    pub(super) fn rules_for(&self, word: &str, has_class: bool) -> impl Iterator<Item = usize> {
        let named = self.by_word.get(plain(word)).map_or(&[][..], Vec::as_slice);
        let classed = if has_class { &self.by_class[..] } else { &[] };
        named.iter().chain(classed).copied()
    }

    fn add(&mut self, raw: RawTable) {
        if let Some(slash) = raw.slash {
            self.month_first = slash == "month first";
        }
        self.ordinal_suffixes.extend(raw.ordinal_suffixes);
        self.past_endings
            .extend(raw.past_endings.iter().flat_map(|written| expand(written)));
        let mut number = 0;
        let mut next = || {
            number += 1;
            number
        };
        for forms in &raw.month {
            let month = next();
            self.words(forms, Sense::Month(month));
        }
        for (at, forms) in (1..).zip(&raw.weekday) {
            self.words(forms, Sense::Weekday(at));
        }
        for (at, forms) in (1..).zip(&raw.short_weekday) {
            self.words(forms, Sense::ShortWeekday(at));
        }
        for (at, forms) in (1..).zip(&raw.ordinal) {
            self.words(forms, Sense::Ordinal(at));
        }
        for (value, forms) in &raw.tens {
            self.words(forms, Sense::Tens(*value));
        }
        for (value, forms) in &raw.number {
            self.words(forms, Sense::Number(*value));
        }
        for (value, forms) in &raw.shift {
            self.words(forms, Sense::Shift(*value));
        }
        for (unit, forms) in &raw.unit {
            self.words(forms, Sense::Unit(*unit));
        }
        self.words(&raw.year_words, Sense::YearWord);
        self.words(&raw.part, Sense::Part);
        self.words(&raw.future, Sense::Future);
        self.words(&raw.past, Sense::Past);
        for rule in raw.rule {
            self.rule(rule);
        }
    }

    fn words(&mut self, forms: &[String], sense: Sense) {
        for written in forms {
            let capital = written.chars().next().is_some_and(char::is_uppercase);
            for form in expand(written) {
                let word = diptych_core::fold(&form).text;
                self.words
                    .entry(word)
                    .or_default()
                    .push(Meaning { sense, capital });
            }
        }
    }

    fn rule(&mut self, raw: RawRule) {
        let items: Vec<Item> = raw.pattern.split_whitespace().map(parse_item).collect();
        let number = self.rules.len();
        // A rule is tried at each word it can begin with: its first item, and
        // the next as long as those before it are optional.
        for item in &items {
            match item {
                Item::Words { any, .. } => {
                    for word in any {
                        let rules = self.by_word.entry(word.clone()).or_default();
                        if rules.last() != Some(&number) {
                            rules.push(number);
                        }
                    }
                }
                Item::Class { .. } => {
                    if self.by_class.last() != Some(&number) {
                        self.by_class.push(number);
                    }
                }
            }
            if !item.is_optional() {
                break;
            }
        }
        self.rules.push(Rule {
            items,
            offset: raw.offset,
            sign: raw.sign,
            from_text: raw.from_text,
            or_page: raw.or_page,
            shift: raw.shift,
            unit: raw.unit,
            part: raw.part,
            span: raw.span,
            alternatives: raw.alternatives,
            not_before: raw.not_before,
            lead: raw.lead,
            zone: raw.zone.zip(raw.hours),
            time: raw.time,
        });
    }
}
