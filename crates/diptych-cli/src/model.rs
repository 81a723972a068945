//! The sentence encoder that a command uses.

use std::path::Path;
use std::sync::Arc;

use diptych::encode::{Background, Encoder, Lazy, Means, Model, PieceGround, SentenceEncoder};

use crate::args::Args;
use crate::failure::Failure;

/// An encoder and what its vectors are measured against.
pub(crate) struct Loaded {
    encoder: Box<dyn Encoder>,
    means: Option<Means>,
    background: Option<Background>,
    pieces: Option<PieceGround>,
}

impl Loaded {
    /// What the comparison takes.
    pub(crate) fn meaning(&self) -> diptych::Meaning<'_> {
        diptych::Meaning {
            encoder: &*self.encoder,
            means: self.means.as_ref(),
            background: self.background.as_ref(),
            pieces: self.pieces.as_ref(),
        }
    }
}

/// The encoder that the flags ask for: none, a file, or the one inside the program, which is loaded
/// only when there is something to encode.
pub(crate) fn load(args: &Args) -> Result<Option<Loaded>, Failure> {
    if args.no_model {
        return Ok(None);
    }
    let encoder: Box<dyn Encoder> = match &args.model {
        Some(path) => Box::new(from_file(path)?),
        None => Box::new(Lazy::builtin(0).map_err(|error| broken(&error))?),
    };
    let means = Means::builtin()
        .ok()
        .filter(|means| means.fit(encoder.digest()));
    let background = Background::builtin()
        .ok()
        .filter(|known| known.fit(encoder.digest()));
    let pieces = PieceGround::builtin()
        .ok()
        .filter(|known| known.fit(encoder.digest()));
    Ok(Some(Loaded {
        encoder,
        means,
        background,
        pieces,
    }))
}

fn from_file(path: &Path) -> Result<SentenceEncoder, Failure> {
    let model = std::fs::read(path)
        .map_err(|error| error.to_string())
        .and_then(|bytes| Model::from_bytes(bytes).map_err(|error| error.to_string()))
        .map_err(|reason| {
            Failure::usage(
                format!("{} is no sentence encoder: {reason}", path.display()),
                "give a file that `cargo xtask weights` wrote, or use `--no-model`",
            )
        })?;
    SentenceEncoder::new(Arc::new(model), 0).map_err(|error| broken(&error))
}

fn broken(error: &diptych::encode::Error) -> Failure {
    Failure::usage(
        format!("the sentence encoder cannot be used: {error}"),
        "use `--no-model`, and run `diptych doctor`",
    )
}
