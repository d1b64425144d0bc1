//! Web of Science's tagged text (`FN Clarivate …`, `PT J`, `ER`), and the same tags from
//! its tables.

mod addresses;
mod fields;
mod map;
mod people;

pub(crate) use map::record;

use crate::{Carry, Diagnostic, Reading, Severity};

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "wos";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let lines: Vec<&str> = crate::nbib::flow::lines(text)
        .map(|(_, line)| line.trim_matches([' ', '\t', '\u{feff}']))
        .filter(|line| !line.is_empty())
        .take(200)
        .collect();
    let first = *lines.first()?;
    let heading = first.starts_with("FN ");
    let types = |line: &str| matches!(line, "PT J" | "PT B" | "PT S" | "PT P");
    let begins = lines.iter().take(6).any(|line| types(line));
    let (mut tags, mut end) = (0_usize, false);
    for line in &lines {
        tags += usize::from(fields::tag(line, true).is_some());
        end |= *line == "ER";
    }
    if !begins || tags < 2 {
        return None;
    }
    match (heading, end) {
        (true, _) => Some((
            98,
            format!("a heading FN and {tags} tags of Web of Science"),
        )),
        (_, true) => Some((95, format!("PT, ER and {tags} tags of Web of Science"))),
        _ => Some((80, format!("PT and {tags} tags of Web of Science"))),
    }
}

/// Where a text of which more may follow can be cut.
pub(crate) fn cut(text: &str) -> Option<usize> {
    fields::cut(text)
}

/// Reads all records of a text; the first part of it tells how values go on in all.
pub(crate) fn read(text: &str, carry: &mut Carry) -> Reading {
    let mut reading = Reading::default();
    let indented = carry
        .wos_indented
        .get_or_insert_with(|| fields::goes_on_indented(text));
    fields::records(text, *indented, |found| {
        let record = record(text, found.range.clone(), &found.fields);
        let number = record.as_ref().map(|_| reading.records.len());
        let problem = match (&record, found.ended) {
            (None, _) => Some((
                Severity::Warning,
                "wos-empty-record",
                "A record without any value was left out.",
            )),
            (_, false) => Some((
                Severity::Note,
                "wos-no-end",
                "The record has no ER line; it was read up to where the next one begins.",
            )),
            _ => None,
        };
        reading
            .diagnostics
            .extend(problem.map(|(severity, code, message)| Diagnostic {
                record: number,
                span: Some(found.range),
                severity,
                code,
                message: message.to_owned(),
            }));
        reading.records.extend(record);
    });
    reading
}

#[cfg(test)]
mod tests;
