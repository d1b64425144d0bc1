//! Editing, deleting, adding listed works.

use crate::error::Result;
use crate::library::Library;
use diglot_model::{FieldChange, Reference};
use diglot_store::{BatchInfo, NewReference, Operation, OperationId, ReferenceId, Standing};

impl Library {
    /// Sets fields of a reference to the `after` of each change; what stood there is logged.
    /// Returns the operation, `None` when nothing differed.
    pub fn update(
        &mut self,
        id: ReferenceId,
        changes: &[FieldChange],
    ) -> Result<Option<OperationId>> {
        self.edit(&Operation::Edit, id, changes)
    }

    /// Fills fields of a reference from a service's answer.
    pub fn complete(
        &mut self,
        id: ReferenceId,
        service: &str,
        changes: &[FieldChange],
    ) -> Result<Option<OperationId>> {
        let operation = Operation::Complete {
            service: service.to_owned(),
        };
        self.edit(&operation, id, changes)
    }

    /// Makes a reference into another state of it.
    pub fn replace(&mut self, id: ReferenceId, after: &Reference) -> Result<Option<OperationId>> {
        let done = self
            .store
            .transact(&Operation::Edit, |tx| tx.update(id, after))?;
        Ok(done.1)
    }

    fn edit(
        &mut self,
        operation: &Operation,
        id: ReferenceId,
        changes: &[FieldChange],
    ) -> Result<Option<OperationId>> {
        let ((), operation) = self.store.transact(operation, |tx| {
            let mut reference = tx.get(id)?.reference;
            for change in changes {
                reference
                    .set_field(change.field, change.after.clone())
                    .map_err(diglot_store::StoreError::from)?;
            }
            tx.update(id, &reference)
        })?;
        Ok(operation)
    }

    /// Deletes references as one operation.
    pub fn delete(&mut self, ids: &[ReferenceId]) -> Result<Option<OperationId>> {
        let ((), operation) = self.store.transact(&Operation::Delete, |tx| {
            ids.iter().try_for_each(|id| tx.delete(*id))
        })?;
        Ok(operation)
    }

    /// Brings deleted references back as one operation, however long ago they were deleted.
    /// `None` when none of them was.
    pub fn restore(&mut self, ids: &[ReferenceId]) -> Result<Option<OperationId>> {
        let ((), operation) = self.store.transact(&Operation::Restore, |tx| {
            ids.iter().try_for_each(|id| tx.restore(*id))
        })?;
        Ok(operation)
    }

    /// Adds listed works to the library as one operation.
    pub fn add_listed(&mut self, ids: &[ReferenceId]) -> Result<Option<OperationId>> {
        let ((), operation) = self.store.transact(&Operation::AddListed, |tx| {
            ids.iter()
                .try_for_each(|id| tx.set_standing(*id, Standing::Reference))
        })?;
        Ok(operation)
    }

    /// Adds references that were typed or looked up, not imported, as one operation.
    pub fn add(&mut self, references: Vec<Reference>) -> Result<Vec<ReferenceId>> {
        let mut writer = self.store.import(&BatchInfo::default())?;
        let ids = references
            .into_iter()
            .map(|reference| writer.add(NewReference::new(reference)))
            .collect::<std::result::Result<_, _>>()?;
        writer.commit_added()?;
        Ok(ids)
    }
}
