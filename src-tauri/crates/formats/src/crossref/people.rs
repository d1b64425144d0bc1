//! Contributors and their affiliations.

use super::text;
use crate::build::Builder;
use crate::tree::Node;
use crate::values::{is_rest, name_of, orcid, whole_name};
use diglot_model::{Contributor, ContributorRole, Name, NameVariant, NameVariants, Origin};

const ROLES: [(&str, ContributorRole); 7] = [
    ("author", ContributorRole::Author),
    ("editor", ContributorRole::Editor),
    ("series-editor", ContributorRole::CollectionEditor),
    ("book-author", ContributorRole::ContainerAuthor),
    ("translator", ContributorRole::Translator),
    ("supervisor", ContributorRole::Supervisor),
    ("chair", ContributorRole::Other),
];

/// Reads the contributors of a work.
pub(super) fn read(builder: &mut Builder<'_>, work: &Node<'_>) {
    for (key, role) in ROLES {
        for person in work[key].list() {
            let Some(name) = name(person) else {
                continue;
            };
            if is_rest(&name) {
                builder.reference.contributors_complete = false;
                continue;
            }
            let affiliations = affiliations(builder, person);
            let mut names = NameVariants::from([NameVariant { lang: None, name }]);
            names.extend(
                person["alternative-name"]
                    .each()
                    .iter()
                    .filter_map(|other| {
                        Some(NameVariant {
                            lang: other["lang"].word().map(diglot_model::LanguageTag::new),
                            name: self::name(other)?,
                        })
                    }),
            );
            let contributor = Contributor {
                role,
                names,
                affiliations,
                orcid: person["ORCID"].str().and_then(orcid),
            };
            builder.put_contributor(contributor, person.range());
        }
    }
}

fn name(person: &Node<'_>) -> Option<Name> {
    let (family, given) = (text(&person["family"]), text(&person["given"]));
    let suffix = text(&person["suffix"]);
    name_of(family, given, suffix).or_else(|| {
        text(&person["name"])
            .or_else(|| text(&person["literal"]))
            .map(whole_name)
    })
}

/// The places of a person's affiliations in the reference's list.
fn affiliations(builder: &mut Builder<'_>, person: &Node<'_>) -> Vec<u16> {
    let mut out = Vec::new();
    for affiliation in person["affiliation"].list() {
        let name = &affiliation["name"];
        let Some(words) = text(name) else {
            continue;
        };
        let at = builder.put_affiliation(words, Origin::Publisher, name.range());
        if !out.contains(&at) {
            out.push(at);
        }
    }
    out
}
