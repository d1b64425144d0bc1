//! What the window asks for and shows: the program, the library's counts, the list of references.
//!
//! These types know no storage and no translation of words: the interface says everything in its own language.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the program says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AppInfo {
    /// The program's name, as people see it.
    pub name: String,
    /// The version, as in `0.1.0`.
    pub version: String,
    /// The languages that the system prefers, best first, as BCP 47 tags.
    pub languages: Vec<String>,
}

/// How much the open library holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LibrarySummary {
    /// References, without the trash and without listed works.
    pub references: u32,
    /// Works that captured pages list beside their own, not added to the library.
    pub listed: u32,
    /// The folder of the library, as its owner would write it.
    pub folder: String,
}

/// Which part of the list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReferenceListRequest {
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

/// Why a command did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommandFailure {
    /// A stable code; the interface has the sentence for it in its own language.
    pub code: String,
    /// Values for the sentence, by name.
    #[ts(type = "Record<string, string>")]
    pub params: std::collections::BTreeMap<String, String>,
    /// What to do next, as a code of its own; absent when there is nothing to do.
    pub hint: Option<String>,
    /// The whole chain of causes, in English, for "copy details".
    pub detail: String,
}

/// What the files that the program was started with brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportOutcome {
    /// References that came.
    pub references: u32,
    /// Listed works that came.
    pub listed: u32,
    /// What could not be imported, or only with a remark.
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
    /// One sentence, in English.
    pub message: String,
}
