//! From the values of a PubMed record to a reference.

mod abstracts;
mod dates;
mod whole;

use super::FORMAT;
use super::authors::Authors;
use super::element::Element as E;
use super::walk::{Path, Visitor, attribute};
use crate::Record;
use crate::build::Builder;
use crate::nbib::language;
use diglot_model::{
    DateField, Identifier, IdentifierScheme, Keyword, KeywordKind, LanguageTag, Origin,
    ScalarField, SectionRole, Sourced, Spans, TextField,
};
use diglot_text::{headings, identifiers, script, tidy::tidy};
use std::ops::Range;

/// More identifiers or texts of one field than any work has.
const MANY: usize = 500;

/// A title as it stands, with its place.
type Placed = (String, Range<usize>);

/// Collects what a record says.
pub(super) struct Mapper<'t> {
    builder: Builder<'t>,
    authors: Authors,
    article_title: Option<Placed>,
    book_title: Option<Placed>,
    vernacular: Vec<Placed>,
    languages: Vec<Placed>,
    types: Vec<String>,
    date: Parts,
    abstract_: Sections,
    /// Attributes of elements that stand open.
    kind: String,
    medline_title: Option<Placed>,
    pages: (Option<Placed>, Option<String>),
    numbers: Vec<Placed>,
    /// Parts of a heading, a grant, a substance, a correction.
    parts: Vec<String>,
    parts_at: Option<Range<usize>>,
    major: bool,
    keywords: KeywordKind,
    bank: String,
    key: Option<String>,
}

/// The parts of a date.
#[derive(Default)]
struct Parts {
    year: String,
    month: String,
    day: String,
    words: String,
    range: Option<Range<usize>>,
}

/// A heading with its meaning.
type Heading = (String, SectionRole);

/// The sections of the abstract that is being read.
#[derive(Default)]
struct Sections {
    /// Headings, and texts.
    all: Vec<(Option<Heading>, String)>,
    spans: Spans,
    stated: Option<LanguageTag>,
    origin: Origin,
    label: Option<Heading>,
}

impl<'t> Mapper<'t> {
    pub(super) fn new(text: &'t str, range: Range<usize>) -> Self {
        Self {
            builder: Builder::new(text, range, FORMAT),
            authors: Authors::default(),
            article_title: None,
            book_title: None,
            vernacular: Vec::new(),
            languages: Vec::new(),
            types: Vec::new(),
            date: Parts::default(),
            abstract_: Sections::default(),
            kind: String::new(),
            medline_title: None,
            pages: (None, None),
            numbers: Vec::new(),
            parts: Vec::new(),
            parts_at: None,
            major: false,
            keywords: KeywordKind::Author,
            bank: String::new(),
            key: None,
        }
    }

    /// The record, or none when nothing in it is known.
    pub(super) fn finish(mut self) -> Option<Record> {
        self.languages();
        self.titles();
        self.places();
        self.authors.finish(&mut self.builder.reference);
        if self.builder.is_empty() {
            return None;
        }
        language::settle(&mut self.builder.reference);
        let mut record = self.builder.finish();
        record.key = self.key;
        Some(record)
    }

    fn identifier(&mut self, scheme: IdentifierScheme, value: String, range: Range<usize>) {
        if !value.is_empty() && self.builder.reference.identifiers.len() < MANY {
            self.builder
                .identifier(Identifier::new(scheme, value), range);
        }
    }

    fn located(&mut self, kind: &str, value: String, range: Range<usize>) {
        match kind {
            "doi" => match Identifier::doi(&value) {
                Some(doi) => self.builder.identifier(doi, range),
                None => self.builder.unmapped("doi", &value),
            },
            "pubmed" => self.identifier(IdentifierScheme::Pmid, value, range),
            "pmc" | "pmcid" => {
                let bare = value.bytes().all(|b| b.is_ascii_digit());
                let value = if bare { format!("PMC{value}") } else { value };
                // "pmc-id: PMC123;" is said beside it.
                if value.starts_with("PMC") {
                    self.identifier(IdentifierScheme::Pmcid, value, range);
                }
            }
            "" => self.builder.unmapped("ArticleId", &value),
            kind => self.identifier(IdentifierScheme::Other(kind.to_owned()), value, range),
        }
    }

    fn keyword(&mut self, text: String, kind: KeywordKind, range: &Range<usize>) {
        if text.is_empty() {
            return;
        }
        let keyword = Keyword {
            lang: script::language_of(&text),
            text,
            kind,
        };
        let span = self.builder.span(range);
        self.builder
            .reference
            .keywords
            .push(Sourced::at(keyword, span));
    }

    fn text(&mut self, field: TextField, value: &str, range: Range<usize>) {
        if self.builder.reference.texts(field).len() < MANY {
            self.builder.text_value(field, tidy(value), range);
        }
    }

    /// What stands in the journal, the book or the record itself.
    fn plain(&mut self, element: E, text: &str, range: Range<usize>, path: &Path) {
        let value = tidy(text);
        match element {
            E::ISSN | E::ISSNLinking => {
                let value = identifiers::normalise_issn(&value);
                self.identifier(IdentifierScheme::Issn, value, range);
            }
            E::Isbn => self.identifier(IdentifierScheme::Isbn, value, range),
            E::Volume => self.builder.scalar_value(ScalarField::Volume, value, range),
            E::Issue => self.builder.scalar_value(ScalarField::Issue, value, range),
            E::Edition => self
                .builder
                .scalar_value(ScalarField::Edition, value, range),
            E::ReportNumber => self.builder.scalar_value(ScalarField::Number, value, range),
            E::Title => self.text(TextField::ContainerTitle, &value, range),
            E::ISOAbbreviation
                if self.builder.reference.container_title() != Some(value.as_str()) =>
            {
                self.text(TextField::ContainerTitleShort, &value, range);
            }
            E::MedlineTA => self.medline_title = Some((value, range)),
            E::Country if path.parent() == E::MedlineJournalInfo => {
                self.text(TextField::PublisherPlace, &value, range);
            }
            E::PublisherName => self.text(TextField::Publisher, &value, range),
            E::PublisherLocation => self.text(TextField::PublisherPlace, &value, range),
            E::CollectionTitle => self.text(TextField::CollectionTitle, &value, range),
            E::GeneralNote => self.text(TextField::Note, &value, range),
            E::MedlinePgn => {
                let pages = value.replace(['\u{2013}', '\u{2212}'], "-");
                self.builder.scalar_value(ScalarField::Page, pages, range);
            }
            E::StartPage => self.pages.0 = Some((value, range)),
            E::EndPage => self.pages.1 = Some(value),
            E::Language => self.languages.push((value, range)),
            E::PublicationType => self.types.push(value),
            E::PMID if path.within(E::CommentsCorrections) => {
                self.parts.push(format!("PMID: {value}"));
            }
            E::PMID => {
                self.key.get_or_insert_with(|| value.clone());
                self.identifier(IdentifierScheme::Pmid, value, range);
            }
            E::ELocationID => {
                let kind = std::mem::take(&mut self.kind);
                if kind == "pii" {
                    self.numbers.push((value.clone(), range.clone()));
                }
                self.located(&kind, value, range);
            }
            // Those of the works that this one cites are passed over with their list.
            E::ArticleId => {
                let kind = std::mem::take(&mut self.kind);
                self.located(&kind, value, range);
            }
            E::DataBankName => self.bank = value,
            E::AccessionNumber => {
                let whole = format!("{}/{value}", self.bank);
                let found = identifiers::find_registrations(&value);
                if found.is_empty() {
                    self.builder.unmapped("DataBank", &whole);
                }
                for found in found {
                    self.builder.identifier(found.identifier, range.clone());
                }
            }
            _ if !value.is_empty() => {
                let name = format!("{element:?}");
                self.builder.unmapped(&name, &value);
            }
            _ => {}
        }
    }
}

impl Visitor for Mapper<'_> {
    fn open(&mut self, element: E, attributes: &str, path: &Path) {
        let attr = |name| attribute(attributes, name).unwrap_or_default();
        match element {
            E::AuthorList => self.authors.open_list(attributes, path.within(E::Book)),
            E::Author | E::Investigator => self.authors.open(attributes),
            E::Identifier => self.authors.source = attr("Source").into_owned(),
            E::Abstract => self.abstract_ = Sections::default(),
            E::OtherAbstract => {
                let code = attr("Language");
                let kind = attr("Type");
                if !matches!(&*kind, "Publisher" | "") {
                    self.builder.unmapped("OtherAbstractType", &kind);
                }
                self.abstract_ = Sections {
                    stated: language::tag_of(&code),
                    origin: match &*kind {
                        "Publisher" => Origin::Publisher,
                        "AAMC" | "AIDS" | "KIE" | "PIP" | "NASA" => Origin::Database,
                        _ => Origin::Unknown,
                    },
                    ..Sections::default()
                };
            }
            E::AbstractText => {
                let label = tidy(&attr("Label"));
                let label = label.trim_end_matches(':').trim_end();
                self.abstract_.label = (!matches!(label, "" | "UNLABELLED")).then(|| {
                    let role =
                        headings::role_of(label).unwrap_or_else(|| category(&attr("NlmCategory")));
                    (label.to_owned(), role)
                });
            }
            E::ELocationID => {
                // A location that was found wrong is none.
                let wrong = attr("ValidYN") == "N";
                self.kind = if wrong {
                    "invalid".to_owned()
                } else {
                    attr("EIdType").into_owned()
                };
            }
            E::ArticleId => self.kind = attr("IdType").into_owned(),
            E::KeywordList => {
                self.keywords = match &*attr("Owner") {
                    "NOTNLM" | "" => KeywordKind::Author,
                    _ => KeywordKind::Subject,
                }
            }
            E::DescriptorName | E::QualifierName => self.major = attr("MajorTopicYN") == "Y",
            E::MeshHeading | E::Grant | E::Chemical => self.no_parts(),
            E::CommentsCorrections => {
                self.no_parts();
                self.kind = attr("RefType").into_owned();
            }
            E::PubDate
            | E::ArticleDate
            | E::ContributionDate
            | E::DateCompleted
            | E::DateRevised
            | E::DateCreated
            | E::BeginningDate
            | E::EndingDate => self.date = Parts::default(),
            E::PubMedPubDate => {
                self.date = Parts::default();
                self.kind = attr("PubStatus").into_owned();
            }
            _ => {}
        }
    }

    fn value(&mut self, element: E, text: &str, range: Range<usize>, path: &Path) {
        match element {
            E::Year | E::Month | E::Day | E::Season | E::MedlineDate => {
                self.date_part(element, text, range);
            }
            E::LastName
            | E::ForeName
            | E::FirstName
            | E::MiddleName
            | E::Initials
            | E::Suffix
            | E::CollectiveName
            | E::Identifier
            | E::Affiliation
                if !(element == E::Affiliation && path.within(E::Investigator)) =>
            {
                let span = self.builder.span(&range);
                self.authors.part(
                    element,
                    tidy(text),
                    span,
                    path.parent(),
                    &mut self.builder.reference,
                );
            }
            E::ArticleTitle => self.article_title = Some((tidy(text), range)),
            E::BookTitle => self.book_title = Some((tidy(text), range)),
            E::VernacularTitle if self.vernacular.len() < MANY => {
                self.vernacular.push((tidy(text), range));
            }
            E::AbstractText => self.add_section(text, range),
            E::DescriptorName | E::QualifierName => {
                let star = if self.major { "*" } else { "" };
                self.part(format!("{star}{}", tidy(text)), range);
            }
            E::Keyword => self.keyword(tidy(text), self.keywords, &range),
            E::GrantID
            | E::Acronym
            | E::Agency
            | E::RegistryNumber
            | E::NameOfSubstance
            | E::RefSource
            | E::Note => self.part(tidy(text), range),
            E::Country if path.within(E::Grant) => self.part(tidy(text), range),
            E::Affiliation if path.within(E::Investigator) => {}
            _ => self.plain(element, text, range, path),
        }
    }

    fn other(&mut self, name: &str, text: &str, _: &Path) {
        let value = tidy(text);
        if !value.is_empty() {
            self.builder.unmapped(name, &value);
        }
    }

    fn close(&mut self, element: E, _: &Path) {
        match element {
            E::Author | E::Investigator => {
                let investigator = element == E::Investigator;
                if let Some(name) = self
                    .authors
                    .close(investigator, &mut self.builder.reference)
                {
                    self.builder.unmapped("Investigator", &name);
                }
            }
            E::PubDate => self.set_date(DateField::Issued),
            E::ArticleDate => self.set_date(DateField::AvailableDate),
            E::PubMedPubDate => {
                let received = self.kind == "received";
                if received {
                    self.set_date(DateField::Submitted);
                } else {
                    self.history();
                }
            }
            E::DateCompleted
            | E::DateRevised
            | E::DateCreated
            | E::ContributionDate
            | E::BeginningDate
            | E::EndingDate => {
                let parts = std::mem::take(&mut self.date);
                let value = format!("{}-{}-{}", parts.year, parts.month, parts.day);
                let value = value.trim_end_matches('-');
                if !value.is_empty() {
                    self.builder.unmapped(&format!("{element:?}"), value);
                }
            }
            E::Abstract | E::OtherAbstract => self.end_abstract(),
            E::MeshHeading => {
                let text = std::mem::take(&mut self.parts).join("/");
                if let Some(range) = self.parts_at.take() {
                    self.keyword(text, KeywordKind::Mesh, &range);
                }
            }
            E::Grant => {
                let text = std::mem::take(&mut self.parts).join("/");
                if let Some(range) = self.parts_at.take() {
                    self.text(TextField::Funding, &text, range);
                }
            }
            E::Chemical => {
                let parts = std::mem::take(&mut self.parts);
                let text = match parts.as_slice() {
                    [number, name] => format!("{number} ({name})"),
                    parts => parts.join(" "),
                };
                self.builder.unmapped("Chemical", &text);
            }
            E::CommentsCorrections => {
                let text = std::mem::take(&mut self.parts).join(" ");
                let kind = std::mem::take(&mut self.kind);
                self.builder
                    .unmapped("CommentsCorrections", &format!("{kind}: {text}"));
            }
            _ => {}
        }
    }
}

impl Mapper<'_> {
    fn no_parts(&mut self) {
        self.parts.clear();
        self.parts_at = None;
    }

    fn part(&mut self, value: String, range: Range<usize>) {
        self.parts.push(value);
        match &mut self.parts_at {
            Some(all) => all.end = range.end,
            all => *all = Some(range),
        }
    }
}

/// The meaning of NLM's categories of sections.
fn category(name: &str) -> SectionRole {
    match name {
        "BACKGROUND" => SectionRole::Background,
        "OBJECTIVE" => SectionRole::Objective,
        "METHODS" => SectionRole::Methods,
        "RESULTS" => SectionRole::Results,
        "CONCLUSIONS" => SectionRole::Conclusion,
        _ => SectionRole::Other,
    }
}
