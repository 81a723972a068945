//! Names the engine: a fingerprint of everything that decides what is found in a text, so that a
//! store knows which results an older program made.

use std::fs;
use std::path::{Path, PathBuf};

/// The crates that work on a text, and this one.
const CRATES: [&str; 6] = [
    "diptych-core",
    "diptych-lang",
    "diptych-read",
    "diptych-attribute",
    "diptych-compare",
    "diptych",
];

/// The crate that makes numbers of texts: what it made of their pieces goes stale with it alone.
const ENCODING: [&str; 1] = ["diptych-encode"];

fn main() {
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let engine = fingerprint(&CRATES);
    println!("cargo:rustc-env=DIPTYCH_ENGINE={version}+{engine:016x}");
    let encoding = fingerprint(&ENCODING);
    println!("cargo:rustc-env=DIPTYCH_ENCODING={encoding:016x}");
    println!("cargo:rerun-if-changed=build.rs");
}

/// Of every file of these crates.
fn fingerprint(crates: &[&str]) -> u64 {
    let mut files = Vec::new();
    for name in crates {
        for folder in ["src", "lang"] {
            let folder = Path::new("..").join(name).join(folder);
            if folder.is_dir() {
                println!("cargo:rerun-if-changed={}", folder.display());
                gather(&folder, &mut files);
            }
        }
    }
    files.sort();
    // FNV-1a: any change must show, nobody has a reason to make two alike.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in &files {
        let name = file.to_string_lossy().replace('\\', "/");
        for byte in name.bytes().chain(fs::read(file).unwrap_or_default()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    hash
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}
