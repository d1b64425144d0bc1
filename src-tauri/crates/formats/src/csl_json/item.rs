//! From a CSL-JSON item to a reference.

use super::{custom, value};
use diglot_model::{
    Abstract, Contributor, ContributorRole, Field, Identifier, IdentifierScheme, Keyword,
    KeywordKind, LanguageTag, LocalizedText, Name, Reference, ReferenceType, ScalarField, Sourced,
    Span, TextField, UnmappedField,
};
use diglot_text::normalise::strip_markup;
use diglot_text::{headings, identifiers, script, tidy::tidy};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::ops::Range;

/// Where the members of an item stand.
#[derive(Debug, Default)]
pub(super) struct Places<'s> {
    spans: BTreeMap<&'s str, Span>,
}

impl<'s> Places<'s> {
    /// Places in the whole text, counted from the item's start.
    pub(super) fn new(members: &'s [(String, Range<usize>)], start: usize) -> Self {
        let spans = members.iter().map(|(key, range)| {
            let span = Span::new(range.start - start, range.end - start);
            (key.as_str(), span)
        });
        Self {
            spans: spans.collect(),
        }
    }

    /// A value of the member with a key.
    pub(super) fn at<T>(&self, key: &str, value: T) -> Sourced<T> {
        match self.spans.get(key) {
            Some(span) => Sourced::at(value, *span),
            None => Sourced::bare(value),
        }
    }
}

/// What [`crate::csl_json`] writes beside CSL's fields.
pub(super) fn diglot(map: &Map<String, Value>) -> Option<&Map<String, Value>> {
    map.get("custom")?.get("diglot")?.as_object()
}

/// Whether an object holds nothing of a reference.
pub(super) fn is_nothing(map: &Map<String, Value>, read: &Reference) -> bool {
    let typed = map
        .get("type")
        .and_then(Value::as_str)
        .is_some_and(|t| ReferenceType::from_csl_name(t).is_some());
    !typed
        && diglot(map).is_none()
        && read.texts.is_empty()
        && read.abstracts.is_empty()
        && read.contributors.is_empty()
        && read.dates.is_empty()
        && read.identifiers.is_empty()
        && read.urls.is_empty()
}

/// Reads an item. Fields of CSL that the model has no place for, and fields that are not
/// CSL's, are kept with their JSON.
pub(super) fn read(map: &Map<String, Value>, places: &Places<'_>) -> Reference {
    let custom = diglot(map);
    let mut reader = Item {
        map,
        places,
        plain: custom.is_none(),
        reference: Reference::new(ReferenceType::Document),
    };
    reader.kind();
    for (key, value) in map {
        if !reader.field(key, value) {
            let value = stored(value);
            reader.unmapped(key.clone(), value);
        }
    }
    reader.people();
    let mut reference = reader.reference;
    if let Some(custom) = custom {
        custom::read(&mut reference, custom, places);
    } else {
        title_in_another_language(&mut reference);
        crate::build::settle(&mut reference);
    }
    sort(&mut reference);
    reference
}

/// CSL has one title and the original's: of two in different scripts both are titles of the
/// work.
fn title_in_another_language(reference: &mut Reference) {
    let titles = reference.texts(TextField::Title);
    let is_chinese = titles.first().is_some_and(|t| t.lang.is_chinese());
    let originals = reference.texts(TextField::OriginalTitle);
    let other = |t: &Sourced<LocalizedText>| t.lang.is_chinese() != is_chinese;
    if titles.len() != 1 || originals.is_empty() || !originals.iter().all(other) {
        return;
    }
    for title in reference
        .texts
        .remove(&TextField::OriginalTitle)
        .into_iter()
        .flatten()
    {
        reference.add_text(TextField::Title, title);
    }
}

/// The order of values that CSL-JSON does not keep: identifiers and classifications are
/// grouped by scheme, unmapped fields of CSL-JSON come last, by name.
pub(super) fn sort(reference: &mut Reference) {
    reference
        .identifiers
        .sort_by(|a, b| a.scheme.cmp(&b.scheme));
    reference
        .classifications
        .sort_by(|a, b| a.scheme.cmp(&b.scheme));
    let own =
        |u: &UnmappedField| (u.format == super::FORMAT).then(|| (u.tag.clone(), u.value.clone()));
    reference.unmapped.sort_by_key(own);
}

/// JSON as the text of an unmapped field: strings as they are, unless they could be taken
/// for other JSON.
pub(super) fn stored(value: &Value) -> String {
    match value {
        Value::String(text) if serde_json::from_str::<Value>(text).is_err() => text.clone(),
        value => value.to_string(),
    }
}

/// The JSON of an unmapped field's text.
pub(super) fn restored(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

/// Names that older files and other programs give to fields of CSL 1.0.2.
const ALIASES: &[(&str, TextField)] = &[
    ("shortTitle", TextField::TitleShort),
    ("journalAbbreviation", TextField::ContainerTitleShort),
    ("event", TextField::EventTitle),
];

struct Item<'a> {
    map: &'a Map<String, Value>,
    places: &'a Places<'a>,
    /// Written by another program: texts may have markup, languages are told by script.
    plain: bool,
    reference: Reference,
}

impl Item<'_> {
    fn kind(&mut self) {
        let Some(name) = self.map.get("type").and_then(Value::as_str) else {
            return;
        };
        // Some write "motion-picture" for "motion_picture".
        let kind = ReferenceType::from_csl_name(name)
            .or_else(|| ReferenceType::from_csl_name(&name.replace('-', "_")))
            .or_else(|| ReferenceType::from_csl_name(&name.replace('_', "-")));
        match kind {
            Some(kind) => self.reference.kind = kind,
            None => self.unmapped("type".to_owned(), name.to_owned()),
        }
    }

    fn unmapped(&mut self, tag: String, value: String) {
        self.reference.unmapped.push(UnmappedField {
            format: super::FORMAT.to_owned(),
            tag,
            value,
            source: 0,
        });
    }

    /// Reads one field; whether it has a place.
    fn field(&mut self, key: &str, value: &Value) -> bool {
        match key {
            "id" | "type" => return true,
            "custom" => return self.custom(value),
            "abstract" => return self.abstract_(value),
            "keyword" => return self.keywords(value),
            "language" => return self.language(value),
            "URL" => {
                let urls = value::texts(value);
                let read = !urls.is_empty();
                let urls = urls.into_iter().map(|url| self.places.at(key, url));
                self.reference.urls.extend(urls);
                return read;
            }
            "DOI" | "PMID" | "PMCID" | "ISBN" | "ISSN" => return self.identifier(key, value),
            _ => {}
        }
        if role(key).is_some() {
            return value.is_array() || value.is_object() || value.is_string();
        }
        if let Some((_, field)) = ALIASES.iter().find(|(alias, _)| *alias == key) {
            // The new name wins.
            return self.map.contains_key(field.name()) || self.text(key, *field, value);
        }
        match Field::from_name(key) {
            Ok(Field::Text(field)) => self.text(key, field, value),
            Ok(Field::Scalar(field)) => self.scalar(field, value),
            Ok(Field::Date(field)) => {
                let date = value::date(value).map(|date| self.places.at(key, date));
                date.map(|date| self.reference.dates.insert(field, date))
                    .is_some()
            }
            _ => false,
        }
    }

    fn clean(&self, text: &str) -> String {
        if self.plain {
            tidy(&strip_markup(text))
        } else {
            text.to_owned()
        }
    }

    fn text(&mut self, key: &str, field: TextField, value: &Value) -> bool {
        let texts = value::texts(value);
        for text in &texts {
            let text = self.clean(text);
            let value = LocalizedText::new(script::language_of(&text), text);
            self.reference.add_text(field, self.places.at(key, value));
        }
        if self.reference.texts(field).is_empty() {
            self.reference.texts.remove(&field);
        }
        !texts.is_empty()
    }

    fn scalar(&mut self, field: ScalarField, value: &Value) -> bool {
        let Some(text) = value::text(value) else {
            return false;
        };
        let text = if self.plain { tidy(&text) } else { text };
        if !text.is_empty() {
            let value = self.places.at(field.name(), text);
            self.reference.scalars.insert(field, value);
        }
        true
    }

    fn identifier(&mut self, key: &str, value: &Value) -> bool {
        let texts = value::texts(value);
        let mut read = !texts.is_empty();
        for text in texts {
            let found: Vec<Identifier> = match key {
                "DOI" => Identifier::doi(&text).into_iter().collect(),
                "ISSN" if self.plain => serial_numbers(&text)
                    .map(|n| {
                        Identifier::new(IdentifierScheme::Issn, identifiers::normalise_issn(n))
                    })
                    .collect(),
                "ISBN" if self.plain => serial_numbers(&text)
                    .map(|n| Identifier::new(IdentifierScheme::Isbn, n))
                    .collect(),
                "ISSN" => vec![Identifier::new(IdentifierScheme::Issn, text)],
                "ISBN" => vec![Identifier::new(IdentifierScheme::Isbn, text)],
                "PMCID" => vec![Identifier::new(IdentifierScheme::Pmcid, text)],
                _ => vec![Identifier::new(IdentifierScheme::Pmid, text)],
            };
            read &= !found.is_empty();
            for identifier in found {
                self.reference
                    .add_identifier(self.places.at(key, identifier));
            }
        }
        read
    }

    fn language(&mut self, value: &Value) -> bool {
        let Some(tag) = value.as_str().map(str::trim).filter(|t| !t.is_empty()) else {
            return false;
        };
        // "en-US", "zh-CN", "English"
        let named = self.plain.then(|| crate::ris::language(tag)).flatten();
        let tag = named.unwrap_or_else(|| LanguageTag::new(tag));
        self.reference.language = Some(self.places.at("language", tag));
        true
    }

    fn abstract_(&mut self, value: &Value) -> bool {
        let Some(text) = value.as_str() else {
            return false;
        };
        // Where this program wrote the item, the sections stand apart.
        if !self.plain && diglot(self.map).is_some_and(|c| c.contains_key("abstracts")) {
            return true;
        }
        // Paragraphs of markup are paragraphs.
        let text = text.replace("</p>", "\n").replace("</jats:p>", "\n");
        let lines: Vec<String> = text.lines().map(|line| tidy(&strip_markup(line))).collect();
        let joined = lines.join("\n");
        let from = crate::page::abstract_word(&joined);
        let sections = headings::to_sections(&joined[from..], tidy);
        if !sections.is_empty() {
            let value = Abstract {
                lang: script::language_of(&joined),
                origin: diglot_model::Origin::Unknown,
                sections,
            };
            self.reference
                .abstracts
                .push(self.places.at("abstract", value));
        }
        true
    }

    fn keywords(&mut self, value: &Value) -> bool {
        if !self.plain {
            return true;
        }
        let texts = value::texts(value);
        for text in &texts {
            let separators: &[char] = if value.is_array() {
                &[]
            } else if text.contains([';', '；']) {
                &[';', '；']
            } else {
                &[',', '，', '、']
            };
            for word in text.split(separators).map(tidy).filter(|w| !w.is_empty()) {
                let keyword = Keyword {
                    lang: script::language_of(&word),
                    text: word,
                    kind: KeywordKind::Author,
                };
                self.reference
                    .keywords
                    .push(self.places.at("keyword", keyword));
            }
        }
        !texts.is_empty()
    }

    /// `custom` of other programs is kept key by key.
    fn custom(&mut self, value: &Value) -> bool {
        let Value::Object(custom) = value else {
            return false;
        };
        for (key, value) in custom {
            if key != "diglot" {
                self.unmapped(format!("custom.{key}"), stored(value));
            }
        }
        true
    }

    /// Contributors by role, in the order of CSL's list of names.
    fn people(&mut self) {
        for (key, role) in ROLES {
            let Some(value) = self.map.get(key) else {
                continue;
            };
            for name in value::names(value) {
                let mut contributor = Contributor::author(name);
                contributor.role = role;
                if self.plain {
                    if let Name::Literal { literal } = &contributor.names[0].name {
                        let shown = literal.trim().trim_end_matches('.');
                        if crate::people::is_ellipsis(shown) {
                            self.reference.contributors_complete = false;
                            continue;
                        }
                    }
                    let shown = contributor.names[0].name.family();
                    if script::has_han(&shown) {
                        contributor.names[0].lang = Some(script::language_of(&shown));
                    }
                }
                self.reference
                    .contributors
                    .push(self.places.at(key, contributor));
            }
        }
    }
}

/// CSL's names of the roles that the model has.
pub(super) const ROLES: [(&str, ContributorRole); 7] = [
    ("author", ContributorRole::Author),
    ("editor", ContributorRole::Editor),
    ("collection-editor", ContributorRole::CollectionEditor),
    ("container-author", ContributorRole::ContainerAuthor),
    ("translator", ContributorRole::Translator),
    ("reviewed-author", ContributorRole::ReviewedAuthor),
    ("contributor", ContributorRole::Other),
];

fn role(key: &str) -> Option<ContributorRole> {
    ROLES.iter().find(|(k, _)| *k == key).map(|(_, role)| *role)
}

/// `1471-244X, 1741-7015`
fn serial_numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';'])
        .map(str::trim)
        .filter(|n| !n.is_empty())
}
