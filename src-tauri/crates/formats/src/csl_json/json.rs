//! JSON as text, written value by value: no tree is built of what only goes to a file.
//!
//! Members of an object stand in the order of their keys, so that equal values give equal
//! text.

use itoa::Integer;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// JSON in the making.
#[derive(Debug, Default)]
pub(super) struct Json {
    text: String,
    /// Room for putting members in order.
    spare: String,
}

impl Json {
    /// JSON behind a text that stands there already; [`Json::give_back`] ends it.
    pub(super) fn behind(&mut self, text: &mut String) {
        self.text = std::mem::take(text);
    }

    /// The text of [`Json::behind`] with the JSON.
    pub(super) fn give_back(&mut self, text: &mut String) {
        *text = std::mem::take(&mut self.text);
    }

    /// Where the next value begins.
    pub(super) fn place(&self) -> usize {
        self.text.len()
    }

    /// The text from a place on.
    pub(super) fn since(&self, place: usize) -> &str {
        &self.text[place..]
    }

    /// Forgets what was written from a place on.
    pub(super) fn forget(&mut self, place: usize) {
        self.text.truncate(place);
    }

    pub(super) fn string(&mut self, text: &str) {
        self.text.reserve(text.len() + 2);
        self.text.push('"');
        self.escaped(text);
        self.text.push('"');
    }

    /// A string of several parts.
    pub(super) fn string_of(&mut self, parts: impl FnOnce(&mut StringParts<'_>)) {
        self.text.push('"');
        parts(&mut StringParts { json: self });
        self.text.push('"');
    }

    fn escaped(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = first_escaped(rest.as_bytes()) {
            self.text.push_str(&rest[..at]);
            match rest.as_bytes()[at] {
                b'"' => self.text.push_str("\\\""),
                b'\\' => self.text.push_str("\\\\"),
                b'\n' => self.text.push_str("\\n"),
                b'\r' => self.text.push_str("\\r"),
                b'\t' => self.text.push_str("\\t"),
                0x08 => self.text.push_str("\\b"),
                0x0c => self.text.push_str("\\f"),
                control => {
                    const DIGITS: &[u8; 16] = b"0123456789abcdef";
                    self.text.push_str("\\u00");
                    for digit in [control >> 4, control & 15] {
                        self.text.push(char::from(DIGITS[usize::from(digit)]));
                    }
                }
            }
            rest = &rest[at + 1..];
        }
        self.text.push_str(rest);
    }

    pub(super) fn number(&mut self, number: impl Integer) {
        self.text.push_str(itoa::Buffer::new().format(number));
    }

    /// An array of two numbers.
    pub(super) fn pair(&mut self, first: impl Integer, second: impl Integer) {
        self.text.push('[');
        self.number(first);
        self.text.push(',');
        self.number(second);
        self.text.push(']');
    }

    pub(super) fn bool(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// `null` for nothing.
    pub(super) fn optional<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        match value {
            Some(value) => write(self, value),
            None => self.text.push_str("null"),
        }
    }

    /// Any value; what cannot be JSON is `null`.
    pub(super) fn value(&mut self, value: &impl Serialize) {
        let text = serde_json::to_string(value);
        self.text.push_str(text.as_deref().unwrap_or("null"));
    }

    pub(super) fn array<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut each: impl FnMut(&mut Self, T),
    ) {
        self.text.push('[');
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                self.text.push(',');
            }
            each(self, item);
        }
        self.text.push(']');
    }

    pub(super) fn strings<'s>(&mut self, items: impl IntoIterator<Item = &'s str>) {
        self.array(items, Self::string);
    }

    /// An object whose members are given in the order of their keys.
    pub(super) fn object<'k>(&mut self, members: impl FnOnce(&mut Members<'_, 'k>)) {
        self.text.push('{');
        members(&mut Members {
            json: self,
            last: None,
        });
        self.text.push('}');
    }

    /// An object whose members are given in any order, each key once.
    pub(super) fn object_in_order<'k>(&mut self, members: impl FnOnce(&mut AnyMembers<'_, 'k>)) {
        let start = self.text.len();
        self.text.push('{');
        let mut any = AnyMembers {
            json: self,
            members: Vec::new(),
        };
        members(&mut any);
        let members = any.members;
        if !members.is_sorted_by(|a, b| a.0 <= b.0) {
            let key = |at: usize| &members[at].0;
            // Most keys differ in their first letters, and numbers are quick to compare.
            let mut order: Vec<(u64, usize)> = (0..members.len())
                .map(|at| (first_letters(key(at)), at))
                .collect();
            order.sort_unstable_by(|(a, x), (b, y)| {
                a.cmp(b).then_with(|| (key(*x), x).cmp(&(key(*y), y)))
            });
            self.spare.clear();
            for (i, (_, at)) in order.into_iter().enumerate() {
                self.spare.push(if i > 0 { ',' } else { '{' });
                self.spare.push_str(&self.text[members[at].1.clone()]);
            }
            self.text.truncate(start);
            self.text.push_str(&self.spare);
        }
        self.text.push('}');
    }

    fn key(&mut self, key: &str) {
        self.string(key);
        self.text.push(':');
    }

    /// A key that stands in the program's text: it holds nothing to escape.
    fn own_key(&mut self, key: &'static str) {
        debug_assert!(first_escaped(key.as_bytes()).is_none(), "{key}");
        self.text.push('"');
        self.text.push_str(key);
        self.text.push_str("\":");
    }
}

/// The parts of a string in the making.
pub(super) struct StringParts<'j> {
    json: &'j mut Json,
}

impl StringParts<'_> {
    pub(super) fn push(&mut self, part: &str) {
        self.json.escaped(part);
    }
}

/// The members of an object, in order.
pub(super) struct Members<'j, 'k> {
    json: &'j mut Json,
    last: Option<&'k str>,
}

impl<'k> Members<'_, 'k> {
    pub(super) fn put(&mut self, key: &'static str, value: impl FnOnce(&mut Json)) {
        self.next(key);
        self.json.own_key(key);
        value(self.json);
    }

    /// A member whose key comes from a source.
    pub(super) fn put_foreign(&mut self, key: &'k str, value: impl FnOnce(&mut Json)) {
        self.next(key);
        self.json.key(key);
        value(self.json);
    }

    pub(super) fn string(&mut self, key: &'static str, value: &str) {
        self.put(key, |json| json.string(value));
    }

    fn next(&mut self, key: &'k str) {
        if let Some(last) = self.last.replace(key) {
            debug_assert!(last < key, "{key} does not stand behind {last}");
            self.json.text.push(',');
        }
    }
}

/// The members of an object in any order.
pub(super) struct AnyMembers<'j, 'k> {
    json: &'j mut Json,
    members: Vec<(Cow<'k, str>, Range<usize>)>,
}

impl<'k> AnyMembers<'_, 'k> {
    pub(super) fn put(&mut self, key: &'static str, value: impl FnOnce(&mut Json)) {
        self.member(key.into(), |json| json.own_key(key), value);
    }

    pub(super) fn string(&mut self, key: &'static str, value: &str) {
        self.put(key, |json| json.string(value));
    }

    /// A member whose key comes from a source.
    pub(super) fn put_foreign(
        &mut self,
        key: impl Into<Cow<'k, str>>,
        value: impl FnOnce(&mut Json),
    ) {
        let key = key.into();
        self.member(key.clone(), |json| json.key(&key), value);
    }

    fn member(
        &mut self,
        key: Cow<'k, str>,
        write_key: impl FnOnce(&mut Json),
        value: impl FnOnce(&mut Json),
    ) {
        if !self.members.is_empty() {
            self.json.text.push(',');
        }
        let start = self.json.text.len();
        write_key(self.json);
        value(self.json);
        self.members.push((key, start..self.json.text.len()));
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.members.iter().any(|(known, _)| known == key)
    }
}

/// The first letters of a key as a number that compares as they do.
fn first_letters(key: &str) -> u64 {
    let mut letters = [0; 8];
    for (to, from) in letters.iter_mut().zip(key.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(letters)
}

/// The first byte that a string of JSON cannot hold as it is.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are compared in one step"
)]
fn first_escaped(bytes: &[u8]) -> Option<usize> {
    diglot_text::bytes::find(bytes, |b| (b < b' ') | (b == b'"') | (b == b'\\'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn text(write: impl FnOnce(&mut Json)) -> String {
        let mut json = Json::default();
        write(&mut json);
        json.text
    }

    #[test]
    fn values_are_written_as_serde_json_writes_them() {
        let all: String = ('\0'..'\u{180}').collect();
        assert_eq!(text(|j| j.string(&all)), Value::from(all).to_string());
        for number in [0, 7, -1, 1066, i64::MAX, i64::MIN] {
            assert_eq!(text(|j| j.number(number)), number.to_string());
        }
        assert_eq!(text(|j| j.number(u64::MAX)), u64::MAX.to_string());
        assert_eq!(text(|j| j.optional(None::<u8>, Json::number)), "null");
        let object = text(|j| {
            j.object_in_order(|o| {
                o.string("b", "x");
                o.put("a", |j| j.array([1, 2], Json::number));
                o.put("C", |j| j.object(|_| {}));
                o.put("d", |j| j.object_in_order(|_| {}));
                assert!(o.has("a") && !o.has("e"));
            });
        });
        let want = json!({ "a": [1, 2], "b": "x", "C": {}, "d": {} });
        assert_eq!(object, want.to_string());
    }

    proptest! {
        #[test]
        fn any_string(a in "(\\PC|[\"\\\\\n\t\0]|[a-z]{40}){0,9}", b in "\\PC{0,9}") {
            let whole = text(|j| j.string_of(|s| { s.push(&a); s.push(&b); }));
            prop_assert_eq!(whole, Value::from(format!("{a}{b}")).to_string());
        }
    }
}
