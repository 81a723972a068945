//! Recorded runs of the command line; `TRYCMD=overwrite` records them anew.

#[test]
fn recorded_runs() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.md");
}
