//! Crossref's metadata: the JSON of its REST API (a work, a list of works, alone or in
//! their envelope) and the XML that publishers deposit and `UnixSD`/`Unixref` queries answer.
//!
//! The XML is brought to the shape of the JSON first, so that one mapping reads both, and
//! lookups read what imports read.

mod abstracts;
mod people;
mod texts;
mod unixref;
mod work;

pub(crate) use abstracts::abstracts;
pub(crate) use texts::{joined, language, tag};

use crate::build::Builder;
use crate::tree::{Node, walk};
use crate::{Reading, Record};
use diglot_model::Reference;

/// The format's name in files and in unmapped fields.
pub const FORMAT: &str = "crossref";

/// Scores JSON; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let has = |key: &str| text.contains(key);
    if has("\"message-type\"") && has("\"message\"") {
        return Some((97, "an answer of Crossref".to_owned()));
    }
    // A work without its envelope: what CSL-JSON does not have.
    let signs = [
        "\"container-title\": [",
        "\"container-title\":[",
        "\"date-time\"",
        "\"reference-count\"",
        "\"is-referenced-by-count\"",
        "\"journal-article\"",
        "\"content-domain\"",
        "\"sequence\"",
        "\"prefix\"",
    ];
    let count = signs.iter().filter(|sign| has(sign)).count();
    (has("\"DOI\"") && count >= 2).then(|| (93, "JSON with fields of Crossref".to_owned()))
}

/// Scores XML; see [`crate::detect`].
pub(crate) fn detect_xml(text: &str) -> Option<(u8, String)> {
    let is_xml = text.trim_start().starts_with('<');
    let signs = [
        "<doi_record",
        "<crossref>",
        "<crossref ",
        "<crossref_result",
        "<crossref_metadata",
        "www.crossref.org/xschema",
        "www.crossref.org/schema",
        "<doi_batch",
    ];
    let found = signs.iter().any(|sign| text.contains(sign));
    (is_xml && found).then(|| (96, "XML of Crossref".to_owned()))
}

/// Reads works of the REST API.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let diagnostics = walk(text, &["message", "items"], &mut |node| {
        reading.records.extend(record(text, &node));
    });
    reading.diagnostics.extend(diagnostics);
    reading
}

/// Reads deposited XML.
pub(crate) fn read_xml(text: &str) -> Reading {
    let mut reading = Reading::default();
    unixref::works(text, &mut reading.diagnostics, &mut |node| {
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

/// The record that a work is; `None` when nothing of a work stands there.
fn record(text: &str, work: &Node<'_>) -> Option<Record> {
    let mut builder = Builder::new(text, work.range(), FORMAT);
    work::read(&mut builder, work);
    if builder.is_empty() {
        return None;
    }
    let mut record = Record::new(builder.reference, work.range());
    record.key = work["DOI"].word().map(str::to_owned);
    Some(record)
}

/// A text without markup, if it is one and says anything.
fn text(node: &Node<'_>) -> Option<String> {
    Some(crate::markup::plain(node.word()?)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
