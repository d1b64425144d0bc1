//! From the fields of an entry to a reference.

mod abstracts;
mod identifiers;
mod notes;
mod numbers;
mod people;
mod texts;
mod variants;

pub(super) use numbers::{NumberIs, number_is};

use super::fields::{self, Name};
use super::macros::Macros;
use super::scan::Entry;
use super::{FORMAT, dates, languages, tex, types};
use crate::Record;
use crate::build::Builder;
use diglot_model::{
    Date, DateField, LanguageTag, LocalizedText, ReferenceType, ScalarField, Sourced, TextField,
    UnmappedField,
};
use diglot_text::script;
use std::borrow::Cow;
use std::ops::Range;

/// A field with its value put together.
#[derive(Debug)]
pub(super) struct Field<'t> {
    /// Its name in lower case.
    pub(super) name: Cow<'t, str>,
    /// Its value as TeX.
    pub(super) raw: Cow<'t, str>,
    /// Where the value stands; nowhere when another entry gave it.
    place: Option<Range<usize>>,
    meaning: Option<Name>,
    used: bool,
}

impl<'t> Field<'t> {
    pub(super) fn new(name: Cow<'t, str>, raw: Cow<'t, str>, place: Option<Range<usize>>) -> Self {
        Self {
            meaning: fields::name_of(&name),
            name,
            raw,
            place,
            used: false,
        }
    }
}

/// A value taken from its field.
#[derive(Debug)]
struct Taken<'t> {
    raw: Cow<'t, str>,
    place: Option<Range<usize>>,
}

/// How many fields of an entry are asked for what they mean. An entry has some dozens; of
/// thousands each step would look at all again and again.
const MOST_FIELDS: usize = 500;

/// The fields of an entry; empty ones are none.
pub(super) fn fields<'t>(
    text: &'t str,
    entry: &Entry<'t>,
    macros: &Macros,
    unknown: &mut Vec<&'t str>,
) -> Vec<Field<'t>> {
    let mut out = Vec::with_capacity(entry.fields.len());
    for field in &entry.fields {
        let raw = macros.resolve(text, &field.value, unknown);
        if raw
            .bytes()
            .all(|b| b.is_ascii_whitespace() || matches!(b, b'{' | b'}'))
        {
            continue;
        }
        let name = if field.name.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(field.name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(field.name)
        };
        let mut read = Field::new(name, raw, Some(field.value.range()));
        if out.len() >= MOST_FIELDS {
            read.meaning = None;
        }
        out.push(read);
    }
    out
}

/// Maps an entry whose fields, own and inherited, are given.
pub(super) fn record(text: &str, entry: &Entry<'_>, fields: Vec<Field<'_>>) -> Record {
    let entry_kind = entry.kind.to_ascii_lowercase();
    let mut mapper = Mapper {
        builder: Builder::new(text, entry.range.clone(), FORMAT),
        fields,
        entry_kind: &entry_kind,
        stated: None,
    };
    mapper.key(&text[entry.key.clone()], entry.key.clone());
    mapper.kind();
    mapper.language();
    mapper.titles();
    mapper.containers();
    mapper.people();
    mapper.dates();
    mapper.publishers();
    mapper.numbers();
    mapper.identifiers();
    mapper.addresses();
    mapper.notes();
    mapper.abstracts();
    mapper.keywords();
    mapper.variants();
    mapper.rest();
    let key = text[entry.key.clone()].to_owned();
    let mut record = mapper.builder.finish();
    record.key = (!key.is_empty()).then_some(key);
    record
}

/// Languages that are not written in Latin letters.
const OTHER_SCRIPTS: [&str; 12] = [
    "zh", "ja", "ko", "ru", "uk", "bg", "ar", "fa", "he", "el", "th", "hi",
];

struct Mapper<'t, 'e> {
    builder: Builder<'t>,
    fields: Vec<Field<'t>>,
    entry_kind: &'e str,
    /// The language that the entry states.
    stated: Option<LanguageTag>,
}

impl<'t> Mapper<'t, '_> {
    fn has(&self, name: Name) -> bool {
        self.fields
            .iter()
            .any(|f| f.meaning == Some(name) && !f.used)
    }

    fn peek(&self, name: Name) -> Option<&str> {
        self.fields
            .iter()
            .find(|f| f.meaning == Some(name) && !f.used)
            .map(|f| &*f.raw)
    }

    /// The first value of a field, which is done with then.
    fn take(&mut self, name: Name) -> Option<Taken<'t>> {
        let field = self
            .fields
            .iter_mut()
            .find(|f| f.meaning == Some(name) && !f.used)?;
        field.used = true;
        Some(Taken {
            raw: field.raw.clone(),
            place: field.place.clone(),
        })
    }

    fn take_first(&mut self, names: &[Name]) -> Option<Taken<'t>> {
        names.iter().find_map(|name| self.take(*name))
    }

    /// Puts a value back among those that have no place in the model.
    fn put_back(&mut self, taken: &Taken<'_>) {
        let field = self
            .fields
            .iter_mut()
            .find(|f| f.used && f.place == taken.place && f.raw == taken.raw);
        if let Some(field) = field {
            field.used = false;
            field.meaning = None;
        }
    }

    fn sourced<T>(&self, value: T, place: Option<&Range<usize>>) -> Sourced<T> {
        match place {
            Some(range) => Sourced::at(value, self.builder.span(range)),
            None => Sourced::bare(value),
        }
    }

    /// The language of a text: as its script tells, and the one that is named where the
    /// script allows it.
    fn tag(text: &str, named: Option<&LanguageTag>) -> LanguageTag {
        let script = script::language_of(text);
        let Some(named) = named else {
            return script;
        };
        let fits = if script.is_chinese() {
            // The characters tell simplified from traditional unless they are named.
            named.is_chinese() && *named != LanguageTag::ZH_HANS
        } else if script == LanguageTag::EN {
            !OTHER_SCRIPTS.contains(&named.primary())
        } else {
            script == LanguageTag::UND || script.same_language(named)
        };
        if fits { named.clone() } else { script }
    }

    fn text(&mut self, field: TextField, text: String, place: Option<&Range<usize>>) {
        let value = LocalizedText::new(Self::tag(&text, None), text);
        let value = self.sourced(value, place);
        self.builder.reference.add_text(field, value);
    }

    /// Adds a value in TeX to a text field.
    fn add(&mut self, field: TextField, taken: &Taken<'_>) {
        let text = tex::line(&taken.raw).into_owned();
        self.text(field, text, taken.place.as_ref());
    }

    /// Sets a scalar unless it has a value.
    fn scalar(&mut self, field: ScalarField, value: String, place: Option<&Range<usize>>) -> bool {
        if value.is_empty() || self.builder.reference.scalars.contains_key(&field) {
            return false;
        }
        let value = self.sourced(value, place);
        self.builder.reference.scalars.insert(field, value);
        true
    }

    fn key(&mut self, key: &str, place: Range<usize>) {
        self.scalar(ScalarField::CitationKey, key.to_owned(), Some(&place));
    }

    fn kind(&mut self) {
        let kind = types::kind_of(self.entry_kind);
        if kind.is_none() {
            let kind = self.entry_kind.to_owned();
            self.builder.unmapped("entrytype", &kind);
        }
        let mut kind = kind.unwrap_or(ReferenceType::Document);
        if let Some(taken) = self.take(Name::Subtype) {
            match types::of_subtype(&tex::line(&taken.raw), kind) {
                Some(finer) => kind = finer,
                None => self.put_back(&taken),
            }
        }
        let preprint = self.has(Name::Eprint)
            && self
                .peek(Name::EprintType)
                .is_some_and(|t| t.trim().eq_ignore_ascii_case("arxiv"));
        let proceedings = self
            .peek(Name::BookTitle)
            .is_some_and(|t| t.to_ascii_lowercase().contains("proceedings"));
        if self.entry_kind == "article" && proceedings && !self.has(Name::Journal) {
            kind = ReferenceType::PaperConference;
        }
        if self.entry_kind == "misc" && kind == ReferenceType::Document && preprint {
            kind = ReferenceType::Article;
        }
        self.builder.reference.kind = kind;
    }

    fn language(&mut self) {
        for name in [Name::Language, Name::LangId] {
            while let Some(taken) = self.take(name) {
                let text = tex::line(&taken.raw);
                let known = languages::of(&text);
                let first = || {
                    text.split([',', ';', '/'])
                        .flat_map(|part| part.split(" and "))
                        .find_map(languages::of)
                };
                let whole = known.is_some();
                let Some(tag) = known.or_else(first) else {
                    self.put_back(&taken);
                    break;
                };
                if self.stated.is_none() {
                    let value = self.sourced(tag.clone(), taken.place.as_ref());
                    self.builder.reference.language = Some(value);
                    self.stated = Some(tag);
                    if whole {
                        continue;
                    }
                } else if self.stated.as_ref().is_some_and(|s| s.same_language(&tag)) {
                    continue;
                }
                self.put_back(&taken);
                break;
            }
        }
    }

    fn date_field(&mut self, name: Name, field: DateField) {
        while let Some(taken) = self.take(name) {
            let date = dates::read(&taken.raw);
            match date {
                Some(date) if !self.builder.reference.dates.contains_key(&field) => {
                    self.date(field, date, taken.place.as_ref());
                }
                _ => {
                    self.put_back(&taken);
                    return;
                }
            }
        }
    }

    fn date(&mut self, field: DateField, date: Date, place: Option<&Range<usize>>) {
        let date = self.sourced(date, place);
        self.builder.reference.dates.insert(field, date);
    }

    fn dates(&mut self) {
        let whole = self.take(Name::Date);
        let year = self.take(Name::Year);
        let month = self.take(Name::Month);
        let day = self.take(Name::Day);
        let season = self.take(Name::Season);
        let word = season.as_ref().or(month.as_ref());
        let parts = year.as_ref().and_then(|year| {
            dates::from_parts(
                &year.raw,
                word.map(|w| &*w.raw),
                day.as_ref().map(|d| &*d.raw),
            )
        });
        let dated = whole.as_ref().and_then(|d| {
            let date = dates::read(&d.raw)?;
            date.start.is_some().then_some(date)
        });
        let detail = |d: &Date| {
            d.start.map_or(0, |p| {
                u8::from(p.month.is_some() || p.season.is_some()) + u8::from(p.day.is_some())
            }) + u8::from(d.end.is_some() || d.approximate)
        };
        let (chosen, place) = match (dated, parts) {
            (Some(date), Some(parts))
                if date.start_year() == parts.start_year() && detail(&parts) > detail(&date) =>
            {
                (Some(parts), year.as_ref())
            }
            (Some(date), _) => (Some(date), whole.as_ref()),
            (None, Some(parts)) => (Some(parts), year.as_ref()),
            (None, None) => (
                whole.as_ref().and_then(|d| dates::read(&d.raw)),
                whole.as_ref(),
            ),
        };
        if let Some(date) = chosen {
            let place = place.and_then(|p| p.place.clone());
            self.date(DateField::Issued, date, place.as_ref());
        } else {
            for taken in [whole, year, month, day, season].into_iter().flatten() {
                self.put_back(&taken);
            }
        }
        self.date_field(Name::UrlDate, DateField::Accessed);
        self.date_field(Name::OriginalDate, DateField::OriginalDate);
        self.date_field(Name::EventDate, DateField::EventDate);
        self.date_field(Name::Submitted, DateField::Submitted);
        self.date_field(Name::Available, DateField::AvailableDate);
    }

    /// What no other step wanted is kept as it stands.
    fn rest(&mut self) {
        for field in std::mem::take(&mut self.fields) {
            if field.used || field.place.is_none() {
                continue;
            }
            let value = field.raw.trim().to_owned();
            let same = |u: &UnmappedField| u.tag == *field.name && u.value == value;
            let known = &self.builder.reference.unmapped;
            if known.len() > MOST_FIELDS || !known.iter().any(same) {
                self.builder.unmapped(&field.name, &value);
            }
        }
    }
}
