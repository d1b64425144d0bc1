//! Places in JSON text: where the values of arrays and objects stand.
//!
//! serde_json tells values but not their places. This scanner tells places and believes
//! everything else; it does not recurse, so that no depth can hurt it.

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
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The values of the array that opens at the start of `range`.
pub(super) fn elements(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    if !text[range.clone()].starts_with('[') {
        return out;
    }
    let mut at = blank(text, range.start + 1);
    while at < range.end && !text[at..].starts_with([']', '}']) {
        let end = value_end(text, at).min(range.end);
        out.push(at..text[..end].trim_end().len().max(at));
        at = blank(text, end);
        if text[at..].starts_with(',') {
            at = blank(text, at + 1);
        } else if at == end && end == out.last().map_or(0, |r| r.start) {
            // Nothing that could be a value: no way on.
            break;
        }
    }
    out
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
        let found: Vec<&str> = elements(text, 1..text.len())
            .into_iter()
            .map(|r| &text[r])
            .collect();
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
            elements(text, 0..text.len());
            members(text, 0..text.len());
        }
        let deep = "[".repeat(100_000);
        assert_eq!(elements(&deep, 0..deep.len()).len(), 1);
    }
}
