//! The small words that tie cues to clauses: subjects, conjunctions, modals,
//! words that point back.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use diptych_core::Lang;
use serde::Deserialize;

use super::table::{LANGS, place};
use crate::{Hit, PatternSet, Token};

/// What a small word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordClass {
    /// "I": the speaker alone.
    SpeakerAlone,
    /// "we", "our side": the speaker's side.
    OwnSide,
    /// "the two sides", "both": several sides together.
    Mutual,
    /// "they", "he": another, or in the outlet's wording the speaker.
    Third,
    /// "it": a body, or nothing at all.
    It,
    /// "the other side", "our partners": another side, not named.
    OtherSide,
    /// Begins a new clause after a comma or alone.
    Break,
    /// "and", "or": joins two verbs or two objects.
    Joins,
    /// A preposition: what follows is no subject.
    Governs,
    /// "but", "however": turns against what stands before.
    Contrast,
    /// "of": what follows may be the subject ("the government of").
    Of,
    /// "when", "regarding": what follows hangs on the clause after the comma.
    Subordinate,
    /// "that": what follows is the content of what stands before.
    That,
    /// Points back to the clause before ("this idea", "such guarantees").
    Back,
    /// What is after the words.
    Future,
    /// What is before the words.
    Past,
    /// Supposes ("would", "could").
    Hypothetical,
    /// Makes a clause a supposition ("if").
    If,
    /// Names who does it in the passive ("by", "with the participation of").
    Agent,
    /// Names to whom or with whom it is done ("to", "with").
    Recipient,
    /// Says that the subject undergoes what follows ("us", "was").
    Undergoes,
    /// Says that the noun behind it is a known one: "the".
    Article,
    /// Names from whom something comes ("from", «от»).
    From,
    /// How the speaker knows it, beside what is said ("as we understand it").
    Aside,
    /// Names a place ("in").
    InPlace,
    /// At least, more than.
    AtLeast,
    /// At most, up to.
    AtMost,
    /// Before a day: no later than it, whatever else the clause says.
    NotAfter,
    /// Before a day: no earlier than it.
    NotBefore,
    /// Before a day: "before", "until"; with a negation no earlier than it.
    Before,
    /// Between two numbers: so many for so many.
    For,
    /// Behind a number: each side gives as many.
    EachSide,
    /// Opens two things that are covered alike ("both", «как … так и»).
    Both,
    /// Behind two things: both are covered ("alike").
    Alike,
    /// Behind an amount: so far it may go either way of a middle.
    Band,
    /// Says that a number may be an age.
    Age,
    /// An event that sets when a thing comes or holds, by its name.
    Event,
    /// Who stands in a role in the matter ("the debtor"), by the role.
    Role,
    /// Says whose task it is ("falls to", «возьмёт на себя»).
    TakesOn,
    /// Endings of the Slavic passive and reflexive.
    Passive,
    /// Endings of the Slavic infinitive.
    Infinitive,
    /// Endings of the Slavic instrumental.
    Instrumental,
    /// A place with a name of its own: a bridge, a station.
    Spot,
    /// Comes into force from.
    InForce,
    /// For how long.
    During,
    /// Begins a denial by the reporter ("denied that").
    Denies,
    /// Says that it is no more than that ("only", "merely").
    Merely,
    /// Empty words that carry no meaning for matching.
    Stop,
    /// At least, behind its amount ("or more").
    OrMore,
    /// At most, behind its amount ("or less").
    OrLess,
    /// Opens a range ("between", «от … до»).
    Between,
    /// What an amount is of each: "per", «за».
    Per,
    /// "Every": a frequency with the time that follows.
    Every,
    /// "Times" behind a number, or once alone where the language says so.
    Times,
    /// "Once", "twice" with their number.
    Often,
    /// A frequency in one word, as times in a year ("monthly").
    Frequency,
    /// A unit of time.
    TimeUnit,
    /// Percent.
    Percent,
}

/// One place where a small word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordHit<'t> {
    /// What it does.
    pub class: WordClass,
    /// Its value where the table gives one (how often, a unit).
    pub value: Option<&'t str>,
    /// Where it stands.
    pub hit: Hit,
}

/// The small words of one language.
#[derive(Debug, Clone, Default)]
pub struct Grammar {
    entries: Vec<(WordClass, Option<String>)>,
    set: PatternSet,
    endings: BTreeMap<WordClass, Vec<String>>,
}

#[derive(Deserialize)]
struct File {
    words: BTreeMap<WordClass, Vec<String>>,
    #[serde(default)]
    values: BTreeMap<WordClass, BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    endings: BTreeMap<WordClass, Vec<String>>,
}

impl Grammar {
    fn read(name: &str, text: &str) -> Self {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => panic!("table {name}: {error}"),
        };
        let mut grammar = Self::default();
        let mut add = |class, value: Option<String>, patterns: &[String]| {
            for pattern in patterns {
                if let Err(error) = grammar.set.add(grammar.entries.len(), pattern) {
                    panic!("table {name}, {class:?}: {error:?}");
                }
            }
            grammar.entries.push((class, value));
        };
        for (class, patterns) in &file.words {
            add(*class, None, patterns);
        }
        for (class, values) in &file.values {
            for (value, patterns) in values {
                add(*class, Some(value.clone()), patterns);
            }
        }
        grammar.endings = file.endings;
        grammar
    }

    /// Whether a folded word carries an ending of this class (the past of Slavic verbs, say).
    pub fn ends(&self, class: WordClass, word: &str) -> bool {
        self.endings.get(&class).is_some_and(|endings| {
            endings.iter().any(|ending| {
                word.chars().count() >= ending.chars().count() + 3
                    && word.ends_with(ending.as_str())
            })
        })
    }

    /// Every small word, by place.
    pub fn find(&self, tokens: &[Token]) -> Vec<WordHit<'_>> {
        self.set
            .find(tokens)
            .into_iter()
            .map(|hit| {
                let (class, value) = &self.entries[hit.entry];
                WordHit {
                    class: *class,
                    value: value.as_deref(),
                    hit,
                }
            })
            .collect()
    }
}

/// The small words of `lang`; none where the language is not covered.
pub fn grammar(lang: &Lang) -> &'static Grammar {
    static TABLES: OnceLock<Vec<Grammar>> = OnceLock::new();
    static NONE: OnceLock<Grammar> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let texts = [
            include_str!("../../lang/en/grammar.toml"),
            include_str!("../../lang/ru/grammar.toml"),
            include_str!("../../lang/uk/grammar.toml"),
        ];
        LANGS
            .iter()
            .zip(texts)
            .map(|(lang, text)| Grammar::read(&format!("{lang}/grammar"), text))
            .collect()
    });
    place(lang).map_or_else(|| NONE.get_or_init(Grammar::default), |at| &tables[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    fn classes(lang: &Lang, text: &str) -> Vec<WordClass> {
        grammar(lang)
            .find(&tokens(text, 0))
            .into_iter()
            .map(|found| found.class)
            .collect()
    }

    #[test]
    fn the_tables_load_and_name_subjects() {
        assert!(classes(&Lang::En, "We agreed").contains(&WordClass::OwnSide));
        assert!(classes(&Lang::Ru, "Стороны договорились").contains(&WordClass::Mutual));
        assert!(classes(&Lang::Uk, "Ми домовилися").contains(&WordClass::OwnSide));
    }
}
