//! OpenAlex, with the user's key: `https://api.openalex.org/works/https://doi.org/{doi}`.

use crate::identifiers::{doi_path, encode};
use crate::inquiry::{Asked, Inquiry, NOT_FOUND, about_doi, answer_of, answered_by, text};
use crate::outcome::Fault;
use crate::resolver::{Resolver, Service};
use diglot_formats::{FormatName, without_places};
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::Response;

/// The resolver that asks OpenAlex. Without a key nobody is asked.
pub(crate) struct OpenAlex;

impl Resolver for OpenAlex {
    fn service(&self) -> Service {
        Service::OpenAlex
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        identifier.scheme == IdentifierScheme::Doi
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let Some(key) = &inquiry.keys.openalex else {
            return Ok(NOT_FOUND);
        };
        let url = format!(
            "https://api.openalex.org/works/https://doi.org/{}?api_key={}",
            doi_path(&identifier.value),
            encode(key)
        );
        let response = inquiry.get(url, "application/json", None)?;
        Ok(read(&response, &identifier.value)?.into())
    }
}

/// Reads OpenAlex's answer about a DOI; `None` when it does not know it.
pub(crate) fn read(response: &Response, doi: &str) -> Result<Option<Reference>, Fault> {
    let Some(answer) = answer_of(response)? else {
        return Ok(None);
    };
    let answered = answer["doi"].as_str();
    let mut reading = diglot_formats::read(text(response)?, FormatName::OpenalexJson);
    let first = reading.records.drain(..).next();
    let mut found = first.map(|record| record.reference).unwrap_or_default();
    without_places(&mut found);
    let found = about_doi(found, doi, answered, &[])?;
    Ok(Some(answered_by(found, Service::OpenAlex, response)))
}
