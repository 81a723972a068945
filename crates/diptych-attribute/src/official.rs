//! Texts that one voice speaks: posts, and readouts of a body.

use diptych_core::{Source, Span, Speaker, StatementKind};

use crate::cast::Cast;
use crate::found::Found;
use crate::page::Page;

/// The statement of a post, one fragment a paragraph; nothing where it has no words.
pub(crate) fn post(
    page: &Page<'_>,
    cast: &mut Cast<'_>,
    source: &Source,
    parts: &[usize],
) -> Option<Found> {
    let fragments: Vec<Span> = parts
        .iter()
        .filter(|at| !is_head(page, **at))
        .map(|at| page.span(page.parts[*at].first, page.parts[*at].end))
        .collect();
    let first = *parts.first()?;
    if fragments.is_empty() {
        return None;
    }
    let mut found = Found::new(StatementKind::Post, fragments, first);
    if let Some(name) = source.speaker.as_deref() {
        (found.speaker, _) = cast.named(name, "front matter");
    } else if is_head(page, first) {
        let part = page.parts[first];
        found.speaker = cast.label(part.first, part.end);
    } else if let Some(name) = source.outlet.as_deref() {
        (found.speaker, _) = cast.named(name, "outlet");
    }
    Some(found)
}

/// Whether a block is the head of a post: a name, a handle or a time, not words.
fn is_head(page: &Page<'_>, at: usize) -> bool {
    let part = page.parts[at];
    if part.first == part.end || part.span.len() > 80 {
        return part.first == part.end;
    }
    let last = page.mark(part.end - 1);
    let words = (part.first..part.end)
        .filter(|at| page.tokens[*at].is_word)
        .count();
    let capital = (part.first..part.end)
        .filter(|at| page.tokens[*at].is_word)
        .all(|at| {
            page.tokens[at].is_capital
                || page.tokens[at]
                    .folded
                    .starts_with(|letter: char| letter.is_ascii_digit())
                || page.flags[at].any(diptych_lang::Flags::TIME)
        });
    words <= 8 && capital && !matches!(last, '.' | '!' | '?' | '…')
}

/// The body that an official text speaks for.
pub(crate) fn official_speaker(cast: &mut Cast<'_>, source: &Source) -> Speaker {
    let mut speaker = if let Some(name) = source.speaker.as_deref() {
        cast.named(name, "front matter").0
    } else if let Some(name) = source.outlet.as_deref() {
        cast.named(name, "outlet").0
    } else {
        Speaker::default()
    };
    speaker.is_body |= speaker.side.is_none();
    speaker
}

/// Whether something found in a block is still the text's own voice: nobody
/// else is named as saying it.
pub(crate) fn is_of_the_text(body: &Speaker, found: &Found) -> bool {
    !found.kind.is_said()
        || found.speaker.name.is_none()
        || found.speaker.name == body.name
        || (found.speaker.is_body && body.side.is_some() && found.speaker.side == body.side)
}

/// The statement of an official text: the blocks `parts` that speak for its
/// body, one fragment a block.
pub(crate) fn official(page: &Page<'_>, speaker: Speaker, parts: &[usize]) -> Found {
    let fragments = parts
        .iter()
        .map(|at| page.span(page.parts[*at].first, page.parts[*at].end))
        .collect();
    let first = parts.first().copied().unwrap_or_default();
    let mut found = Found::new(StatementKind::OfficialText, fragments, first);
    found.speaker = speaker;
    found
}
