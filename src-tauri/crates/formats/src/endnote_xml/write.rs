//! Writing EndNote XML.
//!
//! - One element on a line, in the order of EndNote's document type. Text without style is
//!   written plain, as Zotero does; markup within a title becomes styles.
//! - `title` is in the reference's own language, `translated-title` in another one;
//!   `translated-authors` are the authors' names in another script; who has none there has
//!   the same name again, so that they can be counted off.
//! - EndNote has one `abstract`. The second language stands in it too, behind a line end:
//!   the reader parts them where the lines change from Chinese to another language.
//! - Names are `Family, Given, Suffix`; one that must not be parted ends with a comma.
//! - A second note and the further ones are `research-notes`.

use super::styled::written;
use super::{FORMAT, map, types};
use crate::output::losses::{Carrier, losses};
use crate::output::{self, ExportItem, Exported};
use crate::xml::escape;
use diglot_model::{
    ContributorRole, Date, DateField, DatePoint, IdentifierScheme, Reference, ReferenceType,
    ScalarField, Season, TextField,
};
use diglot_text::tidy::tidy;
use std::fmt::Write as _;

/// Writes the records of a text.
#[derive(Default)]
pub(crate) struct Writer;

impl output::Writer for Writer {
    fn begin(&mut self, out: &mut Exported) {
        out.text
            .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml>\n<records>\n");
    }

    fn item(&mut self, item: &ExportItem<'_>, _number: usize, out: &mut Exported) {
        let record = record(item.reference);
        let back = super::read(&record);
        out.losses.extend(losses(
            item.reference,
            back.records.first().map(|r| &r.reference),
            &item.context.id,
            CARRIER,
        ));
        out.text.push_str(&record);
    }

    fn end(&mut self, _items: usize, out: &mut Exported) {
        out.text.push_str("</records>\n</xml>\n");
    }
}

const CARRIER: Carrier = Carrier {
    name: "EndNote XML",
    format: FORMAT,
    type_name: |kind| types::name_of(kind, false).1.to_owned(),
};

/// EndNote's order of elements.
#[rustfmt::skip]
const ORDER: &[&str] = &[
    "ref-type", "contributors/authors", "contributors/secondary-authors",
    "contributors/tertiary-authors", "contributors/subsidiary-authors",
    "contributors/translated-authors", "contributors", "auth-address", "titles/title",
    "titles/secondary-title", "titles/tertiary-title", "titles/alt-title", "titles/short-title",
    "titles/translated-title", "titles", "periodical/full-title", "periodical/abbr-1", "periodical",
    "alt-periodical", "pages", "volume", "number", "issue", "secondary-volume", "secondary-issue",
    "num-vols", "edition", "section", "reprint-edition", "reprint-status", "keywords",
    "dates/year", "dates/pub-dates", "dates", "pub-location", "publisher", "orig-pub", "isbn",
    "accession-num", "call-num", "report-id", "coden", "electronic-resource-num", "abstract",
    "label", "image", "caption", "notes", "research-notes", "work-type", "reviewed-item",
    "availability", "remote-source", "meeting-place", "work-location", "work-extent",
    "pack-method", "size", "repro-ratio", "remote-database-name", "remote-database-provider",
    "language", "urls/web-urls", "urls/pdf-urls", "urls/text-urls", "urls/related-urls", "urls",
    "access-date", "modified-date", "custom1", "custom2", "custom3", "custom4", "custom5",
    "custom6", "custom7", "custom8", "misc1", "misc2", "misc3",
];

/// Where an element stands among the others.
fn place(path: &str) -> usize {
    let within = |prefix: &str| {
        path.strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    ORDER.iter().position(|p| within(p)).unwrap_or(ORDER.len())
}

/// One record with its line end.
pub(super) fn record(reference: &Reference) -> String {
    let mut fields = Fields::default();
    fields.titles(reference);
    fields.people(reference);
    fields.dates(reference);
    fields.numbers(reference);
    fields.identifiers(reference);
    fields.rest(reference);
    fields.own(reference);
    fields.finish(reference)
}

/// Elements of one record by their paths.
#[derive(Default)]
struct Fields {
    elements: Vec<(String, String)>,
}

impl Fields {
    /// Adds an element; an empty value adds none.
    fn put(&mut self, path: &str, value: &str) {
        let value = tidy(value);
        if !value.is_empty() {
            self.elements.push((path.to_owned(), escape(&value)));
        }
    }

    /// Adds an element whose value may hold markup.
    fn marked(&mut self, path: &str, value: &str) {
        let value = tidy(value);
        if !value.is_empty() {
            self.elements.push((path.to_owned(), written(&value)));
        }
    }

    /// Adds an element whose value may have several lines.
    fn lines(&mut self, path: &str, value: &str) {
        let lines: Vec<String> = value
            .lines()
            .map(tidy)
            .filter(|line| !line.is_empty())
            .collect();
        if !lines.is_empty() {
            self.elements
                .push((path.to_owned(), escape(&lines.join("\n"))));
        }
    }

    fn text(&mut self, path: &str, reference: &Reference, field: TextField) {
        if let Some(text) = reference.text(field) {
            self.marked(path, &text.text);
        }
    }

    fn scalar(&mut self, path: &str, reference: &Reference, field: ScalarField) {
        if let Some(value) = reference.scalar(field) {
            self.put(path, value);
        }
    }

    fn titles(&mut self, reference: &Reference) {
        let own = reference.text(TextField::Title);
        self.text("titles/title", reference, TextField::Title);
        for title in reference.texts(TextField::Title) {
            if own.is_some_and(|own| !std::ptr::eq(own, title)) {
                self.marked("titles/translated-title", &title.text);
            }
        }
        self.text("titles/short-title", reference, TextField::TitleShort);
        let kind = reference.kind;
        let field = map::series_or_container(kind);
        let meeting = kind == ReferenceType::PaperConference
            && reference.text(TextField::EventTitle).is_some()
            && reference.text(field).is_some();
        if meeting {
            self.text("titles/secondary-title", reference, TextField::EventTitle);
            self.text("custom3", reference, field);
        } else {
            self.text("titles/secondary-title", reference, field);
        }
        if map::is_in_journal(kind) {
            self.text(
                "periodical/full-title",
                reference,
                TextField::ContainerTitle,
            );
            self.text(
                "periodical/abbr-1",
                reference,
                TextField::ContainerTitleShort,
            );
        }
        if map::has_series(kind) {
            self.text(
                "titles/tertiary-title",
                reference,
                TextField::CollectionTitle,
            );
        }
    }

    fn people(&mut self, reference: &Reference) {
        let kind = reference.kind;
        let edited = is_edited(reference);
        let any = reference
            .contributors_as(ContributorRole::Author)
            .next()
            .is_some();
        let mut groups = vec![
            (ContributorRole::Author, "authors"),
            (ContributorRole::Translator, "subsidiary-authors"),
        ];
        if edited {
            groups = vec![
                (ContributorRole::Editor, "authors"),
                (ContributorRole::Translator, "subsidiary-authors"),
            ];
        } else {
            groups.push((map::secondary_role(kind, any), "secondary-authors"));
        }
        groups.push((map::tertiary_role(kind), "tertiary-authors"));
        let mut written: Vec<ContributorRole> = Vec::new();
        for (role, group) in groups {
            if written.contains(&role) {
                continue;
            }
            written.push(role);
            let path = format!("contributors/{group}/author");
            for name in reference.contributors_as(role).filter_map(|c| c.name()) {
                self.put(&path, &crate::ris::person(name));
            }
            if role == ContributorRole::Author && !reference.contributors_complete {
                self.put(&path, "et al.,");
            }
        }
        let own = if edited {
            ContributorRole::Editor
        } else {
            ContributorRole::Author
        };
        // One for each author; who has no other name keeps this one's place with the same.
        let all = || reference.contributors_as(own);
        if all().any(|c| c.names.len() > 1) {
            for name in all().filter_map(|c| c.names.get(1).or(c.names.first())) {
                self.put(
                    "contributors/translated-authors/author",
                    &crate::ris::person(&name.name),
                );
            }
        }
    }

    fn dates(&mut self, reference: &Reference) {
        if let Some(date) = reference.issued() {
            match date.start {
                Some(start) => {
                    self.put("dates/year", &format!("{:04}", start.year));
                    self.put("dates/pub-dates/date", &without_year(date, start));
                }
                None => self.put("dates/year", date.literal.as_deref().unwrap_or_default()),
            }
        }
        let day = |field| {
            let date: &Date = reference.dates.get(&field)?;
            let start = date.start.filter(|_| date.end.is_none())?;
            Some(start.to_string())
        };
        if let Some(accessed) = day(DateField::Accessed) {
            self.put("access-date", &accessed);
        }
        if let Some(available) = day(DateField::AvailableDate)
            && map::is_in_journal(reference.kind)
        {
            self.put("edition", &available);
        }
    }

    fn numbers(&mut self, reference: &Reference) {
        let kind = reference.kind;
        self.scalar("volume", reference, ScalarField::Volume);
        self.scalar("number", reference, map::number_field(kind));
        if map::number_field(kind) != ScalarField::Issue {
            self.scalar("issue", reference, ScalarField::Issue);
        }
        if map::number_field(kind) != ScalarField::Number {
            self.scalar("report-id", reference, ScalarField::Number);
        }
        match reference.scalar(ScalarField::Page) {
            Some(pages) => self.put("pages", &crate::citation::normalise_pages(pages)),
            None => self.scalar("pages", reference, ScalarField::NumberOfPages),
        }
        for (path, field) in [
            ("num-vols", ScalarField::NumberOfVolumes),
            ("section", ScalarField::Section),
            ("call-num", ScalarField::CallNumber),
            ("label", ScalarField::CitationKey),
            ("remote-database-name", ScalarField::Database),
        ] {
            self.scalar(path, reference, field);
        }
        if self.elements.iter().all(|(path, _)| path != "edition") {
            self.scalar("edition", reference, ScalarField::Edition);
        }
        if map::is_in_journal(kind) {
            self.scalar("custom7", reference, ScalarField::ArticleNumber);
        }
    }

    fn identifiers(&mut self, reference: &Reference) {
        let mut serial: Vec<&str> = Vec::new();
        let mut accession: Vec<String> = Vec::new();
        if let Some(doi) = reference.doi() {
            self.put("electronic-resource-num", doi);
        }
        for id in &reference.identifiers {
            let value = id.value.value.as_str();
            match &id.scheme {
                IdentifierScheme::Issn | IdentifierScheme::Isbn => serial.push(value),
                IdentifierScheme::Pmid => accession.push(format!("PMID: {value}")),
                IdentifierScheme::Arxiv => accession.push(format!("arXiv:{value}")),
                IdentifierScheme::Pmcid => self.put("custom2", value),
                _ => {}
            }
        }
        if accession.is_empty() {
            let other = IdentifierScheme::Other("accession".to_owned());
            accession.extend(reference.identifiers_of(&other).map(str::to_owned).take(1));
        }
        self.put("isbn", &serial.join("; "));
        self.put("accession-num", &accession.join("; "));
        for url in &reference.urls {
            self.put("urls/web-urls/url", url);
        }
    }

    fn rest(&mut self, reference: &Reference) {
        for keyword in &reference.keywords {
            self.put("keywords/keyword", &keyword.text);
        }
        let own = reference.abstract_();
        let others = reference
            .abstracts
            .iter()
            .filter(|a| own.is_some_and(|own| !std::ptr::eq(own, *a)));
        let all: Vec<String> = own.into_iter().chain(others).map(|a| a.plain()).collect();
        self.lines("abstract", &all.join("\n"));
        // What the reader kept of a language that does not fit the title is written below.
        let kept = |language: &str| {
            let mut unmapped = reference.unmapped.iter();
            unmapped.any(|u| u.format == FORMAT && u.tag == "language" && u.value == language)
        };
        if let Some(language) = crate::ris::stated_language(reference)
            && !kept(language.as_str())
        {
            self.put("language", language.as_str());
        }
        self.text("publisher", reference, TextField::Publisher);
        let meeting = reference.kind == ReferenceType::PaperConference
            && reference.text(TextField::EventPlace).is_some()
            && reference.text(TextField::PublisherPlace).is_some();
        if meeting {
            self.text("pub-location", reference, TextField::EventPlace);
            self.text("custom1", reference, TextField::PublisherPlace);
        } else {
            self.text("pub-location", reference, TextField::PublisherPlace);
        }
        self.text("work-type", reference, TextField::Genre);
        let affiliations: Vec<String> = reference
            .affiliations
            .iter()
            .map(|a| tidy(&a.text))
            .collect();
        self.lines("auth-address", &affiliations.join("\n"));
        for (number, note) in reference.texts(TextField::Note).iter().enumerate() {
            let path = if number == 0 {
                "notes"
            } else {
                "research-notes"
            };
            self.marked(path, &note.text);
        }
    }

    /// Fields that came from EndNote XML and have no other place.
    fn own(&mut self, reference: &Reference) {
        for field in reference.unmapped.iter().filter(|u| u.format == FORMAT) {
            let name = |part: &str| {
                part.starts_with(|c: char| c.is_ascii_alphabetic())
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
            };
            let parts = field.tag.split('/').count();
            if field.tag != "ref-type" && parts <= 3 && field.tag.split('/').all(name) {
                self.elements
                    .push((field.tag.clone(), escape(&field.value)));
            }
        }
    }

    fn finish(mut self, reference: &Reference) -> String {
        let mut out = String::from("<record>\n");
        // The reader keeps a type it does not know.
        let own = reference
            .unmapped
            .iter()
            .find(|u| u.format == FORMAT && u.tag == "ref-type")
            .filter(|_| reference.kind == ReferenceType::Document)
            .and_then(|u| u.value.rsplit_once('|'));
        let (number, name) = types::name_of(reference.kind, is_edited(reference));
        let number = number.to_string();
        let (name, number) = own.unwrap_or((name, &number));
        let _ = writeln!(
            out,
            "<ref-type name=\"{}\">{}</ref-type>",
            escape(name),
            escape(number)
        );
        self.elements.sort_by_key(|(path, _)| place(path));
        let mut open: Vec<&str> = Vec::new();
        for (path, xml) in &self.elements {
            let parts: Vec<&str> = path.split('/').collect();
            let Some((leaf, parents)) = parts.split_last() else {
                continue;
            };
            let same = open.iter().zip(parents).take_while(|(a, b)| a == b).count();
            for name in open.drain(same..).rev() {
                let _ = writeln!(out, "</{name}>");
            }
            for name in &parents[same..] {
                let _ = writeln!(out, "<{name}>");
                open.push(name);
            }
            let _ = writeln!(out, "<{leaf}>{xml}</{leaf}>");
        }
        for name in open.drain(..).rev() {
            let _ = writeln!(out, "</{name}>");
        }
        out.push_str("</record>\n");
        out
    }
}

/// Whether a book has editors in place of authors.
fn is_edited(reference: &Reference) -> bool {
    let any = |role| reference.contributors_as(role).next().is_some();
    reference.kind == ReferenceType::Book
        && any(ContributorRole::Editor)
        && !any(ContributorRole::Author)
        && reference.contributors_complete
}

/// A date beside its year: `Apr 4`, `Spring`, `Jan-Feb`.
fn without_year(date: &Date, start: DatePoint) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = |point: DatePoint| {
        point
            .month
            .and_then(|m| MONTHS.get(usize::from(m).checked_sub(1)?))
            .copied()
    };
    if let Some(season) = start.season {
        return match season {
            Season::Spring => "Spring",
            Season::Summer => "Summer",
            Season::Autumn => "Autumn",
            Season::Winter => "Winter",
        }
        .to_owned();
    }
    let Some(first) = month(start) else {
        return String::new();
    };
    if let Some(last) = date
        .end
        .filter(|end| end.year == start.year)
        .and_then(month)
    {
        return format!("{first}-{last}");
    }
    match start.day {
        Some(day) => format!("{first} {day}"),
        None => first.to_owned(),
    }
}
