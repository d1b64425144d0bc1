//! Contributors of one role, offered as one list.
//!
//! Lists are never mixed: either the answer's takes the place of the one that stands, or
//! nothing does. The one exception is a list of the same length in the other script: its
//! names are variants of the same people, paired by place.

use super::put::taken;
use super::view::{View, is_edit};
use diglot_model::{Contributor, ContributorRole, NameVariant, NameVariants, Reference, Sourced};
use diglot_text::normalise::{NameKey, NameMatch, fold_name};

/// The roles that an answer may offer.
pub(super) const ROLES: [ContributorRole; 4] = [
    ContributorRole::Author,
    ContributorRole::Editor,
    ContributorRole::Translator,
    ContributorRole::Other,
];

/// How two lists stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// There is no list yet.
    Missing,
    /// The same people, and the answer says no more about their names.
    Same,
    /// As many people, their names in the other script.
    OtherScript,
    /// Anything else.
    Different,
}

/// What the answer's list of a role offers.
pub(super) fn view(current: &Reference, found: &Reference, role: ContributorRole) -> Option<View> {
    let relation = relation(current, found, role);
    if relation == Relation::Same {
        return None;
    }
    let now = in_words(current, role);
    Some(View {
        now: (!now.is_empty()).then_some(now),
        proposed: in_words(found, role),
        fills: relation != Relation::Different,
        edited: current
            .contributors_as(role)
            .any(|person| is_edit(current, person.source)),
    })
}

/// Takes the answer's list of a role over.
pub(super) fn put(after: &mut Reference, found: &Reference, role: ContributorRole, source: u16) {
    let relation = relation(after, found, role);
    let old: Vec<Sourced<Contributor>> = after.contributors_as(role).cloned().collect();
    let pairs = found.contributors_as(role).count() == old.len();
    let mut new = Vec::new();
    for (at, person) in found.contributors_as(role).enumerate() {
        let affiliations = if relation == Relation::OtherScript {
            Vec::new()
        } else {
            take_affiliations(after, found, person, source)
        };
        let mut person = taken(&person.value, source);
        person.affiliations = affiliations;
        if let Some(old) = old.get(at).filter(|_| pairs) {
            keep_what_the_old_one_knows(&mut person, old, relation);
        }
        new.push(person);
    }
    // The list keeps its place among those of other roles; authors come first.
    let place = match after.contributors.iter().position(|p| p.role == role) {
        Some(at) => at,
        None if role == ContributorRole::Author => 0,
        None => after.contributors.len(),
    };
    after.contributors.retain(|person| person.role != role);
    let place = place.min(after.contributors.len());
    after.contributors.splice(place..place, new);
    if role == ContributorRole::Author && relation != Relation::OtherScript {
        after.contributors_complete = found.contributors_complete;
    }
}

fn relation(current: &Reference, found: &Reference, role: ContributorRole) -> Relation {
    let old: Vec<&Contributor> = current.contributors_as(role).map(|p| &p.value).collect();
    let new: Vec<&Contributor> = found.contributors_as(role).map(|p| &p.value).collect();
    if old.is_empty() {
        return Relation::Missing;
    }
    let is_author = role == ContributorRole::Author;
    if old.len() != new.len() || (is_author && !current.contributors_complete) {
        return Relation::Different;
    }
    let matches: Vec<NameMatch> = old
        .iter()
        .zip(&new)
        .map(|(a, b)| same_person(a, b))
        .collect();
    if matches.iter().all(|m| *m == NameMatch::Incomparable) {
        return Relation::OtherScript;
    }
    let says_no_more = |(a, b): (&&Contributor, &&Contributor)| letters(b) <= letters(a);
    let same = matches.iter().all(|m| *m >= NameMatch::Compatible);
    let all_same = matches.iter().all(|m| *m == NameMatch::Same);
    if all_same || (same && old.iter().zip(&new).all(says_no_more)) {
        Relation::Same
    } else {
        Relation::Different
    }
}

fn same_person(a: &Contributor, b: &Contributor) -> NameMatch {
    let pairs = a
        .names
        .iter()
        .flat_map(|x| b.names.iter().map(move |y| key(x).matches(&key(y))));
    // Names in two scripts tell nothing beside names in one.
    pairs
        .filter(|m| *m != NameMatch::Incomparable)
        .max()
        .unwrap_or(NameMatch::Incomparable)
}

fn key(variant: &NameVariant) -> NameKey {
    fold_name(&variant.name.family(), variant.name.given())
}

fn letters(person: &Contributor) -> usize {
    let longest = person.names.iter().map(|v| key(v).joined().chars().count());
    longest.max().unwrap_or_default()
}

/// Variants in the other script, the iD and the affiliations of the person who stood there.
fn keep_what_the_old_one_knows(person: &mut Contributor, old: &Contributor, relation: Relation) {
    let is_other_script = |variant: &NameVariant| {
        person
            .names
            .iter()
            .all(|own| key(own).matches(&key(variant)) == NameMatch::Incomparable)
    };
    let others: NameVariants = old
        .names
        .iter()
        .filter(|v| is_other_script(v))
        .cloned()
        .collect();
    if relation == Relation::OtherScript {
        // The name that stood there stays the first.
        let new = std::mem::replace(&mut person.names, others);
        person.names.extend(new);
    } else {
        person.names.extend(others);
    }
    if person.orcid.is_none() {
        person.orcid.clone_from(&old.orcid);
    }
    if person.affiliations.is_empty() {
        person.affiliations.clone_from(&old.affiliations);
    }
}

/// Takes over the affiliations of a person; returns their places in the list.
fn take_affiliations(
    after: &mut Reference,
    found: &Reference,
    person: &Contributor,
    source: u16,
) -> Vec<u16> {
    let mut out = Vec::new();
    for index in &person.affiliations {
        let Some(affiliation) = found.affiliations.get(usize::from(*index)) else {
            continue;
        };
        let known = after
            .affiliations
            .iter()
            .position(|a| a.text == affiliation.text);
        let at = known.unwrap_or_else(|| {
            after.affiliations.push(taken(&affiliation.value, source));
            after.affiliations.len() - 1
        });
        out.push(u16::try_from(at).unwrap_or(u16::MAX));
    }
    out
}

fn in_words(reference: &Reference, role: ContributorRole) -> String {
    let names = reference.contributors_as(role).filter_map(|person| {
        let name = person.name()?;
        Some(match name.given() {
            "" => name.family(),
            given => format!("{}, {given}", name.family()),
        })
    });
    let mut out = names.collect::<Vec<_>>().join("; ");
    let goes_on = role == ContributorRole::Author && !reference.contributors_complete;
    if goes_on && !out.is_empty() {
        out.push_str("; …");
    }
    out
}
