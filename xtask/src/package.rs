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
        for program in ["usr/bin/diglot", "usr/bin/diglot-desktop"] {
            if !listing.lines().any(|line| name_in(line) == program) {
                return Err(Failure::new(
                    format!("{} lacks /{program}.", deb.display()),
                    "Check bundle.linux.deb.files in tauri.conf.json.",
                ));
            }
        }
    }
    println!("The package: {}", deb.display());
    Ok(())
}

/// The last column of a listing; some archives begin their names with `./`.
fn name_in(line: &str) -> &str {
    line.rsplit(' ')
        .next()
        .unwrap_or_default()
        .trim_start_matches("./")
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

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn names_are_read_from_either_kind_of_listing() {
        assert_eq!(
            name_in("-rwxr-xr-x 0/0  12 2026-11-22 07:38 usr/bin/diglot"),
            "usr/bin/diglot"
        );
        assert_eq!(
            name_in("-rwxr-xr-x root/root 12 2026-11-22 07:38 ./usr/bin/diglot"),
            "usr/bin/diglot"
        );
    }
}
