//! Settings of a library: what a person set, beside the references and no part of their
//! history. Nothing here can be undone. What was damaged is as if it had not been set.

use crate::entity::term::{self, TermSaid};
use crate::error::Result;
use crate::hash::{RowHash, RowHasher};
use crate::store::Store;
use rusqlite::{Connection, OptionalExtension, params};

impl Store {
    /// The value of a setting.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        let found: Option<(String, RowHash)> = self
            .connection()
            .prepare_cached("SELECT value, hash FROM setting WHERE name = ?1")?
            .query_row([name], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(found
            .filter(|(value, hash)| *hash == hash_of(name, value))
            .map(|(value, _)| value))
    }

    /// Sets a setting, or forgets it.
    pub fn set_setting(&mut self, name: &str, value: Option<&str>) -> Result<()> {
        self.write(|tx| {
            if let Some(value) = value {
                return put(tx, name, value);
            }
            tx.execute("DELETE FROM setting WHERE name = ?1", [name])?;
            Ok(())
        })
    }
}

fn put(tx: &Connection, name: &str, value: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO setting (name, value, hash) VALUES (?1, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, hash = excluded.hash",
        params![name, value, hash_of(name, value)],
    )?;
    Ok(())
}

fn hash_of(name: &str, value: &str) -> RowHash {
    RowHasher::new("setting").text(name).text(value).finish()
}

/// Brings the settings of the third version to their one place: they stood in a table
/// without hashes, or among the facts of the library, by names that begin with `kept `.
/// What was said about terms, which was a setting then, becomes entities.
pub(crate) fn move_together(tx: &Connection) -> Result<()> {
    let pairs = |sql: &str| -> Result<Vec<(String, String)>> {
        let mut statement = tx.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<std::result::Result<_, _>>()?)
    };
    let mut all = pairs("SELECT name, value FROM setting_1")?;
    all.extend(pairs(
        "SELECT substr(key, 6), value FROM library
         WHERE key GLOB 'kept *' AND typeof(value) = 'text'",
    )?);
    for (name, value) in &all {
        if name == "glossary" {
            terms_of_before(tx, value)?;
        } else {
            put(tx, name, value)?;
        }
    }
    tx.execute_batch("DROP TABLE setting_1; DELETE FROM library WHERE key GLOB 'kept *';")?;
    Ok(())
}

fn terms_of_before(tx: &Connection, value: &str) -> Result<()> {
    let value: serde_json::Value = serde_json::from_str(value).unwrap_or_default();
    for (list, said) in [("added", TermSaid::Added), ("removed", TermSaid::Removed)] {
        for pair in value[list].as_array().into_iter().flatten() {
            if let (Some(zh), Some(en)) = (pair[0].as_str(), pair[1].as_str()) {
                term::put(tx, zh, en, Some(said))?;
            }
        }
    }
    Ok(())
}
