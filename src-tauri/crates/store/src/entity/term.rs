//! What a person said about terms of the glossary. A term is known by its two forms.

use super::{column, hash_mismatch};
use crate::error::Result;
use crate::hash::{RowHash, RowHasher};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// What a person may say about a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermSaid {
    /// That it belongs to the glossary.
    Added,
    /// That it does not.
    Removed,
}

impl TermSaid {
    fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// A term with what was said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidTerm {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// What was said.
    pub said: TermSaid,
}

impl SaidTerm {
    /// How messages name it.
    pub(crate) fn entity(&self) -> String {
        format!("term “{}” “{}”", self.en, self.zh)
    }

    fn hash(&self) -> RowHash {
        RowHasher::new("term")
            .text(&self.zh)
            .text(&self.en)
            .text(self.said.name())
            .finish()
    }

    fn from_row(row: &Row<'_>) -> Result<Self> {
        let said: String = column(row, 2, "a term")?;
        let term = Self {
            zh: column(row, 0, "a term")?,
            en: column(row, 1, "a term")?,
            said: if said == TermSaid::Added.name() {
                TermSaid::Added
            } else {
                TermSaid::Removed
            },
        };
        let hash: RowHash = column(row, 3, "a term")?;
        if hash != term.hash() {
            return Err(hash_mismatch(term.entity()));
        }
        Ok(term)
    }
}

/// What was said about a term.
pub(crate) fn said(connection: &Connection, zh: &str, en: &str) -> Result<Option<TermSaid>> {
    let found = connection
        .prepare_cached("SELECT zh, en, said, hash FROM term WHERE zh = ?1 AND en = ?2")?
        .query_row([zh, en], |row| Ok(SaidTerm::from_row(row)))
        .optional()?
        .transpose()?;
    Ok(found.map(|term| term.said))
}

/// Writes what was said about a term, or that nothing was.
pub(crate) fn put(tx: &Connection, zh: &str, en: &str, said: Option<TermSaid>) -> Result<()> {
    let Some(said) = said else {
        tx.prepare_cached("DELETE FROM term WHERE zh = ?1 AND en = ?2")?
            .execute([zh, en])?;
        return Ok(());
    };
    let term = SaidTerm {
        zh: zh.to_owned(),
        en: en.to_owned(),
        said,
    };
    tx.prepare_cached(
        "INSERT INTO term (zh, en, said, hash) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (zh, en) DO UPDATE SET said = excluded.said, hash = excluded.hash",
    )?
    .execute(params![zh, en, said.name(), term.hash()])?;
    Ok(())
}

/// Calls a closure with every term about which something was said, in the order of their
/// forms; damaged ones come as errors.
pub(crate) fn each(
    connection: &Connection,
    mut f: impl FnMut(Result<SaidTerm>) -> Result<()>,
) -> Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT zh, en, said, hash FROM term ORDER BY zh, en")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        f(SaidTerm::from_row(row))?;
    }
    Ok(())
}
