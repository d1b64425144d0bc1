//! The lists of a project, by the numbers of what stands in them.

use crate::xml::{self, Found, ROOT, Tree};
use diglot_model::Name;
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::{script, tidy::tidy};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

/// Where values of a list stand, with what they say.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) value: String,
    pub(super) range: Range<usize>,
}

/// A person or an organisation.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) name: Name,
    pub(super) range: Range<usize>,
}

/// A periodical.
#[derive(Debug, Clone, Default)]
pub(super) struct Periodical {
    pub(super) name: String,
    pub(super) short: String,
    pub(super) issn: String,
    pub(super) range: Range<usize>,
}

/// What a work is kept or found at.
#[derive(Debug, Clone, Default)]
pub(super) struct Location {
    pub(super) address: String,
    pub(super) mirrors: String,
    pub(super) call_number: String,
    pub(super) range: Range<usize>,
}

/// What the references are joined to.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) persons: HashMap<String, Person>,
    pub(super) periodicals: HashMap<String, Periodical>,
    pub(super) publishers: HashMap<String, Entry>,
    pub(super) series: HashMap<String, Entry>,
    pub(super) keywords: HashMap<String, Entry>,
    /// The titles of references, for what is a part of them.
    pub(super) titles: HashMap<String, Whole>,
    /// Of each reference, by the name of the list, the numbers of what it is joined to.
    pub(super) joined: HashMap<&'static str, HashMap<String, Vec<String>>>,
    /// Of a part, the number of the whole.
    pub(super) wholes: HashMap<String, String>,
    pub(super) locations: HashMap<String, Vec<Location>>,
    pub(super) notes: HashMap<String, Vec<Entry>>,
}

/// A reference that another one is a part of.
#[derive(Debug, Clone, Default)]
pub(super) struct Whole {
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) isbn: String,
    pub(super) place: String,
    pub(super) series: String,
    pub(super) volume: String,
    pub(super) edition: String,
    pub(super) year: String,
    pub(super) range: Range<usize>,
}

/// Lists that join references with others: the reference's number, then theirs.
pub(super) const JOINS: [&str; 7] = [
    "ReferenceAuthors",
    "ReferenceEditors",
    "ReferenceCollaborators",
    "ReferenceOrganizations",
    "ReferenceOthersInvolved",
    "ReferencePublishers",
    "ReferenceKeywords",
];

/// The entities of a list, with their places in the whole text.
pub(super) fn entities(text: &str, list: &str, name: &str) -> Vec<Found> {
    xml::records(text, list)
        .into_iter()
        .flat_map(|part| {
            let start = part.range.start;
            let mut found = xml::records(&text[part.range], name);
            for entity in &mut found {
                entity.range = start + entity.range.start..start + entity.range.end;
            }
            found
        })
        .collect()
}

/// A reference's title with its subtitle.
pub(super) fn title_of(tree: &Tree<'_>) -> String {
    let title = tree.value_of(ROOT, "Title");
    let subtitle = tree.value_of(ROOT, "Subtitle");
    match (title.is_empty(), subtitle.is_empty()) {
        (_, true) => title,
        (true, false) => subtitle,
        (false, false) => format!("{title}: {subtitle}"),
    }
}

impl Lists {
    pub(super) fn read(text: &str) -> Self {
        let mut lists = Self {
            persons: named(text, "Persons", "Person", |tree, range| {
                person(tree).map(|name| Person { name, range })
            }),
            ..Self::default()
        };
        lists.periodicals = named(text, "Periodicals", "Periodical", |tree, range| {
            let of = |name: &str| tree.value_of(ROOT, name);
            let short = [
                "StandardAbbreviation",
                "UserAbbreviation1",
                "UserAbbreviation2",
            ]
            .iter()
            .map(|name| of(name))
            .find(|short| !short.is_empty());
            Some(Periodical {
                name: of("Name"),
                short: short.unwrap_or_default(),
                issn: of("ISSN"),
                range,
            })
        });
        for (into, list, name) in [
            (&mut lists.publishers, "Publishers", "Publisher"),
            (&mut lists.series, "SeriesTitles", "SeriesTitle"),
            (&mut lists.keywords, "Keywords", "Keyword"),
        ] {
            *into = named(text, list, name, |tree, range| {
                let value = tree.value_of(ROOT, "Name");
                (!value.is_empty()).then_some(Entry { value, range })
            });
        }
        lists.titles = named(text, "References", "Reference", |tree, range| {
            let of = |name: &str| tree.value_of(ROOT, name);
            Some(Whole {
                title: title_of(tree),
                kind: of("ReferenceType"),
                isbn: of("ISBN"),
                place: of("PlaceOfPublication"),
                series: of("SeriesTitleID"),
                volume: of("Volume"),
                edition: of("Edition"),
                year: of("Year"),
                range,
            })
        });
        for list in JOINS {
            let into = lists.joined.entry(list).or_default();
            for (first, others) in one_to_many(text, list) {
                into.entry(first).or_default().extend(others);
            }
        }
        for (whole, parts) in one_to_many(text, "ReferenceReferences") {
            for part in parts {
                lists.wholes.insert(part, whole.clone());
            }
        }
        lists.read_locations(text);
        lists.read_notes(text);
        lists
    }

    /// What a reference is joined to by a list.
    pub(super) fn of<'s>(&'s self, list: &str, reference: &str) -> &'s [String] {
        self.joined
            .get(list)
            .and_then(|all| all.get(reference))
            .map_or(&[], Vec::as_slice)
    }

    fn read_locations(&mut self, text: &str) {
        for found in entities(text, "Locations", "Location") {
            let tree = Tree::read(text, found.range.clone(), 1);
            let of = |name: &str| tree.value_of(ROOT, name);
            self.locations
                .entry(of("ReferenceID"))
                .or_default()
                .push(Location {
                    address: of("Address"),
                    mirrors: of("MirrorsReferencePropertyId"),
                    call_number: of("CallNumber"),
                    range: found.range,
                });
        }
    }

    /// Quotations and thoughts about a reference: what they say, and on which page.
    fn read_notes(&mut self, text: &str) {
        for found in entities(text, "KnowledgeItems", "KnowledgeItem") {
            let tree = Tree::read(text, found.range.clone(), 1);
            let reference = tree.value_of(ROOT, "ReferenceID");
            if reference.is_empty() {
                continue;
            }
            let mut value = tree.value_of(ROOT, "CoreStatement");
            let said = tree.value_of(ROOT, "Text");
            if !said.is_empty() && !said.starts_with(value.trim_end_matches('…')) {
                if !value.is_empty() {
                    value.push_str(": ");
                }
                value.push_str(&said);
            } else if !said.is_empty() {
                value = said;
            }
            let pages = pages(&tree.value_of(ROOT, "PageRange"));
            if !value.is_empty() && !pages.is_empty() {
                let _ = write!(value, " ({pages})");
            }
            if !value.is_empty() {
                let range = found.range;
                self.notes
                    .entry(reference)
                    .or_default()
                    .push(Entry { value, range });
            }
        }
    }
}

/// Entities of a list by their numbers.
fn named<T>(
    text: &str,
    list: &str,
    name: &str,
    read: impl Fn(&Tree<'_>, Range<usize>) -> Option<T>,
) -> HashMap<String, T> {
    entities(text, list, name)
        .into_iter()
        .filter_map(|found| {
            let tree = Tree::read(text, found.range.clone(), 1);
            if tree.is_empty() {
                return None;
            }
            let id = tree.attribute(ROOT, "id")?;
            Some((id, read(&tree, found.range)?))
        })
        .collect()
}

/// `first;second;third` of each element of a list.
fn one_to_many(text: &str, list: &str) -> Vec<(String, Vec<String>)> {
    entities(text, list, "OnetoN")
        .into_iter()
        .filter_map(|found| {
            let tree = Tree::read(text, found.range, 0);
            let value = (!tree.is_empty()).then(|| tree.value(ROOT))?;
            let mut numbers = value.split(';').map(str::trim).filter(|n| !n.is_empty());
            let first = numbers.next()?.to_owned();
            Some((first, numbers.map(str::to_owned).collect()))
        })
        .collect()
}

fn person(tree: &Tree<'_>) -> Option<Name> {
    let of = |name: &str| tree.value_of(ROOT, name);
    let given = [of("FirstName"), of("MiddleName")]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let (family, prefix, suffix) = (of("LastName"), of("Prefix"), of("Suffix"));
    match (family.is_empty(), given.is_empty()) {
        (true, true) => None,
        (true, false) => Some(Name::literal(given)),
        (false, true) if prefix.is_empty() && suffix.is_empty() => {
            // An organisation has no first name; 张会佳 may stand in one field.
            Some(if script::has_han(&family) {
                parse_name(&family, NameOrder::FamilyFirst)
            } else {
                Name::literal(family)
            })
        }
        _ => Some(Name::Person {
            family,
            given,
            particle: (!prefix.is_empty()).then_some(prefix),
            suffix: (!suffix.is_empty()).then_some(suffix),
        }),
    }
}

/// The pages of Citavi's own markup: `<sp>…</sp><ep>…</ep><os>218-259</os>`.
pub(super) fn pages(markup: &str) -> String {
    let inner = |text: &str, open: &str, close: &str| -> Option<String> {
        let (_, behind) = text.rsplit_once(open)?;
        let (value, _) = behind.split_once(close)?;
        let value = tidy(value);
        (!value.is_empty()).then_some(value)
    };
    if !markup.contains('<') {
        return tidy(markup);
    }
    inner(markup, "<os>", "</os>")
        .or_else(|| inner(markup, "<n>", "</n>"))
        .or_else(|| inner(markup, "<c>", "</c>"))
        .unwrap_or_default()
}
