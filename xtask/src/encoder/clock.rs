//! Time on the clock and time on the processor.

use std::time::Instant;

/// Seconds that something took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Took {
    /// On the clock.
    pub wall: f64,
    /// On the processor, all threads together; where the system does not tell, none.
    pub cpu: Option<f64>,
}

/// Does it, and says how long it took.
pub(crate) fn time<T>(what: impl FnOnce() -> T) -> (T, Took) {
    let (clock, cpu) = (Instant::now(), cpu());
    let done = what();
    let spent = cpu.zip(self::cpu()).map(|(start, end)| end - start);
    let took = Took {
        wall: clock.elapsed().as_secs_f64(),
        cpu: spent,
    };
    (done, took)
}

/// The processor's time of this process, in steps of a hundredth of a second.
fn cpu() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut words = text.rsplit(')').next()?.split_whitespace().skip(11);
    let user: f64 = words.next()?.parse().ok()?;
    let system: f64 = words.next()?.parse().ok()?;
    Some((user + system) / 100.0)
}

/// The most memory that this process ever held, in megabytes.
pub(crate) fn peak() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// Prints how long something took.
pub(crate) fn say(what: &str, took: Took) {
    let cpu = took.cpu.unwrap_or(f64::NAN);
    println!(
        "{what}: {:.2} s on the clock, {cpu:.2} s of processor's time",
        took.wall
    );
}
