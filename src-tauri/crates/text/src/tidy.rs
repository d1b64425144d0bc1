//! Cleaning of single values.

use crate::bytes;
use std::borrow::Cow;

/// A value as it is kept: control and bidirectional override characters removed, runs of
/// white space one space, ends trimmed.
pub fn tidy(text: &str) -> String {
    tidied(text).into_owned()
}

/// [`tidy`] that copies nothing of a text that is tidy already, as most are.
pub fn tidied(text: &str) -> Cow<'_, str> {
    let text = text.trim_ascii();
    if is_tidy(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    // What needs no look stands in runs; only where a run ends is there a character to judge.
    let mut rest = text;
    while !rest.is_empty() {
        let run = plain_run(rest.as_bytes());
        if run > 0 {
            if blank {
                out.push(' ');
                blank = false;
            }
            out.push_str(&rest[..run]);
            rest = &rest[run..];
        }
        let Some(c) = rest.chars().next() else {
            break;
        };
        rest = &rest[c.len_utf8()..];
        if parts_words(c) {
            blank = !out.is_empty();
        } else if !is_dropped(c) {
            if blank {
                out.push(' ');
                blank = false;
            }
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether nothing is left of a text when it is tidied.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| parts_words(c) || is_dropped(c))
}

/// White space, and characters that show nothing and part words.
fn parts_words(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}'
}

/// Nothing of them can be shown, and overrides reorder the page around them.
fn is_dropped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text is tidy already, as far as its bytes tell.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    match find_odd(bytes) {
        None => true,
        Some(odd) => !bytes[odd].is_ascii() && is_tidy_beyond_ascii(&bytes[odd..]),
    }
}

/// [`is_tidy`] of bytes that begin with a character beyond ASCII: most such characters are
/// tidy, and two bytes tell which need a look.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are compared in one step"
)]
fn is_tidy_beyond_ascii(bytes: &[u8]) -> bool {
    let may_be_odd = |a: u8, b: u8| {
        (a < b' ')
            | (a == 0x7f)
            | ((a == b' ') & (b == b' '))
            | (a == 0xc2)
            | (a == 0xe1)
            | ((a == 0xe2) & (b & 0xfe == 0x80))
            // The end of the ideographic space.
            | ((a == 0x80) & (b == 0x80))
            | ((a == 0xef) & (b == 0xbb))
    };
    let mut from = 0;
    while let Some(odd) = bytes::find_pair(&bytes[from..], may_be_odd) {
        let at = from + odd;
        let start = if bytes[at] == 0x80 { at - 1 } else { at };
        if bytes[at].is_ascii() || class(bytes, start).is_none() {
            return false;
        }
        from = at + 1;
    }
    true
}

/// The first byte that may need a look: a control, one beyond ASCII, the first of two spaces.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are compared in one step"
)]
fn find_odd(bytes: &[u8]) -> Option<usize> {
    bytes::find_pair(bytes, |a, b| {
        !(b' '..0x7f).contains(&a) | ((a == b' ') & (b == b' '))
    })
}

/// How many bytes from here on need no look, at least one; none when they do.
#[inline]
fn class(bytes: &[u8], at: usize) -> Option<usize> {
    let next = |n: usize| bytes.get(at + n).copied().unwrap_or_default();
    match bytes[at] {
        b' '..=0xbf if bytes[at] != 0x7f => Some(1),
        0..=0xbf => None,
        // C1 controls and the no-break space; U+1680.
        0xc2 if next(1) <= 0xa0 => None,
        0xe1 if next(1) == 0x9a => None,
        // U+2000 to U+206F: spaces, marks of direction, and the quotes and dashes between.
        0xe2 => match (next(1), next(2)) {
            (0x80, 0x80..=0x8b | 0xa8..=0xaf) | (0x81, 0x9f | 0xa6..=0xa9) => None,
            _ => Some(3),
        },
        // The ideographic space.
        0xe3 if next(1) == 0x80 && next(2) == 0x80 => None,
        0xef if next(1) == 0xbb && next(2) == 0xbf => None,
        0xc0..=0xdf => Some(2),
        0xe0..=0xef => Some(3),
        0xf0..=0xff => Some(4),
    }
}

/// The length of the run at the start that is kept as it is; it holds no space.
fn plain_run(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() && bytes[at] != b' ' {
        match class(bytes, at) {
            Some(len) => at += len,
            None => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rule without any short cut.
    fn slow(text: &str) -> String {
        let mut out = String::new();
        let mut blank = false;
        for c in text.chars() {
            if parts_words(c) {
                blank = !out.is_empty();
            } else if !is_dropped(c) {
                if blank {
                    out.push(' ');
                    blank = false;
                }
                out.push(c);
            }
        }
        out
    }

    #[test]
    fn collapses_and_drops() {
        assert_eq!(tidy("  a\u{a0}\n b\0c\u{202e} "), "a bc");
        assert_eq!(tidy("\t\n"), "");
    }

    #[test]
    fn every_character_is_judged_alike() {
        for c in ('\0'..=char::MAX).filter(|c| (*c as u32) < 0x3100 || *c > '\u{f000}') {
            for text in [format!("{c}"), format!("a{c}b"), format!("字{c} {c}字")] {
                assert_eq!(tidy(&text), slow(&text), "{:x}", c as u32);
            }
        }
    }

    proptest! {
        #[test]
        fn short_cuts_change_nothing(
            words in prop::collection::vec("(\\PC{0,9}|[a-z]{1,90}|[一-龥]{1,40}| |\u{a0}|\u{3000}|\n|\u{200b}|\u{202a}|\u{85})", 0..40),
            joiner in "( |  |)",
        ) {
            let text = words.join(&joiner);
            let once = tidy(&text);
            prop_assert_eq!(&once, &slow(&text));
            prop_assert_eq!(is_blank(&text), once.is_empty());
            prop_assert_eq!(tidy(&once), once);
        }
    }
}
