//! Taking what a slot offers into a reference.

use super::slot::Slot;
use super::{people, same};
use crate::notices;
use diglot_model::{Abstract, Identifier, IdentifierScheme, Reference, Sourced, UnmappedField};

impl Slot {
    /// Puts it into a reference, with the index of the lookup among its sources.
    pub(super) fn put(&self, after: &mut Reference, found: &Reference, source: u16) {
        match self {
            Self::Kind => after.kind = found.kind,
            Self::Text(field, at) => {
                let Some(new) = found.texts(*field).get(*at) else {
                    return;
                };
                let values = after.texts.entry(*field).or_default();
                let new = taken(&new.value, source);
                match values
                    .iter()
                    .position(|old| same::slot(&old.lang, &new.lang))
                {
                    Some(at) => values[at] = new,
                    None => values.push(new),
                }
            }
            Self::People(role) => people::put(after, found, *role, source),
            Self::Date(field) => {
                if let Some(new) = found.dates.get(field) {
                    after.dates.insert(*field, taken(&new.value, source));
                }
            }
            Self::Scalar(field) => {
                if let Some(new) = found.scalars.get(field) {
                    after.scalars.insert(*field, taken(&new.value, source));
                }
            }
            Self::Identifiers(scheme) => put_identifiers(after, found, scheme, source),
            Self::Url => {
                if let Some(new) = found.urls.first() {
                    after.urls = vec![taken(&new.value, source)];
                }
            }
            Self::Abstract(at) => {
                let Some(new) = found.abstracts.get(*at) else {
                    return;
                };
                let new: Sourced<Abstract> = taken(&new.value, source);
                let values = &mut after.abstracts;
                match values
                    .iter()
                    .position(|old| same::slot(&old.lang, &new.lang))
                {
                    Some(at) => values[at] = new,
                    None => values.push(new),
                }
            }
            Self::Keywords(lang) => {
                let new = found.keywords.iter().filter(|k| k.lang == *lang);
                after.keywords.extend(new.map(|k| taken(&k.value, source)));
            }
            Self::Language => {
                after.language = found.language.as_ref().map(|l| taken(&l.value, source));
            }
            Self::Notices => {
                for field in &found.unmapped {
                    if notices::read(field).is_some() && !is_kept(&after.unmapped, field) {
                        after.unmapped.push(UnmappedField {
                            source,
                            ..field.clone()
                        });
                    }
                }
            }
        }
    }
}

fn put_identifiers(
    after: &mut Reference,
    found: &Reference,
    scheme: &IdentifierScheme,
    source: u16,
) {
    let new: Vec<&Sourced<Identifier>> = found
        .identifiers
        .iter()
        .filter(|i| i.scheme == *scheme)
        .collect();
    let is_new = |old: &Identifier| {
        new.iter()
            .any(|n| same::identifier(&n.value.value, &old.value))
    };
    let shares = after
        .identifiers
        .iter()
        .any(|old| old.scheme == *scheme && is_new(old));
    if !shares {
        after.identifiers.retain(|old| old.scheme != *scheme);
    }
    for identifier in new {
        let known = after.identifiers.iter().any(|old| {
            old.scheme == *scheme && same::identifier(&old.value.value, &identifier.value.value)
        });
        if !known {
            after.identifiers.push(taken(&identifier.value, source));
        }
    }
}

fn is_kept(kept: &[UnmappedField], field: &UnmappedField) -> bool {
    let notice = notices::read(field);
    kept.iter().any(|known| notices::read(known) == notice)
}

/// A value taken over from the lookup.
pub(super) fn taken<T: Clone>(value: &T, source: u16) -> Sourced<T> {
    Sourced {
        source,
        ..Sourced::bare(value.clone())
    }
}
