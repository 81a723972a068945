//! What can be asked of `cargo xtask`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::{
    check, encoder, eval, growth, increment, load, reach, scale, score, third_party, tidy, weights,
};

const HELP: &str = "\
Usage: cargo xtask VERB

  test         every check: format, clippy, tests, tidy, licences
  tidy         the rules that neither the compiler nor clippy holds
  eval         quality and speed on texts with known answers; rewrites docs/QUALITY.md
               (--aside: also on what is set aside for a final measurement)
  case FOLDER...
               the scores of single cases in full, misses with their reasons
  degree [N]   how single clauses are read, on the public sets named by DIPTYCH_DATA,
               with N wrong rows of each
  questions    how often `diptych check` answers cases/questions.tsv rightly
               (--held: the half that is not worked with)
  score GOLD PREDICTIONS [KINDS]
               the measures of `eval` for one set in the form of the data for
               measuring; KINDS such as direct,mixed
  encoder      loading, speed and bare recall of the encoder (encoder means: make
               the means of the languages and the background again; encoder --model
               FILE: bare recall of other weights)
  reach        how far matching across languages reaches
               (--aside: also on what is set aside; --fit: fit its weights again)
  pairs [N]    10000 made-up statements from text to matched pairs, cold and warm, within
               the limits of time (build with --release)
  load [MB]    time and memory on a folder of 1000 MB of pages, and on a hundred files of
               all formats, by the release build
  increment    what one new source and one decision cost in a case of 1,000 sources, by the
               release build
  scale        what a comparison by rule costs as a case grows to 100,000 statements, on one
               core, by the release build
  growth       time on hostile texts of 1 to 10 MB, by the release build; fails where it
               grows faster than the text
  third-party  rewrite THIRD-PARTY.md from the dependencies (--check: only compare)
  weights      check the digest of the encoder's weights
               (--from FILE: derive them again from the package's e5-small-q4.bin; with
               --whole TO also: write them to TO with no piece cut)
";

/// Does what is asked. Exit codes: 0 done, 1 something is wrong, 2 usage.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let root = root();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test"] => Ok(check::run(&root)),
        ["tidy"] => tidy_alone(&root),
        ["eval"] => eval::run(&root, false),
        ["eval", "--aside"] => eval::run(&root, true),
        ["case", folders @ ..] if !folders.is_empty() => eval::show_cases(&root, folders),
        ["degree"] => eval::degrees(&root, "0"),
        ["degree", count] => eval::degrees(&root, count),
        ["questions"] => eval::ask(&root, "tune"),
        ["questions", "--held"] => eval::ask(&root, "held"),
        ["score", gold, predictions] => score::show(gold, predictions, ""),
        ["score", gold, predictions, kinds] => score::show(gold, predictions, kinds),
        ["third-party"] => third_party::write(&root).map(|()| true),
        ["third-party", "--check"] => third_party::compare(&root),
        ["encoder"] => encoder::measure(&root),
        ["encoder", "--model", file] => encoder::compare(file),
        ["encoder", "means"] => encoder::write_means(&root),
        ["reach"] => reach::measure(&root, false),
        ["reach", "--aside"] => reach::measure(&root, true),
        ["reach", "--fit"] => reach::fit(&root),
        ["pairs"] => reach::many(&root, "10000"),
        ["pairs", count] => reach::many(&root, count),
        ["load"] => load::measure(&root, "1000"),
        ["load", megabytes] => load::measure(&root, megabytes),
        ["increment"] => increment::measure(&root),
        ["scale"] => scale::measure(&root),
        ["growth"] => growth::measure(&root),
        ["weights"] => weights::check(&root),
        ["weights", "--from", file] => weights::derive(&root, file),
        ["weights", "--from", file, "--whole", to] => weights::whole(file, to),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the project: where this crate's folder lies.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

fn tidy_alone(root: &Path) -> Result<bool, String> {
    let mut clean = true;
    for outcome in tidy::run(root)? {
        outcome.print();
        clean &= outcome.findings.is_empty();
    }
    Ok(clean)
}
