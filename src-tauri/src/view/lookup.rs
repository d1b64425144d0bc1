//! What came of a lookup, for sentences in the interface's own language.

use std::collections::BTreeMap;

use diglot_contract::view::{LookupAnswer, LookupOutcome, Proposal, ProposedField};
use diglot_library::lookup::{Answer, Outcome, ProposalKind};
use diglot_library::model::{Identifier, LanguageTag};
use diglot_library::{Reference, Stored};

/// What a service answered. A found work is neither added nor compared yet.
pub fn answer(answer: &Answer) -> LookupAnswer {
    let mut params = BTreeMap::new();
    let mut say = |name: &str, value: &str| {
        params.insert(name.to_owned(), value.to_owned());
    };
    let mut landing = None;
    let outcome = match &answer.outcome {
        Outcome::Found(_) => LookupOutcome::Added,
        Outcome::NotFound { agency } => {
            if let Some(agency) = agency {
                say("agency", agency);
            }
            LookupOutcome::NotFound
        }
        Outcome::NoMetadataService {
            agency,
            landing_url,
        } => {
            say("agency", agency);
            landing = Some(landing_url.clone());
            LookupOutcome::NoMetadataService
        }
        Outcome::NotSupported {
            agency,
            landing_url,
        } => {
            if let Some(agency) = agency {
                say("agency", agency);
            }
            landing.clone_from(landing_url);
            LookupOutcome::Unsupported
        }
        Outcome::NothingToAsk => LookupOutcome::NothingToAsk,
        Outcome::RateLimited { until } => {
            if let Some(until) = until {
                say("until", &until.to_string());
            }
            LookupOutcome::RateLimited
        }
        Outcome::Unavailable { cause } => {
            say("cause", &cause.to_string());
            LookupOutcome::Unavailable
        }
        Outcome::Malformed { fault } => {
            say("cause", &fault.to_string());
            LookupOutcome::Malformed
        }
        Outcome::Offline { .. } => LookupOutcome::Offline,
        Outcome::Cancelled => LookupOutcome::Cancelled,
    };
    LookupAnswer {
        asked: answer
            .asked
            .as_ref()
            .map(|asked| asked.value.clone())
            .unwrap_or_default(),
        outcome,
        service: answer.service.map(|service| service.name().to_owned()),
        params,
        landing_url: landing,
        reference: None,
        since: None,
        proposal: None,
        detail: answer.message(),
    }
}

/// A text without identifier, or a reference without one.
pub fn nothing_to_ask(text: &str) -> LookupAnswer {
    let asked = Answer {
        asked: None,
        service: None,
        outcome: Outcome::NothingToAsk,
    };
    LookupAnswer {
        asked: text.to_owned(),
        ..answer(&asked)
    }
}

/// The library has the work already; nobody was asked.
pub fn held(identifier: &Identifier, held: &Stored) -> LookupAnswer {
    LookupAnswer {
        asked: identifier.value.clone(),
        outcome: LookupOutcome::InLibrary,
        reference: Some(held.id.to_string()),
        since: Some(held.added.clone()),
        ..nothing_to_ask("")
    }
}

/// Adds to an answer what it would change.
pub fn propose(said: &mut LookupAnswer, token: String, stored: &Stored, found: &Reference) {
    let fields: Vec<ProposedField> = diglot_library::lookup::propose(&stored.reference, found)
        .into_iter()
        .map(|field| ProposedField {
            key: field.key.replace(':', "@"),
            now: field.now,
            proposed: field.proposed,
            lang: field
                .lang
                .as_ref()
                .map(LanguageTag::as_str)
                .map(str::to_owned),
            source: said.service.clone().unwrap_or_default(),
            conflict: field.kind == ProposalKind::Conflict,
        })
        .collect();
    said.outcome = if fields.is_empty() {
        LookupOutcome::NothingNew
    } else {
        LookupOutcome::Proposed
    };
    said.proposal = (!fields.is_empty()).then(|| Proposal {
        token,
        reference: stored.id.to_string(),
        fields,
    });
}

/// The library's name of a proposed field: the window says `title@en`, the library `title:en`.
pub fn proposed_key(key: &str) -> String {
    key.replace('@', ":")
}
