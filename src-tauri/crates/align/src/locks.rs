//! What somebody says about single sentences, and what that leaves open.

use crate::beads::{Bead, Place, Text};
use crate::lattice::Step;
use std::borrow::Cow;
use std::ops::Range;

/// Sentences that somebody says belong together. With one side empty, those of the other
/// have no counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// Sentences of the left side, by position.
    pub left: Range<usize>,
    /// Sentences of the right side, by position.
    pub right: Range<usize>,
}

impl Lock {
    /// Whether it says that sentences have no counterpart.
    pub fn is_null(&self) -> bool {
        self.left.is_empty() || self.right.is_empty()
    }

    /// Whether both can hold: they share no sentence and do not cross.
    pub fn agrees(&self, other: &Self) -> bool {
        let apart = |a: &Range<usize>, b: &Range<usize>| {
            a.is_empty() || b.is_empty() || a.end <= b.start || b.end <= a.start
        };
        let ahead = |a: &Range<usize>, b: &Range<usize>| a.end <= b.start;
        let in_order = self.is_null()
            || other.is_null()
            || ahead(&self.left, &other.left) == ahead(&self.right, &other.right);
        apart(&self.left, &other.left) && apart(&self.right, &other.right) && in_order
    }
}

/// The locks that fit texts of so many sentences and each other; the first ones win.
pub(crate) fn agreeing(locks: &[Lock], left: usize, right: usize) -> Vec<Lock> {
    let mut kept: Vec<Lock> = Vec::new();
    for lock in locks {
        let inside = lock.left.end <= left && lock.right.end <= right;
        let empty = lock.left.is_empty() && lock.right.is_empty();
        if inside && !empty && kept.iter().all(|other| other.agrees(lock)) {
            kept.push(lock.clone());
        }
    }
    kept
}

/// What is wanted of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Want {
    Anything,
    NoCounterpart,
    With(usize),
}

/// What locks allow, in the numbers of sentences after [`Joined`].
#[derive(Debug, Default)]
pub(crate) struct Allowed {
    left: Vec<Want>,
    right: Vec<Want>,
}

impl Allowed {
    /// The pairs of sentences that belong together, in order.
    pub(crate) fn links(&self) -> Vec<(usize, usize)> {
        let wants = self.left.iter().enumerate();
        wants
            .filter_map(|(at, want)| match want {
                Want::With(other) => Some((at, *other)),
                _ => None,
            })
            .collect()
    }

    /// Whether a bead may begin at two sentences.
    pub(crate) fn holds(&self, i: usize, j: usize, step: Step) -> bool {
        let fits = |wants: &[Want], at: usize, taken: usize, other: usize, others: usize| {
            (at..at + taken).all(|k| match wants.get(k) {
                None | Some(Want::Anything) => true,
                Some(Want::NoCounterpart) => others == 0,
                Some(Want::With(wanted)) => (taken, others, other) == (1, 1, *wanted),
            })
        };
        fits(&self.left, i, step.left, j, step.right)
            && fits(&self.right, j, step.right, i, step.left)
    }
}

/// A side on which the sentences of each lock are one.
pub(crate) struct Joined<'a> {
    sentences: Vec<Cow<'a, str>>,
    places: Vec<Place>,
    /// The sentences of before that each one is.
    spans: Vec<Range<usize>>,
}

impl<'a> Joined<'a> {
    pub(crate) fn new(
        sentences: &[&'a str],
        places: &[Place],
        groups: impl Iterator<Item = Range<usize>>,
    ) -> Self {
        let groups: Vec<Range<usize>> = groups.filter(|group| group.len() > 1).collect();
        let mut joined = Self {
            sentences: Vec::new(),
            places: Vec::new(),
            spans: Vec::new(),
        };
        let mut at = 0;
        while at < sentences.len() {
            let group = groups.iter().find(|group| group.start == at);
            let span = group.cloned().unwrap_or(at..at + 1);
            at = span.end;
            joined.sentences.push(match &sentences[span.clone()] {
                [one] => Cow::Borrowed(*one),
                several => Cow::Owned(several.join(" ")),
            });
            joined.places.extend(places.get(span.start).copied());
            joined.spans.push(span);
        }
        joined
    }

    pub(crate) fn sentences(&self) -> Vec<&str> {
        self.sentences.iter().map(AsRef::as_ref).collect()
    }

    pub(crate) fn text<'t>(&'t self, sentences: &'t [&'t str]) -> Text<'t> {
        Text {
            sentences,
            places: &self.places,
        }
    }

    /// The number that a sentence of before has now.
    fn number(&self, sentence: usize) -> usize {
        self.spans.partition_point(|span| span.end <= sentence)
    }

    /// The sentences of before that a range of now stands for.
    fn before(&self, range: &Range<usize>) -> Range<usize> {
        let last = self.spans.last().map_or(0, |span| span.end);
        let start = |at: usize| self.spans.get(at).map_or(last, |span| span.start);
        start(range.start)..start(range.end)
    }
}

/// What locks allow between two sides that were joined by them.
pub(crate) fn allowed(locks: &[Lock], left: &Joined<'_>, right: &Joined<'_>) -> Allowed {
    let mut allowed = Allowed {
        left: vec![Want::Anything; left.spans.len()],
        right: vec![Want::Anything; right.spans.len()],
    };
    for lock in locks {
        if lock.is_null() {
            for k in lock.left.clone() {
                allowed.left[left.number(k)] = Want::NoCounterpart;
            }
            for k in lock.right.clone() {
                allowed.right[right.number(k)] = Want::NoCounterpart;
            }
        } else {
            let (i, j) = (left.number(lock.left.start), right.number(lock.right.start));
            allowed.left[i] = Want::With(j);
            allowed.right[j] = Want::With(i);
        }
    }
    allowed
}

/// The beads in the numbers of before; what is locked is certain.
pub(crate) fn parted(
    beads: Vec<Bead>,
    locks: &[Lock],
    left: &Joined<'_>,
    right: &Joined<'_>,
) -> Vec<Bead> {
    beads
        .into_iter()
        .map(|bead| {
            let (left, right) = (left.before(&bead.left), right.before(&bead.right));
            let within = |outer: &Range<usize>, inner: &Range<usize>| {
                outer.start <= inner.start && inner.end <= outer.end
            };
            let locked = locks
                .iter()
                .any(|lock| within(&lock.left, &left) && within(&lock.right, &right))
                || locks.iter().filter(|lock| lock.is_null()).any(|lock| {
                    (right.is_empty() && within(&lock.left, &left))
                        || (left.is_empty() && within(&lock.right, &right))
                });
            Bead {
                left,
                right,
                confidence: if locked { 1.0 } else { bead.confidence },
            }
        })
        .collect()
}
