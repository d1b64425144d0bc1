//! Zotero RDF, and the RDF/XML of repositories that speak the same vocabularies (Dublin
//! Core, PRISM, bibo, eprints).
//!
//! The graph is read as its elements stand in each other and refer to each other; fields
//! are named as Zotero names them and read like those of its JSON.

mod fields;
mod graph;
mod item;
mod kinds;

pub(crate) use kinds::of_word as kind_of_word;

use crate::Reading;
use crate::document::Document;
use graph::Graph;

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "zotero-rdf";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let rdf = text.trim_start().starts_with('<') && text.contains("<rdf:RDF")
        || text.contains("<RDF") && text.contains("22-rdf-syntax-ns");
    if !rdf {
        return None;
    }
    if text.contains("www.zotero.org/namespaces/export") {
        return Some((97, "RDF of Zotero".to_owned()));
    }
    let words = [
        "purl.org/dc/",
        "purl.org/net/biblio",
        "prismstandard.org",
        "purl.org/ontology/bibo",
        "purl.org/eprint",
        "schema.org/",
    ];
    let known = words.iter().any(|word| text.contains(word));
    known.then(|| (90, "RDF with bibliographic vocabularies".to_owned()))
}

/// Reads all items of a graph.
pub(crate) fn read(text: &str) -> Reading {
    let document = Document::read(text);
    let graph = Graph::new(&document);
    let mut reading = Reading::default();
    for node in graph.works() {
        reading.records.extend(item::record(text, &graph, node));
    }
    reading
}

#[cfg(test)]
mod tests;
