//! From the tags of Web of Science to a reference, whether they stood before lines or over
//! columns.

mod contributors;

use super::fields::Field;
use super::{FORMAT, people};
use crate::Record;
use crate::build::Builder;
use crate::nbib::{date, flow, language, map as medline};
use diglot_model::{
    Classification, ClassificationScheme, DateField, Identifier, IdentifierScheme, Keyword,
    KeywordKind, Observation, ObservationKind, ReferenceType, ScalarField, Sourced, TextField,
};
use diglot_text::{identifiers, script, tidy::tidy};
use std::ops::Range;

/// More identifiers or texts of one field than any work has.
const MANY: usize = 500;

/// Maps the fields of one record: tags with the places of their values, empty ones
/// included. None when nothing is in them.
pub(crate) fn record(text: &str, range: Range<usize>, fields: &[Field<'_>]) -> Option<Record> {
    let told = fields
        .iter()
        .any(|(tag, value)| *tag != "PT" && !value.is_empty());
    if !told {
        return None;
    }
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        text,
        fields,
        forms: people::Forms::default(),
        key: None,
    };
    mapper.kind();
    mapper.titles();
    mapper.people();
    mapper.dates();
    mapper.pages();
    for (tag, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        mapper.field(tag, value.clone());
    }
    mapper.addresses();
    mapper.person_ids();
    let key = mapper.key.take();
    let mut record = mapper.builder.finish();
    record.key = key;
    Some(record)
}

struct Mapper<'t, 'f> {
    builder: Builder<'t>,
    text: &'t str,
    fields: &'f [Field<'f>],
    /// Which author a form of a name means.
    forms: people::Forms,
    key: Option<String>,
}

impl<'t> Mapper<'t, '_> {
    fn raw(&self, range: &Range<usize>) -> &'t str {
        &self.text[range.clone()]
    }

    fn first(&self, tag: &str) -> Option<Range<usize>> {
        self.fields
            .iter()
            .find(|(t, value)| *t == tag && !value.is_empty())
            .map(|(_, value)| value.clone())
    }

    fn word(&self, tag: &str) -> String {
        self.first(tag)
            .map(|range| flow::joined(self.raw(&range)))
            .unwrap_or_default()
    }

    fn kind(&mut self) {
        let document = self.word("DT");
        let is = |name: &str| {
            document
                .split(';')
                .any(|d| d.trim().eq_ignore_ascii_case(name))
        };
        let alone = |name: &str| document.trim().eq_ignore_ascii_case(name);
        let kind = match self.word("PT").as_str() {
            "P" | "Patent" => ReferenceType::Patent,
            "B" | "S" if is("Proceedings Paper") => ReferenceType::PaperConference,
            "B" if is("Book Chapter") || is("Chapter") => ReferenceType::Chapter,
            // The source of a chapter is its book.
            "B" if is("Book") || self.is_its_own_source() => ReferenceType::Book,
            "B" if self.first("BP").is_some() => ReferenceType::Chapter,
            "B" => ReferenceType::Book,
            "S" => ReferenceType::Chapter,
            _ if alone("Proceedings Paper") || alone("Meeting paper") => {
                ReferenceType::PaperConference
            }
            _ if alone("Book Review") => ReferenceType::ReviewBook,
            _ => ReferenceType::ArticleJournal,
        };
        self.builder.reference.kind = kind;
        if !document.is_empty() && !alone("Article") {
            self.builder.unmapped("DT", &document);
        }
    }

    fn is_its_own_source(&self) -> bool {
        let fold = |text: String| text.trim_end_matches('.').to_lowercase();
        self.first("SO").is_none() || fold(self.word("TI")) == fold(self.word("SO"))
    }

    fn titles(&mut self) {
        // Titles in the languages of regional databases stand beside the English one.
        for tag in ["TI", "FT", "X1", "Y1", "Z1"] {
            let all: Vec<_> = self.of(tag).collect();
            for range in all {
                let text = flow::joined(self.raw(&range));
                let text = medline::without_stop(&text).to_owned();
                self.text(TextField::Title, text, range);
            }
        }
        let book = self.builder.reference.kind == ReferenceType::Book;
        for tag in ["SO", "Z3"] {
            if let Some(range) = self.first(tag)
                && !(book && self.is_its_own_source())
            {
                let text = flow::joined(self.raw(&range));
                self.text(TextField::ContainerTitle, text, range);
            }
        }
        if let Some(range) = self.first("JI").or_else(|| self.first("J9")) {
            let text = flow::joined(self.raw(&range));
            let known = self
                .builder
                .reference
                .container_title()
                .is_some_and(|t| t == text);
            if !known {
                self.text(TextField::ContainerTitleShort, text, range);
            }
        }
    }

    fn of(&self, tag: &'static str) -> impl Iterator<Item = Range<usize>> + use<'_, 't> {
        self.fields
            .iter()
            .filter(move |(t, value)| *t == tag && !value.is_empty())
            .map(|(_, value)| value.clone())
    }

    fn text(&mut self, field: TextField, text: String, range: Range<usize>) {
        if self.builder.reference.texts(field).len() < MANY {
            self.builder.text_value(field, text, range);
        }
    }

    fn dates(&mut self) {
        let year = self
            .first("PY")
            .and_then(|range| Some((date::medline(self.raw(&range))?.0, range)));
        let part = self.first("PD");
        match (year, part) {
            (Some((year, at)), part) => {
                let number = year.start_year().unwrap_or_default();
                let finer = part.clone().and_then(|range| {
                    let text = flow::joined(self.raw(&range));
                    let found = date::within(number, &text);
                    if found.is_none() {
                        self.builder.unmapped("PD", &text);
                    }
                    Some((found?, range))
                });
                let (date, range) = finer.unwrap_or((year, at));
                self.builder.date(DateField::Issued, date, range);
            }
            (None, Some(range)) => {
                if let Some((date, _)) = date::medline(self.raw(&range)) {
                    self.builder.date(DateField::Issued, date, range);
                }
            }
            (None, None) => {}
        }
        // Of what has no issue yet, the first day online is the date there is.
        for (tag, field) in [
            ("EA", DateField::AvailableDate),
            ("DG", DateField::Issued),
            ("EA", DateField::Issued),
        ] {
            if let Some(range) = self.first(tag)
                && let Some((date, true)) = date::medline(self.raw(&range))
                && !self.builder.reference.dates.contains_key(&field)
            {
                self.builder.date(field, date, range);
            }
        }
        if let Some(range) = self.first("CY")
            && let Some((date, _)) = date::medline(&flow::joined(self.raw(&range)))
        {
            self.builder.date(DateField::EventDate, date, range);
        }
    }

    fn pages(&mut self) {
        let (start, end) = (self.first("BP"), self.first("EP"));
        let pages = match (start, end) {
            (Some(from), Some(to)) => {
                let (first, last) = (tidy(self.raw(&from)), tidy(self.raw(&to)));
                let pages = if first == last || first.contains('-') {
                    first
                } else {
                    format!("{first}-{last}")
                };
                Some((pages, from))
            }
            (Some(range), None) | (None, Some(range)) => Some((tidy(self.raw(&range)), range)),
            (None, None) => self
                .first("PS")
                .map(|range| (tidy(self.raw(&range)), range)),
        };
        if let Some((pages, range)) = pages {
            self.builder.scalar_value(ScalarField::Page, pages, range);
        }
    }

    fn identifier(&mut self, scheme: IdentifierScheme, value: String, range: Range<usize>) {
        if self.builder.reference.identifiers.len() < MANY {
            self.builder
                .identifier(Identifier::new(scheme, value), range);
        }
    }

    fn field(&mut self, tag: &str, range: Range<usize>) {
        let joined = || flow::joined(&self.text[range.clone()]);
        match tag {
            "AB" | "X4" | "Y4" | "Z4" => self.abstract_of(range),
            "DE" | "X5" | "Y5" | "Z5" => self.keywords(KeywordKind::Author, &range),
            "ID" => self.keywords(KeywordKind::Index, &range),
            "OR" | "BD" | "MC" | "MQ" => self.keywords(KeywordKind::Subject, &range),
            "WC" => self.classes("web-of-science-category", &range),
            "SC" => self.classes("web-of-science-research-area", &range),
            "LA" => match language::tag_of(&joined()) {
                Some(tag) if self.builder.reference.language.is_none() => {
                    let span = self.builder.span(&range);
                    self.builder.reference.language = Some(Sourced::at(tag, span));
                }
                _ => self.unmapped(tag, range),
            },
            "SE" => self.text(TextField::CollectionTitle, joined(), range),
            "CT" => self.text(TextField::EventTitle, joined(), range),
            "CL" => self.text(TextField::EventPlace, joined(), range),
            "PU" | "AE" => self.text(TextField::Publisher, joined(), range),
            "PI" | "PC" => self.text(TextField::PublisherPlace, joined(), range),
            "FU" | "FX" => self.text(TextField::Funding, joined(), range),
            "VL" => self.builder.scalar(ScalarField::Volume, range),
            "IS" => self.builder.scalar(ScalarField::Issue, range),
            "AR" => self.builder.scalar(ScalarField::ArticleNumber, range),
            "PG" => self.builder.scalar(ScalarField::NumberOfPages, range),
            "PN" if self.builder.reference.kind == ReferenceType::Patent => {
                self.builder.scalar(ScalarField::Number, range);
            }
            "PN" => self.builder.scalar(ScalarField::Part, range),
            "DI" => {
                if !self.builder.doi_in(range.clone()) {
                    self.unmapped(tag, range);
                }
            }
            "SN" | "EI" | "BN" => self.serials(tag, &range),
            "PM" => self.identifier(IdentifierScheme::Pmid, joined(), range),
            "UT" => self.accession(range),
            "TC" => self.cited(range),
            "Z9" if self.word("TC") == joined() => {}
            // These were read, or say nothing.
            "PT" | "DT" | "TI" | "FT" | "X1" | "Y1" | "Z1" | "Z2" | "Z3" | "SO" | "JI" | "AU"
            | "AF" | "BA" | "BF" | "BE" | "ED" | "CA" | "GP" | "PY" | "PD" | "EA" | "CY" | "BP"
            | "EP" | "C1" => {}
            "PS" if self.first("BP").is_some() || self.first("EP").is_none() => {}
            "J9" if self.first("JI").is_none() => {}
            "DG" if self.builder.reference.kind == ReferenceType::Patent => {}
            _ => self.unmapped(tag, range),
        }
    }

    /// A value of several items keeps its lines.
    fn unmapped(&mut self, tag: &str, range: Range<usize>) {
        let raw = self.raw(&range);
        let value = match tag {
            "CR" | "EM" | "CP" => flow::lines(raw)
                .map(|(_, line)| tidy(line))
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join("\n"),
            _ => flow::joined(raw),
        };
        self.builder.unmapped(tag, &value);
    }

    fn abstract_of(&mut self, range: Range<usize>) {
        let text = flow::paragraphs(self.raw(&range));
        self.builder
            .abstract_text(&text, std::slice::from_ref(&range));
    }

    fn keywords(&mut self, kind: KeywordKind, range: &Range<usize>) {
        let span = self.builder.span(range);
        for part in self.raw(range).split([';', '；']) {
            let text = flow::joined(part);
            if !text.is_empty() {
                let lang = script::language_of(&text);
                self.builder
                    .reference
                    .keywords
                    .push(Sourced::at(Keyword { lang, text, kind }, span));
            }
        }
    }

    fn classes(&mut self, scheme: &str, range: &Range<usize>) {
        let span = self.builder.span(range);
        for part in self.raw(range).split(';') {
            let code = flow::joined(part);
            if !code.is_empty() {
                let value = Classification {
                    scheme: ClassificationScheme::Other(scheme.to_owned()),
                    code,
                    label: None,
                };
                self.builder
                    .reference
                    .classifications
                    .push(Sourced::at(value, span));
            }
        }
    }

    fn serials(&mut self, tag: &str, range: &Range<usize>) {
        let mut any = false;
        for part in self.raw(range).split([';', ',', ' ', '\n', '\r', '(']) {
            let value = part.trim_matches(|c: char| !c.is_ascii_alphanumeric());
            let digits = value.bytes().filter(u8::is_ascii_alphanumeric).count();
            let (scheme, value) = match digits {
                8 => (IdentifierScheme::Issn, identifiers::normalise_issn(value)),
                10 | 13 => (IdentifierScheme::Isbn, value.to_owned()),
                _ => continue,
            };
            any = true;
            self.identifier(scheme, value, range.clone());
        }
        if !any {
            self.unmapped(tag, range.clone());
        }
    }

    /// `WOS:000…`, and the numbers of other databases on the same platform.
    fn accession(&mut self, range: Range<usize>) {
        let value = tidy(self.raw(&range));
        self.key = Some(value.clone()).filter(|v| !v.is_empty());
        match value.strip_prefix("MEDLINE:") {
            Some(pmid) if pmid.bytes().all(|b| b.is_ascii_digit()) => {
                self.identifier(IdentifierScheme::Pmid, pmid.to_owned(), range);
            }
            _ => {
                let scheme = IdentifierScheme::Other("accession".to_owned());
                self.identifier(scheme, value, range);
            }
        }
    }

    fn cited(&mut self, range: Range<usize>) {
        let Ok(value) = tidy(self.raw(&range)).parse() else {
            self.unmapped("TC", range);
            return;
        };
        // The day of the export.
        let day = self.word("DA");
        let is_day = day.len() == 10 && date::medline(&day).is_some_and(|(_, all)| all);
        let observation = Observation {
            kind: ObservationKind::TimesCited,
            value,
            by: Some("Web of Science".to_owned()),
            date: Some(day).filter(|_| is_day),
        };
        let span = self.builder.span(&range);
        self.builder
            .reference
            .observations
            .push(Sourced::at(observation, span));
    }
}
