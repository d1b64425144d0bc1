//! What operations there are, with what a sentence about each names.

use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Operation {
    /// Files or pastes were imported.
    Import {
        /// Their names.
        files: Vec<String>,
        /// How many references came.
        references: u64,
        /// How many listed works came.
        listed: u64,
        /// The name of the collection that the references were put into.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        collection: Option<String>,
        /// The tags that the references were given.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tags: Vec<String>,
    },
    /// References were added by hand.
    Add,
    /// Fields were edited.
    Edit,
    /// Fields were filled from a service's answer.
    Complete {
        /// The service's name.
        service: String,
    },
    /// References were merged into one.
    Merge,
    /// References were deleted.
    Delete,
    /// Listed works were added to the library.
    AddListed,
    /// Relations between works were added or removed.
    Relate,
    /// Deleted references were brought back.
    Restore,
    /// A collection was made.
    CollectionCreate {
        /// Its name.
        name: String,
    },
    /// A collection was given another name.
    CollectionRename {
        /// The name of before.
        from: String,
        /// The name of now.
        to: String,
    },
    /// A collection was put into another one, or to the top.
    CollectionMove {
        /// Its name.
        name: String,
        /// The name of the one that it is in now; none at the top.
        parent: Option<String>,
    },
    /// A collection was deleted with those in it; the references stay.
    CollectionDelete {
        /// Its name.
        name: String,
    },
    /// References were put into a collection.
    File {
        /// The collection's name.
        collection: String,
    },
    /// References were taken out of a collection.
    Unfile {
        /// The collection's name.
        collection: String,
    },
    /// References were given a tag.
    Tag {
        /// The tag.
        tag: String,
    },
    /// A tag was taken from references.
    Untag {
        /// The tag.
        tag: String,
    },
    /// A tag was given another name.
    TagRename {
        /// The name of before.
        from: String,
        /// The name of now.
        to: String,
    },
    /// Sentences of two languages were linked by hand.
    Link,
    /// Sentences were said to have no counterpart.
    Unlink,
    /// All that was said by hand about links of sentences was taken back.
    ResetLinks,
    /// A sentence was split, or made one with the next.
    CutSentences,
    /// A text in another language was put beside that of a reference.
    AttachText {
        /// Its language as a BCP 47 tag.
        lang: String,
    },
    /// A reference's text was translated by a machine.
    Translate {
        /// Which.
        engine: String,
    },
    /// A machine's translation was taken away.
    RemoveTranslation,
    /// The record of a work in another language became part of a reference.
    JoinEditions,
    /// A record in another language became a reference of its own again.
    SplitEditions,
    /// A term was added to the glossary.
    TermAdd {
        /// Its English form.
        term: String,
    },
    /// A term was taken out of the glossary.
    TermRemove {
        /// Its English form.
        term: String,
    },
    /// A term of the glossary was written otherwise.
    TermChange {
        /// Its English form of now.
        term: String,
    },
    /// Alignments of sentences came out of a file.
    ImportLinks {
        /// The file's name.
        file: String,
    },
}
