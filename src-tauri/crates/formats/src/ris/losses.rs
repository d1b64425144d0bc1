//! What a written RIS record does not carry.

use crate::output::Loss;
use crate::output::losses::{Carrier, losses as common};
use diglot_model::{Reference, TextField};

/// The losses of a reference that was written as `text`.
pub(super) fn losses(reference: &Reference, item: &str, text: &str) -> Vec<Loss> {
    let read = super::read(text).records.into_iter().next();
    let back = read.map(|r| r.reference);
    let carrier = Carrier {
        name: "RIS",
        format: super::FORMAT,
        type_name: |kind| super::types::name_of(kind).to_owned(),
    };
    let mut found = common(reference, back.as_ref(), item, carrier);
    if back.is_some() && reference.texts(TextField::Title).len() > 2 {
        let message =
            "Other programs keep one TT line; the further titles stand in lines of their own.";
        match found.iter_mut().find(|l| l.field == "title") {
            Some(loss) => {
                loss.message.push(' ');
                loss.message.push_str(message);
            }
            None => found.push(Loss {
                item: item.to_owned(),
                field: "title".to_owned(),
                message: message.to_owned(),
            }),
        }
    }
    found
}
