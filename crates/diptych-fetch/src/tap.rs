//! What goes over the wire, kept to the byte.

use std::sync::{Arc, Mutex};

use ureq::Error;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// The two halves of an exchange, as they went over the wire (within TLS, where there is one).
#[derive(Debug, Default)]
pub(crate) struct Wire {
    pub(crate) sent: Vec<u8>,
    pub(crate) received: Vec<u8>,
    /// Whether more came than is kept.
    pub(crate) is_full: bool,
}

/// Puts a [`Tap`] on a connection.
#[derive(Debug)]
pub(crate) struct Tapping {
    pub(crate) wire: Arc<Mutex<Wire>>,
    /// How much is kept at most, in bytes.
    pub(crate) limit: usize,
}

impl<In: Transport> Connector<In> for Tapping {
    type Out = Tap<In>;

    fn connect(
        &self,
        _: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Tap<In>>, Error> {
        Ok(chained.map(|inner| Tap {
            inner,
            wire: Arc::clone(&self.wire),
            limit: self.limit,
        }))
    }
}

/// A connection whose bytes are kept.
#[derive(Debug)]
pub(crate) struct Tap<T> {
    inner: T,
    wire: Arc<Mutex<Wire>>,
    limit: usize,
}

impl<T: Transport> Transport for Tap<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let sent = self.inner.buffers().output()[..amount].to_vec();
        self.inner.transmit_output(amount, timeout)?;
        let mut wire = self.wire.lock().expect("nothing panics while it holds it");
        wire.sent.extend_from_slice(&sent);
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let before = self.inner.buffers().input().len();
        let more = self.inner.await_input(timeout)?;
        let input = self.inner.buffers().input();
        // What was there is not used up while more is awaited: new bytes stand behind it.
        let new = input.get(before..).unwrap_or_default();
        let mut wire = self.wire.lock().expect("nothing panics while it holds it");
        if wire.received.len() + new.len() > self.limit {
            wire.is_full = true;
        } else {
            wire.received.extend_from_slice(new);
        }
        Ok(more)
    }

    fn is_open(&mut self) -> bool {
        // One request a connection: every request resolves and looks anew.
        false
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}
