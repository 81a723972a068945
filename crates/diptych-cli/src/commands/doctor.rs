//! `diptych doctor`.

use std::io::Write as _;
use std::path::Path;

use diptych::Intake;
use diptych::core::{Severity, Tier};
use diptych::store::Store;
use serde::Serialize;

use super::memory;
use super::run::compare_intake;
use crate::args::{Args, Doctor};
use crate::failure::{Failure, Outcome};
use crate::sample;

/// Checks a case's store, mended first where that was asked for.
fn check_case(args: &Args, doctor: &Doctor, case: &Path) -> Result<Outcome, Failure> {
    let place = Store::place(case);
    if doctor.mend {
        Store::open(&place)?.mend()?;
        memory::recall(args, case)?;
    }
    let checks = Store::open_to_read(&place)?.check()?;
    let mut out = anstream::stdout().lock();
    if doctor.json {
        serde_json::to_writer_pretty(&mut out, &checks).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        for check in &checks {
            let word = if check.passed { "ok" } else { "FAILED" };
            writeln!(out, "{word:>6}  {:<12} {}", check.name, check.detail)?;
            if let Some(help) = check.help {
                writeln!(out, "        help: {help}")?;
            }
        }
    }
    Ok(if checks.iter().all(|check| check.passed) {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}

#[derive(Serialize)]
struct Check {
    name: &'static str,
    passed: bool,
    detail: String,
}

pub(super) fn run(args: &Args, doctor: &Doctor) -> Result<Outcome, Failure> {
    if let Some(case) = &doctor.case {
        return check_case(args, doctor, case);
    }
    let mut checks = vec![Check {
        name: "program",
        passed: true,
        detail: format!(
            "diptych {} for {}-{}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::ARCH,
            std::env::consts::OS
        ),
    }];
    for (code, text) in [
        (
            "en",
            "The minister said on Monday that the talks will go on.",
        ),
        (
            "ru",
            "Министр заявил в понедельник, что переговоры продолжатся.",
        ),
        (
            "uk",
            "Міністр заявив у понеділок, що переговори триватимуть.",
        ),
    ] {
        let seen = diptych::lang::detect(text)
            .map_or_else(|| "unknown".to_owned(), |lang| lang.to_string());
        checks.push(Check {
            name: "language",
            passed: seen == code,
            detail: format!("a sentence in `{code}` is read as `{seen}`"),
        });
    }
    let (case, given, problems) = sample::case();
    let expected = given.len();
    let comparison = compare_intake(
        args,
        Intake {
            case,
            case_file: None,
            given,
            problems,
        },
    )?;
    let record = &comparison.record;
    checks.push(Check {
        name: "sample case",
        passed: record.sources.len() == expected && !record.divergences.is_empty(),
        detail: format!(
            "{} of {expected} sources read, {} statements, {} findings",
            record.sources.len(),
            record.statements.len(),
            record.divergences.len()
        ),
    });
    let broken = record
        .statements
        .iter()
        .filter(|statement| {
            let document = comparison
                .documents
                .iter()
                .find(|document| document.source == statement.source);
            document.is_none_or(|document| {
                !statement
                    .fragments
                    .iter()
                    .all(|fragment| fragment.holds_in(&document.text))
            })
        })
        .count();
    checks.push(Check {
        name: "anchors",
        passed: broken == 0,
        detail: format!(
            "{broken} of {} statements are not verbatim",
            record.statements.len()
        ),
    });
    let errors = record
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .count();
    checks.push(Check {
        name: "problems",
        passed: errors == 0,
        detail: format!("{errors} errors on the sample case"),
    });
    let readers: Vec<String> = diptych_pdftext::found()
        .iter()
        .map(|found| match found.reader {
            diptych_pdftext::Reader::Own => "the reader of last resort".to_owned(),
            reader => format!("{} ({})", reader.name(), found.path.display()),
        })
        .collect();
    checks.push(Check {
        name: "pdf",
        passed: true,
        detail: if readers.len() == 1 {
            "only the reader of last resort; install poppler, or name a PDFium library in DIPTYCH_PDFIUM"
                .to_owned()
        } else {
            readers.join(", ")
        },
    });
    let by = match record.tier {
        Tier::Encoder => "words, names, numbers, tables and the sentence encoder",
        Tier::Lexical => "words, names, numbers and tables, without a sentence encoder",
    };
    checks.push(Check {
        name: "matching",
        passed: (record.tier == Tier::Lexical) == args.no_model,
        detail: format!("{by}; {}", record.case.matching.line()),
    });

    let mut out = anstream::stdout().lock();
    if doctor.json {
        serde_json::to_writer_pretty(&mut out, &checks).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        for check in &checks {
            writeln!(
                out,
                "{:>6}  {:<12} {}",
                if check.passed { "ok" } else { "FAILED" },
                check.name,
                check.detail
            )?;
        }
    }
    Ok(if checks.iter().all(|check| check.passed) {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}
