//! How long loading and encoding take.

use std::path::Path;
use std::sync::Arc;

use diptych_encode::{Cells, Encoder, Model, SentenceEncoder, nearest};

use super::clock::{Took, peak, say, time};
use super::data::{Pair, Triple};

/// Loads the weights as the program does, the file being in memory already; the best of five.
pub(super) fn load(file: &Path) -> Result<(), String> {
    let bytes: &'static [u8] = std::fs::read(file)
        .map_err(|error| format!("{}: {error}", file.display()))?
        .leak();
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let (encoder, took) = time(|| {
            let model = Arc::new(Model::from_bytes(bytes)?);
            SentenceEncoder::new(model, 1)
        });
        encoder.map_err(|error| error.to_string())?;
        best = best.min(took.wall);
    }
    println!("loading: {:.0} ms", best * 1000.0);
    Ok(())
}

/// Sentences a second on one thread, one by one and 32 at a time; the best of seven.
pub(super) fn batches(encoder: &dyn Encoder, triples: &[Triple]) -> Result<(), String> {
    let texts: Vec<&str> = triples
        .iter()
        .step_by(50)
        .take(32)
        .flatten()
        .map(String::as_str)
        .collect();
    for size in [1, 32] {
        let mut best = Took {
            wall: f64::INFINITY,
            cpu: None,
        };
        for _ in 0..7 {
            let (done, took) = time(|| {
                texts
                    .chunks(size)
                    .try_for_each(|batch| encoder.encode(batch).map(drop))
            });
            done.map_err(|error| error.to_string())?;
            let cpu = took.cpu.into_iter().chain(best.cpu).reduce(f64::min);
            best = Took {
                wall: best.wall.min(took.wall),
                cpu,
            };
        }
        let count = texts.len() as f64;
        let cpu = best.cpu.map_or(f64::NAN, |cpu| count / cpu);
        println!(
            "batches of {size}: {:.0} sentences a second on the clock, {cpu:.0} of processor's time",
            count / best.wall
        );
    }
    Ok(())
}

/// Ten thousand sentences on two threads, and all their neighbours.
pub(super) fn many(
    encoder: &dyn Encoder,
    triples: &[Triple],
    pairs: &[Pair],
) -> Result<(), String> {
    let texts = triples
        .iter()
        .flatten()
        .chain(pairs.iter().flat_map(|pair| [&pair.en_a, &pair.ru_b]));
    let texts: Vec<&str> = texts.map(String::as_str).take(10_000).collect();
    let (vectors, took) = time(|| encoder.encode(&texts));
    let vectors = vectors.map_err(|error| error.to_string())?;
    say(&format!("{} sentences on two threads", texts.len()), took);
    let (_, took) = time(|| nearest(&vectors, &vectors, 10, |a, b, dot| (a != b).then_some(dot)));
    say("the ten nearest of each", took);
    let exact = nearest(&vectors, &vectors, 10, |_, _, dot| Some(dot));
    let (cells, took) = time(|| Cells::new(&vectors));
    say("cells over them", took);
    for breadth in [4, 8, 16] {
        let search = || {
            vectors
                .rows()
                .map(|row| cells.nearest(&vectors, row, 10, breadth, |_, dot| Some(dot)))
                .collect::<Vec<_>>()
        };
        let (found, took) = time(search);
        let pairs = found.iter().zip(&exact);
        let kept: usize = pairs
            .map(|(found, exact)| found.iter().filter(|n| exact.contains(n)).count())
            .sum();
        let all: usize = exact.iter().map(Vec::len).sum();
        say(
            &format!(
                "the same in {breadth} of {} cells, {:.3} of them found",
                cells.len(),
                kept as f64 / all as f64
            ),
            took,
        );
    }
    if let Some(peak) = peak() {
        println!("memory at most: {peak:.0} MB, the sets among it");
    }
    Ok(())
}
