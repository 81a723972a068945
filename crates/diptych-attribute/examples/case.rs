//! Prints the statements of one text against a case: `case CASE.toml TEXT`.

use diptych_attribute::Attributor;
use diptych_core::{Block, BlockKind, Document, Lang, Source, Span, parse_case};

#[allow(clippy::print_stdout, reason = "the example prints its table")]
fn main() {
    let mut given = std::env::args().skip(1);
    let (Some(case), Some(text)) = (given.next(), given.next()) else {
        println!("case CASE.toml TEXT");
        return;
    };
    let case = std::fs::read_to_string(case).unwrap_or_default();
    let text = std::fs::read_to_string(text).unwrap_or_default();
    let (case, _) = parse_case(&case);
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(&text);
        start += line.len();
        if !span.is_empty() {
            blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
                level: 0,
                reason: None,
            });
        }
    }
    let lang = given
        .next()
        .map_or(Lang::En, |code| Lang::from(code.as_str()));
    let document = Document {
        text,
        blocks,
        lang,
        ..Document::default()
    };
    let found = Attributor::new(&case).attribute(&Source::default(), &document);
    for statement in found.statements {
        let span = statement.span();
        let side = statement
            .speaker
            .side
            .as_ref()
            .map_or("-", |side| side.as_str());
        let said = statement
            .said
            .as_ref()
            .map_or_else(String::new, |said| said.from.to_string());
        println!(
            "{:5}-{:5} {:?} {:?} [{side}] {said} {:?} denied={} :: {}",
            span.start,
            span.end,
            statement.kind,
            statement.speaker.shown(),
            statement.speaker.basis,
            statement.denied,
            statement.words().chars().take(110).collect::<String>()
        );
    }
    for problem in found.problems {
        println!("{} {} {:?}", problem.code, problem.message, problem.span);
    }
}
