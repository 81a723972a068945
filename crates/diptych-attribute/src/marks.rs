//! Quotation marks and how they pair.

use diptych_core::fold_char;

use crate::page::{Page, Part};

/// A stretch between quotation marks, or after a dialogue dash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The token of the opening mark.
    pub(crate) open: usize,
    /// First token of the words.
    pub(crate) first: usize,
    /// One past the last token of the words.
    pub(crate) last: usize,
    /// One past the closing mark.
    pub(crate) end: usize,
    /// Whether no mark closes it before the block ends.
    pub(crate) unclosed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// The outermost quotations of a block, in order; and whether marks are left over.
///
/// One pass with a stack; nested quotations belong to the one that holds them.
pub(crate) fn pair(page: &Page<'_>, part: &Part, single: bool) -> (Vec<Quote>, bool) {
    pair_from(page, part, single, false)
}

/// As [`pair`]; where `resumed`, a quotation of the block before goes on at the
/// first word, without a mark.
pub(crate) fn pair_from(
    page: &Page<'_>,
    part: &Part,
    single: bool,
    resumed: bool,
) -> (Vec<Quote>, bool) {
    let mut quotes = Vec::new();
    let mut open: Vec<(usize, usize, char)> = Vec::new();
    if resumed {
        open.push((part.first, part.first, '«'));
    }
    let mut last_close: Option<(usize, usize)> = None;
    let mut odd = false;
    let mut at = part.first;
    while at < part.end {
        let Some((side, width, mark)) = read(page, part, at, single, &open) else {
            at += 1;
            continue;
        };
        let opens = match side {
            Side::Open => true,
            Side::Close => false,
            Side::Either => open.is_empty(),
        };
        if opens {
            open.push((at, at + width, mark));
            if open.len() == 1 {
                last_close = None;
            }
        } else if let Some((from, first, _)) = open.pop() {
            if open.is_empty() {
                quotes.push(Quote {
                    open: from,
                    first,
                    last: at,
                    end: at + width,
                    unclosed: false,
                });
            } else {
                last_close = Some((at, at + width));
            }
        } else {
            odd = true;
        }
        at += width;
    }
    if let Some(&(from, first, _)) = open.first() {
        // Two marks that close at one place are often written as one.
        let (last, end, unclosed) = match last_close {
            Some((last, end)) => (last, end, false),
            None => (part.end, part.end, true),
        };
        odd |= unclosed;
        if first < last {
            quotes.push(Quote {
                open: from,
                first,
                last,
                end,
                unclosed,
            });
        }
    }
    (quotes, odd)
}

/// What kind of mark stands at token `at`, and how many tokens it takes.
fn read(
    page: &Page<'_>,
    part: &Part,
    at: usize,
    single: bool,
    open: &[(usize, usize, char)],
) -> Option<(Side, usize, char)> {
    if page.tokens[at].is_word {
        return None;
    }
    let mark = page.mark(at);
    let (before, after) = (page.before(at), page.after(at));
    Some(match mark {
        // The marks of German print, turned about: `»…«`.
        '»' if open.is_empty() && after.is_alphanumeric() && !before.is_alphanumeric() => {
            (Side::Open, 1, mark)
        }
        '«' if open.last().is_some_and(|(_, _, mark)| *mark == '»') => (Side::Close, 1, mark),
        '«' | '„' | '‹' | '「' | '『' => (Side::Open, 1, mark),
        '»' | '›' | '」' | '』' => (Side::Close, 1, mark),
        // Low marks typed as commas, angle brackets for guillemets.
        ',' if twin(page, part, at) && after_twin(page, at).is_alphanumeric() => {
            (Side::Open, 2, '„')
        }
        '<' if twin(page, part, at) && after_twin(page, at).is_alphanumeric() => {
            (Side::Open, 2, '«')
        }
        '>' if twin(page, part, at) && !open.is_empty() => (Side::Close, 2, '»'),
        '“' => {
            let closes = open.last().is_some_and(|(_, _, mark)| *mark == '„')
                || (!open.is_empty() && !after.is_alphanumeric() && before != ' ');
            (if closes { Side::Close } else { Side::Open }, 1, mark)
        }
        '”' => {
            let outside = before.is_whitespace() || fold_char(before).is_none();
            let opens = open.is_empty()
                && (outside && after.is_alphanumeric() || at == part.first && part.end - at > 2);
            (if opens { Side::Open } else { Side::Close }, 1, mark)
        }
        '"' | '″' | '‟' => (straight(before, after, open.is_empty())?, 1, '"'),
        '\'' if doubled(page, part, at) => {
            let after = page.after(at + 1);
            (straight(before, after, open.is_empty())?, 2, '\'')
        }
        '‘' if single && !before.is_alphanumeric() => (Side::Open, 1, mark),
        '’' if single && !open.is_empty() && !after.is_alphanumeric() => (Side::Close, 1, mark),
        '\'' if single => {
            if open.is_empty() {
                if before.is_alphanumeric() || !after.is_alphanumeric() {
                    return None;
                }
                (Side::Open, 1, mark)
            } else {
                if after.is_alphanumeric() || before.is_alphanumeric() && after == ' ' {
                    return None;
                }
                (Side::Close, 1, mark)
            }
        }
        _ => return None,
    })
}

/// Whether the same mark follows without a space.
fn twin(page: &Page<'_>, part: &Part, at: usize) -> bool {
    at + 1 < part.end
        && page.mark(at + 1) == page.mark(at)
        && page.tokens[at].span.end == page.tokens[at + 1].span.start
}

/// The character after two marks.
fn after_twin(page: &Page<'_>, at: usize) -> char {
    page.after(at + 1)
}

fn doubled(page: &Page<'_>, part: &Part, at: usize) -> bool {
    at + 1 < part.end
        && page.mark(at + 1) == '\''
        && page.tokens[at].span.end == page.tokens[at + 1].span.start
}

/// Which side a mark without direction takes; nothing for inches.
fn straight(before: char, after: char, outside: bool) -> Option<Side> {
    let can_open =
        before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | '«' | '“');
    let can_close = !after.is_alphanumeric() && !before.is_whitespace();
    if outside && before.is_numeric() && !after.is_alphanumeric() {
        return None;
    }
    Some(match (can_open, can_close) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ => Side::Either,
    })
}

#[cfg(test)]
mod tests {
    use diptych_core::{Block, BlockKind, Document, Lang, Span};

    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let document = Document {
            text: text.to_owned(),
            blocks: vec![Block {
                span: Span::new(0, text.len()),
                kind: BlockKind::Paragraph,
                level: 0,
                reason: None,
            }],
            lang: Lang::En,
            ..Document::default()
        };
        let page = Page::new(&document);
        let (quotes, _) = pair(&page, &page.parts[0], false);
        let found: Vec<_> = quotes
            .iter()
            .map(|quote| page.span(quote.first, quote.last).of(text))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn every_style_of_marks() {
        check("“One,” he said. “Two.”", &["One,", "Two."]);
        check("\"One,\" he said. \"Two.\"", &["One,", "Two."]);
        check("''One,'' he said. ''It's two.''", &["One,", "It's two."]);
        check("«Раз», „два“ и “три”", &["Раз", "два", "три"]);
    }

    #[test]
    fn nested_marks_belong_to_the_outer_quotation() {
        check(
            "«Я читал «Зарю» утром», — сказал он",
            &["Я читал «Зарю» утром"],
        );
        check("«Я читал «Зарю», — сказал он", &["Я читал «Зарю"]);
    }

    #[test]
    fn inches_and_apostrophes_are_no_marks() {
        check("A 6\" pipe at the bank's '90s office", &[]);
    }

    #[test]
    fn an_unclosed_quotation_runs_to_the_end_of_the_block() {
        check("He said: “We wait.", &["We wait."]);
    }
}
