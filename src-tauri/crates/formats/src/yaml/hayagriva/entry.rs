//! An entry: fields in the order of Hayagriva's documentation.

use super::read::{one_word, serial_field};
use super::scalar::{Yaml, quoted};
use super::{FORMAT, kinds};
use diglot_model::{
    Contributor, ContributorRole, Date, DateField, DatePoint, IdentifierScheme, Name, Reference,
    ReferenceType, ScalarField, Sourced, TextField,
};

/// Writes an entry under a key.
pub(super) fn entry(key: &str, r: &Reference, out: &mut String) {
    let mut yaml = Yaml { out, depth: 0 };
    yaml.open(&quoted(key));
    let (own, parent) = kinds::of_kind(r.kind);
    yaml.raw("type", own);
    title(&mut yaml, r, TextField::Title, TextField::TitleShort);
    people(&mut yaml, "author", r, ContributorRole::Author);
    if let Some(date) = r.issued().and_then(date) {
        yaml.raw("date", &date);
    }
    if parent.is_empty() {
        people(&mut yaml, "editor", r, ContributorRole::Editor);
        publisher(&mut yaml, r);
    }
    affiliated(&mut yaml, r);
    text(&mut yaml, "genre", r, TextField::Genre);
    text(&mut yaml, "note", r, TextField::Note);
    if parent.is_empty() {
        scalars(&mut yaml, r, CONTAINED);
    }
    scalars(&mut yaml, r, OWN);
    for (key, field) in [
        ("page-total", ScalarField::NumberOfPages),
        ("volume-total", ScalarField::NumberOfVolumes),
    ] {
        // Other words than numbers would make Hayagriva refuse the file.
        let number = r
            .scalar(field)
            .filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
        if let Some(number) = number {
            yaml.raw(key, number);
        }
    }
    serial(&mut yaml, r, parent);
    url(&mut yaml, r);
    if let Some(language) = &r.language {
        yaml.plain("language", language.as_str());
    }
    if let Some(text) = r.abstract_() {
        yaml.text("abstract", &text.plain());
    }
    parents(&mut yaml, r, parent);
    // What came from Hayagriva and has no other place goes back.
    for field in r.unmapped.iter().filter(|u| u.format == FORMAT) {
        let name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if !field.tag.is_empty() && field.tag.chars().all(name) {
            yaml.raw(&field.tag, &json_or_text(&field.value));
        }
    }
}

/// JSON of one line is YAML, too; anything else is a text.
fn json_or_text(value: &str) -> String {
    match serde_json::from_str::<serde_json::Value>(value) {
        Ok(json @ (serde_json::Value::Array(_) | serde_json::Value::Object(_))) => json.to_string(),
        _ => quoted(value),
    }
}

/// Scalars of the work itself.
const OWN: &[(&str, ScalarField)] = &[
    ("edition", ScalarField::Edition),
    ("chapter", ScalarField::ChapterNumber),
    ("page-range", ScalarField::Page),
    ("call-number", ScalarField::CallNumber),
    ("archive", ScalarField::Archive),
    ("archive-location", ScalarField::ArchiveLocation),
];

/// Scalars of the journal or book around it, where there is one.
const CONTAINED: &[(&str, ScalarField)] = &[
    ("volume", ScalarField::Volume),
    ("issue", ScalarField::Issue),
];

fn scalars(yaml: &mut Yaml<'_>, r: &Reference, fields: &[(&str, ScalarField)]) {
    for (key, field) in fields {
        if let Some(value) = r.scalar(*field) {
            yaml.text(key, value);
        }
    }
}

fn text(yaml: &mut Yaml<'_>, key: &str, r: &Reference, field: TextField) {
    if let Some(value) = r.text(field) {
        yaml.text(key, &value.text);
    }
}

fn title(yaml: &mut Yaml<'_>, r: &Reference, long: TextField, short: TextField) {
    match (r.text(long), r.text(short)) {
        (Some(title), Some(short)) => {
            yaml.open("title");
            yaml.text("value", &title.text);
            yaml.text("short", &short.text);
            yaml.close();
        }
        (Some(title), None) => yaml.text("title", &title.text),
        _ => {}
    }
}

fn people(yaml: &mut Yaml<'_>, key: &str, r: &Reference, role: ContributorRole) {
    let names: Vec<&Name> = r.contributors_as(role).filter_map(|c| c.name()).collect();
    if names.is_empty() {
        return;
    }
    yaml.open(key);
    for name in names {
        person(yaml, name);
    }
    yaml.close();
}

/// A name as one string where that is read back as the same parts.
fn person(yaml: &mut Yaml<'_>, name: &Name) {
    let (family, given, particle, suffix) = match name {
        // A whole name that would be read in parts says that it is whole.
        Name::Literal { literal } if one_word(literal) == *name && !literal.contains(',') => {
            return yaml.item(&quoted(literal));
        }
        Name::Literal { literal } => (literal.as_str(), "", None, None),
        Name::Person { family, given, .. } if given.is_empty() && one_word(family) == *name => {
            return yaml.item(&quoted(family));
        }
        Name::Person {
            family,
            given,
            particle,
            suffix,
        } => (
            family.as_str(),
            given.as_str(),
            particle.as_deref(),
            suffix.as_deref(),
        ),
    };
    let lower = |text: &str| text.split(' ').all(|w| w.starts_with(char::is_lowercase));
    let fits = !given.is_empty()
        && [family, given].iter().all(|part| !part.contains(','))
        && suffix.is_none_or(|s| !s.contains(','))
        && particle.is_none_or(lower)
        && !family.starts_with(char::is_lowercase);
    if fits {
        let prefix = particle.map(|p| format!("{p} ")).unwrap_or_default();
        let suffix = suffix.map(|s| format!("{s}, ")).unwrap_or_default();
        return yaml.item(&quoted(&format!("{prefix}{family}, {suffix}{given}")));
    }
    let mut parts = vec![format!("name: {}", quoted(family))];
    for (key, part) in [
        ("given-name", Some(given)),
        ("prefix", particle),
        ("suffix", suffix),
    ] {
        if let Some(part) = part.filter(|p| !p.is_empty()) {
            parts.push(format!("{key}: {}", quoted(part)));
        }
    }
    yaml.item(&format!("{{ {} }}", parts.join(", ")));
}

fn affiliated(yaml: &mut Yaml<'_>, r: &Reference) {
    let of =
        |role: ContributorRole| -> Vec<&Sourced<Contributor>> { r.contributors_as(role).collect() };
    let groups = [
        ("translator", of(ContributorRole::Translator)),
        ("collaborator", of(ContributorRole::Other)),
    ];
    if groups.iter().all(|(_, people)| people.is_empty()) {
        return;
    }
    yaml.open("affiliated");
    for (role, people) in groups.into_iter().filter(|(_, people)| !people.is_empty()) {
        yaml.item(&format!("role: {role}"));
        yaml.depth += 1;
        yaml.open("names");
        for name in people.iter().filter_map(|c| c.name()) {
            person(yaml, name);
        }
        yaml.close();
        yaml.depth -= 1;
    }
    yaml.close();
}

fn publisher(yaml: &mut Yaml<'_>, r: &Reference) {
    let name = r.text(TextField::Publisher);
    let place = r.text(TextField::PublisherPlace);
    match (name, place) {
        (Some(name), Some(place)) => {
            yaml.open("publisher");
            yaml.text("name", &name.text);
            yaml.text("location", &place.text);
            yaml.close();
        }
        (Some(name), None) => yaml.text("publisher", &name.text),
        (None, Some(place)) => yaml.text("location", &place.text),
        (None, None) => {}
    }
}

/// ISO 8601, a tilde before what is approximate; what has only words or a season is none.
fn date(date: &Date) -> Option<String> {
    let start = date.start?;
    let point = DatePoint {
        season: None,
        ..start
    };
    // Hayagriva reads years of four digits.
    (0..=9999)
        .contains(&point.year)
        .then(|| format!("{}{point}", if date.approximate { "~" } else { "" }))
}

/// Identifiers by their schemes: those of the container stand with it.
fn serial(yaml: &mut Yaml<'_>, r: &Reference, parent: &str) {
    let mut lines: Vec<(&str, &str)> = Vec::new();
    for identifier in &r.identifiers {
        let key = match &identifier.scheme {
            IdentifierScheme::Issn | IdentifierScheme::Isbn if !parent.is_empty() => continue,
            scheme => scheme_key(scheme),
        };
        if lines.iter().all(|(k, _)| *k != key) {
            lines.push((key, &identifier.value.value));
        }
    }
    if let Some(number) = r.scalar(serial_field(r.kind)) {
        lines.push(("serial", number));
    }
    write_serial(yaml, &lines);
}

fn scheme_key(scheme: &IdentifierScheme) -> &str {
    match scheme {
        IdentifierScheme::Doi => "doi",
        IdentifierScheme::Isbn => "isbn",
        IdentifierScheme::Issn => "issn",
        IdentifierScheme::Pmid => "pmid",
        IdentifierScheme::Pmcid => "pmcid",
        other => other.name(),
    }
}

fn write_serial(yaml: &mut Yaml<'_>, lines: &[(&str, &str)]) {
    if lines.is_empty() {
        return;
    }
    yaml.open("serial-number");
    for (key, value) in lines {
        yaml.plain(&quoted(key), value);
    }
    yaml.close();
}

fn url(yaml: &mut Yaml<'_>, r: &Reference) {
    let Some(url) = r.urls.first() else { return };
    let accessed = r.dates.get(&DateField::Accessed).and_then(|d| date(d));
    match accessed {
        Some(accessed) => {
            yaml.open("url");
            yaml.plain("value", url);
            yaml.raw("date", &accessed);
            yaml.close();
        }
        None => yaml.plain("url", url),
    }
}

/// The container with its series, the event.
fn parents(yaml: &mut Yaml<'_>, r: &Reference, parent: &str) {
    let has = |field| !r.texts(field).is_empty();
    let event = has(TextField::EventTitle) || has(TextField::EventPlace);
    let series = has(TextField::CollectionTitle)
        || r.scalar(ScalarField::CollectionNumber).is_some()
        || r.contributors_as(ContributorRole::CollectionEditor)
            .next()
            .is_some();
    let alone = matches!(
        r.kind,
        ReferenceType::Book | ReferenceType::Report | ReferenceType::Thesis
    );
    if parent.is_empty() && !event && !(series && alone) {
        return;
    }
    yaml.open("parent");
    if !parent.is_empty() {
        yaml.item(&format!("type: {parent}"));
        yaml.depth += 1;
        container(yaml, r);
        if series {
            yaml.open("parent");
            yaml.raw("type", "book");
            self::series(yaml, r);
            yaml.close();
        }
        yaml.depth -= 1;
    } else if series && alone {
        yaml.item("type: book");
        yaml.depth += 1;
        self::series(yaml, r);
        yaml.depth -= 1;
    }
    if event {
        yaml.item("type: conference");
        yaml.depth += 1;
        text(yaml, "title", r, TextField::EventTitle);
        text(yaml, "location", r, TextField::EventPlace);
        if let Some(held) = r.dates.get(&DateField::EventDate).and_then(|d| date(d)) {
            yaml.raw("date", &held);
        }
        yaml.depth -= 1;
    }
    yaml.close();
}

fn container(yaml: &mut Yaml<'_>, r: &Reference) {
    title(
        yaml,
        r,
        TextField::ContainerTitle,
        TextField::ContainerTitleShort,
    );
    people(yaml, "author", r, ContributorRole::ContainerAuthor);
    people(yaml, "editor", r, ContributorRole::Editor);
    publisher(yaml, r);
    scalars(yaml, r, CONTAINED);
    let mut lines: Vec<(&str, &str)> = Vec::new();
    for (key, scheme) in [
        ("isbn", IdentifierScheme::Isbn),
        ("issn", IdentifierScheme::Issn),
    ] {
        let number = r.identifiers.iter().find(|i| i.scheme == scheme);
        lines.extend(number.map(|i| (key, i.value.value.as_str())));
    }
    write_serial(yaml, &lines);
}

fn series(yaml: &mut Yaml<'_>, r: &Reference) {
    text(yaml, "title", r, TextField::CollectionTitle);
    if let Some(number) = r.scalar(ScalarField::CollectionNumber) {
        yaml.text("volume", number);
    }
    people(yaml, "editor", r, ContributorRole::CollectionEditor);
}
