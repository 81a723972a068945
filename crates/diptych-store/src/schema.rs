//! The schema, and the way from every older one.

use std::path::Path;

use crate::search::words;
use crate::{Error, Result, Store};

/// Steps from schema to schema; the first makes the tables.
const STEPS: [&str; 5] = [
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
];

/// The newest schema that this program knows.
pub const SCHEMA: i64 = 5;

/// The last schema with another index of words: what an older store holds is put into it anew.
const OTHER_INDEX: usize = 4;

/// Marks the file as a store of diptych: `dptc`.
const APPLICATION: i64 = 0x6470_7463;

/// Refuses another program's file and a newer schema.
pub(crate) fn check(path: &Path, application: i64, schema: i64) -> Result<()> {
    match (application, schema) {
        // A store whose making was cut short.
        (0, 0) => Ok(()),
        (APPLICATION, found) if found > SCHEMA => Err(Error::Newer {
            path: path.to_path_buf(),
            found,
            known: SCHEMA,
        }),
        (APPLICATION, _) => Ok(()),
        _ => Err(Error::NotAStore(path.to_path_buf())),
    }
}

fn version(store: &Store) -> Result<i64> {
    let number = |name: &str| {
        store
            .conn
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .map_err(|error| store.fail(&error))
    };
    let (application, schema) = (number("application_id")?, number("user_version")?);
    check(&store.path, application, schema)?;
    if application == 0 {
        let tables: i64 = store
            .conn
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(|error| store.fail(&error))?;
        if tables > 0 {
            return Err(Error::NotAStore(store.path.clone()));
        }
    }
    Ok(schema)
}

/// Takes every step that is missing, in one transaction.
pub(crate) fn bring_up(store: &mut Store) -> Result<()> {
    if version(store)? == SCHEMA {
        return Ok(());
    }
    store.write(|transaction| {
        // Another program may have taken the steps while this one waited.
        let found: usize =
            transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for step in STEPS.iter().skip(found) {
            transaction.execute_batch(step)?;
        }
        if (1..=OTHER_INDEX).contains(&found) {
            words::add_all(transaction)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", SCHEMA)
    })
}

/// What cannot be written must have the newest schema already.
pub(crate) fn must_be_known(store: &Store) -> Result<()> {
    if version(store)? == SCHEMA {
        Ok(())
    } else {
        Err(Error::ReadOnly(store.path.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::{SCHEMA, STEPS};

    #[test]
    fn every_schema_has_its_step() {
        assert_eq!(usize::try_from(SCHEMA), Ok(STEPS.len()));
    }
}
