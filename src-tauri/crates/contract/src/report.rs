//! What the command line prints with `--json`: reports of imports, searches, duplicates,
//! operations, checks and alignments. `docs/user-guide` shows an example of each.

use serde::{Deserialize, Serialize};

/// What an import brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Id of the import.
    pub batch: String,
    /// Ids of the references that came.
    pub references: Vec<String>,
    /// Ids of the works that a page lists.
    pub listed: Vec<String>,
    /// Ids of references that took in a record each.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub merged: Vec<String>,
    /// Keys of records that were left out as duplicates.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub skipped: Vec<String>,
    /// Groups of works that are the same or may be.
    pub duplicates: Vec<DuplicateGroup>,
    /// How many of the references lack something.
    pub missing: usize,
    /// What there is to say about the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Works that are the same, or may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateGroup {
    /// Library ids, or `file#index`.
    pub members: Vec<String>,
    /// `same` or `likely`: the weakest verdict that joins the group.
    pub verdict: String,
    /// What speaks for it, in words.
    pub why: Vec<String>,
}

/// A remark on a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file's name.
    pub file: String,
    /// Number of the record in it, from 0.
    pub record: Option<u32>,
    /// Bytes of its decoded text (UTF-8), start and end.
    pub span: Option<[u64; 2]>,
    /// `note`, `warning` or `error`.
    pub severity: String,
    /// A stable name.
    pub code: String,
    /// One sentence for people.
    pub message: String,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchReport {
    /// How many references match.
    pub total: u64,
    /// The first of them, best first.
    pub hits: Vec<SearchHit>,
}

/// A reference that a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchHit {
    /// Library id.
    pub id: String,
    /// Title in its own language; empty when it has none.
    pub title: String,
    /// The text around what was found.
    pub snippet: String,
    /// The fields in which something was found.
    pub why: Vec<String>,
}

/// Something that was done to the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// What was done, in words.
    pub what: String,
    /// When, RFC 3339.
    pub when: String,
    /// How many references it touched.
    pub references: u64,
    /// `done` or `undone`.
    pub state: String,
    /// For an import: the search that its files are an export of, as far as it was told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub search: Option<Search>,
    /// For the history of one reference: the fields it changed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub changes: Vec<FieldChange>,
}

/// A search in a database, as far as the user or the exported file told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// The database.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub database: Option<String>,
    /// The day, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// The search as it was typed there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub query: Option<String>,
}

/// A field before and after an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name.
    pub field: String,
    /// Its values before; null when it was empty.
    pub before: serde_json::Value,
    /// Its values after.
    pub after: serde_json::Value,
}

/// A merge that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeReport {
    /// Id of the reference that holds the values of all.
    pub survivor: String,
    /// Ids of those that became part of it.
    pub merged: Vec<String>,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// How many entities were looked at.
    pub entities: u64,
    /// Whether derived data were made again.
    pub repaired: bool,
    /// What is wrong, by entity.
    pub findings: Vec<Finding>,
}

/// Something wrong with a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is wrong with.
    pub entity: String,
    /// What is wrong.
    pub problem: String,
    /// Whether `check --repair` can make it again from other data.
    pub repairable: bool,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupReport {
    /// The file.
    pub path: String,
    /// How many entities its check looked at.
    pub entities: u64,
    /// Older backups that were removed by the rule of rotation.
    pub removed: Vec<String>,
}

/// A backup that was put in place of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreReport {
    /// The backup.
    pub from: String,
    /// Where the library of before is kept.
    pub kept: Option<String>,
}

/// Sentences of two languages to be aligned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignRequest {
    /// A name of the pair, given back.
    pub id: serde_json::Value,
    /// Chinese sentences.
    pub zh: Vec<String>,
    /// English sentences.
    pub en: Vec<String>,
}

/// Raw texts of two languages to be cut and aligned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignTextRequest {
    /// A name of the pair, given back.
    pub id: serde_json::Value,
    /// Chinese text.
    pub zh: String,
    /// English text.
    pub en: String,
}

/// An alignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AlignReport {
    /// The name of the pair.
    pub id: serde_json::Value,
    /// Pairs of lists of indices, Chinese first, from 0; they partition both sides.
    pub pred: Vec<[Vec<usize>; 2]>,
    /// For each pair, 0 to 1.
    pub confidence: Vec<f32>,
    /// For each pair, what its sides do not agree in.
    pub differs: Vec<Vec<PairDifference>>,
    /// Whether the texts are no translations of each other.
    pub refused: bool,
    /// Why, in words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// For raw texts: the Chinese sentences.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub zh_sentences: Option<Vec<SentenceSpan>>,
    /// For raw texts: the English sentences.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub en_sentences: Option<Vec<SentenceSpan>>,
}

/// The pairs of a TMX file, in the form of an alignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TmxReport {
    /// The document that the units name; empty when they name none.
    pub id: String,
    /// Chinese sentences.
    pub zh: Vec<String>,
    /// Sentences of the other language.
    pub en: Vec<String>,
    /// Pairs of lists of indices, Chinese first, from 0.
    pub pred: Vec<[Vec<usize>; 2]>,
}

/// What a TMX file brought to the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinksImportReport {
    /// References whose links changed.
    pub references: Vec<String>,
    /// How many links were made.
    pub links: usize,
    /// How many pairs are as they were.
    pub agreed: usize,
    /// Units that could not be used.
    pub unmatched: Vec<UnmatchedUnit>,
}

/// A unit that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmatchedUnit {
    /// Its number in the file, from 0.
    pub unit: usize,
    /// Why, in words.
    pub why: String,
}

/// What two sides of a pair do not agree in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairDifference {
    /// `number`, `unit`, `comparison`, `identifier`, `acronym` or `study-name`.
    pub kind: String,
    /// As it is written in Chinese; empty when Chinese has nothing of it.
    pub zh: Vec<String>,
    /// As it is written in English.
    pub en: Vec<String>,
}

/// A sentence of a raw text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceSpan {
    /// Its text.
    pub text: String,
    /// First character, counted in Unicode code points.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}
