//! CSL-JSON (CSL 1.0.2 data schema). What CSL cannot hold stands under `custom.diglot` of
//! each item, in both directions.

mod read;
mod write;

pub use read::read;
pub use write::{ItemContext, item};

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
    ]
    .iter()
    .filter(|k| start.contains(*k))
    .count();
    (json && keyed >= 2).then(|| (90, "JSON with CSL fields".to_owned()))
}
