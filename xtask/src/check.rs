//! `cargo xtask check`: what a change must hold besides its tests. CI runs the same.

use crate::failure::Failure;
use crate::process::{announce, cargo, node_tool, run};
use crate::setup::{self, Consent, Need};
use crate::{architecture, bindings, licences};

/// A check and the name under which it is told.
type Check = (&'static str, fn() -> Result<(), Failure>);

const CHECKS: [Check; 8] = [
    ("formatting (rustfmt)", formatting),
    ("lints (clippy)", lints),
    ("purity of the core (clippy)", purity),
    ("interface: lints and formatting (biome)", biome),
    ("interface: types (tsc)", types),
    ("bindings", bindings::check),
    ("architecture", architecture::check),
    ("licences", licences::check),
];

/// Runs every check, also after one failed, and says how each went.
pub(crate) fn check(consent: Consent) -> Result<(), Failure> {
    setup::system(&[Need::Build], consent)?;
    setup::node_packages("ui")?;
    let mut failed = 0;
    for (name, check) in CHECKS {
        announce(name);
        match check() {
            Ok(()) => println!("good"),
            Err(failure) => {
                failed += 1;
                println!("{failure}");
            }
        }
    }
    println!(
        "\nchecks: {} passed, {failed} failed",
        CHECKS.len() - failed
    );
    if failed == 0 {
        return Ok(());
    }
    Err(Failure::new(
        "Some checks failed.",
        "What to do about each stands above.",
    ))
}

fn formatting() -> Result<(), Failure> {
    run(
        cargo().args(["fmt", "--all", "--check"]),
        "Run `cargo fmt --all`. If rustfmt is missing: `rustup component add rustfmt`.",
    )
}

fn lints() -> Result<(), Failure> {
    let remedy = "Mend what clippy says above. If it is missing: `rustup component add clippy`.";
    let everything = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ];
    run(
        cargo()
            .args(everything)
            .args(["-A", "clippy::disallowed_methods"]),
        remedy,
    )
}

/// The pure crates' lists of banned methods (their `clippy.toml`) bind the libraries; tests may read their fixtures.
fn purity() -> Result<(), Failure> {
    run(
        cargo().args([
            "clippy",
            "--workspace",
            "--lib",
            "--quiet",
            "--",
            "-D",
            "clippy::disallowed_methods",
        ]),
        "Take the value as an argument instead; the crate's clippy.toml says why.",
    )
}

fn biome() -> Result<(), Failure> {
    for folder in ["ui", "e2e"] {
        run(
            node_tool("biome", folder).args(["ci", "--error-on-warnings", "."]),
            "Run `npm run fix` in ui/ and mend by hand what it leaves.",
        )?;
    }
    Ok(())
}

fn types() -> Result<(), Failure> {
    run(
        node_tool("tsc", "ui").arg("--noEmit"),
        "Mend what the compiler says above.",
    )
}
