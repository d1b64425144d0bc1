//! DataCite's metadata: the JSON of its REST API and of content negotiation, and the XML of
//! its metadata kernel.
//!
//! The XML is brought to the shape of the JSON first, so that one mapping reads both.

mod containers;
mod kernel;
mod people;
mod work;

use crate::build::Builder;
use crate::tree::{Node, walk};
use crate::{Reading, Record};
use diglot_model::Reference;

/// The format's name in files and in unmapped fields.
pub const FORMAT: &str = "datacite";

/// Scores JSON; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let has = |key: &str| text.contains(key);
    let stated = has("datacite.org/schema")
        || has("\"agency\": \"DataCite\"")
        || has("\"agency\":\"datacite\"")
        || has("\"resourceTypeGeneral\"");
    let shaped = has("\"titles\"") && (has("\"creators\"") || has("\"publicationYear\""));
    match (stated, shaped) {
        (true, true) => Some((97, "JSON of DataCite".to_owned())),
        (false, true) if has("\"doi\"") => Some((92, "JSON with fields of DataCite".to_owned())),
        _ => None,
    }
}

/// Scores XML; see [`crate::detect`].
pub(crate) fn detect_xml(text: &str) -> Option<(u8, String)> {
    let kernel = text.trim_start().starts_with('<') && text.contains("datacite.org/schema/");
    (kernel && text.contains("resource")).then(|| (96, "XML of DataCite's kernel".to_owned()))
}

/// Reads works of the REST API.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let diagnostics = walk(text, &["data", "attributes"], &mut |node| {
        reading.records.extend(record(text, &node));
    });
    reading.diagnostics.extend(diagnostics);
    reading
}

/// Reads XML of the kernel.
pub(crate) fn read_xml(text: &str) -> Reading {
    let mut reading = Reading::default();
    kernel::works(text, &mut |node| {
        reading.records.extend(record(text, &node));
    });
    reading
}

/// The first work of an answer, without places: an answer of a service is kept nowhere.
pub fn reference(answer: &str) -> Option<Reference> {
    let mut reading = read(answer);
    if reading.records.is_empty() {
        return None;
    }
    let mut reference = reading.records.swap_remove(0).reference;
    crate::values::without_places(&mut reference);
    Some(reference)
}

fn record(text: &str, work: &Node<'_>) -> Option<Record> {
    let is_work = work.get("titles").is_some() || work.get("creators").is_some();
    if !is_work {
        return None;
    }
    let mut builder = Builder::new(text, work.range(), FORMAT);
    work::read(&mut builder, work);
    if builder.is_empty() {
        return None;
    }
    let key = work["doi"].word().map(str::to_owned);
    let mut record = builder.finish();
    record.key = key;
    Some(record)
}

#[cfg(test)]
mod tests;
