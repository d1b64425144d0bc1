//! The fields of a reference as lines of text: what people read, and what they type.

use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_model::{
    Contributor, ContributorRole, Date, DateField, DatePoint, Identifier, IdentifierScheme,
    Keyword, KeywordKind, LanguageTag, LocalizedText, Name, Origin, Reference, ScalarField, Source,
    Sourced, TextField,
};
use diglot_store::{OperationId, ReferenceId};
use diglot_text::names::{NameOrder, decide_order, parse_name};
use diglot_text::script::{has_han, language_of};

/// One value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldLine {
    /// The field: a name of the model's fields, or of an identifier scheme (`DOI`).
    pub key: String,
    /// The value in one line.
    pub text: String,
    /// The language, for texts.
    pub lang: Option<LanguageTag>,
    /// Index into [`Reference::sources`].
    pub source: Option<u16>,
    /// Whether [`Library::edit_field`] takes another text for it.
    pub editable: bool,
}

/// What somebody typed for one value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    /// The field, as in [`FieldLine::key`].
    pub key: String,
    /// The language of a text; judged by its script when absent.
    pub lang: Option<LanguageTag>,
    /// Which value of the field, from 0; one past the last adds one.
    pub index: usize,
    /// The new value; empty removes it.
    pub text: String,
}

/// The scalar fields that stand with the journal, in the order of a printed reference.
const PLACE: [ScalarField; 4] = [
    ScalarField::Volume,
    ScalarField::Issue,
    ScalarField::Page,
    ScalarField::ArticleNumber,
];

/// The values of a reference without its abstracts and people, in the order in which
/// people read them: titles, where and when it appeared, identifiers, subjects, the rest.
pub fn field_lines(reference: &Reference) -> Vec<FieldLine> {
    let mut lines = Lines::default();
    lines.texts(
        reference,
        &[
            TextField::Title,
            TextField::TitleShort,
            TextField::OriginalTitle,
        ],
    );
    lines.texts(
        reference,
        &[
            TextField::ContainerTitle,
            TextField::ContainerTitleShort,
            TextField::CollectionTitle,
        ],
    );
    lines.dates(reference, &[DateField::Issued]);
    lines.scalars(reference, &PLACE);
    let early = [
        TextField::Title,
        TextField::TitleShort,
        TextField::OriginalTitle,
        TextField::ContainerTitle,
        TextField::ContainerTitleShort,
        TextField::CollectionTitle,
    ];
    lines.texts(reference, &rest_of(TextField::ALL, &early));
    lines.scalars(reference, &rest_of(ScalarField::ALL, &PLACE));
    lines.dates(reference, &rest_of(DateField::ALL, &[DateField::Issued]));
    for value in &reference.identifiers {
        lines.add(
            value.scheme.name(),
            &value.value.value,
            None,
            value.source,
            true,
        );
    }
    for value in &reference.urls {
        lines.add("URL", value, None, value.source, true);
    }
    for value in &reference.keywords {
        lines.add(
            "keyword",
            &value.text,
            Some(&value.lang),
            value.source,
            true,
        );
    }
    for value in &reference.classifications {
        let label = value.label.as_deref().unwrap_or_default();
        let text = format!("{} {label}", value.code);
        lines.add("classification", text.trim(), None, value.source, false);
    }
    for value in &reference.observations {
        let date = value.date.as_deref().map(|date| format!(" ({date})"));
        let text = format!("{}{}", value.value.value, date.unwrap_or_default());
        lines.add(value.kind.name(), &text, None, value.source, false);
    }
    if let Some(language) = &reference.language {
        lines.add("language", language.as_str(), None, language.source, false);
    }
    lines.0
}

#[derive(Default)]
struct Lines(Vec<FieldLine>);

impl Lines {
    fn add(
        &mut self,
        key: &str,
        text: &str,
        lang: Option<&LanguageTag>,
        source: u16,
        editable: bool,
    ) {
        self.0.push(FieldLine {
            key: key.to_owned(),
            text: text.to_owned(),
            lang: lang.cloned(),
            source: Some(source),
            editable,
        });
    }

    fn texts(&mut self, reference: &Reference, fields: &[TextField]) {
        for field in fields {
            for value in reference.texts(*field) {
                self.add(
                    field.name(),
                    &value.text,
                    Some(&value.lang),
                    value.source,
                    true,
                );
            }
        }
    }

    fn scalars(&mut self, reference: &Reference, fields: &[ScalarField]) {
        for field in fields {
            if let Some(value) = reference.scalars.get(field) {
                self.add(field.name(), value, None, value.source, true);
            }
        }
    }

    fn dates(&mut self, reference: &Reference, fields: &[DateField]) {
        for field in fields {
            if let Some(value) = reference.dates.get(field) {
                self.add(field.name(), &date_text(value), None, value.source, true);
            }
        }
    }
}

fn rest_of<T: Copy + PartialEq>(all: &[T], early: &[T]) -> Vec<T> {
    all.iter()
        .copied()
        .filter(|field| !early.contains(field))
        .collect()
}

/// A date as it is typed: `2020-04-03`, a range with `/`, `about` as `~`, or as printed.
pub fn date_text(date: &Date) -> String {
    let point = |point: &DatePoint| {
        let mut text = point.year.to_string();
        if let Some(season) = point.season {
            text = format!("{text} {}", season_word(season.number()));
        }
        for part in [point.month, point.day].into_iter().flatten() {
            text = format!("{text}-{part:02}");
        }
        text
    };
    let text = match (&date.start, &date.end) {
        (Some(start), Some(end)) => format!("{}/{}", point(start), point(end)),
        (Some(start), None) => point(start),
        (None, Some(end)) => format!("/{}", point(end)),
        (None, None) => return date.literal.clone().unwrap_or_default(),
    };
    if date.approximate {
        format!("{text}~")
    } else {
        text
    }
}

fn season_word(number: u8) -> &'static str {
    ["spring", "summer", "autumn", "winter"]
        .get(usize::from(number.saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

/// Reads a date that somebody typed; what has no year is kept as printed.
fn date_of(text: &str) -> Date {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let numbers: Option<Vec<u16>> = parts.iter().map(|part| part.parse().ok()).collect();
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ' ' | '年' | '月' | '日'));
    let small = |number: Option<&u16>| number.and_then(|n| u8::try_from(*n).ok());
    match numbers.as_deref() {
        Some([year, rest @ ..]) if plain && parts[0].len() == 4 && rest.len() <= 2 => Date::point(
            DatePoint::from_parts(i32::from(*year), small(rest.first()), small(rest.get(1))),
        ),
        _ => Date {
            literal: Some(text.to_owned()),
            ..Date::default()
        },
    }
}

/// The authors of a reference in one line, as [`Library::edit_field`] takes them back
/// under the key `author`.
pub fn authors_line(reference: &Reference) -> String {
    let names: Vec<String> = reference
        .contributors_as(ContributorRole::Author)
        .filter_map(|author| author.name().map(typed_name))
        .collect();
    names.join("; ")
}

/// A name as it is typed: `Family, Given`; in Han script without anything between.
fn typed_name(name: &Name) -> String {
    let (family, given) = (name.family(), name.given());
    if given.is_empty() {
        family
    } else if has_han(&family) {
        format!("{family}{given}")
    } else {
        format!("{family}, {given}")
    }
}

impl Library {
    /// Sets one value of a field to what somebody typed, as one operation. Returns
    /// nothing when nothing differed.
    pub fn edit_field(&mut self, id: ReferenceId, edit: &FieldEdit) -> Result<Option<OperationId>> {
        let stored = self.store.get_present(id)?;
        let after = edited(&stored.reference, edit, now())?;
        self.replace(id, &after)
    }
}

/// Now, RFC 3339.
fn now() -> String {
    format!("{:.3}", jiff::Timestamp::now())
}

/// The reference with one value typed anew; the value's source is that edit.
fn edited(reference: &Reference, edit: &FieldEdit, at: String) -> Result<Reference> {
    let mut after = reference.clone();
    after.sources.push(Source::Edit { at });
    let source = u16::try_from(after.sources.len() - 1).unwrap_or_default();
    let text = edit.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let sourced = Typed {
        source,
        index: edit.index,
    };
    let unknown = || LibraryError::NotEditable(edit.key.clone());
    if let Some(field) = TextField::ALL.iter().find(|field| field.name() == edit.key) {
        let lang = edit.lang.clone().unwrap_or_else(|| language_of(&text));
        let value = LocalizedText {
            lang,
            text,
            origin: Origin::User,
        };
        let empty = value.text.is_empty();
        sourced.put(after.texts.entry(*field).or_default(), value, empty);
        if after.texts(*field).is_empty() {
            after.texts.remove(field);
        }
    } else if let Some(field) = ScalarField::ALL
        .iter()
        .find(|field| field.name() == edit.key)
    {
        after.scalars.remove(field);
        if !text.is_empty() {
            after.scalars.insert(*field, sourced.of(text));
        }
    } else if let Some(field) = DateField::ALL.iter().find(|field| field.name() == edit.key) {
        after.dates.remove(field);
        if !text.is_empty() {
            after.dates.insert(*field, sourced.of(date_of(&text)));
        }
    } else {
        match edit.key.as_str() {
            "author" => sourced.authors(&mut after, &text),
            "URL" => {
                let empty = text.is_empty();
                sourced.put(&mut after.urls, text, empty);
            }
            "keyword" => sourced.keyword(&mut after, edit, text),
            scheme => {
                let scheme = scheme_of(reference, scheme).ok_or_else(unknown)?;
                sourced.identifier(&mut after, &scheme, &text)?;
            }
        }
    }
    if after
        == (Reference {
            sources: after.sources.clone(),
            ..reference.clone()
        })
    {
        return Ok(reference.clone());
    }
    Ok(after)
}

/// The scheme of a field's name: a known one, or one that the reference has.
fn scheme_of(reference: &Reference, name: &str) -> Option<IdentifierScheme> {
    [
        IdentifierScheme::Doi,
        IdentifierScheme::Pmid,
        IdentifierScheme::Pmcid,
        IdentifierScheme::Arxiv,
        IdentifierScheme::Isbn,
        IdentifierScheme::Issn,
        IdentifierScheme::Registration,
    ]
    .into_iter()
    .chain(reference.identifiers.iter().map(|id| id.scheme.clone()))
    .find(|scheme| scheme.name() == name)
}

/// A typed value: its source, and which of the field's values it replaces.
struct Typed {
    source: u16,
    index: usize,
}

impl Typed {
    fn of<T>(&self, value: T) -> Sourced<T> {
        Sourced {
            source: self.source,
            ..Sourced::bare(value)
        }
    }

    fn put<T: PartialEq>(&self, values: &mut Vec<Sourced<T>>, value: T, empty: bool) {
        match values.get_mut(self.index) {
            Some(_) if empty => {
                values.remove(self.index);
            }
            Some(old) if old.value == value => {}
            Some(old) => *old = self.of(value),
            None if empty => {}
            None => values.push(self.of(value)),
        }
    }

    fn keyword(&self, after: &mut Reference, edit: &FieldEdit, text: String) {
        let (empty, lang) = (text.is_empty(), edit.lang.clone());
        let kind = after
            .keywords
            .get(self.index)
            .map_or(KeywordKind::Author, |old| old.kind);
        let value = Keyword {
            lang: lang.unwrap_or_else(|| language_of(&text)),
            text,
            kind,
        };
        self.put(&mut after.keywords, value, empty);
    }

    fn identifier(
        &self,
        after: &mut Reference,
        scheme: &IdentifierScheme,
        text: &str,
    ) -> Result<()> {
        let value = match scheme {
            IdentifierScheme::Doi if !text.is_empty() => {
                let wrong = || LibraryError::NotAValue {
                    field: scheme.name().to_owned(),
                    text: text.to_owned(),
                };
                Identifier::doi(text).ok_or_else(wrong)?
            }
            _ => Identifier::new(scheme.clone(), text),
        };
        let places: Vec<usize> = (0..after.identifiers.len())
            .filter(|place| after.identifiers[*place].scheme == *scheme)
            .collect();
        let at = Self {
            source: self.source,
            index: places
                .get(self.index)
                .copied()
                .unwrap_or(after.identifiers.len()),
        };
        at.put(&mut after.identifiers, value, text.is_empty());
        Ok(())
    }

    /// Authors whose name is typed as it was keep what else is known about them.
    fn authors(&self, after: &mut Reference, text: &str) {
        let names: Vec<&str> = text
            .split([';', '；', '、'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        let order = decide_order(names.iter().copied(), NameOrder::GivenFirst);
        let (mut known, others): (Vec<_>, Vec<_>) = std::mem::take(&mut after.contributors)
            .into_iter()
            .partition(|person| person.role == ContributorRole::Author);
        for name in names {
            let same = known
                .iter()
                .position(|person| person.name().is_some_and(|known| typed_name(known) == name));
            after.contributors.push(match same {
                Some(place) => known.remove(place),
                None => self.of(Contributor::author(parse_name(name, order))),
            });
        }
        after.contributors.extend(others);
    }
}

#[cfg(test)]
mod tests;
