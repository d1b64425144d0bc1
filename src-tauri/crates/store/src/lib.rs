//! The library on the disk: the only owner of SQLite.
//!
//! A [`Store`] keeps references as entities with hashes over their content, writes every
//! change as one operation of a log that undo and redo go by, takes in imports of any
//! size at once or not at all, searches full texts in English and Chinese, and makes and
//! checks backups.
//!
//! It must not know file formats, wire types or how duplicates are judged. Row ids
//! never leave it.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod apply;
mod aside;
mod backup;
mod check;
mod clock;
mod connection;
mod derived;
mod dump;
mod entity;
mod error;
mod facts;
mod folder;
mod hash;
mod ids;
mod import;
mod list;
mod operation;
mod organise;
mod recovery;
mod schema;
mod scope;
mod search;
mod settings;
mod shelves;
mod store;
mod terms;
mod transact;

#[cfg(test)]
mod tests;

pub use aside::{Errand, ErrandKind};
pub use backup::{BackupReport, RestoreReport, restore};
pub use check::{CheckReport, Finding};
pub use derived::KeyMaker;
pub use entity::{
    Batch, BatchInfo, Capture, Relation, RelationKind, SaidTerm, Standing, Stored, TermSaid,
};
pub use error::{Result, StoreError};
pub use ids::{BatchId, CollectionId, DeviceId, LibraryId, OperationId, ReferenceId, RelationId};
pub use import::{ImportWriter, NewReference};
pub use list::{Filter, Page, Sort, SortField};
pub use operation::{HistoryEntry, Operation, OperationEntry, OperationState};
pub use scope::{Scope, Summary};
pub use search::excerpt::Excerpt;
pub use search::index::Column;
pub use search::query::Query;
pub use search::run::{Found, Hit};
pub use shelves::{Collection, Tag};
pub use store::{Access, Options, Store};
pub use transact::Transaction;
