//! Tags and which references have them.

use super::{column, hash_mismatch};
use crate::StoreError;
use crate::error::Result;
use crate::hash::{RowHash, RowHasher};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// The row of a tag.
#[derive(Debug, Clone)]
pub(crate) struct TagRow {
    pub(crate) row: i64,
    pub(crate) name: String,
    /// How many references have it, those of undone imports and deleted ones too.
    pub(crate) uses: i64,
}

const COLUMNS: &str = "row, name, uses, hash";

impl TagRow {
    fn hash(&self) -> RowHash {
        RowHasher::new("tag")
            .int(self.row)
            .text(&self.name)
            .int(self.uses)
            .finish()
    }

    /// How messages name it.
    pub(crate) fn entity(&self) -> String {
        format!("tag “{}”", self.name)
    }

    fn from_row(row: &Row<'_>) -> Result<Self> {
        let number: i64 = row.get(0)?;
        let entity = format!("tag row {number}");
        let tag = Self {
            row: number,
            name: column(row, 1, &entity)?,
            uses: column(row, 2, &entity)?,
        };
        let hash: RowHash = column(row, 3, &entity)?;
        if hash != tag.hash() {
            return Err(hash_mismatch(entity));
        }
        Ok(tag)
    }

    /// Counts uses that came or went; a tag that no reference has goes.
    pub(crate) fn count(mut self, tx: &Connection, by: i64) -> Result<()> {
        self.uses += by;
        if self.uses == 0 {
            tx.prepare_cached("DELETE FROM tag WHERE row = ?1")?
                .execute([self.row])?;
            return Ok(());
        }
        tx.prepare_cached("UPDATE tag SET uses = ?2, hash = ?3 WHERE row = ?1")?
            .execute(params![self.row, self.uses, self.hash()])?;
        Ok(())
    }
}

/// The tag that is spelled so.
pub(crate) fn named(connection: &Connection, name: &str) -> Result<Option<TagRow>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM tag WHERE name = ?1"))?
        .query_row([name], |row| Ok(TagRow::from_row(row)))
        .optional()?
        .transpose()
}

/// The tag that is spelled so, made without uses if it is not there.
pub(crate) fn named_or_new(tx: &Connection, name: &str) -> Result<TagRow> {
    if let Some(found) = named(tx, name)? {
        return Ok(found);
    }
    let tag = TagRow {
        row: tx.query_row("SELECT coalesce(max(row), 0) + 1 FROM tag", [], |row| {
            row.get(0)
        })?,
        name: name.to_owned(),
        uses: 0,
    };
    tx.prepare_cached("INSERT INTO tag (row, name, uses, hash) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![tag.row, tag.name, tag.uses, tag.hash()])?;
    Ok(tag)
}

fn by_row(connection: &Connection, number: i64) -> Result<TagRow> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM tag WHERE row = ?1"))?
        .query_row([number], |row| Ok(TagRow::from_row(row)))
        .optional()?
        .unwrap_or_else(|| {
            Err(StoreError::damaged(
                format!("tag row {number}"),
                "it is missing",
            ))
        })
}

/// Calls a closure with every tag; damaged ones come as errors.
pub(crate) fn each(
    connection: &Connection,
    mut f: impl FnMut(Result<TagRow>) -> Result<()>,
) -> Result<()> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM tag ORDER BY row"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        f(TagRow::from_row(row))?;
    }
    Ok(())
}

fn use_hash(tag: i64, reference: i64) -> RowHash {
    RowHasher::new("tagging").int(tag).int(reference).finish()
}

/// Gives a reference a tag without counting it. False when it has the tag already.
pub(crate) fn insert_use(tx: &Connection, tag: i64, reference: i64) -> Result<bool> {
    let added = tx
        .prepare_cached(
            "INSERT INTO tagging (tag, reference, hash) VALUES (?1, ?2, ?3)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![tag, reference, use_hash(tag, reference)])?;
    Ok(added == 1)
}

/// Takes a tag from a reference without counting. False when it does not have it.
pub(crate) fn delete_use(tx: &Connection, tag: i64, reference: i64) -> Result<bool> {
    let gone = tx
        .prepare_cached("DELETE FROM tagging WHERE tag = ?1 AND reference = ?2")?
        .execute([tag, reference])?;
    Ok(gone == 1)
}

/// Removes the tags of a range of references, and counts.
pub(crate) fn remove_uses(tx: &Connection, from: i64, to: i64) -> Result<()> {
    let gone: Vec<(i64, i64)> = tx
        .prepare_cached(
            "SELECT tag, count(*) FROM tagging
             WHERE reference BETWEEN ?1 AND ?2 GROUP BY tag",
        )?
        .query_map([from, to], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    if gone.is_empty() {
        return Ok(());
    }
    tx.prepare_cached("DELETE FROM tagging WHERE reference BETWEEN ?1 AND ?2")?
        .execute([from, to])?;
    for (tag, uses) in gone {
        by_row(tx, tag)?.count(tx, -uses)?;
    }
    Ok(())
}

/// The names of a reference's tags, in order.
pub(crate) fn of_reference(connection: &Connection, reference: i64) -> Result<Vec<String>> {
    let mut statement = connection
        .prepare_cached("SELECT tag, hash FROM tagging WHERE reference = ?1 ORDER BY tag")?;
    let mut rows = statement.query([reference])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let tag = row.get(0)?;
        verify_use(row, tag, reference, 1)?;
        out.push(by_row(connection, tag)?.name);
    }
    out.sort_unstable();
    Ok(out)
}

fn verify_use(row: &Row<'_>, tag: i64, reference: i64, at: usize) -> Result<()> {
    let entity = || format!("tag row {tag} of reference row {reference}");
    let hash: RowHash = column(row, at, &entity())?;
    if hash != use_hash(tag, reference) {
        return Err(hash_mismatch(entity()));
    }
    Ok(())
}

/// Calls a closure with the rows of every tagging, tag and reference; damaged ones come
/// as errors.
pub(crate) fn each_use(
    connection: &Connection,
    mut f: impl FnMut(Result<(i64, i64)>) -> Result<()>,
) -> Result<()> {
    let mut statement =
        connection.prepare("SELECT tag, reference, hash FROM tagging ORDER BY tag, reference")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (tag, reference) = (row.get(0)?, row.get(1)?);
        f(verify_use(row, tag, reference, 2).map(|()| (tag, reference)))?;
    }
    Ok(())
}
