//! Our readers, as the program uses them.

use diglot_formats::FormatName;
use diglot_formats::csl_json::ItemContext;
use diglot_formats::output::{ExportItem, Exported, Output, OutputFormat};
use diglot_import::{Choices, FileReading, PlannedRecord};
use std::fs::File;
use std::path::Path;

/// Reads a file once, and writes it as CSL-JSON when told so; says how many records there are.
pub(crate) fn read(format: &str, file: &Path, written: bool) -> Result<usize, String> {
    let told = |error: std::io::Error| format!("{} could not be read: {error}.", file.display());
    let format =
        FormatName::from_name(format).ok_or_else(|| format!("there is no reader of {format}."))?;
    let mut output = written.then(|| Output::new(OutputFormat::CslJson));
    let input = File::open(file).map_err(told)?;
    in_parts(input, format, |records| {
        if let Some(output) = &mut output {
            write(output, records);
        }
    })
    .map_err(told)
}

/// The file's encoding and format are found out,
/// and it is read in parts, each of which is let go when it was read.
fn in_parts(
    file: File,
    format: FormatName,
    mut take: impl FnMut(&[PlannedRecord]),
) -> std::io::Result<usize> {
    let mut reading = FileReading::new("papers".to_owned(), file, &Choices::default());
    while let Some(part) = reading.next_part()? {
        take(&part.records);
    }
    if reading.format() != Some(format) {
        return Err(std::io::Error::other("it was read in another format"));
    }
    Ok(reading.records())
}

/// Writes records as CSL-JSON, to nowhere: what reading and writing take without a program
/// around them.
fn write(output: &mut Output, records: &[PlannedRecord]) {
    let mut out = Exported::default();
    for record in records {
        let context = ItemContext {
            id: record.key.clone(),
            ..ItemContext::default()
        };
        let reference = &record.reference;
        output.item(&ExportItem { reference, context }, &mut out);
    }
}
