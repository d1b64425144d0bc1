//! From bytes to an import plan: decode, detect the format, parse, and say for every
//! record where it came from.
//!
//! [`FileReading`] reads a file of any length part by part; an [`ImportPlan`] is all that
//! its parts bring. A plan is a proposal: nothing here touches a library, opens a file or
//! merges anything.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod fix;
mod html;
mod mixed;
mod page;
mod pdf;
mod places;
mod remarks;
mod search;
mod stream;

pub use fix::{FixField, FixRefusal, fix, trimmed};
pub use html::{pasted_text, text_of_html};
pub use places::{Place, Segment, places, record_of, segments};
pub use search::SearchTold;
pub use stream::{FileReading, Part};

use diglot_formats::{FormatName, Severity};
use diglot_model::{PageRelation, Reference, Source};

/// What an import would bring, before anybody said yes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportPlan {
    /// The files or pastes, in the order they were given.
    pub captures: Vec<PlannedCapture>,
    /// All records, in the captures' order.
    pub records: Vec<PlannedRecord>,
    /// What there is to say about them.
    pub diagnostics: Vec<PlannedDiagnostic>,
}

/// A file or paste.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlannedCapture {
    /// Its name, without a folder.
    pub name: String,
    /// Its bytes as they came.
    pub bytes: Vec<u8>,
    /// The encoding it was read in; empty when it was not text.
    pub encoding: String,
    /// The format it was read as, when one was recognised.
    pub format: Option<String>,
    /// The search that it is an export of, as far as it says so.
    pub search: SearchTold,
}

/// A record with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedRecord {
    /// Index into [`ImportPlan::captures`].
    pub capture: usize,
    /// The source's key, else `file#index`.
    pub key: String,
    /// The reference; its first source is the capture.
    pub reference: Reference,
    /// Whether a page is about the work or lists it.
    pub relation: Option<PageRelation>,
    /// For a listed work: index into [`ImportPlan::records`] of the page's own.
    pub main: Option<usize>,
}

/// A diagnostic with the file it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDiagnostic {
    /// Index into [`ImportPlan::captures`].
    pub capture: usize,
    /// Number of the record in its capture, from 0.
    pub record: Option<u32>,
    /// Bytes in the capture's decoded text.
    pub span: Option<(u64, u64)>,
    /// How serious it is.
    pub severity: Severity,
    /// A stable name for programs and translations.
    pub code: &'static str,
    /// One sentence for people.
    pub message: String,
    /// What the sentence names, for other languages: `file`, `encoding`, `count`, `reason`,
    /// and `text`, the beginning of what stands at the span.
    pub params: Vec<(&'static str, String)>,
}

/// What somebody chose for a file instead of the guess.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Name of an encoding.
    pub encoding: Option<String>,
    /// A format.
    pub format: Option<FormatName>,
}

impl ImportPlan {
    /// A plan for several files of `(name, bytes)`.
    pub fn of(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut plan = Self::default();
        for (name, bytes) in files {
            plan.add(name, bytes, &Choices::default());
        }
        plan
    }

    /// Reads a file and adds what it holds.
    pub fn add(&mut self, name: String, bytes: Vec<u8>, choices: &Choices) {
        self.add_reading(name, bytes, choices);
    }

    /// [`ImportPlan::add`] that gives back the decoded text that places count in; `None`
    /// when the bytes are no text.
    pub fn add_reading(
        &mut self,
        name: String,
        bytes: Vec<u8>,
        choices: &Choices,
    ) -> Option<String> {
        let capture = self.captures.len();
        let first = self.records.len();
        let mut reading = FileReading::new(name.clone(), bytes.as_slice(), choices);
        let mut text = String::new();
        // Bytes in memory are read without an error.
        while let Ok(Some(part)) = reading.next_part() {
            text.push_str(reading.text());
            self.records.extend(part.records);
            self.diagnostics
                .extend(part.diagnostics.into_iter().map(|mut diagnostic| {
                    diagnostic.capture = capture;
                    diagnostic
                }));
        }
        let encoding = reading.encoding();
        let format = reading.format();
        for record in &mut self.records[first..] {
            record.capture = capture;
            record.main = record.main.map(|main| first + main);
            if let Some(Source::Capture(source)) = record.reference.sources.first_mut() {
                source.capture = capture as u32;
                // Only the end of a long text tells for certain.
                if let Some(encoding) = &encoding {
                    source.encoding.clone_from(encoding);
                }
            }
        }
        let decoded = encoding.is_some();
        let search = SearchTold::of(&text, format, &self.records[first..]);
        self.captures.push(PlannedCapture {
            name,
            bytes,
            encoding: encoding.unwrap_or_default(),
            format: format.map(|format| format.name().to_owned()),
            search,
        });
        decoded.then_some(text)
    }

    /// Where a record stands: `file#index`.
    pub fn place_of(&self, record: usize) -> String {
        let capture = self.records[record].capture;
        let first = self.records.iter().position(|r| r.capture == capture);
        let index = record - first.unwrap_or(record);
        format!("{}#{index}", self.captures[capture].name)
    }

    /// How many of the plan's records of one capture there are.
    pub fn records_of(&self, capture: usize) -> usize {
        self.records.iter().filter(|r| r.capture == capture).count()
    }
}

#[cfg(test)]
mod tests;
