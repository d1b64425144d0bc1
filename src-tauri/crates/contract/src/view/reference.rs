//! One reference: its fields, where each came from, and what it is to others.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LocalizedText, OperationView, ReferenceRow};

/// Everything that the window shows about one reference besides its abstract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReferenceDetail {
    /// The row of the list.
    pub row: ReferenceRow,
    /// The CSL type, such as `article-journal`.
    pub kind: String,
    /// Authors in printed order.
    pub authors: Vec<Person>,
    /// Affiliations; authors point to them by index.
    pub affiliations: Vec<LocalizedText>,
    /// The DOI in its normal form.
    pub doi: Option<String>,
    /// All fields that have a value, in the order in which people read them.
    pub fields: Vec<FieldView>,
    /// What can be added: what the reference needs, what works of its kind have, the rest.
    pub offers: Vec<FieldOffer>,
    /// Where values came from; fields point to them by index.
    pub sources: Vec<SourceView>,
    /// Whether it is a reference of the library's own, a listed work, or deleted.
    pub standing: StandingView,
    /// Works that its page lists, or the work on whose page it is listed.
    pub related: Vec<RelatedWork>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The ids of the collections that it is in.
    pub collections: Vec<String>,
    /// What was done to it, latest first.
    pub history: Vec<OperationView>,
    /// Whether the text it was read from is kept.
    pub has_original: bool,
}

/// Where a work stands in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum StandingView {
    /// A reference of the library.
    Reference,
    /// Listed on the page of another.
    Listed,
    /// In the trash.
    Deleted,
}

/// A person or organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Person {
    /// The name in the language of the publication, as it is printed.
    pub name: LocalizedText,
    /// The name in the other script.
    pub other_name: Option<LocalizedText>,
    /// `author`, `editor` and so on.
    pub role: String,
    /// Indices into the reference's affiliations.
    pub affiliations: Vec<u32>,
    /// The ORCID without its address.
    pub orcid: Option<String>,
}

/// One field with its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldView {
    /// The field's name, such as `container-title` or `DOI`.
    pub key: String,
    /// Its values.
    pub values: Vec<FieldValue>,
    /// Whether it can be edited as one line of text.
    pub editable: bool,
}

/// One value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldValue {
    /// The value as people read it.
    pub text: String,
    /// Its language as a BCP 47 tag, for texts.
    pub lang: Option<String>,
    /// Index into the reference's sources.
    pub source: Option<u32>,
    /// Where it leads: https only.
    pub href: Option<String>,
}

/// A value that could be added to a reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldOffer {
    /// The field's name as in [`FieldView::key`]; of people the name of a role.
    pub key: String,
    /// The language that is missing beside that of another value, as a BCP 47 tag.
    pub lang: Option<String>,
    /// [`FieldEdit::index`] of the value.
    pub index: u32,
    /// Whether a complete reference of its kind has it.
    pub needed: bool,
    /// Whether works of its kind often have it.
    pub usual: bool,
}

/// Where values came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[ts(export)]
pub enum SourceView {
    /// A file or paste.
    Capture {
        /// The file's name; absent for a paste.
        file: Option<String>,
        /// The site that the page names.
        site: Option<String>,
        /// The format it was read as.
        format: String,
        /// The site's reuse notice, whole.
        notice: Option<String>,
        /// When it was imported, RFC 3339.
        when: Option<String>,
    },
    /// A service that was asked.
    Lookup {
        /// Its name.
        service: String,
        /// When, RFC 3339.
        when: Option<String>,
    },
    /// A person's hand.
    Edit {
        /// When, RFC 3339.
        when: Option<String>,
    },
    /// A text that a person pasted beside what was there.
    Paste {
        /// When, RFC 3339.
        when: Option<String>,
    },
    /// A machine's translation.
    Translation {
        /// Which.
        engine: String,
        /// When, RFC 3339.
        when: Option<String>,
    },
}

/// A work that stands in a relation to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RelatedWork {
    /// The other work.
    pub row: ReferenceRow,
    /// Whether the other is listed on this one's page, or this one on the other's.
    pub direction: RelatedDirection,
    /// Its place in the page's list, from 1.
    pub rank: Option<u32>,
    /// How many works the page counts.
    pub total: Option<u32>,
    /// Whether the other is a listed work still.
    pub listed: bool,
}

/// Which way a relation runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum RelatedDirection {
    /// The other is listed on this one's page.
    ListedHere,
    /// This one is listed on the other's page.
    ListedThere,
}

/// A new value for one field, typed by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldEdit {
    /// The reference.
    pub id: String,
    /// The field's name as in [`FieldView::key`]; `type` for the kind of work.
    pub key: String,
    /// The language of the value, for texts.
    pub lang: Option<String>,
    /// Which of the field's values, from 0; one past the last adds one.
    pub index: u32,
    /// The new value; empty removes it.
    pub text: String,
}

/// People whom somebody adds to a reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PeopleEdit {
    /// The reference.
    pub id: String,
    /// `author`, `editor` and so on.
    pub role: String,
    /// The name; several with semicolons between.
    pub names: String,
    /// The same names in the other script; empty when there are none.
    pub other_names: String,
    /// Whether the names are those of organisations, which are not taken apart.
    pub organisation: bool,
}

/// The text that a reference was read from, cut into pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OriginalText {
    /// Where it stood.
    pub source: SourceView,
    /// The pieces in order; together they are the text.
    pub pieces: Vec<TextPiece>,
}

/// A piece of raw text, and what was read from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TextPiece {
    /// First byte (UTF-8) in the whole decoded text.
    pub start: u32,
    /// The piece itself.
    pub text: String,
    /// Number of the record in its file, from 0; absent between records.
    pub record: Option<u32>,
    /// The field that was read from it; absent when nothing was.
    pub field: Option<String>,
    /// The language of what was read, as a BCP 47 tag.
    pub lang: Option<String>,
}
