//! Primo's normalised records (PNX), as XML: one record, or the documents of an answer.

mod people;
mod record;

use crate::Reading;
use crate::document::Document;

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "primo";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let xml = text.trim_start().starts_with('<');
    let stated = text.contains("exlibrisgroup.com/xsd/primo")
        || text.contains("exlibrisgroup.com/xsd/jaguar");
    let shaped = text.contains("<addata") && text.contains("<display");
    (xml && (stated || shaped)).then(|| (96, "a normalised record of Primo".to_owned()))
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let document = Document::read(text);
    let mut reading = Reading::default();
    for element in document.named("record") {
        reading.records.extend(record::read(text, element));
    }
    reading
}

#[cfg(test)]
mod tests;
