//! OpenURL context objects (ANSI/NISO Z39.88): works told in keys and values. Pages hide
//! them in spans, which [`crate::html`] finds; parsers of citations and library portals
//! answer with them in XML, which is read here.

mod object;

pub(crate) use object::item;

use crate::Reading;
use crate::document::{Document, Element};
use crate::zotero_json::read_item;

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "openurl-xml";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let xml = text.trim_start().starts_with('<');
    let object = text.contains("info:ofi/fmt:xml:xsd:ctx") && text.contains("context-object");
    (xml && object).then(|| (96, "OpenURL context objects".to_owned()))
}

/// Reads all context objects of a text.
pub(crate) fn read(text: &str) -> Reading {
    let document = Document::read(text);
    let mut reading = Reading::default();
    for object in document.named("context-object") {
        let range = object.range();
        if let Some(item) = item(&pairs(object), &range) {
            let mut record = read_item(text, range, FORMAT, &item);
            record.key = None;
            reading.records.push(record);
        }
    }
    reading
}

/// What an object says of the work it refers to, under the keys of its other form. Who
/// asks, from where and for what is no part of the work.
fn pairs(object: Element<'_>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for referent in object.each("referent") {
        for id in referent.each("identifier") {
            pairs.extend(id.word().map(|id| ("rft_id".to_owned(), id)));
        }
        for described in referent.each("metadata-by-val") {
            let format = described.child("format").and_then(Element::word);
            pairs.extend(format.map(|format| ("rft_val_fmt".to_owned(), format)));
            for entity in described.each("metadata").flat_map(Element::children) {
                for field in entity.children() {
                    push(field, &mut pairs);
                }
            }
        }
    }
    pairs
}

/// A field, or the authors in theirs.
fn push(field: Element<'_>, pairs: &mut Vec<(String, String)>) {
    match field.name() {
        "authors" => {
            for author in field.children() {
                push(author, pairs);
            }
        }
        "author" if field.children().next().is_some() => {
            let part = |names: &[&str]| names.iter().find_map(|name| field.child(name)?.word());
            let name = match (part(&["aulast"]), part(&["aufirst", "auinit"])) {
                (Some(last), Some(first)) => Some(format!("{last}, {first}")),
                (last, _) => last.or_else(|| part(&["au"])),
            };
            pairs.extend(name.map(|name| ("rft.au".to_owned(), name)));
            pairs.extend(part(&["aucorp"]).map(|name| ("rft.aucorp".to_owned(), name)));
        }
        name => pairs.extend(field.word().map(|word| (format!("rft.{name}"), word))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::fixture;
    use diglot_model::{Name, ScalarField, TextField};

    const TEXT: &str = include_str!("../../fixtures/openurl-xml/two.xml");

    #[test]
    fn context_objects() {
        let reading = read(TEXT);
        assert_eq!(reading.records.len(), 2);
        let r = &reading.records[0].reference;
        assert_eq!(r.title(), Some("Lamps in the homes of the old"));
        let names: Vec<_> = r.contributors.iter().filter_map(|c| c.name()).collect();
        assert_eq!(
            names,
            [&Name::person("Moe", "C A"), &Name::person("Dahl", "E")]
        );
        assert_eq!(r.scalar(ScalarField::Page), Some("30-36"));
        // Only a short name is told.
        let host = r.text(TextField::ContainerTitle).map(|t| t.text.as_str());
        assert_eq!(host, Some("J Homes"));
        let r = &reading.records[1].reference;
        assert_eq!(r.contributors[0].name(), Some(&Name::person("Lie", "Tor")));
        assert_eq!(r.doi(), Some("10.5555/homes.7"));
    }

    #[test]
    fn who_asks_is_no_author() {
        let asked = TEXT.replace(
            "</ctx:referent>",
            "</ctx:referent><ctx:requester><ctx:metadata-by-val><ctx:metadata><u><rft:au>A Reader</rft:au></u></ctx:metadata></ctx:metadata-by-val></ctx:requester>",
        );
        let same = |text| fixture::references(text, read);
        assert_eq!(same(&asked), same(TEXT));
    }
}
