//! Our readers alone, with the allocator of the program: `diglot-read read|write FORMAT FILE`.
//!
//! A program has one allocator. The peers are measured with the system's, as they come.

#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it prints a number, or what went wrong"
)]

#[path = "../own.rs"]
mod own;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let read = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["read", format, file] => own::read(format, file.as_ref(), false),
        ["write", format, file] => own::read(format, file.as_ref(), true),
        _ => Err("diglot-read read|write FORMAT FILE".to_owned()),
    };
    match read {
        Ok(count) => {
            println!("{count}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("diglot-read: {message}");
            ExitCode::from(2)
        }
    }
}
