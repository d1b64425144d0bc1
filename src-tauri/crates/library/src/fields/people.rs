//! The people of a reference in lines: as they are shown, and as they are typed.
//!
//! A line has one name after the other, `Family, Given` with semicolons between; a name in
//! the other script stands in brackets behind its own: `Duan, Xiaohe (段小禾)`.

use super::FieldLine;
use super::typed::Typed;
use diglot_model::{
    Contributor, ContributorRole, LanguageTag, Name, NameVariant, Reference, Sourced,
};
use diglot_text::names::{NameOrder, decide_order, parse_name};
use diglot_text::script::{has_han, language_of};

/// People whom somebody adds to a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPeople {
    /// What they did: the name of a role, such as `author`.
    pub role: String,
    /// The name; several with semicolons between.
    pub names: String,
    /// The same names in the other script, or nothing.
    pub other_names: String,
    /// Whether the names are those of organisations, which are not taken apart.
    pub organisation: bool,
}

/// Every role, in the order in which people read them.
pub(super) const ROLES: [ContributorRole; 8] = [
    ContributorRole::Author,
    ContributorRole::Editor,
    ContributorRole::Translator,
    ContributorRole::Supervisor,
    ContributorRole::ReviewedAuthor,
    ContributorRole::ContainerAuthor,
    ContributorRole::CollectionEditor,
    ContributorRole::Other,
];

/// The role with a name.
pub(super) fn role_of(name: &str) -> Option<ContributorRole> {
    ROLES.into_iter().find(|role| role.name() == name)
}

/// The people of a reference, a line for each role, as [`crate::Library::edit_field`] takes
/// it back under the name of the role.
pub(super) fn people_lines(reference: &Reference) -> Vec<FieldLine> {
    let line = |role: ContributorRole| {
        let people: Vec<_> = reference.contributors_as(role).collect();
        let source = people.first()?.source;
        let names: Vec<String> = people.iter().map(|person| typed_names(person)).collect();
        Some(FieldLine {
            key: role.name().to_owned(),
            text: names.join("; "),
            lang: None,
            source: Some(source),
            editable: true,
        })
    };
    ROLES.into_iter().filter_map(line).collect()
}

/// The authors of a reference in one line, each by the first of the names.
pub fn authors_line(reference: &Reference) -> String {
    let names: Vec<String> = reference
        .contributors_as(ContributorRole::Author)
        .filter_map(|author| author.name().map(typed_name))
        .collect();
    names.join("; ")
}

/// A person's name with the one in the other script.
fn typed_names(person: &Contributor) -> String {
    let Some(name) = person.name() else {
        return String::new();
    };
    let own = typed_name(name);
    match other_script(person) {
        Some(other) => format!("{own} ({})", typed_name(&other.name)),
        None => own,
    }
}

/// The first name in another script than the one that is printed.
fn other_script(person: &Contributor) -> Option<&NameVariant> {
    let is_han = |variant: &NameVariant| has_han(&variant.name.family());
    let first = person.names.first()?;
    person
        .names
        .iter()
        .skip(1)
        .find(|variant| is_han(variant) != is_han(first))
}

/// A name as it is typed: `Family, Given`; in Han script without anything between.
fn typed_name(name: &Name) -> String {
    let (family, given) = (name.family(), name.given());
    if given.is_empty() {
        family
    } else if has_han(&family) {
        format!("{family}{given}")
    } else {
        format!("{family}, {given}")
    }
}

/// The names of a line.
fn split(text: &str) -> Vec<&str> {
    text.split([';', '；', '、'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect()
}

/// A name and, in brackets behind it, the one in the other script. Brackets that hold
/// anything else belong to the name.
fn with_other(text: &str) -> (&str, Option<&str>) {
    let whole = (text, None);
    let Some(inner) = text.strip_suffix([')', '）']) else {
        return whole;
    };
    let Some(open) = inner.rfind(['(', '（']) else {
        return whole;
    };
    let own = inner[..open].trim();
    let other = inner[open..].trim_start_matches(['(', '（']).trim();
    if own.is_empty() || other.is_empty() || has_han(own) == has_han(other) {
        return whole;
    }
    (own, Some(other))
}

/// A name with its language where the script tells it.
fn variant(name: Name) -> NameVariant {
    let text = typed_name(&name);
    let lang = has_han(&text).then(|| match language_of(&text) {
        lang if lang.is_english() => LanguageTag::ZH_HANS,
        lang => lang,
    });
    NameVariant { lang, name }
}

impl Typed {
    /// Sets the people of a role to a line. Those whose name is typed as it was keep what
    /// else is known about them.
    pub(super) fn people(&self, after: &mut Reference, role: ContributorRole, text: &str) {
        let typed: Vec<(&str, Option<&str>)> = split(text).into_iter().map(with_other).collect();
        let order = decide_order(typed.iter().map(|(name, _)| *name), NameOrder::GivenFirst);
        let first = first_place(after, role);
        let (mut known, mut others): (Vec<_>, Vec<_>) = std::mem::take(&mut after.contributors)
            .into_iter()
            .partition(|person| person.role == role);
        let mut people = Vec::new();
        for (name, other) in typed {
            let whole = |person: &Sourced<Contributor>| {
                let (own, variant) = (person.name().map(typed_name), other_script(person));
                own.as_deref() == Some(name)
                    && variant.map(|variant| typed_name(&variant.name)).as_deref() == other
            };
            let named = |person: &Sourced<Contributor>| {
                person.name().map(typed_name).as_deref() == Some(name)
            };
            if let Some(place) = known.iter().position(whole) {
                people.push(known.remove(place));
                continue;
            }
            let other = other.map(|other| variant(parse_name(other, order)));
            if let Some(place) = known.iter().position(named) {
                let old = known.remove(place).value;
                people.push(self.of(with_variant(old, other)));
            } else {
                let author = Contributor {
                    role,
                    names: [variant(parse_name(name, order))].into(),
                    ..Contributor::default()
                };
                people.push(self.of(with_variant(author, other)));
            }
        }
        others.splice(first..first, people);
        after.contributors = others;
    }

    /// Adds people behind those of their role.
    pub(super) fn new_people(
        &self,
        after: &mut Reference,
        role: ContributorRole,
        new: &NewPeople,
    ) -> Result<(), (&'static str, String)> {
        let names = split(&new.names);
        let others = split(&new.other_names);
        if !others.is_empty() && others.len() != names.len() {
            return Err(("names-count", new.other_names.clone()));
        }
        let order = decide_order(names.iter().copied(), NameOrder::GivenFirst);
        let read = |name: &str| {
            if new.organisation {
                Name::literal(name)
            } else {
                parse_name(name, order)
            }
        };
        let mut people = Vec::new();
        for (at, typed) in names.into_iter().enumerate() {
            let (name, inner) = with_other(typed);
            let other = others.get(at).copied().or(inner);
            if let Some(other) = other.filter(|other| has_han(other) == has_han(name)) {
                return Err(("script", other.to_owned()));
            }
            let person = Contributor {
                role,
                names: [variant(read(name))].into(),
                ..Contributor::default()
            };
            let other = other.map(|other| variant(read(other)));
            people.push(self.of(with_variant(person, other)));
        }
        let end = last_place(after, role);
        after.contributors.splice(end..end, people);
        Ok(())
    }
}

/// The person with this name in the other script, and no longer with another there.
fn with_variant(person: Contributor, other: Option<NameVariant>) -> Contributor {
    let mut names = person.names;
    if let Some(first) = names.first() {
        let own = has_han(&first.name.family());
        let mut at = 0;
        names.retain(|variant| {
            at += 1;
            at == 1 || has_han(&variant.name.family()) == own
        });
    }
    names.extend(other);
    Contributor { names, ..person }
}

/// Where the people of a role begin among those of other roles.
fn first_place(reference: &Reference, role: ContributorRole) -> usize {
    let people = &reference.contributors;
    match people.iter().position(|person| person.role == role) {
        Some(first) => first,
        None if role == ContributorRole::Author => 0,
        None => people.len(),
    }
}

/// One past the last person of a role.
fn last_place(reference: &Reference, role: ContributorRole) -> usize {
    let people = &reference.contributors;
    match people.iter().rposition(|person| person.role == role) {
        Some(last) => last + 1,
        None => first_place(reference, role),
    }
}
