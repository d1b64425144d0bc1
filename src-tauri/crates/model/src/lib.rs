//! What a reference is: multilingual texts with origin, contributors with
//! variants of their names, dates, identifiers, observations, and where each
//! value came from.
//!
//! This crate holds values only. It must not know files, databases, clocks,
//! wire formats or user interfaces.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod contributor;
mod date;
mod field;
mod identifier;
mod language;
mod link;
mod observation;
mod reference;
mod source;
mod text;

pub use contributor::{Contributor, ContributorRole, Name, NameVariant, NameVariants};
pub use date::{Date, DatePoint, Season};
pub use field::{DateField, Field, FieldChange, FieldError, ScalarField, TextField};
pub use identifier::{Identifier, IdentifierScheme, normalise_doi};
pub use language::LanguageTag;
pub use link::{
    LinkedBy, LinkedSentence, LinkedSide, SentenceChange, SentenceEdit, SentenceHash, SentenceLink,
};
pub use observation::{
    Classification, ClassificationScheme, Keyword, KeywordKind, Observation, ObservationKind,
};
pub use reference::{Missing, PageRelation, Reference, ReferenceType, UnmappedField};
pub use source::{CaptureSource, Source, Sourced, Span, Spans};
pub use text::{Abstract, LocalizedText, Origin, Section, SectionRole};
pub use uuid::Uuid;
