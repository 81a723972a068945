//! Files of every schema that was ever released open, are brought up to date and lose nothing; a
//! newer one is left alone. `tests/compat/` holds a small store of each, by the number of its schema,
//! and what `diptych export` said of it then.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use diptych_core::codes;
use diptych_store::{SCHEMA, Store};

fn compat() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compat")
}

/// A copy that may be written, and the folder that goes when the test ends.
fn copy(schema: i64) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let place = Store::place(dir.path());
    fs::copy(compat().join(format!("{schema:04}.sqlite")), &place).unwrap();
    (dir, place)
}

fn exported(store: &Store) -> String {
    let mut out = Vec::new();
    store.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_older_schema_opens_is_brought_up_and_loses_nothing() {
    // The newest is what every other test makes; its file comes with the next schema.
    for schema in 1..SCHEMA {
        let (_dir, place) = copy(schema);
        let then = fs::read_to_string(compat().join(format!("{schema:04}.jsonl"))).unwrap();
        let store = Store::open(&place).unwrap();
        assert_eq!(exported(&store), then, "schema {schema}");
        let wrong: Vec<_> = store.check().unwrap();
        let wrong: Vec<_> = wrong.iter().filter(|check| !check.passed).collect();
        assert!(wrong.is_empty(), "schema {schema}: {wrong:?}");
        assert!(store.log().unwrap().disputes.len() == 1);
        drop(store);
        let head = fs::read(&place).unwrap();
        let found = u32::from_be_bytes(head[60..64].try_into().unwrap());
        assert_eq!(i64::from(found), SCHEMA);
        // Once brought up, it is not touched again.
        drop(Store::open(&place).unwrap());
        assert_eq!(fs::read(&place).unwrap(), head, "schema {schema}");
    }
}

#[test]
fn an_older_store_that_may_not_be_written_is_refused_untouched() {
    let (dir, place) = copy(1);
    let bytes = fs::read(&place).unwrap();
    let error = Store::open_as_it_stands(&place).unwrap_err();
    assert_eq!(error.code().id, codes::STORE_READ_ONLY.id);
    assert_eq!(fs::read(&place).unwrap(), bytes);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn a_newer_schema_is_refused_by_every_way_in_and_untouched() {
    let (dir, place) = copy(1);
    let mut bytes = fs::read(&place).unwrap();
    bytes[60..64].copy_from_slice(&u32::try_from(SCHEMA + 1).unwrap().to_be_bytes());
    fs::write(&place, &bytes).unwrap();
    let other = tempfile::tempdir().unwrap();
    let errors = [
        Store::open(&place).unwrap_err(),
        Store::open_to_read(&place).unwrap_err(),
        diptych_store::restore(&Store::place(other.path()), &place, "2031-05-01T08:00:00Z")
            .unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.code().id, codes::STORE_NEWER.id, "{error}");
        assert!(
            error
                .to_string()
                .contains(&format!("schema {}", SCHEMA + 1))
        );
    }
    assert_eq!(fs::read(&place).unwrap(), bytes);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
}
