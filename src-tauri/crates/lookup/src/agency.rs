//! Which agency registered a DOI: `https://doi.org/ra/{doi}`.

use crate::identifiers::{doi_path, encode};
use crate::inquiry::{Inquiry, json};
use crate::memory::Remembered;
use crate::outcome::{Fault, Outcome};
use crate::resolver::Service;
use diglot_model::{Identifier, IdentifierScheme};
use diglot_net::Response;

/// What the DOI system says about a DOI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Registration {
    /// It is registered with this agency.
    With(String),
    /// It is not registered.
    Unknown,
    /// Nobody can tell.
    Unclear,
}

/// The agency of a DOI's prefix, as far as it is known without asking.
pub(crate) fn known(doi: &Identifier, inquiry: &Inquiry<'_>) -> Option<String> {
    match inquiry.memory.recall(Service::DoiOrg, &prefix(doi))? {
        Remembered::Word(agency) => Some(agency),
        Remembered::Found(_) | Remembered::NotFound => None,
    }
}

/// Asks who registered a DOI: the DOI system, and where that fails Crossref, which knows
/// the agencies of others too.
pub(crate) fn ask(doi: &Identifier, inquiry: &Inquiry<'_>) -> Result<Registration, Outcome> {
    let prefix = prefix(doi);
    let at = |path: String| format!("https://doi.org/ra/{path}");
    let response = inquiry.get(at(doi_path(&doi.value)), "application/json", None)?;
    let registration = match response.status {
        // It knows every DOI or says so with 200; what it has no page for may have a prefix.
        404 => read(&inquiry.get(at(encode(&prefix.value)), "application/json", None)?),
        _ => read(&response),
    };
    let registration = match registration {
        Err(fault) => match ask_crossref(doi, inquiry) {
            Ok(known @ Registration::With(_)) => known,
            _ => return Err(fault.into()),
        },
        Ok(known) => known,
    };
    if let Registration::With(agency) = &registration {
        let word = Remembered::Word(agency.clone());
        inquiry.memory.keep(Service::DoiOrg, &prefix, &word);
    }
    Ok(registration)
}

/// Asks Crossref, which knows the agencies of others too.
pub(crate) fn ask_crossref(
    doi: &Identifier,
    inquiry: &Inquiry<'_>,
) -> Result<Registration, Outcome> {
    let url = format!(
        "https://api.crossref.org/works/{}/agency",
        encode(&doi.value)
    );
    let response = inquiry.get(url, "application/json", None)?;
    Ok(read_crossref(&response, &doi.value)?)
}

/// Reads what Crossref says about the agency of a DOI.
pub(crate) fn read_crossref(response: &Response, doi: &str) -> Result<Registration, Fault> {
    match response.status {
        200 => {}
        404 => return Ok(Registration::Unclear),
        status => return Err(Fault::Status(status)),
    }
    let answer = json(response, b'{')?;
    let message = &answer["message"];
    match (message["DOI"].as_str(), message["agency"]["label"].as_str()) {
        (Some(own), Some(agency)) if own.eq_ignore_ascii_case(doi) => {
            Ok(Registration::With(agency.chars().take(60).collect()))
        }
        _ => Err(Fault::Unreadable),
    }
}

/// The prefix of a DOI: one prefix is always one agency's.
fn prefix(doi: &Identifier) -> Identifier {
    let prefix = doi.value.split('/').next().unwrap_or_default();
    Identifier::new(IdentifierScheme::Doi, prefix)
}

/// Reads `[{"DOI": …, "RA": …}]`; an unknown DOI has a `status` instead of the agency, and
/// the HTTP status 200 all the same.
pub(crate) fn read(response: &Response) -> Result<Registration, Fault> {
    match response.status {
        200 => {}
        404 => return Ok(Registration::Unclear),
        status => return Err(Fault::Status(status)),
    }
    let value = json(response, b'[')?;
    let entry = &value[0];
    if let Some(agency) = entry["RA"]
        .as_str()
        .map(str::trim)
        .filter(|a| !a.is_empty())
    {
        return Ok(Registration::With(agency.chars().take(60).collect()));
    }
    match entry["status"].as_str() {
        Some(_) => Ok(Registration::Unknown),
        None => Err(Fault::Unreadable),
    }
}
