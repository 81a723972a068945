//! Settling the language of a document: its label, or what the text shows.

use diptych_core::{Document, Problem, Source, codes};

/// Sets the language of source and document.
///
/// The text decides where there is no label, and where a label of one covered
/// language stands on a text that is plainly in another.
pub(crate) fn settle(source: &mut Source, document: &mut Document, problems: &mut Vec<Problem>) {
    let body: String = document
        .blocks
        .iter()
        .filter(|block| block.kind.is_body())
        .flat_map(|block| [document.words(block), "\n"])
        .take(64)
        .collect();
    let seen = diptych_lang::detect(&body);
    let lang = if diptych_read::has_language_label(source) {
        match seen {
            Some(seen) if seen != source.lang && body.chars().count() >= 60 => {
                let message = format!(
                    "{} is labelled `{}`, its text is `{seen}`",
                    source.path, source.lang
                );
                problems
                    .push(Problem::new(&codes::LANGUAGE_LABEL, message).in_source(&source.path));
                seen
            }
            _ => source.lang.clone(),
        }
    } else {
        seen.unwrap_or_default()
    };
    document.lang = lang.clone();
    source.lang = lang;
}
