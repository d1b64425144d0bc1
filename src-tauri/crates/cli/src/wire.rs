//! From the library's values to those of the wire.

use diglot_contract::report;
use diglot_library::{
    BatchInfo, DuplicateGroup, HistoryLine, ImportDiagnostic, ImportPlan, ImportReport,
    OperationLine, OperationState, plan_remarks,
};

/// An import's report.
pub(crate) fn import_report(report: &ImportReport) -> report::ImportReport {
    let ids = |ids: &[diglot_library::ReferenceId]| ids.iter().map(ToString::to_string).collect();
    report::ImportReport {
        batch: report.batch.to_string(),
        references: ids(&report.references),
        listed: ids(&report.listed),
        merged: ids(&report.merged),
        skipped: report.skipped.clone(),
        duplicates: report.duplicates.iter().map(duplicate_group).collect(),
        missing: report.missing,
        diagnostics: report.diagnostics.iter().map(diagnostic).collect(),
    }
}

/// A group of duplicates of a library.
pub(crate) fn duplicate_group(group: &DuplicateGroup) -> report::DuplicateGroup {
    report::DuplicateGroup {
        members: group.members.iter().map(ToString::to_string).collect(),
        verdict: group.verdict.name().to_owned(),
        why: group.why.clone(),
    }
}

fn diagnostic(d: &ImportDiagnostic) -> report::Diagnostic {
    report::Diagnostic {
        file: d.file.clone(),
        record: d.record,
        span: d.span.map(|(start, end)| [start, end]),
        severity: d.severity.name().to_owned(),
        code: d.code.to_owned(),
        message: d.message.clone(),
    }
}

/// The diagnostics of a plan that is not imported.
pub(crate) fn plan_diagnostics(plan: &ImportPlan) -> Vec<report::Diagnostic> {
    plan_remarks(plan).iter().map(diagnostic).collect()
}

/// An operation.
pub(crate) fn operation(line: &OperationLine) -> report::Operation {
    report::Operation {
        id: line.id.to_string(),
        what: line.what.clone(),
        when: line.when.clone(),
        references: line.references,
        state: match line.state {
            OperationState::Applied => "done",
            _ => "undone",
        }
        .to_owned(),
        search: line.source.as_ref().and_then(search),
        changes: Vec::new(),
    }
}

/// The search that an import came from.
pub(crate) fn search(info: &BatchInfo) -> Option<report::Search> {
    let search = report::Search {
        database: info.database.clone(),
        date: info.searched.clone(),
        query: info.search.clone(),
    };
    (search != report::Search::default()).then_some(search)
}

/// An operation with what it changed of one reference.
pub(crate) fn history_line(line: &HistoryLine) -> report::Operation {
    report::Operation {
        changes: line
            .entry
            .changes
            .iter()
            .map(|(field, before, after)| report::FieldChange {
                field: field.clone(),
                before: before.clone(),
                after: after.clone(),
            })
            .collect(),
        ..operation(&line.operation)
    }
}
