//! References and listed works.

use super::{column, hash_mismatch};
use crate::StoreError;
use crate::error::Result;
use crate::hash::{RowHash, RowHasher};
use crate::ids::{BatchId, ReferenceId};
use diglot_model::Reference;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// Whether a work counts as the user's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A reference of the library.
    Reference,
    /// A work that a captured page lists; outside the library's counts until added.
    Listed,
}

impl Standing {
    /// The name used in the library and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Listed => "listed",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Reference, Self::Listed]
            .into_iter()
            .find(|standing| standing.name() == name)
    }
}

/// Where lists and searches look for a work; merged ones stand nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Among the references.
    Reference,
    /// Among the listed works.
    Listed,
    /// In the trash.
    Trash,
}

impl Place {
    /// The name used in the table of listings.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Reference => Standing::Reference.name(),
            Self::Listed => Standing::Listed.name(),
            Self::Trash => "trash",
        }
    }
}

impl From<Standing> for Place {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Reference => Self::Reference,
            Standing::Listed => Self::Listed,
        }
    }
}

/// A reference or listed work as the library holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: ReferenceId,
    /// What is known about the work.
    pub reference: Reference,
    /// Whether it counts as the user's own.
    pub standing: Standing,
    /// The import that brought it.
    pub batch: BatchId,
    /// When it came into the library, RFC 3339.
    pub added: String,
    /// The reference it was merged into.
    pub merged_into: Option<ReferenceId>,
    /// Whether it was deleted.
    pub deleted: bool,
}

impl Stored {
    /// Whether it is in the library: neither deleted nor merged.
    pub fn is_present(&self) -> bool {
        !self.deleted && self.merged_into.is_none()
    }
}

/// The row of a reference, its document still JSON.
#[derive(Debug, Clone)]
pub(crate) struct ReferenceRow {
    pub(crate) row: i64,
    pub(crate) id: ReferenceId,
    pub(crate) batch: i64,
    pub(crate) standing: Standing,
    pub(crate) deleted: bool,
    pub(crate) merged_into: Option<ReferenceId>,
    /// How many relations it is the subject of.
    pub(crate) relations: i64,
    pub(crate) document: String,
}

const COLUMNS: &str = "row, id, batch, standing, deleted, merged_into, relations, document, hash";

impl ReferenceRow {
    fn hash(&self) -> RowHash {
        RowHasher::new("reference")
            .int(self.row)
            .bytes(self.id.uuid().as_bytes())
            .int(self.batch)
            .text(self.standing.name())
            .int(self.deleted.into())
            .optional(self.merged_into, |hasher, id| {
                hasher.bytes(id.uuid().as_bytes())
            })
            .int(self.relations)
            .text(&self.document)
            .finish()
    }

    /// How messages name it.
    pub(crate) fn entity(&self) -> String {
        entity(self.id)
    }

    /// Whether it is neither deleted nor merged.
    pub(crate) fn is_present(&self) -> bool {
        !self.deleted && self.merged_into.is_none()
    }

    /// Where it is looked for.
    pub(crate) fn place(&self) -> Option<Place> {
        match (self.merged_into, self.deleted) {
            (Some(_), _) => None,
            (None, true) => Some(Place::Trash),
            (None, false) => Some(self.standing.into()),
        }
    }

    fn from_row(row: &Row<'_>) -> Result<Self> {
        let number: i64 = row.get(0)?;
        let id: ReferenceId = column(row, 1, &format!("reference row {number}"))?;
        let entity = entity(id);
        let standing: String = column(row, 3, &entity)?;
        let reference = Self {
            row: number,
            id,
            batch: column(row, 2, &entity)?,
            standing: Standing::from_name(&standing)
                .ok_or_else(|| StoreError::damaged(&entity, "its standing is unknown"))?,
            deleted: column(row, 4, &entity)?,
            merged_into: column(row, 5, &entity)?,
            relations: column(row, 6, &entity)?,
            document: column(row, 7, &entity)?,
        };
        let hash: RowHash = column(row, 8, &entity)?;
        if hash != reference.hash() {
            return Err(hash_mismatch(entity));
        }
        Ok(reference)
    }

    /// The document read back.
    pub(crate) fn reference(&self) -> Result<Reference> {
        serde_json::from_str(&self.document)
            .map_err(|error| StoreError::damaged(self.entity(), error.to_string()))
    }

    /// Adds the row; its number is given.
    pub(crate) fn insert(&self, tx: &Connection) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO reference
               (row, id, batch, standing, deleted, merged_into, relations, document, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            self.row,
            self.id,
            self.batch,
            self.standing.name(),
            self.deleted,
            self.merged_into,
            self.relations,
            self.document,
            self.hash()
        ])?;
        Ok(())
    }

    /// Writes everything that may change of a reference.
    pub(crate) fn update(&self, tx: &Connection) -> Result<()> {
        tx.prepare_cached(
            "UPDATE reference SET standing = ?2, deleted = ?3, merged_into = ?4, relations = ?5,
               document = ?6, hash = ?7
             WHERE row = ?1",
        )?
        .execute(params![
            self.row,
            self.standing.name(),
            self.deleted,
            self.merged_into,
            self.relations,
            self.document,
            self.hash()
        ])?;
        Ok(())
    }

    /// The reference as callers see it.
    pub(crate) fn stored(&self, connection: &Connection) -> Result<Stored> {
        let (batch, added) = batch_of(connection, self.batch)?;
        Ok(Stored {
            id: self.id,
            reference: self.reference()?,
            standing: self.standing,
            batch,
            added,
            merged_into: self.merged_into,
            deleted: self.deleted,
        })
    }
}

fn batch_of(connection: &Connection, row: i64) -> Result<(BatchId, String)> {
    connection
        .prepare_cached("SELECT id, added FROM batch WHERE row = ?1")?
        .query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or_else(|| StoreError::damaged(format!("batch row {row}"), "it is missing"))
}

/// How messages name a reference.
pub(crate) fn entity(id: ReferenceId) -> String {
    format!("reference {id}")
}

/// The canonical JSON of a reference: the order of keys is that of the model, empty
/// lists are left out, so that the same reference always gives the same bytes.
pub(crate) fn document_of(reference: &Reference) -> Result<String> {
    let json = StoreError::json("a reference");
    if reference.texts.values().any(Vec::is_empty) {
        let mut lean = reference.clone();
        lean.texts.retain(|_, values| !values.is_empty());
        return serde_json::to_string(&lean).map_err(json);
    }
    serde_json::to_string(reference).map_err(json)
}

/// The reference with an id, whatever its state.
pub(crate) fn by_id(connection: &Connection, id: ReferenceId) -> Result<Option<ReferenceRow>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM reference WHERE id = ?1"))?
        .query_row([id], |row| Ok(ReferenceRow::from_row(row)))
        .optional()?
        .transpose()
}

/// The number of a reference's row, whatever its state, without reading the row.
pub(crate) fn row_of(connection: &Connection, id: ReferenceId) -> Result<i64> {
    connection
        .prepare_cached("SELECT row FROM reference WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| StoreError::UnknownReference(id.to_string()))
}

/// The id of the reference with a row number.
pub(crate) fn id_of(connection: &Connection, row: i64) -> Result<ReferenceId> {
    connection
        .prepare_cached("SELECT id FROM reference WHERE row = ?1")?
        .query_row([row], |found| found.get(0))
        .optional()?
        .ok_or_else(|| StoreError::damaged(format!("reference row {row}"), "it is missing"))
}

/// The reference with a row number.
pub(crate) fn by_row(connection: &Connection, row: i64) -> Result<ReferenceRow> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM reference WHERE row = ?1"))?
        .query_row([row], |row| Ok(ReferenceRow::from_row(row)))
        .optional()?
        .unwrap_or_else(|| {
            Err(StoreError::damaged(
                format!("reference row {row}"),
                "it is missing",
            ))
        })
}

/// Calls a closure with the references of a range of rows, in order; damaged ones come
/// as errors.
pub(crate) fn each(
    connection: &Connection,
    from: i64,
    to: i64,
    mut f: impl FnMut(Result<ReferenceRow>) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM reference WHERE row BETWEEN ?1 AND ?2 ORDER BY row"
    ))?;
    let mut rows = statement.query([from, to])?;
    while let Some(row) = rows.next()? {
        f(ReferenceRow::from_row(row))?;
    }
    Ok(())
}
