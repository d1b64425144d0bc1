//! What is said about files and their places.

use crate::PlannedDiagnostic;
use diglot_formats::{Diagnostic, FormatName, Severity};
use diglot_text::decode::{NotText, Told};

impl PlannedDiagnostic {
    /// A remark on a file as a whole.
    pub(crate) fn of_file(
        severity: Severity,
        code: &'static str,
        message: String,
        params: Vec<(&'static str, String)>,
    ) -> Self {
        Self {
            capture: 0,
            record: None,
            span: None,
            severity,
            code,
            message,
            params,
        }
    }
}

/// Why a file is not read, and what to do.
pub(super) fn refusal(name: &str, reason: &NotText) -> PlannedDiagnostic {
    let (code, advice) = match reason {
        NotText::Empty => ("empty", "there is nothing to import."),
        NotText::Known(_) | NotText::Binary => (
            "not-text",
            "Export the references from their program as RIS or text, and import that.",
        ),
        NotText::UnknownEncoding(_) => ("encoding", "Choose another encoding."),
    };
    let reason = reason.to_string();
    let joiner = if code == "empty" { ": " } else { ". " };
    PlannedDiagnostic::of_file(
        Severity::Error,
        code,
        format!("“{name}” was not imported: {reason}{joiner}{advice}"),
        vec![("file", name.to_owned()), ("reason", reason)],
    )
}

/// How much of the text at a diagnostic's span is repeated, in characters.
const EXCERPT: usize = 60;

/// A reader's remark, with the text that it is about.
pub(super) fn planned(d: Diagnostic, text: Option<&str>) -> PlannedDiagnostic {
    let excerpt = text.map(|text| {
        let line = text.trim().lines().next().unwrap_or_default();
        ("text", line.chars().take(EXCERPT).collect())
    });
    PlannedDiagnostic {
        capture: 0,
        record: d.record.map(|r| r as u32),
        span: d.span.map(|s| (s.start as u64, s.end as u64)),
        severity: d.severity,
        code: d.code,
        message: d.message,
        params: excerpt.into_iter().collect(),
    }
}

/// No format found anything.
pub(super) fn nothing(name: &str) -> PlannedDiagnostic {
    PlannedDiagnostic::of_file(
        Severity::Error,
        "nothing-recognised",
        format!(
            "No reference was recognised in “{name}”. It needs at least a title with authors, a journal, an abstract or an identifier such as a DOI."
        ),
        vec![("file", name.to_owned())],
    )
}

/// A record, or a text that must be read whole, is longer than so many bytes.
pub(super) fn too_long(
    name: &str,
    format: Option<FormatName>,
    records: usize,
    limit: usize,
) -> PlannedDiagnostic {
    let format = format.map_or("", FormatName::name);
    let megabytes = limit >> 20;
    let (before, advice) = match records {
        0 => (
            String::new(),
            "Export it in parts, or as RIS, which may have any length.",
        ),
        n => (
            format!(" The {n} records before that were read."),
            "Look there, or export it again.",
        ),
    };
    PlannedDiagnostic::of_file(
        Severity::Error,
        "too-long",
        format!(
            "“{name}” holds more than {megabytes} MB in which no record ends (read as {format}); that is not read at once.{before} {advice}"
        ),
        vec![("file", name.to_owned()), ("format", format.to_owned())],
    )
}

/// Some of the bytes are no characters.
pub(super) fn damaged(told: &Told) -> PlannedDiagnostic {
    PlannedDiagnostic::of_file(
        Severity::Warning,
        "encoding-damaged",
        format!(
            "{} characters are not valid {} and were replaced; choose another encoding if the text looks wrong.",
            told.replaced, told.encoding
        ),
        vec![
            ("count", told.replaced.to_string()),
            ("encoding", told.encoding.clone()),
        ],
    )
}
