//! From Ovid's fields to a reference.

mod contributors;

use super::FORMAT;
use super::fields::Field;
use super::source::{self, Source};
use crate::Record;
use crate::build::Builder;
use crate::nbib::{date, flow, kinds, language, map as medline};
use diglot_model::{
    ContributorRole, DateField, Identifier, IdentifierScheme, Keyword, KeywordKind, LanguageTag,
    LocalizedText, ReferenceType, ScalarField, Sourced, TextField,
};
use diglot_text::{identifiers, script, tidy::tidy};
use std::ops::Range;

/// Maps the fields of one record.
pub(super) fn record(text: &str, range: Range<usize>, fields: &[Field<'_>]) -> Option<Record> {
    let told = fields
        .iter()
        .any(|f| !matches!(f.tag, "SC" | "VN") && !f.value.is_empty());
    if !told {
        return None;
    }
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        text,
        fields,
        kinds: Vec::new(),
        key: None,
        medline: false,
    };
    mapper.language();
    mapper.kind();
    mapper.titles();
    mapper.people();
    mapper.source();
    for field in fields.iter().filter(|f| !f.value.is_empty()) {
        mapper.field(field.tag, field.value.clone());
    }
    mapper.late_date();
    let key = mapper.key.take();
    let mut record = mapper.builder.finish();
    record.key = key;
    Some(record)
}

struct Mapper<'t, 'f> {
    builder: Builder<'t>,
    text: &'t str,
    fields: &'f [Field<'t>],
    kinds: Vec<&'t str>,
    key: Option<String>,
    /// Whether the database is MEDLINE, whose numbers are PMIDs.
    medline: bool,
}

impl<'t> Mapper<'t, '_> {
    fn raw(&self, range: &Range<usize>) -> &'t str {
        &self.text[range.clone()]
    }

    fn of(&self, tag: &'static str) -> impl Iterator<Item = Range<usize>> + use<'_, 't> {
        self.fields
            .iter()
            .filter(move |f| f.tag == tag && !f.value.is_empty())
            .map(|f| f.value.clone())
    }

    fn first(&self, tags: &[&'static str]) -> Option<Range<usize>> {
        tags.iter().find_map(|tag| self.of(tag).next())
    }

    fn language(&mut self) {
        let database = self
            .first(&["DB"])
            .map(|r| self.raw(&r))
            .unwrap_or_default();
        self.medline = database.to_ascii_uppercase().contains("MEDLINE");
        if let Some(range) = self.first(&["LG", "LA"]) {
            let name = self.raw(&range).trim_end_matches('.');
            if let Some(tag) = language::tag_of(name) {
                let span = self.builder.span(&range);
                self.builder.reference.language = Some(Sourced::at(tag, span));
            }
        }
    }

    fn kind(&mut self) {
        self.kinds = self
            .of("PT")
            .chain(self.of("DT"))
            .map(|range| self.raw(&range).trim_end_matches('.'))
            .collect();
        let named = |name: &str| {
            self.kinds
                .iter()
                .any(|k| k.to_ascii_lowercase().contains(name))
        };
        let book = self.first(&["BT"]).is_some();
        let kind = if named("chapter") {
            ReferenceType::Chapter
        } else if named("dissertation") || named("thesis") {
            ReferenceType::Thesis
        } else if named("conference paper") || named("conference proceeding") {
            ReferenceType::PaperConference
        } else if let Some((kind, _)) = kinds::kind_of(&self.kinds) {
            kind
        } else if book {
            ReferenceType::Book
        } else {
            ReferenceType::ArticleJournal
        };
        self.builder.reference.kind = kind;
    }

    fn titles(&mut self) {
        let foreign = self
            .builder
            .reference
            .language
            .as_ref()
            .map(|l| l.value.clone())
            .filter(|l| !l.is_english());
        if let Some(range) = self.first(&["TI"]) {
            let whole = flow::joined(self.raw(&range));
            let (title, mark) = without_mark(&whole);
            let (title, _) = medline::own_title(title);
            self.title(title.to_owned(), None, range);
            if let Some(mark) = mark {
                self.builder.unmapped("TI", mark);
            }
        }
        for tag in ["TT", "OT"] {
            let all: Vec<_> = self.of(tag).collect();
            for range in all {
                let whole = flow::joined(self.raw(&range));
                let (title, _) = medline::own_title(&whole);
                self.title(title.to_owned(), foreign.as_ref(), range);
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

    /// The citation, or the title of the book with all that is printed behind it.
    fn source(&mut self) {
        let kind = self.builder.reference.kind;
        let journal = self.first(&["JN", "NJ"]);
        let citation = self.first(&["SO"]);
        let book = self.first(&["BT"]);
        let Some(range) = citation.clone().or_else(|| book.clone()) else {
            if let Some(range) = journal {
                self.container(range);
            }
            return;
        };
        let raw = self.raw(&range);
        let parts = source::parse(raw);
        let at = |part: &Range<usize>| range.start + part.start..range.start + part.end;
        let Source {
            container,
            volume,
            issue,
            pages,
            date,
            editors,
            extent,
            place,
            publisher,
        } = parts;
        match (journal, container) {
            (Some(journal), _) => self.container(journal),
            // A book stands in nothing.
            (None, Some(part)) if kind != ReferenceType::Book => self.container(at(&part)),
            _ => {}
        }
        for (part, field) in [
            (volume, ScalarField::Volume),
            (issue, ScalarField::Issue),
            (pages, ScalarField::Page),
            (extent, ScalarField::NumberOfPages),
        ] {
            // A patent is no article of the gazette that lists it.
            if let Some(part) = part {
                let range = at(&part);
                let value = flow::joined(self.raw(&range)).replace('\u{2013}', "-");
                self.builder.scalar_value(field, value, range);
            }
        }
        for (part, field) in [
            (place, TextField::PublisherPlace),
            (publisher, TextField::Publisher),
        ] {
            if let Some(part) = part {
                self.text(field, at(&part));
            }
        }
        if let Some(part) = date {
            let range = at(&part);
            if let Some((date, _)) = date::medline(&flow::joined(self.raw(&range))) {
                self.builder.date(DateField::Issued, date, range);
            }
        }
        let editors: Vec<_> = editors.iter().map(at).collect();
        self.names(ContributorRole::Editor, &editors);
        // What the parts do not tell again stays readable.
        if kind != ReferenceType::ArticleJournal {
            self.unmapped("SO", range);
        }
    }

    fn container(&mut self, range: Range<usize>) {
        self.text(TextField::ContainerTitle, range);
    }

    fn text(&mut self, field: TextField, range: Range<usize>) {
        let value = flow::joined(self.raw(&range));
        let value = value.trim_end_matches('.').to_owned();
        self.builder.text_value(field, value, range);
    }

    fn unmapped(&mut self, tag: &str, range: Range<usize>) {
        let value = flow::joined(self.raw(&range));
        self.builder.unmapped(tag, &value);
    }

    fn identifier(&mut self, scheme: IdentifierScheme, value: String, range: Range<usize>) {
        self.builder
            .identifier(Identifier::new(scheme, value), range);
    }

    fn field(&mut self, tag: &str, range: Range<usize>) {
        match tag {
            "AB" | "OA" | "AX" => self.abstract_of(range),
            "KW" | "KF" | "DE" | "ID" => {
                let kind = if tag == "KW" || tag == "KF" {
                    KeywordKind::Author
                } else {
                    KeywordKind::Subject
                };
                self.keywords(kind, &range);
            }
            "MH" => self.keywords(KeywordKind::Mesh, &range),
            "SH" | "HW" => self.keywords(KeywordKind::Subject, &range),
            "IN" => self.affiliations(range),
            "DO" | "DI" => {
                if !self.builder.doi_in(range.clone()) {
                    self.unmapped(tag, range);
                }
            }
            "IS" | "ES" | "IL" | "IB" => self.serials(tag, range),
            "UI" | "PM" => {
                let value = tidy(self.raw(&range));
                let pmid = !value.is_empty()
                    && value.len() < 9
                    && value.bytes().all(|b| b.is_ascii_digit());
                self.key.get_or_insert_with(|| value.clone());
                let scheme = if pmid && (self.medline || tag == "PM") {
                    IdentifierScheme::Pmid
                } else {
                    IdentifierScheme::Other("accession".to_owned())
                };
                self.identifier(scheme, value, range);
            }
            "AN" => {
                let value = tidy(self.raw(&range).trim_end_matches('.'));
                self.key.get_or_insert_with(|| value.clone());
                let scheme = IdentifierScheme::Other("accession".to_owned());
                self.identifier(scheme, value, range);
            }
            "TR" | "CN" if !identifiers::find_registrations(self.raw(&range)).is_empty() => {
                self.builder.registrations_in(&range);
            }
            "DB" => self.builder.scalar(ScalarField::Database, range),
            "VI" | "VO" => self.builder.scalar(ScalarField::Volume, range),
            "IP" => self.builder.scalar(ScalarField::Issue, range),
            "PG" => self.builder.scalar(ScalarField::Page, range),
            "PN" if self.builder.reference.kind == ReferenceType::Patent => {
                self.builder.scalar(ScalarField::Number, range);
            }
            "JA" => self.text(TextField::ContainerTitleShort, range),
            "SE" => self.text(TextField::CollectionTitle, range),
            "NT" => self.text(TextField::Note, range),
            "PB" | "PI" => self.publisher(range),
            "CP" | "PL" => self.text(TextField::PublisherPlace, range),
            "UR" | "IU" | "JL" => self.address(tag, range),
            // These were read, or speak of the export and of no work.
            "VN" | "SC" | "TI" | "TT" | "OT" | "AU" | "FA" | "CA" | "LG" | "LA" | "SO" | "JN"
            | "NJ" | "YR" | "DP" | "DG" | "XL" => {}
            "BT" if self.builder.reference.kind != ReferenceType::Book => {}
            "ED" if !self.raw(&range).starts_with(|c: char| c.is_ascii_digit()) => {}
            "PT" if self.raw(&range) == "Journal Article" => {}
            _ => self.unmapped(tag, range),
        }
    }

    /// `University of Homes, Institute of Invention, Oslo`: the publisher comes first.
    fn publisher(&mut self, range: Range<usize>) {
        let raw = self.raw(&range);
        match raw.split_once(", ") {
            Some((name, place)) => {
                self.text(TextField::Publisher, range.start..range.start + name.len());
                self.text(
                    TextField::PublisherPlace,
                    range.end - place.len()..range.end,
                );
            }
            None => self.text(TextField::Publisher, range),
        }
    }

    fn address(&mut self, tag: &str, range: Range<usize>) {
        let value = self
            .raw(&range)
            .split([' ', '['])
            .next()
            .unwrap_or_default();
        if value.contains("://") {
            let range = range.start..range.start + value.len();
            let span = self.builder.span(&range);
            self.builder
                .reference
                .urls
                .push(Sourced::at(value.to_owned(), span));
        } else {
            self.unmapped(tag, range);
        }
    }

    fn serials(&mut self, tag: &str, range: Range<usize>) {
        let mut any = false;
        for part in self.raw(&range).split([';', ',', ' ', '(', '\n', '\r']) {
            let value = part.trim_matches(|c: char| !c.is_ascii_alphanumeric());
            let digit = value.starts_with(|c: char| c.is_ascii_digit());
            let count = value.bytes().filter(u8::is_ascii_alphanumeric).count();
            let (scheme, value) = match count {
                8 if digit => (IdentifierScheme::Issn, identifiers::normalise_issn(value)),
                10 | 13 if digit => (IdentifierScheme::Isbn, value.to_owned()),
                _ => continue,
            };
            any = true;
            self.identifier(scheme, value, range.clone());
        }
        if !any {
            self.unmapped(tag, range);
        }
    }

    fn keywords(&mut self, kind: KeywordKind, range: &Range<usize>) {
        let value = self.raw(range);
        let value = value.strip_suffix('.').unwrap_or(value);
        let span = self.builder.span(range);
        for part in value.split([';', '\n', '\r']) {
            let text = tidy(part);
            if !text.is_empty() {
                let lang = script::language_of(&text);
                self.builder
                    .reference
                    .keywords
                    .push(Sourced::at(Keyword { lang, text, kind }, span));
            }
        }
    }

    fn abstract_of(&mut self, range: Range<usize>) {
        let text = flow::paragraphs(self.raw(&range));
        let text = text.trim_start_matches([':', ' ']);
        self.builder
            .abstract_text(text, std::slice::from_ref(&range));
    }

    /// The date where the citation has none: its own field, or the state of a work that is
    /// not printed yet.
    fn late_date(&mut self) {
        for tag in ["DG", "DP", "YR"] {
            let Some(range) = self.first(&[tag]) else {
                continue;
            };
            if let Some((date, _)) = date::medline(&flow::joined(self.raw(&range))) {
                let known = self.builder.reference.issued().cloned();
                let finer = |d: &diglot_model::Date| d.start.is_some_and(|p| p.month.is_some());
                if known.is_none() || known.is_some_and(|k| !finer(&k)) && finer(&date) {
                    self.builder.finer_date(date, range);
                }
            }
        }
        if self.builder.reference.issued().is_none()
            && let Some(range) = self.first(&["ST"])
            && let Some((_, day)) = self.raw(&range).rsplit_once(", ")
            && let Some((date, true)) = date::medline(day)
        {
            let at = range.end - day.len()..range.end;
            self.builder.date(DateField::Issued, date, at);
        }
    }
}

/// A title without the kind of article behind it: `A title.[Article]`.
fn without_mark(title: &str) -> (&str, Option<&str>) {
    let title = title.trim_end();
    let mark = title
        .strip_suffix(']')
        .and_then(|t| t.rfind('['))
        .filter(|at| *at > 0 && title.len() - at < 40)
        .filter(|at| title[..*at].trim_end().ends_with(['.', '?', '!']));
    match mark {
        Some(at) => (title[..at].trim_end(), Some(&title[at..])),
        None => (title, None),
    }
}
