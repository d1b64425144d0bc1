//! Writing RIS.
//!
//! - Lines end with CR LF, as the format's description wants them; every reader that takes
//!   LF takes CR LF too, and some old ones on Windows take nothing else. UTF-8, no BOM.
//! - `TI` is the title in the reference's own language, each `TT` ("translated title" in
//!   EndNote) a title in another one. `AB` is the abstract in the own language, each `TA`
//!   one in another; EndNote calls `TA` "translated author", which is why our reader takes
//!   only long values for abstracts.
//! - `AU  - 张, 会佳`: a comma parts Han names too, since most readers know no surnames.
//!   A name that must not be parted ends with a comma (`World Bank,`), and so does the
//!   `et al.,` that stands for the authors the source left out: EndNote's conventions.
//! - `JF` is the journal of an article, `T2` the container of anything else; `T3` a series.
//! - `PY` is the year, `DA` the whole date (`2020/04/04/`, and words behind the last slash
//!   for what numbers cannot say: `2019///Spring`).
//! - Values in a second language of fields other than title and abstract have no tag.

use super::{losses, types};
use crate::output::{ExportItem, Exported};
use diglot_model::{
    Contributor, ContributorRole, Date, DateField, DatePoint, IdentifierScheme, LanguageTag, Name,
    Reference, ReferenceType, ScalarField, Season, TextField,
};
use diglot_text::{script, tidy::tidy};
use std::fmt::Write as _;

/// Writes a record; a blank line stands between records.
pub(crate) fn write(item: &ExportItem<'_>, number: usize, out: &mut Exported) {
    let text = record(item.reference);
    out.losses
        .extend(losses::losses(item.reference, &item.context.id, &text));
    if number > 0 {
        out.text.push_str("\r\n");
    }
    out.text.push_str(&text);
}

/// One record, from `TY` to `ER`.
pub(super) fn record(reference: &Reference) -> String {
    let mut lines = Lines::default();
    lines.kind(reference);
    lines.titles(reference);
    lines.containers(reference);
    lines.people(reference);
    lines.dates(reference);
    lines.numbers(reference);
    lines.identifiers(reference);
    lines.subjects(reference);
    lines.rest(reference);
    lines.out.push_str("ER  - \r\n");
    lines.out
}

/// The lines of one record.
#[derive(Default)]
struct Lines {
    out: String,
}

impl Lines {
    /// Adds a line; an empty value adds none.
    fn put(&mut self, tag: &str, value: &str) {
        let mut first = true;
        for line in value.lines() {
            let line = tidy(line);
            if line.is_empty() {
                continue;
            }
            if first {
                let _ = write!(self.out, "{tag}  - {line}");
                first = false;
            } else if super::fields::begins_with_tag(&line) {
                // A line that looks like a field must not begin one.
                let _ = write!(self.out, " {line}");
            } else {
                let _ = write!(self.out, "\r\n{line}");
            }
        }
        if !first {
            self.out.push_str("\r\n");
        }
    }

    fn text(&mut self, tag: &str, reference: &Reference, field: TextField) {
        if let Some(text) = reference.text(field) {
            self.put(tag, &one_line(&text.text));
        }
    }

    fn scalar(&mut self, tag: &str, reference: &Reference, field: ScalarField) {
        if let Some(value) = reference.scalar(field) {
            self.put(tag, &one_line(value));
        }
    }

    fn kind(&mut self, reference: &Reference) {
        // The reader keeps a type it does not know under its tag.
        let own = own_fields(reference).find(|(tag, _)| *tag == "TY");
        let name = types::name_of(reference.kind);
        match own {
            Some((_, own)) if reference.kind == ReferenceType::Document => self.put("TY", own),
            _ => self.put("TY", name),
        }
    }

    fn titles(&mut self, reference: &Reference) {
        let own = reference.text(TextField::Title);
        self.text("TI", reference, TextField::Title);
        for title in reference.texts(TextField::Title) {
            if own.is_some_and(|own| !std::ptr::eq(own, title)) {
                self.put("TT", &one_line(&title.text));
            }
        }
        self.text("ST", reference, TextField::TitleShort);
    }

    fn containers(&mut self, reference: &Reference) {
        let event = reference.kind == ReferenceType::PaperConference
            && reference.text(TextField::EventTitle).is_some();
        let container = match reference.kind {
            ReferenceType::ArticleJournal
            | ReferenceType::ArticleMagazine
            | ReferenceType::ArticleNewspaper
            | ReferenceType::Periodical
            | ReferenceType::Review
            | ReferenceType::ReviewBook
            // A book's T2 is its series.
            | ReferenceType::Book => "JF",
            // EndNote tells the proceedings from the conference.
            ReferenceType::PaperConference if event => "C3",
            _ => "T2",
        };
        if event {
            self.text("T2", reference, TextField::EventTitle);
        }
        self.text(container, reference, TextField::ContainerTitle);
        self.text("JO", reference, TextField::ContainerTitleShort);
        self.text("T3", reference, TextField::CollectionTitle);
    }

    fn people(&mut self, reference: &Reference) {
        let kind = reference.kind;
        for (role, tag) in [
            (ContributorRole::Author, Some("AU")),
            (ContributorRole::Editor, Some("ED")),
            (
                ContributorRole::Other,
                (!super::map::is_book_part(kind)).then_some("A2"),
            ),
            (
                ContributorRole::CollectionEditor,
                (kind != ReferenceType::Thesis).then_some("A3"),
            ),
            (
                ContributorRole::Supervisor,
                (kind == ReferenceType::Thesis).then_some("A3"),
            ),
            (ContributorRole::Translator, Some("A4")),
        ] {
            let Some(tag) = tag else { continue };
            for name in reference
                .contributors_as(role)
                .filter_map(|c| Contributor::name(c))
            {
                self.put(tag, &person(name));
            }
            if role == ContributorRole::Author && !reference.contributors_complete {
                self.put(tag, "et al.,");
            }
        }
    }

    fn dates(&mut self, reference: &Reference) {
        if let Some(date) = reference.issued() {
            match date.start {
                Some(start) => {
                    self.put("PY", &format!("{:04}", start.year));
                    if start.month.is_some() || start.season.is_some() || date.end.is_some() {
                        self.put("DA", &full_date(date, start));
                    }
                }
                None => self.put("PY", date.literal.as_deref().unwrap_or_default()),
            }
        }
        let accessed = reference.dates.get(&DateField::Accessed);
        if let Some((date, start)) = accessed.and_then(|d| d.start.map(|start| (d, start))) {
            self.put("Y2", &full_date(date, start));
        }
    }

    fn numbers(&mut self, reference: &Reference) {
        self.scalar("VL", reference, ScalarField::Volume);
        self.scalar("IS", reference, ScalarField::Issue);
        let whole = super::map::is_whole(reference.kind);
        if let Some(pages) = reference.scalar(ScalarField::Page) {
            let pages = crate::citation::normalise_pages(pages);
            match pages.split_once('-') {
                Some((from, to)) if is_page(from) && is_page(to) && from != to => {
                    self.put("SP", from);
                    self.put("EP", to);
                }
                // Alone it would be how many pages there are.
                None if whole => {
                    self.put("SP", &pages);
                    self.put("EP", &pages);
                }
                _ => self.put("SP", &pages),
            }
        } else if whole {
            self.scalar("SP", reference, ScalarField::NumberOfPages);
        }
        for (tag, field) in [
            ("C7", ScalarField::ArticleNumber),
            ("ET", ScalarField::Edition),
            ("NV", ScalarField::NumberOfVolumes),
            ("SE", ScalarField::Section),
        ] {
            self.scalar(tag, reference, field);
        }
        if super::map::has_number(reference.kind) {
            self.scalar("M1", reference, ScalarField::Number);
        }
    }

    fn identifiers(&mut self, reference: &Reference) {
        if let Some(doi) = reference.doi() {
            self.put("DO", doi);
        }
        for id in &reference.identifiers {
            let value = &id.value.value;
            match &id.scheme {
                IdentifierScheme::Issn | IdentifierScheme::Isbn => self.put("SN", value),
                IdentifierScheme::Pmid => self.put("AN", &format!("PMID: {value}")),
                IdentifierScheme::Arxiv => self.put("AN", &format!("arXiv:{value}")),
                IdentifierScheme::Pmcid => self.put("C2", value),
                IdentifierScheme::Other(name) if name == "accession" => self.put("AN", value),
                _ => {}
            }
        }
        for url in &reference.urls {
            self.put("UR", &one_line(url));
        }
    }

    fn subjects(&mut self, reference: &Reference) {
        for keyword in &reference.keywords {
            self.put("KW", &one_line(&keyword.text));
        }
        let own = reference.abstract_();
        if let Some(own) = own {
            self.put("AB", &own.plain());
        }
        for other in &reference.abstracts {
            if own.is_some_and(|own| !std::ptr::eq(own, other)) {
                self.put("TA", &other.plain());
            }
        }
    }

    fn rest(&mut self, reference: &Reference) {
        if let Some(language) = language(reference) {
            self.put("LA", language.as_str());
        }
        self.text("PB", reference, TextField::Publisher);
        self.text("CY", reference, TextField::PublisherPlace);
        if super::map::has_genre(reference.kind) {
            self.text("M3", reference, TextField::Genre);
        }
        for affiliation in &reference.affiliations {
            self.put("AD", &one_line(&affiliation.text));
        }
        self.scalar("CN", reference, ScalarField::CallNumber);
        self.scalar("DB", reference, ScalarField::Database);
        for note in reference.texts(TextField::Note) {
            self.put("N1", &one_line(&note.text));
        }
        self.scalar("ID", reference, ScalarField::CitationKey);
        for (tag, value) in own_fields(reference).filter(|(tag, _)| *tag != "TY") {
            if super::fields::is_tag(tag) {
                self.put(tag, value);
            }
        }
    }
}

/// Fields that came from RIS and have no other place.
fn own_fields(reference: &Reference) -> impl Iterator<Item = (&str, &str)> {
    reference
        .unmapped
        .iter()
        .filter(|u| u.format == super::FORMAT)
        .map(|u| (u.tag.as_str(), u.value.as_str()))
}

/// The language to write: as stated, and where a second language could be taken for it.
pub(crate) fn language(reference: &Reference) -> Option<LanguageTag> {
    let mut langs = reference
        .texts(TextField::Title)
        .iter()
        .map(|t| &t.lang)
        .chain(reference.abstracts.iter().map(|a| &a.lang));
    let own = reference.own_language()?;
    (reference.language.is_some() || langs.any(|l| !l.same_language(&own))).then_some(own)
}

fn one_line(text: &str) -> String {
    tidy(text)
}

fn is_page(text: &str) -> bool {
    !text.is_empty() && !text.contains(['-', ',', ' ', ';'])
}

/// `Family, Given, Suffix`; a name that is not parted ends with a comma.
pub(crate) fn person(name: &Name) -> String {
    match name {
        Name::Literal { literal } if diglot_text::names::is_organisation(literal) => {
            one_line(literal)
        }
        // Four ideographs or fewer are taken for a person's name.
        Name::Literal { literal } => format!("{},", one_line(literal)),
        Name::Person { given, suffix, .. } => {
            let family = one_line(&name.family());
            let mut out = family.clone();
            if !given.is_empty() {
                let _ = write!(out, ", {}", one_line(given));
            } else if family.contains(' ') && !script::has_han(&family) {
                out.push(',');
            }
            if let Some(suffix) = suffix {
                let _ = write!(out, ", {}", one_line(suffix));
            }
            out
        }
    }
}

/// `YYYY/MM/DD/words`.
fn full_date(date: &Date, start: DatePoint) -> String {
    let number = |n: Option<u8>| n.map(|n| format!("{n:02}")).unwrap_or_default();
    let season = start.season.map(|season| match season {
        Season::Spring => "Spring",
        Season::Summer => "Summer",
        Season::Autumn => "Autumn",
        Season::Winter => "Winter",
    });
    let months = date.end.and_then(|end| {
        let whole = start.day.is_none() && end.day.is_none() && end.year == start.year;
        Some(format!("{}-{}", month(start)?, month(end)?)).filter(|_| whole)
    });
    format!(
        "{:04}/{}/{}/{}",
        start.year,
        number(start.month),
        number(start.day),
        season.map_or(months.unwrap_or_default(), str::to_owned)
    )
}

/// The English abbreviation of a month.
fn month(point: DatePoint) -> Option<&'static str> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    MONTHS
        .get(usize::from(point.month?).checked_sub(1)?)
        .copied()
}
