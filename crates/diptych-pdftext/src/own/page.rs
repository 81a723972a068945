//! One page: its content, step by step.

use std::collections::HashMap;
use std::rc::Rc;

use diptych_read::Word;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Step;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Font;
use super::matrix::Matrix;
use super::stream;
use super::text::{Sheet, State};
use super::widths::number;

/// How deep a page may draw forms inside forms, and keep states.
const DEEPEST: usize = 12;
/// How many states may be kept at a time.
const KEPT: usize = 512;

/// Why a page is not read whose content is not whole.
const DAMAGED: &str = "its content is damaged";
/// Steps that move text or show it.
const READ: &[&[u8]] = &[
    b"q", b"Q", b"cm", b"Do", b"BT", b"Tc", b"Tw", b"Tz", b"TL", b"Tf", b"Ts", b"Td", b"TD", b"Tm",
    b"T*", b"Tj", b"'", b"\"", b"TJ", b"gs", b"BDC", b"EMC",
];

/// Fonts by the place of their dictionary in the file.
pub(super) type Fonts = HashMap<(usize, usize), Result<Rc<Font>, &'static str>>;

/// Steps that may still be taken, in all of a file.
#[derive(Debug)]
pub(super) struct Budget(pub(super) usize);

/// The words of a page.
///
/// # Errors
/// Why the page cannot be read letter by letter.
pub(super) fn words(
    page: &Page<'_>,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Result<Vec<Word>, &'static str> {
    let (width, height) = page.render_dimensions();
    let mut reader = Reader {
        sheet: Sheet::new((f64::from(width), f64::from(height))),
        state: State::new(Matrix(page.initial_transform(true).as_coeffs())),
        kept: Vec::new(),
        marks: Vec::new(),
        fonts,
        budget,
    };
    let content = stream::content(page).ok_or(DAMAGED)?;
    reader.read(content, page.resources(), 0)?;
    if reader.sheet.is_of_another_alphabet() {
        return Err("its letters are said to be Latin and look like bytes of another alphabet");
    }
    reader.sheet.words.done()
}

struct Reader<'r> {
    sheet: Sheet,
    state: State,
    kept: Vec<State>,
    /// Marked stretches open within each other: whether each has words that stand instead.
    marks: Vec<bool>,
    fonts: &'r mut Fonts,
    budget: &'r mut Budget,
}

impl Reader<'_> {
    fn read(
        &mut self,
        content: Vec<u8>,
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), &'static str> {
        let content = stream::ended(content);
        let mut steps = TypedIter::new(&content);
        let mut is_whole = false;
        while let Some(step) = steps.next() {
            self.budget.0 = self.budget.0.checked_sub(1).ok_or("it draws too much")?;
            match step {
                Step::SaveState(_) => {
                    if self.kept.len() >= KEPT {
                        return Err("it keeps too many states");
                    }
                    self.kept.push(self.state.clone());
                }
                Step::RestoreState(_) => {
                    if let Some(state) = self.kept.pop() {
                        self.state = state;
                    }
                }
                Step::Transform(by) => {
                    let by = Matrix([by.0, by.1, by.2, by.3, by.4, by.5].map(|one| one.as_f64()));
                    self.state.place = by.then(self.state.place);
                }
                Step::XObject(name) => self.form(name.0, resources, depth)?,
                Step::BeginMarkedContent(_) => self.marks.push(false),
                Step::BeginMarkedContentWithProperties(mark) => {
                    self.mark(mark.0, mark.1, resources)?;
                }
                Step::EndMarkedContent(_) => {
                    if self.marks.pop() == Some(true) {
                        self.sheet.is_instead = false;
                    }
                }
                Step::MarkedContentPoint(mark) if mark.0.as_ref() == stream::END.as_bytes() => {
                    is_whole = true;
                }
                // A step that is none: without its numbers nobody knows what it would have done.
                Step::Fallback(step) if READ.contains(&step.as_ref()) => return Err(DAMAGED),
                Step::SetGraphicsState(_) | Step::TextFont(_) => self.font(&step, resources)?,
                step => self.text(&step)?,
            }
        }
        // The steps end early where a string or a list has no end.
        is_whole.then_some(()).ok_or(DAMAGED)
    }

    fn text(&mut self, step: &Step<'_, '_>) -> Result<(), &'static str> {
        let (sheet, state) = (&mut self.sheet, &mut self.state);
        match step {
            Step::BeginText(_) => (sheet.pen, sheet.line) = (Matrix::SAME, Matrix::SAME),
            Step::CharacterSpacing(by) => state.behind = by.0.as_f64(),
            Step::WordSpacing(by) => state.between = by.0.as_f64(),
            Step::HorizontalScaling(by) => state.stretch = by.0.as_f64() / 100.0,
            Step::TextLeading(by) => state.leading = by.0.as_f64(),
            Step::TextRise(by) => state.rise = by.0.as_f64(),
            Step::NextLine(by) => sheet.next_line(by.0.as_f64(), by.1.as_f64()),
            Step::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f64();
                sheet.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Step::SetTextMatrix(to) => {
                let to = Matrix([to.0, to.1, to.2, to.3, to.4, to.5].map(|one| one.as_f64()));
                (sheet.pen, sheet.line) = (to, to);
            }
            Step::NextLineUsingLeading(_) => sheet.next_line(0.0, -state.leading),
            Step::ShowText(show) => return sheet.show(state, show.0.as_bytes()),
            Step::NextLineAndShowText(show) => {
                sheet.next_line(0.0, -state.leading);
                return sheet.show(state, show.0.as_bytes());
            }
            Step::ShowTextWithParameters(show) => {
                (state.between, state.behind) = (show.0.as_f64(), show.1.as_f64());
                sheet.next_line(0.0, -state.leading);
                return sheet.show(state, show.2.as_bytes());
            }
            Step::ShowTexts(show) => {
                for item in show.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(words) => sheet.show(state, words.as_bytes())?,
                        Object::Number(by) => sheet.kern(state, by.as_f64()),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The font that is set, by its name or in a graphics state.
    fn font(&mut self, step: &Step<'_, '_>, resources: &Resources<'_>) -> Result<(), &'static str> {
        let (dict, size) = match step {
            Step::TextFont(set) => (resources.get_font(set.0), set.1.as_f64()),
            Step::SetGraphicsState(set) => {
                let list = resources.get_ext_g_state(set.0);
                let Some(list) = list.and_then(|state| state.get::<Array<'_>>(b"Font")) else {
                    return Ok(());
                };
                let mut list = list.flex_iter();
                let dict = list.next::<Dict<'_>>();
                let size = list.next::<Number>().ok_or("a font has no size")?;
                (dict, size.as_f64())
            }
            _ => return Ok(()),
        };
        self.state.size = size;
        let Some(dict) = dict else {
            self.state.font = None;
            return Ok(());
        };
        let place = (dict.data().as_ptr() as usize, dict.data().len());
        let found = self.fonts.entry(place);
        let found = found.or_insert_with(|| Font::of(&dict).map(Rc::new));
        self.state.font = Some(found.clone()?);
        Ok(())
    }

    /// A form: content with a place and fonts of its own.
    fn form(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), &'static str> {
        let Some(form) = resources.get_x_object(name) else {
            return Ok(());
        };
        let kind = form.dict().get::<Name<'_>>(b"Subtype");
        if kind.is_none_or(|kind| kind.as_ref() != b"Form") {
            return Ok(());
        }
        if depth >= DEEPEST {
            return Err("its forms stand too deep inside each other");
        }
        if form.dict().contains_key(b"OC") {
            return Err("it has layers that may be hidden");
        }
        let content = stream::unpack(&form).ok_or(DAMAGED)?;
        let own = form
            .dict()
            .get::<Dict<'_>>(b"Resources")
            .map(Resources::new);
        let kept = (self.state.clone(), self.kept.len(), self.marks.len());
        let (pen, line) = (self.sheet.pen, self.sheet.line);
        if let Some(matrix) = matrix(&form) {
            self.state.place = matrix.then(self.state.place);
        }
        self.read(content, own.as_ref().unwrap_or(resources), depth + 1)?;
        self.state = kept.0;
        self.kept.truncate(kept.1);
        while self.marks.len() > kept.2 {
            if self.marks.pop() == Some(true) {
                self.sheet.is_instead = false;
            }
        }
        (self.sheet.pen, self.sheet.line) = (pen, line);
        Ok(())
    }

    /// A marked stretch: words that stand instead of its letters, or a layer.
    fn mark(
        &mut self,
        tag: &Name<'_>,
        properties: &Object<'_>,
        resources: &Resources<'_>,
    ) -> Result<(), &'static str> {
        if tag.as_ref() == b"OC" {
            return Err("it has layers that may be hidden");
        }
        let properties = match properties {
            Object::Dict(dict) => Some(dict.clone()),
            Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
            _ => None,
        };
        let instead =
            properties.and_then(|dict| dict.get::<hayro_syntax::object::String<'_>>(b"ActualText"));
        let is_first = !self.sheet.is_instead;
        if let Some(words) = &instead
            && is_first
        {
            let words = super::take::words(words.as_bytes()).ok_or("a letter has no name")?;
            self.sheet.instead = Some(words);
            self.sheet.is_instead = true;
        }
        self.marks.push(instead.is_some() && is_first);
        Ok(())
    }
}

fn matrix(form: &Stream<'_>) -> Option<Matrix> {
    let list = form.dict().get::<Array<'_>>(b"Matrix")?;
    let numbers: Vec<f64> = list.iter::<Number>().map(|one| one.as_f64()).collect();
    numbers.try_into().ok().map(Matrix)
}

/// Whether a page is turned by something else than a right angle; such pages are not read.
pub(super) fn is_straight(page: &Page<'_>) -> bool {
    number(page.raw(), "Rotate").is_none_or(|angle| angle % 90.0 == 0.0)
}
