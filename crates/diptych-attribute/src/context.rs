//! The sentences round a statement.

use diptych_core::{Context, Span};

/// The context of words at `span`: the sentence before and the one after.
///
/// `sentences` are in order of place.
pub(crate) fn context(
    text: &str,
    sentences: &[Span],
    span: Span,
    question: Option<Span>,
) -> Context {
    let mut out = Context::default();
    let after = sentences.partition_point(|sentence| sentence.start < span.end);
    let mut first = sentences.partition_point(|sentence| sentence.end <= span.start);
    // The sentence that holds the words is not the one before them.
    while first > 0 && sentences[first - 1].end > span.start {
        first -= 1;
    }
    if let Some(before) = first.checked_sub(1).map(|at| sentences[at]) {
        out.before = Some(before.of(text).to_owned());
        out.before_span = Some(before);
    }
    if let Some(after) = sentences.get(after).copied() {
        out.after = Some(after.of(text).to_owned());
        out.after_span = Some(after);
    }
    if let Some(question) = question {
        out.question = Some(question.of(text).to_owned());
        out.question_span = Some(question);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_that_holds_the_words_is_left_out() {
        let text = "One. “Two” he said. Three.";
        let sentences = [Span::new(0, 4), Span::new(5, 21), Span::new(22, 28)];
        let found = context(text, &sentences, Span::new(8, 11), None);
        assert_eq!(found.before.as_deref(), Some("One."));
        assert_eq!(found.after_span, Some(Span::new(22, 28)));
    }
}
