//! The import tray, and what an import brought.

use diglot_contract::view::{
    DuplicateChoice, DuplicateVerdict, ImportOutcome, ImportProblem, TextPiece, TrayDuplicate,
    TrayFile, TrayRecord, TraySearch, TrayView,
};
use diglot_library::model::PageRelation;
use diglot_library::tray::{
    CaptureView, Choice, Duplicate, DuplicateOf, MANY, RecordView, Tray, TrayText,
};
use diglot_library::{ImportDiagnostic, ImportReport, Severity, Verdict};

use super::detail::text_piece;
use super::{count, row_of};

/// Longer texts are not shown.
const LONGEST_TEXT: usize = 2_000_000;

/// As many ids as the window is told of an import.
const MOST_IDS: usize = 1_000;

/// The tray as a whole.
pub fn tray(tray: &Tray, reading: bool) -> TrayView {
    let summary = tray.summary();
    let search = tray.search();
    TrayView {
        files: tray.captures().map(|capture| file(&capture)).collect(),
        found: count(summary.found),
        references: count(summary.references),
        listed: count(summary.listed),
        duplicate_pairs: count(summary.duplicate_pairs),
        needs_metadata: count(summary.need_metadata),
        ticked: count(summary.ticked),
        reading,
        search: TraySearch {
            database: search.database,
            searched: search.searched,
            query: search.search,
        },
    }
}

fn file(capture: &CaptureView<'_>) -> TrayFile {
    let name = capture.name.unwrap_or_default();
    let worth_saying = |severity: Severity| severity > Severity::Note;
    TrayFile {
        id: capture.id,
        name: capture.name.map(str::to_owned),
        encoding: capture.encoding.to_owned(),
        format: capture.format.map(str::to_owned),
        references: count(capture.references),
        listed: count(capture.listed),
        has_text: capture.text_len > 0
            && capture.text_len <= LONGEST_TEXT
            && capture.references + capture.listed <= MANY,
        problems: capture
            .diagnostics
            .iter()
            .filter(|said| worth_saying(said.severity))
            .map(|said| ImportProblem {
                file: name.to_owned(),
                code: said.code.to_owned(),
                record: said.record,
                message: said.message.clone(),
            })
            .collect(),
    }
}

/// The text of a file in pieces.
pub fn pieces(text: TrayText<'_>) -> Vec<TextPiece> {
    let whole = text.text;
    text.segments
        .into_iter()
        .map(|segment| text_piece(whole, segment))
        .collect()
}

/// A record; `main` is the page's own work when the record is listed on a page.
pub fn record(record: &RecordView<'_>, main: Option<&RecordView<'_>>) -> TrayRecord {
    let listed = record.relation == Some(PageRelation::Related);
    TrayRecord {
        file: record.id.capture,
        record: record.id.record,
        row: row_of(String::new(), record.reference),
        ticked: record.ticked,
        listed_on: listed.then(|| {
            main.and_then(|main| main.reference.title())
                .unwrap_or_default()
                .to_owned()
        }),
        has_doi: record.reference.doi().is_some(),
        duplicates: record
            .duplicates
            .iter()
            .map(|duplicate| self::duplicate(duplicate))
            .collect(),
        choice: match record.choice {
            Choice::KeepBoth => DuplicateChoice::Keep,
            Choice::Merge => DuplicateChoice::Merge,
            Choice::Skip => DuplicateChoice::Skip,
        },
        span: [record.range.start as u32, record.range.end as u32],
        fixes: count(record.fixes),
    }
}

fn duplicate(duplicate: &Duplicate) -> TrayDuplicate {
    let (reference, tray, since) = match &duplicate.of {
        DuplicateOf::Library { id, since, .. } => (Some(id.to_string()), None, Some(since.clone())),
        DuplicateOf::Tray(id) => (None, Some([id.capture, id.record]), None),
    };
    TrayDuplicate {
        reference,
        tray,
        title: duplicate.title.clone(),
        verdict: verdict(duplicate.verdict),
        why: duplicate.why.clone(),
        since,
        brings: duplicate.brings.iter().map(ToString::to_string).collect(),
    }
}

/// How sure it is that works are the same.
pub fn verdict(verdict: Verdict) -> DuplicateVerdict {
    match verdict {
        Verdict::Same => DuplicateVerdict::Same,
        Verdict::Likely => DuplicateVerdict::Likely,
    }
}

/// What an import brought.
pub fn outcome(report: ImportReport) -> ImportOutcome {
    ImportOutcome {
        references: count(report.references.len()),
        listed: count(report.listed.len()),
        merged: count(report.merged.len()),
        skipped: count(report.skipped.len()),
        ids: report
            .references
            .iter()
            .take(MOST_IDS)
            .map(ToString::to_string)
            .collect(),
        problems: report.diagnostics.into_iter().map(problem).collect(),
    }
}

/// A remark on a file.
pub fn problem(said: ImportDiagnostic) -> ImportProblem {
    ImportProblem {
        file: said.file,
        code: said.code.to_owned(),
        record: said.record,
        message: said.message,
    }
}
