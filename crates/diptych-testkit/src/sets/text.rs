//! A marked text.

use std::collections::BTreeMap;

use diptych_core::{Day, Span, StatementKind};

/// One text of a set, its marks taken out of the words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MarkedText {
    /// Name, such as `en-t-001`.
    pub id: String,
    /// The lines above the text: `published`, `outlet`, `form`, `lang` and others.
    pub head: BTreeMap<String, String>,
    /// The words, without marks.
    pub text: String,
    /// The statements in it.
    pub marks: Vec<Mark>,
    /// Words that are nobody's statement.
    pub not: Vec<String>,
}

impl MarkedText {
    /// Day of publication.
    pub fn published(&self) -> Option<Day> {
        Day::parse(self.head.get("published")?)
    }
}

/// One statement of a marked text. Spans are bytes of the text without marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its number in the text.
    pub number: u32,
    /// Its kind.
    pub kind: StatementKind,
    /// Full name of the speaker; empty where the text leaves it open.
    pub name: String,
    /// First and last day; nothing where the text gives none.
    pub said: Option<(Day, Day)>,
    /// Who reports it; empty where nobody but the outlet does.
    pub via: String,
    /// Role of the speaker, where the text gives no more.
    pub role: String,
    /// Whether the report is negated.
    pub denied: bool,
    /// Whether it is a question put to someone.
    pub is_question: bool,
    /// The words.
    pub fragments: Vec<Span>,
    /// The mentions of the speaker.
    pub speaker: Vec<Span>,
}
