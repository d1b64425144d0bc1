//! Names that say nothing: a file or folder called `util` collects whatever had no place.

use std::path::Path;

use crate::failure::Failure;

const EMPTY: &[&str] = &[
    "util", "utils", "helper", "helpers", "manager", "managers", "service", "services", "common",
    "misc",
];

/// The folders with code of our own.
const FOLDERS: &[&str] = &["src-tauri", "xtask", "ui/src", "e2e"];

/// Every file or folder with such a name.
pub(super) fn breaks(root: &Path) -> Result<Vec<String>, Failure> {
    let mut breaks = Vec::new();
    let mut waiting: Vec<_> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
    while let Some(folder) = waiting.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|error| {
            Failure::new(
                format!("{} could not be read: {error}.", folder.display()),
                "Restore it with git.",
            )
        })?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let stem = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .to_lowercase();
            if stem == "node_modules" || stem == "target" {
                continue;
            }
            if EMPTY.contains(&stem.as_str()) {
                let within = path.strip_prefix(root).unwrap_or(&path).display();
                breaks.push(format!(
                    "{within} is named for nothing: name it for what it holds"
                ));
            }
            if path.is_dir() {
                waiting.push(path);
            }
        }
    }
    Ok(breaks)
}
