//! What an answer offers to a reference, field by field, and taking some of it over.
//!
//! Texts go by language: a title in a language that the reference has none in fills a gap,
//! and is no rival of the title that it has. What is the same apart from spelling is not
//! offered. Nothing that stands is replaced unless it is chosen.

mod people;
mod put;
mod same;
mod slot;
mod view;

use diglot_model::{CaptureSource, Field, FieldChange, LanguageTag, Reference, Source};
use slot::{Slot, slots};
use std::collections::BTreeSet;

/// A value that an answer offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedField {
    /// Names the proposal among those of one answer, for [`apply`]: the field's name, with
    /// `:language` behind it where there may be one a language.
    pub key: String,
    /// The field of the model.
    pub field: Field,
    /// The language of a text.
    pub lang: Option<LanguageTag>,
    /// What stands there now, for people.
    pub now: Option<String>,
    /// What is offered, for people.
    pub proposed: String,
    /// Who offers it, such as `crossref`.
    pub service: String,
    /// Whether it fills a gap or differs from what stands there.
    pub kind: ProposalKind,
    /// Whether what stands there was typed or chosen by the user, who always wins.
    pub edited: bool,
}

/// What a proposal does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalKind {
    /// It adds what is missing and takes nothing away: ticked from the start.
    Fill,
    /// It would replace what stands there: never ticked from the start.
    Conflict,
}

/// What `found` offers to `current`, in the order in which people read a reference.
pub fn propose(current: &Reference, found: &Reference) -> Vec<ProposedField> {
    let service = service_of(found);
    slots(found)
        .into_iter()
        .filter_map(|slot| {
            let view = slot.view(current, found)?;
            Some(ProposedField {
                key: slot.key(found),
                field: slot.field(),
                lang: slot.lang(found),
                kind: if view.fills && !view.edited {
                    ProposalKind::Fill
                } else {
                    ProposalKind::Conflict
                },
                now: view.now,
                proposed: view.proposed,
                service: service.clone(),
                edited: view.edited,
            })
        })
        .collect()
}

/// The changes that take the proposals with these keys over, each value with the lookup as
/// its source. Empty when none of the keys is among the proposals.
pub fn apply(
    current: &Reference,
    found: &Reference,
    chosen: &BTreeSet<String>,
) -> Vec<FieldChange> {
    let mut after = current.clone();
    pad_sources(&mut after);
    let Ok(source) = u16::try_from(after.sources.len()) else {
        return Vec::new();
    };
    let taken: Vec<Slot> = slots(found)
        .into_iter()
        .filter(|slot| chosen.contains(&slot.key(found)) && slot.view(current, found).is_some())
        .collect();
    let Some(lookup) = found.sources.first().filter(|_| !taken.is_empty()) else {
        return Vec::new();
    };
    after.sources.push(lookup.clone());
    for slot in taken {
        slot.put(&mut after, found, source);
    }
    current.changes_to(&after)
}

/// Values of a reference that was built without sources point to one that says nothing.
fn pad_sources(reference: &mut Reference) {
    let mut most = reference.unmapped.iter().map(|field| field.source).max();
    reference.each_value(|_, source, _| most = most.max(Some(source)));
    let needed = most.map_or(0, |index| usize::from(index) + 1);
    while reference.sources.len() < needed {
        let nothing = Source::Capture(CaptureSource::default());
        reference.sources.push(nothing);
    }
}

fn service_of(found: &Reference) -> String {
    match found.sources.first() {
        Some(Source::Lookup { service, .. }) => service.clone(),
        _ => String::new(),
    }
}
