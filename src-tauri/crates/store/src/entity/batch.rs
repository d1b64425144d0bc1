//! Import batches.

use super::{column, hash_mismatch};
use crate::StoreError;
use crate::error::Result;
use crate::hash::{RowHash, RowHasher};
use crate::ids::BatchId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// Where the references of an import came from, as far as the user told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchInfo {
    /// Names of the files or the site.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// The database that was searched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// The day of the search, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub searched: Option<String>,
    /// The search as it was typed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
}

/// An import batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// Where its references came from.
    pub info: BatchInfo,
    /// When it was imported, RFC 3339.
    pub added: String,
    /// How many captures (files, pastes) it keeps.
    pub captures: u32,
    /// How many references and listed works it brought.
    pub records: u64,
}

/// How far a batch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BatchState {
    /// Being written; rolled back when the program starts and finds it so.
    Staging,
    /// Part of the library.
    Committed,
    /// Undone, and may be redone.
    Undone,
    /// Undone for good; its rows are being removed.
    Discarded,
}

impl BatchState {
    fn name(self) -> &'static str {
        match self {
            Self::Staging => "staging",
            Self::Committed => "committed",
            Self::Undone => "undone",
            Self::Discarded => "discarded",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [
            Self::Staging,
            Self::Committed,
            Self::Undone,
            Self::Discarded,
        ]
        .into_iter()
        .find(|state| state.name() == name)
    }
}

/// The row of a batch.
#[derive(Debug, Clone)]
pub(crate) struct BatchRow {
    pub(crate) row: i64,
    pub(crate) id: BatchId,
    pub(crate) state: BatchState,
    pub(crate) info: String,
    pub(crate) added: String,
    pub(crate) first_row: i64,
    pub(crate) last_row: i64,
    pub(crate) captures: i64,
}

const COLUMNS: &str = "row, id, state, info, added, first_row, last_row, captures, hash";

impl BatchRow {
    fn hash(&self) -> RowHash {
        RowHasher::new("batch")
            .int(self.row)
            .bytes(self.id.uuid().as_bytes())
            .text(self.state.name())
            .text(&self.info)
            .text(&self.added)
            .int(self.first_row)
            .int(self.last_row)
            .int(self.captures)
            .finish()
    }

    fn from_row(row: &Row<'_>) -> Result<Self> {
        let number: i64 = row.get(0)?;
        let entity = format!("batch row {number}");
        let id: BatchId = column(row, 1, &entity)?;
        let entity = format!("batch {id}");
        let state: String = column(row, 2, &entity)?;
        let batch = Self {
            row: number,
            id,
            state: BatchState::from_name(&state)
                .ok_or_else(|| StoreError::damaged(&entity, "its state is unknown"))?,
            info: column(row, 3, &entity)?,
            added: column(row, 4, &entity)?,
            first_row: column(row, 5, &entity)?,
            last_row: column(row, 6, &entity)?,
            captures: column(row, 7, &entity)?,
        };
        let hash: RowHash = column(row, 8, &entity)?;
        if hash != batch.hash() {
            return Err(hash_mismatch(entity));
        }
        Ok(batch)
    }

    /// Adds the row; its number is given.
    pub(crate) fn insert(&self, tx: &Connection) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO batch (row, id, state, info, added, first_row, last_row, captures, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            self.row,
            self.id,
            self.state.name(),
            self.info,
            self.added,
            self.first_row,
            self.last_row,
            self.captures,
            self.hash()
        ])?;
        Ok(())
    }

    /// Writes what may change of a batch: its state, its last row, its captures.
    pub(crate) fn update(&self, tx: &Connection) -> Result<()> {
        tx.prepare_cached(
            "UPDATE batch SET state = ?2, last_row = ?3, captures = ?4, hash = ?5 WHERE row = ?1",
        )?
        .execute(params![
            self.row,
            self.state.name(),
            self.last_row,
            self.captures,
            self.hash()
        ])?;
        Ok(())
    }

    /// The batch as callers see it.
    pub(crate) fn public(&self) -> Result<Batch> {
        Ok(Batch {
            id: self.id,
            info: serde_json::from_str(&self.info)
                .map_err(|_| hash_mismatch(format!("batch {}", self.id)))?,
            added: self.added.clone(),
            captures: self.captures as u32,
            records: (self.last_row - self.first_row + 1).max(0) as u64,
        })
    }
}

/// The batch with an id.
pub(crate) fn by_id(connection: &Connection, id: BatchId) -> Result<Option<BatchRow>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM batch WHERE id = ?1"))?
        .query_row([id], |row| Ok(BatchRow::from_row(row)))
        .optional()?
        .transpose()
}

/// The batch with a row number.
pub(crate) fn by_row(connection: &Connection, number: i64) -> Result<BatchRow> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM batch WHERE row = ?1"))?
        .query_row([number], |row| Ok(BatchRow::from_row(row)))
        .optional()?
        .unwrap_or_else(|| {
            Err(StoreError::damaged(
                format!("batch row {number}"),
                "it is missing",
            ))
        })
}

/// Calls a closure with every batch in order; damaged ones come as errors.
pub(crate) fn each(
    connection: &Connection,
    mut f: impl FnMut(Result<BatchRow>) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare(&format!("SELECT {COLUMNS} FROM batch ORDER BY row"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        f(BatchRow::from_row(row))?;
    }
    Ok(())
}

/// The rows of references that are in the file but not in the library: those of
/// batches that are staging, undone or discarded. Few, for a later operation makes
/// an undone batch go.
pub(crate) fn hidden_rows(connection: &Connection) -> Result<Vec<(i64, i64)>> {
    connection
        .prepare_cached(
            "SELECT first_row, last_row FROM batch WHERE state <> 'committed' ORDER BY first_row",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .map(|range| range.map_err(StoreError::from))
        .collect()
}

/// The number for the next batch's row.
pub(crate) fn next_row(tx: &Connection) -> Result<i64> {
    Ok(
        tx.query_row("SELECT coalesce(max(row), 0) + 1 FROM batch", [], |row| {
            row.get(0)
        })?,
    )
}
