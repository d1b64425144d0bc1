//! The library's counts and its lists.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much the open library holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LibrarySummary {
    /// References, without the trash and without listed works.
    pub references: u32,
    /// References that lack what a complete one of their type has.
    pub needs_metadata: u32,
    /// References with a title or abstract in both languages.
    pub both_languages: u32,
    /// Works that captured pages list beside their own, not added to the library.
    pub listed: u32,
    /// Deleted references.
    pub trash: u32,
    /// The folder of the library, as its owner would write it.
    pub folder: String,
}

/// Which part of the library a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[ts(export)]
pub enum Scope {
    /// All references.
    All,
    /// References that lack something.
    NeedsMetadata,
    /// Works that captured pages list.
    Listed,
    /// A collection with those in it.
    Collection {
        /// Its id.
        id: String,
    },
    /// References with a tag.
    Tag {
        /// The tag.
        name: String,
    },
    /// Deleted references.
    Trash,
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum SortBy {
    /// When it came to the library.
    Added,
    /// The year of publication.
    Year,
    /// The title.
    Title,
    /// The first author.
    Author,
    /// The journal, book or site.
    Container,
}

/// Which part of which list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReferenceListRequest {
    /// The part of the library.
    pub scope: Scope,
    /// What must be found in each reference, as one types it; empty for all.
    pub text: String,
    /// The order.
    pub sort: SortBy,
    /// From the last to the first.
    pub descending: bool,
    /// How many references to pass over.
    pub offset: u32,
    /// How many references to return at most.
    pub limit: u32,
}

/// A part of the list of references.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReferenceList {
    /// How many references there are in all.
    pub total: u32,
    /// The asked part, in order.
    pub rows: Vec<ReferenceRow>,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReferenceRow {
    /// The reference's identity.
    pub id: String,
    /// The title in the language of the publication; absent when nothing gave one.
    pub title: Option<LocalizedText>,
    /// The title in the other language.
    pub other_title: Option<LocalizedText>,
    /// The authors' names as a list shows them: family names, or whole names in Han script.
    pub authors: Vec<String>,
    /// False when the source left authors out ("…", "et al.").
    pub authors_complete: bool,
    /// The journal, book or site, in the language of the publication.
    pub container: Option<LocalizedText>,
    /// The year as printed.
    pub year: Option<String>,
    /// Volume, issue and pages in short, as in `189:65–73`; stands in for a missing title.
    pub place: Option<String>,
    /// Which languages the reference is in.
    pub languages: LanguageBadge,
    /// What a complete reference of its type needs and lacks.
    pub missing: Vec<MissingPart>,
}

/// A text with its language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LocalizedText {
    /// The language as a BCP 47 tag.
    pub lang: String,
    /// The text itself, without markup.
    pub text: String,
}

/// Which languages a reference is in, and whose the second one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum LanguageBadge {
    /// Neither English nor Chinese, or not known.
    None,
    /// English only.
    En,
    /// Chinese only.
    Zh,
    /// Both; nobody knows who translated.
    Both,
    /// Both, from the publisher or a database.
    BothPublished,
    /// English with a machine's Chinese.
    EnToZhMachine,
    /// Chinese with a machine's English.
    ZhToEnMachine,
}

/// A part that a complete reference has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum MissingPart {
    /// The title.
    Title,
    /// The authors.
    Authors,
    /// The journal, book or site.
    Container,
    /// The date of publication.
    Issued,
}

/// Works that are the same, or may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DuplicateSet {
    /// The works, in the order in which they came.
    pub members: Vec<ReferenceRow>,
    /// How sure it is.
    pub verdict: DuplicateVerdict,
    /// What speaks for it, in English words such as `same DOI`.
    pub why: Vec<String>,
}

/// How sure it is that works are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum DuplicateVerdict {
    /// Beyond reasonable doubt.
    Same,
    /// A person should look.
    Likely,
}
