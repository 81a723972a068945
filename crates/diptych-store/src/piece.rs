//! What an encoder makes of the pieces of texts, each made once. Only the encoder can read it.

use std::collections::HashMap;

use diptych_core::digest;
use rusqlite::{OptionalExtension as _, params};

use crate::vector::{number_of, number_to_write};
use crate::{Result, Store, TextKey, packing};

/// Bytes that tell whether the rest is as it was written.
const SEAL: usize = 8;

impl Store {
    /// Everything that was kept under this name. What is damaged is left out, so that it is made again.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pieces(&self, name: &str) -> Result<HashMap<TextKey, Vec<u8>>> {
        let Some(encoder) = number_of(&self.conn, name).map_err(|error| self.fail(&error))? else {
            return Ok(HashMap::new());
        };
        let fail = |error: rusqlite::Error| self.fail(&error);
        let mut query = self
            .conn
            .prepare_cached("SELECT text, body FROM piece WHERE encoder = ?1")
            .map_err(fail)?;
        let mut rows = query.query([encoder]).map_err(fail)?;
        let mut all = HashMap::new();
        while let Some(row) = rows.next().map_err(fail)? {
            let body = row.get_ref(1).map_err(fail)?.as_blob().unwrap_or_default();
            if let Some(body) = unsealed(body) {
                all.insert(row.get(0).map_err(fail)?, body.to_vec());
            }
        }
        Ok(all)
    }

    /// Of these texts what was kept under this name, in their order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn some_pieces(&self, name: &str, texts: &[TextKey]) -> Result<Vec<Option<Vec<u8>>>> {
        let Some(encoder) = number_of(&self.conn, name).map_err(|error| self.fail(&error))? else {
            return Ok(vec![None; texts.len()]);
        };
        let fail = |error: rusqlite::Error| self.fail(&error);
        let mut query = self
            .conn
            .prepare_cached("SELECT body FROM piece WHERE encoder = ?1 AND text = ?2")
            .map_err(fail)?;
        let one = |text: &TextKey| {
            let body = query.query_row(params![encoder, text], |row| {
                let body = row.get_ref(0)?.as_blob().unwrap_or_default();
                Ok(unsealed(body).map(<[u8]>::to_vec))
            });
            Ok(body.optional().map_err(fail)?.flatten())
        };
        texts.iter().map(one).collect()
    }

    /// Keeps bodies under this name, in place of those that stand there for the same texts. What stands under
    /// other names that begin with `kind` was made by an older program, and goes.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn keep_pieces(
        &mut self,
        kind: &str,
        name: &str,
        all: &[(TextKey, Vec<u8>)],
    ) -> Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            let encoder = number_to_write(transaction, name)?;
            transaction.execute(
                "DELETE FROM piece WHERE encoder <> ?1 AND encoder IN
                     (SELECT row FROM encoder WHERE substr(name, 1, length(?2)) = ?2)",
                params![encoder, kind],
            )?;
            let mut keep = transaction.prepare_cached(
                "INSERT INTO piece (encoder, text, body) VALUES (?1, ?2, ?3)
                 ON CONFLICT (encoder, text) DO UPDATE SET body = excluded.body",
            )?;
            for (text, body) in all {
                keep.execute(params![encoder, text, sealed(body)])?;
            }
            Ok(())
        })
    }

    /// How many bodies there are, and how many of them are damaged.
    pub(crate) fn count_pieces(&self) -> Result<(usize, usize)> {
        let (mut all, mut wrong) = (0, 0);
        self.each(
            "SELECT body FROM piece",
            |row| Ok(unsealed(row.get_ref(0)?.as_blob()?).is_some()),
            |right| {
                all += 1;
                wrong += usize::from(!right);
                Ok(())
            },
        )?;
        Ok((all, wrong))
    }
}

fn seal(body: &[u8]) -> Vec<u8> {
    packing::from_hex(&digest(body)[..2 * SEAL]).expect("a digest is written in hexadecimal digits")
}

fn sealed(body: &[u8]) -> Vec<u8> {
    let mut out = seal(body);
    out.extend_from_slice(body);
    out
}

fn unsealed(bytes: &[u8]) -> Option<&[u8]> {
    let (found, body) = bytes.split_at_checked(SEAL)?;
    (seal(body) == found).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_what_is_damaged_does_not() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::create(&Store::place(dir.path())).unwrap();
        let (one, two) = ([1; 16], [2; 16]);
        let all = [(one, vec![7; 40]), (two, Vec::new())];
        store.keep_pieces("e grains ", "e grains 1", &all).unwrap();
        store
            .keep_pieces("e pairs ", "e pairs 1", &all[..1])
            .unwrap();
        assert_eq!(store.pieces("e grains 1").unwrap().len(), 2);
        let found = store.some_pieces("e grains 1", &[two, [3; 16], one]);
        assert_eq!(found.unwrap(), [Some(Vec::new()), None, Some(vec![7; 40])]);
        assert!(store.pieces("e").unwrap().is_empty());
        store
            .conn
            .execute("UPDATE piece SET body = x'00' WHERE length(body) = 8", [])
            .unwrap();
        assert_eq!(store.pieces("e grains 1").unwrap().len(), 1);
        assert_eq!(store.count_pieces().unwrap(), (3, 1));
        assert!(store.check().unwrap().iter().any(|check| !check.passed));
        // Of an older program nothing is left.
        store.keep_pieces("e grains ", "e grains 2", &all).unwrap();
        assert!(store.pieces("e grains 1").unwrap().is_empty());
        assert_eq!(store.pieces("e pairs 1").unwrap().len(), 1);
        assert!(store.check().unwrap().iter().all(|check| check.passed));
    }
}
