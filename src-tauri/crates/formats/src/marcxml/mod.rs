//! MARC records in XML and in the exchange format: MARC 21 as most libraries write it, and
//! UNIMARC with its Chinese kin CNMARC, which is known by its title in 200.

mod component;
pub(crate) mod exchange;
mod fields;
mod marc21;
mod people;
mod unimarc;

use crate::xml::{self, Tree};
use crate::{Reading, Record};
use fields::Fields;
use std::ops::Range;

const FORMAT: &str = "marcxml";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let element = text.contains("<datafield") || text.contains(":datafield");
    let element = element && text.contains("subfield");
    let code = text.contains("code=\"") || text.contains("code='");
    let namespace = text.contains("http://www.loc.gov/MARC21/slim");
    (element && code).then(|| {
        if namespace {
            (96, "datafield elements in the namespace of MARC".to_owned())
        } else {
            (90, "datafield and subfield elements".to_owned())
        }
    })
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    for found in xml::records(text, "record") {
        let tree = Tree::read(text, found.range.clone(), 2);
        let fields = Fields::of(&tree);
        // The `record` of an answer's envelope holds the one of MARC.
        if fields.is_empty() {
            continue;
        }
        let complaint = tree.complaint(reading.records.len(), &found);
        reading.diagnostics.extend(complaint);
        let record = record(text, found.range, &fields, FORMAT);
        reading.records.push(record);
    }
    reading
}

/// Maps one record.
fn record(text: &str, range: Range<usize>, fields: &Fields, format: &'static str) -> Record {
    if fields.first("200").is_some() && fields.first("245").is_none() {
        unimarc::record(text, range, fields, format)
    } else {
        marc21::record(text, range, fields, format)
    }
}

/// Behind the last whole record; see [`crate::cut`].
pub(crate) fn cut(text: &str) -> Option<usize> {
    xml::cut(text, "record")
}

#[cfg(test)]
mod tests;
