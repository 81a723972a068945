//! A case folder and runs of the command on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use diptych_testkit::made;
use tempfile::TempDir;

/// A made-up case on the disk.
pub(crate) struct Desk {
    dir: TempDir,
}

impl Desk {
    /// A case with a store and so many pages under `sources/`, none of them taken in yet.
    pub(crate) fn new(pages: usize) -> Self {
        let desk = Self::plain(pages);
        assert!(desk.run(&["init", "."]).status.success());
        desk
    }

    /// The same without a store.
    pub(crate) fn plain(pages: usize) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("sources")).unwrap();
        fs::write(dir.path().join("case.toml"), made::case_toml()).unwrap();
        for number in 0..pages {
            let (path, text) = made::page(number, 1);
            fs::write(dir.path().join(path), text).unwrap();
        }
        Self { dir }
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.path().join("case.sqlite")
    }

    /// The command, with a clock that stands still.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
        command
            .current_dir(self.path())
            .env("SOURCE_DATE_EPOCH", "1934000000")
            .args(args);
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs what must go well and gives what it printed.
    pub(crate) fn done(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Everything in the store.
    pub(crate) fn everything(&self) -> String {
        self.done(&["export", "."])
    }
}

/// What a run said of its faults.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Notes that a promise could not be tried here; what is skipped is told, never passed over.
pub(crate) fn skipped(promise: &str, why: &str) {
    let mut stderr = std::io::stderr().lock();
    // Where not even that can be said, nothing is lost but the note.
    let _ = std::io::Write::write_all(
        &mut stderr,
        format!("skipped 1 promise ({promise}): {why}\n").as_bytes(),
    );
}
