//! A node of the graph as an item of Zotero.

use super::fields::{FIELDS, SHARED};
use super::graph::{Graph, Object};
use super::{FORMAT, kinds};
use crate::Record;
use crate::document::Element;
use crate::zotero_json::{Creator, Item, is_part, name_in_parts, read_item};
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::tidy::tidy;
use std::ops::Range;

/// The record that a node is; `None` for collections, notes, files and nodes of nothing.
pub(super) fn record<'d>(text: &str, graph: &Graph<'d>, node: Element<'d>) -> Option<Record> {
    let kind = graph.kind(node);
    if is_no_work(&kind) {
        return None;
    }
    let parts = parts(graph, node);
    let of = |name: &str| {
        parts
            .iter()
            .find(|(kind, _)| kind.ends_with(name))
            .map(|(_, n)| *n)
    };
    let (section, series) = (of(":Part"), of(":Series"));
    // An issue is no container; the journal around it is.
    let around = [
        ":Part",
        ":Series",
        ":PublicationIssue",
        ":PublicationVolume",
        "bibo:Issue",
    ];
    let container = parts
        .iter()
        .find(|(kind, _)| !around.iter().any(|n| kind.ends_with(n)));
    let issues = parts
        .iter()
        .filter(|(kind, _)| kind.contains(":Publication") || kind == "bibo:Issue");
    let issues: Vec<Element<'d>> = issues.map(|(_, node)| *node).collect();
    let container_kind = container.map_or("", |(kind, _)| kind.as_str());
    let stated = graph.first(node, &["z:itemType", "z:type"]);
    let stated = stated
        .first()
        .and_then(|o| graph.words(o))
        .map(|(word, _)| word);
    let is_zotero = stated.is_some();
    let title = graph.first(
        node,
        &[
            "dc:title",
            "dcterms:title",
            "eprints:title",
            "og:title",
            "schema:headline",
            "schema:name",
        ],
    );
    let item_kind = stated
        .or_else(|| kinds::of_type(&kind, container_kind).map(str::to_owned))
        .or_else(|| by_words(graph, node).map(str::to_owned))
        .or_else(|| (!title.is_empty()).then(|| "journalArticle".to_owned()))?;
    if is_part(&item_kind) {
        return None;
    }
    let mut reader = Reader {
        graph,
        node,
        container: container.map(|(_, node)| *node),
        issues,
        item: Item::new(&item_kind),
    };
    reader.texts(&title, is_zotero);
    reader.parts(section, series);
    reader.publisher();
    reader.identifiers();
    reader.people();
    reader.tags();
    reader.own_fields();
    let item = reader.item;
    if item.fields.is_empty() && item.creators.is_empty() {
        return None;
    }
    let mut record = read_item(text, node.range(), FORMAT, &item);
    record.key = node
        .attribute("rdf:about")
        .map(std::borrow::Cow::into_owned);
    Some(record)
}

/// People, collections, and what others are parts of.
fn is_no_work(kind: &str) -> bool {
    let (vocabulary, name) = kind.split_once(':').unwrap_or(("", kind));
    let around = [
        "Person",
        "Organization",
        "Periodical",
        "PublicationIssue",
        "PublicationVolume",
        "Place",
    ];
    matches!(vocabulary, "foaf" | "vcard")
        || matches!(
            name,
            "Collection" | "Seq" | "Bag" | "Alt" | "Memo" | "Attachment"
        )
        || vocabulary == "schema" && around.contains(&name)
}

/// What a node is part of, and what that is part of, with their types.
fn parts<'d>(graph: &Graph<'d>, node: Element<'d>) -> Vec<(String, Element<'d>)> {
    const MOST: usize = 16;
    let mut found: Vec<(String, Element<'d>)> = Vec::new();
    let mut open = vec![node];
    while let Some(next) = open.pop() {
        let properties = ["dcterms:isPartOf", "schema:isPartOf"];
        for object in properties.iter().flat_map(|p| graph.values(next, p)) {
            if let Object::Node(part) = object
                && part.range() != node.range()
                && found.len() < MOST
                && found.iter().all(|(_, n)| n.range() != part.range())
            {
                found.push((graph.kind(part), part));
                open.push(part);
            }
        }
    }
    found
}

fn by_words<'d>(graph: &Graph<'d>, node: Element<'d>) -> Option<&'static str> {
    [
        "prism:aggregationtype",
        "prism:aggregationType",
        "prism:genre",
        "eprints:type",
        "og:type",
        "dc:type",
        "dcterms:type",
    ]
    .iter()
    .flat_map(|property| graph.values(node, property))
    .filter_map(|object| graph.words(&object))
    .find_map(|(word, _)| kinds::of_word(&word))
}

struct Reader<'g, 'd> {
    graph: &'g Graph<'d>,
    node: Element<'d>,
    container: Option<Element<'d>>,
    /// Issues and volumes between the work and its container.
    issues: Vec<Element<'d>>,
    item: Item,
}

impl<'d> Reader<'_, 'd> {
    fn put(&mut self, field: &str, words: Option<(String, Range<usize>)>) {
        if let Some((text, at)) = words.filter(|(text, _)| !text.trim().is_empty()) {
            let at = self.within(at);
            self.item.fields.push((field.to_owned(), text, at));
        }
    }

    /// The place of a value; of one that stands elsewhere in the file, the node's own tag.
    fn within(&self, at: Range<usize>) -> Range<usize> {
        let own = self.node.range();
        if own.start <= at.start && at.end <= own.end {
            at
        } else {
            own.start..self.node.inner().start
        }
    }

    fn has(&self, field: &str) -> bool {
        self.item.fields.iter().any(|(f, ..)| f == field)
    }

    fn words(&self, node: Element<'d>, properties: &[&str]) -> Option<(String, Range<usize>)> {
        let objects = self.graph.first(node, properties);
        objects.first().and_then(|object| self.graph.words(object))
    }

    fn texts(&mut self, title: &[Object<'d>], is_zotero: bool) {
        for object in title {
            self.put("title", self.graph.words(object));
        }
        for (field, properties) in FIELDS {
            let words = self.words(self.node, properties);
            self.put(field, words);
        }
        let mut places: Vec<Element<'d>> = self.container.into_iter().collect();
        places.push(self.node);
        places.extend(&self.issues);
        for (field, properties) in SHARED {
            let words = places.iter().find_map(|node| self.words(*node, properties));
            // An issue of what has no issues is its number.
            let has_issues = matches!(
                self.item.kind.as_str(),
                "journalArticle" | "magazineArticle" | "newspaperArticle" | "conferencePaper"
            );
            let field = if *field == "issue" && !has_issues {
                "number"
            } else {
                field
            };
            self.put(field, words);
        }
        if !self.has("date") {
            let dates = [
                "schema:datePublished",
                "dc:date",
                "dcterms:date",
                "dcterms:issued",
            ];
            let found = places.iter().find_map(|node| self.words(*node, &dates));
            self.put("date", found);
        }
        if !self.has("pages") {
            let first = self.words(
                self.node,
                &[
                    "prism:startingPage",
                    "bibo:pageStart",
                    "dcterms:relation.spage",
                    "schema:pageStart",
                ],
            );
            let last = self.words(
                self.node,
                &[
                    "prism:endingPage",
                    "bibo:pageEnd",
                    "dcterms:relation.epage",
                    "schema:pageEnd",
                ],
            );
            let joined = match (first, last) {
                (Some((first, at)), Some((last, _))) if first != last => {
                    Some((format!("{first}-{last}"), at))
                }
                (first, last) => first.or(last),
            };
            self.put("pages", joined);
        }
        let description = self.words(self.node, &["dc:description", "dcterms:description"]);
        if is_zotero {
            // Where Zotero writes its `extra`.
            self.put("extra", description);
        } else if !self.has("abstractNote") {
            self.put("abstractNote", description);
        }
        let of_kind = self.words(
            self.node,
            &["eprints:thesis_type", "z:type", "dc:type", "dcterms:type"],
        );
        if is_zotero || self.item.kind == "thesis" {
            self.put(
                "type",
                of_kind.filter(|(word, _)| kinds::of_word(word).is_none()),
            );
        }
        if let Some(conference) = self
            .graph
            .first(self.node, &["bib:presentedAt", "eprints:event_title"])
            .first()
        {
            let name = match conference {
                Object::Node(node) => self.words(*node, &["dc:title", "dcterms:title"]),
                text @ Object::Text(..) => self.graph.words(text),
            };
            self.put("conferenceName", name);
        }
    }

    fn parts(&mut self, section: Option<Element<'d>>, series: Option<Element<'d>>) {
        let title = ["dc:title", "dcterms:title", "schema:name"];
        let own = match self.container {
            Some(container) => self.words(container, &title),
            None => self.words(
                self.node,
                &[
                    "prism:publicationName",
                    "eprints:publication",
                    "eprints:book_title",
                    "dc:source",
                    "dcterms:source",
                ],
            ),
        };
        self.put("publicationTitle", own);
        if let Some(section) = section {
            let words = self.words(section, &title);
            self.put("section", words);
        }
        // A series without a node of its own.
        for object in self.graph.values(self.node, "dcterms:isPartOf") {
            if let Object::Text(text, at) = object
                && !text.contains("://")
            {
                self.put("series", Some((text, at)));
            }
        }
        if let Some(series) = series {
            let words = self
                .words(series, &title)
                .or_else(|| self.words(series, &["dcterms:alternative"]));
            self.put("series", words);
            let number = self.words(series, &["dc:identifier", "dcterms:identifier"]);
            self.put("seriesNumber", number);
        }
    }

    fn publisher(&mut self) {
        let found = self.graph.first(
            self.node,
            &[
                "dc:publisher",
                "dcterms:publisher",
                "vcard:org",
                "eprints:institution",
                "schema:publisher",
            ],
        );
        match found.first() {
            Some(Object::Node(organisation)) => {
                let name = self.words(
                    *organisation,
                    &["foaf:name", "vcard:organization-name", "schema:name"],
                );
                self.put("publisher", name);
                let address = self.graph.values(*organisation, "vcard:adr");
                if let Some(Object::Node(address)) = address.first() {
                    let place = self.words(*address, &["vcard:locality"]);
                    self.put("place", place);
                }
            }
            Some(text) => self.put("publisher", self.graph.words(text)),
            None => {}
        }
        if !self.has("place") {
            let place = self.words(
                self.node,
                &["eprints:place_of_pub", "eprints:event_location"],
            );
            self.put("place", place);
        }
    }

    fn identifiers(&mut self) {
        for place in [Some(self.node), self.container].into_iter().flatten() {
            for object in self
                .graph
                .first(place, &["dc:identifier", "dcterms:identifier"])
            {
                let Some((text, at)) = self.graph.words(&object) else {
                    continue;
                };
                let (word, rest) = text.split_once([' ', ':']).unwrap_or(("", &text));
                match word.to_ascii_uppercase().as_str() {
                    "ISBN" => self.put("ISBN", Some((rest.to_owned(), at))),
                    "ISSN" => self.put("ISSN", Some((rest.to_owned(), at))),
                    "PMID" => self.put("PMID", Some((rest.trim().to_owned(), at))),
                    "DOI" => self.put("DOI", Some((rest.to_owned(), at))),
                    "URN" if text.to_lowercase().starts_with("urn:is") => {}
                    "HTTP" | "HTTPS" => self.put("url", Some((text.clone(), at))),
                    _ if text.starts_with("10.") => self.put("DOI", Some((text.clone(), at))),
                    _ => self.put("identifier", Some((text.clone(), at))),
                }
            }
        }
        if !self.has("url") {
            let url = self.words(
                self.node,
                &[
                    "eprints:official_url",
                    "prism:url",
                    "bibo:uri",
                    "og:url",
                    "schema:url",
                    "schema:sameAs",
                ],
            );
            self.put("url", url);
        }
    }

    fn people(&mut self) {
        let authors = self.graph.first(
            self.node,
            &[
                "bib:authors",
                "bibo:authorList",
                "dc:creator",
                "dcterms:creator",
                "eprints:creators_name",
                "schema:author",
                "schema:creator",
                "dc:contributor",
                "dcterms:contributor",
            ],
        );
        self.creators("author", &authors);
        let others: [(&str, &[&str]); 3] = [
            (
                "editor",
                &[
                    "bib:editors",
                    "bibo:editorList",
                    "bibo:editor",
                    "eprints:editors_name",
                    "schema:editor",
                ],
            ),
            (
                "contributor",
                &[
                    "bib:contributors",
                    "bibo:contributorList",
                    "eprints:contributors_name",
                    "schema:contributor",
                ],
            ),
            ("translator", &["bibo:translator"]),
        ];
        for (kind, properties) in others {
            let found = self.graph.first(self.node, properties);
            self.creators(kind, &found);
        }
        for (name, object) in self.graph.of_vocabulary(self.node, "z") {
            if let (Object::Node(_), Some(kind)) = (&object, name.strip_suffix('s')) {
                self.creators(kind, std::slice::from_ref(&object));
            }
        }
    }

    fn creators(&mut self, kind: &str, objects: &[Object<'d>]) {
        for object in objects.iter().flat_map(|o| self.graph.members(o)) {
            let (name, range) = match &object {
                Object::Text(text, at) => {
                    (Some(parse_name(text, NameOrder::GivenFirst)), at.clone())
                }
                Object::Node(person) => {
                    let word = |p: &[&str]| self.words(*person, p).map(|(word, _)| tidy(&word));
                    let family = word(&[
                        "foaf:surname",
                        "foaf:familyName",
                        "foaf:lastName",
                        "foaf:family_name",
                        "schema:familyName",
                    ]);
                    let given = word(&[
                        "foaf:givenName",
                        "foaf:givenname",
                        "foaf:firstName",
                        "schema:givenName",
                    ]);
                    let whole = || {
                        word(&["foaf:name", "vcard:fn", "schema:name"])
                            .map(|n| parse_name(&n, NameOrder::GivenFirst))
                    };
                    // A name in one field is an organisation's, or all that is known.
                    let name = match (family, given) {
                        (Some(family), None) => Some(crate::values::whole_name(family)),
                        (family, given) => name_in_parts(family, given).or_else(whole),
                    };
                    (name, person.range())
                }
            };
            if let Some(name) = name {
                let range = self.within(range);
                self.item.creators.push(Creator {
                    kind: kind.to_owned(),
                    name,
                    range,
                });
            }
        }
    }

    fn tags(&mut self) {
        let subjects = self.graph.first(
            self.node,
            &[
                "dc:subject",
                "dcterms:subject",
                "prism:keyword",
                "eprints:keywords",
                "schema:keywords",
                "schema:about",
            ],
        );
        for subject in subjects.iter().flat_map(|s| self.graph.members(s)) {
            let Some((text, at)) = self.graph.words(&subject) else {
                continue;
            };
            // The address of a class of a scheme says nothing to a reader.
            if text.starts_with("http://") || text.starts_with("https://") {
                continue;
            }
            let kind = match &subject {
                Object::Node(node) => self.graph.kind(*node),
                Object::Text(..) => String::new(),
            };
            if matches!(kind.as_str(), "dcterms:LCC" | "dcterms:DDC" | "dcterms:UDC") {
                self.put("callNumber", Some((text, at)));
            } else {
                let at = self.within(at);
                self.item.tags.push((text, at));
            }
        }
    }

    /// Fields that Zotero writes under its own names.
    fn own_fields(&mut self) {
        for (name, object) in self.graph.of_vocabulary(self.node, "z") {
            let aside = [
                "itemType",
                "type",
                "language",
                "shortTitle",
                "numPages",
                "numberOfVolumes",
            ];
            if let Object::Text(text, at) = object
                && !aside.contains(&name.as_str())
            {
                self.put(&name, Some((text, at)));
            }
        }
    }
}
