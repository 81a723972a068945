//! What the marks of the picture mean.

use std::fmt::Write as _;

use crate::timeline::draw::{LEFT, RIGHT, SMALL};
use crate::timeline::letters::columns;

/// Draws the legend from `top` down; its height comes back.
pub(super) fn legend(out: &mut String, top: f64) -> f64 {
    let parts: [(&str, &str); 9] = [
        (
            "<g class=\"tl-own\"><circle class=\"tl-dot\" cx=\"9\" cy=\"0\" r=\"5\"/></g>",
            "own account",
        ),
        (
            "<g class=\"tl-retold\"><circle class=\"tl-dot\" cx=\"9\" cy=\"0\" r=\"5\"/></g>",
            "retold by an outlet",
        ),
        (
            "<g class=\"tl-claimed\"><circle class=\"tl-dot\" cx=\"9\" cy=\"0\" r=\"5\"/></g>",
            "said of another",
        ),
        (
            "<g class=\"tl-own\"><circle class=\"tl-dot\" cx=\"9\" cy=\"0\" r=\"4\"/><circle class=\"tl-ring\" cx=\"9\" cy=\"0\" r=\"8\"/></g>",
            "on a condition",
        ),
        (
            "<g class=\"tl-own\"><path class=\"tl-range\" d=\"M0 0H18M0 -4v8M18 -4v8\"/><circle class=\"tl-dot\" cx=\"9\" cy=\"0\" r=\"4\"/></g>",
            "one of these days",
        ),
        (
            "<g class=\"tl-own\"><path class=\"tl-before\" d=\"M14 0H0m4 -3.5l-4 3.5l4 3.5\"/><circle class=\"tl-dot\" cx=\"14\" cy=\"0\" r=\"4\"/></g>",
            "published; said then or before",
        ),
        (
            "<g class=\"tl-own\"><path class=\"tl-dot\" d=\"M9 -6l6 6l-6 6l-6 -6z\"/></g>",
            "the earlier time it speaks of",
        ),
        (
            "<g class=\"tl-move\"><path d=\"M9 -8V3\"/><path class=\"tl-head\" d=\"M5 1L9 8L13 1Z\"/></g>",
            "moved",
        ),
        (
            "<g class=\"tl-still\"><path d=\"M9 -8V8\"/></g>",
            "did not move",
        ),
    ];
    let _ = writeln!(
        out,
        "<path class=\"tl-grid\" d=\"M{LEFT} {top:.1}H{RIGHT}\"/>"
    );
    let (mut x, mut y) = (LEFT, top + 22.0);
    for (mark, words) in parts {
        let width = 30.0 + columns(words) * SMALL + 18.0;
        if x + width > RIGHT {
            x = LEFT;
            y += 22.0;
        }
        let _ = writeln!(
            out,
            "<g class=\"tl-legend side-none\" transform=\"translate({x:.1} {y:.1})\">{mark}<text x=\"25\" y=\"4\">{words}</text></g>"
        );
        x += width;
    }
    y - top + 20.0
}
