//! RefWorks' tagged format: `RT Journal Article` begins a record, each line begins with a
//! tag of two characters and a space.
//!
//! Real files drop the space (`A1林行众`, `YR2008`), write tags in lower case (`vo 49`), wrap
//! values at any column, and begin with a legend of all tags.

mod map;
mod scan;

use crate::Reading;

const FORMAT: &str = "refworks";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let fields = scan::scan(text);
    let count = |tag: &str| fields.iter().filter(|f| f.tag == tag).count();
    let types = count("RT");
    let others = fields.len() - types;
    let work = count("T1") + count("A1") > 0;
    (types > 0 && work && others >= 2)
        .then(|| (90, format!("RefWorks' tags: RT and {others} others")))
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let fields = scan::scan(text);
    let first = fields.iter().position(|f| f.tag == "RT").unwrap_or(0);
    for fields in fields[first..].chunk_by(|_, next| next.tag != "RT") {
        let (Some(first), Some(last)) = (fields.first(), fields.last()) else {
            continue;
        };
        let range = first.range.start..last.range.end;
        if fields.iter().any(|f| f.tag != "RT" && !f.value.is_empty()) {
            reading.records.push(map::record(text, range, fields));
        } else {
            reading.diagnostics.push(crate::Diagnostic {
                record: None,
                span: Some(range),
                severity: crate::Severity::Warning,
                code: "refworks-empty-record",
                message: "A record without any field was left out.".to_owned(),
            });
        }
    }
    reading
}

/// The beginning of the last record; see [`crate::cut`].
pub(crate) fn cut(text: &str) -> Option<usize> {
    text.rmatch_indices(['\n', '\r'])
        .map(|(at, _)| at + 1)
        .find(|&at| text[at..].starts_with("RT "))
}

#[cfg(test)]
mod tests;
