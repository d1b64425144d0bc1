//! What makes reading the exact reverse of writing: fields of CSL-JSON that the model has
//! no place for go back to where they stood, and values that the readable keys would not
//! give back stand as the model has them under `custom.diglot.exact`.

use super::item::{self, Places, restored, sort};
use diglot_model::{
    LanguageTag, Reference, ReferenceType, Sourced, Spans, TextField, UnmappedField,
};
use serde_json::{Map, Value};

/// Puts fields that came from CSL-JSON back under their keys; returns the others.
pub(super) fn write_back<'u>(
    kind: ReferenceType,
    unmapped: &'u [UnmappedField],
    out: &mut Map<String, Value>,
    custom: &mut Value,
) -> Vec<&'u UnmappedField> {
    let mut left = Vec::new();
    for field in unmapped {
        let place = match field.tag.strip_prefix("custom.") {
            _ if field.format != super::FORMAT => None,
            Some(key) => match key.strip_prefix("diglot.") {
                Some(key) => custom["diglot"].as_object_mut().map(|map| (map, key)),
                None => custom.as_object_mut().map(|map| (map, key)),
            },
            // An unknown type stands where the model has "document".
            None if field.tag == "type" => {
                let unknown = ReferenceType::from_csl_name(&field.value).is_none();
                if kind == ReferenceType::Document && unknown {
                    out.insert("type".into(), Value::String(field.value.clone()));
                } else {
                    left.push(field);
                }
                continue;
            }
            None => Some((&mut *out, field.tag.as_str())),
        };
        match place {
            Some((map, key)) if !map.contains_key(key) && !["custom", "exact"].contains(&key) => {
                map.insert(key.to_owned(), restored(&field.value));
            }
            _ => left.push(field),
        }
    }
    left
}

/// The fields that reading an item would not give back, as the model has them.
pub(super) fn differences(reference: &Reference, item: &Map<String, Value>) -> Map<String, Value> {
    let wanted = normal(reference);
    let got = normal(&item::read(item, &Places::default()));
    if wanted == got {
        return Map::new();
    }
    got.changes_to(&wanted)
        .into_iter()
        .map(|change| (change.field.name().to_owned(), change.after))
        .collect()
}

/// Whether CSL's `language` is taken for a language that the reference states, where
/// `language_stated` does not tell: it is in two languages, or not in this one.
///
/// A reader states the language of what is in English and Chinese, and leaves it open
/// otherwise; so the key is rarely needed.
pub(super) fn seems_stated(reference: &Reference, language: &LanguageTag) -> bool {
    let titles = reference.texts(TextField::Title).iter().map(|t| &t.lang);
    let abstracts = reference.abstracts.iter().map(|a| &a.lang);
    let containers = reference.texts(TextField::ContainerTitle).iter();
    let mut langs = titles.clone().chain(abstracts.clone());
    let chinese = langs.clone().any(LanguageTag::is_chinese);
    let both = chinese && langs.any(|l| *l == LanguageTag::EN);
    let mut first = titles
        .take(1)
        .chain(abstracts.take(1))
        .chain(containers.map(|c| &c.lang).take(1));
    both || first.next() != Some(language)
}

/// A reference without sources and places, in the order that CSL-JSON keeps.
pub(crate) fn normal(reference: &Reference) -> Reference {
    let mut out = reference.clone();
    out.sources.clear();
    out.texts.retain(|_, values| !values.is_empty());
    out.language.iter_mut().for_each(clear);
    out.texts.values_mut().flatten().for_each(clear);
    out.abstracts.iter_mut().for_each(clear);
    out.contributors.iter_mut().for_each(clear);
    out.affiliations.iter_mut().for_each(clear);
    out.dates.values_mut().for_each(clear);
    out.scalars.values_mut().for_each(clear);
    out.identifiers.iter_mut().for_each(clear);
    out.urls.iter_mut().for_each(clear);
    out.keywords.iter_mut().for_each(clear);
    out.classifications.iter_mut().for_each(clear);
    out.observations.iter_mut().for_each(clear);
    out.unmapped.iter_mut().for_each(|u| u.source = 0);
    sort(&mut out);
    out
}

fn clear<T>(value: &mut Sourced<T>) {
    value.source = 0;
    value.spans = Spans::new();
}
