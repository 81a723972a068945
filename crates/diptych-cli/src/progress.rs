//! A progress bar on work over a second, none when piped.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use diptych::Stage;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows progress on standard error.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    is_shown: bool,
}

impl Progress {
    /// A bar that stays hidden for the first second, and where nobody looks.
    pub(crate) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        Self {
            bar,
            started: Instant::now(),
            is_shown: !quiet && std::io::stderr().is_terminal(),
        }
    }

    /// Takes a step.
    pub(crate) fn step(&self, stage: Stage, done: usize, of: usize) {
        if !self.is_shown || self.started.elapsed() < Duration::from_secs(1) {
            return;
        }
        if self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_length(of as u64);
        self.bar.set_position(done as u64);
        self.bar.set_message(match stage {
            Stage::Read => "reading",
            Stage::Attribute => "finding statements",
            Stage::Compare => "comparing",
        });
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
