//! Dublin Core in XML, as repositories answer it: `<dc:title>` (OAI-PMH and others), and
//! DSpace's own form with qualifiers, `<dim:field element="title">`.
//!
//! The elements mean what the `<meta>` tags of the same names mean on those repositories'
//! pages, and are read the same way.

mod source;

use crate::Reading;
use crate::document::{Document, Element};
use crate::html::{Meta, described};
use crate::zotero_json::read_item;
use crate::zotero_rdf::kind_of_word;
use diglot_text::tidy::tidy;

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "dublin-core";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    if text.contains("www.dspace.org/xmlns/dspace/dim") {
        return Some((96, "a record of DSpace".to_owned()));
    }
    let stated = text.contains("purl.org/dc/") && text.contains("<dc:title");
    let other = text.contains("<rdf:RDF") || text.contains("<html");
    (stated && !other).then(|| (91, "Dublin Core in XML".to_owned()))
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let document = Document::read(text);
    let mut reading = Reading::default();
    let mut end = 0;
    for element in document.all() {
        if element.range().start < end || !is_record(element) {
            continue;
        }
        end = element.range().end;
        let metas: Vec<Meta> = element.children().filter_map(meta).collect();
        let Some(mut item) = described(metas.clone()) else {
            continue;
        };
        source::read(&mut item, &metas);
        // What nothing was made of is kept.
        for meta in metas {
            let used = item.fields.iter().any(|(.., at)| *at == meta.range)
                || item.creators.iter().any(|c| c.range == meta.range)
                || item.tags.iter().any(|(_, at)| *at == meta.range);
            let told = match meta.name.as_str() {
                "dc.type" => kind_of_word(&meta.value).is_some(),
                "dc.bibliographiccitation.endpage" | "dc.bibliographiccitation.lastpage" => {
                    item.fields.iter().any(|(field, ..)| field == "pages")
                }
                _ => false,
            };
            if !used && !told {
                item.fields.push((meta.name, meta.value, meta.range));
            }
        }
        let mut record = read_item(text, element.range(), FORMAT, &item);
        record.key = None;
        reading.records.push(record);
    }
    reading
}

fn is_record(element: Element<'_>) -> bool {
    let mut children = element.children();
    match element.name() {
        "dim" => children.any(|c| c.name() == "field"),
        _ => children.any(|c| c.name() == "title" && c.prefix() == "dc"),
    }
}

/// `dc.contributor.author`, whichever way it is written.
fn meta(element: Element<'_>) -> Option<Meta> {
    let name = if element.name() == "field" {
        let part = |name: &str| element.attribute(name).filter(|value| !value.is_empty());
        let schema = part("mdschema").unwrap_or("dc".into());
        let parts = [Some(schema), part("element"), part("qualifier")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(".")
    } else {
        let prefix = match element.prefix() {
            "" => "dc",
            prefix => prefix,
        };
        format!("{prefix}.{}", element.name())
    };
    let name = match name.to_ascii_lowercase().as_str() {
        "dc.identifier.uri" | "dc.identifier.other" | "dc.identifier.url" => {
            "dc.identifier".to_owned()
        }
        "dc.identifier.issn" => "dc.source.issn".to_owned(),
        "dc.language.iso" => "dc.language".to_owned(),
        other => match other.strip_prefix("dc.subject.") {
            Some("other" | "keyword" | "mesh" | "lcsh") => "dc.subject".to_owned(),
            _ => other.to_owned(),
        },
    };
    let value = tidy(&element.text());
    (!value.is_empty()).then(|| Meta {
        name,
        value,
        range: element.inner(),
    })
}

#[cfg(test)]
mod tests;
