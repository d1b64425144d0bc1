//! `cargo xtask run`: builds Diglot and opens its window.

use std::process::Command;

use crate::failure::Failure;
use crate::process::{announce, cargo, run as run_command};
use crate::setup::{self, Consent, Need};
use crate::{interface, screenshot, workspace};

/// What stands on the command line.
#[derive(Debug)]
pub(crate) struct Options {
    /// Files to import, relative to where the person stands.
    pub(crate) files: Vec<String>,
    /// Build as for a release: slower to build, faster to use.
    pub(crate) release: bool,
    /// Without a display: stay open after the screenshot.
    pub(crate) keep: bool,
    /// Whether system packages may be installed unasked.
    pub(crate) consent: Consent,
}

/// Sets up, builds, and opens the window with the files. Returns when the window is closed.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let files = existing(&options.files)?;
    let display = has_display();
    let needs: &[Need] = if display {
        &[Need::Build]
    } else {
        &[Need::Build, Need::Headless]
    };
    setup::system(needs, options.consent)?;
    interface::build()?;
    announce("Diglot");
    let mut build = cargo();
    build.args([
        "build",
        "--package",
        "diglot-desktop",
        "--package",
        "diglot-cli",
    ]);
    if options.release {
        build.arg("--release");
    }
    run_command(&mut build, "Mend what the compiler says above.")?;
    let mut window = Command::new(workspace::binary(
        if options.release { "release" } else { "debug" },
        "diglot-desktop",
    ));
    window.args(&files);
    if display {
        announce("The window is open; close it to end");
        return run_command(
            &mut window,
            "Start it again with RUST_BACKTRACE=1 and read what it says.",
        );
    }
    screenshot::of_window(&mut window, options.keep)
}

/// Whether windows can be opened here.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The files as whole paths; one that is missing is named before anything is built.
fn existing(files: &[String]) -> Result<Vec<std::path::PathBuf>, Failure> {
    files
        .iter()
        .map(|file| {
            std::fs::canonicalize(file).map_err(|error| {
                Failure::new(
                    format!("`{file}` could not be opened: {error}."),
                    "Give paths as seen from the folder where you run this command.",
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_named() {
        let failure = existing(&["no-such.ris".to_owned()]).unwrap_err();
        assert!(failure.to_string().contains("`no-such.ris`"));
    }
}
