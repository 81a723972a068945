//! The form of `expected.json`.

use diptych_core::{About, Case, Day, SideId, fold};
use serde::Deserialize;

/// What a good editor would report of a case.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Expected {
    /// Statements to find.
    #[serde(default)]
    pub statements: Vec<ExpectedStatement>,
    /// Divergences to report.
    #[serde(default)]
    pub divergences: Vec<Row>,
    /// Divergences that may be reported and are not missed.
    #[serde(default)]
    pub optional: Vec<Row>,
    /// Divergences that must not be reported.
    #[serde(default)]
    pub forbidden: Vec<Row>,
    /// Texts that are nobody's words.
    #[serde(default)]
    pub not_statements: Vec<NotStatement>,
    /// True statements of others that need not be found.
    #[serde(default)]
    pub allowed: Vec<NotStatement>,
}

/// One statement to find.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ExpectedStatement {
    /// Name within the file, such as `s1`.
    pub id: String,
    /// Full name of the speaker, as the case writes it.
    pub speaker: String,
    /// Path of the source; may be left out where the case has one source.
    #[serde(default, alias = "path")]
    pub source: Option<String>,
    /// Side of the speaker, by id or name.
    #[serde(default)]
    pub side: Option<String>,
    /// Issue, by id.
    #[serde(default)]
    pub issue: Option<String>,
    /// Kind of statement, in the record's word.
    #[serde(default)]
    pub kind: Option<String>,
    /// First byte.
    #[serde(default)]
    pub start: Option<usize>,
    /// One past the last byte.
    #[serde(default)]
    pub end: Option<usize>,
    /// First words.
    #[serde(default)]
    pub begins: String,
    /// Last words.
    #[serde(default)]
    pub ends: String,
    /// Days on which it can have been said; empty where the text gives none.
    #[serde(default)]
    pub dates: Vec<Day>,
    /// Sides that the speaker can be of: filled by [`Expected::with_case`].
    #[serde(skip)]
    pub sides: Vec<SideId>,
}

/// One or several statements by name: several are witnesses, any of which will do.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(untagged)]
pub enum Names {
    /// No statement.
    #[default]
    None,
    /// One statement, or `*`.
    One(String),
    /// Any of these statements.
    Any(Vec<String>),
}

impl Names {
    /// The names.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let list = match self {
            Self::None => &[],
            Self::One(name) => std::slice::from_ref(name),
            Self::Any(names) => names.as_slice(),
        };
        list.iter().map(String::as_str)
    }

    /// Whether anything will do: `*`, or nothing written.
    pub fn is_any(&self) -> bool {
        self.iter().all(|name| name == "*")
    }
}

/// One divergence to report, that may be reported, or that must not be.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Row {
    /// Kind, in the record's word, or `*`.
    pub kind: String,
    /// Other kinds that are as good.
    #[serde(default)]
    pub also: Vec<String>,
    /// Axis, in the record's word, where only one is meant.
    #[serde(default)]
    pub axis: Option<String>,
    /// Issue by id, or `*`.
    #[serde(default)]
    pub issue: Option<String>,
    /// The claimer's statement.
    #[serde(default)]
    pub left: Names,
    /// Words of it that the evidence must touch.
    #[serde(default)]
    pub left_snippet: String,
    /// The holder's statement.
    #[serde(default)]
    pub right: Names,
    /// Words of it that the evidence must touch.
    #[serde(default)]
    pub right_snippet: String,
    /// Whose silence it is.
    #[serde(default)]
    pub about: Option<About>,
    /// Why it is forbidden, or what an editor says of it.
    #[serde(default, alias = "note")]
    pub why: String,
}

impl Row {
    /// Whether `kind` is one of its kinds.
    pub fn takes_kind(&self, kind: &str) -> bool {
        self.kind == "*" || self.kind == kind || self.also.iter().any(|other| other == kind)
    }

    /// One line that names it.
    pub fn label(&self) -> String {
        let join = |names: &Names| names.iter().collect::<Vec<_>>().join("|");
        let right = match (&self.about, self.right.iter().next()) {
            (Some(about), None) => format!("silence of {}", about.side),
            _ => join(&self.right),
        };
        let issue = self.issue.as_deref().unwrap_or("*");
        format!("{} {issue} {} → {right}", self.kind, join(&self.left))
    }
}

/// A text that is nobody's statement, or need not be found.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum NotStatement {
    /// In any source.
    Text(String),
    /// In one source.
    In {
        /// Path of the source.
        #[serde(alias = "path")]
        source: String,
        /// The words.
        #[serde(alias = "snippet", alias = "begins")]
        text: String,
    },
}

impl NotStatement {
    /// The words.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::In { text, .. } => text,
        }
    }

    /// Whether it is meant for the source at `path`.
    pub fn is_in(&self, path: &str) -> bool {
        match self {
            Self::Text(_) => true,
            Self::In { source, .. } => source == path,
        }
    }
}

impl Expected {
    /// Reads the value of an `expected.json`.
    ///
    /// # Errors
    /// Where a field lacks or has the wrong form.
    pub fn parse(value: &serde_json::Value) -> Result<Self, serde_json::Error> {
        Self::deserialize(value)
    }

    /// Takes the side of every speaker from the case, so that it is checked too.
    ///
    /// A body that two sides share may be found on either.
    #[must_use]
    pub fn with_case(mut self, case: &Case) -> Self {
        for statement in &mut self.statements {
            if let Some(written) = &statement.side {
                statement.sides = case
                    .sides
                    .iter()
                    .filter(|side| side.id.as_str() == written || side.name == *written)
                    .map(|side| side.id.clone())
                    .collect();
                continue;
            }
            let speaker = fold(&statement.speaker).text;
            let is = |name: &String| fold(name).text == speaker;
            statement.sides = case
                .sides
                .iter()
                .filter(|side| {
                    side.bodies.iter().any(is)
                        || side
                            .people
                            .iter()
                            .any(|person| is(&person.name) || person.aliases.iter().any(is))
                })
                .map(|side| side.id.clone())
                .collect();
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_model_file_is_read() {
        let value = serde_json::json!({
            "note": "n",
            "statements": [{"id": "s1", "speaker": "Ada Renn", "dates": ["2031-03-04"], "begins": "We", "ends": "it."}],
            "divergences": [{"kind": "split", "also": ["conditional"], "left": "s1", "right": ["s2", "s3"]}],
            "forbidden": [{"kind": "silent", "issue": "*", "left": "*", "right": "*", "why": "w"}],
            "not_statements": ["Menu", {"source": "a.txt", "text": "Photo"}],
        });
        let expected = Expected::parse(&value).unwrap();
        assert_eq!(
            expected.statements[0].dates,
            [Day::new(2031, 3, 4).unwrap()]
        );
        assert_eq!(expected.divergences[0].label(), "split * s1 → s2|s3");
        assert!(expected.divergences[0].takes_kind("conditional"));
        assert!(expected.forbidden[0].left.is_any());
        assert!(!expected.not_statements[1].is_in("b.txt"));
    }

    #[test]
    fn the_case_names_the_sides() {
        let (case, _) = diptych_core::parse_case(
            "[[side]]\nname = 'A'\nbodies = ['Castle']\n[[side]]\nname = 'B'\nbodies = ['Castle']\npeople = ['Bo Lind']",
        );
        let value = serde_json::json!({"statements": [
            {"id": "s1", "speaker": "Castle"}, {"id": "s2", "speaker": "Bo Lind"}, {"id": "s3", "speaker": "Castle", "side": "B"},
        ]});
        let expected = Expected::parse(&value).unwrap().with_case(&case);
        let sides: Vec<usize> = expected.statements.iter().map(|s| s.sides.len()).collect();
        assert_eq!(sides, [2, 1, 1]);
    }
}
