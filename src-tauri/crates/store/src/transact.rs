//! Transactions of single changes: each is one operation of the log.

use crate::apply::{
    DELETED, Direction, MERGED_INTO, RELATION, STANDING, Touched, apply, insert_relation,
};
use crate::derived::{self, Rules};
use crate::entity::batch::{self, BatchState};
use crate::entity::reference::{self, ReferenceRow};
use crate::entity::relation::{self, Relation, RelationKind};
use crate::entity::{Standing, Stored};
use crate::error::{Result, StoreError};
use crate::ids::{BatchId, OperationId, ReferenceId, RelationId};
use crate::operation::{self, Change, Entity, Operation, OperationEntry, OperationState};
use diglot_model::Reference;
use rusqlite::Connection;
use serde_json::Value;

/// Changes within one operation. All of them come to pass, or none.
pub struct Transaction<'a> {
    pub(crate) tx: &'a Connection,
    changes: Vec<Change>,
    touched: Touched,
}

impl<'a> Transaction<'a> {
    pub(crate) fn new(tx: &'a Connection) -> Self {
        Self {
            tx,
            changes: Vec::new(),
            touched: Touched::default(),
        }
    }

    /// A reference that is in the library.
    pub fn get(&self, id: ReferenceId) -> Result<Stored> {
        self.present(id)?.stored(self.tx)
    }

    /// Makes a reference into another state of it; only what differs is logged.
    pub fn update(&mut self, id: ReferenceId, after: &Reference) -> Result<()> {
        let before = self.present(id)?.reference()?;
        let changes = before.changes_to(after).into_iter().map(|change| Change {
            entity: Entity::Reference,
            id: id.uuid(),
            field: change.field.name().to_owned(),
            base: change.before,
            value: change.after,
        });
        self.log(changes.collect())
    }

    /// Deletes a reference; a tombstone stays.
    pub fn delete(&mut self, id: ReferenceId) -> Result<()> {
        self.present(id)?;
        self.set(id, DELETED, Value::from(false), Value::from(true))
    }

    /// Brings a deleted reference back as it was. One that was not deleted stays as it is.
    pub fn restore(&mut self, id: ReferenceId) -> Result<()> {
        let unknown = || StoreError::UnknownReference(id.to_string());
        let row = reference::by_id(self.tx, id)?.ok_or_else(unknown)?;
        if batch::by_row(self.tx, row.batch)?.state != BatchState::Committed {
            return Err(unknown());
        }
        if !row.deleted {
            return Ok(());
        }
        self.set(id, DELETED, Value::from(true), Value::from(false))
    }

    /// Makes a reference part of another, which is to hold its values already. The other
    /// comes into the collections that it is in, and gets its tags.
    pub fn merge_into(&mut self, id: ReferenceId, survivor: ReferenceId) -> Result<()> {
        self.present(survivor)?;
        self.present(id)?;
        if id == survivor {
            return Ok(());
        }
        self.file_like(survivor, id)?;
        self.set(
            id,
            MERGED_INTO,
            Value::Null,
            Value::from(survivor.to_string()),
        )
    }

    /// Makes a reference that is part of another one again a reference of its own, as it was
    /// before. The other keeps what it holds.
    pub fn part(&mut self, id: ReferenceId) -> Result<()> {
        let unknown = || StoreError::UnknownReference(id.to_string());
        let row = reference::by_id(self.tx, id)?.ok_or_else(unknown)?;
        let Some(whole) = row.merged_into else {
            return Ok(());
        };
        self.present(whole)?;
        self.set(id, MERGED_INTO, Value::from(whole.to_string()), Value::Null)
    }

    /// Changes whether a work counts as the user's own.
    pub fn set_standing(&mut self, id: ReferenceId, standing: Standing) -> Result<()> {
        let before = self.present(id)?.standing;
        if before == standing {
            return Ok(());
        }
        self.set(
            id,
            STANDING,
            Value::from(before.name()),
            Value::from(standing.name()),
        )
    }

    /// Relates two works, unless they are related so already.
    pub fn relate(
        &mut self,
        subject: ReferenceId,
        kind: RelationKind,
        object: ReferenceId,
        rank: Option<u32>,
    ) -> Result<()> {
        self.present(subject)?;
        self.present(object)?;
        let relation = Relation {
            id: RelationId::new(),
            subject,
            kind,
            object,
            rank,
        };
        let value = serde_json::to_value(&relation).map_err(StoreError::json("a relation"))?;
        let id = relation.id.uuid();
        if insert_relation(self.tx, relation, &mut self.touched)? {
            self.changes.push(Change {
                entity: Entity::Relation,
                id,
                field: RELATION.to_owned(),
                base: Value::Null,
                value,
            });
        }
        Ok(())
    }

    /// Removes a relation.
    pub fn unrelate(&mut self, id: RelationId) -> Result<()> {
        let Some(found) = relation::by_id(self.tx, id)? else {
            return Ok(());
        };
        let base = serde_json::to_value(&found.relation).map_err(StoreError::json("a relation"))?;
        self.log(vec![Change {
            entity: Entity::Relation,
            id: id.uuid(),
            field: RELATION.to_owned(),
            base,
            value: Value::Null,
        }])
    }

    pub(crate) fn present(&self, id: ReferenceId) -> Result<ReferenceRow> {
        present(self.tx, id)
    }

    fn set(&mut self, id: ReferenceId, field: &str, base: Value, value: Value) -> Result<()> {
        self.log(vec![Change {
            entity: Entity::Reference,
            id: id.uuid(),
            field: field.to_owned(),
            base,
            value,
        }])
    }

    pub(crate) fn log(&mut self, changes: Vec<Change>) -> Result<()> {
        apply(self.tx, &changes, Direction::Forth, &mut self.touched)?;
        self.changes.extend(changes);
        Ok(())
    }

    /// Writes the operation to the log, makes those that were undone go for good, and
    /// brings derived data up to date. `None` when nothing changed.
    pub(crate) fn finish(
        self,
        operation: &Operation,
        import: Option<(BatchId, u64)>,
        rules: &Rules,
    ) -> Result<Option<OperationId>> {
        if self.changes.is_empty() && import.is_none() {
            return Ok(None);
        }
        supersede(self.tx)?;
        let touched = self.touched.count() + import.map_or(0, |(_, count)| count);
        let batch = import.map(|(batch, _)| batch);
        let row = operation::append(self.tx, operation, batch, touched, &self.changes)?;
        for row in self.touched.changed {
            derived::refresh(self.tx, row, rules)?;
        }
        Ok(Some(row.id))
    }
}

/// A reference that is in the library; an error that says why it is not.
pub(crate) fn present(connection: &Connection, id: ReferenceId) -> Result<ReferenceRow> {
    let row = reference::by_id(connection, id)?
        .ok_or_else(|| StoreError::UnknownReference(id.to_string()))?;
    if !row.is_present() {
        return Err(StoreError::Gone {
            id,
            merged_into: row.merged_into,
        });
    }
    if batch::by_row(connection, row.batch)?.state != BatchState::Committed {
        return Err(StoreError::UnknownReference(id.to_string()));
    }
    Ok(row)
}

/// Something new was done: what was undone cannot be redone any more.
fn supersede(tx: &Connection) -> Result<()> {
    while let Some(mut undone) = operation::next_redo(tx)? {
        undone.set_state(tx, OperationState::Superseded)?;
        if let Some(mut batch) = batch_of(tx, undone.batch)? {
            batch.state = BatchState::Discarded;
            batch.update(tx)?;
        }
    }
    Ok(())
}

fn batch_of(tx: &Connection, id: Option<BatchId>) -> Result<Option<batch::BatchRow>> {
    id.map_or(Ok(None), |id| batch::by_id(tx, id))
}

/// Undoes the latest operation in effect, or redoes the one undone last.
pub(crate) fn step(
    tx: &Connection,
    direction: Direction,
    only: Option<OperationId>,
    rules: &Rules,
) -> Result<OperationEntry> {
    let next = match direction {
        Direction::Back => operation::next_undo(tx)?.ok_or(StoreError::NothingToUndo)?,
        Direction::Forth => operation::next_redo(tx)?.ok_or(StoreError::NothingToRedo)?,
    };
    if let Some(wanted) = only.filter(|wanted| *wanted != next.id) {
        return Err(refusal(tx, wanted));
    }
    let mut next = next;
    let mut touched = Touched::default();
    apply(tx, &next.changes(tx)?, direction, &mut touched)?;
    let (state, batch_state) = match direction {
        Direction::Back => (OperationState::Undone, BatchState::Undone),
        Direction::Forth => (OperationState::Applied, BatchState::Committed),
    };
    if let Some(id) = next.batch {
        let mut batch = batch::by_id(tx, id)?
            .ok_or_else(|| StoreError::damaged(format!("batch {id}"), "it is missing"))?;
        batch.state = batch_state;
        batch.update(tx)?;
    }
    next.set_state(tx, state)?;
    for row in touched.changed {
        derived::refresh(tx, row, rules)?;
    }
    next.entry()
}

/// Why an operation is not the next to undo.
fn refusal(tx: &Connection, wanted: OperationId) -> StoreError {
    let found = operation::by_id(tx, wanted)
        .and_then(|found| found.ok_or(StoreError::UnknownOperation(wanted)));
    match found {
        Ok(found) if found.state == OperationState::Applied => {
            match operation::applied_after(tx, found.row) {
                Ok(later) => StoreError::NotLatest {
                    operation: wanted,
                    later,
                },
                Err(error) => error,
            }
        }
        Ok(_) => StoreError::UnknownOperation(wanted),
        Err(error) => error,
    }
}
