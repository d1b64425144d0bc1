//! Titles and abstracts in two languages, sentence by sentence.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LocalizedText, SourceView};

/// The abstracts of one reference as rows of sentences that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AbstractView {
    /// What there is.
    pub state: AbstractState,
    /// The titles: left and right.
    pub titles: [Option<LocalizedText>; 2],
    /// The left column: English, or the only language. Absent without abstract.
    pub left: Option<AbstractColumn>,
    /// The right column: Chinese. Absent unless there are two.
    pub right: Option<AbstractColumn>,
    /// The sections in order.
    pub sections: Vec<AbstractSection>,
    /// How many links a person made or corrected.
    pub locked_links: u32,
}

/// What abstracts a reference has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum AbstractState {
    /// None.
    None,
    /// One language: it is the left column, whatever it is.
    One,
    /// Two that translate each other.
    Pair,
    /// Two that do not: their rows stand side by side in order and are not linked.
    Unrelated,
}

/// One side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AbstractColumn {
    /// The language as a BCP 47 tag.
    pub lang: String,
    /// Who stands behind the text.
    pub origin: TextOrigin,
    /// Where it came from.
    pub source: Option<SourceView>,
}

/// Who stands behind a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[ts(export)]
pub enum TextOrigin {
    /// Nobody knows.
    Unknown,
    /// The publisher.
    Publisher,
    /// A database.
    Database,
    /// The library's owner.
    User,
    /// A machine.
    Machine {
        /// Which.
        engine: String,
        /// When.
        date: String,
    },
}

/// A section with its headings as printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AbstractSection {
    /// The role, such as `methods`; absent for text without heading.
    pub role: Option<String>,
    /// The headings as printed: left and right.
    pub labels: [Option<String>; 2],
    /// The rows in order.
    pub rows: Vec<AlignedRow>,
}

/// Sentences that belong together. A side without sentences has no counterpart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AlignedRow {
    /// The left sentences.
    pub left: Vec<Sentence>,
    /// The right sentences.
    pub right: Vec<Sentence>,
    /// Whether a paragraph begins here on either side.
    pub starts_paragraph: bool,
    /// How sure the link is, from 0 to 1; 1 when a person made it.
    pub confidence: f32,
    /// Whether a person made or corrected it.
    pub locked: bool,
    /// Numbers and names that the sides do not agree in, as written; empty when all agree.
    pub differs: Vec<String>,
    /// The same by kind and side: the words of the quiet mark.
    pub marks: Vec<PairMark>,
}

/// What two sides of a row do not agree in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PairMark {
    /// What sort of thing it is.
    pub kind: PairMarkKind,
    /// As it is written on the left; empty when the left side has nothing of it.
    pub left: Vec<String>,
    /// As it is written on the right.
    pub right: Vec<String>,
}

/// Sorts of things that two sides are to agree in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum PairMarkKind {
    /// Numbers, percentages, bounds of intervals.
    Number,
    /// The same number with another unit.
    Unit,
    /// The same number, below on one side and above on the other.
    Comparison,
    /// A registration, a DOI, a code of letters and digits.
    Identifier,
    /// An acronym.
    Acronym,
    /// The name of a study that one side lost.
    StudyName,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Sentence {
    /// Its number on its side of the abstract, from 0.
    pub index: u32,
    /// The sentence, without markup and without space around it.
    pub text: String,
}

/// A person's word on which sentences belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LinkEdit {
    /// The reference.
    pub id: String,
    /// Numbers of the left sentences.
    pub left: Vec<u32>,
    /// Numbers of the right sentences; with both sides given they are linked, with one
    /// side empty the others have no counterpart.
    pub right: Vec<u32>,
}
