//! Starting the process that reads, and holding it to its limits.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use diptych_core::Problem;
use diptych_read::Pages;

use crate::answer::{Answer, Failure};
use crate::limits::Limits;
use crate::reader::{Reader, found};

/// Reads PDFs, each in a process of its own.
#[derive(Debug, Clone)]
pub struct Worker {
    program: PathBuf,
    arguments: Vec<String>,
    readers: Vec<Reader>,
    limits: Limits,
}

impl Worker {
    /// A worker that starts `program` with `arguments` and the name of a reader; the program must
    /// call [`serve`](crate::serve) with that name.
    pub fn new(program: impl Into<PathBuf>, arguments: &[&str]) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.iter().map(|&word| word.to_owned()).collect(),
            readers: found().into_iter().map(|found| found.reader).collect(),
            limits: Limits::default(),
        }
    }

    /// The same with these readers only, in this order, whether they are here or not.
    #[must_use]
    pub fn with_readers(mut self, readers: &[Reader]) -> Self {
        self.readers = readers.to_vec();
        self
    }

    /// The same with another limit on the time of one process.
    #[must_use]
    pub fn with_time(mut self, time: Duration) -> Self {
        self.limits.time = time;
        self
    }

    /// The readers that are used, the first before the others.
    pub fn readers(&self) -> &[Reader] {
        &self.readers
    }

    /// Takes the words out of a PDF.
    ///
    /// # Errors
    /// A problem where no reader is here, the file is locked, or every reader
    /// failed or went over its limits.
    pub fn take(&self, bytes: &[u8]) -> Result<Pages, Box<Problem>> {
        let mut met: Vec<String> = Vec::new();
        for reader in &self.readers {
            match self.ask(*reader, bytes) {
                Ok(pages) => return Ok(pages),
                Err(Failure::Locked) => return Err(Box::new(Failure::Locked.problem())),
                Err(Failure::Missing(message) | Failure::Failed(message)) => {
                    met.push(format!("{}: {message}", reader.name()));
                }
            }
        }
        Err(Box::new(if met.is_empty() {
            Failure::Missing("no program that reads PDF was found".to_owned()).problem()
        } else {
            Failure::Failed(format!("the PDF could not be read ({})", met.join("; "))).problem()
        }))
    }

    fn ask(&self, reader: Reader, bytes: &[u8]) -> Result<Pages, Failure> {
        let failed = |message: String| Failure::Failed(message);
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .arg(reader.name())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // What an allocator sets aside beforehand (in KiB) counts as memory used where that is bound.
            .env("MIMALLOC_ARENA_RESERVE", "65536");
        #[cfg(unix)]
        {
            // A group of its own, so that what the process starts ends with it.
            use std::os::unix::process::CommandExt as _;
            command.process_group(0);
        }
        let mut child = command
            .spawn()
            .map_err(|error| failed(format!("it could not be started: {error}")))?;
        let answer = self.answer(&mut child, bytes);
        end(&mut child);
        let answer = answer?;
        match serde_json::from_slice(&answer) {
            Ok(Answer::Pages(pages)) => Ok(pages),
            Ok(Answer::Failure(failure)) => Err(failure),
            Err(_) => Err(failed("it broke off before it had answered".to_owned())),
        }
    }

    /// Hands the bytes over and waits for the answer.
    fn answer(&self, child: &mut Child, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::Failed("it has no input or output".to_owned()));
        };
        let limit = self.limits.answer;
        let until = Instant::now() + self.limits.time;
        thread::scope(|scope| {
            let (send, answers) = mpsc::channel();
            scope.spawn(move || {
                // A reader that has seen enough closes its input.
                let _ = input.write_all(bytes);
            });
            scope.spawn(move || {
                let mut answer = Vec::new();
                let read = output.take(limit + 1).read_to_end(&mut answer);
                let _ = send.send(read.map(|_| answer));
            });
            let waited = answers.recv_timeout(until.saturating_duration_since(Instant::now()));
            // Both threads end with the process.
            if !matches!(waited, Ok(Ok(_))) {
                end(child);
            }
            match waited {
                Ok(Ok(answer)) if answer.len() as u64 > limit => {
                    end(child);
                    Err(Failure::Failed(format!(
                        "it answered more than {limit} bytes"
                    )))
                }
                Ok(Ok(answer)) => {
                    end(child);
                    Ok(answer)
                }
                Ok(Err(error)) => Err(Failure::Failed(error.to_string())),
                Err(_) => {
                    let seconds = self.limits.time.as_secs_f32();
                    let message = format!("it was stopped after {seconds} seconds");
                    Err(Failure::Failed(message))
                }
            }
        })
    }
}

/// Ends a process and all that it started.
fn end(child: &mut Child) {
    if matches!(child.try_wait(), Ok(Some(_))) {
        return;
    }
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;
    use diptych_core::codes;

    #[cfg(unix)]
    #[test]
    fn a_process_that_hangs_is_ended_with_all_that_it_started() {
        let start = Instant::now();
        let worker = Worker::new("/bin/sh", &["-c", "sleep 600 & sleep 600"])
            .with_readers(&[Reader::Poppler])
            .with_time(Duration::from_millis(300));
        let problem = worker
            .take(&vec![0; 1 << 20])
            .expect_err("nothing was read");
        assert_eq!(problem.code, codes::PDF_FAILED.id);
        assert!(problem.message.contains("stopped"), "{}", problem.message);
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[cfg(unix)]
    #[test]
    fn what_breaks_off_or_cannot_be_started_is_told() {
        for (program, words) in [
            ("/bin/true", "broke off"),
            ("/no/such/program", "could not be started"),
        ] {
            let worker = Worker::new(program, &[]).with_readers(&[Reader::Poppler]);
            let problem = worker.take(b"%PDF-1.7").expect_err("nothing was read");
            assert!(problem.message.contains(words), "{}", problem.message);
        }
        let none = Worker::new("/bin/true", &[]).with_readers(&[]);
        let problem = none.take(b"%PDF-1.7").expect_err("nothing was read");
        assert_eq!(problem.code, codes::NO_PDF_READER.id);
    }
}
