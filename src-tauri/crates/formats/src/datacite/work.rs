//! A work of DataCite as a reference.

use super::containers::{containers, extent, identifiers};
use super::people;
use crate::build::Builder;
use crate::markup::plain;
use crate::tree::Node;
use crate::values::section;
use crate::written_date::loose_date;
use diglot_model::{
    Abstract, Date, DateField, KeywordKind, LanguageTag, Origin, ReferenceType, ScalarField,
    Section, TextField,
};
use diglot_text::headings::to_sections;
use diglot_text::script::language_of;
use diglot_text::tidy::tidy;
use std::ops::Range;

/// Reads a work.
pub(super) fn read(builder: &mut Builder<'_>, work: &Node<'_>) {
    builder.reference.kind = kind(&work["types"]);
    identifiers(builder, work);
    titles(builder, work);
    people::read(builder, work);
    containers(builder, work);
    dates(builder, work);
    descriptions(builder, work);
    let publisher = work["publisher"].get("name").unwrap_or(&work["publisher"]);
    put_words(builder, TextField::Publisher, publisher, None);
    for subject in work["subjects"].each() {
        let node = subject.get("subject").unwrap_or(subject);
        if let Some(words) = node.word().map(plain) {
            builder.put_keyword(words, KeywordKind::Subject, node.range());
        }
    }
    for funding in work["fundingReferences"].each() {
        put_funding(builder, funding);
    }
    if let Some(tag) = work["language"].word().and_then(crate::languages::language) {
        builder.put_language(tag, work["language"].range());
    }
    let version = &work["version"];
    if let Some(words) = version.word() {
        builder.scalar_value(ScalarField::Version, tidy(words), version.range());
    }
    let url = &work["url"];
    if let Some(address) = url.word() {
        builder.put_url(address.to_owned(), url.range());
    }
    unmapped(builder, work);
}

/// The type of a work: the general one where it is exact, else what DataCite itself takes
/// it for in citations.
fn kind(types: &Node<'_>) -> ReferenceType {
    let general = types["resourceTypeGeneral"].word().unwrap_or_default();
    let exact = match general {
        "BookChapter" => Some(ReferenceType::Chapter),
        "Book" | "ConferenceProceeding" => Some(ReferenceType::Book),
        "ConferencePaper" => Some(ReferenceType::PaperConference),
        "DataPaper" | "JournalArticle" => Some(ReferenceType::ArticleJournal),
        "Dissertation" => Some(ReferenceType::Thesis),
        "Journal" => Some(ReferenceType::Periodical),
        "PeerReview" => Some(ReferenceType::Review),
        "Preprint" => Some(ReferenceType::Article),
        "Report" => Some(ReferenceType::Report),
        "Standard" => Some(ReferenceType::Standard),
        "Software" | "ComputationalNotebook" => Some(ReferenceType::Software),
        "Dataset" => Some(ReferenceType::Dataset),
        "Audiovisual" | "Film" => Some(ReferenceType::MotionPicture),
        "Sound" => Some(ReferenceType::Song),
        "Image" => Some(ReferenceType::Graphic),
        "Event" => Some(ReferenceType::Event),
        _ => None,
    };
    let schema = types["schemaOrg"].word().unwrap_or_default();
    let citeproc = types["citeproc"]
        .word()
        .and_then(ReferenceType::from_csl_name);
    let by_schema = match schema {
        "ScholarlyArticle" => Some(ReferenceType::ArticleJournal),
        "SoftwareSourceCode" | "SoftwareApplication" => Some(ReferenceType::Software),
        "Thesis" => Some(ReferenceType::Thesis),
        "Chapter" => Some(ReferenceType::Chapter),
        "Book" => Some(ReferenceType::Book),
        "Report" => Some(ReferenceType::Report),
        "Dataset" => Some(ReferenceType::Dataset),
        _ => None,
    };
    let words = types["resourceType"]
        .word()
        .unwrap_or_default()
        .to_lowercase();
    let by_words = [
        ("thesis", ReferenceType::Thesis),
        ("dissertation", ReferenceType::Thesis),
        ("article", ReferenceType::ArticleJournal),
        ("conference", ReferenceType::PaperConference),
        ("chapter", ReferenceType::Chapter),
        ("preprint", ReferenceType::Article),
        ("report", ReferenceType::Report),
        ("book", ReferenceType::Book),
    ]
    .into_iter()
    .find(|(word, _)| words.contains(word))
    .map(|(_, kind)| kind);
    // "article" of citeproc is said of whatever is text.
    let citeproc = citeproc.filter(|kind| *kind != ReferenceType::Article || by_words.is_none());
    exact
        .or(citeproc)
        .or(by_words)
        .or(by_schema)
        .unwrap_or(ReferenceType::Document)
}

/// The language that an entry states, else that of its script.
fn language(node: &Node<'_>, words: &str) -> LanguageTag {
    let stated = node["lang"].word().and_then(crate::languages::language);
    let by_script = language_of(words);
    match stated {
        // A statement that the script contradicts is a default of the form it came from.
        Some(tag) if tag.is_chinese() == by_script.is_chinese() || by_script.primary() == "und" => {
            // The script tells more than "zh".
            if tag.is_chinese() { by_script } else { tag }
        }
        Some(tag) if by_script.is_chinese() && matches!(tag.primary(), "ja" | "ko") => tag,
        _ => by_script,
    }
}

pub(super) fn put_words(
    builder: &mut Builder<'_>,
    field: TextField,
    node: &Node<'_>,
    lang: Option<LanguageTag>,
) {
    if let Some(words) = node.word().map(plain) {
        let lang = lang.unwrap_or_else(|| language_of(&words));
        builder.put_text(field, lang, Origin::Publisher, words, node.range());
    }
}

fn titles(builder: &mut Builder<'_>, work: &Node<'_>) {
    let titles = work["titles"].each();
    let of = |kind: &str| {
        let kind = kind.to_owned();
        titles
            .iter()
            .filter(move |t| t["titleType"].word().unwrap_or_default() == kind)
    };
    let subtitle = |lang: &LanguageTag| {
        of("Subtitle")
            .filter_map(|t| Some((t, plain(t["title"].word()?))))
            .find(|(t, words)| language(t, words).same_language(lang))
            .map(|(_, words)| words)
    };
    for title in of("") {
        let node = title.get("title").unwrap_or(title);
        let Some(words) = node.word().map(plain) else {
            continue;
        };
        let mut lang = language(title, &words);
        // The work's own title is in its own language, where the script allows that.
        let own = work["language"].word().and_then(crate::languages::language);
        if let Some(own) = own.filter(|own| lang.is_english() && !own.is_chinese())
            && title["lang"].is_null()
            && builder.reference.texts(TextField::Title).is_empty()
        {
            lang = own;
        }
        let whole = match subtitle(&lang) {
            Some(subtitle) if !words.contains(&subtitle) => {
                let colon = if lang.is_chinese() { "：" } else { ": " };
                format!("{words}{colon}{subtitle}")
            }
            _ => words,
        };
        let known = builder.reference.texts(TextField::Title);
        // A second title of the same language is none of a translation.
        if known.iter().any(|t| t.lang == lang) {
            builder.unmapped("title", &whole);
        } else {
            let field = TextField::Title;
            builder.put_text(field, lang, Origin::Publisher, whole, node.range());
        }
    }
    for title in of("TranslatedTitle")
        .chain(of("AlternativeTitle"))
        .chain(of("Other"))
    {
        let node = &title["title"];
        let Some(words) = node.word().map(plain) else {
            continue;
        };
        let lang = language(title, &words);
        let known = builder.reference.texts(TextField::Title);
        let translated = title["titleType"].word() == Some("TranslatedTitle");
        let other_language = !known.iter().any(|t| t.lang.same_language(&lang));
        if known.is_empty() || other_language || translated && !known.iter().any(|t| t.lang == lang)
        {
            builder.put_text(
                TextField::Title,
                lang,
                Origin::Publisher,
                words,
                node.range(),
            );
        } else {
            let kind = title["titleType"].word().unwrap_or_default().to_owned();
            builder.unmapped(&format!("title.{kind}"), &words);
        }
    }
}

/// A general description is an abstract where there is none; headings are looked for.
fn descriptions(builder: &mut Builder<'_>, work: &Node<'_>) {
    let all = work["descriptions"].each();
    let kind = |node: &Node<'_>| {
        node["descriptionType"]
            .word()
            .unwrap_or("Abstract")
            .to_owned()
    };
    let mut by_language: Vec<(LanguageTag, Vec<Section>, Range<usize>)> = Vec::new();
    for node in all {
        let text = node.get("description").unwrap_or(node);
        let Some(words) = text.str().filter(|t| !t.trim().is_empty()) else {
            continue;
        };
        let kind = kind(node);
        let sections = sections_of(words);
        let whole: Vec<&str> = sections
            .iter()
            .flat_map(|s| &s.paragraphs)
            .map(String::as_str)
            .collect();
        let lang = language(node, &whole.join("\n"));
        match kind.as_str() {
            "Abstract" => by_language.push((lang, sections, text.range())),
            // Methods stand beside the abstract as a section of it.
            "Methods" | "TechnicalInfo" => {
                let label = if kind == "Methods" {
                    "Methods"
                } else {
                    "Technical information"
                };
                let paragraphs = whole.iter().map(|p| (*p).to_owned()).collect();
                let labelled = section(Some(label.to_owned()), paragraphs);
                match by_language.iter_mut().find(|(l, ..)| *l == lang) {
                    Some((_, sections, _)) => sections.push(labelled),
                    None => by_language.push((lang, vec![labelled], text.range())),
                }
            }
            "SeriesInformation" => {
                let words = plain(words);
                if builder
                    .reference
                    .texts(TextField::ContainerTitle)
                    .is_empty()
                {
                    let lang = language_of(&words);
                    let field = TextField::CollectionTitle;
                    builder.put_text(field, lang, Origin::Publisher, words, text.range());
                }
            }
            other => builder.unmapped(&format!("description.{other}"), &plain(words)),
        }
    }
    for (lang, sections, range) in by_language {
        let value = Abstract {
            lang,
            origin: Origin::Publisher,
            sections,
        };
        builder.put_abstract(value, range);
    }
}

fn sections_of(words: &str) -> Vec<Section> {
    let raw = crate::markup::sections(words);
    if raw.iter().any(|s| s.label.is_some()) {
        return raw
            .into_iter()
            .map(|s| section(s.label, s.paragraphs))
            .collect();
    }
    let text: Vec<String> = raw.into_iter().flat_map(|s| s.paragraphs).collect();
    let joined = text.join("\n");
    let from = crate::page::abstract_word(&joined);
    to_sections(&joined[from..], tidy)
}

/// When a work came out: as issued, else the year, else what stands nearest to it.
fn dates(builder: &mut Builder<'_>, work: &Node<'_>) {
    let of = |kind: &str| {
        work["dates"]
            .each()
            .iter()
            .find(|d| d["dateType"].word() == Some(kind))
            .and_then(|d| Some((date(d["date"].word()?)?, d.range())))
    };
    let published = &work["published"];
    let year = &work["publicationYear"];
    let stated = |node: &Node<'_>| Some((date(node.word()?)?, node.range()));
    let issued = of("Issued")
        .or_else(|| stated(year))
        .or_else(|| stated(published))
        .or_else(|| {
            ["Available", "Updated", "Accepted", "Submitted", "Created"]
                .into_iter()
                .find_map(of)
        });
    // The year alone, where a day of the same year is known as the day it was made public.
    let issued = match issued {
        Some((date, at)) if is_year(&date) => match of("Available") {
            Some((day, day_at)) if day.start_year() == date.start_year() => Some((day, day_at)),
            _ => Some((date, at)),
        },
        other => other,
    };
    // A repository issues its copy when it likes: a work came out with what it stands in.
    let issued = match (host_year(work), issued) {
        (Some((host, _)), Some((date, at))) if host.start_year() == date.start_year() => {
            Some((date, at))
        }
        (Some(host), _) => Some(host),
        (None, issued) => issued,
    };
    if let Some((date, at)) = issued {
        builder.date(DateField::Issued, date, at);
    }
    for (kind, field) in [
        ("Available", DateField::AvailableDate),
        ("Submitted", DateField::Submitted),
    ] {
        if let Some((date, at)) = of(kind)
            && builder.reference.issued() != Some(&date)
        {
            builder.date(field, date, at);
        }
    }
}

/// The year of the book or journal that a work was published in.
fn host_year(work: &Node<'_>) -> Option<(Date, Range<usize>)> {
    let mut items = work["relatedItems"].each().iter();
    let host = items.find(|item| item["relationType"].word() == Some("IsPublishedIn"))?;
    let year = &host["publicationYear"];
    Some((date(year.word()?)?, year.range()))
}

fn is_year(date: &Date) -> bool {
    date.end.is_none()
        && date
            .start
            .is_some_and(|p| p.month.is_none() && p.season.is_none())
}

fn date(text: &str) -> Option<Date> {
    loose_date(text).filter(|date| date.start.is_some())
}

fn put_funding(builder: &mut Builder<'_>, funding: &Node<'_>) {
    let Some(name) = funding["funderName"].word().map(plain) else {
        return;
    };
    let award = funding["awardNumber"]
        .get("awardNumber")
        .unwrap_or(&funding["awardNumber"]);
    let words = match award.word() {
        Some(award) => format!("{name} ({award})"),
        None => name,
    };
    let lang = language_of(&words);
    let at = funding.range();
    builder.put_text(TextField::Funding, lang, Origin::Publisher, words, at);
}

/// What the model has no place for and somebody may need.
fn unmapped(builder: &mut Builder<'_>, work: &Node<'_>) {
    if builder.reference.kind == ReferenceType::Document
        && let Some(kind) = work["types"]["resourceTypeGeneral"].word()
    {
        builder.unmapped("resourceTypeGeneral", kind);
    }
    for rights in work["rightsList"].each() {
        let words = rights.get("rights").unwrap_or(&rights["rightsUri"]);
        if let Some(words) = words.word() {
            builder.unmapped("rights", words);
        }
    }
    for node in work["sizes"].each() {
        if let Some(value) = node.word()
            && !extent(builder, value, node.range())
        {
            builder.unmapped("sizes", value);
        }
    }
    for value in work["formats"].each().iter().filter_map(Node::word) {
        builder.unmapped("formats", value);
    }
}
