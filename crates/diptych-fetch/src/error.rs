//! What keeps a page from being fetched.

use std::fmt::Display;
use std::net::IpAddr;
use std::time::Duration;

use diptych_core::{Code, codes};

/// A result of fetching.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a page was not fetched. No message holds a user name, a password or a header.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is no address that may be asked for.
    #[error("{address} {what}")]
    Address {
        /// The address, without credentials.
        address: String,
        /// What is wrong with it.
        what: String,
    },
    /// The name leads to a machine that is not of the public network.
    #[error("{host} leads to {address}, which is {why}")]
    Private {
        /// The host.
        host: String,
        /// Where it leads.
        address: IpAddr,
        /// What sort of address that is.
        why: &'static str,
    },
    /// The host asks programs to stay away from it.
    #[error("robots.txt of {0}")]
    Robots(String),
    /// Its answers send on and on, or to where nobody may follow.
    #[error("{0}")]
    Redirect(String),
    /// It took too long.
    #[error("{host} took longer than {} seconds", limit.as_secs_f64())]
    Time {
        /// The host.
        host: String,
        /// The limit.
        limit: Duration,
    },
    /// The answer is too long.
    #[error("the answer of {host} {what} more than {limit} bytes")]
    Size {
        /// The host.
        host: String,
        /// `has` or `unpacks to`.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// The host cannot be reached.
    #[error("{host} cannot be reached: {what}")]
    Unreachable {
        /// The host.
        host: String,
        /// What happened.
        what: String,
    },
    /// The server answered that there is no page.
    #[error("{host} answered {status}")]
    Status {
        /// The host.
        host: String,
        /// The number of the answer.
        status: u16,
        /// How long the server asks to wait before it is asked again.
        after: Option<Duration>,
    },
    /// The answer breaks the rules of HTTP, or is not whole.
    #[error("the answer cannot be read: {0}")]
    Answer(String),
}

impl Error {
    pub(crate) fn address(address: &str, what: &str) -> Self {
        Self::Address {
            address: address.to_owned(),
            what: what.to_owned(),
        }
    }

    pub(crate) fn broken(what: &impl Display) -> Self {
        Self::Answer(what.to_string())
    }

    /// The stable code, with its help line.
    pub fn code(&self) -> &'static Code {
        match self {
            Self::Address { .. } => &codes::BAD_ADDRESS,
            Self::Private { .. } => &codes::PRIVATE_ADDRESS,
            Self::Robots(_) => &codes::ROBOTS,
            Self::Redirect(_) => &codes::REDIRECT,
            Self::Time { .. } => &codes::FETCH_TIME,
            Self::Size { .. } => &codes::FETCH_SIZE,
            Self::Unreachable { .. } => &codes::UNREACHABLE,
            Self::Status { .. } => &codes::NOT_SENT,
            Self::Answer(_) => &codes::BAD_ANSWER,
        }
    }

    /// From what the client says of a request to `host`.
    pub(crate) fn from_client(error: ureq::Error, host: &str, limits: &crate::Limits) -> Self {
        match error {
            ureq::Error::Other(inner) => match inner.downcast::<Self>() {
                Ok(own) => *own,
                Err(inner) => Self::broken(&inner),
            },
            ureq::Error::Timeout(ureq::Timeout::Connect) => Self::Time {
                host: host.to_owned(),
                limit: limits.connect,
            },
            ureq::Error::Timeout(_) => Self::Time {
                host: host.to_owned(),
                limit: limits.time,
            },
            ureq::Error::BodyExceedsLimit(_) => Self::Size {
                host: host.to_owned(),
                what: "has",
                limit: limits.size,
            },
            ureq::Error::HostNotFound => Self::Unreachable {
                host: host.to_owned(),
                what: "nobody knows the name".to_owned(),
            },
            ureq::Error::Io(error) => Self::from_io(&error, host, limits),
            ureq::Error::ConnectionFailed | ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
                Self::Unreachable {
                    host: host.to_owned(),
                    what: error.to_string(),
                }
            }
            other => Self::broken(&other),
        }
    }

    /// From what the system says while the answer is read.
    pub(crate) fn from_io(error: &std::io::Error, host: &str, limits: &crate::Limits) -> Self {
        use std::io::ErrorKind;
        if let Some(inner) = error
            .get_ref()
            .and_then(|one| one.downcast_ref::<ureq::Error>())
        {
            return match inner {
                ureq::Error::Timeout(_) => Self::Time {
                    host: host.to_owned(),
                    limit: limits.time,
                },
                ureq::Error::BodyExceedsLimit(_) => Self::Size {
                    host: host.to_owned(),
                    what: "has",
                    limit: limits.size,
                },
                other => Self::broken(other),
            };
        }
        match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Self::Time {
                host: host.to_owned(),
                limit: limits.time,
            },
            ErrorKind::UnexpectedEof | ErrorKind::InvalidData => Self::broken(error),
            _ => Self::Unreachable {
                host: host.to_owned(),
                what: error.to_string(),
            },
        }
    }
}
