//! The mean vector of every language, and of its pieces.

use std::path::Path;

use diptych_encode::{
    Background, Encoder, Grain, Means, PieceGround, SentenceEncoder, Vectors, nearest,
};

use super::data::LANGS;
use crate::tree::Tree;

const FILE: &str = "crates/diptych-encode/weights/means.tsv";

/// Vectors of the same sentences, by which crowding is measured.
const BACKGROUND: &str = "crates/diptych-encode/weights/background.bin";

/// Means of pieces, and how well those of two languages meet by chance.
const PIECES: &str = "crates/diptych-encode/weights/pieces.tsv";

/// Neighbours of a sentence that lie near it and are, nearly all, no translations of it.
const NEIGHBOURS: usize = 10;

/// Sentences of a language in the background.
const MOST: usize = 500;

/// Letters that tell the languages of the project's own texts apart.
const LETTERS: [(&str, &str); 2] = [("uk", "іїєґІЇЄҐ"), ("ru", "ыэъёЫЭЪЁ")];

/// Writes the means, and the background, over the sentences of the cases and the examples.
pub(super) fn write(root: &Path, encoder: &SentenceEncoder) -> Result<(), String> {
    let (langs, sentences) = sentences(&Tree::of_project(root));
    let texts: Vec<&str> = sentences.iter().map(String::as_str).collect();
    let mut vectors = encoder.encode(&texts).map_err(|error| error.to_string())?;
    for lang in LANGS {
        println!(
            "{lang}: {} sentences",
            langs.iter().filter(|l| **l == lang).count()
        );
    }
    let means = Means::new(encoder.digest(), &vectors, &langs);
    means.take_off(&mut vectors, &langs);
    let background = Background::new(encoder.digest(), &vectors, &langs, MOST);
    let pieces = pieces(encoder, &texts, &vectors, &langs);
    std::fs::write(root.join(PIECES), pieces.render())
        .map_err(|error| format!("{PIECES}: {error}"))?;
    std::fs::write(root.join(BACKGROUND), background.render())
        .map_err(|error| format!("{BACKGROUND}: {error}"))?;
    std::fs::write(root.join(FILE), means.render()).map_err(|error| format!("{FILE}: {error}"))
}

/// The means of pieces; and for every pair of languages how well the pieces of a sentence meet those of
/// its neighbours by `vectors`, whose means are taken off.
fn pieces(
    encoder: &SentenceEncoder,
    texts: &[&str],
    vectors: &Vectors,
    langs: &[&str],
) -> PieceGround {
    let pieces = encoder.pieces(texts);
    let (mut all, mut all_langs) = (Vectors::new(encoder.dimensions()), Vec::new());
    for (pieces, lang) in pieces.iter().zip(langs) {
        for row in pieces.vectors().rows() {
            all.push(row);
            all_langs.push(*lang);
        }
    }
    let mut ground = PieceGround::new(Means::new(encoder.digest(), &all, &all_langs));
    let grains = pieces.into_iter().zip(langs);
    let grains: Vec<Grain> = grains.map(|(one, lang)| ground.grain(one, lang)).collect();
    for (place, from) in LANGS.iter().enumerate() {
        for to in &LANGS[place..] {
            let meets = |a: usize, b: usize, dot| {
                let way = (langs[a], langs[b]);
                let either = way == (*from, *to) || way == (*to, *from);
                (a != b && either).then_some(dot)
            };
            let found = nearest(vectors, vectors, NEIGHBOURS, meets);
            let pairs = found.iter().enumerate();
            let pairs = pairs.flat_map(|(a, found)| found.iter().map(move |b| (a, b.index)));
            let met: Vec<f64> = pairs
                .map(|(a, b)| f64::from(grains[a].meet(&grains[b])))
                .collect();
            let offset = met.iter().sum::<f64>() / met.len().max(1) as f64;
            println!("{from} {to}: {} neighbours meet at {offset:.4}", met.len());
            ground.set_offset(from, to, offset as f32);
        }
    }
    ground
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
