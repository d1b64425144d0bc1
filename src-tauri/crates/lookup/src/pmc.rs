//! PubMed Central's converter of identifiers.

use crate::identifiers::encode;
use crate::inquiry::{Inquiry, json};
use crate::outcome::{Fault, Outcome};
use crate::pubmed::who_asks;
use diglot_model::{Identifier, IdentifierScheme};
use diglot_net::Response;
use serde_json::Value;

/// The identifiers of one work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) pmid: Option<String>,
    pub(crate) pmcid: Option<String>,
    pub(crate) doi: Option<String>,
}

/// Where the converter stands, and where it stood before.
const PLACES: [&str; 2] = [
    "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/",
    "https://www.ncbi.nlm.nih.gov/pmc/utils/idconv/v1.0/",
];

/// The other identifiers of a work; `None` when PubMed Central does not have it.
pub(crate) fn convert(
    identifier: &Identifier,
    inquiry: &Inquiry<'_>,
) -> Result<Option<Known>, Outcome> {
    let mut last = Ok(None);
    for place in PLACES {
        let url = format!(
            "{place}?ids={}&format=json{}",
            encode(&identifier.value),
            who_asks(inquiry)
        );
        let response = inquiry.get(url, "application/json", None)?;
        match read(&response, identifier) {
            // What is no answer of the converter comes from another place than it.
            Err(Fault::OtherKind { .. } | Fault::Status(_)) if response.status != 200 => {
                last = Ok(None);
            }
            Err(fault) => last = Err(fault.into()),
            Ok(known) => return Ok(known),
        }
    }
    last
}

/// Reads the converter's answer. What it does not know comes with `status: error`, with
/// any HTTP status.
pub(crate) fn read(response: &Response, asked: &Identifier) -> Result<Option<Known>, Fault> {
    if !matches!(response.status, 200 | 400 | 404) {
        return Err(Fault::Status(response.status));
    }
    let answer = json(response, b'{')?;
    let is_error = |value: &Value| value["status"].as_str() == Some("error");
    if is_error(&answer) {
        return Ok(None);
    }
    let record = &answer["records"][0];
    if is_error(record) {
        return Ok(None);
    }
    let text = |key: &str| match &record[key] {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let known = Known {
        pmid: text("pmid"),
        pmcid: text("pmcid"),
        doi: text("doi").map(|doi| doi.to_lowercase()),
    };
    let own = match asked.scheme {
        IdentifierScheme::Doi => &known.doi,
        IdentifierScheme::Pmid => &known.pmid,
        _ => &known.pmcid,
    };
    match own {
        Some(own) if own.eq_ignore_ascii_case(&asked.value) => Ok(Some(known)),
        Some(other) => Err(Fault::OtherIdentifier {
            found: Some(other.clone()),
        }),
        None => Err(Fault::Unreadable),
    }
}
