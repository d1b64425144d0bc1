//! Creators and contributors of DataCite.

use crate::build::Builder;
use crate::markup::plain;
use crate::tree::Node;
use crate::values::{is_rest, orcid, whole_name};
use diglot_model::{Contributor, ContributorRole, Name, NameVariant, Origin};
use diglot_text::names::{NameOrder, parse_name};

/// Reads everybody who made a work, each person once for a role.
pub(super) fn read(builder: &mut Builder<'_>, work: &Node<'_>) {
    for creator in work["creators"].each() {
        put(builder, creator, ContributorRole::Author);
    }
    for contributor in work["contributors"].each() {
        let role = match contributor["contributorType"].word().unwrap_or_default() {
            "Editor" => ContributorRole::Editor,
            "Translator" => ContributorRole::Translator,
            "Supervisor" => ContributorRole::Supervisor,
            _ => ContributorRole::Other,
        };
        put(builder, contributor, role);
    }
}

/// Editors and others of the container.
pub(super) fn read_container(builder: &mut Builder<'_>, item: &Node<'_>) {
    let people = item.get("contributors").unwrap_or(&item["contributor"]);
    for contributor in people.each() {
        if contributor["contributorType"].word() == Some("Editor") {
            put(builder, contributor, ContributorRole::Editor);
        }
    }
    for creator in item["creators"].each() {
        put(builder, creator, ContributorRole::ContainerAuthor);
    }
}

fn put(builder: &mut Builder<'_>, person: &Node<'_>, role: ContributorRole) {
    let Some(name) = name(person) else {
        return;
    };
    if is_rest(&name) {
        builder.reference.contributors_complete = false;
        return;
    }
    let known = builder.reference.contributors_as(role);
    if known.into_iter().any(|c| c.name() == Some(&name)) {
        return;
    }
    let mut affiliations = Vec::new();
    for affiliation in person["affiliation"].each() {
        let node = affiliation.get("name").unwrap_or(affiliation);
        if let Some(words) = node.word().map(plain).filter(|w| !w.is_empty()) {
            let at = builder.put_affiliation(words, Origin::Publisher, node.range());
            if !affiliations.contains(&at) {
                affiliations.push(at);
            }
        }
    }
    let mut ids = person["nameIdentifiers"].each().iter();
    let orcid = ids.find_map(|id| orcid(id["nameIdentifier"].word()?));
    let contributor = Contributor {
        role,
        names: [NameVariant { lang: None, name }].into(),
        affiliations,
        orcid,
    };
    builder.put_contributor(contributor, person.range());
}

/// Parts where there are both; else a name with its family name first, if it is a person's.
/// Who is called no person is an organisation, unless a comma says otherwise.
fn name(person: &Node<'_>) -> Option<Name> {
    let word = |key: &str| person[key].word().map(plain).filter(|w| !w.is_empty());
    if let (Some(family), Some(given)) = (word("familyName"), word("givenName")) {
        return Some(Name::person(family, given));
    }
    let name = word("name").or_else(|| word("familyName"))?;
    Some(match person["nameType"].word() {
        Some("Personal") => parse_name(&name, NameOrder::GivenFirst),
        // "Lastname, Firstname" of the older kernels, which had no types.
        None if name.split(", ").count() == 2 && !name.contains(" of ") => {
            parse_name(&name, NameOrder::GivenFirst)
        }
        _ => whole_name(name),
    })
}
