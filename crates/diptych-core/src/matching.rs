//! How surely two passages must be one before they count as one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// From which likelihood passages are taken for one utterance; a case may set its own.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Matching {
    /// From here, 0 to 1, two passages are shown as perhaps one utterance.
    pub suggest: f64,
    /// From here, 0 to 1, they are joined.
    pub assert: f64,
    /// Passages of fewer words are joined only where their very words are the same.
    pub words: usize,
    /// Days that may lie between two reports of one utterance.
    pub days: i32,
}

impl Default for Matching {
    fn default() -> Self {
        Self {
            suggest: 0.5,
            assert: 0.8,
            words: 4,
            days: 1,
        }
    }
}

impl Matching {
    /// Sets one of the numbers by its name.
    ///
    /// # Errors
    /// What is wrong, where there is no such number or the value is out of its range.
    pub fn set(&mut self, name: &str, value: f64) -> Result<(), String> {
        let within = |low: f64, high: f64| {
            let inside = (low..=high).contains(&value);
            inside.then_some(value).ok_or_else(|| {
                format!("`{name}` is {value}, and must lie between {low} and {high}")
            })
        };
        let whole = |high: f64| {
            within(0.0, high).and_then(|value| {
                let is_whole = value.fract() == 0.0;
                is_whole
                    .then_some(value)
                    .ok_or_else(|| format!("`{name}` is {value}, and must be a whole number"))
            })
        };
        match name {
            "suggest" => self.suggest = within(0.0, 1.0)?,
            "assert" => self.assert = within(0.0, 1.0)?,
            "words" => self.words = (whole(1000.0)? as i32).unsigned_abs() as usize,
            "days" => self.days = whole(366.0)? as i32,
            _ => {
                return Err(format!(
                    "`{name}` is none of `suggest`, `assert`, `words`, `days`"
                ));
            }
        }
        Ok(())
    }

    /// The numbers in one line, as `doctor` prints them.
    pub fn line(&self) -> String {
        format!(
            "suggest {}, assert {}, words {}, days {}",
            self.suggest, self.assert, self.words, self.days
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_range_are_refused_and_change_nothing() {
        let mut matching = Matching::default();
        for (name, value) in [
            ("suggest", 1.1),
            ("assert", f64::NAN),
            ("words", 2.5),
            ("words", -1.0),
            ("days", 400.0),
            ("day", 1.0),
        ] {
            assert!(matching.set(name, value).is_err(), "{name} {value}");
        }
        assert_eq!(matching, Matching::default());
        assert_eq!(matching.set("days", 3.0), Ok(()));
        assert_eq!(matching.days, 3);
    }
}
