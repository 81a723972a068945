//! A merge that is killed leaves the case as it was, or whole.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use diptych::store::Store;

fn diptych(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    command
        .current_dir(dir)
        .args(args)
        .arg("--no-model")
        .env("SOURCE_DATE_EPOCH", "1934000000")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

const CASE: &str = "title = 'The weir'\n[[side]]\nname = 'Arland'\npeople = ['Ada Renn']\n";

fn case(folder: &Path, name: &str, sources: usize) {
    fs::create_dir_all(folder.join("sources")).unwrap();
    fs::write(folder.join("case.toml"), CASE).unwrap();
    for number in 0..sources {
        let text = format!("“The {name} gate number {number} stays shut,” Ada Renn said.\n");
        fs::write(folder.join(format!("sources/{name}-{number}.txt")), text).unwrap();
    }
    let parent = folder.parent().unwrap();
    let name = folder.file_name().unwrap().to_str().unwrap();
    assert!(diptych(parent, &["init", name]).status().unwrap().success());
    assert!(
        diptych(parent, &["compare", name])
            .status()
            .unwrap()
            .success()
    );
}

/// Sources and decisions that the store holds; it opens and is whole.
fn held(case: &Path) -> (usize, usize) {
    let store = Store::open(&Store::place(case)).unwrap();
    assert!(store.check().unwrap().iter().all(|check| check.passed));
    let decisions = store.log().unwrap().decisions.len();
    (store.sources().unwrap().len(), decisions)
}

#[test]
fn killed_half_way_it_is_as_it_was_or_whole() {
    let dir = tempfile::tempdir().unwrap();
    let (ann, bob) = (dir.path().join("ann"), dir.path().join("bob"));
    case(&ann, "upper", 2);
    case(&bob, "lower", 120);
    let all = dir.path().join("all");
    case(&all, "upper", 2);
    let merged = Instant::now();
    assert!(
        diptych(dir.path(), &["merge", "all", "bob"])
            .status()
            .unwrap()
            .success()
    );
    let whole = held(&all);
    assert_eq!(whole.0, 122);
    let took = merged.elapsed();
    let before = held(&ann);
    let mut cut = 0;
    for moment in 0..14 {
        let mut child = diptych(dir.path(), &["merge", "ann", "bob"])
            .spawn()
            .unwrap();
        std::thread::sleep(took * moment / 12 + Duration::from_millis(1));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = held(&ann);
        assert!(now == before || now == whole, "{now:?} after {moment}");
        cut += usize::from(now == before);
        if now == whole {
            break;
        }
    }
    assert!(cut > 0, "no run was cut");
    assert!(
        diptych(dir.path(), &["merge", "ann", "bob"])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(held(&ann), whole);
}

#[test]
fn the_other_copy_is_only_read_and_may_be_a_backup_or_an_export() {
    let dir = tempfile::tempdir().unwrap();
    let (ann, bob) = (dir.path().join("ann"), dir.path().join("bob"));
    case(&ann, "upper", 2);
    case(&bob, "lower", 3);
    let run = |args: &[&str]| diptych(dir.path(), args).status().unwrap();
    assert!(run(&["backup", "bob", "bob.sqlite"]).success());
    assert!(run(&["export", "bob", "--out", "bob.jsonl"]).success());
    // A file that the other has not taken in yet comes as well.
    fs::write(bob.join("sources/late.txt"), "“We wait,” Ada Renn said.\n").unwrap();
    let bytes = fs::read(bob.join("case.sqlite")).unwrap();
    for (number, (other, sources)) in [("bob", 6), ("bob.sqlite", 5), ("bob.jsonl", 5)]
        .into_iter()
        .enumerate()
    {
        let name = format!("ann-{number}");
        case(&dir.path().join(&name), "upper", 2);
        assert!(run(&["merge", &name, other, "--another-case"]).success());
        assert_eq!(held(&dir.path().join(&name)).0, sources, "{other}");
    }
    assert_eq!(fs::read(bob.join("case.sqlite")).unwrap(), bytes);
    // Neither a text nor half an export is taken in.
    fs::write(dir.path().join("note.txt"), "a note").unwrap();
    let export = fs::read(dir.path().join("bob.jsonl")).unwrap();
    fs::write(dir.path().join("half.jsonl"), &export[..export.len() / 2]).unwrap();
    let before = held(&ann);
    for other in ["note.txt", "half.jsonl", "nowhere"] {
        assert!(!run(&["merge", "ann", other]).success(), "{other}");
        assert_eq!(held(&ann), before);
    }
}
