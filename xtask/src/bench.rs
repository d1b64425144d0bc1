//! `cargo xtask bench`: how fast the program is, beside something to compare it with in the same run.
//!
//! Figures depend on the machine and on what else it does, so none of this belongs to the tests or to CI.

use std::process::Command;

use crate::failure::Failure;
use crate::process::{announce, cargo, command, run};
use crate::setup::{self, Consent, Need};
use crate::{interface, workspace};

/// Flags of the command line with their numbers, such as `--records`.
pub(crate) type Numbers<'a> = Vec<(&'a str, &'a str)>;

/// An area of the program: its name, what it measures, and how.
struct Area {
    name: &'static str,
    what: &'static str,
    measure: fn(&Numbers<'_>, Consent) -> Result<(), Failure>,
}

const AREAS: &[Area] = &[
    Area {
        name: "window",
        what: "the first window, and what holds the page up with 10,000 references",
        measure: |_, consent| window(consent),
    },
    Area {
        name: "lookups",
        what: "whether the window answers at once while a thousand lookups fail",
        measure: |_, consent| lookups(consent),
    },
    Area {
        name: "convert",
        what: "reading and converting files of 100,000 records, beside other programs",
        measure: convert,
    },
    Area {
        name: "align",
        what: "aligning abstracts in two languages, beside lengths alone",
        measure: |_, _| align(),
    },
];

/// Measures the named areas.
pub(crate) fn bench(
    names: &[&str],
    numbers: &Numbers<'_>,
    consent: Consent,
) -> Result<(), Failure> {
    for area in chosen(names)? {
        announce(&format!("{}: {}", area.name, area.what));
        (area.measure)(numbers, consent)?;
    }
    Ok(())
}

/// The areas of these names. Measuring all takes long, so nobody gets that by leaving the names out.
fn chosen(names: &[&str]) -> Result<Vec<&'static Area>, Failure> {
    let list = || {
        let lines: Vec<String> = AREAS
            .iter()
            .map(|area| format!("  {}: {}", area.name, area.what))
            .collect();
        format!("Name some of the areas:\n{}", lines.join("\n"))
    };
    if names.is_empty() {
        return Err(Failure::new("Nothing to measure was named.", list()));
    }
    names
        .iter()
        .map(|name| {
            AREAS
                .iter()
                .find(|area| area.name == *name)
                .ok_or_else(|| Failure::new(format!("`{name}` is no area of the bench."), list()))
        })
        .collect()
}

/// Measures aligning on the public pairs of the shared folder.
fn align() -> Result<(), Failure> {
    let beside = workspace::root().join("../shared");
    let shared = std::env::var_os("DIGLOT_SHARED").map_or(beside, std::path::PathBuf::from);
    let folder = shared.join("corpora/alignment");
    if !folder.is_dir() {
        return Err(Failure::new(
            format!("The pairs of texts are not at {}.", folder.display()),
            "Name the folder of shared test data in DIGLOT_SHARED.",
        ));
    }
    announce("Compiling for release");
    run(
        cargo().args(["build", "--release", "--package", "diglot-bench"]),
        "Mend what the compiler says above.",
    )?;
    run(
        command(&workspace::binary("release", "diglot-bench").to_string_lossy())
            .arg("align")
            .arg(folder),
        "What passed its limit stands above; docs/performance.md says how it is measured.",
    )
}

/// The first window and everything that is done in it, beside a minimal one.
fn window(consent: Consent) -> Result<(), Failure> {
    let minimal = workspace::binary("release/examples", "minimal-window");
    let mut measuring = driven("window.mjs", &["--example", "minimal-window"], consent)?;
    run(measuring.env("DIGLOT_MINIMAL", minimal), TOO_SLOW)
}

/// The window while lookups fail in every way.
fn lookups(consent: Consent) -> Result<(), Failure> {
    run(&mut driven("lookups.mjs", &[], consent)?, TOO_SLOW)
}

const TOO_SLOW: &str = "What passed its limit stands above, with all figures; docs/performance.md says how they are taken.";

/// Builds everything as for a release, and drives it on a screen of its own by a script of
/// `e2e/bench`.
fn driven(script: &str, more: &[&str], consent: Consent) -> Result<Command, Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "Windows are driven on Linux only.",
            "Run this on a machine with Linux; docs/performance.md has figures.",
        ));
    }
    setup::system(&[Need::Build, Need::Drive], consent)?;
    interface::build()?;
    announce("Compiling for release");
    // One profile and one set of features for what is compared.
    run(
        cargo()
            .args([
                "build",
                "--release",
                "--package",
                "diglot-desktop",
                "--package",
                "diglot-cli",
                "--bins",
            ])
            .args(more),
        "Mend what the compiler says above.",
    )?;
    setup::node_packages("e2e")?;
    setup::web_driver()?;
    announce("Measuring; leave the machine alone meanwhile");
    let mut measuring = command("xvfb-run");
    measuring
        .args([
            "-a",
            "-s",
            // Room for the pointer to rest outside of the window.
            "-screen 0 1920x1200x24",
            "dbus-run-session",
            "--",
            "node",
        ])
        .arg(format!("e2e/bench/{script}"))
        .env("DIGLOT_APP", workspace::binary("release", "diglot-desktop"))
        .env("DIGLOT_CLI", workspace::binary("release", "diglot"))
        .env("DIGLOT_BENCH_OUT", workspace::target().join("bench"));
    Ok(measuring)
}

/// Builds the command line and its bench as for a release, and runs it.
fn convert(numbers: &Numbers<'_>, consent: Consent) -> Result<(), Failure> {
    if !cfg!(unix) {
        return Err(Failure::new(
            "Processor time is measured on Unix only.",
            "Run this on a machine with Linux; docs/performance.md has figures.",
        ));
    }
    setup::system(&[Need::Compare], consent)?;
    announce("Compiling for release");
    for package in ["diglot-cli", "diglot-bench"] {
        // Apart: what the peers ask of a shared package must not change what is shipped.
        run(
            cargo().args(["build", "--release", "--package", package, "--bins"]),
            "Mend what the compiler says above.",
        )?;
    }
    announce("Measuring; leave the machine alone meanwhile");
    let mut measuring = command(&workspace::binary("release", "diglot-bench").to_string_lossy());
    measuring
        .arg("all")
        .arg("--diglot")
        .arg(workspace::binary("release", "diglot"))
        .arg("--folder")
        .arg(workspace::target().join("bench"));
    for (flag, number) in numbers {
        measuring.args([flag, number]);
    }
    run(
        &mut measuring,
        "What passed its limit stands above; docs/performance.md says how the figures are taken.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_must_be_named_and_known() {
        let said = |names: &[&str]| chosen(names).err().map(|failure| failure.to_string());
        assert!(said(&[]).unwrap().contains("  window: "));
        assert!(said(&["windows"]).unwrap().contains("`windows` is no area"));
        assert!(said(&["window"]).is_none());
    }
}
