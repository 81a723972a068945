//! Specifications in Markdown: prose explains, the examples are asserted.
//!
//! An example is a fenced block `text` followed by a fenced block
//! `statements`. The info string of the first may hold the day of
//! publication. Each line of the second is one statement:
//! kind, speaker, day and words, with ` · ` between, `-` where there is none.

use std::fmt;
use std::path::{Path, PathBuf};

/// One example of a specification.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Example {
    /// The file it stands in.
    pub file: PathBuf,
    /// The line of its text block, counted from 1.
    pub line: usize,
    /// The text.
    pub text: String,
    /// Day of publication, as written.
    pub published: Option<String>,
    /// The statements it must give, as written, in order.
    pub statements: Vec<String>,
}

/// A specification that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: &'static str,
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// The examples of one specification.
///
/// # Errors
/// Where a block is not closed, or a text has no statements after it.
pub fn parse(file: &Path, markdown: &str) -> Result<Vec<Example>, SpecError> {
    let mut examples: Vec<Example> = Vec::new();
    let mut lines = markdown.lines().enumerate();
    let mut is_waiting = false;
    while let Some((number, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let mut block: Vec<&str> = Vec::new();
        loop {
            match lines.next() {
                Some((_, "```")) => break,
                Some((_, inner)) => block.push(inner),
                None => {
                    return Err(SpecError {
                        line: number + 1,
                        reason: "the block is not closed",
                    });
                }
            }
        }
        let (name, rest) = info.split_once(' ').unwrap_or((info, ""));
        match name {
            "text" if is_waiting => {
                return Err(SpecError {
                    line: number + 1,
                    reason: "a text without statements stands before",
                });
            }
            "text" => {
                is_waiting = true;
                let published = (!rest.trim().is_empty()).then(|| rest.trim().to_owned());
                let file = file.to_path_buf();
                examples.push(Example {
                    file,
                    line: number + 1,
                    text: block.join("\n"),
                    published,
                    statements: Vec::new(),
                });
            }
            "statements" => {
                let Some(example) = examples.last_mut().filter(|_| is_waiting) else {
                    return Err(SpecError {
                        line: number + 1,
                        reason: "statements without a text",
                    });
                };
                example.statements = block
                    .into_iter()
                    .filter(|line| !line.trim().is_empty())
                    .map(str::to_owned)
                    .collect();
                is_waiting = false;
            }
            _ => {}
        }
    }
    if is_waiting {
        return Err(SpecError {
            line: markdown.lines().count(),
            reason: "the last text has no statements",
        });
    }
    Ok(examples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_and_its_statements_are_one_example() {
        let found = parse(Path::new("a.md"), "Prose.\n\n```text 2031-03-14\nA.\nB.\n```\n\n```statements\ndirect · X · - · A.\n```\n").unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].text.as_str(), found[0].line), ("A.\nB.", 3));
        assert_eq!(found[0].published.as_deref(), Some("2031-03-14"));
        assert_eq!(found[0].statements, ["direct · X · - · A."]);
    }

    #[test]
    fn a_text_without_statements_is_refused() {
        assert!(parse(Path::new("a.md"), "```text\nA.\n```\n").is_err());
        assert!(parse(Path::new("a.md"), "```text\nA.\n").is_err());
        assert!(parse(Path::new("a.md"), "```statements\n```\n").is_err());
    }
}
