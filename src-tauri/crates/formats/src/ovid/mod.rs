//! Ovid's exports: records between `<1>` lines, their fields under whole labels or behind
//! tags of two characters (`VN  - Ovid Technologies`).

mod fields;
mod map;
mod people;
mod source;

use crate::{Diagnostic, Reading, Severity};

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "ovid";

pub(crate) use fields::cut;

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let (mut numbers, mut labels, mut tags, mut ovid) = (0_usize, 0_usize, 0_usize, false);
    for (_, line) in crate::nbib::flow::lines(text).take(300) {
        let body = line.trim();
        if fields::is_number(body) {
            numbers += 1;
        } else if fields::label(line).is_some() {
            labels += 1;
        } else if let Some((tag, value)) = fields::tagged(line) {
            ovid |= tag == "VN" && line[value..].contains("Ovid");
            tags += 1;
        }
    }
    if ovid {
        return Some((99, "VN names Ovid".to_owned()));
    }
    if labels >= 3 && numbers > 0 {
        return Some((
            97,
            format!("numbered records with {labels} of Ovid's labels"),
        ));
    }
    if labels >= 4 {
        return Some((75, format!("{labels} of Ovid's labels")));
    }
    (numbers > 0 && tags >= 4).then(|| (90, format!("numbered records with {tags} tags")))
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    fields::records(text, |fields, range| {
        match map::record(text, range.clone(), fields) {
            Some(record) => reading.records.push(record),
            None => reading.diagnostics.push(Diagnostic {
                record: None,
                span: Some(range),
                severity: Severity::Warning,
                code: "ovid-empty-record",
                message: "A record without any value was left out.".to_owned(),
            }),
        }
    });
    reading
}

#[cfg(test)]
mod tests;
