//! Zotero's own JSON: items as its API answers them, as its translators exchange them, and
//! as Better BibTeX exports them.
//!
//! Notes, attachments and annotations are parts of other items and no records; collections
//! are left aside. What Zotero has no field for, people write into lines of `extra`.

mod creators;
mod extra;
mod item;

pub(crate) use creators::{Creator, name_in_parts};
pub(crate) use extra::read as read_extra;
pub(crate) use item::{Item, is_part, read_item};

use crate::tree::{Node, walk};
use crate::{Reading, Record};

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "zotero-json";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let json = text.trim_start().starts_with(['[', '{']);
    let has = |key: &str| text.contains(key);
    let item =
        has("\"itemType\"") && (has("\"creators\"") || has("\"creatorType\"") || has("\"tags\""));
    (json && item).then(|| (95, "JSON with items of Zotero".to_owned()))
}

/// Reads all items of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let diagnostics = walk(text, &["items", "data"], &mut |node| {
        reading.records.extend(record(text, &node));
    });
    reading.diagnostics.extend(diagnostics);
    reading
}

/// Fields about the item's life in Zotero, not about the work.
const ASIDE: [&str; 26] = [
    "itemID",
    "itemKey",
    "key",
    "version",
    "libraryID",
    "itemType",
    "creators",
    "tags",
    "collections",
    "relations",
    "dateAdded",
    "dateModified",
    "attachments",
    "notes",
    "seeAlso",
    "uri",
    "select",
    "complete",
    "multi",
    "parentItem",
    "deleted",
    "inPublications",
    "citekey",
    "autoJournalAbbreviation",
    "itemTypeID",
    "id",
];

fn record(text: &str, node: &Node<'_>) -> Option<Record> {
    let kind = node["itemType"].word()?;
    if is_part(kind) {
        return None;
    }
    let mut item = Item::new(kind);
    for (field, value) in node.members() {
        let own = ["version", "id"].contains(&field.as_ref())
            && value.str().is_some()
            && node["key"].is_null();
        if ASIDE.contains(&field.as_ref()) && !own {
            continue;
        }
        for value in value.each() {
            if let Some(word) = value.word() {
                item.fields
                    .push((field.to_string(), word.to_owned(), value.range()));
            }
        }
    }
    for creator in node["creators"].list() {
        item.creators.extend(Creator::of_json(creator));
    }
    for tag in node["tags"].list() {
        let name = tag.get("tag").or_else(|| tag.get("name")).unwrap_or(tag);
        if let Some(word) = name.word() {
            item.tags.push((word.to_owned(), name.range()));
        }
    }
    let keys = ["citationKey", "citekey", "key", "itemKey"];
    let key = keys.into_iter().find_map(|key| node[key].word());
    let mut record = read_item(text, node.range(), FORMAT, &item);
    record.key = key.map(str::to_owned);
    Some(record)
}

#[cfg(test)]
mod tests;
