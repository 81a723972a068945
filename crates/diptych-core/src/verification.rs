//! The quotations of a draft, checked against the sources of a case.

use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};

use crate::{Anchor, Day, Lang, Problem, Said, SideId, SourceId, StatementId, Tier};

/// Version of the schema of [`Verification`]. Fields may be added, never renamed.
pub const VERIFY_SCHEMA: &str = "diptych-verify/1";

/// What was found of a quotation. The order is that of weight: the first of several is the verdict.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum QuoteVerdict {
    /// The sources do not hold the words; the nearest passage is shown.
    NotFound,
    /// Words of two statements stand in one pair of marks.
    Spliced,
    /// A negation of the source is gone.
    NegationLost,
    /// A negation was put in that the source does not have.
    NegationAdded,
    /// A condition or limit of the same sentence was left out.
    LimiterCut,
    /// A hedge was left out.
    HedgeCut,
    /// Words differ, were left out unmarked or were put in.
    Altered,
    /// The sources give the words to somebody else.
    WrongSpeaker,
    /// The words are those of a reporter's question.
    Question,
    /// The words are an outlet's retelling, not the speaker's.
    Retold,
    /// The sources give another day.
    WrongDate,
    /// Words in another language say it; less certain than the others.
    Translated,
    /// Verbatim, with cuts that are marked.
    VerbatimWithCuts,
    /// Verbatim.
    Verbatim,
}

impl QuoteVerdict {
    /// Whether an editor has to correct something.
    pub fn is_wrong(self) -> bool {
        self < Self::Translated
    }

    /// The words to show.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotFound => "not found",
            Self::Spliced => "spliced from two statements",
            Self::NegationLost => "negation lost",
            Self::NegationAdded => "negation put in",
            Self::LimiterCut => "cut before a limiter",
            Self::HedgeCut => "hedge left out",
            Self::Altered => "altered",
            Self::WrongSpeaker => "wrong speaker",
            Self::Question => "a reporter's question",
            Self::Retold => "the outlet's words, not the speaker's",
            Self::WrongDate => "wrong date",
            Self::Translated => "translation of",
            Self::VerbatimWithCuts => "verbatim with marked cuts",
            Self::Verbatim => "verbatim",
        }
    }
}

/// How sure a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It stands in the bytes.
    Plain,
    /// It rests on a rule of language, or on the reading of who said it when.
    Likely,
    /// It rests on likeness; read both.
    Possible,
}

/// Something that is wrong with a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteFinding {
    /// What it is.
    pub kind: QuoteVerdict,
    /// How sure it is.
    pub certainty: Certainty,
    /// One plain sentence.
    pub message: String,
    /// The words of the source that show it; bytes of the document of the first match.
    pub source_words: Vec<Anchor>,
    /// The words of the draft that show it.
    pub draft_words: Vec<Anchor>,
    /// The table entry behind it, `lang/file/entry`, where one fired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// What is worth knowing and is not wrong.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// е stands for ё, or the other way about.
    Yo,
    /// The first letter is a capital where the source has a small one, or the other way about.
    Capital,
    /// A question or exclamation mark differs.
    Punctuation,
    /// A word is written in another way: a hyphen, a figure for a number word.
    Spelling,
    /// Words in brackets are the editor's.
    Brackets,
    /// The draft names nobody, or nobody that the program can tell.
    SpeakerOpen,
    /// The source does not say whose words they are.
    SourceSpeakerOpen,
    /// Another of the same side: a body and its spokesman.
    SameSide,
    /// The days lie one apart, as they may in two time zones.
    DayApart,
    /// The words stand only in a headline or caption.
    Headline,
    /// A condition, hedge or negation of the source stands in the draft outside the marks, or too far off.
    LimitNear,
}

/// A note on a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteNote {
    /// What it is about.
    pub kind: NoteKind,
    /// One plain sentence.
    pub message: String,
}

/// What a change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The same words.
    Same,
    /// Other words.
    Changed,
    /// Words of the source that the draft does not have.
    LeftOut,
    /// Words of the draft that the source does not have.
    PutIn,
    /// Words of the source behind a mark of omission or an editor's brackets.
    MarkedCut,
    /// Words that belong to the source's attribution, between two parts of the quotation.
    Between,
}

/// One step of the comparison, word by word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What it does.
    pub kind: ChangeKind,
    /// Words of the draft.
    pub draft: Option<Anchor>,
    /// Words of the source.
    pub source: Option<Anchor>,
}

/// What a passage of a source is to a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchRole {
    /// It holds the words.
    Holds,
    /// It holds one part of what was joined.
    Part,
    /// It is the original of a translation.
    Original,
    /// It is the nearest that was found.
    Nearest,
}

/// A passage of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteMatch {
    /// What it is to the quotation.
    pub role: MatchRole,
    /// The source.
    pub source: SourceId,
    /// Its path.
    pub path: String,
    /// The day of publication.
    pub published: Option<Day>,
    /// Its language.
    pub lang: Lang,
    /// The words, bytes of the document; more than one where words between them are left out.
    pub fragments: Vec<Anchor>,
    /// The statement that they are part of.
    pub statement: Option<StatementId>,
    /// Who says them there.
    pub speaker: Option<String>,
    /// The side of that speaker.
    pub side: Option<SideId>,
    /// When, by that source.
    pub said: Option<Said>,
    /// How like the quotation, 0 to 100.
    pub likeness: u8,
}

/// One quotation of a draft, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VerifiedQuote {
    /// Number in the draft, from 1.
    pub number: usize,
    /// The words in the draft, without their marks; more than one where the attribution stands between.
    pub fragments: Vec<Anchor>,
    /// Language of the words.
    pub lang: Lang,
    /// Who says it, by the draft.
    pub speaker: Option<String>,
    /// The side of that speaker, where the case knows it.
    pub side: Option<SideId>,
    /// When, by the draft; nothing where the draft itself gives no day.
    pub said: Option<Said>,
    /// The verdict: the weightiest finding, or how it was found.
    pub verdict: QuoteVerdict,
    /// Whether an editor has to correct something.
    pub wrong: bool,
    /// What is wrong, weightiest first.
    pub findings: Vec<QuoteFinding>,
    /// What is worth knowing.
    pub notes: Vec<QuoteNote>,
    /// Word by word against the first match, where they differ.
    pub diff: Vec<Change>,
    /// Passages of the sources, the one that was judged first.
    pub matches: Vec<QuoteMatch>,
    /// How many more places of the sources hold the same words.
    pub more_places: usize,
}

/// Words in marks that were not checked, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PassedOver {
    /// The words in the draft.
    pub words: Anchor,
    /// Why: `a name`, `a few words that nobody is said to have said`.
    pub reason: String,
}

/// A draft, checked: what `verify --json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Verification {
    /// Version of the schema, [`VERIFY_SCHEMA`].
    pub schema: String,
    /// Which means found translations.
    pub tier: Tier,
    /// Path of the draft.
    pub draft: String,
    /// Language of the draft.
    pub lang: Lang,
    /// How many sources were looked through.
    pub sources: usize,
    /// How many quotations an editor has to look at again.
    pub wrong: usize,
    /// The quotations, in order.
    pub quotations: Vec<VerifiedQuote>,
    /// Words in marks that were not checked.
    pub passed_over: Vec<PassedOver>,
    /// What was not read or not understood.
    pub problems: Vec<Problem>,
}

/// The JSON Schema (2020-12) of [`Verification`].
pub fn verify_schema() -> Schema {
    schema_for!(Verification)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_comes_first_and_a_translation_is_not_wrong() {
        assert!(QuoteVerdict::NegationLost < QuoteVerdict::Altered);
        assert!(QuoteVerdict::WrongDate.is_wrong());
        assert!(!QuoteVerdict::Translated.is_wrong());
        assert!(!QuoteVerdict::Verbatim.is_wrong());
    }
}
