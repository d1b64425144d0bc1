//! Which agency registered a DOI: `https://doi.org/ra/{doi}`.

use crate::identifiers::doi_path;
use crate::outcome::{Fault, Outcome};
use diglot_model::Identifier;
use diglot_net::{CancelToken, Client, Request, Response};
use serde_json::Value;

/// What the DOI system says about a DOI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Registration {
    /// It is registered with this agency.
    With(String),
    /// It is not registered.
    Unknown,
}

/// Asks who registered a DOI.
pub(crate) fn ask(
    doi: &Identifier,
    client: &Client,
    cancel: &CancelToken,
) -> Result<Registration, Outcome> {
    let request = Request {
        url: format!("https://doi.org/ra/{}", doi_path(&doi.value)),
        accept: "application/json",
    };
    let response = client.get(&request, cancel)?;
    read(&response).map_err(|fault| Outcome::Malformed { fault })
}

/// Reads `[{"DOI": …, "RA": …}]`; an unknown DOI has a `status` instead of the agency, and
/// the HTTP status 200 all the same.
fn read(response: &Response) -> Result<Registration, Fault> {
    match response.status {
        200 => {}
        404 => return Ok(Registration::Unknown),
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

/// The JSON of a response: both its content type and its first byte must say that it is.
pub(crate) fn json(response: &Response, first: u8) -> Result<Value, Fault> {
    let says_json =
        response.content_type.ends_with("/json") || response.content_type.ends_with("+json");
    let begins = response
        .body
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        == Some(&first);
    if !says_json || !begins {
        return Err(Fault::NotJson {
            content_type: response.content_type.clone(),
        });
    }
    serde_json::from_slice(&response.body).map_err(|_| Fault::Unreadable)
}
