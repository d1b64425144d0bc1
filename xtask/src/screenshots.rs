//! `cargo xtask screenshots`: pictures of the window in all its states, for docs/screenshots.

use crate::failure::Failure;
use crate::process::{announce, cargo, command, run};
use crate::setup::{self, Consent, Need};
use crate::{interface, workspace};

/// Builds the window and drives it through its states on a screen of its own; `all` keeps every variant.
pub(crate) fn screenshots(all: bool, consent: Consent) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "Windows are driven on Linux only.",
            "Run this on a machine with Linux.",
        ));
    }
    // Headless brings the tool that makes the pictures small.
    setup::system(&[Need::Build, Need::Drive, Need::Headless], consent)?;
    interface::build()?;
    announce("Compiling");
    run(
        cargo().args(["build", "--package", "diglot-desktop"]),
        "Mend what the compiler says above.",
    )?;
    setup::node_packages("e2e")?;
    setup::web_driver()?;
    announce("Pictures");
    let mut pictures = command("xvfb-run");
    pictures
        .args([
            "-a",
            "-s",
            "-screen 0 1920x1200x24",
            "dbus-run-session",
            "--",
            "node",
            "e2e/screenshots.mjs",
        ])
        .args(all.then_some("--all"))
        .env("DIGLOT_APP", workspace::binary("debug", "diglot-desktop"));
    run(
        &mut pictures,
        "Look at the pictures whose names begin with “failed-” in docs/screenshots.",
    )
}
