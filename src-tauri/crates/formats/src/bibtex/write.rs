//! Writing BibTeX: one entry for each reference, fields in a fixed order, UTF-8.
//!
//! - `author = {Nordby, Kari M and {World Bank} and others}`: names inverted, organisations
//!   in braces of their own, `others` for the authors that the source left out.
//! - A title in another language stands in `title_zh` (or `title_` and its language), an
//!   abstract in `abstract_zh`, a journal in `journal_zh`, keywords in `keywords_zh`; BibTeX
//!   and its styles pass over fields they do not know. The own language is `language`.
//! - `month` is a macro (`apr`), `day` a number, `pages` has `--`, a season stands in
//!   `season`. An article number is `eid`, as BibLaTeX has it.
//! - `pmid`, `pmcid`, `registration` (of the study), `accession`, `database`, `callnumber`
//!   and `affiliation` are this program's, too; other programs keep them as they are.
//! - Fields that came from BibTeX and have no other place are written back as they were.

use super::escape::{address, text, title, verbatim};
use super::key::Keys;
use super::{FORMAT, losses};
use crate::output::{self, ExportItem, Exported};
use diglot_model::{
    Contributor, ContributorRole, DateField, IdentifierScheme, LanguageTag, Name, Reference,
    ReferenceType, ScalarField, Season, TextField,
};
use std::fmt::Write as _;

/// Writes entries, a blank line between them.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    keys: Keys,
}

impl output::Writer for Writer {
    fn item(&mut self, item: &ExportItem<'_>, number: usize, out: &mut Exported) {
        if number > 0 {
            out.text.push('\n');
        }
        let key = self.keys.next(item.reference);
        let entry = Entry::of(item.reference);
        out.losses.extend(losses::losses(
            item.reference,
            &item.context.id,
            &entry,
            &key,
        ));
        entry.write(&key, &mut out.text);
    }
}

/// An entry: its type, and its fields with their values as they are written.
#[derive(Debug, Default)]
pub(super) struct Entry {
    kind: &'static str,
    fields: Vec<(String, String)>,
    /// Unmapped fields that could not be written: their names are taken or no names.
    pub(super) refused: Vec<String>,
    /// Fields of the model with a value in a language that another value has taken.
    pub(super) dropped: Vec<(&'static str, String)>,
}

/// The entry type of a type of reference, and whether it says all of it.
pub(super) fn kind_of(kind: ReferenceType) -> (&'static str, bool) {
    match kind {
        ReferenceType::ArticleJournal => ("article", true),
        ReferenceType::ArticleMagazine
        | ReferenceType::ArticleNewspaper
        | ReferenceType::Review
        | ReferenceType::ReviewBook => ("article", false),
        ReferenceType::Book => ("book", true),
        ReferenceType::Classic | ReferenceType::Collection => ("book", false),
        ReferenceType::Pamphlet => ("booklet", true),
        ReferenceType::Chapter => ("incollection", true),
        ReferenceType::Entry
        | ReferenceType::EntryDictionary
        | ReferenceType::EntryEncyclopedia => ("incollection", false),
        ReferenceType::PaperConference => ("inproceedings", true),
        ReferenceType::Report => ("techreport", true),
        ReferenceType::Standard => ("techreport", false),
        ReferenceType::Manuscript => ("unpublished", true),
        ReferenceType::Article => ("unpublished", false),
        // Which thesis it is stands in the genre; BibTeX knows two.
        ReferenceType::Thesis => ("phdthesis", true),
        ReferenceType::Document => ("misc", true),
        _ => ("misc", false),
    }
}

impl Entry {
    fn of(reference: &Reference) -> Self {
        let mut entry = Self {
            kind: kind_of(reference.kind).0,
            ..Self::default()
        };
        if reference.kind == ReferenceType::Thesis && is_masters(reference) {
            entry.kind = "mastersthesis";
        }
        entry.people(reference);
        entry.texts("title", reference, TextField::Title, title);
        entry.texts("shorttitle", reference, TextField::TitleShort, title);
        entry.containers(reference);
        entry.dates(reference);
        entry.scalars(reference);
        entry.rest(reference);
        entry.unmapped(reference);
        entry
    }

    fn write(&self, key: &str, out: &mut String) {
        let _ = write!(out, "@{}{{{key}", self.kind);
        for (name, value) in &self.fields {
            let _ = write!(out, ",\n  {name} = {value}");
        }
        out.push_str("\n}\n");
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(n, _)| n == name)
    }

    /// Adds a field whose value is escaped already.
    fn put(&mut self, name: &str, value: &str) {
        if !value.is_empty() && !self.has(name) {
            self.fields.push((name.to_owned(), format!("{{{value}}}")));
        }
    }

    /// Adds a field of the model, or remembers that its name was taken.
    fn put_once(&mut self, field: &'static str, name: &str, value: &str) {
        if self.has(name) && !value.is_empty() {
            self.dropped.push((field, name.to_owned()));
        } else {
            self.put(name, value);
        }
    }

    /// The own language under the field's name, others under `name_zh`.
    fn texts(
        &mut self,
        name: &str,
        reference: &Reference,
        field: TextField,
        escape: fn(&str) -> String,
    ) {
        let own = reference.text(field);
        if let Some(own) = own {
            self.put(name, &escape(&own.text));
        }
        for other in reference.texts(field) {
            if own.is_some_and(|own| !std::ptr::eq(own, other)) {
                self.put_once(
                    field.name(),
                    &in_language(name, &other.lang),
                    &escape(&other.text),
                );
            }
        }
    }

    fn people(&mut self, reference: &Reference) {
        for (role, name) in [
            (ContributorRole::Author, "author"),
            (ContributorRole::Editor, "editor"),
            (ContributorRole::Translator, "translator"),
            (ContributorRole::ContainerAuthor, "bookauthor"),
        ] {
            let mut names: Vec<String> = reference
                .contributors_as(role)
                .filter_map(|c| Contributor::name(c))
                .map(person)
                .filter(|n| !n.is_empty())
                .collect();
            if role == ContributorRole::Author
                && !reference.contributors_complete
                && !names.is_empty()
            {
                names.push("others".to_owned());
            }
            self.put(name, &names.join(" and "));
        }
    }

    fn containers(&mut self, reference: &Reference) {
        let name = container_field(self.kind);
        self.texts(name, reference, TextField::ContainerTitle, text);
        self.texts(
            "shortjournal",
            reference,
            TextField::ContainerTitleShort,
            text,
        );
        self.texts("series", reference, TextField::CollectionTitle, text);
        let publisher = match self.kind {
            "phdthesis" | "mastersthesis" => "school",
            "techreport" => "institution",
            _ => "publisher",
        };
        self.texts(publisher, reference, TextField::Publisher, text);
        self.texts("address", reference, TextField::PublisherPlace, text);
        self.texts("eventtitle", reference, TextField::EventTitle, text);
        self.texts("venue", reference, TextField::EventPlace, text);
        self.texts("origtitle", reference, TextField::OriginalTitle, text);
        self.texts("type", reference, TextField::Genre, text);
    }

    fn dates(&mut self, reference: &Reference) {
        const MONTHS: [&str; 12] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ];
        if let Some(date) = reference.issued() {
            if let Some(start) = date.start {
                self.put("year", &start.year.to_string());
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
                if date.end.is_some() || date.approximate {
                    self.put("date", &text(&date.to_string()));
                }
            } else if let Some(words) = &date.literal {
                self.put("year", &text(words));
            }
        }
        if let Some(accessed) = reference.dates.get(&DateField::Accessed) {
            self.put("urldate", &text(&accessed.to_string()));
        }
    }

    fn scalars(&mut self, reference: &Reference) {
        let number_is_issue = matches!(self.kind, "article" | "misc" | "unpublished");
        let (issue, number) = if number_is_issue {
            ("number", "report_number")
        } else {
            ("issue", "number")
        };
        for (name, field) in [
            ("volume", ScalarField::Volume),
            (issue, ScalarField::Issue),
            (number, ScalarField::Number),
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
            ("callnumber", ScalarField::CallNumber),
            ("database", ScalarField::Database),
        ] {
            let Some(value) = reference.scalar(field) else {
                continue;
            };
            if field == ScalarField::Page {
                self.put(name, &text(&pages(value)));
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
            self.put("archiveprefix", "arXiv");
        }
        if let Some(url) = reference.urls.first() {
            self.put("url", &address(url));
        }
        if let Some(language) = reference.own_language() {
            self.put("language", &text(language.as_str()));
        }
        self.abstracts(reference);
        self.keywords(reference);
        let affiliations: Vec<String> = reference
            .affiliations
            .iter()
            .map(|a| text(&a.text))
            .collect();
        self.put("affiliation", &affiliations.join("; "));
        let notes: Vec<String> = reference
            .texts(TextField::Note)
            .iter()
            .map(|n| text(&n.text))
            .collect();
        self.put("note", &notes.join("; "));
    }

    fn abstracts(&mut self, reference: &Reference) {
        let own = reference.abstract_();
        let is_own = |a: &_| own.is_some_and(|own| std::ptr::eq(own, a));
        let others = reference.abstracts.iter().filter(|a| !is_own(*a));
        for a in own.into_iter().chain(others) {
            let name = if is_own(a) {
                "abstract".to_owned()
            } else {
                in_language("abstract", &a.lang)
            };
            let lines: Vec<String> = a.plain().lines().map(text).collect();
            // An empty line would be a paragraph to TeX and is one to readers.
            self.put_once("abstract", &name, &lines.join("\n\n"));
        }
    }

    fn keywords(&mut self, reference: &Reference) {
        let Some(first) = reference.keywords.first() else {
            return;
        };
        let own = reference
            .own_language()
            .filter(|own| reference.keywords.iter().any(|k| k.lang.same_language(own)))
            .unwrap_or_else(|| first.lang.clone());
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for keyword in &reference.keywords {
            // Digits and symbols alone belong to any language.
            let same = keyword.lang.same_language(&own) || keyword.lang == LanguageTag::UND;
            let name = if same {
                "keywords".to_owned()
            } else {
                in_language("keywords", &keyword.lang)
            };
            let word = text(&keyword.text);
            match groups.iter_mut().find(|(n, _)| *n == name) {
                Some((_, words)) => words.push(word),
                None => groups.push((name, vec![word])),
            }
        }
        groups.sort_by_key(|(name, _)| name != "keywords");
        for (name, words) in groups {
            let joiner = if words.iter().any(|w| w.contains(',')) {
                "; "
            } else {
                ", "
            };
            self.put(&name, &words.join(joiner));
        }
    }

    fn unmapped(&mut self, reference: &Reference) {
        for field in reference.unmapped.iter().filter(|u| u.format == FORMAT) {
            let name = field.tag.to_lowercase();
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

/// The field that names a container.
pub(super) fn container_field(kind: &str) -> &'static str {
    match kind {
        "article" => "journal",
        "incollection" | "inproceedings" => "booktitle",
        "misc" => "howpublished",
        _ => "maintitle",
    }
}

/// `title_zh`: simplified is the usual script, traditional is `title_zh_hant`.
fn in_language(name: &str, lang: &LanguageTag) -> String {
    let mut out = name.to_owned();
    for part in lang.as_str().split('-').filter(|p| *p != "Hans") {
        out.push('_');
        out.extend(
            part.chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_lowercase()),
        );
    }
    out
}

fn is_masters(reference: &Reference) -> bool {
    reference.text(TextField::Genre).is_some_and(|genre| {
        let genre = genre.text.to_lowercase();
        genre.contains("master") || genre.contains("硕士") || genre.contains("碩士")
    })
}

/// `12--19`, whatever dash is printed.
fn pages(value: &str) -> String {
    crate::citation::normalise_pages(value).replace('-', "--")
}

/// `particle Family, Suffix, Given`; what must not be parted stands in braces.
fn person(name: &Name) -> String {
    match name {
        Name::Literal { literal } => format!("{{{}}}", text(literal)),
        Name::Person {
            family,
            given,
            particle,
            suffix,
        } => {
            let mut out = String::new();
            if let Some(particle) = particle {
                // In lower case BibTeX knows a particle, in braces it would be a name.
                out.push_str(&part(particle));
                out.push(' ');
            }
            out.push_str(&part(family));
            if let Some(suffix) = suffix {
                let _ = write!(out, ", {}", part(suffix));
            }
            // A family name alone in several words is no given name and family name.
            if !given.is_empty() {
                let _ = write!(out, ", {}", part(given));
            } else if suffix.is_none() && family.contains(' ') {
                out = format!("{{{out}}}");
            }
            out
        }
    }
}

/// A part of a name: in braces when it holds what parts names.
fn part(value: &str) -> String {
    let out = text(value);
    let words = out
        .split_whitespace()
        .any(|w| w.eq_ignore_ascii_case("and"));
    if out.contains(',') || words {
        format!("{{{out}}}")
    } else {
        out
    }
}
