//! Small notes about a case that are of use to this machine alone, such as when a feed was seen last.
//!
//! They are no part of the record and of no export: without them the work is done again.

use std::collections::BTreeMap;

use rusqlite::params;

use crate::{Result, Store};

impl Store {
    /// Every note whose key begins so, by the rest of its key.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn notes(&self, prefix: &str) -> Result<BTreeMap<String, String>> {
        let mut all = BTreeMap::new();
        self.each(
            "SELECT key, value FROM meta",
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
            |(key, value)| {
                if let Some(rest) = key.strip_prefix(prefix) {
                    all.insert(rest.to_owned(), value);
                }
                Ok(())
            },
        )?;
        Ok(all)
    }

    /// Keeps a note in place of the one with the same key.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn note(&mut self, key: &str, value: &str) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)",
                params![key, value],
            )?;
            Ok(())
        })
    }
}
