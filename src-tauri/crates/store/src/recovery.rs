//! What a start of the program makes good, and what is cleaned up behind operations.

use crate::connection::in_transaction;
use crate::derived::{self, Rules};
use crate::entity::batch::{self, BatchRow, BatchState};
use crate::entity::{collection, tag};
use crate::error::{Result, StoreError};
use crate::facts::{self, Fact};
use rusqlite::{Connection, OptionalExtension};

/// References cleaned up or indexed in one transaction: keeps the log of SQLite small
/// and other readers fed.
const CHUNK: i64 = 2_000;

/// References whose keys are kept in one transaction, sorted in memory: 16 keys of 16
/// bytes each.
const KEY_CHUNK: i64 = 50_000;

/// Marks imports that never were committed as discarded.
pub(crate) fn discard_staging(connection: &mut Connection) -> Result<()> {
    in_transaction(connection, |tx| {
        let mut staging = Vec::new();
        batch::each(tx, |row| {
            let row = row?;
            if row.state == BatchState::Staging {
                staging.push(row);
            }
            Ok(())
        })?;
        for mut batch in staging {
            batch.state = BatchState::Discarded;
            batch.last_row = facts::int(tx, Fact::NextRow)? - 1;
            batch.update(tx)?;
        }
        Ok::<_, StoreError>(())
    })?;
    purge(connection)
}

/// Removes the rows of imports that were discarded, in chunks.
pub(crate) fn purge(connection: &mut Connection) -> Result<()> {
    while in_transaction(connection, purge_some)? {}
    Ok(())
}

fn discarded(tx: &Connection) -> Result<Option<BatchRow>> {
    tx.prepare_cached("SELECT row FROM batch WHERE state = 'discarded' ORDER BY row LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?
        .map(|row| batch::by_row(tx, row))
        .transpose()
}

fn purge_some(tx: &Connection) -> Result<bool> {
    let Some(batch) = discarded(tx)? else {
        return Ok(false);
    };
    let bounds: (Option<i64>, Option<i64>) = tx
        .prepare_cached(
            "SELECT min(row), max(row) FROM
               (SELECT row FROM reference WHERE row BETWEEN ?1 AND ?2 AND batch = ?3
                ORDER BY row LIMIT ?4)",
        )?
        .query_row([batch.first_row, batch.last_row, batch.row, CHUNK], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    if let (Some(from), Some(to)) = bounds {
        derived::remove(tx, from, to)?;
        collection::remove_members(tx, from, to)?;
        tag::remove_uses(tx, from, to)?;
        for sql in [
            "DELETE FROM relation WHERE subject BETWEEN ?1 AND ?2",
            "DELETE FROM relation WHERE object BETWEEN ?1 AND ?2",
            "DELETE FROM reference WHERE row BETWEEN ?1 AND ?2",
        ] {
            tx.prepare_cached(sql)?.execute([from, to])?;
        }
    } else {
        tx.execute("DELETE FROM capture WHERE batch = ?1", [batch.row])?;
        tx.execute("DELETE FROM batch WHERE row = ?1", [batch.row])?;
    }
    Ok(true)
}

/// Takes into the indexes what they lack.
pub(crate) fn catch_up(connection: &mut Connection, rules: &Rules) -> Result<()> {
    while in_transaction(connection, |tx| derived::key_more(tx, rules, KEY_CHUNK))? {}
    while in_transaction(connection, |tx| derived::index_more(tx, CHUNK))? {}
    Ok(())
}

/// Makes good what an end without warning left: imports that were never committed,
/// rows that were to be removed, an index that is behind or made by other rules.
pub(crate) fn recover(connection: &mut Connection, rules: &Rules) -> Result<()> {
    discard_staging(connection)?;
    let derived = facts::text(connection, Fact::Derived)?;
    if derived.as_deref() != Some(rules.version().as_str()) {
        in_transaction(connection, |tx| derived::rebuild(tx, rules))?;
    }
    catch_up(connection, rules)
}
