//! Reading a text, or one part of it after another.

use super::crossref::{Parents, Remembered, can_be_parent, is_link};
use super::macros::Macros;
use super::map::{self, Field};
use super::scan::{Entry, Flaw, FlawKind, Item, Scanner};
use super::types;
use crate::{Diagnostic, Reading, Record, Severity};
use diglot_model::{Reference, ReferenceType};
use std::collections::HashSet;

/// What earlier parts of a text leave for later ones.
#[derive(Debug, Default)]
pub(crate) struct State {
    macros: Macros,
    parents: Remembered,
}

/// How much text may wait for the parent of an entry; see [`cut`].
const LONGEST_WAIT: usize = 8 * 1024 * 1024;

/// Reads all entries of a text, or of the next part of one.
pub(super) fn read(text: &str, state: &mut State) -> Reading {
    let mut reader = Reader {
        text,
        reading: Reading::default(),
        waiting: Vec::new(),
    };
    for item in Scanner::new(text) {
        match item {
            Item::Macro(name, value) => {
                let mut unknown = Vec::new();
                let value = state
                    .macros
                    .resolve(text, &value, &mut unknown)
                    .into_owned();
                state.macros.define(name, value);
            }
            Item::Entry(entry) => reader.entry(entry, state),
            Item::Other => {}
        }
    }
    reader.finish(state)
}

/// Where a text of which more may follow can be cut.
///
/// An entry that refers to another should be read with it, and parents stand behind their
/// children; so the text is cut before the first entry whose parent is yet to come, unless
/// more than [`LONGEST_WAIT`] bytes wait for it already. Parents that came before are
/// remembered up to a bound; see [`Remembered`].
pub(super) fn cut(text: &str) -> Option<usize> {
    let mut scanner = Scanner::new(text);
    let mut boundary = 0;
    let mut keys: HashSet<String> = HashSet::new();
    let mut waiting: Vec<(usize, String)> = Vec::new();
    while let Some(item) = scanner.next() {
        if scanner.open_end() {
            break;
        }
        boundary = scanner.position();
        let Item::Entry(entry) = item else { continue };
        for field in entry.fields.iter().filter(|f| is_link(f.name)) {
            for key in text[field.value.range()].split(',') {
                waiting.push((entry.range.start, key.trim().to_lowercase()));
            }
        }
        if can_be_parent(entry.kind) || !waiting.is_empty() {
            keys.insert(text[entry.key.clone()].to_lowercase());
        }
    }
    waiting.retain(|(at, key)| !keys.contains(key) && text.len() - at <= LONGEST_WAIT);
    let first = waiting.first().map_or(boundary, |(at, _)| *at);
    let at = first.min(boundary);
    (at > 0).then_some(at)
}

struct Reader<'t> {
    text: &'t str,
    reading: Reading,
    /// Entries that take from others, with the index of their records.
    waiting: Vec<(usize, Entry<'t>)>,
}

impl<'t> Reader<'t> {
    fn entry(&mut self, entry: Entry<'t>, state: &mut State) {
        if can_be_parent(entry.kind) {
            state.parents.add(&entry, self.text);
        }
        if types::is_no_work(&entry.kind.to_ascii_lowercase()) || self.is_stray(&entry) {
            return;
        }
        let number = self.reading.records.len();
        self.tell_flaws(number, &entry);
        if entry.fields.iter().any(|f| is_link(f.name)) {
            // Its place is kept.
            let reference = Reference::new(ReferenceType::Document);
            self.reading
                .records
                .push(Record::new(reference, entry.range.clone()));
            self.waiting.push((number, entry));
            return;
        }
        let fields = self.fields(&entry, number, state);
        let record = map::record(self.text, &entry, fields);
        self.reading.records.push(record);
    }

    /// Whether something only looks like an entry: `someone @ home {see below}`.
    fn is_stray(&self, entry: &Entry<'_>) -> bool {
        let key = &self.text[entry.key.clone()];
        entry.fields.is_empty()
            && (key.is_empty()
                || key.contains(char::is_whitespace)
                || types::kind_of(&entry.kind.to_ascii_lowercase()).is_none())
    }

    /// The fields of an entry with their values; macros without a definition are told.
    fn fields(&mut self, entry: &Entry<'t>, number: usize, state: &mut State) -> Vec<Field<'t>> {
        let mut unknown = Vec::new();
        let fields = map::fields(self.text, entry, &state.macros, &mut unknown);
        for name in unknown {
            if state.macros.miss(name) {
                let start = name.as_ptr() as usize - self.text.as_ptr() as usize;
                self.reading.diagnostics.push(Diagnostic {
                    record: Some(number),
                    span: Some(start..start + name.len()),
                    severity: Severity::Note,
                    code: "bibtex-unknown-string",
                    message: format!(
                        "No @string before this place defines “{name}”; its name was taken as the value."
                    ),
                });
            }
        }
        fields
    }

    fn finish(mut self, state: &mut State) -> Reading {
        if !self.waiting.is_empty() {
            let waiting = std::mem::take(&mut self.waiting);
            let mut all: Vec<_> = waiting
                .into_iter()
                .map(|(number, entry)| {
                    let fields = self.fields(&entry, number, state);
                    (number, entry, fields)
                })
                .collect();
            let parents = Parents::new(self.text, &state.parents, &state.macros);
            for (number, entry, fields) in &mut all {
                for key in parents.inherit(&entry.kind.to_ascii_lowercase(), fields) {
                    self.reading.diagnostics.push(Diagnostic {
                        record: Some(*number),
                        span: Some(entry.range.clone()),
                        severity: Severity::Note,
                        code: "bibtex-missing-parent",
                        message: format!(
                            "The entry refers to “{key}”, which is not in this file; nothing was taken over from it."
                        ),
                    });
                }
                let fields = std::mem::take(fields);
                self.reading.records[*number] = map::record(self.text, entry, fields);
            }
        }
        self.reading
            .diagnostics
            .sort_by_key(|d| (d.record, d.span.as_ref().map(|s| s.start)));
        self.reading
    }

    fn tell_flaws(&mut self, number: usize, entry: &Entry<'_>) {
        let key = &self.text[entry.key.clone()];
        let name = if key.is_empty() {
            format!("number {}", number + 1)
        } else {
            format!("“{key}”")
        };
        let mut told = HashSet::new();
        for Flaw { kind, at } in &entry.flaws {
            // One sentence of each sort is enough for an entry.
            if !told.insert(*kind as u8) {
                continue;
            }
            let (severity, code, message) = match kind {
                FlawKind::Unclosed => (
                    Severity::Warning,
                    "bibtex-unclosed-entry",
                    format!(
                        "The entry {name} has no closing brace; it was read up to where the next one begins."
                    ),
                ),
                FlawKind::UnclosedValue => (
                    Severity::Warning,
                    "bibtex-unclosed-value",
                    format!(
                        "In the entry {name} a value does not close; it was read up to where the next field begins."
                    ),
                ),
                FlawKind::ExtraBrace => (
                    Severity::Warning,
                    "bibtex-extra-brace",
                    format!(
                        "In the entry {name} a brace closes too early; the fields behind it were read all the same."
                    ),
                ),
                FlawKind::MissingComma => (
                    Severity::Note,
                    "bibtex-missing-comma",
                    format!(
                        "In the entry {name} a comma is missing; the next field was read all the same."
                    ),
                ),
                FlawKind::NoField => (
                    Severity::Warning,
                    "bibtex-no-field",
                    format!("In the entry {name} a text that is no field was left out."),
                ),
                FlawKind::NoKey => (
                    Severity::Note,
                    "bibtex-no-key",
                    format!("The entry {name} has no citation key."),
                ),
            };
            self.reading.diagnostics.push(Diagnostic {
                record: Some(number),
                span: Some(at.clone()),
                severity,
                code,
                message,
            });
        }
    }
}
