//! arXiv: an Atom feed with one entry, or with none for a number that it does not know.

use crate::identifiers::encode;
use crate::inquiry::{Asked, Inquiry, answered_by, titled, xml};
use crate::outcome::Fault;
use crate::resolver::{Resolver, Service};
use crate::shaped::{date, identify, one, person, reference, work};
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::Response;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::Event;
use serde_json::Value;

/// The resolver that asks arXiv.
pub(crate) struct Arxiv;

impl Resolver for Arxiv {
    fn service(&self) -> Service {
        Service::Arxiv
    }

    fn takes(&self, identifier: &Identifier) -> bool {
        identifier.scheme == IdentifierScheme::Arxiv
    }

    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked {
        let url = format!(
            "https://export.arxiv.org/api/query?id_list={}",
            encode(&identifier.value)
        );
        let response = inquiry.get(url, "application/atom+xml", None)?;
        Ok(read(&response, &identifier.value)?.into())
    }
}

/// What an entry says.
#[derive(Debug, Default)]
struct Entry {
    id: String,
    title: String,
    summary: String,
    published: String,
    doi: String,
    authors: Vec<String>,
    categories: Vec<String>,
}

/// Reads the feed about a number; `None` when it has no entry.
pub(crate) fn read(response: &Response, number: &str) -> Result<Option<Reference>, Fault> {
    match response.status {
        200 => {}
        // A number that is none.
        400 | 404 => return Ok(None),
        status => return Err(Fault::Status(status)),
    }
    let Some(entry) = entry(xml(response)?)? else {
        return Ok(None);
    };
    // An error is an entry as well, whose id leads to a page of errors.
    let Some((_, id)) = entry.id.rsplit_once("/abs/") else {
        return if entry.id.contains("/errors") {
            Ok(None)
        } else {
            Err(Fault::OtherIdentifier { found: None })
        };
    };
    if !same_number(id, number) {
        return Err(Fault::OtherIdentifier {
            found: Some(format!("arXiv {id}")),
        });
    }
    let authors: Vec<Value> = entry.authors.iter().filter_map(|a| person(a)).collect();
    let found = reference(&work([
        ("type", "posted-content".into()),
        ("title", one(Some(&entry.title))),
        ("publisher", "arXiv".into()),
        ("DOI", entry.doi.as_str().into()),
        ("author", authors.into()),
        ("issued", date(&entry.published)),
        ("abstract", escaped(&entry.summary).into()),
        ("subject", entry.categories.clone().into()),
        ("URL", format!("https://arxiv.org/abs/{number}").into()),
    ]));
    let mut found = titled(found.unwrap_or_default())?;
    identify(&mut found, IdentifierScheme::Arxiv, Some(number));
    Ok(Some(answered_by(found, Service::Arxiv, response)))
}

/// Whether a number is the asked one; the version is told only when it was asked for.
fn same_number(answered: &str, asked: &str) -> bool {
    let bare = |number: &str| {
        let end = number.rfind('v').filter(|at| {
            let version = &number[at + 1..];
            !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit())
        });
        number[..end.unwrap_or(number.len())].to_lowercase()
    };
    bare(answered) == bare(asked)
}

/// A text as markup in which it stands for itself.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The first entry of a feed. Nothing in a feed stands deeper than a few levels, and only
/// the names of the open elements are kept.
fn entry(text: &str) -> Result<Option<Entry>, Fault> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<String> = Vec::new();
    let mut found: Option<Entry> = None;
    let mut said = String::new();
    loop {
        match reader.read_event().map_err(|_| Fault::Unreadable)? {
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                if name == "entry" && found.is_none() {
                    found = Some(Entry::default());
                }
                category(&start, &open, found.as_mut());
                open.push(name);
                said.clear();
            }
            Event::Empty(empty) => category(&empty, &open, found.as_mut()),
            Event::Text(words) => said.push_str(&words),
            Event::CData(words) => said.push_str(&words),
            Event::GeneralRef(name) => {
                let name = name.to_string();
                match resolve_predefined_entity(&name) {
                    Some(known) => said.push_str(known),
                    None => said.push_str(&unescape(&format!("&{name};")).unwrap_or_default()),
                }
            }
            Event::End(_) => {
                let name = open.pop().unwrap_or_default();
                if name == "entry" {
                    return Ok(found);
                }
                if let Some(entry) = found.as_mut() {
                    put(entry, &open, &name, &said);
                }
                said.clear();
            }
            Event::Eof if open.is_empty() && text.contains("<feed") => return Ok(None),
            Event::Eof => return Err(Fault::Unreadable),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

fn category(
    element: &quick_xml::events::BytesStart<'_>,
    open: &[String],
    entry: Option<&mut Entry>,
) {
    let Some(entry) = entry else { return };
    if element.name().as_ref() != "category" || open.last().is_none_or(|name| name != "entry") {
        return;
    }
    let term = element
        .attributes()
        .flatten()
        .find(|a| a.key.as_ref() == "term");
    if let Some(term) = term {
        entry.categories.push(term.value.into_owned());
    }
}

fn put(entry: &mut Entry, open: &[String], name: &str, said: &str) {
    let words = || said.split_whitespace().collect::<Vec<_>>().join(" ");
    let parent = open.last().map_or("", String::as_str);
    match (parent, name) {
        ("entry", "id") => entry.id = words(),
        ("entry", "title") => entry.title = words(),
        ("entry", "summary") => entry.summary = words(),
        ("entry", "published") => entry.published = words(),
        ("entry", "arxiv:doi") => entry.doi = words(),
        ("author", "name") => entry.authors.push(words()),
        _ => {}
    }
}
