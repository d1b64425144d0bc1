//! `diglot duplicates`.

use super::{judge_plan, open, read_files, some_of};
use crate::args::{Duplicates, Place};
use crate::exit::{Exit, Outcome};
use crate::output::{Busy, json, line};
use crate::wire;
use diglot_contract::report::DuplicateGroup;
use diglot_library::{Access, Choices, duplicates_of, plan};

/// Finds the same works in the library or in files.
pub(crate) fn run(place: &Place, command: &Duplicates) -> Outcome {
    let (groups, exit) = if command.files.is_empty() {
        let library = open(place, Access::Read)?;
        let busy = Busy::with("Comparing references".to_owned());
        let groups = library.duplicates()?;
        drop(busy);
        (
            groups.iter().map(wire::duplicate_group).collect(),
            Exit::Done,
        )
    } else {
        in_files(command)
    };
    if place.json {
        json(&groups)?;
    } else {
        for group in &groups {
            line(&format!("{}: {}", group.verdict, some_of(&group.members)));
            group.why.iter().for_each(|why| line(&format!("    {why}")));
        }
        line(&format!("{} groups", groups.len()));
    }
    Ok(exit)
}

fn in_files(command: &Duplicates) -> (Vec<DuplicateGroup>, Exit) {
    let inputs = read_files(&command.files);
    let busy = Busy::with(format!(
        "Comparing the records of {} files",
        inputs.files.len()
    ));
    let plan = plan(inputs.files, &Choices::default());
    let found = duplicates_of(&plan);
    drop(busy);
    let exit = judge_plan(&plan, inputs.unread);
    let groups = found
        .into_iter()
        .map(|group| DuplicateGroup {
            members: group.members.iter().map(|i| plan.place_of(*i)).collect(),
            verdict: group.verdict.name().to_owned(),
            why: group.why,
        })
        .collect();
    (groups, exit)
}
