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
use std::collections::{BTreeMap, BTreeSet};

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
                service: service_of(found, slot.source(found)),
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
    merged(current, found, chosen)
        .map(|after| current.changes_to(&after))
        .unwrap_or_default()
}

/// The reference with the proposals of these keys; `None` when none of them is one.
pub(crate) fn merged(
    current: &Reference,
    found: &Reference,
    chosen: &BTreeSet<String>,
) -> Option<Reference> {
    let mut after = current.clone();
    pad_sources(&mut after);
    let taken: Vec<Slot> = slots(found)
        .into_iter()
        .filter(|slot| chosen.contains(&slot.key(found)) && slot.view(current, found).is_some())
        .collect();
    if taken.is_empty() {
        return None;
    }
    // An answer may have been filled from a second service: each value keeps its own.
    let mut places: BTreeMap<u16, u16> = BTreeMap::new();
    for slot in taken {
        let of = slot.source(found);
        let place = if let Some(place) = places.get(&of) {
            *place
        } else {
            let place = u16::try_from(after.sources.len()).ok()?;
            let lookup = found.sources.get(usize::from(of))?;
            after.sources.push(lookup.clone());
            places.insert(of, place);
            place
        };
        slot.put(&mut after, found, place);
    }
    Some(after)
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

fn service_of(found: &Reference, source: u16) -> String {
    match found.sources.get(usize::from(source)) {
        Some(Source::Lookup { service, .. }) => service.clone(),
        _ => String::new(),
    }
}
