//! From a name to the machine, looked at before anything connects.

use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

use crate::Error;

/// How many addresses of one name are tried.
const MOST: usize = 4;

/// Who looks up names.
pub trait Names: Debug + Send + Sync + 'static {
    /// The addresses of a name, in the order in which they are tried.
    ///
    /// # Errors
    /// Where nobody knows the name.
    fn look_up(&self, name: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The names of the operating system.
#[derive(Debug)]
pub(crate) struct System;

impl Names for System {
    fn look_up(&self, name: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok((name, port).to_socket_addrs()?.collect())
    }
}

/// Resolves a host once and lets through only what may be asked: the connection is made to these
/// very addresses, so that a name cannot lead elsewhere between the look and the step.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) names: Arc<dyn Names>,
    pub(crate) gate: fn(IpAddr) -> Option<&'static str>,
    /// The first of the addresses, for the record.
    pub(crate) found: Arc<Mutex<Option<SocketAddr>>>,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let url = Url::parse(&uri.to_string()).map_err(|error| other(Error::broken(&error)))?;
        let port = url.port_or_known_default().unwrap_or(80);
        let all = match url.host() {
            Some(Host::Ipv4(address)) => vec![SocketAddr::new(address.into(), port)],
            Some(Host::Ipv6(address)) => vec![SocketAddr::new(address.into(), port)],
            Some(Host::Domain(name)) => self.look_up(name, port, *timeout.after)?,
            None => return Err(ureq::Error::HostNotFound),
        };
        let mut allowed = self.empty();
        let mut refused = None;
        for one in all {
            match (self.gate)(one.ip()) {
                Some(why) => refused = Some((one.ip(), why)),
                None if allowed.len() < MOST => allowed.push(one),
                None => {}
            }
        }
        match (allowed.first(), refused) {
            (Some(first), _) => {
                *self.found.lock().expect("nothing panics while it holds it") = Some(*first);
                Ok(allowed)
            }
            (None, Some((address, why))) => Err(other(Error::Private {
                host: url.host_str().unwrap_or_default().to_owned(),
                address,
                why,
            })),
            (None, None) => Err(ureq::Error::HostNotFound),
        }
    }
}

impl Checked {
    fn look_up(
        &self,
        name: &str,
        port: u16,
        patience: Duration,
    ) -> Result<Vec<SocketAddr>, ureq::Error> {
        let (send, receive) = mpsc::sync_channel(1);
        let (names, name) = (Arc::clone(&self.names), name.to_owned());
        // The system's own look-up has no limit; one that hangs is left behind.
        std::thread::spawn(move || send.send(names.look_up(&name, port)));
        match receive.recv_timeout(patience) {
            Ok(found) => found.map_err(|_| ureq::Error::HostNotFound),
            Err(_) => Err(ureq::Error::Timeout(ureq::Timeout::Resolve)),
        }
    }
}

fn other(error: Error) -> ureq::Error {
    ureq::Error::Other(Box::new(error))
}
