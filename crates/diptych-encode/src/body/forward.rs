//! The layers, one after the other.

use std::ops::Range;

use super::attend::{Room, attend};
use super::linear::{Linear, Steps};
use super::rows::{Norm, add_rows};
use crate::error::Result;
use crate::model::{Model, Shape};

/// A BERT encoder (Devlin 2019) in whole numbers, with the mean of its last rows as the text's vector.
pub(crate) struct Body {
    shape: Shape,
    places: Vec<f32>,
    first: Norm,
    layers: Vec<Layer>,
}

struct Layer {
    mix: Linear,
    join: Linear,
    joined: Norm,
    up: Linear,
    down: Linear,
    done: Norm,
}

/// Space for one pass, kept from pass to pass.
#[derive(Default)]
pub(crate) struct Space {
    rows: Vec<f32>,
    mixed: Vec<f32>,
    inner: Vec<f32>,
    more: Vec<f32>,
    steps: Steps,
    room: Room,
}

impl Body {
    /// Reads the body of a model, and turns its weights into the form that the processor multiplies fastest.
    pub(crate) fn new(model: &Model) -> Result<Self> {
        let shape = model.shape();
        let parts = model.parts();
        let (wide, inner) = (shape.dimensions, shape.inner);
        let norm = |name: &str| -> Result<Norm> {
            Ok(Norm {
                weight: parts.numbers(&format!("{name}.weight"), wide)?,
                bias: parts.numbers(&format!("{name}.bias"), wide)?,
                epsilon: shape.epsilon,
            })
        };
        let linear = |names: &[String], inputs: usize, outputs: usize| -> Result<Linear> {
            let (mut rows, mut bias) = (Vec::new(), Vec::new());
            for name in names {
                rows.extend_from_slice(parts.blocks(&format!("{name}.weight"), outputs, inputs)?);
                bias.extend(parts.numbers(&format!("{name}.bias"), outputs)?);
            }
            Ok(Linear::new(&rows, inputs, bias))
        };
        let layer = |n: usize| -> Result<Layer> {
            let name = |part: &str| format!("layer.{n}.{part}");
            let mut mix = linear(&["query", "key", "value"].map(name), wide, wide)?;
            mix.scale_outputs(0..wide, 1.0 / ((wide / shape.heads) as f32).sqrt());
            Ok(Layer {
                mix,
                join: linear(&[name("join")], wide, wide)?,
                joined: norm(&name("joined"))?,
                up: linear(&[name("up")], wide, inner)?,
                down: linear(&[name("down")], inner, wide)?,
                done: norm(&name("done"))?,
            })
        };
        Ok(Self {
            places: parts.numbers("places", shape.positions * wide)?,
            first: norm("first")?,
            layers: (0..shape.layers).map(layer).collect::<Result<_>>()?,
            shape,
        })
    }

    /// The mean of the last rows of every text, begin and end among them.
    ///
    /// `texts` hold the rows of the table, at most [`Shape::positions`] of them. What comes out for
    /// one does not depend on the others, to the last bit.
    pub(crate) fn run(&self, model: &Model, texts: &[&[u32]], space: &mut Space) -> Vec<Vec<f32>> {
        let width = self.shape.dimensions;
        let spans = self.open(model, texts, space);
        for layer in &self.layers {
            self.layer(layer, &spans, space);
        }
        let mean = |span: &Range<usize>| {
            let mut mean = vec![0.0; width];
            add_rows(&space.rows[span.start * width..span.end * width], &mut mean);
            for number in &mut mean {
                *number /= span.len().max(1) as f32;
            }
            mean
        };
        spans.iter().map(mean).collect()
    }

    /// The rows of every piece of a text after so many layers; `text` as in [`Body::run`].
    pub(crate) fn pieces(
        &self,
        model: &Model,
        text: &[u32],
        depth: usize,
        space: &mut Space,
    ) -> Vec<f32> {
        let spans = self.open(model, &[text], space);
        for layer in self.layers.iter().take(depth) {
            self.layer(layer, &spans, space);
        }
        space.rows.clone()
    }

    /// The rows of the table, with what marks their places; answers where each text lies.
    fn open(&self, model: &Model, texts: &[&[u32]], space: &mut Space) -> Vec<Range<usize>> {
        let width = self.shape.dimensions;
        let mut spans = Vec::with_capacity(texts.len());
        space.rows.clear();
        space.more.clear();
        for text in texts {
            let text = &text[..text.len().min(self.shape.positions)];
            let start = space.rows.len() / width;
            space.rows.resize((start + text.len()) * width, 0.0);
            let rows = space.rows[start * width..].chunks_exact_mut(width);
            for (row, piece) in rows.zip(text) {
                model.row(*piece, row);
            }
            space
                .more
                .extend_from_slice(&self.places[..text.len() * width]);
            spans.push(start..start + text.len());
        }
        self.first.add(&mut space.rows, &space.more);
        spans
    }

    fn layer(&self, layer: &Layer, spans: &[Range<usize>], space: &mut Space) {
        let width = self.shape.dimensions;
        let Space {
            rows,
            mixed,
            inner,
            more,
            steps,
            room,
        } = space;
        layer.mix.run(rows, steps, mixed, false);
        inner.clear();
        inner.resize(rows.len(), 0.0);
        for span in spans {
            let mixed = &mixed[3 * width * span.start..3 * width * span.end];
            let out = &mut inner[width * span.start..width * span.end];
            attend(mixed, width, self.shape.heads, room, out);
        }
        layer.join.run(inner, steps, more, false);
        layer.joined.add(rows, more);
        layer.up.run(rows, steps, inner, true);
        layer.down.run(inner, steps, more, false);
        layer.done.add(rows, more);
    }
}
