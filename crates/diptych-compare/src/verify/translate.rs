//! Originals of a translation: passages in another language that name and count the same.

use std::cell::OnceCell;
use std::collections::HashMap;

use diptych_core::{Lang, Matching, Span};

use super::bench::Bench;
use crate::Meaning;
use crate::matching::Matcher;
use crate::words::{name_key, word_keys};

/// Passages that are looked at closely.
const CLOSE: usize = 6;
/// Sentences in a row of which one translation is made, at most.
const ROW: usize = 5;
/// Sentences that one key may stand in, as a part of all and at least.
const COMMON: usize = 20;
const FEW: usize = 200;
/// Bytes of a passage that are compared.
const LONGEST: usize = 1_200;

/// A passage that may be the original.
pub(super) struct Original {
    /// The document.
    pub(super) document: usize,
    /// The passage.
    pub(super) span: Span,
    /// How likely they say the same, 0 to 1.
    pub(super) likely: f64,
}

/// Sentences of all sources by what they name, count and mean; made when it is first needed.
pub(super) struct Originals<'a> {
    meaning: Option<Meaning<'a>>,
    index: OnceCell<Index>,
    matcher: OnceCell<Matcher<'a>>,
}

#[derive(Default)]
struct Index {
    /// Document and place of every sentence.
    sentences: Vec<(usize, Span)>,
    keys: HashMap<String, Vec<u32>>,
}

impl<'a> Originals<'a> {
    pub(super) fn new(meaning: Option<Meaning<'a>>) -> Self {
        Self {
            meaning,
            index: OnceCell::new(),
            matcher: OnceCell::new(),
        }
    }

    /// Passages in other languages that may be the original of `text`, the likeliest first.
    pub(super) fn find(&self, bench: &Bench<'_>, text: &str, lang: &Lang) -> Vec<Original> {
        if !bench.documents.iter().any(|one| one.lang != *lang) {
            return Vec::new();
        }
        let index = self.index.get_or_init(|| Index::new(bench));
        let count = diptych_lang::sentences(text, lang).len().clamp(1, ROW);
        let mut votes: HashMap<u32, f64> = HashMap::new();
        let common = (index.sentences.len() / COMMON).max(FEW);
        for key in keys(text, lang) {
            let Some(places) = index.keys.get(&key).filter(|places| places.len() <= common) else {
                continue;
            };
            let weight = (index.sentences.len() as f64 / places.len() as f64)
                .ln()
                .max(0.1);
            for place in places {
                if bench.documents[index.sentences[*place as usize].0].lang != *lang {
                    *votes.entry(*place).or_default() += weight;
                }
            }
        }
        let mut best: Vec<(u32, f64)> = votes.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(CLOSE);
        let mut passages: Vec<(usize, Span)> = Vec::new();
        for (place, _) in best {
            let place = place as usize;
            // The sentence may be any of those that were translated.
            for back in 0..count {
                let Some(first) = place.checked_sub(back) else {
                    break;
                };
                let passage = index.passage(first, count);
                if passage.1.len() <= LONGEST && !passages.contains(&passage) {
                    passages.push(passage);
                }
            }
        }
        self.weigh(bench, text, lang, &passages)
    }

    fn weigh(
        &self,
        bench: &Bench<'_>,
        text: &str,
        lang: &Lang,
        passages: &[(usize, Span)],
    ) -> Vec<Original> {
        if passages.is_empty() || text.len() > LONGEST {
            return Vec::new();
        }
        let mut texts = vec![(text, lang)];
        texts.extend(passages.iter().map(|(document, span)| {
            let document = &bench.documents[*document];
            (span.of(&document.text), &document.lang)
        }));
        let Ok(sights) = self.matcher().look(&texts) else {
            return Vec::new();
        };
        let original = |place: usize| Original {
            document: passages[place].0,
            span: passages[place].1,
            likely: sights[0].same_words(&sights[place + 1]),
        };
        let mut found: Vec<Original> = (0..passages.len()).map(original).collect();
        found.sort_by(|a, b| b.likely.total_cmp(&a.likely));
        found
    }

    fn matcher(&self) -> &Matcher<'a> {
        self.matcher
            .get_or_init(|| self.meaning.map_or_else(Matcher::lexical, Matcher::new))
    }

    /// From which likeness a passage counts as the original.
    pub(super) fn least() -> f64 {
        Matching::default().suggest
    }
}

impl Index {
    fn new(bench: &Bench<'_>) -> Self {
        let mut index = Self::default();
        for (number, document) in bench.documents.iter().enumerate() {
            // What is said comes without the words that ascribe it; the rest of the text as it stands.
            let said = bench.fragments(number);
            let mut stretches = said.clone();
            let mut at = 0;
            for block in document.blocks.iter().filter(|block| block.kind.is_body()) {
                let text = block.span.of(&document.text);
                for sentence in diptych_lang::sentences(text, &document.lang) {
                    let span = sentence.shift(block.span.start);
                    while said.get(at).is_some_and(|one| one.end <= span.start) {
                        at += 1;
                    }
                    if !said.get(at).is_some_and(|one| one.overlaps(span)) {
                        stretches.push(span);
                    }
                }
            }
            stretches.sort();
            for stretch in stretches {
                let text = stretch.of(&document.text);
                for sentence in diptych_lang::sentences(text, &document.lang) {
                    let span = sentence.shift(stretch.start);
                    let place = index.sentences.len() as u32;
                    for key in keys(span.of(&document.text), &document.lang) {
                        index.keys.entry(key).or_default().push(place);
                    }
                    index.sentences.push((number, span));
                }
            }
        }
        index
    }

    /// `count` sentences of one document from `first` on.
    fn passage(&self, first: usize, count: usize) -> (usize, Span) {
        let (document, mut span) = self.sentences[first];
        for (other, next) in self.sentences[first + 1..].iter().take(count - 1) {
            if *other == document {
                span = span.cover(*next);
            }
        }
        (document, span)
    }
}

/// What a text names, counts and means, comparable across languages; each once.
fn keys(text: &str, lang: &Lang) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for token in diptych_lang::tokens(text, 0) {
        if !token.is_word {
            continue;
        }
        if token.folded.starts_with(|one: char| one.is_ascii_digit()) {
            out.push(token.folded.replace(',', "."));
        } else if token.folded.chars().count() > 3 {
            out.extend(word_keys(&token.folded, lang));
            if token.is_capital {
                out.push(format!("n:{}", name_key(&token.folded)));
            }
        }
    }
    out.sort();
    out.dedup();
    out
}
