//! EndNote XML: `<xml><records><record>…`, as EndNote, Zotero, Mendeley and others write it;
//! whole libraries often stand on one line.

mod map;
mod styled;
mod types;
mod write;

#[cfg(test)]
pub(crate) use map::{has_series, is_in_journal};
pub(crate) use write::Writer;

use crate::Reading;
use crate::xml;

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "endnote-xml";

/// The element of a record.
const RECORD: &str = "record";

/// How deep a record is read: record, contributors, authors, author.
const LEVELS: usize = 3;

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with('<') || xml::records(text, RECORD).is_empty() {
        return None;
    }
    let has = |tag: &str| text.contains(tag);
    if has("<ref-type") {
        return Some((97, "EndNote's records with their ref-type".to_owned()));
    }
    let others = ["<titles>", "<contributors>", "<dates>", "<rec-number>"]
        .iter()
        .filter(|tag| has(tag))
        .count();
    (others >= 2).then(|| {
        (
            85,
            "records with titles and contributors of EndNote".to_owned(),
        )
    })
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let empty = (
        "endnote-xml-empty-record",
        "A record without any field was left out.",
    );
    xml::read_records(text, RECORD, LEVELS, empty, map::record)
}

/// Where a text can be cut between two records; see [`crate::cut`].
pub(crate) fn cut(text: &str) -> Option<usize> {
    xml::cut(text, RECORD)
}
