//! The checks that are commands of cargo.

/// A check that is a command.
#[derive(Debug, Clone, Copy)]
pub(super) struct Check {
    /// Its heading.
    pub name: &'static str,
    /// What follows `cargo`.
    pub arguments: &'static [&'static str],
    /// Whether its output counts single tests.
    pub counts_tests: bool,
    /// The cargo command that must be installed, and how; nothing where it comes with the toolchain.
    pub needs: Option<(&'static str, &'static str)>,
}

/// Every such check, quick ones first.
pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "format",
        arguments: &["fmt", "--all", "--check"],
        counts_tests: false,
        needs: None,
    },
    Check {
        name: "clippy",
        arguments: &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ],
        counts_tests: false,
        needs: None,
    },
    Check {
        name: "tests: unit, spec, property, recorded command-line runs",
        arguments: &["test", "--workspace", "--quiet", "--no-fail-fast"],
        counts_tests: true,
        needs: None,
    },
    Check {
        name: "licences, bans and sources of dependencies",
        arguments: &["deny", "--offline", "check", "licenses", "bans", "sources"],
        counts_tests: false,
        needs: Some(("deny", "cargo install cargo-deny --version 0.20.2 --locked")),
    },
];
