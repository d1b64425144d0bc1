//! A reference as the formatter takes it: an item of CSL-JSON in the work's own language.

use crate::people::{self, Spelling};
use crate::{glyphs, locale};
use diglot_model::{
    ContributorRole, Date, DateField, IdentifierScheme, Reference, ReferenceType, ScalarField,
    TextField, normalise_doi,
};
use diglot_text::script;
use hayagriva::citationberg::json::{DateValue, Item, NameValue, Value, VecDate, VecDateRange};
use std::collections::BTreeMap;

/// Stands for CSL-M's test of whether the date of publication has a day: a field that is
/// there when it has. Styles print legal histories from it, which no reference has.
pub(crate) const HAS_DAY: &str = "references";

/// The item of a reference. `position` tells it from all others: items of equal content
/// would be one entry.
pub(crate) fn item(reference: &Reference, position: usize) -> Item {
    let mut fields = BTreeMap::new();
    // Stands first, so that comparing two items ends there.
    fields.insert(" ".to_owned(), Value::Number(position as i64));
    let mut put = |key: &str, text: &str| {
        let mut text = glyphs::clean(text);
        if !text.is_empty() {
            if is_number(key) && script::has_han(&text) {
                text = glyphs::shield_digits(&text);
            }
            fields.insert(key.to_owned(), Value::String(text));
        }
    };
    put("id", &position.to_string());
    put("type", &reference.kind.csl_name());
    for field in TextField::ALL {
        match reference.text(*field) {
            Some(text) if *field == TextField::Note && !note(&text.text).is_empty() => {}
            Some(text) => put(field.name(), &text.text),
            None => {}
        }
    }
    for (field, value) in &reference.scalars {
        match field {
            ScalarField::Page => put("page", &pages(&value.value)),
            ScalarField::ArticleNumber | ScalarField::CitationKey => {}
            field => put(field.name(), &value.value),
        }
    }
    // CSL has no article number: it stands where the pages would.
    if let (Some(number), None) = (
        reference.scalar(ScalarField::ArticleNumber),
        reference.scalar(ScalarField::Page),
    ) {
        put("page", number);
    }
    for scheme in [
        IdentifierScheme::Doi,
        IdentifierScheme::Pmid,
        IdentifierScheme::Pmcid,
        IdentifierScheme::Isbn,
        IdentifierScheme::Issn,
    ] {
        if let Some(value) = reference.identifiers_of(&scheme).next() {
            put(scheme.name(), value);
        }
    }
    if let Some(url) = address(reference) {
        put("URL", url);
    }
    let language = locale::language(reference);
    if let Some(language) = &language {
        put("language", &locale::code(language).0);
    }
    add_missing(reference, &mut fields);
    for (field, date) in &reference.dates {
        if let Some(date) = csl_date(&date.value) {
            fields.insert(field.name().to_owned(), Value::Date(date));
        }
    }
    fields.remove(HAS_DAY);
    if reference.issued().and_then(|d| d.start?.day).is_some() {
        fields.insert(HAS_DAY.to_owned(), Value::String("1".to_owned()));
    }
    add_people(reference, Spelling::of(language.as_ref()), &mut fields);
    if !fields.contains_key("title") {
        let chinese = language.is_some_and(|l| l.is_chinese());
        let words = if chinese { "[无题名]" } else { "[no title]" };
        fields.insert("title".to_owned(), Value::String(words.to_owned()));
    }
    Item(fields)
}

/// What stands in notes as `field: value`, and fields of CSL that the model has no place for.
fn add_missing(reference: &Reference, fields: &mut BTreeMap<String, Value>) {
    let kept = reference.unmapped.iter().filter(|u| u.format == "csl-json");
    for field in kept {
        let value = match serde_json::from_str(&field.value) {
            Ok(value @ (Value::String(_) | Value::Number(_) | Value::Names(_))) => value,
            Ok(Value::Date(_)) => continue,
            Err(_) => Value::String(glyphs::clean(&field.value)),
        };
        fields.entry(field.tag.clone()).or_insert(value);
    }
    let notes = reference.texts(TextField::Note).iter();
    for (key, value) in notes.flat_map(|text| note(&text.text)) {
        if key == "type" {
            if ReferenceType::from_csl_name(&value).is_some() {
                fields.insert(key, Value::String(value));
            }
        } else {
            fields.entry(key).or_insert(Value::String(value));
        }
    }
    // The formatter knows this field by an older name.
    if let Some(place) = fields.remove("archive-place") {
        fields.entry("archive_place".to_owned()).or_insert(place);
    }
}

/// Whether a field's values may be numbers.
fn is_number(key: &str) -> bool {
    ScalarField::ALL
        .iter()
        .any(|f| *f != ScalarField::Page && f.name() == key)
}

/// The fields of CSL in a note that consists of `field: value` pairs, a habit of Zotero's
/// users, who have no other place for them. Line breaks may be lost.
fn note(text: &str) -> Vec<(String, String)> {
    const FIELDS: &[&str] = &[
        "type",
        "page",
        "number",
        "volume",
        "issue",
        "edition",
        "medium",
        "genre",
        "status",
        "version",
        "scale",
        "dimensions",
        "section",
        "original-title",
        "event-title",
        "event-place",
        "publisher",
        "publisher-place",
        "archive",
        "archive-place",
        "container-title",
        "collection-title",
        "number-of-pages",
        "number-of-volumes",
        "PMID",
        "PMCID",
        "DOI",
    ];
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for word in text.split_whitespace() {
        match word.strip_suffix(':') {
            Some(key) => found.push((key.to_owned(), Vec::new())),
            None => match found.last_mut() {
                Some((_, value)) => value.push(word),
                // A note that begins with words is for people.
                None => return Vec::new(),
            },
        }
    }
    found
        .into_iter()
        .filter(|(key, value)| FIELDS.contains(&key.as_str()) && !value.is_empty())
        .map(|(key, value)| (key, glyphs::clean(&value.join(" "))))
        .collect()
}

/// Page ranges with a hyphen, which the style replaces by its own dash.
fn pages(text: &str) -> String {
    let dash = |c: char| matches!(c, '‐' | '‑' | '‒' | '–' | '—' | '−' | '～' | '－');
    text.replace(dash, "-").replace("--", "-")
}

/// The web address, unless it only says the DOI again.
fn address(reference: &Reference) -> Option<&str> {
    let resolves = |url: &str| {
        let host = url.split("//").nth(1).unwrap_or(url);
        let resolver = ["doi.org/", "dx.doi.org/", "www.doi.org/"];
        resolver.iter().any(|r| host.starts_with(r))
            && normalise_doi(url).as_deref() == reference.doi()
    };
    let mut urls = reference.urls.iter().map(|url| url.value.as_str());
    urls.find(|url| !resolves(url))
}

/// The first day of a date: the formatter takes no intervals, and years of 16 bits.
fn csl_date(date: &Date) -> Option<DateValue> {
    let start = date.start?;
    let mut parts = vec![i16::try_from(start.year).ok()?];
    parts.extend(start.month.map(i16::from));
    if start.month.is_some() {
        parts.extend(start.day.map(i16::from));
    }
    Some(DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(parts)]),
        literal: None,
        season: start.season.map(|s| s.number().to_string()),
        circa: date.approximate,
    })
}

fn add_people(reference: &Reference, spelling: Spelling, fields: &mut BTreeMap<String, Value>) {
    let mut by_role: BTreeMap<ContributorRole, Vec<NameValue>> = BTreeMap::new();
    for contributor in &reference.contributors {
        if let Some(name) = people::name(contributor, spelling) {
            by_role.entry(contributor.role).or_default().push(name);
        }
    }
    if !reference.contributors_complete {
        // The first role is the authors' where there are any.
        if let Some(names) = by_role.values_mut().next() {
            names.extend(people::left_out());
        }
    }
    for (role, names) in by_role {
        // CSL has no supervisors.
        if role != ContributorRole::Supervisor {
            fields.insert(role.name().to_owned(), Value::Names(names));
        }
    }
}

/// Whether the work has a date of publication that can be formatted.
pub(crate) fn year(reference: &Reference) -> Option<i32> {
    let issued = reference.dates.get(&DateField::Issued)?;
    issued.start_year()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_hold_fields() {
        let found = note("type: pamphlet archive-place: 北京 tex.location: 北京 page: 13");
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let expected = [
            pair("type", "pamphlet"),
            pair("archive-place", "北京"),
            pair("page", "13"),
        ];
        assert_eq!(found, expected);
        assert!(note("Read twice; see page: 13").is_empty());
    }

    #[test]
    fn page_ranges_have_hyphens() {
        assert_eq!(pages("123–130"), "123-130");
        assert_eq!(pages("e1--e9"), "e1-e9");
        assert_eq!(pages("第1版自序"), "第1版自序");
    }
}
