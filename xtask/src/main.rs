//! `cargo xtask`: everything that is done with this repository besides writing it.
//!
//! It depends on as little as possible, so that the first command on a new machine starts soon.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks on its standard streams"
)]

mod architecture;
mod bench;
mod bindings;
mod check;
mod failure;
mod fuzz;
mod interface;
mod licences;
mod metadata;
mod package;
mod process;
mod run;
mod screenshot;
mod screenshots;
mod setup;
mod spdx;
mod test;
mod workspace;

use std::process::ExitCode;

use failure::Failure;
use setup::Consent;

const HELP: &str = "\
cargo xtask COMMAND

  run [--release] [--keep] [-- FILE…]
                 set up what is missing, build Diglot and open its window with the files;
                 without a display it takes a screenshot and says where (--keep stays open)
  test [rust|ui|e2e]
                 set up what is missing and run every test, or those of one part
  check          everything else that CI wants: formats, lints, types, bindings, architecture, licences
  bindings [--check]
                 write the TypeScript of the wire types, or say whether it is up to date
  package        build the .deb for this machine
  screenshots [--all]
                 pictures of the window in all its states, into docs/screenshots;
                 --all makes each in every size, theme and language
  bench AREA [--records N] [--bibutils-records N]
                 measure an area (window, convert) as built for release; never part of the
                 tests. The numbers are of the files that `convert` reads

  fuzz [TARGET…] [--seconds N] [--seed S]
                 throw broken input at everything that reads, for 30 seconds in all; findings
                 are kept as files that a test tries again for ever

  --yes          install missing system packages without asking
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the command line and runs what it names.
fn dispatch(arguments: &[String]) -> Result<(), Failure> {
    let (own, files) = split_at_double_dash(arguments);
    let (own, numbers) = take_numbers(own)?;
    let (flags, words): (Vec<&str>, Vec<&str>) =
        own.into_iter().partition(|word| word.starts_with("--"));
    let named: Vec<&str> = numbers.iter().map(|(flag, _)| *flag).collect();
    match words.first() {
        Some(&"bench") => allow(&named, &["--records", "--bibutils-records"])?,
        Some(&"fuzz") => allow(&named, &["--seconds", "--seed"])?,
        _ => allow(&named, &[])?,
    }
    let consent = Consent::from_flag(flags.contains(&"--yes"));
    let has = |flag: &str| flags.contains(&flag);
    match words.as_slice() {
        ["run"] => {
            allow(&flags, &["--yes", "--release", "--keep"])?;
            run::run(&run::Options {
                files: files.to_vec(),
                release: has("--release"),
                keep: has("--keep"),
                consent,
            })
        }
        ["test", parts @ ..] => {
            allow(&flags, &["--yes"])?;
            test::test(parts, consent)
        }
        ["check"] => {
            allow(&flags, &["--yes"])?;
            check::check(consent)
        }
        ["bindings"] => {
            allow(&flags, &["--check"])?;
            if has("--check") {
                bindings::check()
            } else {
                bindings::write()
            }
        }
        ["package"] => {
            allow(&flags, &["--yes"])?;
            package::package(consent)
        }
        ["screenshots"] => {
            allow(&flags, &["--all", "--yes"])?;
            screenshots::screenshots(has("--all"), consent)
        }
        ["bench", areas @ ..] => {
            allow(&flags, &["--yes"])?;
            bench::bench(areas, &numbers, consent)
        }
        ["fuzz", targets @ ..] => {
            allow(&flags, &["--yes"])?;
            fuzz::fuzz(targets, &numbers)
        }
        [] | ["help"] => {
            print!("{HELP}");
            Ok(())
        }
        [other, ..] => Err(Failure::new(format!("`{other}` is not a command."), HELP)),
    }
}

/// Takes the flags with a number, and their numbers, out of a command line.
fn take_numbers(words: &[String]) -> Result<(Vec<&str>, bench::Numbers<'_>), Failure> {
    let (mut rest, mut numbers) = (Vec::new(), Vec::new());
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        if !matches!(
            word,
            "--records" | "--bibutils-records" | "--seconds" | "--seed"
        ) {
            rest.push(word);
            continue;
        }
        let number = words
            .next()
            .filter(|n| n.parse::<u32>().is_ok_and(|n| n > 0));
        let number = number
            .ok_or_else(|| Failure::new(format!("`{word}` needs a number behind it."), HELP))?;
        numbers.push((word, number));
    }
    Ok((rest, numbers))
}

/// Refuses flags that a command does not have, rather than ignoring them.
fn allow(given: &[&str], known: &[&str]) -> Result<(), Failure> {
    match given.iter().find(|flag| !known.contains(flag)) {
        Some(flag) => Err(Failure::new(
            format!("This command has no flag `{flag}`."),
            HELP,
        )),
        None => Ok(()),
    }
}

/// What stands before and after `--`.
fn split_at_double_dash(arguments: &[String]) -> (&[String], &[String]) {
    match arguments.iter().position(|word| word == "--") {
        Some(at) => (&arguments[..at], &arguments[at + 1..]),
        None => (arguments, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_commands_and_flags_are_refused() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(
            dispatch(&words("tset"))
                .unwrap_err()
                .to_string()
                .contains("tset")
        );
        assert!(
            dispatch(&words("bindings --keep"))
                .unwrap_err()
                .to_string()
                .contains("--keep")
        );
    }

    #[test]
    fn numbers_stand_behind_their_flags() {
        let words: Vec<String> = ["bench", "convert", "--records", "500"]
            .map(str::to_owned)
            .into();
        let (rest, numbers) = take_numbers(&words).unwrap();
        assert_eq!(rest, ["bench", "convert"]);
        assert_eq!(numbers, [("--records", "500")]);
        for wrong in [&words[..3], &["--records".to_owned(), "many".to_owned()]] {
            assert!(take_numbers(wrong).is_err());
        }
        for elsewhere in [
            ["check", "--records", "5"],
            ["fuzz", "--records", "5"],
            ["bench", "--seed", "5"],
        ] {
            let elsewhere = elsewhere.map(str::to_owned);
            let refused = dispatch(&elsewhere).unwrap_err().to_string();
            assert!(refused.contains("no flag"), "{refused}");
        }
    }

    #[test]
    fn files_stand_after_two_dashes() {
        let words: Vec<String> = ["run", "--", "--odd name.ris"].map(str::to_owned).into();
        assert_eq!(split_at_double_dash(&words).1, ["--odd name.ris"]);
    }
}
