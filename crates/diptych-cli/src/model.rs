//! The sentence encoder that a command uses.

use std::sync::Arc;

use diptych::encode::{Means, Model, SentenceEncoder};

use crate::args::Args;
use crate::failure::Failure;

/// An encoder and the means that belong to it.
pub(crate) struct Loaded {
    encoder: SentenceEncoder,
    means: Option<Means>,
}

impl Loaded {
    /// What the comparison takes.
    pub(crate) fn meaning(&self) -> diptych::Meaning<'_> {
        diptych::Meaning {
            encoder: &self.encoder,
            means: self.means.as_ref(),
        }
    }
}

/// The encoder that the flags ask for: none, a file, or the one inside the program.
pub(crate) fn load(args: &Args) -> Result<Option<Loaded>, Failure> {
    if args.no_model {
        return Ok(None);
    }
    let model = match &args.model {
        Some(path) => std::fs::read(path)
            .map_err(|error| error.to_string())
            .and_then(|bytes| Model::from_bytes(bytes).map_err(|error| error.to_string()))
            .map_err(|reason| {
                Failure::usage(
                    format!("{} is no sentence encoder: {reason}", path.display()),
                    "give a file that `cargo xtask weights` wrote, or use `--no-model`",
                )
            })?,
        None => Model::builtin().map_err(|error| broken(&error))?,
    };
    let means = Means::builtin()
        .ok()
        .filter(|means| means.fit(model.digest()));
    let encoder = SentenceEncoder::new(Arc::new(model), 0).map_err(|error| broken(&error))?;
    Ok(Some(Loaded { encoder, means }))
}

fn broken(error: &diptych::encode::Error) -> Failure {
    Failure::usage(
        format!("the sentence encoder cannot be used: {error}"),
        "use `--no-model`, and run `diptych doctor`",
    )
}
