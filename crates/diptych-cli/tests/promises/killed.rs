//! Killed at any moment: the file opens, is whole, and goes on to the same end.

use std::process::Stdio;
use std::time::{Duration, Instant};

use super::desk::{Desk, said};

/// Takes in every source and compares.
const INTAKE: [&str; 4] = ["compare", ".", "--no-model", "-q"];

/// Kills the intake of so many sources so many times, each in a new case, at moments spread over
/// the whole of a run in an order that looks thrown. Gives how many were killed before the end.
fn kill(sources: usize, times: usize) -> usize {
    let whole = Desk::new(sources);
    let start = Instant::now();
    whole.done(&INTAKE);
    let length = start.elapsed();
    let end = whole.everything();
    let mut cut = 0;
    for time in 0..times {
        let desk = Desk::new(sources);
        let mut child = desk
            .command(&INTAKE)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The fractions of a multiple of the golden ratio lie nowhere close together.
        let part = (time as f64 + 0.5) * 0.618_033_988_75 % 1.0;
        std::thread::sleep(Duration::from_secs_f64(length.as_secs_f64() * part));
        // SIGKILL: nothing of the program runs after it.
        child.kill().unwrap();
        if !child.wait().unwrap().success() {
            cut += 1;
        }
        let doctor = desk.run(&["doctor", "."]);
        assert!(
            doctor.status.success(),
            "killed at {part:.3} of {length:?}: {}{}",
            String::from_utf8_lossy(&doctor.stdout),
            said(&doctor)
        );
        desk.done(&INTAKE);
        assert_eq!(desk.everything(), end, "killed at {part:.3} of {length:?}");
    }
    cut
}

#[test]
fn an_intake_that_is_killed_goes_on_to_the_same_end() {
    assert!(kill(60, 10) > 0, "none was killed before its end");
}

/// The whole of the promise: `cargo test --release -p diptych-cli --test promises -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn an_intake_of_300_sources_killed_200_times_goes_on_to_the_same_end() {
    let cut = kill(300, 200);
    println!(
        "200 runs over 300 sources: {cut} killed before their end, all went on to the same end"
    );
    assert!(cut >= 150, "{cut}");
}
