//! The entities of a library as rows: each with a hash over its content, which is
//! verified whenever the row is read.

pub(crate) mod batch;
pub(crate) mod capture;
pub(crate) mod collection;
pub(crate) mod reference;
pub(crate) mod relation;
pub(crate) mod tag;
pub(crate) mod term;

pub use batch::{Batch, BatchInfo};
pub use capture::Capture;
pub use reference::{Standing, Stored};
pub use relation::{Relation, RelationKind};
pub use term::{SaidTerm, TermSaid};

use crate::error::{Result, StoreError, is_unreadable};
use rusqlite::Row;
use rusqlite::types::FromSql;

/// Reads a column; a value of the wrong kind means damage, not a mistake of the program.
pub(crate) fn column<T: FromSql>(row: &Row<'_>, index: usize, entity: &str) -> Result<T> {
    row.get(index).map_err(|error| {
        if is_unreadable(&error) {
            StoreError::damaged(entity, error.to_string())
        } else {
            error.into()
        }
    })
}

/// The error for a row whose hash does not fit its content.
pub(crate) fn hash_mismatch(entity: impl Into<String>) -> StoreError {
    StoreError::damaged(entity, "its content is not what was written")
}
