//! What can go wrong with a use case.

use diglot_model::FieldError;
use diglot_store::{ReferenceId, StoreError};

/// The result of a use case.
pub type Result<T, E = LibraryError> = std::result::Result<T, E>;

/// What went wrong with a use case.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A merge needs at least two references.
    #[error("a merge needs at least two different references")]
    NothingToMerge,
    /// A value was chosen from a reference that is not part of the merge.
    #[error("the reference {0}, whose value was chosen, is not part of the merge")]
    NotInMerge(ReferenceId),
    /// A filter's term has a value that does not fit.
    #[error("“{term}” is no filter: {problem}")]
    Filter {
        /// The term.
        term: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The plan holds no record.
    #[error("there is nothing to import in {0}")]
    NothingToImport(String),
    /// Sentences cannot be linked so.
    #[error("these sentences cannot be linked: {0}")]
    NotLinkable(&'static str),
    /// A text cannot be put beside that of a reference.
    #[error("the text cannot be attached: {0}")]
    NotAttachable(&'static str),
    /// The text is no translation of what the reference has.
    #[error("the text is no translation of the abstract: only {coverage}% of them agree")]
    NotATranslation {
        /// Percent of the better covered text that has a counterpart.
        coverage: u8,
    },
    /// References that are no editions of one work in two languages.
    #[error("these references cannot be joined or split as editions in two languages: {0}")]
    NotEditions(&'static str),
    /// There is nothing to translate, or nothing may be put in its place.
    #[error("the reference is not translated: {0}")]
    NotTranslatable(&'static str),
    /// A file of alignments could not be read.
    #[error("the file holds no alignment that can be used: {0}")]
    NoAlignment(String),
    /// A term of the glossary cannot be used.
    #[error("a term needs a word in Chinese and one in another language")]
    NotATerm,
    /// The reference was not imported from a text.
    #[error("the reference {0} was not imported, there is no original to show")]
    NoOriginal(ReferenceId),
    /// A field that cannot be typed as one line of text.
    #[error("the field {0} cannot be edited as text")]
    NotEditable(String),
    /// What was typed is no value of the field.
    #[error("“{text}” is not a value of the field {field} ({problem})")]
    NotAValue {
        /// The field.
        field: String,
        /// What was typed.
        text: String,
        /// What is wrong with it, such as `isbn-digit`.
        problem: &'static str,
    },
}

impl LibraryError {
    /// A stable name for programs, such as `library-busy`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::NothingToMerge => "nothing-to-merge",
            Self::NotInMerge(_) => "not-in-merge",
            Self::Filter { .. } => "filter-invalid",
            Self::NothingToImport(_) => "nothing-to-import",
            Self::NotLinkable(_) => "not-linkable",
            Self::NotAttachable(_) => "not-attachable",
            Self::NotATranslation { .. } => "not-a-translation",
            Self::NotEditions(_) => "not-editions",
            Self::NotTranslatable(_) => "not-translatable",
            Self::NoAlignment(_) => "no-alignment",
            Self::NotATerm => "not-a-term",
            Self::NoOriginal(_) => "no-original",
            Self::NotEditable(_) => "not-editable",
            Self::NotAValue { .. } => "not-a-value",
        }
    }
}

impl From<FieldError> for LibraryError {
    fn from(error: FieldError) -> Self {
        Self::Store(error.into())
    }
}
