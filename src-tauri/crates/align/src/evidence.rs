//! How strongly the features of sentences speak for and against each bead.

use crate::features::{Feature, Kind, Side};
use crate::lattice::LARGEST;
use std::ops::Range;

/// Keeping rates per kind of feature, learned from the text itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rates([f64; Kind::ALL.len()]);

impl Default for Rates {
    fn default() -> Self {
        Self(Kind::ALL.map(Kind::kept))
    }
}

impl Rates {
    /// How many features of unseen texts the prior rate is worth.
    const TRUST: f64 = 12.0;

    /// The rates after a first alignment: `spans` holds, per sentence of the
    /// side, the sentences of the other side that it is aligned with.
    pub(crate) fn learned(side: &Side, spans: &[Option<Range<usize>>]) -> Self {
        let mut kept = [0.0; Kind::ALL.len()];
        let mut seen = [0.0; Kind::ALL.len()];
        for (features, span) in side.sentences.iter().zip(spans) {
            let Some(span) = span else { continue };
            for feature in features.iter().map(|f| &side.features[*f]) {
                seen[feature.kind as usize] += 1.0;
                if feature.found.any_in(span) {
                    kept[feature.kind as usize] += 1.0;
                }
            }
        }
        Self(Kind::ALL.map(|kind| {
            let k = kind as usize;
            ((kept[k] + Self::TRUST * kind.kept()) / (seen[k] + Self::TRUST)).min(0.95)
        }))
    }
}

/// The evidence where nothing was looked at.
const UNSEEN: f64 = -100.0;

/// Evidence of each sentence of one side in each span of the other.
pub(crate) struct Spans {
    /// Per sentence of this side, the first sentence of the other side that is
    /// looked at, and values for it and those behind it.
    rows: Vec<(usize, Vec<[f32; LARGEST]>)>,
}

impl Spans {
    /// Works out every span of up to [`LARGEST`] sentences that begins where `wanted` says:
    /// per sentence of this side, first sentences of the other.
    pub(crate) fn new(side: &Side, others: usize, rates: &Rates, wanted: &[Range<usize>]) -> Self {
        let ratios: Vec<Ratios> = side
            .features
            .iter()
            .map(|feature| Ratios::new(feature, others, rates))
            .collect();
        let row = |(features, wanted): (&Vec<usize>, &Range<usize>)| {
            let starts = wanted.start..wanted.end.min(others);
            (starts.start, values(side, features, &ratios, &starts))
        };
        Self {
            rows: side.sentences.iter().zip(wanted).map(row).collect(),
        }
    }

    /// The evidence (log likelihood ratio) that `sentence` belongs to the
    /// `length` sentences of the other side from `start` on.
    pub(crate) fn get(&self, sentence: usize, start: usize, length: usize) -> f64 {
        let (first, values) = &self.rows[sentence];
        start
            .checked_sub(*first)
            .and_then(|place| values.get(place))
            .map_or(UNSEEN, |lengths| f64::from(lengths[length - 1]))
    }
}

/// The evidence of the features of a sentence in the first one, two, … sentences from each
/// start on.
fn values(
    side: &Side,
    features: &[usize],
    ratios: &[Ratios],
    starts: &Range<usize>,
) -> Vec<[f32; LARGEST]> {
    // As if nothing were there; then what is there is made good.
    let none: f32 = features.iter().map(|f| ratios[*f].absent).sum();
    let mut values = vec![[none; LARGEST]; starts.len()];
    for &feature in features {
        let ratio = &ratios[feature];
        let mut free = starts.start;
        for at in side.features[feature].found.reaching(starts, LARGEST) {
            // The starts from which this is the first sentence that has it.
            for start in free.max((at + 1).saturating_sub(LARGEST))..(at + 1).min(starts.end) {
                let value = &mut values[start - starts.start];
                for (length, value) in value.iter_mut().enumerate().skip(at - start) {
                    *value += ratio.present[length] - ratio.absent;
                }
            }
            free = at + 1;
        }
    }
    values
}

/// What one feature adds to the evidence (log likelihood ratios).
struct Ratios {
    /// When none of the sentences of a span has it.
    absent: f32,
    /// When one does, by the number of sentences less one: the more sentences,
    /// the likelier by chance.
    present: [f32; LARGEST],
}

impl Ratios {
    fn new(feature: &Feature, others: usize, rates: &Rates) -> Self {
        let kept = rates.0[feature.kind as usize];
        // All sentences that have it but the right one, and two sentences' worth
        // of what is usual.
        let elsewhere = feature.found.len().saturating_sub(1) as f64;
        let chance = (elsewhere + 2.0 * feature.kind.shared()) / (others + 1) as f64;
        let mut missed = 1.0;
        Self {
            absent: (1.0 - kept).ln() as f32,
            present: std::array::from_fn(|_| {
                missed *= 1.0 - chance.min(0.97);
                (kept / (1.0 - missed) + 1.0 - kept).ln() as f32
            }),
        }
    }
}
