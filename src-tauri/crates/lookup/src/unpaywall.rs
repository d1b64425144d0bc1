//! A free copy of a work, when somebody asks for one: Unpaywall.

use crate::identifiers::doi_path;
use crate::inquiry::{Inquiry, answer_of};
use crate::outcome::{Fault, Outcome};
use diglot_model::{Identifier, IdentifierScheme};
use diglot_net::Response;

/// Where a free copy of a work is; `None` when there is none that Unpaywall knows. It is
/// asked with the user's address only: without one, or for what has no DOI, nobody is.
pub fn free_copy(
    identifier: &Identifier,
    inquiry: &Inquiry<'_>,
) -> Result<Option<String>, Outcome> {
    let Some(address) = inquiry.client.contact() else {
        return Err(Outcome::NothingToAsk);
    };
    if identifier.scheme != IdentifierScheme::Doi {
        return Err(Outcome::NothingToAsk);
    }
    let url = format!(
        "https://api.unpaywall.org/v2/{}?email={}",
        doi_path(&identifier.value),
        crate::identifiers::encode(address)
    );
    let response = inquiry.get(url, "application/json", None)?;
    Ok(read(&response, &identifier.value)?)
}

/// Reads the best place; only an address over https is one.
pub(crate) fn read(response: &Response, doi: &str) -> Result<Option<String>, Fault> {
    let Some(answer) = answer_of(response)? else {
        return Ok(None);
    };
    match answer["doi"].as_str() {
        Some(other) if other.eq_ignore_ascii_case(doi) => {}
        other => {
            return Err(Fault::OtherIdentifier {
                found: other.map(str::to_owned),
            });
        }
    }
    let best = &answer["best_oa_location"];
    let places = [&best["url_for_pdf"], &best["url"]];
    let found = places.iter().filter_map(|place| place.as_str());
    Ok(found
        .filter(|url| url.starts_with("https://"))
        .map(str::to_owned)
        .next())
}
