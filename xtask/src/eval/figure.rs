//! One figure of the table.

use std::fmt;

/// A measured value and how it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    /// Per cent, 0 to 100.
    Percent(f64),
    /// So many of so many.
    Of(usize, usize),
    /// A value of this machine, with its unit; never compared with an older one.
    Machine(f64, &'static str),
    /// Not measured here.
    Skipped,
}

impl Value {
    /// Per cent, where it is a value that may not fall.
    pub(super) fn percent(self) -> Option<f64> {
        match self {
            Self::Percent(value) => Some(value),
            Self::Of(_, 0) | Self::Machine(..) | Self::Skipped => None,
            Self::Of(part, whole) => Some(100.0 * part as f64 / whole as f64),
        }
    }

    /// Reads what [`fmt::Display`] wrote, where it is a value that may not fall.
    pub(super) fn parse(written: &str) -> Option<Self> {
        if let Some((part, whole)) = written.split_once(" of ") {
            return Some(Self::Of(part.parse().ok()?, whole.parse().ok()?));
        }
        written.parse().ok().map(Self::Percent)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(value) => write!(f, "{value:.1}"),
            Self::Of(part, whole) => write!(f, "{part} of {whole}"),
            Self::Machine(value, unit) if *value < 10.0 => write!(f, "{value:.2} {unit}"),
            Self::Machine(value, unit) => write!(f, "{value:.0} {unit}"),
            Self::Skipped => f.write_str("–"),
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// What it was measured on.
    pub set: String,
    /// Language.
    pub lang: String,
    /// What was measured.
    pub measure: String,
    /// The value.
    pub value: Value,
}

impl Figure {
    pub(super) fn new(set: &str, lang: &str, measure: &str, value: Value) -> Self {
        Self {
            set: set.to_owned(),
            lang: lang.to_owned(),
            measure: measure.to_owned(),
            value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for value in [Value::Percent(81.3), Value::Of(10, 11)] {
            assert_eq!(Value::parse(&value.to_string()), Some(value));
        }
        assert_eq!(
            Value::parse(&Value::Machine(812.0, "texts/s").to_string()),
            None
        );
        assert_eq!(Value::parse(&Value::Skipped.to_string()), None);
        assert_eq!(Value::Of(0, 0).percent(), None);
    }
}
