//! The import tray: what was dropped or pasted, before anybody said yes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DuplicateVerdict, ReferenceRow};

/// The tray as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrayView {
    /// The files and pastes, in the order in which they came. None: the tray is closed.
    pub files: Vec<TrayFile>,
    /// Records that were found.
    pub found: u32,
    /// Those that are references.
    pub references: u32,
    /// Those that a page lists.
    pub listed: u32,
    /// Pairs that are the same work or may be, in the tray or with the library.
    pub duplicate_pairs: u32,
    /// References that lack something.
    pub needs_metadata: u32,
    /// Records that would become references.
    pub ticked: u32,
    /// Whether something is still being read.
    pub reading: bool,
    /// The search that the files say they are the result of.
    pub search: TraySearch,
}

/// The search that an export came from, as far as it says so: what an import keeps where
/// nobody says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TraySearch {
    /// The database that was searched.
    pub database: Option<String>,
    /// The day of the search, ISO 8601.
    pub searched: Option<String>,
    /// The search string.
    pub query: Option<String>,
}

/// A file or paste in the tray.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrayFile {
    /// Its number in this tray.
    pub id: u32,
    /// Its name; absent for a paste.
    pub name: Option<String>,
    /// The encoding it was read in; empty when it is no text.
    pub encoding: String,
    /// The format it was read as.
    pub format: Option<String>,
    /// Records that are references.
    pub references: u32,
    /// Records that a page lists.
    pub listed: u32,
    /// Whether its raw text is short enough to be shown.
    pub has_text: bool,
    /// What there is to say about it.
    pub problems: Vec<ImportProblem>,
}

/// A remark on a file that was to be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportProblem {
    /// The file's name.
    pub file: String,
    /// A stable code.
    pub code: String,
    /// Number of the record in its file, from 0.
    pub record: Option<u32>,
    /// One sentence, in English.
    pub message: String,
}

/// Encodings and formats that a file can be read in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrayOptions {
    /// Names of encodings.
    pub encodings: Vec<String>,
    /// Names of formats.
    pub formats: Vec<String>,
}

/// Which records of a file are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrayRecordsRequest {
    /// The file's number.
    pub file: u32,
    /// How many records to pass over.
    pub offset: u32,
    /// How many records to return at most.
    pub limit: u32,
    /// Only those that something is to be said about.
    pub only_problems: bool,
}

/// A record in the tray.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrayRecord {
    /// Its file's number.
    pub file: u32,
    /// Its number in the file, from 0.
    pub record: u32,
    /// The row that it would be; its id is empty.
    pub row: ReferenceRow,
    /// Whether it becomes a reference.
    pub ticked: bool,
    /// For a listed work: the title of the page's own, which may be empty.
    pub listed_on: Option<String>,
    /// Whether it has a DOI, by which what it lacks can be looked up.
    pub has_doi: bool,
    /// Works that it may be the same as.
    pub duplicates: Vec<TrayDuplicate>,
    /// What is done with it if it is a duplicate.
    pub choice: DuplicateChoice,
    /// Where it stands in the decoded text: first byte and one past the last.
    pub span: [u32; 2],
    /// How many of its fields a person mended.
    pub fixes: u32,
}

/// A work that a record may be the same as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrayDuplicate {
    /// A reference in the library; absent when it is a record of the tray.
    pub reference: Option<String>,
    /// The file's and the record's number, when it is in the tray.
    pub tray: Option<[u32; 2]>,
    /// Its title, or what stands for it.
    pub title: String,
    /// How sure it is.
    pub verdict: DuplicateVerdict,
    /// What speaks for it, in English words.
    pub why: Vec<String>,
    /// Since when it is in the library, RFC 3339.
    pub since: Option<String>,
    /// What this record has and the other lacks, as field names with a language: `title@zh`.
    pub brings: Vec<String>,
}

/// What is done with a record that is the same as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum DuplicateChoice {
    /// Both are kept.
    Keep,
    /// Its values join the other's.
    Merge,
    /// It is left out.
    Skip,
}

/// A choice about one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrayChoice {
    /// Its file's number.
    pub file: u32,
    /// Its number in the file.
    pub record: u32,
    /// Whether it becomes a reference; absent leaves that as it is.
    pub ticked: Option<bool>,
    /// What is done with it as a duplicate; absent leaves that as it is.
    pub duplicate: Option<DuplicateChoice>,
}

/// A file to be read again in another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrayReread {
    /// The file's number.
    pub file: u32,
    /// The encoding; absent for the guess.
    pub encoding: Option<String>,
    /// The format; absent for the guess.
    pub format: Option<String>,
}

/// Raw text that a person says is a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrayFix {
    /// The file's number.
    pub file: u32,
    /// The record that it belongs to.
    pub record: u32,
    /// First byte in the decoded text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub what: FixTarget,
}

/// What a person can say that raw text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum FixTarget {
    /// The title in English.
    TitleEn,
    /// The title in Chinese.
    TitleZh,
    /// The authors.
    Authors,
    /// The abstract in English.
    AbstractEn,
    /// The abstract in Chinese.
    AbstractZh,
    /// The journal or book.
    Container,
    /// The date of publication.
    Date,
    /// The volume.
    Volume,
    /// The issue.
    Issue,
    /// The pages.
    Pages,
    /// The DOI.
    Doi,
    /// The PubMed number.
    Pmid,
    /// Keywords.
    Keywords,
    /// An affiliation.
    Affiliation,
    /// The registration of the study.
    Registration,
    /// Nothing of it.
    NotPartOfIt,
}

/// How the tray is to be imported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrayImport {
    /// The collection that the references go to.
    pub collection: Option<String>,
    /// The tags that they get.
    pub tags: Vec<String>,
    /// The database that was searched.
    pub database: Option<String>,
    /// When it was searched, as typed.
    pub searched: Option<String>,
    /// The search string.
    pub query: Option<String>,
}

/// How far a long import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "stage", rename_all = "kebab-case")]
#[ts(export)]
pub enum TrayProgress {
    /// Records are written.
    Writing {
        /// How many were.
        done: u32,
        /// Out of how many.
        total: u32,
    },
    /// They are made findable.
    Indexing {
        /// How many were.
        done: u32,
        /// Out of how many.
        total: u32,
    },
}

/// What an import brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportOutcome {
    /// References that came.
    pub references: u32,
    /// Listed works that came.
    pub listed: u32,
    /// Records that joined a reference.
    pub merged: u32,
    /// Records that were left out.
    pub skipped: u32,
    /// The references that came, in order; at most a thousand.
    pub ids: Vec<String>,
    /// What could not be imported, or only with a remark.
    pub problems: Vec<ImportProblem>,
}
