//! Which works of the library are the same.

use crate::error::Result;
use crate::library::Library;
use diglot_duplicates::{Verdict, groups};
use diglot_model::Reference;
use diglot_store::{ReferenceId, Standing, StoreError};
use std::collections::BTreeSet;

/// Keys that more works share tell nothing.
const SHARED_BY: usize = 50;

/// Works that are the same, or may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateGroup {
    /// Their ids, in the order in which they came.
    pub members: Vec<ReferenceId>,
    /// How sure it is: the weakest verdict that joins them.
    pub verdict: Verdict,
    /// What speaks for it.
    pub why: Vec<String>,
}

impl Library {
    /// The disjoint groups of works that are the same or may be, among references and
    /// listed works.
    pub fn duplicates(&self) -> Result<Vec<DuplicateGroup>> {
        let mut works: Vec<(ReferenceId, Reference)> = Vec::new();
        for standing in [Standing::Reference, Standing::Listed] {
            self.store.for_each(standing, |stored| {
                works.push((stored.id, stored.reference));
                Ok::<_, StoreError>(())
            })?;
        }
        works.sort_by_key(|(id, _)| *id);
        let references: Vec<&Reference> = works.iter().map(|(_, reference)| reference).collect();
        let found = groups(&references).into_iter().map(|group| DuplicateGroup {
            members: group.members.into_iter().map(|i| works[i].0).collect(),
            verdict: group.verdict,
            why: group.why,
        });
        Ok(found.collect())
    }

    /// The works in the library that may be the same as one of some references.
    pub(crate) fn candidates<'a>(
        &self,
        references: impl Iterator<Item = &'a Reference>,
    ) -> Result<Vec<diglot_store::Stored>> {
        let mut ids = BTreeSet::new();
        for reference in references {
            ids.extend(self.store.sharing_keys(reference, SHARED_BY)?);
        }
        ids.into_iter().map(|id| Ok(self.store.get(id)?)).collect()
    }
}
