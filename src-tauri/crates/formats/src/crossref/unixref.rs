//! Deposited XML (`Unixref`, `UnixSD`, deposit batches) in the shape of the REST API's JSON.

use crate::tree::{Node, Value};
use crate::document::{Document, Element};
use crate::{Diagnostic, Severity};
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
                if stands_in(element, &["crossref", "body", "doi_record", "crossref_metadata"]) =>
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
        "journal" => ("journal_article", vec![part("journal_issue")], "journal-article"),
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
    let part = |names: &[&str]| names.iter().find_map(|n| element.child(n)).unwrap_or(element);
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
    // Of several articles in one journal each is a record; the journal stands around all.
    let alone = deposit.children().filter(|c| c.name() == item.name()).count() < 2;
    let range = if alone { deposit.range() } else { item.range() };
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
        ("publisher", &["publisher/publisher_name"]),
        ("publisher-location", &["publisher/publisher_place"]),
        ("group-title", &["group_title"]),
        ("edition-number", &["edition_number"]),
        ("volume", &["volume", "journal_volume/volume", "journal_issue/journal_volume/volume"]),
        ("issue", &["issue", "journal_issue/issue", "journal_volume/issue"]),
        ("component-number", &["component_number"]),
    ] {
        for path in paths {
            work.text(key, &find(path));
        }
    }
    if kind == "report" || kind == "standard" {
        let number = ["publisher_item/item_number", "designators/std_designator", "std_designator"];
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
        places.iter().copied().chain(journal).flat_map(|p| p.each("issn")),
    );
    work.texts("ISBN", places.iter().flat_map(|p| p.each("isbn")));
    let language = places.iter().copied().chain(journal).find_map(|place| {
        let language = place.attribute("language")?;
        Some(word(language.into_owned(), place.range().start..place.inner().start))
    });
    if let Some(language) = language {
        work.put("language", language);
    }
    let abstracts = item.children().filter(|c| matches!(c.name(), "abstract" | "description"));
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
            work.text(key, &[Some(item)]);
        }
    }
}

/// An abstract with its own tags: the language stands in the first.
fn with_tags(element: Element<'_>) -> String {
    let lang = element.attribute("xml:lang").or_else(|| element.attribute("language"));
    let lang = lang.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
    let inner = element.markup();
    if inner.contains("<![CDATA[") {
        format!("<abstract{lang}>{}</abstract>", element.text())
    } else {
        format!("<abstract{lang}>{inner}</abstract>")
    }
}

fn titles(work: &mut Work<'_>, item: Element<'_>) {
    let all = || item.each("titles");
    let own = |name: &'static str| all().flat_map(move |t| t.children()).filter(move |e| e.name() == name);
    let title = ["title", "full_title", "proceedings_title"];
    if all().next().is_some() {
        work.texts("title", own("title"));
        work.texts("subtitle", own("subtitle"));
    } else {
        work.texts("title", item.children().filter(|c| title.contains(&c.name())));
    }
    let originals = own("original_language_title").filter(|e| e.word().is_some());
    let originals = originals.map(|e| {
        let mut members = vec![("text", leaf(e))];
        if let Some(lang) = e.attribute("language") {
            members.push(("lang", word(lang.into_owned(), e.range())));
        }
        map(e.range(), members)
    });
    let originals: Vec<Node<'_>> = originals.collect();
    work.list("original-title", originals);
}

fn containers(work: &mut Work<'_>, deposit: Element<'_>, item: Element<'_>) {
    match deposit.name() {
        "journal" if item.name() == "journal_article" => {
            let journal = || deposit.each("journal_metadata");
            work.texts("container-title", journal().flat_map(|j| j.each("full_title")));
            work.texts("short-container-title", journal().flat_map(|j| j.each("abbrev_title")));
        }
        "conference" => {
            let all = deposit.children().filter(|c| c.name().starts_with("proceedings"));
            if item.name() == "conference_paper" {
                work.texts("container-title", all.flat_map(|p| p.each("proceedings_title")));
            }
        }
        "book" if item.name() == "content_item" => {
            let book = book_metadata(deposit);
            let titles = book.and_then(|b| b.child("titles"));
            if let Some(title) = titles.and_then(|t| t.child("title")) {
                let subtitle = titles.and_then(|t| t.word_at("subtitle"));
                let title_words = crate::markup::plain(title.markup());
                let whole = super::texts::joined(&title_words, subtitle.as_deref());
                work.list("container-title", vec![word(whole, title.inner())]);
            }
        }
        "database" if item.name() == "dataset" => {
            let titles = deposit.find("database_metadata/titles/title");
            work.texts("container-title", titles.into_iter());
        }
        _ => {}
    }
    let series = deposit.children().chain([item]).find_map(|c| c.child("series_metadata"));
    if let Some(series) = series {
        let title = series.find("titles/title").or_else(|| series.child("full_title"));
        let book = deposit.name() == "book" && item.name() == "content_item";
        // Some books have no title but that of their series.
        if book && work.members.iter().all(|(k, _)| k != "container-title") {
            work.texts("container-title", title.into_iter());
        } else {
            work.text("series-title", &[title]);
        }
        work.text("series-number", &[series.child("series_number"), series.child("volume")]);
        work.texts("ISSN", series.each("issn"));
    }
}

const ROLES: [(&str, &str, &str); 6] = [
    // Role in the XML, key for one of the work, key for one of the book around it.
    ("author", "author", "book-author"),
    ("editor", "editor", "editor"),
    ("translator", "translator", "translator"),
    ("chair", "chair", "chair"),
    ("reviewer", "author", "chair"),
    ("supervisor", "supervisor", "supervisor"),
];

fn people(work: &mut Work<'_>, deposit: Element<'_>, item: Element<'_>) {
    let mut lists: Vec<(&'static str, Vec<Node<'_>>)> = Vec::new();
    let mut add = |place: Element<'_>, around: bool, series: bool| {
        let named = ["person_name", "organization", "anonymous"];
        let direct = place.children().filter(|c| named.contains(&c.name()));
        let listed = place.each("contributors").flat_map(Element::children);
        for person in listed.chain(direct).filter(|c| named.contains(&c.name())) {
            let role = person.attribute("contributor_role");
            let role = role.as_deref().unwrap_or("author");
            let (_, own, outer) = ROLES.iter().find(|(r, ..)| *r == role).unwrap_or(&ROLES[3]);
            let key = match (around, series) {
                (_, true) if role == "editor" => "series-editor",
                (true, _) => outer,
                (false, _) => own,
            };
            match lists.iter_mut().find(|(k, _)| *k == key) {
                Some((_, list)) => list.push(person_node(person)),
                None => lists.push((key, vec![person_node(person)])),
            }
        }
    };
    add(item, false, false);
    match deposit.name() {
        "book" if item.name() == "content_item" => {
            if let Some(book) = book_metadata(deposit) {
                add(book, true, false);
            }
        }
        "conference" if item.name() == "conference_paper" => add(deposit, true, false),
        "database" if item.child("contributors").is_none() => {
            if let Some(metadata) = deposit.child("database_metadata") {
                add(metadata, false, false);
            }
        }
        _ => {}
    }
    for series in deposit.children().filter_map(|c| c.child("series_metadata")) {
        add(series, true, true);
    }
    for (key, list) in lists {
        work.list(key, list);
    }
}

fn person_node<'t>(person: Element<'_>) -> Node<'t> {
    let mut members = Vec::new();
    if person.name() == "anonymous" {
        let reviews = person.attribute("contributor_role").as_deref() == Some("reviewer");
        let name = if reviews { "Anonymous Reviewer" } else { "Anonymous" };
        return map(person.range(), vec![("name", word(name, person.range()))]);
    }
    if person.name() == "organization" {
        members.push(("name", leaf(person)));
        return map(person.range(), members);
    }
    for (key, name) in [
        ("given", "given_name"),
        ("family", "surname"),
        ("suffix", "suffix"),
        ("ORCID", "ORCID"),
    ] {
        members.extend(person.child(name).map(|e| (key, leaf(e))));
    }
    let nested = person.each("affiliations").flat_map(|a| a.each("institution"));
    let names: Vec<Node<'t>> = person
        .each("affiliation")
        .chain(nested.filter_map(|i| i.child("institution_name")))
        .map(|e| map(e.range(), vec![("name", leaf(e))]))
        .collect();
    if !names.is_empty() {
        members.push(("affiliation", Node::new(person.range(), Value::List(names))));
    }
    let others: Vec<Node<'t>> = person
        .each("alt-name")
        .flat_map(Element::children)
        .filter_map(other_name)
        .collect();
    if !others.is_empty() {
        members.push(("alternative-name", Node::new(person.range(), Value::List(others))));
    }
    map(person.range(), members)
}

/// A variant of a name: in parts, or whole.
fn other_name<'t>(name: Element<'_>) -> Option<Node<'t>> {
    let mut members = Vec::new();
    let part = |names: [&str; 2]| names.iter().find_map(|n| name.child(n));
    match (part(["surname", "family"]), part(["given_name", "given-names"])) {
        (None, None) if name.word().is_none() => return None,
        (None, None) => members.push(("name", leaf(name))),
        (family, given) => {
            members.extend(family.map(|e| ("family", leaf(e))));
            members.extend(given.map(|e| ("given", leaf(e))));
        }
    }
    let lang = name.attribute("xml:lang").or_else(|| name.attribute("language"));
    members.extend(lang.map(|lang| ("lang", word(lang.into_owned(), name.range()))));
    Some(map(name.range(), members))
}

/// Print comes before other dates, the work's own before those around it.
fn dates(work: &mut Work<'_>, places: &[Element<'_>]) {
    let named = ["publication_date", "approval_date", "posted_date", "review_date"];
    for place in places {
        let nested = place.each("database_date").flat_map(Element::children);
        let found: Vec<Element<'_>> = place
            .children()
            .chain(nested)
            .filter(|c| named.contains(&c.name()) && date(*c).is_some())
            .collect();
        let of = |medium: &str| {
            let fits = |e: &&Element<'_>| e.attribute("media_type").as_deref() == Some(medium);
            found.iter().find(fits).and_then(|e| date(*e))
        };
        let (print, online) = (of("print"), of("online"));
        let first = found.first().and_then(|e| date(*e));
        if let Some(issued) = print.clone().or(first) {
            work.put("issued", issued);
            if let (Some(print), Some(online)) = (print, online) {
                work.put("published-print", print);
                work.put("published-online", online);
            }
            return;
        }
    }
}

fn date<'t>(element: Element<'_>) -> Option<Node<'t>> {
    let range = element.range();
    let number = |text: String| Node::new(range.clone(), Value::Number(Cow::Owned(text)));
    let mut parts = vec![number(element.word_at("year")?)];
    for name in ["month", "day"] {
        match element.word_at(name) {
            Some(part) => parts.push(number(part)),
            None => break,
        }
    }
    Some(date_of_parts(&range, parts))
}

fn date_of_parts<'t>(range: &Range<usize>, parts: Vec<Node<'t>>) -> Node<'t> {
    let parts = Node::new(range.clone(), Value::List(parts));
    let points = Node::new(range.clone(), Value::List(vec![parts]));
    map(range.clone(), vec![("date-parts", points)])
}

fn pages(work: &mut Work<'_>, item: Element<'_>) {
    let Some(pages) = item.child("pages") else {
        return;
    };
    let (first, last) = (pages.word_at("first_page"), pages.word_at("last_page"));
    let mut whole = match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first}-{last}"),
        (first, last) => first.or(last).unwrap_or_default(),
    };
    if let Some(other) = pages.word_at("other_pages") {
        if !whole.is_empty() {
            whole.push_str(", ");
        }
        whole.push_str(&other);
    }
    work.put("page", word(whole, pages.inner()));
}

fn event_node<'t>(event: Element<'_>) -> Node<'t> {
    let mut members = Vec::new();
    for (key, name) in [("name", "conference_name"), ("location", "conference_location")] {
        members.extend(event.child(name).map(|e| (key, leaf(e))));
    }
    if let Some(held) = event.child("conference_date") {
        let range = held.range();
        let point = |which: &str| {
            let mut parts = Vec::new();
            for unit in ["year", "month", "day"] {
                let Some(part) = held.attribute(&format!("{which}_{unit}")) else {
                    break;
                };
                let number = Value::Number(Cow::Owned(part.trim().to_owned()));
                parts.push(Node::new(range.clone(), number));
            }
            (!parts.is_empty()).then(|| date_of_parts(&range, parts))
        };
        members.extend(point("start").map(|d| ("start", d)));
        members.extend(point("end").map(|d| ("end", d)));
    }
    map(event.range(), members)
}

fn institution_node<'t>(institution: Element<'_>) -> Node<'t> {
    let mut members = Vec::new();
    members.extend(institution.child("institution_name").map(|e| ("name", leaf(e))));
    let place = institution.child("institution_place").map(leaf);
    if let Some(place) = place {
        let list = Node::new(place.range(), Value::List(vec![place]));
        members.push(("place", list));
    }
    map(institution.range(), members)
}

/// What a work corrects or retracts.
fn updates(work: &mut Work<'_>, item: Element<'_>) {
    let updates = item.find("crossmark/updates");
    let notices = updates.into_iter().flat_map(|u| u.each("update"));
    let notices: Vec<Node<'_>> = notices
        .filter(|update| update.word().is_some())
        .map(|update| {
            let mut members = vec![("DOI", leaf(update))];
            if let Some(kind) = update.attribute("type") {
                members.push(("type", word(kind.into_owned(), update.range())));
            }
            if let Some(day) = update.attribute("date") {
                let day = word(day.into_owned(), update.range());
                let updated = map(update.range(), vec![("date-time", day)]);
                members.push(("updated", updated));
            }
            map(update.range(), members)
        })
        .collect();
    work.list("update-to", notices);
}
