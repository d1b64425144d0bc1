//! From RefWorks' fields to a reference.

use super::FORMAT;
use crate::Record;
use crate::build::Builder;
use crate::citation::normalise_pages;
use crate::people::read_names;
use crate::tagged::{Field, unwrapped};
use crate::{dates, languages};
use diglot_model::{
    ContributorRole, Date, DateField, Identifier, IdentifierScheme, ReferenceType as Kind,
    ScalarField, Sourced, TextField,
};
use diglot_text::names::NameOrder;
use diglot_text::normalise::strip_markup;
use diglot_text::{identifiers, script, tidy::tidy};
use std::ops::Range;

/// Words of the names of types, in lower case; the first that a name holds decides.
const TYPES: &[(&str, Kind)] = &[
    ("book, section", Kind::Chapter),
    ("book section", Kind::Chapter),
    ("conference", Kind::PaperConference),
    ("journal", Kind::ArticleJournal),
    ("abstract", Kind::ArticleJournal),
    ("magazine", Kind::ArticleMagazine),
    ("newspaper", Kind::ArticleNewspaper),
    ("book", Kind::Book),
    ("monograph", Kind::Book),
    ("dissertation", Kind::Thesis),
    ("thesis", Kind::Thesis),
    ("report", Kind::Report),
    ("grant", Kind::Report),
    ("patent", Kind::Patent),
    ("standard", Kind::Standard),
    ("web page", Kind::Webpage),
    ("online discussion", Kind::Post),
    ("blog", Kind::PostWeblog),
    ("computer program", Kind::Software),
    ("dataset", Kind::Dataset),
    ("map", Kind::Map),
    ("artwork", Kind::Graphic),
    ("motion picture", Kind::MotionPicture),
    ("video", Kind::MotionPicture),
    ("dvd", Kind::MotionPicture),
    ("sound recording", Kind::Song),
    ("music score", Kind::MusicalScore),
    ("bills", Kind::Bill),
    ("resolutions", Kind::Bill),
    ("hearing", Kind::Hearing),
    ("laws", Kind::Legislation),
    ("statutes", Kind::Legislation),
    ("case", Kind::LegalCase),
    ("court decisions", Kind::LegalCase),
    ("personal communication", Kind::PersonalCommunication),
    ("unpublished", Kind::Manuscript),
    ("generic", Kind::Document),
];

/// Maps the fields of one record.
pub(super) fn record(text: &str, range: Range<usize>, fields: &[Field]) -> Record {
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        text,
        fields,
        edited: false,
        present: Vec::new(),
    };
    for field in fields.iter().filter(|f| !f.value.is_empty()) {
        if !mapper.present.contains(&field.tag.as_str()) {
            mapper.present.push(&field.tag);
        }
    }
    mapper.kind();
    mapper.titles();
    mapper.containers();
    mapper.people();
    mapper.dates();
    mapper.pages();
    mapper.subjects();
    for field in fields {
        mapper.plain(field);
    }
    let key = mapper.builder.reference.scalar(ScalarField::CitationKey);
    let key = key.map(str::to_owned);
    let mut record = mapper.builder.finish();
    record.key = key;
    record
}

struct Mapper<'t, 'f> {
    builder: Builder<'t>,
    text: &'t str,
    fields: &'f [Field],
    /// Whether its authors are editors.
    edited: bool,
    /// The tags that have a value.
    present: Vec<&'f str>,
}

impl<'t> Mapper<'t, '_> {
    fn has(&self, tag: &str) -> bool {
        self.present.contains(&tag)
    }

    fn of(&self, tag: &str) -> Vec<Range<usize>> {
        self.fields
            .iter()
            .filter(|f| f.tag == tag && !f.value.is_empty())
            .map(|f| f.value.clone())
            .collect()
    }

    fn first(&self, tag: &str) -> Option<Range<usize>> {
        let found = self
            .fields
            .iter()
            .find(|f| f.tag == tag && !f.value.is_empty());
        found.map(|f| f.value.clone())
    }

    fn value(&self, range: &Range<usize>) -> &'t str {
        &self.text[range.clone()]
    }

    /// A value on one line, its character references resolved.
    fn clean(&self, range: &Range<usize>) -> String {
        let joined = unwrapped(self.value(range));
        tidy(&strip_markup(&joined))
    }

    fn text(&mut self, field: TextField, range: Range<usize>) {
        let value = self.clean(&range);
        self.builder.text_value(field, value, range);
    }

    fn keep(&mut self, tag: &str, range: &Range<usize>) {
        self.builder.unmapped_range(tag, range.clone());
    }

    fn kind(&mut self) {
        let Some(range) = self.first("RT") else {
            return;
        };
        let name = tidy(self.value(&range));
        let lower = name.to_lowercase();
        self.edited = lower.contains("edited");
        let kind = TYPES.iter().find(|(word, _)| lower.contains(word));
        if let Some((_, kind)) = kind {
            self.builder.reference.kind = *kind;
        } else {
            self.builder.reference.kind = Kind::Document;
            self.builder.unmapped("RT", &name);
        }
    }

    fn titles(&mut self) {
        for range in self.of("T1").into_iter().take(1) {
            self.text(TextField::Title, range);
        }
        // The title in the original language, or a translation of it: which one does not show.
        for range in self.of("OT") {
            let lang = script::language_of(self.value(&range));
            let titles = self.builder.reference.texts(TextField::Title);
            if titles.iter().any(|t| t.lang.same_language(&lang)) {
                self.text(TextField::OriginalTitle, range);
            } else {
                self.text(TextField::Title, range);
            }
        }
        for range in self.of("ST") {
            if self.builder.reference.texts(TextField::Title).is_empty() {
                self.text(TextField::Title, range);
            } else if self.builder.reference.title() != Some(self.clean(&range).as_str()) {
                self.text(TextField::TitleShort, range);
            }
        }
    }

    fn containers(&mut self) {
        let kind = self.builder.reference.kind;
        let whole = matches!(
            kind,
            Kind::Book | Kind::Thesis | Kind::Report | Kind::Map | Kind::Software
        );
        let field = if whole {
            TextField::CollectionTitle
        } else {
            TextField::ContainerTitle
        };
        let mut tags = vec!["JF", "T2", "WT", "JO"];
        if matches!(kind, Kind::Chapter | Kind::PaperConference) {
            tags = vec!["T2", "JF", "JO", "WT"];
        }
        let main = tags.iter().find_map(|tag| Some((*tag, self.first(tag)?)));
        let Some((main, range)) = main else { return };
        self.text(field, range);
        for tag in tags.into_iter().filter(|tag| *tag != main) {
            for range in self.of(tag) {
                let value = self.clean(&range);
                let known = self.builder.reference.texts(field);
                if known.iter().any(|t| t.text == value) {
                    continue;
                }
                match tag {
                    "JO" => self.text(TextField::ContainerTitleShort, range),
                    "JF" | "T2" if !whole => self.text(TextField::CollectionTitle, range),
                    tag => self.keep(tag, &range),
                }
            }
        }
    }

    fn people(&mut self) {
        let kind = self.builder.reference.kind;
        let first = if self.edited && !self.has("A2") {
            ContributorRole::Editor
        } else {
            ContributorRole::Author
        };
        let (second, third) = match kind {
            Kind::Thesis => (ContributorRole::Supervisor, ContributorRole::Supervisor),
            Kind::Book => (ContributorRole::CollectionEditor, ContributorRole::Editor),
            Kind::Chapter
            | Kind::PaperConference
            | Kind::ArticleJournal
            | Kind::ArticleMagazine
            | Kind::ArticleNewspaper => {
                (ContributorRole::Editor, ContributorRole::CollectionEditor)
            }
            _ => (ContributorRole::Other, ContributorRole::Other),
        };
        for (tag, role) in [
            ("A1", first),
            ("A2", second),
            ("A3", third),
            ("A4", ContributorRole::Translator),
            ("A5", ContributorRole::Other),
            ("A6", ContributorRole::Editor),
        ] {
            let ranges = self.of(tag);
            read_names(
                &mut self.builder,
                self.text,
                &ranges,
                role,
                NameOrder::GivenFirst,
            );
        }
    }

    fn dates(&mut self) {
        if let Some(range) = self.first("YR") {
            match dates::printed(self.value(&range)) {
                Some(date) => self.builder.date(DateField::Issued, date, range),
                None => self.literal_date(&range),
            }
        }
        for range in self.of("FD") {
            let value = self.value(&range);
            let finer = match self.builder.reference.issued() {
                Some(year) => dates::beside(year, value),
                None => dates::printed(value),
            };
            match finer {
                Some(date) => self.builder.finer_date(date, range),
                None => self.keep("FD", &range),
            }
        }
        for (tag, field) in [
            ("RD", DateField::Accessed),
            ("WP", DateField::AvailableDate),
        ] {
            for range in self.of(tag) {
                match dates::printed(self.value(&range)) {
                    Some(date) => self.builder.date(field, date, range),
                    None => self.keep(tag, &range),
                }
            }
        }
    }

    fn literal_date(&mut self, range: &Range<usize>) {
        let words = tidy(self.value(range));
        if words.chars().any(char::is_alphabetic) {
            let date = Date {
                literal: Some(words),
                ..Date::default()
            };
            self.builder.date(DateField::Issued, date, range.clone());
        } else {
            self.keep("YR", range);
        }
    }

    /// Pages; of a whole book or thesis how many there are.
    fn pages(&mut self) {
        let (first, last) = (self.first("SP"), self.first("OP"));
        let Some(range) = first.clone().or_else(|| last.clone()) else {
            return;
        };
        let from = normalise_pages(self.value(&range));
        let to = last
            .filter(|_| first.is_some())
            .map(|r| normalise_pages(self.value(&r)))
            .filter(|to| !to.is_empty() && *to != from);
        let kind = self.builder.reference.kind;
        let whole = matches!(kind, Kind::Book | Kind::Thesis | Kind::Manuscript);
        let (field, pages) = match to {
            None if whole && !from.contains('-') => (ScalarField::NumberOfPages, from),
            // "S12-S20" beside "S20", "12" beside "+15-16"
            Some(to) if from.contains('-') && !to.starts_with(['+', ',']) => {
                (ScalarField::Page, from)
            }
            Some(to) if to.starts_with(['+', ',']) => (ScalarField::Page, format!("{from}{to}")),
            Some(to) => (ScalarField::Page, format!("{from}-{to}")),
            None => (ScalarField::Page, from),
        };
        self.builder.scalar_value(field, pages, range);
    }

    fn subjects(&mut self) {
        let keywords = self.of("K1");
        if let [only] = keywords.as_slice() {
            self.builder.keywords(std::slice::from_ref(only), false);
        } else {
            for range in keywords {
                if self.value(&range).contains([';', '；']) {
                    self.builder.keywords(&[range], false);
                } else {
                    let text = self.clean(&range);
                    self.builder.keyword(text, &range);
                }
            }
        }
        let mut known: Vec<diglot_model::LanguageTag> = Vec::new();
        for range in self.of("AB") {
            let lang = script::language_of(self.value(&range));
            if known.contains(&lang) {
                self.keep("AB", &range);
                continue;
            }
            known.push(lang);
            let from = crate::page::abstract_word(self.value(&range));
            let body = unwrapped(&self.value(&range)[from..]);
            self.builder.abstract_value(&body, range);
        }
    }

    /// Fields that need no other.
    fn plain(&mut self, field: &Field) {
        let range = field.value.clone();
        if range.is_empty() {
            return;
        }
        let kind = self.builder.reference.kind;
        let value = self.clean(&range);
        let has_database = self.has("DB");
        let b = &mut self.builder;
        match field.tag.as_str() {
            "VO" => b.scalar(ScalarField::Volume, range),
            "IS" if matches!(kind, Kind::Report | Kind::Patent | Kind::Standard) => {
                b.scalar(ScalarField::Number, range);
            }
            "IS" => b.scalar(ScalarField::Issue, range),
            "ED" if kind == Kind::Software => b.scalar(ScalarField::Version, range),
            "ED" => b.scalar(ScalarField::Edition, range),
            "WV" => b.scalar(ScalarField::Version, range),
            "CN" => b.scalar(ScalarField::CallNumber, range),
            "ID" => b.scalar(ScalarField::CitationKey, range),
            "DB" => b.scalar(ScalarField::Database, range),
            "DS" if !has_database => b.scalar(ScalarField::Database, range),
            "PB" => self.text(TextField::Publisher, range),
            "PP" => self.text(TextField::PublisherPlace, range),
            "T3" => self.text(TextField::CollectionTitle, range),
            "NO" => {
                let labelled = value.to_ascii_lowercase().contains("doi");
                if labelled && !self.has("DO") && self.builder.reference.doi().is_none() {
                    self.builder.doi_in(range.clone());
                }
                self.text(TextField::Note, range);
            }
            "AD" => b.affiliation(range),
            "DO" => {
                if !self.builder.doi_in(range.clone()) {
                    self.keep("DO", &range);
                }
            }
            "SN" => {
                if !b.serial_values(&value, &range) {
                    if matches!(kind, Kind::Report | Kind::Patent | Kind::Standard) {
                        b.scalar(ScalarField::Number, range);
                    } else {
                        self.keep("SN", &range);
                    }
                }
            }
            "PMID" => b.identifier(Identifier::new(IdentifierScheme::Pmid, value), range),
            "PMCID" => b.identifier(Identifier::new(IdentifierScheme::Pmcid, value), range),
            "AN" if !identifiers::find_labelled(&value).is_empty() => {
                b.labelled_identifiers_in(range);
            }
            "AN" => {
                let scheme = IdentifierScheme::Other("accession".to_owned());
                b.identifier(Identifier::new(scheme, value), range);
            }
            "UL" | "LK" => self.address(&field.tag, range),
            "LA" => {
                if !languages::state(&mut self.builder, &value, &range) {
                    self.keep("LA", &range);
                }
            }
            "RT" | "T1" | "T2" | "OT" | "ST" | "JF" | "JO" | "WT" | "A1" | "A2" | "A3" | "A4"
            | "A5" | "A6" | "YR" | "FD" | "RD" | "WP" | "SP" | "OP" | "K1" | "AB" => {}
            tag => self.keep(tag, &range),
        }
    }

    fn address(&mut self, tag: &str, range: Range<usize>) {
        let value = tidy(self.value(&range));
        if value.contains("doi.org/") && !self.has("DO") {
            self.builder.doi_in(range.clone());
        }
        if value.contains("://") || value.starts_with("www.") {
            let span = self.builder.span(&range);
            let urls = &mut self.builder.reference.urls;
            // The same address under both tags.
            if urls.iter().rev().take(8).all(|u| u.value != value) {
                urls.push(Sourced::at(value, span));
            }
        } else {
            self.keep(tag, &range);
        }
    }
}
