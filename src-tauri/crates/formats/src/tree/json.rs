//! JSON to a tree.

use super::{Node, Value};
use std::borrow::Cow;

/// How deep a tree is at most; what lies deeper is left out.
pub(crate) const DEEPEST: usize = 100;

/// Where and why JSON is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    /// A byte offset in the text.
    pub(crate) at: usize,
    pub(crate) reason: &'static str,
}

/// The value that starts at a byte offset, and where it ends.
pub(crate) fn value(text: &str, at: usize) -> Result<(Node<'_>, usize), Broken> {
    let mut parser = Parser { text, at };
    let node = parser.value(0)?;
    Ok((node, parser.at))
}

/// The offset of the first character that is no white space.
pub(crate) fn blank(text: &str, at: usize) -> usize {
    let rest = &text[at.min(text.len())..];
    let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{feff}');
    text.len() - trimmed.len()
}

/// The end of the value that starts at an offset, found without looking at what it is.
/// Nothing of it is read by recursion, so that no depth can hurt.
pub(crate) fn skip(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, start);
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
            b']' | b'}' if depth <= 1 => return at + depth,
            b']' | b'}' => depth -= 1,
            b',' if depth == 0 => return at,
            byte if depth == 0 && byte.is_ascii_whitespace() => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The end of a string whose opening quote stands at `at`.
pub(super) fn string_end(bytes: &[u8], at: usize) -> usize {
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

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    fn peek(&mut self) -> Option<u8> {
        self.at = blank(self.text, self.at);
        self.text.as_bytes().get(self.at).copied()
    }

    fn broken<T>(&self, reason: &'static str) -> Result<T, Broken> {
        Err(Broken {
            at: self.at.min(self.text.len()),
            reason,
        })
    }

    fn value(&mut self, depth: usize) -> Result<Node<'t>, Broken> {
        let first = self.peek();
        let start = self.at;
        let value = match first {
            Some(b'[' | b'{') if depth >= DEEPEST => {
                self.at = skip(self.text, start);
                Value::Null
            }
            Some(b'{') => self.map(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(_) => self.bare()?,
            None => return self.broken("the text ends where a value is due"),
        };
        Ok(Node::new(start..self.at, value))
    }

    fn map(&mut self, depth: usize) -> Result<Value<'t>, Broken> {
        self.at += 1;
        let mut members = Vec::new();
        loop {
            match self.peek() {
                Some(b'}') => break,
                Some(b'"') => {}
                _ => return self.broken("a key in quotes or a closing brace is missing"),
            }
            let key = self.string()?;
            if self.peek() != Some(b':') {
                return self.broken("a colon is missing behind a key");
            }
            self.at += 1;
            let value = self.value(depth + 1)?;
            members.push((key, value));
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                _ => return self.broken("a comma or a closing brace is missing"),
            }
        }
        self.at += 1;
        Ok(Value::Map(members))
    }

    fn list(&mut self, depth: usize) -> Result<Value<'t>, Broken> {
        self.at += 1;
        let mut list = Vec::new();
        while self.peek() != Some(b']') {
            list.push(self.value(depth + 1)?);
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {}
                _ => return self.broken("a comma or a closing bracket is missing"),
            }
        }
        self.at += 1;
        Ok(Value::List(list))
    }

    fn string(&mut self) -> Result<Cow<'t, str>, Broken> {
        let start = self.at;
        let end = string_end(self.text.as_bytes(), start);
        if end < start + 2 || end > self.text.len() || !self.text[start + 1..end].ends_with('"') {
            return self.broken("a quotation mark is not closed");
        }
        self.at = end;
        Ok(unescaped(&self.text[start + 1..end - 1]))
    }

    /// `true`, `null`, a number.
    fn bare(&mut self) -> Result<Value<'t>, Broken> {
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .position(|b| b.is_ascii_whitespace() || b",:]}\"[{".contains(&b))
            .unwrap_or(rest.len());
        let word = &rest[..length];
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            // Some programs write what JavaScript and Python have for nothing.
            "null" | "NaN" | "None" | "undefined" => Value::Null,
            number if number.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
                Value::Number(Cow::Borrowed(number))
            }
            _ => return self.broken("a value is neither in quotes nor a number"),
        };
        self.at += length;
        Ok(value)
    }
}

/// A string without its escapes; one that is none stays as it is.
fn unescaped(raw: &str) -> Cow<'_, str> {
    let Some(first) = raw.find('\\') else {
        return Cow::Borrowed(raw);
    };
    let mut out = String::with_capacity(raw.len());
    out.push_str(&raw[..first]);
    let mut rest = &raw[first..];
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(c) = rest.chars().next() else {
            break;
        };
        rest = &rest[c.len_utf8()..];
        match c {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            'b' | 'f' => out.push(' '),
            'u' => {
                let (c, length) = unicode(rest);
                out.push(c);
                rest = &rest[length..];
            }
            c => out.push(c),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of four hexadecimal digits, or of two such escapes, and their length.
fn unicode(rest: &str) -> (char, usize) {
    let four = |at: usize| u32::from_str_radix(rest.get(at..at + 4)?, 16).ok();
    let Some(first) = four(0) else {
        return ('\u{fffd}', 0);
    };
    if (0xd800..0xdc00).contains(&first)
        && rest[4..].starts_with("\\u")
        && let Some(second @ 0xdc00..0xe000) = four(6)
    {
        let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        return (char::from_u32(code).unwrap_or('\u{fffd}'), 10);
    }
    (char::from_u32(first).unwrap_or('\u{fffd}'), 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Node<'_> {
        value(text, 0).unwrap().0
    }

    #[test]
    fn values_have_places() {
        let text = r#" {"a": [1, "x\u00e9\n"], "b": {"c": null, "d": true}} "#;
        let node = read(text);
        assert_eq!(&text[node["a"][1].range()], r#""x\u00e9\n""#);
        assert_eq!(node["a"][1].str(), Some("xé\n"));
        assert_eq!(node["a"][0].number(), Some(1));
        assert!(node["b"]["c"].is_null() && node["nothing"]["here"][3].is_null());
        assert_eq!(node["b"]["d"].word(), Some("true"));
        assert_eq!(node["a"].each().len(), 2);
        assert_eq!(
            node.to_json(),
            serde_json::from_str::<serde_json::Value>(text).unwrap()
        );
    }

    #[test]
    fn escapes() {
        assert_eq!(
            read(r#""\ud83d\ude00 \ud83d \\ \" \/""#).str(),
            Some("😀 \u{fffd} \\ \" /")
        );
        assert_eq!(read(r#""\uZZ""#).str(), Some("\u{fffd}ZZ"));
    }

    #[test]
    fn broken_json_tells_where() {
        let at = |text: &str| value(text, 0).unwrap_err().at;
        assert_eq!(at("[1 2]"), 3);
        assert_eq!(at("{\"a\" 1}"), 5);
        assert_eq!(at("{\"a\": \"b}"), 6);
        assert_eq!(at("[1,"), 3);
        assert_eq!(at("<html>"), 0);
    }

    #[test]
    fn depth_is_cut() {
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(read(&deep).list().len(), 1);
        assert!(value(&"{\"a\":".repeat(100_000), 0).is_err());
        assert!(value(&"[".repeat(100_000), 0).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[\\[\\]{}\",:\\\\u0-9a-f \\PC]{0,80}") {
            if let Ok((node, end)) = value(&text, 0) {
                prop_assert!(end <= text.len() && text.get(node.range()).is_some());
            }
            skip(&text, 0);
        }
    }
}
