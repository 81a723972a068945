//! The line of time of a case: who took which position when, and who moved.

mod draw;
mod legend;
mod letters;
mod line;
mod scale;
mod text;

pub(crate) use draw::figure;
pub use draw::timeline_svg;
pub use line::{Held, IssueLine, Lane, Moment, Timeline, timeline};
pub use text::{timeline_json, timeline_markdown, timeline_table};
