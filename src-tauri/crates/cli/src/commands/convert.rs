//! `diglot convert`.

use super::{judge_plan, read_files};
use crate::args::Convert;
use crate::exit::Outcome;
use crate::output::{Busy, deliver, say};
use diglot_library::{Choices, convert, plan};

/// Reads files and prints their references in another format.
pub(crate) fn run(command: &Convert) -> Outcome {
    let inputs = read_files(&command.files)?;
    let busy = Busy::with(format!("Reading {} files", inputs.files.len()));
    let choices = Choices {
        encoding: command.encoding.clone(),
        format: None,
    };
    let plan = plan(inputs.files, &choices);
    let exported = convert(&plan, command.to);
    drop(busy);
    let exit = judge_plan(&plan, inputs.unread);
    deliver(&exported.text, command.output.as_deref())?;
    for loss in &exported.losses {
        say(&format!("diglot: {}: {}", loss.item, loss.message));
    }
    Ok(exit)
}
