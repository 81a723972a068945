//! Telling others what changed: an address, a program.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use diptych::core::{Problem, codes};
use diptych::fetch::{Address, Fetcher};

use super::super::web;
use crate::args::{Args, Watch};
use crate::failure::Failure;

/// How long a program may take.
const PATIENCE: Duration = Duration::from_mins(5);

/// Whom to tell.
pub(super) struct Hook {
    address: Option<(Address, std::cell::RefCell<Fetcher>)>,
    program: Option<(PathBuf, Vec<OsString>)>,
}

impl Hook {
    pub(super) fn new(args: &Args, watch: &Watch) -> Result<Self, Failure> {
        let address = match &watch.webhook {
            Some(text) => {
                let fetcher = web::fetcher(args, &watch.web, false);
                Some((web::address(text)?, std::cell::RefCell::new(fetcher)))
            }
            None => None,
        };
        let program = watch
            .run
            .clone()
            .map(|program| (program, watch.run_arg.clone()));
        Ok(Self { address, program })
    }

    /// Tells everyone; what went wrong comes back.
    pub(super) fn tell(&self, json: &serde_json::Value) -> Vec<Problem> {
        let body = json.to_string();
        let mut problems = Vec::new();
        if let Some((address, fetcher)) = &self.address
            && let Err(error) = fetcher.borrow_mut().post(address, body.as_bytes())
        {
            // The path of such an address is often a secret; its host is none.
            let message = format!("the changes were not posted to {}: {error}", address.host());
            problems.push(Problem::new(&codes::NOT_TOLD, message));
        }
        if let Some((program, args)) = &self.program
            && let Err(what) = run(program, args, body)
        {
            let message = format!("{} was not told the changes: {what}", program.display());
            problems.push(Problem::new(&codes::NOT_TOLD, message));
        }
        problems
    }
}

fn run(program: &PathBuf, args: &[OsString], body: String) -> Result<(), String> {
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        // What it prints is not part of what this program prints.
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let input = child.stdin.take();
    // One that does not read must not hold us up, and one that ends early is no fault of ours.
    std::thread::spawn(move || {
        if let Some(mut input) = input {
            let _ = input.write_all(body.as_bytes());
        }
    });
    let started = Instant::now();
    loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(status.to_string()),
            None if started.elapsed() > PATIENCE => {
                // It may end in this very moment, which is as well.
                let _ = child.kill();
                let _ = child.wait();
                return Err("it took longer than five minutes and was ended".to_owned());
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}
