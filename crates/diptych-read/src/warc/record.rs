//! The records of a WARC file.

use std::io::{BufRead, Read};

/// The longest head of a record, in bytes.
const HEAD: usize = 64 * 1024;

/// A record.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    headers: Vec<(String, String)>,
    /// Its content; empty where it is longer than the limit.
    pub(super) body: Vec<u8>,
    /// Whether the content was passed over for its length.
    pub(super) is_long: bool,
}

impl Record {
    /// The value of a header.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(&found.1)
    }
}

/// The records of a stream, one after another.
pub(super) struct Records<R> {
    input: R,
    /// The longest content that is kept, in bytes.
    longest: u64,
    /// How much may still be read, in bytes.
    left: u64,
    number: usize,
    /// What stopped the reading before the end of the file.
    pub(super) stop: Option<Stop>,
}

/// What stopped the reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stop {
    /// The file breaks the rules of its format.
    Broken(String),
    /// The file unpacks to more than the limit.
    Limit,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(input: R, longest: usize, total: u64) -> Self {
        Self {
            input,
            longest: longest as u64,
            left: total,
            number: 0,
            stop: None,
        }
    }

    /// A line without its end; nothing at the end of the file.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Stop> {
        let mut out = Vec::new();
        let limit = HEAD as u64 + 1;
        let length = (&mut self.input)
            .take(limit)
            .read_until(b'\n', &mut out)
            .map_err(|error| Stop::Broken(error.to_string()))?;
        self.spend(length as u64)?;
        if length == 0 {
            return Ok(None);
        }
        if length > HEAD {
            return Err(Stop::Broken("a line of a head has no end".to_owned()));
        }
        while out.last().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
            out.pop();
        }
        Ok(Some(out))
    }

    fn spend(&mut self, length: u64) -> Result<(), Stop> {
        self.left = self.left.checked_sub(length).ok_or(Stop::Limit)?;
        Ok(())
    }

    fn record(&mut self) -> Result<Option<Record>, Stop> {
        let version = loop {
            match self.line()? {
                None => return Ok(None),
                Some(line) if line.is_empty() => {}
                Some(line) => break line,
            }
        };
        if !version.starts_with(b"WARC/") {
            let shown: String = String::from_utf8_lossy(&version).chars().take(40).collect();
            return Err(Stop::Broken(format!("`{shown}` opens no record")));
        }
        self.number += 1;
        let mut record = Record {
            number: self.number,
            ..Record::default()
        };
        let mut size = 0;
        loop {
            let Some(line) = self.line()? else {
                return Err(Stop::Broken("the head of a record breaks off".to_owned()));
            };
            if line.is_empty() {
                break;
            }
            size += line.len();
            if size > HEAD {
                return Err(Stop::Broken("the head of a record is too long".to_owned()));
            }
            let line = String::from_utf8_lossy(&line);
            if let Some((name, value)) = line.split_once(':') {
                let entry = (name.trim().to_owned(), value.trim().to_owned());
                record.headers.push(entry);
            }
        }
        let length: u64 = record
            .get("Content-Length")
            .and_then(|length| length.parse().ok())
            .ok_or_else(|| Stop::Broken("a record does not give its length".to_owned()))?;
        self.body(&mut record, length)?;
        Ok(Some(record))
    }

    fn body(&mut self, record: &mut Record, length: u64) -> Result<(), Stop> {
        record.is_long = length > self.longest;
        self.spend(length)?;
        let mut content = (&mut self.input).take(length);
        let found = if record.is_long {
            std::io::copy(&mut content, &mut std::io::sink())
        } else {
            content
                .read_to_end(&mut record.body)
                .map(|read| read as u64)
        };
        let found = found.map_err(|error| Stop::Broken(error.to_string()))?;
        if found < length {
            let message = format!(
                "record {} breaks off after {found} of {length} bytes",
                self.number
            );
            // The page is not whole, and what is kept of it is not what was sent.
            return Err(Stop::Broken(message));
        }
        Ok(())
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.stop.is_some() {
            return None;
        }
        match self.record() {
            Ok(record) => record,
            Err(stop) => {
                self.stop = Some(stop);
                None
            }
        }
    }
}
