//! Pairs the sentences of two texts that are translations of each other.
//!
//! The alignment is a path of beads (1–1, 1–N and N–1 up to five, 2–2, and
//! sentences without counterpart) found by dynamic programming. A bead is
//! judged by likelihood ratios: how much more likely its lengths, numbers,
//! Latin-script words and dictionary words are in a translation than by chance
//! in this very text. How faithfully the text keeps numbers and words, how long
//! its translation runs and how much it leaves out are learned from the text
//! while it is aligned, so that nothing is tuned to a collection.
//!
//! Everything here is pure and deterministic. The crate must not know where
//! texts come from, nor store what it finds.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod beads;
mod dictionary;
mod evidence;
mod features;
mod lattice;
mod length;
mod numbers;
mod refusal;
#[cfg(test)]
mod tests;
mod texts;
mod translations;
mod words;

pub use beads::Bead;
pub use dictionary::Dictionary;
pub use refusal::Refusal;
pub use texts::{AbstractAlignment, SentenceAt, TextAlignment};

use beads::Text;
use diglot_model::Abstract;

/// The beads of two texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// The beads in order; they partition both sides.
    pub beads: Vec<Bead>,
    /// Set when the texts are no translations of each other. The beads are what
    /// was found all the same.
    pub refused: Option<Refusal>,
}

/// Aligns texts, with a dictionary or without.
///
/// The dictionary adds to a list of common words of research writing in Chinese
/// and English that is always used. Other pairs of languages are aligned by
/// what their scripts share and by lengths.
#[derive(Clone, Copy, Default)]
pub struct Aligner<'a> {
    dictionary: Option<&'a dyn Dictionary>,
}

impl<'a> Aligner<'a> {
    /// An aligner that knows the words of a dictionary.
    pub fn with_dictionary(dictionary: &'a dyn Dictionary) -> Self {
        Self {
            dictionary: Some(dictionary),
        }
    }

    /// Aligns two lists of sentences.
    pub fn sentences(&self, left: &[&str], right: &[&str]) -> Alignment {
        let text = |sentences| Text {
            sentences,
            places: &[],
        };
        self.align(&text(left), &text(right))
    }

    fn align(&self, left: &Text<'_>, right: &Text<'_>) -> Alignment {
        let outcome = beads::align(left, right, self.dictionary);
        Alignment {
            refused: refusal::judge(left, right, &outcome),
            beads: outcome.beads,
        }
    }
}

/// Aligns two lists of sentences without a dictionary; see [`Aligner::sentences`].
pub fn align_sentences(left: &[&str], right: &[&str]) -> Alignment {
    Aligner::default().sentences(left, right)
}

/// Aligns two abstracts without a dictionary; see [`Aligner::abstracts`].
pub fn align_abstracts(left: &Abstract, right: &Abstract) -> AbstractAlignment {
    Aligner::default().abstracts(left, right)
}
