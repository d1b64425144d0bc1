//! Collections and which references are in them.

use super::{column, hash_mismatch};
use crate::StoreError;
use crate::error::Result;
use crate::facts::{self, Fact};
use crate::hash::{RowHash, RowHasher};
use crate::ids::CollectionId;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// How a collection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CollectionState {
    /// Part of the library.
    Present,
    /// Deleted; a tombstone with its members.
    Deleted,
    /// Its creation was undone, and references of an undone import are in it.
    Absent,
}

impl CollectionState {
    fn name(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Deleted => "deleted",
            Self::Absent => "absent",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Present, Self::Deleted, Self::Absent]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// The row of a collection.
#[derive(Debug, Clone)]
pub(crate) struct CollectionRow {
    pub(crate) row: i64,
    pub(crate) id: CollectionId,
    pub(crate) name: String,
    pub(crate) parent: Option<CollectionId>,
    pub(crate) state: CollectionState,
    /// How many references are in it, those of undone imports and deleted ones too.
    pub(crate) members: i64,
}

const COLUMNS: &str = "row, id, name, parent, state, members, hash";

impl CollectionRow {
    fn hash(&self) -> RowHash {
        RowHasher::new("collection")
            .int(self.row)
            .bytes(self.id.uuid().as_bytes())
            .text(&self.name)
            .optional(self.parent, |hasher, id| hasher.bytes(id.uuid().as_bytes()))
            .text(self.state.name())
            .int(self.members)
            .finish()
    }

    /// How messages name it.
    pub(crate) fn entity(&self) -> String {
        entity(self.id)
    }

    fn from_row(row: &Row<'_>) -> Result<Self> {
        let number: i64 = row.get(0)?;
        let id: CollectionId = column(row, 1, &format!("collection row {number}"))?;
        let entity = entity(id);
        let state: String = column(row, 4, &entity)?;
        let collection = Self {
            row: number,
            id,
            name: column(row, 2, &entity)?,
            parent: column(row, 3, &entity)?,
            state: CollectionState::from_name(&state)
                .ok_or_else(|| StoreError::damaged(&entity, "its state is unknown"))?,
            members: column(row, 5, &entity)?,
        };
        let hash: RowHash = column(row, 6, &entity)?;
        if hash != collection.hash() {
            return Err(hash_mismatch(entity));
        }
        Ok(collection)
    }

    /// Adds the row; its number is given.
    pub(crate) fn insert(&self, tx: &Connection) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO collection (row, id, name, parent, state, members, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            self.row,
            self.id,
            self.name,
            self.parent,
            self.state.name(),
            self.members,
            self.hash()
        ])?;
        Self::count_rows(tx, 1)
    }

    fn count_rows(tx: &Connection, by: i64) -> Result<()> {
        let rows = facts::int(tx, Fact::Collections)?;
        facts::put_int(tx, Fact::Collections, rows + by)
    }

    /// Writes what may change: everything but the id. An absent collection without
    /// members goes.
    pub(crate) fn update(&self, tx: &Connection) -> Result<()> {
        if self.state == CollectionState::Absent && self.members == 0 {
            tx.prepare_cached("DELETE FROM collection WHERE row = ?1")?
                .execute([self.row])?;
            return Self::count_rows(tx, -1);
        }
        tx.prepare_cached(
            "UPDATE collection SET name = ?2, parent = ?3, state = ?4, members = ?5, hash = ?6
             WHERE row = ?1",
        )?
        .execute(params![
            self.row,
            self.name,
            self.parent,
            self.state.name(),
            self.members,
            self.hash()
        ])?;
        Ok(())
    }
}

/// How messages name a collection.
pub(crate) fn entity(id: CollectionId) -> String {
    format!("collection {id}")
}

/// The collection with an id, whatever its state.
pub(crate) fn by_id(connection: &Connection, id: CollectionId) -> Result<Option<CollectionRow>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM collection WHERE id = ?1"))?
        .query_row([id], |row| Ok(CollectionRow::from_row(row)))
        .optional()?
        .transpose()
}

fn by_row(connection: &Connection, number: i64) -> Result<CollectionRow> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM collection WHERE row = ?1"))?
        .query_row([number], |row| Ok(CollectionRow::from_row(row)))
        .optional()?
        .unwrap_or_else(|| {
            Err(StoreError::damaged(
                format!("collection row {number}"),
                "it is missing",
            ))
        })
}

/// The number for the next collection's row.
pub(crate) fn next_row(tx: &Connection) -> Result<i64> {
    Ok(tx.query_row(
        "SELECT coalesce(max(row), 0) + 1 FROM collection",
        [],
        |row| row.get(0),
    )?)
}

/// Calls a closure with every collection; damaged ones come as errors.
pub(crate) fn each(
    connection: &Connection,
    mut f: impl FnMut(Result<CollectionRow>) -> Result<()>,
) -> Result<()> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM collection ORDER BY row"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        f(CollectionRow::from_row(row))?;
    }
    Ok(())
}

fn member_hash(collection: i64, reference: i64) -> RowHash {
    RowHasher::new("membership")
        .int(collection)
        .int(reference)
        .finish()
}

/// Puts a reference into a collection without counting it. False when it is in it already.
pub(crate) fn insert_member(tx: &Connection, collection: i64, reference: i64) -> Result<bool> {
    let added = tx
        .prepare_cached(
            "INSERT INTO membership (collection, reference, hash) VALUES (?1, ?2, ?3)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            collection,
            reference,
            member_hash(collection, reference)
        ])?;
    Ok(added == 1)
}

/// Takes a reference out of a collection without counting. False when it is not in it.
pub(crate) fn delete_member(tx: &Connection, collection: i64, reference: i64) -> Result<bool> {
    let gone = tx
        .prepare_cached("DELETE FROM membership WHERE collection = ?1 AND reference = ?2")?
        .execute([collection, reference])?;
    Ok(gone == 1)
}

/// Whether a reference is in a collection.
pub(crate) fn has_member(tx: &Connection, collection: i64, reference: i64) -> Result<bool> {
    Ok(tx
        .prepare_cached("SELECT 1 FROM membership WHERE collection = ?1 AND reference = ?2")?
        .exists([collection, reference])?)
}

/// Counts members that came or went.
pub(crate) fn count(tx: &Connection, collection: i64, by: i64) -> Result<()> {
    let mut row = by_row(tx, collection)?;
    row.members += by;
    row.update(tx)
}

/// Removes the memberships of a range of references, and counts.
pub(crate) fn remove_members(tx: &Connection, from: i64, to: i64) -> Result<()> {
    let gone: Vec<(i64, i64)> = tx
        .prepare_cached(
            "SELECT collection, count(*) FROM membership
             WHERE reference BETWEEN ?1 AND ?2 GROUP BY collection",
        )?
        .query_map([from, to], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    if gone.is_empty() {
        return Ok(());
    }
    tx.prepare_cached("DELETE FROM membership WHERE reference BETWEEN ?1 AND ?2")?
        .execute([from, to])?;
    for (collection, members) in gone {
        count(tx, collection, -members)?;
    }
    Ok(())
}

/// The collections that a reference is in, whatever their state.
pub(crate) fn of_reference(connection: &Connection, reference: i64) -> Result<Vec<CollectionRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT collection, hash FROM membership WHERE reference = ?1 ORDER BY collection",
    )?;
    let mut rows = statement.query([reference])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let collection = row.get(0)?;
        verify_member(row, collection, reference, 1)?;
        out.push(by_row(connection, collection)?);
    }
    Ok(out)
}

fn verify_member(row: &Row<'_>, collection: i64, reference: i64, at: usize) -> Result<()> {
    let entity = || format!("reference row {reference} in collection row {collection}");
    let hash: RowHash = column(row, at, &entity())?;
    if hash != member_hash(collection, reference) {
        return Err(hash_mismatch(entity()));
    }
    Ok(())
}

/// Calls a closure with the rows of every membership, collection and reference; damaged
/// ones come as errors.
pub(crate) fn each_member(
    connection: &Connection,
    mut f: impl FnMut(Result<(i64, i64)>) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare(
        "SELECT collection, reference, hash FROM membership ORDER BY collection, reference",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (collection, reference) = (row.get(0)?, row.get(1)?);
        f(verify_member(row, collection, reference, 2).map(|()| (collection, reference)))?;
    }
    Ok(())
}
