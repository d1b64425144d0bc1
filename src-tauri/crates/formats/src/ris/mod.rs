//! RIS: tagged lines, `TY  - JOUR` to `ER  - `, as databases really write it: one space or
//! two, lower case, indented, wrapped, without terminator, or a whole record on one line.

mod fields;
mod losses;
mod map;
mod types;
mod write;

pub(crate) use map::language;
pub(crate) use write::write;

use crate::{Diagnostic, Reading, Severity};
use fields::Field;

const FORMAT: &str = "ris";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let (found, flat) = fields::scan(text);
    let types = found.iter().filter(|f| f.tag == "TY").count();
    let others = found.len() - types;
    if types > 0 && others >= 2 {
        let how = if flat { ", on one line" } else { "" };
        return Some((97, format!("RIS tags TY and {others} others{how}")));
    }
    let end = found.iter().any(|f| f.tag == "ER");
    (others >= 4 && (end || found.iter().any(|f| matches!(f.tag, "AU" | "T1" | "TI"))))
        .then(|| (60, format!("{others} RIS tags without TY")))
}

/// Reads all records of a text.
pub fn read(text: &str) -> Reading {
    let (found, _) = fields::scan(text);
    let mut reading = Reading::default();
    let mut open: Vec<Field<'_>> = Vec::new();
    for field in found {
        match field.tag {
            "TY" => {
                if open.iter().any(|f| f.tag == "TY") {
                    missing_end(&mut reading, &open);
                }
                close(text, &mut open, &mut reading);
                open.push(field);
            }
            "ER" => {
                open.push(field);
                close(text, &mut open, &mut reading);
            }
            _ => open.push(field),
        }
    }
    if open.iter().any(|f| f.tag == "TY") {
        missing_end(&mut reading, &open);
    }
    close(text, &mut open, &mut reading);
    reading
}

fn missing_end(reading: &mut Reading, open: &[Field<'_>]) {
    reading.diagnostics.push(Diagnostic {
        record: Some(reading.records.len()),
        span: open.last().map(|f| f.range.clone()),
        severity: Severity::Note,
        code: "ris-no-end",
        message: "The record has no ER line; it was read up to where the next one begins."
            .to_owned(),
    });
}

/// Maps the open fields to a record and empties them.
fn close(text: &str, open: &mut Vec<Field<'_>>, reading: &mut Reading) {
    let fields = std::mem::take(open);
    let (Some(first), Some(last)) = (fields.first(), fields.last()) else {
        return;
    };
    if fields.iter().all(|f| matches!(f.tag, "TY" | "ER")) {
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
    reading.records.push(map::record(text, range, &fields));
}

#[cfg(test)]
mod tests;
