//! A normalised record as a reference.

use super::{FORMAT, people};
use crate::Record;
use crate::build::Builder;
use crate::citation::normalise_pages;
use crate::document::{Element, resolve};
use crate::values::plain_abstract;
use crate::written_date::loose_date;
use diglot_model::{
    DateField, Identifier, IdentifierScheme, KeywordKind, Origin, ReferenceType, ScalarField,
    TextField,
};
use diglot_text::normalise::strip_markup;
use diglot_text::script::language_of;
use diglot_text::tidy::tidy;
use std::ops::Range;

/// The sections of a record.
struct Sections<'d> {
    record: Element<'d>,
}

impl<'d> Sections<'d> {
    fn of(&self, section: &str) -> Option<Element<'d>> {
        self.record.child(section)
    }

    /// The first of several places that says anything: `addata/jtitle`.
    fn first(&self, paths: &[&str]) -> Option<(String, Range<usize>)> {
        paths.iter().find_map(|path| {
            let element = self.record.find(path).filter(|e| e.word().is_some())?;
            Some((cleaned(element), element.inner()))
        })
    }

    fn all(&self, section: &str, name: &'d str) -> Vec<Element<'d>> {
        self.of(section)
            .into_iter()
            .flat_map(|s| s.each(name))
            .collect()
    }
}

/// The text of an element, whose markup may be escaped once more.
fn cleaned(element: Element<'_>) -> String {
    let text = element.text();
    tidy(&strip_markup(&resolve(&text)))
}

/// Reads a record; `None` when it is of another program.
pub(super) fn read(text: &str, record: Element<'_>) -> Option<Record> {
    let sections = Sections { record };
    sections.of("display").or_else(|| sections.of("addata"))?;
    let mut builder = Builder::new(text, record.range(), FORMAT);
    builder.reference.kind = kind(&sections);
    titles(&mut builder, &sections);
    for (person, at) in people::people(sections.of("display"), sections.of("addata")) {
        builder.put_contributor(person, at);
    }
    publisher(&mut builder, &sections);
    dates(&mut builder, &sections);
    numbers(&mut builder, &sections);
    identifiers(&mut builder, &sections);
    subjects(&mut builder, &sections);
    if let Some((words, at)) = sections.first(&["display/language", "facets/language"])
        && let Some(tag) = words
            .split([';', ','])
            .next()
            .and_then(|w| crate::languages::language(w.trim()))
    {
        builder.put_language(tag, at);
    }
    descriptions(&mut builder, &sections);
    links(&mut builder, &sections);
    if builder.is_empty() {
        return None;
    }
    let key = record.word_at("control/recordid");
    let mut record = builder.finish();
    record.key = key;
    Some(record)
}

fn kind(sections: &Sections<'_>) -> ReferenceType {
    let word = sections.first(&["display/type", "facets/rsrctype", "search/rsrctype"]);
    let ris = sections
        .first(&["addata/ristype"])
        .map(|(word, _)| word.to_uppercase());
    match word
        .map(|(word, _)| word.to_lowercase())
        .unwrap_or_default()
        .as_str()
    {
        "book" | "ebook" | "pbook" | "books" => ReferenceType::Book,
        "book_chapter" => ReferenceType::Chapter,
        "score" | "scores" => ReferenceType::MusicalScore,
        "journal" | "journals" => ReferenceType::Periodical,
        "audio" | "sound_recording" | "audios" => ReferenceType::Song,
        "video" | "dvd" | "videos" => ReferenceType::MotionPicture,
        "computer_file" => ReferenceType::Software,
        "report" | "reports" => ReferenceType::Report,
        "webpage" | "website" | "websites" => ReferenceType::Webpage,
        "article" | "articles" => ReferenceType::ArticleJournal,
        "review" | "reviews" => ReferenceType::Review,
        "thesis" | "dissertation" | "dissertations" => ReferenceType::Thesis,
        "archive_manuscript" | "object" | "manuscript" => ReferenceType::Manuscript,
        "map" | "maps" => ReferenceType::Map,
        "reference_entry" | "reference_entrys" => ReferenceType::EntryEncyclopedia,
        "image" | "images" => ReferenceType::Graphic,
        "newspaper_article" | "newspaper_articles" => ReferenceType::ArticleNewspaper,
        "conference_proceeding" | "conference_proceedings" => ReferenceType::PaperConference,
        "patent" | "patents" => ReferenceType::Patent,
        "dataset" | "research_dataset" | "research_datasets" | "statistical_data_set" => {
            ReferenceType::Dataset
        }
        "standard" => ReferenceType::Standard,
        _ => match ris.as_deref() {
            Some("THES") => ReferenceType::Thesis,
            Some("JOUR") => ReferenceType::ArticleJournal,
            Some("BOOK") => ReferenceType::Book,
            Some("CHAP") => ReferenceType::Chapter,
            _ => ReferenceType::Document,
        },
    }
}

fn put(builder: &mut Builder<'_>, field: TextField, words: String, at: Range<usize>) {
    let lang = language_of(&words);
    builder.put_text(field, lang, Origin::Database, words, at);
}

fn titles(builder: &mut Builder<'_>, sections: &Sections<'_>) {
    if let Some((words, at)) = sections.first(&[
        "display/title",
        "addata/atitle",
        "addata/btitle",
        "search/title",
    ]) {
        // Catalogues set a space before the colon and a slash at the end.
        let words = words.replace(" :", ":");
        put(
            builder,
            TextField::Title,
            words.trim_end_matches([' ', '/']).to_owned(),
            at,
        );
    }
    if let Some((words, at)) = sections.first(&["display/vertitle"]) {
        put(builder, TextField::Title, words, at);
    }
    let in_container = builder.reference.kind.has_container();
    let container: &[&str] = if in_container {
        &["addata/jtitle", "addata/btitle"]
    } else {
        &["addata/jtitle"]
    };
    if let Some((words, at)) = sections.first(container) {
        let own = builder.reference.title() == Some(words.as_str());
        if in_container && !own {
            put(builder, TextField::ContainerTitle, words, at);
        }
    }
    if let Some((words, at)) = sections.first(&["addata/stitle"]) {
        put(builder, TextField::ContainerTitleShort, words, at);
    }
    if let Some((words, at)) = sections.first(&["addata/seriestitle"]) {
        let (title, number) = match words.rsplit_once(';') {
            Some((title, number)) if number.trim().starts_with(|c: char| c.is_ascii_digit()) => {
                (title.trim().to_owned(), Some(number.trim().to_owned()))
            }
            _ => (words, None),
        };
        put(builder, TextField::CollectionTitle, title, at.clone());
        if let Some(number) = number {
            builder.scalar_value(ScalarField::CollectionNumber, number, at);
        }
    }
}

/// "Tübingen : Mohr Siebeck, c1998": place, publisher and year may stand together.
fn publisher(builder: &mut Builder<'_>, sections: &Sections<'_>) {
    let place = sections.first(&["addata/cop"]);
    let Some((words, at)) = sections.first(&["addata/pub", "display/publisher"]) else {
        if let Some((place, at)) = place {
            put(builder, TextField::PublisherPlace, place, at);
        }
        return;
    };
    let words = words.replace(['(', ')', '[', ']', '"'], "");
    let words = words.trim_end_matches(['.', ' ']).to_owned();
    let words = match words.rsplit_once(',') {
        Some((before, year))
            if year
                .trim()
                .trim_start_matches(['c', '©'])
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b'-') =>
        {
            before.to_owned()
        }
        _ => words,
    };
    let (inside, name) = match words.split_once(" : ") {
        Some((place, name)) => (Some(place.trim().to_owned()), name.trim().to_owned()),
        None => (None, words.trim().to_owned()),
    };
    let place = place.or_else(|| inside.map(|place| (place, at.clone())));
    let name = match &place {
        // "Tübingen Mohr Siebeck"
        Some((place, _)) if name.len() > place.len() => name
            .strip_prefix(place.as_str())
            .unwrap_or(&name)
            .trim()
            .to_owned(),
        _ => name,
    };
    put(
        builder,
        TextField::Publisher,
        name.trim_end_matches([',', '.', ' ']).to_owned(),
        at,
    );
    if let Some((place, at)) = place {
        put(builder, TextField::PublisherPlace, place, at);
    }
}

fn dates(builder: &mut Builder<'_>, sections: &Sections<'_>) {
    let exact = sections
        .first(&["addata/date", "addata/risdate"])
        .filter(|(words, _)| words.bytes().filter(u8::is_ascii_digit).count() == 8);
    let found = exact.or_else(|| {
        sections.first(&[
            "display/creationdate",
            "search/creationdate",
            "addata/date",
            "addata/risdate",
        ])
    });
    if let Some((words, at)) = found
        && let Some(date) = loose_date(&words)
    {
        builder.date(DateField::Issued, date, at);
    }
}

fn numbers(builder: &mut Builder<'_>, sections: &Sections<'_>) {
    for (field, path) in [
        (ScalarField::Volume, "addata/volume"),
        (ScalarField::Issue, "addata/issue"),
        (ScalarField::Edition, "display/edition"),
        (ScalarField::ArticleNumber, "addata/artnum"),
    ] {
        if let Some((words, at)) = sections.first(&[path]) {
            builder.scalar_value(field, words, at);
        }
    }
    let first = sections.first(&["addata/spage"]);
    let last = sections.first(&["addata/epage"]);
    let whole = sections.first(&["addata/pages"]);
    let within = builder.reference.kind.has_container();
    match (first, last, whole) {
        (Some((a, at)), Some((b, _)), _) => {
            let pages = if a == b { a } else { format!("{a}-{b}") };
            builder.scalar_value(ScalarField::Page, normalise_pages(&pages), at);
        }
        (_, _, Some((pages, at))) if within => {
            builder.scalar_value(ScalarField::Page, normalise_pages(&pages), at);
        }
        (_, _, Some((pages, at))) => builder.scalar_value(ScalarField::NumberOfPages, pages, at),
        (Some((page, at)), ..) | (_, Some((page, at)), _) => {
            builder.scalar_value(ScalarField::Page, page, at);
        }
        _ => {}
    }
    if builder.reference.kind == ReferenceType::Book
        && let Some((words, at)) = sections.first(&["display/format"])
        && let Some(count) = page_count(&words)
    {
        builder.scalar_value(ScalarField::NumberOfPages, count, at);
    }
}

/// The number before "p." or "S." of a catalogue's description.
fn page_count(words: &str) -> Option<String> {
    let parts: Vec<&str> = words
        .split([' ', ';', ':'])
        .filter(|w| !w.is_empty())
        .collect();
    let at = parts.iter().position(|w| {
        matches!(
            w.trim_end_matches([',', '.']),
            "p" | "S" | "s" | "pages" | "Seiten" | "f" | "leaves"
        )
    })?;
    let number = parts.get(at.checked_sub(1)?)?.trim_matches(['[', ']', ',']);
    number
        .bytes()
        .any(|b| b.is_ascii_digit())
        .then(|| number.to_owned())
}

fn identifiers(builder: &mut Builder<'_>, sections: &Sections<'_>) {
    if let Some((words, at)) = sections.first(&["addata/doi"])
        && let Some(doi) = Identifier::doi(&words)
    {
        builder.identifier(doi, at);
    }
    for (name, scheme) in [
        ("isbn", IdentifierScheme::Isbn),
        ("issn", IdentifierScheme::Issn),
        ("eissn", IdentifierScheme::Issn),
        ("pmid", IdentifierScheme::Pmid),
        ("oclcid", IdentifierScheme::Other("oclc".to_owned())),
    ] {
        for element in sections.all("addata", name) {
            if let Some(words) = element.word() {
                builder.put_numbers(&scheme, &words, &element.inner());
            }
        }
    }
    // "<b>ISSN:</b> 1520-4898 ; <b>DOI:</b> 10.1021/…"
    for element in sections.all("display", "identifier") {
        for part in cleaned(element).split(" ; ") {
            let (label, value) = part.split_once(':').unwrap_or(("", part));
            let at = element.inner();
            match label.trim().to_uppercase().as_str() {
                "ISBN" | "EISBN" | "E-ISBN" => {
                    builder.put_numbers(&IdentifierScheme::Isbn, value, &at);
                }
                "ISSN" | "EISSN" | "E-ISSN" => {
                    builder.put_numbers(&IdentifierScheme::Issn, value, &at);
                }
                "DOI" => {
                    if let Some(doi) = Identifier::doi(value) {
                        builder.identifier(doi, at);
                    }
                }
                "PMID" => {
                    let number = value.split_whitespace().next().unwrap_or_default();
                    let identifier = Identifier::new(IdentifierScheme::Pmid, number);
                    builder.identifier(identifier, at);
                }
                _ => {}
            }
        }
    }
}

/// Descriptions in one language are parts of one: the catalogue's remark, then the
/// publisher's text.
fn descriptions(builder: &mut Builder<'_>, sections: &Sections<'_>) {
    let mut all = sections.all("display", "description");
    all.retain(|element| element.word().is_some());
    if all.is_empty() {
        all.extend(sections.all("addata", "abstract"));
    }
    let mut texts: Vec<(String, Range<usize>)> = Vec::new();
    for element in all {
        let (words, at) = (cleaned(element), element.inner());
        let lang = language_of(&words);
        match texts.iter_mut().find(|(t, _)| language_of(t) == lang) {
            _ if words.is_empty() => {}
            Some((text, _)) if text.contains(&words) => {}
            Some((text, range)) => {
                text.push('\n');
                text.push_str(&words);
                range.end = at.end;
            }
            None => texts.push((words, at)),
        }
    }
    for (text, at) in texts {
        builder.put_abstract(plain_abstract(&text, Origin::Database), at);
    }
}

/// Chains such as "Deutschland / Gerichtsverhandlung" are taken apart.
fn subjects(builder: &mut Builder<'_>, sections: &Sections<'_>) {
    let mut all = sections.all("display", "subject");
    if all.is_empty() {
        all = sections.all("search", "subject");
    }
    for element in all {
        for line in cleaned(element).split(" ; ") {
            for word in line.split(" / ").flat_map(|w| w.split(" -- ")) {
                builder.put_keyword(tidy(word), KeywordKind::Subject, element.inner());
            }
        }
    }
}

/// `$$Uhttps://…$$Dtext`
fn links(builder: &mut Builder<'_>, sections: &Sections<'_>) {
    for element in sections.all("links", "linktorsrc") {
        let text = element.text();
        if let Some(url) = part(&text, "$$U") {
            builder.put_url(tidy(url), element.inner());
        }
    }
    let mut numbers: Vec<String> = Vec::new();
    for element in sections.all("browse", "callnumber") {
        if let Some(number) = part(&element.text(), "$$D").map(tidy)
            && !number.is_empty()
            && !numbers.contains(&number)
        {
            numbers.push(number);
        }
    }
    if !numbers.is_empty() {
        let at = sections.of("browse").map_or(0..0, Element::range);
        builder.scalar_value(ScalarField::CallNumber, numbers.join(", "), at);
    }
}

fn part<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    let rest = &text[text.find(mark)? + mark.len()..];
    Some(rest.split("$$").next().unwrap_or(rest))
}
