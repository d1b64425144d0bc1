//! `cargo xtask test`: the tests of the Rust crates, of the interface, and of the whole program in a real window.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::process::{announce, cargo, command, npm, run};
use crate::setup::{self, Consent, Need};
use crate::{interface, workspace};

/// The parts, in the order in which they run: what breaks early is told early.
const PARTS: [&str; 3] = ["rust", "ui", "e2e"];

/// Runs the named parts, or all. Each part runs even when one before it failed.
pub(crate) fn test(parts: &[&str], consent: Consent) -> Result<(), Failure> {
    if let Some(other) = parts.iter().find(|part| !PARTS.contains(part)) {
        return Err(Failure::new(
            format!("`{other}` is not a part of the tests."),
            format!("Name some of: {}.", PARTS.join(", ")),
        ));
    }
    let wanted = |part: &str| parts.is_empty() || parts.contains(&part);
    prepare(wanted("rust"), wanted("e2e"), consent)?;
    let mut counts = Vec::new();
    if wanted("rust") {
        counts.push(rust()?);
    }
    if wanted("ui") {
        counts.push(ui()?);
    }
    if wanted("e2e") {
        counts.extend(e2e()?);
    }
    println!();
    for count in &counts {
        println!(
            "{}: {} passed, {} failed",
            count.part, count.passed, count.failed
        );
    }
    if counts.iter().all(Count::is_good) {
        return Ok(());
    }
    Err(Failure::new(
        "Some tests failed.",
        "Their names and reasons stand above; run one part with `cargo xtask test PART`.",
    ))
}

/// Installs what these parts need and compiles everything once, with one profile and one set of features.
fn prepare(rust: bool, e2e: bool, consent: Consent) -> Result<(), Failure> {
    if rust || e2e {
        let needs: &[Need] = if e2e {
            &[Need::Build, Need::Drive]
        } else {
            &[Need::Build]
        };
        setup::system(needs, consent)?;
        // Before Rust: the pages are embedded in the binary that the window's tests drive.
        interface::build()?;
        announce("Compiling");
        let mut build = cargo();
        build.arg("build");
        if rust {
            build.args(["--workspace", "--lib", "--bins", "--tests"]);
        } else {
            build.args(["--package", "diglot-desktop", "--package", "diglot-cli"]);
        }
        run(&mut build, "Mend what the compiler says above.")?;
    }
    setup::node_packages("ui")?;
    if e2e && can_drive() {
        setup::node_packages("e2e")?;
        setup::web_driver()?;
        interface::gallery()?;
    }
    Ok(())
}

fn rust() -> Result<Count, Failure> {
    announce("Rust");
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--no-fail-fast"]);
    counted("rust", &mut tests, of_cargo)
}

fn ui() -> Result<Count, Failure> {
    announce("Interface");
    counted(
        "interface",
        npm("ui")
            .args(["run", "--silent", "test"])
            .env("NO_COLOR", "1"),
        of_vitest,
    )
}

/// Drives the built program in a window of its own screen, so that nobody is disturbed and nobody disturbs.
fn e2e() -> Result<Option<Count>, Failure> {
    announce("Window");
    if !can_drive() {
        println!("Windows are driven on Linux only; skipped here.");
        return Ok(None);
    }
    let mut tests = command("xvfb-run");
    tests
        .args([
            "-a",
            "-s",
            // Room for a window of a full screen and, beside it, the one that things are dragged from.
            "-screen 0 1920x1200x24",
            "dbus-run-session",
            "--",
            "node",
            "--test",
            // There is one pointer, one keyboard and one clipboard.
            "--test-concurrency=1",
            "--test-reporter=spec",
        ])
        .args(end_to_end_files()?)
        .env("DIGLOT_APP", workspace::binary("debug", "diglot-desktop"))
        .env("DIGLOT_CLI", workspace::binary("debug", "diglot"))
        .env("NO_COLOR", "1");
    counted("window", &mut tests, of_node).map(Some)
}

fn can_drive() -> bool {
    cfg!(target_os = "linux")
}

fn end_to_end_files() -> Result<Vec<PathBuf>, Failure> {
    let folder = workspace::root().join("e2e");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(|error| {
            Failure::new(
                format!("e2e/ could not be read: {error}."),
                "Restore it with git.",
            )
        })?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    Ok(files)
}

/// How a part went.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    part: &'static str,
    passed: u64,
    failed: u64,
    /// The runner's own verdict: it also fails when a test could not even be compiled or counted.
    runner_failed: bool,
}

impl Count {
    /// Whether tests ran and none failed.
    fn is_good(&self) -> bool {
        !self.runner_failed && self.failed == 0 && self.passed > 0
    }
}

/// Runs a test runner with its output in view, and counts what its closing lines say.
fn counted(
    part: &'static str,
    runner: &mut Command,
    read: fn(&str) -> Option<(u64, u64)>,
) -> Result<Count, Failure> {
    let name = runner.get_program().to_string_lossy().into_owned();
    let not_run = |error: std::io::Error| {
        Failure::new(
            format!("`{name}` could not be run: {error}."),
            format!("Install `{name}` and try again."),
        )
    };
    let mut child = runner
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(not_run)?;
    let mut count = Count {
        part,
        ..Count::default()
    };
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|out| BufReader::new(out).split(b'\n'))
    {
        let bytes = line.map_err(not_run)?;
        let line = String::from_utf8_lossy(&bytes);
        println!("{line}");
        if let Some((passed, failed)) = read(line.trim()) {
            count.passed += passed;
            count.failed += failed;
        }
    }
    count.runner_failed = !child.wait().map_err(not_run)?.success();
    Ok(count)
}

/// `test result: ok. 12 passed; 0 failed; …`, once per binary.
fn of_cargo(line: &str) -> Option<(u64, u64)> {
    let rest = line.strip_prefix("test result: ")?;
    Some((before(rest, " passed")?, before(rest, " failed")?))
}

/// `Tests  1 failed | 13 passed (14)`.
fn of_vitest(line: &str) -> Option<(u64, u64)> {
    let rest = line.strip_prefix("Tests ")?;
    Some((
        before(rest, " passed").unwrap_or(0),
        before(rest, " failed").unwrap_or(0),
    ))
}

/// `ℹ pass 2` and `ℹ fail 0`, a line each.
fn of_node(line: &str) -> Option<(u64, u64)> {
    let rest = line.strip_prefix("ℹ ")?;
    if let Some(passed) = rest.strip_prefix("pass ") {
        return Some((passed.parse().ok()?, 0));
    }
    Some((0, rest.strip_prefix("fail ")?.parse().ok()?))
}

/// The number that stands right before a word.
fn before(line: &str, word: &str) -> Option<u64> {
    line.split_once(word)?
        .0
        .rsplit(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_counted() {
        let cargo =
            "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(of_cargo(cargo), Some((12, 3)));
        assert_eq!(of_cargo("running 3 tests"), None);
        assert_eq!(of_vitest("Tests  1 failed | 13 passed (14)"), Some((13, 1)));
        assert_eq!(of_vitest("Tests  14 passed (14)"), Some((14, 0)));
        assert_eq!(of_vitest("Test Files  4 passed (4)"), None);
        assert_eq!(of_node("ℹ pass 2"), Some((2, 0)));
        assert_eq!(of_node("ℹ fail 1"), Some((0, 1)));
        assert_eq!(of_node("ℹ tests 3"), None);
    }

    #[test]
    fn no_test_at_all_is_no_success() {
        assert!(!Count::default().is_good());
    }
}
