//! `JaLC`, the agency of Japanese DOIs: `https://api.japanlinkcenter.org/dois/{doi}`, which
//! has titles, names and abstracts in each of their languages, where content negotiation
//! answers one of them.

use crate::identifiers::doi_path;
use crate::inquiry::{Asked, Inquiry, NOT_FOUND, about_doi, answered_by, json, text};
use crate::outcome::{Fault, Outcome};
use crate::resolver::{Resolver, Service};
use diglot_formats::jalc::reference;
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::Response;

/// The resolver that asks `JaLC`.
pub(crate) struct Jalc;

impl Resolver for Jalc {
    fn service(&self) -> Service {
        Service::Jalc
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        identifier.scheme == IdentifierScheme::Doi
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let url = format!(
            "https://api.japanlinkcenter.org/dois/{}",
            doi_path(&identifier.value)
        );
        let response = inquiry.get(url, "application/json", None)?;
        Ok(match read(&response, &identifier.value)? {
            Some(reference) => Outcome::Found(Box::new(reference)),
            None => NOT_FOUND,
        })
    }
}

/// Reads `JaLC`'s answer about a DOI; `None` when it does not know it.
pub(crate) fn read(response: &Response, doi: &str) -> Result<Option<Reference>, Fault> {
    match response.status {
        200 => {}
        404 => return Ok(None),
        status => return Err(Fault::Status(status)),
    }
    let answer = json(response, b'{')?;
    if answer["status"] != "OK" {
        // It says so with 200, too.
        let told = &answer["message"]["errors"]["statusCode"];
        return match told.as_str().map(str::to_owned).unwrap_or(told.to_string()) {
            code if code == "404" => Ok(None),
            _ => Err(Fault::Unreadable),
        };
    }
    let answered = answer["data"]["doi"].as_str();
    let found = reference(text(response)?).unwrap_or_default();
    let found = about_doi(found, doi, answered, &[])?;
    Ok(Some(answered_by(found, Service::Jalc, response)))
}
