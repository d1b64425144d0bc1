//! MEDLINE text, as PubMed saves it (`.nbib`) and PMC, ERIC, `KoreaMed` and others write it.
//!
//! `TI` is the title in English, in brackets when the work is in another language, and `TT`
//! the title in that one, in its script or transliterated; `AB` is the abstract in English,
//! and each `OAB` one in the language of the `OABL` behind it, which may be English too.

pub(crate) mod date;
mod fields;
pub(crate) mod flow;
pub(crate) mod kinds;
pub(crate) mod language;
mod losses;
pub(crate) mod map;
pub(crate) mod people;
mod write;

use crate::{Diagnostic, Reading, Severity};
use fields::Part;

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "nbib";

pub(crate) use fields::cut;
pub(crate) use write::write;

/// Tags of this format that RIS has not.
const OWN: &[&str] = &[
    "PMID", "PMCR", "OWN", "STAT", "DCOM", "FAU", "AUID", "JT", "VI", "IP", "PG", "LID", "AID",
    "MH", "OT", "PT", "DEP", "OAB", "OABL", "MHDA", "CRDT", "PHST", "EDAT", "SB", "JID", "OID",
    "PST", "FED", "BTI", "COIS", "GR", "ISSN", "CTI", "PMC", "DCOM",
];

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let (mut own, mut others) = (0_usize, 0_usize);
    let mut pmid = false;
    let mut count = |tag: &str| {
        pmid |= tag.eq_ignore_ascii_case("PMID");
        if OWN.iter().any(|o| o.eq_ignore_ascii_case(tag)) {
            own += 1;
        } else {
            others += 1;
        }
    };
    let mut foreign = false;
    fields::parts(text, |part| {
        if let Part::Record(fields) = part {
            // RIS begins with TY, Ovid's own form with VN.
            foreign |= fields
                .iter()
                .any(|f| matches!(f.tag, "TY" | "ty" | "VN" | "ER"));
            for field in fields {
                count(field.tag);
            }
        }
    });
    if foreign || own == 0 {
        return None;
    }
    let reason = format!("{own} MEDLINE tags and {others} others");
    match (pmid, own) {
        (true, 2..) => Some((98, reason)),
        (_, 3..) => Some((96, reason)),
        (true, _) if others > 0 => Some((90, reason)),
        (_, 2..) if own + others > 2 => Some((80, reason)),
        _ => None,
    }
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    reading.records.reserve(text.len() / 4096);
    fields::parts(text, |part| match part {
        Part::Record(fields) => {
            if let Some(record) = map::record(text, fields) {
                reading.records.push(record);
            } else {
                let place = fields.first().zip(fields.last());
                reading.diagnostics.push(Diagnostic {
                    record: None,
                    span: place.map(|(first, last)| first.start..last.value.end),
                    severity: Severity::Warning,
                    code: "nbib-empty-record",
                    message: "A record without any value was left out.".to_owned(),
                });
            }
        }
        Part::Stray(span) => {
            // What stands before all records is no part of them: a heading, a count.
            let severity = if reading.records.is_empty() {
                Severity::Note
            } else {
                Severity::Warning
            };
            reading.diagnostics.push(Diagnostic {
                record: reading.records.len().checked_sub(1),
                span: Some(span),
                severity,
                code: "nbib-stray-text",
                message: "Text between two records belongs to neither and was left out.".to_owned(),
            });
        }
    });
    reading
}

#[cfg(test)]
mod tests;
