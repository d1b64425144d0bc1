//! Looking works up, in stages of which only some need the library: while the network
//! works, nobody has to wait for it.
//!
//! 1. [`recognise`] what was pasted, or take [`askable`] of a reference.
//! 2. [`Library::holding`]: it may be there already.
//! 3. [`ask`], or [`ask_about`] a reference: blocks until there is an [`Answer`], without
//!    the library. What services answered before is in its [`answers`].
//! 4. [`Library::add_looked_up`], or [`propose`](fn@propose), let somebody choose, and
//!    [`Library::complete_from`].
//!
//! What cannot be asked for want of a network waits in the library's [`errands`].

mod answers;
mod errands;
mod keyring;
mod network;

use crate::error::Result;
use crate::library::Library;
use diglot_formats::csl_json::ItemContext;
use diglot_model::{Identifier, Reference, Source, Sourced};
use diglot_store::{
    BatchInfo, NewReference, Operation, OperationId, ReferenceId, Standing, Stored,
};
use serde_json::Value;
use std::collections::BTreeSet;

pub use answers::{Answers, KeptAnswer};
pub use diglot_lookup::net::{
    ALLOWED, AllowedHost, CancelToken, Client, ClientOptions, Limits, NetError, Proxy, TestOrigin,
    Timestamp,
};
pub use diglot_lookup::{
    Answer, By, Candidate, Fault, Forgetful, Inquiry, Keys, Memory, Notice, NoticeDirection,
    Outcome, ProposalKind, ProposedField, Service, ShortMemory, Trait, apply, askable,
    complete as ask_about, each, free_copy, landing_url, look_up as ask, notices, only_identifiers,
    propose, recognise,
};
pub use diglot_model::IdentifierScheme;
pub use diglot_store::{Errand, ErrandKind};
pub use keyring::{KEYED, KeyedService, Secrets, SecretsError, SystemKeyring, keys};
pub use network::{Network, ProxyChoice};

/// So many works at most are compared when one identifier is looked for.
const SHARING: usize = 64;

/// The keys of the proposals that are ticked from the start: those that fill a gap.
pub fn fills(proposals: &[ProposedField]) -> BTreeSet<String> {
    proposals
        .iter()
        .filter(|proposal| proposal.kind == ProposalKind::Fill)
        .map(|proposal| proposal.key.clone())
        .collect()
}

/// What was found as a CSL-JSON item, before it is in a library.
pub fn found_item(reference: &Reference, id: &str) -> Value {
    let context = ItemContext {
        id: id.to_owned(),
        relation: None,
        provenance: true,
    };
    diglot_formats::csl_json::item(reference, &context)
}

impl Library {
    /// The work that has an identifier: a reference rather than a work that a page lists.
    pub fn holding(&self, identifier: &Identifier) -> Result<Option<Stored>> {
        let mut probe = Reference::default();
        probe.add_identifier(Sourced::bare(identifier.clone()));
        let mut listed = None;
        for id in self.store.sharing_keys(&probe, SHARING)? {
            let stored = self.store.get_present(id)?;
            let has = |known: &Sourced<Identifier>| known.value == *identifier;
            if !stored.reference.identifiers.iter().any(has) {
                continue;
            }
            if stored.standing == Standing::Reference {
                return Ok(Some(stored));
            }
            listed.get_or_insert(stored);
        }
        Ok(listed)
    }

    /// Takes the proposals with these keys over from what a service answered, as one
    /// operation. They are made anew from the reference as it is now: what changed while
    /// the network was asked is not undone. `None` when there was nothing to take.
    pub fn complete_from(
        &mut self,
        id: ReferenceId,
        found: &Reference,
        chosen: &BTreeSet<String>,
    ) -> Result<Option<OperationId>> {
        let changes = apply(&self.store.get_present(id)?.reference, found, chosen);
        self.complete(id, &service_of(found), &changes)
    }

    /// Fills what references lack from what services answered, as one operation: for each,
    /// the keys of the proposals that fill a gap. Returns the operation and how many
    /// references changed.
    pub fn complete_many(
        &mut self,
        found: &[(ReferenceId, Reference)],
    ) -> Result<(Option<OperationId>, usize)> {
        let mut services: Vec<String> = Vec::new();
        let mut count = 0;
        let mut after = Vec::new();
        for (id, found) in found {
            let Ok(current) = self.store.get_present(*id) else {
                // It was deleted while the network was asked.
                continue;
            };
            let current = current.reference;
            let chosen = fills(&propose(&current, found));
            let changes = apply(&current, found, &chosen);
            if changes.is_empty() {
                continue;
            }
            let service = service_of(found);
            if !services.contains(&service) {
                services.push(service);
            }
            count += 1;
            after.push((*id, changes));
        }
        if after.is_empty() {
            return Ok((None, 0));
        }
        let operation = Operation::Complete {
            service: services.join(", "),
        };
        let ((), operation) = self.store.transact(&operation, |tx| {
            for (id, changes) in after {
                let mut reference = tx.get(id)?.reference;
                for change in changes {
                    reference
                        .set_field(change.field, change.after)
                        .map_err(diglot_store::StoreError::from)?;
                }
                tx.update(id, &reference)?;
            }
            Ok::<_, diglot_store::StoreError>(())
        })?;
        Ok((operation, count))
    }

    /// Adds references that services answered, as one operation.
    pub fn add_many_looked_up(&mut self, references: Vec<Reference>) -> Result<Vec<ReferenceId>> {
        let mut services: Vec<String> = references.iter().map(service_of).collect();
        services.sort();
        services.dedup();
        let info = BatchInfo {
            database: Some(services.join(", ")),
            ..BatchInfo::default()
        };
        let mut writer = self.store.import(&info)?;
        let ids = references
            .into_iter()
            .map(|reference| writer.add(NewReference::new(reference)))
            .collect::<std::result::Result<_, _>>()?;
        writer.commit_added()?;
        Ok(ids)
    }

    /// Adds a reference that a service answered, as one operation.
    pub fn add_looked_up(&mut self, reference: Reference, service: &str) -> Result<ReferenceId> {
        let info = BatchInfo {
            database: Some(service.to_owned()),
            ..BatchInfo::default()
        };
        let mut writer = self.store.import(&info)?;
        let id = writer.add(NewReference::new(reference))?;
        writer.commit_added()?;
        Ok(id)
    }
}

/// The service that answered a reference.
fn service_of(found: &Reference) -> String {
    let service = found.sources.iter().find_map(|source| match source {
        Source::Lookup { service, .. } => Some(service.clone()),
        _ => None,
    });
    service.unwrap_or_default()
}
