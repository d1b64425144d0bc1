//! Titles, containers, dates, pages and events of a deposited work.

use super::{Work, book_metadata, leaf, map, word};
use crate::document::Element;
use crate::tree::{Node, Value};
use std::borrow::Cow;
use std::ops::Range;

pub(super) fn titles(work: &mut Work<'_>, item: Element<'_>) {
    let all = || item.each("titles");
    let own = |name: &'static str| {
        all()
            .flat_map(Element::children)
            .filter(move |e| e.name() == name)
    };
    let title = ["title", "full_title", "proceedings_title"];
    if all().next().is_some() {
        work.texts("title", own("title"));
        work.texts("subtitle", own("subtitle"));
    } else {
        work.texts(
            "title",
            item.children().filter(|c| title.contains(&c.name())),
        );
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

pub(super) fn containers(work: &mut Work<'_>, deposit: Element<'_>, item: Element<'_>) {
    match deposit.name() {
        "journal" if item.name() == "journal_article" => {
            let journal = || deposit.each("journal_metadata");
            work.texts(
                "container-title",
                journal().flat_map(|j| j.each("full_title")),
            );
            work.texts(
                "short-container-title",
                journal().flat_map(|j| j.each("abbrev_title")),
            );
        }
        "conference" => {
            let all = deposit
                .children()
                .filter(|c| c.name().starts_with("proceedings"));
            if item.name() == "conference_paper" {
                work.texts(
                    "container-title",
                    all.flat_map(|p| p.each("proceedings_title")),
                );
            }
        }
        "book" if item.name() == "content_item" => {
            let book = book_metadata(deposit);
            let titles = book.and_then(|b| b.child("titles"));
            if let Some(title) = titles.and_then(|t| t.child("title")) {
                let subtitle = titles.and_then(|t| t.word_at("subtitle"));
                let title_words = crate::markup::plain(title.markup());
                let whole = crate::crossref::texts::joined(&title_words, subtitle.as_deref());
                work.list("container-title", vec![word(whole, title.inner())]);
            }
        }
        "database" if item.name() == "dataset" => {
            let titles = deposit.find("database_metadata/titles/title");
            work.texts("container-title", titles.into_iter());
        }
        _ => {}
    }
    let series = deposit
        .children()
        .chain([item])
        .find_map(|c| c.child("series_metadata"));
    if let Some(series) = series {
        let title = series
            .find("titles/title")
            .or_else(|| series.child("full_title"));
        let book = deposit.name() == "book" && item.name() == "content_item";
        // Some books have no title but that of their series.
        if book && work.members.iter().all(|(k, _)| k != "container-title") {
            work.texts("container-title", title.into_iter());
        } else {
            work.text("series-title", &[title]);
        }
        work.text(
            "series-number",
            &[series.child("series_number"), series.child("volume")],
        );
        work.texts("ISSN", series.each("issn"));
    }
}

/// Print comes before other dates, the work's own before those around it.
pub(super) fn dates(work: &mut Work<'_>, places: &[Element<'_>]) {
    let named = [
        "publication_date",
        "approval_date",
        "posted_date",
        "review_date",
    ];
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

pub(super) fn pages(work: &mut Work<'_>, item: Element<'_>) {
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

pub(super) fn event_node<'t>(event: Element<'_>) -> Node<'t> {
    let mut members = Vec::new();
    for (key, name) in [
        ("name", "conference_name"),
        ("location", "conference_location"),
    ] {
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

pub(super) fn institution_node<'t>(institution: Element<'_>) -> Node<'t> {
    let mut members = Vec::new();
    members.extend(
        institution
            .child("institution_name")
            .map(|e| ("name", leaf(e))),
    );
    let place = institution.child("institution_place").map(leaf);
    if let Some(place) = place {
        let list = Node::new(place.range(), Value::List(vec![place]));
        members.push(("place", list));
    }
    map(institution.range(), members)
}

/// What a work corrects or retracts.
pub(super) fn updates(work: &mut Work<'_>, item: Element<'_>) {
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
                let since = map(update.range(), vec![("date-time", day)]);
                members.push(("updated", since));
            }
            map(update.range(), members)
        })
        .collect();
    work.list("update-to", notices);
}
