//! Statements: who said which words when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Anchor, Day, IssueId, Lang, Rendering, Said, SideId, SourceId, Span, StatementId, UtteranceId,
};

/// How the words stand in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// Inside quotation marks.
    Direct,
    /// A clause in the outlet's wording with quoted words in it.
    Mixed,
    /// The outlet's wording.
    Indirect,
    /// One turn of a transcript.
    Turn,
    /// A post.
    Post,
    /// A text that speaks for a body.
    OfficialText,
    /// A quotation under an attribution line.
    Block,
    /// A belief or wish ascribed by the outlet; never shown as said.
    Attitude,
    /// The outlet speaking for itself about a side; never shown as said.
    OutletReport,
}

impl StatementKind {
    /// Whether it may be shown as something said.
    pub fn is_said(self) -> bool {
        !matches!(self, Self::Attitude | Self::OutletReport)
    }
}

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// The speaker's own.
    Speaker,
    /// The outlet's retelling.
    Outlet,
}

/// Who said it: the mention in the text and the resolved entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// Full name of the person or body, in its base form; nothing where it is left open.
    pub name: Option<String>,
    /// The words that name the speaker where the attribution stands.
    pub mention: Option<String>,
    /// Where those words stand.
    pub mention_span: Option<Span>,
    /// Role or rank, as the text or the case gives it.
    pub role: Option<String>,
    /// The side of the case, where the speaker is of one.
    pub side: Option<SideId>,
    /// Whether this is a body rather than a person.
    #[serde(default)]
    pub is_body: bool,
    /// Names between which the text leaves it open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// How the name was found: `full name`, `surname`, `pronoun`, `role`, `carried`, `front matter` …
    pub basis: Option<String>,
}

impl Speaker {
    /// The name to show: the resolved one, else the mention.
    pub fn shown(&self) -> Option<&str> {
        self.name.as_deref().or(self.mention.as_deref())
    }
}

/// What stands round a statement.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Context {
    /// The sentence before.
    pub before: Option<String>,
    /// The sentence after.
    pub after: Option<String>,
    /// The question that it answers.
    pub question: Option<String>,
    /// Where `before` stands.
    pub before_span: Option<Span>,
    /// Where `after` stands.
    pub after_span: Option<Span>,
    /// Where `question` stands.
    pub question_span: Option<Span>,
}

/// The words in another language, as a person entered them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Translation {
    /// The words.
    pub text: String,
    /// Language, basis, author.
    #[serde(flatten)]
    pub rendering: Rendering,
    /// Who entered it.
    pub by: String,
    /// When, in UTC.
    pub at: String,
    /// The decision that holds it.
    pub decision: String,
    /// Whether two copies of the case hold different ones and nobody has settled it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub disputed: bool,
}

/// What a person noted for whoever reads the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    /// The note.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When, in UTC.
    pub at: String,
    /// The decision that holds it.
    pub decision: String,
}

/// A stretch of speech or writing ascribed to a speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Derived from the source digest, the speaker, and the first and last byte.
    pub id: StatementId,
    /// The source it stands in.
    pub source: SourceId,
    /// The path of that source.
    pub path: String,
    /// Language of the words.
    pub lang: Lang,
    /// How the words stand in the source.
    pub kind: StatementKind,
    /// Whose words they are.
    pub wording: Wording,
    /// Who said it.
    pub speaker: Speaker,
    /// Who tells us, from the outlet inwards: agency, newspaper, official.
    pub reported_by: Vec<String>,
    /// When it was said.
    pub said: Option<Said>,
    /// When the source was published.
    pub published: Option<Day>,
    /// The speaking event, where the text names it.
    pub occasion: Option<String>,
    /// Utterances that it is a witness of.
    pub utterances: Vec<UtteranceId>,
    /// The words, in order.
    pub fragments: Vec<Anchor>,
    /// What stands round it.
    pub context: Context,
    /// Issues of the case that it speaks of.
    pub issues: Vec<IssueId>,
    /// The reporting words: the verb, noun or phrase that ascribes it.
    pub cue: Option<Anchor>,
    /// Whether the report itself is negated ("did not say that", "denied that").
    #[serde(default)]
    pub denied: bool,
    /// Whether it is a reporter's question, which is nobody's position.
    #[serde(default)]
    pub is_question: bool,
    /// Whether a mark of omission or the end of the source cuts it.
    #[serde(default)]
    pub cut: bool,
    /// What people put beside the words in other languages; the words themselves stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
    /// What people noted that a reader must know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}

impl Statement {
    /// Words that `speaker` says in the source, and nothing else known about them.
    ///
    /// `sha256` is the digest of the source, of which the identifier is derived.
    pub fn bare(
        (source, sha256, path): (SourceId, &str, &str),
        lang: Lang,
        speaker: Speaker,
        words: Anchor,
    ) -> Self {
        let span = Span::new(words.start, words.end);
        Self {
            id: Self::derive_id(sha256, speaker.name.as_deref(), span),
            source,
            path: path.to_owned(),
            lang,
            kind: StatementKind::Direct,
            wording: Wording::Speaker,
            speaker,
            reported_by: Vec::new(),
            said: None,
            published: None,
            occasion: None,
            utterances: Vec::new(),
            fragments: vec![words],
            context: Context::default(),
            issues: Vec::new(),
            cue: None,
            denied: false,
            is_question: false,
            cut: false,
            translations: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// From the first byte of the first fragment to the last of the last.
    pub fn span(&self) -> Span {
        match (self.fragments.first(), self.fragments.last()) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }

    /// The words; ` […] ` where fragments do not touch.
    pub fn words(&self) -> String {
        let mut out = String::new();
        for fragment in &self.fragments {
            if !out.is_empty() {
                out.push_str(" […] ");
            }
            out.push_str(&fragment.text);
        }
        out
    }

    /// The identifier for these parts.
    pub fn derive_id(sha256: &str, speaker: Option<&str>, span: Span) -> StatementId {
        let (start, end) = (span.start.to_string(), span.end.to_string());
        StatementId::from(crate::short(
            "st",
            &[sha256, speaker.unwrap_or(""), &start, &end],
        ))
    }
}
