//! The names of an entry.

use super::super::escape::text;
use super::super::languages::suffix_of;
use super::Entry;
use diglot_model::{Contributor, ContributorRole, LanguageTag, Name, Reference, Sourced};
use diglot_text::script;
use std::fmt::Write as _;

/// Roles with their fields.
const ROLES: [(ContributorRole, &str); 8] = [
    (ContributorRole::Author, "author"),
    (ContributorRole::Editor, "editor"),
    (ContributorRole::Translator, "translator"),
    (ContributorRole::ContainerAuthor, "bookauthor"),
    (ContributorRole::CollectionEditor, "serieseditor"),
    (ContributorRole::Supervisor, "advisor"),
    (ContributorRole::ReviewedAuthor, "reviewedauthor"),
    (ContributorRole::Other, "collaborator"),
];

impl Entry {
    pub(super) fn people(&mut self, reference: &Reference) {
        let mut first = true;
        for (role, name) in ROLES {
            let mut names: Vec<String> = reference
                .contributors_as(role)
                .filter_map(|c| Contributor::name(c))
                .map(person)
                .filter(|n| !n.is_empty())
                .collect();
            if names.is_empty() {
                continue;
            }
            if !reference.contributors_complete && std::mem::take(&mut first) {
                names.push("others".to_owned());
            }
            self.put(name, &names.join(" and "));
            if role == ContributorRole::Author {
                self.other_scripts(reference);
            }
        }
    }

    /// The authors' names in other languages; one that has no other form stands there as
    /// it is, so that the places agree.
    fn other_scripts(&mut self, reference: &Reference) {
        let authors: Vec<&Sourced<Contributor>> =
            reference.contributors_as(ContributorRole::Author).collect();
        let mut languages: Vec<LanguageTag> = Vec::new();
        for variant in authors.iter().flat_map(|a| a.names.iter().skip(1)) {
            let tag = variant
                .lang
                .clone()
                .unwrap_or_else(|| script::language_of(&variant.name.family()));
            if !languages.contains(&tag) {
                languages.push(tag);
            }
        }
        for language in languages {
            let names: Vec<String> = authors
                .iter()
                .filter_map(|author| {
                    let other = author.names.iter().skip(1).find(|variant| {
                        variant.lang.as_ref() == Some(&language)
                            || variant.lang.is_none()
                                && script::language_of(&variant.name.family()) == language
                    });
                    other.or(author.names.first()).map(|v| person(&v.name))
                })
                .collect();
            self.put(
                &format!("author_{}", suffix_of(&language)),
                &names.join(" and "),
            );
        }
    }
}

/// `particle Family, Suffix, Given`; what must not be parted stands in braces.
fn person(name: &Name) -> String {
    match name {
        Name::Literal { literal } => format!("{{{}}}", text(literal)),
        Name::Person {
            family,
            given,
            particle,
            suffix,
        } => {
            let mut out = String::new();
            if let Some(particle) = particle {
                // In lower case BibTeX knows a particle, in braces it would be a name.
                out.push_str(&part(particle));
                out.push(' ');
            }
            // A family name that begins as a particle does.
            let lower = family.contains(' ') && family.starts_with(char::is_lowercase);
            if lower {
                let _ = write!(out, "{{{}}}", text(family));
            } else {
                out.push_str(&part(family));
            }
            if let Some(suffix) = suffix {
                let _ = write!(out, ", {}", part(suffix));
            }
            // A family name alone in several words is no given name and family name.
            if !given.is_empty() {
                let _ = write!(out, ", {}", part(given));
            } else if suffix.is_some() {
                out.push(',');
            } else if family.contains(' ') {
                out = format!("{{{out}}}");
            }
            out
        }
    }
}

/// A part of a name: in braces when it holds what parts names.
fn part(value: &str) -> String {
    let out = text(value);
    let words = out
        .split_whitespace()
        .any(|w| w.eq_ignore_ascii_case("and") || w.eq_ignore_ascii_case("others"));
    if out.contains([',', '，', ';', '；', '、', '=']) || words {
        format!("{{{out}}}")
    } else {
        out
    }
}
