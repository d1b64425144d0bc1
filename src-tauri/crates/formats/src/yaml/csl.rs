//! CSL-YAML: items of CSL-JSON in YAML, a list of them, or one under `references`.
//!
//! Dates may be written by the names of their parts, as pandoc's older versions and other
//! programs do, and texts in Markdown as far as it keeps the case of words.

use super::documents;
use crate::csl_json;
use crate::tree::{Node, Value};
use crate::{Reading, Record};
use serde_json::{Map, Value as Json, json};

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let start = text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
    if start.starts_with(['{', '[', '<', '@', '%']) {
        return None;
    }
    let mut keys = 0_u32;
    let (mut wrapped, mut listed) = (false, false);
    for line in start.split(['\n', '\r']).take(400) {
        let inner = line.trim_start();
        wrapped |= line.starts_with("references:");
        let entry = inner.strip_prefix("- ");
        listed |= entry.is_some_and(|e| CSL_KEYS.iter().any(|k| e.starts_with(k)));
        let member = entry.unwrap_or(inner);
        keys += u32::from(CSL_KEYS.iter().any(|k| member.starts_with(k)));
    }
    match (wrapped, listed, keys) {
        (true, _, 2..) => Some((94, "YAML with references of CSL".to_owned())),
        (_, true, 3..) => Some((92, "YAML with items of CSL".to_owned())),
        _ => None,
    }
}

const CSL_KEYS: [&str; 10] = [
    "id:",
    "type:",
    "title:",
    "author:",
    "issued:",
    "container-title:",
    "DOI:",
    "citation-key:",
    "abstract:",
    "URL:",
];

/// Reads all items of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    for document in documents(text, &mut reading) {
        let items = document
            .get("references")
            .or_else(|| document.get("items"))
            .unwrap_or(&document);
        for item in items.each() {
            reading.records.extend(record(item));
        }
    }
    reading
}

fn record(item: &Node<'_>) -> Option<Record> {
    let mut map = Map::new();
    let mut members = Vec::new();
    for (key, value) in item.members() {
        if !map.contains_key(key.as_ref()) {
            map.insert(key.to_string(), csl_value(key, value));
            members.push((key.to_string(), value.range()));
        }
    }
    let range = item.range();
    let reference = csl_json::read_map(&map, &members, range.start)?;
    let mut record = Record::new(reference, range);
    record.key = item["id"].word().map(str::to_owned);
    Some(record)
}

const DATES: [&str; 6] = [
    "issued",
    "accessed",
    "submitted",
    "original-date",
    "event-date",
    "available-date",
];

/// A value as CSL-JSON has it.
fn csl_value(key: &str, value: &Node<'_>) -> Json {
    if DATES.contains(&key) {
        return date(value);
    }
    match &value.value {
        Value::Text(text) => Json::String(unmarked(text)),
        _ => value.to_json(),
    }
}

/// `[{year: 2019, month: 7, day: 11}]`, `2019-07-11/2020-01`; others are as in JSON.
fn date(value: &Node<'_>) -> Json {
    let points: Vec<Json> = value
        .each()
        .iter()
        .filter_map(|point| {
            let mut parts = vec![point["year"].word()?.parse::<i64>().ok()?];
            for unit in ["month", "day"] {
                match point[unit].number() {
                    Some(part) => parts.push(part),
                    None => break,
                }
            }
            Some(json!(parts))
        })
        .collect();
    if points.is_empty() {
        return match value.to_json() {
            Json::Number(year) => Json::String(year.to_string()),
            // A list of one date that is none by its parts.
            Json::Array(mut list) if list.len() == 1 => list.remove(0),
            other => other,
        };
    }
    let first = &value.each()[0];
    let mut out = json!({ "date-parts": points });
    for key in ["season", "circa", "literal"] {
        if let Some(told) = first.get(key) {
            out[key] = told.to_json();
        }
    }
    out
}

/// A text without the spans that keep the case of words: `[mRNA]{.nocase}`.
fn unmarked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("]{.") {
        let Some(end) = rest[at..].find('}') else {
            break;
        };
        match rest[..at].rfind('[') {
            Some(open) => {
                out.push_str(&rest[..open]);
                out.push_str(&rest[open + 1..at]);
            }
            None => out.push_str(&rest[..=at + end]),
        }
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out
}
