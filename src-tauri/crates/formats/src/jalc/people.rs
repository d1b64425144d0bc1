//! Creators and contributors of `JaLC`: one person with a name in each language.

use super::language;
use crate::build::Builder;
use crate::markup::plain;
use crate::tree::Node;
use crate::values::{is_rest, name_of, orcid, whole_name};
use diglot_model::{Contributor, ContributorRole, NameVariant, Origin};

/// Reads everybody who made a work, in the stated order.
pub(super) fn read(builder: &mut Builder<'_>, work: &Node<'_>) {
    for person in in_order(&work["creator_list"]) {
        put(builder, person, ContributorRole::Author);
    }
    for person in in_order(&work["contributor_list"]) {
        let kind = person["contributor_type"].word().unwrap_or_default();
        let role = match kind.to_ascii_lowercase().as_str() {
            "editor" => ContributorRole::Editor,
            "translator" => ContributorRole::Translator,
            "supervisor" => ContributorRole::Supervisor,
            _ => ContributorRole::Other,
        };
        put(builder, person, role);
    }
}

/// People by their `sequence`; those without one stay where they are.
fn in_order<'n, 't>(list: &'n Node<'t>) -> Vec<&'n Node<'t>> {
    let mut people: Vec<(u64, &Node<'t>)> = Vec::new();
    for person in list.each() {
        let before = people.last().map_or(0, |(at, _)| *at);
        let stated = &person["sequence"];
        let stated = stated
            .word()
            .and_then(|at| at.parse().ok())
            .or_else(|| stated.number().and_then(|at| u64::try_from(at).ok()));
        people.push((stated.unwrap_or(before), person));
    }
    people.sort_by_key(|(at, _)| *at);
    people.into_iter().map(|(_, person)| person).collect()
}

fn put(builder: &mut Builder<'_>, person: &Node<'_>, role: ContributorRole) {
    let is_person = person["type"].word().is_none_or(|kind| kind == "person");
    let mut names: Vec<NameVariant> = Vec::new();
    for entry in person["names"].each() {
        let word = |key: &str| entry[key].word().map(plain).filter(|w| !w.is_empty());
        let (family, given) = (word("last_name"), word("first_name"));
        let shown = family.clone().or_else(|| given.clone()).unwrap_or_default();
        let name = match (is_person, family, given) {
            // An organisation stands in whichever of the two its publisher chose.
            (false, Some(one), None) | (false, None, Some(one)) => Some(whole_name(one)),
            (_, family, given) => name_of(family, given, word("suffix")),
        };
        let Some(name) = name else { continue };
        if is_rest(&name) {
            builder.reference.contributors_complete = false;
            continue;
        }
        let lang = Some(language(entry, &shown));
        if !names.iter().any(|known| known.name == name) {
            names.push(NameVariant { lang, name });
        }
    }
    if names.is_empty() {
        return;
    }
    let affiliations = affiliations(builder, person);
    let mut ids = person["researcher_id_list"].each().iter();
    let orcid = ids.find_map(|id| match id["type"].word() {
        Some("ORCID") => orcid(id["id_code"].word()?),
        _ => None,
    });
    let contributor = Contributor {
        role,
        names: names.into(),
        affiliations,
        orcid,
    };
    builder.put_contributor(contributor, person.range());
}

/// The places of a person's affiliations in the reference's list, in every language that
/// they are given in. Older records have the names without the list around them.
fn affiliations(builder: &mut Builder<'_>, person: &Node<'_>) -> Vec<u16> {
    let mut out = Vec::new();
    for affiliation in person["affiliation_list"].each() {
        let list = affiliation["affiliation_name_list"].each();
        let entries = if list.is_empty() {
            std::slice::from_ref(affiliation)
        } else {
            list
        };
        for entry in entries {
            let node = entry.get("affiliation_name").unwrap_or(entry);
            let Some(words) = node.word().map(plain).filter(|w| !w.is_empty()) else {
                continue;
            };
            let at = builder.put_affiliation(words, Origin::Publisher, node.range());
            if !out.contains(&at) {
                out.push(at);
            }
        }
    }
    out
}
