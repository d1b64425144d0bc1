//! Citavi's projects as XML, on their own or out of its backups (`.ctv5bak`, `.ctv6bak` are
//! archives that hold one): references, and lists of persons, periodicals, publishers and
//! keywords that are joined to them by their numbers.
//!
//! Such a text is read whole, since what a reference is joined to stands all over it.

mod kinds;
mod lists;
mod map;

use crate::xml::{ROOT, Tree};
use crate::{Diagnostic, Reading, Severity};
use lists::Lists;

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "citavi";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let root = start.starts_with('<') && start.contains("<CitaviExchangeData");
    root.then(|| (98, "Citavi's project".to_owned()))
}

/// Reads all references of a project.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let lists = Lists::read(text);
    for found in lists::entities(text, "References", "Reference") {
        let tree = Tree::read(text, found.range.clone(), 1);
        if tree.is_empty() || tree.children(ROOT).next().is_none() {
            reading.diagnostics.push(Diagnostic {
                record: None,
                span: Some(found.range),
                severity: Severity::Warning,
                code: "citavi-empty-reference",
                message: "A reference without any field was left out.".to_owned(),
            });
            continue;
        }
        reading
            .diagnostics
            .extend(tree.complaint(reading.records.len(), &found));
        reading
            .records
            .push(map::record(text, &found.range, &tree, &lists));
    }
    reading
}
