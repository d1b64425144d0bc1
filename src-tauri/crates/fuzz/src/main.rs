//! Throws broken input at everything that reads what somebody else wrote.
//!
//! Samples of the repository are changed at random, from a seed, so that a run can be
//! repeated; an input that shows something new is changed further. A panic, a crash, a
//! hang, too much memory, or a promise that is not kept, is a finding: its input is made
//! small and kept under `regressions/`, where a test tries it again for ever.
//!
//! Everything runs in processes of their own, for a stack that is used up cannot be caught.
//! Nothing that is shipped depends on this crate.

#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it says what it does and finds"
)]

mod attempt;
mod corpus;
mod mutate;
mod regressions;
mod targets;
mod watch;
mod work;

use std::process::ExitCode;
use std::time::Duration;

const HELP: &str = "\
diglot-fuzz [TARGET…] [--seconds N] [--seed S]
    fuzzes the targets, all when none is named, for so many seconds together
    (30 unless told); the beginning of a name stands for all that begin so
diglot-fuzz list
    prints the names of the targets
diglot-fuzz try TARGET FILE
    gives one input to one target
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("diglot-fuzz: {message}");
            ExitCode::from(2)
        }
    }
}

/// Carries out a command line; whether nothing was found.
fn dispatch(arguments: &[String]) -> Result<bool, String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["help" | "--help"] => {
            print!("{HELP}");
            Ok(true)
        }
        ["list"] => {
            for target in targets::all() {
                println!("{}", target.name);
            }
            Ok(true)
        }
        ["try", name, file] => {
            let target = chosen(&[(*name).to_owned()])?.remove(0);
            let input = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
            println!("{:?}", attempt::attempt(&target, &input));
            Ok(true)
        }
        ["work", seed, millis, names @ ..] => {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            let targets = chosen(&names)?;
            let slice = Duration::from_millis(number(millis)?);
            work::on_a_thread(targets, number(seed)?, slice)?;
            Ok(true)
        }
        _ => {
            let (mut names, mut seconds, mut seed) = (Vec::new(), 30, 1);
            let mut words = words.into_iter();
            while let Some(word) = words.next() {
                match word {
                    "--seconds" => seconds = number(words.next().unwrap_or_default())?,
                    "--seed" => seed = number(words.next().unwrap_or_default())?,
                    _ => names.push(word.to_owned()),
                }
            }
            watch::run(&chosen(&names)?, seed, Duration::from_secs(seconds))
        }
    }
}

fn number(word: &str) -> Result<u64, String> {
    word.parse()
        .map_err(|_| format!("“{word}” is no number.\n{HELP}"))
}

/// The targets of these names or beginnings of names; all when there are none.
fn chosen(names: &[String]) -> Result<Vec<targets::Target>, String> {
    let all = targets::all();
    if names.is_empty() {
        return Ok(all);
    }
    let mut chosen = Vec::new();
    for name in names {
        let exact = all.iter().any(|target| target.name == *name);
        let before = chosen.len();
        chosen.extend(
            all.iter()
                .filter(|target| {
                    if exact {
                        target.name == *name
                    } else {
                        target.name.starts_with(name.as_str())
                    }
                })
                .cloned(),
        );
        if chosen.len() == before {
            return Err(format!(
                "there is no target “{name}”; `diglot-fuzz list` names them."
            ));
        }
    }
    Ok(chosen)
}
