//! The commands on a case that remembers.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueHint};

/// Take sources into a case that remembers.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "A case folder made by `diptych init` has a store, `case.sqlite`; `add` makes one where there is \
                        none. The bytes are kept as they came, for good. Files under `sources/` need not be added: \
                        `diptych compare CASE` takes them in by itself. An address is fetched once, and kept with \
                        the whole exchange as a web archive, so that the proof stays when the page changes; what \
                        is added later from the same address is set beside it."
)]
pub(crate) struct Add {
    /// The case folder
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,

    /// Folders, files, or addresses of pages; `-` reads one source from standard input
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    /// The name of what standard input gives; its ending tells the format
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// Print what became of each source as JSON, with what is nearly a copy of another
    #[arg(long)]
    pub(crate) json: bool,

    /// How pages are fetched
    #[cfg(feature = "fetch")]
    #[command(flatten)]
    pub(crate) web: super::Web,
}

/// Decide on a finding, a statement or a source.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
What can be decided on what:
  a finding    confirm, reject, kind K, issue I, context TEXT, note TEXT, undo
  a statement  confirm, reject, kind K, speaker NAME, side S, date D, issue I,
               translation TEXT --lang L, context TEXT, note TEXT, undo
  a position   confirm, reject, context TEXT, note TEXT, undo
  a source     confirm, reject, date D, context TEXT, note TEXT, undo

A translation stands beside the words, never instead of them, and says whose it is. Context is for
the readers of the report, a note for those who work on the case.

A rejected statement or source is no longer compared; its words stay in the log. `side none` and
`speaker none` leave it open. D is YYYY-MM-DD, or two days with `..` between. `undo` takes back the
last decision that counts, or the one whose identifier is given. A later run of the program never changes a decision.")]
pub(crate) struct Review {
    /// The case folder
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,

    /// A divergence, statement, position or source: its identifier, or how that begins
    #[arg(value_name = "ID")]
    pub(crate) id: String,

    /// What is decided
    #[arg(value_name = "VERB", value_parser = diptych::core::Verb::ALL.map(diptych::core::Verb::word))]
    pub(crate) verb: String,

    /// The kind, name, side, day, issue or text
    #[arg(value_name = "VALUE")]
    pub(crate) value: Vec<String>,

    /// Of a translation: the language it is in, such as en, ru, uk
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<String>,

    /// Of a translation: where it comes from
    #[arg(long, value_name = "BASIS", value_parser = diptych::core::TranslationBasis::ALL.map(diptych::core::TranslationBasis::word))]
    pub(crate) basis: Option<String>,

    /// Of a translation: who made it, where that is not whoever enters it
    #[arg(long, value_name = "NAME")]
    pub(crate) author: Option<String>,

    /// Who decides; else `DIPTYCH_BY`, else the name of the user of this machine
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
}

/// List the decisions on a case.
#[derive(Debug, ClapArgs)]
pub(crate) struct Log {
    /// The case folder
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,

    /// Only those on this thing: its identifier, or how that begins
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,

    /// Only those that someone must look at: orphaned, disputed, or otherwise than the program says now
    #[arg(long)]
    pub(crate) open: bool,

    /// Print them as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Find statements of a case by their words.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
How a search is written:
  ferry tolls            both words, in any form (fare finds fares, мост finds мосты)
  \"in principle\"         these words as they stand
  guarant*               words that begin so
  ferry OR bridge        one of the two
  ferry -night           without a word

Up to 2,000 statements are put in order of how well they fit; where there are more, they come in the
order in which they were taken in.")]
pub(crate) struct Search {
    /// The case folder
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,

    /// What is looked for; may be left out where a filter is set
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,

    /// Only words of this person or body: a name or a part of one, in any script
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,

    /// Only words of this side
    #[arg(long, value_name = "SIDE")]
    pub(crate) side: Option<String>,

    /// Only words on this issue
    #[arg(long, value_name = "ISSUE")]
    pub(crate) issue: Option<String>,

    /// Only statements of this kind, such as direct or indirect
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,

    /// Only words in this language: en, ru, uk
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<String>,

    /// Only words said (or else published) on this day or later, YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,

    /// Only words said (or else published) on this day or earlier
    #[arg(long, value_name = "DAY")]
    pub(crate) to: Option<String>,

    /// How many to print
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,

    /// How many to pass over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) skip: usize,

    /// Print what was found as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Write everything a case holds as JSON lines.
#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    /// The case folder
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,

    /// Write it to a new file; else to standard output
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
}

/// Make a case's store from an export.
#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// The case folder; its store must be missing or hold nothing
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,

    /// What `diptych export` wrote; `-` reads standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
}

/// Take another person's copy of a case into yours.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Sources, documents and decisions of both come together, each with who, when and version. Decisions
that agree are joined. Where two people decided otherwise on one thing, neither counts: both stay in
`diptych log CASE --open` until a later `diptych review` settles it. A second time nothing changes,
and OTHER is only read. Where the case files differ, theirs is kept beside yours.")]
pub(crate) struct Merge {
    /// The case folder that takes in
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,

    /// The other copy: its folder, or what `diptych backup` or `diptych export` wrote
    #[arg(value_name = "OTHER", value_hint = ValueHint::AnyPath)]
    pub(crate) other: PathBuf,

    /// Take it in although it is a copy of another case
    #[arg(long)]
    pub(crate) another_case: bool,

    /// Print what came and what is open as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Copy a case's store to a new file.
#[derive(Debug, ClapArgs)]
pub(crate) struct Backup {
    /// The case folder
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,

    /// The new file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
}

/// Put a backup in the place of a case's store.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "The store that stood there is kept beside it, as `case.sqlite.before-` and the time."
)]
pub(crate) struct Restore {
    /// The case folder
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,

    /// What `diptych backup` wrote
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
}
