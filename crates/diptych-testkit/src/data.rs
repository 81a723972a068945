//! Data for measuring that is not part of the project.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;

/// The file or folder `part` of the data that the variable `DIPTYCH_DATA` names.
///
/// Where the variable is unset or the part is not there, it says so in a line
/// `skipped: …` that `cargo xtask test` counts, and gives nothing: the test
/// that asked has nothing to measure and passes.
pub fn data(part: &str) -> Option<PathBuf> {
    let found = locate(std::env::var_os("DIPTYCH_DATA"), part);
    if let Err(reason) = &found {
        // Written past the test program's capture of output, so that it is
        // seen; a closed stream leaves nothing to be done.
        let _ = std::io::stderr().write_all(format!("\nskipped: {part} {reason}\n").as_bytes());
    }
    found.ok()
}

fn locate(folder: Option<OsString>, part: &str) -> Result<PathBuf, &'static str> {
    let folder = folder.filter(|value| !value.is_empty());
    let path = PathBuf::from(folder.ok_or("needs DIPTYCH_DATA")?).join(part);
    if path.exists() {
        Ok(path)
    } else {
        Err("is not in DIPTYCH_DATA")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_says_why() {
        let here = Some(OsString::from(env!("CARGO_MANIFEST_DIR")));
        assert!(locate(here.clone(), "src").is_ok());
        assert_eq!(locate(here, "no/such/part"), Err("is not in DIPTYCH_DATA"));
        assert_eq!(
            locate(Some(OsString::new()), "src"),
            Err("needs DIPTYCH_DATA")
        );
        assert_eq!(locate(None, "src"), Err("needs DIPTYCH_DATA"));
    }
}
