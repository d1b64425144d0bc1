//! `JaLC`'s metadata, as its REST API answers it: `https://api.japanlinkcenter.org/dois/{doi}`.
//!
//! Every text comes once for each language, and says which; a person has a name in each. No
//! file holds this shape, so that it is read for lookups only.

mod people;

use crate::build::Builder;
use crate::citation::normalise_pages;
use crate::markup::plain;
use crate::tree::Node;
use crate::values::section;
use crate::written_date::loose_date;
use diglot_model::{
    Abstract, DateField, Identifier, IdentifierScheme, KeywordKind, LanguageTag, Origin, Reference,
    ReferenceType, ScalarField, TextField,
};
use diglot_text::headings::to_sections;
use diglot_text::normalise::fold_title;
use diglot_text::script::language_of;
use diglot_text::tidy::tidy;

/// The format's name in unmapped fields.
pub const FORMAT: &str = "jalc";

/// The work of an answer, without places: an answer of a service is kept nowhere. `None`
/// when nothing of a work stands there.
pub fn reference(answer: &str) -> Option<Reference> {
    let (node, _) = crate::tree::json::value(answer, crate::tree::json::blank(answer, 0)).ok()?;
    let work = node.get("data").unwrap_or(&node);
    let mut builder = Builder::new(answer, work.range(), FORMAT);
    read(&mut builder, work);
    if builder.is_empty() {
        return None;
    }
    let mut reference = builder.finish().reference;
    crate::values::without_places(&mut reference);
    Some(reference)
}

fn read(builder: &mut Builder<'_>, work: &Node<'_>) {
    builder.reference.kind = kind(work);
    if let Some(doi) = work["doi"].word().and_then(Identifier::doi) {
        builder.identifier(doi, work["doi"].range());
    }
    titles(builder, work);
    people::read(builder, work);
    journal(builder, work);
    numbers(builder, work);
    date(builder, work);
    for publisher in work["publisher_list"].each() {
        texts(builder, TextField::Publisher, publisher, "publisher_name");
        texts(builder, TextField::PublisherPlace, publisher, "location");
    }
    for meeting in work["meeting_list"].each() {
        texts(builder, TextField::EventTitle, meeting, "meeting_name");
        texts(builder, TextField::EventPlace, meeting, "place");
    }
    descriptions(builder, work);
    for (list, key, kind) in [
        ("keyword_list", "keyword", KeywordKind::Author),
        ("subject_list", "subject", KeywordKind::Subject),
    ] {
        for entry in work[list].each() {
            if let Some(words) = entry[key].word().map(plain) {
                builder.put_keyword(words, kind, entry[key].range());
            }
        }
    }
    if let Some(tag) = work["content_language"].word().and_then(stated) {
        builder.put_language(tag, work["content_language"].range());
    }
    if let Some(url) = work["url"].word() {
        builder.put_url(url.to_owned(), work["url"].range());
    }
    for rights in work["rights_list"].each() {
        let words = rights.get("rights").unwrap_or(&rights["uri"]);
        if let Some(words) = words.word() {
            builder.unmapped("rights", words);
        }
    }
}

/// What a work is, by the type of its content: JA, BK, RD, EL and GD, the rest.
fn kind(work: &Node<'_>) -> ReferenceType {
    let stands_in_journal = !work["journal_title_name_list"].each().is_empty();
    match work["content_type"].word().unwrap_or_default() {
        "JA" => ReferenceType::ArticleJournal,
        "BK" => ReferenceType::Book,
        "RD" => ReferenceType::Dataset,
        _ if stands_in_journal => ReferenceType::ArticleJournal,
        _ => ReferenceType::Document,
    }
}

/// The language that an entry states. Of Chinese the script tells more than "zh".
fn stated(code: &str) -> Option<LanguageTag> {
    crate::languages::language(code)
}

/// The language of an entry's words: the stated one, unless the script is plainly another.
fn language(entry: &Node<'_>, words: &str) -> LanguageTag {
    let by_script = language_of(words);
    match entry["lang"].word().and_then(stated) {
        // Japanese may be written in Han characters alone, and names in Latin letters.
        Some(tag) if matches!(tag.primary(), "ja" | "ko") && !by_script.is_english() => tag,
        Some(tag) if tag.is_chinese() && by_script.is_chinese() => by_script,
        Some(tag) if by_script.is_english() && !is_of_other_script(&tag) => tag,
        Some(tag) if by_script.primary() == "und" => tag,
        _ => by_script,
    }
}

fn is_of_other_script(tag: &LanguageTag) -> bool {
    matches!(
        tag.primary(),
        "ja" | "zh" | "ko" | "ru" | "uk" | "ar" | "he" | "el" | "th"
    )
}

/// The words under a key of an entry, in the language of the entry.
fn texts(builder: &mut Builder<'_>, field: TextField, entry: &Node<'_>, key: &str) {
    let Some(words) = entry[key].word().map(plain) else {
        return;
    };
    let lang = language(entry, &words);
    put(builder, field, lang, words, &entry[key]);
}

/// One value for each language: a second one that says the same is none.
fn put(
    builder: &mut Builder<'_>,
    field: TextField,
    lang: LanguageTag,
    words: String,
    node: &Node<'_>,
) {
    let known = builder.reference.texts(field);
    if known
        .iter()
        .any(|k| k.lang == lang || fold_title(&k.text) == fold_title(&words))
    {
        return;
    }
    builder.put_text(field, lang, Origin::Publisher, words, node.range());
}

fn titles(builder: &mut Builder<'_>, work: &Node<'_>) {
    // The first title is the one that is shown: that in the language of the work.
    let own = work["content_language"].word();
    let list = work["title_list"].each();
    let is_own = |entry: &&Node<'_>| own.is_some() && entry["lang"].word() == own;
    let others = list.iter().filter(|entry| !is_own(entry));
    for entry in list.iter().filter(is_own).chain(others) {
        let Some(title) = entry["title"].word().map(plain) else {
            continue;
        };
        let lang = language(entry, &title);
        let subtitle = entry["subtitle"].word().map(plain);
        let whole = crate::crossref::joined(&title, subtitle.as_deref());
        put(builder, TextField::Title, lang, whole, &entry["title"]);
    }
}

/// The journal, its abbreviation and its numbers.
fn journal(builder: &mut Builder<'_>, work: &Node<'_>) {
    for entry in work["journal_title_name_list"].each() {
        let field = match entry["type"].word() {
            Some("abbreviation") => TextField::ContainerTitleShort,
            _ => TextField::ContainerTitle,
        };
        texts(builder, field, entry, "journal_title_name");
    }
    for entry in work["journal_id_list"].each() {
        let id = &entry["journal_id"];
        match (entry["type"].word(), id.word()) {
            (Some("ISSN"), Some(number)) => {
                builder.put_numbers(&IdentifierScheme::Issn, number, &id.range());
            }
            (Some(kind), Some(number)) => builder.unmapped(kind, number),
            _ => {}
        }
    }
    if let Some(number) = work["isbn"].word() {
        builder.put_numbers(&IdentifierScheme::Isbn, number, &work["isbn"].range());
    }
}

fn numbers(builder: &mut Builder<'_>, work: &Node<'_>) {
    for (field, key) in [
        (ScalarField::Volume, "volume"),
        (ScalarField::Issue, "issue"),
        (ScalarField::ArticleNumber, "article_number"),
        (ScalarField::Number, "contract_number"),
    ] {
        if let Some(words) = work[key].word() {
            builder.scalar_value(field, tidy(words), work[key].range());
        }
    }
    let (first, last) = (&work["first_page"], &work["last_page"]);
    let pages = match (first.word(), last.word()) {
        (Some(a), Some(b)) if a != b => format!("{a}-{b}"),
        (Some(one), _) | (None, Some(one)) => one.to_owned(),
        (None, None) => return,
    };
    let at = if first.is_null() { last } else { first };
    builder.scalar_value(ScalarField::Page, normalise_pages(&pages), at.range());
}

/// The day of publication; without one the day that the record states.
fn date(builder: &mut Builder<'_>, work: &Node<'_>) {
    let published = &work["publication_date"];
    let parts: Vec<String> = ["publication_year", "publication_month", "publication_day"]
        .iter()
        .map_while(|key| published[*key].word())
        .map(|part| format!("{part:0>2}"))
        .collect();
    let node = if parts.is_empty() {
        &work["date"]
    } else {
        published
    };
    let written = if parts.is_empty() {
        node.word().map(str::to_owned)
    } else {
        Some(parts.join("-"))
    };
    if let Some(date) = written.as_deref().and_then(loose_date) {
        builder.date(DateField::Issued, date, node.range());
    }
    let early = &work["advance_date"];
    if let Some(date) = early.word().and_then(loose_date)
        && builder.reference.issued() != Some(&date)
    {
        builder.date(DateField::AvailableDate, date, early.range());
    }
}

/// Abstracts, one for each language; what else describes a work is kept under its type.
fn descriptions(builder: &mut Builder<'_>, work: &Node<'_>) {
    for entry in work["description_list"].each() {
        let node = &entry["description"];
        let Some(words) = node.word() else { continue };
        let kind = entry["type"].word().unwrap_or("Abstract");
        if !kind.eq_ignore_ascii_case("abstract") {
            builder.unmapped(&format!("description.{kind}"), &plain(words));
            continue;
        }
        let raw = crate::markup::sections(words);
        let whole: Vec<&str> = raw
            .iter()
            .flat_map(|s| &s.paragraphs)
            .map(String::as_str)
            .collect();
        let joined = whole.join("\n");
        let lang = language(entry, &joined);
        let sections = if raw.iter().any(|s| s.label.is_some()) {
            raw.into_iter()
                .map(|s| section(s.label, s.paragraphs))
                .collect()
        } else {
            to_sections(&joined[crate::page::abstract_word(&joined)..], tidy)
        };
        let value = Abstract {
            lang,
            origin: Origin::Publisher,
            sections,
        };
        builder.put_abstract(value, node.range());
    }
}

#[cfg(test)]
mod tests;
