//! DataCite: `https://api.datacite.org/dois/{doi}`.

use crate::identifiers::encode;
use crate::inquiry::{Asked, Inquiry, about_doi, answer_of, answered_by, text};
use crate::outcome::Fault;
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
        Ok(read(&response, &identifier.value)?.into())
    }
}

/// Reads DataCite's answer about a DOI; `None` when it does not know it.
pub(crate) fn read(response: &Response, doi: &str) -> Result<Option<Reference>, Fault> {
    let Some(answer) = answer_of(response)? else {
        return Ok(None);
    };
    let data = &answer["data"];
    let answered = data["attributes"]["doi"]
        .as_str()
        .or_else(|| data["id"].as_str());
    let found = reference(text(response)?).unwrap_or_default();
    let found = about_doi(found, doi, answered, &[])?;
    Ok(Some(answered_by(found, Service::DataCite, response)))
}
