//! Measuring on whole cases, through `diptych compare`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use diptych_core::{Record, parse_case};
use diptych_testkit::expected::{CaseScore, Expected, score_expected};
use serde_json::Value as Json;

use super::calibration::Calibration;
use super::figure::{Figure, Value};
use super::process;

/// Cases that are measured together.
pub(super) struct CaseSet {
    /// Their name in the table.
    pub name: String,
    /// Their folders; none where the data is not there.
    pub folders: Vec<PathBuf>,
    /// Whether they are set aside for a final measurement.
    pub is_aside: bool,
    /// How many findings of each an editor reads first.
    first: usize,
}

/// Every set of cases, those without data among them.
pub(super) fn all(root: &Path, data: Option<&Path>) -> Vec<CaseSet> {
    let set = |name: &str, folder: Option<PathBuf>, first| CaseSet {
        name: name.to_owned(),
        folders: folder
            .filter(|folder| is_case(folder))
            .into_iter()
            .collect(),
        is_aside: false,
        first,
    };
    let mut out = vec![
        set(
            "model case",
            data.map(|data| data.join("cases/worlds-apart")),
            10,
        ),
        set("sample case", Some(root.join("examples/straits")), 30),
    ];
    for part in folders_in(&root.join("cases")) {
        let name = part
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let folders: Vec<PathBuf> = folders_in(&part)
            .into_iter()
            .filter(|folder| is_case(folder))
            .collect();
        if !folders.is_empty() {
            out.push(CaseSet {
                name: format!("own cases, {name}"),
                folders,
                is_aside: name != "tuning",
                first: 10,
            });
        }
    }
    out
}

/// Cases named one by one.
pub(super) fn given(folders: &[&str]) -> CaseSet {
    CaseSet {
        name: "cases".to_owned(),
        folders: folders.iter().map(PathBuf::from).collect(),
        is_aside: false,
        first: 10,
    }
}

fn is_case(folder: &Path) -> bool {
    folder.join("expected.json").is_file()
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut out: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    out.sort();
    out
}

/// The score of each case, by its folder.
type Scores = Vec<(PathBuf, CaseScore)>;

/// So many of so many.
type Count = (usize, usize);

/// What the cases of a set give together.
#[derive(Default)]
struct Sum {
    statements: Count,
    among: Count,
    pairs: Count,
    hits: Count,
    listed: Count,
    forbidden: Count,
    nobody: Count,
    calibration: Calibration,
    /// Entries of tables that gave a label, with the cases in which they did.
    entries: BTreeMap<String, BTreeSet<PathBuf>>,
    /// The longest run, in seconds on the processor.
    seconds: f64,
    /// The most memory of any run, in bytes.
    peak: Option<u64>,
}

/// Measures the cases; and each case's score in full, for people.
///
/// # Errors
/// Where the program fails or a file cannot be read.
pub(super) fn measure(program: &Path, set: &CaseSet) -> Result<(Vec<Figure>, Scores), String> {
    let mut sum = Sum::default();
    let mut scores = Vec::new();
    for folder in &set.folders {
        let score = one(program, folder, set.first, &mut sum)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        scores.push((folder.clone(), score));
    }
    let first = set.first;
    let of = |count: Count| Value::Of(count.0, count.1);
    let time = Value::Machine(sum.seconds, "s");
    let memory = sum.peak.map_or(Value::Skipped, |bytes| {
        Value::Machine(bytes as f64 / 1e6, "MB")
    });
    let rows = [
        ("statements right".to_owned(), of(sum.statements)),
        (
            format!("divergences among the first {first}"),
            of(sum.among),
        ),
        ("pairs found".to_owned(), of(sum.pairs)),
        (
            "of these, divergence right".to_owned(),
            of((sum.hits.0, sum.pairs.0)),
        ),
        ("divergences found".to_owned(), of(sum.hits)),
        (
            format!("first {first} that the editor lists"),
            of(sum.listed),
        ),
        ("forbidden left out".to_owned(), of(sum.forbidden)),
        ("nobody's words left out".to_owned(), of(sum.nobody)),
        (
            "table entries that fire in one case only".to_owned(),
            of(sum.lonely()),
        ),
        ("time".to_owned(), time),
        ("memory, at most".to_owned(), memory),
    ];
    let bins = sum.calibration.rows();
    let bins = bins.map(|(measure, count)| (measure, of(count)));
    // One case tells little of what holds in general.
    let several = set.folders.len() > 1;
    let rows = rows
        .into_iter()
        .filter(|(measure, _)| several || !measure.starts_with("table entries"));
    let bins = bins.filter(|_| several);
    let figures = rows.chain(bins).map(|(measure, value)| {
        let value = if set.folders.is_empty() {
            Value::Skipped
        } else {
            value
        };
        Figure::new(&set.name, "", &measure, value)
    });
    Ok((figures.collect(), scores))
}

fn one(program: &Path, folder: &Path, first: usize, sum: &mut Sum) -> Result<CaseScore, String> {
    let arguments: [OsString; 4] = [
        "compare".into(),
        folder.into(),
        "--format".into(),
        "json".into(),
    ];
    let ran = process::run(program, &arguments, Vec::new())?;
    let record: Record = serde_json::from_slice(&ran.output).map_err(|error| {
        let said = String::from_utf8_lossy(&ran.errors).into_owned();
        format!("exit code {:?}: {error} {said}", ran.code)
    })?;
    let expected = expected(folder)?;
    let documents = documents(program, folder, &record)?;
    let score = score_expected(&expected, &record, &|path| documents.get(path).cloned());
    sum.add(&score, &expected, record.divergences.len(), first);
    for (index, divergence) in record.divergences.iter().enumerate() {
        let right = !score.unlisted.contains(&(index + 1))
            && !score.forbidden.iter().any(|hit| hit.rank == index + 1);
        sum.calibration.add(divergence.score, right);
    }
    let fired = record.positions.iter().flat_map(|one| &one.evidence);
    for rule in fired.filter_map(|evidence| evidence.rule.as_ref()) {
        let cases = sum.entries.entry(rule.clone()).or_default();
        cases.insert(folder.to_owned());
    }
    sum.seconds = sum.seconds.max(ran.busy.unwrap_or(ran.seconds));
    sum.peak = ran.peak.max(sum.peak);
    Ok(score)
}

impl Sum {
    /// Entries that fired in one case only, of all that fired.
    fn lonely(&self) -> Count {
        let alone = self.entries.values().filter(|cases| cases.len() == 1);
        (alone.count(), self.entries.len())
    }

    /// Adds the score of a case whose record holds `total` divergences.
    fn add(&mut self, score: &CaseScore, expected: &Expected, total: usize, first: usize) {
        let plus = |count: &mut Count, part: usize, whole: usize| {
            count.0 += part.min(whole);
            count.1 += whole;
        };
        let rows = score.divergences.len();
        plus(
            &mut self.statements,
            score.statements_right(),
            score.statements.len(),
        );
        plus(&mut self.among, score.hits_among(first), rows);
        plus(&mut self.pairs, score.pairs_found(), rows);
        plus(&mut self.hits, score.hits(), rows);
        let forbidden: BTreeSet<usize> = score.forbidden.iter().map(|hit| hit.rank).collect();
        let shown = total.min(first);
        let wrong = |rank: &usize| score.unlisted.contains(rank) || forbidden.contains(rank);
        plus(
            &mut self.listed,
            shown - (1..=shown).filter(wrong).count(),
            shown,
        );
        let broken: BTreeSet<&str> = score.forbidden.iter().map(|hit| hit.row.as_str()).collect();
        let rules = expected.forbidden.len();
        plus(
            &mut self.forbidden,
            rules.saturating_sub(broken.len()),
            rules,
        );
        let texts = expected.not_statements.len();
        plus(
            &mut self.nobody,
            texts.saturating_sub(score.violations.len()),
            texts,
        );
    }
}

fn expected(folder: &Path) -> Result<Expected, String> {
    let read = |name: &str| {
        std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))
    };
    let value: Json = serde_json::from_str(&read("expected.json")?)
        .map_err(|error| format!("expected.json: {error}"))?;
    let expected = Expected::parse(&value).map_err(|error| format!("expected.json: {error}"))?;
    // A case may do without a case file; then any side is right.
    let (case, _) = parse_case(&read("case.toml").unwrap_or_default());
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
        let (figures, scores) = measure(Path::new("no-such-program"), &cases[0]).unwrap();
        assert!(scores.is_empty());
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

    #[test]
    fn what_an_editor_would_not_list_counts_against_the_first() {
        let score = CaseScore {
            unlisted: vec![2, 40],
            ..CaseScore::default()
        };
        let mut sum = Sum::default();
        sum.add(&score, &Expected::default(), 40, 10);
        sum.add(&score, &Expected::default(), 3, 10);
        assert_eq!(sum.listed, (11, 13));
        assert_eq!(sum.forbidden, (0, 0));
    }
}
