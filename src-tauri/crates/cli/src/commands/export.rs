//! `diglot export`.

use super::open;
use crate::args::{Export, Place};
use crate::exit::{Exit, Outcome};
use crate::output::{deliver, say};
use diglot_library::{Access, Filter, export};

/// Writes references of the library in a format.
pub(crate) fn run(place: &Place, command: &Export) -> Outcome {
    let filter = Filter::parse(&command.filter)?;
    let works = open(place, Access::Read)?.export(&filter)?;
    let exported = export(&works, command.to);
    deliver(&exported.text, command.output.as_deref())?;
    if let Some(path) = &command.output {
        say(&format!(
            "{} references written to {}.",
            works.len(),
            path.display()
        ));
    }
    for loss in &exported.losses {
        say(&format!("diglot: {}: {}", loss.item, loss.message));
    }
    Ok(Exit::Done)
}
