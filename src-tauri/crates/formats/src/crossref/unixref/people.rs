//! Who made a deposited work.

use super::{Work, book_metadata, leaf, map, word};
use crate::document::Element;
use crate::tree::{Node, Value};

const ROLES: [(&str, &str, &str); 6] = [
    // Role in the XML, key for one of the work, key for one of the book around it.
    ("author", "author", "book-author"),
    ("editor", "editor", "editor"),
    ("translator", "translator", "translator"),
    ("chair", "chair", "chair"),
    ("reviewer", "author", "chair"),
    ("supervisor", "supervisor", "supervisor"),
];

pub(super) fn people(work: &mut Work<'_>, deposit: Element<'_>, item: Element<'_>) {
    let mut lists: Vec<(&'static str, Vec<Node<'_>>)> = Vec::new();
    let mut add = |place: Element<'_>, around: bool, series: bool| {
        let named = ["person_name", "organization", "anonymous"];
        let direct = place.children().filter(|c| named.contains(&c.name()));
        let listed = place.each("contributors").flat_map(Element::children);
        for person in listed.chain(direct).filter(|c| named.contains(&c.name())) {
            let role = person.attribute("contributor_role");
            let role = role.as_deref().unwrap_or("author");
            let (_, own, outer) = ROLES.iter().find(|(r, ..)| *r == role).unwrap_or(&ROLES[3]);
            let key = match (around, series) {
                (_, true) if role == "editor" => "series-editor",
                (true, _) => outer,
                (false, _) => own,
            };
            match lists.iter_mut().find(|(k, _)| *k == key) {
                Some((_, list)) => list.push(person_node(person)),
                None => lists.push((key, vec![person_node(person)])),
            }
        }
    };
    add(item, false, false);
    match deposit.name() {
        "book" if item.name() == "content_item" => {
            if let Some(book) = book_metadata(deposit) {
                add(book, true, false);
            }
        }
        "conference" if item.name() == "conference_paper" => add(deposit, true, false),
        "database" if item.child("contributors").is_none() => {
            if let Some(metadata) = deposit.child("database_metadata") {
                add(metadata, false, false);
            }
        }
        _ => {}
    }
    for series in deposit
        .children()
        .filter_map(|c| c.child("series_metadata"))
    {
        add(series, true, true);
    }
    for (key, list) in lists {
        work.list(key, list);
    }
}

fn person_node<'t>(person: Element<'_>) -> Node<'t> {
    let mut members = Vec::new();
    if person.name() == "anonymous" {
        let reviews = person.attribute("contributor_role").as_deref() == Some("reviewer");
        let name = if reviews {
            "Anonymous Reviewer"
        } else {
            "Anonymous"
        };
        return map(person.range(), vec![("name", word(name, person.range()))]);
    }
    if person.name() == "organization" {
        members.push(("name", leaf(person)));
        return map(person.range(), members);
    }
    for (key, name) in [
        ("given", "given_name"),
        ("family", "surname"),
        ("suffix", "suffix"),
        ("ORCID", "ORCID"),
    ] {
        members.extend(person.child(name).map(|e| (key, leaf(e))));
    }
    let nested = person
        .each("affiliations")
        .flat_map(|a| a.each("institution"));
    let names: Vec<Node<'t>> = person
        .each("affiliation")
        .chain(nested.filter_map(|i| i.child("institution_name")))
        .map(|e| map(e.range(), vec![("name", leaf(e))]))
        .collect();
    if !names.is_empty() {
        members.push(("affiliation", Node::new(person.range(), Value::List(names))));
    }
    let others: Vec<Node<'t>> = person
        .each("alt-name")
        .flat_map(Element::children)
        .filter_map(other_name)
        .collect();
    if !others.is_empty() {
        members.push((
            "alternative-name",
            Node::new(person.range(), Value::List(others)),
        ));
    }
    map(person.range(), members)
}

/// A variant of a name: in parts, or whole.
fn other_name<'t>(name: Element<'_>) -> Option<Node<'t>> {
    let mut members = Vec::new();
    let part = |names: [&str; 2]| names.iter().find_map(|n| name.child(n));
    match (
        part(["surname", "family"]),
        part(["given_name", "given-names"]),
    ) {
        (None, None) if name.word().is_none() => return None,
        (None, None) => members.push(("name", leaf(name))),
        (family, given) => {
            members.extend(family.map(|e| ("family", leaf(e))));
            members.extend(given.map(|e| ("given", leaf(e))));
        }
    }
    let lang = name
        .attribute("xml:lang")
        .or_else(|| name.attribute("language"));
    members.extend(lang.map(|lang| ("lang", word(lang.into_owned(), name.range()))));
    Some(map(name.range(), members))
}
