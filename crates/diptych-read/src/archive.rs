//! Zip archives: their members, within limits.

use std::io::{Cursor, Read};

use diptych_core::{Problem, codes};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most members of an archive that is read.
const MOST: usize = 20_000;
/// How much more all members together may unpack to than the largest source, as a factor.
const TOTAL: u64 = 4;

/// An archive under reading.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The longest member that is unpacked, in bytes.
    longest: u64,
    /// How much may still be unpacked, in bytes.
    left: u64,
    /// What was met on the way.
    pub(crate) problems: Vec<Problem>,
}

impl<'b> Archive<'b> {
    /// Opens an archive; `longest` is the most that a member may unpack to, in bytes.
    pub(crate) fn open(bytes: &'b [u8], longest: usize) -> Result<Self, Box<Problem>> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            let message = format!("the zip archive cannot be opened: {error}");
            Box::new(Problem::new(&codes::BROKEN_PART, message))
        })?;
        if zip.len() > MOST {
            let message = format!(
                "the zip archive has {} members, the limit is {MOST}",
                zip.len()
            );
            return Err(Box::new(Problem::new(&codes::OVER_LIMIT, message)));
        }
        Ok(Self {
            zip,
            longest: longest as u64,
            left: (longest as u64).saturating_mul(TOTAL),
            problems: Vec::new(),
        })
    }

    /// The names of all members.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip
            .file_names()
            .filter_map(|name| Some(name.ok()?.into_owned()))
            .collect()
    }

    /// The bytes of a member; nothing where there is none of this name, or
    /// where it cannot be read, which is told. A member whose sum or length is
    /// wrong is not read: what it unpacks to may not be what was written.
    pub(crate) fn member(&mut self, name: &str) -> Option<Vec<u8>> {
        let limit = self.longest.min(self.left);
        let mut file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return None,
            Err(error) => {
                let message = format!("{name} cannot be unpacked: {error}");
                self.problems
                    .push(Problem::new(&codes::BROKEN_PART, message));
                return None;
            }
        };
        let mut out = Vec::new();
        let mut buffer = [0; 16 * 1024];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(length) => out.extend_from_slice(&buffer[..length]),
                Err(error) => {
                    let message = format!("{name} is damaged and was not read: {error}");
                    self.problems
                        .push(Problem::new(&codes::BROKEN_PART, message));
                    return None;
                }
            }
            if out.len() as u64 > limit {
                let message = format!("{name} unpacks to more than {limit} bytes");
                self.problems
                    .push(Problem::new(&codes::OVER_LIMIT, message));
                return None;
            }
        }
        self.left -= out.len() as u64;
        Some(out)
    }
}
