//! What stands round the turns of an interview: its title and what the outlet adds.

use crate::marks::pair;
use crate::page::{Page, Part};

/// The title of an interview that gives its guest's words in marks, `Ada Renn: “We
/// wait”`: the first block, where the turns below it stand under labels without marks.
///
/// `words` gives for each block the first token after its label.
pub(crate) fn quoted_title(page: &Page<'_>, words: &[Option<usize>]) -> Option<usize> {
    let first = (0..page.parts.len()).find(|at| {
        let part = &page.parts[*at];
        part.kind.is_body() && part.first < part.end
    })?;
    let plain = (first + 1..words.len())
        .filter(|at| words[*at].is_some() && !is_marked(page, *at, words[*at]));
    (is_marked(page, first, words[first]) && plain.take(2).count() == 2).then_some(first)
}

/// Whether one quotation takes up all of a block from token `begin` on.
fn is_marked(page: &Page<'_>, at: usize, begin: Option<usize>) -> bool {
    let part = page.parts[at];
    let Some(first) = begin else { return false };
    let (quotes, _) = pair(page, &Part { first, ..part }, false);
    quotes
        .first()
        .is_some_and(|quote| quote.open == first && quote.end == part.end && !quote.unclosed)
}

/// Whether a block under the turns speaks for the outlet: `P.S.`, `Editor's note:`.
pub(crate) fn is_afterword(page: &Page<'_>, part: &Part) -> bool {
    let words = (part.first..part.end)
        .filter(|at| page.tokens[*at].is_word)
        .take(2);
    part.postscript
        || words
            .filter(|at| page.lexicon.is_of("afterword", &page.tokens[*at].folded))
            .count()
            == 2
}

#[cfg(test)]
mod tests {
    use diptych_core::{Case, Source, SourceKind, StatementKind};

    use crate::Attributor;
    use crate::lines::of_lines;

    #[test]
    fn neither_title_nor_note_is_a_turn() {
        let lines = [
            "Ada Renn: “I rang twice”",
            "By Peter Holt; conducted March 9",
            "Q. Did you ring?",
            "A. Twice, and he said: “Later.”",
            "Q. And then?",
            "A. Then I went home.",
            "Editor's note: the mayor remembers no call.",
        ];
        let document = of_lines(&lines);
        let source = Source {
            kind: SourceKind::Transcript,
            ..Source::default()
        };
        let found = Attributor::new(&Case::default()).attribute(&source, &document);
        let turns: Vec<(String, Option<&str>)> = found
            .statements
            .iter()
            .filter(|one| one.kind == StatementKind::Turn)
            .map(|one| (one.words(), one.speaker.name.as_deref()))
            .collect();
        assert_eq!(
            turns,
            [
                ("Did you ring?".to_owned(), Some("Peter Holt")),
                ("Twice, and he said: “Later.”".to_owned(), Some("Ada Renn")),
                ("And then?".to_owned(), Some("Peter Holt")),
                ("Then I went home.".to_owned(), Some("Ada Renn")),
            ]
        );
        // One word that a colon announces is what someone said.
        assert!(found.statements.iter().any(|one| one.words() == "Later."));
    }
}
