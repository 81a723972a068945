//! What the store promises, whatever happens.

use std::path::Path;

use diptych_core::codes;
use diptych_store::{Added, Error, Received, SCHEMA, Store};

const NOW: &str = "2031-05-01T08:00:00Z";

fn place(dir: &tempfile::TempDir) -> std::path::PathBuf {
    Store::place(dir.path())
}

fn add(store: &mut Store, path: &str, bytes: &[u8]) -> Result<Added, Error> {
    Ok(store.add(&[Received { path, bytes }], NOW, "test")?[0])
}

#[test]
fn sources_come_back_byte_for_byte() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(&place(&dir)).unwrap();
    let all: [&[u8]; 4] = [
        b"",
        b"\xff\xfe\x00",
        "слово ".repeat(900).as_bytes().to_vec().leak(),
        b"x",
    ];
    for (number, bytes) in all.iter().enumerate() {
        assert_eq!(
            add(&mut store, &format!("{number}"), bytes).unwrap(),
            Added::New
        );
        assert_eq!(add(&mut store, "again", bytes).unwrap(), Added::Known);
    }
    drop(store);
    let store = Store::open(&place(&dir)).unwrap();
    for (kept, bytes) in store.sources().unwrap().iter().zip(all) {
        assert_eq!(store.bytes(kept.row).unwrap(), bytes);
    }
}

#[test]
fn a_store_is_never_made_over_a_file() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(place(&dir), "notes").unwrap();
    assert!(matches!(Store::create(&place(&dir)), Err(Error::Exists(_))));
    assert!(matches!(
        Store::open(&place(&dir)),
        Err(Error::NotAStore(_))
    ));
    assert_eq!(std::fs::read(place(&dir)).unwrap(), b"notes");
    assert!(matches!(
        Store::open(Path::new("/nowhere/case.sqlite")),
        Err(Error::Missing(_))
    ));
}

#[test]
fn a_newer_store_is_refused_untouched() {
    let dir = tempfile::tempdir().unwrap();
    drop(Store::create(&place(&dir)).unwrap());
    let mut bytes = std::fs::read(place(&dir)).unwrap();
    // The schema's number stands at byte 60 of the file, big end first.
    bytes[60..64].copy_from_slice(&u32::try_from(SCHEMA + 1).unwrap().to_be_bytes());
    std::fs::write(place(&dir), &bytes).unwrap();
    let error = Store::open(&place(&dir)).unwrap_err();
    assert_eq!(error.code().id, codes::STORE_NEWER.id);
    assert_eq!(std::fs::read(place(&dir)).unwrap(), bytes);
    let files = std::fs::read_dir(dir.path()).unwrap().count();
    assert_eq!(files, 1, "nothing was written beside it");
}

#[test]
fn another_programs_database_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let conn = rusqlite::Connection::open(place(&dir)).unwrap();
    conn.execute_batch("CREATE TABLE t (a)").unwrap();
    drop(conn);
    assert!(matches!(
        Store::open(&place(&dir)),
        Err(Error::NotAStore(_))
    ));
}

#[test]
fn a_store_whose_making_was_cut_short_is_made_to_the_end() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(place(&dir), "").unwrap();
    let mut store = Store::open(&place(&dir)).unwrap();
    assert_eq!(add(&mut store, "a", b"a").unwrap(), Added::New);
}

#[test]
fn a_second_writer_is_told_to_wait_and_nothing_is_half_done() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(&place(&dir)).unwrap();
    let other = rusqlite::Connection::open(place(&dir)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = add(&mut store, "a", b"a").unwrap_err();
    assert_eq!(error.code().id, codes::STORE_BUSY.id);
    assert_eq!(store.sources().unwrap(), Vec::new());
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(add(&mut store, "a", b"a").unwrap(), Added::New);
}

#[test]
fn a_changed_byte_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(&place(&dir)).unwrap();
    add(&mut store, "a", b"the words").unwrap();
    let other = rusqlite::Connection::open(place(&dir)).unwrap();
    other
        .execute_batch("UPDATE source SET bytes = x'7468652077616c6c73'")
        .unwrap();
    let error = store.bytes(1).unwrap_err();
    assert_eq!(error.code().id, codes::STORE_DAMAGED.id);
}

#[test]
fn decisions_can_be_neither_changed_nor_removed() {
    let dir = tempfile::tempdir().unwrap();
    drop(Store::create(&place(&dir)).unwrap());
    let other = rusqlite::Connection::open(place(&dir)).unwrap();
    other
        .execute_batch(
            "INSERT INTO decision (id, turn, target, verb, by, at, program, seen)
             VALUES ('dec-1', 1, 'st-1', 'confirm', 'Ann', '', '', '{}')",
        )
        .unwrap();
    assert!(
        other
            .execute_batch("UPDATE decision SET by = 'Bo'")
            .is_err()
    );
    assert!(other.execute_batch("DELETE FROM decision").is_err());
}
