//! What came of a lookup, for sentences in the interface's own language.

use std::collections::BTreeMap;

use diglot_contract::view::{
    FreeCopy, LookupAnswer, LookupCandidate, LookupOutcome, Proposal, ProposedField,
};
use diglot_library::lookup::{
    Answer, Candidate, Outcome, ProposalKind, Service, Trait, landing_url,
};
use diglot_library::model::{Identifier, IdentifierScheme, LanguageTag};
use diglot_library::{Reference, Stored};

use super::row_of;

/// What a service answered. A found work is neither added nor compared yet.
pub fn answer(answer: &Answer) -> LookupAnswer {
    let mut params = BTreeMap::new();
    let mut say = |name: &str, value: &str| {
        params.insert(name.to_owned(), value.to_owned());
    };
    let mut landing = None;
    let outcome = match &answer.outcome {
        Outcome::Found(_) => LookupOutcome::Added,
        Outcome::Uncertain { .. } => LookupOutcome::Uncertain,
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
        Outcome::NotSupported { landing_url } => {
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
        filled: Vec::new(),
        candidates: Vec::new(),
        waits: false,
        detail: answer.message(),
    }
}

/// A text without identifier, or a reference without one.
pub fn nothing_to_ask(text: &str) -> LookupAnswer {
    LookupAnswer {
        asked: text.to_owned(),
        ..answer(&Answer::nothing_to_ask())
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
            key: shown_key(&field.key),
            now: field.now,
            proposed: field.proposed,
            lang: field
                .lang
                .as_ref()
                .map(LanguageTag::as_str)
                .map(str::to_owned),
            source: Service::from_id(&field.service)
                .map_or(field.service.clone(), |service| service.name().to_owned()),
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

/// The window's name of a proposed field.
pub fn shown_key(key: &str) -> String {
    key.replace(':', "@")
}

/// The library's name of a proposed field: the window says `title@en`, the library `title:en`.
pub fn proposed_key(key: &str) -> String {
    key.replace('@', ":")
}

/// A work that a service answered before, when it is chosen.
pub fn found(work: &Reference) -> LookupAnswer {
    let service = work.sources.iter().find_map(|source| match source {
        diglot_library::model::Source::Lookup { service, .. } => Service::from_id(service),
        _ => None,
    });
    answer(&Answer {
        service,
        asked: work.doi().and_then(Identifier::doi),
        outcome: Outcome::Found(Box::new(work.clone())),
        ..Answer::nothing_to_ask()
    })
}

/// Adds to an answer the works that it may be, each remembered under a token of its own.
pub fn offer(
    said: &mut LookupAnswer,
    job: &str,
    candidates: Vec<Candidate>,
    mut remember: impl FnMut(&str, Reference),
) {
    let names = |traits: &[Trait]| traits.iter().map(|t| t.name().to_owned()).collect();
    for (at, candidate) in candidates.into_iter().enumerate() {
        let token = format!("{job}/{at}");
        let doi = candidate.reference.doi().map(str::to_owned);
        said.candidates.push(LookupCandidate {
            work: row_of(token.clone(), &candidate.reference),
            landing_url: doi
                .as_deref()
                .and_then(Identifier::doi)
                .and_then(|doi| landing_url(&doi)),
            doi,
            agrees: names(&candidate.agrees),
            differs: names(&candidate.differs),
            similarity: candidate.title.map(u32::from),
            token: token.clone(),
        });
        remember(&token, candidate.reference);
    }
}

/// That no free copy can be named.
pub fn no_copy(problem: &str) -> FreeCopy {
    FreeCopy {
        url: None,
        problem: Some(problem.to_owned()),
    }
}

/// An identifier as it is recognised again.
pub fn subject(identifier: &Identifier) -> String {
    match &identifier.scheme {
        IdentifierScheme::Doi | IdentifierScheme::Pmcid => identifier.value.clone(),
        scheme => format!("{}: {}", scheme.name(), identifier.value),
    }
}
