//! What HTML pages say about works in their markup: citation `<meta>` tags of all
//! vocabularies, JSON-LD, and COinS.
//!
//! Only tags are looked at here; what the page's text says is read elsewhere. Each source
//! gives fields as Zotero names them, so that one mapping reads all.

mod coins;
mod fields;
mod json_ld;
mod meta;
mod tags;

use crate::zotero_json::{Item, read_item};
use crate::{Reading, Record};
use tags::Page;

pub(crate) use tags::Meta;

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "html";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if !start.starts_with('<') {
        return None;
    }
    let head: String = start
        .chars()
        .take(600)
        .collect::<String>()
        .to_ascii_lowercase();
    let marks = [
        "<!doctype html",
        "<html",
        "<head",
        "<meta ",
        "<body",
        "<div",
        "<!--startfragment",
    ];
    let page = marks.iter().any(|mark| head.contains(mark)) && !head.starts_with("<?xml version")
        || head.contains("<html");
    let data = text.contains("citation_title")
        || text.contains("Z3988")
        || text.contains("application/ld+json")
        || text.to_ascii_lowercase().contains("name=\"dc.");
    match (page, data) {
        (_, true) if page || text.contains("Z3988") => {
            Some((95, "an HTML page with data about works".to_owned()))
        }
        (true, _) => Some((60, "an HTML page".to_owned())),
        _ => None,
    }
}

/// Reads the works that a page's markup names.
pub(crate) fn read(text: &str) -> Reading {
    let page = Page::read(text);
    let mut reading = Reading::default();
    let listed = coins::items(&page);
    let about = about(&page);
    // Several COinS are a list; what the page itself is about is then the list.
    let is_list = listed.len() > 1 && !about.as_ref().is_some_and(|(_, strong)| *strong);
    if is_list {
        for (item, range) in &listed {
            let mut record = read_item(text, range.clone(), FORMAT, item);
            record.key = None;
            reading.records.push(record);
        }
        return reading;
    }
    let mut item = match about {
        Some((item, _)) => item,
        None => match listed.first() {
            Some((item, _)) => item.clone(),
            None => return reading,
        },
    };
    if let (1, Some((coins, _))) = (listed.len(), listed.first()) {
        fill(&mut item, coins.clone());
    }
    reading.records.push(record(text, &page, &item));
    reading
}

/// The work that tags tell of, wherever they come from.
pub(crate) fn described(metas: Vec<Meta>) -> Option<Item> {
    let page = Page {
        metas,
        ..Page::default()
    };
    meta::item(&page, false)
}

/// Scores JSON-LD without a page around it; see [`crate::detect`].
pub(crate) fn detect_json_ld(text: &str) -> Option<(u8, String)> {
    let json = text.trim_start().starts_with(['{', '[']);
    let words = ["schema.org", "codemeta"];
    let stated = text.contains("\"@context\"") && words.iter().any(|word| text.contains(word));
    (json && stated && text.contains("\"@type\""))
        .then(|| (94, "JSON-LD in the words of schema.org".to_owned()))
}

/// Reads the works of JSON-LD without a page around it, as repositories offer it to save.
pub(crate) fn read_json_ld(text: &str) -> Reading {
    let mut reading = Reading::default();
    for (item, range) in json_ld::works(text) {
        let mut record = read_item(text, range, "json-ld", &item);
        record.key = None;
        reading.records.push(record);
    }
    reading
}

/// What the page is about, by its head; and whether it says more than any page does.
fn about(page: &Page<'_>) -> Option<(Item, bool)> {
    let strong = meta::item(page, false);
    let linked = json_ld::item(page);
    let weak = meta::item(page, true);
    let is_strong = strong.is_some() || linked.is_some();
    let mut found = [strong, linked, weak].into_iter().flatten();
    let mut item = found.next()?;
    for other in found {
        fill(&mut item, other);
    }
    Some((item, is_strong))
}

/// Gives an item what it lacks.
fn fill(item: &mut Item, other: Item) {
    let known: Vec<String> = item.fields.iter().map(|(f, ..)| f.clone()).collect();
    let new = other
        .fields
        .into_iter()
        .filter(|(f, ..)| !known.contains(f));
    item.fields.extend(new);
    if item.creators.is_empty() {
        item.creators = other.creators;
    }
    if item.tags.is_empty() {
        item.tags = other.tags;
    }
}

/// The record of a page, with the affiliations behind its authors.
fn record(text: &str, page: &Page<'_>, item: &Item) -> Record {
    let mut record = read_item(text, 0..text.len(), FORMAT, item);
    meta::pair_names(&mut record.reference);
    meta::affiliations(page, &mut record.reference);
    record.key = None;
    record
}

#[cfg(test)]
mod tests;
