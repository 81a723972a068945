//! The sources, and what was not read or not understood.

use diptych_core::{Problem, Record, Severity};

use crate::dates::When;
use crate::words;

/// The address, where it is one that a reader may follow: http or https, and
/// without white space or control characters.
pub(crate) fn safe_url(url: &str) -> Option<&str> {
    let url = url.trim();
    let scheme = url.split_once("://")?.0;
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let clean = !url
        .chars()
        .any(|character| character.is_whitespace() || character.is_control());
    (known && clean && url.len() > scheme.len() + 3).then_some(url)
}

/// One source.
pub(crate) struct SourceRow<'r> {
    /// Who published it.
    pub outlet: &'r str,
    /// Its title.
    pub title: &'r str,
    /// The day of publication.
    pub published: Option<When>,
    /// The moment as the source writes it.
    pub published_at: Option<&'r str>,
    /// Language code.
    pub lang: &'r str,
    /// Language by name.
    pub language: &'r str,
    /// Sort of text.
    pub kind: &'static str,
    /// Address that may be followed.
    pub url: Option<&'r str>,
    /// Address that may not, shown as text.
    pub other_url: Option<&'r str>,
    /// Path.
    pub path: &'r str,
    /// First digits of the digest.
    pub short: &'r str,
    /// The digest.
    pub sha256: &'r str,
    /// `whole`, `cut`, or empty.
    pub extent: &'static str,
    /// How many statements were found in it.
    pub statements: usize,
}

/// The sources in the order in which they were read.
pub(crate) fn sources(record: &Record) -> Vec<SourceRow<'_>> {
    let mut counts = std::collections::HashMap::new();
    for statement in &record.statements {
        *counts.entry(statement.source.as_str()).or_insert(0) += 1;
    }
    record
        .sources
        .iter()
        .map(|source| {
            let url = source.url.as_deref().and_then(safe_url);
            SourceRow {
                outlet: source.outlet.as_deref().unwrap_or("outlet not known"),
                title: source.title.as_deref().unwrap_or("without a title"),
                published: source.published.map(When::day),
                published_at: source.published_at.as_deref(),
                lang: source.lang.code(),
                language: words::language(&source.lang),
                kind: words::source_kind(source.kind),
                url,
                other_url: if url.is_none() {
                    source.url.as_deref()
                } else {
                    None
                },
                path: &source.path,
                short: source.sha256.get(..12).unwrap_or(&source.sha256),
                sha256: &source.sha256,
                extent: match (source.complete, source.truncated) {
                    (_, true) => "cut",
                    (true, false) => "whole",
                    (false, false) => "",
                },
                statements: counts.get(source.id.as_str()).copied().unwrap_or(0),
            }
        })
        .collect()
}

/// Problems of one severity.
pub(crate) struct ProblemGroup<'r> {
    /// Heading.
    pub heading: &'static str,
    /// The problems by code.
    pub codes: Vec<ProblemCode<'r>>,
    /// How many there are.
    pub count: usize,
}

/// Problems of one code.
pub(crate) struct ProblemCode<'r> {
    /// The code.
    pub code: &'r str,
    /// What to do.
    pub help: &'r str,
    /// The problems.
    pub problems: Vec<&'r Problem>,
}

/// The problems, worst first.
pub(crate) fn problems(record: &Record) -> Vec<ProblemGroup<'_>> {
    [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .filter_map(|severity| {
            let mut all: Vec<&Problem> = record
                .problems
                .iter()
                .filter(|problem| problem.severity == severity)
                .collect();
            all.sort_by(|a, b| (&a.code, &a.help).cmp(&(&b.code, &b.help)));
            let codes: Vec<ProblemCode<'_>> = all
                .chunk_by(|a, b| a.code == b.code && a.help == b.help)
                .map(|group| ProblemCode {
                    code: &group[0].code,
                    help: &group[0].help,
                    problems: group.to_vec(),
                })
                .collect();
            (!codes.is_empty()).then(|| ProblemGroup {
                heading: words::severity(severity),
                codes,
                count: all.len(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_followed() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt://x%0aalert(1)",
            "data:text/html,x",
            "//host/x",
            "http://",
            "https://a b",
            "https://a\u{0}b",
            "file:///etc/passwd",
        ] {
            assert_eq!(safe_url(bad), None, "{bad}");
        }
        assert_eq!(
            safe_url(" HTTPS://a.example/x?y=1 "),
            Some("HTTPS://a.example/x?y=1")
        );
    }
}
