//! Answers of services that have no reader of their own: brought to the shape of a work of
//! Crossref, so that titles, names, markup and languages are read in one place.

use diglot_formats::crossref;
use diglot_model::{Identifier, IdentifierScheme, Name, Origin, Reference, Sourced};
use diglot_text::names::{NameOrder, parse_name};
use serde_json::{Map, Value, json};

/// The reference that a work in Crossref's shape is; `None` when nothing stands there.
pub(crate) fn reference(work: &Value) -> Option<Reference> {
    let mut reference = crossref::reference(&work.to_string())?;
    // What Crossref alone knows was not asked of it.
    reference.unmapped.clear();
    for text in reference.texts.values_mut().flatten() {
        text.value.origin = Origin::Database;
    }
    for text in &mut reference.abstracts {
        text.value.origin = Origin::Database;
    }
    for text in &mut reference.affiliations {
        text.value.origin = Origin::Database;
    }
    Some(reference)
}

/// A work in Crossref's shape, of values that may be missing.
pub(crate) fn work<const N: usize>(values: [(&str, Value); N]) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    let members = values.into_iter().filter(|(_, value)| says(value));
    Value::Object(
        members
            .map(|(key, value)| (key.to_owned(), value))
            .collect::<Map<_, _>>(),
    )
}

/// A list of one text, or of none.
pub(crate) fn one(text: Option<&str>) -> Value {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    Value::Array(text.into_iter().map(Value::from).collect())
}

/// A date such as `2020`, `2020-04` or `2020-04-04T00:00:00Z`; null when there is no year.
pub(crate) fn date(text: &str) -> Value {
    let day = text.get(..10).unwrap_or(text);
    let parts: Vec<u16> = day.split('-').map_while(|part| part.parse().ok()).collect();
    match parts.first() {
        Some(1000..=2999) => json!({ "date-parts": [parts] }),
        _ => Value::Null,
    }
}

/// A person whose names come as one text, given names first.
pub(crate) fn person(name: &str) -> Option<Value> {
    let person = match parse_name(name, NameOrder::GivenFirst) {
        Name::Person {
            family,
            given,
            particle,
            suffix,
        } => {
            let family = match particle {
                Some(particle) => format!("{particle} {family}"),
                None => family,
            };
            work([
                ("family", family.into()),
                ("given", given.into()),
                ("suffix", suffix.into()),
            ])
        }
        Name::Literal { literal } => work([("name", literal.into())]),
    };
    person
        .as_object()
        .is_some_and(|p| !p.is_empty())
        .then_some(person)
}

/// Adds an identifier that Crossref's shape has no place for.
pub(crate) fn identify(reference: &mut Reference, scheme: IdentifierScheme, value: Option<&str>) {
    if let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) {
        reference.add_identifier(Sourced::bare(Identifier::new(scheme, value)));
    }
}
