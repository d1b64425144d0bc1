//! From one reference of a project to ours.

use super::lists::{self, Lists, Whole};
use super::{FORMAT, kinds};
use crate::Record;
use crate::build::Builder;
use crate::citation::{normalise_pages, parse_date, pattern};
use crate::xml::{ROOT, Tree};
use diglot_model::{
    ContributorRole, Date, DateField, DatePoint, Identifier, IdentifierScheme, Keyword,
    KeywordKind, Reference, ReferenceType, ScalarField, Sourced, TextField,
};
use diglot_text::script;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Maps one reference.
pub(super) fn record(text: &str, range: &Range<usize>, tree: &Tree<'_>, lists: &Lists) -> Record {
    let id = tree.attribute(ROOT, "id").unwrap_or_default();
    let mut mapper = Mapper {
        builder: Builder::new(text, range.clone(), FORMAT),
        own: range.clone(),
        tree,
        lists,
        id,
    };
    mapper.kind();
    mapper.titles();
    mapper.people();
    mapper.whole();
    mapper.dates();
    for at in tree.children(ROOT) {
        mapper.plain(at);
    }
    mapper.joined();
    let key = tree.value_of(ROOT, "CitationKey");
    without_empty_places(&mut mapper.builder.reference);
    let mut record = mapper.builder.finish();
    record.key = (!key.is_empty()).then_some(key);
    record
}

struct Mapper<'t, 'x> {
    builder: Builder<'t>,
    /// The reference's own place: what other lists say of it has none within.
    own: Range<usize>,
    tree: &'x Tree<'t>,
    lists: &'x Lists,
    id: String,
}

impl Mapper<'_, '_> {
    fn of(&self, name: &str) -> String {
        self.tree.value_of(ROOT, name)
    }

    /// The place of an element of the reference.
    fn place_of(&self, name: &str) -> Range<usize> {
        self.tree
            .child(ROOT, name)
            .map_or(self.own.start..self.own.start, |at| self.tree.place(at))
    }

    fn unmapped(&mut self, at: usize) {
        let value = self.tree.lines(at);
        if !value.trim().is_empty() {
            self.builder.unmapped(self.tree.at(at).name, value.trim());
        }
    }

    fn kind(&mut self) {
        let name = self.of("ReferenceType");
        let kind = kinds::kind_of(&name);
        if kind.is_none() && !name.is_empty() {
            self.builder.unmapped("ReferenceType", &name);
        }
        let in_proceedings = self
            .whole_of()
            .is_some_and(|whole| whole.kind == "ConferenceProceedings");
        self.builder.reference.kind = match kind {
            Some(ReferenceType::Chapter) if in_proceedings => ReferenceType::PaperConference,
            Some(kind) => kind,
            None => ReferenceType::Document,
        };
    }

    fn titles(&mut self) {
        let place = self.place_of("Title");
        let title = lists::title_of(self.tree);
        self.text(TextField::Title, title, place);
        for name in ["ParallelTitle", "TranslatedTitle"] {
            let place = self.place_of(name);
            let title = self.of(name);
            self.text(TextField::Title, title, place);
        }
    }

    fn text(&mut self, field: TextField, text: String, place: Range<usize>) {
        if !text.is_empty() {
            self.builder.text_value(field, text, place);
        }
    }

    fn people(&mut self) {
        for (list, role) in [
            ("ReferenceAuthors", ContributorRole::Author),
            ("ReferenceEditors", ContributorRole::Editor),
            ("ReferenceCollaborators", ContributorRole::Other),
            ("ReferenceOrganizations", ContributorRole::Other),
            ("ReferenceOthersInvolved", ContributorRole::Other),
        ] {
            self.people_of(list, &self.id.clone(), role);
        }
    }

    fn people_of(&mut self, list: &str, reference: &str, role: ContributorRole) {
        for number in self.lists.of(list, reference) {
            if let Some(person) = self.lists.persons.get(number) {
                let place = self.outside(&person.range);
                self.builder.person_value(role, person.name.clone(), place);
            }
        }
    }

    /// Places count from the record's beginning; what does not stand in it has the beginning.
    fn outside(&self, range: &Range<usize>) -> Range<usize> {
        if self.own.start <= range.start && range.end <= self.own.end {
            range.clone()
        } else {
            self.own.start..self.own.start
        }
    }

    fn whole_of(&self) -> Option<&Whole> {
        let part = self.of("ReferenceType").starts_with("Contribution");
        let number = self.lists.wholes.get(&self.id).filter(|_| part)?;
        self.lists.titles.get(number)
    }

    /// What a contribution has from the book that it stands in.
    fn whole(&mut self) {
        let Some(whole) = self.whole_of().cloned() else {
            return;
        };
        let Some(number) = self.lists.wholes.get(&self.id).cloned() else {
            return;
        };
        let place = self.outside(&whole.range);
        self.text(TextField::ContainerTitle, whole.title, place.clone());
        self.text(TextField::PublisherPlace, whole.place, place.clone());
        if let Some(series) = self.lists.series.get(&whole.series) {
            self.text(
                TextField::CollectionTitle,
                series.value.clone(),
                place.clone(),
            );
        }
        self.builder.serial_values(&whole.isbn, &place);
        for (field, value) in [
            (ScalarField::Volume, whole.volume),
            (ScalarField::Edition, whole.edition),
        ] {
            self.builder.scalar_value(field, value, place.clone());
        }
        if self.of("Year").is_empty()
            && let Some(date) = parse_date(&whole.year)
        {
            self.builder.date(DateField::Issued, date, place);
        }
        self.people_of(
            "ReferenceAuthors",
            &number,
            ContributorRole::ContainerAuthor,
        );
        self.people_of("ReferenceEditors", &number, ContributorRole::Editor);
        self.publishers(&number);
    }

    fn publishers(&mut self, reference: &str) {
        let names: Vec<&str> = self
            .lists
            .of("ReferencePublishers", reference)
            .iter()
            .filter_map(|number| self.lists.publishers.get(number))
            .map(|p| p.value.as_str())
            .collect();
        let place = self.own.start..self.own.start;
        self.text(TextField::Publisher, names.join("; "), place);
    }

    fn dates(&mut self) {
        let year = self.of("Year");
        let words = self.of("Date");
        let name = if words.is_empty() { "Year" } else { "Date" };
        let date = date_of(&words)
            .filter(|d| {
                let known = parse_date(&year).and_then(|y| y.start_year());
                known.is_none_or(|known| d.start_year() == Some(known))
            })
            .or_else(|| date_of(&year))
            .or_else(|| date_of(&self.of("DateForSorting")));
        let date = date.or_else(|| {
            let literal = [year, words].into_iter().find(|w| !w.is_empty())?;
            Some(Date {
                literal: Some(literal),
                ..Date::default()
            })
        });
        if let Some(date) = date {
            let place = self.place_of(name);
            self.builder.date(DateField::Issued, date, place);
        }
        if let Some(date) = date_of(&self.of("AccessDate")) {
            let place = self.place_of("AccessDate");
            self.builder.date(DateField::Accessed, date, place);
        }
    }

    /// Fields that need no other.
    fn plain(&mut self, at: usize) {
        let tree = self.tree;
        let name = tree.at(at).name;
        // What is set twice, and what is about Citavi's own work on a reference.
        if name.ends_with("Formatted")
            || name.ends_with("IsComplex")
            || name.ends_with("SourceTextFormat")
            || name.ends_with("UpdateType")
            || name.ends_with("NumeralSystem")
        {
            return;
        }
        let value = tree.value(at);
        if value.is_empty() {
            return;
        }
        let range = tree.place(at);
        let b = &mut self.builder;
        match name {
            "Abstract" => {
                let text = tree.lines(at);
                b.abstract_values(text.trim(), range);
            }
            "Volume" => b.scalar_value(ScalarField::Volume, value, range),
            "Number" => {
                let field = match b.reference.kind {
                    ReferenceType::Report
                    | ReferenceType::Patent
                    | ReferenceType::Standard
                    | ReferenceType::LegalCase => ScalarField::Number,
                    _ => ScalarField::Issue,
                };
                b.scalar_value(field, value, range);
            }
            "PageRange" => {
                let pages = normalise_pages(&lists::pages(&tree.lines(at)));
                b.scalar_value(ScalarField::Page, pages, range);
            }
            "PageCount" => {
                let pages = lists::pages(&tree.lines(at));
                b.scalar_value(ScalarField::NumberOfPages, pages, range);
            }
            "NumberOfVolumes" => b.scalar_value(ScalarField::NumberOfVolumes, value, range),
            "Edition" => b.scalar_value(ScalarField::Edition, value, range),
            "CitationKey" => b.scalar_value(ScalarField::CitationKey, value, range),
            "SourceOfBibliographicInformation" => {
                b.scalar_value(ScalarField::Database, value, range);
            }
            "PlaceOfPublication" => b.text_value(TextField::PublisherPlace, value, range),
            "Notes" | "Evaluation" => b.text_value(TextField::Note, value, range),
            "DOI" => {
                if !b.doi_value(&value, range) {
                    self.unmapped(at);
                }
            }
            "PubMedID" => b.identifier(Identifier::new(IdentifierScheme::Pmid, value), range),
            "ISBN" | "ISSN" => {
                if !b.serial_values(&value, &range) {
                    self.unmapped(at);
                }
            }
            "OnlineAddress" => {
                if !b.url_value(&value, &range) {
                    self.unmapped(at);
                }
            }
            // The same in words.
            "Language" if !tree.value_of(ROOT, "LanguageCode").is_empty() => {}
            "LanguageCode" | "Language" => {
                if !crate::languages::state(b, &value, &range) {
                    self.unmapped(at);
                }
            }
            "CreatedBy" | "CreatedOn" | "ModifiedBy" | "ModifiedOn" | "ReferenceType" | "Title"
            | "Subtitle" | "ParallelTitle" | "TranslatedTitle" | "Year" | "Date"
            | "DateForSorting" | "AccessDate" | "PeriodicalID" | "SeriesTitleID"
            | "SequenceNumber" | "ShortTitle" | "HasLabel1" | "HasLabel2" | "Rating"
            | "PageRangeNumber" | "CoverPath" | "TextLinks" | "OriginalCheckedBy" => {}
            _ => self.unmapped(at),
        }
    }

    /// What other lists say of the reference.
    fn joined(&mut self) {
        let start = self.own.start..self.own.start;
        if let Some(journal) = self
            .lists
            .periodicals
            .get(&self.of("PeriodicalID"))
            .cloned()
        {
            let place = self.outside(&journal.range);
            if journal.short != journal.name {
                self.text(TextField::ContainerTitleShort, journal.short, place.clone());
            }
            self.text(TextField::ContainerTitle, journal.name, place.clone());
            self.builder.serial_values(&journal.issn, &place);
        }
        if let Some(series) = self.lists.series.get(&self.of("SeriesTitleID")) {
            self.text(
                TextField::CollectionTitle,
                series.value.clone(),
                start.clone(),
            );
        }
        self.publishers(&self.id.clone());
        for number in self.lists.of("ReferenceKeywords", &self.id) {
            if let Some(word) = self.lists.keywords.get(number) {
                let keyword = Keyword {
                    lang: script::language_of(&word.value),
                    text: word.value.clone(),
                    kind: KeywordKind::Author,
                };
                let span = self.builder.span(&start);
                self.builder
                    .reference
                    .keywords
                    .push(Sourced::at(keyword, span));
            }
        }
        for location in self.lists.locations.get(&self.id).into_iter().flatten() {
            let place = self.outside(&location.range);
            let b = &mut self.builder;
            match location.mirrors.as_str() {
                "Doi" => {
                    b.doi_value(&location.address, place.clone());
                }
                "PubMedId" => {
                    let id = Identifier::new(IdentifierScheme::Pmid, location.address.as_str());
                    b.identifier(id, place.clone());
                }
                _ => {
                    b.url_value(&location.address, &place);
                }
            }
            b.scalar_value(ScalarField::CallNumber, location.call_number.clone(), place);
        }
        for note in self.lists.notes.get(&self.id).into_iter().flatten() {
            let place = self.outside(&note.range);
            self.text(TextField::Note, note.value.clone(), place);
        }
    }
}

/// What other lists say of a reference stands nowhere within it.
fn without_empty_places(reference: &mut Reference) {
    fn clear<T>(value: &mut Sourced<T>) {
        value.spans.retain(|span| !span.range().is_empty());
    }
    reference.texts.values_mut().flatten().for_each(clear);
    reference.contributors.iter_mut().for_each(clear);
    reference.dates.values_mut().for_each(clear);
    reference.scalars.values_mut().for_each(clear);
    reference.identifiers.iter_mut().for_each(clear);
    reference.urls.iter_mut().for_each(clear);
    reference.keywords.iter_mut().for_each(clear);
}

static DAY_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:(\d{1,2})\.\s*)?(\d{1,2})\.\s*(\d{4})$"));

/// A date as Citavi writes it: `17.11.1997`, `11.1997`, `1997-11-17T00:00:00`, or as others do.
fn date_of(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(c) = DAY_FIRST.captures(text) {
        let number = |at: usize| c.get(at).and_then(|m| m.as_str().parse::<u8>().ok());
        return Some(Date::point(DatePoint::from_parts(
            c[3].parse().ok()?,
            number(2),
            number(1),
        )));
    }
    parse_date(
        text.split('T')
            .next()
            .filter(|d| d.len() == 10)
            .unwrap_or(text),
    )
}
