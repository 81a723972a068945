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

#[test]
fn a_retelling_says_so_in_every_form() {
    let record = common::sample();
    for (form, text) in [
        ("html", diptych_report::html(&record)),
        ("markdown", diptych_report::markdown(&record)),
        ("table", diptych_report::table(&record)),
    ] {
        let at = text.find("Retold in the words of Orrin Courier");
        assert!(at.is_some(), "{form}");
        assert!(
            text.contains("No statement found in these sources"),
            "{form}"
        );
        assert!(
            text.contains("machine’s draft") || text.contains("machine's draft"),
            "{form}"
        );
    }
}
