//! The Citation File Format (`CITATION.cff`): what a piece of software or data wants to be
//! cited as, and what it cites.

use super::documents;
use crate::tree::Node;
use crate::values::{name_of, orcid, whole_name};
use crate::zotero_json::{Creator, Item, read_item};
use crate::{Reading, Record};
use diglot_model::Name;
use std::ops::Range;

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "cff";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let mut lines = text.split(['\n', '\r']).take(2000);
    let known = lines.any(|line| {
        line.trim_start_matches('\u{feff}')
            .starts_with("cff-version:")
    });
    known.then(|| (96, "a citation file (CITATION.cff)".to_owned()))
}

/// Reads the work of a file, what is to be cited in its place, and what it refers to.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    for document in documents(text, &mut reading) {
        let whole = &document;
        let parts = [
            whole["preferred-citation"].each(),
            whole["references"].each(),
        ];
        if whole.get("cff-version").is_none() {
            continue;
        }
        let range = whole.range();
        reading.records.extend(record(text, whole, range));
        for part in parts.into_iter().flatten() {
            reading.records.extend(record(text, part, part.range()));
        }
    }
    reading
}

/// Fields with one value, as Zotero calls them.
const FIELDS: [(&str, &str); 22] = [
    ("title", "title"),
    ("abstract", "abstractNote"),
    ("doi", "DOI"),
    ("url", "url"),
    ("repository-code", "url"),
    ("repository", "url"),
    ("version", "versionNumber"),
    ("journal", "publicationTitle"),
    ("collection-title", "publicationTitle"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("edition", "edition"),
    ("number", "number"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("pmcid", "PMCID"),
    ("section", "section"),
    ("thesis-type", "type"),
    ("pages", "numPages"),
    ("number-volumes", "numberOfVolumes"),
    ("abbreviation", "shortTitle"),
    ("date-accessed", "accessDate"),
];

/// Fields whose value is a body with a name, and often a place.
const BODIES: [(&str, &str); 4] = [
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("conference", "conferenceName"),
    ("database-provider", "archive"),
];

/// What is told in other words, or of the file itself.
const ASIDE: [&str; 19] = [
    "cff-version",
    "message",
    "type",
    "authors",
    "editors",
    "editors-series",
    "translators",
    "identifiers",
    "keywords",
    "languages",
    "preferred-citation",
    "references",
    "start",
    "end",
    "date-released",
    "date-published",
    "year",
    "month",
    "contact",
];

fn record(text: &str, node: &Node<'_>, range: Range<usize>) -> Option<Record> {
    if node.members().is_empty() {
        return None;
    }
    let mut item = Item::new(kind(node));
    let mut put = |field: &str, value: &str, at: Range<usize>| {
        item.fields.push((field.to_owned(), value.to_owned(), at));
    };
    for (key, value) in node.members() {
        let body = BODIES.iter().find(|(name, _)| name == key);
        if let Some((_, field)) = body {
            let named = value.get("name").unwrap_or(value);
            if let Some(word) = named.word() {
                put(field, word, named.range());
            }
            if let Some(city) = value["city"].word() {
                put("place", city, value["city"].range());
            }
            continue;
        }
        let Some(word) = value.word() else { continue };
        match FIELDS.iter().find(|(name, _)| name == key) {
            Some((_, field)) => put(field, word, value.range()),
            None if !ASIDE.contains(&key.as_ref()) => put(key, word, value.range()),
            None => {}
        }
    }
    if let Some((date, at)) = date(node) {
        put("date", &date, at);
    }
    match (node["start"].word(), node["end"].word()) {
        (Some(a), Some(b)) if a != b => put("pages", &format!("{a}-{b}"), node["start"].range()),
        (Some(a), _) => put("pages", a, node["start"].range()),
        _ => {}
    }
    for id in node["identifiers"].each() {
        let value = &id["value"];
        let field = match id["type"].word() {
            Some("doi") => "DOI",
            Some("url") => "url",
            _ => "identifier",
        };
        if let Some(word) = value.word() {
            put(field, word, value.range());
        }
    }
    if let Some(language) = node["languages"].each().first()
        && let Some(word) = language.word()
    {
        put("language", word, language.range());
    }
    for (role, key) in [
        ("author", "authors"),
        ("editor", "editors"),
        ("seriesEditor", "editors-series"),
        ("translator", "translators"),
    ] {
        let people = node[key].each().iter();
        item.creators.extend(people.filter_map(|p| person(role, p)));
    }
    for word in node["keywords"].each() {
        if let Some(tag) = word.word() {
            item.tags.push((tag.to_owned(), word.range()));
        }
    }
    let mut record = read_item(text, range, FORMAT, &item);
    record.key = None;
    for (contributor, node) in record
        .reference
        .contributors
        .iter_mut()
        .zip(node["authors"].each())
    {
        contributor.orcid = node["orcid"].word().and_then(orcid);
    }
    Some(record)
}

fn person(role: &str, node: &Node<'_>) -> Option<Creator> {
    let word = |key: &str| node[key].word().map(str::to_owned);
    let mut name = match word("name") {
        Some(name) => whole_name(name),
        None => name_of(
            word("family-names"),
            word("given-names"),
            word("name-suffix"),
        )?,
    };
    if let Name::Person { particle, .. } = &mut name {
        *particle = word("name-particle");
    }
    Some(Creator {
        kind: role.to_owned(),
        name,
        range: node.range(),
    })
}

/// The day it came out, or the year and month.
fn date(node: &Node<'_>) -> Option<(String, Range<usize>)> {
    for key in ["date-released", "date-published", "issue-date"] {
        if let Some(word) = node[key].word() {
            return Some((word.to_owned(), node[key].range()));
        }
    }
    let year = node["year"].word()?;
    let date = match node["month"].number() {
        Some(month @ 1..=12) => format!("{year}-{month:02}"),
        _ => year.to_owned(),
    };
    Some((date, node["year"].range()))
}

fn kind(node: &Node<'_>) -> &'static str {
    let conference = node.get("conference").is_some();
    match node["type"].word() {
        // A file says of itself only whether it is of software or data.
        None if node.get("cff-version").is_some() => "computerProgram",
        Some(
            "software"
            | "software-code"
            | "software-container"
            | "software-executable"
            | "software-virtual-machine",
        ) => "computerProgram",
        Some("data" | "database" | "dataset") => "dataset",
        Some("article") => "journalArticle",
        Some(
            "book" | "edited-work" | "manual" | "proceedings" | "conference" | "catalogue"
            | "dictionary" | "encyclopedia" | "historical-work",
        ) => "book",
        Some("conference-paper") => "conferencePaper",
        Some("thesis") => "thesis",
        Some("report" | "government-document" | "pamphlet") => "report",
        Some("magazine-article") => "magazineArticle",
        Some("newspaper-article") => "newspaperArticle",
        Some("website") => "webpage",
        Some("blog") => "blogPost",
        Some("patent") => "patent",
        Some("standard") => "standard",
        Some("statute" | "legal-rule") => "statute",
        Some("bill") => "bill",
        Some("legal-case") => "case",
        Some("hearing") => "hearing",
        Some("map") => "map",
        Some("unpublished") => "manuscript",
        Some("slides") => "presentation",
        Some("personal-communication") => "letter",
        Some("art") => "artwork",
        Some("film-broadcast" | "video" | "audiovisual") => "videoRecording",
        Some("sound-recording" | "music") => "audioRecording",
        _ if conference => "conferencePaper",
        _ if node.get("journal").is_some() => "journalArticle",
        _ => "document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::fixture;
    use diglot_model::{ReferenceType, ScalarField, TextField};

    const TEXT: &str = include_str!("../../fixtures/cff/CITATION.cff");

    #[test]
    fn a_citation_file() {
        let reading = read(TEXT);
        assert!(reading.diagnostics.is_empty());
        assert_eq!(reading.records.len(), 3);
        let r = &reading.records[0].reference;
        assert_eq!(r.kind, ReferenceType::Software);
        assert_eq!(r.scalar(ScalarField::Version), Some("1.10"));
        assert_eq!(r.doi(), Some("10.5555/lamp-tool"));
        assert_eq!(r.contributors.len(), 2);
        let name = r.contributors[0].name().map(Name::family);
        assert_eq!(name.as_deref(), Some("van Moe"));
        assert_eq!(
            r.issued().map(ToString::to_string).as_deref(),
            Some("2019-03-05")
        );
        let r = &reading.records[1].reference;
        assert_eq!(r.kind, ReferenceType::ArticleJournal);
        assert_eq!(r.scalar(ScalarField::Page), Some("11-19"));
        let host = r.text(TextField::ContainerTitle).map(|t| t.text.as_str());
        assert_eq!(host, Some("Journal of Lamps"));
        let r = &reading.records[2].reference;
        assert_eq!(r.kind, ReferenceType::PaperConference);
        fixture::references(TEXT, read);
    }
}
