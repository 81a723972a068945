//! Writes a made-up case: `cargo run -p diptych-testkit --example made_case -- FOLDER PAGES QUOTATIONS`.

use std::path::PathBuf;

use diptych_testkit::made;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().ok_or("FOLDER is missing")?);
    let pages: usize = words.next().ok_or("PAGES is missing")?.parse()?;
    let quotations: usize = words.next().ok_or("QUOTATIONS is missing")?.parse()?;
    std::fs::create_dir_all(folder.join("sources"))?;
    std::fs::write(folder.join("case.toml"), made::case_toml())?;
    for number in 0..pages {
        let (path, text) = made::page(number, quotations);
        std::fs::write(folder.join(path), text)?;
    }
    Ok(())
}
