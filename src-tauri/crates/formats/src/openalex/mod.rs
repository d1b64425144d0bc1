//! OpenAlex: a work, or a list of works in the envelope of its API.

mod work;

use crate::build::Builder;
use crate::tree::{Node, walk};
use crate::{Reading, Record};

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "openalex";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let json = text.trim_start().starts_with(['{', '[']);
    let has = |key: &str| text.contains(key);
    let work = has("openalex.org/W")
        && (has("\"authorships\"") || has("\"display_name\"") || has("\"primary_location\""));
    (json && work).then(|| (97, "JSON of OpenAlex".to_owned()))
}

/// Reads all works of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let diagnostics = walk(text, &["results"], &mut |node| {
        reading.records.extend(record(text, &node));
    });
    reading.diagnostics.extend(diagnostics);
    reading
}

fn record(text: &str, node: &Node<'_>) -> Option<Record> {
    let mut builder = Builder::new(text, node.range(), FORMAT);
    work::read(&mut builder, node);
    if builder.is_empty() {
        return None;
    }
    let key = node["id"].word().and_then(|id| id.rsplit('/').next());
    let key = key.map(str::to_owned);
    let mut record = builder.finish();
    record.key = key;
    Some(record)
}

#[cfg(test)]
mod tests;
