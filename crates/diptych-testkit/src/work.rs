//! How much work something is, whatever else the machine does.

use std::time::{Duration, Instant};

/// How often each size is tried; the least counts.
const TRIES: usize = 3;
/// How much longer the larger input is.
const TIMES: usize = 4;
/// How much more work it may be: linear growth is four, quadratic sixteen.
const MOST: u32 = 8;
/// Work that is too little to compare.
const LITTLE: Duration = Duration::from_millis(4);

/// A stretch of work of the thread that began it.
#[derive(Debug, Clone, Copy)]
pub struct Work {
    begun: Instant,
    on_processor: Option<Duration>,
}

impl Work {
    /// Begins to count.
    pub fn begin() -> Self {
        Self {
            begun: Instant::now(),
            on_processor: on_processor(),
        }
    }

    /// The time that this thread had a processor since; where the system does not tell, the time
    /// that has gone by.
    pub fn spent(&self) -> Duration {
        match (on_processor(), self.on_processor) {
            // Systems that do not count say nought for ever.
            (Some(now), Some(begun)) if !now.is_zero() => now.saturating_sub(begun),
            _ => self.begun.elapsed(),
        }
    }
}

/// How long this thread has run so far, as Linux tells it.
fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let spent: u64 = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(spent))
}

/// Holds that the work of `run` grows with its input and no faster: four times the length may be at
/// most eight times the work. `make` gives an input of a length; making it does not count. `run`
/// must stay on its thread.
///
/// # Panics
/// Where it grows faster, with both figures.
pub fn assert_linear<T>(
    what: &str,
    length: usize,
    mut make: impl FnMut(usize) -> T,
    mut run: impl FnMut(&T),
) {
    let mut least = |length: usize| {
        let input = make(length);
        let tries = (0..TRIES).map(|_| {
            let work = Work::begin();
            run(&input);
            work.spent()
        });
        tries.min().unwrap_or_default()
    };
    let (short, long) = (least(length / TIMES), least(length));
    assert!(
        long <= short.max(LITTLE) * MOST,
        "{what}: {short:?} of work for a length of {}, {long:?} for {length}",
        length / TIMES
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hint::black_box;

    fn spin(steps: usize) {
        for step in 0..steps {
            black_box(step);
        }
    }

    #[test]
    fn linear_work_passes_and_quadratic_does_not() {
        let make = |length| length;
        assert_linear("linear", 2_000_000, make, |length| spin(*length));
        let quadratic = || assert_linear("quadratic", 8_000, make, |length| spin(length * length));
        assert!(std::panic::catch_unwind(quadratic).is_err());
    }

    #[test]
    fn sleeping_is_no_work_where_the_system_tells() {
        let work = Work::begin();
        std::thread::sleep(Duration::from_millis(60));
        let spent = work.spent();
        assert!(spent < Duration::from_millis(30) || on_processor().is_none());
    }
}
