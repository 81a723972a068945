//! What others reach.

use std::path::Path;

use serde::Deserialize;

/// `xtask/peers.toml`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Peers {
    peer: Vec<Peer>,
}

/// What others reach in one measure, in per cent.
#[derive(Debug, Deserialize)]
pub(super) struct Peer {
    set: String,
    measure: String,
    /// The best tool's figure.
    pub best: f64,
    /// That tool.
    pub tool: String,
    /// Two people, one against the other.
    pub people: Option<f64>,
}

impl Peers {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it cannot be read or has another form.
    pub(super) fn load(root: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(root.join("xtask/peers.toml"))
            .map_err(|error| format!("xtask/peers.toml: {error}"))?;
        toml::from_str(&text).map_err(|error| format!("xtask/peers.toml: {error}"))
    }

    /// The row of this measure.
    pub(super) fn of(&self, set: &str, measure: &str) -> Option<&Peer> {
        self.peer
            .iter()
            .find(|peer| peer.set == set && peer.measure == measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_s_own_file_is_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let peers = Peers::load(root).unwrap();
        assert!(peers.of("PolNeAR dev", "direct").unwrap().people.is_some());
        assert!(peers.of("PolNeAR dev", "no such measure").is_none());
    }
}
