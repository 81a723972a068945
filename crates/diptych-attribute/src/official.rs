//! Texts that one voice speaks: posts, and readouts of a body.

use diptych_core::{Source, SourceKind, Span, Speaker, StatementKind};

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
    let head = head_of_post(page, parts);
    let words = &parts[head..];
    let fragments: Vec<Span> = words
        .iter()
        .map(|at| page.span(page.parts[*at].first, page.parts[*at].end))
        .collect();
    let mut found = Found::new(StatementKind::Post, fragments, *words.first()?);
    voice_of_post(page, cast, source, &parts[..head], &mut found);
    Some(found)
}

/// How many of the first blocks are the head of a post.
pub(crate) fn head_of_post(page: &Page<'_>, parts: &[usize]) -> usize {
    parts
        .iter()
        .take(3)
        .take_while(|at| is_head(page, **at))
        .count()
}

/// Says whose post it is, by the metadata or by its head, and where its day may stand.
pub(crate) fn voice_of_post(
    page: &Page<'_>,
    cast: &mut Cast<'_>,
    source: &Source,
    head: &[usize],
    found: &mut Found,
) {
    if let (Some(first), Some(last)) = (head.first(), head.last()) {
        found.dated_by = Some(page.parts[*first].span.cover(page.parts[*last].span));
    }
    let is_post = source.kind == SourceKind::Post;
    if let Some(name) = source.speaker.as_deref() {
        (found.speaker, _) = cast.named(name, "front matter");
    } else if let Some(speaker) = head
        .iter()
        .take(if is_post { 1 } else { 2 })
        .find_map(|at| cast.signed(page.parts[*at].first, page.parts[*at].end))
    {
        found.speaker = speaker;
    } else if let Some(name) = source.outlet.as_deref().filter(|_| is_post) {
        (found.speaker, _) = cast.named(name, "outlet");
    }
}

/// Whether a block is the head of a post: a name, a handle or a time, not words.
fn is_head(page: &Page<'_>, at: usize) -> bool {
    let part = page.parts[at];
    let last = page.mark(part.end - 1);
    let words = (part.first..part.end)
        .filter(|at| page.tokens[*at].is_word)
        .count();
    part.span.len() <= 120 && words <= 12 && !matches!(last, '.' | '!' | '?' | '…' | ':' | ',')
}

/// Whether a block of an official text is its title: short, without a final stop.
pub(crate) fn is_title(page: &Page<'_>, at: usize) -> bool {
    let part = page.parts[at];
    let text = part.span.of(page.text);
    let shouted = !text.chars().any(char::is_lowercase);
    let last = page.mark(part.end - 1);
    let open = page.tokens[part.end - 1].is_word || matches!(last, '»' | '”' | '"' | ')');
    part.kind != diptych_core::BlockKind::ListItem
        && (shouted || open && part.span.len() <= 220)
        && !matches!(last, '.' | '!' | '?' | ';' | ':')
        // A paragraph may end with what someone is quoted as saying.
        && !(page.lexicon.bare_clause
            && matches!(page.end_mark(part.first, part.end), '.' | '!' | '?'))
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

/// Whether something found in a block is still the text's own voice: no person
/// is named as saying it, and what it retells of a body ("the union undertook
/// to …") is the text's own claim.
pub(crate) fn is_of_the_text(body: &Speaker, found: &Found) -> bool {
    !found.kind.is_said()
        || found.speaker.name.is_none() && found.speaker.basis.as_deref() != Some("role only")
        || found.speaker.name == body.name
        // What it tells of the other side's words, in its own wording, is its account of them.
        || (found.kind == StatementKind::Indirect && found.speaker.is_body)
        // A name in marks ("the «Northern» line") makes them no more theirs.
        || (matches!(found.kind, StatementKind::Indirect | StatementKind::Mixed)
            && body.side.is_some()
            && found.speaker.side.is_some()
            && found.speaker.side != body.side)
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
