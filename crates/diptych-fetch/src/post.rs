//! Telling another program, where the user named its address.

use crate::exchange::{Ask, exchange};
use crate::{Address, Error, Fetcher, Result, Validators};

/// The longest answer that is read, in bytes; it is not used.
const ANSWER: usize = 64 * 1024;

impl Fetcher {
    /// Posts JSON to an address. Nothing is followed, nothing of the answer is kept.
    ///
    /// # Errors
    /// Where the address may not be asked, or does not answer with a status from 200 to 299.
    pub fn post(&mut self, address: &Address, json: &[u8]) -> Result<()> {
        let ask = Ask {
            address,
            validators: &Validators::default(),
            json: Some(json),
            size: ANSWER,
        };
        match exchange(&ask, self.options())?.status {
            200..=299 => Ok(()),
            status => Err(Error::Status {
                host: address.host().to_owned(),
                status,
                after: None,
            }),
        }
    }
}
