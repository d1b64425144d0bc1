//! `cargo xtask package`: the .deb with both programs, the window and the command line.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process::{announce, capture, cargo, command, is_on_path, node_tool, run};
use crate::setup::{self, Consent, Need};
use crate::{interface, workspace};

/// Builds a release and packs it.
pub(crate) fn package(consent: Consent) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "The .deb is built on Linux.",
            "Elsewhere run `ui/node_modules/.bin/tauri build`.",
        ));
    }
    setup::system(&[Need::Build], consent)?;
    interface::build()?;
    announce("Both programs, as a release");
    run(
        cargo().args([
            "build",
            "--release",
            "--package",
            "diglot-desktop",
            "--package",
            "diglot-cli",
        ]),
        "Mend what the compiler says above.",
    )?;
    announce("The package");
    // The configuration names the usual target folder; this one may be elsewhere.
    let tool = workspace::binary("release", "diglot");
    let place = format!(
        r#"{{"bundle":{{"linux":{{"deb":{{"files":{{"/usr/bin/diglot":"{0}"}}}}}}}}}}"#,
        tool.display()
    );
    run(
        node_tool("tauri", ".").args(["bundle", "--bundles", "deb", "--config", &place]),
        "Read what the bundler says above.",
    )?;
    let deb = newest_deb(&workspace::target().join("release/bundle/deb"))?;
    if is_on_path("dpkg-deb") {
        let listing = capture(command("dpkg-deb").arg("--contents").arg(&deb), "")?;
        for program in ["/usr/bin/diglot", "/usr/bin/diglot-desktop"] {
            if !listing.lines().any(|line| line.ends_with(program)) {
                return Err(Failure::new(
                    format!("{} lacks {program}.", deb.display()),
                    "Check bundle.linux.deb.files in tauri.conf.json.",
                ));
            }
        }
    }
    println!("The package: {}", deb.display());
    Ok(())
}

fn newest_deb(folder: &Path) -> Result<PathBuf, Failure> {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .max_by_key(|path| {
            std::fs::metadata(path)
                .and_then(|data| data.modified())
                .ok()
        })
        .ok_or_else(|| {
            Failure::new(
                format!("There is no .deb in {}.", folder.display()),
                "Read what the bundler says above.",
            )
        })
}
