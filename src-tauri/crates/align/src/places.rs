//! In which sentences of a side something stands.

use std::ops::Range;

/// Sentences by number, in order, each once. Most words stand in few sentences of a long text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Places(Vec<u32>);

impl Places {
    /// Adds a sentence behind those that are there; the last one again changes nothing.
    pub(crate) fn push(&mut self, sentence: usize) {
        let sentence = u32::try_from(sentence).unwrap_or(u32::MAX);
        if self.0.last() != Some(&sentence) {
            self.0.push(sentence);
        }
    }

    /// How many sentences there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The sentences in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().map(|sentence| *sentence as usize)
    }

    /// Those that a window of so many sentences can hold that begins in a range.
    pub(crate) fn reaching(
        &self,
        starts: &Range<usize>,
        window: usize,
    ) -> impl Iterator<Item = usize> + '_ {
        let first = self.0.partition_point(|at| (*at as usize) < starts.start);
        let end = (starts.end + window).saturating_sub(1);
        let from = self.0[first..].iter().map(|at| *at as usize);
        from.take_while(move |at| *at < end)
    }

    /// Whether one of them is in a range.
    pub(crate) fn any_in(&self, range: &Range<usize>) -> bool {
        let first = self.0.partition_point(|at| (*at as usize) < range.start);
        self.0
            .get(first)
            .is_some_and(|at| (*at as usize) < range.end)
    }

    /// The sentences of any of several.
    pub(crate) fn union<'p>(all: impl IntoIterator<Item = &'p Self>) -> Self {
        let mut joined = Self::default();
        let mut lists = 0;
        for places in all {
            joined.0.extend(&places.0);
            lists += 1;
        }
        if lists > 1 {
            joined.0.sort_unstable();
            joined.0.dedup();
        }
        joined
    }

    /// Keeps those that are in the other as well.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.0.retain(|at| other.0.binary_search(at).is_ok());
    }
}

impl FromIterator<usize> for Places {
    /// The sentences must come in order.
    fn from_iter<I: IntoIterator<Item = usize>>(sentences: I) -> Self {
        let mut places = Self::default();
        for sentence in sentences {
            places.push(sentence);
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_joined_and_compared_in_order() {
        let of = |all: &[usize]| all.iter().copied().collect::<Places>();
        let (a, b) = (of(&[1, 4, 4, 9]), of(&[0, 4, 7]));
        assert_eq!(a.len(), 3);
        assert_eq!(Places::union([&a, &b]), of(&[0, 1, 4, 7, 9]));
        let mut both = a.clone();
        both.keep(&b);
        assert_eq!(both, of(&[4]));
        assert!(a.any_in(&(2..5)) && !a.any_in(&(5..9)) && a.any_in(&(9..10)));
    }
}
