//! From labelled values to a reference: one mapping for every export whose fields are
//! named, whatever the names look like.

use super::clean::clean;
use super::kind::kind_of;
use super::part::Part;
use super::people::NameList;
use super::place;
use crate::Record;
use crate::build::{Builder, speaks_as_its_title};
use crate::labels::count_of;
use crate::ris::language;
use diglot_model::{
    ContributorRole, Identifier, IdentifierScheme, ObservationKind, ReferenceType, ScalarField,
    Sourced, TextField,
};
use diglot_text::script;
use std::ops::Range;

/// A labelled value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry<'t> {
    pub(crate) part: Part,
    /// The label as printed, without what sets it off.
    pub(crate) name: &'t str,
    /// The value's place in the text, without white space around it; may span lines.
    pub(crate) value: Range<usize>,
}

/// Maps the values of one record.
pub(crate) fn record<'t>(
    text: &'t str,
    range: Range<usize>,
    format: &'static str,
    entries: &[Entry<'t>],
) -> Record {
    let entries: Vec<Entry<'t>> = entries
        .iter()
        .filter(|e| !is_empty_value(&text[e.value.clone()]))
        .cloned()
        .collect();
    let mut mapper = Mapper {
        text,
        builder: Builder::new(text, range, format),
        entries,
    };
    mapper.kind();
    mapper.titles();
    mapper.containers();
    mapper.people();
    mapper.dates();
    place::numbers(&mut mapper);
    mapper.identifiers();
    mapper.subjects();
    mapper.abstracts();
    mapper.rest();
    if mapper.first(Part::TranslatedTitle).is_some() {
        speaks_as_its_title(&mut mapper.builder.reference);
    }
    mapper.builder.finish()
}

/// Programs fill what they lack with these.
fn is_empty_value(value: &str) -> bool {
    matches!(
        value
            .trim()
            .trim_matches(['-', '—', '/', '.', ';', '；', ','])
            .trim(),
        "" | "undefined" | "null" | "NULL" | "无" | "暂无" | "None" | "N/A"
    )
}

pub(super) struct Mapper<'t> {
    pub(super) text: &'t str,
    pub(super) builder: Builder<'t>,
    pub(super) entries: Vec<Entry<'t>>,
}

impl<'t> Mapper<'t> {
    pub(super) fn of(&self, part: Part) -> Vec<Range<usize>> {
        self.entries
            .iter()
            .filter(|e| e.part == part)
            .map(|e| e.value.clone())
            .collect()
    }

    pub(super) fn first(&self, part: Part) -> Option<Range<usize>> {
        self.of(part).into_iter().next()
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &'t str {
        &self.text[range.clone()]
    }

    pub(super) fn kind_is(&self, kinds: &[ReferenceType]) -> bool {
        kinds.contains(&self.builder.reference.kind)
    }

    fn kind(&mut self) {
        let stated = self
            .of(Part::Kind)
            .iter()
            .find_map(|r| kind_of(self.slice(r)));
        // The database says more than a type that stands for several, as CNKI's
        // "Legal Rule or Regulation" does for standards and yearbooks.
        let database = self
            .of(Part::Database)
            .iter()
            .chain(&self.of(Part::Genre))
            .find_map(|r| kind_of(self.slice(r)));
        let vague = matches!(
            stated,
            None | Some(
                ReferenceType::Document
                    | ReferenceType::Legislation
                    | ReferenceType::Standard
                    | ReferenceType::Webpage
            )
        );
        let has = |part: Part| self.entries.iter().any(|e| e.part == part);
        let told = if has(Part::School) || has(Part::Degree) && has(Part::Supervisor) {
            Some(ReferenceType::Thesis)
        } else if has(Part::Applicant) && has(Part::Number) {
            Some(ReferenceType::Patent)
        } else {
            self.named_kind()
        };
        let kind = match (stated, database) {
            (Some(stated), None) if stated != ReferenceType::Document => stated,
            (Some(stated), Some(_)) if !vague => stated,
            (_, Some(database)) => database,
            (Some(ReferenceType::Document), None) => told.unwrap_or(if has(Part::Container) {
                ReferenceType::ArticleJournal
            } else {
                ReferenceType::Document
            }),
            (_, None) => told.unwrap_or(if has(Part::Event) {
                ReferenceType::PaperConference
            } else if has(Part::Isbn) && !has(Part::Container) && !has(Part::Source) {
                ReferenceType::Book
            } else {
                ReferenceType::ArticleJournal
            }),
        };
        // CNKI's "Legal Rule or Regulation" with the number of a standard.
        let number = |m: &Self| {
            m.of(Part::Volume)
                .iter()
                .chain(&m.of(Part::Number))
                .any(|r| is_standard_number(m.slice(r)))
        };
        self.builder.reference.kind = if kind == ReferenceType::Legislation && number(self) {
            ReferenceType::Standard
        } else {
            kind
        };
    }

    /// The type that labels are of: `专利名称`, `标准编号`.
    fn named_kind(&self) -> Option<ReferenceType> {
        let of = |words: &[&str]| {
            let mut names = self.entries.iter().map(|e| e.name);
            names.any(|name| words.iter().any(|word| name.contains(word)))
        };
        [
            (
                ReferenceType::Patent,
                &["专利名称", "专利类型", "专利号"][..],
            ),
            (ReferenceType::Standard, &["标准编号", "标准名称", "标准号"]),
            (ReferenceType::Report, &["成果名称", "成果登记号"]),
            (ReferenceType::Book, &["书名", "出版项"]),
        ]
        .into_iter()
        .find(|(_, words)| of(words))
        .map(|(kind, _)| kind)
    }

    fn titles(&mut self) {
        for part in [Part::Title, Part::TranslatedTitle] {
            for range in self.of(part) {
                for piece in two_languages(self.text, &range) {
                    self.text_field(TextField::Title, piece);
                }
            }
        }
        for range in self.of(Part::ShortTitle) {
            self.text_field(TextField::TitleShort, range);
        }
    }

    pub(super) fn text_field(&mut self, field: TextField, range: Range<usize>) {
        let whole = clean(self.slice(&range));
        let value = match field {
            TextField::Funding => whole.trim_end_matches([';', '；']),
            TextField::Title => whole.trim_end_matches(['.', '。']).trim_end(),
            // 《journal》 is the journal; a title may be in marks for its own sake.
            TextField::ContainerTitle => whole
                .strip_prefix('《')
                .and_then(|v| v.strip_suffix('》'))
                .filter(|inner| !inner.contains('《'))
                .unwrap_or(&whole),
            _ => &whole,
        };
        if !value.is_empty() {
            self.builder.text_value(field, value.to_owned(), range);
        }
    }

    fn containers(&mut self) {
        let thesis = self.kind_is(&[ReferenceType::Thesis]);
        let field = if thesis {
            TextField::Publisher
        } else {
            TextField::ContainerTitle
        };
        for part in [Part::School, Part::Container, Part::TranslatedContainer] {
            let field = if part == Part::School {
                TextField::Publisher
            } else {
                field
            };
            for range in self.of(part) {
                if part == Part::Container && !thesis && place::has_coordinates(self.slice(&range))
                {
                    place::source(self, range);
                    continue;
                }
                for piece in two_languages(self.text, &range) {
                    self.text_field(field, piece);
                }
            }
        }
        for range in self.of(Part::Source) {
            place::source(self, range);
        }
        for range in self.of(Part::Event) {
            self.text_field(TextField::EventTitle, range);
        }
        for range in self.of(Part::Imprint) {
            place::imprint(self, &range);
        }
        let no_container = self
            .builder
            .reference
            .texts(TextField::ContainerTitle)
            .is_empty();
        if self.kind_is(&[ReferenceType::ArticleNewspaper]) && no_container {
            for range in self.of(Part::Publisher) {
                self.text_field(TextField::ContainerTitle, range);
            }
        }
        if self.kind_is(&[ReferenceType::PaperConference])
            && no_container
            && let Some(event) = self.first(Part::Event)
        {
            // The proceedings have no other name.
            self.text_field(TextField::ContainerTitle, event);
        }
        for (part, field) in [
            (Part::ContainerShort, TextField::ContainerTitleShort),
            (Part::Series, TextField::CollectionTitle),
            (Part::EventPlace, TextField::EventPlace),
            (Part::Publisher, TextField::Publisher),
            (Part::Place, TextField::PublisherPlace),
            (Part::Degree, TextField::Genre),
            (Part::Genre, TextField::Genre),
            (Part::Funding, TextField::Funding),
            (Part::Note, TextField::Note),
        ] {
            for range in self.of(part) {
                let note = field == TextField::Note;
                if note && self.is_serial_note(&range) {
                    continue;
                }
                let same_as_container = field == TextField::Publisher
                    && self.kind_is(&[ReferenceType::ArticleNewspaper])
                    && self.builder.reference.container_title()
                        == Some(clean(self.slice(&range)).as_str());
                if !same_as_container {
                    self.text_field(field, range);
                }
            }
        }
    }

    /// CNKI's notes hold the journal's Chinese serial number, Wanfang's the number of a
    /// patent or standard: `42-1112/C`.
    fn is_serial_note(&mut self, range: &Range<usize>) -> bool {
        let value = self.slice(range).trim().to_owned();
        if is_chinese_serial(&value) {
            self.builder.identifier(
                Identifier::new(IdentifierScheme::Other("cn".to_owned()), value),
                range.clone(),
            );
            return true;
        }
        if self.kind_is(&[ReferenceType::Patent, ReferenceType::Standard])
            && (is_standard_number(&value) || is_patent_number(&value))
        {
            self.builder.scalar(ScalarField::Number, range.clone());
            return true;
        }
        false
    }

    fn people(&mut self) {
        let list = |m: &Self, part: Part| {
            let mut list = NameList::default();
            for range in m.of(part) {
                list.read(m.text, &range);
            }
            list
        };
        let text = self.text;
        let authors = list(self, Part::Author);
        authors.add(&mut self.builder, text, ContributorRole::Author);
        let translated = list(self, Part::TranslatedAuthor);
        if !translated.names.is_empty()
            && !translated.add_variants(&mut self.builder.reference.contributors, text)
        {
            if self.builder.reference.contributors.is_empty() {
                translated.add(&mut self.builder, text, ContributorRole::Author);
            } else {
                for range in self.of(Part::TranslatedAuthor) {
                    let value = clean(self.slice(&range));
                    self.builder.unmapped("Translated Author", &value);
                }
            }
        }
        let book = !self.kind_is(&[
            ReferenceType::ArticleJournal,
            ReferenceType::ArticleNewspaper,
            ReferenceType::Thesis,
        ]);
        for (part, role) in [
            (
                Part::Editor,
                if book {
                    ContributorRole::Editor
                } else {
                    ContributorRole::Other
                },
            ),
            (Part::Translator, ContributorRole::Translator),
            (Part::Supervisor, ContributorRole::Supervisor),
            (Part::Applicant, ContributorRole::Other),
            (Part::Organiser, ContributorRole::Other),
        ] {
            let role = if part == Part::Supervisor && !self.kind_is(&[ReferenceType::Thesis]) {
                ContributorRole::Other
            } else {
                role
            };
            list(self, part).add(&mut self.builder, text, role);
        }
        for range in self.of(Part::Address) {
            self.addresses(&range);
        }
        // Marks point into the list only when it has as many.
        let r = &mut self.builder.reference;
        let count = r.affiliations.len();
        let fit = r
            .contributors
            .iter()
            .flat_map(|c| &c.affiliations)
            .all(|index| usize::from(*index) < count);
        if !fit {
            for contributor in &mut r.contributors {
                contributor.affiliations.clear();
            }
        }
    }

    /// Affiliations between semicolons; numbers before them are their order.
    fn addresses(&mut self, range: &Range<usize>) {
        let slice = self.slice(range);
        for part in slice.split([';', '；']) {
            let mut part = part.trim();
            for (open, close) in [('[', ']'), ('［', '］'), ('(', ')'), ('（', '）')] {
                if let Some((mark, rest)) =
                    part.strip_prefix(open).and_then(|p| p.split_once(close))
                    && !mark.is_empty()
                    && mark.bytes().all(|b| b.is_ascii_digit())
                {
                    part = rest.trim();
                }
            }
            let value = clean(part);
            if value.is_empty() {
                continue;
            }
            // Wanfang gives each author's affiliation anew.
            let known = &self.builder.reference.affiliations;
            if known.iter().rev().take(64).any(|a| a.text == value) {
                continue;
            }
            let at = crate::lines::range_in(self.text, part);
            let span = self.builder.span(&at);
            let text = diglot_model::LocalizedText::new(script::language_of(&value), value);
            self.builder
                .reference
                .affiliations
                .push(Sourced::at(text, span));
        }
    }

    fn dates(&mut self) {
        place::dates(self);
    }

    fn rest(&mut self) {
        for range in self.of(Part::Database) {
            let value = clean(self.slice(&range));
            if kind_of(&value).is_none() || value.contains('库') {
                self.builder.scalar(ScalarField::Database, range);
            } else if self.kind_is(&[
                ReferenceType::Patent,
                ReferenceType::Standard,
                ReferenceType::Report,
            ]) {
                // 国家标准, 海外专利 say what sort of work it is.
                self.text_field(TextField::Genre, range);
            } else {
                self.builder.unmapped("Database", &value);
            }
        }
        if let Some(range) = self.first(Part::Language)
            && let Some(tag) = stated_language(&clean(self.slice(&range)))
        {
            let span = self.builder.span(&range);
            let tag = if tag.is_chinese() && self.traditional() {
                diglot_model::LanguageTag::ZH_HANT
            } else {
                tag
            };
            self.builder.reference.language = Some(Sourced::at(tag, span));
        }
        for (part, kind) in [
            (Part::Cited, ObservationKind::TimesCited),
            (Part::Downloads, ObservationKind::Downloads),
        ] {
            for range in self.of(part) {
                if let Some(value) = count_of(self.slice(&range)) {
                    self.builder.observation(kind, value, &range);
                }
            }
        }
        for entry in self.entries.clone() {
            if entry.part == Part::Other {
                let value = clean(self.slice(&entry.value));
                self.builder.unmapped(entry.name, &value);
            }
        }
    }

    fn traditional(&self) -> bool {
        let title = self.builder.reference.texts(TextField::Title).first();
        title.is_some_and(|t| t.lang == diglot_model::LanguageTag::ZH_HANT)
    }
}

/// A language by its name or code; `zh-CHS` is older than BCP 47.
fn stated_language(value: &str) -> Option<diglot_model::LanguageTag> {
    match value.trim_end_matches([';', '；']) {
        "zh-CHS" | "chs" | "简体中文" | "汉语" => Some(diglot_model::LanguageTag::ZH_HANS),
        "zh-CHT" | "cht" | "繁体中文" => Some(diglot_model::LanguageTag::ZH_HANT),
        "英文" | "英语" => Some(diglot_model::LanguageTag::EN),
        value => language(value),
    }
}

/// The one value of a range, or the two languages of `中文题名 = English title` and of
/// `中文刊名/English name`.
fn two_languages(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let slice = &text[range.clone()];
    if slice.len() > 1000 {
        return vec![range.clone()];
    }
    for (at, mark) in slice.match_indices(['=', '/', '|', '∥']) {
        let (first, second) = (slice[..at].trim(), slice[at + mark.len()..].trim());
        let sides = [first, second].map(script::is_chinese);
        let latin = if sides[0] { second } else { first };
        // `水稻/wheat rotation` is one title; a translation is longer.
        let words = if mark == "=" { 2 } else { 3 };
        if sides[0] != sides[1]
            && latin.split_whitespace().count() >= words
            && !script::has_han(latin)
        {
            return [first, second]
                .map(|side| crate::lines::range_in(text, side))
                .to_vec();
        }
    }
    vec![range.clone()]
}

/// `42-1112/C`: two digits of the place, four of the journal, its class.
fn is_chinese_serial(value: &str) -> bool {
    let number = value.split('/').next().unwrap_or_default();
    let bytes = number.as_bytes();
    bytes.len() == 7 && bytes[2] == b'-' && number.bytes().filter(u8::is_ascii_digit).count() == 6
}

/// `GB/T 7714-2015`, `YY 0505—2012`, `ISO 690:2010`.
pub(super) fn is_standard_number(value: &str) -> bool {
    let value = value.trim();
    let letters = value
        .chars()
        .take_while(|c| c.is_ascii_uppercase() || matches!(c, '/' | ' '))
        .count();
    let rest = &value[letters.min(value.len())..];
    letters >= 2
        && value.starts_with(|c: char| c.is_ascii_uppercase())
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.contains(['-', '—', ':', '–'])
}

/// `CN111020404A`, `US11651140`.
pub(super) fn is_patent_number(value: &str) -> bool {
    let value = value.trim();
    value.len() >= 8
        && value.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && value.bytes().skip(2).filter(u8::is_ascii_digit).count() >= 6
        && value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'.')
}
