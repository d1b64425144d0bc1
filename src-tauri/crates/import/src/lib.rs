//! From bytes to an import plan: decode, detect the format, parse, and say for every
//! record where it came from.
//!
//! A plan is a proposal: nothing here touches a library, opens a file or merges anything.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod fix;
mod html;
mod places;

pub use fix::{FixField, FixRefusal, fix, trimmed};
pub use html::{pasted_text, text_of_html};
pub use places::{Place, Segment, places, record_of, segments};

use diglot_formats::{Diagnostic, FormatName, Severity, detect, read};
use diglot_model::{CaptureSource, PageRelation, Reference, Source};
use diglot_text::decode::{Decoded, NotText, decode, decode_as};

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
        let decoded = match &choices.encoding {
            Some(encoding) => decode_as(&bytes, encoding),
            None => decode(&bytes),
        };
        let capture = self.captures.len();
        self.captures.push(PlannedCapture {
            name,
            bytes,
            ..PlannedCapture::default()
        });
        match decoded {
            Ok(decoded) => {
                self.add_text(capture, &decoded, choices.format);
                Some(decoded.text)
            }
            Err(reason) => {
                self.refuse(capture, &reason);
                None
            }
        }
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

    fn refuse(&mut self, capture: usize, reason: &NotText) {
        let (code, advice) = match reason {
            NotText::Empty => ("empty", "there is nothing to import."),
            NotText::Known(what) if what.contains("PDF") => (
                "pdf",
                "PDF files cannot be read yet; paste the text of the first page instead.",
            ),
            NotText::Known(_) | NotText::Binary => (
                "not-text",
                "Export the references from their program as RIS or text, and import that.",
            ),
            NotText::UnknownEncoding(_) => ("encoding", "Choose another encoding."),
        };
        let name = &self.captures[capture].name;
        let reason = reason.to_string();
        let joiner = if code == "empty" { ": " } else { ". " };
        self.diagnostics.push(PlannedDiagnostic {
            capture,
            record: None,
            span: None,
            severity: Severity::Error,
            code,
            message: format!("“{name}” was not imported: {reason}{joiner}{advice}"),
            params: vec![("file", name.clone()), ("reason", reason)],
        });
    }

    fn add_text(&mut self, capture: usize, decoded: &Decoded, chosen: Option<FormatName>) {
        self.captures[capture]
            .encoding
            .clone_from(&decoded.encoding);
        let text = &decoded.text;
        if decoded.replaced > 0 {
            self.note(
                capture,
                Severity::Warning,
                "encoding-damaged",
                format!(
                    "{} characters are not valid {} and were replaced; choose another encoding if the text looks wrong.",
                    decoded.replaced, decoded.encoding
                ),
                vec![
                    ("count", decoded.replaced.to_string()),
                    ("encoding", decoded.encoding.clone()),
                ],
            );
        }
        let candidates: Vec<FormatName> = match chosen {
            Some(format) => vec![format],
            None => detect(text).into_iter().map(|d| d.format).collect(),
        };
        let mut best = None;
        for format in candidates {
            let reading = read(text, format);
            let found = !reading.records.is_empty();
            // The best-scored format speaks for the text even when it finds nothing.
            if found || best.is_none() {
                best = Some((format, reading));
            }
            if found {
                break;
            }
        }
        let Some((format, reading)) = best else {
            self.nothing(capture);
            return;
        };
        self.captures[capture].format = Some(format.name().to_owned());
        let none = reading.records.is_empty()
            && reading
                .diagnostics
                .iter()
                .all(|d| d.severity < Severity::Error);
        let base = self.records.len();
        let name = self.captures[capture].name.clone();
        for (index, record) in reading.records.into_iter().enumerate() {
            let mut reference = record.reference;
            reference.sources = vec![Source::Capture(CaptureSource {
                batch: None,
                capture: capture as u32,
                file: Some(name.clone()),
                format: format.name().to_owned(),
                encoding: decoded.encoding.clone(),
                record: index as u32,
                start: record.range.start as u64,
                end: record.range.end as u64,
                site: record.site,
                notice: record.notice,
                listed_total: record.listed_total,
                listed_rank: record.listed_rank,
            })];
            self.records.push(PlannedRecord {
                capture,
                key: record.key.unwrap_or_else(|| format!("{name}#{index}")),
                reference,
                relation: record.relation,
                main: record.main.map(|m| base + m),
            });
        }
        self.diagnostics.extend(
            reading
                .diagnostics
                .into_iter()
                .map(|d| planned(capture, d, text)),
        );
        if none {
            self.nothing(capture);
        }
    }

    fn nothing(&mut self, capture: usize) {
        let name = self.captures[capture].name.clone();
        self.note(
            capture,
            Severity::Error,
            "nothing-recognised",
            format!(
                "No reference was recognised in “{name}”. It needs at least a title with authors, a journal, an abstract or an identifier such as a DOI."
            ),
            vec![("file", name)],
        );
    }

    fn note(
        &mut self,
        capture: usize,
        severity: Severity,
        code: &'static str,
        message: String,
        params: Vec<(&'static str, String)>,
    ) {
        self.diagnostics.push(PlannedDiagnostic {
            capture,
            record: None,
            span: None,
            severity,
            code,
            message,
            params,
        });
    }
}

/// How much of the text at a diagnostic's span is repeated, in characters.
const EXCERPT: usize = 60;

fn planned(capture: usize, d: Diagnostic, text: &str) -> PlannedDiagnostic {
    let slice = d.span.clone().and_then(|span| text.get(span));
    let excerpt = slice.map(|slice| {
        let line = slice.trim().lines().next().unwrap_or_default();
        ("text", line.chars().take(EXCERPT).collect())
    });
    PlannedDiagnostic {
        capture,
        record: d.record.map(|r| r as u32),
        span: d.span.map(|s| (s.start as u64, s.end as u64)),
        severity: d.severity,
        code: d.code,
        message: d.message,
        params: excerpt.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
