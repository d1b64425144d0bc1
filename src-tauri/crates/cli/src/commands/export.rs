//! `diglot export`.

use super::open;
use crate::args::{Export, ExportFormat, Place};
use crate::exit::{Exit, Outcome};
use crate::output::{deliver, say};
use diglot_library::exchange::{ExchangeFormat, document_of, write};
use diglot_library::{Access, Filter, ReferenceFormat, Stored, export};

/// Writes references of the library in a format.
pub(crate) fn run(place: &Place, command: &Export) -> Outcome {
    let filter = Filter::parse(&command.filter)?;
    let works = open(place, Access::Read)?.export(&filter)?;
    match command.to {
        ExportFormat::References(format) => references(command, &works, format),
        ExportFormat::Bilingual(format) => bilingual(command, &works, format),
    }
}

fn references(command: &Export, works: &[Stored], format: ReferenceFormat) -> Outcome {
    let exported = export(works, format);
    deliver(&exported.text, command.output.as_deref())?;
    written(command, works.len());
    for loss in &exported.losses {
        say(&format!("diglot: {}: {}", loss.item, loss.message));
    }
    Ok(Exit::Done)
}

/// Writes the abstracts of the references that have them in two languages.
fn bilingual(command: &Export, works: &[Stored], format: ExchangeFormat) -> Outcome {
    let documents: Vec<_> = works.iter().filter_map(document_of).collect();
    deliver(&write(&documents, format), command.output.as_deref())?;
    written(command, documents.len());
    let left_out = works.len() - documents.len();
    if left_out > 0 {
        say(&format!(
            "diglot: {left_out} references have no abstract in two languages and were left out"
        ));
    }
    Ok(Exit::Done)
}

fn written(command: &Export, count: usize) {
    if let Some(path) = &command.output {
        say(&format!(
            "{count} references written to {}.",
            path.display()
        ));
    }
}
