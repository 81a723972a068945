//! Full names and days, in sets that have them.

use diptych_core::fold;

use super::gold::{Gold, Prediction, by_doc};
use super::letters::letters;
use super::pairs::pairs;

/// Of the quotations found, how many have the right name and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Names {
    /// Right names, and quotations found whose speaker has one.
    pub name: (usize, usize),
    /// Right days, and quotations found that have one.
    pub day: (usize, usize),
}

/// Compares names and days of whole quotations found at IoU ≥ .5.
///
/// A title before the full name is left aside; the days must be the very same.
pub(crate) fn names(gold: &[Gold], predictions: &[Prediction]) -> Names {
    let found = by_doc(predictions);
    let mut sum = Names::default();
    for text in gold {
        let none = Vec::new();
        let found = found.get(text.doc.as_str()).unwrap_or(&none);
        let there: Vec<_> = text
            .quotes
            .iter()
            .map(|q| letters(&text.text, &q.content))
            .collect();
        let covered: Vec<_> = found
            .iter()
            .map(|p| letters(&text.text, &p.spans()))
            .collect();
        for (i, j) in pairs(&there, &covered) {
            let (quote, prediction) = (&text.quotes[i], found[j]);
            if let Some(name) = &quote.name {
                sum.name.1 += 1;
                sum.name.0 += usize::from(is_name(prediction.speaker_name.as_deref(), name));
            }
            if let Some((from, to)) = &quote.said {
                sum.day.1 += 1;
                let said = prediction.said.as_ref();
                sum.day.0 +=
                    usize::from(said.is_some_and(|said| said.from == *from && said.to == *to));
            }
        }
    }
    sum
}

/// Whether the name is the wanted one; of several (`A; B`) any will do.
fn is_name(found: Option<&str>, wanted: &str) -> bool {
    let found = fold(found.unwrap_or_default()).text;
    wanted
        .split(';')
        .map(|name| fold(name.trim()).text)
        .any(|wanted| {
            !wanted.is_empty() && (found == wanted || found.ends_with(&format!(" {wanted}")))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_no_full_name() {
        assert!(is_name(
            Some("Минис\u{301}тр Олена Кравець"),
            "Олена Кравець"
        ));
        assert!(!is_name(Some("Кравець"), "Олена Кравець"));
        assert!(!is_name(None, "Олена Кравець"));
        assert!(is_name(Some("Ada Renn"), "Bo Lind; Ada Renn"));
    }
}
