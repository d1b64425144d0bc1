//! PubMed: `esearch` finds the number of a DOI, `efetch` the record of a number.

use crate::identifiers::encode;
use crate::inquiry::{Asked, Inquiry, NOT_FOUND, about_doi, answered_by, has, titled, xml};
use crate::outcome::{Fault, Outcome};
use crate::pmc;
use crate::resolver::{Resolver, Service};
use diglot_formats::{FormatName, without_places};
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::{Patience, Response};
use std::fmt::Write as _;

const EUTILS: &str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils";

/// The resolver that asks PubMed.
pub(crate) struct PubMed;

impl Resolver for PubMed {
    fn service(&self) -> Service {
        Service::PubMed
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        matches!(
            identifier.scheme,
            IdentifierScheme::Doi | IdentifierScheme::Pmid | IdentifierScheme::Pmcid
        )
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let value = &identifier.value;
        let (number, doi) = match identifier.scheme {
            IdentifierScheme::Doi => (number_of_doi(value, inquiry)?, Some(value.clone())),
            IdentifierScheme::Pmid => (Some(value.clone()), None),
            _ => match pmc::convert(identifier, inquiry)? {
                Some(known) => (known.pmid, None),
                None => (None, None),
            },
        };
        let Some(number) = number else {
            return Ok(NOT_FOUND);
        };
        let url = format!(
            "{EUTILS}/efetch.fcgi?db=pubmed&id={}&retmode=xml{}",
            encode(&number),
            who_asks(inquiry)
        );
        let response = inquiry.get(url, "application/xml", None)?;
        let Some(found) = read(&response, &number)? else {
            return Ok(NOT_FOUND);
        };
        let found = match doi {
            Some(doi) => {
                let answered = found.doi().map(str::to_owned);
                about_doi(found, &doi, answered.as_deref(), &[])?
            }
            None => found,
        };
        Ok(Outcome::Found(Box::new(found)))
    }
}

/// What PubMed asks everybody to send along.
pub(crate) fn who_asks(inquiry: &Inquiry<'_>) -> String {
    let mut out = "&tool=diglot".to_owned();
    // Writing to a string cannot fail.
    if let Some(address) = inquiry.client.contact() {
        let _ = write!(out, "&email={}", encode(address));
    }
    if let Some(key) = &inquiry.keys.pubmed {
        let _ = write!(out, "&api_key={}", encode(key));
    }
    out
}

fn number_of_doi(doi: &str, inquiry: &Inquiry<'_>) -> Result<Option<String>, Outcome> {
    let url = format!(
        "{EUTILS}/esearch.fcgi?db=pubmed&term={}{}",
        encode(&format!("{doi}[doi]")),
        who_asks(inquiry)
    );
    let response = inquiry.get(url, "application/xml", None)?;
    let numbers = match numbers(&response) {
        // It says so with 200; where it is not there at all, in passing nobody tries again.
        Err(Fault::Status(404)) if inquiry.patience == Patience::Full => Vec::new(),
        numbers => numbers?,
    };
    // A DOI has one record: more mean that its words were sought.
    Ok(match numbers.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    })
}

/// The numbers that an `esearch` answers.
pub(crate) fn numbers(response: &Response) -> Result<Vec<String>, Fault> {
    if response.status != 200 {
        return Err(Fault::Status(response.status));
    }
    let text = xml(response)?;
    let Some(at) = text.find("<eSearchResult") else {
        return Err(Fault::Unreadable);
    };
    if !text[at..].contains("</eSearchResult>") {
        return Err(Fault::Unreadable);
    }
    let ids = text[at..].split("<Id>").skip(1);
    Ok(ids
        .filter_map(|rest| rest.split_once("</Id>"))
        .map(|(number, _)| number.trim().to_owned())
        .filter(|number| number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty())
        .collect())
}

/// Reads an `efetch` of one number; `None` when PubMed does not know it.
pub(crate) fn read(response: &Response, number: &str) -> Result<Option<Reference>, Fault> {
    match response.status {
        200 => {}
        // A number that is none.
        400 | 404 => return Ok(None),
        status => return Err(Fault::Status(status)),
    }
    let text = xml(response)?;
    let ends = text.trim_end();
    if !ends.ends_with("Set>") && !ends.ends_with("Article>") && !ends.ends_with("/>") {
        // It broke off.
        return Err(Fault::Unreadable);
    }
    let mut reading = diglot_formats::read(text, FormatName::PubmedXml);
    if reading.records.is_empty() {
        return Ok(None);
    }
    let mut found = reading.records.swap_remove(0).reference;
    without_places(&mut found);
    if !has(&found, &IdentifierScheme::Pmid, number) {
        let other = found.identifiers_of(&IdentifierScheme::Pmid).next();
        return Err(Fault::OtherIdentifier {
            found: other.map(|other| format!("PMID {other}")),
        });
    }
    Ok(Some(answered_by(titled(found)?, Service::PubMed, response)))
}
