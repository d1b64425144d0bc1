//! Reading CSL-JSON: an array of items, one item, an object with `items`, or one item
//! after another.

use super::{item, scan};
use crate::{Diagnostic, Reading, Record, Severity};
use diglot_model::PageRelation;
use serde_json::{Map, Value};
use std::ops::Range;

/// Reads all items of a text.
///
/// Broken JSON costs the items that it breaks and one diagnostic; the others are read.
pub fn read(text: &str) -> Reading {
    let mut reader = Reader {
        text,
        reading: Reading::default(),
        broken: None,
        main: None,
    };
    let mut at = scan::blank(text, 0);
    while at < text.len() {
        let end = scan::value_end(text, at);
        if end <= at {
            // A closing bracket or a comma without anything before it.
            reader.parse(at..text.len());
            break;
        }
        reader.value(at..end);
        at = scan::blank(text, end);
    }
    reader.reading
}

struct Reader<'t> {
    text: &'t str,
    reading: Reading,
    /// The first place where the JSON is broken.
    broken: Option<usize>,
    /// The last work that a page was about.
    main: Option<usize>,
}

impl Reader<'_> {
    /// A value at the top of the text.
    fn value(&mut self, range: Range<usize>) {
        if self.text[range.clone()].starts_with('[') {
            self.array(range);
            return;
        }
        let items = scan::members(self.text, range.clone())
            .into_iter()
            .find(|(key, at)| key == "items" && self.text[at.clone()].starts_with('['));
        match items {
            Some((_, items)) => self.array(items),
            None => self.element(range),
        }
    }

    fn array(&mut self, range: Range<usize>) {
        let elements = scan::elements(self.text, range.clone());
        for element in elements.iter().cloned() {
            self.element(element);
        }
        // What the scanner lets pass: a missing comma, a missing end.
        if self.broken.is_none() {
            let inside = &self.text[range.clone()];
            let closed = inside.len() > 1 && inside.ends_with(']');
            let rest = elements.last().map_or(range.start + 1, |last| last.end);
            let between = self.text[rest..range.end].trim();
            if !closed || between != "]" {
                self.parse(range);
            }
        }
    }

    fn element(&mut self, range: Range<usize>) {
        let Some(value) = self.parse(range.clone()) else {
            return;
        };
        let Value::Object(map) = value else {
            self.reading.diagnostics.push(Diagnostic {
                record: None,
                span: Some(range.clone()),
                severity: Severity::Warning,
                code: "csl-no-item",
                message: format!(
                    "“{}” is no item and was left out: a CSL-JSON item is an object with a type and a title.",
                    shorten(&self.text[range])
                ),
            });
            return;
        };
        let spans = scan::members(self.text, range.clone());
        let read = item::read(&map, &item::Places::new(&spans, range.start));
        if item::is_nothing(&map, &read) {
            self.reading.diagnostics.push(Diagnostic {
                record: None,
                span: Some(range),
                severity: Severity::Warning,
                code: "csl-empty-item",
                message: "An object without any field of CSL was left out.".to_owned(),
            });
            return;
        }
        let mut record = Record::new(read, range);
        self.about(&map, &mut record);
        self.reading.records.push(record);
    }

    /// What an item says about itself besides its reference.
    fn about(&mut self, map: &Map<String, Value>, record: &mut Record) {
        record.key = match map.get("id") {
            Some(Value::String(id)) => Some(id.clone()).filter(|id| !id.is_empty()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        };
        let Some(custom) = item::diglot(map) else {
            return;
        };
        let source = custom.get("source").and_then(Value::as_object);
        let text = |key: &str| Some(source?.get(key)?.as_str()?.to_owned());
        let number = |key: &str| u32::try_from(source?.get(key)?.as_u64()?).ok();
        record.site = text("site");
        record.notice = text("notice");
        record.listed_total = number("listed_total");
        record.listed_rank = number("listed_rank");
        record.relation = match custom.get("relation").and_then(Value::as_str) {
            Some("main") => Some(PageRelation::Main),
            Some("related") => Some(PageRelation::Related),
            _ => None,
        };
        match record.relation {
            Some(PageRelation::Main) => self.main = Some(self.reading.records.len()),
            Some(PageRelation::Related) => record.main = self.main,
            None => {}
        }
    }

    /// Parses a range; the first failure of a text is told.
    fn parse(&mut self, range: Range<usize>) -> Option<Value> {
        let error = match serde_json::from_str(&self.text[range.clone()]) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        if self.broken.is_some() {
            return None;
        }
        let at = offset(&self.text[range.clone()], error.line(), error.column()) + range.start;
        self.broken = Some(at);
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        // serde_json ends its sentence with the place in the part.
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        self.reading.diagnostics.push(Diagnostic {
            record: None,
            span: Some(at..at),
            severity: Severity::Error,
            code: "json-broken",
            message: format!(
                "The JSON is broken at line {line}, column {column}: {reason}. Items that are whole were read; export the file again, or mend it there."
            ),
        });
        None
    }
}

/// The byte offset of serde_json's line and column, both from 1; the column counts bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
