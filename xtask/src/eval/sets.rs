//! The sets that are measured on.

use std::path::Path;

use diptych_testkit::sets;

use crate::score::{Gold, GoldQuote};

/// A set, and why it is not there where it is not.
pub(super) struct Set {
    /// Its name in the table.
    pub name: String,
    /// Its language.
    pub lang: &'static str,
    /// Whether it is of the project: names and days are marked in it.
    pub is_own: bool,
    /// Whether it is set aside for a final measurement.
    pub is_aside: bool,
    /// Its texts; nothing where the data is not there.
    pub texts: Option<Vec<Gold>>,
}

/// Sets named by `DIPTYCH_DATA`: name, language, file.
const PUBLIC: &[(&str, &str, &str)] = &[
    ("PolNeAR dev", "en", "data/quotes/polnear-dev.jsonl"),
    ("PolNeAR train", "en", "data/quotes/polnear-train.jsonl"),
    ("Russian sentences", "ru", "data/quotes/russian-dev.jsonl"),
];

/// Every set, those without data among them.
///
/// # Errors
/// A set that is there and cannot be read.
pub(super) fn load(root: &Path, data: Option<&Path>) -> Result<Vec<Set>, String> {
    let mut out = Vec::new();
    for (name, lang, file) in PUBLIC {
        let path = data
            .map(|data| data.join(file))
            .filter(|path| path.is_file());
        let texts = match path {
            Some(path) => {
                let lines = std::fs::read_to_string(&path).map_err(|e| format!("{file}: {e}"))?;
                Some(Gold::read_lines(&lines).map_err(|error| format!("{file}: {error}"))?)
            }
            None => None,
        };
        out.push(Set {
            name: (*name).to_owned(),
            lang,
            is_own: false,
            is_aside: false,
            texts,
        });
    }
    for (lang, shown) in [("en", "English"), ("ru", "Russian"), ("uk", "Ukrainian")] {
        for part in ["tune", "fresh", "spent", "held"] {
            let file = format!("crates/diptych-testkit/sets/{lang}/{part}.txt");
            let texts = match std::fs::read_to_string(root.join(&file)) {
                Ok(text) => {
                    let texts = sets::parse(&text).map_err(|error| format!("{file}: {error}"))?;
                    Some(texts.iter().map(|text| own(text, lang)).collect())
                }
                Err(_) => None,
            };
            out.push(Set {
                name: format!("own {shown}, {part}"),
                lang,
                is_own: true,
                is_aside: part == "held",
                texts,
            });
        }
    }
    Ok(out)
}

/// A marked text of the project.
fn own(text: &sets::MarkedText, lang: &str) -> Gold {
    let quotes = text.marks.iter().map(|mark| GoldQuote {
        content: mark.fragments.clone(),
        speaker: mark.speaker.clone(),
        name: Some(mark.name.clone()).filter(|name| !name.is_empty()),
        kind: serde_json::to_value(mark.kind)
            .ok()
            .and_then(|kind| kind.as_str().map(str::to_owned))
            .unwrap_or_default(),
        said: mark
            .said
            .map(|(from, to)| (from.to_string(), to.to_string())),
    });
    let mut quotes: Vec<GoldQuote> = quotes.collect();
    // A quotation inside a turn comes first, so that what lies on both counts
    // under the narrower one.
    quotes.sort_by_key(|quote| quote.content.iter().map(|span| span.len()).sum::<usize>());
    Gold {
        doc: text.id.clone(),
        lang: text
            .head
            .get("lang")
            .cloned()
            .unwrap_or_else(|| lang.to_owned()),
        date: text.published().map(|day| day.to_string()),
        text: text.text.clone(),
        quotes,
        tokens: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_data_only_the_own_sets_are_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let sets = load(root, None).unwrap();
        assert!(
            sets.iter()
                .filter(|set| !set.is_own)
                .all(|set| set.texts.is_none())
        );
        let own = sets
            .iter()
            .find(|set| set.name == "own Russian, tune")
            .unwrap();
        assert!(own.texts.as_ref().is_some_and(|texts| !texts.is_empty()));
    }

    #[test]
    fn a_quotation_inside_a_turn_comes_first() {
        let set = "=== a\npublished: 2031-03-14\n---\n⟦1|He said: “⟦2|Yes⟧”.⟧\n---\n1 kind=turn name=\"A\" said=\"\" via=\"\"\n2 kind=direct name=\"B\" said=2031-03-13 via=\"A\"\n";
        let gold = own(&sets::parse(set).unwrap()[0], "en");
        assert_eq!(gold.quotes[0].kind, "direct");
        assert_eq!(gold.quotes[0].said.as_ref().unwrap().0, "2031-03-13");
        assert_eq!(gold.date.as_deref(), Some("2031-03-14"));
    }
}
