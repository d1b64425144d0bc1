//! How strongly the features of sentences speak for and against each bead.

use crate::features::{Feature, Kind, Side};
use crate::lattice::LARGEST;

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
    pub(crate) fn learned(side: &Side, spans: &[Option<std::ops::Range<usize>>]) -> Self {
        let mut kept = [0.0; Kind::ALL.len()];
        let mut seen = [0.0; Kind::ALL.len()];
        for (features, span) in side.sentences.iter().zip(spans) {
            let Some(span) = span else { continue };
            for feature in features.iter().map(|f| &side.features[*f]) {
                seen[feature.kind as usize] += 1.0;
                if feature.found[span.clone()].contains(&true) {
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

/// Evidence of each sentence of one side in each span of the other.
pub(crate) struct Spans {
    others: usize,
    values: Vec<f32>,
}

impl Spans {
    /// Works out every span of up to [`LARGEST`] sentences that `wanted` names
    /// (sentence of this side, first sentence of the other).
    pub(crate) fn new(
        side: &Side,
        others: usize,
        rates: &Rates,
        wanted: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let ratios: Vec<Ratios> = side
            .features
            .iter()
            .map(|feature| Ratios::new(feature, others, rates))
            .collect();
        let mut values = vec![0.0; side.sentences.len() * others * LARGEST];
        for (i, features) in side.sentences.iter().enumerate() {
            for start in (0..others).filter(|start| wanted(i, *start)) {
                let room = &mut values[(i * others + start) * LARGEST..][..LARGEST];
                let end = others.min(start + LARGEST);
                for &feature in features {
                    let window = &side.features[feature].found[start..end];
                    let first = window.iter().position(|has| *has).unwrap_or(LARGEST);
                    let ratio = &ratios[feature];
                    for (length, value) in room.iter_mut().enumerate() {
                        *value += if length < first {
                            ratio.absent
                        } else {
                            ratio.present[length]
                        };
                    }
                }
            }
        }
        Self { others, values }
    }

    /// The evidence (log likelihood ratio) that `sentence` belongs to the
    /// `length` sentences of the other side from `start` on.
    pub(crate) fn get(&self, sentence: usize, start: usize, length: usize) -> f64 {
        f64::from(self.values[(sentence * self.others + start) * LARGEST + length - 1])
    }
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
        let elsewhere = feature.count.saturating_sub(1) as f64;
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
