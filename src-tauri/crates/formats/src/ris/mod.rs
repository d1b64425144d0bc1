//! RIS: tagged lines, `TY  - JOUR` to `ER  - `, as databases really write it: one space or
//! two, lower case, indented, wrapped, without terminator, or a whole record on one line.

mod fields;
mod losses;
mod map;
mod types;
mod write;

pub(crate) use map::language;
pub(crate) use types::kind_of;
pub(crate) use write::{language as stated_language, person, write};

use crate::{Diagnostic, Reading, Severity};
use fields::Field;

const FORMAT: &str = "ris";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let (found, flat) = fields::scan(text);
    let types = found.iter().filter(|f| f.tag == *b"TY").count();
    let others = found.len() - types;
    if types > 0 && others >= 2 {
        let how = if flat { ", on one line" } else { "" };
        return Some((97, format!("RIS tags TY and {others} others{how}")));
    }
    let end = found.iter().any(|f| f.tag == *b"ER");
    (others >= 4
        && (end
            || found
                .iter()
                .any(|f| matches!(&f.tag, b"AU" | b"T1" | b"TI"))))
    .then(|| (60, format!("{others} RIS tags without TY")))
}

/// Reads all records of a text.
pub fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    fields::each_region(text, |fields, _| {
        let mut start = 0;
        for (at, field) in fields.iter().enumerate() {
            match &field.tag {
                b"TY" => {
                    unended(text, &fields[start..at], &mut reading);
                    start = at;
                }
                b"ER" => {
                    record(text, &fields[start..=at], &mut reading);
                    start = at + 1;
                }
                _ => {}
            }
        }
        unended(text, &fields[start..], &mut reading);
    });
    reading
}

/// Where a text of which more may follow can be cut between two records.
pub(crate) fn cut(text: &str) -> Option<usize> {
    fields::cut(text)
}

/// A record, or the rest of one, that no ER line ends.
fn unended(text: &str, fields: &[Field], reading: &mut Reading) {
    if fields.iter().any(|f| f.tag == *b"TY") {
        reading.diagnostics.push(Diagnostic {
            record: Some(reading.records.len()),
            span: fields.last().map(|f| f.range.clone()),
            severity: Severity::Note,
            code: "ris-no-end",
            message: "The record has no ER line; it was read up to where the next one begins."
                .to_owned(),
        });
    }
    record(text, fields, reading);
}

/// Maps the fields of one record.
fn record(text: &str, fields: &[Field], reading: &mut Reading) {
    let (Some(first), Some(last)) = (fields.first(), fields.last()) else {
        return;
    };
    // Ovid writes a line behind the end of each record (`NL  - …`) that is no record.
    if !fields.iter().any(Field::is_known) {
        return;
    }
    if fields.iter().all(|f| matches!(&f.tag, b"TY" | b"ER")) {
        if fields.len() > 1 {
            reading.diagnostics.push(Diagnostic {
                record: None,
                span: Some(first.range.start..last.range.end),
                severity: Severity::Warning,
                code: "ris-empty-record",
                message: "A record without any field was left out.".to_owned(),
            });
        }
        return;
    }
    let range = first.range.start..last.range.end;
    reading.records.push(map::record(text, range, fields));
}

#[cfg(test)]
mod tests;
