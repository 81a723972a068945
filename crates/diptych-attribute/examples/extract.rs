//! Reads `{doc, text, lang?, date?}` lines and prints one JSON line a statement,
//! for the scorers of public sets.

use std::io::{BufRead, BufWriter, Write as _};

use diptych_attribute::Attributor;
use diptych_core::{
    Block, BlockKind, Case, Day, Document, Lang, Source, Span, Statement, StatementKind,
};
use serde_json::{Value, json};

fn main() {
    let attributor = Attributor::new(&Case::default());
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(row) = serde_json::from_str::<Value>(&line) else {
            continue;
        };
        let text = row["text"].as_str().unwrap_or("").to_owned();
        let lang = Lang::from(row["lang"].as_str().unwrap_or("en"));
        let source = Source {
            published: row["date"].as_str().and_then(Day::parse),
            lang: lang.clone(),
            ..Source::default()
        };
        let document = document(text, lang);
        for statement in attributor.attribute(&source, &document).statements {
            if statement.kind == StatementKind::OutletReport || statement.is_question {
                continue;
            }
            let written = write(&row["doc"], &statement);
            if writeln!(out, "{written}").is_err() {
                return;
            }
        }
    }
}

fn document(text: String, lang: Lang) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(&text);
        start += line.len();
        if span.is_empty() {
            continue;
        }
        blocks.push(Block {
            span,
            kind: BlockKind::Paragraph,
            level: 0,
            reason: None,
        });
    }
    Document {
        text,
        blocks,
        lang,
        ..Document::default()
    }
}

fn write(doc: &Value, statement: &Statement) -> Value {
    let span = statement.span();
    let fragments: Vec<[usize; 2]> = statement
        .fragments
        .iter()
        .map(|one| [one.start, one.end])
        .collect();
    let mention = statement.speaker.mention_span;
    json!({
        "doc": doc,
        "quote_start": span.start,
        "quote_end": span.end,
        "fragments": fragments,
        "text": statement.words(),
        "kind": statement.kind,
        "speaker_start": mention.map(|span| span.start),
        "speaker_end": mention.map(|span| span.end),
        "speaker_text": statement.speaker.mention,
        "speaker_name": statement.speaker.name,
        "reported_by": statement.reported_by,
        "said": statement.said,
        "lang": statement.lang,
    })
}
