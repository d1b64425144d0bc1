//! Whether two texts are translations of each other at all.

use crate::beads::{Outcome, Text};
use crate::features::{Kind, Side};
use crate::length;
use std::ops::Range;

/// Why an alignment should not be shown as a translation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Refusal {
    /// One of the texts has no sentence.
    Empty,
    /// Too little of the texts has a counterpart in the other.
    Unrelated {
        /// Share of the better covered text, by length, that has a counterpart
        /// with words, numbers or names in common: 0 to 1.
        coverage: f32,
    },
}

/// Translations cover most of at least one of the two texts; unrelated texts of
/// one field rarely cover a third.
const COVERED: f64 = 0.5;

/// Evidence (log likelihood ratio) for each aligned sentence, on average.
/// Translations give several times as much; unrelated texts give none, even
/// where they follow the same pattern.
const SUPPORTED: f64 = 0.75;

/// Judges an alignment.
pub(crate) fn judge(left: &Text<'_>, right: &Text<'_>, outcome: &Outcome) -> Option<Refusal> {
    if left.sentences.is_empty() || right.sentences.is_empty() {
        return Some(Refusal::Empty);
    }
    let single = left.sentences.len() == 1 && right.sentences.len() == 1;
    // Of two titles, every word may be one that no dictionary knows.
    let floor = if single { -1.5 } else { 0.0 };
    // Where the languages share nothing that can be compared, lengths must do.
    let comparable = is_comparable(&outcome.left) && is_comparable(&outcome.right);
    let mut covered = [0.0; 2];
    let (mut total, mut aligned) = (0.0, 0_usize);
    for bead in outcome.beads.iter().filter(|bead| !bead.is_null()) {
        let support = support(&outcome.left, &bead.left, &bead.right)
            + support(&outcome.right, &bead.right, &bead.left);
        total += support;
        aligned += bead.left.len() + bead.right.len();
        if support > floor || !comparable {
            covered[0] += weight(&left.sentences[bead.left.clone()]);
            covered[1] += weight(&right.sentences[bead.right.clone()]);
        }
    }
    let share = |covered: f64, text: &Text<'_>| covered / weight(text.sentences).max(1.0);
    let coverage = share(covered[0], left).max(share(covered[1], right));
    let supported = single || !comparable || total >= SUPPORTED * aligned as f64;
    (coverage < COVERED || !supported).then_some(Refusal::Unrelated {
        coverage: coverage as f32,
    })
}

/// Whether a side offers at least one feature a sentence.
fn is_comparable(side: &Side) -> bool {
    side.sentences.iter().map(Vec::len).sum::<usize>() >= side.sentences.len()
}

fn weight(sentences: &[&str]) -> f64 {
    sentences.iter().map(|text| length::weight(text)).sum()
}

/// How often unrelated sentences of a field share a feature of this kind, and
/// how often a translation keeps one. Both are cautious and the same for every
/// text: what is learned from a text cannot judge the text.
fn shared_and_kept(kind: Kind) -> (f64, f64) {
    match kind {
        Kind::Number => (0.03, 0.8),
        Kind::Symbol | Kind::Foreign => (0.03, 0.6),
        Kind::SmallNumber => (0.15, 0.6),
        Kind::Term => (0.18, 0.6),
        Kind::Translation => (0.18, 0.5),
        Kind::ShortTerm => (0.3, 0.5),
        Kind::Cognate => (0.05, 0.2),
    }
}

/// Evidence of the features of `sentences` in the other side's `span`.
fn support(side: &Side, sentences: &Range<usize>, span: &Range<usize>) -> f64 {
    let mut features: Vec<usize> = side.sentences[sentences.clone()].concat();
    features.sort_unstable();
    features.dedup();
    features
        .into_iter()
        .map(|f| &side.features[f])
        .map(|feature| {
            let (shared, kept) = shared_and_kept(feature.kind);
            let chance = 1.0 - (1.0 - shared).powi(span.len() as i32);
            if feature.found.any_in(span) {
                (kept / chance + 1.0 - kept).ln()
            } else {
                (1.0 - kept).ln()
            }
        })
        .sum()
}
