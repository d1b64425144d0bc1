//! The operation log: what was done, in order, with every change of a field.

mod kind;

pub use kind::Operation;

use crate::StoreError;
use crate::entity::{column, hash_mismatch};
use crate::error::Result;
use crate::facts;
use crate::hash::{RowHash, RowHasher};
use crate::ids::{BatchId, DeviceId, OperationId, ReferenceId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// How an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperationState {
    /// In effect.
    Applied,
    /// Undone; may be redone.
    Undone,
    /// Undone for good, since something else was done afterwards.
    Superseded,
}

impl OperationState {
    fn name(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Undone => "undone",
            Self::Superseded => "superseded",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Applied, Self::Undone, Self::Superseded]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// An operation of the log as callers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationEntry {
    /// Its id.
    pub id: OperationId,
    /// What was done.
    pub operation: Operation,
    /// How it stands.
    pub state: OperationState,
    /// When it was done, RFC 3339.
    pub when: String,
    /// How many references it touched.
    pub references: u64,
    /// The import that it made.
    pub batch: Option<BatchId>,
}

/// One thing that an operation did to a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The operation.
    pub operation: OperationEntry,
    /// The fields of the reference that it changed: name, value before, value after.
    /// Beside the model's fields there are `standing`, `deleted`, `merged-into`,
    /// `collection` (an id: put into it, or taken out) and `tag`.
    /// Empty for the import that brought the reference.
    pub changes: Vec<(String, Value, Value)>,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entity {
    Reference,
    Relation,
    Collection,
    /// A reference in a collection; its id is the reference's.
    Membership,
    /// A reference with a tag; its id is the reference's.
    Tagging,
    /// A term of the glossary; known by its forms, it has no id.
    Term,
}

impl Entity {
    const ALL: [Self; 6] = [
        Self::Reference,
        Self::Relation,
        Self::Collection,
        Self::Membership,
        Self::Tagging,
        Self::Term,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Relation => "relation",
            Self::Collection => "collection",
            Self::Membership => "membership",
            Self::Tagging => "tagging",
            Self::Term => "term",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entity| entity.name() == name)
    }
}

/// A change of one field of one entity, exact in both directions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) entity: Entity,
    pub(crate) id: Uuid,
    pub(crate) field: String,
    pub(crate) base: Value,
    pub(crate) value: Value,
}

/// The row of an operation.
#[derive(Debug, Clone)]
pub(crate) struct OperationRow {
    pub(crate) row: i64,
    pub(crate) id: OperationId,
    device: DeviceId,
    hlc: i64,
    pub(crate) state: OperationState,
    state_hlc: i64,
    detail: String,
    pub(crate) batch: Option<BatchId>,
    touched: i64,
    added: String,
    changes_hash: RowHash,
}

const COLUMNS: &str =
    "row, id, device, hlc, state, state_hlc, detail, batch, touched, added, changes_hash, hash";

impl OperationRow {
    fn hash(&self) -> RowHash {
        RowHasher::new("operation")
            .int(self.row)
            .bytes(self.id.uuid().as_bytes())
            .bytes(self.device.uuid().as_bytes())
            .int(self.hlc)
            .text(self.state.name())
            .int(self.state_hlc)
            .text(&self.detail)
            .optional(self.batch, |hasher, id| hasher.bytes(id.uuid().as_bytes()))
            .int(self.touched)
            .text(&self.added)
            .bytes(&self.changes_hash)
            .finish()
    }

    fn from_row(row: &Row<'_>) -> Result<Self> {
        let number: i64 = row.get(0)?;
        let entity = format!("operation {number} of the log");
        let state: String = column(row, 4, &entity)?;
        let operation = Self {
            row: number,
            id: column(row, 1, &entity)?,
            device: column(row, 2, &entity)?,
            hlc: column(row, 3, &entity)?,
            state: OperationState::from_name(&state)
                .ok_or_else(|| StoreError::damaged(&entity, "its state is unknown"))?,
            state_hlc: column(row, 5, &entity)?,
            detail: column(row, 6, &entity)?,
            batch: column(row, 7, &entity)?,
            touched: column(row, 8, &entity)?,
            added: column(row, 9, &entity)?,
            changes_hash: column(row, 10, &entity)?,
        };
        let hash: RowHash = column(row, 11, &entity)?;
        if hash != operation.hash() {
            return Err(hash_mismatch(entity));
        }
        Ok(operation)
    }

    /// The operation as callers see it.
    pub(crate) fn entry(&self) -> Result<OperationEntry> {
        Ok(OperationEntry {
            id: self.id,
            operation: serde_json::from_str(&self.detail)
                .map_err(|_| hash_mismatch(format!("operation {}", self.id)))?,
            state: self.state,
            when: self.added.clone(),
            references: self.touched as u64,
            batch: self.batch,
        })
    }

    /// Changes how the operation stands, in the log and here.
    pub(crate) fn set_state(&mut self, tx: &Connection, state: OperationState) -> Result<()> {
        self.state = state;
        self.state_hlc = facts::tick(tx)?;
        tx.prepare_cached(
            "UPDATE operation SET state = ?2, state_hlc = ?3, hash = ?4 WHERE row = ?1",
        )?
        .execute(params![self.row, state.name(), self.state_hlc, self.hash()])?;
        Ok(())
    }

    /// Its changes in order; an error when they are not those that were written.
    pub(crate) fn changes(&self, connection: &Connection) -> Result<Vec<Change>> {
        let entity = format!("operation {} of the log", self.row);
        let mut statement = connection.prepare_cached(
            "SELECT entity, id, field, value, base FROM change WHERE operation = ?1 ORDER BY seq",
        )?;
        let mut rows = statement.query([self.row])?;
        let mut texts = Vec::new();
        while let Some(row) = rows.next()? {
            let entity_name: String = column(row, 0, &entity)?;
            let id: ReferenceId = column(row, 1, &entity)?;
            let field: String = column(row, 2, &entity)?;
            let value: String = column(row, 3, &entity)?;
            let base: String = column(row, 4, &entity)?;
            texts.push((entity_name, id.uuid(), field, value, base));
        }
        let hash = hash_changes(
            texts
                .iter()
                .map(|(e, id, f, v, b)| (e.as_str(), id, f.as_str(), v.as_str(), b.as_str())),
        );
        if hash != self.changes_hash {
            return Err(hash_mismatch(format!("the changes of {entity}")));
        }
        texts
            .into_iter()
            .map(|(name, id, field, value, base)| {
                let json = |text: &str| {
                    serde_json::from_str(text)
                        .map_err(|error| StoreError::damaged(&entity, error.to_string()))
                };
                Ok(Change {
                    entity: Entity::from_name(&name).ok_or_else(|| {
                        StoreError::damaged(&entity, "it changes what is not known")
                    })?,
                    id,
                    field,
                    base: json(&base)?,
                    value: json(&value)?,
                })
            })
            .collect()
    }
}

fn hash_changes<'a>(
    changes: impl Iterator<Item = (&'a str, &'a Uuid, &'a str, &'a str, &'a str)>,
) -> RowHash {
    changes
        .fold(
            RowHasher::new("change"),
            |hasher, (entity, id, field, value, base)| {
                hasher
                    .text(entity)
                    .bytes(id.as_bytes())
                    .text(field)
                    .text(value)
                    .text(base)
            },
        )
        .finish()
}

/// Appends an operation with its changes to the log.
pub(crate) fn append(
    tx: &Connection,
    operation: &Operation,
    batch: Option<BatchId>,
    touched: u64,
    changes: &[Change],
) -> Result<OperationRow> {
    let texts: Vec<_> = changes
        .iter()
        .map(|change| (change, change.value.to_string(), change.base.to_string()))
        .collect();
    let hlc = facts::tick(tx)?;
    let row = OperationRow {
        row: tx.query_row(
            "SELECT coalesce(max(row), 0) + 1 FROM operation",
            [],
            |row| row.get(0),
        )?,
        id: OperationId::new(),
        device: facts::device_id(tx)?,
        hlc,
        state: OperationState::Applied,
        state_hlc: hlc,
        detail: serde_json::to_string(operation).map_err(StoreError::json("an operation"))?,
        batch,
        touched: touched as i64,
        added: crate::clock::now(),
        changes_hash: hash_changes(texts.iter().map(|(change, value, base)| {
            (
                change.entity.name(),
                &change.id,
                change.field.as_str(),
                value.as_str(),
                base.as_str(),
            )
        })),
    };
    tx.prepare_cached(
        "INSERT INTO operation
           (row, id, device, hlc, state, state_hlc, detail, batch, touched, added,
            changes_hash, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        row.row,
        row.id,
        row.device,
        row.hlc,
        row.state.name(),
        row.state_hlc,
        row.detail,
        row.batch,
        row.touched,
        row.added,
        row.changes_hash,
        row.hash()
    ])?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO change (operation, entity, id, field, value, base)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (change, value, base) in &texts {
        let id = ReferenceId::from(change.id);
        insert.execute(params![
            row.row,
            change.entity.name(),
            id,
            change.field,
            value,
            base
        ])?;
    }
    Ok(row)
}

fn one(
    connection: &Connection,
    condition: &str,
    by: &dyn rusqlite::ToSql,
) -> Result<Option<OperationRow>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM operation WHERE {condition}"
        ))?
        .query_row([by], |row| Ok(OperationRow::from_row(row)))
        .optional()?
        .transpose()
}

/// The operation with an id.
pub(crate) fn by_id(connection: &Connection, id: OperationId) -> Result<Option<OperationRow>> {
    one(connection, "id = ?1", &id)
}

/// The latest operation in effect: the next to undo.
pub(crate) fn next_undo(connection: &Connection) -> Result<Option<OperationRow>> {
    one(
        connection,
        "state = ?1 ORDER BY row DESC LIMIT 1",
        &"applied",
    )
}

/// The operation that was undone last: the next to redo.
pub(crate) fn next_redo(connection: &Connection) -> Result<Option<OperationRow>> {
    one(
        connection,
        "state = 'undone' AND row > ?1 ORDER BY row LIMIT 1",
        &0,
    )
}

/// How many operations in effect came after a row.
pub(crate) fn applied_after(connection: &Connection, row: i64) -> Result<usize> {
    let count: i64 = connection.query_row(
        "SELECT count(*) FROM operation WHERE state = 'applied' AND row > ?1",
        [row],
        |row| row.get(0),
    )?;
    Ok(count as usize)
}

/// Calls a closure with every operation in order; damaged ones come as errors.
pub(crate) fn each(
    connection: &Connection,
    mut f: impl FnMut(Result<OperationRow>) -> Result<()>,
) -> Result<()> {
    let mut statement =
        connection.prepare(&format!("SELECT {COLUMNS} FROM operation ORDER BY row"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        f(OperationRow::from_row(row))?;
    }
    Ok(())
}

/// The latest operations, latest first, without those that were undone for good.
pub(crate) fn latest(connection: &Connection, limit: usize) -> Result<Vec<OperationEntry>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM operation WHERE state <> 'superseded' ORDER BY row DESC LIMIT ?1"
    ))?;
    let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(OperationRow::from_row(row)?.entry()?);
    }
    Ok(out)
}

/// What was done to a reference and is in effect, oldest first.
pub(crate) fn history(
    connection: &Connection,
    id: ReferenceId,
    batch: BatchId,
) -> Result<Vec<HistoryEntry>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM operation
         WHERE state = 'applied' AND (batch = ?1 OR row IN (SELECT operation FROM change WHERE id = ?2))
         ORDER BY row"
    ))?;
    let mut rows = statement.query(params![batch, id])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let operation = OperationRow::from_row(row)?;
        let changes = operation
            .changes(connection)?
            .into_iter()
            .filter(|change| change.id == id.uuid())
            .map(|change| (change.field, change.base, change.value))
            .collect();
        out.push(HistoryEntry {
            operation: operation.entry()?,
            changes,
        });
    }
    Ok(out)
}
