//! Merging references into one.

use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_duplicates::{Choices, FieldConflict, Side, conflicts, merge};
use diglot_model::{Field, Reference};
use diglot_store::{Operation, OperationId, ReferenceId, Standing, Stored};
use std::collections::BTreeMap;

/// For fields where the merger is not to decide: the reference whose values stand.
pub type MergeChoices = BTreeMap<Field, ReferenceId>;

/// A merge that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeReport {
    /// The reference that holds the values of all.
    pub survivor: ReferenceId,
    /// Those that became part of it.
    pub merged: Vec<ReferenceId>,
    /// The operation that undoing it would undo.
    pub operation: Option<OperationId>,
}

impl Library {
    /// What a merge would make, without doing it: the survivor's id and its values.
    pub fn merge_preview(
        &self,
        ids: &[ReferenceId],
        choices: &MergeChoices,
    ) -> Result<(ReferenceId, Reference)> {
        let (survivor, _, merged) = self.plan_merge(ids, choices)?;
        Ok((survivor, merged))
    }

    /// The fields on which two works disagree, for a view of them side by side.
    pub fn conflicts(&self, keep: ReferenceId, other: ReferenceId) -> Result<Vec<FieldConflict>> {
        let keep = self.store.get_present(keep)?.reference;
        let other = self.store.get_present(other)?.reference;
        Ok(conflicts(&keep, &other))
    }

    /// Merges works into one as one operation: the first that is a reference of the
    /// user's own takes in the values of the others. Every value keeps its source, and
    /// undoing it brings all of them back as they were.
    pub fn merge(&mut self, ids: &[ReferenceId], choices: &MergeChoices) -> Result<MergeReport> {
        let (survivor, others, merged) = self.plan_merge(ids, choices)?;
        let ((), operation) = self.store.transact(&Operation::Merge, |tx| {
            tx.update(survivor, &merged)?;
            others
                .iter()
                .try_for_each(|other| tx.merge_into(*other, survivor))
        })?;
        Ok(MergeReport {
            survivor,
            merged: others,
            operation,
        })
    }

    fn plan_merge(
        &self,
        ids: &[ReferenceId],
        choices: &MergeChoices,
    ) -> Result<(ReferenceId, Vec<ReferenceId>, Reference)> {
        let mut works: Vec<Stored> = Vec::with_capacity(ids.len());
        for id in ids {
            if works.iter().all(|work| work.id != *id) {
                works.push(self.store.get_present(*id)?);
            }
        }
        if works.len() < 2 {
            return Err(LibraryError::NothingToMerge);
        }
        // A listed work never takes in a reference of the user's own.
        works.sort_by_key(|work| work.standing != Standing::Reference);
        let ids: Vec<ReferenceId> = works.iter().map(|work| work.id).collect();
        if let Some(stranger) = choices.values().find(|chosen| !ids.contains(chosen)) {
            return Err(LibraryError::NotInMerge(*stranger));
        }
        let mut merged = works[0].reference.clone();
        for (index, work) in works.iter().enumerate().skip(1) {
            let sides = sides(choices, &ids[..index], work.id);
            merged = merge(&merged, &work.reference, &sides);
        }
        let (survivor, others) = ids.split_first().ok_or(LibraryError::NothingToMerge)?;
        Ok((*survivor, others.to_vec(), merged))
    }
}

/// What the merger is told at the step at which `next` is taken in: values of a chosen
/// reference win whether it is `next` or among those that were taken in before.
fn sides(choices: &MergeChoices, before: &[ReferenceId], next: ReferenceId) -> Choices {
    choices
        .iter()
        .filter_map(|(field, chosen)| {
            let side = if *chosen == next {
                Side::Other
            } else if before.contains(chosen) {
                Side::Kept
            } else {
                return None;
            };
            Some((*field, side))
        })
        .collect()
}
