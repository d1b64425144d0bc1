//! Importing files that are too long to be held in memory: part by part, as one operation.
//!
//! What bounds the memory: a part of the text, the pages of the store's chunk, a piece of
//! the file's bytes, and 16 bytes for each reference that came. Duplicates are not judged,
//! for that needs all references at once; “diglot duplicates” does it afterwards.

use super::delivery::complete;
use super::{ImportDiagnostic, ImportOptions, ImportReport, named, standing};
use crate::error::{LibraryError, Result};
use crate::inputs::{OpenInput, UnreadInput, each_input, input_names};
use crate::library::Library;
use diglot_formats::Severity;
use diglot_import::{Choices, FileReading, PlannedRecord, SearchTold};
use diglot_model::Source;
use diglot_store::{
    BatchInfo, Capture, ImportWriter, NewReference, ReferenceId, RelationKind, Standing,
};
use diglot_text::decode::{DECODER_VERSION, Decoder};
use std::cell::RefCell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// A long file is kept as several captures, each of about so many bytes, and cut between
/// two records: whoever wants to see one of them need not unpack all.
const PIECE: usize = 16 << 20;

/// How many remarks the report keeps; all of them are told.
const REMARKS: usize = 1000;

impl Library {
    /// Imports files of any length as one operation, keeping both of duplicates. Remarks
    /// are told as they come up.
    pub fn import_large(
        &mut self,
        paths: &[PathBuf],
        options: &ImportOptions,
        tell: &mut dyn FnMut(&ImportDiagnostic),
    ) -> Result<ImportReport> {
        self.import_pieces(paths, options, PIECE, tell)
    }

    fn import_pieces(
        &mut self,
        paths: &[PathBuf],
        options: &ImportOptions,
        piece: usize,
        tell: &mut dyn FnMut(&ImportDiagnostic),
    ) -> Result<ImportReport> {
        let files = input_names(paths);
        let mut info = BatchInfo {
            files: files.clone(),
            ..options.info.clone()
        };
        complete(&mut info, searches(paths).iter());
        let writer = self.store.import(&info)?;
        let batch = writer.batch();
        let mut intake = Intake {
            writer,
            with_related: options.with_related,
            piece,
            captures: 0,
            references: Vec::new(),
            listed: Vec::new(),
            missing: 0,
            diagnostics: Vec::new(),
            tell,
        };
        let mut failure = None;
        let _ = each_input(paths, &mut |input| match intake.input(input) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        });
        if let Some(error) = failure {
            return Err(error);
        }
        if intake.references.is_empty() && intake.listed.is_empty() {
            return Err(LibraryError::NothingToImport(files.join(", ")));
        }
        let operation = intake.writer.commit(files, |_| Ok::<_, LibraryError>(()))?;
        Ok(ImportReport {
            batch,
            operation,
            references: intake.references,
            listed: intake.listed,
            merged: Vec::new(),
            skipped: Vec::new(),
            duplicates: Vec::new(),
            missing: intake.missing,
            diagnostics: intake.diagnostics,
        })
    }
}

/// What the first part of each file says about a search.
fn searches(paths: &[PathBuf]) -> Vec<SearchTold> {
    let mut told = Vec::new();
    let _ = each_input(paths, &mut |input| {
        if let Ok(OpenInput { name, bytes, .. }) = input {
            let mut reading = FileReading::new(name, bytes, &Choices::default());
            if let Ok(Some(part)) = reading.next_part() {
                told.push(part.search(reading.text(), reading.format()));
            }
        }
        ControlFlow::Continue(())
    });
    told
}

struct Intake<'s, 't> {
    writer: ImportWriter<'s>,
    with_related: bool,
    piece: usize,
    captures: u32,
    references: Vec<ReferenceId>,
    listed: Vec<ReferenceId>,
    missing: usize,
    diagnostics: Vec<ImportDiagnostic>,
    tell: &'t mut dyn FnMut(&ImportDiagnostic),
}

impl Intake<'_, '_> {
    fn input(&mut self, input: Result<OpenInput<'_>, UnreadInput>) -> Result<()> {
        let OpenInput { name, path, bytes } = match input {
            Ok(open) => open,
            Err(unread) => {
                self.unread(&unread);
                return Ok(());
            }
        };
        let raw = RefCell::new(Vec::new());
        let copied = Copied {
            inner: bytes,
            copy: &raw,
        };
        let mut reading = FileReading::new(name, copied, &Choices::default());
        // The works of this file, for those that it lists.
        let mut ids = Vec::new();
        // Where the text begins of which the bytes are not kept yet, and where it ends.
        let (mut start, mut end) = (0, 0);
        loop {
            let part = match reading.next_part() {
                Ok(Some(part)) => part,
                Ok(None) => break,
                Err(error) => {
                    self.unread(&UnreadInput { path, error });
                    break;
                }
            };
            end += reading.text().len();
            for diagnostic in &part.diagnostics {
                self.remark(named(diagnostic, reading.name()));
            }
            for record in part.records {
                let id = self.record(record, start as u64, &ids)?;
                ids.push(id);
            }
            let long = raw.borrow().len() >= self.piece;
            if long && let Some(encoding) = reading.encoding() {
                let cut = byte_of(&raw.borrow(), &encoding, end - start);
                if let Some(cut) = cut {
                    let rest = raw.borrow_mut().split_off(cut);
                    let piece = raw.replace(rest);
                    self.keep(&reading, encoding, piece)?;
                    start = end;
                }
            }
        }
        if reading.records() > 0 {
            let encoding = reading.encoding().unwrap_or_default();
            self.keep(&reading, encoding, raw.take())?;
        }
        Ok(())
    }

    fn record(
        &mut self,
        record: PlannedRecord,
        start: u64,
        ids: &[ReferenceId],
    ) -> Result<ReferenceId> {
        let standing = standing(&record, self.with_related);
        let mut reference = record.reference;
        let mut rank = None;
        if let Some(Source::Capture(source)) = reference.sources.first_mut() {
            source.capture = self.captures;
            source.start -= start;
            source.end -= start;
            rank = source.listed_rank;
        }
        self.missing +=
            usize::from(standing == Standing::Reference && !reference.missing().is_empty());
        let main = record.main.and_then(|main| ids.get(main));
        let id = self.writer.add(NewReference {
            reference,
            standing,
            merged_into: None,
            relations: main
                .map(|home| (RelationKind::ListedOn, *home, rank))
                .into_iter()
                .collect(),
        })?;
        match standing {
            Standing::Reference => self.references.push(id),
            Standing::Listed => self.listed.push(id),
        }
        Ok(id)
    }

    /// Keeps a piece of a file.
    fn keep<R: Read>(
        &mut self,
        reading: &FileReading<R>,
        encoding: String,
        bytes: Vec<u8>,
    ) -> Result<()> {
        self.writer.capture(&Capture {
            name: reading.name().to_owned(),
            encoding,
            decoder: DECODER_VERSION,
            format: reading.format().map(|format| format.name().to_owned()),
            bytes,
        })?;
        self.captures += 1;
        Ok(())
    }

    fn unread(&mut self, unread: &UnreadInput) {
        let file = unread.path.display().to_string();
        let message = format!("“{file}” could not be read: {}.", unread.error);
        self.remark(ImportDiagnostic {
            file,
            record: None,
            span: None,
            severity: Severity::Error,
            code: "unreadable",
            message,
        });
    }

    fn remark(&mut self, diagnostic: ImportDiagnostic) {
        (self.tell)(&diagnostic);
        if self.diagnostics.len() < REMARKS {
            self.diagnostics.push(diagnostic);
        }
    }
}

/// How many of the bytes make so much text; `None` when no number of them makes exactly
/// that, as among damaged characters.
fn byte_of(bytes: &[u8], encoding: &str, text: usize) -> Option<usize> {
    const STEP: usize = 64 * 1024;
    let (mut at, mut length) = (0, 0);
    let mut decoder = Decoder::chosen(encoding).ok()?;
    let mut out = String::new();
    for step in bytes.chunks(STEP) {
        out.clear();
        decoder.feed(step, &mut out).ok()?;
        if length + out.len() >= text {
            break;
        }
        (at, length) = (at + step.len(), length + out.len());
    }
    // Once more to the step before, and on from there byte by byte.
    let mut decoder = Decoder::chosen(encoding).ok()?;
    out.clear();
    decoder.feed(&bytes[..at], &mut out).ok()?;
    let mut length = out.len();
    while length < text {
        out.clear();
        decoder.feed(bytes.get(at..=at)?, &mut out).ok()?;
        (at, length) = (at + 1, length + out.len());
    }
    (length == text).then_some(at)
}

/// Bytes that are copied as they go.
struct Copied<'c, R> {
    inner: R,
    copy: &'c RefCell<Vec<u8>>,
}

impl<R: Read> Read for Copied<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.copy.borrow_mut().extend_from_slice(&buffer[..length]);
        Ok(length)
    }
}

#[cfg(test)]
mod tests;
