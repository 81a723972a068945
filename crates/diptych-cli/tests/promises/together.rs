//! Two programs that write at once.

use std::process::Stdio;

use super::desk::{Desk, said};

#[test]
fn two_who_write_at_once_both_get_done() {
    let desk = Desk::new(30);
    let other = Desk::plain(60);
    let pages: Vec<String> = (30..60)
        .map(|number| {
            let path = other.path().join(format!("sources/page-{number:05}.md"));
            path.to_string_lossy().into_owned()
        })
        .collect();
    let all: Vec<&str> = ["add", "."]
        .into_iter()
        .chain(pages.iter().map(String::as_str))
        .collect();
    let runs: Vec<_> = [
        &["compare", ".", "--no-model", "-q"][..],
        &all,
        &["compare", ".", "--no-model", "-q"],
        &["doctor", "."],
    ]
    .into_iter()
    .map(|args| {
        let mut command = desk.command(args);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    })
    .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        let text = said(&output);
        // One that could not have its turn says so; nothing else may go wrong.
        assert!(output.status.success() || text.contains("D0703"), "{text}");
    }
    desk.done(&all);
    let record = desk.done(&["compare", ".", "--no-model", "-q", "--json"]);
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["sources"].as_array().unwrap().len(), 60);
    desk.done(&["doctor", "."]);
}
