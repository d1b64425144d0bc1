//! `diglot import`.

use super::{judge_plan, open, read_files, some_of};
use crate::args::{Import, OnDuplicate as Choice, Place};
use crate::exit::{Exit, Outcome};
use crate::output::{Busy, json, line};
use crate::wire;
use diglot_library::{Access, Choices, ImportOptions, ImportReport, OnDuplicate, plan};

/// Reads files into the library.
pub(crate) fn run(place: &Place, command: &Import) -> Outcome {
    let inputs = read_files(&command.files)?;
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
    let options = ImportOptions {
        with_related: command.with_related,
        on_duplicate: match command.on_duplicate {
            Choice::Keep => OnDuplicate::Keep,
            Choice::Merge => OnDuplicate::Merge,
            Choice::Skip => OnDuplicate::Skip,
        },
        ..ImportOptions::default()
    };
    let mut library = open(place, Access::Write)?;
    let busy = Busy::with(format!("Importing {} records", plan.records.len()));
    let report = library.import(plan, &options)?;
    drop(busy);
    if place.json {
        json(&wire::import_report(&report))?;
    } else {
        print(&report);
    }
    Ok(exit)
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
