//! Readers to compare: each reads a file once, in a process of its own.

use biblib::CitationParser;
use diglot_formats::csl_json::ItemContext;
use diglot_formats::output::{ExportItem, Exported, Output, OutputFormat};
use diglot_formats::{Carry, FormatName, Reading, cut, read_part};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads a file and says how many records there are.
pub(crate) fn read(reader: &str, format: &str, file: &Path) -> Result<usize, String> {
    let told = |error: std::io::Error| format!("{} could not be read: {error}.", file.display());
    if matches!(reader, "diglot" | "diglot-csl") {
        let format = FormatName::from_name(format)
            .ok_or_else(|| format!("there is no reader of {format}."))?;
        let mut output = (reader == "diglot-csl").then(|| Output::new(OutputFormat::CslJson));
        return diglot(File::open(file).map_err(told)?, format, |reading| {
            if let Some(output) = &mut output {
                write(output, &reading);
            }
        })
        .map_err(told);
    }
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

/// How much is read from a file at a time.
const PART: usize = 1 << 18;

/// Our readers, as `convert` uses them: in parts, each of which is let go when it was read.
fn diglot(
    mut file: File,
    format: FormatName,
    mut take: impl FnMut(Reading),
) -> std::io::Result<usize> {
    let mut bytes: Vec<u8> = Vec::new();
    let mut carry = Carry::default();
    let mut count = 0;
    loop {
        let more = file.by_ref().take(PART as u64).read_to_end(&mut bytes)?;
        let valid = match std::str::from_utf8(&bytes) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(error) => return Err(std::io::Error::other(error)),
        };
        let text = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
        let end = if more == 0 {
            Some(text.len())
        } else {
            cut(text, format)
        };
        if let Some(end) = end {
            let reading = read_part(&text[..end], format, &mut carry);
            count += reading.records.len();
            take(reading);
            bytes.drain(..end);
        }
        if more == 0 {
            return Ok(count);
        }
    }
}

/// Writes records as CSL-JSON, to nowhere: what reading and writing take without a program
/// around them.
fn write(output: &mut Output, reading: &Reading) {
    let mut out = Exported::default();
    for record in &reading.records {
        let context = ItemContext {
            id: record.key.clone().unwrap_or_default(),
            ..ItemContext::default()
        };
        let reference = &record.reference;
        output.item(&ExportItem { reference, context }, &mut out);
    }
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
