//! Full stops of reference strings that end a segment.

use super::narrow::Narrow;
use crate::citation::pattern;
use diglot_text::script::is_han;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Full stops that end a segment: behind a word, and before a new one.
pub(super) fn boundaries(narrow: &Narrow, range: &Range<usize>) -> Vec<usize> {
    let slice = &narrow.text[range.clone()];
    let mut out = Vec::new();
    let mut depth = 0i32;
    for (at, c) in slice.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '.' if depth <= 0 => {
                let before = slice[..at].chars().next_back();
                let mut after = slice[at + 1..].chars();
                let next = after.next();
                let second = after.next();
                let ends = next.is_some_and(|n| match n {
                    ' ' | '"' | '《' | '[' => true,
                    n if is_han(n) => true,
                    // `J.Title` ends a name, `J.A.` does not; `3.5` and `Inc.,` neither.
                    n if n.is_uppercase() => {
                        second.is_some_and(char::is_lowercase) || before.is_some_and(is_han)
                    }
                    n => n.is_ascii_digit() && before.is_some_and(|b| is_han(b) || b == ')'),
                });
                if ends && before.is_some_and(|b| b != '.') {
                    out.push(range.start + at);
                }
            }
            _ => {}
        }
    }
    out
}

/// The segments between full stops.
pub(super) fn segments(narrow: &Narrow, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    for at in boundaries(narrow, range) {
        // `Gottenberg W. G.` is one segment.
        let initial = narrow.text[start..at].ends_with(|c: char| c.is_ascii_uppercase());
        if initial && begins_with_initials(narrow.text[at + 1..range.end].trim_start()) {
            continue;
        }
        out.push(start..at);
        start = at + 1;
    }
    out.push(start..range.end);
    out.into_iter()
        .map(|r| narrow.trimmed(&r, &['.', ',']))
        .filter(|r| !r.is_empty())
        .collect()
}

/// Whether what follows goes on with a list of names: `B. Jones`, `and Doe`.
pub(super) fn begins_with_initials(right: &str) -> bool {
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[A-Z]\s?[.,;]|[A-Z]\.-|&|and\s|et al|等[.,]|(?:Jr|Sr|II|III)\b|(?:van|von|de|der|den|du)\b|[A-Z][a-z]+,\s[A-Z][a-z]+\s[A-Z])",
        )
    });
    MORE.is_match(right)
}
