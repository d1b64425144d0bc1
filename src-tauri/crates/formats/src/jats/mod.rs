//! JATS, the XML of articles: what publishers keep, PubMed Central and Europe PMC give, and
//! SciELO and J-STAGE show. Only what it says of the article is read, not the article.
//!
//! Titles, abstracts, names and keywords come in several languages, each with its own:
//! beside the article's, or in a translation that is part of it.

mod people;

use crate::build::Builder;
use crate::document::{Document, Element};
use crate::{Reading, Record, crossref, markup};
use diglot_model::{
    Date, DateField, DatePoint, Identifier, IdentifierScheme, KeywordKind, LanguageTag, Origin,
    ReferenceType, ScalarField, TextField,
};

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "jats";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let xml = text.trim_start().starts_with('<');
    let article = text.contains("<article-meta") && text.contains("<article-title");
    (xml && article).then(|| (96, "an article in JATS".to_owned()))
}

/// Reads all articles of a text.
pub(crate) fn read(text: &str) -> Reading {
    let document = Document::read(text);
    let mut reading = Reading::default();
    let mut end = 0;
    for article in document.named("article") {
        // Nothing within an article is another one.
        if article.range().start >= end
            && let Some(front) = article.child("front")
        {
            end = article.range().end;
            reading.records.extend(record(text, article, front));
        }
    }
    reading
}

fn record(text: &str, article: Element<'_>, front: Element<'_>) -> Option<Record> {
    let meta = front.child("article-meta")?;
    let stated = language_of(article);
    let mut b = Builder::new(text, article.range(), FORMAT);
    b.reference.kind = ReferenceType::ArticleJournal;
    if let Some(lang) = stated.clone() {
        b.put_language(lang, article.range());
    }
    titles(&mut b, meta, stated.as_ref());
    people::read(&mut b, meta);
    if let Some(journal) = front.child("journal-meta") {
        journal_of(&mut b, journal);
    }
    identifiers(&mut b, meta);
    dates(&mut b, meta);
    numbers(&mut b, meta);
    abstracts(&mut b, meta, stated.as_ref());
    keywords(&mut b, meta);
    if let Some(name) = meta.child("conference").and_then(|c| c.child("conf-name")) {
        put(&mut b, TextField::EventTitle, name, None);
    }
    // The whole article again in another language has its own front.
    for other in article.each("sub-article") {
        let translated = other.attribute("article-type").as_deref() == Some("translation");
        let stub = other
            .child("front-stub")
            .or_else(|| other.find("front/article-meta"));
        if let (true, Some(stub)) = (translated, stub) {
            let lang = language_of(other);
            titles(&mut b, stub, lang.as_ref());
            abstracts(&mut b, stub, lang.as_ref());
            keywords(&mut b, stub);
        }
    }
    let says_something = b.reference.title().is_some() || !b.reference.identifiers.is_empty();
    says_something.then(|| b.finish())
}

fn language_of(element: Element<'_>) -> Option<LanguageTag> {
    crossref::tag(&element.attribute("xml:lang")?)
}

/// Puts an element's text in the language that its script, itself or its surroundings tell.
fn put(b: &mut Builder<'_>, field: TextField, element: Element<'_>, around: Option<&LanguageTag>) {
    let text = markup::plain(element.markup());
    put_text(b, field, element, text, around);
}

fn put_text(
    b: &mut Builder<'_>,
    field: TextField,
    element: Element<'_>,
    text: String,
    around: Option<&LanguageTag>,
) {
    let own = language_of(element);
    let lang = crossref::language(&text, own.as_ref().or(around), true);
    b.put_text(field, lang, Origin::Publisher, text, element.range());
}

fn titles(b: &mut Builder<'_>, meta: Element<'_>, stated: Option<&LanguageTag>) {
    let Some(group) = meta.child("title-group") else {
        return;
    };
    let full = |place: Element<'_>, main: Element<'_>, sub: &'static str| {
        // Notes to a title hang on it as references.
        let title = markup::plain(&without_references(main));
        let subtitle = place.child(sub).map(|s| markup::plain(s.markup()));
        match subtitle.filter(|s| !s.is_empty()) {
            Some(subtitle) => crossref::joined(&title, Some(&subtitle)),
            None => title,
        }
    };
    if let Some(main) = group.child("article-title") {
        put_text(
            b,
            TextField::Title,
            main,
            full(group, main, "subtitle"),
            stated,
        );
    }
    for translated in group.each("trans-title-group") {
        let lang = language_of(translated);
        if let Some(main) = translated.child("trans-title") {
            let title = full(translated, main, "trans-subtitle");
            put_text(b, TextField::Title, main, title, lang.as_ref());
        }
    }
    for translated in group.each("trans-title") {
        put(b, TextField::Title, translated, None);
    }
}

/// The markup of an element without its links to notes.
fn without_references(element: Element<'_>) -> String {
    let mut out = String::new();
    let (markup, start) = (element.markup(), element.inner().start);
    let mut at = 0;
    for child in element.children() {
        if matches!(child.name(), "xref" | "fn") {
            let range = child.range();
            out.push_str(&markup[at..range.start - start]);
            at = range.end - start;
        }
    }
    out.push_str(&markup[at..]);
    out
}

fn journal_of(b: &mut Builder<'_>, journal: Element<'_>) {
    for place in journal.each("journal-title-group").chain([journal]) {
        for title in place.each("journal-title") {
            put(b, TextField::ContainerTitle, title, None);
        }
        for group in place.each("trans-title-group") {
            for title in group.each("trans-title") {
                put(
                    b,
                    TextField::ContainerTitle,
                    title,
                    language_of(group).as_ref(),
                );
            }
        }
        for title in place.each("abbrev-journal-title") {
            if b.reference.text(TextField::ContainerTitleShort).is_none() {
                put(b, TextField::ContainerTitleShort, title, None);
            }
        }
    }
    for issn in journal.each("issn") {
        b.put_numbers(&IdentifierScheme::Issn, &issn.text(), &issn.range());
    }
    if let Some(publisher) = journal.child("publisher") {
        for (name, field) in [
            ("publisher-name", TextField::Publisher),
            ("publisher-loc", TextField::PublisherPlace),
        ] {
            if let Some(element) = publisher.child(name) {
                put(b, field, element, None);
            }
        }
    }
}

fn identifiers(b: &mut Builder<'_>, meta: Element<'_>) {
    for id in meta.each("article-id") {
        let Some(value) = id.word() else { continue };
        let kind = id.attribute("pub-id-type").unwrap_or_default();
        match kind.as_ref() {
            "doi" => {
                if let Some(doi) = Identifier::doi(&value) {
                    b.identifier(doi, id.range());
                }
            }
            "pmid" => b.identifier(Identifier::new(IdentifierScheme::Pmid, value), id.range()),
            "pmc" | "pmcid" => {
                let number = value.trim_start_matches("PMC");
                // Some put the DOI of the deposit here.
                if number.bytes().all(|c| c.is_ascii_digit()) && !number.is_empty() {
                    let number = format!("PMC{number}");
                    b.identifier(Identifier::new(IdentifierScheme::Pmcid, number), id.range());
                }
            }
            kind => b.unmapped(&format!("article-id {kind}"), &value),
        }
    }
}

/// When its issue came out; else when it did.
fn dates(b: &mut Builder<'_>, meta: Element<'_>) {
    let rank = |date: &Element<'_>| {
        let kind = ["pub-type", "date-type"]
            .iter()
            .find_map(|name| date.attribute(name))
            .unwrap_or_default()
            .to_ascii_lowercase();
        match kind.as_str() {
            "ppub" | "issue-pub" => 0,
            "collection" => 1,
            "pub" => 2,
            "epub-ppub" => 3,
            "epub" => 4,
            "" => 5,
            _ => 6,
        }
    };
    let mut found: Vec<(u8, Date, Element<'_>)> = meta
        .each("pub-date")
        .filter_map(|element| Some((rank(&element), date(element)?, element)))
        .filter(|(rank, ..)| *rank < 6)
        .collect();
    found.sort_by_key(|(rank, ..)| *rank);
    let Some((_, first, at)) = found.first().cloned() else {
        return;
    };
    b.date(DateField::Issued, first, at.range());
    for (_, date, at) in found.into_iter().skip(1) {
        b.finer_date(date, at.range());
    }
}

fn date(element: Element<'_>) -> Option<Date> {
    let number = |name: &str| element.word_at(name)?.parse::<u8>().ok();
    let year = element.word_at("year")?.parse().ok()?;
    let month =
        number("month").or_else(|| diglot_text::calendar::month_number(&element.word_at("month")?));
    let day = number("day").filter(|_| month.is_some());
    Some(Date::point(DatePoint::from_parts(year, month, day)))
}

fn numbers(b: &mut Builder<'_>, meta: Element<'_>) {
    for (name, field) in [
        ("volume", ScalarField::Volume),
        ("issue", ScalarField::Issue),
    ] {
        if let Some(element) = meta.child(name)
            && let Some(value) = element.word()
        {
            b.scalar_value(field, value, element.range());
        }
    }
    let part = |name: &str| meta.child(name).and_then(|e| Some((e.word()?, e.range())));
    let pages = match (part("fpage"), part("lpage")) {
        (Some((first, at)), Some((last, _))) if first != last => {
            Some((format!("{first}-{last}"), at))
        }
        (Some(first), _) => Some(first),
        (None, _) => part("page-range").or_else(|| part("elocation-id")),
    };
    if let Some((pages, at)) = pages {
        b.scalar_value(ScalarField::Page, pages, at);
    }
}

fn abstracts(b: &mut Builder<'_>, meta: Element<'_>, stated: Option<&LanguageTag>) {
    for element in meta.children() {
        let own = language_of(element);
        let stated = match element.name() {
            "abstract" => own.as_ref().or(stated),
            "trans-abstract" => own.as_ref(),
            _ => continue,
        };
        // Pictures, teasers and lists of contents are no summaries.
        let kind = element.attribute("abstract-type").unwrap_or_default();
        if matches!(
            kind.as_ref(),
            "graphical" | "teaser" | "toc" | "web-summary"
        ) {
            continue;
        }
        // Ends of lines part no paragraphs in XML.
        let markup = element.markup().replace(['\n', '\r', '\t'], " ");
        for value in crossref::abstracts(&markup, stated) {
            b.put_abstract(value, element.range());
        }
    }
}

fn keywords(b: &mut Builder<'_>, meta: Element<'_>) {
    for group in meta.each("kwd-group") {
        let kind = group.attribute("kwd-group-type").unwrap_or_default();
        if kind == "abbreviations" {
            continue;
        }
        for word in group.each("kwd") {
            let text = markup::plain(word.markup());
            b.put_keyword(text, KeywordKind::Author, word.range());
        }
    }
}

#[cfg(test)]
mod tests;
