//! RDF/XML as a graph: nodes, their properties, and who refers to whom.

use crate::document::{Document, Element};
use diglot_text::tidy::tidy;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

/// Vocabularies by their namespaces, longest first where one begins another.
const VOCABULARIES: &[(&str, &str)] = &[
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
    ("http://purl.org/net/biblio#", "bib"),
    ("http://purl.org/ontology/bibo/", "bibo"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/elements/1.0/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://prismstandard.org/namespaces/", "prism"),
    ("http://xmlns.com/foaf/0.1/", "foaf"),
    ("http://nwalsh.com/rdf/vCard#", "vcard"),
    ("http://www.w3.org/2006/vcard/ns#", "vcard"),
    ("http://purl.org/rss/1.0/modules/link/", "link"),
    ("http://www.zotero.org/namespaces/export#", "z"),
    ("http://purl.org/eprint/terms/", "eprints"),
    ("http://ogp.me/ns#", "og"),
    ("http://schema.org/", "schema"),
    ("https://schema.org/", "schema"),
];

/// A value of a property.
#[derive(Debug, Clone)]
pub(super) enum Object<'d> {
    Text(String, Range<usize>),
    Node(Element<'d>),
}

/// Properties of a node with their values.
type Facts<'d> = Rc<Vec<(String, Object<'d>)>>;

pub(super) struct Graph<'d> {
    prefixes: BTreeMap<String, &'static str>,
    /// Elements of a resource by its name.
    named: BTreeMap<String, Vec<Element<'d>>>,
    tops: Vec<Element<'d>>,
    /// Names of resources that are parts of others.
    parts: BTreeSet<String>,
    kept: RefCell<BTreeMap<usize, Facts<'d>>>,
}

impl<'d> Graph<'d> {
    pub(super) fn new(document: &'d Document<'d>) -> Self {
        let mut graph = Self {
            prefixes: BTreeMap::new(),
            named: BTreeMap::new(),
            tops: Vec::new(),
            parts: BTreeSet::new(),
            kept: RefCell::default(),
        };
        for element in document.all().take(4) {
            for (name, uri) in element.attributes() {
                let prefix = name
                    .strip_prefix("xmlns:")
                    .or((name == "xmlns").then_some(""));
                let known = VOCABULARIES.iter().find(|(ns, _)| uri.starts_with(ns));
                if let (Some(prefix), Some((_, short))) = (prefix, known) {
                    graph.prefixes.insert(prefix.to_owned(), short);
                }
            }
        }
        for element in document.all() {
            let in_rdf = element.parent().is_some_and(|p| p.name() == "RDF");
            if in_rdf {
                graph.tops.push(element);
            }
            if let Some(name) = id_of(element) {
                graph.named.entry(name).or_default().push(element);
            }
            let property = graph.property(element);
            if matches!(
                property.as_str(),
                "dcterms:isPartOf"
                    | "bib:presentedAt"
                    | "link:link"
                    | "dcterms:creator"
                    | "dcterms:isReferencedBy"
                    | "schema:isPartOf"
            ) && let Some(name) = reference_of(element)
            {
                graph.parts.insert(name);
            }
        }
        graph
    }

    /// `dc:title`, whatever prefix the text uses for the vocabulary.
    fn property(&self, element: Element<'_>) -> String {
        let prefix = element.prefix();
        let short = self.prefixes.get(prefix).copied().unwrap_or(prefix);
        format!("{short}:{}", element.name())
    }

    /// Nodes at the top that are no parts of others, each once.
    pub(super) fn works(&self) -> impl Iterator<Item = Element<'d>> {
        self.tops.iter().copied().filter(|node| {
            let Some(name) = id_of(*node) else {
                return true;
            };
            let first = self.named.get(&name).and_then(|all| all.first());
            !self.parts.contains(&name) && first.is_none_or(|first| first.range() == node.range())
        })
    }

    /// The type of a node: the name of its element, or what `rdf:type` says.
    pub(super) fn kind(&self, node: Element<'d>) -> String {
        let own = self.property(node);
        if !matches!(own.as_str(), "rdf:Description" | ":Description") {
            return own;
        }
        let stated = node.each("type").find(|t| self.property(*t) == "rdf:type");
        let uri = stated
            .and_then(|t| t.attribute("resource"))
            .unwrap_or_default();
        VOCABULARIES
            .iter()
            .find_map(|(ns, short)| Some(format!("{short}:{}", uri.strip_prefix(ns)?)))
            .unwrap_or_default()
    }

    /// All values of the first of several properties that a node has.
    pub(super) fn first(&self, node: Element<'d>, properties: &[&str]) -> Vec<Object<'d>> {
        let facts = self.facts(node);
        for property in properties {
            let found = facts.iter().filter(|(name, _)| name == property);
            let found: Vec<Object<'d>> = found.map(|(_, object)| object.clone()).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The values of a property in every element of the node.
    pub(super) fn values(&self, node: Element<'d>, property: &str) -> Vec<Object<'d>> {
        self.first(node, &[property])
    }

    /// Names and values of the properties of a vocabulary, in order.
    pub(super) fn of_vocabulary(
        &self,
        node: Element<'d>,
        short: &str,
    ) -> Vec<(String, Object<'d>)> {
        let facts = self.facts(node);
        let of = |name: &str| {
            name.strip_prefix(short)?
                .strip_prefix(':')
                .map(str::to_owned)
        };
        let all = facts.iter();
        all.filter_map(|(name, object)| Some((of(name)?, object.clone())))
            .collect()
    }

    /// Everything that is said about a node. It is asked for one property after another, so
    /// what the last nodes said is kept.
    fn facts(&self, node: Element<'d>) -> Facts<'d> {
        const KEPT: usize = 32;
        let key = node.range().start;
        let mut kept = self.kept.borrow_mut();
        if let Some(facts) = kept.get(&key) {
            return Rc::clone(facts);
        }
        if kept.len() >= KEPT {
            kept.clear();
        }
        let mut facts = Vec::new();
        for element in self.elements(node) {
            for child in element.children() {
                let name = self.property(child);
                let mut objects = Vec::new();
                self.objects(child, &mut objects);
                facts.extend(objects.into_iter().map(|o| (name.clone(), o)));
            }
            // Abbreviated: properties as attributes of the node.
            for (name, value) in element.attributes() {
                let (prefix, local) = name.split_once(':').unwrap_or(("", name));
                let short = self.prefixes.get(prefix).copied().unwrap_or(prefix);
                if !matches!(short, "rdf" | "xmlns" | "xml" | "") && !value.trim().is_empty() {
                    let place = element.range().start..element.inner().start;
                    let object = Object::Text(tidy(&value), place);
                    facts.push((format!("{short}:{local}"), object));
                }
            }
        }
        let facts = Rc::new(facts);
        kept.insert(key, Rc::clone(&facts));
        facts
    }

    /// Everything that is said about a node, at one place or several.
    fn elements(&self, node: Element<'d>) -> Vec<Element<'d>> {
        let all = id_of(node).and_then(|name| self.named.get(&name));
        all.cloned().unwrap_or_else(|| vec![node])
    }

    /// What a property element says: text, a node in it, or a node elsewhere.
    fn objects(&self, property: Element<'d>, out: &mut Vec<Object<'d>>) {
        if let Some(name) = reference_of(property) {
            match self.named.get(&name).and_then(|all| all.first()) {
                Some(node) => out.push(Object::Node(*node)),
                None => out.push(Object::Text(name, property.range())),
            }
        } else if property.attribute("rdf:parseType").as_deref() == Some("Resource") {
            out.push(Object::Node(property));
        } else if property.children().next().is_some() && !is_markup(property) {
            out.extend(property.children().map(Object::Node));
        } else if let Some(word) = property.word() {
            // Lines of notes and abstracts mean something.
            let text = property.text();
            let text = if text.trim().contains(['\n', '\r']) {
                text.trim().to_owned()
            } else {
                word
            };
            out.push(Object::Text(text, property.inner()));
        }
    }

    /// The members of a container, in order; a node that is none is its own only member.
    pub(super) fn members(&self, object: &Object<'d>) -> Vec<Object<'d>> {
        let Object::Node(node) = object else {
            return vec![object.clone()];
        };
        let container = matches!(self.kind(*node).as_str(), "rdf:Seq" | "rdf:Bag" | "rdf:Alt");
        if !container {
            return vec![object.clone()];
        }
        let mut out = Vec::new();
        for element in self.elements(*node) {
            for li in element
                .children()
                .filter(|c| c.name() == "li" || c.name().starts_with('_'))
            {
                self.objects(li, &mut out);
            }
        }
        out
    }

    /// What an object says in words: its text, the value it wraps, or its address.
    pub(super) fn words(&self, object: &Object<'d>) -> Option<(String, Range<usize>)> {
        match object {
            Object::Text(text, at) => Some((text.clone(), at.clone())),
            Object::Node(node) => match self.values(*node, "rdf:value").first() {
                Some(Object::Text(text, at)) => Some((text.clone(), at.clone())),
                _ => node
                    .attribute("rdf:about")
                    .map(|uri| (uri.into_owned(), node.range())),
            },
        }
    }
}

/// Markup inside a text is no node.
fn is_markup(property: Element<'_>) -> bool {
    property.children().all(|c| {
        c.prefix().is_empty()
            && matches!(
                c.name(),
                "i" | "b" | "em" | "strong" | "sub" | "sup" | "p" | "br" | "span"
            )
    })
}

/// What an element calls the resource it describes.
fn id_of(element: Element<'_>) -> Option<String> {
    let id = |name: &str| element.attribute(name).map(std::borrow::Cow::into_owned);
    id("rdf:about")
        .or_else(|| id("rdf:ID").map(|id| format!("#{id}")))
        .or_else(|| {
            let node = id("rdf:nodeID")?;
            // On a property it is a reference.
            (!is_property(element)).then(|| format!("_:{node}"))
        })
}

/// What a property element refers to.
fn reference_of(element: Element<'_>) -> Option<String> {
    let id = |name: &str| element.attribute(name).map(std::borrow::Cow::into_owned);
    id("rdf:resource").or_else(|| {
        let node = id("rdf:nodeID")?;
        is_property(element).then(|| format!("_:{node}"))
    })
}

/// Nodes and properties stand in each other by turns, nodes at the top.
fn is_property(element: Element<'_>) -> bool {
    let depth = std::iter::successors(element.parent(), |e| e.parent())
        .take(64)
        .take_while(|e| e.name() != "RDF")
        .count();
    depth % 2 == 1
}
