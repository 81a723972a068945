//! Opening and making the file.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::{Error, Result, schema};

/// Name of the store in a case folder.
pub const STORE_FILE: &str = "case.sqlite";
/// How long a writer waits for another, before it says so.
const PATIENCE: Duration = Duration::from_secs(5);

/// The memory of one case: one SQLite file.
///
/// Nothing here asks for the time: every call that keeps one takes it, in UTC, as
/// `YYYY-MM-DDTHH:MM:SSZ`. A call that writes does all of it or nothing.
#[derive(Debug)]
pub struct Store {
    pub(crate) conn: Connection,
    pub(crate) path: PathBuf,
    is_writable: bool,
}

impl Store {
    /// The place of the store of a case folder.
    pub fn place(case: &Path) -> PathBuf {
        case.join(STORE_FILE)
    }

    /// Makes a store where none is.
    ///
    /// # Errors
    /// Where a file stands there, or the folder cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        File::create_new(path).map_err(|error| Error::io(path, &error))?;
        Self::open(path)
    }

    /// Opens a store for reading and writing; brings an older schema up to date.
    ///
    /// # Errors
    /// Where there is none, it is newer than this program or something else (it is not
    /// touched then), it may not be written, or another program is writing to it.
    pub fn open(path: &Path) -> Result<Self> {
        look_at_head(path)?;
        let fail = |error: rusqlite::Error| Error::sqlite(path, &error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags).map_err(fail)?;
        let mut store = Self {
            conn,
            path: path.to_path_buf(),
            is_writable: true,
        };
        store.settle().map_err(fail)?;
        if store.conn.is_readonly("main").map_err(fail)? {
            return Err(Error::ReadOnly(store.path));
        }
        store
            .conn
            .pragma_update(None, "journal_mode", "wal")
            .map_err(fail)?;
        // A commit is on the disk when the call comes back.
        store
            .conn
            .pragma_update(None, "synchronous", "full")
            .map_err(fail)?;
        schema::bring_up(&mut store)?;
        Ok(store)
    }

    /// Opens a store for reading; one that may be written is opened as by [`Store::open`], so
    /// that what a killed writer left is put right.
    ///
    /// # Errors
    /// As [`Store::open`], but for a store or a folder that may not be written.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        match Self::open(path) {
            Err(Error::ReadOnly(_) | Error::Busy(_)) => {}
            other => return other,
        }
        Self::open_as_it_stands(path)
    }

    /// Opens a store for reading alone: nothing is brought up to date, nothing put right.
    ///
    /// # Errors
    /// As [`Store::open`], and where its schema is older than this program's.
    pub fn open_as_it_stands(path: &Path) -> Result<Self> {
        look_at_head(path)?;
        let fail = |error: rusqlite::Error| Error::sqlite(path, &error);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        let plain = Connection::open_with_flags(path, flags).and_then(|conn| {
            conn.busy_timeout(PATIENCE)?;
            conn.query_row("SELECT count(*) FROM meta", [], |_| Ok(()))?;
            Ok(conn)
        });
        let conn = match plain {
            Ok(conn) => conn,
            // Without the right to write beside it, the file is read as it stands.
            Err(_) => Connection::open_with_flags(immutable(path), flags).map_err(fail)?,
        };
        let store = Self {
            conn,
            path: path.to_path_buf(),
            is_writable: false,
        };
        schema::must_be_known(&store)?;
        Ok(store)
    }

    /// Whether it was opened for writing.
    pub fn is_writable(&self) -> bool {
        self.is_writable
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn settle(&mut self) -> rusqlite::Result<()> {
        self.conn.busy_timeout(PATIENCE)?;
        self.conn.pragma_update(None, "foreign_keys", true)?;
        self.conn.pragma_update(None, "trusted_schema", false)
    }

    pub(crate) fn fail(&self, error: &rusqlite::Error) -> Error {
        Error::sqlite(&self.path, error)
    }

    /// Does `work` in one transaction: all of it, or on any fault nothing.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        if !self.is_writable {
            return Err(Error::ReadOnly(self.path.clone()));
        }
        let path = self.path.clone();
        let fail = |error: rusqlite::Error| Error::sqlite(&path, &error);
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(fail)?;
        let done = work(&transaction).map_err(fail)?;
        transaction.commit().map_err(fail)?;
        Ok(done)
    }
}

/// Refuses what is no store and what is newer, before SQLite can touch it.
fn look_at_head(path: &Path) -> Result<()> {
    let mut head = Vec::new();
    match File::open(path) {
        Ok(file) => file
            .take(100)
            .read_to_end(&mut head)
            .map_err(|error| Error::io(path, &error))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::Missing(path.to_path_buf()));
        }
        Err(error) => return Err(Error::io(path, &error)),
    };
    // A store whose making was cut short holds no byte yet, or no tables.
    if head.is_empty() {
        return Ok(());
    }
    if head.len() < 100 || !head.starts_with(b"SQLite format 3\0") {
        return Err(Error::NotAStore(path.to_path_buf()));
    }
    let number = |at: usize| {
        head.get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, u32::from_be_bytes)
    };
    schema::check(path, i64::from(number(68)), i64::from(number(60)))
}

/// The address of a file that nobody changes.
fn immutable(path: &Path) -> String {
    let mut out = String::from("file:");
    for character in path.to_string_lossy().chars() {
        match character {
            '?' => out.push_str("%3f"),
            '#' => out.push_str("%23"),
            '%' => out.push_str("%25"),
            other => out.push(other),
        }
    }
    out + "?immutable=1"
}
