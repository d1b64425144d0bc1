//! Word's bibliography (`b:Sources`), as Word keeps it in documents and its master list, and
//! as JabRef and others write it.

mod map;

use crate::Reading;
use crate::xml;

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "msbib";

/// The element of a record.
const RECORD: &str = "Source";

/// How deep a record is read: source, authors, author, list, person, last name.
const LEVELS: usize = 5;

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let space = text.contains("schemas.openxmlformats.org/officeDocument/2006/bibliography")
        || text.contains("schemas.microsoft.com/office/word/2004/10/bibliography")
        || text.contains("purl.oclc.org/ooxml/officeDocument/bibliography");
    let source = !xml::records(text, RECORD).is_empty();
    match (space, source && text.contains("SourceType>")) {
        (true, true) => Some((97, "Word's bibliography and its sources".to_owned())),
        (false, true) => Some((80, "sources with Word's SourceType".to_owned())),
        _ => None,
    }
}

/// Reads all sources of a text.
pub(crate) fn read(text: &str) -> Reading {
    let empty = (
        "msbib-empty-source",
        "A source without any field was left out.",
    );
    xml::read_records(text, RECORD, LEVELS, empty, map::record)
}

/// Where a text can be cut between two sources; see [`crate::cut`].
pub(crate) fn cut(text: &str) -> Option<usize> {
    xml::cut(text, RECORD)
}
