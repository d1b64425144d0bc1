//! The entry of a reference: its type, and its fields in their order.

mod people;
mod texts;

use super::escape::{address, text, verbatim};
use super::map::{NumberIs, number_is};
use super::write::Dialect;
use super::{FORMAT, languages, types};
use diglot_model::{
    DateField, IdentifierScheme, LanguageTag, ObservationKind, Reference, ReferenceType,
    ScalarField, Season, TextField,
};
use std::fmt::Write as _;

/// An entry: its type, and its fields with their values as they are written.
#[derive(Debug)]
pub(super) struct Entry {
    dialect: Dialect,
    kind: String,
    fields: Vec<(String, String)>,
    /// Unmapped fields that could not be written: their names are taken or no names.
    pub(super) refused: Vec<String>,
}

impl Entry {
    pub(super) fn of(reference: &Reference, dialect: Dialect) -> Self {
        let mut entry = Self {
            dialect,
            kind: entry_type(reference, dialect),
            fields: Vec::new(),
            refused: Vec::new(),
        };
        entry.people(reference);
        entry.titles(reference);
        entry.subtype(reference);
        entry.dates(reference);
        entry.scalars(reference);
        entry.rest(reference);
        entry.unmapped(reference);
        entry
    }

    pub(super) fn write(&self, key: &str, out: &mut String) {
        let _ = write!(out, "@{}{{{key}", self.kind);
        for (name, value) in &self.fields {
            let _ = write!(out, ",\n  {name} = {value}");
        }
        out.push_str("\n}\n");
    }

    pub(super) fn kind(&self) -> &str {
        &self.kind
    }

    fn latex(&self) -> bool {
        self.dialect == Dialect::Biblatex
    }

    fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(n, _)| n == name)
    }

    /// Adds a field whose value is escaped already, unless its name is taken.
    fn put(&mut self, name: &str, value: &str) {
        if !value.is_empty() && !self.has(name) {
            self.fields.push((name.to_owned(), format!("{{{value}}}")));
        }
    }

    /// Names the type that the entry's own does not.
    fn subtype(&mut self, reference: &Reference) {
        let read = types::kind_of(&self.kind);
        if read == Some(reference.kind) || reference.kind == ReferenceType::Document {
            return;
        }
        let name = match reference.kind {
            ReferenceType::ArticleMagazine => "magazine".to_owned(),
            ReferenceType::ArticleNewspaper => "newspaper".to_owned(),
            kind => kind.csl_name(),
        };
        self.put("entrysubtype", &name);
    }

    fn dates(&mut self, reference: &Reference) {
        const MONTHS: [&str; 12] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ];
        let issued = reference.issued();
        match issued.and_then(|date| date.start) {
            Some(_) if self.latex() => {
                let date = issued.map(ToString::to_string).unwrap_or_default();
                self.put("date", &date);
            }
            Some(start) => {
                self.put("year", &format!("{:04}", start.year));
                let month = start
                    .month
                    .and_then(|m| MONTHS.get(usize::from(m).checked_sub(1)?));
                if let Some(month) = month {
                    self.fields.push(("month".to_owned(), (*month).to_owned()));
                }
                if let Some(day) = start.day {
                    self.put("day", &day.to_string());
                }
                if let Some(season) = start.season {
                    let season = match season {
                        Season::Spring => "spring",
                        Season::Summer => "summer",
                        Season::Autumn => "autumn",
                        Season::Winter => "winter",
                    };
                    self.put("season", season);
                }
                if let Some(date) = issued.filter(|d| d.end.is_some() || d.approximate) {
                    self.put("date", &date.to_string());
                }
            }
            None => {
                if let Some(words) = issued.and_then(|d| d.literal.as_deref()) {
                    self.put("year", &text(words));
                }
            }
        }
        for (name, field) in [
            ("urldate", DateField::Accessed),
            ("origdate", DateField::OriginalDate),
            ("eventdate", DateField::EventDate),
            ("submitted", DateField::Submitted),
            ("availabledate", DateField::AvailableDate),
        ] {
            if let Some(date) = reference.dates.get(&field) {
                let shown = if date.start.is_some() {
                    date.to_string()
                } else {
                    text(&date.to_string())
                };
                self.put(name, &shown);
            }
        }
    }

    fn scalars(&mut self, reference: &Reference) {
        let own = number_is(reference.kind);
        // Whether `number` is an issue or in a series depends in proceedings.
        let plain = reference.kind != ReferenceType::PaperConference;
        let number = |is: NumberIs, other: &'static str| {
            if own == is && plain { "number" } else { other }
        };
        for (name, field) in [
            ("volume", ScalarField::Volume),
            (number(NumberIs::Issue, "issue"), ScalarField::Issue),
            (number(NumberIs::Own, "reportnumber"), ScalarField::Number),
            (
                number(NumberIs::InSeries, "seriesnumber"),
                ScalarField::CollectionNumber,
            ),
            ("pages", ScalarField::Page),
            ("eid", ScalarField::ArticleNumber),
            ("pagetotal", ScalarField::NumberOfPages),
            ("volumes", ScalarField::NumberOfVolumes),
            ("edition", ScalarField::Edition),
            ("chapter", ScalarField::ChapterNumber),
            ("version", ScalarField::Version),
            ("part", ScalarField::Part),
            ("pubstate", ScalarField::Status),
            ("section", ScalarField::Section),
            ("medium", ScalarField::Medium),
            ("scale", ScalarField::Scale),
            ("dimensions", ScalarField::Dimensions),
            ("archive", ScalarField::Archive),
            ("archivelocation", ScalarField::ArchiveLocation),
            ("callnumber", ScalarField::CallNumber),
            ("database", ScalarField::Database),
        ] {
            let Some(value) = reference.scalar(field) else {
                continue;
            };
            if field == ScalarField::Page {
                self.put(name, &pages(value));
            } else {
                self.put(name, &text(value));
            }
        }
    }

    fn rest(&mut self, reference: &Reference) {
        let joined = |scheme: &IdentifierScheme| {
            let values: Vec<String> = reference.identifiers_of(scheme).map(text).collect();
            values.join(", ")
        };
        if let Some(doi) = reference.doi() {
            self.put("doi", &verbatim(doi));
        }
        self.put("issn", &joined(&IdentifierScheme::Issn));
        self.put("isbn", &joined(&IdentifierScheme::Isbn));
        self.put("pmid", &joined(&IdentifierScheme::Pmid));
        self.put("pmcid", &joined(&IdentifierScheme::Pmcid));
        self.put("registration", &joined(&IdentifierScheme::Registration));
        let accession = IdentifierScheme::Other("accession".to_owned());
        self.put("accession", &joined(&accession));
        if let Some(arxiv) = reference.identifiers_of(&IdentifierScheme::Arxiv).next() {
            self.put("eprint", &verbatim(arxiv));
            let archive = if self.latex() {
                "eprinttype"
            } else {
                "archiveprefix"
            };
            self.put(archive, "arXiv");
        }
        for (i, url) in reference.urls.iter().enumerate() {
            let name = match i {
                0 => "url".to_owned(),
                i => format!("url_{}", i + 1),
            };
            self.put(&name, &address(url));
        }
        // One that was only inferred would look like a statement.
        if let Some(language) = &reference.language {
            self.language(language);
        }
        self.abstracts(reference);
        self.keywords(reference);
        let affiliations: Vec<String> = reference
            .affiliations
            .iter()
            .map(|a| text(&a.text))
            .collect();
        self.put("affiliation", &affiliations.join("; "));
        // As the Web of Science calls it; when it was counted has no field.
        let counts = reference.observations.iter();
        let mut cited = counts.filter(|o| o.kind == ObservationKind::TimesCited);
        if let Some(count) = cited.next() {
            self.put("times-cited", &count.value.value.to_string());
        }
        let joined = |field| {
            let values: Vec<String> = reference
                .texts(field)
                .iter()
                .map(|n| text(&n.text))
                .collect();
            values.join("; ")
        };
        self.put("funding", &joined(TextField::Funding));
        self.put("note", &joined(TextField::Note));
    }

    /// BibLaTeX names languages as babel does.
    fn language(&mut self, language: &LanguageTag) {
        match languages::babel_name(language) {
            Some(name) if self.latex() => self.put("langid", name),
            _ => self.put("language", &text(language.as_str())),
        }
    }

    fn unmapped(&mut self, reference: &Reference) {
        for field in reference.unmapped.iter().filter(|u| u.format == FORMAT) {
            let name = field.tag.to_lowercase();
            if name == "entrytype" && field.value == self.kind {
                continue;
            }
            let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+'));
            if is_name && !self.has(&name) {
                self.put(&name, &verbatim(&field.value));
            } else {
                self.refused.push(field.tag.clone());
            }
        }
    }
}

/// The entry type; one that nobody knows is given back as it came.
fn entry_type(reference: &Reference, dialect: Dialect) -> String {
    let kept = reference
        .unmapped
        .iter()
        .find(|u| u.format == FORMAT && u.tag == "entrytype")
        .map(|u| u.value.as_str())
        .filter(|kind| {
            reference.kind == ReferenceType::Document
                && types::kind_of(kind).is_none()
                && !types::is_no_work(kind)
                && !matches!(*kind, "string" | "comment" | "preamble" | "xdata")
                && kind.len() < 40
                && kind.starts_with(|c: char| c.is_ascii_lowercase())
                && kind
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
    if let Some(kept) = kept {
        return kept.to_owned();
    }
    let kind = dialect.entry_of(reference.kind);
    if kind == "phdthesis" && is_masters(reference) {
        return "mastersthesis".to_owned();
    }
    kind.to_owned()
}

fn is_masters(reference: &Reference) -> bool {
    reference.text(TextField::Genre).is_some_and(|genre| {
        let genre = genre.text.to_lowercase();
        genre.contains("master") || genre.contains("硕士") || genre.contains("碩士")
    })
}

/// `12--19`, whatever dash is printed.
fn pages(value: &str) -> String {
    text(&crate::citation::normalise_pages(value)).replace('-', "--")
}
