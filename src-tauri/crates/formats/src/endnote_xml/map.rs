//! From the elements of one record to a reference.

mod people;
mod titles;

pub(super) use people::{secondary_role, tertiary_role};
pub(crate) use titles::{has_series, is_in_journal, series_or_container};

use super::styled::{marked, unmarked};
use super::{FORMAT, types};
use crate::Record;
use crate::build::Builder;
use crate::citation::normalise_pages;
use crate::dates::{beside, printed};
use crate::languages;
use crate::xml::{ROOT, Tree, unindented};
use diglot_model::{
    Date, DateField, Identifier, IdentifierScheme, LocalizedText, ReferenceType, ScalarField,
    Sourced, TextField,
};
use diglot_text::{identifiers, script, tidy::tidy};
use std::ops::Range;

/// Maps one record.
pub(super) fn record(text: &str, range: Range<usize>, tree: &Tree<'_>) -> Record {
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        tree,
        edited: false,
    };
    mapper.kind();
    mapper.titles();
    mapper.containers();
    mapper.people();
    mapper.dates();
    for at in tree.children(ROOT) {
        mapper.plain(at);
    }
    let key = mapper.key();
    let mut record = mapper.builder.finish();
    record.key = key;
    record
}

struct Mapper<'t, 'x> {
    builder: Builder<'t>,
    tree: &'x Tree<'t>,
    edited: bool,
}

impl Mapper<'_, '_> {
    /// The element at a path of names from the record on.
    fn find(&self, path: &[&str]) -> Option<usize> {
        path.iter()
            .try_fold(ROOT, |at, name| self.tree.child(at, name))
    }

    fn lines(&self, at: usize) -> String {
        unindented(unmarked(self.tree.raw(at)))
    }

    fn value(&self, at: usize) -> String {
        tidy(&self.lines(at))
    }

    fn value_at(&self, path: &[&str]) -> String {
        self.find(path).map(|at| self.value(at)).unwrap_or_default()
    }

    fn unmapped(&mut self, tag: &str, at: usize) {
        let value = self.lines(at);
        let value = value.trim();
        if !value.is_empty() {
            self.builder.unmapped(tag, value);
        }
    }

    fn key(&self) -> Option<String> {
        let key = self.value_at(&["rec-number"]);
        (!key.is_empty()).then_some(key)
    }

    fn kind(&mut self) {
        let Some(at) = self.find(&["ref-type"]) else {
            return;
        };
        let name = tidy(&self.tree.attribute(at, "name").unwrap_or_default());
        let number = self.value(at);
        if let Some(kind) = types::kind_of(&name, &number) {
            self.builder.reference.kind = kind.kind;
            self.edited = kind.edited;
        } else {
            self.builder.reference.kind = ReferenceType::Document;
            self.builder
                .unmapped("ref-type", &format!("{name}|{number}"));
        }
    }

    fn text(&mut self, field: TextField, at: usize) {
        let text = tidy(&marked(self.tree.raw(at)));
        if !text.is_empty() {
            let place = self.tree.place(at);
            self.builder.text_value(field, text, place);
        }
    }

    fn dates(&mut self) {
        let year = self.find(&["dates", "year"]);
        let day = self.find(&["dates", "pub-dates", "date"]);
        let words = |at: Option<usize>| at.map(|at| self.value(at)).unwrap_or_default();
        let (year_words, day_words) = (words(year), words(day));
        let date = issued(&year_words, &day_words);
        if let Some(at) = year.or(day) {
            let place = self.tree.place(at);
            match date {
                Some((date, whole)) => {
                    self.builder.date(DateField::Issued, date, place);
                    if let (false, Some(at)) = (whole, day) {
                        self.unmapped("dates/pub-dates/date", at);
                    }
                }
                None => {
                    for (tag, at) in [("dates/year", year), ("dates/pub-dates/date", day)] {
                        if let Some(at) = at {
                            self.unmapped(tag, at);
                        }
                    }
                }
            }
        }
        let tree = self.tree;
        for at in self
            .find(&["dates"])
            .into_iter()
            .flat_map(|d| tree.children(d))
        {
            if !matches!(tree.at(at).name, "year" | "pub-dates") {
                self.unmapped(&format!("dates/{}", tree.at(at).name), at);
            }
        }
        if let Some(at) = self.find(&["access-date"]) {
            match printed(&self.value(at)) {
                Some(date) => {
                    let place = tree.place(at);
                    self.builder.date(DateField::Accessed, date, place);
                }
                None => self.unmapped("access-date", at),
            }
        }
    }

    /// Fields that need no other.
    fn plain(&mut self, at: usize) {
        let name = self.tree.at(at).name;
        let range = self.tree.place(at);
        let value = self.value(at);
        let kind = self.builder.reference.kind;
        // Those that were read, and what is about EndNote's own library.
        if matches!(
            name,
            "ref-type"
                | "titles"
                | "periodical"
                | "alt-periodical"
                | "contributors"
                | "dates"
                | "access-date"
                | "database"
                | "source-app"
                | "rec-number"
                | "foreign-keys"
        ) {
            return;
        }
        match name {
            "keywords" => return self.keywords(at),
            "urls" => return self.urls(at),
            _ if value.is_empty() => return,
            _ => {}
        }
        let proceedings = self.proceedings();
        let has_place = !self.value_at(&["custom1"]).is_empty();
        let b = &mut self.builder;
        match name {
            "pages" => self.pages(at, &value),
            "volume" => b.scalar_value(ScalarField::Volume, value, range),
            "number" => b.scalar_value(number_field(kind), value, range),
            "issue" if !b.reference.scalars.contains_key(&ScalarField::Issue) => {
                b.scalar_value(ScalarField::Issue, value, range);
            }
            "num-vols" => b.scalar_value(ScalarField::NumberOfVolumes, value, range),
            // EndNote calls the edition of a journal article its date on line.
            "edition" => {
                match crate::citation::parse_date(&value).filter(|_| is_in_journal(kind)) {
                    Some(date) => b.date(DateField::AvailableDate, date, range),
                    None => b.scalar_value(ScalarField::Edition, value, range),
                }
            }
            "section" if kind != ReferenceType::ArticleJournal => {
                b.scalar_value(ScalarField::Section, value, range);
            }
            "publisher" => self.text(TextField::Publisher, at),
            // Of a paper with both, this is where the meeting was.
            "pub-location" if kind == ReferenceType::PaperConference && has_place => {
                self.text(TextField::EventPlace, at);
            }
            "pub-location" => self.text(TextField::PublisherPlace, at),
            "custom1" if kind == ReferenceType::PaperConference => {
                self.text(TextField::PublisherPlace, at);
            }
            "custom3" if proceedings == Some(at) => {}
            "work-type" => self.text(TextField::Genre, at),
            "call-num" => b.scalar_value(ScalarField::CallNumber, value, range),
            "report-id" => b.scalar_value(ScalarField::Number, value, range),
            "label" => b.scalar_value(ScalarField::CitationKey, value, range),
            "remote-database-name" => b.scalar_value(ScalarField::Database, value, range),
            "custom7" if is_in_journal(kind) => {
                b.scalar_value(ScalarField::ArticleNumber, value, range);
            }
            "custom2" | "custom3" | "custom7" if identifiers::is_pmcid(&value) => {
                b.identifier(Identifier::new(IdentifierScheme::Pmcid, value), range);
            }
            "isbn" => self.serial(at, &value),
            "accession-num" => self.accession(at, &value),
            "electronic-resource-num" => {
                if !b.doi_value(&value, range) {
                    self.unmapped(name, at);
                }
            }
            "auth-address" | "auth-affiliaton" | "auth-affiliation" => self.affiliations(at),
            "notes" | "research-notes" => self.text(TextField::Note, at),
            "abstract" => self.abstracts(at),
            "translated-abstract" => {
                let text = self.lines(at);
                self.builder.abstract_value(&text, range);
            }
            "language" => {
                if !languages::state(b, &value, &range) {
                    self.unmapped(name, at);
                }
            }
            name => self.unmapped(name, at),
        }
    }

    fn keywords(&mut self, group: usize) {
        let tree = self.tree;
        let mut any = false;
        for at in tree.named(group, "keyword") {
            any = true;
            let place = tree.place(at);
            for word in self.lines(at).split(['\n', ';', '；']) {
                let word = tidy(word);
                if !word.is_empty() {
                    self.builder.keyword(word, &place);
                }
            }
        }
        if !any {
            self.unmapped("keywords", group);
        }
    }

    fn urls(&mut self, urls: usize) {
        let tree = self.tree;
        // The page's own address comes before those of its files.
        let mut groups: Vec<usize> = tree.children(urls).collect();
        groups.sort_by_key(|at| tree.at(*at).name == "pdf-urls");
        for group in groups {
            let name = tree.at(group).name;
            for at in tree.named(group, "url") {
                let value = self.value(at);
                let place = tree.place(at);
                for part in self.lines(at).split_whitespace() {
                    self.builder.url_value(part, &place);
                }
                if value.contains("doi.org/") && self.builder.reference.doi().is_none() {
                    self.builder.doi_value(&value, place);
                }
                let read = value
                    .split(' ')
                    .all(|part| self.builder.reference.urls.iter().any(|u| u.value == part));
                if !read {
                    self.unmapped(&format!("urls/{name}/url"), at);
                }
            }
        }
    }

    fn pages(&mut self, at: usize, value: &str) {
        let kind = self.builder.reference.kind;
        let place = self.tree.place(at);
        if value.contains("://") {
            for part in value.split(' ') {
                self.builder.url_value(part, &place);
            }
            self.unmapped("pages", at);
            return;
        }
        let bare = value
            .trim_start_matches("pp")
            .trim_start_matches("p.")
            .trim_start_matches(['.', ' ']);
        let bare = if bare.starts_with(|c: char| c.is_ascii_digit()) {
            bare
        } else {
            value
        };
        let alone = bare.bytes().all(|b| b.is_ascii_digit());
        let whole_work = matches!(
            kind,
            ReferenceType::Book | ReferenceType::Thesis | ReferenceType::Manuscript
        );
        let field = if alone && whole_work {
            ScalarField::NumberOfPages
        } else {
            ScalarField::Page
        };
        let value = if field == ScalarField::Page {
            normalise_pages(bare)
        } else {
            bare.to_owned()
        };
        self.builder.scalar_value(field, value, place);
    }

    fn serial(&mut self, at: usize, value: &str) {
        let kind = self.builder.reference.kind;
        let place = self.tree.place(at);
        if self.builder.serial_values(&self.lines(at), &place) {
            return;
        }
        if matches!(
            kind,
            ReferenceType::Patent | ReferenceType::Report | ReferenceType::Standard
        ) {
            self.builder
                .scalar_value(ScalarField::Number, value.to_owned(), place);
        } else {
            self.unmapped("isbn", at);
        }
    }

    fn accession(&mut self, at: usize, value: &str) {
        let place = self.tree.place(at);
        let labelled = identifiers::find_labelled(value);
        if !labelled.is_empty() {
            for found in labelled {
                self.builder.identifier(found.identifier, place.clone());
            }
            return;
        }
        let database = self.value_at(&["remote-database-name"]).to_lowercase();
        let provider = self.value_at(&["remote-database-provider"]).to_lowercase();
        let medline = ["medline", "pubmed", "nlm"]
            .iter()
            .any(|n| database.contains(n) || provider.contains(n));
        let number = value.len() <= 8 && value.bytes().all(|b| b.is_ascii_digit());
        let scheme = if medline && number {
            IdentifierScheme::Pmid
        } else {
            IdentifierScheme::Other("accession".to_owned())
        };
        self.builder
            .identifier(Identifier::new(scheme, value), place);
    }

    fn affiliations(&mut self, at: usize) {
        let place = self.tree.place(at);
        let span = self.builder.span(&place);
        for line in self.lines(at).lines() {
            let text = tidy(line);
            if !text.is_empty() {
                let value = LocalizedText::new(script::language_of(&text), text);
                self.builder
                    .reference
                    .affiliations
                    .push(Sourced::at(value, span));
            }
        }
    }

    fn abstracts(&mut self, at: usize) {
        let text = self.lines(at);
        let text = text.trim();
        let from = crate::page::abstract_word(text);
        let place = self.tree.place(at);
        self.builder.abstract_values(&text[from..], place);
    }
}

/// The date of publication, and whether both its parts were used.
fn issued(year: &str, day: &str) -> Option<(Date, bool)> {
    let year_alone = printed(year);
    if !day.is_empty() {
        let whole = match &year_alone {
            Some(year) => beside(year, day),
            None => printed(day),
        };
        if let Some(date) = whole {
            return Some((date, true));
        }
    }
    if let Some(date) = year_alone {
        return Some((date, day.is_empty()));
    }
    // "in press"
    year.chars().any(char::is_alphabetic).then(|| {
        let date = Date {
            literal: Some(year.to_owned()),
            ..Date::default()
        };
        (date, day.is_empty())
    })
}

/// What `number` is.
pub(super) fn number_field(kind: ReferenceType) -> ScalarField {
    match kind {
        ReferenceType::Book | ReferenceType::Chapter => ScalarField::CollectionNumber,
        ReferenceType::Report
        | ReferenceType::Patent
        | ReferenceType::Standard
        | ReferenceType::Legislation
        | ReferenceType::Regulation
        | ReferenceType::Bill
        | ReferenceType::LegalCase => ScalarField::Number,
        _ => ScalarField::Issue,
    }
}
