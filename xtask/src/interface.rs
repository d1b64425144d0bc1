//! Builds the interface (ui/) into the pages that the window's binary embeds.

use std::path::Path;
use std::time::SystemTime;

use crate::failure::Failure;
use crate::process::{announce, npm, run, write};
use crate::{setup, workspace};

/// Builds ui/dist, unless nothing in ui/ changed since it was built.
pub(crate) fn build() -> Result<(), Failure> {
    setup::node_packages("ui")?;
    let ui = workspace::root().join("ui");
    // Kept outside dist, which is embedded whole.
    let stamp = ui.join("node_modules/.interface-built");
    // src-tauri/build.rs may have put a stand-in page there, which has no assets.
    if ui.join("dist/assets").is_dir() && modified(&stamp) > newest(&ui) {
        return Ok(());
    }
    announce("The interface");
    run(
        npm("ui").args(["run", "--silent", "build"]),
        "Mend what the compiler says above.",
    )?;
    write(&stamp, "")
}

/// Builds ui/dist-gallery, the page of all components, which the window's tests look at and nothing ships.
pub(crate) fn gallery() -> Result<(), Failure> {
    announce("The page of all components");
    run(
        npm("ui").args(["run", "--silent", "gallery"]),
        "Mend what the compiler says above.",
    )
}

/// When the newest source of the interface was changed.
fn newest(ui: &Path) -> Option<SystemTime> {
    let mut waiting = vec![ui.to_path_buf()];
    let mut newest = None;
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if ["node_modules", "dist", "dist-gallery", "tests"]
                .iter()
                .any(|other| name == *other)
            {
                continue;
            }
            newest = newest.max(modified(&entry.path()));
            if entry.path().is_dir() {
                waiting.push(entry.path());
            }
        }
    }
    newest
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path)
        .and_then(|data| data.modified())
        .ok()
}
