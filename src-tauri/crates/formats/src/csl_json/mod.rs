//! CSL-JSON (CSL 1.0.2 data schema). What CSL cannot hold stands under `custom.diglot` of
//! each item, in both directions.

mod custom;
mod exact;
mod item;
mod json;
mod read;
mod scan;
mod value;
mod write;

#[cfg(test)]
pub(crate) use exact::normal;
pub(crate) use read::read;
pub(crate) use scan::cut;
pub(crate) use write::Writer;
pub use write::{ItemContext, item};

use diglot_model::Reference;
use serde_json::{Map, Value};
use std::ops::Range;

/// Reads an item in another notation than JSON: its members, with their places in a text
/// where the item begins at `start`. `None` when it holds nothing of a reference.
pub(crate) fn read_map(
    map: &Map<String, Value>,
    members: &[(String, Range<usize>)],
    start: usize,
) -> Option<Reference> {
    let read = item::read(map, &item::Places::new(members, start));
    (!item::is_nothing(map, &read)).then_some(read)
}

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "csl-json";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let start = text.trim_start();
    let json = start.starts_with('[') || start.starts_with('{');
    let keyed = [
        "\"type\"",
        "\"title\"",
        "\"DOI\"",
        "\"author\"",
        "\"issued\"",
        "\"id\"",
        "\"custom\"",
    ]
    .iter()
    .filter(|k| start.contains(*k))
    .count();
    (json && keyed >= 2).then(|| (90, "JSON with CSL fields".to_owned()))
}

#[cfg(test)]
mod tests;
