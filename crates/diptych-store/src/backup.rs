//! Copies of the whole file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Error, Result, Store};

impl Store {
    /// Writes a copy of the store to a new file: as it is at one moment, whoever writes meanwhile.
    ///
    /// # Errors
    /// Where a file stands there, or it cannot be written; then none is left there.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error::Exists(to.to_path_buf()));
        }
        let mut part = to.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        // A part that a killed run left is nobody's.
        if part.exists() {
            fs::remove_file(&part).map_err(|error| Error::io(&part, &error))?;
        }
        let made = self
            .conn
            .execute("VACUUM INTO ?1", [part.to_string_lossy()])
            .map_err(|error| Error::sqlite(to, &error))
            .and_then(|_| {
                fs::File::open(&part)
                    .and_then(|file| file.sync_all())
                    .and_then(|()| fs::rename(&part, to))
                    .map_err(|error| Error::io(to, &error))
            });
        if made.is_err() {
            // What happened is told; the part is of no use.
            let _ = fs::remove_file(&part);
        }
        made
    }
}

/// Puts a backup in the place of a case's store. The store that stood there is kept beside it
/// under `case.sqlite.before-` and `now`; its path comes back.
///
/// # Errors
/// Where the backup is no whole store, or the folder cannot be written; then nothing was changed.
pub fn restore(place: &Path, backup: &Path, now: &str) -> Result<Option<PathBuf>> {
    let from = Store::open_to_read(backup)?;
    if let Some(wrong) = from.check()?.into_iter().find(|check| !check.passed) {
        return Err(Error::damaged(
            backup,
            format!("{}: {}", wrong.name, wrong.detail),
        ));
    }
    let mut new = place.as_os_str().to_owned();
    new.push(".new");
    let new = PathBuf::from(new);
    if new.exists() {
        fs::remove_file(&new).map_err(|error| Error::io(&new, &error))?;
    }
    from.backup(&new)?;
    let mut kept = None;
    if place.exists() {
        let stamp: String = now.chars().filter(char::is_ascii_alphanumeric).collect();
        let mut aside = place.as_os_str().to_owned();
        aside.push(format!(".before-{stamp}"));
        let aside = PathBuf::from(aside);
        // What stands there may be damaged: then it is kept as it is, with what lies beside it.
        if let Ok(old) = Store::open(place) {
            old.backup(&aside)?;
        } else {
            fs::copy(place, &aside).map_err(|error| Error::io(&aside, &error))?;
        }
        for ending in ["-wal", "-shm"] {
            let mut beside = place.as_os_str().to_owned();
            beside.push(ending);
            let beside = PathBuf::from(beside);
            if beside.exists() {
                fs::remove_file(&beside).map_err(|error| Error::io(&beside, &error))?;
            }
        }
        kept = Some(aside);
    }
    fs::rename(&new, place).map_err(|error| Error::io(place, &error))?;
    Ok(kept)
}
