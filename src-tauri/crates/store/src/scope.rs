//! Parts of the library that lists show.

use crate::entity::Standing;
use crate::entity::reference::{self, Place};
use crate::error::{Result, StoreError};
use crate::ids::{BatchId, CollectionId, ReferenceId};
use crate::list::Condition;
use crate::organise::{folding_alike, subtree};
use crate::store::Store;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeSet;

/// A part of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Scope {
    /// All references.
    #[default]
    All,
    /// References that lack something.
    NeedsMetadata,
    /// References with a title or an abstract in English and in Chinese.
    BothLanguages,
    /// Works that pages list beside their own.
    Listed,
    /// References in a collection or in those in it.
    Collection(CollectionId),
    /// References with a tag, compared folded.
    Tag(String),
    /// Deleted works, listed ones too.
    Trash,
    /// References that an import brought.
    Batch(BatchId),
    /// Certain references and listed works.
    Ids(BTreeSet<ReferenceId>),
}

/// How much a library holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// References, without the trash and without listed works.
    pub references: u64,
    /// References that lack something.
    pub needs_metadata: u64,
    /// References with a title or an abstract in English and in Chinese.
    pub both_languages: u64,
    /// Listed works.
    pub listed: u64,
    /// Deleted works.
    pub trash: u64,
}

impl From<Standing> for Scope {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Reference => Self::All,
            Standing::Listed => Self::Listed,
        }
    }
}

impl Scope {
    /// Adds the scope to a condition on the table of listings. Returns where its works are
    /// looked for, unless that is more than one place.
    pub(crate) fn put(
        &self,
        connection: &Connection,
        condition: &mut Condition,
    ) -> Result<Option<Place>> {
        let place = match self {
            Self::Listed => Place::Listed,
            Self::Trash => Place::Trash,
            Self::Ids(ids) => {
                condition.and("standing <> ?", [text(Place::Trash)]);
                let rows = rows_of(connection, ids)?;
                condition.and(
                    "row IN (SELECT value FROM json_each(?))",
                    [Value::Text(format!("{rows:?}"))],
                );
                return Ok(None);
            }
            _ => Place::Reference,
        };
        condition.and("standing = ?", [text(place)]);
        match self {
            Self::All | Self::Listed | Self::Trash | Self::Ids(_) => {}
            Self::NeedsMetadata => condition.and("missing <> 0", []),
            Self::BothLanguages => condition.and("bilingual <> 0", []),
            Self::Collection(id) => {
                let rows: Vec<i64> = subtree(connection, *id)?.iter().map(|c| c.row).collect();
                let members = format!(
                    "row IN (SELECT reference FROM membership WHERE collection IN ({}))",
                    joined(&rows)
                );
                condition.and(&members, []);
            }
            Self::Tag(name) => condition.and(&tag_condition(connection, name)?, []),
            Self::Batch(id) => condition.and_batch(connection, *id)?,
        }
        Ok(Some(place))
    }
}

impl Store {
    /// How much the library holds.
    pub fn summary(&self) -> Result<Summary> {
        let visible = crate::derived::visible(self.connection(), "row", 0)?;
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT standing, count(*), sum(missing <> 0), sum(bilingual) FROM listing
             WHERE 1 {visible} GROUP BY standing"
        ))?;
        let mut rows = statement.query([])?;
        let mut summary = Summary::default();
        while let Some(row) = rows.next()? {
            let place: String = row.get(0)?;
            let number = |at| row.get::<_, i64>(at).map(|number| number as u64);
            if place == Place::Reference.name() {
                summary.references = number(1)?;
                summary.needs_metadata = number(2)?;
                summary.both_languages = number(3)?;
            } else if place == Place::Listed.name() {
                summary.listed = number(1)?;
            } else {
                summary.trash = number(1)?;
            }
        }
        Ok(summary)
    }
}

fn text(place: Place) -> Value {
    Value::Text(place.name().to_owned())
}

fn joined(rows: &[i64]) -> String {
    let rows: Vec<String> = rows.iter().map(i64::to_string).collect();
    rows.join(", ")
}

/// The rows of references; those that are not there are left out.
fn rows_of(connection: &Connection, ids: &BTreeSet<ReferenceId>) -> Result<Vec<i64>> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        match reference::row_of(connection, *id) {
            Ok(row) => rows.push(row),
            Err(StoreError::UnknownReference(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(rows)
}

/// The condition that a reference has a tag.
pub(crate) fn tag_condition(connection: &Connection, name: &str) -> Result<String> {
    let tags: Vec<i64> = folding_alike(connection, name)?
        .iter()
        .map(|tag| tag.row)
        .collect();
    Ok(format!(
        "row IN (SELECT reference FROM tagging WHERE tag IN ({}))",
        joined(&tags)
    ))
}
