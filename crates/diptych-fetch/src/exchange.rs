//! One request and its answer, to the byte.

use std::io::Read as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, OnceLock};

use rustls::crypto::CryptoProvider;
use ureq::Agent;
use ureq::config::Config;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::transport::{Connector as _, RustlsConnector, TcpConnector};

use crate::body;
use crate::resolve::Checked;
use crate::tap::{Tapping, Wire};
use crate::{Address, Error, Limits, Options, Result, Validators};

/// The longest head of an answer, in bytes.
const HEAD: usize = 64 * 1024;
/// What may stand in the answer beside the body and the head: the lengths of chunks.
const FRAMING: usize = 3;

/// A request and its answer.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) address: Address,
    /// The machine that answered.
    pub(crate) machine: Option<SocketAddr>,
    /// The request as it was sent.
    pub(crate) request: Vec<u8>,
    /// The answer as it came, without informational answers before it and anything behind it.
    pub(crate) response: Vec<u8>,
    pub(crate) status: u16,
    /// The headers of the answer, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// The body, put together and unpacked.
    pub(crate) body: Vec<u8>,
}

impl Exchange {
    /// The value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name)?;
        Some(&found.1)
    }
}

/// What a request carries.
pub(crate) struct Ask<'a> {
    pub(crate) address: &'a Address,
    pub(crate) validators: &'a Validators,
    /// Sent by POST as JSON; a GET where there is none.
    pub(crate) json: Option<&'a [u8]>,
    /// The longest answer, in bytes.
    pub(crate) size: usize,
}

/// Sends one request on a connection of its own, and reads the answer whole.
pub(crate) fn exchange(ask: &Ask<'_>, options: &Options) -> Result<Exchange> {
    let limits = Limits {
        size: ask.size,
        ..options.limits
    };
    let host = ask.address.host();
    let wire = Arc::new(Mutex::new(Wire::default()));
    let found = Arc::new(Mutex::new(None));
    let connector =
        ().chain(TcpConnector::default())
            .chain(RustlsConnector::default())
            .chain(Tapping {
                wire: Arc::clone(&wire),
                limit: limits.size.saturating_mul(FRAMING).saturating_add(HEAD * 2),
            });
    let resolver = Checked {
        names: Arc::clone(&options.names),
        gate: options.gate,
        found: Arc::clone(&found),
    };
    let agent = Agent::with_parts(config(ask.address, options)?, connector, resolver);
    let failed = |error| Error::from_client(error, host, &limits);
    let asked = if let Some(json) = ask.json {
        agent
            .post(ask.address.as_str())
            .header("Content-Type", "application/json")
            .send(json)
    } else {
        let mut request = agent.get(ask.address.as_str());
        if let Some(etag) = sound(ask.validators.etag.as_deref()) {
            request = request.header("If-None-Match", etag);
        }
        if let Some(modified) = sound(ask.validators.modified.as_deref()) {
            request = request.header("If-Modified-Since", modified);
        }
        request.call()
    };
    let mut answer = asked.map_err(failed)?;
    let status = answer.status().as_u16();
    let headers = answer
        .headers()
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).trim().to_owned();
            (name.as_str().to_owned(), value)
        })
        .collect();
    let mut received = Vec::new();
    answer
        .body_mut()
        .as_reader()
        .take(limits.size as u64 + 1)
        .read_to_end(&mut received)
        .map_err(|error| Error::from_io(&error, host, &limits))?;
    let wire = std::mem::take(&mut *wire.lock().expect("nothing panics while it holds it"));
    if received.len() > limits.size || wire.is_full {
        return Err(Error::Size {
            host: host.to_owned(),
            what: "has",
            limit: limits.size,
        });
    }
    let machine = *found.lock().expect("nothing panics while it holds it");
    let mut done = Exchange {
        address: ask.address.clone(),
        machine,
        request: wire.sent,
        response: Vec::new(),
        status,
        headers,
        body: Vec::new(),
    };
    done.response = body::whole(wire.received, &received, done.header("transfer-encoding"));
    done.body = body::unpack(received, done.header("content-encoding"), host, limits.size)?;
    Ok(done)
}

/// A validator is sent back only where it is what a header may hold.
fn sound(value: Option<&str>) -> Option<&str> {
    value.filter(|value| {
        value.len() <= 512
            && value
                .bytes()
                .all(|byte| byte == b' ' || byte.is_ascii_graphic())
    })
}

fn config(address: &Address, options: &Options) -> Result<Config> {
    let mut config = Agent::config_builder()
        .http_status_as_error(false)
        // Every hop is looked at here, not followed by the client.
        .max_redirects(0)
        .max_redirects_will_error(false)
        // A proxy would do the looking up, where nothing can be checked.
        .proxy(None)
        .max_idle_connections(0)
        .max_idle_connections_per_host(0)
        .max_response_header_size(HEAD)
        .user_agent(&*options.agent)
        .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
        .accept_encoding("gzip")
        .timeout_global(Some(options.limits.time))
        .timeout_connect(Some(options.limits.connect));
    if address.is_tls() {
        config = config.tls_config(
            TlsConfig::builder()
                .root_certs(roots(address.host())?)
                .unversioned_rustls_crypto_provider(provider())
                .build(),
        );
    }
    Ok(config.build())
}

fn provider() -> Arc<CryptoProvider> {
    static PROVIDER: OnceLock<Arc<CryptoProvider>> = OnceLock::new();
    let made = || Arc::new(rustls::crypto::ring::default_provider());
    Arc::clone(PROVIDER.get_or_init(made))
}

/// The authorities that this machine trusts.
fn roots(host: &str) -> Result<RootCerts> {
    static ROOTS: OnceLock<RootCerts> = OnceLock::new();
    if let Some(known) = ROOTS.get() {
        return Ok(known.clone());
    }
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() {
        return Err(Error::Unreachable {
            host: host.to_owned(),
            what: "this machine has no list of trusted authorities (on Linux the package \
                   ca-certificates)"
                .to_owned(),
        });
    }
    let certificates = found
        .certs
        .iter()
        .map(|one| Certificate::from_der(one).to_owned())
        .collect::<Vec<_>>();
    Ok(ROOTS
        .get_or_init(|| RootCerts::Specific(Arc::new(certificates)))
        .clone())
}
