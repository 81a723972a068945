//! Scores the sets of marked texts: words found, and found with the right full name.
//!
//! `sets FILE… [--errors N]`; a fragment counts as found at an overlap of half.

use std::collections::BTreeMap;

use diptych_attribute::Attributor;
use diptych_core::{
    Block, BlockKind, Case, Document, Lang, Source, SourceKind, Span, Statement, StatementKind,
};
use diptych_testkit::sets::{Mark, MarkedText, parse};

#[derive(Default, Clone, Copy)]
struct Tally {
    gold: usize,
    said: usize,
    found: usize,
    named: usize,
    mentioned: usize,
    kind: usize,
    dated: usize,
    of_dated: usize,
}

#[allow(clippy::print_stdout, reason = "the example prints its table")]
fn main() {
    let mut errors = 0;
    let mut files = Vec::new();
    let mut given = std::env::args().skip(1);
    while let Some(word) = given.next() {
        if word == "--errors" {
            errors = given
                .next()
                .and_then(|count| count.parse().ok())
                .unwrap_or(0);
        } else {
            files.push(word);
        }
    }
    let attributor = Attributor::new(&Case::default());
    for file in files {
        let text = std::fs::read_to_string(&file).expect("the set can be read");
        let texts = match parse(&text) {
            Ok(texts) => texts,
            Err(error) => {
                println!("{file}: {error}");
                continue;
            }
        };
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        for text in &texts {
            score(&attributor, text, &mut tallies, &mut errors);
        }
        println!("{file}: {} texts", texts.len());
        for (kind, tally) in tallies {
            let f = |right: usize| 200.0 * right as f64 / (tally.gold + tally.said).max(1) as f64;
            println!(
                "  {kind:14} gold {:4} said {:4} | span F {:5.1} | mention F {:5.1} | name F {:5.1} | kind {:3} | dated {}/{}",
                tally.gold,
                tally.said,
                f(tally.found),
                f(tally.mentioned),
                f(tally.named),
                tally.kind,
                tally.dated,
                tally.of_dated
            );
        }
    }
}

fn class(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Direct | StatementKind::Mixed => "direct+mixed",
        StatementKind::Indirect => "indirect",
        StatementKind::Turn => "turn",
        StatementKind::Post => "post",
        StatementKind::OfficialText => "official_text",
        StatementKind::Block => "block",
        StatementKind::Attitude => "attitude",
        StatementKind::OutletReport => "outlet_report",
    }
}

#[allow(clippy::print_stdout, reason = "the example prints what failed")]
fn score(
    attributor: &Attributor,
    marked: &MarkedText,
    tallies: &mut BTreeMap<&'static str, Tally>,
    errors: &mut usize,
) {
    let (source, document) = page(marked);
    let found = attributor.attribute(&source, &document).statements;
    let gold: Vec<(Span, &Mark)> = marked
        .marks
        .iter()
        .flat_map(|mark| mark.fragments.iter().map(move |span| (*span, mark)))
        .collect();
    let said: Vec<(Span, &Statement)> = found
        .iter()
        .filter(|statement| statement.kind != StatementKind::OutletReport)
        .flat_map(|statement| {
            statement
                .fragments
                .iter()
                .map(move |fragment| (fragment.span(), statement))
        })
        .collect();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, (gold, _)) in gold.iter().enumerate() {
        for (j, (said, _)) in said.iter().enumerate() {
            let overlap = iou(*gold, *said);
            if overlap >= 0.5 {
                pairs.push((overlap, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut of_gold = vec![None; gold.len()];
    let mut of_said = vec![None; said.len()];
    for (_, i, j) in pairs {
        if of_gold[i].is_none() && of_said[j].is_none() {
            of_gold[i] = Some(j);
            of_said[j] = Some(i);
        }
    }
    for (i, (span, mark)) in gold.iter().enumerate() {
        let classes = [class(mark.kind), "all"];
        let hit = of_gold[i].map(|j| said[j].1);
        let named = hit.is_some_and(|statement| same(mark, statement));
        let mentioned = hit.is_some_and(|statement| {
            mark.speaker.is_empty()
                || statement
                    .speaker
                    .mention_span
                    .is_some_and(|span| mark.speaker.iter().any(|own| own.overlaps(span)))
        });
        let dated = hit.is_some_and(|statement| {
            let date = statement.said.as_ref().map(|said| (said.from, said.to));
            mark.said.is_none() || date == mark.said
        });
        for class in classes {
            let tally = tallies.entry(class).or_default();
            tally.gold += 1;
            tally.found += usize::from(hit.is_some());
            tally.named += usize::from(named);
            tally.mentioned += usize::from(mentioned);
            tally.kind += usize::from(hit.is_some_and(|statement| statement.kind == mark.kind));
            if mark.said.is_some() {
                tally.of_dated += 1;
                tally.dated += usize::from(dated);
            }
        }
        if (!named || !dated) && *errors > 0 {
            *errors -= 1;
            let what = if hit.is_none() {
                "MISS"
            } else if named {
                "DATE"
            } else {
                "NAME"
            };
            let got = hit.map(|statement| {
                (
                    statement.kind,
                    statement.speaker.name.clone(),
                    statement.speaker.mention.clone(),
                    statement.speaker.basis.clone(),
                    statement.said.as_ref().map(|said| said.from.to_string()),
                )
            });
            println!(
                "{what} {} {:?} want {:?} {:?} {:?} got {got:?} :: {}",
                marked.id,
                mark.kind,
                mark.name,
                mark.said.map(|said| said.0.to_string()),
                mark.speaker.first().map(|span| span.of(&marked.text)),
                around(&marked.text, *span)
            );
        }
    }
    for (j, (span, statement)) in said.iter().enumerate() {
        let class = of_said[j].map_or_else(|| class(statement.kind), |i| class(gold[i].1.kind));
        for class in [class, "all"] {
            tallies.entry(class).or_default().said += 1;
        }
        if of_said[j].is_none() && *errors > 0 {
            *errors -= 1;
            println!(
                "EXTRA {} {:?} {:?} :: {}",
                marked.id,
                statement.kind,
                statement.speaker.mention,
                around(&marked.text, *span)
            );
        }
    }
}

fn around(text: &str, span: Span) -> String {
    let before: String = text[..span.start]
        .chars()
        .rev()
        .take(40)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let after: String = text[span.end..].chars().take(50).collect();
    let words: String = span.of(text).chars().take(130).collect();
    format!("{before}[[{words}]]{after}").replace('\n', " / ")
}

fn iou(a: Span, b: Span) -> f64 {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared as f64 / (a.len() + b.len() - shared).max(1) as f64
}

fn same(mark: &Mark, statement: &Statement) -> bool {
    let name = statement.speaker.name.as_deref().unwrap_or("");
    if mark.name.is_empty() {
        return statement.is_question == mark.is_question
            && (name.is_empty() || !mark.role.is_empty() && mark.role.contains(name));
    }
    let plain = |text: &str| text.to_lowercase().replace('ё', "е");
    plain(&mark.name) == plain(name)
        || plain(name).ends_with(&plain(&mark.name))
        || plain(&mark.name).ends_with(&plain(name)) && name.contains(' ')
        || mark.name.contains(';') && !name.is_empty() && plain(&mark.name).contains(&plain(name))
}

fn page(marked: &MarkedText) -> (Source, Document) {
    let form = marked.head.get("form").map_or("article", String::as_str);
    let kind = match form {
        "official" => SourceKind::OfficialText,
        "post" => SourceKind::Post,
        "transcript" | "interview" => SourceKind::Transcript,
        _ => SourceKind::Article,
    };
    let lang = Lang::from(
        marked
            .head
            .get("lang")
            .map_or_else(|| &marked.id[..2], String::as_str),
    );
    let source = Source {
        published: marked.published(),
        outlet: marked.head.get("outlet").cloned(),
        speaker: marked.head.get("speaker").cloned(),
        lang: lang.clone(),
        kind,
        ..Source::default()
    };
    let text = marked.text.clone();
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut span = Span::new(start, start + line.len()).trim(&text);
        start += line.len();
        let words = span.of(&text);
        let (skip, kind) = if words.starts_with('#') {
            (
                words.len() - words.trim_start_matches(['#', ' ']).len(),
                BlockKind::Headline,
            )
        } else if ["- ", "– ", "• ", "* "]
            .iter()
            .any(|mark| words.starts_with(mark))
            && kind == SourceKind::OfficialText
        {
            (words.find(' ').unwrap_or(0) + 1, BlockKind::ListItem)
        } else {
            (0, BlockKind::Paragraph)
        };
        span.start += skip;
        if !span.is_empty() {
            blocks.push(Block {
                span,
                kind,
                level: 0,
                reason: None,
            });
        }
    }
    (
        source,
        Document {
            text,
            blocks,
            lang,
            ..Document::default()
        },
    )
}
