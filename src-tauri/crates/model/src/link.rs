//! What a person said about which sentences of two texts belong together.

use crate::LanguageTag;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Sentences of two abstracts that a person linked.
///
/// With sentences on both sides they belong together. With sentences on one side only
/// these have no counterpart in the other language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SentenceLink {
    /// The sentences of one language.
    pub left: LinkedSide,
    /// The sentences of the other language.
    pub right: LinkedSide,
    /// Who linked them.
    #[serde(default, skip_serializing_if = "LinkedBy::is_person")]
    pub by: LinkedBy,
}

/// Who linked sentences.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkedBy {
    /// A person, whose word holds against everybody's.
    #[default]
    Person,
    /// A translation that went sentence by sentence.
    Translation,
}

impl LinkedBy {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    fn is_person(&self) -> bool {
        *self == Self::Person
    }
}

/// Somebody's word on where sentences of an abstract end. It holds as long as the
/// sentences that it is about still stand in the text; the latest comes last.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SentenceEdit {
    /// The language of the abstract.
    pub lang: LanguageTag,
    /// The number of the sentence, or of the first, when it was said, from 0.
    pub index: u32,
    /// What was said.
    #[serde(flatten)]
    pub change: SentenceChange,
    /// Who said it: a translation that went sentence by sentence keeps them apart.
    #[serde(default, skip_serializing_if = "LinkedBy::is_person")]
    pub by: LinkedBy,
}

/// What may be said about where a sentence ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum SentenceChange {
    /// It is two.
    Split {
        /// The hash of the sentence.
        sentence: SentenceHash,
        /// How many characters the first has.
        at: u32,
    },
    /// It is one with the next of its paragraph.
    Join {
        /// The hash of the sentence.
        first: SentenceHash,
        /// The hash of the next.
        second: SentenceHash,
    },
}

/// The sentences of one language in a link.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LinkedSide {
    /// The language of the abstract.
    pub lang: LanguageTag,
    /// The sentences in reading order; empty for no counterpart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<LinkedSentence>,
}

/// A sentence as a link remembers it: a link holds as long as each of its sentences still
/// stands in the text, at its old place or at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LinkedSentence {
    /// Its number on its side when it was linked, from 0.
    pub index: u32,
    /// The hash of its text.
    pub hash: SentenceHash,
}

/// The hash of a sentence's text; white space counts as one space. Sixteen hexadecimal
/// digits in JSON. It finds changes, and guards against nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SentenceHash(u64);

impl SentenceHash {
    /// The hash of a sentence: FNV-1a over its UTF-8.
    pub fn of(sentence: &str) -> Self {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for (number, word) in sentence.split_whitespace().enumerate() {
            let space: &[u8] = if number == 0 { b"" } else { b" " };
            for byte in space.iter().chain(word.as_bytes()) {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(hash)
    }
}

impl fmt::Display for SentenceHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for SentenceHash {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

impl TryFrom<String> for SentenceHash {
    type Error = std::num::ParseIntError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<SentenceHash> for String {
    fn from(hash: SentenceHash) -> Self {
        hash.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_fnv_and_survive_json() {
        // The published test vector of FNV-1a for "foobar".
        let hash = SentenceHash::of("foobar");
        assert_eq!(hash.to_string(), "85944171f73967e8");
        assert_eq!(SentenceHash::of(" a\u{3000}b\n"), SentenceHash::of("a b"));
        assert_ne!(SentenceHash::of("a b"), SentenceHash::of("ab"));
        let json = serde_json::to_string(&hash).unwrap();
        assert_eq!(json, "\"85944171f73967e8\"");
        assert_eq!(serde_json::from_str::<SentenceHash>(&json).unwrap(), hash);
        assert!(serde_json::from_str::<SentenceHash>("\"x\"").is_err());
    }
}
