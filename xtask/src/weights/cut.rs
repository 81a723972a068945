//! What of the package's model is kept, and under which names.

use diptych_encode::{Kind, Shape};
use regex::Regex;

use super::package::Package;

/// Pieces that are kept: letters of the Latin and Cyrillic scripts, digits, punctuation and the
/// commoner signs, and marks that stand on letters.
const KEPT: &str = r"\A[\p{Latin}\p{Cyrillic}0-9\p{P}\p{Sc}\p{Sm}\p{Inherited}▁°№©®™^`]+\z";

/// What stands in the list of pieces and is none.
const SPECIAL: [&str; 5] = ["<s>", "</s>", "<pad>", "<unk>", "<mask>"];

/// Names of the package, and ours.
const LAYER: &[(&str, &str, Kind)] = &[
    ("q.w", "query.weight", Kind::Q4),
    ("q.b", "query.bias", Kind::F32),
    ("k.w", "key.weight", Kind::Q4),
    ("k.b", "key.bias", Kind::F32),
    ("v.w", "value.weight", Kind::Q4),
    ("v.b", "value.bias", Kind::F32),
    ("ao.w", "join.weight", Kind::Q4),
    ("ao.b", "join.bias", Kind::F32),
    ("aln.w", "joined.weight", Kind::F32),
    ("aln.b", "joined.bias", Kind::F32),
    ("fi.w", "up.weight", Kind::Q4),
    ("fi.b", "up.bias", Kind::F32),
    ("fo.w", "down.weight", Kind::Q4),
    ("fo.b", "down.bias", Kind::F32),
    ("oln.w", "done.weight", Kind::F32),
    ("oln.b", "done.bias", Kind::F32),
];

/// The model's file, as it lies in the repository.
///
/// Weights are taken over as they are; pieces and their rows come in the order of the pieces' bytes,
/// and the type of every token, which is one and the same, is added to the places.
///
/// `whole` keeps every piece, to measure what the cutting costs.
///
/// # Errors
/// Where the package's file lacks a part.
pub(crate) fn cut(package: &Package, origin: &str, whole: bool) -> Result<Vec<u8>, String> {
    let kept = kept(package, if whole { ".*" } else { KEPT })?;
    let table = package.tensor("emb.word")?;
    let width = package.dimensions / diptych_encode::BLOCK_WEIGHTS * diptych_encode::BLOCK_BYTES;
    let special = [package.begin, package.end, package.unknown];
    let mut rows = Vec::with_capacity((kept.len() + special.len()) * width);
    for row in kept.iter().copied().chain(special) {
        let row = table.get(row * width..(row + 1) * width);
        rows.extend_from_slice(row.ok_or("has fewer rows than pieces")?);
    }
    let mut pieces = Vec::new();
    let mut scores = Vec::new();
    for &row in &kept {
        let piece = package.pieces[row];
        pieces.push(u8::try_from(piece.len()).map_err(|_| "has a piece that is too long")?);
        pieces.extend_from_slice(piece.as_bytes());
        scores.extend_from_slice(&package.scores[row].to_le_bytes());
    }
    let places = places(package)?;
    let mut parts: Vec<(String, Kind, &[u8])> = vec![
        ("pieces".to_owned(), Kind::Pieces, &pieces),
        ("scores".to_owned(), Kind::F32, &scores),
        ("table".to_owned(), Kind::Q4, &rows),
        ("places".to_owned(), Kind::F32, &places),
        (
            "first.weight".to_owned(),
            Kind::F32,
            package.tensor("emb.ln.w")?,
        ),
        (
            "first.bias".to_owned(),
            Kind::F32,
            package.tensor("emb.ln.b")?,
        ),
    ];
    for layer in 0..package.layers {
        for (theirs, ours, kind) in LAYER {
            let tensor = package.tensor(&format!("l{layer}.{theirs}"))?;
            parts.push((format!("layer.{layer}.{ours}"), *kind, tensor));
        }
    }
    let shape = Shape {
        rows: kept.len() + special.len(),
        dimensions: package.dimensions,
        layers: package.layers,
        heads: package.heads,
        inner: package.inner,
        positions: package.positions,
        epsilon: package.epsilon,
    };
    diptych_encode::write("multilingual-e5-small", origin, "query: ", shape, &parts)
        .map_err(|error| error.to_string())
}

/// The rows of the pieces that are kept, in the order of the pieces' bytes.
fn kept(package: &Package, rule: &str) -> Result<Vec<usize>, String> {
    let kept = Regex::new(rule).map_err(|error| error.to_string())?;
    let mut rows: Vec<usize> = (0..package.pieces.len())
        .filter(|&row| {
            let piece = package.pieces[row];
            !SPECIAL.contains(&piece) && kept.is_match(piece)
        })
        .collect();
    rows.sort_by_key(|&row| package.pieces[row]);
    rows.dedup_by_key(|row| package.pieces[*row]);
    Ok(rows)
}

/// What is added to a row for its place in the text.
fn places(package: &Package) -> Result<Vec<u8>, String> {
    let numbers = |name: &str| -> Result<Vec<f32>, String> {
        let bytes = package.tensor(name)?.as_chunks::<4>().0.iter();
        Ok(bytes.map(|bytes| f32::from_le_bytes(*bytes)).collect())
    };
    let kinds = numbers("emb.type")?;
    let first = kinds
        .get(..package.dimensions)
        .ok_or("has no type of token")?;
    let places = numbers("emb.pos")?;
    let sums = places.iter().zip(first.iter().cycle()).map(|(a, b)| a + b);
    Ok(sums.flat_map(f32::to_le_bytes).collect())
}
