//! `diglot convert`.

use super::{each_file, say_diagnostic, say_unread};
use crate::args::Convert;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::{Busy, Destination, say};
use diglot_library::{Choices, Conversion, Remark};
use std::io;
use std::ops::ControlFlow;

/// Reads files and prints their references in another format, as they come.
pub(crate) fn run(command: &Convert) -> Outcome {
    let choices = Choices {
        encoding: command.encoding.clone(),
        format: command.from,
    };
    let mut destination = Destination::open(command.output.as_deref())?;
    let busy = Busy::with("Converting".to_owned());
    let mut tell = |remark| match remark {
        Remark::Unread(unread) => say_unread(&unread),
        Remark::Diagnostic(diagnostic) => say_diagnostic(&diagnostic),
        Remark::Loss(loss) => say(&format!("diglot: {}: {}", loss.item, loss.message)),
    };
    let mut conversion = Conversion::new(command.to, choices, &mut destination, &mut tell);
    let mut broken = None;
    let _ = each_file(&command.files, &mut |input| match conversion.input(input) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            broken = Some(error);
            ControlFlow::Break(())
        }
    });
    let ended = broken.map_or_else(|| conversion.end(), Err);
    drop(busy);
    let converted = match ended {
        Ok(converted) => converted,
        // Who reads has seen enough (`| head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(Exit::Done),
        Err(error) => {
            return Err(Failure::nothing(format!(
                "{} could not be written: {error}.",
                destination.name()
            )));
        }
    };
    destination.keep()?;
    Ok(if converted.records == 0 {
        Exit::Nothing
    } else if converted.failed > 0 {
        Exit::Part
    } else {
        Exit::Done
    })
}
