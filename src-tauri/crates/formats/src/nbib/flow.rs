//! Values that were broken into lines.

use diglot_text::bytes::has_double_space;
use diglot_text::tidy::{tidied, tidy};
use std::borrow::Cow;

/// The lines of a text with their places, without their ends (LF, CRLF or CR).
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let start = at;
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |n| at + n);
        at = end + 1;
        if bytes.get(end) == Some(&b'\r') && bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
        Some((start, &text[start..end]))
    })
}

/// A line without the byte order mark that a text may begin with.
pub(crate) fn without_mark(start: usize, line: &str) -> (usize, &str) {
    match line.strip_prefix('\u{feff}') {
        Some(rest) => (start + line.len() - rest.len(), rest),
        None => (start, line),
    }
}

/// Whether a value was broken into lines.
fn is_broken(value: &str) -> bool {
    memchr::memchr2(b'\n', b'\r', value.as_bytes()).is_some()
}

/// A value on one line, copied only where it must be; see [`joined`].
pub(crate) fn line(value: &str) -> Cow<'_, str> {
    if is_broken(value) {
        Cow::Owned(joined(value))
    } else {
        tidied(value)
    }
}

/// A value on one line. Between wide characters a line break stands for nothing, unless a
/// space stood before it.
pub(crate) fn joined(value: &str) -> String {
    if !is_broken(value) {
        return tidy(value);
    }
    if let Some(plain) = plainly_joined(value) {
        return plain;
    }
    let mut out = String::with_capacity(value.len());
    for (_, line) in lines(value) {
        append(&mut out, line);
    }
    trim_end(&mut out);
    out
}

/// The lines of a value with a space between them, where no more need be done: they are in
/// ASCII, without tabs and the like, and none is blank or has two spaces in a row.
fn plainly_joined(value: &str) -> Option<String> {
    let bytes = value.as_bytes();
    let odd = |b: u8| !matches!(b, b' '..0x7f | b'\n' | b'\r');
    if diglot_text::bytes::find(bytes, odd).is_some() {
        return None;
    }
    let mut out = String::with_capacity(value.len());
    for (_, line) in lines(value) {
        let line = line.trim_ascii();
        if line.is_empty() {
            return None;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    (!has_double_space(out.as_bytes())).then_some(out)
}

/// A value with its paragraphs as lines: a blank line parts them.
pub(crate) fn paragraphs(value: &str) -> String {
    if !is_broken(value) {
        return tidy(value);
    }
    if let Some(plain) = plainly_joined(value) {
        return plain;
    }
    let mut out = String::with_capacity(value.len());
    let mut blank = false;
    for (_, line) in lines(value) {
        if line.trim().is_empty() {
            blank = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut blank) {
            trim_end(&mut out);
            out.push('\n');
        }
        append(&mut out, line);
    }
    trim_end(&mut out);
    out
}

/// Adds a line. A space at its end is kept until it shows whether it parts words.
fn append(out: &mut String, line: &str) {
    let text = tidied(line);
    if text.is_empty() {
        return;
    }
    let parted = out.is_empty() || out.ends_with([' ', '\n']);
    let wide =
        out.chars().next_back().is_some_and(is_wide) && text.chars().next().is_some_and(is_wide);
    if !parted && !wide {
        out.push(' ');
    }
    out.push_str(&text);
    if line.ends_with(' ') {
        out.push(' ');
    }
}

fn trim_end(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
}

/// Ideographs, kana and full-width punctuation: no spaces stand between them.
pub(super) fn is_wide(c: char) -> bool {
    diglot_text::script::is_han(c)
        || matches!(c, '\u{3000}'..='\u{30ff}' | '\u{ff00}'..='\u{ff60}' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines_are_joined_as_all_others_are() {
        let slow = |value: &str| {
            let mut out = String::new();
            lines(value).for_each(|(_, line)| append(&mut out, line));
            trim_end(&mut out);
            out
        };
        for value in [
            "one\n      two\r\n      three",
            "one \n two ",
            "one\r  two\n",
            "one  two\nthree",
            "one\n\ntwo",
            "one\n \ntwo",
            "one\ttwo\nthree",
            "été\nhiver",
        ] {
            if let Some(joined) = plainly_joined(value) {
                assert_eq!(joined, slow(value), "{value:?}");
            }
        }
        assert!(plainly_joined("one\n      two\r\n      three").is_some());
        assert!(plainly_joined("one\n      \n      two").is_none());
    }

    #[test]
    fn lines_are_joined() {
        assert_eq!(joined("one \n      two\r\n      three"), "one two three");
        assert_eq!(joined("潜伏期。\n      方法：学生"), "潜伏期。方法：学生");
        assert_eq!(joined("P值 \n      方法"), "P值 方法");
        assert_eq!(joined("共64名\n      pupils"), "共64名 pupils");
        assert_eq!(
            paragraphs("One\n      goes on.\n      \n      Two."),
            "One goes on.\nTwo."
        );
        assert_eq!(paragraphs("  a  b "), "a b");
    }
}
