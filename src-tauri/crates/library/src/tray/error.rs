//! What can go wrong with a tray.

use super::RecordId;
use crate::error::LibraryError;
use diglot_import::FixRefusal;

/// What went wrong with a tray. The tray is as it was.
#[derive(Debug, thiserror::Error)]
pub enum TrayError {
    /// The library could not do it.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// No capture has this number.
    #[error("there is no file number {0} in the tray")]
    UnknownCapture(u32),
    /// No record has this number.
    #[error("there is no record number {} in file number {} of the tray", .0.record, .0.capture)]
    UnknownRecord(RecordId),
    /// No format has this name.
    #[error("there is no format named “{0}”")]
    UnknownFormat(String),
    /// The selected text cannot be what was said.
    #[error(transparent)]
    Fix(#[from] FixRefusal),
    /// The record was not corrected.
    #[error("nothing of this record was corrected")]
    NoFix,
    /// The record is the same as no other.
    #[error("this record is no duplicate of another")]
    NoDuplicate(RecordId),
    /// Nothing would be imported.
    #[error("nothing is chosen to be imported")]
    NothingChosen,
    /// A work that a record was to join is not in the library any more. The records were
    /// compared again.
    #[error("the library has changed since; look at the duplicates again")]
    LibraryChanged,
    /// It was stopped; nothing of it stays.
    #[error("it was stopped")]
    Cancelled,
}

impl TrayError {
    /// A stable name for programs, such as `fix-unreadable`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Library(error) => error.code(),
            Self::UnknownCapture(_) => "tray-unknown-file",
            Self::UnknownRecord(_) => "tray-unknown-record",
            Self::UnknownFormat(_) => "tray-unknown-format",
            Self::Fix(FixRefusal::Empty) => "fix-empty",
            Self::Fix(FixRefusal::Unreadable) => "fix-unreadable",
            Self::Fix(FixRefusal::NoText) => "fix-no-text",
            Self::NoFix => "tray-no-fix",
            Self::NoDuplicate(_) => "tray-no-duplicate",
            Self::NothingChosen => "tray-nothing-chosen",
            Self::LibraryChanged => "tray-library-changed",
            Self::Cancelled => "cancelled",
        }
    }
}
