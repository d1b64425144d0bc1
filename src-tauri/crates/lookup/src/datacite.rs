//! DataCite: `https://api.datacite.org/dois/{doi}`.

use crate::identifiers::encode;
use crate::inquiry::{Asked, Inquiry, NOT_FOUND, about_doi, answered_by, json, text};
use crate::outcome::{Fault, Outcome};
use crate::resolver::{Resolver, Service};
use diglot_formats::datacite::reference;
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::Response;

/// The resolver that asks DataCite.
pub(crate) struct DataCite;

impl Resolver for DataCite {
    fn service(&self) -> Service {
        Service::DataCite
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        identifier.scheme == IdentifierScheme::Doi
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let url = format!(
            "https://api.datacite.org/dois/{}",
            encode(&identifier.value)
        );
        let response = inquiry.get(url, "application/json", None)?;
        Ok(match read(&response, &identifier.value)? {
            Some(reference) => Outcome::Found(Box::new(reference)),
            None => NOT_FOUND,
        })
    }
}

/// Reads DataCite's answer about a DOI; `None` when it does not know it.
pub(crate) fn read(response: &Response, doi: &str) -> Result<Option<Reference>, Fault> {
    match response.status {
        200 => {}
        404 => return Ok(None),
        status => return Err(Fault::Status(status)),
    }
    let answer = json(response, b'{')?;
    let data = &answer["data"];
    let answered = data["attributes"]["doi"]
        .as_str()
        .or_else(|| data["id"].as_str());
    let found = reference(text(response)?).unwrap_or_default();
    let found = about_doi(found, doi, answered, &[])?;
    Ok(Some(answered_by(found, Service::DataCite, response)))
}
