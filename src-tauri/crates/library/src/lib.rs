//! The use cases of a library: what the window and the command line ask for.
//!
//! A [`Library`] imports plans, lists, searches, finds and merges duplicates, edits,
//! undoes and redoes, checks and backs up. It must not know wire types, terminals or
//! windows, and it reads no environment except in [`default_dir`].
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod attach;
pub mod bilingual;
mod care;
mod cite;
mod convert;
mod duplicates;
mod edit;
mod editions;
mod error;
pub mod exchange;
mod fields;
mod filter;
mod folder;
pub mod glossary;
mod import;
mod inputs;
mod library;
mod links;
mod list;
mod listed;
pub mod lookup;
mod merge;
mod operations;
mod organise;
mod search;
pub mod translation;
pub mod tray;

#[cfg(test)]
mod tests;

pub use care::restore;
/// How many sentences an abstract has.
pub fn sentence_count(text: &diglot_model::Abstract) -> usize {
    diglot_align::sentences_of(text).len()
}

pub use cite::{cite, cite_plan};
pub use convert::{Conversion, Converted, Remark, duplicates_of, export, item, plan};
pub use diglot_cite::{CitedItem, Markup, Style, StyleError, cite_one};
pub use diglot_duplicates::Verdict;
pub use diglot_formats::output::{Exported, Loss, OutputFormat};
pub use diglot_formats::{FormatName, Severity};
pub use diglot_import::{Choices, FixField, ImportPlan, Segment, segments};
pub use diglot_model as model;
pub use diglot_model::{Field, Name, Reference, ScalarField, TextField};
pub use diglot_store::{
    Access, BackupReport, Batch, BatchId, BatchInfo, Capture, CheckReport, Collection,
    CollectionId, Column, Excerpt, Finding, HistoryEntry, LibraryId, Operation, OperationId,
    OperationState, Page, ReferenceId, Relation, RelationId, RelationKind, RestoreReport, Scope,
    Sort, SortField, Standing, StoreError, Stored, Summary, Tag,
};
pub use duplicates::DuplicateGroup;
pub use error::{LibraryError, Result};
pub use fields::{
    FieldEdit, FieldLine, FieldOffer, NewPeople, all_lines, authors_line, date_text, field_lines,
    field_offers,
};
pub use filter::Filter;
pub use folder::default_dir;
pub use import::{
    ImportDiagnostic, ImportOptions, ImportProgress, ImportReport, OnDuplicate, OnProgress,
    plan_remarks,
};
pub use inputs::{
    InputFile, Limits, OnInput, OpenInput, UnreadInput, each_in_stream, each_input, input_size,
    read_inputs,
};
pub use library::{Library, LibraryOptions, Original};
pub use links::{
    BilingualRow, BilingualSection, BilingualText, RowSentence, TextColumn, TextSide,
    abstract_view, bilingual_view,
};
pub use listed::{ListFormat, ReferenceFormat};
pub use merge::{MergeChoices, MergeReport};
pub use operations::{HistoryLine, OperationLine};
pub use search::{SearchHit, SearchResult};
