//! A text made from another, with the way back: what was escaped stands unescaped.

use diptych_core::{Origin, Segment, Span};

/// A stretch of the made text and the stretch of the base behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    span: Span,
    base: Span,
    /// Whether the two are the same bytes.
    same: bool,
}

/// A made text over a base, such as the value of a JSON string over the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Layer {
    /// The made text.
    pub(crate) text: String,
    pieces: Vec<Piece>,
}

impl Layer {
    /// Adds bytes of the base as they stand.
    pub(crate) fn same(&mut self, original: &str, base: Span) {
        let words = base.of(original);
        if words.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(words);
        if let Some(last) = self.pieces.last_mut()
            && last.same
            && last.base.end == base.start
            && last.span.end == start
        {
            last.span.end = self.text.len();
            last.base.end = base.end;
            return;
        }
        self.pieces.push(Piece {
            span: Span::new(start, self.text.len()),
            base,
            same: true,
        });
    }

    /// Adds `words` that stand for the bytes `base`.
    pub(crate) fn instead(&mut self, words: &str, base: Span) {
        if words.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.pieces.push(Piece {
            span: Span::new(start, self.text.len()),
            base,
            same: false,
        });
    }

    /// The stretches of the base behind `span`, each with its stretch of the made text.
    pub(crate) fn back(&self, span: Span) -> Vec<(Span, Span)> {
        let first = self
            .pieces
            .partition_point(|piece| piece.span.end <= span.start);
        self.pieces[first..]
            .iter()
            .take_while(|piece| piece.span.start < span.end)
            .map(|piece| {
                if !piece.same {
                    return (piece.span, piece.base);
                }
                let start = piece.span.start.max(span.start);
                let end = piece.span.end.min(span.end);
                let base = Span::new(
                    piece.base.start + (start - piece.span.start),
                    piece.base.start + (end - piece.span.start),
                );
                (Span::new(start, end), base)
            })
            .collect()
    }

    /// The smallest stretch of the base that covers `span`; nothing where none of it stands there.
    pub(crate) fn cover(&self, span: Span) -> Option<Span> {
        self.back(span)
            .into_iter()
            .map(|(_, base)| base)
            .reduce(Span::cover)
    }

    /// The map of a document read from this text, carried on to the base.
    ///
    /// `map` leads from `text` to this text, `to` names a place of the base.
    pub(crate) fn carry(
        &self,
        text: &str,
        map: &[Segment],
        to: impl Fn(Span) -> Origin,
    ) -> Vec<Segment> {
        let mut out = Vec::with_capacity(map.len());
        for segment in map {
            let inner = segment.origin.bytes();
            if segment.span.of(text) == inner.of(&self.text) {
                // Run by run, so that every run leads to its own bytes.
                for (made, base) in self.back(inner) {
                    let start = made.start.max(inner.start) - inner.start + segment.span.start;
                    let end = made.end.min(inner.end) - inner.start + segment.span.start;
                    out.push(Segment {
                        span: Span::new(start, end),
                        origin: to(base),
                    });
                }
            } else if let Some(base) = self.cover(inner) {
                out.push(Segment {
                    span: segment.span,
                    origin: to(base),
                });
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_leads_to_its_bytes() {
        let base = r#"..a \"b\" c.."#;
        let mut layer = Layer::default();
        layer.same(base, Span::new(2, 4));
        layer.instead("\"", Span::new(4, 6));
        layer.same(base, Span::new(6, 7));
        layer.instead("\"", Span::new(7, 9));
        layer.same(base, Span::new(9, 11));
        assert_eq!(layer.text, "a \"b\" c");
        let whole = Segment {
            span: Span::new(10, 17),
            origin: Origin::Bytes(Span::new(0, 7)),
        };
        let text = format!("{}{}", "-".repeat(10), layer.text);
        let map = layer.carry(&text, &[whole], Origin::Bytes);
        let runs: Vec<(&str, &str)> = map
            .iter()
            .map(|segment| (segment.span.of(&text), segment.origin.bytes().of(base)))
            .collect();
        assert_eq!(
            runs,
            [
                ("a ", "a "),
                ("\"", "\\\""),
                ("b", "b"),
                ("\"", "\\\""),
                (" c", " c")
            ]
        );
        assert_eq!(layer.cover(Span::new(2, 5)), Some(Span::new(4, 9)));
    }
}
