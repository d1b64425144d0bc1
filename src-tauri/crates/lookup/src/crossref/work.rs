//! A work of Crossref as a reference.
//!
//! The schema is that of Crossref's REST API, but publishers deposit what they like: a field
//! that is not as it should be is passed over, and never costs the others.

use super::{abstracts, list, people, text, texts};
use crate::notices::{FORMAT, NoticeDirection};
use crate::resolver::Service;
use diglot_model::{
    Date, DateField, DatePoint, Identifier, IdentifierScheme, Keyword, KeywordKind, Observation,
    ObservationKind, Reference, ReferenceType, ScalarField, Source, Sourced, TextField,
    UnmappedField, normalise_doi,
};
use diglot_text::identifiers::normalise_issn;
use diglot_text::script::language_of;
use serde_json::Value;

/// The reference that a work is; `None` when it has no title.
pub(super) fn reference(work: &Value, at: &str) -> Option<Reference> {
    let mut reference = Reference::new(kind(work["type"].as_str().unwrap_or_default()));
    reference.sources.push(Source::Lookup {
        service: Service::Crossref.id().to_owned(),
        at: at.to_owned(),
    });
    super::texts::read(&mut reference, work);
    if reference.texts(TextField::Title).is_empty() {
        return None;
    }
    people::read(&mut reference, work);
    abstracts::read(&mut reference, work);
    dates(&mut reference, work);
    scalars(&mut reference, work);
    identifiers(&mut reference, work);
    if let Some(url) = text(&work["URL"]).filter(|url| !is_doi(url, &reference)) {
        reference.urls.push(Sourced::bare(url));
    }
    for subject in texts(&work["subject"]) {
        reference.keywords.push(Sourced::bare(Keyword {
            lang: language_of(&subject),
            text: subject,
            kind: KeywordKind::Subject,
        }));
    }
    if let Some(value) = work["is-referenced-by-count"].as_u64() {
        reference.observations.push(Sourced::bare(Observation {
            kind: ObservationKind::TimesCited,
            value,
            by: Some(Service::Crossref.id().to_owned()),
            date: at.get(..10).map(str::to_owned),
        }));
    }
    unmapped(&mut reference, work);
    Some(reference)
}

/// Crossref's types as those of CSL. A type that CSL does not have is a document, and the
/// type is kept verbatim.
fn kind(name: &str) -> ReferenceType {
    match name {
        "journal-article" => ReferenceType::ArticleJournal,
        "posted-content" => ReferenceType::Article,
        "proceedings-article" => ReferenceType::PaperConference,
        "book-chapter" | "book-section" | "book-part" | "book-track" => ReferenceType::Chapter,
        "book" | "monograph" | "edited-book" | "reference-book" | "book-set" | "book-series"
        | "proceedings" | "proceedings-series" => ReferenceType::Book,
        "reference-entry" => ReferenceType::Entry,
        "dissertation" => ReferenceType::Thesis,
        "report" | "report-component" | "report-series" => ReferenceType::Report,
        "dataset" | "database" => ReferenceType::Dataset,
        "standard" | "standard-series" => ReferenceType::Standard,
        "peer-review" => ReferenceType::Review,
        "journal" | "journal-issue" | "journal-volume" => ReferenceType::Periodical,
        _ => ReferenceType::Document,
    }
}

fn dates(reference: &mut Reference, work: &Value) {
    let mut put = |field, key: &str| {
        if let Some(date) = date(&work[key]) {
            reference.dates.insert(field, Sourced::bare(date));
        }
    };
    put(DateField::Issued, "issued");
    // The day online says more than the date of publication only beside one in print.
    if work["published-print"].is_object() {
        put(DateField::AvailableDate, "published-online");
    }
}

/// `{"date-parts": [[2020, 4, 4]]}`; numbers may be strings, and an unknown date is `[[null]]`.
fn date(value: &Value) -> Option<Date> {
    let parts: Vec<Option<i64>> = list(&value["date-parts"][0])
        .map(|part| part.as_i64().or_else(|| part.as_str()?.trim().parse().ok()))
        .collect();
    let year = i32::try_from((*parts.first()?)?).ok()?;
    let part = |at: usize| {
        parts
            .get(at)
            .copied()
            .flatten()
            .and_then(|n| u8::try_from(n).ok())
    };
    Some(Date::point(DatePoint::from_parts(year, part(1), part(2))))
}

fn scalars(reference: &mut Reference, work: &Value) {
    let issue = &work["journal-issue"]["issue"];
    for (field, value) in [
        (ScalarField::Volume, &work["volume"]),
        (
            ScalarField::Issue,
            if work["issue"].is_string() {
                &work["issue"]
            } else {
                issue
            },
        ),
        (ScalarField::Page, &work["page"]),
        (ScalarField::ArticleNumber, &work["article-number"]),
        (ScalarField::Edition, &work["edition-number"]),
        (ScalarField::Part, &work["part-number"]),
        (ScalarField::Number, &work["report-number"]),
    ] {
        if let Some(value) = text(value) {
            reference.scalars.insert(field, Sourced::bare(value));
        }
    }
    // Where there is no page range, many deposit the article number as the page too.
    let same = reference.scalar(ScalarField::Page) == reference.scalar(ScalarField::ArticleNumber);
    if same {
        reference.scalars.remove(&ScalarField::ArticleNumber);
    }
}

fn identifiers(reference: &mut Reference, work: &Value) {
    let mut add = |identifier| reference.add_identifier(Sourced::bare(identifier));
    if let Some(doi) = work["DOI"].as_str().and_then(Identifier::doi) {
        add(doi);
    }
    for issn in texts(&work["ISSN"]) {
        add(Identifier::new(
            IdentifierScheme::Issn,
            normalise_issn(&issn),
        ));
    }
    for isbn in texts(&work["ISBN"]) {
        // Some stand behind a resolver: http://id.crossref.org/isbn/9780…
        let number = isbn.rsplit('/').next().unwrap_or_default();
        add(Identifier::new(IdentifierScheme::Isbn, number));
    }
}

/// Whether an address is only the DOI behind its resolver.
fn is_doi(url: &str, reference: &Reference) -> bool {
    normalise_doi(url).as_deref() == reference.doi() && url.contains("doi.org/")
}

/// What the model has no place for and somebody may need: notices, and an unknown type.
fn unmapped(reference: &mut Reference, work: &Value) {
    let mut keep = |tag: &str, value: String| {
        reference.unmapped.push(UnmappedField {
            format: FORMAT.to_owned(),
            tag: tag.to_owned(),
            value,
            source: 0,
        });
    };
    for direction in [NoticeDirection::UpdatedBy, NoticeDirection::Updates] {
        for notice in list(&work[direction.key()]).filter(|notice| notice["DOI"].is_string()) {
            keep(direction.key(), notice.to_string());
        }
    }
    if let Some(name) = work["type"].as_str()
        && kind(name) == ReferenceType::Document
    {
        keep("type", name.to_owned());
    }
}
