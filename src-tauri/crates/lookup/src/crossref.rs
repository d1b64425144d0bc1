//! Crossref: `https://api.crossref.org/works/{doi}`.

mod abstracts;
mod people;
mod texts;
mod work;

use crate::agency::json;
use crate::identifiers::encode;
use crate::outcome::{Fault, Outcome};
use crate::resolver::{Resolver, Service};
use diglot_model::{Identifier, IdentifierScheme, Reference};
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
    let is_alias = list(&work["aliases"])
        .filter_map(Value::as_str)
        .any(is_asked);
    if !is_asked(answered) && !is_alias {
        return Err(Fault::OtherWork {
            doi: answered.to_owned(),
        });
    }
    let at = format!("{:.3}", response.received);
    work::reference(work, &at).map(Some).ok_or(Fault::NoTitle)
}

/// The entries of a list; of anything else none.
fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A text without markup, if it is one and says anything.
fn text(value: &Value) -> Option<String> {
    Some(crate::markup::plain(value.as_str()?)).filter(|text| !text.is_empty())
}

/// Texts without markup.
fn texts(value: &Value) -> Vec<String> {
    list(value).filter_map(text).collect()
}
