//! Groups and control words: what goes where.

use diptych_core::Span;
use encoding_rs::{Encoding, WINDOWS_1252};

use super::charset::{code_page, of_language};
use super::flow::Flow;
use super::group::{Beside, Group, Place, place_of};
use super::heads::Heads;
use super::token::Token;
use super::words::word_sign;
use crate::assembly::Assembly;
use crate::office::Changes;
use crate::reading::Reading;

/// The deepest nesting of groups that is followed.
pub(super) const DEEPEST: usize = 10_000;

/// The reader under way.
pub(super) struct Reader {
    pub(super) changes: Changes,
    pub(super) out: Assembly,
    pub(super) groups: Vec<Group>,
    /// Groups opened below the deepest that is followed.
    pub(super) too_deep: usize,
    pub(super) was_too_deep: bool,
    pub(super) heads: Heads,
    pub(super) page: &'static Encoding,
    pub(super) page_given: bool,
    pub(super) unknown_page: Option<i32>,
    pub(super) default_font: Option<i32>,
    pub(super) flow: Flow,
    /// A name or title under way.
    pub(super) name: String,
    /// Signs still to be passed over: they stand in for a character given by its number.
    pub(super) skip: usize,
    /// The first half of a character outside the first plane.
    pub(super) high: Option<(u16, Span)>,
    /// Bytes that wait for their encoding.
    pub(super) pending: Vec<(u8, Span)>,
    pub(super) hidden: usize,
    pub(super) changed: [usize; 2],
    pub(super) bad: usize,
}

impl Reader {
    pub(super) fn new(changes: Changes) -> Self {
        Self {
            changes,
            out: Assembly::default(),
            groups: vec![Group::default()],
            too_deep: 0,
            was_too_deep: false,
            heads: Heads::default(),
            page: WINDOWS_1252,
            page_given: false,
            unknown_page: None,
            default_font: None,
            flow: Flow::default(),
            name: String::new(),
            skip: 0,
            high: None,
            pending: Vec::new(),
            hidden: 0,
            changed: [0, 0],
            bad: 0,
        }
    }

    pub(super) fn group(&mut self) -> &mut Group {
        self.groups.last_mut().expect("the outermost group stays")
    }

    pub(super) fn take(&mut self, token: Token<'_>, span: Span, reading: &mut Reading) {
        match token {
            Token::Text(text) => {
                for (index, byte) in text.iter().enumerate() {
                    if self.skip > 0 {
                        self.skip -= 1;
                        continue;
                    }
                    let at = span.start + index;
                    self.pending.push((*byte, Span::new(at, at + 1)));
                }
                return;
            }
            Token::Hex(byte) => {
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.pending.push((byte, span));
                }
                return;
            }
            _ => self.flush(),
        }
        self.skip = 0;
        match token {
            Token::Open if self.groups.len() > DEEPEST => {
                self.too_deep += 1;
                self.was_too_deep = true;
            }
            Token::Open => {
                let group = self.group().child();
                self.groups.push(group);
            }
            Token::Close if self.too_deep > 0 => self.too_deep -= 1,
            Token::Close => self.close(reading),
            Token::Symbol(sign) => self.symbol(sign, span),
            Token::Word(name, value) => self.word(name, value, span),
            Token::Text(_) | Token::Hex(_) => {}
        }
    }

    /// Ends a group; one too many is passed over.
    pub(super) fn close(&mut self, reading: &mut Reading) {
        if self.groups.len() < 2 {
            return;
        }
        let Some(group) = self.groups.pop() else {
            return;
        };
        let is_last = self.group().place != group.place;
        match group.place {
            Place::Title | Place::Author if is_last => {
                let name = std::mem::take(&mut self.name);
                let name = name.trim();
                if !name.is_empty() && group.place == Place::Title {
                    reading.source.title = Some(name.to_owned());
                } else if !name.is_empty() {
                    let extra = &mut reading.source.extra;
                    extra.insert("author".to_owned(), name.to_owned());
                }
            }
            Place::CommentBy if is_last => {
                let name = std::mem::take(&mut self.name);
                name.trim().clone_into(&mut self.flow.comment_by);
            }
            _ => {}
        }
        if group.opened {
            self.flow.pop(&mut self.out);
        }
    }

    pub(super) fn symbol(&mut self, sign: u8, span: Span) {
        match sign {
            b'*' => self.group().optional = true,
            b'~' => self.put("\u{a0}", span, false),
            b'-' => self.put("\u{ad}", span, false),
            b'_' => self.put("\u{2011}", span, false),
            b'{' => self.put("{", span, false),
            b'}' => self.put("}", span, false),
            b'\\' => self.put("\\", span, false),
            b'\n' | b'\r' if self.shows() => self.flow.paragraph(&mut self.out),
            b'\t' => self.put("\t", span, false),
            _ => {}
        }
    }

    /// Whether words stand in the text here.
    pub(super) fn shows(&mut self) -> bool {
        self.group().place == Place::Body
    }

    pub(super) fn word(&mut self, name: &str, value: Option<i32>, span: Span) {
        let optional = std::mem::take(&mut self.group().optional);
        if let Some(place) = place_of(name, optional) {
            self.enter(place, name);
            return;
        }
        match self.group().place {
            Place::Fonts => self.heads.font(name, value),
            Place::Styles => self.heads.style(name, value),
            Place::Created => self.heads.made(name, value),
            _ => {}
        }
        let on = value != Some(0);
        match name {
            "ansicpg" => match code_page(value.unwrap_or(0)) {
                Some(page) => (self.page, self.page_given) = (page, true),
                None => self.unknown_page = value,
            },
            "mac" => self.page = encoding_rs::MACINTOSH,
            "deff" => self.default_font = value,
            "deflang" if !self.page_given => {
                self.page = of_language(value.unwrap_or(0)).unwrap_or(self.page);
            }
            "uc" => self.group().fallback = usize::try_from(value.unwrap_or(1)).unwrap_or(1),
            "u" => self.unicode(value.unwrap_or(0), span),
            "f" => self.group().font = value,
            "plain" => self.group().plain(),
            "v" => self.group().hidden = on,
            "revised" => self.group().inserted = on,
            "deleted" => self.group().deleted = on,
            _ if !self.shows() => {}
            "par" | "sect" | "page" | "column" => self.flow.paragraph(&mut self.out),
            "pard" => self.flow.plain(),
            "intbl" | "itap" => self.flow.in_table(on),
            "cell" | "nestcell" => self.flow.cell(&mut self.out),
            "row" | "nestrow" => self.flow.row(&mut self.out),
            "trowd" => self.flow.table(),
            "s" => {
                let level = self.heads.styles.get(&value.unwrap_or(0)).copied();
                self.flow.style(level.unwrap_or(0));
            }
            "outlinelevel" => {
                let level = value.and_then(|level| u8::try_from(level).ok());
                self.flow
                    .style(level.filter(|level| *level < 6).map_or(0, |at| at + 1));
            }
            "ls" if value.unwrap_or(0) > 0 => self.flow.item(),
            "ftnalt" => self.flow.endnote(),
            _ => {
                if let Some(words) = word_sign(name) {
                    self.put(words, span, false);
                }
            }
        }
    }

    /// A word sends its group elsewhere.
    pub(super) fn enter(&mut self, place: Place, name: &str) {
        let group = self.groups.last_mut().expect("the outermost group stays");
        match (place, group.place) {
            (Place::Upper, Place::Upper) => {}
            (Place::Upper, here) => (group.outer, group.place) = (here, Place::Upper),
            (Place::Body, Place::Upper) if name == "ud" => group.place = group.outer,
            // Of what is passed over only the text of a drawing is for readers.
            (Place::Beside(Beside::Box), Place::Skip | Place::Body)
            | (Place::Beside(_), Place::Body) => {
                group.opened = true;
                group.place = Place::Body;
                group.plain();
                if let Place::Beside(beside) = place {
                    self.flow.push(beside);
                }
            }
            (Place::Body, Place::Body) if matches!(name, "listtext" | "pntext") => {
                self.flow.item();
            }
            (_, Place::Upper | Place::Skip) | (Place::Body | Place::Beside(_), _) => {}
            (place, _) => {
                if matches!(place, Place::Title | Place::Author | Place::CommentBy) {
                    self.name.clear();
                }
                group.place = place;
            }
        }
    }
}
