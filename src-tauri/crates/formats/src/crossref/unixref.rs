//! Deposited XML (`Unixref`, `UnixSD`, deposit batches) in the shape of the REST API's JSON.

mod parts;
mod people;

use crate::document::{Document, Element};
use crate::tree::{Node, Value};
use crate::{Diagnostic, Severity};
use parts::{containers, dates, event_node, institution_node, pages, titles, updates};
use people::people;
use std::borrow::Cow;
use std::ops::Range;

/// Calls `each` with every work of a text.
pub(super) fn works<'t>(
    text: &'t str,
    diagnostics: &mut Vec<Diagnostic>,
    each: &mut dyn FnMut(Node<'t>),
) {
    let document = Document::read(text);
    for element in document.all() {
        match element.name() {
            "journal" | "book" | "conference" | "report-paper" | "standard" | "database"
            | "dissertation" | "posted_content" | "peer_review"
                if stands_in(
                    element,
                    &["crossref", "body", "doi_record", "crossref_metadata"],
                ) =>
            {
                deposit(element, each);
            }
            "error" if stands_in(element, &["crossref"]) => {
                diagnostics.extend(refusal(element, element.word()));
            }
            "query" if element.attribute("status").as_deref() == Some("unresolved") => {
                let doi = element.word_at("doi");
                diagnostics.extend(refusal(element, doi));
            }
            _ => {}
        }
    }
}

fn stands_in(element: Element<'_>, parents: &[&str]) -> bool {
    element.parent().is_none_or(|p| parents.contains(&p.name()))
}

fn refusal(element: Element<'_>, what: Option<String>) -> Option<Diagnostic> {
    let what = what?;
    Some(Diagnostic {
        record: None,
        span: Some(element.range()),
        severity: Severity::Warning,
        code: "crossref-not-found",
        message: format!(
            "Crossref did not know what was asked for (“{what}”), so there is nothing to import at this place."
        ),
    })
}

/// The works of one deposited container, or the container itself.
fn deposit<'t>(element: Element<'_>, each: &mut dyn FnMut(Node<'t>)) {
    let part = |name: &str| element.child(name);
    let (items, metadata, kind) = match element.name() {
        "journal" => (
            "journal_article",
            vec![part("journal_issue")],
            "journal-article",
        ),
        "conference" => (
            "conference_paper",
            vec![part("proceedings_metadata").or_else(|| part("proceedings_series_metadata"))],
            "proceedings-article",
        ),
        "database" => ("dataset", vec![part("database_metadata")], "dataset"),
        "book" => ("content_item", vec![book_metadata(element)], ""),
        _ => ("", Vec::new(), ""),
    };
    let metadata: Vec<Element<'_>> = metadata.into_iter().flatten().collect();
    let mut found = false;
    for item in element.children().filter(|c| c.name() == items) {
        found = true;
        let kind = if element.name() == "book" {
            chapter_kind(item)
        } else {
            kind
        };
        each(work(element, item, &metadata, kind));
    }
    if !found {
        let (item, kind) = whole(element);
        each(work(element, item, &metadata, kind));
    }
}

/// What a container without parts is itself, and where that is told.
fn whole(element: Element<'_>) -> (Element<'_>, &'static str) {
    let part = |names: &[&str]| {
        names
            .iter()
            .find_map(|n| element.child(n))
            .unwrap_or(element)
    };
    match element.name() {
        "journal" => (part(&["journal_metadata"]), "journal"),
        "conference" => (
            part(&["proceedings_metadata", "proceedings_series_metadata"]),
            "proceedings",
        ),
        "database" => (part(&["database_metadata"]), "database"),
        "book" => {
            let kind = match element.attribute("book_type").as_deref() {
                Some("edited_book") => "edited-book",
                Some("reference") => "reference-book",
                Some("monograph") => "monograph",
                _ => "book",
            };
            (book_metadata(element).unwrap_or(element), kind)
        }
        "report-paper" => (
            part(&["report-paper_metadata", "report-paper_series_metadata"]),
            "report",
        ),
        "standard" => (part(&["standard_metadata"]), "standard"),
        "dissertation" => (element, "dissertation"),
        "peer_review" => (element, "peer-review"),
        _ => (element, "posted-content"),
    }
}

fn book_metadata(book: Element<'_>) -> Option<Element<'_>> {
    ["book_metadata", "book_series_metadata", "book_set_metadata"]
        .iter()
        .find_map(|name| book.child(name))
}

fn chapter_kind(item: Element<'_>) -> &'static str {
    match item.attribute("component_type").as_deref() {
        Some("reference_entry") => "reference-entry",
        _ => "book-chapter",
    }
}

/// Builds the map of a work.
#[derive(Default)]
struct Work<'t> {
    members: Vec<(Cow<'t, str>, Node<'t>)>,
}

impl<'t> Work<'t> {
    fn put(&mut self, key: &'static str, node: Node<'t>) {
        if self.members.iter().all(|(k, _)| k != key) {
            self.members.push((Cow::Borrowed(key), node));
        }
    }

    /// The first element that is there, as text.
    fn text(&mut self, key: &'static str, elements: &[Option<Element<'_>>]) {
        if let Some(element) = elements.iter().flatten().find(|e| e.word().is_some()) {
            self.put(key, leaf(*element));
        }
    }

    /// All elements, as a list of texts.
    fn texts<'d>(&mut self, key: &'static str, elements: impl Iterator<Item = Element<'d>>) {
        let list: Vec<Node<'t>> = elements.filter(|e| e.word().is_some()).map(leaf).collect();
        self.list(key, list);
    }

    fn list(&mut self, key: &'static str, list: Vec<Node<'t>>) {
        if let (Some(first), Some(last)) = (list.first(), list.last()) {
            let range = first.range().start..last.range().end;
            self.put(key, Node::new(range, Value::List(list)));
        }
    }
}

fn word<'t>(text: impl Into<Cow<'t, str>>, range: Range<usize>) -> Node<'t> {
    Node::new(range, Value::Text(text.into()))
}

/// The content of an element, with its markup.
fn leaf<'t>(element: Element<'_>) -> Node<'t> {
    let markup = element.markup();
    let text = if markup.contains("<![CDATA[") {
        element.text()
    } else {
        markup.to_owned()
    };
    word(text, element.inner())
}

fn map<'t>(range: Range<usize>, members: Vec<(&'static str, Node<'t>)>) -> Node<'t> {
    let members = members.into_iter().map(|(k, v)| (Cow::Borrowed(k), v));
    Node::new(range, Value::Map(members.collect()))
}

fn work<'t>(
    deposit: Element<'_>,
    item: Element<'_>,
    metadata: &[Element<'_>],
    kind: &'static str,
) -> Node<'t> {
    let mut work = Work::default();
    // The journal stands around all its articles, and tells of each.
    let range = deposit.range();
    work.put("type", word(kind, item.range()));
    titles(&mut work, item);
    containers(&mut work, deposit, item);
    people(&mut work, deposit, item);
    let mut places = vec![item];
    places.extend(metadata);
    places.push(deposit);
    dates(&mut work, &places);
    let find = |path: &str| -> Vec<Option<Element<'_>>> {
        places.iter().map(|place| place.find(path)).collect()
    };
    for (key, paths) in [
        ("DOI", &["doi_data/doi"] as &[&str]),
        ("URL", &["doi_data/resource"]),
        (
            "publisher",
            &[
                "publisher/publisher_name",
                "standards_body/standards_body_name",
            ],
        ),
        ("publisher-location", &["publisher/publisher_place"]),
        ("group-title", &["group_title"]),
        ("edition-number", &["edition_number"]),
        (
            "volume",
            &[
                "volume",
                "journal_volume/volume",
                "journal_issue/journal_volume/volume",
            ],
        ),
        (
            "issue",
            &["issue", "journal_issue/issue", "journal_volume/issue"],
        ),
        ("component-number", &["component_number"]),
    ] {
        for path in paths {
            work.text(key, &find(path));
        }
    }
    if kind == "report" || kind == "standard" {
        let number = [
            "publisher_item/item_number",
            "designators/std_designator",
            "std_designator",
            "designators/as_published",
            "as_published",
        ];
        for path in number {
            work.text("report-number", &find(path));
        }
    } else if item.child("pages").is_none() {
        work.text("article-number", &[item.find("publisher_item/item_number")]);
    }
    pages(&mut work, item);
    answer(&mut work, deposit);
    let event = deposit.child("event_metadata");
    if let Some(event) = event {
        work.put("event", event_node(event));
    }
    let institution = places.iter().find_map(|p| p.child("institution"));
    if let Some(institution) = institution {
        work.list("institution", vec![institution_node(institution)]);
    }
    work.texts("degree", item.each("degree"));
    let journal = deposit.child("journal_metadata");
    work.texts(
        "ISSN",
        places
            .iter()
            .copied()
            .chain(journal)
            .flat_map(|p| p.each("issn")),
    );
    work.texts("ISBN", places.iter().flat_map(|p| p.each("isbn")));
    let language = places.iter().copied().chain(journal).find_map(|place| {
        let language = place.attribute("language")?;
        Some(word(
            language.into_owned(),
            place.range().start..place.inner().start,
        ))
    });
    if let Some(language) = language {
        work.put("language", language);
    }
    let abstracts = item
        .children()
        .filter(|c| matches!(c.name(), "abstract" | "description"));
    let abstracts = abstracts.map(|a| word(with_tags(a), a.range())).collect();
    work.list("abstract", abstracts);
    updates(&mut work, item);
    Node::new(range, Value::Map(work.members))
}

/// What an answer to a query tells beside the deposit.
fn answer(work: &mut Work<'_>, deposit: Element<'_>) {
    let above = std::iter::successors(deposit.parent(), |e| e.parent()).take(4);
    for query in above.filter(|e| e.name() == "query") {
        for item in query.each("crm-item") {
            let key = match item.attribute("name").as_deref() {
                Some("publisher-name") => "publisher",
                Some("citedby-count") => "is-referenced-by-count",
                _ => continue,
            };
            // It stands outside the record.
            if let Some(words) = item.word() {
                work.put(key, word(words, deposit.range()));
            }
        }
    }
}

/// An abstract with its own tags: the language stands in the first.
fn with_tags(element: Element<'_>) -> String {
    let lang = element
        .attribute("xml:lang")
        .or_else(|| element.attribute("language"));
    let lang = lang
        .map(|lang| format!(" lang=\"{lang}\""))
        .unwrap_or_default();
    let inner = element.markup();
    if inner.contains("<![CDATA[") {
        format!("<abstract{lang}>{}</abstract>", element.text())
    } else {
        format!("<abstract{lang}>{inner}</abstract>")
    }
}
