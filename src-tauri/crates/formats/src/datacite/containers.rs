//! What a work was published in, and its numbers.

use super::people;
use super::work::put_words;
use crate::build::Builder;
use crate::citation::{normalise_pages, pattern};
use crate::tree::Node;
use diglot_model::{Identifier, IdentifierScheme, ReferenceType, ScalarField, TextField};
use diglot_text::tidy::tidy;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a work was published in: a related item of the newer kernels, or the container that
/// the API draws from descriptions.
pub(super) fn containers(builder: &mut Builder<'_>, work: &Node<'_>) {
    let related = work["relatedItems"].each().iter();
    let within = related.clone().find(|item| {
        matches!(
            item["relationType"].word(),
            Some("IsPublishedIn" | "IsPartOf")
        )
    });
    if let Some(item) = within {
        let title = item["titles"].each().first();
        let node = title.map_or(&item["title"], |t| t.get("title").unwrap_or(t));
        put_words(builder, TextField::ContainerTitle, node, None);
        scalars(builder, item);
        let identifier = &item["relatedItemIdentifier"];
        let scheme = identifier["relatedItemIdentifierType"].word();
        let value = identifier
            .get("relatedItemIdentifier")
            .unwrap_or(identifier);
        let scheme = scheme.or_else(|| item["relatedItemIdentifierType"].word());
        put_number(builder, scheme, value);
        people::read_container(builder, item);
    }
    let container = &work["container"];
    let field = match builder.reference.kind {
        ReferenceType::Book
        | ReferenceType::Report
        | ReferenceType::Thesis
        | ReferenceType::Dataset
        | ReferenceType::Document => TextField::CollectionTitle,
        _ => TextField::ContainerTitle,
    };
    if builder
        .reference
        .texts(TextField::ContainerTitle)
        .is_empty()
    {
        put_words(builder, field, &container["title"], None);
    }
    scalars(builder, container);
    put_number(
        builder,
        container["identifierType"].word(),
        &container["identifier"],
    );
    for related in work["relatedIdentifiers"].each() {
        let within = matches!(
            related["relationType"].word(),
            Some("IsPartOf" | "IsPublishedIn")
        );
        let scheme = related["relatedIdentifierType"].word();
        if within || matches!(scheme, Some("ISSN" | "EISSN")) {
            put_number(builder, scheme, &related["relatedIdentifier"]);
        }
    }
}

fn scalars(builder: &mut Builder<'_>, item: &Node<'_>) {
    for (field, key) in [
        (ScalarField::Volume, "volume"),
        (ScalarField::Issue, "issue"),
        (ScalarField::Edition, "edition"),
    ] {
        if let Some(words) = item[key].word() {
            builder.scalar_value(field, tidy(words), item[key].range());
        }
    }
    let number = &item["number"];
    if let Some(words) = number.word() {
        let article = number["numberType"].word() == Some("Article")
            || item["numberType"].word() == Some("Article");
        let field = if article {
            ScalarField::ArticleNumber
        } else {
            ScalarField::Number
        };
        builder.scalar_value(field, tidy(words), number.range());
    }
    let (first, last) = (&item["firstPage"], &item["lastPage"]);
    let pages = match (first.word(), last.word()) {
        (Some(a), Some(b)) if a != b => format!("{a}-{b}"),
        (Some(one), _) | (None, Some(one)) => one.to_owned(),
        (None, None) => return,
    };
    let at = if first.is_null() {
        last.range()
    } else {
        first.range()
    };
    if issue(builder, &pages, &at) {
        return;
    }
    builder.scalar_value(ScalarField::Page, normalise_pages(&pages), at);
}

static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:volume|vol|bd|band|jg|tome|tomo|v|t|årg|год|卷)\b[.:]?\s*(\d+))?[\s,;:]*(?:(?:number|issue|no|nr|n[º°]|num|núm|iss|heft|h|n|№)[.:]?\s*(\d+(?:\s*[-–/]\s*\d+)?))?[\s,;:]*\((?:1[5-9]|20)\d\d\)$",
    )
});

/// Journals in Open Journal Systems register "Bd. 1 Nr. 2 (2018)" where DataCite looks for
/// pages: the numbers of the issue.
fn issue(builder: &mut Builder<'_>, words: &str, at: &Range<usize>) -> bool {
    let words = tidy(words);
    let Some(found) = ISSUE.captures(&words) else {
        return false;
    };
    let mut any = false;
    for (field, group) in [(ScalarField::Volume, 1), (ScalarField::Issue, 2)] {
        if let Some(number) = found.get(group) {
            any = true;
            if builder.reference.scalar(field).is_none() {
                let number = number.as_str().replace('–', "-").replace(' ', "");
                builder.scalar_value(field, number, at.clone());
            }
        }
    }
    any
}

static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(pp?|pages?|seiten?|s|páginas?|stranic[ae])\b[.:]?\s*)?(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?\s*(pages?|pp?|seiten?|s|páginas?|stranic[ae])?\.?$",
    )
});

/// Pages that a size tells: "42-79 Seiten" is a place, "12 pages" a number.
pub(super) fn extent(builder: &mut Builder<'_>, size: &str, at: Range<usize>) -> bool {
    let size = tidy(size);
    let Some(found) = PAGES.captures(&size) else {
        return false;
    };
    let (before, behind) = (found.get(1).is_some(), found.get(4).is_some());
    let field = match (found.get(3).is_some(), before || behind) {
        (true, true) => ScalarField::Page,
        (false, true) if behind => ScalarField::NumberOfPages,
        _ => return false,
    };
    if builder.reference.scalar(field).is_some() {
        return false;
    }
    let first = found.get(2).map_or("", |m| m.as_str());
    let pages = match found.get(3) {
        Some(last) => format!("{first}-{}", last.as_str()),
        None => first.to_owned(),
    };
    builder.scalar_value(field, pages, at);
    true
}

fn put_number(builder: &mut Builder<'_>, scheme: Option<&str>, node: &Node<'_>) {
    let (Some(scheme), Some(number)) = (scheme, node.word()) else {
        return;
    };
    match scheme.to_ascii_uppercase().as_str() {
        "ISSN" | "EISSN" | "LISSN" => {
            builder.put_numbers(&IdentifierScheme::Issn, number, &node.range());
        }
        "ISBN" => builder.put_numbers(&IdentifierScheme::Isbn, number, &node.range()),
        _ => {}
    }
}

pub(super) fn identifiers(builder: &mut Builder<'_>, work: &Node<'_>) {
    for key in ["doi", "id"] {
        if let Some(doi) = work[key].word().and_then(Identifier::doi) {
            builder.identifier(doi, work[key].range());
            break;
        }
    }
    let lists = ["identifiers", "alternateIdentifiers"];
    for entry in lists.iter().flat_map(|key| work[*key].each()) {
        let keys = ["identifier", "alternateIdentifier"];
        let Some(node) = keys.iter().find_map(|key| entry.get(key)) else {
            continue;
        };
        let kinds = ["identifierType", "alternateIdentifierType"];
        let kind = kinds
            .iter()
            .find_map(|key| entry[*key].word())
            .unwrap_or_default();
        let Some(value) = node.word() else { continue };
        match kind.to_ascii_uppercase().as_str() {
            "DOI" => {
                if let Some(doi) = Identifier::doi(value) {
                    builder.identifier(doi, node.range());
                }
            }
            "ISBN" | "ISSN" => put_number(builder, Some(kind), node),
            "ARXIV" | "ARXIV ID" => {
                let id = value.trim_start_matches("arXiv:");
                let identifier = Identifier::new(IdentifierScheme::Arxiv, id);
                builder.identifier(identifier, node.range());
            }
            "PMID" => {
                let identifier = Identifier::new(IdentifierScheme::Pmid, value);
                builder.identifier(identifier, node.range());
            }
            "URL" => builder.put_url(value.to_owned(), node.range()),
            "" => {}
            other => builder.unmapped(&format!("identifier.{other}"), value),
        }
    }
}
