//! Reading CSL-JSON: an array of items, one item, an object with `items`, or one item
//! after another.

use super::{item, scan};
use crate::{Carry, Diagnostic, Reading, Record, Severity};
use diglot_model::PageRelation;
use serde_json::{Map, Value};
use std::ops::Range;

/// Reads all items of a text, or of the next part of one that was cut between two items.
///
/// Broken JSON costs the items that it breaks and one diagnostic; the others are read.
pub(crate) fn read(text: &str, carry: &mut Carry) -> Reading {
    let mut reader = Reader {
        text,
        reading: Reading::default(),
        broken: None,
        told: carry.told_broken,
        main: carry.main,
        before: carry.records,
        in_array: carry.in_array,
    };
    let mut at = scan::blank(text, 0);
    if carry.in_array {
        at = reader.array(at, at);
    }
    while at < text.len() {
        at = match text.as_bytes()[at] {
            b'[' => reader.array(at, at + 1),
            _ => reader.value(at),
        };
    }
    (carry.in_array, carry.main) = (reader.in_array, reader.main);
    carry.told_broken = reader.told;
    reader.reading
}

struct Reader<'t> {
    text: &'t str,
    reading: Reading,
    /// The first place where the JSON is broken.
    broken: Option<usize>,
    /// Whether that has been told, here or of an earlier part.
    told: bool,
    /// The last work that a page was about.
    main: Option<usize>,
    /// How many records came in earlier parts.
    before: usize,
    /// Whether the text was cut inside of an array.
    in_array: bool,
}

impl Reader<'_> {
    /// A value at the top of the text that is no array; where the next one begins.
    fn value(&mut self, at: usize) -> usize {
        let end = scan::value_end(self.text, at);
        if end <= at {
            // A closing bracket or a comma without anything before it.
            self.parse(at..self.text.len());
            return self.text.len();
        }
        let items = scan::members(self.text, at..end)
            .into_iter()
            .find(|(key, at)| key == "items" && self.text[at.clone()].starts_with('['));
        match items {
            Some((_, items)) => {
                self.array(items.start, items.start + 1);
            }
            None => self.element(at..end),
        }
        scan::blank(self.text, end)
    }

    /// An array, from its first value or from what is left of it on; where the next value
    /// behind it begins.
    fn array(&mut self, start: usize, first: usize) -> usize {
        let (elements, stop) = scan::elements(self.text, first);
        for element in &elements {
            self.element(element.clone());
        }
        // What the scanner lets pass: a missing comma, a missing end.
        let rest = elements.last().map_or(first, |last| last.end);
        let closed = self.text[stop..].starts_with(']');
        let end = if closed { stop + 1 } else { self.text.len() };
        let between = self.text[rest..end].trim();
        // Whoever cuts a text does so behind a comma.
        self.in_array = between == ",";
        if self.broken.is_none() && between != "]" && !self.in_array {
            if start < first {
                self.parse(start..end);
            } else {
                self.tell_broken(rest, "the list of items does not end as one");
            }
        }
        scan::blank(self.text, end)
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
            Some(PageRelation::Main) => {
                self.main = Some(self.before + self.reading.records.len());
            }
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
        // serde_json ends its sentence with the place in the part.
        let reason = error.to_string();
        self.tell_broken(at, reason.split(" at line ").next().unwrap_or_default());
        None
    }

    fn tell_broken(&mut self, at: usize, reason: &str) {
        self.broken = Some(at);
        if std::mem::replace(&mut self.told, true) {
            return;
        }
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        self.reading.diagnostics.push(Diagnostic {
            record: None,
            span: Some(at..at),
            severity: Severity::Error,
            code: "json-broken",
            message: format!(
                "The JSON is broken at line {line}, column {column}: {reason}. Items that are whole were read; export the file again, or mend it there."
            ),
        });
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
