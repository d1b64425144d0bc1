//! MODS, the Library of Congress' schema for library records: one `mods` element each.

mod host;
mod map;
mod people;
mod types;

use crate::Reading;
use crate::xml::{self, Tree};

const FORMAT: &str = "mods";

/// How deep values stand within a record: `relatedItem/part/detail/number` and one more.
const LEVELS: usize = 6;

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let namespace = text.contains("http://www.loc.gov/mods/");
    let element = !xml::records(text, "mods").is_empty();
    match (element, namespace) {
        (true, true) => Some((96, "mods elements in the namespace of MODS".to_owned())),
        (true, false) if text.contains("titleInfo>") => {
            Some((90, "mods elements with titleInfo".to_owned()))
        }
        _ => None,
    }
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    for found in xml::records(text, "mods") {
        let tree = Tree::read(text, found.range.clone(), LEVELS);
        let complaint = tree.complaint(reading.records.len(), &found);
        reading.diagnostics.extend(complaint);
        if tree.is_empty() {
            continue;
        }
        reading.records.push(map::record(text, found.range, &tree));
    }
    reading
}

/// Behind the last whole record; see [`crate::cut`].
pub(crate) fn cut(text: &str) -> Option<usize> {
    xml::cut(text, "mods")
}

#[cfg(test)]
mod tests;
