//! `diptych export`, `import`, `backup`, `restore`.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::Path;

use diptych::core::codes;
use diptych::store::{self, Store};

use super::memory;
use crate::args::{Backup, Export, Import, Restore};
use crate::failure::{Failure, Outcome};

pub(super) fn export(export: &Export) -> Result<Outcome, Failure> {
    let store = Store::open_to_read(&Store::place(&export.case))?;
    let Some(to) = &export.out else {
        let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        return match store.export(&mut out) {
            // A closed pipe is no fault of the store.
            Err(store::Error::Io { reason, .. }) if reason.contains("Broken pipe") => {
                Ok(Outcome::Done)
            }
            other => Ok(other.map(|()| Outcome::Done)?),
        };
    };
    if to.exists() {
        return Err(store::Error::Exists(to.clone()).into());
    }
    let failed = |error: std::io::Error| {
        Failure::coded(
            &codes::WRITE,
            format!("cannot write {}: {error}", to.display()),
        )
    };
    // Whole or not at all: the name is given when every byte is on the disk.
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let part = tempfile::Builder::new()
        .prefix(".diptych-")
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .map_err(failed)?;
    let mut out = BufWriter::with_capacity(1 << 16, part.as_file());
    store.export(&mut out)?;
    out.flush().map_err(failed)?;
    drop(out);
    part.as_file().sync_all().map_err(failed)?;
    part.persist_noclobber(to)
        .map_err(|error| failed(error.error))?;
    Ok(Outcome::Done)
}

pub(super) fn import(import: &Import) -> Result<Outcome, Failure> {
    let place = Store::place(&import.case);
    let is_new = !place.exists();
    let mut lines: Box<dyn std::io::BufRead> = if import.file.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let file = File::open(&import.file).map_err(|error| {
            let message = format!("cannot read {}: {error}", import.file.display());
            Failure::coded(&codes::UNREADABLE, message)
        })?;
        Box::new(BufReader::new(file))
    };
    if is_new {
        std::fs::create_dir_all(&import.case)?;
    }
    let mut store = if is_new {
        Store::create(&place)?
    } else {
        Store::open(&place)?
    };
    if let Err(error) = store.import(&mut *lines) {
        drop(store);
        if is_new {
            // Nothing was taken over, so nothing stays behind.
            let _ = std::fs::remove_file(&place);
        }
        return Err(error.into());
    }
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "{} sources and {} decisions in {}",
        store.sources()?.len(),
        store.log()?.decisions.len(),
        place.display()
    )?;
    Ok(Outcome::Done)
}

pub(super) fn backup(backup: &Backup) -> Result<Outcome, Failure> {
    let store = Store::open_to_read(&Store::place(&backup.case))?;
    store.backup(&backup.file)?;
    writeln!(
        anstream::stdout().lock(),
        "Backup: {}",
        backup.file.display()
    )?;
    Ok(Outcome::Done)
}

pub(super) fn restore(restore: &Restore) -> Result<Outcome, Failure> {
    let kept = store::restore(&Store::place(&restore.case), &restore.file, &memory::now())?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "Store: {}", Store::place(&restore.case).display())?;
    if let Some(kept) = kept {
        writeln!(out, "The one before: {}", kept.display())?;
    }
    Ok(Outcome::Done)
}
