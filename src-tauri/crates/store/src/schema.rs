//! The schema's versions and how a library is brought from one to the next.

use crate::connection::in_transaction;
use crate::error::{Result, StoreError};
use crate::facts::{self, Fact};
use crate::settings;
use rusqlite::Connection;

/// Migrations in order; the first makes version 1. Never edited after a release.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_initial.sql"),
    include_str!("../migrations/0002_organise.sql"),
    include_str!("../migrations/0003_lookups.sql"),
    include_str!("../migrations/0004_terms.sql"),
];

/// The version of the schema that this program writes.
pub(crate) const LATEST: i64 = MIGRATIONS.len() as i64;

/// The version of a library's schema; 0 for an empty file.
pub(crate) fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses a library that a newer program wrote.
pub(crate) fn refuse_newer(connection: &Connection) -> Result<i64> {
    let found = version(connection)?;
    if found > LATEST {
        return Err(StoreError::Newer {
            found,
            known: LATEST,
        });
    }
    Ok(found)
}

/// Brings the schema to [`LATEST`], each version in one transaction with its number.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    migrate_to(connection, LATEST)
}

/// Brings the schema to a version.
pub(crate) fn migrate_to(connection: &mut Connection, version: i64) -> Result<()> {
    let found = refuse_newer(connection)?;
    let wanted = MIGRATIONS.iter().take(version as usize);
    for (index, sql) in wanted.enumerate().skip(found as usize) {
        in_transaction(connection, |tx| {
            tx.execute_batch(sql)?;
            complete(tx, index as i64 + 1)?;
            tx.pragma_update(None, "user_version", index as i64 + 1)?;
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(())
}

/// What a version needs that SQL cannot write: rows with hashes.
fn complete(tx: &Connection, version: i64) -> Result<()> {
    if version == 2 && facts::present(tx)? {
        facts::put_int(tx, Fact::Collections, 0)?;
    }
    if version == 4 {
        settings::move_together(tx)?;
    }
    Ok(())
}
