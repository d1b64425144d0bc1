//! What stands beside the references and is no part of their history: answers of services,
//! and lookups that wait for a network. Nothing here can be undone.

use crate::clock;
use crate::error::Result;
use crate::hash::{RowHash, RowHasher};
use crate::store::Store;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use std::time::Duration;

/// What a waiting lookup is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrandKind {
    /// Look an identifier up and add what is found.
    Add,
    /// Complete a reference.
    Complete,
}

impl ErrandKind {
    fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Complete => "complete",
        }
    }
}

/// A lookup that waits for a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// What it is to do.
    pub kind: ErrandKind,
    /// The identifier, or the id of the reference.
    pub subject: String,
    /// Since when it waits, RFC 3339.
    pub since: String,
}

impl Store {
    /// What a service answered about an identifier, unless that is too old. An answer whose
    /// bytes have changed is none.
    pub fn answer(&self, service: &str, identifier: &str) -> Result<Option<String>> {
        let found: Option<(String, i64, RowHash)> = self
            .connection()
            .prepare_cached(
                "SELECT value, until, hash FROM answer WHERE service = ?1 AND identifier = ?2",
            )?
            .query_row([service, identifier], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        Ok(found
            .filter(|(value, until, hash)| {
                *until > Timestamp::now().as_second()
                    && *hash == hash_of(service, identifier, value, *until)
            })
            .map(|(value, ..)| value))
    }

    /// Keeps an answer for so long, and forgets those that are too old.
    pub fn keep_answer(
        &mut self,
        service: &str,
        identifier: &str,
        value: &str,
        holds: Duration,
    ) -> Result<()> {
        let now = Timestamp::now().as_second();
        let until = now.saturating_add(i64::try_from(holds.as_secs()).unwrap_or(i64::MAX));
        let hash = hash_of(service, identifier, value, until);
        self.write(|tx| {
            tx.execute("DELETE FROM answer WHERE until <= ?1", [now])?;
            tx.execute(
                "INSERT INTO answer (service, identifier, value, until, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (service, identifier) DO UPDATE
                 SET value = excluded.value, until = excluded.until, hash = excluded.hash",
                params![service, identifier, value, until, hash],
            )?;
            Ok(())
        })
    }

    /// Lets a lookup wait. One that waits already is left as it is.
    pub fn add_errand(&mut self, kind: ErrandKind, subject: &str) -> Result<()> {
        let since = clock::now();
        self.write(|tx| {
            tx.execute(
                "INSERT INTO errand (kind, subject, since) VALUES (?1, ?2, ?3)
                 ON CONFLICT (kind, subject) DO NOTHING",
                params![kind.name(), subject, since],
            )?;
            Ok(())
        })
    }

    /// A lookup no longer waits.
    pub fn remove_errand(&mut self, kind: ErrandKind, subject: &str) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "DELETE FROM errand WHERE kind = ?1 AND subject = ?2",
                params![kind.name(), subject],
            )?;
            Ok(())
        })
    }

    /// The lookups that wait, the oldest first.
    pub fn errands(&self) -> Result<Vec<Errand>> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT kind, subject, since FROM errand ORDER BY row")?;
        let rows = statement.query_map([], |row| {
            let kind: String = row.get(0)?;
            Ok(Errand {
                kind: match kind.as_str() {
                    "add" => ErrandKind::Add,
                    _ => ErrandKind::Complete,
                },
                subject: row.get(1)?,
                since: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<std::result::Result<_, _>>()?)
    }
}

fn hash_of(service: &str, identifier: &str, value: &str, until: i64) -> RowHash {
    RowHasher::new("answer")
        .text(service)
        .text(identifier)
        .text(value)
        .int(until)
        .finish()
}
