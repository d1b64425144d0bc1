//! What the library knows of itself: ids, counters, versions of derived data.

use crate::clock::next_hlc;
use crate::error::{Result, StoreError, is_unreadable};
use crate::hash::{RowHash, RowHasher};
use crate::ids::{DeviceId, LibraryId};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

/// A fact that a library keeps about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact {
    /// The library's id.
    Library,
    /// The id of this copy of it.
    Device,
    /// The last reading of the hybrid logical clock.
    Clock,
    /// The number of the next reference's row.
    NextRow,
    /// The last row that the full-text index has taken in.
    IndexedRow,
    /// The last row whose keys are kept.
    KeyedRow,
    /// How many rows of collections there are.
    Collections,
    /// Version of the rules by which derived data were made.
    Derived,
}

impl Fact {
    const ALL: [Self; 8] = [
        Self::Library,
        Self::Device,
        Self::Clock,
        Self::NextRow,
        Self::IndexedRow,
        Self::KeyedRow,
        Self::Collections,
        Self::Derived,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Library => "library",
            Self::Device => "device",
            Self::Clock => "clock",
            Self::NextRow => "next-row",
            Self::IndexedRow => "indexed-row",
            Self::KeyedRow => "keyed-row",
            Self::Collections => "collections",
            Self::Derived => "derived",
        }
    }
}

/// Writes the facts of a new library.
pub(crate) fn initialise(tx: &Connection) -> Result<()> {
    put(tx, Fact::Library, &uuid_value(LibraryId::new().uuid()))?;
    new_device(tx)?;
    for (fact, value) in [
        (Fact::Clock, 0),
        (Fact::NextRow, 1),
        (Fact::IndexedRow, 0),
        (Fact::KeyedRow, 0),
        (Fact::Collections, 0),
    ] {
        put_int(tx, fact, value)?;
    }
    Ok(())
}

/// Gives the library a new device id: a restored copy must not speak as the old one.
pub(crate) fn new_device(tx: &Connection) -> Result<()> {
    put(tx, Fact::Device, &uuid_value(DeviceId::new().uuid()))
}

fn uuid_value(uuid: uuid::Uuid) -> Value {
    Value::Blob(uuid.as_bytes().to_vec())
}

/// Whether the facts of a library are there.
pub(crate) fn present(connection: &Connection) -> Result<bool> {
    Ok(read(connection, Fact::Library)?.is_some())
}

pub(crate) fn put_int(tx: &Connection, fact: Fact, value: i64) -> Result<()> {
    put(tx, fact, &Value::Integer(value))
}

pub(crate) fn put_text(tx: &Connection, fact: Fact, value: &str) -> Result<()> {
    put(tx, fact, &Value::Text(value.to_owned()))
}

fn put(tx: &Connection, fact: Fact, value: &Value) -> Result<()> {
    let hash = hash_of(fact, value);
    tx.prepare_cached(
        "INSERT INTO library (key, value, hash) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, hash = excluded.hash",
    )?
    .execute(params![fact.key(), value, hash])?;
    Ok(())
}

fn hash_of(fact: Fact, value: &Value) -> RowHash {
    let hasher = RowHasher::new("library").text(fact.key());
    match value {
        Value::Integer(value) => hasher.int(*value),
        Value::Text(value) => hasher.text(value),
        Value::Blob(value) => hasher.bytes(value),
        Value::Null | Value::Real(_) => hasher,
    }
    .finish()
}

fn read(connection: &Connection, fact: Fact) -> Result<Option<Value>> {
    let mut statement =
        connection.prepare_cached("SELECT value, hash FROM library WHERE key = ?1")?;
    let found: Option<(Value, RowHash)> = statement
        .query_row([fact.key()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .map_err(|error| {
            if is_unreadable(&error) {
                return damaged(fact, &error.to_string());
            }
            error.into()
        })?;
    let Some((value, hash)) = found else {
        return Ok(None);
    };
    if hash != hash_of(fact, &value) {
        return Err(damaged(fact, "its hash does not fit"));
    }
    Ok(Some(value))
}

fn damaged(fact: Fact, problem: &str) -> StoreError {
    StoreError::damaged(format!("fact {}", fact.key()), problem)
}

/// A number that the library keeps.
pub(crate) fn int(connection: &Connection, fact: Fact) -> Result<i64> {
    match read(connection, fact)? {
        Some(Value::Integer(value)) => Ok(value),
        _ => Err(damaged(fact, "it is missing")),
    }
}

/// A text that the library keeps, if it is there.
pub(crate) fn text(connection: &Connection, fact: Fact) -> Result<Option<String>> {
    match read(connection, fact)? {
        Some(Value::Text(value)) => Ok(Some(value)),
        None => Ok(None),
        Some(_) => Err(damaged(fact, "it is no text")),
    }
}

/// The library's id.
pub(crate) fn library_id(connection: &Connection) -> Result<LibraryId> {
    uuid_of(connection, Fact::Library).map(LibraryId::from)
}

/// The id of this copy of the library.
pub(crate) fn device_id(connection: &Connection) -> Result<DeviceId> {
    uuid_of(connection, Fact::Device).map(DeviceId::from)
}

fn uuid_of(connection: &Connection, fact: Fact) -> Result<uuid::Uuid> {
    match read(connection, fact)? {
        Some(Value::Blob(bytes)) => {
            uuid::Uuid::from_slice(&bytes).map_err(|_| damaged(fact, "it is no id"))
        }
        _ => Err(damaged(fact, "it is missing")),
    }
}

/// Moves the hybrid logical clock on and returns its reading.
pub(crate) fn tick(tx: &Connection) -> Result<i64> {
    let next = next_hlc(int(tx, Fact::Clock)?);
    put_int(tx, Fact::Clock, next)?;
    Ok(next)
}

/// Names every fact that is missing or damaged.
pub(crate) fn check(connection: &Connection, mut found: impl FnMut(String, String)) -> Result<()> {
    for fact in Fact::ALL {
        match read(connection, fact) {
            Ok(Some(_)) => {}
            Ok(None) => found(format!("fact {}", fact.key()), "it is missing".to_owned()),
            Err(StoreError::Damaged { entity, problem }) => found(entity, problem),
            Err(other) => return Err(other),
        }
    }
    Ok(())
}
