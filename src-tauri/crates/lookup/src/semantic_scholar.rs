//! Semantic Scholar, with the user's key.

use crate::identifiers::doi_path;
use crate::inquiry::{Asked, Inquiry, NOT_FOUND, about_doi, answer_of, answered_by};
use crate::outcome::Fault;
use crate::resolver::{Resolver, Service};
use crate::shaped::{date, identify, one, person, reference, work};
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::{Key, Response};
use serde_json::Value;

const FIELDS: &str =
    "title,abstract,authors,venue,year,publicationDate,journal,externalIds,publicationTypes";

/// The resolver that asks Semantic Scholar. Without a key nobody is asked.
pub(crate) struct SemanticScholar;

impl Resolver for SemanticScholar {
    fn service(&self) -> Service {
        Service::SemanticScholar
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        identifier.scheme == IdentifierScheme::Doi
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let Some(key) = &inquiry.keys.semantic_scholar else {
            return Ok(NOT_FOUND);
        };
        let url = format!(
            "https://api.semanticscholar.org/graph/v1/paper/{}?fields={FIELDS}",
            doi_path(&identifier.value)
        );
        let key = Key {
            header: "x-api-key",
            value: key.clone(),
        };
        let response = inquiry.get(url, "application/json", Some(key))?;
        Ok(read(&response, &identifier.value)?.into())
    }
}

/// Reads the answer about a DOI; `None` when the service does not know it.
pub(crate) fn read(response: &Response, doi: &str) -> Result<Option<Reference>, Fault> {
    let Some(paper) = answer_of(response)? else {
        return Ok(None);
    };
    let answered = paper["externalIds"]["DOI"].as_str();
    let found = about_doi(read_paper(&paper), doi, answered, &[])?;
    Ok(Some(answered_by(found, Service::SemanticScholar, response)))
}

/// A paper as Semantic Scholar tells it.
pub(crate) fn read_paper(paper: &Value) -> Reference {
    let authors = paper["authors"].as_array().into_iter().flatten();
    let authors: Vec<Value> = authors
        .filter_map(|author| person(author["name"].as_str()?))
        .collect();
    let kinds = paper["publicationTypes"].as_array().into_iter().flatten();
    let kind = kinds
        .filter_map(Value::as_str)
        .find_map(|kind| match kind {
            "Book" => Some("book"),
            "BookSection" => Some("book-chapter"),
            "Conference" => Some("proceedings-article"),
            "Dataset" => Some("dataset"),
            _ => None,
        })
        .unwrap_or("journal-article");
    let issued = match (paper["publicationDate"].as_str(), paper["year"].as_u64()) {
        (Some(day), _) => date(day),
        (None, Some(year)) => date(&year.to_string()),
        (None, None) => Value::Null,
    };
    let journal = &paper["journal"];
    let container = journal["name"].as_str().or_else(|| paper["venue"].as_str());
    let ids = &paper["externalIds"];
    let found = reference(&work([
        ("type", kind.into()),
        ("DOI", ids["DOI"].clone()),
        ("title", one(paper["title"].as_str())),
        ("container-title", one(container)),
        ("volume", journal["volume"].clone()),
        ("page", journal["pages"].clone()),
        ("issued", issued),
        ("author", authors.into()),
        ("abstract", paper["abstract"].clone()),
    ]));
    let mut found = found.unwrap_or_default();
    identify(&mut found, IdentifierScheme::Pmid, ids["PubMed"].as_str());
    found
}
