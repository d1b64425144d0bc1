//! Names of people, in both scripts where they are there.

use super::Mapper;
use crate::build::han_language;
use diglot_model::{ContributorRole, Name, NameVariant, ReferenceType};
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::tidy::tidy;
use std::ops::Range;

impl Mapper<'_, '_> {
    pub(super) fn people(&mut self) {
        let Some(all) = self.find(&["contributors"]) else {
            return;
        };
        let tree = self.tree;
        let kind = self.builder.reference.kind;
        let authors = tree
            .child(all, "authors")
            .is_some_and(|at| tree.children(at).next().is_some());
        for group in tree.children(all) {
            let name = tree.at(group).name;
            let role = match name {
                "authors" if self.edited => ContributorRole::Editor,
                "authors" => ContributorRole::Author,
                "translated-authors" => continue,
                "secondary-authors" => secondary_role(kind, authors),
                "tertiary-authors" => tertiary_role(kind),
                "subsidiary-authors" => ContributorRole::Translator,
                name => {
                    self.unmapped(&format!("contributors/{name}"), group);
                    continue;
                }
            };
            let mut names: Vec<(String, Range<usize>)> = Vec::new();
            for at in tree.named(group, "author") {
                for name in apart(&self.lines(at)) {
                    names.push((name, tree.place(at)));
                }
            }
            self.builder
                .people_values(role, &names, NameOrder::GivenFirst);
        }
        for group in tree.named(all, "translated-authors") {
            self.other_names(group);
        }
    }

    /// The authors' names in another script: one for each author, in the same order.
    fn other_names(&mut self, group: usize) {
        let tree = self.tree;
        let names: Vec<(usize, String)> = tree
            .named(group, "author")
            .flat_map(|at| {
                let names = apart(&self.lines(at));
                names.into_iter().map(move |name| (at, name))
            })
            .collect();
        let own = if self.edited {
            ContributorRole::Editor
        } else {
            ContributorRole::Author
        };
        let count = self.builder.reference.contributors_as(own).count();
        if names.len() != count {
            for (_, name) in names {
                self.builder
                    .unmapped("contributors/translated-authors/author", &name);
            }
            return;
        }
        let spans: Vec<_> = names
            .iter()
            .map(|(at, _)| self.builder.span(&tree.place(*at)))
            .collect();
        let contributors = self
            .builder
            .reference
            .contributors
            .iter_mut()
            .filter(|c| c.role == own);
        for ((contributor, (_, name)), span) in contributors.zip(&names).zip(spans) {
            let name = whole_or_parted(name);
            if contributor.names.iter().all(|n| n.name != name) {
                let lang = han_language(&name);
                contributor.names.push(NameVariant { lang, name });
                contributor.spans.push(span);
            }
        }
    }
}

/// The names of one element: EndNote sets several on lines of their own. A line that is
/// indented, or stands behind a comma, goes on with a name that somebody's layout wrapped.
fn apart(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_start().lines() {
        let indented = line.starts_with(char::is_whitespace);
        match lines.last_mut() {
            Some(last) if indented || last.trim_end().ends_with(',') => {
                last.push(' ');
                last.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines
        .iter()
        .flat_map(|line| line.split([';', '；']))
        .map(tidy)
        .filter(|name| !name.is_empty())
        .collect()
}

/// A name as it is, or parted where it can be.
fn whole_or_parted(name: &str) -> Name {
    match crate::people::whole_name(name) {
        Some(whole) => Name::literal(whole),
        None => parse_name(name, NameOrder::GivenFirst),
    }
}

/// Who the secondary authors are. A book without authors has none but its editors.
pub(crate) fn secondary_role(kind: ReferenceType, authors: bool) -> ContributorRole {
    match kind {
        ReferenceType::Book if authors => ContributorRole::CollectionEditor,
        _ => ContributorRole::Editor,
    }
}

/// Who the tertiary authors are.
pub(crate) fn tertiary_role(kind: ReferenceType) -> ContributorRole {
    match kind {
        ReferenceType::Book => ContributorRole::Editor,
        ReferenceType::Thesis => ContributorRole::Supervisor,
        _ => ContributorRole::CollectionEditor,
    }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn names_on_lines_and_names_wrapped() {
        for (text, names) in [
            ("Moe, C.\nAas, B.", &["Moe, C.", "Aas, B."] as &[&str]),
            ("Moe, C.\r\nAas, B.", &["Moe, C.", "Aas, B."]),
            ("\n    Moe,\n    C.\n    D.\n  ", &["Moe, C. D."]),
            ("Moe,\nC.\nAas,\nB.", &["Moe, C.", "Aas, B."]),
            ("\n\tOffice\n\tof Homes\n", &["Office of Homes"]),
            ("莫文; 欧思", &["莫文", "欧思"]),
        ] {
            assert_eq!(apart(text), names, "{text:?}");
        }
    }
}
