//! One process that fuzzes target after target and says on its standard output what it
//! does, for the process that watches it.

use crate::attempt::{attempt, shrunk, spent};
use crate::corpus::Corpus;
use crate::mutate::mutate;
use crate::regressions;
use crate::targets::Target;
use fastrand::Rng;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The code that a process ends with when an input does not come to an end.
pub(crate) const HANGS: i32 = 77;

/// How much processor time an input gets before it is said to hang.
const PATIENCE: Duration = Duration::from_mins(1);

/// As much stack as the program's own threads have, in bytes.
const STACK: usize = 2 << 20;

/// How much memory the process may ask for, in bytes.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 4 << 30;

/// How many inputs that showed something new are kept for each target.
const LIVE: usize = 2000;

/// How much is told of what is wrong, in characters.
const TOLD: usize = 600;

/// Where a process writes down the input that it is about to try.
pub(crate) fn current(process: u32) -> PathBuf {
    std::env::temp_dir().join(format!("diglot-fuzz-{process}"))
}

/// Fuzzes each target for a time.
pub(crate) fn on_a_thread(targets: Vec<Target>, seed: u64, slice: Duration) -> Result<(), String> {
    #[cfg(target_os = "linux")]
    {
        use nix::sys::resource::{Resource, setrlimit};
        setrlimit(Resource::RLIMIT_AS, MEMORY, MEMORY).map_err(|error| error.to_string())?;
    }
    let attempts = Arc::new(AtomicU64::new(0));
    let watched = Arc::clone(&attempts);
    std::thread::spawn(move || watch(&watched));
    let worker = std::thread::Builder::new().stack_size(STACK);
    let work = move || {
        let corpus = Corpus::read();
        for target in &targets {
            println!("target {}", target.name);
            Fuzzing::new(target, &corpus, &attempts, seed).run(slice)?;
        }
        Ok(())
    };
    let worker = worker.spawn(work).map_err(|error| error.to_string())?;
    worker
        .join()
        .unwrap_or_else(|_| Err("the fuzzer itself panicked".to_owned()))
}

/// Ends the process when the number of attempts stands still while time is spent.
fn watch(attempts: &AtomicU64) {
    let (mut last, mut since) = (0, spent());
    loop {
        std::thread::sleep(Duration::from_millis(500));
        let now = attempts.load(Ordering::Relaxed);
        if now != last {
            (last, since) = (now, spent());
        } else if spent().saturating_sub(since) > PATIENCE {
            std::process::exit(HANGS);
        }
    }
}

struct Fuzzing<'t> {
    target: &'t Target,
    samples: Vec<&'t [u8]>,
    attempts: &'t AtomicU64,
    seed: u64,
    current: PathBuf,
    live: Vec<Vec<u8>>,
    seen: HashSet<u64>,
    found: HashSet<String>,
    tried: u64,
}

impl<'t> Fuzzing<'t> {
    fn new(target: &'t Target, corpus: &'t Corpus, attempts: &'t AtomicU64, seed: u64) -> Self {
        // Each target has a sequence of its own, whichever others are fuzzed.
        let name = target.name.bytes().fold(seed, |hash, byte| {
            hash.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte)
        });
        Self {
            target,
            samples: target.samples(corpus),
            attempts,
            seed: name,
            current: current(std::process::id()),
            live: Vec::new(),
            seen: HashSet::new(),
            found: HashSet::new(),
            tried: 0,
        }
    }

    fn run(mut self, slice: Duration) -> Result<(), String> {
        let until = Instant::now() + slice;
        let mut first = self.samples.clone();
        Rng::with_seed(self.seed).shuffle(&mut first);
        // Half of the time at most for what stands there unchanged.
        let half = Instant::now() + slice / 2;
        for sample in first {
            if Instant::now() < half {
                self.input(sample.to_vec())?;
            }
        }
        while Instant::now() < until {
            let mut rng = Rng::with_seed(self.seed.wrapping_add(self.tried));
            let from = if rng.bool() {
                rng.choice(&self.live).map(Vec::as_slice)
            } else {
                rng.choice(&self.samples).copied()
            };
            let mut input = from.unwrap_or_default().to_vec();
            mutate(&mut input, &self.samples, &mut rng);
            self.input(input)?;
        }
        let _ = std::fs::remove_file(&self.current);
        println!(
            "done {} {} {}",
            self.target.name,
            self.tried,
            self.seen.len()
        );
        Ok(())
    }

    /// Tries an input, and keeps it when it shows something new or something wrong.
    fn input(&mut self, input: Vec<u8>) -> Result<(), String> {
        std::fs::write(&self.current, &input).map_err(|error| error.to_string())?;
        self.attempts.fetch_add(1, Ordering::Relaxed);
        self.tried += 1;
        match attempt(self.target, &input) {
            Ok(seen) => {
                if self.seen.insert(seen) && self.live.len() < LIVE {
                    self.live.push(input);
                }
            }
            Err(fault) => {
                if self.found.insert(fault.place.clone()) {
                    let small = shrunk(self.target, &input, &fault.place);
                    let file = regressions::keep(&self.target.name, &small)?;
                    let message = fault.message.replace(['\n', '\r'], " ");
                    let message: String = message.chars().take(TOLD).collect();
                    println!(
                        "found {} {} at {}: {message}",
                        self.target.name,
                        file.display(),
                        fault.place
                    );
                }
            }
        }
        Ok(())
    }
}
