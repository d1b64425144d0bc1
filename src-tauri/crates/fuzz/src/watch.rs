//! The process that starts the workers, outlives their crashes and adds up what they say.

use crate::regressions;
use crate::targets::Target;
use crate::work::{HANGS, current};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What one worker, or all of them, came to.
#[derive(Debug, Default)]
struct Sum {
    targets: u64,
    inputs: u64,
    kinds: u64,
    findings: u64,
}

/// Fuzzes the targets for a time together; whether nothing was found.
pub(crate) fn run(targets: &[Target], seed: u64, time: Duration) -> Result<bool, String> {
    let began = Instant::now();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = workers.min(targets.len());
    let slice = time * u32::try_from(workers).unwrap_or(1)
        / u32::try_from(targets.len()).unwrap_or(u32::MAX).max(1);
    let sum = Mutex::new(Sum::default());
    let results: Vec<Result<(), String>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|worker| {
                let names = targets.iter().skip(worker).step_by(workers);
                let names: VecDeque<&str> = names.map(|target| target.name.as_str()).collect();
                let sum = &sum;
                scope.spawn(move || all_of(names, seed, slice, sum))
            })
            .collect();
        let ended = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        ended
            .map(|result| result.unwrap_or_else(|_| Err("a watcher panicked".to_owned())))
            .collect()
    });
    results.into_iter().collect::<Result<Vec<()>, String>>()?;
    let sum = sum.into_inner().unwrap_or_else(PoisonError::into_inner);
    println!(
        "fuzz: {} targets, {} inputs of {} kinds, {} findings, seed {seed}, {} s",
        sum.targets,
        sum.inputs,
        sum.kinds,
        sum.findings,
        began.elapsed().as_secs()
    );
    Ok(sum.findings == 0)
}

/// Lets workers fuzz these targets, a new one for the rest after each crash.
fn all_of(
    mut names: VecDeque<&str>,
    seed: u64,
    slice: Duration,
    sum: &Mutex<Sum>,
) -> Result<(), String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    while !names.is_empty() {
        let mut child = Command::new(&own)
            .args(["work", &seed.to_string(), &slice.as_millis().to_string()])
            .args(&names)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let output = child.stdout.take();
        for line in output
            .into_iter()
            .flat_map(|out| BufReader::new(out).lines())
        {
            let line = line.map_err(|error| error.to_string())?;
            listen(&line, &mut names, sum);
        }
        let status = child.wait().map_err(|error| error.to_string())?;
        if status.success() {
            break;
        }
        // The worker is gone: its last input did it.
        let Some(name) = names.pop_front() else { break };
        let note = current(child.id());
        let input = std::fs::read(&note)
            .map_err(|error| format!("{name} ended with {status} before any input: {error}"))?;
        let _ = std::fs::remove_file(note);
        let file = regressions::keep(name, &input)?;
        let how = if status.code() == Some(HANGS) {
            "hangs".to_owned()
        } else {
            format!("ends the process: {status}")
        };
        println!("{name}: {how}\n    {}", file.display());
        let mut sum = sum.lock().unwrap_or_else(PoisonError::into_inner);
        sum.findings += 1;
        sum.targets += 1;
    }
    Ok(())
}

/// Takes down what a worker says.
fn listen(line: &str, names: &mut VecDeque<&str>, sum: &Mutex<Sum>) {
    let mut sum = sum.lock().unwrap_or_else(PoisonError::into_inner);
    let words: Vec<&str> = line.split(' ').collect();
    match words.as_slice() {
        ["done", _, inputs, kinds] => {
            names.pop_front();
            sum.targets += 1;
            sum.inputs += inputs.parse::<u64>().unwrap_or(0);
            sum.kinds += kinds.parse::<u64>().unwrap_or(0);
        }
        ["found", name, file, ..] => {
            sum.findings += 1;
            let rest = words[3..].join(" ");
            println!("{name}: {rest}\n    {file}");
        }
        _ => {}
    }
}
