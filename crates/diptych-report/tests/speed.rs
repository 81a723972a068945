//! Two thousand statements are drawn in a fifth of a second (optimised build).

mod common;

use std::time::{Duration, Instant};

use common::sample;
use diptych_core::{PositionId, StatementId};

#[test]
fn two_thousand_statements_are_drawn_quickly() {
    let mut record = sample();
    let (statements, positions) = (record.statements.clone(), record.positions.clone());
    let divergences = record.divergences.clone();
    for round in 0..2000 / statements.len() {
        for statement in &statements {
            let mut copy = statement.clone();
            copy.id = StatementId::from(format!("{}-{round}", copy.id));
            record.statements.push(copy);
        }
        for position in &positions {
            let mut copy = position.clone();
            copy.statement = StatementId::from(format!("{}-{round}", copy.statement));
            copy.id = PositionId::from(format!("{}-{round}", copy.id));
            copy.evidence
                .iter_mut()
                .for_each(|each| each.statement = copy.statement.clone());
            record.positions.push(copy);
        }
        if round < 30 {
            record.divergences.extend(divergences.iter().cloned());
        }
    }
    // The best of three, so that a busy machine does not decide.
    let best = |draw: fn(&diptych_core::Record) -> String| {
        (0..3)
            .map(|_| {
                let begun = Instant::now();
                let bytes = draw(&record).len();
                (begun.elapsed(), bytes)
            })
            .min()
            .expect("three were drawn")
    };
    let (html, page) = best(diptych_report::html);
    let (markdown, text) = best(diptych_report::markdown);
    println!(
        "{} statements: html {html:?}, {} bytes; markdown {markdown:?}, {} bytes",
        record.statements.len(),
        page,
        text
    );
    // A debug build does the same work some ten times slower; the bound there
    // only catches work that grows faster than the record.
    let most = if cfg!(debug_assertions) {
        Duration::from_secs(4)
    } else {
        Duration::from_millis(200)
    };
    assert!(html < most && markdown < most, "{html:?} {markdown:?}");
}
