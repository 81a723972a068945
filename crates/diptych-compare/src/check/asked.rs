//! What is asked besides the positions that a claim takes: whom it names, and the words by which an answer must
//! touch it.

use diptych_core::{Attribution, Case, Document, Lang, Statement};
use diptych_lang::dates::DateContext;
use diptych_lang::ladder::{WordClass, concepts, grammar};
use diptych_lang::numbers::{is_currency, number_at, unit_at};

use super::claim::Claim;
use crate::reading::{Sentence, read};
use crate::sides::SideIndex;
use crate::stand::Stand;
use crate::words::{empty_words, name_key, word_keys};

/// Words of a claim that are looked at.
const MOST_WORDS: usize = 64;

/// What a word of the claim counts that only says how far it goes: "agreed", "will".
const IN_CUE: f64 = 0.4;

/// What is asked besides the positions that the claim takes.
pub(super) struct Asked {
    /// The words of what is claimed.
    words: Vec<Word>,
    /// The side of its author.
    pub(super) author: Option<usize>,
    /// The people whom it names, with their sides, the author first.
    pub(super) people: Vec<(usize, String)>,
    /// Whether it says that no more than this was said or done.
    pub(super) merely: bool,
    /// What is claimed without the names of sides, which half the case shares.
    pub(super) core: String,
    /// The language of the claim.
    pub(super) lang: Lang,
}

/// A word that tells what a claim is about.
struct Word {
    keys: Vec<String>,
    weight: f64,
}

impl Asked {
    pub(super) fn new(
        claim: &Claim<'_>,
        case: &Case,
        document: &Document,
        statement: &Statement,
    ) -> Self {
        let sides = SideIndex::new(case);
        let dates = DateContext {
            published: statement.published,
            period: case.period,
            lang: claim.lang.clone(),
            ..DateContext::default()
        };
        let sentences = read(statement, document, &sides, &dates);
        let person =
            |side: usize, name: &str| case.sides[side].people.iter().any(|one| one.name == name);
        let author = claim
            .author
            .as_ref()
            .and_then(|author| sides.number(&author.side));
        let mut people = Vec::new();
        if let (Some(side), Some(name)) = (
            author,
            claim.author.as_ref().and_then(|one| one.name.clone()),
        ) && person(side, &name)
        {
            people.push((side, name));
        }
        for mention in sentences.iter().flat_map(|one| &one.mentions) {
            if let Some(name) = &mention.name
                && person(mention.side, name)
            {
                people.push((mention.side, name.clone()));
            }
        }
        let before = diptych_lang::tokens(&claim.text[..claim.said.start], 0);
        let merely = grammar(&claim.lang)
            .find(&before)
            .iter()
            .any(|word| word.class == WordClass::Merely)
            || sentences.iter().any(merely);
        Self {
            words: sentences.iter().flat_map(words).take(MOST_WORDS).collect(),
            author,
            people,
            merely,
            core: sentences.iter().map(core).collect::<Vec<_>>().join(" "),
            lang: claim.lang.clone(),
        }
    }

    /// The part of what is claimed that a position touches, 0 to 1.
    pub(super) fn touched(&self, stand: &Stand) -> f64 {
        let whole: f64 = self.words.iter().map(|word| word.weight).sum();
        let part: f64 = self
            .words
            .iter()
            .filter(|word| word.keys.iter().any(|key| holds(stand, key)))
            .map(|word| word.weight)
            .sum();
        if whole > 0.0 { part / whole } else { 0.0 }
    }

    /// A position of the claim, as one about the side whose account is asked for.
    pub(super) fn claimed(&self, stand: &Stand) -> Stand {
        let mut out = stand.clone();
        out.days = None;
        if let Some(author) = self.author
            && stand.position.attribution == Attribution::Own
        {
            out.position.attribution = Attribution::Ascribed;
            out.holder_side = Some(author);
            out.own_subject = false;
        }
        out
    }
}

/// Letters by which two words of one root meet.
const ROOT: usize = 5;

/// Whether a position speaks of this, in this word or another of the same root.
fn holds(stand: &Stand, key: &str) -> bool {
    if stand.keys.has(key) {
        return true;
    }
    let Some(root) = key.get(..2 + ROOT).filter(|root| root.starts_with("w:")) else {
        return false;
    };
    stand.keys.begins(root)
}

/// The words of a sentence that tell what it is about, but for the names of sides, days and amounts.
fn words(sentence: &Sentence) -> Vec<Word> {
    let empty = empty_words(&sentence.tokens, &sentence.lang);
    let numbers: Vec<bool> = number_words(sentence);
    let mut out = Vec::new();
    for (at, token) in sentence.tokens.iter().enumerate() {
        if empty[at] || sentence.names_side_or_day(at) || numbers[at] || !token.is_word {
            continue;
        }
        let mut keys = if token.is_capital && at > 0 {
            vec![format!("n:{}", name_key(&token.folded))]
        } else {
            Vec::new()
        };
        keys.extend(word_keys(&token.folded, &sentence.lang));
        for found in &sentence.concepts {
            if (found.hit.first..found.hit.end).contains(&at) && !concepts().is_term(found.concept)
            {
                keys.push(format!("c:{}", concepts().get(found.concept).id));
            }
        }
        let in_cue = sentence
            .cues
            .iter()
            .any(|cue| (cue.hit.first..cue.hit.end).contains(&at));
        out.push(Word {
            keys,
            weight: if in_cue { IN_CUE } else { 1.0 },
        });
    }
    out
}

/// The words of a sentence but for the names of sides.
fn core(sentence: &Sentence) -> String {
    let named = |at: usize| {
        let mut mentions = sentence.mentions.iter();
        mentions.any(|mention| (mention.first..mention.end).contains(&at))
    };
    let mut words = Vec::new();
    for (at, token) in sentence.tokens.iter().enumerate() {
        if token.is_word && !named(at) {
            words.push(token.folded.as_str());
        }
    }
    words.join(" ")
}

/// Whether "only" stands before what says how far it goes, and sets no condition.
fn merely(sentence: &Sentence) -> bool {
    sentence.words.iter().any(|word| {
        word.class == WordClass::Merely
            && sentence
                .cues
                .iter()
                .any(|cue| (word.hit.end..=word.hit.end + 1).contains(&cue.hit.first))
            && !sentence
                .limiters
                .iter()
                .any(|found| found.hit.first < word.hit.end && word.hit.first < found.hit.end)
    })
}

/// Which tokens only count.
fn number_words(sentence: &Sentence) -> Vec<bool> {
    let mut out: Vec<bool> = sentence
        .tokens
        .iter()
        .map(|token| token.folded.chars().all(|letter| letter.is_ascii_digit()))
        .collect();
    for word in &sentence.words {
        let counts = matches!(
            word.class,
            WordClass::Every
                | WordClass::TimeUnit
                | WordClass::Frequency
                | WordClass::Often
                | WordClass::Times
                | WordClass::Percent
        );
        if counts {
            out[word.hit.first..word.hit.end].fill(true);
        }
    }
    let mut at = 0;
    while at < out.len() {
        let money = unit_at(&sentence.tokens, at).filter(|(unit, _)| is_currency(unit));
        let end = number_at(&sentence.tokens, at)
            .map(|number| number.end)
            .or(money.map(|(_, end)| end));
        match end {
            Some(end) => {
                out[at..end].fill(true);
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::claim::asked;
    use diptych_core::parse_case;

    fn case() -> Case {
        parse_case(
            "title = 'The weir'\n[[side]]\nid = 'arland'\nname = 'Arland'\npeople = [{ name = 'Ada Renn', aliases = ['Renn', 'Рен'] }]\n\
             [[side]]\nid = 'borvia'\nname = 'Borvia'\nbodies = ['Water Board']\n",
        )
        .0
    }

    fn question(text: &str, lang: Lang) -> Asked {
        let claim = Claim::read(text, lang, &case());
        let (_, document, statement) = asked(&claim, None);
        Asked::new(&claim, &case(), &document, &statement)
    }

    #[test]
    fn only_counts_before_what_says_how_far_it_goes() {
        assert!(question("Borvia only agreed to think about a toll.", Lang::En).merely);
        assert!(question("Борвия лишь пообещала подумать о пошлине.", Lang::Ru).merely);
        assert!(question("Борвія лише пообіцяла подумати про мито.", Lang::Uk).merely);
        assert!(!question("Borvia opens the weir only if Arland pays.", Lang::En).merely);
        assert!(!question("Borvia agreed to open the weir.", Lang::En).merely);
    }

    #[test]
    fn the_people_named_are_known_in_every_language() {
        let asked = question("Рен согласилась открыть плотину.", Lang::Ru);
        assert_eq!(asked.people, [(0, "Ada Renn".to_owned())]);
    }
}
