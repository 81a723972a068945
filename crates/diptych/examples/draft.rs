//! Writes a case of made-up sources and a draft that quotes them, to measure `diptych verify`.
//!
//! `cargo run -p diptych --example draft -- DIR [SOURCES] [QUOTATIONS]`

use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let dir = args.next().unwrap_or_else(|| "draft-case".to_owned());
    let mut number = |or: usize| args.next().and_then(|text| text.parse().ok()).unwrap_or(or);
    let (sources, quotes) = (number(1_000), number(100));
    let made = diptych_testkit::drafts::generated(sources, quotes);
    let dir = Path::new(&dir);
    std::fs::create_dir_all(dir.join("case/sources"))?;
    std::fs::write(dir.join("case/case.toml"), &made.case)?;
    for (path, text) in &made.sources {
        std::fs::write(dir.join("case").join(path), text)?;
    }
    std::fs::write(dir.join("draft.md"), &made.draft)
}
