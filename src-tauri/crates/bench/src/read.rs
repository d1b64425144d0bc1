//! Readers to compare: each reads a file once, in a process of its own.

use crate::own;
use biblib::CitationParser;
use std::path::Path;

/// Reads a file and says how many records there are.
pub(crate) fn read(reader: &str, format: &str, file: &Path) -> Result<usize, String> {
    if reader == "diglot" {
        return own::read(format, file, false);
    }
    let told = |error: std::io::Error| format!("{} could not be read: {error}.", file.display());
    let text = std::fs::read_to_string(file).map_err(told)?;
    match (reader, format) {
        ("minimal", "ris") => Ok(minimal(&text).len()),
        ("biblib", "ris") => citations(&biblib::RisParser::new(), &text),
        ("biblib", "nbib") => citations(&biblib::PubMedParser::new(), &text),
        ("biblib", "pubmed-xml") => citations(&biblib::PubMedXmlParser::new(), &text),
        ("biblatex", "bibtex") => {
            let read = biblatex::Bibliography::parse(&text).map_err(|error| error.to_string())?;
            Ok(read.len())
        }
        _ => Err(format!("{reader} does not read {format} here.")),
    }
}

fn citations(parser: &impl CitationParser, text: &str) -> Result<usize, String> {
    let read = parser.parse(text).map_err(|error| format!("{error:?}"))?;
    Ok(read.len())
}

/// A record of the minimal reader: a tag and a string for each line that has one.
type Lines = Vec<([u8; 2], String)>;

/// The least that a reader of RIS can do: each value of each record as a string of its own.
fn minimal(text: &str) -> Vec<Lines> {
    let mut records = Vec::new();
    let mut open: Lines = Vec::new();
    for line in text.lines() {
        let bytes = line.as_bytes();
        if bytes.len() < 5 || &bytes[2..5] != b"  -" {
            continue;
        }
        let tag = [bytes[0], bytes[1]];
        if tag == *b"ER" {
            records.push(std::mem::take(&mut open));
        } else {
            open.push((tag, line[5..].trim().to_owned()));
        }
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus;

    #[test]
    fn every_reader_finds_every_record() {
        let folder = std::env::temp_dir().join(format!("diglot-bench-{}", std::process::id()));
        for corpus in corpus::write(&folder, 40).unwrap() {
            for reader in ["diglot", "minimal", "biblib", "biblatex"] {
                // A reader that does not know the format says so.
                if let Ok(count) = read(reader, corpus.format.name, &corpus.path) {
                    assert_eq!(count, corpus.records, "{reader} {}", corpus.format.name);
                }
            }
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
