//! Lines of a text with their places.

use memchr::memchr2;
use std::borrow::Cow;
use std::ops::Range;

/// A line without surrounding white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// Its text, trimmed; never empty.
    pub(crate) text: &'t str,
    /// Byte offset of `text` in the whole text.
    pub(crate) start: usize,
    /// Whether an empty line stands before it.
    pub(crate) after_blank: bool,
}

impl<'t> Line<'t> {
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// The range in the whole text of a part of this line.
    pub(crate) fn range_of(&self, part: &str) -> Range<usize> {
        let offset = part.as_ptr() as usize - self.text.as_ptr() as usize;
        debug_assert!(offset <= self.text.len(), "a part of this line");
        self.start + offset..self.start + offset + part.len()
    }

    /// The part of this line from byte `from` on, trimmed.
    pub(crate) fn rest(&self, from: usize) -> Line<'t> {
        let rest = &self.text[from..];
        let text = rest.trim();
        Line {
            text,
            start: self.start + from + (rest.len() - rest.trim_start().len()),
            after_blank: false,
        }
    }
}

/// The non-empty lines of a text; any of LF, CRLF and CR ends a line.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut after_blank = false;
    for piece in text.split(['\n', '\r']) {
        let trimmed = piece.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if trimmed.is_empty() {
            // The empty piece between CR and LF is no blank line.
            let inside_crlf = text[..start].ends_with('\r') && text[start..].starts_with('\n');
            let before_text = piece.is_empty() && start == 0;
            after_blank |= !(inside_crlf || before_text);
        } else {
            let offset = trimmed.as_ptr() as usize - text.as_ptr() as usize;
            out.push(Line {
                text: trimmed,
                start: offset,
                after_blank,
            });
            after_blank = false;
        }
        start += piece.len() + 1;
    }
    out
}

/// A text whose lines a program or a mail broke at some width, its paragraphs a line each;
/// a text whose lines are paragraphs stays as it is. `before` is how many characters stand
/// before its first line.
///
/// Lines are broken at a width when one ends within a sentence. Then a break where the next
/// word had found room is one that somebody made.
pub(crate) fn unwrapped(text: &str, before: usize) -> Cow<'_, str> {
    /// Narrower and wider than this nobody breaks lines.
    const WIDTHS: std::ops::RangeInclusive<usize> = 50..=132;
    if memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let ends: &[char] = &['\n', '\r'];
    let lines: Vec<&str> = text.split(ends).map(str::trim).collect();
    let length = |at: usize| lines[at].chars().count() + if at == 0 { before } else { 0 };
    let longest = (0..lines.len()).map(length).max().unwrap_or_default();
    let full = |at: usize| {
        let next = lines[at + 1].split(' ').next().unwrap_or_default();
        length(at) + 1 + next.chars().count() > longest && !next.is_empty()
    };
    let within = |line: &str| line.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let wrapped =
        WIDTHS.contains(&longest) && (0..lines.len() - 1).any(|at| full(at) && within(lines[at]));
    if !wrapped {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        out.push_str(line);
        if at + 1 < lines.len() {
            out.push(if full(at) { ' ' } else { '\n' });
        }
    }
    Cow::Owned(out)
}

/// The range of `part` in `whole`, of which it must be a slice.
pub(crate) fn range_in(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_line_ends() {
        let text = "a\r\n\r\n  b \rc\n\n\nd";
        let got: Vec<_> = lines(text)
            .iter()
            .map(|l| (l.text, &text[l.range()], l.after_blank))
            .collect();
        assert_eq!(
            got,
            [
                ("a", "a", false),
                ("b", "b", true),
                ("c", "c", false),
                ("d", "d", true)
            ]
        );
    }
}
