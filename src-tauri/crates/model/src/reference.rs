//! A reference: everything known about one work.

use crate::{
    Abstract, Classification, Contributor, ContributorRole, Date, DateField, Identifier,
    IdentifierScheme, Keyword, LanguageTag, LocalizedText, Observation, ScalarField, SentenceEdit,
    SentenceLink, Source, Sourced, Span, TextField,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything known about one work.
///
/// Every value carries its source. A reference without title, author or date is
/// valid and visibly incomplete, see [`Reference::missing`]; nothing is invented.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// What kind of work it is.
    pub kind: ReferenceType,
    /// The language of the publication, when stated or evident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Sourced<LanguageTag>>,
    /// Titles and other texts that may stand in several languages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<TextField, Vec<Sourced<LocalizedText>>>,
    /// Abstracts, one per language and origin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub abstracts: Vec<Sourced<Abstract>>,
    /// What a person said about which sentences of the abstracts belong together; the
    /// latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<SentenceLink>,
    /// What a person said about where sentences of the abstracts end; the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentence_edits: Vec<SentenceEdit>,
    /// People and organisations in printed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Sourced<Contributor>>,
    /// False when the source said "…" or "et al." after the last one.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub contributors_complete: bool,
    /// Affiliations in printed order; contributors point into it by index.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<Sourced<LocalizedText>>,
    /// Dates.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<DateField, Sourced<Date>>,
    /// Values kept as printed: volume, issue, pages …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scalars: BTreeMap<ScalarField, Sourced<String>>,
    /// Identifiers of the work, its container and its study.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Sourced<Identifier>>,
    /// Web addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<Sourced<String>>,
    /// Keywords of all kinds and languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<Sourced<Keyword>>,
    /// Codes of classification schemes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classifications: Vec<Sourced<Classification>>,
    /// Counts made at some time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Sourced<Observation>>,
    /// What the source's format carried and this model has no place for, verbatim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmapped: Vec<UnmappedField>,
    /// The sources that values point to by index.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

fn yes() -> bool {
    true
}

/// With how many values of a field, the last ones, a new one is compared. No work has so
/// many; what has a hundred thousand is no reference, and should not take minutes.
const COMPARED: usize = 1000;

/// A field of the source's format without a place in the model.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UnmappedField {
    /// Name of the format, such as `ris`.
    pub format: String,
    /// The format's own tag.
    pub tag: String,
    /// The value, verbatim.
    pub value: String,
    /// Index into [`Reference::sources`].
    #[serde(default)]
    pub source: u16,
}

/// How a work stands to the page it was captured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageRelation {
    /// The work that the page is about.
    Main,
    /// A work that the page lists beside it.
    Related,
}

/// What a complete reference of its type needs and this one lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// No title in any language.
    Title,
    /// No contributor.
    Authors,
    /// No journal, book or other container, for a type that has one.
    Container,
    /// No date of publication.
    Issued,
}

impl Missing {
    /// The name used on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Authors => "authors",
            Self::Container => "container",
            Self::Issued => "issued",
        }
    }
}

/// Kinds of works: the item types of CSL 1.0.2 that references use.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant is the CSL type of that name")]
pub enum ReferenceType {
    Article,
    #[default]
    ArticleJournal,
    ArticleMagazine,
    ArticleNewspaper,
    Bill,
    Book,
    Broadcast,
    Chapter,
    Classic,
    Collection,
    Dataset,
    Document,
    Entry,
    EntryDictionary,
    EntryEncyclopedia,
    Event,
    Figure,
    Graphic,
    Hearing,
    Interview,
    #[serde(rename = "legal_case")]
    LegalCase,
    Legislation,
    Manuscript,
    Map,
    #[serde(rename = "motion_picture")]
    MotionPicture,
    #[serde(rename = "musical_score")]
    MusicalScore,
    Pamphlet,
    PaperConference,
    Patent,
    Performance,
    Periodical,
    #[serde(rename = "personal_communication")]
    PersonalCommunication,
    Post,
    PostWeblog,
    Regulation,
    Report,
    Review,
    ReviewBook,
    Software,
    Song,
    Speech,
    Standard,
    Thesis,
    Treaty,
    Webpage,
}

impl ReferenceType {
    /// The CSL name, such as `article-journal`.
    pub fn csl_name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        }
    }

    /// The type with a CSL name.
    pub fn from_csl_name(name: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
    }

    /// Whether such a work stands in a container (a journal, a book, proceedings).
    pub fn has_container(self) -> bool {
        matches!(
            self,
            Self::ArticleJournal
                | Self::ArticleMagazine
                | Self::ArticleNewspaper
                | Self::Chapter
                | Self::Entry
                | Self::EntryDictionary
                | Self::EntryEncyclopedia
                | Self::PaperConference
                | Self::Review
                | Self::ReviewBook
        )
    }
}

impl Reference {
    /// An empty reference of a kind, its contributors held to be complete.
    pub fn new(kind: ReferenceType) -> Self {
        Self {
            kind,
            contributors_complete: true,
            ..Self::default()
        }
    }

    /// All values of a text field, in the order they were given.
    pub fn texts(&self, field: TextField) -> &[Sourced<LocalizedText>] {
        self.texts.get(&field).map_or(&[], Vec::as_slice)
    }

    /// Adds a value to a text field unless the same text stands there already.
    pub fn add_text(&mut self, field: TextField, value: Sourced<LocalizedText>) {
        let values = self.texts.entry(field).or_default();
        let mut known = values.iter().rev().take(COMPARED);
        if !value.text.is_empty() && !known.any(|v| v.text == value.text) {
            values.push(value);
        }
    }

    /// The value of a text field in the reference's own language, else the first. A
    /// transliteration stands behind every other.
    pub fn text(&self, field: TextField) -> Option<&Sourced<LocalizedText>> {
        let values = self.texts(field);
        if values.len() < 2 {
            return values.first();
        }
        let own = self.own_language();
        let own = own.as_ref();
        let latin = |lang: &LanguageTag| own.is_some_and(|own| lang.transliterates(own));
        values
            .iter()
            .find(|v| own.is_some_and(|own| own.same_language(&v.lang)) && !latin(&v.lang))
            .or_else(|| values.iter().find(|v| !latin(&v.lang)))
            .or_else(|| values.first())
    }

    /// The title in the reference's own language.
    pub fn title(&self) -> Option<&str> {
        self.text(TextField::Title).map(|v| v.text.as_str())
    }

    /// The container's title in the reference's own language.
    pub fn container_title(&self) -> Option<&str> {
        self.text(TextField::ContainerTitle)
            .map(|v| v.text.as_str())
    }

    /// The abstract in the reference's own language, else the first.
    pub fn abstract_(&self) -> Option<&Sourced<Abstract>> {
        let own = self.own_language();
        self.abstracts
            .iter()
            .find(|a| own.as_ref().is_some_and(|own| own.same_language(&a.lang)))
            .or_else(|| self.abstracts.first())
    }

    /// The language of the publication: as stated; else that of the first title,
    /// container or abstract.
    pub fn own_language(&self) -> Option<LanguageTag> {
        if let Some(stated) = &self.language {
            return Some(stated.value.clone());
        }
        let first = |field| self.texts(field).first().map(|v| v.lang.clone());
        first(TextField::Title)
            .or_else(|| self.abstracts.first().map(|a| a.lang.clone()))
            .or_else(|| first(TextField::ContainerTitle))
    }

    /// Contributors of one role in printed order.
    pub fn contributors_as(
        &self,
        role: ContributorRole,
    ) -> impl Iterator<Item = &Sourced<Contributor>> {
        self.contributors.iter().filter(move |c| c.role == role)
    }

    /// A value kept as printed.
    pub fn scalar(&self, field: ScalarField) -> Option<&str> {
        self.scalars.get(&field).map(|v| v.value.as_str())
    }

    /// The date of publication.
    pub fn issued(&self) -> Option<&Date> {
        self.dates.get(&DateField::Issued).map(|d| &d.value)
    }

    /// The year of publication.
    pub fn year(&self) -> Option<i32> {
        self.issued().and_then(Date::start_year)
    }

    /// Values of the identifiers of one scheme.
    pub fn identifiers_of<'a>(
        &'a self,
        scheme: &'a IdentifierScheme,
    ) -> impl Iterator<Item = &'a str> {
        self.identifiers
            .iter()
            .filter(move |id| id.scheme == *scheme)
            .map(|id| id.value.value.as_str())
    }

    /// The DOI in its normal form.
    pub fn doi(&self) -> Option<&str> {
        self.identifiers_of(&IdentifierScheme::Doi).next()
    }

    /// Adds an identifier unless it is there already.
    pub fn add_identifier(&mut self, identifier: Sourced<Identifier>) {
        let mut known = self.identifiers.iter().rev().take(COMPARED);
        if !known.any(|i| i.value == identifier.value) {
            self.identifiers.push(identifier);
        }
    }

    /// What a complete reference of this type needs and this one lacks.
    pub fn missing(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        if self.texts(TextField::Title).is_empty() {
            missing.push(Missing::Title);
        }
        if self.contributors.is_empty() {
            missing.push(Missing::Authors);
        }
        if self.kind.has_container() && self.texts(TextField::ContainerTitle).is_empty() {
            missing.push(Missing::Container);
        }
        if !self.dates.contains_key(&DateField::Issued) {
            missing.push(Missing::Issued);
        }
        missing
    }

    /// Calls `visit` with each value's field (a DOI under `DOI`), source and places.
    pub fn each_value<'a>(&'a self, mut visit: impl FnMut(&'a str, u16, &'a [Span])) {
        for (field, values) in &self.texts {
            for v in values {
                visit(field.name(), v.source, &v.spans);
            }
        }
        for v in &self.abstracts {
            visit("abstract", v.source, &v.spans);
        }
        for v in &self.contributors {
            visit(v.role.name(), v.source, &v.spans);
        }
        for v in &self.affiliations {
            visit("affiliation", v.source, &v.spans);
        }
        for (field, v) in &self.dates {
            visit(field.name(), v.source, &v.spans);
        }
        for (field, v) in &self.scalars {
            visit(field.name(), v.source, &v.spans);
        }
        for v in &self.identifiers {
            visit(v.scheme.name(), v.source, &v.spans);
        }
        for v in &self.urls {
            visit("URL", v.source, &v.spans);
        }
        for v in &self.keywords {
            visit("keyword", v.source, &v.spans);
        }
        for v in &self.classifications {
            visit("classification", v.source, &v.spans);
        }
        for v in &self.observations {
            visit(v.kind.name(), v.source, &v.spans);
        }
        if let Some(v) = &self.language {
            visit("language", v.source, &v.spans);
        }
    }

    /// The places of each field's values in the record of source `source`.
    pub fn spans_of(&self, source: u16) -> BTreeMap<String, Vec<Span>> {
        let mut out: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        self.each_value(|field, at, spans| {
            if at == source && !spans.is_empty() {
                out.entry(field.to_owned()).or_default().extend(spans);
            }
        });
        out
    }

    /// For each field the sources that its values came from, in ascending order.
    pub fn provenance(&self) -> BTreeMap<String, Vec<u16>> {
        let mut out: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        self.each_value(|field, source, _| {
            let sources = out.entry(field.to_owned()).or_default();
            if let Err(at) = sources.binary_search(&source) {
                sources.insert(at, source);
            }
        });
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csl_names_go_both_ways() {
        for (kind, name) in [
            (ReferenceType::ArticleJournal, "article-journal"),
            (ReferenceType::PaperConference, "paper-conference"),
            (ReferenceType::MotionPicture, "motion_picture"),
        ] {
            assert_eq!(kind.csl_name(), name);
            assert_eq!(ReferenceType::from_csl_name(name), Some(kind));
        }
        assert_eq!(ReferenceType::from_csl_name("article-journel"), None);
    }

    #[test]
    fn missing_depends_on_the_type() {
        let book = Reference::new(ReferenceType::Book);
        assert!(!book.missing().contains(&Missing::Container));
        let article = Reference::new(ReferenceType::ArticleJournal);
        assert_eq!(article.missing().len(), 4);
    }

    #[test]
    fn own_language_decides_between_titles() {
        let mut reference = Reference::new(ReferenceType::ArticleJournal);
        let zh = LocalizedText::new(LanguageTag::ZH_HANS, "题名");
        let en = LocalizedText::new(LanguageTag::EN, "Title");
        reference.add_text(TextField::Title, Sourced::bare(zh));
        reference.add_text(TextField::Title, Sourced::bare(en));
        assert_eq!(reference.title(), Some("题名"));
        reference.language = Some(Sourced::bare(LanguageTag::EN));
        assert_eq!(reference.title(), Some("Title"));
    }

    #[test]
    fn a_transliteration_is_no_title() {
        let mut reference = Reference::new(ReferenceType::ArticleJournal);
        reference.language = Some(Sourced::bare(LanguageTag::ZH_HANS));
        let latin = LocalizedText::new(LanguageTag::new("zh-Latn"), "Timing");
        let en = LocalizedText::new(LanguageTag::EN, "Title");
        reference.add_text(TextField::Title, Sourced::bare(latin));
        assert_eq!(reference.title(), Some("Timing"));
        reference.add_text(TextField::Title, Sourced::bare(en));
        assert_eq!(reference.title(), Some("Title"));
    }

    #[test]
    fn survives_json() {
        let mut reference = Reference::new(ReferenceType::Thesis);
        reference.contributors_complete = false;
        reference.add_text(
            TextField::Title,
            Sourced::at(LocalizedText::new(LanguageTag::EN, "T"), Span::new(3, 4)),
        );
        let json = serde_json::to_string(&reference).unwrap();
        assert_eq!(serde_json::from_str::<Reference>(&json).unwrap(), reference);
    }
}
