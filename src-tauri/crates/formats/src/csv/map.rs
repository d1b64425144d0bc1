//! From the cells of one row to a reference.

use super::FORMAT;
use super::header::{Column, Field};
use super::{cells, kinds, names};
use crate::Record;
use crate::build::Builder;
use crate::citation::{normalise_pages, read_volume_issue_pages};
use diglot_model::{
    ClassificationScheme, ContributorRole, DateField, Identifier, IdentifierScheme, Keyword,
    KeywordKind, LocalizedText, ObservationKind, ReferenceType, ScalarField, Sourced, TextField,
};
use diglot_text::names::NameOrder;
use diglot_text::{identifiers, script, tidy::tidy};
use std::ops::Range;

/// A cell with its column.
#[derive(Debug, Clone)]
pub(super) struct Entry<'t> {
    pub(super) column: &'t Column,
    /// What it holds, quotes undone.
    pub(super) value: String,
    pub(super) range: Range<usize>,
    /// Whether the text at the range is the value itself.
    pub(super) exact: bool,
}

/// Maps the cells of a record that hold anything.
pub(super) fn record(text: &str, range: Range<usize>, entries: &[Entry<'_>]) -> Record {
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        entries,
        key: None,
    };
    mapper.kind();
    mapper.texts();
    mapper.people();
    mapper.dates();
    mapper.pages();
    mapper.abstracts();
    for entry in entries {
        mapper.plain(entry);
    }
    let key = mapper.key;
    let mut record = mapper.builder.finish();
    record.key = key;
    record
}

struct Mapper<'t, 'e> {
    builder: Builder<'t>,
    entries: &'e [Entry<'t>],
    key: Option<String>,
}

impl<'t, 'e> Mapper<'t, 'e> {
    fn of(&self, field: Field) -> impl Iterator<Item = &'e Entry<'t>> + use<'t, 'e> {
        self.entries.iter().filter(move |e| e.column.field == field)
    }

    fn unmapped(&mut self, entry: &Entry<'_>) {
        self.builder
            .unmapped(&entry.column.name, entry.value.trim());
    }

    /// The first type that is known; others are kept beside it.
    fn kind(&mut self) {
        let mut found = false;
        // CNKI's name of a database is what sort of works it holds.
        for entry in self.of(Field::Scalar(ScalarField::Database)) {
            let value = tidy(&entry.value);
            if script::has_han(&value)
                && let Some(kind) = kinds::kind_of(&value)
            {
                self.builder.reference.kind = kind;
            }
        }
        for entry in self.of(Field::Kind) {
            let value = tidy(&entry.value);
            let kind = kinds::kind_of(&value);
            match kind {
                Some(kind) if !found => {
                    found = true;
                    self.builder.reference.kind = kind;
                    if !kinds::says_all(&value) {
                        self.unmapped(entry);
                    }
                }
                _ => self.unmapped(entry),
            }
        }
    }

    fn texts(&mut self) {
        let mut others: Vec<&Entry<'_>> = Vec::new();
        let anthology = self.of(Field::Anthology).next().is_some();
        for entry in self.entries {
            match entry.column.field {
                Field::Text(TextField::Note) => {
                    for note in entry.value.split('\n') {
                        self.text(TextField::Note, entry, &tidy(note));
                    }
                }
                Field::Anthology => {
                    self.text(TextField::ContainerTitle, entry, &tidy(&entry.value));
                }
                Field::Text(TextField::ContainerTitle) if anthology => {
                    self.text(TextField::CollectionTitle, entry, &tidy(&entry.value));
                }
                // What has no container was accepted by a university, not printed in it.
                Field::Text(TextField::ContainerTitle)
                    if self.builder.reference.kind == ReferenceType::Thesis =>
                {
                    self.text(TextField::Publisher, entry, &tidy(&entry.value));
                }
                // A title in a language of its own column comes behind the work's own.
                Field::Text(field) if entry.column.lang.is_none() => {
                    self.text(field, entry, &tidy(&entry.value));
                }
                Field::Text(_) | Field::OtherTitle => others.push(entry),
                _ => {}
            }
        }
        for entry in others {
            let field = match entry.column.field {
                Field::Text(field) => field,
                _ => TextField::Title,
            };
            self.text(field, entry, &tidy(&entry.value));
        }
        for entry in self.of(Field::Source) {
            self.source(entry);
        }
    }

    fn text(&mut self, field: TextField, entry: &Entry<'_>, text: &str) {
        if text.is_empty() {
            return;
        }
        let lang = cells::language_of(text, entry.column.lang.as_ref());
        let span = self.builder.span(&entry.range);
        self.builder
            .reference
            .add_text(field, Sourced::at(LocalizedText::new(lang, text), span));
    }

    fn people(&mut self) {
        let full: Vec<&Entry<'_>> = self.of(Field::FullAuthors).collect();
        let plain: Vec<&Entry<'_>> = self.of(Field::Authors).collect();
        let count = |entries: &[&Entry<'_>]| -> usize {
            entries.iter().map(|e| names::people(&e.value).len()).sum()
        };
        // The fuller names, unless some of them are missing.
        let authors = if count(&full) >= count(&plain) {
            full
        } else {
            plain
        };
        self.role(ContributorRole::Author, &authors);
        for (field, role) in [
            (Field::Editors, ContributorRole::Editor),
            (Field::SeriesEditors, ContributorRole::CollectionEditor),
            (Field::BookAuthors, ContributorRole::ContainerAuthor),
            (Field::Translators, ContributorRole::Translator),
            (Field::Supervisors, ContributorRole::Supervisor),
            (Field::OtherPeople, ContributorRole::Other),
        ] {
            let entries: Vec<&Entry<'_>> = self.of(field).collect();
            self.role(role, &entries);
        }
    }

    fn role(&mut self, role: ContributorRole, entries: &[&Entry<'_>]) {
        let mut list: Vec<(String, Range<usize>)> = Vec::new();
        for entry in entries {
            for name in names::people(&entry.value) {
                list.push((name.clone().into_owned(), entry.place_of(&name)));
            }
        }
        self.builder
            .people_values(role, &list, NameOrder::GivenFirst);
    }

    fn dates(&mut self) {
        let first = |field| self.of(field).next();
        let year = first(Field::Year);
        let text = |entry: Option<&Entry<'_>>| entry.map(|e| tidy(&e.value)).unwrap_or_default();
        let month = text(first(Field::Month));
        let day = text(first(Field::Day));
        let dates: Vec<&Entry<'_>> = self.of(Field::Date(DateField::Issued)).collect();
        let place = dates.first().copied().or(year);
        let Some(place) = place else { return };
        let words: Vec<String> = dates.iter().map(|e| tidy(&e.value)).collect();
        if let Some(date) = cells::issued(&text(year), &month, &day, &words) {
            self.builder
                .date(DateField::Issued, date, place.range.clone());
        } else {
            for entry in dates.into_iter().chain(year) {
                self.unmapped(entry);
            }
        }
    }

    fn pages(&mut self) {
        let first = |field| self.of(field).next();
        let whole = first(Field::Scalar(ScalarField::Page));
        let start = first(Field::PageStart);
        let end = first(Field::PageEnd);
        if let Some(entry) = whole {
            let value = cells::pages(&entry.value);
            self.builder
                .scalar_value(ScalarField::Page, value, entry.range.clone());
            return;
        }
        let Some(entry) = start.or(end) else { return };
        let from = normalise_pages(&entry.value);
        let to = end
            .filter(|_| start.is_some())
            .map(|e| normalise_pages(&e.value));
        let pages = match to {
            Some(to) if to != from && !from.contains('-') => format!("{from}-{to}"),
            _ => from,
        };
        self.builder
            .scalar_value(ScalarField::Page, pages, entry.range.clone());
    }

    fn abstracts(&mut self) {
        let mine = self.of(Field::Abstract).filter(|e| e.column.lang.is_none());
        let others = self
            .of(Field::Abstract)
            .filter(|e| e.column.lang.is_some())
            .chain(self.of(Field::OtherAbstract));
        for entry in mine.chain(others) {
            let text = entry.value.trim();
            if cells::is_no_abstract(text) {
                continue;
            }
            let from = crate::page::abstract_word(text);
            let before = self.builder.reference.abstracts.len();
            self.builder
                .abstract_values(&text[from..], entry.range.clone());
            let mut added = self.builder.reference.abstracts.split_off(before);
            if let ([only], Some(lang)) = (added.as_mut_slice(), &entry.column.lang) {
                let plain = only.plain();
                only.value.lang = cells::language_of(&plain, Some(lang));
            }
            for abstract_ in added {
                let known = &mut self.builder.reference.abstracts;
                if known.iter().all(|k| k.plain() != abstract_.plain()) {
                    known.push(abstract_);
                }
            }
        }
    }

    /// Fields that need no other.
    fn plain(&mut self, entry: &Entry<'t>) {
        let value = tidy(&entry.value);
        let range = entry.range.clone();
        let b = &mut self.builder;
        match entry.column.field {
            // Those that were read with others.
            Field::Scalar(ScalarField::Page) | Field::Date(DateField::Issued) => {}
            // Embase's citation beside columns for its parts.
            Field::Scalar(ScalarField::Database) if cells::embase_source(&value).is_some() => {
                self.unmapped(entry);
            }
            Field::Scalar(field) => b.scalar_value(field, value, range),
            Field::Date(field) => match cells::date(&value) {
                Some(date) => b.date(field, date, range),
                None => self.unmapped(entry),
            },
            Field::Keywords => self.keywords(entry, KeywordKind::Author),
            Field::IndexKeywords => self.keywords(entry, KeywordKind::Index),
            Field::MeshKeywords => self.keywords(entry, KeywordKind::Mesh),
            Field::Affiliations => {
                for line in names::lines(&entry.value) {
                    let place = entry.place_of(line);
                    let text = tidy(cells::without_people(line));
                    let b = &mut self.builder;
                    let span = b.span(&place);
                    let lang = script::language_of(&text);
                    if b.reference.affiliations.iter().all(|a| a.text != text) {
                        let value = LocalizedText::new(lang, text);
                        b.reference.affiliations.push(Sourced::at(value, span));
                    }
                }
            }
            Field::Language => self.language(entry, &value),
            Field::Doi if b.doi_value(&value, range.clone()) => {}
            Field::Pmid => self.number(entry, IdentifierScheme::Pmid, &value),
            Field::Pmcid => {
                let value = value
                    .strip_prefix("PMCID: ")
                    .unwrap_or(&value)
                    .to_uppercase();
                let value = if value.starts_with("PMC") {
                    value
                } else {
                    format!("PMC{value}")
                };
                if value[3..].bytes().all(|b| b.is_ascii_digit()) && value.len() > 3 {
                    b.identifier(Identifier::new(IdentifierScheme::Pmcid, value), range);
                } else {
                    self.unmapped(entry);
                }
            }
            Field::Arxiv => {
                let value = value.trim_start_matches("arXiv:").to_owned();
                b.identifier(Identifier::new(IdentifierScheme::Arxiv, value), range);
            }
            Field::Serial if b.serial_values(&entry.value, &range) => {}
            Field::Registrations => {
                let found = identifiers::find_registrations(&value);
                let any = !found.is_empty();
                for f in found {
                    b.identifier(f.identifier, range.clone());
                }
                if !any {
                    self.unmapped(entry);
                }
            }
            Field::Accession => {
                let scheme = IdentifierScheme::Other("accession".to_owned());
                b.identifier(Identifier::new(scheme, value), range);
            }
            Field::Url => {
                let mut left = false;
                for address in entry.value.split_whitespace() {
                    left |= !b.url_value(address.trim_end_matches(';'), &range);
                }
                if left {
                    self.unmapped(entry);
                } else if self.builder.reference.doi().is_none() && value.contains("doi.org/") {
                    self.builder.doi_value(&value, range);
                }
            }
            Field::Key => {
                if self.key.is_none() {
                    self.key = Some(value);
                }
                self.unmapped(entry);
            }
            Field::TimesCited => self.count(entry, ObservationKind::TimesCited),
            Field::Downloads => self.count(entry, ObservationKind::Downloads),
            Field::Citation => self.citation(entry),
            Field::Clc if entry.exact => {
                b.classification(&ClassificationScheme::Clc, range);
            }
            Field::OtherFields => {
                for line in entry.value.split('\n') {
                    if let Some((tag, value)) = cells::other_field(line) {
                        self.builder.unmapped(&tag, &value);
                    }
                }
            }
            Field::Extra => crate::zotero_json::read_extra(b, &entry.value, &range),
            Field::Unknown | Field::Clc | Field::Doi | Field::Serial => self.unmapped(entry),
            _ => {}
        }
    }

    /// Words that another column has already are not taken again: Embase gives all its
    /// terms twice.
    fn keywords(&mut self, entry: &Entry<'_>, kind: KeywordKind) {
        let before = self.builder.reference.keywords.len();
        for word in names::keywords(&entry.value) {
            let text = tidy(&word);
            let lang = cells::language_of(&text, entry.column.lang.as_ref());
            let span = self.builder.span(&entry.place_of(&word));
            let all = &mut self.builder.reference.keywords;
            if !text.is_empty() && all[..before].iter().all(|k| k.text != text) {
                all.push(Sourced::at(Keyword { lang, text, kind }, span));
            }
        }
    }

    fn number(&mut self, entry: &Entry<'_>, scheme: IdentifierScheme, value: &str) {
        let number = value.trim_start_matches(|c: char| !c.is_ascii_digit());
        if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) {
            let identifier = Identifier::new(scheme, number);
            self.builder.identifier(identifier, entry.range.clone());
        } else {
            self.unmapped(entry);
        }
    }

    fn count(&mut self, entry: &Entry<'_>, kind: ObservationKind) {
        match entry.value.trim().parse() {
            Ok(value) => self.builder.observation(kind, value, &entry.range),
            Err(_) => self.unmapped(entry),
        }
    }

    fn language(&mut self, entry: &Entry<'_>, value: &str) {
        // "English; French": the first is the work's own.
        let first = value.split([';', ',']).next().unwrap_or(value).trim();
        let stated = crate::languages::state(&mut self.builder, first, &entry.range);
        if !stated || first.len() < value.len() {
            self.unmapped(entry);
        }
    }

    /// Embase's `Cancer (2004) 102:4 (253-258). Date of Publication: 25 Aug 2004`, or the
    /// name of a journal.
    fn source(&mut self, entry: &Entry<'_>) {
        let value = tidy(&entry.value);
        let Some(source) = cells::embase_source(&value) else {
            self.text(TextField::ContainerTitle, entry, &value);
            return;
        };
        self.text(TextField::ContainerTitle, entry, &source.journal);
        let range = &entry.range;
        let b = &mut self.builder;
        if let Some(date) = source.date {
            b.date(DateField::Issued, date, range.clone());
        }
        for (field, value) in [
            (ScalarField::Volume, source.volume),
            (ScalarField::Issue, source.issue),
            (ScalarField::Page, source.pages),
            (ScalarField::ArticleNumber, source.article_number),
        ] {
            b.scalar_value(field, value, range.clone());
        }
    }

    /// PubMed's `J Med. 2020 Apr 4;6(2):44-51. doi: …`: what the other columns lack.
    fn citation(&mut self, entry: &Entry<'_>) {
        let Some((date, places)) = cells::citation(&entry.value) else {
            self.unmapped(entry);
            return;
        };
        if let Some(date) = date {
            self.builder.finer_date(date, entry.range.clone());
        }
        if entry.exact {
            let part = &entry.value[places.clone()];
            read_volume_issue_pages(&mut self.builder, part, entry.range.start + places.start);
        }
    }
}

impl Entry<'_> {
    /// The place of a part of the value.
    fn place_of(&self, part: &str) -> Range<usize> {
        let base = self.value.as_ptr() as usize;
        let at = (part.as_ptr() as usize).wrapping_sub(base);
        // What was put together anew stands nowhere in the value.
        let within = at <= self.value.len() && part.len() <= self.value.len() - at;
        if self.exact && within {
            let start = self.range.start + at;
            start..start + part.len()
        } else {
            self.range.clone()
        }
    }
}
