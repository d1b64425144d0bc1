//! Processor time and peak memory of a process.

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Stdio};

/// What a process took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Taken {
    /// User and system time, in seconds.
    pub(crate) cpu: f64,
    /// Most memory at one time, in megabytes.
    pub(crate) peak: f64,
}

/// Runs a program several times, each in a process that waits for nothing else, and gives
/// the least time that it took: what disturbs a run only makes it longer.
pub(crate) fn program(program: &Path, arguments: &[&str], runs: usize) -> Result<Taken, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut best: Option<Taken> = None;
    for _ in 0..runs.max(1) {
        let output = Command::new(&own)
            .arg("run")
            .arg(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| error.to_string())?;
        let told: Value = serde_json::from_slice(&output.stdout)
            .map_err(|_| format!("{} could not be measured", program.display()))?;
        let number = |key: &str| told[key].as_f64().unwrap_or_default();
        let taken = Taken {
            cpu: number("cpu"),
            peak: number("peak"),
        };
        if best.is_none_or(|best| taken.cpu < best.cpu) {
            best = Some(taken);
        }
    }
    best.ok_or_else(|| "nothing was run".to_owned())
}

/// Runs a program, its output thrown away, and tells what it took.
#[cfg(unix)]
pub(crate) fn child(program: &str, arguments: &[&str]) -> Result<Value, String> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let status = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        // bibutils counts aloud.
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("{program} could not be started: {error}."))?;
    // Exit code 3 of diglot: done in part.
    if !matches!(status.code(), Some(0 | 3)) {
        return Err(format!("{program} failed: {status}."));
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // Linux counts in kilobytes.
    Ok(json!({ "cpu": micros as f64 / 1e6, "peak": usage.max_rss() as f64 / 1024.0 }))
}

/// Elsewhere nobody has needed it yet.
#[cfg(not(unix))]
pub(crate) fn child(program: &str, _: &[&str]) -> Result<Value, String> {
    Err(format!("{program} cannot be measured on this system."))
}
