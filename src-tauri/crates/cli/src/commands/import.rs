//! `diglot import`.

use super::{judge_plan, open, read_files, say_diagnostic, some_of};
use crate::args::{Import, OnDuplicate as Choice, Place};
use crate::exit::{Exit, Failure, Outcome};
use crate::output::{Busy, json, line, say};
use crate::wire;
use diglot_library::{
    Access, BatchInfo, Choices, ImportOptions, ImportReport, OnDuplicate, Severity, input_size,
    plan,
};
use std::path::Path;

/// Files of so many bytes and more are read piece by piece, and their duplicates are not
/// judged at once.
const LARGE: u64 = 64 << 20;

/// Reads files into the library.
pub(crate) fn run(place: &Place, command: &Import) -> Outcome {
    let options = options(command);
    if !command.files.iter().any(|path| path == Path::new("-"))
        && input_size(&command.files) >= LARGE
    {
        return large(place, command, &options);
    }
    let inputs = read_files(&command.files);
    let busy = Busy::with(format!("Reading {} files", inputs.files.len()));
    let plan = plan(inputs.files, &Choices::default());
    drop(busy);
    let exit = judge_plan(&plan, inputs.unread);
    if plan.records.is_empty() {
        if place.json {
            json(&serde_json::json!({
                "batch": null, "references": [], "listed": [], "duplicates": [], "missing": 0,
                "diagnostics": wire::plan_diagnostics(&plan),
            }))?;
        }
        return Ok(Exit::Nothing);
    }
    let mut library = open(place, Access::Write)?;
    let busy = Busy::with(format!("Importing {} records", plan.records.len()));
    let report = library.import(plan, &options)?;
    drop(busy);
    told(place, &report)?;
    Ok(exit)
}

fn options(command: &Import) -> ImportOptions {
    ImportOptions {
        with_related: command.with_related,
        on_duplicate: match command.on_duplicate {
            Choice::Keep => OnDuplicate::Keep,
            Choice::Merge => OnDuplicate::Merge,
            Choice::Skip => OnDuplicate::Skip,
        },
        info: BatchInfo {
            files: Vec::new(),
            database: command.source_database.clone(),
            searched: command.source_date.clone(),
            search: command.source_query.clone(),
        },
    }
}

fn large(place: &Place, command: &Import, options: &ImportOptions) -> Outcome {
    if options.on_duplicate != OnDuplicate::Keep {
        return Err(Failure::usage(
            "Duplicates among so many records cannot be merged or left out on import; import them with --on-duplicate keep, then see “diglot duplicates” and “diglot merge”.",
        ));
    }
    let mut library = open(place, Access::Write)?;
    let busy = Busy::with("Importing".to_owned());
    let mut failed = 0;
    let report = library.import_large(&command.files, options, &mut |diagnostic| {
        failed += usize::from(diagnostic.severity == Severity::Error);
        say_diagnostic(diagnostic);
    })?;
    drop(busy);
    say(
        "diglot: So many records are not searched for duplicates on import; “diglot duplicates” does it.",
    );
    told(place, &report)?;
    Ok(if failed > 0 { Exit::Part } else { Exit::Done })
}

fn told(place: &Place, report: &ImportReport) -> Result<(), Failure> {
    if place.json {
        json(&wire::import_report(report))
    } else {
        print(report);
        Ok(())
    }
}

fn print(report: &ImportReport) {
    line(&format!(
        "Imported {} {}{}{}{}; {} lack something.",
        report.references.len(),
        if report.references.len() == 1 {
            "reference"
        } else {
            "references"
        },
        count(report.listed.len(), ", {} works listed on a page"),
        count(
            report.merged.len(),
            ", {} merged into references that were there"
        ),
        count(report.skipped.len(), ", {} left out as duplicates"),
        report.missing,
    ));
    for group in report.duplicates.iter().take(SHOWN_GROUPS) {
        let sure = if group.verdict.name() == "same" {
            "Certainly"
        } else {
            "Perhaps"
        };
        let members: Vec<String> = group.members.iter().map(ToString::to_string).collect();
        let why = group.why.join("; ");
        line(&format!(
            "{sure} the same work: {} ({why})",
            some_of(&members)
        ));
    }
    if report.duplicates.len() > SHOWN_GROUPS {
        line(&format!(
            "… and {} more groups; “diglot duplicates” lists all.",
            report.duplicates.len() - SHOWN_GROUPS
        ));
    }
    line("“diglot undo” takes all of it back.");
}

/// How many groups of duplicates the report shows.
const SHOWN_GROUPS: usize = 10;

fn count(n: usize, words: &str) -> String {
    if n == 0 {
        String::new()
    } else {
        words.replace("{}", &n.to_string())
    }
}
