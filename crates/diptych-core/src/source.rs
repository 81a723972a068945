//! Sources: one thing retrieved, never changed.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Day, SourceId};

/// A language by its ISO 639-1 code.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(from = "String", into = "String")]
#[schemars(with = "String")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Ukrainian.
    Uk,
    /// Another language, by its code; its marked quotations are still found.
    Other(String),
}

impl Lang {
    /// The ISO 639-1 code.
    pub fn code(&self) -> &str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Uk => "uk",
            Self::Other(code) => code,
        }
    }

    /// Whether the rules of attribution and comparison cover the language.
    pub fn is_covered(&self) -> bool {
        !matches!(self, Self::Other(_))
    }
}

impl From<String> for Lang {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl From<&str> for Lang {
    fn from(value: &str) -> Self {
        let code = value.trim().to_ascii_lowercase().replace('_', "-");
        match code.split('-').next().unwrap_or("") {
            "en" | "eng" => Self::En,
            "ru" | "rus" => Self::Ru,
            "uk" | "ukr" | "ua" => Self::Uk,
            _ => Self::Other(code),
        }
    }
}

impl From<Lang> for String {
    fn from(value: Lang) -> Self {
        value.code().to_owned()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What sort of text a source holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// News, analysis, an agency report.
    #[default]
    Article,
    /// Speech in turns.
    Transcript,
    /// A short text published by its author.
    Post,
    /// A readout, statement or decision that speaks for a body.
    OfficialText,
}

/// One thing retrieved: where it came from, and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Derived from the digest.
    pub id: SourceId,
    /// The path as given, relative to the case where there is one.
    pub path: String,
    /// Address it was retrieved from.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The calendar day of publication, at the place of publication.
    pub published: Option<Day>,
    /// The moment of publication as the source writes it, where it gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<String>,
    /// Time zone of the publication: an offset such as `+03:00` or an IANA name.
    pub tz: Option<String>,
    /// Language of the main text.
    pub lang: Lang,
    /// Title, as the metadata or the headline gives it.
    pub title: Option<String>,
    /// The one who speaks in the whole of it: a post's author, the body that an official text speaks for.
    pub speaker: Option<String>,
    /// What sort of text it is.
    pub kind: SourceKind,
    /// SHA-256 of the bytes as received, hexadecimal.
    pub sha256: String,
    /// Whether it is the whole of what was said on the occasion; only then can it be silent on something.
    pub complete: bool,
    /// Whether it is known to be cut.
    pub truncated: bool,
    /// Length of the source in bytes.
    pub bytes: usize,
    /// Front matter and metadata keys that the program does not know, kept as they stood.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
}
