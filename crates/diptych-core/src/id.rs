//! Identifiers, derived from content. They are short, and large records repeat them, so they are held in place.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use smol_str::SmolStr;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(#[schemars(with = "String")] pub SmolStr);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self(SmolStr::new(value))
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                Self(SmolStr::from(value))
            }
        }
    };
}

id! {
    /// A source: `src-` and the first hexadecimal digits of its SHA-256 digest.
    SourceId
}
id! {
    /// A statement: source digest, speaker, first and last byte.
    StatementId
}
id! {
    /// A position: its statement and the span of its clause.
    PositionId
}
id! {
    /// A divergence: both positions (or a side), axis and aspect; never the kind.
    DivergenceId
}
id! {
    /// An utterance: its best witness.
    UtteranceId
}
id! {
    /// A side, as the case file names it.
    SideId
}
id! {
    /// An issue, as the case file names it.
    IssueId
}

/// The SHA-256 digest of `bytes`, 64 lower-case hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for half in [byte >> 4, byte & 15] {
            out.push(char::from_digit(half.into(), 16).expect("a half byte is one digit"));
        }
    }
    out
}

/// A short identifier: `prefix`, a hyphen and twelve hexadecimal digits of the
/// digest of `parts`, which are kept apart so that no two lists collide.
pub fn short(prefix: &str, parts: &[&str]) -> String {
    let mut joined = Vec::new();
    for part in parts {
        joined.extend_from_slice(part.as_bytes());
        joined.push(0);
    }
    format!("{prefix}-{}", &digest(&joined)[..12])
}

/// An identifier from a name: letters and digits of any script, joined by hyphens.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for character in name.chars() {
        if character.is_alphanumeric() {
            out.extend(character.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_sha256() {
        assert_eq!(
            digest(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(short("s", &["ab", "c"]), short("s", &["a", "bc"]));
    }
}
