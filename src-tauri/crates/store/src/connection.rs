//! Connections to a database file: flags, pragmas, the version of SQLite.

use crate::error::{Result, StoreError};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// `DGLT`: marks the file as a library of this program.
pub(crate) const APPLICATION_ID: i64 = 0x4447_4C54;

/// The first SQLite without the WAL-reset corruption bug.
const OLDEST_SQLITE: i32 = 3_051_003;

/// A reference takes 2 to 4 KB: pages of 4 KB would stand half empty.
const PAGE_BYTES: i64 = 8_192;

/// How long a connection waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens a file for writing, in WAL mode and with full syncs.
pub(crate) fn open_writer(path: &Path) -> Result<Connection> {
    check_version()?;
    let connection = Connection::open_with_flags(path, flags(OpenFlags::SQLITE_OPEN_READ_WRITE))?;
    prepare(&connection)?;
    identify(&connection, path)?;
    // Only a new file takes this; the others keep what they have.
    connection.pragma_update(None, "page_size", PAGE_BYTES)?;
    let mode: String =
        connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::ReadOnly);
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(connection)
}

/// Opens a file for reading only. In a folder that cannot be written the file is read
/// as it stands, which is safe when no log is left beside it.
pub(crate) fn open_reader(path: &Path) -> Result<Connection> {
    check_version()?;
    match try_reader(path, false) {
        Err(StoreError::ReadOnly | StoreError::Sql { .. }) if log_is_empty(path) => {
            try_reader(path, true)
        }
        other => other,
    }
}

fn try_reader(path: &Path, immutable: bool) -> Result<Connection> {
    let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = if immutable {
        let uri = format!("file:{}?immutable=1", uri_path(path));
        Connection::open_with_flags(uri, flags(read_only | OpenFlags::SQLITE_OPEN_URI))?
    } else {
        Connection::open_with_flags(path, flags(read_only))?
    };
    prepare(&connection)?;
    identify(&connection, path)?;
    Ok(connection)
}

fn log_is_empty(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).map_or(true, |data| data.len() == 0)
}

/// A path as SQLite's URI names it: bytes with a meaning in URIs are escaped.
fn uri_path(path: &Path) -> String {
    let mut out = String::new();
    for c in path.to_string_lossy().chars() {
        match c {
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3f"),
            '#' => out.push_str("%23"),
            c => out.push(c),
        }
    }
    out
}

fn flags(mode: OpenFlags) -> OpenFlags {
    mode | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

fn check_version() -> Result<()> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::OldSqlite {
            found: rusqlite::version(),
        });
    }
    Ok(())
}

fn prepare(connection: &Connection) -> Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "cache_size", -16_384)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

/// Refuses files that are no library; an empty file may become one.
fn identify(connection: &Connection, path: &Path) -> Result<()> {
    let id: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id == APPLICATION_ID || is_empty(connection)? {
        return Ok(());
    }
    Err(StoreError::Foreign {
        path: path.to_path_buf(),
    })
}

fn is_empty(connection: &Connection) -> Result<bool> {
    Ok(
        connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| {
            row.get(0)
        })?,
    )
}

/// Runs a closure in one immediate transaction.
pub(crate) fn in_transaction<T, E: From<StoreError>>(
    connection: &mut Connection,
    f: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(StoreError::from)?;
    let value = f(&transaction)?;
    transaction.commit().map_err(StoreError::from)?;
    Ok(value)
}
