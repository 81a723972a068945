//! Running the program: what it prints, how long it takes, how much memory.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// One run of the program.
pub(super) struct Ran {
    /// What it printed.
    pub output: Vec<u8>,
    /// What it said of problems.
    pub errors: Vec<u8>,
    /// Its exit code, where it ended by itself.
    pub code: Option<i32>,
    /// Wall clock, in seconds.
    pub seconds: f64,
    /// Most memory it held at once, in bytes; known on Linux only.
    pub peak: Option<u64>,
}

/// How often memory is looked at. The figure asked for is itself a peak, so
/// only growth in the last moments of the run can be missed.
const LOOK: Duration = Duration::from_millis(3);

/// Runs the program on one core with `input` at its standard input.
///
/// # Errors
/// Where it cannot be started.
pub(super) fn run<A: AsRef<OsStr>>(
    program: &Path,
    arguments: &[A],
    input: Vec<u8>,
) -> Result<Ran, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", program.display());
    let started = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .env("RAYON_NUM_THREADS", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut stdin = child.stdin.take();
    let writer = thread::spawn(move || {
        // A program that ends before it has read all is seen by its exit code.
        let _ = stdin.as_mut().map(|pipe| pipe.write_all(&input));
    });
    let output = reader(child.stdout.take());
    let errors = reader(child.stderr.take());
    let mut peak = None;
    let status = loop {
        peak = peak_of(child.id()).max(peak);
        match child.try_wait().map_err(failed)? {
            Some(status) => break status,
            None => thread::sleep(LOOK),
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    let _ = writer.join();
    Ok(Ran {
        output: output.join().unwrap_or_default(),
        errors: errors.join().unwrap_or_default(),
        code: status.code(),
        seconds,
        peak,
    })
}

fn reader(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut out = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error is kept; the exit code tells the rest.
            let _ = pipe.read_to_end(&mut out);
        }
        out
    })
}

/// The most memory the process has held so far, in bytes.
fn peak_of(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn output_and_exit_code_come_back() {
        let ran = run(Path::new("sh"), &["-c", "cat; exit 3"], b"words".to_vec()).unwrap();
        assert_eq!((ran.output.as_slice(), ran.code), (&b"words"[..], Some(3)));
        assert!(run(Path::new("no-such-program"), &["x"], Vec::new()).is_err());
    }
}
