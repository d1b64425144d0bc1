//! From two lists of sentences to beads.

use crate::dictionary::{Dictionary, Terms};
use crate::evidence::{Rates, Spans};
use crate::features::{Side, compare};
use crate::lattice::{Lattice, Placed, STEPS, Step};
use crate::length;
use crate::locks::Allowed;
use crate::route;
use std::ops::Range;

/// Sentences of one side that stand for sentences of the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Sentences of the left side, by position; empty when there is no counterpart.
    pub left: Range<usize>,
    /// Sentences of the right side, by position; empty when there is no counterpart.
    pub right: Range<usize>,
    /// Probability that exactly these sentences belong together, 0 to 1.
    pub confidence: f32,
}

impl Bead {
    /// Whether one side has nothing.
    pub fn is_null(&self) -> bool {
        self.left.is_empty() || self.right.is_empty()
    }
}

/// Where a sentence stands in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Place {
    /// Number of its paragraph from the start of the text.
    pub paragraph: usize,
    /// Which part of the paper its section is, by the heading.
    pub part: Option<u8>,
}

/// A side as the alignment sees it.
pub(crate) struct Text<'a> {
    /// Its sentences.
    pub sentences: &'a [&'a str],
    /// Where each stands; empty when the text has no structure.
    pub places: &'a [Place],
}

/// The best beads with what was compared to find them.
pub(crate) struct Outcome {
    /// The beads in order.
    pub beads: Vec<Bead>,
    /// Features of the left side.
    pub left: Side,
    /// Features of the right side.
    pub right: Side,
}

/// How much one of the two directions of lexical evidence counts: both look at
/// the same words.
const DIRECTION: f64 = 0.5;
/// Evidence repeats itself; probabilities are taken at this heat.
const HEAT: f64 = 1.6;
/// Share of sentences without counterpart before a text is seen, and how many
/// beads this guess is worth.
const NULL_SHARE: f64 = 0.03;
const NULL_TRUST: f64 = 15.0;
/// How often rates are learned from the text and the text aligned again.
const ROUNDS: usize = 2;

/// What is learned from one alignment for the next.
struct Learned {
    left: Rates,
    right: Rates,
    bias: f64,
    null: f64,
}

/// Aligns two texts.
pub(crate) fn align(
    left: &Text<'_>,
    right: &Text<'_>,
    dictionary: Option<&dyn Dictionary>,
    allowed: &Allowed,
) -> Outcome {
    let mut dictionaries: Vec<&dyn Dictionary> = vec![Terms::own()];
    dictionaries.extend(dictionary);
    let (l, r) = compare(left.sentences, right.sentences, &dictionaries);
    let lengths = [left, right].map(|text| sums(text.sentences));
    let rows = route::rows(&l, &r, &allowed.links());
    let size = (left.sentences.len(), right.sentences.len());
    let mut lattice = Lattice::new(size.0, size.1, rows);
    let structure = Structure::new(left.places, right.places);
    let mut learned = Learned {
        left: Rates::default(),
        right: Rates::default(),
        bias: 0.0,
        null: NULL_SHARE.ln(),
    };
    let (mut path, mut probabilities) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let score = scores(&lattice, (&l, &r), &lengths, &structure, &learned, allowed);
        path = lattice.best(&score);
        if round == ROUNDS {
            probabilities = lattice.probabilities(&path, HEAT, &score);
            break;
        }
        drop(score);
        learned = learn(&path, (&l, &r), &lengths);
        if let Some(rows) = route::around(&path, size) {
            lattice = Lattice::new(size.0, size.1, rows);
        }
    }
    let beads = path
        .iter()
        .zip(probabilities)
        .map(|(placed, probability)| Bead {
            left: placed.left..placed.left + placed.step.left,
            right: placed.right..placed.right + placed.step.right,
            confidence: probability as f32,
        })
        .collect();
    Outcome {
        beads,
        left: l,
        right: r,
    }
}

/// Running sums of the sentences' lengths, one more than there are sentences.
fn sums(sentences: &[&str]) -> Vec<f64> {
    let mut total = 0.0;
    let mut out = vec![0.0];
    for sentence in sentences {
        total += length::weight(sentence);
        out.push(total);
    }
    out
}

/// What each bead is worth: the logarithm of how much likelier it is than chance.
fn scores<'s>(
    lattice: &Lattice,
    (l, r): (&Side, &Side),
    lengths: &'s [Vec<f64>; 2],
    structure: &'s Structure<'_>,
    learned: &'s Learned,
    allowed: &'s Allowed,
) -> impl Fn(usize, usize, Step) -> f64 + use<'s> {
    let (n, m) = (l.sentences.len(), r.sentences.len());
    let ahead = Spans::new(l, m, &learned.left, lattice.rows());
    let back = Spans::new(r, n, &learned.right, &lattice.columns());
    move |i, j, step| {
        if !allowed.holds(i, j, step) {
            return f64::NEG_INFINITY;
        }
        if step.is_null() {
            return learned.null;
        }
        let prior = STEPS
            .iter()
            .find(|(s, _)| *s == step)
            .map_or(0.0, |(_, p)| *p);
        let of = |side: usize, at: usize, size: usize| lengths[side][at + size] - lengths[side][at];
        let lexical: f64 = (0..step.left)
            .map(|k| ahead.get(i + k, j, step.right))
            .sum::<f64>()
            + (0..step.right)
                .map(|k| back.get(j + k, i, step.left))
                .sum::<f64>();
        prior
            + length::evidence(of(0, i, step.left), of(1, j, step.right), learned.bias)
            + DIRECTION * lexical
            + structure.evidence(i, j, step)
    }
}

/// Learns from a path how this text is translated.
fn learn(path: &[Placed], (l, r): (&Side, &Side), lengths: &[Vec<f64>; 2]) -> Learned {
    let mut spans = (vec![None; l.sentences.len()], vec![None; r.sentences.len()]);
    let (mut nulls, mut ratio, mut beads) = (0.0, 0.0, 0.0);
    for placed in path {
        if placed.step.is_null() {
            nulls += 1.0;
            continue;
        }
        let (a, b) = (
            placed.left + placed.step.left,
            placed.right + placed.step.right,
        );
        spans.0[placed.left..a].fill(Some(placed.right..b));
        spans.1[placed.right..b].fill(Some(placed.left..a));
        let size =
            |side: usize, from: usize, to: usize| lengths[side][to] - lengths[side][from] + 5.0;
        ratio += (size(1, placed.right, b) / size(0, placed.left, a)).ln();
        beads += 1.0;
    }
    Learned {
        left: Rates::learned(l, &spans.0),
        right: Rates::learned(r, &spans.1),
        bias: (ratio / (beads + 4.0)).clamp(-0.4, 0.4),
        null: ((nulls + NULL_SHARE * NULL_TRUST) / (path.len() as f64 + NULL_TRUST)).ln(),
    }
}

/// What paragraphs and sections say about beads.
struct Structure<'a> {
    left: &'a [Place],
    right: &'a [Place],
    /// Both sides have the same number of paragraphs, more than one.
    equal: bool,
}

impl<'a> Structure<'a> {
    /// Sentences in paragraphs of different number, where both sides have as many.
    const OTHER_PARAGRAPH: f64 = -5.0;
    /// Sentences in different parts of the paper.
    const OTHER_PART: f64 = -4.0;
    /// A bead that runs over the end of a paragraph.
    const OVER_END: f64 = -2.5;

    fn new(left: &'a [Place], right: &'a [Place]) -> Self {
        let paragraphs = |places: &[Place]| places.last().map_or(0, |place| place.paragraph + 1);
        Self {
            left,
            right,
            equal: paragraphs(left) == paragraphs(right) && paragraphs(left) > 1,
        }
    }

    fn evidence(&self, i: usize, j: usize, step: Step) -> f64 {
        let (Some(left), Some(right)) = (
            self.left.get(i..i + step.left),
            self.right.get(j..j + step.right),
        ) else {
            return 0.0;
        };
        let (Some(a), Some(b)) = (left.first(), right.first()) else {
            return 0.0;
        };
        let mut evidence = 0.0;
        if self.equal && a.paragraph != b.paragraph {
            evidence += Self::OTHER_PARAGRAPH;
        }
        if let (Some(x), Some(y)) = (a.part, b.part)
            && x != y
        {
            evidence += Self::OTHER_PART;
        }
        for side in [left, right] {
            if side.first().map(|p| p.paragraph) != side.last().map(|p| p.paragraph) {
                evidence += Self::OVER_END;
            }
        }
        evidence
    }
}
