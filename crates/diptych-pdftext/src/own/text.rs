//! The state in which text is shown, and its showing.

use std::rc::Rc;

use super::font::Font;
use super::matrix::Matrix;
use super::words::{Letter, Words};

/// How far a line may lean before it is not level, in parts of its length.
const LEVEL: f64 = 0.02;

/// What stays the same from one string to the next, and is kept by `q`.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) place: Matrix,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    /// Space added behind letters and behind spaces.
    pub(super) behind: f64,
    pub(super) between: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
}

impl State {
    pub(super) fn new(place: Matrix) -> Self {
        Self {
            place,
            font: None,
            size: 0.0,
            behind: 0.0,
            between: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// The page under reading.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) words: Words,
    /// Where the page ends, in points.
    pub(super) size: (f64, f64),
    /// Where the next letter stands, and the line.
    pub(super) pen: Matrix,
    pub(super) line: Matrix,
    /// Whether the letters of the marked stretch under way are not its words, and the words that
    /// stand instead, until they are written.
    pub(super) is_instead: bool,
    pub(super) instead: Option<String>,
    /// Letters that only an encoding tells: all, and those above ASCII.
    letters: (usize, usize),
}

impl Sheet {
    pub(super) fn new(size: (f64, f64)) -> Self {
        Self {
            words: Words::default(),
            size,
            pen: Matrix::SAME,
            line: Matrix::SAME,
            is_instead: false,
            instead: None,
            letters: (0, 0),
        }
    }

    /// Begins another line, so far from the last one's beginning.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = self.line.moved(x, y);
        self.pen = self.line;
    }

    /// Moves the pen along the line, by thousandths of the size to the left.
    pub(super) fn kern(&mut self, state: &State, thousandths: f64) {
        let across = -thousandths / 1000.0 * state.size * state.stretch;
        self.pen = self.pen.moved(across, 0.0);
    }

    /// Shows a string.
    ///
    /// # Errors
    /// Why its words cannot be told.
    pub(super) fn show(&mut self, state: &State, bytes: &[u8]) -> Result<(), &'static str> {
        let font = state.font.clone().ok_or("a font is missing")?;
        for glyph in font.glyphs(bytes) {
            let width = glyph
                .width
                .ok_or("a font does not tell how wide its letters are")?;
            let whole = self.pen.then(state.place);
            if !whole.is_sound() {
                return Err("a place is no number");
            }
            let across = width * state.size * state.stretch;
            let added = state.behind + if glyph.is_space { state.between } else { 0.0 };
            let next = self.pen.moved(across + added * state.stretch, 0.0);
            let text = if self.is_instead {
                self.instead.take().unwrap_or_default()
            } else {
                glyph.text.ok_or("a letter has no name")?
            };
            if glyph.is_by_encoding {
                self.count(&text);
            }
            let [a, b, c, d, ..] = whole.0;
            let size = state.size.abs() * d.abs();
            // What has no size cannot be seen.
            if !text.is_empty() && size > 0.01 && a != 0.0 {
                let upright = b.abs() <= LEVEL * a.abs() && c.abs() <= d.abs();
                let is_turned = a * state.size * state.stretch < 0.0 || d * state.size > 0.0;
                if (!upright || is_turned) && !text.trim().is_empty() {
                    return Err("lines are turned");
                }
                let base = self.pen.moved(0.0, state.rise).then(state.place).0;
                let end = self.pen.moved(across, state.rise).then(state.place).0[4];
                let letter = Letter {
                    text: &text,
                    left: base[4].min(end),
                    right: base[4].max(end),
                    top: base[5] - font.ascent * size,
                    bottom: base[5] - font.descent * size,
                    size,
                    next: next.then(state.place).0[4],
                };
                if self.is_on_page(letter) {
                    self.words.put(letter);
                }
            }
            self.pen = next;
        }
        Ok(())
    }

    fn is_on_page(&self, letter: Letter<'_>) -> bool {
        letter.right >= 0.0
            && letter.left <= self.size.0
            && letter.bottom >= 0.0
            && letter.top <= self.size.1
    }

    fn count(&mut self, text: &str) {
        for one in text.chars().filter(|one| one.is_alphabetic()) {
            self.letters.0 += 1;
            self.letters.1 += usize::from(!one.is_ascii());
        }
    }

    /// Whether most letters are accented ones, as where Cyrillic bytes are said to be Latin.
    pub(super) fn is_of_another_alphabet(&self) -> bool {
        let (all, high) = self.letters;
        all > 20 && high * 2 > all
    }
}
