//! Writing files whole or not at all.

use std::io::{BufWriter, Write};
use std::path::Path;

use diptych::core::codes;

use crate::failure::Failure;

/// Writes `text` to `path`: into a new file beside it, which takes its place
/// only when every byte is on the disk. On any fault the old file stays whole.
///
/// # Errors
/// Where the folder cannot be written or the disk is full.
pub(crate) fn whole(path: &Path, text: &str) -> Result<(), Failure> {
    piecewise(path, |out| out.write_all(text.as_bytes()))
}

/// As [`whole`], for what is written piece by piece.
///
/// # Errors
/// As there.
pub(crate) fn piecewise(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| {
        Failure::coded(
            &codes::WRITE,
            format!("cannot write {}: {error}", path.display()),
        )
    };
    let file = tempfile::Builder::new()
        .prefix(".diptych-")
        .tempfile_in(folder)
        .map_err(failed)?;
    let mut out = BufWriter::with_capacity(1 << 16, file.as_file());
    write(&mut out)
        .and_then(|()| out.flush())
        .and_then(|()| file.as_file().sync_all())
        .map_err(failed)?;
    drop(out);
    set_mode(file.as_file(), path);
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Gives the new file the rights of the old one, or those of any new file: a temporary file is its owner's alone.
#[cfg(unix)]
fn set_mode(file: &std::fs::File, path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = path
        .metadata()
        .map_or(0o644, |meta| meta.permissions().mode());
    // The words are safe either way; only who may read them differs.
    let _ = file.set_permissions(std::fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn set_mode(_: &std::fs::File, _: &Path) {}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn the_old_file_stays_whole_where_the_new_one_cannot_be_written() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("report.html");
        whole(&path, "old").unwrap();
        assert!(whole(&dir.path().join("missing/report.html"), "new").is_err());
        whole(&path, "new").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(
            std::fs::read_dir(dir.path()).unwrap().count(),
            1,
            "no temporary file stays behind"
        );
    }
}
