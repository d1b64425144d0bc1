//! Relations between works.

use super::{column, hash_mismatch};
use crate::StoreError;
use crate::error::Result;
use crate::hash::{RowHash, RowHasher};
use crate::ids::{ReferenceId, RelationId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// What one work is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// The page about the object lists the subject.
    ListedOn,
    /// The subject translates the object.
    TranslationOf,
    /// The subject is a preprint of the object.
    PreprintOf,
    /// The subject corrects the object.
    ErratumOf,
    /// Both report the same registered study.
    SameRegistration,
}

impl RelationKind {
    const ALL: [Self; 5] = [
        Self::ListedOn,
        Self::TranslationOf,
        Self::PreprintOf,
        Self::ErratumOf,
        Self::SameRegistration,
    ];

    /// The name used in the library and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::ListedOn => "listed-on",
            Self::TranslationOf => "translation-of",
            Self::PreprintOf => "preprint-of",
            Self::ErratumOf => "erratum-of",
            Self::SameRegistration => "same-registration",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A relation between two works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Its id.
    pub id: RelationId,
    /// The work that it is about.
    pub subject: ReferenceId,
    /// What the subject is to the object.
    pub kind: RelationKind,
    /// The other work.
    pub object: ReferenceId,
    /// The subject's rank among its like, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
}

/// The row of a relation.
pub(crate) struct RelationRow {
    pub(crate) relation: Relation,
    pub(crate) subject: i64,
    pub(crate) object: i64,
}

const SELECT: &str = "SELECT relation.id, relation.subject, relation.kind, relation.object,
    relation.rank, relation.hash, s.id, o.id
  FROM relation
  LEFT JOIN reference s ON s.row = relation.subject
  LEFT JOIN reference o ON o.row = relation.object";

impl RelationRow {
    fn hash(&self) -> RowHash {
        RowHasher::new("relation")
            .bytes(self.relation.id.uuid().as_bytes())
            .int(self.subject)
            .text(self.relation.kind.name())
            .int(self.object)
            .optional(self.relation.rank, |hasher, rank| hasher.int(rank.into()))
            .finish()
    }

    fn from_row(row: &Row<'_>) -> Result<Self> {
        let id: RelationId = column(row, 0, "a relation")?;
        let entity = format!("relation {id}");
        let kind: String = column(row, 2, &entity)?;
        let row_of = |index: usize| -> Result<ReferenceId> {
            column::<Option<ReferenceId>>(row, index, &entity)?
                .ok_or_else(|| StoreError::damaged(&entity, "one of its works is missing"))
        };
        let relation = Self {
            relation: Relation {
                id,
                subject: row_of(6)?,
                kind: RelationKind::from_name(&kind)
                    .ok_or_else(|| StoreError::damaged(&entity, "its kind is unknown"))?,
                object: row_of(7)?,
                rank: column(row, 4, &entity)?,
            },
            subject: column(row, 1, &entity)?,
            object: column(row, 3, &entity)?,
        };
        let hash: RowHash = column(row, 5, &entity)?;
        if hash != relation.hash() {
            return Err(hash_mismatch(entity));
        }
        Ok(relation)
    }

    /// Adds the row. Returns false when the same relation is there already.
    pub(crate) fn insert(&self, tx: &Connection) -> Result<bool> {
        let added = tx
            .prepare_cached(
                "INSERT INTO relation (id, subject, kind, object, rank, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (subject, kind, object) DO NOTHING",
            )?
            .execute(params![
                self.relation.id,
                self.subject,
                self.relation.kind.name(),
                self.object,
                self.relation.rank,
                self.hash()
            ])?;
        Ok(added == 1)
    }
}

/// The relation with an id.
pub(crate) fn by_id(connection: &Connection, id: RelationId) -> Result<Option<RelationRow>> {
    connection
        .prepare_cached(&format!("{SELECT} WHERE relation.id = ?1"))?
        .query_row([id], |row| Ok(RelationRow::from_row(row)))
        .optional()?
        .transpose()
}

/// Removes the relation with an id.
pub(crate) fn delete(tx: &Connection, id: RelationId) -> Result<()> {
    tx.prepare_cached("DELETE FROM relation WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// The relations whose subject is a row, in order of rank.
pub(crate) fn of_subject(connection: &Connection, subject: i64) -> Result<Vec<Relation>> {
    select(
        connection,
        "WHERE relation.subject = ?1 ORDER BY relation.kind, relation.rank, relation.id",
        subject,
    )
}

/// The relations whose object is a row, in order of rank.
pub(crate) fn of_object(connection: &Connection, object: i64) -> Result<Vec<Relation>> {
    select(
        connection,
        "WHERE relation.object = ?1 ORDER BY relation.kind, relation.rank, relation.id",
        object,
    )
}

fn select(connection: &Connection, condition: &str, number: i64) -> Result<Vec<Relation>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} {condition}"))?;
    let mut rows = statement.query([number])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(RelationRow::from_row(row)?.relation);
    }
    Ok(out)
}

/// Calls a closure with every relation; damaged ones come as errors.
pub(crate) fn each(
    connection: &Connection,
    mut f: impl FnMut(Result<RelationRow>) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare(&format!("{SELECT} ORDER BY relation.id"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        f(RelationRow::from_row(row))?;
    }
    Ok(())
}
