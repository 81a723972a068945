//! Limiters: the words that attach a condition or a limit.

use std::sync::OnceLock;

use diptych_core::Lang;
use serde::Deserialize;

use super::table::{Entry, LANGS, Table, TableHit, place};
use crate::Token;

/// Where the condition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimiterKind {
    /// The words after it are the condition ("provided that …").
    Follows,
    /// The whole clause is a condition ("must first be prepared").
    Clause,
    /// What is named after it may not be missing ("without …").
    Without,
    /// It limits the clause in which it stands ("temporarily", "in phases"); no
    /// words after it are a condition.
    Beside,
    /// No limiter although it looks like one ("as if", "without any conditions").
    Exception,
}

/// Where a limiter must stand to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimiterPlace {
    /// Anywhere.
    #[default]
    Any,
    /// At the head of its sentence ("should the dam break, …").
    Head,
    /// At the head of its sentence or behind a mark («…, пока не заплатят»).
    Mark,
}

/// Which verb must stand behind a limiter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimiterVerb {
    /// None: a noun will do.
    #[default]
    None,
    /// A finite verb.
    Finite,
    /// A verb of the future.
    Future,
}

/// By what a condition without a conjunction is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimiterForm {
    /// It has one: the patterns are its words.
    #[default]
    Words,
    /// An order, and then what follows from it: "open the road, and we pay". The
    /// patterns are what joins the two.
    Order,
    /// What will be, and what follows from it: «уберут статью — подпишем». The
    /// patterns are what joins the two, beside a dash.
    Future,
    /// "First …, then …": the patterns reach from the one to the other.
    First,
}

/// One entry of the limiter table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limiter {
    /// Its name in the table.
    pub id: String,
    /// Where the condition stands.
    pub kind: LimiterKind,
    /// Whether it may also be no condition, and needs a commitment in the same sentence.
    #[serde(default)]
    pub weak: bool,
    /// Whether it opens a clause of its own, in which nothing is said to be so ("if", "until").
    #[serde(default)]
    pub clausal: bool,
    /// Where it must stand.
    #[serde(default)]
    pub place: LimiterPlace,
    /// Which verb must stand behind it.
    #[serde(default)]
    pub verb: LimiterVerb,
    /// By what it is known.
    #[serde(default)]
    pub form: LimiterForm,
    /// Whether it limits only what is denied before it: "not … before".
    #[serde(default)]
    pub denied: bool,
    /// Patterns.
    pub any: Vec<String>,
    /// Sentences in which it fires.
    pub eg: Vec<String>,
}

impl Entry for Limiter {
    fn id(&self) -> &str {
        &self.id
    }

    fn patterns(&self) -> &[String] {
        &self.any
    }
}

/// The limiters of one language.
#[derive(Debug, Clone, Default)]
pub struct Limiters {
    code: String,
    table: Table<Limiter>,
}

impl Limiters {
    /// The limiters in `tokens`; matches do not overlap, and exceptions are left out.
    pub fn find(&self, tokens: &[Token]) -> Vec<TableHit<'_, Limiter>> {
        let mut out: Vec<TableHit<'_, Limiter>> = Vec::new();
        for found in self.table.find(tokens) {
            let apart = out
                .last()
                .is_none_or(|last| last.hit.end <= found.hit.first);
            if apart && found.entry.form == LimiterForm::Words {
                out.push(found);
            }
        }
        out.retain(|found| found.entry.kind != LimiterKind::Exception);
        out
    }

    /// What may join a condition without a conjunction to what follows from it.
    pub fn joints(&self, tokens: &[Token]) -> Vec<TableHit<'_, Limiter>> {
        let mut found = self.table.find(tokens);
        found.retain(|found| found.entry.form != LimiterForm::Words);
        found
    }

    /// The first entry of a form.
    pub fn of_form(&self, form: LimiterForm) -> Option<&Limiter> {
        self.table.entries.iter().find(|entry| entry.form == form)
    }

    /// The name of an entry in evidence: `code/limiters/id`.
    pub fn rule(&self, limiter: &Limiter) -> String {
        format!("{}/limiters/{}", self.code, limiter.id)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.table.entries.len()
    }

    /// Whether the language is not covered.
    pub fn is_empty(&self) -> bool {
        self.table.entries.is_empty()
    }
}

/// The limiters of `lang`; none where the language is not covered.
pub fn limiters(lang: &Lang) -> &'static Limiters {
    static TABLES: OnceLock<Vec<Limiters>> = OnceLock::new();
    static NONE: OnceLock<Limiters> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let texts = [
            include_str!("../../lang/en/limiters.toml"),
            include_str!("../../lang/ru/limiters.toml"),
            include_str!("../../lang/uk/limiters.toml"),
        ];
        LANGS
            .iter()
            .zip(texts)
            .map(|(lang, text)| Limiters {
                code: lang.code().to_owned(),
                table: Table::read(&format!("{lang}/limiters"), text),
            })
            .collect()
    });
    place(lang).map_or_else(|| NONE.get_or_init(Limiters::default), |at| &tables[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::table::check_examples;
    use crate::tokens;

    #[test]
    fn what_only_looks_like_a_limiter_is_none() {
        let found = |lang, text| limiters(&lang).find(&tokens(text, 0)).len();
        assert_eq!(found(Lang::En, "They act as if the dam were theirs."), 0);
        assert_eq!(found(Lang::En, "We pay, even if the dam breaks."), 0);
        assert_eq!(found(Lang::En, "We pay if the dam holds."), 1);
        assert_eq!(found(Lang::Ru, "Заплатим без всяких условий."), 0);
        assert_eq!(found(Lang::Uk, "Заплатимо без жодних умов."), 0);
        assert_eq!(found(Lang::Uk, "Нічого без згоди громади."), 1);
    }

    #[test]
    fn every_example_fires_its_entry_and_there_are_forty() {
        for lang in LANGS {
            let found = limiters(&lang);
            check_examples(&format!("{lang}/limiters"), &found.table, |entry| &entry.eg);
            assert!(found.len() >= 40, "{lang}: {}", found.len());
        }
    }
}
