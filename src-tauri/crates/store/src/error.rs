//! What can go wrong with a library, and the code of each.

use crate::{OperationId, ReferenceId};
use diglot_model::FieldError;
use rusqlite::ErrorCode;
use std::io;
use std::path::PathBuf;

/// The result of everything that touches a library.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// What went wrong with a library.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another program holds the library for writing.
    #[error(
        "the library in “{dir}” is open for writing elsewhere; close the other window or program, or try again later"
    )]
    Busy {
        /// The library's folder.
        dir: PathBuf,
    },
    /// Another connection held the database longer than the time-out.
    #[error("the library was busy for too long; try again")]
    Locked,
    /// There is no library in the folder.
    #[error("there is no library in “{dir}”")]
    NoLibrary {
        /// The folder.
        dir: PathBuf,
    },
    /// The file belongs to another program or is no database.
    #[error("“{path}” is not a library of Diglot")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer version of the program wrote the library.
    #[error(
        "a newer version of Diglot wrote this library (version {found}; this program knows up to {known}); update the program"
    )]
    Newer {
        /// Version of the library's schema.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// Stored data is not what was written.
    #[error("the library is damaged at {entity}: {problem}")]
    Damaged {
        /// Which entity, such as `reference 0190…`, or `database`.
        entity: String,
        /// What is wrong with it.
        problem: String,
    },
    /// No room on the disk.
    #[error("the disk is full; nothing was lost, free some space and try again")]
    DiskFull,
    /// The library was opened for reading, or the folder cannot be written.
    #[error("the library cannot be written: it is read-only")]
    ReadOnly,
    /// The disk or the network folder failed.
    #[error("reading or writing the library failed: {source}")]
    Device {
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// A file of the library's folder could not be used.
    #[error("{doing} “{path}”: {source}")]
    File {
        /// What was tried.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// No reference has the id.
    #[error("no reference has the id “{0}”")]
    UnknownReference(String),
    /// Several references' ids begin so.
    #[error("{count} references have ids beginning with “{prefix}”; give more of it")]
    AmbiguousId {
        /// What was given.
        prefix: String,
        /// How many begin so.
        count: usize,
    },
    /// The reference was deleted, or merged into another.
    #[error("the reference {id} is not in the library any more")]
    Gone {
        /// The reference.
        id: ReferenceId,
        /// The reference it was merged into.
        merged_into: Option<ReferenceId>,
    },
    /// No operation has the id.
    #[error("no operation has the id “{0}”")]
    UnknownOperation(OperationId),
    /// Nothing is left to undo.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Nothing is left to redo.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// Operations are undone in order, the latest first.
    #[error("{later} later operations build on this one; undo them first")]
    NotLatest {
        /// The operation that was to be undone.
        operation: OperationId,
        /// How many applied operations came after it.
        later: usize,
    },
    /// A change does not fit its field.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// A query for the full-text index holds no word.
    #[error("there is nothing to search for in “{0}”")]
    EmptyQuery(String),
    /// No collection has the id, or it was deleted.
    #[error("there is no collection with the id “{0}”")]
    UnknownCollection(String),
    /// A collection cannot be in itself.
    #[error("the collection “{0}” cannot be put into itself or into one that is in it")]
    CollectionInItself(String),
    /// A name of a collection or a tag holds no letter.
    #[error("a collection or a tag needs a name")]
    EmptyName,
    /// The library was written by an older version and cannot be brought up to date.
    #[error(
        "an older version of Diglot wrote this library, and it cannot be brought up to date: {reason}"
    )]
    Older {
        /// Why it cannot be written.
        reason: String,
    },
    /// A backup did not pass its check.
    #[error("the backup “{path}” did not pass its check: {problem}")]
    BadBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The SQLite that the program was built with is too old.
    #[error("SQLite {found} is too old: 3.51.3 is needed")]
    OldSqlite {
        /// Its version.
        found: &'static str,
    },
    /// A value could not be turned into JSON or back.
    #[error("a value of {what} is no valid JSON: {source}")]
    Json {
        /// Which value.
        what: &'static str,
        /// What serde says.
        source: serde_json::Error,
    },
    /// SQLite refused a statement.
    #[error("the database refused: {source}")]
    Sql {
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// A stable name for programs, such as `busy`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Busy { .. } | Self::Locked => "library-busy",
            Self::NoLibrary { .. } => "library-missing",
            Self::Foreign { .. } => "library-foreign",
            Self::Newer { .. } => "library-newer",
            Self::Damaged { .. } => "library-damaged",
            Self::DiskFull => "disk-full",
            Self::ReadOnly => "library-read-only",
            Self::Device { .. } => "library-device",
            Self::File { .. } => "library-file",
            Self::UnknownReference(_) => "reference-unknown",
            Self::AmbiguousId { .. } => "reference-ambiguous",
            Self::Gone { .. } => "reference-gone",
            Self::UnknownOperation(_) => "operation-unknown",
            Self::NothingToUndo => "nothing-to-undo",
            Self::NothingToRedo => "nothing-to-redo",
            Self::NotLatest { .. } => "operation-not-latest",
            Self::Field(_) => "field-invalid",
            Self::EmptyQuery(_) => "query-empty",
            Self::UnknownCollection(_) => "collection-unknown",
            Self::CollectionInItself(_) => "collection-in-itself",
            Self::EmptyName => "name-empty",
            Self::Older { .. } => "library-older",
            Self::BadBackup { .. } => "backup-bad",
            Self::OldSqlite { .. } => "sqlite-old",
            Self::Json { .. } => "json-invalid",
            Self::Sql { .. } => "database-refused",
        }
    }

    pub(crate) fn damaged(entity: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Damaged {
            entity: entity.into(),
            problem: problem.into(),
        }
    }

    pub(crate) fn file(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::File {
                doing,
                path,
                source,
            },
        }
    }

    pub(crate) fn json(what: &'static str) -> impl FnOnce(serde_json::Error) -> Self {
        move |source| Self::Json { what, source }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> Self {
        if is_unreadable(&source) {
            return Self::damaged("a row of the database", source.to_string());
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt) => Self::damaged("the database", source.to_string()),
            Some(ErrorCode::NotADatabase) => {
                Self::damaged("the database", "the file is no SQLite database")
            }
            Some(ErrorCode::SystemIoFailure) => Self::Device { source },
            _ => Self::Sql { source },
        }
    }
}

/// Whether a stored value is of the wrong kind: damage, not a mistake of the program.
pub(crate) fn is_unreadable(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..)
    )
}
