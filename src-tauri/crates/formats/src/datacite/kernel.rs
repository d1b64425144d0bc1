//! XML of DataCite's metadata kernel, in the shape of the REST API's JSON.

use crate::document::{Document, Element};
use crate::tree::{Node, Value};
use std::borrow::Cow;

/// Calls `each` with every work of a text.
pub(super) fn works<'t>(text: &'t str, each: &mut dyn FnMut(Node<'t>)) {
    let document = Document::read(text);
    for resource in document.named("resource") {
        if resource.child("titles").is_some() || resource.child("creators").is_some() {
            each(work(resource));
        }
    }
}

/// Elements that hold a list, with the keys of an entry's text and attributes that are
/// called otherwise in JSON.
const LISTS: [(&str, &str, &str); 12] = [
    // Element around, key in JSON, key of an entry's own text.
    ("titles", "titles", "title"),
    ("creators", "creators", "name"),
    ("contributors", "contributors", "name"),
    ("subjects", "subjects", "subject"),
    ("dates", "dates", "date"),
    (
        "alternateIdentifiers",
        "alternateIdentifiers",
        "alternateIdentifier",
    ),
    (
        "relatedIdentifiers",
        "relatedIdentifiers",
        "relatedIdentifier",
    ),
    ("relatedItems", "relatedItems", "relatedItem"),
    ("descriptions", "descriptions", "description"),
    ("rightsList", "rightsList", "rights"),
    ("fundingReferences", "fundingReferences", "funding"),
    ("sizes", "sizes", ""),
];

fn work<'t>(resource: Element<'_>) -> Node<'t> {
    let mut members = Vec::new();
    for child in resource.children() {
        let list = LISTS.iter().find(|(name, ..)| *name == child.name());
        match (child.name(), list) {
            (_, Some((_, key, own))) => {
                let entries = child.children().map(|e| entry(e, own)).collect();
                members.push((
                    Cow::Borrowed(*key),
                    Node::new(child.range(), Value::List(entries)),
                ));
            }
            ("identifier", _) => {
                let is_doi = child
                    .attribute("identifierType")
                    .is_none_or(|t| t.eq_ignore_ascii_case("doi"));
                if is_doi {
                    members.push((Cow::Borrowed("doi"), leaf(child)));
                }
            }
            ("resourceType", _) => {
                let mut types = vec![(Cow::Borrowed("resourceType"), leaf(child))];
                if let Some(general) = child.attribute("resourceTypeGeneral") {
                    types.push((
                        Cow::Borrowed("resourceTypeGeneral"),
                        word(general.into_owned(), child),
                    ));
                }
                members.push((
                    Cow::Borrowed("types"),
                    Node::new(child.range(), Value::Map(types)),
                ));
            }
            (name @ ("publisher" | "publicationYear" | "language" | "version"), _) => {
                members.push((Cow::Owned(name.to_owned()), leaf(child)));
            }
            _ => {}
        }
    }
    Node::new(resource.range(), Value::Map(members))
}

/// An element's content with its markup.
fn leaf<'t>(element: Element<'_>) -> Node<'t> {
    let markup = element.markup();
    let text = if markup.contains("<![CDATA[") {
        element.text()
    } else {
        markup.to_owned()
    };
    Node::new(element.inner(), Value::Text(Cow::Owned(text)))
}

fn word<'t>(text: String, element: Element<'_>) -> Node<'t> {
    Node::new(element.range(), Value::Text(Cow::Owned(text)))
}

/// An entry of a list: its text under `own`, its attributes, and its elements by the names
/// that JSON has for them.
fn entry<'t>(element: Element<'_>, own: &'static str) -> Node<'t> {
    if own.is_empty() {
        return leaf(element);
    }
    let mut members: Vec<(Cow<'t, str>, Node<'t>)> = Vec::new();
    for (name, value) in element.attributes() {
        let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
        members.push((
            Cow::Owned(local.to_owned()),
            word(value.into_owned(), element),
        ));
    }
    let has_parts = element
        .children()
        .any(|c| !matches!(c.name(), "br" | "i" | "b" | "p" | "sub" | "sup"));
    if !has_parts {
        members.push((Cow::Borrowed(own), leaf(element)));
        return Node::new(element.range(), Value::Map(members));
    }
    let mut identifiers = Vec::new();
    let mut affiliations = Vec::new();
    for child in element.children() {
        match child.name() {
            "creatorName" | "contributorName" => {
                members.push((Cow::Borrowed("name"), leaf(child)));
                if let Some(kind) = child.attribute("nameType") {
                    members.push((Cow::Borrowed("nameType"), word(kind.into_owned(), child)));
                }
            }
            "nameIdentifier" => identifiers.push(entry(child, "nameIdentifier")),
            "affiliation" => affiliations.push(leaf(child)),
            "titles" | "creators" | "contributors" => {
                let own = if child.name() == "titles" {
                    "title"
                } else {
                    "name"
                };
                let list = child.children().map(|e| entry_of_part(e, own)).collect();
                members.push((
                    Cow::Owned(child.name().to_owned()),
                    Node::new(child.range(), Value::List(list)),
                ));
            }
            "relatedItemIdentifier" => {
                members.push((
                    Cow::Borrowed("relatedItemIdentifier"),
                    entry_of_part(child, "relatedItemIdentifier"),
                ));
            }
            name => members.push((Cow::Owned(name.to_owned()), leaf(child))),
        }
    }
    for (key, list) in [
        ("nameIdentifiers", identifiers),
        ("affiliation", affiliations),
    ] {
        if !list.is_empty() {
            members.push((
                Cow::Borrowed(key),
                Node::new(element.range(), Value::List(list)),
            ));
        }
    }
    Node::new(element.range(), Value::Map(members))
}

/// An entry inside an entry: as flat as the schema has it.
fn entry_of_part<'t>(element: Element<'_>, own: &'static str) -> Node<'t> {
    let mut members: Vec<(Cow<'t, str>, Node<'t>)> = Vec::new();
    for (name, value) in element.attributes() {
        let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
        members.push((
            Cow::Owned(local.to_owned()),
            word(value.into_owned(), element),
        ));
    }
    if element.children().next().is_none() {
        members.push((Cow::Borrowed(own), leaf(element)));
    }
    for child in element.children() {
        let key = match child.name() {
            "creatorName" | "contributorName" => "name",
            name => name,
        };
        members.push((Cow::Owned(key.to_owned()), leaf(child)));
        if let Some(kind) = child.attribute("nameType") {
            members.push((Cow::Borrowed("nameType"), word(kind.into_owned(), child)));
        }
    }
    Node::new(element.range(), Value::Map(members))
}
