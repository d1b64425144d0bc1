//! A work of Crossref as a reference.
//!
//! The schema is that of Crossref's REST API, but publishers deposit what they like: a field
//! that is not as it should be is passed over, and never costs the others.

use super::{FORMAT, abstracts, people, text, texts};
use crate::build::Builder;
use crate::document::resolve;
use crate::tree::Node;
use diglot_model::{
    Date, DateField, DatePoint, Identifier, IdentifierScheme, KeywordKind, ObservationKind, Origin,
    ReferenceType, ScalarField, TextField,
};

/// Reads a work.
pub(super) fn read(builder: &mut Builder<'_>, work: &Node<'_>) {
    builder.reference.kind = kind(work);
    texts::read(builder, work);
    people::read(builder, work);
    abstracts::read(builder, work);
    dates(builder, work);
    scalars(builder, work);
    identifiers(builder, work);
    let url = &work["URL"];
    if let Some(address) = url.word() {
        builder.put_url(resolve(address).into_owned(), url.range());
    }
    for subject in work["subject"].list() {
        if let Some(word) = text(subject) {
            builder.put_keyword(word, KeywordKind::Subject, subject.range());
        }
    }
    for funder in work["funder"].list() {
        put_funder(builder, funder);
    }
    let cited = &work["is-referenced-by-count"];
    if let Some(count) = cited.number().and_then(|n| u64::try_from(n).ok()) {
        builder.put_count(ObservationKind::TimesCited, count, FORMAT, cited.range());
    }
    unmapped(builder, work);
}

/// Crossref's types as those of CSL. A type that CSL does not have is a document, and the
/// type is kept verbatim.
fn kind(work: &Node<'_>) -> ReferenceType {
    match work["type"].str().unwrap_or_default() {
        "journal-article" | "article-journal" => ReferenceType::ArticleJournal,
        "posted-content" | "preprint" => ReferenceType::Article,
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

fn dates(builder: &mut Builder<'_>, work: &Node<'_>) {
    // Where it stands, an unknown date is unknown; content negotiation and deposits lack it.
    let others = [
        "published",
        "published-print",
        "published-online",
        "posted",
        "approved",
    ];
    let first = others.into_iter().find(|key| date(&work[*key]).is_some());
    let key = if work.get("issued").is_some() {
        "issued"
    } else {
        first.unwrap_or("issued")
    };
    if let Some(date) = date(&work[key]) {
        builder.date(DateField::Issued, date, work[key].range());
    }
    // The day online says more than the date of publication only beside one in print.
    if work.get("published-print").is_some()
        && let Some(date) = date(&work["published-online"])
    {
        let at = work["published-online"].range();
        builder.date(DateField::AvailableDate, date, at);
    }
    let event = &work["event"];
    if let Some(mut held) = date(&event["start"]) {
        held.end = date(&event["end"])
            .and_then(|end| end.start)
            .filter(|end| Some(*end) != held.start);
        builder.date(DateField::EventDate, held, event["start"].range());
    }
}

/// `{"date-parts": [[2020, 4, 4]]}`; numbers may be strings, and an unknown date is `[[null]]`.
fn date(node: &Node<'_>) -> Option<Date> {
    let parts = &node["date-parts"][0];
    let year = i32::try_from(parts[0].number()?).ok()?;
    let part = |at: usize| parts[at].number().and_then(|n| u8::try_from(n).ok());
    Some(Date::point(DatePoint::from_parts(year, part(1), part(2))))
}

fn scalars(builder: &mut Builder<'_>, work: &Node<'_>) {
    let issue = match work.get("issue") {
        Some(issue) => issue,
        None => &work["journal-issue"]["issue"],
    };
    for (field, node) in [
        (ScalarField::Volume, &work["volume"]),
        (ScalarField::Issue, issue),
        (ScalarField::Page, &work["page"]),
        (ScalarField::ArticleNumber, &work["article-number"]),
        (ScalarField::Edition, &work["edition-number"]),
        (ScalarField::Part, &work["part-number"]),
        (ScalarField::Number, &work["report-number"]),
        (ScalarField::CollectionNumber, &work["series-number"]),
    ] {
        if let Some(value) = text(node) {
            builder.scalar_value(field, value, node.range());
        }
    }
    // Where there is no page range, many deposit the article number as the page too.
    let reference = &mut builder.reference;
    let same = reference.scalar(ScalarField::Page) == reference.scalar(ScalarField::ArticleNumber);
    if same {
        reference.scalars.remove(&ScalarField::ArticleNumber);
    }
}

fn identifiers(builder: &mut Builder<'_>, work: &Node<'_>) {
    let doi = &work["DOI"];
    if let Some(identifier) = doi.word().and_then(Identifier::doi) {
        builder.identifier(identifier, doi.range());
    }
    for issn in work["ISSN"].each() {
        if let Some(number) = issn.word() {
            builder.put_numbers(&IdentifierScheme::Issn, number, &issn.range());
        }
    }
    for isbn in work["ISBN"].each() {
        // Some stand behind a resolver: http://id.crossref.org/isbn/9780…
        let number = isbn.word().and_then(|n| n.rsplit('/').next());
        if let Some(number) = number.filter(|n| !n.is_empty()) {
            let identifier = Identifier::new(IdentifierScheme::Isbn, number);
            builder.identifier(identifier, isbn.range());
        }
    }
    for trial in work["clinical-trial-number"].list() {
        let number = &trial["clinical-trial-number"];
        if let Some(name) = number.word() {
            let found = diglot_text::identifiers::find_registrations(&name.to_uppercase());
            for found in found {
                builder.identifier(found.identifier, number.range());
            }
        }
    }
}

/// `Research Council (12345, 678)`
fn put_funder(builder: &mut Builder<'_>, funder: &Node<'_>) {
    let Some(name) = text(&funder["name"]) else {
        return;
    };
    let awards: Vec<String> = funder["award"].list().iter().filter_map(text).collect();
    let words = if awards.is_empty() {
        name
    } else {
        format!("{name} ({})", awards.join(", "))
    };
    let lang = diglot_text::script::language_of(&words);
    let at = funder.range();
    builder.put_text(TextField::Funding, lang, Origin::Publisher, words, at);
}

/// What the model has no place for and somebody may need: notices, relations to other
/// works, and an unknown type.
fn unmapped(builder: &mut Builder<'_>, work: &Node<'_>) {
    for key in ["updated-by", "update-to"] {
        for notice in work[key].list().iter().filter(|n| n["DOI"].str().is_some()) {
            builder.unmapped(key, &notice.to_json().to_string());
        }
    }
    let relation = &work["relation"];
    if !relation.members().is_empty() {
        builder.unmapped("relation", &relation.to_json().to_string());
    }
    for key in ["alternative-id", "archive"] {
        for value in work[key].list().iter().filter_map(Node::word) {
            if builder.reference.doi() != Some(&value.to_lowercase()) {
                builder.unmapped(key, value);
            }
        }
    }
    for license in work["license"].list() {
        if let Some(url) = license["URL"].word() {
            builder.unmapped("license", url);
        }
    }
    if let Some(name) = work["type"].str()
        && kind(work) == ReferenceType::Document
    {
        builder.unmapped("type", name);
    }
}
