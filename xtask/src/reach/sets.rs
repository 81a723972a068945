//! The sets in three languages that lie in the project.

use std::path::Path;

use diptych_core::Lang;

/// Where they lie.
const FOLDER: &str = "crates/diptych-testkit/sets/across";

/// The languages of every record.
pub(super) const LANGS: [Lang; 3] = [Lang::En, Lang::Ru, Lang::Uk];

/// The pairs of languages that are measured.
pub(super) const WAYS: [(usize, usize); 3] = [(0, 1), (0, 2), (2, 1)];

/// `en→ru`.
pub(super) fn way((from, to): (usize, usize)) -> String {
    format!("{}→{}", LANGS[from].code(), LANGS[to].code())
}

/// Which records: those for tuning, those set aside.
pub(super) fn half<T: Clone>(all: &[T], aside: bool) -> Vec<T> {
    let odd = usize::from(aside);
    all.iter().skip(odd).step_by(2).cloned().collect()
}

/// A deed: in each language the true text, then those with another name, number, day, and the contrary.
#[derive(Debug, Clone)]
pub(super) struct Deed(pub [[String; 5]; 3]);

/// A passage in its wordings: en, near, back, ru, uk, other, ruother.
#[derive(Debug, Clone)]
pub(super) struct Passage(pub [String; 7]);

/// Three propositions, each in three languages.
#[derive(Debug, Clone)]
pub(super) struct Issue(pub Vec<[String; 3]>);

fn records(root: &Path, name: &str) -> Result<Vec<Vec<String>>, String> {
    let file = root.join(FOLDER).join(name);
    let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let lines: Vec<String> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.trim_start_matches(['-', '=', ' ']).to_owned())
        .collect();
    let records = lines.split(String::is_empty);
    Ok(records
        .map(<[String]>::to_vec)
        .filter(|r| !r.is_empty())
        .collect())
}

fn field(record: &[String], name: &str) -> Result<String, String> {
    let line = record
        .iter()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    line.map(str::to_owned)
        .ok_or_else(|| format!("no `{name}:` in {record:?}"))
}

pub(super) fn deeds(root: &Path) -> Result<Vec<Deed>, String> {
    let deed = |record: Vec<String>| {
        let mut out = Vec::new();
        for lang in &LANGS {
            let line = field(&record, lang.code())?;
            out.push(["", "p", "n", "d", "v"].map(|changed| filled(&line, changed)));
        }
        let all: [[String; 5]; 3] = out.try_into().map_err(|_| "three languages".to_owned())?;
        Ok(Deed(all))
    };
    records(root, "edits.txt")?.into_iter().map(deed).collect()
}

/// The text with the second choice where the slot is the changed one.
fn filled(line: &str, changed: &str) -> String {
    let mut out = String::new();
    for (number, part) in line.split(['{', '}']).enumerate() {
        if number % 2 == 0 {
            out.push_str(part);
            continue;
        }
        let (slot, choices) = part.split_once(':').unwrap_or(("", part));
        let (first, second) = choices.split_once('|').unwrap_or((choices, choices));
        out.push_str(if slot == changed { second } else { first });
    }
    out
}

pub(super) fn passages(root: &Path) -> Result<Vec<Passage>, String> {
    let names = ["en", "near", "back", "ru", "uk", "other", "ruother"];
    let passage = |record: Vec<String>| {
        let texts: Result<Vec<String>, String> =
            names.iter().map(|name| field(&record, name)).collect();
        Ok(Passage(
            texts?.try_into().map_err(|_| "seven wordings".to_owned())?,
        ))
    };
    records(root, "copies.txt")?
        .into_iter()
        .map(passage)
        .collect()
}

pub(super) fn issues(root: &Path) -> Result<Vec<Issue>, String> {
    let issue = |record: Vec<String>| {
        let mut out = Vec::new();
        for three in record.chunks(3) {
            let texts: Result<Vec<String>, String> =
                LANGS.iter().map(|lang| field(three, lang.code())).collect();
            out.push(
                texts?
                    .try_into()
                    .map_err(|_| "three languages".to_owned())?,
            );
        }
        Ok(Issue(out))
    };
    records(root, "propositions.txt")?
        .into_iter()
        .map(issue)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled() {
        let line = "{p:Ada|Ida} {v:came|stayed}.";
        assert_eq!(filled(line, ""), "Ada came.");
        assert_eq!(filled(line, "v"), "Ada stayed.");
    }
}
