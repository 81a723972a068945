//! The flags of what fetches, and of `watch`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueHint};

/// How pages are fetched.
#[derive(Debug, Clone, ClapArgs)]
#[command(next_help_heading = "Fetching")]
pub(crate) struct Web {
    /// Ask also machines of a private network, this one among them
    #[arg(long)]
    pub(crate) allow_private: bool,

    /// Fetch also what robots.txt asks programs to leave alone
    #[arg(long)]
    pub(crate) ignore_robots: bool,

    /// Longest time for one answer, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,

    /// Wait between two requests to one host, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(0..=600_000))]
    pub(crate) delay: u64,
}

/// Look again and again for what is new, and tell what it changes.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
What is watched stands in `case.toml`, in tables `[[watch]]` that name a `feed`, a `page` or a
`folder`, or is named here; `sources/` is always looked at. What is new is taken into the store and
compared; new, gone and changed findings are printed. A page whose words change is a new source, and
what was cut, added and changed is told. Pages of a feed are looked at again for three days.

What fails is told, left alone for a while and asked again. Where the program is ended, the next
start goes on from there. Changes are posted or handed to a program only where there are any; where
that fails, they are told again in the next round.")]
pub(crate) struct Watch {
    /// The case folder
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,

    /// Addresses of feeds or pages, and folders, beside those of the case file
    #[arg(value_name = "PLACE", value_hint = ValueHint::AnyPath)]
    pub(crate) places: Vec<PathBuf>,

    /// Look once and end, for a timer of the system
    #[arg(long)]
    pub(crate) once: bool,

    /// How often to look: a number with s, m, h or d
    #[arg(long, value_name = "PERIOD", default_value = "10m")]
    pub(crate) every: String,

    /// Post what changed as JSON to this address
    #[arg(long, value_name = "ADDRESS", value_hint = ValueHint::Url)]
    pub(crate) webhook: Option<String>,

    /// Run this program, without a shell, with what changed as JSON on its standard input
    #[arg(long, value_name = "PROGRAM", value_hint = ValueHint::CommandName)]
    pub(crate) run: Option<PathBuf>,

    /// An argument for that program; may be given several times
    #[arg(long, value_name = "ARG", requires = "run", allow_hyphen_values = true)]
    pub(crate) run_arg: Vec<OsString>,

    /// Print every round as a line of JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// How pages are fetched
    #[command(flatten)]
    pub(crate) web: Web,
}
