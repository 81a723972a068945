//! Stems, for comparing words across inflection.

use diptych_core::Lang;

/// A short form of a folded word that its inflected forms share.
pub fn stem<'w>(word: &'w str, _lang: &Lang) -> &'w str {
    let cut = word.char_indices().nth(5).map_or(word.len(), |(at, _)| at);
    &word[..cut]
}
