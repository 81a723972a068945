//! From cues to turns and paragraphs.

use diptych_core::{BlockKind, Origin, Problem, SourceKind, Span, codes};

use super::cue::{Cue, cues};
use super::words::{Stretch, stretches};
use crate::assembly::Assembly;
use crate::decode::Decoded;
use crate::marks::ends_sentence;
use crate::reading::Reading;

/// A silence that parts paragraphs, in milliseconds.
const SILENCE: u64 = 4000;
/// A paragraph of this length, in bytes, ends with its sentence.
const LONG: usize = 600;

/// Reads a decoded file of subtitles into `reading`.
///
/// A paragraph ends where the voice changes, at a sentence's end before a
/// silence, and at a sentence's end when it is long. The name in a voice tag
/// stands before the turn, as a transcript writes it.
pub(crate) fn read(reading: &mut Reading, mut decoded: Decoded) {
    reading.problems.append(&mut decoded.problems);
    let text = &decoded.text;
    let found = cues(text);
    if let Some(first) = found.strays.first() {
        let message = format!(
            "{} lines belong to no cue, the first is `{}`",
            found.strays.len(),
            first.of(text).chars().take(60).collect::<String>()
        );
        let problem = Problem::new(&codes::BROKEN_PART, message);
        reading.problems.push(problem);
    }
    if found.cues.is_empty() {
        let problem = Problem::new(&codes::NO_SOURCE_INSIDE, "the subtitles hold no cue");
        reading.problems.push(problem);
        return;
    }
    let mut joiner = Joiner {
        text,
        decoded: &decoded,
        out: Assembly::default(),
        voice: None,
        turns: 0,
        last: Vec::new(),
        end_ms: 0,
    };
    for cue in &found.cues {
        joiner.cue(cue);
    }
    if joiner.turns >= 2 {
        reading.source.kind = SourceKind::Transcript;
    }
    reading.document = Some(joiner.out.document(&reading.source));
}

struct Joiner<'t> {
    text: &'t str,
    decoded: &'t Decoded,
    out: Assembly,
    /// The voice of the open turn.
    voice: Option<&'t str>,
    turns: usize,
    /// The lines of the cue before, by their words.
    last: Vec<String>,
    end_ms: u64,
}

impl Joiner<'_> {
    fn cue(&mut self, cue: &Cue) {
        if cue.from_ms > self.end_ms + SILENCE && ends_sentence(self.out.words()) {
            self.out.close();
        }
        let mut shown = Vec::new();
        for (at, line) in cue.lines.iter().enumerate() {
            let found = stretches(self.text, *line);
            let words: String = found.iter().map(|one| one.words.text.trim()).collect();
            // Captions that roll show the line before once more.
            let rolls = at < self.last.len()
                && self.last[self.last.len() - 1 - at..].contains(&words)
                && cue.from_ms <= self.end_ms + 100;
            if !rolls {
                for stretch in &found {
                    self.stretch(stretch, cue);
                }
            }
            if !words.is_empty() {
                shown.push(words);
            }
        }
        if !shown.is_empty() {
            self.last = shown;
        }
        self.end_ms = cue.to_ms.max(cue.from_ms);
    }

    fn stretch(&mut self, stretch: &Stretch, cue: &Cue) {
        let words = &stretch.words.text;
        let span = Span::new(0, words.len()).trim(words);
        if is_sound(span.of(words)) {
            let open = self.out.has_words() && !ends_sentence(self.out.words());
            if !open {
                self.out.open(BlockKind::Furniture, 0, Some("sound"));
                self.words(stretch, span, cue);
                self.out.close();
            }
            return;
        }
        let name = stretch.voice.map(|span| span.of(self.text));
        let same = name.is_some() && name == self.voice;
        let is_long = self.out.words().len() > LONG && ends_sentence(self.out.words());
        if stretch.changes && !same {
            self.voice = name;
            let kind = if name.is_some() {
                BlockKind::Turn
            } else {
                BlockKind::Paragraph
            };
            self.out.open(kind, 0, None);
            if let Some(voice) = stretch.voice {
                self.turns += 1;
                let origin = self.origin(voice, cue);
                self.out.push(voice.of(self.text), origin);
                self.out.glue(": ");
            }
        } else if is_long || !self.out.has_words() {
            self.out.open(BlockKind::Paragraph, 0, None);
        } else {
            self.out.glue(" ");
        }
        self.words(stretch, span, cue);
    }

    fn words(&mut self, stretch: &Stretch, span: Span, cue: &Cue) {
        let (text, origins) = (self.text, &self.decoded.origins);
        self.out.layer(&stretch.words, span, |base| Origin::Time {
            bytes: origins.of(text, base).bytes(),
            from_ms: cue.from_ms,
            to_ms: cue.to_ms,
        });
    }

    fn origin(&self, span: Span, cue: &Cue) -> Origin {
        Origin::Time {
            bytes: self.decoded.origins.of(self.text, span).bytes(),
            from_ms: cue.from_ms,
            to_ms: cue.to_ms,
        }
    }
}

/// Whether the words tell a sound and nothing that is said: `[applause]`, `♪`.
fn is_sound(words: &str) -> bool {
    let inner = words.trim_matches(['♪', '♫', ' ', '*']);
    inner.is_empty()
        || (inner.starts_with('[') && inner.ends_with(']')
            || inner.starts_with('(') && inner.ends_with(')'))
            && inner.chars().count() <= 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ReadOptions, read};

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let reading = read("a.vtt", text.as_bytes(), &ReadOptions::default());
        let document = reading.document.unwrap();
        document
            .blocks
            .iter()
            .map(|block| (block.kind, document.words(block).to_owned()))
            .collect()
    }

    #[test]
    fn cues_are_joined_and_voices_are_turns() {
        let text = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ada Renn>We agreed to\n\n00:03.000 --> 00:05.000\n<v Ada Renn>talk, and to\nnothing else.\n\n\
                    00:05.000 --> 00:06.000\n[applause]\n\n00:06.000 --> 00:08.000\n<v Bo Lind>That is not so.\n";
        assert_eq!(
            blocks(text),
            [
                (
                    BlockKind::Turn,
                    "Ada Renn: We agreed to talk, and to nothing else.".to_owned()
                ),
                (BlockKind::Furniture, "[applause]".to_owned()),
                (BlockKind::Turn, "Bo Lind: That is not so.".to_owned()),
            ]
        );
    }

    #[test]
    fn captions_that_roll_say_their_words_once() {
        let text = "WEBVTT\n\n00:01.000 --> 00:03.000\nthe bridge\n\n00:03.000 --> 00:03.010\nthe bridge\n\n00:03.010 --> 00:05.000\nthe bridge\nstays shut\n\n\
                    00:05.000 --> 00:07.000\nstays shut\nuntil May\n";
        assert_eq!(
            blocks(text),
            [(
                BlockKind::Paragraph,
                "the bridge stays shut until May".to_owned()
            )]
        );
    }

    #[test]
    fn every_run_has_its_time() {
        let text = "1\n00:00:01,000 --> 00:00:02,500\nМост <i>закрыт</i>.\n";
        let reading = read("a.srt", text.as_bytes(), &ReadOptions::default());
        let document = reading.document.unwrap();
        for segment in &document.map {
            let Origin::Time {
                bytes,
                from_ms,
                to_ms,
            } = segment.origin.clone()
            else {
                panic!("a time");
            };
            assert_eq!((from_ms, to_ms), (1000, 2500));
            assert_eq!(bytes.of(text), segment.span.of(&document.text));
        }
        assert_eq!(document.map.len(), 3);
    }
}
