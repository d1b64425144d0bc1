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
mod words;

pub use beads::Bead;
pub use dictionary::Dictionary;

/// The beads of two texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// The beads in order; they partition both sides.
    pub beads: Vec<Bead>,
}

/// Aligns the sentences of two texts.
pub fn align_sentences(
    left: &[&str],
    right: &[&str],
    dictionary: Option<&dyn Dictionary>,
) -> Alignment {
    let text = |sentences| beads::Text {
        sentences,
        places: &[],
    };
    let outcome = beads::align(&text(left), &text(right), dictionary);
    Alignment {
        beads: outcome.beads,
    }
}
