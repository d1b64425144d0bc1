//! Excerpts: the part of a text around what was found.

use super::query::Clause;
use diglot_text::normalise::fold_search;
use std::ops::Range;

/// Characters shown before and after what was found.
const AROUND: usize = 60;

/// Texts beyond this are looked through at their beginning only.
const LOOK_CHARS: usize = 20_000;

/// A part of a text around what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The part, with `…` where the text goes on.
    pub text: String,
    /// What was found, as ranges of bytes of `text`.
    pub found: Vec<Range<usize>>,
}

/// The part of a text around the first thing found in it; its beginning when nothing is.
pub(crate) fn excerpt(text: &str, clauses: &[Clause]) -> Excerpt {
    let chars: Vec<char> = text.chars().take(LOOK_CHARS).collect();
    let folded = Folded::of(&chars);
    let mut found: Vec<Range<usize>> = Vec::new();
    for clause in clauses {
        found.extend(folded.find(&clause.text, clause.prefix));
    }
    found.sort_by_key(|range| (range.start, range.end));
    let first = found.first().cloned().unwrap_or(0..0);
    let start = first.start.saturating_sub(AROUND);
    let end = (first.end + AROUND).min(chars.len());
    let mut out = Excerpt::default();
    if start > 0 {
        out.text.push('…');
    }
    let mut offsets = Vec::with_capacity(end - start + 1);
    for c in &chars[start..end] {
        offsets.push(out.text.len());
        out.text.push(if c.is_whitespace() { ' ' } else { *c });
    }
    offsets.push(out.text.len());
    if end < chars.len() || chars.len() == LOOK_CHARS {
        out.text.push('…');
    }
    for range in found {
        let overlaps = out.found.last().is_some_and(|last| {
            range.start < start
                || offsets
                    .get(range.start - start)
                    .is_none_or(|o| *o < last.end)
        });
        if range.start >= start && range.end <= end && !overlaps {
            out.found
                .push(offsets[range.start - start]..offsets[range.end - start]);
        }
    }
    out
}

/// A text folded character by character, with the way back.
struct Folded {
    chars: Vec<char>,
    /// For each folded character, the index of the one it came from.
    origin: Vec<usize>,
}

impl Folded {
    fn of(text: &[char]) -> Self {
        let mut folded = Self {
            chars: Vec::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len()),
        };
        let mut buffer = [0; 4];
        for (index, c) in text.iter().enumerate() {
            if c.is_ascii() {
                folded.chars.push(c.to_ascii_lowercase());
                folded.origin.push(index);
                continue;
            }
            for c in fold_search(c.encode_utf8(&mut buffer)).chars() {
                folded.chars.push(c);
                folded.origin.push(index);
            }
        }
        folded
    }

    /// Where a folded text stands, as ranges of characters of the original; at most a few.
    fn find(&self, text: &str, prefix: bool) -> Vec<Range<usize>> {
        let wanted: Vec<char> = text.chars().collect();
        if wanted.is_empty() || wanted.len() > self.chars.len() {
            return Vec::new();
        }
        let is_word = |c: char| c.is_alphanumeric() && !super::tokens::is_unspaced(c);
        (0..=self.chars.len() - wanted.len())
            .filter(|at| self.chars[*at..*at + wanted.len()] == wanted[..])
            .filter(|at| {
                let inside =
                    |a: Option<&char>, b: char| a.is_some_and(|a| is_word(*a)) && is_word(b);
                let before = at.checked_sub(1).and_then(|i| self.chars.get(i));
                let after = self.chars.get(at + wanted.len());
                !inside(before, wanted[0]) && (prefix || !inside(after, wanted[wanted.len() - 1]))
            })
            .take(16)
            .map(|at| self.origin[at]..self.origin[at + wanted.len() - 1] + 1)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::Query;

    fn marked(text: &str, query: &str) -> Vec<String> {
        let query = Query::parse(query).unwrap();
        let out = excerpt(text, query.clauses());
        out.found
            .iter()
            .map(|r| out.text[r.clone()].to_owned())
            .collect()
    }

    #[test]
    fn excerpts_mark_what_was_found() {
        assert_eq!(marked("老年抑鬱症患者的睡眠", "抑郁症"), ["抑鬱症"]);
        assert_eq!(marked("Sleep and sleepiness", "sleep"), ["Sleep", "sleep"]);
        assert_eq!(marked("Sleep and sleepiness", "\"sleep\""), ["Sleep"]);
        assert_eq!(marked("nothing here", "sleep"), Vec::<String>::new());
        let long = format!("{}睡眠{}", "前".repeat(500), "后".repeat(500));
        let query = Query::parse("睡眠").unwrap();
        let out = excerpt(&long, query.clauses());
        assert!(out.text.starts_with('…') && out.text.ends_with('…'));
        assert_eq!(out.text.chars().count(), 2 * AROUND + 4);
        assert_eq!(&out.text[out.found[0].clone()], "睡眠");
    }
}
