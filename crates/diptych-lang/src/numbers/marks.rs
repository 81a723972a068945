//! Small words and endings beside a number, which say what it is.

use std::collections::{BTreeMap, HashSet};

use diptych_core::fold;
use serde::Deserialize;

use super::table::TABLE;
use crate::forms::expand;

/// What a word beside a number says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Right before it: only some of all are counted ("the first nine").
    Part,
    /// Right before it: those that are left ("the remaining four").
    Rest,
    /// Right before it: the number is a name ("article five").
    Named,
    /// Right before "over": the two are a verb ("handed over").
    Phrasal,
    /// Words and endings of verbs, which are never counted.
    Deed,
    /// Behind a period: it ends ("the year is over").
    Over,
    /// Turns what follows into its contrary.
    Negates,
    /// Two that are known already.
    Both,
    /// Right before it: what is counted is known already ("the two ships").
    Known,
    /// Right before it: how many there are in all, or no more than these.
    All,
    /// Right before a one: there is none («ни одного»).
    None,
    /// What means one behind an article.
    One,
    /// Tens in words, which an ordinal may follow.
    Tens,
    /// Ordinals of one to nine.
    Ordinal,
    /// Behind it: this is not what is counted ("seven o'clock").
    NoUnit,
    /// Behind a length: it says how far away.
    Off,
    /// The end of a period.
    End,
    /// What may stand between the end and its period ("of the").
    Of,
    /// Endings and words of what is counted, where a language shows it.
    Plural,
    /// Endings of words that only describe what is counted.
    Describes,
}

/// The marks of all languages: whole words, and endings.
#[derive(Debug, Default)]
pub(super) struct Marks {
    words: HashSet<(Mark, String)>,
    endings: Vec<(Mark, String)>,
}

impl Marks {
    pub(super) fn add(&mut self, raw: BTreeMap<Mark, Vec<String>>) {
        for (mark, forms) in raw {
            for form in forms.iter().flat_map(|form| expand(form)) {
                let form = fold(&form).text;
                match form.strip_prefix('-') {
                    Some(ending) => self.endings.push((mark, ending.to_owned())),
                    None => {
                        self.words.insert((mark, form));
                    }
                }
            }
        }
    }

    fn ends(&self, mark: Mark, word: &str) -> bool {
        self.endings.iter().any(|(of, ending)| {
            *of == mark && word.len() > ending.len() + 2 && word.ends_with(ending.as_str())
        })
    }
}

/// Whether a folded word bears a mark.
pub fn is_marked(mark: Mark, word: &str) -> bool {
    TABLE.marks.words.contains(&(mark, word.to_owned()))
}

/// Whether a word behind a number is a verb («миллионов пошли»); after a whole
/// thousand and the like no noun ends so.
pub fn is_deed(word: &str, value: f64) -> bool {
    let after_few =
        (2.0..5.0).contains(&(value % 10.0)) && !(11.0..15.0).contains(&(value % 100.0));
    is_marked(Mark::Deed, word) || !after_few && TABLE.marks.ends(Mark::Deed, word)
}

/// Whether an English word may be a noun in the plural.
pub fn looks_plural(word: &str) -> bool {
    is_marked(Mark::Plural, word)
        || TABLE.marks.ends(Mark::Plural, word)
            && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
}

/// Whether a Russian or Ukrainian word may be an adjective before what is counted.
pub fn may_describe(word: &str) -> bool {
    TABLE.marks.ends(Mark::Describes, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_numbers_are_told_apart() {
        assert!(is_marked(Mark::Rest, "остальные") && is_marked(Mark::Rest, "решту"));
        assert!(is_marked(Mark::Part, "первые") && !is_marked(Mark::Part, "впервые"));
        assert!(is_marked(Mark::NoUnit, "утра") && is_marked(Mark::Named, "article"));
        assert!(is_marked(Mark::Ordinal, "четвертого") && is_marked(Mark::Ordinal, "першого"));
        assert!(looks_plural("paintings") && looks_plural("crew") && !looks_plural("glass"));
        assert!(may_describe("новых") && !may_describe("школ") && !may_describe("их"));
    }
}
