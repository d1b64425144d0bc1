//! Content negotiation: `https://doi.org/{doi}` asked for CSL-JSON, which sends on to the
//! agency that registered the DOI.

use crate::identifiers::doi_path;
use crate::inquiry::{Asked, Inquiry, NOT_FOUND, about_doi, answered_by, json, text};
use crate::outcome::{Fault, Outcome};
use crate::resolver::{Resolver, Service};
use diglot_formats::{FormatName, without_places};
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::{NetError, RedirectRefusal, Response};

const CSL: &str = "application/vnd.citationstyles.csl+json";

/// The resolver that asks whichever agency registered a DOI.
pub(crate) struct Negotiation;

impl Resolver for Negotiation {
    fn service(&self) -> Service {
        Service::Agency
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        identifier.scheme == IdentifierScheme::Doi
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let url = format!("https://doi.org/{}", doi_path(&identifier.value));
        let response = match inquiry.get(url, CSL, None) {
            Ok(response) => response,
            // It sent on to the work's page, as for every agency without such a service.
            Err(Outcome::Malformed {
                fault:
                    Fault::Transport(NetError::Redirect {
                        why: RedirectRefusal::Unlisted | RedirectRefusal::NotHttps,
                        ..
                    }),
            }) => return Ok(NOT_FOUND),
            Err(other) => return Err(other),
        };
        Ok(read(&response, &identifier.value)?.into())
    }
}

/// Reads an agency's CSL-JSON about a DOI; `None` when it has a page for people only, as
/// the answer to an unknown DOI is one.
pub(crate) fn read(response: &Response, doi: &str) -> Result<Option<Reference>, Fault> {
    match response.status {
        200 => {}
        // A page to be sent on to that is not named is none either.
        204 | 300..=399 | 404 | 406 | 410 | 415 => return Ok(None),
        status => return Err(Fault::Status(status)),
    }
    if response.content_type == "text/html" {
        return Ok(None);
    }
    let item = json(response, b'{')?;
    let answered = item["DOI"].as_str();
    // Crossref and DataCite answer their own shape, the others plain CSL.
    let format = if item["title"].is_array() {
        FormatName::CrossrefJson
    } else {
        FormatName::CslJson
    };
    let mut reading = diglot_formats::read(text(response)?, format);
    let first = reading.records.drain(..).next();
    let mut found = first.map(|record| record.reference).unwrap_or_default();
    without_places(&mut found);
    let found = about_doi(found, doi, answered, &[])?;
    Ok(Some(answered_by(found, Service::Agency, response)))
}
