//! A disk that is full, a folder that may not be written, a clock that jumps back.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::desk::{Desk, said, skipped};

/// The same case, killed by nothing: whole, and as far as it was.
fn is_whole(desk: &Desk) {
    let doctor = desk.run(&["doctor", "."]);
    assert!(
        doctor.status.success(),
        "{}",
        String::from_utf8_lossy(&doctor.stdout)
    );
}

/// A small disk, where this user may mount one; it is taken away again at the end.
#[cfg(target_os = "linux")]
struct SmallDisk<'p>(&'p Path);

#[cfg(target_os = "linux")]
impl<'p> SmallDisk<'p> {
    fn mount(place: &'p Path, kilobytes: usize) -> Option<Self> {
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "none"])
            .arg(place)
            .output();
        mounted
            .is_ok_and(|output| output.status.success())
            .then_some(Self(place))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let gone = Command::new("umount").arg(self.0).status();
        assert!(gone.is_ok_and(|status| status.success()));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_the_case_stays_as_it_was() {
    let desk = Desk::plain(40);
    let place = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(place.path(), 440) else {
        skipped("full disk", "this user may not mount a small one");
        return;
    };
    let case = place.path().join("case");
    let on_disk = |args: &[&str]| {
        let output = desk.command(args).current_dir(place.path()).output();
        output.unwrap()
    };
    fs::create_dir(&case).unwrap();
    fs::copy(desk.path().join("case.toml"), case.join("case.toml")).unwrap();
    assert!(on_disk(&["init", "case"]).status.success());
    let one = desk.path().join("sources/page-00000.md");
    assert!(
        on_disk(&["add", "case", &one.to_string_lossy()])
            .status
            .success()
    );
    let before = on_disk(&["export", "case"]).stdout;
    // What does not pack: it fills the disk whatever the store does.
    let mut last = 1_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        last = last.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (last >> 56) as u8
    })
    .take(600_000)
    .collect();
    let big = desk.path().join("big.txt");
    fs::write(&big, noise).unwrap();
    let refused = on_disk(&["add", "case", &big.to_string_lossy()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("D0704"), "{}", said(&refused));
    assert_eq!(on_disk(&["export", "case"]).stdout, before);
    // Full at any other moment: of the intake, of the documents, of the record.
    let mut full = 0;
    for first in (1..40).step_by(6) {
        let pages: Vec<String> = (first..40.min(first + 6))
            .map(|number| desk.path().join(format!("sources/page-{number:05}.md")))
            .map(|page| page.to_string_lossy().into_owned())
            .collect();
        let args: Vec<&str> = ["add", "case"]
            .into_iter()
            .chain(pages.iter().map(String::as_str))
            .collect();
        let added = on_disk(&args);
        let compared = on_disk(&["compare", "case", "--no-model", "-q"]);
        for output in [added, compared] {
            let text = said(&output);
            full += usize::from(text.contains("D0704"));
            assert!(output.status.success() || text.contains("D0704"), "{text}");
        }
        if full > 0 {
            let doctor = on_disk(&["doctor", "case"]);
            assert!(doctor.status.success(), "{}", said(&doctor));
        }
        if full > 2 {
            break;
        }
    }
    assert!(full > 0, "the disk was never full");
    let kept = on_disk(&["export", "case"]).stdout;
    assert!(kept.len() > before.len());
    drop(disk);
}

#[cfg(unix)]
mod rights {
    use std::os::unix::fs::{PermissionsExt as _, chown};
    use std::os::unix::process::CommandExt as _;

    use super::*;

    /// Nobody: an account that owns nothing.
    const NOBODY: u32 = 65_534;

    /// Runs the command as someone who may read the case and not write it.
    fn as_reader(desk: &Desk, program: &Path, args: &[&str]) -> Option<Output> {
        let mut command = Command::new(program);
        command.current_dir(desk.path()).args(args);
        if is_root(desk) {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().ok()
    }

    /// Whether this is an account that no mode of a file holds back: only that may give a file away.
    fn is_root(desk: &Desk) -> bool {
        let probe = desk.path().join("sources");
        chown(&probe, Some(NOBODY), None).is_ok()
    }

    fn mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_read_and_left_alone() {
        let desk = Desk::new(6);
        let record = desk.done(&["compare", ".", "--no-model", "-q"]);
        let before = desk.everything();
        // The program, where that account can reach it.
        let place = tempfile::tempdir().unwrap();
        mode(place.path(), 0o755);
        let program = place.path().join("diptych");
        fs::copy(env!("CARGO_BIN_EXE_diptych"), &program).unwrap();
        mode(&desk.store(), 0o444);
        mode(desk.path(), 0o555);
        let list = || {
            let mut names: Vec<_> = fs::read_dir(desk.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name())
                .collect();
            names.sort();
            names
        };
        let (bytes, names) = (fs::read(desk.store()).unwrap(), list());
        let Some(read) = as_reader(&desk, &program, &["compare", ".", "--no-model", "-q"]) else {
            mode(desk.path(), 0o755);
            skipped("read-only folder", "no other account can run the program");
            return;
        };
        assert!(read.status.success(), "{}", said(&read));
        assert_eq!(String::from_utf8_lossy(&read.stdout), record);
        for args in [
            &["search", ".", "treaty"][..],
            &["log", "."],
            &["doctor", "."],
        ] {
            let output = as_reader(&desk, &program, args).unwrap();
            assert!(output.status.success(), "{args:?}: {}", said(&output));
        }
        fs::write(place.path().join("more.txt"), "“No,” said Bo Lind.\n").unwrap();
        let more = place.path().join("more.txt");
        for args in [
            &["add", ".", more.to_str().unwrap()][..],
            &["doctor", ".", "--mend"],
        ] {
            let refused = as_reader(&desk, &program, args).unwrap();
            let text = said(&refused);
            assert_eq!(refused.status.code(), Some(1), "{args:?}: {text}");
            assert!(text.contains("D0705"), "{args:?}: {text}");
        }
        assert_eq!((fs::read(desk.store()).unwrap(), list()), (bytes, names));
        mode(desk.path(), 0o755);
        mode(&desk.store(), 0o644);
        assert_eq!(desk.everything(), before);
    }
}

#[test]
fn a_clock_that_jumps_back_changes_no_order() {
    let desk = Desk::new(8);
    let at = |time: &str, args: &[&str]| {
        desk.command(args)
            .env("SOURCE_DATE_EPOCH", time)
            .output()
            .unwrap()
    };
    let record = at(
        "1934000000",
        &["compare", ".", "--no-model", "-q", "--json"],
    );
    let record: serde_json::Value = serde_json::from_slice(&record.stdout).unwrap();
    let id = record["statements"][0]["id"].as_str().unwrap().to_owned();
    let review = |time: &str, words: &[&str]| {
        let args = [&["review", ".", &id], words, &["--no-model", "--by", "Ann"]].concat();
        at(time, &args)
    };
    assert!(review("1934000000", &["note", "first"]).status.success());
    let second = review("1000000000", &["note", "second"]);
    assert!(second.status.success(), "{}", said(&second));
    assert!(said(&second).contains("D0740"), "{}", said(&second));
    let log = desk.done(&["log", "."]);
    assert!(
        log.find("first").unwrap() < log.find("second").unwrap(),
        "{log}"
    );
    // The last one counts, and the last one is undone.
    assert!(review("5", &["undo"]).status.success());
    let now = at("1", &["compare", ".", "--no-model", "-q", "--json"]);
    let now: serde_json::Value = serde_json::from_slice(&now.stdout).unwrap();
    let notes = now["decisions"].to_string();
    assert!(
        notes.contains("first") && !notes.contains("second"),
        "{notes}"
    );
    let (path, text) = diptych_testkit::made::page(99, 2);
    fs::write(desk.path().join(path), text).unwrap();
    assert!(
        at("7", &["compare", ".", "--no-model", "-q"])
            .status
            .success()
    );
    is_whole(&desk);
}
