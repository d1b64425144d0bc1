//! What a written BibTeX entry does not carry.

use super::write::{Entry, kind_of};
use super::{FORMAT, key};
use crate::output::{Loss, left_out};
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, KeywordKind, Origin, Reference, ScalarField,
    TextField,
};

/// The losses of a reference that was written as `entry` under a key.
pub(super) fn losses(
    reference: &Reference,
    item: &str,
    entry: &Entry,
    used_key: &str,
) -> Vec<Loss> {
    let mut out: Vec<Loss> = Vec::new();
    let mut add = |field: &str, message: String| match out.iter_mut().find(|l| l.field == field) {
        Some(loss) => {
            loss.message.push(' ');
            loss.message.push_str(&message);
        }
        None => out.push(Loss {
            item: item.to_owned(),
            field: field.to_owned(),
            message,
        }),
    };
    let (kind, exact) = kind_of(reference.kind);
    if !exact {
        add(
            "type",
            format!(
                "BibTeX has no type “{}”; written as @{kind}.",
                reference.kind.csl_name()
            ),
        );
    }
    for (field, values) in &reference.texts {
        if *field == TextField::Funding {
            add(field.name(), "BibTeX has no field for it.".to_owned());
            continue;
        }
        if values.iter().any(|v| v.origin != Origin::Unknown) {
            add(
                field.name(),
                "BibTeX cannot say who wrote or translated a value.".to_owned(),
            );
        }
    }
    abstracts(reference, &mut add);
    contributors(reference, &mut add);
    for (field, date) in &reference.dates {
        let told = match field {
            DateField::Issued => date.start.is_none() || date.literal.is_none(),
            DateField::Accessed => true,
            _ => false,
        };
        if !told {
            add(
                field.name(),
                format!("BibTeX has no field for “{}”.", date.value),
            );
        }
    }
    for (field, value) in &reference.scalars {
        if *field == ScalarField::CitationKey {
            if key::own_key(reference).as_deref() != Some(used_key) || used_key != value.value {
                add(
                    field.name(),
                    format!(
                        "The key “{}” could not be used; the entry has “{used_key}”.",
                        value.value
                    ),
                );
            }
        } else if !CARRIED.contains(field) {
            add(
                field.name(),
                format!("BibTeX has no field for “{}”.", value.value),
            );
        }
    }
    identifiers(reference, &mut add);
    if reference.urls.len() > 1 {
        add(
            "URL",
            "BibTeX carries one address; the others are left out.".to_owned(),
        );
    }
    if reference
        .keywords
        .iter()
        .any(|k| k.kind != KeywordKind::Author)
    {
        add(
            "keyword",
            "BibTeX cannot say who chose a keyword.".to_owned(),
        );
    }
    if !reference.classifications.is_empty() {
        add(
            "classification",
            "BibTeX has no field for classification codes.".to_owned(),
        );
    }
    if !reference.observations.is_empty() {
        add(
            "observations",
            "BibTeX has no field for counts of citations or readers.".to_owned(),
        );
    }
    let foreign = reference.unmapped.iter().filter(|u| u.format != FORMAT);
    if let Some(message) = left_out(foreign.map(|u| u.tag.as_str())) {
        add("unmapped", message);
    }
    for name in &entry.refused {
        add(
            "unmapped",
            format!("“{name}” could not be written: its name is taken, or none."),
        );
    }
    for (field, name) in &entry.dropped {
        add(
            field,
            format!("BibTeX carries one value for each language: a second “{name}” is left out."),
        );
    }
    out
}

/// Scalars that have a field.
const CARRIED: [ScalarField; 15] = [
    ScalarField::Volume,
    ScalarField::Issue,
    ScalarField::Number,
    ScalarField::Page,
    ScalarField::ArticleNumber,
    ScalarField::NumberOfPages,
    ScalarField::NumberOfVolumes,
    ScalarField::Edition,
    ScalarField::ChapterNumber,
    ScalarField::Version,
    ScalarField::Part,
    ScalarField::Status,
    ScalarField::Section,
    ScalarField::CallNumber,
    ScalarField::Database,
];

fn abstracts(reference: &Reference, add: &mut impl FnMut(&str, String)) {
    if reference
        .abstracts
        .iter()
        .any(|a| a.origin != Origin::Unknown)
    {
        add(
            "abstract",
            "BibTeX cannot say who wrote or translated it.".to_owned(),
        );
    }
}

fn contributors(reference: &Reference, add: &mut impl FnMut(&str, String)) {
    let people = &reference.contributors;
    for contributor in people {
        if !matches!(
            contributor.role,
            ContributorRole::Author
                | ContributorRole::Editor
                | ContributorRole::Translator
                | ContributorRole::ContainerAuthor
        ) {
            let name = contributor
                .name()
                .map(diglot_model::Name::family)
                .unwrap_or_default();
            add(
                contributor.role.name(),
                format!("BibTeX has no field for this role: “{name}” left out."),
            );
        }
    }
    if people.iter().any(|c| c.names.len() > 1) {
        add(
            "contributors",
            "BibTeX carries one form of each name; the other scripts are left out.".to_owned(),
        );
    }
    if people.iter().any(|c| !c.affiliations.is_empty()) {
        add(
            "contributors",
            "BibTeX cannot say who belongs to which affiliation.".to_owned(),
        );
    }
    if people.iter().any(|c| c.orcid.is_some()) {
        add(
            "contributors",
            "BibTeX has no field for ORCID iDs.".to_owned(),
        );
    }
    let authors = reference.contributors_as(ContributorRole::Author).count();
    if !reference.contributors_complete && authors == 0 {
        add(
            "contributors-complete",
            "BibTeX can say “and others” only behind an author.".to_owned(),
        );
    }
}

fn identifiers(reference: &Reference, add: &mut impl FnMut(&str, String)) {
    let mut left: Vec<(&IdentifierScheme, &str, usize)> = Vec::new();
    for (i, id) in reference.identifiers.iter().enumerate() {
        let carried = match &id.scheme {
            IdentifierScheme::Doi | IdentifierScheme::Arxiv => {
                let before = &reference.identifiers[..i];
                before.iter().all(|other| other.scheme != id.scheme)
            }
            IdentifierScheme::Other(name) => name == "accession",
            _ => true,
        };
        if carried {
            continue;
        }
        match left.iter_mut().find(|(scheme, ..)| **scheme == id.scheme) {
            Some((.., more)) => *more += 1,
            None => left.push((&id.scheme, &id.value.value, 0)),
        }
    }
    for (scheme, value, more) in left {
        let others = match more {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        add(
            scheme.name(),
            format!("BibTeX has no field for “{value}”{others}."),
        );
    }
}
