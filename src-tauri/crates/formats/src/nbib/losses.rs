//! What a written MEDLINE record does not carry.

use super::kinds;
use crate::output::Loss;
use crate::output::losses::{Carrier, losses as common};
use diglot_model::Reference;

/// The losses of a reference that was written as `text`.
pub(super) fn losses(reference: &Reference, item: &str, text: &str) -> Vec<Loss> {
    let read = super::read(text).records.into_iter().next();
    let carrier = Carrier {
        name: "MEDLINE",
        format: super::FORMAT,
        type_name: |kind| {
            kinds::name_of(kind)
                .unwrap_or("a record without a publication type")
                .to_owned()
        },
    };
    common(
        reference,
        read.as_ref().map(|r| &r.reference),
        item,
        carrier,
    )
}
