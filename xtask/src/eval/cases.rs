//! Measuring on whole cases, through `diptych compare`.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use diptych_core::{Record, parse_case};
use diptych_testkit::expected::{CaseScore, Expected, score_expected};
use serde_json::Value as Json;

use super::figure::{Figure, Value};
use super::process;

/// A case with what an editor expects of it.
pub(super) struct Case {
    /// Its name in the table.
    pub name: &'static str,
    /// Its folder; nothing where the data is not there.
    pub folder: Option<PathBuf>,
    /// How many findings the editor reads first.
    first: usize,
}

/// Every case, those without data among them.
pub(super) fn all(root: &Path, data: Option<&Path>) -> Vec<Case> {
    let there = |folder: PathBuf| folder.join("expected.json").is_file().then_some(folder);
    vec![
        Case {
            name: "model case",
            folder: data.and_then(|data| there(data.join("cases/worlds-apart"))),
            first: 10,
        },
        Case {
            name: "sample case",
            folder: there(root.join("examples/straits")),
            first: 30,
        },
    ]
}

/// Measures one case; and the score in full, for people.
///
/// # Errors
/// Where the program fails or a file cannot be read.
pub(super) fn measure(
    program: &Path,
    case: &Case,
) -> Result<(Vec<Figure>, Option<CaseScore>), String> {
    let figure = |measure: &str, value| Figure::new(case.name, "", measure, value);
    let among = format!("divergences among the first {}", case.first);
    let Some(folder) = &case.folder else {
        let measures = [
            "statements right",
            &among,
            "divergences found",
            "forbidden left out",
            "nobody's words left out",
            "time",
            "memory, at most",
        ];
        return Ok((
            measures.iter().map(|m| figure(m, Value::Skipped)).collect(),
            None,
        ));
    };
    let arguments: [OsString; 4] = [
        "compare".into(),
        folder.into(),
        "--format".into(),
        "json".into(),
    ];
    let ran = process::run(program, &arguments, Vec::new())?;
    let record: Record = serde_json::from_slice(&ran.output).map_err(|error| {
        let said = String::from_utf8_lossy(&ran.errors).into_owned();
        format!("{}: exit code {:?}: {error} {said}", case.name, ran.code)
    })?;
    let expected = expected(folder)?;
    let documents = documents(program, folder, &record)?;
    let score = score_expected(&expected, &record, &|path| documents.get(path).cloned());

    let broken: std::collections::BTreeSet<&str> =
        score.forbidden.iter().map(|hit| hit.row.as_str()).collect();
    let rows = expected.forbidden.len();
    let texts = expected.not_statements.len();
    let divergences = score.divergences.len();
    let memory = ran.peak.map_or(Value::Skipped, |bytes| {
        Value::Machine(bytes as f64 / 1e6, "MB")
    });
    let figures = vec![
        figure(
            "statements right",
            Value::Of(score.statements_right(), score.statements.len()),
        ),
        figure(&among, Value::Of(score.hits_among(case.first), divergences)),
        figure("divergences found", Value::Of(score.hits(), divergences)),
        figure(
            "forbidden left out",
            Value::Of(rows - broken.len().min(rows), rows),
        ),
        figure(
            "nobody's words left out",
            Value::Of(texts - score.violations.len().min(texts), texts),
        ),
        figure("time", Value::Machine(ran.seconds, "s")),
        figure("memory, at most", memory),
    ];
    Ok((figures, Some(score)))
}

fn expected(folder: &Path) -> Result<Expected, String> {
    let read = |name: &str| {
        std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))
    };
    let value: Json = serde_json::from_str(&read("expected.json")?)
        .map_err(|error| format!("expected.json: {error}"))?;
    let expected = Expected::parse(&value).map_err(|error| format!("expected.json: {error}"))?;
    let (case, _) = parse_case(&read("case.toml")?);
    Ok(expected.with_case(&case))
}

/// The document text of every source, as the program reads it.
fn documents(
    program: &Path,
    folder: &Path,
    record: &Record,
) -> Result<HashMap<String, String>, String> {
    let mut out = HashMap::new();
    for source in &record.sources {
        let arguments: [OsString; 4] = [
            "show".into(),
            folder.into(),
            (&source.path).into(),
            "--json".into(),
        ];
        let ran = process::run(program, &arguments, Vec::new())?;
        let shown: Json = serde_json::from_slice(&ran.output)
            .map_err(|error| format!("show {}: {error}", source.path))?;
        let text = shown["document"]["text"].as_str().unwrap_or_default();
        out.insert(source.path.clone(), text.to_owned());
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_without_data_is_skipped() {
        let cases = all(Path::new("no-such-root"), None);
        let (figures, score) = measure(Path::new("no-such-program"), &cases[0]).unwrap();
        assert!(score.is_none());
        assert!(figures.iter().all(|figure| figure.value == Value::Skipped));
    }

    #[test]
    fn the_sample_case_has_expectations_that_can_be_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let expected = expected(&root.join("examples/straits")).unwrap();
        assert!(
            expected
                .statements
                .iter()
                .all(|statement| !statement.sides.is_empty())
        );
    }
}
