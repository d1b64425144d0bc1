//! Applying the log's changes to the entities, forth and back.

use crate::StoreError;
use crate::entity::Standing;
use crate::entity::reference::{self, ReferenceRow, document_of};
use crate::entity::relation::{self, Relation, RelationRow};
use crate::error::Result;
use crate::ids::{ReferenceId, RelationId};
use crate::operation::{Change, Entity};
use diglot_model::{Field, Reference};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeSet;

/// Whether a reference is the user's own; beside the model's fields.
pub(crate) const STANDING: &str = "standing";
/// Whether a reference was deleted.
pub(crate) const DELETED: &str = "deleted";
/// The reference that it was merged into.
pub(crate) const MERGED_INTO: &str = "merged-into";
/// A whole relation: null where there is none.
pub(crate) const RELATION: &str = "relation";

/// Which way changes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From base to value.
    Forth,
    /// From value to base.
    Back,
}

/// Applies changes in order, or backwards in reverse order. Adds the rows of the
/// references that changed to `touched`. Each change must find what it goes from.
pub(crate) fn apply(
    tx: &Connection,
    changes: &[Change],
    direction: Direction,
    touched: &mut BTreeSet<i64>,
) -> Result<()> {
    let mut open: Option<OpenReference> = None;
    let mut step = |change: &Change| -> Result<()> {
        let (from, to) = match direction {
            Direction::Forth => (&change.base, &change.value),
            Direction::Back => (&change.value, &change.base),
        };
        if open.as_ref().is_none_or(|o| o.row.id.uuid() != change.id)
            && let Some(done) = open.take()
        {
            done.close(tx)?;
        }
        match change.entity {
            Entity::Relation => set_relation(tx, change.id.into(), from, to, touched),
            Entity::Reference => {
                let reference = match &mut open {
                    Some(reference) => reference,
                    none => none.insert(OpenReference::load(tx, change.id.into())?),
                };
                touched.insert(reference.row.row);
                reference.set(&change.field, from, to)
            }
        }
    };
    match direction {
        Direction::Forth => changes.iter().try_for_each(&mut step)?,
        Direction::Back => changes.iter().rev().try_for_each(&mut step)?,
    }
    open.map_or(Ok(()), |reference| reference.close(tx))
}

/// A reference while changes are made to it.
struct OpenReference {
    row: ReferenceRow,
    /// Read when the first field of the document changes.
    document: Option<Reference>,
}

impl OpenReference {
    fn load(tx: &Connection, id: ReferenceId) -> Result<Self> {
        let row = reference::by_id(tx, id)?
            .ok_or_else(|| StoreError::UnknownReference(id.to_string()))?;
        Ok(Self {
            row,
            document: None,
        })
    }

    fn set(&mut self, field: &str, from: &Value, to: &Value) -> Result<()> {
        let row = &mut self.row;
        let found = match field {
            STANDING => Value::from(row.standing.name()),
            DELETED => Value::from(row.deleted),
            MERGED_INTO => row
                .merged_into
                .map_or(Value::Null, |id| Value::from(id.to_string())),
            _ => {
                let field = Field::from_name(field)?;
                let document = match &mut self.document {
                    Some(document) => document,
                    none => none.insert(row.reference()?),
                };
                expect(row, field.name(), &document.field(field), from)?;
                return Ok(document.set_field(field, to.clone())?);
            }
        };
        expect(row, field, &found, from)?;
        let unfit =
            || StoreError::damaged(row.entity(), format!("the log's {field} is no value of it"));
        match field {
            STANDING => {
                row.standing = to
                    .as_str()
                    .and_then(Standing::from_name)
                    .ok_or_else(unfit)?;
            }
            DELETED => row.deleted = to.as_bool().ok_or_else(unfit)?,
            _ => {
                row.merged_into = match to {
                    Value::Null => None,
                    id => Some(
                        id.as_str()
                            .and_then(|id| id.parse().ok())
                            .ok_or_else(unfit)?,
                    ),
                }
            }
        }
        Ok(())
    }

    fn close(mut self, tx: &Connection) -> Result<()> {
        if let Some(document) = &self.document {
            self.row.document = document_of(document)?;
        }
        self.row.update(tx)
    }
}

/// Refuses to write over something that the log does not know.
fn expect(row: &ReferenceRow, field: &str, found: &Value, from: &Value) -> Result<()> {
    if found == from {
        return Ok(());
    }
    Err(StoreError::damaged(
        row.entity(),
        format!("its {field} is not what the log says it was"),
    ))
}

fn set_relation(
    tx: &Connection,
    id: RelationId,
    from: &Value,
    to: &Value,
    touched: &mut BTreeSet<i64>,
) -> Result<()> {
    let entity = || format!("relation {id}");
    match (from, to) {
        (Value::Null, value) => {
            let relation: Relation = serde_json::from_value(value.clone())
                .map_err(|error| StoreError::damaged(entity(), error.to_string()))?;
            insert_relation(tx, relation, touched).map(drop)
        }
        (_, Value::Null) => {
            let found = relation::by_id(tx, id)?
                .ok_or_else(|| StoreError::damaged(entity(), "it is missing"))?;
            relation::delete(tx, id)?;
            count_relations(tx, found.subject, -1)?;
            touched.insert(found.subject);
            Ok(())
        }
        _ => Err(StoreError::damaged(entity(), "the log changes it in place")),
    }
}

/// Adds a relation and counts it at its subject. Returns false when the same relation
/// is there already.
pub(crate) fn insert_relation(
    tx: &Connection,
    relation: Relation,
    touched: &mut BTreeSet<i64>,
) -> Result<bool> {
    let row_of = |id: ReferenceId| -> Result<i64> {
        reference::by_id(tx, id)?
            .map(|row| row.row)
            .ok_or_else(|| StoreError::UnknownReference(id.to_string()))
    };
    let row = RelationRow {
        subject: row_of(relation.subject)?,
        object: row_of(relation.object)?,
        relation,
    };
    if !row.insert(tx)? {
        return Ok(false);
    }
    count_relations(tx, row.subject, 1)?;
    touched.insert(row.subject);
    Ok(true)
}

fn count_relations(tx: &Connection, subject: i64, by: i64) -> Result<()> {
    let mut row = reference::by_row(tx, subject)?;
    row.relations += by;
    row.update(tx)
}
