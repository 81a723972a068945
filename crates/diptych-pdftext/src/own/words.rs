//! From letters with their places to words.

use std::collections::HashMap;

use diptych_core::Area;
use diptych_read::Word;

/// The widest gap inside a word, and how far a letter may stand back, in parts of the size.
const GAP: f64 = 0.12;
const BACK: f64 = 0.5;
/// How near the same letter must stand to be the same one, printed twice.
const TWICE: f64 = 0.08;
/// How many letters in a row, each a word of its own, tell that a word was set wide.
const WIDE: usize = 6;

/// A letter on the page; y grows downwards, all in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter<'l> {
    pub(super) text: &'l str,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) size: f64,
    /// Where the next letter stands if nothing moves it.
    pub(super) next: f64,
}

#[derive(Debug)]
struct Open {
    text: String,
    edges: [f64; 4],
    size: f64,
    next: f64,
}

/// The words of a page so far.
#[derive(Debug, Default)]
pub(super) struct Words {
    done: Vec<Word>,
    open: Option<Open>,
    /// Where letters stand, by what they are and the square of the page.
    seen: HashMap<(String, i32, i32), (f64, f64)>,
}

impl Words {
    /// Adds a letter: to the word under way, or as the first of another.
    pub(super) fn put(&mut self, letter: Letter<'_>) {
        if letter.text.trim_matches(' ').is_empty() {
            self.part();
            return;
        }
        if self.is_twice(letter) {
            return;
        }
        for (at, text) in letter.text.split(' ').enumerate() {
            if at > 0 {
                self.part();
            }
            if !text.is_empty() {
                self.add(text, letter);
            }
        }
    }

    fn add(&mut self, text: &str, letter: Letter<'_>) {
        if let Some(open) = &mut self.open {
            let size = open.size.max(letter.size);
            let gap = letter.left - open.next;
            let middle = f64::midpoint(letter.top, letter.bottom);
            if (-BACK * size..=GAP * size).contains(&gap)
                && (open.edges[1]..=open.edges[3]).contains(&middle)
            {
                open.text.push_str(text);
                let [left, top, right, bottom] = &mut open.edges;
                *left = left.min(letter.left);
                *top = top.min(letter.top);
                *right = right.max(letter.right);
                *bottom = bottom.max(letter.bottom);
                open.size = size;
                open.next = letter.next;
                return;
            }
        }
        self.part();
        self.open = Some(Open {
            text: text.to_owned(),
            edges: [letter.left, letter.top, letter.right, letter.bottom],
            size: letter.size,
            next: letter.next,
        });
    }

    /// Ends the word under way.
    fn part(&mut self) {
        if let Some(open) = self.open.take() {
            let [left, top, right, bottom] = open.edges.map(hundredths);
            self.done.push(Word {
                text: open.text,
                area: Area {
                    left,
                    top,
                    right,
                    bottom,
                },
            });
        }
    }

    /// Whether the letter stands there already: shadows and bold letters are made by printing twice.
    fn is_twice(&mut self, letter: Letter<'_>) -> bool {
        let near = (TWICE * letter.size).max(0.01);
        let cell = |value: f64| (value / near).floor() as i32;
        let (x, y) = (cell(letter.left), cell(letter.bottom));
        for across in -1..=1 {
            for down in -1..=1 {
                let (across, down) = (x.saturating_add(across), y.saturating_add(down));
                let key = (letter.text.to_owned(), across, down);
                if let Some((left, bottom)) = self.seen.get(&key)
                    && (left - letter.left).abs() < near
                    && (bottom - letter.bottom).abs() < near
                {
                    return true;
                }
            }
        }
        self.seen
            .insert((letter.text.to_owned(), x, y), (letter.left, letter.bottom));
        false
    }

    /// The words.
    ///
    /// # Errors
    /// Where letters stand so wide apart that the ends of words cannot be told.
    pub(super) fn done(mut self) -> Result<Vec<Word>, &'static str> {
        self.part();
        let mut alone = 0;
        for word in &self.done {
            let mut letters = word.text.chars();
            let is_alone =
                letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
            alone = if is_alone { alone + 1 } else { 0 };
            if alone >= WIDE {
                return Err("letters stand so wide apart that the ends of words cannot be told");
            }
        }
        Ok(self.done)
    }
}

/// Points to hundredths of a point; casting holds them within the whole numbers.
fn hundredths(points: f64) -> i32 {
    (points * 100.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(letters: &[(&str, f64, f64)]) -> Result<Vec<String>, &'static str> {
        let mut words = Words::default();
        for (text, left, top) in letters {
            words.put(Letter {
                text,
                left: *left,
                right: left + 5.0,
                top: *top,
                bottom: top + 10.0,
                size: 10.0,
                next: left + 5.0,
            });
        }
        Ok(words.done()?.into_iter().map(|word| word.text).collect())
    }

    #[test]
    fn gaps_spaces_and_lines_part_words() {
        let found = set(&[
            ("М", 0.0, 0.0),
            ("о", 5.5, 0.0),
            ("и", 13.0, 0.0),
            (" ", 18.0, 0.0),
            ("я", 18.0, 0.0),
            ("a b", 0.0, 20.0),
            ("c", 5.0, 20.0),
        ]);
        assert_eq!(found.unwrap_or_default(), ["Мо", "и", "я", "a", "bc"]);
    }

    #[test]
    fn what_is_printed_twice_is_read_once() {
        let found = set(&[("A", 0.0, 0.0), ("A", 0.3, 0.1), ("A", 5.0, 0.0)]);
        assert_eq!(found.unwrap_or_default(), ["AA"]);
    }

    #[test]
    fn words_set_wide_are_not_guessed() {
        let wide: Vec<(&str, f64, f64)> =
            (0..8).map(|at| ("М", f64::from(at) * 12.0, 0.0)).collect();
        assert!(set(&wide).is_err());
    }
}
