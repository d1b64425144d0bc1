//! JSON-LD: the work that a page describes in the words of schema.org.

use super::tags::Page;
use crate::tree::{Node, json};
use crate::values::whole_name;
use crate::zotero_json::{Creator, Item, name_in_parts};
use diglot_model::normalise_doi;
use diglot_text::names::{NameOrder, parse_name};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Types of works, those that say more first, as Zotero's kinds of items.
const KINDS: &[(&str, &str)] = &[
    ("MedicalScholarlyArticle", "journalArticle"),
    ("ScholarlyArticle", "journalArticle"),
    ("Thesis", "thesis"),
    ("Chapter", "bookSection"),
    ("Book", "book"),
    ("Report", "report"),
    ("TechArticle", "report"),
    ("Dataset", "dataset"),
    ("SoftwareSourceCode", "computerProgram"),
    ("SoftwareApplication", "computerProgram"),
    ("Legislation", "statute"),
    ("NewsArticle", "newspaperArticle"),
    ("ReportageNewsArticle", "newspaperArticle"),
    ("BlogPosting", "blogPost"),
    ("Article", "journalArticle"),
    ("PublicationIssue", ""),
];

/// How many nodes of all scripts are looked at.
const MOST: usize = 5000;

/// The work that a page is about.
pub(super) fn item(page: &Page<'_>) -> Option<Item> {
    let mut roots = Vec::new();
    for (text, at) in &page.json {
        let start = json::blank(text, 0);
        if let Ok((node, _)) = json::value(text, start) {
            roots.push((node, *at));
        }
    }
    let mut nodes: Vec<(&Node<'_>, usize)> = Vec::new();
    for (root, at) in &roots {
        collect(root, *at, &mut nodes);
    }
    let graph = Graph::of(&nodes);
    let (rank, node, at) = nodes
        .iter()
        .filter_map(|(node, at)| Some((rank(node)?, *node, *at)))
        .min_by_key(|(rank, _, at)| (*rank, *at))?;
    read(&graph, node, at, KINDS[rank].1)
}

/// The works of a text that is JSON-LD alone, with their places: those at its outside, or
/// what it tells of most clearly.
pub(super) fn works(text: &str) -> Vec<(Item, Range<usize>)> {
    let Ok((root, _)) = json::value(text, json::blank(text, 0)) else {
        return Vec::new();
    };
    let mut nodes = Vec::new();
    collect(&root, 0, &mut nodes);
    let graph = Graph::of(&nodes);
    let outer = root
        .each()
        .iter()
        .flat_map(|node| match node.get("@graph") {
            Some(graph) => graph.each(),
            None => std::slice::from_ref(node),
        });
    let outer: Vec<&Node<'_>> = outer.collect();
    // What another one is part of is told with that.
    let hosts: BTreeSet<&str> = outer
        .iter()
        .flat_map(|node| node["isPartOf"].each())
        .filter_map(|host| host["@id"].str())
        .collect();
    let own = |node: &&Node<'_>| node["@id"].str().is_none_or(|id| !hosts.contains(&id));
    let mut found: Vec<(Item, Range<usize>)> = outer
        .into_iter()
        .filter(own)
        .filter_map(|node| {
            let kind = match rank(node) {
                Some(rank) => KINDS[rank].1,
                None if is_work(node) => "document",
                None => "",
            };
            let mut item = read(&graph, node, 0, kind).filter(|_| !kind.is_empty())?;
            // What stands alone is known by the address it is called by.
            let address = node["@id"].word().filter(|id| id.starts_with("http"));
            let located = |(field, ..): &(String, String, Range<usize>)| {
                matches!(field.as_str(), "url" | "DOI")
            };
            if let (Some(address), false) = (address, item.fields.iter().any(located)) {
                let at = node["@id"].range();
                item.fields.push(("url".to_owned(), address.to_owned(), at));
            }
            Some((item, node.range()))
        })
        .collect();
    if found.is_empty() {
        let best = nodes
            .iter()
            .filter_map(|(node, _)| Some((rank(node)?, *node)))
            .min_by_key(|(rank, _)| *rank);
        found.extend(
            best.and_then(|(rank, node)| {
                Some((read(&graph, node, 0, KINDS[rank].1)?, node.range()))
            }),
        );
    }
    found
}

/// How clearly a node is a work of a known kind.
fn rank(node: &Node<'_>) -> Option<usize> {
    let types = node["@type"].each().iter().filter_map(Node::word);
    types
        .filter_map(|t| KINDS.iter().position(|(name, _)| *name == local(t)))
        .min()
}

/// A work of no kind: too little to say it of a part of a page, enough for what stands
/// alone.
fn is_work(node: &Node<'_>) -> bool {
    let mut types = node["@type"].each().iter().filter_map(Node::word);
    types.any(|t| matches!(local(t), "CreativeWork" | "DigitalDocument" | "Manuscript"))
}

fn read<'n, 't>(
    graph: &Graph<'n, 't>,
    node: &'n Node<'t>,
    offset: usize,
    kind: &str,
) -> Option<Item> {
    let mut reader = Reader {
        graph,
        offset,
        item: Item::new(kind),
    };
    reader.work(node);
    let item = reader.item;
    item.fields
        .iter()
        .any(|(f, ..)| f == "title")
        .then_some(item)
}

/// All maps of a tree, from the outside in.
fn collect<'n, 't>(root: &'n Node<'t>, at: usize, out: &mut Vec<(&'n Node<'t>, usize)>) {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        if out.len() >= MOST {
            return;
        }
        if !node.members().is_empty() {
            out.push((node, at));
        }
        open.extend(node.list().iter().rev());
        open.extend(node.members().iter().rev().map(|(_, node)| node));
    }
}

/// `http://schema.org/Book`, `schema:Book`
fn local(name: &str) -> &str {
    name.rsplit(['/', ':', '#']).next().unwrap_or(name)
}

/// The field for a number that a property calls by its scheme.
fn scheme(name: &str) -> Option<&'static str> {
    ["PMID", "PMCID", "ISSN", "ISBN"]
        .into_iter()
        .find(|scheme| scheme.eq_ignore_ascii_case(name))
}

struct Graph<'n, 't> {
    named: BTreeMap<&'n str, &'n Node<'t>>,
}

impl<'n, 't> Graph<'n, 't> {
    fn of(nodes: &[(&'n Node<'t>, usize)]) -> Self {
        let named = nodes
            .iter()
            .filter(|(node, _)| node.members().len() > 1)
            .filter_map(|(node, _)| Some((node["@id"].str()?, *node)))
            .collect();
        Self { named }
    }

    /// A node that only refers to another one is that one.
    fn resolved(&self, node: &'n Node<'t>) -> &'n Node<'t> {
        match node["@id"].str() {
            Some(id) if node.members().len() == 1 => self.named.get(id).copied().unwrap_or(node),
            _ => node,
        }
    }
}

struct Reader<'g, 'n, 't> {
    graph: &'g Graph<'n, 't>,
    /// Where the script stands in the page.
    offset: usize,
    item: Item,
}

impl<'n, 't> Reader<'_, 'n, 't> {
    fn at(&self, node: &Node<'_>) -> Range<usize> {
        let range = node.range();
        self.offset + range.start..self.offset + range.end
    }

    fn put(&mut self, field: &str, node: &Node<'_>) {
        // {"@value": "…", "@language": "en"}
        let node = node.get("@value").unwrap_or(node);
        if let Some(word) = node.word() {
            let at = self.at(node);
            self.item
                .fields
                .push((field.to_owned(), word.to_owned(), at));
        }
    }

    fn put_first(&mut self, field: &str, node: &'n Node<'t>, keys: &[&str]) {
        let found = keys
            .iter()
            .map(|key| &node[*key])
            .find(|value| !value.is_null());
        for value in found.into_iter().flat_map(Node::each) {
            let value = self.graph.resolved(value);
            let named = value.get("name").or_else(|| value.get("alternateName"));
            self.put(field, named.unwrap_or(value));
        }
    }

    fn work(&mut self, node: &'n Node<'t>) {
        self.put_first("title", node, &["headline", "name", "title"]);
        for key in ["alternativeHeadline", "alternateName"] {
            self.put_first("title", node, &[key]);
        }
        self.put_first("abstractNote", node, &["abstract", "description"]);
        self.put_first(
            "date",
            node,
            &["datePublished", "dateCreated", "copyrightYear"],
        );
        self.put_first("publisher", node, &["publisher", "sourceOrganization"]);
        self.put_first("language", node, &["inLanguage"]);
        self.put_first("ISBN", node, &["isbn"]);
        self.put_first("edition", node, &["bookEdition"]);
        self.put_first("numPages", node, &["numberOfPages"]);
        self.put_first("versionNumber", node, &["softwareVersion", "version"]);
        self.put_first("type", node, &["inSupportOf"]);
        self.pages(node);
        self.parts(node);
        self.identifiers(node);
        for (role, keys) in [
            ("author", &["author", "creator"] as &[&str]),
            ("editor", &["editor"]),
            ("translator", &["translator"]),
        ] {
            let found = keys.iter().map(|key| &node[*key]).find(|v| !v.is_null());
            for person in found.into_iter().flat_map(Node::each) {
                self.person(role, person);
            }
        }
        for word in node["keywords"].each() {
            let word = word.get("name").unwrap_or(word);
            let at = self.at(word);
            for part in word
                .word()
                .unwrap_or_default()
                .split([',', ';', '，', '；'])
            {
                if !part.trim().is_empty() {
                    self.item.tags.push((part.trim().to_owned(), at.clone()));
                }
            }
        }
    }

    fn pages(&mut self, node: &Node<'_>) {
        let (start, end) = (&node["pageStart"], &node["pageEnd"]);
        match (start.word(), end.word()) {
            (Some(a), Some(b)) if a != b => {
                let at = self.at(start);
                self.item
                    .fields
                    .push(("pages".to_owned(), format!("{a}-{b}"), at));
            }
            (Some(_), _) => self.put("pages", start),
            _ => self.put("pages", &node["pagination"]),
        }
    }

    /// Issue, volume and journal stand in each other, at any depth.
    fn parts(&mut self, node: &'n Node<'t>) {
        let mut open: Vec<(&'n Node<'t>, usize)> =
            node["isPartOf"].each().iter().map(|n| (n, 0)).collect();
        while let Some((part, depth)) = open.pop() {
            let part = self.graph.resolved(part);
            self.put("volume", &part["volumeNumber"]);
            self.put("issue", &part["issueNumber"]);
            for issn in part["issn"].each() {
                self.put("ISSN", issn);
            }
            let types: Vec<&str> = part["@type"]
                .each()
                .iter()
                .filter_map(Node::word)
                .map(local)
                .collect();
            let is = |kind: &str| types.contains(&kind);
            let around = is("PublicationIssue") || is("PublicationVolume");
            // A volume that states no journal around it is called like it.
            if !around || is("Periodical") || part["isPartOf"].is_null() {
                self.put("publicationTitle", &part["name"]);
            }
            if self.item.fields.iter().all(|(f, ..)| f != "publisher") {
                self.put_first("publisher", part, &["publisher"]);
            }
            if depth < 8 {
                open.extend(part["isPartOf"].each().iter().map(|n| (n, depth + 1)));
            }
        }
        for key in ["volumeNumber", "issueNumber"] {
            self.put(
                if key == "volumeNumber" {
                    "volume"
                } else {
                    "issue"
                },
                &node[key],
            );
        }
    }

    fn identifiers(&mut self, node: &'n Node<'t>) {
        let mut has_doi = false;
        for key in ["identifier", "sameAs", "@id", "url", "doi"] {
            for value in node[key].each() {
                // {"@type": "PropertyValue", "propertyID": "doi", "value": "10.…"}
                let kind = value["propertyID"].word().or_else(|| value["name"].word());
                let inner = value.get("value").unwrap_or(value);
                let Some(word) = inner.word() else { continue };
                let doi = word.contains("doi.org/10.")
                    || word.starts_with("10.")
                    || word.to_lowercase().starts_with("doi:")
                    || kind.is_some_and(|k| k.to_lowercase().contains("doi"));
                if doi && normalise_doi(word).is_some() {
                    if !has_doi {
                        self.put("DOI", inner);
                    }
                    has_doi = true;
                } else if key == "url" && word.starts_with("http") {
                    self.put("url", inner);
                } else if let Some(field) = kind.and_then(scheme) {
                    self.put(field, inner);
                }
            }
        }
    }

    fn person(&mut self, role: &str, person: &'n Node<'t>) {
        let person = self.graph.resolved(person);
        let range = self.at(person);
        let name = if let Some(words) = person.word() {
            (!words.starts_with("http")).then(|| parse_name(words, NameOrder::GivenFirst))
        } else {
            let word = |key: &str| {
                let node = person[key].each().first()?;
                node.get("@value").unwrap_or(node).word().map(str::to_owned)
            };
            let is_group = person["@type"]
                .each()
                .iter()
                .filter_map(Node::word)
                .any(|t| local(t) == "Organization");
            match (word("familyName"), word("givenName"), word("name")) {
                (Some(family), given, _) => name_in_parts(Some(family), given),
                (None, _, Some(name)) if is_group => Some(whole_name(name)),
                (None, _, Some(name)) => Some(parse_name(&name, NameOrder::GivenFirst)),
                _ => None,
            }
        };
        if let Some(name) = name {
            self.item.creators.push(Creator {
                kind: role.to_owned(),
                name,
                range,
            });
        }
    }
}
