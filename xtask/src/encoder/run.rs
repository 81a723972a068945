//! The measurements one after the other.

use std::path::Path;
use std::sync::Arc;

use diptych_encode::{Model, SentenceEncoder, TableEncoder};

use super::{data, means, recall, speed};
use crate::weights;

/// The weights of the repository.
///
/// # Errors
/// Where they cannot be read.
pub(crate) fn model(root: &Path) -> Result<Model, String> {
    from_file(&root.join(weights::FILE))
}

fn from_file(file: &Path) -> Result<Model, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Model::from_bytes(bytes).map_err(|error| error.to_string())
}

fn encoder(model: Arc<Model>, threads: usize) -> Result<SentenceEncoder, String> {
    SentenceEncoder::new(model, threads).map_err(|error| error.to_string())
}

/// Prints the bare recall and likeness of other weights, such as those with all pieces.
///
/// # Errors
/// Where they cannot be read, or `DIPTYCH_DATA` names no folder.
pub(crate) fn compare(file: &str) -> Result<bool, String> {
    let Some(folder) = std::env::var_os("DIPTYCH_DATA") else {
        return Err("`DIPTYCH_DATA` names no folder".to_owned());
    };
    let folder = Path::new(&folder).join("data/parallel");
    let encoder = encoder(Arc::new(from_file(Path::new(file))?), 2)?;
    recall::bare(&encoder, &data::triples(&folder)?)?;
    recall::likeness(&encoder, &data::pairs(&folder)?)?;
    Ok(true)
}

/// Writes the means of the languages, over the sentences of the project's own cases.
///
/// # Errors
/// Where the weights or the cases cannot be read, or the file cannot be written.
pub(crate) fn write_means(root: &Path) -> Result<bool, String> {
    let encoder = encoder(Arc::new(model(root)?), 0)?;
    means::write(root, &encoder)?;
    Ok(true)
}

/// Prints what is measured; what needs data that are not part of the project is skipped, and said to be.
///
/// # Errors
/// Where the weights cannot be read.
pub(crate) fn measure(root: &Path) -> Result<bool, String> {
    speed::load(&root.join(weights::FILE))?;
    let model = Arc::new(model(root)?);
    let Some(folder) = std::env::var_os("DIPTYCH_DATA") else {
        println!("skipped: recall, likeness and speed; DIPTYCH_DATA names no folder");
        return Ok(true);
    };
    let folder = Path::new(&folder).join("data/parallel");
    let triples = data::triples(&folder)?;
    let pairs = data::pairs(&folder)?;
    let one = encoder(model.clone(), 1)?;
    speed::batches(&one, &triples)?;
    recall::table(&TableEncoder::new(model.clone()), &triples)?;
    recall::all(&one, &triples)?;
    recall::likeness(&one, &pairs)?;
    speed::many(&encoder(model, 2)?, &triples, &pairs)?;
    Ok(true)
}
