//! `diglot merge`.

use super::open;
use crate::args::{Merge, Place};
use crate::exit::{Exit, Failure, Outcome};
use crate::output::{json, line};
use diglot_contract::report;
use diglot_library::{Access, Field, MergeChoices};

/// Merges references.
pub(crate) fn run(place: &Place, command: &Merge) -> Outcome {
    let mut library = open(place, Access::Write)?;
    let ids = command
        .ids
        .iter()
        .map(|id| library.resolve(id))
        .collect::<Result<Vec<_>, _>>()?;
    let mut choices = MergeChoices::new();
    for choice in &command.choose {
        let (field, id) = choice
            .split_once('=')
            .ok_or_else(|| Failure::usage(format!("“{choice}” is not FIELD=REF.")))?;
        let field = Field::from_name(field).map_err(|error| Failure::usage(format!("{error}.")))?;
        choices.insert(field, library.resolve(id)?);
    }
    let report = library.merge(&ids, &choices)?;
    if place.json {
        json(&report::MergeReport {
            survivor: report.survivor.to_string(),
            merged: report.merged.iter().map(ToString::to_string).collect(),
        })?;
    } else {
        line(&format!(
            "Merged {} into {}; “diglot undo” restores each exactly.",
            report
                .merged
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
            report.survivor
        ));
    }
    Ok(Exit::Done)
}
