//! Abstracts as sets of words, and a sketch of them for blocking.

use crate::blocking::hash;
use diglot_model::Abstract;
use diglot_text::normalise::{fold_title, is_han};

/// Shorter abstracts say too little.
const LEAST_WORDS: usize = 25;

/// One abstract, ready to be compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AbstractKey {
    han: bool,
    /// Hashes of the different words, sorted; of Han text, of pairs of characters.
    words: Box<[u32]>,
    /// The least hashes of runs of six words: near-equal abstracts share some.
    pub(crate) sketch: Vec<u64>,
}

impl AbstractKey {
    /// `None` when the abstract is too short to say anything.
    pub(crate) fn new(abstract_: &Abstract) -> Option<Self> {
        let mut tokens: Vec<u64> = Vec::with_capacity(256);
        let mut han = 0_usize;
        // Headings are printed by some databases and left out by others.
        let paragraphs = abstract_.sections.iter().flat_map(|s| &s.paragraphs);
        for paragraph in paragraphs {
            let folded = fold_title(paragraph);
            let mut last: Option<char> = None;
            for word in folded.split(' ').filter(|w| !w.is_empty()) {
                if word.is_ascii() || !word.chars().any(is_han) {
                    tokens.push(hash(word.as_bytes()));
                    last = None;
                    continue;
                }
                for c in word.chars() {
                    if let Some(before) = last {
                        let pair: String = [before, c].iter().collect();
                        tokens.push(hash(pair.as_bytes()));
                        han += 1;
                    }
                    last = Some(c);
                }
            }
        }
        if tokens.len() < LEAST_WORDS {
            return None;
        }
        let mut sketch: Vec<u64> = tokens
            .windows(6)
            .map(|run| {
                run.iter().fold(0, |all: u64, h| {
                    (all.rotate_left(7) ^ h).wrapping_mul(0x9e37_79b9_7f4a_7c15)
                })
            })
            .collect();
        sketch.sort_unstable();
        sketch.dedup();
        sketch.truncate(4);
        sketch.shrink_to_fit();
        let mut words: Vec<u32> = tokens.iter().map(|h| (h ^ (h >> 32)) as u32).collect();
        words.sort_unstable();
        words.dedup();
        Some(Self {
            han: han * 2 > tokens.len(),
            words: words.into_boxed_slice(),
            sketch,
        })
    }
}

/// The greatest share of common words among pairs of abstracts in one script; `None`
/// when there is no such pair. A text cut short counts by what it has, when that is
/// at least half of the other.
pub(crate) fn similarity(a: &[AbstractKey], b: &[AbstractKey]) -> Option<f32> {
    let mut best: Option<f32> = None;
    for x in a {
        for y in b.iter().filter(|y| y.han == x.han) {
            let found = share(&x.words, &y.words);
            best = Some(best.map_or(found, |known| known.max(found)));
        }
    }
    best
}

fn share(a: &[u32], b: &[u32]) -> f32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (mut common, mut at) = (0_usize, 0_usize);
    for word in short {
        while long.get(at).is_some_and(|other| other < word) {
            at += 1;
        }
        common += usize::from(long.get(at) == Some(word));
    }
    let of = short.len().max(long.len() / 2).max(1);
    common as f32 / of as f32
}
