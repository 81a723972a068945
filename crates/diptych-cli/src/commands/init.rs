//! `diptych init`.

use std::io::Write as _;

use diptych::CASE_FILE;
use diptych::core::codes;
use diptych::store::Store;

use crate::args::Init;
use crate::failure::{Failure, Outcome};
use crate::write;

const TEMPLATE: &str = include_str!("../../templates/case.toml");

pub(super) fn run(init: &Init) -> Result<Outcome, Failure> {
    let file = init.dir.join(CASE_FILE);
    let store = Store::place(&init.dir);
    let mut out = anstream::stdout().lock();
    if file.exists() {
        if store.exists() {
            return Err(Failure::usage(
                format!("{} exists", file.display()),
                "edit it, or name another folder; nothing was changed",
            ));
        }
        // A case that was only compared so far begins to remember.
        Store::create(&store)?;
        writeln!(out, "Store: {}", store.display())?;
        return Ok(Outcome::Done);
    }
    let sources = init.dir.join("sources");
    std::fs::create_dir_all(&sources).map_err(|error| {
        Failure::coded(
            &codes::WRITE,
            format!("cannot make {}: {error}", sources.display()),
        )
    })?;
    write::whole(&file, TEMPLATE)?;
    writeln!(out, "Case file: {}", file.display())?;
    if !store.exists() {
        Store::create(&store)?;
        writeln!(out, "Store: {}", store.display())?;
    }
    writeln!(
        out,
        "Put sources into {}, then: diptych compare {}",
        sources.display(),
        init.dir.display()
    )?;
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::TEMPLATE;

    #[test]
    fn the_template_is_a_case() {
        let (case, problems) = diptych::core::parse_case(TEMPLATE);
        assert_eq!(problems, Vec::new());
        assert_eq!((case.sides.len(), case.issues.len()), (2, 1));
    }
}
