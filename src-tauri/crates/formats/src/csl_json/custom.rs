//! Reading what stands under `custom.diglot`.

use super::exact;
use super::item::{Places, sort, stored};
use super::value;
use diglot_model::{
    Abstract, Classification, ClassificationScheme, ContributorRole, Field, Identifier,
    IdentifierScheme, Keyword, LanguageTag, LocalizedText, NameVariant, NameVariants, Observation,
    Origin, Reference, ScalarField, Section, Sourced, TextField, UnmappedField,
};
use diglot_text::script;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Keys that say again what other keys say, or what only the writer knew.
const DERIVED: [&str; 7] = [
    "missing",
    "relation",
    "source",
    "sources",
    "provenance",
    "number_of_pages",
    "exact",
];

/// Reads the values of `custom.diglot` into a reference that has those of CSL's fields.
pub(super) fn read(reference: &mut Reference, custom: &Map<String, Value>, places: &Places<'_>) {
    let mut reader = Custom {
        reference,
        keys: custom,
        places,
    };
    reader.texts();
    reader.people();
    for (key, value) in custom {
        if !reader.field(key, value) {
            let tag = format!("custom.diglot.{key}");
            let value = stored(value);
            reader.reference.unmapped.push(own(tag, value));
        }
    }
    reader.language();
    sort(reference);
    if let Some(Value::Object(exact)) = custom.get("exact") {
        for (name, value) in exact {
            if let Ok(field) = Field::from_name(name) {
                // A value that is none leaves what the readable keys said.
                let _ = reference.set_field(field, value.clone());
            }
        }
    }
}

fn own(tag: String, value: String) -> UnmappedField {
    UnmappedField {
        format: super::FORMAT.to_owned(),
        tag,
        value,
        source: 0,
    }
}

struct Custom<'a> {
    reference: &'a mut Reference,
    keys: &'a Map<String, Value>,
    places: &'a Places<'a>,
}

impl Custom<'_> {
    fn bare<T>(&self, value: T) -> Sourced<T> {
        self.places.at("custom", value)
    }

    /// Texts in all their languages; each keeps the place of the same text in CSL's field.
    fn texts(&mut self) {
        let more = self.keys.get("texts").and_then(Value::as_object);
        let lists = [
            (TextField::Title, self.keys.get("titles")),
            (TextField::ContainerTitle, self.keys.get("container_titles")),
        ];
        let others =
            more.into_iter()
                .flatten()
                .filter_map(|(name, list)| match Field::from_name(name) {
                    Ok(Field::Text(field)) => Some((field, Some(list))),
                    _ => None,
                });
        for (field, list) in lists.into_iter().chain(others) {
            let Some(Value::Array(list)) = list else {
                continue;
            };
            let values: Vec<Sourced<LocalizedText>> = list
                .iter()
                .filter_map(localized)
                .map(|text| {
                    let known = self.reference.texts(field).iter();
                    let at = known.clone().find(|k| k.text == text.text);
                    match at {
                        Some(at) => at.clone().map(|_| text),
                        None => self.bare(text),
                    }
                })
                .collect();
            if !values.is_empty() {
                self.reference.texts.insert(field, values);
            }
        }
    }

    /// What is told of contributors by position.
    fn people(&mut self) {
        let roles = list(self.keys.get("contributor_roles"));
        let mut others = self
            .reference
            .contributors
            .iter_mut()
            .filter(|c| c.role == ContributorRole::Other);
        for role in roles {
            if let (Some(contributor), Ok(role)) = (others.next(), serde_json::from_value(role)) {
                contributor.role = role;
            }
        }
        let variants = list(self.keys.get("author_variants"));
        let marks = list(self.keys.get("author_affiliations"));
        let orcids = list(self.keys.get("author_orcids"));
        let authors = self
            .reference
            .contributors
            .iter_mut()
            .filter(|c| c.role == ContributorRole::Author);
        for (i, author) in authors.enumerate() {
            if let Some(Value::Array(names)) = variants.get(i) {
                let names: NameVariants = names.iter().filter_map(variant).collect();
                if !names.is_empty() {
                    author.names = names;
                }
            }
            let marks: Option<Vec<u16>> = marks.get(i).and_then(parse);
            author.affiliations = marks
                .unwrap_or_default()
                .into_iter()
                .filter_map(|mark| mark.checked_sub(1))
                .collect();
            author.orcid = orcids.get(i).and_then(Value::as_str).map(str::to_owned);
        }
    }

    /// Reads one key; whether it is one that this version knows.
    fn field(&mut self, key: &str, value: &Value) -> bool {
        match key {
            "abstracts" => {
                let abstracts = list(Some(value));
                let read: Vec<_> = abstracts.iter().filter_map(abstract_of).collect();
                self.reference.abstracts = read.into_iter().map(|a| self.bare(a)).collect();
            }
            "keywords" => {
                let read: Vec<Keyword> = list(Some(value)).iter().filter_map(parse).collect();
                self.reference.keywords = read.into_iter().map(|k| self.bare(k)).collect();
            }
            "affiliations" => {
                let read = value::texts(value)
                    .into_iter()
                    .map(|text| self.bare(LocalizedText::new(script::language_of(&text), text)));
                self.reference.affiliations = read.collect();
            }
            "identifiers" => self.identifiers(value),
            "classification" => self.classification(value),
            "observations" => {
                let read: Vec<Observation> = list(Some(value)).iter().filter_map(parse).collect();
                self.reference.observations = read.into_iter().map(|o| self.bare(o)).collect();
            }
            "contributors_complete" => {
                self.reference.contributors_complete = value.as_bool().unwrap_or(true);
            }
            "article_number" => self.article_number(value),
            "urls" => {
                let urls = value::texts(value);
                self.reference.urls = urls.into_iter().map(|u| self.bare(u)).collect();
            }
            "unmapped" => {
                let read = list(Some(value));
                self.reference
                    .unmapped
                    .extend(read.iter().filter_map(unmapped));
            }
            "titles"
            | "container_titles"
            | "texts"
            | "author_variants"
            | "author_affiliations"
            | "author_orcids"
            | "contributor_roles"
            | "language_stated" => {}
            key => return DERIVED.contains(&key),
        }
        true
    }

    /// The page field stands for the article number where there is no page.
    fn article_number(&mut self, value: &Value) {
        let Some(number) = value::text(value) else {
            return;
        };
        let page = self.reference.scalars.get(&ScalarField::Page);
        let at = match page.filter(|p| p.value == number).cloned() {
            Some(page) => {
                self.reference.scalars.remove(&ScalarField::Page);
                page
            }
            None => self.bare(number),
        };
        self.reference
            .scalars
            .insert(ScalarField::ArticleNumber, at);
    }

    fn identifiers(&mut self, value: &Value) {
        for (key, value) in value.as_object().into_iter().flatten() {
            let scheme = match key.as_str() {
                "pmid" => IdentifierScheme::Pmid,
                "pmcid" => IdentifierScheme::Pmcid,
                "arxiv" => IdentifierScheme::Arxiv,
                "registrations" => IdentifierScheme::Registration,
                "dois" => IdentifierScheme::Doi,
                "isbns" => IdentifierScheme::Isbn,
                "issns" => IdentifierScheme::Issn,
                name => IdentifierScheme::Other(name.to_owned()),
            };
            for text in value::texts(value) {
                let identifier = self.bare(Identifier::new(scheme.clone(), text));
                self.reference.add_identifier(identifier);
            }
        }
    }

    fn classification(&mut self, value: &Value) {
        self.reference.classifications.clear();
        for (key, codes) in value.as_object().into_iter().flatten() {
            let scheme = match key.as_str() {
                "clc" => ClassificationScheme::Clc,
                "discipline" => ClassificationScheme::Discipline,
                name => ClassificationScheme::Other(name.to_owned()),
            };
            for code in list(Some(codes)) {
                let text = |key: &str| code.get(key).and_then(Value::as_str).map(str::to_owned);
                let Some(code) = text("code") else { continue };
                let classification = self.bare(Classification {
                    scheme: scheme.clone(),
                    code,
                    label: text("label"),
                });
                self.reference.classifications.push(classification);
            }
        }
    }

    /// CSL's field holds a language that was only inferred, too.
    fn language(&mut self) {
        let told = self.keys.get("language_stated").and_then(Value::as_bool);
        let Some(language) = &self.reference.language else {
            return;
        };
        if !told.unwrap_or_else(|| exact::seems_stated(self.reference, &language.value)) {
            self.reference.language = None;
        }
    }
}

fn list(value: Option<&Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(values)) => values.clone(),
        _ => Vec::new(),
    }
}

fn parse<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

fn lang_of(value: &Value) -> Option<LanguageTag> {
    value.get("lang")?.as_str().map(LanguageTag::new)
}

fn origin_of(value: &Value) -> Origin {
    let text = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    match text("origin").as_str() {
        "publisher" => Origin::Publisher,
        "database" => Origin::Database,
        "user" => Origin::User,
        "machine" => Origin::Machine {
            engine: text("engine"),
            date: text("date"),
        },
        _ => Origin::Unknown,
    }
}

fn localized(value: &Value) -> Option<LocalizedText> {
    let text = value.get("text")?.as_str()?.to_owned();
    Some(LocalizedText {
        lang: lang_of(value).unwrap_or_else(|| script::language_of(&text)),
        text,
        origin: origin_of(value),
    })
}

fn abstract_of(value: &Value) -> Option<Abstract> {
    let sections: Vec<Section> = list(value.get("sections"))
        .iter()
        .filter_map(parse)
        .collect();
    let lang = lang_of(value).or_else(|| {
        let first = sections.first()?.paragraphs.first()?;
        Some(script::language_of(first))
    })?;
    Some(Abstract {
        lang,
        origin: origin_of(value),
        sections,
    })
}

fn variant(value: &Value) -> Option<NameVariant> {
    Some(NameVariant {
        lang: lang_of(value),
        name: value::name(value)?,
    })
}

fn unmapped(value: &Value) -> Option<UnmappedField> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(UnmappedField {
        format: text("format").unwrap_or_else(|| super::FORMAT.to_owned()),
        tag: text("tag")?,
        value: text("value")?,
        source: 0,
    })
}
