//! Inputs changed at random, for as long as it is told.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use diptych_core::Document;

/// Where the input that made a run end is left.
const LEFT: &str = "mutate-failed.bin";

/// Numbers that no field expects.
const NUMBERS: &[&str] = &[
    "99999999999999999999",
    "-1",
    "0",
    "1",
    "4294967295",
    "4294967296",
    "2147483648",
    "1e999",
];

/// Numbers that look random (xorshift); the same seed gives the same.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// From a seed; 0 counts as 1.
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    /// A number below `limit`; 0 where the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// One of a list.
    ///
    /// # Panics
    /// Where the list is empty.
    pub fn one_of<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}

/// A few changes: bytes set, cut, doubled, moved, taken from `other`, numbers swollen, and `words`
/// put in that mean something in the format.
pub fn mutate(mut bytes: Vec<u8>, other: &[u8], words: &[&str], random: &mut Random) -> Vec<u8> {
    for _ in 0..=random.below(7) {
        let at = random.below(bytes.len() + 1);
        let length = random.below(50).min(bytes.len() - at);
        match random.below(9) {
            0 if at < bytes.len() => bytes[at] = random.below(256) as u8,
            1 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let copy = bytes[at..at + length].to_vec();
                for _ in 0..=random.below(20) {
                    bytes.splice(at..at, copy.iter().copied());
                }
            }
            4 => {
                let from = random.below(other.len());
                let end = (from + random.below(120)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
            5 if random.below(8) == 0 => bytes.truncate(at),
            6 if !words.is_empty() => {
                let word = random.one_of(words);
                bytes.splice(at..at, word.bytes());
            }
            7 => {
                if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    let number = random.one_of(NUMBERS);
                    bytes.splice(at + digit..=at + digit, number.bytes());
                }
            }
            _ => {
                let to = random.below(bytes.len() + 1 - length);
                let moved: Vec<u8> = bytes.drain(at..at + length).collect();
                bytes.splice(to..to, moved);
            }
        }
    }
    bytes
}

/// How many inputs a run held, and how many of them could be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Inputs made.
    pub inputs: usize,
    /// Inputs of which something was read.
    pub read: usize,
}

/// An input that made the program panic, broke what must hold, or took too long.
#[derive(Debug)]
pub struct Fault {
    /// Its number, from 0.
    pub number: usize,
    /// The seed it was made from.
    pub name: String,
    /// The input.
    pub input: Vec<u8>,
    /// How long it took.
    pub took: Duration,
}

impl Fault {
    /// Leaves the input in a file of the folder that the program runs in; its name.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn leave(&self) -> std::io::Result<&'static Path> {
        std::fs::write(LEFT, &self.input)?;
        Ok(Path::new(LEFT))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            number, name, took, ..
        } = self;
        write!(f, "{name}: input {number} failed after {took:?}")
    }
}

/// Makes inputs and checks them until `time` is over. `check` panics where something does not hold,
/// and says whether the input was read; none may take longer than `slow`.
///
/// # Errors
/// The first input that fails, in a box since it may be large.
pub fn run(
    (time, slow): (Duration, Duration),
    mut make: impl FnMut() -> (String, Vec<u8>),
    check: impl Fn(&str, &[u8]) -> bool,
) -> Result<Count, Box<Fault>> {
    let start = Instant::now();
    let mut count = Count::default();
    while start.elapsed() < time {
        let (name, input) = make();
        let begun = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| check(&name, &input)));
        let took = begun.elapsed();
        match outcome {
            Ok(is_read) if took <= slow => count.read += usize::from(is_read),
            _ => {
                return Err(Box::new(Fault {
                    number: count.inputs,
                    name,
                    input,
                    took,
                }));
            }
        }
        count.inputs += 1;
    }
    Ok(count)
}

/// Holds a document to what must be so: blocks and runs in order, apart, none empty, each on
/// characters' boundaries.
///
/// # Panics
/// Where it is not so.
pub fn hold(document: &Document) {
    let spans = [
        document
            .blocks
            .iter()
            .map(|one| one.span)
            .collect::<Vec<_>>(),
        document.map.iter().map(|one| one.span).collect(),
    ];
    for spans in spans {
        let mut end = 0;
        for span in spans {
            let words = document.text.get(span.start..span.end);
            assert!(
                span.start >= end && words.is_some_and(|words| !words.is_empty()),
                "{span:?} after {end}"
            );
            end = span.end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use diptych_core::{Block, BlockKind, Span};

    const SECOND: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

    #[test]
    fn one_seed_gives_the_same_changes() {
        let make = |seed| mutate(b"a 12 b".to_vec(), b"other", &["<"], &mut Random::new(seed));
        assert_eq!(make(7), make(7));
        let all: std::collections::BTreeSet<Vec<u8>> = (1..100).map(make).collect();
        assert!(all.len() > 50, "{}", all.len());
        // Nothing at all is changed as well.
        let _ = mutate(Vec::new(), b"", &[], &mut Random::new(3));
    }

    #[test]
    fn what_panics_and_what_is_slow_is_a_fault() {
        let make = || ("seed".to_owned(), b"input".to_vec());
        let fault = run(SECOND, make, |_, _| panic!("as it may")).expect_err("it panics");
        assert_eq!((fault.number, fault.input.as_slice()), (0, &b"input"[..]));
        let slow = (Duration::from_secs(1), Duration::from_millis(1));
        let nap = |_: &str, _: &[u8]| {
            std::thread::sleep(Duration::from_millis(5));
            true
        };
        assert!(run(slow, make, nap).is_err());
        let count = run(SECOND, make, |_, input| !input.is_empty()).expect("no fault");
        assert!(count.inputs > 0 && count.read == count.inputs);
    }

    #[test]
    fn blocks_out_of_order_do_not_hold() {
        let block = |start, end| Block {
            span: Span { start, end },
            kind: BlockKind::Paragraph,
            level: 0,
            reason: None,
        };
        let held = |blocks| {
            let document = Document {
                text: "їїї".to_owned(),
                blocks,
                ..Document::default()
            };
            catch_unwind(|| hold(&document)).is_ok()
        };
        assert!(held(vec![block(0, 2), block(2, 6)]));
        for wrong in [
            vec![block(0, 4), block(2, 6)],
            vec![block(0, 0)],
            vec![block(0, 3)],
            vec![block(4, 8)],
        ] {
            assert!(!held(wrong));
        }
    }
}
