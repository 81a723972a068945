//! Every kind of damage is found, named, and told how to mend.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use diptych_store::{Check, Store};

/// A copy of a small store after `damage`, and what is wrong with it.
fn wrong_after(damage: impl FnOnce(&rusqlite::Connection)) -> Vec<Check> {
    let dir = tempfile::tempdir().unwrap();
    let place = Store::place(dir.path());
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compat/0001.sqlite");
    fs::copy(whole, &place).unwrap();
    drop(Store::open(&place).unwrap());
    let conn = rusqlite::Connection::open(&place).unwrap();
    damage(&conn);
    drop(conn);
    let checks = Store::open(&place).unwrap().check().unwrap();
    checks.into_iter().filter(|check| !check.passed).collect()
}

fn after(sql: &str) -> Vec<Check> {
    wrong_after(|conn| conn.execute_batch(sql).unwrap())
}

/// One check fails, and its help holds `help`.
fn finds(sql: &str, name: &str, help: &str) {
    let wrong = after(sql);
    let found = wrong.iter().find(|check| check.name == name);
    let found = found.unwrap_or_else(|| panic!("{sql}: {wrong:?}"));
    assert!(
        found.help.is_some_and(|text| text.contains(help)),
        "{found:?}"
    );
}

#[test]
fn nothing_is_wrong_with_a_whole_store() {
    assert_eq!(after("SELECT 1"), Vec::new());
}

#[test]
fn a_source_that_is_not_what_came_is_found() {
    finds(
        "UPDATE source SET bytes = zeroblob(length(bytes)) WHERE row = 2",
        "sources",
        "restore",
    );
    finds(
        "UPDATE source SET sha256 = 'ab' WHERE row = 1",
        "sources",
        "restore",
    );
    let wrong = after("UPDATE source SET length = length + 1 WHERE row = 3");
    assert!(wrong[0].detail.contains("sources/c.txt"), "{wrong:?}");
}

#[test]
fn a_document_or_statements_that_cannot_be_read_back_are_found() {
    finds(
        "UPDATE reading SET body = x'00' WHERE row = 1",
        "documents",
        "--mend",
    );
    finds(
        "UPDATE attribution SET body = x'ff' WHERE row = 1",
        "documents",
        "--mend",
    );
}

#[test]
fn statements_that_stand_elsewhere_than_they_say_are_found() {
    // The statements of one document under another.
    finds(
        "UPDATE attribution SET body = (SELECT body FROM attribution WHERE row = 1) WHERE row = 3",
        "anchors",
        "--mend",
    );
    finds(
        "UPDATE statement SET body = replace(body, 'agreed', 'argued')",
        "record",
        "--mend",
    );
    finds("UPDATE statement SET body = '{'", "record", "--mend");
    finds(
        "UPDATE statement SET said_to = '2041-01-01'",
        "record",
        "--mend",
    );
    finds(
        "UPDATE finding SET body = replace(body, '\"start\":', '\"start\":9') WHERE what = 'position'",
        "record",
        "--mend",
    );
    finds(
        "DELETE FROM finding WHERE what = 'position' AND seq = 0",
        "record",
        "--mend",
    );
}

#[test]
fn an_index_that_holds_other_words_is_found() {
    finds("DELETE FROM words WHERE rowid = 1", "index", "--mend");
    finds(
        "DELETE FROM words WHERE rowid = 1;
         INSERT INTO words (rowid, forms, stems, facets) VALUES (1, 'other words', 'oth word', '')",
        "index",
        "--mend",
    );
    finds(
        "INSERT INTO words (rowid, forms, stems, facets) VALUES (900, 'a', 'a', 'a')",
        "index",
        "--mend",
    );
}

#[test]
fn a_vector_that_no_encoder_made_is_found() {
    let put = |numbers: &str| {
        format!(
            "INSERT INTO encoder (row, name) VALUES (1, 'm');
             INSERT INTO vector (encoder, text, numbers) VALUES (1, zeroblob(16), x'{numbers}')"
        )
    };
    // One, in four bytes; then a half, and one byte too many.
    assert_eq!(after(&put("0000803f")), Vec::new());
    finds(&put("0000003f"), "vectors", "--mend");
    finds(&put("0000803f00"), "vectors", "--mend");
}

#[test]
fn a_decision_that_was_changed_by_hand_is_found() {
    finds(
        "DROP TRIGGER decision_stays; UPDATE decision SET by = 'Cy' WHERE turn = 1",
        "decisions",
        "restore",
    );
    finds(
        "DROP TRIGGER decision_stays; UPDATE decision SET seen = 'x' WHERE turn = 1",
        "decisions",
        "restore",
    );
}

#[test]
fn a_row_that_points_nowhere_is_found() {
    finds(
        "PRAGMA foreign_keys = off; UPDATE reading SET source = 77 WHERE row = 1",
        "file",
        "restore",
    );
    finds(
        "PRAGMA foreign_keys = off; UPDATE dispute SET ours = 'dec-none'",
        "file",
        "restore",
    );
}

#[test]
fn a_page_that_was_overwritten_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let place = Store::place(dir.path());
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compat/0001.sqlite");
    let bytes = fs::read(whole).unwrap();
    // Every page but the first, one after the other: each is either found or holds nothing.
    let (mut found, pages) = (0, bytes.len() / 4096);
    for page in 1..pages {
        let mut damaged = bytes.clone();
        for byte in &mut damaged[page * 4096..(page + 1) * 4096] {
            *byte ^= 0x55;
        }
        fs::write(&place, &damaged).unwrap();
        let checks = Store::open(&place).and_then(|store| store.check());
        let is_found = checks.map_or(true, |checks| checks.iter().any(|check| !check.passed));
        found += usize::from(is_found);
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(dir.path().join(format!("case.sqlite{ending}")));
        }
    }
    assert_eq!(found, pages - 1);
}
