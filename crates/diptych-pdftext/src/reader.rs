//! The programs that can read PDF, and which of them are here.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The variable that names the library of PDFium.
const VARIABLE: &str = "DIPTYCH_PDFIUM";

/// A program that takes words out of a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// PDFium, a library.
    Pdfium,
    /// Poppler, by its program `pdftotext`.
    Poppler,
    /// The reader of last resort, part of this program.
    Own,
}

impl Reader {
    /// Every reader, the best first.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "pdfium")]
        Self::Pdfium,
        Self::Poppler,
        Self::Own,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdfium => "pdfium",
            Self::Poppler => "poppler",
            Self::Own => "own",
        }
    }

    /// The reader of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|reader| reader.name() == name)
    }
}

/// A reader that is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which one.
    pub reader: Reader,
    /// Its library or program; nothing where it is part of this one.
    pub path: PathBuf,
}

/// The readers that are found here, the best first.
///
/// PDFium is looked for where the variable `DIPTYCH_PDFIUM` says (a library, or
/// a folder that holds it), beside this program, and where systems keep
/// libraries; `pdftotext` on the path. The reader of last resort is always here.
pub fn found() -> Vec<Found> {
    Reader::ALL
        .iter()
        .filter_map(|reader| {
            let path = match reader {
                Reader::Pdfium => pdfium(),
                Reader::Poppler => on_path(),
                Reader::Own => Some(PathBuf::new()),
            };
            path.map(|path| Found {
                reader: *reader,
                path,
            })
        })
        .collect()
}

fn pdfium() -> Option<PathBuf> {
    let name = format!(
        "{}pdfium{}",
        env::consts::DLL_PREFIX,
        env::consts::DLL_SUFFIX
    );
    let in_folder = |folder: &Path| {
        let path = folder.join(&name);
        path.is_file().then_some(path)
    };
    if let Some(given) = env::var_os(VARIABLE) {
        // Who names a library means this one or none.
        let given = PathBuf::from(given);
        return if given.is_dir() {
            in_folder(&given)
        } else {
            given.is_file().then_some(given)
        };
    }
    let beside = env::current_exe().ok();
    let beside = beside.as_deref().and_then(Path::parent);
    let machine = format!("/usr/lib/{}-linux-gnu", env::consts::ARCH);
    beside.and_then(in_folder).or_else(|| {
        [
            "/usr/local/lib",
            machine.as_str(),
            "/usr/lib64",
            "/usr/lib",
            "/opt/homebrew/lib",
        ]
        .iter()
        .find_map(|folder| in_folder(Path::new(folder)))
    })
}

fn on_path() -> Option<PathBuf> {
    let name = format!("pdftotext{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        // A folder that is relative would be looked for beside the files that are read.
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(OsStr::new(&name)))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_known_by_name() {
        for reader in Reader::ALL {
            assert_eq!(Reader::named(reader.name()), Some(*reader));
        }
        assert_eq!(Reader::named("x"), None);
    }
}
