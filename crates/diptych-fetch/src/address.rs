//! Addresses that may be asked for.

use std::fmt;

use url::Url;

use crate::{Error, Result};

/// The longest address that is taken, in bytes.
const LONGEST: usize = 8 * 1024;

/// An address of a page: http or https, with a host, without credentials and without a fragment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Url);

impl Address {
    /// Reads an address as a person writes it; names in any script are taken.
    ///
    /// # Errors
    /// Where it is none, its scheme is another, or it holds a user name or a password; the message
    /// never repeats those.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(Error::address("it", "is longer than 8,192 bytes"));
        }
        match Url::parse(text) {
            Ok(url) => Self::check(url),
            Err(error) => Err(Error::address(&unsigned(text), &error.to_string())),
        }
    }

    /// Whether a text means an address and not a file: it begins with `http://` or `https://`.
    pub fn is_meant(text: &str) -> bool {
        let head = text.trim_start().get(..8).unwrap_or(text.trim_start());
        let head = head.to_ascii_lowercase();
        head.starts_with("http://") || head.starts_with("https://")
    }

    /// The address that `reference` means on the page at this one.
    ///
    /// # Errors
    /// As [`Address::parse`].
    pub fn join(&self, reference: &str) -> Result<Self> {
        if reference.len() > LONGEST {
            return Err(Error::address("it", "is longer than 8,192 bytes"));
        }
        match self.0.join(reference.trim()) {
            Ok(url) => Self::check(url),
            Err(error) => Err(Error::address(&unsigned(reference), &error.to_string())),
        }
    }

    fn check(mut url: Url) -> Result<Self> {
        let has_credentials = !url.username().is_empty() || url.password().is_some();
        // What cannot be cleaned has no host and no credentials either.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Error::address(url.as_str(), "is neither http nor https"));
        }
        if has_credentials {
            return Err(Error::address(
                url.as_str(),
                "holds a user name or a password",
            ));
        }
        if url.host().is_none() {
            return Err(Error::address(url.as_str(), "names no host"));
        }
        if url.port() == Some(0) {
            return Err(Error::address(url.as_str(), "names port 0"));
        }
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host, as it is looked up.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether it is fetched over TLS.
    pub fn is_tls(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Scheme, host and port: what one robots.txt speaks for.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The path with what follows a question mark.
    pub fn path(&self) -> String {
        match self.0.query() {
            Some(query) => format!("{}?{query}", self.0.path()),
            None => self.0.path().to_owned(),
        }
    }

    /// A name for a file: host and the end of the path, at most 80 characters, without an ending.
    pub fn file_name(&self) -> String {
        let mut name = String::new();
        let path = self.0.path();
        for character in self.host().chars().chain(path.chars()) {
            let character = character.to_ascii_lowercase();
            if character.is_ascii_alphanumeric() || character == '.' {
                name.push(character);
            } else if !name.ends_with('-') {
                name.push('-');
            }
        }
        let name = name.trim_matches(['-', '.']);
        name.chars().take(80).collect()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

/// A text that is no address, without anything that may be a password, on one line.
fn unsigned(text: &str) -> String {
    let after = text.rsplit('@').next().unwrap_or(text);
    after
        .chars()
        .filter(|character| !character.is_control())
        .take(200)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_have_an_address() {
        for text in [
            "ftp://a.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "gopher://a.example",
            "http://",
            "a.example",
            "https://a.example:0/",
            "data:text/html,x",
        ] {
            assert!(Address::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_password_is_refused_and_never_repeated() {
        for text in [
            "https://ann:geheim@a.example/x",
            "http://geheim@a.example",
            "https://ann:geheim@[bad",
            "ftp://ann:geheim@a.example/",
            "https://ann:geheim@a.example:99999/",
        ] {
            let error = Address::parse(text).unwrap_err().to_string();
            assert!(!error.contains("geheim"), "{error}");
        }
    }

    #[test]
    fn names_in_any_script_and_relative_references_are_read() {
        let address = Address::parse(" https://приклад.укр/заява?день=1#низ ").unwrap();
        assert!(address.as_str().is_ascii());
        assert!(address.host().starts_with("xn--"));
        let other = address.join("/інша").unwrap();
        assert_eq!(other.origin(), address.origin());
        assert!(address.join("//ann:pw@b.example/").is_err());
        let name = Address::parse("https://a.example/News/2031/03/Talks.html?x=1")
            .unwrap()
            .file_name();
        assert_eq!(name, "a.example-news-2031-03-talks.html");
    }
}
