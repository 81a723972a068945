//! A paragraph of an office document before it is a block.

use diptych_core::{BlockKind, Origin, Span};

use crate::assembly::Assembly;
use crate::decode::Decoded;
use crate::layer::Layer;

/// A run of words, or words that stand nowhere in the original.
#[derive(Debug)]
pub(super) enum Piece {
    Run(Layer, u32),
    Glue(&'static str),
}

/// A paragraph under way.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) pieces: Vec<Piece>,
    pub(super) kind: BlockKind,
    pub(super) level: u8,
    pub(super) reason: Option<String>,
    /// Its number in the part, from 1.
    pub(super) number: u32,
    /// How many runs it has so far.
    pub(super) runs: u32,
    /// The mark that the run under way closes with.
    pub(super) closing: &'static str,
}

impl Paragraph {
    /// Begins a run.
    pub(super) fn run(&mut self) {
        self.runs += 1;
    }

    /// The layer of the run under way.
    pub(super) fn words(&mut self) -> &mut Layer {
        let number = self.runs;
        let is_open = matches!(self.pieces.last(), Some(Piece::Run(_, run)) if *run == number);
        if !is_open {
            self.pieces.push(Piece::Run(Layer::default(), number));
        }
        match self.pieces.last_mut() {
            Some(Piece::Run(layer, _)) => layer,
            _ => unreachable!("a run was pushed"),
        }
    }

    /// Puts the marks of tracked changes round what follows.
    pub(super) fn mark(&mut self, marks: (&'static str, &'static str)) {
        if self.closing == marks.1 {
            return;
        }
        let closing = std::mem::replace(&mut self.closing, marks.1);
        for mark in [closing, marks.0] {
            if !mark.is_empty() {
                self.pieces.push(Piece::Glue(mark));
            }
        }
    }

    /// Adds the paragraph to the document.
    pub(super) fn end(mut self, out: &mut Assembly, decoded: &Decoded, part: &str) {
        self.mark(("", ""));
        out.open(self.kind, self.level, self.reason.as_deref());
        for piece in &self.pieces {
            match piece {
                Piece::Glue(words) => {
                    out.glue(words);
                }
                Piece::Run(layer, run) => {
                    let span = Span::new(0, layer.text.len());
                    out.layer(layer, span, |base| Origin::Run {
                        part: part.to_owned(),
                        paragraph: self.number,
                        run: *run,
                        bytes: decoded.origins.of(&decoded.text, base).bytes(),
                    });
                }
            }
        }
        out.close();
    }
}
