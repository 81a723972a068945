//! The flags: one definition for parsing, help, man page and completions.

mod case;
mod desk;
#[cfg(feature = "fetch")]
mod web;

use std::path::PathBuf;

pub(crate) use case::{Add, Backup, Export, Import, Log, Merge, Restore, Review, Search};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint};
pub(crate) use desk::{Check, Verify};
#[cfg(feature = "fetch")]
pub(crate) use web::{Watch, Web};

/// Sets the accounts of the sides of one event side by side, and shows where they part.
#[derive(Debug, Parser)]
#[command(
    name = "diptych",
    version,
    about,
    long_about = "Reads the raw statements of every side, works out who said what, when and about whom, and lays out, \
                  issue by issue, where the accounts part. Every word it shows is a range of bytes of a source. \
                  What it finds is a suggestion until a person confirms it. Nothing leaves this machine \
                  unless you give an address.",
    after_help = "Exit codes: 0 done (divergences included); 1 not all of it could be done; 2 wrong usage.",
    propagate_version = true,
    arg_required_else_help = true
)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Largest source that is read, in megabytes (1,000,000 bytes)
    #[arg(long, global = true, value_name = "MB", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=4000))]
    pub(crate) max_size: u64,

    /// View of documents with tracked changes
    #[arg(long, global = true, value_name = "VIEW", value_enum, default_value_t = ChangesView::Accepted)]
    pub(crate) changes: ChangesView,

    /// The sentence encoder, a file that `cargo xtask weights` wrote, instead of the one inside the program
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_model")]
    pub(crate) model: Option<PathBuf>,

    /// Match passages by their words, names and numbers alone, without a sentence encoder
    #[arg(long, global = true)]
    pub(crate) no_model: bool,

    /// How surely two passages must be one: `suggest`, `assert` (0 to 1), `words`, `days`; before the case file's [matching]
    #[arg(long, global = true, value_name = "NAME=NUMBER", value_parser = matching)]
    pub(crate) matching: Vec<(String, f64)>,

    /// Show no progress and no list of minor problems
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// One number of the matching, by its name.
fn matching(given: &str) -> Result<(String, f64), String> {
    let (name, value) = given
        .split_once('=')
        .ok_or_else(|| "write NAME=NUMBER, as in `assert=0.9`".to_owned())?;
    let value: f64 = value
        .parse()
        .map_err(|_| format!("`{value}` is no number"))?;
    diptych::core::Matching::default().set(name, value)?;
    Ok((name.to_owned(), value))
}

impl Args {
    /// The case with the numbers of the matching that were asked for.
    pub(crate) fn settle(&self, mut case: diptych::core::Case) -> diptych::core::Case {
        for (name, value) in &self.matching {
            // The value was checked when it was read.
            let _ = case.matching.set(name, *value);
        }
        case
    }
}

/// The view of documents with tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChangesView {
    /// All changes accepted
    Accepted,
    /// All changes rejected
    Original,
    /// Both: [+inserted+] and [-deleted-]
    Marked,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The record of a comparison
    Compare,
    /// The verdicts on a draft
    Verify,
    /// What follows for a claim
    Check,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the main job on the sample case and write its report
    Demo(Demo),
    /// Make a case folder with a commented case file
    Init(Init),
    /// Compare the accounts in case folders or loose files
    Compare(Compare),
    /// Lay the positions on a line of time, issue by issue and side by side
    Timeline(Timeline),
    /// List who said what when
    Extract(Extract),
    /// Take sources into a case that remembers
    Add(Add),
    /// Look again and again for what is new, and tell what it changes
    #[cfg(feature = "fetch")]
    Watch(Watch),
    /// Decide on a finding, a statement or a source
    Review(Review),
    /// List the decisions on a case
    Log(Log),
    /// Find statements of a case by their words
    Search(Search),
    /// Check every quotation of a draft against the sources of a case
    Verify(Verify),
    /// Say what follows from the sources of a case for a claim
    Check(Check),
    /// Write everything a case holds as JSON lines
    Export(Export),
    /// Make a case's store from an export
    Import(Import),
    /// Take another person's copy of a case into yours
    Merge(Merge),
    /// Copy a case's store to a new file
    Backup(Backup),
    /// Put a backup in the place of a case's store
    Restore(Restore),
    /// Print the text of a source with numbered blocks
    Show(Show),
    /// Print why something was found, down to table entry and byte
    Explain(Explain),
    /// Check that the program is whole and works here
    Doctor(Doctor),
    /// Write the man pages into a folder
    #[command(hide = true)]
    Man {
        /// The folder.
        #[arg(value_hint = ValueHint::DirPath)]
        dir: PathBuf,
    },
    /// Print the completions of a shell
    #[command(hide = true)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Read one PDF from standard input, as the process that the others start for it
    #[command(hide = true, name = "__pdf")]
    Pdf {
        /// The program that reads it.
        reader: String,
    },
    /// Print a JSON Schema
    #[command(hide = true)]
    Schema {
        /// Of what a command prints as JSON.
        #[arg(value_enum, default_value_t = SchemaOf::Compare)]
        of: SchemaOf,
    },
}

/// Run the main job on the sample case and write its report.
#[derive(Debug, ClapArgs)]
pub(crate) struct Demo {
    /// Where the sample case and its report are written
    #[arg(long, value_name = "DIR", default_value = "diptych-demo", value_hint = ValueHint::DirPath)]
    pub(crate) out: PathBuf,
}

/// Make a case folder with a commented case file.
#[derive(Debug, ClapArgs)]
pub(crate) struct Init {
    /// The folder; made if it is missing
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) dir: PathBuf,
}

/// How a comparison is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// The findings, for a person at a terminal
    Table,
    /// The whole record, for a program
    Json,
    /// A report in one file, for a browser
    Html,
    /// A report in Markdown
    Md,
}

/// Compare the accounts in case folders or loose files.
#[derive(Debug, ClapArgs)]
pub(crate) struct Compare {
    /// A case folder, a folder of sources, or single files
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    /// The case file; without one, the folder's own, else sides and issues are proposed
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) case: Option<PathBuf>,

    /// How to print it
    #[arg(long, value_enum, default_value_t = CompareFormat::Table)]
    pub(crate) format: CompareFormat,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,

    /// Write it to a file, whole or not at all
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,

    /// Write the case that was compared, proposed sides and issues included, to a new file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) write_case: Option<PathBuf>,
}

/// How a line of time is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TimelineFormat {
    /// For a person at a terminal
    Table,
    /// A picture in one file, for a browser or a page
    Svg,
    /// For a program
    Json,
    /// A table in Markdown
    Md,
}

/// Lay the positions on a line of time, issue by issue and side by side.
#[derive(Debug, ClapArgs)]
pub(crate) struct Timeline {
    /// A case folder, a folder of sources, or single files
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    /// The case file; without one, the folder's own, else sides and issues are proposed
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) case: Option<PathBuf>,

    /// How to print it
    #[arg(long, value_enum, default_value_t = TimelineFormat::Table)]
    pub(crate) format: TimelineFormat,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,

    /// Write it to a file, whole or not at all
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
}

/// How statements are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// For a person at a terminal
    Table,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values
    Csv,
}

/// List who said what when.
#[derive(Debug, ClapArgs)]
pub(crate) struct Extract {
    /// Folders or files; `-` reads lines of JSON `{doc, text, lang?, date?}`
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    /// The case file, for the names of people and bodies
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) case: Option<PathBuf>,

    /// How to print them; `jsonl` where the input is `-`, else `table`
    #[arg(long, value_enum)]
    pub(crate) format: Option<ExtractFormat>,

    /// The same as --format jsonl
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
}

/// Print the text of a source with numbered blocks.
#[derive(Debug, ClapArgs)]
pub(crate) struct Show {
    /// A case folder, a folder of sources, or a file
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) path: PathBuf,

    /// The source: its path in the case, the end of it, or its identifier
    #[arg(value_name = "SOURCE")]
    pub(crate) source: Option<String>,

    /// Print the document as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Print why something was found, down to table entry and byte.
#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// A case folder, a folder of sources, or a file
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) path: PathBuf,

    /// A divergence, position, statement or utterance: its identifier, or how that begins
    #[arg(value_name = "ID")]
    pub(crate) id: String,

    /// The case file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) case: Option<PathBuf>,

    /// Print the explanation as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Check that the program is whole and works here, and that a case is as it was written.
#[derive(Debug, ClapArgs)]
pub(crate) struct Doctor {
    /// A case folder with a store, to be checked as well
    #[arg(value_name = "CASE", value_hint = ValueHint::DirPath)]
    pub(crate) case: Option<PathBuf>,

    /// Make everything again that can be made from the case's sources and decisions
    #[arg(long, requires = "case")]
    pub(crate) mend: bool,

    /// Print the checks as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_definition_is_consistent() {
        super::Args::command().debug_assert();
    }
}
