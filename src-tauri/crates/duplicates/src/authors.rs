//! Lists of contributors compared.

use diglot_model::{ContributorRole, Reference};
use diglot_text::normalise::{NameKey, NameMatch, fold_name};

/// Only the first ones of a long list are compared: collaborations have thousands.
const COMPARED: usize = 12;

/// What two lists of authors are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Authors {
    /// Neither has any.
    Missing,
    /// One has none.
    OneMissing,
    /// Han on one side, romanised on the other; whether there are equally many, and several.
    Incomparable(bool),
    /// The first agrees, and most of the others; how many agree.
    Same(usize),
    /// Most agree, in another order.
    Reordered,
    /// The first agrees, the others do not.
    First,
    /// Some agree.
    Some,
    /// None agrees.
    Different,
}

/// Comparable names of the authors; of the editors when there is no author.
pub(crate) fn names(reference: &Reference) -> Vec<Vec<NameKey>> {
    let of = |role| -> Vec<Vec<NameKey>> {
        reference
            .contributors_as(role)
            .take(COMPARED)
            .map(|contributor| {
                contributor
                    .names
                    .iter()
                    .map(|variant| fold_name(&variant.name.family(), variant.name.given()))
                    .filter(|key| !key.is_empty())
                    .collect::<Vec<_>>()
            })
            .filter(|variants| !variants.is_empty())
            .collect()
    };
    let authors = of(ContributorRole::Author);
    if authors.is_empty() {
        of(ContributorRole::Editor)
    } else {
        authors
    }
}

/// Compares two lists; symmetric.
pub(crate) fn compare(a: &[Vec<NameKey>], b: &[Vec<NameKey>]) -> Authors {
    if a.is_empty() || b.is_empty() {
        return if a.is_empty() && b.is_empty() {
            Authors::Missing
        } else {
            Authors::OneMissing
        };
    }
    let matrix: Vec<Vec<NameMatch>> = a
        .iter()
        .map(|x| b.iter().map(|y| person(x, y)).collect())
        .collect();
    let best_of_a = matrix.iter().map(|row| row.iter().max());
    let best_of_b = (0..b.len()).map(|at| matrix.iter().map(|row| &row[at]).max());
    let agree = |best: Option<&NameMatch>| best >= Some(&NameMatch::Compatible);
    let incomparable = best_of_a
        .clone()
        .any(|best| best == Some(&NameMatch::Incomparable));
    let agreeing = best_of_a.filter(|best| agree(*best)).count();
    let agreeing = agreeing.min(best_of_b.filter(|best| agree(*best)).count());
    let shorter = a.len().min(b.len());
    let most = agreeing * 5 >= shorter * 3;
    if matrix[0][0] >= NameMatch::Compatible {
        return if most {
            Authors::Same(agreeing)
        } else {
            Authors::First
        };
    }
    if agreeing > 0 {
        return if most && agreeing > 1 {
            Authors::Reordered
        } else {
            Authors::Some
        };
    }
    if incomparable {
        Authors::Incomparable(a.len() == b.len() && a.len() > 1)
    } else {
        Authors::Different
    }
}

/// The best match among the variants of two people's names; variants in different scripts
/// count only when no others can be compared.
fn person(a: &[NameKey], b: &[NameKey]) -> NameMatch {
    let mut best = None;
    for x in a {
        for y in b {
            let found = match x.matches(y) {
                NameMatch::Different if x.shares_family_word(y) => NameMatch::Compatible,
                found => found,
            };
            if found != NameMatch::Incomparable {
                best = best.max(Some(found));
            }
        }
    }
    best.unwrap_or(NameMatch::Incomparable)
}
