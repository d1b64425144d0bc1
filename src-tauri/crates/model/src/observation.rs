//! Subjects of a work, and what was counted about it at some time.

use crate::LanguageTag;
use serde::{Deserialize, Serialize};

/// A word or phrase that says what a work is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Keyword {
    /// Its language.
    pub lang: LanguageTag,
    /// The word or phrase.
    pub text: String,
    /// Who chose it.
    pub kind: KeywordKind,
}

/// Who chose a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeywordKind {
    /// The authors.
    Author,
    /// The database derived it, such as Keywords Plus.
    Index,
    /// Medical Subject Headings.
    Mesh,
    /// Another subject scheme.
    Subject,
}

/// A code of a classification scheme.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Classification {
    /// Which scheme.
    pub scheme: ClassificationScheme,
    /// The code, such as `R749`.
    pub code: String,
    /// What the source says it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A classification scheme.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassificationScheme {
    /// Chinese Library Classification (中图分类号).
    Clc,
    /// The Chinese code of disciplines (学科分类号).
    Discipline,
    /// Another scheme, by name.
    Other(String),
}

/// Something counted at some time: never overwritten, only joined by later ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Observation {
    /// What was counted.
    pub kind: ObservationKind,
    /// The count.
    pub value: u64,
    /// Who counted, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Day of the count, ISO 8601, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// What an observation counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObservationKind {
    /// Citations (被引).
    TimesCited,
    /// Readers or page views (阅读).
    Reads,
    /// Downloads (下载).
    Downloads,
}

impl ObservationKind {
    /// The name used in files and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::TimesCited => "times_cited",
            Self::Reads => "reads",
            Self::Downloads => "downloads",
        }
    }
}
