//! Who is asked, and in which order.

use crate::agency::{self, Registration};
use crate::crossref::Crossref;
use crate::identifiers::landing_url;
use crate::outcome::{Answer, Outcome};
use diglot_model::{Identifier, IdentifierScheme};
use diglot_net::{CancelToken, Client};

/// A service that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Service {
    /// Crossref, the largest agency of DOIs.
    Crossref,
    /// The DOI system itself, which knows the agency of every DOI.
    DoiOrg,
}

impl Service {
    /// The name used in sources of values and on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Crossref => "crossref",
            Self::DoiOrg => "doi.org",
        }
    }

    /// The name as people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Crossref => "Crossref",
            Self::DoiOrg => "doi.org",
        }
    }
}

/// A service that answers with metadata.
///
/// A resolver asks, checks the answer, and makes a reference of it whose only source is the
/// lookup. What it does not know it says with [`Outcome::NotFound`], so that the next
/// one is asked.
pub trait Resolver: Sync {
    /// Which service it is.
    fn service(&self) -> Service;

    /// Whether it can know such an identifier.
    fn takes(&self, identifier: &Identifier) -> bool;

    /// Asks it.
    fn ask(&self, identifier: &Identifier, client: &Client, cancel: &CancelToken) -> Outcome;
}

/// Those who are asked, in this order.
const RESOLVERS: &[&dyn Resolver] = &[&Crossref];

/// Looks an identifier up: the resolvers that can know it one after the other until one
/// does; if none does, the DOI system is asked who could. Blocks the thread.
pub fn look_up(identifier: &Identifier, client: &Client, cancel: &CancelToken) -> Answer {
    let answer = |service: Option<Service>, outcome: Outcome| Answer {
        asked: Some(identifier.clone()),
        service,
        outcome,
    };
    let mut last = None;
    for resolver in RESOLVERS.iter().filter(|r| r.takes(identifier)) {
        let outcome = resolver.ask(identifier, client, cancel);
        if !matches!(outcome, Outcome::NotFound { .. }) {
            return answer(Some(resolver.service()), outcome);
        }
        last = Some(resolver.service());
    }
    if identifier.scheme == IdentifierScheme::Doi {
        let outcome = by_agency(identifier, client, cancel);
        return answer(Some(Service::DoiOrg), outcome);
    }
    let outcome = match last {
        Some(_) => Outcome::NotFound { agency: None },
        None => Outcome::NotSupported {
            agency: None,
            landing_url: landing_url(identifier),
        },
    };
    answer(last, outcome)
}

/// What the agency of a DOI that no resolver knows means for it.
fn by_agency(identifier: &Identifier, client: &Client, cancel: &CancelToken) -> Outcome {
    let agency = match agency::ask(identifier, client, cancel) {
        Ok(Registration::With(agency)) => agency,
        Ok(Registration::Unknown) => return Outcome::NotFound { agency: None },
        Err(outcome) => return outcome,
    };
    let url = landing_url(identifier);
    let is = |names: &[&str]| names.iter().any(|name| agency.eq_ignore_ascii_case(name));
    if is(&["ISTIC", "CNKI", "Airiti"]) {
        return Outcome::NoMetadataService {
            agency,
            landing_url: url.unwrap_or_default(),
        };
    }
    let was_asked = RESOLVERS
        .iter()
        .any(|resolver| agency.eq_ignore_ascii_case(resolver.service().name()));
    if was_asked {
        return Outcome::NotFound {
            agency: Some(agency),
        };
    }
    Outcome::NotSupported {
        agency: Some(agency),
        landing_url: url,
    }
}
