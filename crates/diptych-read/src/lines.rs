//! What part a line or block plays, by its words and its neighbours.

use diptych_core::{Block, BlockKind, Span, fold_char, fold_text};

use crate::captions::{has_credit, mark_beside_pictures};
use crate::dates;
use crate::marks::{ends_sentence, is_counter, is_opener, is_role, line_mark};

/// The longest heading, in characters.
const HEADING: usize = 110;
/// The longest title with its subtitle, in characters.
const TITLE: usize = 260;

/// Whether a short line ascribes what follows: a date, a name with an office,
/// a name alone, or words that end with a colon. Such a line is of the text.
pub(crate) fn is_attribution(line: &str) -> bool {
    let line = line.trim();
    if line.ends_with(':') || line.starts_with(['—', '–', '―']) {
        return true;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() > 24 {
        return false;
    }
    let folded: Vec<String> = words.iter().map(|word| bare_folded(word)).collect();
    if has_date(&folded) {
        return true;
    }
    let capitals = words.iter().filter(|word| is_capital(word)).count();
    // Two capitals side by side that are neither office nor the opening of a heading.
    let has_name = (1..words.len()).any(|at| {
        [at - 1, at]
            .into_iter()
            .all(|at| is_capital(words[at]) && !is_role(&folded[at]) && !is_opener(&folded[at]))
            && !words[at - 1].ends_with([':', '.'])
    });
    if has_name && folded.iter().any(|word| is_role(word)) && words.len() <= 14 {
        return true;
    }
    // "Ada Renn, envoy of the Vale": a name before a comma.
    if let Some((before, after)) = line.split_once(',') {
        let name = before.split_whitespace().count();
        let all = before.split_whitespace().all(is_capital);
        if (2..=4).contains(&name) && all && !after.trim().is_empty() {
            return true;
        }
    }
    // A bare name, or an outlet's or a speaker's label in capitals.
    (2..=4).contains(&words.len()) && capitals == words.len() && !is_opener(&folded[0])
}

fn bare_folded(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    fold_text(bare)
}

fn is_capital(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(char::is_uppercase)
}

/// A month beside a figure, or figures with points.
fn has_date(folded: &[String]) -> bool {
    let is_figure = |word: &String| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '-');
        (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let month = folded.windows(2).any(|pair| {
        (dates::is_month(&pair[0]) && is_figure(&pair[1]))
            || (dates::is_month(&pair[1]) && is_figure(&pair[0]))
    });
    month
        || folded.iter().any(|word| {
            word.len() >= 8
                && word.matches(['.', '/', '-']).count() == 2
                && word
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-'))
        })
}

/// Whether a line holds no letter and no figure: emoji, rules, stars.
pub(crate) fn is_ornament(line: &str) -> bool {
    !line.trim().is_empty() && !line.chars().any(char::is_alphanumeric)
}

/// A credit line: names and agencies between slashes, no sentence.
pub(crate) fn is_credit(line: &str) -> bool {
    let line = line.trim();
    if line.chars().count() > 120 || ends_sentence(line) || line.contains("://") {
        return false;
    }
    let parts: Vec<&str> = line.split(" / ").collect();
    parts.len() >= 2
        && parts.len() <= 6
        && parts.iter().all(|part| {
            let words: Vec<&str> = part.split_whitespace().collect();
            (1..=6).contains(&words.len())
                && is_capital(words[0])
                && words.iter().filter(|word| is_capital(word)).count() * 2 > words.len()
        })
}

/// Whether a line has the form of a heading: short, no end of a sentence, and
/// no attribution.
pub(crate) fn is_heading_form(line: &str) -> bool {
    let line = line.trim();
    let first = line.chars().find(|c| c.is_alphanumeric());
    line.chars().count() <= HEADING
        && !line.contains('\n')
        && !ends_sentence(line)
        && !line.ends_with([',', '-', '—'])
        && first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && !is_attribution(line)
        && line.matches(['"', '“', '”', '«', '»', '„']).count() < 2
}

/// A headline in the one form by which two are compared.
pub(crate) fn headline_form(line: &str) -> String {
    let folded = fold_text(line);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            out.push_str(word);
            out.push(' ');
        }
    }
    out
}

/// Whether a line can have `form` as its [`headline_form`]: its first letter is
/// that of the form. Spares making the form of nearly every paragraph.
fn may_be(line: &str, form: &str) -> bool {
    let first = line
        .chars()
        .filter_map(fold_char)
        .flat_map(char::to_lowercase)
        .find(|letter| letter.is_alphanumeric());
    first == form.chars().next()
}

/// Marks the blocks of a text that has no markup: furniture and captions by
/// the tables, then the title, then headings, then repeated headlines.
///
/// Blocks that already have a kind of their own keep it. Where a line may be
/// either, it stays a paragraph.
pub(crate) fn mark_blocks(text: &str, blocks: &mut [Block], title: Option<&str>) {
    let mut seen_text = false;
    for block in blocks.iter_mut() {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            mark_by_words(text, block, seen_text);
            let words = block.span.of(text);
            seen_text |= block.kind.is_body() && words.len() > HEADING && ends_sentence(words);
        }
    }
    mark_beside_pictures(text, blocks);
    mark_title(text, blocks, title);
    mark_headings(text, blocks);
    mark_repeats(text, blocks, title);
}

/// Furniture and captions by their words. A line that names the source is of
/// the page at its head; once text was seen, it says whose words follow.
pub(crate) fn mark_by_words(text: &str, block: &mut Block, seen_text: bool) {
    let words = block.span.of(text);
    let found = if is_ornament(words) {
        Some((BlockKind::Furniture, "no words"))
    } else if let Some(mark) = line_mark(words).filter(|mark| !(seen_text && mark.is_head_only())) {
        Some((mark.kind, mark.reason))
    } else if is_counter(words) {
        Some((BlockKind::Furniture, "counters of a post"))
    } else if is_credit(words) || has_credit(words) {
        Some((BlockKind::Caption, "picture credit"))
    } else {
        None
    };
    if let Some((kind, reason)) = found {
        block.kind = kind;
        block.reason = Some(reason.to_owned());
    }
}

/// The first line of the text, where it can be a title and paragraphs follow.
fn mark_title(text: &str, blocks: &mut [Block], title: Option<&str>) {
    let Some(first) = blocks.iter().position(|block| block.kind.is_body()) else {
        return;
    };
    mark_capitals(text, blocks);
    // Markdown says itself what its title is.
    if blocks.iter().any(|block| block.kind == BlockKind::Headline) {
        return;
    }
    let words = blocks[first].span.of(text);
    let known = title.is_some_and(|title| headline_form(title) == headline_form(words));
    let has_more = blocks[first + 1..]
        .iter()
        .any(|block| block.kind.is_body() && ends_sentence(block.span.of(text)));
    let can_be = words.chars().count() <= TITLE
        && !words.contains('\n')
        && !ends_sentence(words)
        && !words.ends_with([':', ','])
        && blocks[first].kind == BlockKind::Paragraph
        && !is_dated_or_named(words)
        && has_more;
    if known || can_be {
        blocks[first].kind = BlockKind::Headline;
        blocks[first].level = 1;
        blocks[first].reason = Some("first line".to_owned());
    }
}

/// How many blocks of the body count as the head of a text.
const HEAD: usize = 4;

/// A line in capitals at the head of a text whose other lines are not.
fn mark_capitals(text: &str, blocks: &mut [Block]) {
    let shouted = |words: &str| {
        words
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count()
            >= 8
            && !words.chars().any(char::is_lowercase)
    };
    let body: Vec<usize> = (0..blocks.len())
        .filter(|at| blocks[*at].kind == BlockKind::Paragraph)
        .collect();
    let spoken = body
        .iter()
        .filter(|at| blocks[**at].span.of(text).chars().any(char::is_lowercase))
        .count();
    if spoken * 2 < body.len() {
        return;
    }
    for at in body.into_iter().take(HEAD) {
        let words = blocks[at].span.of(text);
        if words.chars().count() <= TITLE && !words.ends_with(':') && shouted(words) {
            blocks[at].kind = BlockKind::Headline;
            blocks[at].level = 1;
            blocks[at].reason = Some("in capitals".to_owned());
        }
    }
}

/// Whether a first line is an attribution rather than a title: titles often
/// hold names and offices, so only a date or a bare name counts here.
fn is_dated_or_named(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words <= 12 && (words <= 6 || line.contains(',')) && is_attribution(line)
}

/// Short lines without a sentence's end, with a longer paragraph soon after.
fn mark_headings(text: &str, blocks: &mut [Block]) {
    // The nearest longer paragraph, looked up from the end so that it stays linear.
    let mut next_text: Option<usize> = None;
    for index in (0..blocks.len()).rev() {
        let words = blocks[index].span.of(text);
        let body = blocks[index].kind == BlockKind::Paragraph;
        if body
            && is_heading_form(words)
            && next_text
                .is_some_and(|next| next - index <= 4 && blocks[next].span.len() > words.len())
        {
            blocks[index].kind = BlockKind::Headline;
            blocks[index].level = 2;
            blocks[index].reason = Some("short line before a paragraph".to_owned());
        } else if body && (ends_sentence(words) || words.len() > 2 * HEADING) {
            next_text = Some(index);
        }
    }
}

/// Lines that say the title or an earlier headline once more.
pub(crate) fn mark_repeats(text: &str, blocks: &mut [Block], title: Option<&str>) {
    let mut seen: Vec<String> = title.map(headline_form).into_iter().collect();
    let mut seen_title = false;
    for block in blocks.iter_mut() {
        if block.span.len() > 4 * TITLE {
            continue;
        }
        match block.kind {
            BlockKind::Headline => {
                let form = headline_form(block.span.of(text));
                seen_title |= block.level == 1;
                if seen.len() < 200 && !seen.contains(&form) {
                    seen.push(form);
                }
            }
            BlockKind::Paragraph | BlockKind::ListItem => {
                let words = block.span.of(text);
                if !seen.iter().any(|form| may_be(words, form)) {
                    continue;
                }
                let form = headline_form(block.span.of(text));
                if !seen_title && seen.first() == Some(&form) && title.is_some() {
                    seen_title = true;
                    block.kind = BlockKind::Headline;
                    block.level = 1;
                    block.reason = Some("is the title".to_owned());
                    continue;
                }
                // One or two words may well be said again.
                if form.split(' ').count() > 3 && seen.contains(&form) {
                    block.kind = BlockKind::Headline;
                    block.reason = Some("repeats the title".to_owned());
                }
            }
            _ => {}
        }
    }
}

/// A paragraph over `span`.
pub(crate) fn paragraph(span: Span) -> Block {
    Block {
        span,
        kind: BlockKind::Paragraph,
        level: 0,
        reason: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribution_lines_stay_in_the_text() {
        for line in [
            "Ada Renn, August 18",
            "August 18",
            "What Envoy Bo Lind said on August 20:",
            "Foreign Minister Ada Renn",
            "Ada Renn",
            "Ада Ренн, посол Долины",
            "18 серпня",
            "Речниця уряду Ада Ренн",
            "MS RENN:",
            "04.03.2031",
        ] {
            assert!(is_attribution(line) && !is_heading_form(line), "{line}");
        }
    }

    #[test]
    fn section_headings_are_headings() {
        for line in [
            "A bilateral meeting at the bridge",
            "What the islanders have said",
            "What Eastern officials have said",
            "Что ответили в Порт-Ленне",
            "Гарантии после войны",
            "Що далі з мостом",
        ] {
            assert!(is_heading_form(line), "{line}");
        }
        for line in ["The talks went on.", "and so on", "He said “no” and left"] {
            assert!(!is_heading_form(line), "{line}");
        }
    }

    #[test]
    fn credits_and_ornaments_are_seen() {
        assert!(is_credit("Bo Lind / HARBOUR / Vale Press"));
        assert!(!is_credit("The price is 3 / 4 of what it was"));
        assert!(is_ornament("🕊️") && is_ornament("* * *") && !is_ornament("🕊️ 5"));
    }
}
