//! A work of OpenAlex as a reference.

use super::FORMAT;
use crate::build::Builder;
use crate::markup::plain;
use crate::tree::Node;
use crate::values::{contributor, orcid, plain_abstract};
use crate::written_date::loose_date;
use diglot_model::{
    ContributorRole, Date, DateField, Identifier, IdentifierScheme, KeywordKind, LanguageTag,
    ObservationKind, Origin, ReferenceType, ScalarField, TextField,
};
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::script::language_of;

/// Reads a work.
pub(super) fn read(builder: &mut Builder<'_>, work: &Node<'_>) {
    builder.reference.kind = kind(work);
    identifiers(builder, work);
    let stated = work["language"].word().and_then(crate::languages::language);
    let title = work.get("title").unwrap_or(&work["display_name"]);
    if let Some(words) = title.word().map(plain) {
        let lang = language(&words, stated.as_ref());
        builder.put_text(
            TextField::Title,
            lang,
            Origin::Database,
            words,
            title.range(),
        );
    }
    source(builder, work);
    authors(builder, work);
    dates(builder, work);
    pages(builder, &work["biblio"]);
    if let Some(text) = abstract_of(&work["abstract_inverted_index"]) {
        let mut value = plain_abstract(&text, Origin::Database);
        value.lang = language(&text, stated.as_ref());
        builder.put_abstract(value, work["abstract_inverted_index"].range());
    }
    if let Some(tag) = stated {
        builder.put_language(tag, work["language"].range());
    }
    for (key, kind) in [
        ("keywords", KeywordKind::Index),
        ("mesh", KeywordKind::Mesh),
    ] {
        for keyword in work[key].list() {
            let names = ["keyword", "display_name", "descriptor_name"];
            if let Some(node) = names.iter().find_map(|name| keyword.get(name))
                && let Some(words) = node.word()
            {
                builder.put_keyword(plain(words), kind, node.range());
            }
        }
    }
    for url in [
        &work["primary_location"]["landing_page_url"],
        &work["best_oa_location"]["pdf_url"],
    ] {
        if let Some(address) = url.word() {
            builder.put_url(address.to_owned(), url.range());
        }
    }
    let cited = &work["cited_by_count"];
    if let Some(count) = cited.number().and_then(|n| u64::try_from(n).ok()) {
        builder.put_count(ObservationKind::TimesCited, count, FORMAT, cited.range());
    }
    for grant in work["grants"].list() {
        if let Some(name) = grant["funder_display_name"].word() {
            let words = match grant["award_id"].word() {
                Some(award) => format!("{name} ({award})"),
                None => name.to_owned(),
            };
            let lang = language_of(&words);
            builder.put_text(
                TextField::Funding,
                lang,
                Origin::Database,
                words,
                grant.range(),
            );
        }
    }
    if work["is_retracted"].word() == Some("true") {
        builder.unmapped("is_retracted", "true");
    }
}

/// A title in Latin script is in the stated language; another script tells its own.
fn language(words: &str, stated: Option<&LanguageTag>) -> LanguageTag {
    let by_script = language_of(words);
    match stated {
        Some(tag) if by_script.is_english() && !tag.is_chinese() => tag.clone(),
        Some(tag) if by_script.is_chinese() && matches!(tag.primary(), "ja" | "ko") => tag.clone(),
        _ => by_script,
    }
}

fn kind(work: &Node<'_>) -> ReferenceType {
    let crossref = work["type_crossref"].word();
    let source = work["primary_location"]["source"]["type"].word();
    match work["type"].word().unwrap_or_default() {
        "article" | "review" | "editorial" | "letter" | "erratum" | "retraction"
        | "journal-article" => match (crossref, source) {
            (Some("proceedings-article"), _) | (_, Some("conference")) => {
                ReferenceType::PaperConference
            }
            (Some("posted-content"), _) => ReferenceType::Article,
            _ => ReferenceType::ArticleJournal,
        },
        "preprint" | "posted-content" => ReferenceType::Article,
        "proceedings-article" => ReferenceType::PaperConference,
        "book" | "monograph" | "edited-book" => ReferenceType::Book,
        "book-chapter" => ReferenceType::Chapter,
        "dissertation" => ReferenceType::Thesis,
        "dataset" => ReferenceType::Dataset,
        "report" => ReferenceType::Report,
        "reference-entry" => ReferenceType::EntryEncyclopedia,
        "standard" => ReferenceType::Standard,
        "peer-review" => ReferenceType::Review,
        "software" => ReferenceType::Software,
        _ => ReferenceType::Document,
    }
}

/// The journal, series or server that a work stands in, with its publisher.
fn source(builder: &mut Builder<'_>, work: &Node<'_>) {
    let location = &work["primary_location"];
    let source = if location["source"].is_null() {
        // What the API called it before it knew locations.
        &work["host_venue"]
    } else {
        &location["source"]
    };
    let name = source
        .get("display_name")
        .unwrap_or(&location["raw_source_name"]);
    let host = source
        .get("host_organization_name")
        .unwrap_or(&source["publisher"]);
    let kind = builder.reference.kind;
    let own = match kind {
        // A repository brings out what is deposited there.
        ReferenceType::Thesis | ReferenceType::Dataset => TextField::Publisher,
        ReferenceType::Book => TextField::CollectionTitle,
        _ => TextField::ContainerTitle,
    };
    for (field, node) in [(own, name), (TextField::Publisher, host)] {
        if let Some(words) = node.word().map(plain)
            && builder.reference.texts(field).is_empty()
        {
            let lang = language_of(&words);
            builder.put_text(field, lang, Origin::Database, words, node.range());
        }
    }
    for issn in source["issn"].each() {
        if let Some(number) = issn.word() {
            builder.put_numbers(&IdentifierScheme::Issn, number, &issn.range());
        }
    }
}

fn authors(builder: &mut Builder<'_>, work: &Node<'_>) {
    for authorship in work["authorships"].list() {
        let person = &authorship["author"];
        let name = match person.get("display_name") {
            Some(name) => name,
            None => &authorship["raw_author_name"],
        };
        let Some(words) = name.word().map(plain).filter(|w| !w.is_empty()) else {
            continue;
        };
        // Names are "First Last", but those that came inverted were not turned.
        let mut value = contributor(
            ContributorRole::Author,
            parse_name(&words, NameOrder::GivenFirst),
        );
        value.orcid = person["orcid"].word().and_then(orcid);
        let raw = authorship["raw_affiliation_strings"].each();
        let institutions = authorship["institutions"].list();
        let nodes: Vec<&Node<'_>> = if raw.is_empty() {
            institutions.iter().map(|i| &i["display_name"]).collect()
        } else {
            raw.iter().collect()
        };
        for node in nodes {
            if let Some(words) = node.word().map(plain).filter(|w| !w.is_empty()) {
                let at = builder.put_affiliation(words, Origin::Database, node.range());
                if !value.affiliations.contains(&at) {
                    value.affiliations.push(at);
                }
            }
        }
        builder.put_contributor(value, authorship.range());
    }
    if work["is_authors_truncated"].word() == Some("true") {
        builder.reference.contributors_complete = false;
    }
}

fn dates(builder: &mut Builder<'_>, work: &Node<'_>) {
    let (day, year) = (&work["publication_date"], &work["publication_year"]);
    if let Some(date) = day.word().and_then(loose_date) {
        builder.date(DateField::Issued, date, day.range());
    } else if let Some(number) = year.number().and_then(|n| i32::try_from(n).ok()) {
        builder.date(DateField::Issued, Date::year(number), year.range());
    }
}

fn pages(builder: &mut Builder<'_>, biblio: &Node<'_>) {
    for (field, key) in [
        (ScalarField::Volume, "volume"),
        (ScalarField::Issue, "issue"),
    ] {
        if let Some(words) = biblio[key].word() {
            builder.scalar_value(field, words.to_owned(), biblio[key].range());
        }
    }
    let (first, last) = (&biblio["first_page"], &biblio["last_page"]);
    let pages = match (first.word(), last.word()) {
        (Some(a), Some(b)) if a != b => format!("{a}-{b}"),
        (Some(one), _) => one.to_owned(),
        _ => return,
    };
    builder.scalar_value(ScalarField::Page, pages, first.range());
}

fn identifiers(builder: &mut Builder<'_>, work: &Node<'_>) {
    let doi = work.get("doi").unwrap_or(&work["ids"]["doi"]);
    if let Some(identifier) = doi.word().and_then(Identifier::doi) {
        builder.identifier(identifier, doi.range());
    }
    let ids = &work["ids"];
    for (key, scheme) in [
        ("pmid", IdentifierScheme::Pmid),
        ("pmcid", IdentifierScheme::Pmcid),
        ("openalex", IdentifierScheme::Other(FORMAT.to_owned())),
    ] {
        let node = if key == "openalex" && ids[key].is_null() {
            &work["id"]
        } else {
            &ids[key]
        };
        let Some(id) = node
            .word()
            .and_then(|id| id.trim_end_matches('/').rsplit('/').next())
        else {
            continue;
        };
        let id = match scheme {
            IdentifierScheme::Pmcid if !id.starts_with("PMC") => format!("PMC{id}"),
            _ => id.to_owned(),
        };
        builder.identifier(Identifier::new(scheme, id), node.range());
    }
}

/// The most words of an abstract that are put in order.
const MOST_WORDS: i64 = 20_000;

/// The text of `{"word": [places]}`.
fn abstract_of(index: &Node<'_>) -> Option<String> {
    let mut words: Vec<(i64, &str)> = Vec::new();
    for (word, places) in index.members() {
        for place in places.list().iter().filter_map(Node::number) {
            if (0..MOST_WORDS).contains(&place) {
                words.push((place, word));
            }
        }
    }
    words.sort_unstable();
    words.dedup_by_key(|(place, _)| *place);
    let words: Vec<&str> = words.into_iter().map(|(_, word)| word).collect();
    let text = plain(&words.join(" "));
    // The heading is indexed with the rest.
    (!text.is_empty()).then_some(text)
}
