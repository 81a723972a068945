//! Running the program: what it prints, how long it takes, how much memory.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// One run of the program.
pub(crate) struct Ran {
    /// What it printed.
    pub output: Vec<u8>,
    /// What it said of problems.
    pub errors: Vec<u8>,
    /// Its exit code, where it ended by itself.
    pub code: Option<i32>,
    /// Wall clock, in seconds.
    pub seconds: f64,
    /// Time on the processor, in seconds: what counts where other work goes on
    /// beside. Known on Linux only.
    pub busy: Option<f64>,
    /// Most memory it held at once, in bytes; known on Linux only.
    pub peak: Option<u64>,
}

/// How often memory and time are looked at. Both only grow, so only the last
/// moments of the run can be missed.
const LOOK: Duration = Duration::from_millis(3);

/// Runs the program on one core with `input` at its standard input.
///
/// # Errors
/// Where it cannot be started.
pub(crate) fn run<A: AsRef<OsStr>>(
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
    let (mut peak, mut busy) = (None, None);
    let status = loop {
        peak = peak_of(child.id()).max(peak);
        busy = busy_of(child.id()).or(busy);
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
        busy,
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

/// How long the process has been on a processor so far, in seconds.
fn busy_of(process: u32) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    busy_in(&stat)
}

/// User and system time in a line of `/proc/PID/stat`, in seconds.
///
/// They are the 14th and 15th field, in hundredths; the second field, the
/// name in brackets, may hold spaces.
fn busy_in(stat: &str) -> Option<f64> {
    let (_, after) = stat.rsplit_once(')')?;
    let mut fields = after.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((user + system) / 100.0)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn time_is_read_from_a_line_of_proc() {
        let line = "12 (a (b) c) S 1 12 12 0 -1 4194560 100 0 0 0 150 50 0 0 20 0 1 0 5 6";
        assert_eq!(busy_in(line), Some(2.0));
        assert_eq!(busy_in("12 (a) S 1"), None);
    }

    #[test]
    fn output_and_exit_code_come_back() {
        let ran = run(Path::new("sh"), &["-c", "cat; exit 3"], b"words".to_vec()).unwrap();
        assert_eq!((ran.output.as_slice(), ran.code), (&b"words"[..], Some(3)));
        assert!(run(Path::new("no-such-program"), &["x"], Vec::new()).is_err());
    }
}
