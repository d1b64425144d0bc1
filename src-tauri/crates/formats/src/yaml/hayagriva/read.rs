//! Reading Hayagriva.

use super::{FORMAT, kinds};
use crate::build::Builder;
use crate::citation::normalise_pages;
use crate::tree::{Node, Value};
use crate::values::{contributor, is_rest, plain_abstract};
use crate::written_date::loose_date;
use crate::{Diagnostic, Reading, Record, Severity};
use diglot_model::{
    ContributorRole, DateField, Identifier, IdentifierScheme, Name, Origin, ReferenceType,
    ScalarField, TextField,
};
use diglot_text::identifiers::normalise_issn;
use diglot_text::names::{NameOrder, is_organisation, parse_name};
use diglot_text::script::{has_han, language_of};
use diglot_text::tidy::tidy;

/// Reads all entries of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    for document in crate::yaml::documents(text, &mut reading) {
        for (key, entry) in document.members() {
            if let Value::Map(_) = entry.value {
                reading.records.push(record(text, key, entry));
            } else {
                reading.diagnostics.push(no_entry(key, entry));
            }
        }
    }
    reading
}

fn no_entry(key: &str, node: &Node<'_>) -> Diagnostic {
    Diagnostic {
        record: None,
        span: Some(node.range()),
        severity: Severity::Warning,
        code: "hayagriva-no-entry",
        message: format!(
            "“{key}” is no entry and was left out: an entry has fields of its own, such as a type and a title."
        ),
    }
}

fn record(text: &str, key: &str, entry: &Node<'_>) -> Record {
    // The key stands before the entry's own node.
    let end = entry.range().end;
    let before = &text[..entry.range().start];
    let start = before.rfind(key).unwrap_or(before.len());
    let mut builder = Builder::new(text, start..end, FORMAT);
    let own = entry["type"].word().unwrap_or("misc").to_lowercase();
    let parents: Vec<(String, &Node<'_>)> = entry["parent"]
        .each()
        .iter()
        .map(|parent| {
            let kind = parent["type"].word().map(str::to_lowercase);
            (
                kind.unwrap_or_else(|| kinds::default_parent(&own).to_owned()),
                parent,
            )
        })
        .collect();
    let names: Vec<String> = parents.iter().map(|(kind, _)| kind.clone()).collect();
    let kind = kinds::of_entry(&own, &names);
    builder.reference.kind = kind;
    let mut reader = Reader {
        builder: &mut builder,
        kind,
    };
    reader.entry(entry);
    if start < before.len() {
        let at = start..start + key.len();
        reader
            .builder
            .scalar_value(ScalarField::CitationKey, key.to_owned(), at);
    }
    for (name, parent) in &parents {
        reader.parent(name, parent);
    }
    let mut record = builder.finish();
    record.key = Some(key.to_owned());
    record
}

struct Reader<'b, 't> {
    builder: &'b mut Builder<'t>,
    kind: ReferenceType,
}

/// The texts of an entry that a parent may have as well.
const SCALARS: [(&str, ScalarField); 9] = [
    ("volume", ScalarField::Volume),
    ("issue", ScalarField::Issue),
    ("page-total", ScalarField::NumberOfPages),
    ("volume-total", ScalarField::NumberOfVolumes),
    ("edition", ScalarField::Edition),
    ("chapter", ScalarField::ChapterNumber),
    ("call-number", ScalarField::CallNumber),
    ("archive", ScalarField::Archive),
    ("archive-location", ScalarField::ArchiveLocation),
];

impl Reader<'_, '_> {
    fn entry(&mut self, entry: &Node<'_>) {
        self.title(&entry["title"], TextField::Title, TextField::TitleShort);
        self.people(&entry["author"], ContributorRole::Author);
        self.people(&entry["editor"], ContributorRole::Editor);
        for group in entry["affiliated"].each() {
            let role = match group["role"]
                .word()
                .unwrap_or_default()
                .to_lowercase()
                .as_str()
            {
                "translator" => ContributorRole::Translator,
                _ => ContributorRole::Other,
            };
            self.people(&group["names"], role);
        }
        self.date(&entry["date"], DateField::Issued);
        self.text(&entry["genre"], TextField::Genre);
        self.text(&entry["note"], TextField::Note);
        for (key, field) in SCALARS {
            self.scalar(&entry[key], field);
        }
        let pages = &entry["page-range"];
        if let Some(words) = formatted(pages) {
            let at = pages.range();
            self.builder
                .scalar_value(ScalarField::Page, normalise_pages(&words), at);
        }
        self.serial(&entry["serial-number"], true);
        // As other programs write them.
        for key in NUMBERS {
            if let Some(number) = entry[key].word() {
                self.number(key, number, &entry[key]);
            }
        }
        self.publisher(entry);
        let url = &entry["url"];
        let address = url.get("value").unwrap_or(url);
        if let Some(words) = address.word() {
            self.builder.put_url(words.to_owned(), address.range());
        }
        self.date(&url["date"], DateField::Accessed);
        if let Some(tag) = entry["language"]
            .word()
            .and_then(crate::languages::language)
        {
            self.builder.put_language(tag, entry["language"].range());
        }
        if let Some(text) = formatted(&entry["abstract"]) {
            let value = plain_abstract(&text, Origin::Unknown);
            self.builder.put_abstract(value, entry["abstract"].range());
        }
        for (key, value) in entry.members() {
            if !KNOWN.contains(&key.as_ref()) {
                let json = value.to_json();
                let text = json
                    .as_str()
                    .map_or_else(|| json.to_string(), str::to_owned);
                self.builder.unmapped(key, &text);
            }
        }
    }

    fn parent(&mut self, kind: &str, parent: &Node<'_>) {
        let stands_alone = matches!(
            self.kind,
            ReferenceType::Book | ReferenceType::Report | ReferenceType::Thesis
        );
        match kind {
            "conference" if self.kind != ReferenceType::Speech || parent.get("title").is_some() => {
                self.text(&parent["title"], TextField::EventTitle);
                self.text(&parent["location"], TextField::EventPlace);
                self.date(&parent["date"], DateField::EventDate);
                return;
            }
            // What a whole book is part of is a series.
            _ if stands_alone => {
                self.text(&parent["title"], TextField::CollectionTitle);
                self.scalar(&parent["volume"], ScalarField::CollectionNumber);
                self.people(&parent["editor"], ContributorRole::CollectionEditor);
                self.serial(&parent["serial-number"], false);
                return;
            }
            _ => {}
        }
        self.title(
            &parent["title"],
            TextField::ContainerTitle,
            TextField::ContainerTitleShort,
        );
        self.people(&parent["author"], ContributorRole::ContainerAuthor);
        self.people(&parent["editor"], ContributorRole::Editor);
        for (key, field) in SCALARS {
            self.scalar(&parent[key], field);
        }
        self.serial(&parent["serial-number"], false);
        self.publisher(parent);
        self.date(&parent["date"], DateField::Issued);
        let address = parent["url"].get("value").unwrap_or(&parent["url"]);
        if let Some(words) = address.word()
            && self.builder.reference.urls.is_empty()
        {
            self.builder.put_url(words.to_owned(), address.range());
        }
        for series in parent["parent"].each() {
            self.text(&series["title"], TextField::CollectionTitle);
            self.scalar(&series["volume"], ScalarField::CollectionNumber);
            self.people(&series["editor"], ContributorRole::CollectionEditor);
        }
    }

    fn text(&mut self, node: &Node<'_>, field: TextField) {
        if let Some(words) = formatted(node).map(|w| tidy(&w)).filter(|w| !w.is_empty()) {
            let lang = language_of(&words);
            self.builder
                .put_text(field, lang, Origin::Unknown, words, node.range());
        }
    }

    fn title(&mut self, node: &Node<'_>, long: TextField, short: TextField) {
        self.text(node, long);
        self.text(&node["short"], short);
    }

    fn scalar(&mut self, node: &Node<'_>, field: ScalarField) {
        if let Some(words) = formatted(node) {
            self.builder.scalar_value(field, tidy(&words), node.range());
        }
    }

    fn date(&mut self, node: &Node<'_>, field: DateField) {
        let Some(words) = node.word() else { return };
        let (exact, approximate) = match words.strip_prefix('~') {
            Some(rest) => (rest, true),
            None => (words, false),
        };
        // "-0044" and "0800" are years of the calendar that ISO 8601 extends.
        let signed = exact.parse::<i32>().ok().filter(|_| exact.len() <= 6);
        let date = signed
            .map(diglot_model::Date::year)
            .or_else(|| loose_date(exact));
        if let Some(mut date) = date {
            date.approximate |= approximate;
            self.builder.date(field, date, node.range());
        }
    }

    fn people(&mut self, node: &Node<'_>, role: ContributorRole) {
        for person in node.each() {
            let Some(name) = name(person) else { continue };
            if is_rest(&name) {
                self.builder.reference.contributors_complete = false;
                continue;
            }
            let value = contributor(role, name);
            self.builder.put_contributor(value, person.range());
        }
    }

    fn publisher(&mut self, entry: &Node<'_>) {
        let publisher = &entry["publisher"];
        self.text(
            publisher.get("name").unwrap_or(publisher),
            TextField::Publisher,
        );
        self.text(&publisher["location"], TextField::PublisherPlace);
        let has = |builder: &Builder<'_>, field| !builder.reference.texts(field).is_empty();
        if !has(self.builder, TextField::Publisher) {
            self.text(&entry["organization"], TextField::Publisher);
        }
        if !has(self.builder, TextField::PublisherPlace) {
            self.text(&entry["location"], TextField::PublisherPlace);
        }
    }

    fn serial(&mut self, node: &Node<'_>, own: bool) {
        if let Some(number) = node.word() {
            self.number("serial", number, node);
        }
        for (key, value) in node.members() {
            let of_container = matches!(key.as_ref(), "issn" | "isbn");
            if let Some(number) = value.word()
                && (own || of_container)
            {
                self.number(key, number, value);
            }
        }
    }

    fn number(&mut self, key: &str, number: &str, node: &Node<'_>) {
        let (scheme, value) = match key {
            "doi" => match Identifier::doi(number) {
                Some(doi) => (doi.scheme, doi.value),
                None => return self.builder.unmapped("serial-number.doi", number),
            },
            "isbn" => (IdentifierScheme::Isbn, number.to_owned()),
            "issn" => (IdentifierScheme::Issn, normalise_issn(number)),
            "pmid" => (IdentifierScheme::Pmid, number.to_owned()),
            "pmcid" => (IdentifierScheme::Pmcid, number.to_owned()),
            "arxiv" => (IdentifierScheme::Arxiv, number.to_owned()),
            "registration" => (IdentifierScheme::Registration, number.to_owned()),
            "serial" => {
                let field = serial_field(self.kind);
                return self.builder.scalar_value(field, tidy(number), node.range());
            }
            other => (IdentifierScheme::Other(other.to_owned()), number.to_owned()),
        };
        let identifier = Identifier::new(scheme, value);
        self.builder.identifier(identifier, node.range());
    }
}

/// What a serial number without a scheme is: that of an article, or of a report.
pub(super) fn serial_field(kind: ReferenceType) -> ScalarField {
    match kind {
        ReferenceType::ArticleJournal | ReferenceType::Article | ReferenceType::PaperConference => {
            ScalarField::ArticleNumber
        }
        _ => ScalarField::Number,
    }
}

/// Numbers that belong into `serial-number`, and stand beside it in some files.
const NUMBERS: [&str; 6] = ["doi", "isbn", "issn", "pmid", "pmcid", "arxiv"];

/// Fields of an entry that have a place, or that say how and not what.
const KNOWN: [&str; 26 + NUMBERS.len()] = [
    "doi",
    "isbn",
    "issn",
    "pmid",
    "pmcid",
    "arxiv",
    "type",
    "title",
    "author",
    "editor",
    "affiliated",
    "date",
    "genre",
    "note",
    "volume",
    "issue",
    "page-total",
    "volume-total",
    "edition",
    "chapter",
    "call-number",
    "archive",
    "archive-location",
    "page-range",
    "serial-number",
    "publisher",
    "organization",
    "location",
    "url",
    "language",
    "abstract",
    "parent",
];

/// A formattable string without what keeps its case.
fn formatted(node: &Node<'_>) -> Option<String> {
    let text = node.get("value").unwrap_or(node).word()?;
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(|c| matches!(c, '{' | '}' | '$')) => {
                out.extend(chars.next());
            }
            '{' | '}' | '$' => {}
            c => out.push(c),
        }
    }
    Some(out).filter(|text| !text.trim().is_empty())
}

/// `Family, Given`, `prefix Family, Suffix, Given`, or the parts by name.
fn name(person: &Node<'_>) -> Option<Name> {
    let part = |key: &str| person[key].word().map(tidy);
    if let Some(family) = part("name") {
        return Some(match part("given-name") {
            None if part("prefix").is_none() => Name::literal(family),
            given => Name::Person {
                family,
                given: given.unwrap_or_default(),
                particle: part("prefix"),
                suffix: part("suffix"),
            },
        });
    }
    let whole = tidy(person.word()?);
    let parts: Vec<&str> = whole.split(',').map(str::trim).collect();
    match parts.as_slice() {
        [one] => Some(one_word(one)),
        [family, given] => Some(in_parts(family, None, given)),
        [family, suffix, given, ..] => Some(in_parts(family, Some(suffix), given)),
        [] => None,
    }
}

/// What a name without a comma is: an organisation, a Han name, one word.
pub(super) fn one_word(name: &str) -> Name {
    if has_han(name) {
        parse_name(name, NameOrder::FamilyFirst)
    } else if is_organisation(name) || name.contains(' ') {
        Name::literal(name)
    } else {
        Name::person(name, "")
    }
}

/// Words in lower case before the family name are its prefix.
fn in_parts(family: &str, suffix: Option<&str>, given: &str) -> Name {
    let is_prefix = |w: &&str| w.starts_with(char::is_lowercase);
    let words: Vec<&str> = family.split(' ').collect();
    let count = words
        .iter()
        .take_while(|w| is_prefix(w))
        .count()
        .min(words.len() - 1);
    Name::Person {
        family: words[count..].join(" "),
        given: given.to_owned(),
        particle: (count > 0).then(|| words[..count].join(" ")),
        suffix: suffix.filter(|s| !s.is_empty()).map(str::to_owned),
    }
}
