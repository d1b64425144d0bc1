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
mod integrity;
mod lattice;
mod length;
mod locks;
mod numbers;
mod places;
mod refusal;
mod route;
#[cfg(test)]
mod tests;
mod texts;
mod translations;
mod words;

pub use beads::Bead;
pub use dictionary::Dictionary;
pub use integrity::{Difference, DifferenceKind, differences, long_form};
pub use locks::Lock;
pub use refusal::Refusal;
pub use texts::{AbstractAlignment, SentenceAt, TextAlignment, sentences_of};

use beads::Text;
use diglot_model::Abstract;
use locks::{Allowed, Joined};

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
        self.align_within(left, right, &Allowed::default())
    }

    fn align_within(&self, left: &Text<'_>, right: &Text<'_>, allowed: &Allowed) -> Alignment {
        let outcome = beads::align(left, right, self.dictionary, allowed);
        Alignment {
            refused: refusal::judge(left, right, &outcome),
            beads: outcome.beads,
        }
    }

    /// Aligns with locks, those that contradict earlier ones left out.
    fn align_locked(&self, left: &Text<'_>, right: &Text<'_>, locks: &[Lock]) -> Alignment {
        let locks = locks::agreeing(locks, left.sentences.len(), right.sentences.len());
        if locks.is_empty() {
            return self.align(left, right);
        }
        let linked = || locks.iter().filter(|lock| !lock.is_null());
        let l = Joined::new(
            left.sentences,
            left.places,
            linked().map(|k| k.left.clone()),
        );
        let r = Joined::new(
            right.sentences,
            right.places,
            linked().map(|k| k.right.clone()),
        );
        let allowed = locks::allowed(&locks, &l, &r);
        let (ls, rs) = (l.sentences(), r.sentences());
        let found = self.align_within(&l.text(&ls), &r.text(&rs), &allowed);
        if found.beads.is_empty() {
            // Links so far apart that a long text is not searched there.
            return self.align(left, right);
        }
        // Who links sentences says that the texts belong together.
        let refused = found.refused.filter(|_| linked().next().is_none());
        Alignment {
            beads: locks::parted(found.beads, &locks, &l, &r),
            refused,
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
