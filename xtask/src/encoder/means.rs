//! The mean vector of every language.

use std::path::Path;

use diptych_encode::{Background, Encoder, Means};

use crate::tree::Tree;

const FILE: &str = "crates/diptych-encode/weights/means.tsv";

/// Vectors of the same sentences, by which crowding is measured.
const BACKGROUND: &str = "crates/diptych-encode/weights/background.bin";

/// Sentences of a language in the background.
const MOST: usize = 500;

/// Letters that tell the languages of the project's own texts apart.
const LETTERS: [(&str, &str); 2] = [("uk", "іїєґІЇЄҐ"), ("ru", "ыэъёЫЭЪЁ")];

/// Writes the means, and the background, over the sentences of the cases and the examples.
pub(super) fn write(root: &Path, encoder: &dyn Encoder) -> Result<(), String> {
    let (langs, sentences) = sentences(&Tree::of_project(root));
    let texts: Vec<&str> = sentences.iter().map(String::as_str).collect();
    let mut vectors = encoder.encode(&texts).map_err(|error| error.to_string())?;
    for lang in ["en", "ru", "uk"] {
        println!(
            "{lang}: {} sentences",
            langs.iter().filter(|l| **l == lang).count()
        );
    }
    let means = Means::new(encoder.digest(), &vectors, &langs);
    means.take_off(&mut vectors, &langs);
    let background = Background::new(encoder.digest(), &vectors, &langs, MOST);
    std::fs::write(root.join(BACKGROUND), background.render())
        .map_err(|error| format!("{BACKGROUND}: {error}"))?;
    std::fs::write(root.join(FILE), means.render()).map_err(|error| format!("{FILE}: {error}"))
}

/// Sentences, roughly cut, and their languages. What has no letter of its own language is left out.
fn sentences(tree: &Tree) -> (Vec<&'static str>, Vec<String>) {
    let (mut langs, mut out) = (Vec::new(), Vec::new());
    let is_text = |file: &&str| {
        let ours = file.starts_with("cases/tuning/") || file.starts_with("examples/");
        ours && file.contains("/sources/") && !file.contains(".html")
    };
    for file in tree.files().filter(is_text) {
        let text = tree.read(file).unwrap_or_default();
        let ends = ['\n', '.', '!', '?', '…'];
        for sentence in text.split_inclusive(ends).map(str::trim) {
            let letters = sentence.chars().count();
            if (25..400).contains(&letters)
                && let Some(lang) = language(sentence)
            {
                langs.push(lang);
                out.push(sentence.to_owned());
            }
        }
    }
    (langs, out)
}

fn language(sentence: &str) -> Option<&'static str> {
    let own = LETTERS
        .iter()
        .find(|(_, letters)| sentence.contains(|c| letters.contains(c)));
    let cyrillic = sentence.contains(|c| ('а'..='я').contains(&c));
    own.map(|(lang, _)| *lang).or((!cyrillic).then_some("en"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_its_letters() {
        assert_eq!(language("Переговори тривали, і їх не спинили"), Some("uk"));
        assert_eq!(language("Переговоры не прервались"), Some("ru"));
        assert_eq!(language("Talks went on"), Some("en"));
        assert_eq!(language("Договор подписан"), None);
    }
}
