//! Books by their ISBN: Open Library, then Google Books.

use crate::identifiers::encode;
use crate::inquiry::{Asked, Inquiry, answer_of, answered_by, titled};
use crate::outcome::Fault;
use crate::resolver::{Resolver, Service};
use crate::shaped::{date, identify, one, person, reference, work};
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::Response;
use serde_json::Value;

/// The resolver that asks Open Library.
pub(crate) struct OpenLibrary;

/// The resolver that asks Google Books.
pub(crate) struct GoogleBooks;

impl Resolver for OpenLibrary {
    fn service(&self) -> Service {
        Service::OpenLibrary
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        identifier.scheme == IdentifierScheme::Isbn
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let isbn = bare(&identifier.value);
        let url = format!(
            "https://openlibrary.org/api/books?bibkeys=ISBN:{}&format=json&jscmd=data",
            encode(&isbn)
        );
        let response = inquiry.get(url, "application/json", None)?;
        Ok(read_open_library(&response, &isbn)?.into())
    }
}

impl Resolver for GoogleBooks {
    fn service(&self) -> Service {
        Service::GoogleBooks
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        identifier.scheme == IdentifierScheme::Isbn
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let isbn = bare(&identifier.value);
        let url = format!(
            "https://www.googleapis.com/books/v1/volumes?q=isbn:{}",
            encode(&isbn)
        );
        let response = inquiry.get(url, "application/json", None)?;
        Ok(read_google_books(&response, &isbn)?.into())
    }
}

/// Reads Open Library's answer; `None` when it does not know the book.
pub(crate) fn read_open_library(
    response: &Response,
    isbn: &str,
) -> Result<Option<Reference>, Fault> {
    let Some(answer) = answer_of(response)? else {
        return Ok(None);
    };
    let books = answer.as_object().ok_or(Fault::Unreadable)?;
    if books.is_empty() {
        return Ok(None);
    }
    let book = &answer[format!("ISBN:{isbn}")];
    let numbers: Vec<&str> = ["isbn_13", "isbn_10"]
        .into_iter()
        .flat_map(|key| book["identifiers"][key].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .collect();
    about_isbn(&numbers, isbn)?;
    let names = |list: &Value| -> Vec<String> {
        let list = list.as_array().into_iter().flatten();
        list.filter_map(|entry| Some(entry["name"].as_str()?.to_owned()))
            .collect()
    };
    let authors: Vec<Value> = names(&book["authors"])
        .iter()
        .filter_map(|name| person(name))
        .collect();
    let found = reference(&work([
        ("type", "book".into()),
        ("title", one(book["title"].as_str())),
        ("subtitle", one(book["subtitle"].as_str())),
        ("author", authors.into()),
        (
            "publisher",
            names(&book["publishers"]).first().cloned().into(),
        ),
        (
            "publisher-location",
            names(&book["publish_places"]).first().cloned().into(),
        ),
        ("issued", written_date(&book["publish_date"])),
        ("URL", book["url"].clone()),
    ]));
    let mut found = titled(found.unwrap_or_default())?;
    identify(&mut found, IdentifierScheme::Isbn, Some(isbn));
    Ok(Some(answered_by(found, Service::OpenLibrary, response)))
}

/// Reads Google Books' answer; `None` when none of the volumes has the ISBN.
pub(crate) fn read_google_books(
    response: &Response,
    isbn: &str,
) -> Result<Option<Reference>, Fault> {
    let Some(answer) = answer_of(response)? else {
        return Ok(None);
    };
    let Some(volumes) = answer["items"].as_array() else {
        return match answer["totalItems"].as_u64() {
            Some(0) => Ok(None),
            _ => Err(Fault::Unreadable),
        };
    };
    let has_it = |volume: &&Value| {
        let numbers = volume["volumeInfo"]["industryIdentifiers"].as_array();
        let numbers: Vec<&str> = numbers
            .into_iter()
            .flatten()
            .filter_map(|number| number["identifier"].as_str())
            .collect();
        about_isbn(&numbers, isbn).is_ok()
    };
    let Some(volume) = volumes.iter().find(has_it) else {
        return Ok(None);
    };
    let volume = &volume["volumeInfo"];
    let authors = volume["authors"].as_array().into_iter().flatten();
    let authors: Vec<Value> = authors
        .filter_map(|author| person(author.as_str()?))
        .collect();
    let found = reference(&work([
        ("type", "book".into()),
        ("title", one(volume["title"].as_str())),
        ("subtitle", one(volume["subtitle"].as_str())),
        ("author", authors.into()),
        ("publisher", volume["publisher"].clone()),
        ("issued", written_date(&volume["publishedDate"])),
        ("language", volume["language"].clone()),
    ]));
    let mut found = titled(found.unwrap_or_default())?;
    identify(&mut found, IdentifierScheme::Isbn, Some(isbn));
    Ok(Some(answered_by(found, Service::GoogleBooks, response)))
}

/// The digits of an ISBN.
fn bare(isbn: &str) -> String {
    let digits = isbn.chars().filter(char::is_ascii_alphanumeric);
    digits.collect::<String>().to_ascii_uppercase()
}

/// The answer must be about the book that was asked for: an ISBN of ten digits is that of
/// thirteen without its beginning and with another check digit.
fn about_isbn(numbers: &[&str], isbn: &str) -> Result<(), Fault> {
    let core = |isbn: &str| {
        let digits = bare(isbn);
        let start = digits.len().saturating_sub(10);
        let end = digits.len().saturating_sub(1);
        digits[start..end].to_owned()
    };
    if numbers.iter().any(|number| core(number) == core(isbn)) {
        return Ok(());
    }
    Err(Fault::OtherIdentifier {
        found: numbers.first().map(|number| format!("ISBN {number}")),
    })
}

/// `2004`, `2004-05-01`, or a year at the end of words: `May 1, 2004`.
fn written_date(node: &Value) -> Value {
    let Some(text) = node.as_str().map(str::trim) else {
        return Value::Null;
    };
    match date(text) {
        Value::Null => {
            let year = text
                .split(|c: char| !c.is_ascii_digit())
                .rfind(|digits| digits.len() == 4);
            year.map_or(Value::Null, date)
        }
        known => known,
    }
}
