//! Writes the reports of the sample where `DIPTYCH_LOOK` says, to be looked at;
//! of the record in the JSON file that `DIPTYCH_RECORD` names, where it does.

#![allow(clippy::unwrap_used)]

mod common;

#[test]
fn written_where_asked() {
    let Some(dir) = std::env::var_os("DIPTYCH_LOOK") else {
        return;
    };
    let dir = std::path::Path::new(&dir);
    let record = match std::env::var_os("DIPTYCH_RECORD") {
        Some(path) => serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap(),
        None => common::sample(),
    };
    std::fs::write(dir.join("report.html"), diptych_report::html(&record)).unwrap();
    std::fs::write(dir.join("report.md"), diptych_report::markdown(&record)).unwrap();
    std::fs::write(dir.join("report.txt"), diptych_report::table(&record)).unwrap();
}
