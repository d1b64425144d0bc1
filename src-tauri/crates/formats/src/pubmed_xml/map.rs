//! From the values of a `PubMed` record to a reference.

use super::FORMAT;
use super::authors::Authors;
use super::element::Element as E;
use super::walk::{Path, Visitor, attribute};
use crate::Record;
use crate::build::Builder;
use crate::nbib::{date, kinds, language, map as medline};
use diglot_model::{
    Abstract, Date, DateField, Identifier, IdentifierScheme, Keyword, KeywordKind, LanguageTag,
    LocalizedText, Origin, ReferenceType, ScalarField, Section, SectionRole, Sourced, Span, Spans,
    TextField,
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
    text: &'t str,
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
            text,
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
        self.settle_language();
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

    fn languages(&mut self) {
        for (i, (code, range)) in std::mem::take(&mut self.languages).into_iter().enumerate() {
            match language::tag_of(&code).filter(|_| i == 0) {
                Some(tag) => {
                    let span = self.builder.span(&range);
                    self.builder.reference.language = Some(Sourced::at(tag, span));
                }
                None => self.builder.unmapped("Language", &code),
            }
        }
    }

    /// The type of work, its titles and what it stands in.
    fn titles(&mut self) {
        let types: Vec<&str> = self.types.iter().map(String::as_str).collect();
        let told = kinds::kind_of(&types);
        let book = self.book_title.take();
        let kind = match (&book, &self.article_title) {
            (Some(_), Some(_)) => ReferenceType::Chapter,
            (Some(_), None) => ReferenceType::Book,
            _ => told.map_or(ReferenceType::ArticleJournal, |(kind, _)| kind),
        };
        let own = told.filter(|(k, _)| *k == kind).map(|(_, name)| name);
        for name in &types {
            if own != Some(*name) {
                self.builder.unmapped("PublicationType", name);
            }
        }
        self.builder.reference.kind = kind;
        let title = match (self.article_title.take(), book) {
            (Some(title), Some((book, range))) => {
                let book = medline::without_stop(&book).to_owned();
                self.builder
                    .text_value(TextField::ContainerTitle, book, range);
                Some(title)
            }
            (title, book) => title.or(book),
        };
        let stated = self.builder.reference.language.as_ref();
        let foreign = stated.map(|l| l.value.clone()).filter(|l| !l.is_english());
        if let Some((whole, range)) = title {
            let (text, _) = medline::own_title(&whole);
            if medline::is_placeholder_title(text) {
                if !whole.is_empty() {
                    self.builder.unmapped("ArticleTitle", &whole);
                }
            } else {
                self.title(text.to_owned(), None, range);
            }
        }
        for (whole, range) in std::mem::take(&mut self.vernacular) {
            let text = medline::without_stop(&whole).to_owned();
            self.title(text, foreign.as_ref(), range);
        }
        let short = self.medline_title.take();
        let reference = &self.builder.reference;
        if let Some((text, range)) = short {
            if reference.texts(TextField::ContainerTitle).is_empty() {
                self.builder
                    .text_value(TextField::ContainerTitle, text, range);
            } else if reference.texts(TextField::ContainerTitleShort).is_empty()
                && reference.container_title() != Some(text.as_str())
            {
                self.builder
                    .text_value(TextField::ContainerTitleShort, text, range);
            }
        }
    }

    fn title(&mut self, text: String, stated: Option<&LanguageTag>, range: Range<usize>) {
        let lang = language::of_text(&text, stated);
        let span = self.builder.span(&range);
        let value = LocalizedText::new(lang, text);
        self.builder
            .reference
            .add_text(TextField::Title, Sourced::at(value, span));
    }

    fn places(&mut self) {
        let (start, end) = std::mem::take(&mut self.pages);
        if let Some((start, range)) = start {
            let pages = match end {
                Some(end) if end != start => format!("{start}-{end}"),
                _ => start,
            };
            self.builder.scalar_value(ScalarField::Page, pages, range);
        }
        let none = self.builder.reference.scalar(ScalarField::Page).is_none();
        if let Some((number, range)) = self.numbers.first().filter(|_| none).cloned() {
            self.builder
                .scalar_value(ScalarField::ArticleNumber, number, range);
        }
    }

    /// A code says Chinese, the texts say in which script.
    fn settle_language(&mut self) {
        let reference = &mut self.builder.reference;
        let Some(own) = reference.language.as_mut().filter(|l| l.is_chinese()) else {
            return;
        };
        let titles = reference.texts.get(&TextField::Title);
        let mut langs = titles
            .into_iter()
            .flatten()
            .map(|t| &t.value.lang)
            .chain(reference.abstracts.iter().map(|a| &a.value.lang));
        if let Some(lang) = langs.find(|l| l.is_chinese() && !l.as_str().ends_with("-Latn")) {
            own.value = lang.clone();
        }
    }

    fn set_date(&mut self, field: DateField) {
        let parts = std::mem::take(&mut self.date);
        let Some(range) = parts.range else { return };
        let text = if parts.words.is_empty() {
            format!("{} {} {}", parts.year, parts.month, parts.day)
        } else {
            format!("{} {}", parts.year, parts.words)
        };
        if let Some((date, all)) = date::medline(&text) {
            if !all {
                self.builder.unmapped("MedlineDate", &tidy(&text));
            }
            self.builder.date(field, date, range);
        } else {
            let literal = Some(tidy(&text));
            self.builder.date(
                field,
                Date {
                    literal,
                    ..Date::default()
                },
                range,
            );
        }
    }

    fn date_part(&mut self, element: E, value: &str, range: Range<usize>) {
        match element {
            E::Year => value.trim().clone_into(&mut self.date.year),
            E::Month => value.trim().clone_into(&mut self.date.month),
            E::Day => value.trim().clone_into(&mut self.date.day),
            _ => value.trim().clone_into(&mut self.date.words),
        }
        match &mut self.date.range {
            Some(all) => all.end = range.end,
            all => *all = Some(range),
        }
    }

    fn add_section(&mut self, text: &str, range: Range<usize>) {
        let text = tidy(text);
        let label = self.abstract_.label.take();
        if text.is_empty() {
            return;
        }
        for found in identifiers::find_registrations(&self.text[range.clone()]) {
            let at = found.span.range();
            self.builder.identifier(
                found.identifier,
                range.start + at.start..range.start + at.end,
            );
        }
        let span: Span = self.builder.span(&range);
        self.abstract_.spans.push(span);
        self.abstract_.all.push((label, text));
    }

    fn end_abstract(&mut self) {
        let parts = std::mem::take(&mut self.abstract_);
        let joined = parts
            .all
            .iter()
            .map(|(_, text)| text.as_str())
            .collect::<Vec<_>>()
            .join("\n");
        if joined.is_empty() {
            return;
        }
        if medline::is_placeholder(&joined) {
            self.builder.unmapped("OtherAbstract", &joined);
            return;
        }
        let lang = match language::of_text(&joined, parts.stated.as_ref()) {
            lang if lang.as_str().ends_with("-Latn") => LanguageTag::EN,
            lang => lang,
        };
        let sections = if parts.all.iter().any(|(label, _)| label.is_some()) {
            parts
                .all
                .into_iter()
                .map(|(label, text)| {
                    let (label, role) = label.unzip();
                    Section {
                        label,
                        role,
                        paragraphs: vec![text],
                    }
                })
                .collect()
        } else {
            // Older records have the headings in the text.
            headings::to_sections(&joined, tidy)
        };
        self.builder.reference.abstracts.push(Sourced {
            value: Abstract {
                lang,
                origin: parts.origin,
                sections,
            },
            source: 0,
            spans: parts.spans,
        });
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

    /// A day in the history of the record, in MEDLINE's own form.
    fn history(&mut self) {
        let parts = std::mem::take(&mut self.date);
        if !parts.year.is_empty() {
            let value = format!(
                "{}/{:0>2}/{:0>2} [{}]",
                parts.year, parts.month, parts.day, self.kind
            );
            self.builder.unmapped("PubMedPubDate", &value);
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
