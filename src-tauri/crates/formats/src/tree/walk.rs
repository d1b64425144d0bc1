//! The records of a JSON text, one after another, whatever they are wrapped in.
//!
//! Services answer with a record in an envelope or with a list in one; programs write a list,
//! or one record a line. Records are read one at a time: a long list is never a tree whole.

use super::json::{self, Broken, blank, skip, string_end};
use super::{Node, Value};
use crate::{Diagnostic, Severity};
use std::ops::Range;

/// How many envelopes may stand around a record: more is no answer of any service.
const MOST_ENVELOPES: usize = 8;

/// Calls `each` with every record of a text, in order; returns what there is to say about
/// broken JSON. `envelopes` are the keys that may stand around records or lists of them:
/// `message`, `items`.
pub(crate) fn walk<'t>(
    text: &'t str,
    envelopes: &[&str],
    each: &mut dyn FnMut(Node<'t>),
) -> Vec<Diagnostic> {
    let mut walker = Walker {
        text,
        envelopes,
        each,
        broken: None,
    };
    let mut at = blank(text, 0);
    while at < text.len() {
        let end = skip(text, at);
        if end <= at {
            walker.fail(at, "something stands where no value can stand");
            break;
        }
        walker.open(at..end);
        at = blank(text, end);
        // Between the objects of a list without its brackets.
        if text[at..].starts_with(',') {
            at = blank(text, at + 1);
        }
    }
    walker.diagnostics()
}

struct Walker<'t, 'w> {
    text: &'t str,
    envelopes: &'w [&'w str],
    each: &'w mut dyn FnMut(Node<'t>),
    /// The first place where the JSON is broken.
    broken: Option<Broken>,
}

impl Walker<'_, '_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let Some(Broken { at, reason }) = self.broken else {
            return Vec::new();
        };
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        vec![Diagnostic {
            record: None,
            span: Some(at..at),
            severity: Severity::Error,
            code: "json-broken",
            message: format!(
                "The JSON is broken at line {line}, column {column}: {reason}. Records that are whole were read; export the file again, or mend it there."
            ),
        }]
    }

    fn fail(&mut self, at: usize, reason: &'static str) {
        self.broken.get_or_insert(Broken { at, reason });
    }

    /// Opens lists and envelopes from the outside in; never by recursion.
    fn open(&mut self, range: Range<usize>) {
        let text = self.text;
        let mut open = vec![(range, 0)];
        while let Some((range, depth)) = open.pop() {
            match text.as_bytes().get(range.start) {
                Some(b'[') if depth <= MOST_ENVELOPES => {
                    let mut elements = self.elements(range);
                    elements.reverse();
                    // Lists of lists hold no records.
                    elements.retain(|e| !text[e.clone()].starts_with('['));
                    open.extend(elements.into_iter().map(|e| (e, depth + 1)));
                }
                Some(b'{') if depth <= MOST_ENVELOPES => match self.inside(range.clone()) {
                    Some(inner) => open.push((inner, depth + 1)),
                    None => self.value(range.start),
                },
                _ => self.value(range.start),
            }
        }
    }

    /// What an envelope holds, if an object is one.
    fn inside(&self, range: Range<usize>) -> Option<Range<usize>> {
        let members = members_of(self.text, range);
        // `data` of an envelope beside `message` of it: the order of the keys decides.
        self.envelopes.iter().find_map(|envelope| {
            members
                .iter()
                .find(|(key, at)| key == envelope && self.text[at.clone()].starts_with(['[', '{']))
                .map(|(_, at)| at.clone())
        })
    }

    fn value(&mut self, at: usize) {
        match json::value(self.text, at) {
            Ok((node, _)) if matches!(node.value, Value::Map(_)) => (self.each)(node),
            Ok(_) => {}
            Err(Broken { at, reason }) => self.fail(at, reason),
        }
    }

    /// The values of the list that opens at the start of a range.
    fn elements(&mut self, range: Range<usize>) -> Vec<Range<usize>> {
        let text = self.text;
        let mut out = Vec::new();
        let mut at = blank(text, range.start + 1);
        loop {
            if at >= range.end {
                self.fail(range.end, "the list is not closed");
                return out;
            }
            match text.as_bytes()[at] {
                b']' => return out,
                b',' => at = blank(text, at + 1),
                _ => {
                    let end = skip(text, at).min(range.end);
                    if end <= at {
                        self.fail(at, "a bracket closes what is not open");
                        return out;
                    }
                    out.push(at..end);
                    at = blank(text, end);
                    if !text[at..].starts_with([',', ']']) {
                        self.fail(at, "a comma or a closing bracket is missing");
                    }
                }
            }
        }
    }
}

/// The keys of the object that opens at the start of a range, with the places of their
/// values.
fn members_of(text: &str, range: Range<usize>) -> Vec<(String, Range<usize>)> {
    let mut out = Vec::new();
    let mut at = blank(text, range.start + 1);
    while at < range.end && text[at..].starts_with('"') {
        let end = string_end(text.as_bytes(), at).min(range.end);
        let Ok((key, _)) = json::value(&text[..end], at) else {
            break;
        };
        at = blank(text, end);
        if !text[at..].starts_with(':') {
            break;
        }
        at = blank(text, at + 1);
        let end = skip(text, at).min(range.end);
        out.push((key.str().unwrap_or_default().to_owned(), at..end.max(at)));
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
    use proptest::prelude::*;

    fn ids(text: &str) -> (Vec<i64>, usize) {
        let mut ids = Vec::new();
        let said = walk(text, &["message", "items"], &mut |n| {
            ids.extend(n["id"].number());
        });
        (ids, said.len())
    }

    #[test]
    fn records_in_every_wrapping() {
        assert_eq!(ids(r#"{"id": 1}"#), (vec![1], 0));
        assert_eq!(
            ids("\u{feff} [{\"id\": 1}, {\"id\": 2}]\n"),
            (vec![1, 2], 0)
        );
        assert_eq!(ids("{\"id\": 1}\r\n{\"id\": 2}"), (vec![1, 2], 0));
        assert_eq!(ids(r#"{"id": 1}, {"id": 2}"#), (vec![1, 2], 0));
        let list = r#"{"status": "ok", "message": {"total": 2, "items": [{"id": 1}, {"id": 2}]}}"#;
        assert_eq!(ids(list), (vec![1, 2], 0));
        assert_eq!(ids(&format!("[{list}, {list}]")), (vec![1, 2, 1, 2], 0));
        assert_eq!(ids(r#"{"message": "none"}"#), (vec![], 0));
    }

    #[test]
    fn what_is_whole_is_read() {
        assert_eq!(ids(r#"[{"id": 1}, {"id": 2"#), (vec![1], 1));
        assert_eq!(ids(r#"[{"id": 1} {"id": 2}]"#), (vec![1, 2], 1));
        assert_eq!(ids(r#"[{"id": 1}, {"id" 2}, {"id": 3}]"#), (vec![1, 3], 1));
        assert_eq!(ids("]"), (vec![], 1));
        assert_eq!(ids(""), (vec![], 0));
    }

    #[test]
    fn depth_does_not_hurt() {
        for deep in ["[", "{\"items\":", "[{\"items\":["] {
            walk(&deep.repeat(100_000), &["items"], &mut drop);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_walked(text in "[\\[\\]{}\",:\\\\u0-9a-f \\PC]{0,80}") {
            let mut places = Vec::new();
            walk(&text, &["items"], &mut |node| places.push(node.range()));
            prop_assert!(places.into_iter().all(|at| text.get(at).is_some()));
        }
    }
}
