//! Contributors in a merge.
//!
//! Lists are never mixed. The fuller list stays: a complete one before one that ends in
//! "et al.", then the longer, then the kept one. Where the two lists name the same people
//! in the same places, as far as the shorter goes, each person keeps the fuller form of
//! the name and takes from the other side what is missing: the name in the other script,
//! the ORCID iD, the affiliations. Roles that only the other list has are added.

use super::Side;
use diglot_model::{Contributor, ContributorRole, NameVariant, Reference, Sourced};
use diglot_text::normalise::{NameKey, NameMatch, fold_name};

/// Merges the contributors and affiliations of `other` into `out`.
pub(super) fn merge(out: &mut Reference, other: &mut Reference, choice: Option<Side>) {
    let takes_other = match choice {
        Some(side) => side == Side::Other && !other.contributors.is_empty(),
        None => is_fuller(other, out),
    };
    let mut base = People::of(out);
    let mut rest = People::of(other);
    if takes_other {
        std::mem::swap(&mut base, &mut rest);
    }
    if agree(&base.list, &rest.list) {
        for at in 0..base.list.len().min(rest.list.len()) {
            base.complete(at, &rest, choice.is_some());
        }
    }
    for (at, person) in rest.list.iter().enumerate() {
        let known = |role: ContributorRole| base.list.iter().any(|p| p.role == role);
        if !known(person.role) || base.added.contains(&person.role) {
            base.added.push(person.role);
            let mut person = person.clone();
            person.affiliations = base.take_affiliations(&rest, at);
            base.list.push(person);
        }
    }
    out.contributors = base.list;
    out.affiliations = base.affiliations;
    out.contributors_complete = base.complete;
}

/// Whether the first list says more than the second.
fn is_fuller(a: &Reference, b: &Reference) -> bool {
    let rank = |r: &Reference| {
        let authors = r.contributors_as(ContributorRole::Author).count();
        let any = !r.contributors.is_empty();
        (any, authors > 0, r.contributors_complete, authors)
    };
    rank(a) > rank(b)
}

/// Whether two lists name the same people in the same places.
pub(super) fn agree(a: &[Sourced<Contributor>], b: &[Sourced<Contributor>]) -> bool {
    !a.is_empty()
        && !b.is_empty()
        && a.iter()
            .zip(b)
            .all(|(x, y)| x.role == y.role && same_person(x, y) > NameMatch::Different)
        // Two scripts side by side tell nothing unless the lists are equally long.
        && (a.len() == b.len()
            || a.iter()
                .zip(b)
                .any(|(x, y)| same_person(x, y) >= NameMatch::Compatible))
}

fn same_person(a: &Contributor, b: &Contributor) -> NameMatch {
    let pairs = a
        .names
        .iter()
        .flat_map(|x| b.names.iter().map(move |y| (x, y)));
    let mut best = None;
    for (x, y) in pairs {
        let found = key(x).matches(&key(y));
        if found != NameMatch::Incomparable {
            best = best.max(Some(found));
        }
    }
    best.unwrap_or(NameMatch::Incomparable)
}

fn key(variant: &NameVariant) -> NameKey {
    fold_name(&variant.name.family(), variant.name.given())
}

/// One side's contributors.
struct People {
    list: Vec<Sourced<Contributor>>,
    affiliations: Vec<Sourced<diglot_model::LocalizedText>>,
    complete: bool,
    added: Vec<ContributorRole>,
}

impl People {
    fn of(reference: &mut Reference) -> Self {
        Self {
            list: std::mem::take(&mut reference.contributors),
            affiliations: std::mem::take(&mut reference.affiliations),
            complete: reference.contributors_complete,
            added: Vec::new(),
        }
    }

    /// Gives one person what the other list knows beyond.
    fn complete(&mut self, at: usize, rest: &Self, pinned: bool) {
        let from = &rest.list[at];
        if self.list[at].value == from.value {
            return;
        }
        let affiliations = if self.list[at].affiliations.is_empty() {
            self.take_affiliations(rest, at)
        } else {
            self.list[at].affiliations.clone()
        };
        let own = &self.list[at];
        let fuller = !pinned && letters(from) > letters(own) && is_short_form(own, from);
        let (base, more) = if fuller { (from, own) } else { (own, from) };
        let mut person = base.clone();
        for variant in &more.names {
            let known = |v: &NameVariant| key(v).matches(&key(variant)) >= NameMatch::Compatible;
            if !person.names.iter().any(known) {
                person.names.push(variant.clone());
            }
        }
        if person.orcid.is_none() {
            person.orcid.clone_from(&more.orcid);
        }
        person.affiliations = affiliations;
        self.list[at] = person;
    }

    /// Takes over the affiliations of a person of the other list; returns their indices here.
    fn take_affiliations(&mut self, rest: &Self, at: usize) -> Vec<u16> {
        let mut out = Vec::new();
        for index in &rest.list[at].affiliations {
            let Some(text) = rest.affiliations.get(usize::from(*index)) else {
                continue;
            };
            let known = self.affiliations.iter().position(|a| a.text == text.text);
            let here = known.unwrap_or_else(|| {
                self.affiliations.push(text.clone());
                self.affiliations.len() - 1
            });
            out.push(here as u16);
        }
        out
    }
}

/// Whether every name of the first is a shorter form of a name of the second.
fn is_short_form(short: &Contributor, long: &Contributor) -> bool {
    short.names.iter().all(|x| {
        long.names
            .iter()
            .any(|y| key(x).matches(&key(y)) == NameMatch::Compatible)
    })
}

fn letters(contributor: &Contributor) -> usize {
    contributor
        .names
        .first()
        .map_or(0, |variant| key(variant).joined().chars().count())
}
