//! Contributors and their affiliations.

use super::{list, text};
use diglot_model::{
    Contributor, ContributorRole, LocalizedText, Name, NameVariant, Origin, Reference, Sourced,
};
use diglot_text::names::{NameOrder, is_organisation, parse_name};
use diglot_text::script::{has_han, language_of};
use serde_json::Value;

const ROLES: [(&str, ContributorRole); 4] = [
    ("author", ContributorRole::Author),
    ("editor", ContributorRole::Editor),
    ("translator", ContributorRole::Translator),
    ("chair", ContributorRole::Other),
];

/// Reads the contributors of a work.
pub(super) fn read(reference: &mut Reference, work: &Value) {
    for (key, role) in ROLES {
        for person in list(&work[key]) {
            let Some(name) = name(person) else {
                continue;
            };
            if is_rest(&name) {
                reference.contributors_complete = false;
                continue;
            }
            let affiliations = affiliations(reference, person);
            reference.contributors.push(Sourced::bare(Contributor {
                role,
                names: vec![NameVariant { lang: None, name }],
                affiliations,
                orcid: person["ORCID"].as_str().and_then(orcid),
            }));
        }
    }
}

fn name(person: &Value) -> Option<Name> {
    let (family, given) = (text(&person["family"]), text(&person["given"]));
    let suffix = text(&person["suffix"]);
    let whole = |name: String| {
        if has_han(&name) {
            parse_name(&name, NameOrder::FamilyFirst)
        } else {
            Name::literal(name)
        }
    };
    match (family, given) {
        (Some(family), Some(given)) => Some(Name::Person {
            family,
            given,
            particle: None,
            suffix,
        }),
        (Some(one), None) | (None, Some(one)) if has_han(&one) || is_organisation(&one) => {
            Some(whole(one))
        }
        // One word, as some peoples are called.
        (Some(one), None) | (None, Some(one)) => Some(Name::person(one, "")),
        (None, None) => text(&person["name"])
            .or_else(|| text(&person["literal"]))
            .map(whole),
    }
}

/// "et al." deposited as if it were somebody.
fn is_rest(name: &Name) -> bool {
    let whole = format!("{} {}", name.given(), name.family()).to_lowercase();
    matches!(
        whole.trim().trim_end_matches('.'),
        "et al" | "al et" | "…" | "and others" | "等"
    )
}

/// The places of a person's affiliations in the reference's list, where new ones are put.
fn affiliations(reference: &mut Reference, person: &Value) -> Vec<u16> {
    let mut out = Vec::new();
    for affiliation in list(&person["affiliation"]) {
        let Some(name) = text(&affiliation["name"]) else {
            continue;
        };
        let known = reference.affiliations.iter().position(|a| a.text == name);
        let at = known.unwrap_or_else(|| {
            reference.affiliations.push(Sourced::bare(LocalizedText {
                lang: language_of(&name),
                text: name,
                origin: Origin::Publisher,
            }));
            reference.affiliations.len() - 1
        });
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        if !out.contains(&at) {
            out.push(at);
        }
    }
    out
}

/// The iD of `http://orcid.org/0000-0002-1825-0097`.
fn orcid(address: &str) -> Option<String> {
    let id = address.trim().rsplit('/').next()?.to_ascii_uppercase();
    let shape = id.len() == 19
        && id.char_indices().all(|(at, c)| match at {
            4 | 9 | 14 => c == '-',
            18 => c.is_ascii_digit() || c == 'X',
            _ => c.is_ascii_digit(),
        });
    shape.then_some(id)
}
