//! PubMed's XML: sets of `PubmedArticle` and `PubmedBookArticle`, single ones without a set,
//! and the older `MedlineCitationSet`.
//!
//! A document type is passed over, never fetched; entities of its own are not expanded.
//! Records are found by their tags, each is then read by its events on its own.

mod authors;
mod element;
mod map;
mod records;
mod walk;

use crate::{Diagnostic, Reading, Severity};

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "pubmed-xml";

pub(crate) use records::cut;

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let names = [
        "PubmedArticleSet",
        "PubmedBookArticleSet",
        "PubmedArticle",
        "PubmedBookArticle",
        "MedlineCitationSet",
        "MedlineCitation",
    ];
    let found = names.iter().find(|name| {
        let mut rest = start;
        while let Some(at) = rest.find(&format!("<{name}")) {
            rest = &rest[at + 1 + name.len()..];
            if rest.starts_with(['>', ' ', '\t', '\r', '\n']) {
                return true;
            }
        }
        false
    })?;
    Some((98, format!("XML with the element {found}")))
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let all = records::records(text);
    reading.records.reserve(all.len());
    for found in all {
        let mut mapper = map::Mapper::new(text, found.range.clone());
        let end = walk::walk(text, found.range.clone(), &mut mapper);
        let record = mapper.finish();
        let number = record.as_ref().map(|_| reading.records.len());
        let problem = match (end, found.closed, &record) {
            (Err(at), ..) => Some((
                at..found.range.end,
                "pubmed-xml-broken",
                "The XML is broken here; what stands before it in this record was read.",
            )),
            (_, false, _) => Some((
                found.range.clone(),
                "pubmed-xml-unclosed",
                "The record is not closed; it was read as far as it goes.",
            )),
            (.., None) => Some((
                found.range.clone(),
                "pubmed-xml-empty-record",
                "A record in which nothing is known was left out.",
            )),
            _ => None,
        };
        reading
            .diagnostics
            .extend(problem.map(|(span, code, message)| Diagnostic {
                record: number,
                span: Some(span),
                severity: Severity::Warning,
                code,
                message: message.to_owned(),
            }));
        reading.records.extend(record);
    }
    reading
}

#[cfg(test)]
mod tests;
