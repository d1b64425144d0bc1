//! Europe PMC: what PubMed has and more, asked by DOI, PMID or PMCID.

use crate::identifiers::encode;
use crate::inquiry::{Asked, Inquiry, NOT_FOUND, answered_by, has, json, titled};
use crate::outcome::{Fault, Outcome};
use crate::resolver::{Resolver, Service};
use crate::shaped::{date, identify, one, reference, work};
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::{Patience, Response};
use serde_json::{Value, json};

/// The resolver that asks Europe PMC.
pub(crate) struct EuropePmc;

impl Resolver for EuropePmc {
    fn service(&self) -> Service {
        Service::EuropePmc
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        matches!(
            identifier.scheme,
            IdentifierScheme::Doi | IdentifierScheme::Pmid | IdentifierScheme::Pmcid
        )
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let value = identifier.value.replace(['"', '\\'], "");
        let query = match identifier.scheme {
            IdentifierScheme::Doi => format!("DOI:\"{value}\""),
            IdentifierScheme::Pmid => format!("EXT_ID:{value} AND SRC:MED"),
            _ => format!("PMCID:{value}"),
        };
        let url = format!(
            "https://www.ebi.ac.uk/europepmc/webservices/rest/search?query={}&resultType=core&format=json",
            encode(&query)
        );
        let response = inquiry.get(url, "application/json", None)?;
        match read(&response, identifier) {
            Ok(Some(reference)) => Ok(Outcome::Found(Box::new(reference))),
            Ok(None) => Ok(NOT_FOUND),
            // It says so with 200; where it is not there at all, in passing nobody tries again.
            Err(Fault::Status(404)) if inquiry.patience == Patience::Full => Ok(NOT_FOUND),
            Err(fault) => Err(fault.into()),
        }
    }
}

/// Reads the answer about an identifier; `None` when none of the works has it.
pub(crate) fn read(response: &Response, asked: &Identifier) -> Result<Option<Reference>, Fault> {
    match response.status {
        200 => {}
        status => return Err(Fault::Status(status)),
    }
    let answer = json(response, b'{')?;
    let list = &answer["resultList"]["result"];
    let Some(works) = list.as_array() else {
        return match answer["hitCount"].as_u64() {
            Some(0) => Ok(None),
            _ => Err(Fault::Unreadable),
        };
    };
    let found = works
        .iter()
        .filter_map(read_work)
        .find(|work| has(work, &asked.scheme, &asked.value));
    match found {
        Some(found) => Ok(Some(answered_by(
            titled(found)?,
            Service::EuropePmc,
            response,
        ))),
        None => Ok(None),
    }
}

fn read_work(result: &Value) -> Option<Reference> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let journal = &result["journalInfo"];
    let authors = result["authorList"]["author"].as_array();
    let authors: Vec<Value> = authors.into_iter().flatten().map(author).collect();
    let is_preprint = result["source"].as_str() == Some("PPR");
    let kind = match (&result["bookOrReportDetails"], is_preprint) {
        (Value::Object(_), _) => "book",
        (_, true) => "posted-content",
        _ => "journal-article",
    };
    let keywords = result["keywordList"]["keyword"].clone();
    // A title comes with a stop, as in PubMed.
    let title = result["title"].as_str().map(|t| t.trim_end_matches('.'));
    let issued = result["firstPublicationDate"]
        .as_str()
        .filter(|_| journal["printPublicationDate"].is_null())
        .or_else(|| journal["printPublicationDate"].as_str())
        .map_or(Value::Null, date);
    let year = match &result["pubYear"] {
        Value::String(year) => date(year),
        _ => Value::Null,
    };
    let same_year = issued["date-parts"][0][0] == year["date-parts"][0][0];
    let mut found = reference(&work([
        ("type", kind.into()),
        ("DOI", result["doi"].clone()),
        ("title", one(title)),
        ("container-title", one(journal["journal"]["title"].as_str())),
        (
            "short-container-title",
            one(journal["journal"]["medlineAbbreviation"].as_str()),
        ),
        ("volume", journal["volume"].clone()),
        ("issue", journal["issue"].clone()),
        ("page", result["pageInfo"].clone()),
        ("issued", if same_year { issued } else { year }),
        (
            "ISSN",
            [&journal["journal"]["issn"], &journal["journal"]["essn"]]
                .into_iter()
                .filter_map(text)
                .collect::<Vec<_>>()
                .into(),
        ),
        ("author", authors.into()),
        ("abstract", abstract_of(&result["abstractText"])),
        ("language", language(&result["language"])),
        ("subject", keywords),
    ]))?;
    identify(&mut found, IdentifierScheme::Pmid, result["pmid"].as_str());
    identify(
        &mut found,
        IdentifierScheme::Pmcid,
        result["pmcid"].as_str(),
    );
    Some(found)
}

/// Headings of an abstract stand in it as `<h4>`.
fn abstract_of(node: &Value) -> Value {
    let Some(text) = node.as_str() else {
        return Value::Null;
    };
    let mut parts = text.split("<h4>");
    let first = parts.next().unwrap_or_default();
    let mut out = String::new();
    if !first.trim().is_empty() {
        out = format!("<jats:p>{first}</jats:p>");
    }
    for part in parts {
        let (label, words) = part.split_once("</h4>").unwrap_or(("", part));
        out.push_str("<jats:sec><jats:title>");
        out.push_str(label);
        out.push_str("</jats:title><jats:p>");
        out.push_str(words);
        out.push_str("</jats:p></jats:sec>");
    }
    out.into()
}

/// Languages are those of MEDLINE, of three letters.
fn language(node: &Value) -> Value {
    let code = match node.as_str() {
        Some("eng") => "en",
        Some("chi") => "zh",
        Some("jpn") => "ja",
        Some("kor") => "ko",
        Some("ger") => "de",
        Some("fre") => "fr",
        Some("spa") => "es",
        Some("ita") => "it",
        Some("por") => "pt",
        Some("rus") => "ru",
        Some(code) if code.len() == 2 => code,
        _ => return Value::Null,
    };
    code.into()
}

fn author(author: &Value) -> Value {
    let orcid = (author["authorId"]["type"].as_str() == Some("ORCID"))
        .then(|| author["authorId"]["value"].clone());
    let places = author["authorAffiliationDetailsList"]["authorAffiliation"].as_array();
    let places: Vec<Value> = places
        .into_iter()
        .flatten()
        .filter_map(|place| place["affiliation"].as_str())
        .map(|name| json!({ "name": name }))
        .collect();
    let given = match &author["firstName"] {
        Value::Null => &author["initials"],
        given => given,
    };
    work([
        ("family", author["lastName"].clone()),
        ("given", given.clone()),
        ("name", author["collectiveName"].clone()),
        ("ORCID", orcid.unwrap_or_default()),
        ("affiliation", places.into()),
    ])
}
