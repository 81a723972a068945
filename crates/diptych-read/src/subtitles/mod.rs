//! Subtitles: SRT and WebVTT. Cues are joined to sentences, each run with its time.

mod cue;
mod join;
mod words;

pub(crate) use cue::{has_cue, is_subtitles};
pub(crate) use join::read;
