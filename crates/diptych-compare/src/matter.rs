//! What a sentence speaks of, without the frame in which it is said: who does it, that it was
//! promised or refused, and on which day. "Moravia has agreed to" is near to every promise of Moravia.

use diptych_core::Span;

use crate::keyed::Keyed;
use crate::reading::Sentence;

/// A sentence that was said or asked, by places in its document.
#[derive(Debug)]
pub(crate) struct Passage {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its keys, as in [`crate::bag`], where its source counts for silence.
    pub(crate) keys: Option<Keyed>,
    /// Names of sides, cues of the ladder and days, by place; they do not overlap.
    frame: Box<[Span]>,
}

impl Passage {
    /// Of a sentence that has been read.
    pub(crate) fn new(sentence: &Sentence, keys: Option<Keyed>) -> Self {
        let tokens = |first: usize, end: usize| {
            let last = end.max(first + 1) - 1;
            sentence.tokens[first]
                .span
                .cover(sentence.tokens[last].span)
        };
        let sides = sentence
            .mentions
            .iter()
            .map(|one| tokens(one.first, one.end));
        // A cue that names its matter, such as a ceasefire, is more than a frame.
        let named = |at: usize| {
            let mut concepts = sentence.concepts.iter();
            concepts.any(|one| (one.hit.first..one.hit.end).contains(&at))
        };
        let cues = sentence
            .cues
            .iter()
            .flat_map(|one| one.hit.first..one.hit.end)
            .filter(|at| !named(*at))
            .map(|at| sentence.tokens[at].span);
        let days = sentence.dates.iter().filter_map(|date| date.span);
        let mut all: Vec<Span> = sides.chain(cues).chain(days).collect();
        all.sort_by_key(|span| (span.start, span.end));
        let mut frame: Vec<Span> = Vec::with_capacity(all.len());
        for span in all {
            match frame.last_mut() {
                Some(last) if span.start <= last.end => *last = last.cover(span),
                _ => frame.push(span),
            }
        }
        Self {
            span: sentence.span,
            keys,
            frame: frame.into(),
        }
    }

    /// The words of `part` of it that are no frame; `document` is the text of its document.
    pub(crate) fn matter(&self, part: Span, document: &str) -> String {
        let mut out = String::new();
        let mut add = |from: usize, to: usize| {
            let words = document.get(from..to.max(from)).unwrap_or_default();
            for word in words.split_whitespace() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
            }
        };
        let mut from = part.start;
        for span in self.frame.iter().filter(|span| span.overlaps(part)) {
            add(from, span.start);
            from = span.end.max(from);
        }
        add(from, part.end);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read_sentence;
    use crate::sides::SideIndex;
    use diptych_core::{Lang, parse_case};
    use diptych_lang::dates::DateContext;

    fn matter(text: &str, lang: &Lang) -> String {
        let case =
            "title = 'T'\n[[side]]\nid = 'a'\nname = 'Arland'\nbodies = ['Arland', 'Арланд']\n";
        let sides = SideIndex::new(&parse_case(case).0);
        let context = DateContext {
            lang: lang.clone(),
            ..DateContext::default()
        };
        let document = format!("— {text}");
        let span = Span::new(document.len() - text.len(), document.len());
        let sentence = read_sentence(text, span, lang, &sides, &context);
        Passage::new(&sentence, None).matter(span, &document)
    }

    #[test]
    fn who_promised_and_when_is_left_out() {
        let left = matter("Arland promised to mend the lock on 3 May 2031.", &Lang::En);
        assert!(left.contains("the lock"), "{left}");
        assert!(!left.contains("Arland") && !left.contains("promised") && !left.contains("May"));
        let left = matter("Арланд пообещал починить шлюз.", &Lang::Ru);
        assert!(left.contains("шлюз") && !left.contains("Арланд"), "{left}");
    }

    #[test]
    fn a_cue_that_is_the_matter_stays() {
        let left = matter(
            "Сторони погодили повне припинення вогню на землі.",
            &Lang::Uk,
        );
        assert!(left.contains("припинення вогню"), "{left}");
    }

    #[test]
    fn a_part_that_holds_nothing_gives_nothing() {
        assert_eq!(matter("Arland.", &Lang::En), ".");
        assert_eq!(matter("", &Lang::En), "");
    }
}
