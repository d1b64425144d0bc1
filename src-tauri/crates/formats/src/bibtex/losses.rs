//! What a written BibTeX entry does not carry.

use super::entry::Entry;
use super::read::{State, read};
use super::write::Dialect;
use crate::output::Loss;
use crate::output::losses::{Carrier, losses as compare};
use diglot_model::Reference;

/// The losses of a reference that was written as `text`.
pub(super) fn losses(
    reference: &Reference,
    item: &str,
    entry: &Entry,
    text: &str,
    dialect: Dialect,
) -> Vec<Loss> {
    let back = read(text, &mut State::default()).records.into_iter().next();
    let carrier = Carrier {
        name: dialect.name(),
        format: super::FORMAT,
        type_name: match dialect {
            Dialect::Bibtex => |kind| format!("@{}", Dialect::Bibtex.entry_of(kind)),
            Dialect::Biblatex => |kind| format!("@{}", Dialect::Biblatex.entry_of(kind)),
        },
    };
    let back = back.map(|record| record.reference);
    let mut found = compare(reference, back.as_ref(), item, carrier);
    let mut add = |field: &str, message: String| match found.iter_mut().find(|l| l.field == field) {
        Some(loss) => {
            loss.message.push(' ');
            loss.message.push_str(&message);
        }
        None => found.push(Loss {
            item: item.to_owned(),
            field: field.to_owned(),
            message,
        }),
    };
    for name in &entry.refused {
        let message = format!("“{name}” could not be written: its name is taken, or none.");
        add("unmapped", message);
    }
    let mut counts = reference.observations.iter();
    if counts.any(|o| o.by.is_some() || o.date.is_some()) {
        let message = format!("{} cannot say who counted, nor when.", dialect.name());
        add("observations", message);
    }
    found
}
