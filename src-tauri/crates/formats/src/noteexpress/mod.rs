//! NoteExpress: `{Reference Type}: Journal Article`, as CNKI, Wanfang and VIP export it,
//! with full-width colons, spaces before them, wrapped values and keys of their own.

use crate::citation::pattern;
use crate::labelled::kind::kind_of;
use crate::labelled::part::{Part, part_of};
use crate::labelled::push;
use crate::labelled::record::Entry;
use crate::labelled::scan::{Found, records};
use crate::{Diagnostic, Reading, Severity};
use diglot_model::ReferenceType;
use regex::Regex;
use std::sync::LazyLock;

const FORMAT: &str = "noteexpress";

static KEY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[{｛]\s*([^{}｛｝\r\n]{1,48}?)\s*[}｝]\s*[:：]"));

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let found = keys(text);
    let known = found.iter().filter(|k| k.part != Part::Other).count();
    let title = found.iter().any(|k| k.part == Part::Title);
    let kinds = found.iter().filter(|k| k.part == Part::Kind).count();
    (known >= 3 && (title || kinds > 0)).then(|| {
        (
            98,
            format!("{} NoteExpress keys such as {{Title}}", found.len()),
        )
    })
}

struct Key<'t> {
    name: &'t str,
    part: Part,
    /// The key with its braces.
    start: usize,
    value: usize,
    apart: bool,
}

/// The keys of a text: any at the start of a line, known ones anywhere.
fn keys(text: &str) -> Vec<Key<'_>> {
    KEY.captures_iter(text)
        .filter_map(|c| {
            let (whole, name) = (c.get(0)?, c.get(1)?.as_str());
            let before =
                text[..whole.start()].trim_end_matches([' ', '\t', '\u{3000}', '\u{feff}']);
            let first = before.is_empty() || before.ends_with(['\n', '\r', '>', ';']);
            let part = part_of(name).or(first.then_some(Part::Other))?;
            Some(Key {
                name,
                part,
                start: whole.start(),
                value: whole.end(),
                apart: before.ends_with("\n\n")
                    || before.ends_with("\n\r\n")
                    || before.ends_with("\r\r"),
            })
        })
        .collect()
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let keys = keys(text);
    let mut found: Vec<Found<'_>> = Vec::with_capacity(keys.len());
    for (i, key) in keys.iter().enumerate() {
        let end = keys.get(i + 1).map_or(text.len(), |next| next.start);
        let value = trim_value(&text[key.value.min(end)..end]);
        let at = if value.is_empty() {
            end..end
        } else {
            crate::lines::range_in(text, value)
        };
        found.push(Found {
            entry: Entry {
                part: key.part,
                name: key.name,
                value: at,
            },
            apart: key.apart,
            bracketed: true,
        });
    }
    let mut reading = Reading::default();
    // A record begins with its type; a text without types with its first key.
    let typed = found.iter().any(|f| f.entry.part == Part::Kind);
    let groups = if typed {
        by_type(found)
    } else {
        records(found)
    };
    for mut entries in groups {
        second_titles(text, &mut entries);
        if entries
            .iter()
            .all(|e| e.part == Part::Kind || e.value.is_empty())
        {
            reading.diagnostics.push(Diagnostic {
                record: None,
                span: entries.first().map(|e| e.value.clone()),
                severity: Severity::Warning,
                code: "noteexpress-empty-record",
                message: "A record without any field was left out.".to_owned(),
            });
            continue;
        }
        push(text, FORMAT, &entries, &mut reading);
    }
    reading
}

/// What the second and third titles are, where a record has both: of a paper the
/// conference and its proceedings, else the container and its series.
fn second_titles(text: &str, entries: &mut [Entry<'_>]) {
    let [second, third] = ["secondary title", "tertiary title"].map(|word| {
        entries
            .iter()
            .position(|e| e.name.eq_ignore_ascii_case(word) && !e.value.is_empty())
    });
    let (Some(second), Some(third)) = (second, third) else {
        return;
    };
    let kind = entries.iter().find(|e| e.part == Part::Kind);
    let kind = kind.and_then(|e| kind_of(&text[e.value.clone()]));
    if kind == Some(ReferenceType::PaperConference) {
        entries[second].part = Part::Event;
    } else {
        entries[third].part = Part::Series;
    }
}

fn by_type(found: Vec<Found<'_>>) -> Vec<Vec<Entry<'_>>> {
    let mut out: Vec<Vec<Entry<'_>>> = Vec::new();
    for label in found {
        let begins = label.entry.part == Part::Kind;
        match out.last_mut() {
            // What stands before the first type has none.
            Some(open) if !begins => open.push(label.entry),
            _ => out.push(vec![label.entry]),
        }
    }
    out
}

/// A value without white space, breaks and the ends of list items around it.
fn trim_value(value: &str) -> &str {
    static AROUND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:\s|\u{feff}|<br\s*/?>)+|(?:\s|\u{feff}|</?(?:br|li|ul|p|div|font)\b[^<>]{0,120}>)+$",
        )
    });
    let mut range = 0..value.len();
    for m in AROUND.find_iter(value) {
        if m.start() == 0 {
            range.start = m.end();
        }
        if m.end() == value.len() {
            range.end = m.start().max(range.start);
        }
    }
    value[range].trim()
}

/// The start of the last record of a text of which more may follow.
pub(crate) fn cut(text: &str) -> Option<usize> {
    static TYPE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?im)^[ \t]*[{｛]\s*reference type\s*[}｝]\s*[:：]"));
    TYPE.find_iter(text)
        .last()
        .map(|m| m.start())
        .filter(|at| *at > 0)
}
