//! The program that is measured.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Builds the release program and gives its path.
///
/// # Errors
/// Where it does not build.
pub(crate) fn program(root: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--release", "--package", "diptych-cli"])
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo build: {error}"))?;
    if !output.status.success() {
        return Err("the program does not build".to_owned());
    }
    executable(&String::from_utf8_lossy(&output.stdout))
        .ok_or_else(|| "cargo names no program `diptych`".to_owned())
}

/// The program that cargo's messages name.
fn executable(messages: &str) -> Option<PathBuf> {
    messages.lines().rev().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let is_it = message["target"]["name"] == "diptych" && message["target"]["kind"][0] == "bin";
        is_it
            .then(|| message["executable"].as_str().map(PathBuf::from))
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_among_the_messages() {
        let messages = "{\"target\":{\"name\":\"diptych\",\"kind\":[\"lib\"]},\"executable\":null}\n\
            {\"target\":{\"name\":\"diptych\",\"kind\":[\"bin\"]},\"executable\":\"bin/diptych\"}\n{\"reason\":\"build-finished\"}\n";
        assert_eq!(executable(messages), Some(PathBuf::from("bin/diptych")));
        assert_eq!(executable("no json"), None);
    }
}
