//! Measures reading and converting beside other programs, on files that it invents.
//!
//! `cargo xtask bench convert` builds and starts it. Every figure is the processor time and
//! the peak memory of a process of its own, peers in the same run: figures of different
//! runs, let alone machines, say nothing about each other.
//!
//! The peers are linked here and nowhere else; nothing that is shipped depends on this crate.

#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it prints a table, and what went wrong"
)]

mod align;
mod corpus;
mod formats;
mod measure;
mod own;
mod paper;
mod read;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
diglot-bench all --diglot PROGRAM --folder FOLDER [--records N] [--bibutils-records N]
    writes the files and measures everything; fails when a limit is passed
diglot-bench generate --folder FOLDER [--records N]
    writes the files alone
diglot-bench read READER FORMAT FILE
    reads a file once (readers: diglot, minimal, biblib, biblatex)
diglot-bench align FOLDER
    aligns the sets of a folder; fails when a limit is passed
diglot-bench run PROGRAM ARGUMENT…
    runs a program and prints its processor time and peak memory as JSON
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("diglot-bench: {message}");
            ExitCode::from(2)
        }
    }
}

/// Carries out a command line; whether every limit was kept.
fn dispatch(arguments: &[String]) -> Result<bool, String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["all", options @ ..] => {
            let options = Options::parse(options)?;
            let files = corpus::write(&options.folder, options.records)?;
            let fewer = corpus::write(&options.folder, options.bibutils_records)?;
            report::all(&options, &files, &fewer)
        }
        ["generate", options @ ..] => {
            let options = Options::parse(options)?;
            corpus::write(&options.folder, options.records)?;
            Ok(true)
        }
        ["read", reader, format, file] => {
            println!("{}", read::read(reader, format, file.as_ref())?);
            Ok(true)
        }
        ["align", folder] => align::all(folder.as_ref()),
        ["run", program, arguments @ ..] => {
            println!("{}", measure::child(program, arguments)?);
            Ok(true)
        }
        _ => Err(format!("this is no command.\n{HELP}")),
    }
}

/// What `all` and `generate` are told.
struct Options {
    /// The `diglot` to measure.
    diglot: PathBuf,
    /// Where the files go; it is kept for the next run.
    folder: PathBuf,
    records: usize,
    /// How many records bibutils gets, which needs more than linear time.
    bibutils_records: usize,
}

impl Options {
    fn parse(words: &[&str]) -> Result<Self, String> {
        let mut options = Self {
            diglot: PathBuf::new(),
            folder: PathBuf::new(),
            records: 100_000,
            bibutils_records: 100_000,
        };
        let mut fewer = None;
        for pair in words.chunks(2) {
            let [name, value] = pair else {
                return Err(format!("`{}` needs a value.", pair[0]));
            };
            let number = || {
                let number = value.parse().ok().filter(|n| *n > 0);
                number.ok_or_else(|| format!("`{value}` is no number of records."))
            };
            match *name {
                "--diglot" => options.diglot = value.into(),
                "--folder" => options.folder = value.into(),
                "--records" => options.records = number()?,
                "--bibutils-records" => fewer = Some(number()?),
                name => return Err(format!("there is no option `{name}`.\n{HELP}")),
            }
        }
        options.bibutils_records =
            fewer.unwrap_or_else(|| options.bibutils_records.min(options.records));
        Ok(options)
    }
}
