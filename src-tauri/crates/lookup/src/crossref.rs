//! Crossref: `https://api.crossref.org/works/{doi}`.

use crate::agency::json;
use crate::identifiers::encode;
use crate::outcome::{Fault, Outcome};
use crate::resolver::{Resolver, Service};
use diglot_formats::crossref::reference;
use diglot_model::{Identifier, IdentifierScheme, Reference, Source, TextField};
use diglot_net::{CancelToken, Client, Request, Response};
use serde_json::Value;

/// The resolver that asks Crossref.
pub struct Crossref;

impl Resolver for Crossref {
    fn service(&self) -> Service {
        Service::Crossref
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        identifier.scheme == IdentifierScheme::Doi
    }

    fn ask(&self, identifier: &Identifier, client: &Client, cancel: &CancelToken) -> Outcome {
        let request = Request {
            url: format!(
                "https://api.crossref.org/works/{}",
                encode(&identifier.value)
            ),
            accept: "application/json",
        };
        match client.get(&request, cancel) {
            Ok(response) => match read(&response, &identifier.value) {
                Ok(Some(reference)) => Outcome::Found(Box::new(reference)),
                Ok(None) => Outcome::NotFound { agency: None },
                Err(fault) => Outcome::Malformed { fault },
            },
            Err(error) => error.into(),
        }
    }
}

/// Reads Crossref's answer about a DOI; `None` when it does not know the DOI.
///
/// The answer must be JSON by its type and its first byte, be about the DOI that was asked
/// for or name that one as an alias, and have a title.
pub fn read(response: &Response, doi: &str) -> Result<Option<Reference>, Fault> {
    match response.status {
        200 => {}
        // The body is plain text, whatever content type it comes with.
        404 => return Ok(None),
        status => return Err(Fault::Status(status)),
    }
    let answer = json(response, b'{')?;
    let work = &answer["message"];
    let answered = work["DOI"].as_str().ok_or(Fault::Unreadable)?;
    let is_asked = |other: &str| other.eq_ignore_ascii_case(doi) || other.to_lowercase() == doi;
    let aliases = work["aliases"].as_array().into_iter().flatten();
    let is_alias = aliases.filter_map(Value::as_str).any(is_asked);
    if !is_asked(answered) && !is_alias {
        return Err(Fault::OtherWork {
            doi: answered.to_owned(),
        });
    }
    let text = std::str::from_utf8(&response.body).map_err(|_| Fault::Unreadable)?;
    let at = format!("{:.3}", response.received);
    reference(text)
        .filter(|found| !found.texts(TextField::Title).is_empty())
        .map(|found| Some(answered_at(found, at)))
        .ok_or(Fault::NoTitle)
}

/// A reference whose source is the lookup; what was counted was counted then.
fn answered_at(mut reference: Reference, at: String) -> Reference {
    for observation in &mut reference.observations {
        observation.value.date = at.get(..10).map(str::to_owned);
    }
    reference.sources = vec![Source::Lookup {
        service: Service::Crossref.id().to_owned(),
        at,
    }];
    reference
}
