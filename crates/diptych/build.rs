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

fn main() {
    let mut files = Vec::new();
    for name in CRATES {
        for folder in ["src", "lang"] {
            let folder = Path::new("..").join(name).join(folder);
            if folder.is_dir() {
                println!("cargo:rerun-if-changed={}", folder.display());
                gather(&folder, &mut files);
            }
        }
    }
    println!("cargo:rerun-if-changed=build.rs");
    files.sort();
    // FNV-1a: any change must show, nobody has a reason to make two alike.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in &files {
        let name = file.to_string_lossy().replace('\\', "/");
        for byte in name.bytes().chain(fs::read(file).unwrap_or_default()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    println!("cargo:rustc-env=DIPTYCH_ENGINE={version}+{hash:016x}");
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
