//! The fields of a reference as lines of text: what people read, and what they type.

mod dates;
mod offers;
mod people;
mod typed;
mod values;

pub use dates::date_text;
pub use offers::{FieldOffer, field_offers};
pub use people::{NewPeople, authors_line};
pub use typed::FieldEdit;

use people::people_lines;

use diglot_model::{DateField, LanguageTag, Reference, ScalarField, TextField};

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
    /// Whether [`crate::Library::edit_field`] takes another text for it.
    pub editable: bool,
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
    lines.work(reference);
    lines.subjects(reference);
    lines.0
}

/// Everything about a reference, people and abstracts among the other values.
pub fn all_lines(reference: &Reference) -> Vec<FieldLine> {
    let mut lines = Lines(people_lines(reference));
    lines.work(reference);
    lines.0.extend(abstract_lines(reference));
    lines.subjects(reference);
    lines.0
}

/// The abstracts of a reference, each as the text that [`crate::Library::edit_field`] takes
/// back under the key `abstract`.
fn abstract_lines(reference: &Reference) -> Vec<FieldLine> {
    let mut lines = Lines::default();
    for value in &reference.abstracts {
        let lang = Some(&value.lang);
        lines.add("abstract", &value.plain(), lang, value.source, true);
    }
    lines.0
}

#[derive(Default)]
struct Lines(Vec<FieldLine>);

impl Lines {
    /// What it is called, where and when it appeared, how it is found.
    fn work(&mut self, reference: &Reference) {
        self.texts(
            reference,
            &[
                TextField::Title,
                TextField::TitleShort,
                TextField::OriginalTitle,
            ],
        );
        self.texts(
            reference,
            &[
                TextField::ContainerTitle,
                TextField::ContainerTitleShort,
                TextField::CollectionTitle,
            ],
        );
        self.dates(reference, &[DateField::Issued]);
        self.scalars(reference, &PLACE);
        let early = [
            TextField::Title,
            TextField::TitleShort,
            TextField::OriginalTitle,
            TextField::ContainerTitle,
            TextField::ContainerTitleShort,
            TextField::CollectionTitle,
        ];
        self.texts(reference, &rest_of(TextField::ALL, &early));
        self.scalars(reference, &rest_of(ScalarField::ALL, &PLACE));
        self.dates(reference, &rest_of(DateField::ALL, &[DateField::Issued]));
        for value in &reference.identifiers {
            self.add(
                value.scheme.name(),
                &value.value.value,
                None,
                value.source,
                true,
            );
        }
        for value in &reference.urls {
            self.add("URL", value, None, value.source, true);
        }
    }

    /// What it is about, and the rest.
    fn subjects(&mut self, reference: &Reference) {
        for value in &reference.keywords {
            self.add(
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
            self.add("classification", text.trim(), None, value.source, false);
        }
        for value in &reference.observations {
            let date = value.date.as_deref().map(|date| format!(" ({date})"));
            let text = format!("{}{}", value.value.value, date.unwrap_or_default());
            self.add(value.kind.name(), &text, None, value.source, false);
        }
        if let Some(language) = &reference.language {
            self.add("language", language.as_str(), None, language.source, true);
        }
    }

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

#[cfg(test)]
mod tests;
