//! `diglot undo`, `redo`, `history`.

use super::open;
use crate::args::{History, Place, Undo};
use crate::exit::{Exit, Outcome};
use crate::output::{json, line};
use crate::wire;
use diglot_library::{Access, OperationLine};

/// How many operations `undo --list` prints.
const LISTED: usize = 100;

/// Undoes the latest operation, or lists operations.
pub(crate) fn undo(place: &Place, command: &Undo) -> Outcome {
    if command.list {
        let operations = open(place, Access::Read)?.operations(LISTED)?;
        if place.json {
            json(&operations.iter().map(wire::operation).collect::<Vec<_>>())?;
        } else {
            for operation in &operations {
                let operation = wire::operation(operation);
                line(&format!(
                    "{}  {:6}  {}",
                    operation.when, operation.state, operation.what
                ));
            }
        }
        return Ok(Exit::Done);
    }
    let undone = open(place, Access::Write)?.undo()?;
    print(place, "Undone", &undone)
}

/// Redoes what was undone last.
pub(crate) fn redo(place: &Place) -> Outcome {
    let redone = open(place, Access::Write)?.redo()?;
    print(place, "Done again", &redone)
}

fn print(place: &Place, what: &str, operation: &OperationLine) -> Outcome {
    if place.json {
        json(&wire::operation(operation))?;
    } else {
        line(&format!("{what}: {}", operation.what));
    }
    Ok(Exit::Done)
}

/// What was done to a reference.
pub(crate) fn history(place: &Place, command: &History) -> Outcome {
    let library = open(place, Access::Read)?;
    let id = library.resolve(&command.id)?;
    let lines = library.history(id)?;
    if place.json {
        json(&lines.iter().map(wire::history_line).collect::<Vec<_>>())?;
    } else {
        for entry in &lines {
            let operation = wire::history_line(entry);
            line(&format!(
                "{}  {:6}  {}",
                operation.when, operation.state, operation.what
            ));
            for change in &operation.changes {
                line(&format!("    {}", change.field));
            }
        }
    }
    Ok(Exit::Done)
}
