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

/// What a text is in which no format found anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    /// Numbers of works, such as PMIDs.
    Numbers,
    /// XML or JSON.
    Data,
    /// Words.
    Text,
}

impl Unknown {
    /// By how it begins.
    pub(super) fn of(beginning: &str) -> Self {
        if is_list_of_numbers(beginning) {
            Self::Numbers
        } else if diglot_formats::is_data(beginning) {
            Self::Data
        } else {
            Self::Text
        }
    }
}

/// No format found anything.
pub(super) fn nothing(name: &str, what: Unknown) -> PlannedDiagnostic {
    let (code, why) = match what {
        Unknown::Numbers => (
            "only-numbers",
            "It holds numbers of works, such as PMIDs, and no references. Look them up: paste them into the search field, or use “diglot lookup”.",
        ),
        Unknown::Data => (
            "unknown-data",
            "It is XML or JSON of a kind that is not read. Export the references as RIS, BibTeX or CSL-JSON, and import that.",
        ),
        Unknown::Text => (
            "nothing-recognised",
            "It needs at least a title with authors, a journal, an abstract or an identifier such as a DOI.",
        ),
    };
    PlannedDiagnostic::of_file(
        Severity::Error,
        code,
        format!("No reference was recognised in “{name}”. {why}"),
        vec![("file", name.to_owned())],
    )
}

/// How many words of a text are looked at.
const WORDS: usize = 2000;

/// PMIDs, PMCIDs, arXiv numbers and the like, one beside the other: words that hold digits,
/// with the labels of such numbers.
fn is_list_of_numbers(text: &str) -> bool {
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '；' | '、');
    let words = text.split(separators).filter(|word| !word.is_empty());
    let mut numbers = 0;
    for word in words.take(WORDS) {
        let lower = word.to_ascii_lowercase();
        let bare = ["pmid", "pmcid", "pmc", "arxiv", "isbn"]
            .iter()
            .find_map(|label| lower.strip_prefix(label))
            .map_or(lower.as_str(), |rest| rest.trim_start_matches([':', '：']));
        let digits = bare.bytes().filter(u8::is_ascii_digit).count();
        let others = bare
            .bytes()
            .any(|b| !(b.is_ascii_digit() || b"-.vx/".contains(&b)));
        match digits {
            _ if others => return false,
            0 if bare.is_empty() => {}
            // The number of a line, with its mark.
            1..=3 if bare.ends_with('.') => {}
            5..=13 => numbers += 1,
            _ => return false,
        }
    }
    numbers > 0
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

#[cfg(test)]
mod tests {
    use super::{Unknown, nothing};

    #[test]
    fn why_nothing_was_recognised() {
        let code = |text: &str| nothing("x", Unknown::of(text)).code;
        for numbers in [
            "12345678\n23456789\n34567890\n",
            "PMID: 12345678, PMID: 23456789",
            "1. PMC1234567\r\n2. PMC2345678",
            "arXiv:2101.00001v2 2101.00002",
        ] {
            assert_eq!(code(numbers), "only-numbers", "{numbers}");
        }
        assert_eq!(code("<catalog><a>b</a></catalog>"), "unknown-data");
        for words in ["hello world", "", "1 2 3", "call 12345678", "2019 2020"] {
            assert_eq!(code(words), "nothing-recognised", "{words}");
        }
    }
}
