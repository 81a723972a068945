//! Where the accounts part: positions, claims, divergences and the reasons for them.
