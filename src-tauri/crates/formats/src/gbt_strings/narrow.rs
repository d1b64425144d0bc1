//! A reference string in half-width characters, each with its place in the text.

use crate::labelled::part::narrow;
use std::ops::Range;

/// A part of a text in half-width form, on one line.
///
/// Patterns are matched on it; values are taken from the text by their places.
#[derive(Debug)]
pub(super) struct Narrow {
    pub(super) text: String,
    /// For each byte of `text`, and its end, the byte of the whole text.
    places: Vec<usize>,
}

impl Narrow {
    /// The form of a range of a text.
    pub(super) fn of(whole: &str, range: Range<usize>) -> Self {
        let mut text = String::with_capacity(range.len());
        let mut places = Vec::with_capacity(range.len() + 1);
        for (at, c) in whole[range.clone()].char_indices() {
            let c = match narrow(c) {
                '。' | '｡' => '.',
                '∥' | '‖' => '\u{2225}',
                '〔' | '【' => '[',
                '〕' | '】' => ']',
                '“' | '”' | '„' | '«' | '»' => '"',
                '–' | '‑' | '‐' | '−' | '—' | '～' => '-',
                c if c.is_whitespace() => ' ',
                c => c,
            };
            text.push(c);
            places.resize(text.len(), range.start + at);
        }
        places.push(range.end);
        Self { text, places }
    }

    /// Where a range of the narrow form stands in the text.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        self.places[range.start]..self.places[range.end]
    }

    /// A range without white space and the given marks around it.
    pub(super) fn trimmed(&self, range: &Range<usize>, marks: &[char]) -> Range<usize> {
        let slice = &self.text[range.clone()];
        let is = |c: char| c.is_whitespace() || marks.contains(&c);
        let start = range.start + (slice.len() - slice.trim_start_matches(is).len());
        let end = range.start + slice.trim_end_matches(is).len();
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_text() {
        let text = "［1］甲。题名［J］";
        let narrow = Narrow::of(text, 0..text.len());
        assert_eq!(narrow.text, "[1]甲.题名[J]");
        let at = narrow.text.find("题名").unwrap();
        assert_eq!(&text[narrow.place(&(at..at + 6))], "题名");
        let all = 0..narrow.text.len();
        assert_eq!(narrow.place(&all), 0..text.len());
    }
}
