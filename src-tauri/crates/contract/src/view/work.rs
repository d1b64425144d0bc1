//! What a person does with references: undo, merge, organise, cite, export.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use std::collections::BTreeMap;

use super::ReferenceRow;

/// An operation of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OperationView {
    /// Its id.
    pub id: String,
    /// What was done, such as `import`, `merge`, `edit`; the interface has the sentence for it.
    pub code: String,
    /// Values for the sentence, by name: `count`, `listed`, `file`, `others`, `service`, `name`.
    #[ts(type = "Record<string, string>")]
    pub params: BTreeMap<String, String>,
    /// When, RFC 3339.
    pub when: String,
    /// Whether it is undone.
    pub undone: bool,
}

/// The latest operations.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OperationsView {
    /// What undo would take back.
    pub undo: Option<OperationView>,
    /// What redo would do again.
    pub redo: Option<OperationView>,
}

/// Two or more references, and the one that a merge would make of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeView {
    /// The works in the order in which they were asked for.
    pub sides: Vec<ReferenceRow>,
    /// The side that takes in the others, from 0: the first that is a reference of the library's own.
    pub survivor: u32,
    /// Field by field.
    pub fields: Vec<MergeField>,
}

/// A field of a merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeField {
    /// The field's name.
    pub key: String,
    /// What each side says, in the order of the sides; absent where it says nothing.
    pub values: Vec<Option<String>>,
    /// The language of the values, for texts.
    pub lang: Option<String>,
    /// What the merged reference would say.
    pub result: String,
    /// Whether the sides contradict each other, so that a person should choose.
    pub conflict: bool,
    /// The side that was chosen, from 0; absent when the merger decides.
    pub chosen: Option<u32>,
}

/// A merge, or the question what it would make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeRequest {
    /// The references; the first of the library's own takes in the others.
    pub ids: Vec<String>,
    /// For fields where the merger is not to decide: the side, from 0.
    #[ts(type = "Record<string, number>")]
    pub choices: BTreeMap<String, u32>,
}

/// A collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CollectionView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The collection that it is in.
    pub parent: Option<String>,
    /// How many references are in it or in those in it.
    pub count: u32,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TagView {
    /// The tag.
    pub name: String,
    /// How many references have it.
    pub count: u32,
}

/// How references are grouped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Organisation {
    /// Collections, parents before those in them.
    pub collections: Vec<CollectionView>,
    /// Tags by name.
    pub tags: Vec<TagView>,
}

/// References put into a collection or taken out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MembershipEdit {
    /// The references.
    pub ids: Vec<String>,
    /// The collection's id.
    pub collection: String,
    /// In it, or not.
    pub member: bool,
}

/// References that get a tag or lose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TagEdit {
    /// The references.
    pub ids: Vec<String>,
    /// The tag.
    pub tag: String,
    /// With it, or without.
    pub tagged: bool,
}

/// A collection to be made, renamed, or moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CollectionEdit {
    /// Its id; absent for a new one.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// The collection that it is in.
    pub parent: Option<String>,
}

/// An export of references to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExportRequest {
    /// The references.
    pub ids: Vec<String>,
    /// `ris`, `bibtex` or `csl-json`.
    pub format: String,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExportReport {
    /// Where, as people write it.
    pub path: String,
    /// How many references.
    pub count: u32,
    /// What the format could not carry, a sentence each, in English.
    pub losses: Vec<String>,
}

/// A formatted reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CitedReference {
    /// The reference.
    pub id: String,
    /// As plain text.
    pub text: String,
    /// The language it is formatted in, as a BCP 47 tag.
    pub lang: String,
}
