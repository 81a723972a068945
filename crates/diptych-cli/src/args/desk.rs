//! The commands of a news desk: a draft and a claim, checked.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueHint};

/// Check every quotation of a draft against the sources of a case.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
What can be found of a quotation:
  verbatim, verbatim with marked cuts         it stands in a source
  translation of                              a passage in another language says it; compare the two
  altered                                     words differ, shown word by word
  cut before a limiter, hedge left out        the source goes on with a condition, or softens it
  negation lost, negation put in
  wrong speaker, wrong date                   the sources give it to another, or another day
  a reporter's question, the outlet's words   it is not the speaker's wording
  spliced from two statements                 one pair of marks holds words of two places
  not found                                   with the nearest passage

Quotation marks, dashes and spaces are no alterations; ё, capitals, brackets and marks of omission
are noted. Exit codes: 0 nothing is wrong; 1 something is, or not all could be read; 2 wrong usage.
`diptych schema verify` prints the schema of what --json gives.")]
pub(crate) struct Verify {
    /// A case folder, with or without a store, or a folder of sources
    #[arg(value_name = "CASE", value_hint = ValueHint::AnyPath)]
    pub(crate) case: PathBuf,

    /// The draft: text, Markdown or HTML; `-` reads standard input
    #[arg(value_name = "DRAFT", value_hint = ValueHint::FilePath)]
    pub(crate) draft: PathBuf,

    /// The name of what standard input gives; its ending tells the format
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// Print the verdicts as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Say what follows from the sources of a case for a claim.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
The claim is one sentence that names a side of the case or one of its people: \"Borvia has agreed to
open the weir\". It is set beside that side's own account:
  confirmed, denied, weaker or further than claimed, on a condition, on other terms,
  claimed by others only, or: no statement found in these sources

Question and sources may be in different languages. What is found is a suggestion; read the words.
Exit codes: 0 done, whatever follows; 1 not all could be read; 2 wrong usage. `diptych schema check`
prints the schema of what --json gives.")]
pub(crate) struct Check {
    /// A case folder, with or without a store, or a folder of sources
    #[arg(value_name = "CASE", value_hint = ValueHint::AnyPath)]
    pub(crate) case: PathBuf,

    /// The claim, in plain words
    #[arg(value_name = "CLAIM", required = true)]
    pub(crate) claim: Vec<String>,

    /// Its language: en, ru or uk; else told from the words
    #[arg(long, value_name = "CODE")]
    pub(crate) lang: Option<String>,

    /// Show every passage that bears on it, not the five best
    #[arg(long)]
    pub(crate) all: bool,

    /// Print what follows as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
