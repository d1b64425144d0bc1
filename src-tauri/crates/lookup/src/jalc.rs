//! `JaLC`, the agency of Japanese DOIs: `https://api.japanlinkcenter.org/dois/{doi}`, which
//! has titles, names and abstracts in each of their languages, where content negotiation
//! answers one of them.

use crate::identifiers::doi_path;
use crate::inquiry::{Asked, Inquiry, about_doi, answer_of, answered_by, text};
use crate::outcome::Fault;
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
        Ok(read(&response, &identifier.value)?.into())
    }
}

/// Reads `JaLC`'s answer about a DOI; `None` when it does not know it.
pub(crate) fn read(response: &Response, doi: &str) -> Result<Option<Reference>, Fault> {
    let Some(answer) = answer_of(response)? else {
        return Ok(None);
    };
    if answer["status"] != "OK" {
        // It says so with 200, too.
        let code = &answer["message"]["errors"]["statusCode"];
        let is_unknown = *code == "404" || *code == 404;
        return if is_unknown {
            Ok(None)
        } else {
            Err(Fault::Unreadable)
        };
    }
    let answered = answer["data"]["doi"].as_str();
    let found = reference(text(response)?).unwrap_or_default();
    let found = about_doi(found, doi, answered, &[])?;
    Ok(Some(answered_by(found, Service::Jalc, response)))
}
