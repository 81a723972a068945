//! The sample case, part of the program.

use diptych::Given;
use diptych::core::{Case, Problem, parse_case};
use include_dir::{Dir, DirEntry, include_dir};

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../examples/straits");

/// Every file of the sample case, by its path in the case folder.
pub(crate) fn files() -> Vec<(String, &'static [u8])> {
    let mut files = Vec::new();
    collect(&SAMPLE, &mut files);
    files.sort();
    files
}

fn collect(dir: &'static Dir<'_>, files: &mut Vec<(String, &'static [u8])>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, files),
            DirEntry::File(file) => files.push((
                file.path().to_string_lossy().replace('\\', "/"),
                file.contents(),
            )),
        }
    }
}

/// The case and its sources, ready to compare.
pub(crate) fn case() -> (Case, Vec<Given>, Vec<Problem>) {
    let mut case = (Case::default(), Vec::new());
    let mut given = Vec::new();
    for (path, bytes) in files() {
        if path == diptych::CASE_FILE {
            case = parse_case(&String::from_utf8_lossy(bytes));
        } else if path.starts_with("sources/") {
            given.push(Given::embedded(path, bytes));
        }
    }
    (case.0, given, case.1)
}
