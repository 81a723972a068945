//! Where a statement comes from: who tells us, and on what occasion it was said.

use diptych_core::{Source, SourceKind, StatementKind};

/// Who tells us, from the outlet inwards. What a body, a post's author or a
/// transcript gives itself is nobody's report.
pub(crate) fn chain(source: &Source, kind: StatementKind, inner: Vec<String>) -> Vec<String> {
    let own = source.kind != SourceKind::Article
        || source.speaker.is_some()
        || matches!(
            kind,
            StatementKind::Post | StatementKind::OfficialText | StatementKind::Turn
        );
    let outlet = source.outlet.clone().filter(|_| !own);
    outlet.into_iter().chain(inner).collect()
}

/// The speaking event that a whole source is of: what its title says.
pub(crate) fn event(source: &Source, kind: StatementKind) -> Option<String> {
    let whole = matches!(
        source.kind,
        SourceKind::Transcript | SourceKind::OfficialText
    );
    let spoken = matches!(kind, StatementKind::Turn | StatementKind::OfficialText);
    source.title.clone().filter(|_| whole && spoken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_passes_on_and_a_body_speaks_for_itself() {
        let mut source = Source {
            outlet: Some("Lake Herald".to_owned()),
            title: Some("Briefing".to_owned()),
            ..Source::default()
        };
        let inner = vec!["Wave Agency".to_owned()];
        let told = chain(&source, StatementKind::Direct, inner);
        assert_eq!(told, ["Lake Herald", "Wave Agency"]);
        assert_eq!(event(&source, StatementKind::Direct), None);
        source.kind = SourceKind::OfficialText;
        assert!(chain(&source, StatementKind::OfficialText, Vec::new()).is_empty());
        assert_eq!(
            event(&source, StatementKind::OfficialText).as_deref(),
            Some("Briefing")
        );
    }
}
