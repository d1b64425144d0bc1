//! Who made an article, with their affiliations.

use crate::build::Builder;
use crate::document::Element;
use crate::markup;
use crate::values::{name_of, orcid};
use diglot_model::{Contributor, ContributorRole, Name, NameVariant, NameVariants, Origin};
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::script::{has_han, language_of};
use std::collections::BTreeMap;

/// Reads all people of an article; an affiliation is referred to by its id.
pub(super) fn read(b: &mut Builder<'_>, meta: Element<'_>) {
    let groups = || meta.each("contrib-group");
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for aff in groups().flat_map(Element::children).chain(meta.children()) {
        let alternatives = aff.name() == "aff-alternatives";
        if aff.name() == "aff" || alternatives {
            let element = if alternatives {
                aff.child("aff")
            } else {
                Some(aff)
            };
            let id = aff.attribute("id").or_else(|| element?.attribute("id"));
            if let (Some(id), Some(element)) = (id, element) {
                known.insert(id.into_owned(), affiliation(element));
            }
        }
    }
    for contrib in groups().flat_map(|group| group.each("contrib")) {
        person(b, contrib, &known);
    }
}

fn person(b: &mut Builder<'_>, contrib: Element<'_>, known: &BTreeMap<String, String>) {
    let role = match contrib.attribute("contrib-type").as_deref() {
        None | Some("author" | "") => ContributorRole::Author,
        Some("editor") => ContributorRole::Editor,
        Some("translator") => ContributorRole::Translator,
        Some(_) => ContributorRole::Other,
    };
    let stated = contrib
        .each("name-alternatives")
        .flat_map(Element::children);
    let names: NameVariants = contrib
        .children()
        .chain(stated)
        .filter_map(name)
        .map(|name| {
            let shown = name.family();
            NameVariant {
                lang: has_han(&shown).then(|| language_of(&shown)),
                name,
            }
        })
        .collect();
    if names.is_empty() {
        return;
    }
    let mut person = Contributor {
        role,
        names,
        ..Contributor::default()
    };
    person.orcid = contrib
        .each("contrib-id")
        .filter_map(Element::word)
        .find_map(|id| orcid(&id));
    let own = contrib.each("aff").map(|aff| (affiliation(aff), aff));
    let referred = contrib.each("xref").filter_map(|xref| {
        let id = xref.attribute("rid")?;
        Some((known.get(id.as_ref())?.clone(), xref))
    });
    for (text, at) in own.chain(referred) {
        if !text.is_empty() {
            let at = b.put_affiliation(text, Origin::Publisher, at.range());
            if !person.affiliations.contains(&at) {
                person.affiliations.push(at);
            }
        }
    }
    b.put_contributor(person, contrib.range());
}

fn name(element: Element<'_>) -> Option<Name> {
    match element.name() {
        "name" => {
            let part = |name: &str| element.child(name).map(|e| markup::plain(e.markup()));
            name_of(part("surname"), part("given-names"), part("suffix"))
        }
        "string-name" => match element.child("surname") {
            Some(surname) => name_of(
                surname.word(),
                element.child("given-names").and_then(Element::word),
                None,
            ),
            None => Some(parse_name(&element.word()?, NameOrder::GivenFirst)),
        },
        // The members of a group stand in it.
        "collab" => {
            let whole = element
                .find("named-content")
                .or_else(|| element.find("institution"));
            let name = markup::plain(whole.unwrap_or(element).markup());
            (!name.is_empty()).then(|| Name::literal(name))
        }
        _ => None,
    }
}

/// An affiliation without its mark; parts that nothing parts stand between commas.
fn affiliation(aff: Element<'_>) -> String {
    let is_mark = |c: &Element<'_>| matches!(c.name(), "label" | "sup" | "target");
    let whole = aff.word().unwrap_or_default();
    let parts: Vec<String> = aff
        .children()
        .filter(|c| !is_mark(c))
        .filter_map(Element::word)
        .collect();
    let mark = aff.children().find(is_mark).and_then(Element::word);
    let mark = mark.unwrap_or_default();
    let unmarked = whole.strip_prefix(mark.as_str()).unwrap_or(&whole).trim();
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    // Nothing stands outside of the parts.
    if parts.len() > 1 && parts.iter().map(|p| letters(p)).sum::<usize>() == letters(unmarked) {
        return parts.join(", ");
    }
    unmarked.to_owned()
}
