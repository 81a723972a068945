//! The words that ascribe speech: verbs, nouns, phrases, roles and given names
//! of a language, compiled from its tables.
//!
//! Frames of the verbs, as the tables name them: `speak` takes a clause, a
//! quotation or stands in parenthesis; `quote` only the last two; `tell` has
//! the one who is told; `ask` an indirect question; `urge` a person and what
//! to do; `vow` an infinitive; `judge` a thing or person. `think`, `want` and
//! `favour` are the same for belief and wish; `show` is said of documents; `cite` takes the one whose
//! words are passed on.
// long: one table in one file, its form and its reading

use std::collections::HashMap;
use std::sync::OnceLock;

use diptych_core::{Lang, fold_text};
use serde::Deserialize;

use crate::Token;
use crate::decline::{noun_forms, vocative};
use crate::flags::Flags;
use crate::hash::WordMap;
use crate::inflect::verb_forms;

/// What a phrase of several words does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseKind {
    /// The source follows: `according to`.
    According,
    /// The source is the possessive inside: `по его словам`.
    ByPossessive,
    /// The source follows one who passes it on: `со ссылкой на`.
    Relay,
    /// Stands between the verb and the words: `in an interview`.
    Between,
    /// The source follows, up to a colon: `more from`.
    Label,
}

/// A phrase found in a row of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// What it does.
    pub kind: PhraseKind,
    /// One past its last token.
    pub end: usize,
    /// The token of the possessive, where it has one.
    pub slot: Option<usize>,
}

/// An example of a table, run by a test.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CueExample {
    /// The sentence.
    pub text: String,
    /// The words that ascribe.
    pub cue: String,
    /// The words that name the speaker.
    pub source: String,
    /// What was said.
    pub content: String,
}

/// The compiled tables of a language.
#[derive(Debug)]
pub struct Lexicon {
    words: WordMap<String, Flags>,
    phrases: WordMap<String, Vec<(Vec<String>, PhraseKind)>>,
    /// Forms of verbs that ascribe only before a certain word: `went on`.
    particles: WordMap<String, Vec<(String, Flags)>>,
    /// Examples of the tables.
    pub examples: Vec<CueExample>,
    /// Whether a clause of what was said needs no word that opens it.
    pub bare_clause: bool,
    /// Endings of finite verbs, with what they tell, the longest first.
    shapes: Vec<(String, Flags)>,
    /// The nominative of every form of a noun for a person or body.
    lemmas: HashMap<String, String>,
    /// The base forms of every form of a given name, with their gender.
    given: HashMap<String, Vec<(String, Flags)>>,
    /// How else the holder of an office is called: the words of the second
    /// mention, and rows of words of which one stands in the first.
    pub offices: Vec<Office>,
    /// Words by what they take up: `document`, `anaphor`, `they`, `first`, `second`, `other`, `join`.
    groups: HashMap<String, Vec<String>>,
    /// The groups of each word that is of any.
    of_groups: WordMap<String, Vec<String>>,
}

/// How else the holder of an office is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The words of the second mention.
    pub mention: Vec<String>,
    /// Rows of words of which one stands in the first.
    pub known_by: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct CueFile {
    verbs: HashMap<String, String>,
    nouns: HashMap<String, String>,
    #[serde(default)]
    predicates: HashMap<String, String>,
    #[serde(default)]
    shapes: HashMap<String, String>,
    phrases: HashMap<String, String>,
    #[serde(default)]
    particles: HashMap<String, String>,
    #[serde(default)]
    example: Vec<CueExample>,
}

#[derive(Deserialize)]
struct RoleFile {
    person: String,
    body: String,
    anaphor: String,
    gender: HashMap<String, String>,
    #[serde(default)]
    offices: HashMap<String, String>,
    #[serde(default)]
    documents: HashMap<String, String>,
    #[serde(default)]
    groups: HashMap<String, String>,
}

/// The tables of `lang`; those of English for a language without tables.
pub fn lexicon(lang: &Lang) -> &'static Lexicon {
    static EN: OnceLock<Lexicon> = OnceLock::new();
    static RU: OnceLock<Lexicon> = OnceLock::new();
    static UK: OnceLock<Lexicon> = OnceLock::new();
    match lang {
        Lang::Ru => RU.get_or_init(|| {
            Lexicon::compile(
                lang,
                include_str!("../lang/ru/cues.toml"),
                include_str!("../lang/ru/words.toml"),
                include_str!("../lang/ru/roles.toml"),
                include_str!("../lang/ru/given_names.toml"),
            )
        }),
        Lang::Uk => UK.get_or_init(|| {
            Lexicon::compile(
                lang,
                include_str!("../lang/uk/cues.toml"),
                include_str!("../lang/uk/words.toml"),
                include_str!("../lang/uk/roles.toml"),
                include_str!("../lang/uk/given_names.toml"),
            )
        }),
        _ => EN.get_or_init(|| {
            Lexicon::compile(
                &Lang::En,
                include_str!("../lang/en/cues.toml"),
                include_str!("../lang/en/words.toml"),
                include_str!("../lang/en/roles.toml"),
                include_str!("../lang/en/given_names.toml"),
            )
        }),
    }
}

impl Lexicon {
    /// What `folded`, a word as [`Token::folded`] gives it, can be.
    pub fn flags(&self, folded: &str) -> Flags {
        self.words.get(folded).copied().unwrap_or(Flags::NONE)
    }

    /// What the ending of a word that no table knows tells, if it is a finite verb.
    pub fn shape(&self, folded: &str) -> Flags {
        if folded.chars().count() < 4 {
            return Flags::NONE;
        }
        self.shapes
            .iter()
            .find(|(ending, _)| folded.ends_with(ending.as_str()))
            .map_or(Flags::NONE, |(_, told)| *told)
    }

    /// Whether a word is of a group of the table of roles; see its sections
    /// `groups` and `documents`.
    pub fn is_of(&self, group: &str, folded: &str) -> bool {
        self.of_groups
            .get(folded)
            .is_some_and(|groups| groups.iter().any(|known| known == group))
    }

    /// What a word can be that no table knows, by what follows a prefix such as `экс-`.
    pub fn prefixed(&self, folded: &str) -> Flags {
        let Some(prefixes) = self.groups.get("prefix") else {
            return Flags::NONE;
        };
        prefixes
            .iter()
            .filter_map(|prefix| folded.strip_prefix(prefix.as_str()))
            .map(|rest| self.flags(rest))
            .find(|flags| flags.any(Flags::PERSON))
            .or_else(|| {
                // `суддя-доповідач`: both parts are people.
                let (head, tail) = folded.rsplit_once('-')?;
                let (head, tail) = (self.flags(head), self.flags(tail));
                (head.any(Flags::PERSON) && tail.any(Flags::PERSON)).then_some(head | tail)
            })
            .unwrap_or(Flags::NONE)
    }

    /// The base forms that a given name in some case can be of, the commonest first.
    pub fn given_of(&self, folded: &str) -> &[(String, Flags)] {
        self.given.get(folded).map_or(&[], Vec::as_slice)
    }

    /// Whether a word ends like a surname.
    pub fn is_surname_like(&self, folded: &str) -> bool {
        folded.chars().count() > 4
            && self
                .groups
                .get("surname")
                .is_some_and(|endings| endings.iter().any(|end| folded.ends_with(end.as_str())))
    }

    /// Whether a word that no table knows ends like a name of people.
    pub fn is_person_like(&self, folded: &str) -> bool {
        folded.chars().count() > 5
            && self
                .groups
                .get("people")
                .is_some_and(|endings| endings.iter().any(|end| folded.ends_with(end.as_str())))
    }

    /// The nominative of a noun for a person or body, as the table writes it.
    pub fn lemma(&self, folded: &str) -> Option<&str> {
        self.lemmas.get(folded).map(String::as_str)
    }

    /// What `folded` can be besides, before the word `next`: `went` before `on`.
    pub fn before(&self, folded: &str, next: &str) -> Flags {
        self.particles
            .get(folded)
            .and_then(|known| known.iter().find(|(particle, _)| particle == next))
            .map_or(Flags::NONE, |(_, flags)| *flags)
    }

    /// The longest phrase that begins at token `at`.
    pub fn phrase(&self, tokens: &[Token], at: usize) -> Option<Phrase> {
        let known = self.phrases.get(tokens.get(at)?.folded.as_str())?;
        let mut best: Option<Phrase> = None;
        for (words, kind) in known {
            let mut slot = None;
            let mut next = at + 1;
            let fits = words.iter().all(|word| {
                let Some(token) = tokens.get(next) else {
                    return false;
                };
                let fits = if word == "*" {
                    slot = Some(next);
                    self.flags(&token.folded).any(Flags::POSSESSIVE) || token.folded.ends_with("'s")
                } else {
                    token.folded == *word
                };
                next += 1;
                fits
            });
            if fits && best.is_none_or(|best| best.end < next) {
                best = Some(Phrase {
                    kind: *kind,
                    end: next,
                    slot,
                });
            }
        }
        best
    }

    fn compile(lang: &Lang, cues: &str, words: &str, roles: &str, names: &str) -> Self {
        let mut this = Self {
            words: WordMap::default(),
            phrases: WordMap::default(),
            particles: WordMap::default(),
            examples: Vec::new(),
            bare_clause: *lang == Lang::En,
            shapes: Vec::new(),
            lemmas: HashMap::new(),
            given: HashMap::new(),
            offices: Vec::new(),
            groups: HashMap::new(),
            of_groups: WordMap::default(),
        };
        let cues: CueFile = toml::from_str(cues).expect("the table of cues is valid TOML");
        let words: HashMap<String, String> =
            toml::from_str(words).expect("the table of words is valid TOML");
        let roles: RoleFile = toml::from_str(roles).expect("the table of roles is valid TOML");
        let names: HashMap<String, String> =
            toml::from_str(names).expect("the table of given names is valid TOML");
        for (key, list) in &words {
            for word in list.split_whitespace() {
                this.add(word, word_flags(key));
            }
        }
        for (frame, list) in &cues.verbs {
            let frame = frame_flags(frame);
            for entry in list.split_whitespace() {
                for (form, flags) in verb_forms(entry, lang) {
                    this.add(&form, frame | flags);
                }
            }
        }
        for (frame, list) in &cues.particles {
            let frame = frame_flags(frame);
            for entry in list.split_whitespace() {
                let Some((verb, particle)) = entry.split_once('/') else {
                    continue;
                };
                for (form, flags) in verb_forms(verb, lang) {
                    let known = this.particles.entry(form).or_default();
                    match known.iter_mut().find(|(word, _)| word == particle) {
                        Some((_, own)) => *own |= frame | flags,
                        None => known.push((particle.to_owned(), frame | flags)),
                    }
                }
            }
        }
        for (kind, list) in &cues.nouns {
            let flags = if kind == "say" {
                Flags::NOUN_SAY
            } else {
                Flags::NOUN_THINK
            };
            for word in list.split_whitespace() {
                this.add(word, flags);
            }
        }
        for list in cues.predicates.values() {
            for word in list.split_whitespace() {
                this.add(word, Flags::PREDICATE | Flags::FINITE | Flags::THINK);
            }
        }
        for (kind, list) in &cues.phrases {
            let kind = match kind.as_str() {
                "according" => PhraseKind::According,
                "by_possessive" => PhraseKind::ByPossessive,
                "relay" => PhraseKind::Relay,
                "label" => PhraseKind::Label,
                _ => PhraseKind::Between,
            };
            for line in list.lines() {
                let mut parts = line.split_whitespace().map(fold_text);
                if let Some(first) = parts.next() {
                    this.phrases
                        .entry(first)
                        .or_default()
                        .push((parts.collect(), kind));
                }
            }
        }
        for (list, flag) in [
            (&roles.person, Flags::PERSON),
            (&roles.body, Flags::BODY),
            (&roles.anaphor, Flags::PERSON | Flags::ANAPHOR),
        ] {
            for word in list.split_whitespace() {
                this.add(word, flag);
                this.lemmas.insert(fold_text(word), word.to_owned());
                for form in noun_forms(word, lang) {
                    this.lemmas
                        .entry(fold_text(&form))
                        .or_insert_with(|| word.to_owned());
                    this.add_new(&form, flag | Flags::OBLIQUE);
                }
            }
        }
        // First the names as they stand, then their cases: a base form is never taken for a case.
        let mut genders: Vec<(&String, &String)> = roles.gender.iter().chain(&names).collect();
        genders.sort();
        for (gender, list) in &genders {
            let flag = match gender.as_str() {
                "m" => Flags::MASCULINE,
                "f" => Flags::FEMININE,
                _ => Flags::NONE,
            };
            let own = names.get(*gender).is_some_and(|known| known == *list);
            let given = if own { Flags::GIVEN } else { Flags::NONE };
            for word in list.split_whitespace() {
                this.add(word, flag | given);
            }
        }
        for (gender, list) in genders {
            let gender_flag = match gender.as_str() {
                "m" => Flags::MASCULINE,
                "f" => Flags::FEMININE,
                _ => Flags::NONE,
            };
            let own = names.get(gender).is_some_and(|known| known == list);
            let given = if own { Flags::GIVEN } else { Flags::NONE };
            for word in list.split_whitespace() {
                let called = vocative(word, lang).filter(|_| given == Flags::GIVEN);
                for form in noun_forms(word, lang).into_iter().chain(called) {
                    let known = this.flags(&fold_text(&form));
                    if given == Flags::GIVEN {
                        let bases = this.given.entry(fold_text(&form)).or_default();
                        bases.push((word.to_owned(), gender_flag));
                    }
                    if given == Flags::GIVEN
                        && known.any(Flags::GIVEN)
                        && known.any(Flags::MASCULINE | Flags::FEMININE)
                        && !known.any(gender_flag)
                    {
                        this.groups
                            .entry("open".to_owned())
                            .or_default()
                            .push(fold_text(&form));
                    }
                    this.add_new(&form, gender_flag | given | Flags::OBLIQUE);
                }
            }
        }
        let folded =
            |text: &str| -> Vec<String> { text.split_whitespace().map(fold_text).collect() };
        this.offices = roles
            .offices
            .values()
            .flat_map(|lines| lines.lines())
            .filter_map(|line| line.split_once(':'))
            .map(|(mention, known)| Office {
                mention: folded(mention),
                known_by: known.split(',').map(folded).collect(),
            })
            .collect();
        for (kind, list) in roles.groups.iter().chain(&roles.documents) {
            this.groups.insert(kind.clone(), folded(list));
        }
        for (kind, list) in &cues.shapes {
            let told = match kind.as_str() {
                "m" => Flags::MASCULINE,
                "f" => Flags::FEMININE,
                "p" => Flags::PLURAL,
                _ => Flags::NONE,
            };
            let endings = list.split_whitespace().map(fold_text);
            this.shapes
                .extend(endings.map(|ending| (ending, Flags::FINITE | told)));
        }
        for (group, words) in &this.groups {
            for word in words {
                let known = this.of_groups.entry(word.clone()).or_default();
                known.push(group.clone());
            }
        }
        this.shapes
            .sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        this.examples = cues.example;
        this
    }

    fn add(&mut self, word: &str, flags: Flags) {
        *self.words.entry(fold_text(word)).or_default() |= flags;
    }

    /// Adds a made form only where no table gives the word itself.
    fn add_new(&mut self, word: &str, flags: Flags) {
        let entry = self.words.entry(fold_text(word)).or_default();
        if entry.is_empty() || entry.any(Flags::OBLIQUE) {
            *entry |= flags;
        }
    }
}

fn frame_flags(name: &str) -> Flags {
    match name {
        "speak" => Flags::SPEAK,
        "quote" => Flags::QUOTE,
        "tell" => Flags::TELL,
        "ask" => Flags::ASK,
        "urge" => Flags::URGE,
        "vow" => Flags::VOW,
        "judge" => Flags::JUDGE,
        "think" => Flags::THINK,
        "want" => Flags::WANT,
        "favour" => Flags::FAVOUR,
        "show" => Flags::SHOW,
        "cite" => Flags::SHOW.with(Flags::QUOTE),
        "deny" => Flags::DENY,
        "about" => Flags::ABOUT,
        "seem" => Flags::SEEM,
        _ => Flags::NONE,
    }
}

fn word_flags(name: &str) -> Flags {
    match name {
        "det" => Flags::DET,
        "possessive" => Flags::POSSESSIVE,
        "preposition" => Flags::PREPOSITION,
        "conjunction" => Flags::CONJUNCTION,
        "subordinator" => Flags::SUBORDINATOR,
        "relative" => Flags::RELATIVE,
        "auxiliary" => Flags::AUXILIARY,
        "be" => Flags::BE,
        "negation" => Flags::NEGATION,
        "adverb" => Flags::ADVERB,
        "time" => Flags::TIME,
        "pronoun_m" => Flags::HE | Flags::MASCULINE,
        "pronoun_f" => Flags::SHE | Flags::FEMININE,
        "pronoun_n" => Flags::IT,
        "pronoun_p" => Flags::THEY | Flags::PLURAL,
        "pronoun_first" => Flags::FIRST,
        "pronoun_second" => Flags::SECOND,
        "pronoun_object" => Flags::OBJECT,
        "pronoun_demonstrative" => Flags::DEMONSTRATIVE,
        "possessive_m" => Flags::POSSESSIVE_THIRD | Flags::MASCULINE,
        "possessive_f" => Flags::POSSESSIVE_THIRD | Flags::FEMININE,
        "possessive_p" => Flags::POSSESSIVE_THIRD | Flags::PLURAL,
        "indefinite" => Flags::INDEFINITE,
        "title" => Flags::TITLE,
        "title_m" => Flags::TITLE | Flags::MASCULINE,
        "title_f" => Flags::TITLE | Flags::FEMININE,
        "abbreviation" => Flags::ABBREVIATION,
        "addressee" => Flags::ADDRESSEE,
        "complement" => Flags::COMPLEMENT,
        "question_complement" => Flags::QUESTION_COMPLEMENT,
        "infinitive" => Flags::TO,
        "break" => Flags::BREAK,
        "as_word" => Flags::AS,
        "passive_by" => Flags::BY,
        "questioner" => Flags::QUESTIONER,
        "answerer" => Flags::ANSWERER,
        "outlet_word" => Flags::OUTLET,
        "dateline" => Flags::DATELINE,
        _ => Flags::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    #[test]
    fn words_are_found_in_every_form() {
        let en = lexicon(&Lang::En);
        assert!(en.flags("insisted").any(Flags::SPEAK));
        assert!(en.flags("she").any(Flags::SHE));
        assert!(en.flags("margaret").any(Flags::GIVEN));
        let ru = lexicon(&Lang::Ru);
        assert!(ru.flags("подчеркнула").any(Flags::FEMININE));
        assert!(ru.flags("министра").any(Flags::PERSON));
        let uk = lexicon(&Lang::Uk);
        assert!(uk.flags("речниця").any(Flags::FEMININE));
        assert!(uk.flags("зауважив").any(Flags::SPEAK));
    }

    #[test]
    fn phrases_are_found_with_their_slot() {
        let ru = lexicon(&Lang::Ru);
        let row = tokens("По его словам, дождя нет.", 0);
        let found = ru.phrase(&row, 0).unwrap();
        assert_eq!(
            (found.kind, found.end, found.slot),
            (PhraseKind::ByPossessive, 3, Some(1))
        );
    }

    #[test]
    fn the_tables_are_broad() {
        let verbs = |lang: &Lang| {
            let text = match lang {
                Lang::Ru => include_str!("../lang/ru/cues.toml"),
                Lang::Uk => include_str!("../lang/uk/cues.toml"),
                _ => include_str!("../lang/en/cues.toml"),
            };
            let file: CueFile = toml::from_str(text).unwrap();
            file.verbs
                .values()
                .flat_map(|list| list.split_whitespace())
                .count()
        };
        assert!(verbs(&Lang::En) >= 150);
        assert!(verbs(&Lang::Ru) >= 120);
        assert!(verbs(&Lang::Uk) >= 120);
    }
}
