//! Places in JSON text: where the values of arrays and objects stand.
//!
//! serde_json tells values but not their places. This scanner tells places and believes
//! everything else; it does not recurse, so that no depth can hurt it.

use memchr::memchr2;
use std::ops::Range;

/// Skips white space from a byte offset on.
pub(super) fn blank(text: &str, at: usize) -> usize {
    let rest = &text[at.min(text.len())..];
    let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{feff}');
    text.len() - trimmed.len()
}

/// The end of the value that starts at a byte offset; the end of the text when it is
/// not closed. A value without brackets or quotes ends at a comma or closing bracket.
pub(super) fn value_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = string_end(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth <= 1 => return if depth == 1 { at + 1 } else { at },
            b']' | b'}' => depth -= 1,
            b',' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The end of a string whose opening quote stands at `at`.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    bytes.len()
}

/// The values of an array from a byte inside of it on, and where they end: at the closing
/// bracket, or where nothing that could be a value goes on.
pub(super) fn elements(text: &str, from: usize) -> (Vec<Range<usize>>, usize) {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = blank(text, from);
    while at < text.len() && !text[at..].starts_with([']', '}']) {
        let end = value_end(text, at);
        out.push(at..text[..end].trim_end().len().max(at));
        let stuck = end == at;
        at = blank(text, end);
        if text[at..].starts_with(',') {
            at = blank(text, at + 1);
        } else if stuck {
            break;
        }
    }
    (out, at)
}

/// Where a text of which more may follow can be cut: behind the last object at its top, or
/// in the array at its top, and the comma behind it.
pub(crate) fn cut(text: &str) -> Option<usize> {
    let mut at = blank(text, 0);
    if text[at..].starts_with('[') {
        at = blank(text, at + 1);
    }
    let mut found = None;
    while text[at..].starts_with('{') {
        let end = value_end(text, at);
        at = blank(text, end);
        if text[at..].starts_with(',') {
            at += 1;
        } else if !text[at..].starts_with('{') {
            break;
        }
        found = Some(at);
        at = blank(text, at);
    }
    found
}

/// The keys of the object that opens at the start of `range`, with their values.
pub(super) fn members(text: &str, range: Range<usize>) -> Vec<(String, Range<usize>)> {
    let mut out = Vec::new();
    if !text[range.clone()].starts_with('{') {
        return out;
    }
    let mut at = blank(text, range.start + 1);
    while at < range.end && text[at..].starts_with('"') {
        let end = string_end(text.as_bytes(), at).min(range.end);
        let Some(key) = text
            .get(at..end)
            .and_then(|key| serde_json::from_str::<String>(key).ok())
        else {
            break;
        };
        at = blank(text, end);
        if !text[at..].starts_with(':') {
            break;
        }
        at = blank(text, at + 1);
        let end = value_end(text, at).min(range.end);
        out.push((key, at..text[..end].trim_end().len().max(at)));
        at = blank(text, end);
        if !text[at..].starts_with(',') {
            break;
        }
        at = blank(text, at + 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_values() {
        let text = r#" [ {"a": "]}"}, 12 , [1, [2]], "x\"," ] "#;
        let found: Vec<&str> = elements(text, 2).0.into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, [r#"{"a": "]}"}"#, "12", "[1, [2]]", r#""x\",""#]);
    }

    #[test]
    fn finds_members() {
        let text = r#"{ "a" : {"b": 1}, "c\u0064": "x,y" }"#;
        let found: Vec<(String, &str)> = members(text, 0..text.len())
            .into_iter()
            .map(|(k, r)| (k, &text[r]))
            .collect();
        assert_eq!(
            found,
            [
                ("a".to_owned(), r#"{"b": 1}"#),
                ("cd".to_owned(), r#""x,y""#)
            ]
        );
    }

    #[test]
    fn broken_text_ends() {
        for text in [
            "[", "[1", "[,,]", "{\"a\"", "{\"a\":", "[]]", "[\"\\", "[}", "[é",
        ] {
            elements(text, 0);
            elements(text, 1);
            cut(text);
            members(text, 0..text.len());
        }
        let deep = "[".repeat(100_000);
        assert_eq!(elements(&deep, 1).0.len(), 1);
    }
}
