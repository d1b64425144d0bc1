//! Looking works up, in stages of which only some need the library: while the network
//! works, nobody has to wait for it.
//!
//! 1. [`recognise`] what was pasted, or take [`askable`] of a reference.
//! 2. [`Library::holding`]: it may be there already.
//! 3. [`ask`], or [`ask_about`] a reference: blocks until there is an [`Answer`], without
//!    the library.
//! 4. [`Library::add_looked_up`], or [`propose`](fn@propose), let somebody choose, and
//!    [`Library::complete_from`].

use crate::error::Result;
use crate::library::Library;
use diglot_formats::csl_json::ItemContext;
use diglot_model::{Identifier, Reference, Source, Sourced};
use diglot_store::{BatchInfo, NewReference, OperationId, ReferenceId, Standing, Stored};
use serde_json::Value;
use std::collections::BTreeSet;

pub use diglot_lookup::net::{
    ALLOWED, AllowedHost, CancelToken, Client, ClientOptions, Limits, NetError, Proxy, TestOrigin,
    Timestamp,
};
pub use diglot_lookup::{
    Answer, Fault, Notice, NoticeDirection, Outcome, ProposalKind, ProposedField, Service, apply,
    askable, landing_url, look_up as ask, notices, propose, recognise,
};
pub use diglot_model::IdentifierScheme;

/// So many works at most are compared when one identifier is looked for.
const SHARING: usize = 64;

/// Asks about a reference by its own identifier. Blocks the thread.
pub fn ask_about(reference: &Reference, client: &Client, cancel: &CancelToken) -> Answer {
    match askable(reference) {
        Some(identifier) => ask(&identifier, client, cancel),
        None => Answer {
            asked: None,
            service: None,
            outcome: Outcome::NothingToAsk,
        },
    }
}

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
        let service = found.sources.iter().find_map(|source| match source {
            Source::Lookup { service, .. } => Some(service.as_str()),
            _ => None,
        });
        self.complete(id, service.unwrap_or_default(), &changes)
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
