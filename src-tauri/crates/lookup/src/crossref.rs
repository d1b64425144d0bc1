//! Crossref: `https://api.crossref.org/works/{doi}`, and its search.

use crate::identifiers::encode;
use crate::inquiry::{Asked, Inquiry, about_doi, answer_of, answered_by, json, text, titled};
use crate::outcome::{Fault, Outcome};
use crate::resolver::{Resolver, Service};
use diglot_formats::crossref::reference;
use diglot_formats::{FormatName, without_places};
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::Response;
use serde_json::Value;

/// The resolver that asks Crossref.
pub struct Crossref;

impl Resolver for Crossref {
    fn service(&self) -> Service {
        Service::Crossref
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        identifier.scheme == IdentifierScheme::Doi
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let url = format!(
            "https://api.crossref.org/works/{}",
            encode(&identifier.value)
        );
        let response = inquiry.get(url, "application/json", None)?;
        Ok(read(&response, &identifier.value)?.into())
    }
}

/// Reads Crossref's answer about a DOI; `None` when it does not know the DOI.
///
/// The answer must be JSON by its type and its first byte, be about the DOI that was asked
/// for or name that one as an alias, and have a title.
pub fn read(response: &Response, doi: &str) -> Result<Option<Reference>, Fault> {
    let Some(answer) = answer_of(response)? else {
        return Ok(None);
    };
    let work = &answer["message"];
    let answered = work["DOI"].as_str().ok_or(Fault::Unreadable)?;
    let aliases = work["aliases"].as_array().into_iter().flatten();
    let aliases: Vec<&str> = aliases.filter_map(Value::as_str).collect();
    let found = reference(text(response)?).unwrap_or_default();
    let found = about_doi(found, doi, Some(answered), &aliases)?;
    Ok(Some(answered_by(found, Service::Crossref, response)))
}

/// What is asked when there is no identifier. Only this leaves the computer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// The title, or journal, year, volume, issue and page.
    pub(crate) bibliographic: String,
    /// Names of authors.
    pub(crate) author: String,
    /// How many works to answer.
    pub(crate) rows: u8,
}

/// Asks for works by words about them.
pub(crate) fn search(words: &Words, inquiry: &Inquiry<'_>) -> Result<Vec<Reference>, Outcome> {
    let mut url = "https://api.crossref.org/works?".to_owned();
    for (name, words) in [
        ("query.bibliographic", &words.bibliographic),
        ("query.author", &words.author),
    ] {
        if !words.is_empty() {
            url.push_str(name);
            url.push('=');
            url.push_str(&encode(words));
            url.push('&');
        }
    }
    url.push_str("rows=");
    url.push_str(&words.rows.to_string());
    let response = inquiry.get(url, "application/json", None)?;
    Ok(found(&response)?)
}

/// The works of an answer to a search; those without DOI or title are none.
pub(crate) fn found(response: &Response) -> Result<Vec<Reference>, Fault> {
    match response.status {
        200 => {}
        404 => return Ok(Vec::new()),
        status => return Err(Fault::Status(status)),
    }
    let answer = json(response, b'{')?;
    if !answer["message"]["items"].is_array() {
        return Err(Fault::Unreadable);
    }
    let reading = diglot_formats::read(text(response)?, FormatName::CrossrefJson);
    let works = reading.records.into_iter().filter_map(|record| {
        let mut work = record.reference;
        without_places(&mut work);
        work.doi()?;
        Some(answered_by(titled(work).ok()?, Service::Crossref, response))
    });
    Ok(works.collect())
}
