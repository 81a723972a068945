//! What a date in a text is counted from.

use diptych_core::{Day, Lang, Period};

/// What a date in a text is counted from.
#[derive(Debug, Clone, Default)]
pub struct DateContext {
    /// The page's date.
    pub published: Option<Day>,
    /// The page's time zone, an offset or IANA name.
    pub tz: Option<String>,
    /// The day named last before the text: `a day later` is counted from it.
    pub named: Option<Day>,
    /// Supplies a missing year.
    pub period: Period,
    /// Language of the text.
    pub lang: Lang,
}
