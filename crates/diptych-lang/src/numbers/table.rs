//! The words of numbers and units, read once.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use diptych_core::fold;
use serde::Deserialize;

use super::marks::{Mark, Marks};
use crate::PatternSet;
use crate::forms::{choices, expand};
use crate::hash::WordMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTable {
    number: Vec<(f64, Vec<String>)>,
    people: Vec<(f64, Vec<String>)>,
    scale: Vec<(f64, Vec<String>)>,
    #[serde(default)]
    alone: Vec<String>,
    whole: Vec<(f64, Vec<String>)>,
    fraction: Vec<(f64, Vec<String>)>,
    article: Vec<String>,
    joint: Vec<String>,
    with: Vec<String>,
    single: Vec<String>,
    of: Vec<String>,
    needs_unit: Vec<String>,
    measure: Vec<(f64, String, Vec<String>)>,
    compound: Vec<(String, Vec<String>)>,
    joins: Vec<(f64, Vec<String>)>,
    ends: Vec<String>,
    #[serde(default)]
    currency: Vec<(String, Vec<String>)>,
    unit: Vec<(String, Vec<String>)>,
    /// A text and what is found in it, each as "words = value unit".
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    pub(super) examples: Vec<Vec<String>>,
    marks: BTreeMap<Mark, Vec<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Word {
    /// A cardinal below a thousand.
    Number(f64),
    /// What multiplies the number before it, and whether it may stand alone.
    Scale(f64, bool),
    /// A number that is complete in itself ("both").
    Whole(f64),
    Fraction(f64),
    Article,
    Joint,
    /// What means one behind an article ("a single ship").
    Single,
}

#[derive(Default)]
pub(super) struct Table {
    pub(super) words: WordMap<String, Word>,
    pub(super) needs_unit: HashSet<String>,
    /// Collectives, which count people where nothing else is named.
    pub(super) people: HashSet<String>,
    /// What ties a part to a whole number ("three and a half").
    pub(super) with: HashSet<String>,
    /// What parts the counted from all of them ("three of the seven").
    pub(super) of: HashSet<String>,
    /// Amounts in one word ("fortnight"): their number and unit.
    pub(super) measures: WordMap<String, (f64, String)>,
    /// What a number is joined with in one word («-дневн-»), with its unit.
    pub(super) compounds: Vec<(String, String)>,
    /// Forms of numbers that stand only in such words.
    pub(super) joins: WordMap<String, f64>,
    /// What may follow a compound's stem.
    pub(super) compound_ends: HashSet<String>,
    pub(super) currencies: HashSet<String>,
    pub(super) marks: Marks,
    pub(super) units: Vec<String>,
    pub(super) patterns: PatternSet,
}

pub(super) const SOURCES: [&str; 3] = [
    include_str!("../../lang/en/numbers.toml"),
    include_str!("../../lang/ru/numbers.toml"),
    include_str!("../../lang/uk/numbers.toml"),
];

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for source in SOURCES {
        let raw: RawTable = toml::from_str(source).expect("the test of the tables reads every one");
        table.add(raw);
    }
    table
});

impl Table {
    fn add(&mut self, raw: RawTable) {
        let mut put = |forms: &[String], word: Word| {
            for form in forms.iter().flat_map(|form| expand(form)) {
                self.words.entry(fold(&form).text).or_insert(word);
            }
        };
        for (value, forms) in raw.number.iter().chain(&raw.people) {
            put(forms, Word::Number(*value));
        }
        for (value, forms) in &raw.scale {
            for form in forms.iter().flat_map(|form| expand(form)) {
                put(
                    std::slice::from_ref(&form),
                    Word::Scale(*value, raw.alone.contains(&form)),
                );
            }
        }
        for (value, forms) in &raw.whole {
            put(forms, Word::Whole(*value));
        }
        for (value, forms) in &raw.fraction {
            put(forms, Word::Fraction(*value));
        }
        put(&raw.article, Word::Article);
        put(&raw.joint, Word::Joint);
        put(&raw.single, Word::Single);
        let folded = |forms: &[String]| -> Vec<String> {
            forms
                .iter()
                .flat_map(|form| expand(form))
                .map(|form| fold(&form).text)
                .collect()
        };
        for (_, forms) in &raw.people {
            self.people.extend(folded(forms));
        }
        self.with.extend(folded(&raw.with));
        self.of.extend(folded(&raw.of));
        for (value, unit, forms) in raw.measure {
            for form in folded(&forms) {
                self.measures.insert(form, (value, unit.clone()));
            }
        }
        for (unit, stems) in raw.compound {
            let stems = stems.iter().map(|stem| fold(stem).text);
            self.compounds
                .extend(stems.map(|stem| (unit.clone(), stem)));
        }
        for (value, forms) in &raw.joins {
            self.joins
                .extend(folded(forms).into_iter().map(|form| (form, *value)));
        }
        self.compound_ends
            .extend(raw.ends.iter().map(|end| fold(end).text));
        self.currencies
            .extend(raw.currency.iter().map(|(name, _)| name.clone()));
        self.needs_unit
            .extend(raw.needs_unit.iter().map(|word| fold(word).text));
        self.marks.add(raw.marks);
        for (unit, forms) in raw.unit.into_iter().chain(raw.currency) {
            let entry = self
                .units
                .iter()
                .position(|known| *known == unit)
                .unwrap_or_else(|| {
                    self.units.push(unit);
                    self.units.len() - 1
                });
            for form in forms.iter().filter(|form| *form != "%") {
                let pattern: Vec<String> = form
                    .split(' ')
                    .map(|word| choices(word).join("|"))
                    .collect();
                self.patterns
                    .add(entry, &pattern.join(" "))
                    .expect("the test of the tables compiles every unit");
            }
        }
    }
}
