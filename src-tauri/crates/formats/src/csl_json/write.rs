//! Writing CSL-JSON.

use super::exact;
use crate::output::{self, ExportItem, Exported};
use diglot_model::{
    Abstract, CaptureSource, ClassificationScheme, Contributor, ContributorRole, Date, DatePoint,
    IdentifierScheme, LocalizedText, Name, Origin, PageRelation, Reference, ScalarField, Source,
    Sourced, TextField,
};
use diglot_text::script;
use serde_json::{Map, Value, json};

/// What an item needs besides its reference.
#[derive(Debug, Clone, Default)]
pub struct ItemContext {
    /// The item's `id`.
    pub id: String,
    /// How the work stands to its page.
    pub relation: Option<PageRelation>,
    /// Whether to say of every value which source it came from: in a library, where a
    /// reference may have several.
    pub provenance: bool,
}

/// Writes the array of a text.
pub(crate) struct Writer;

impl output::Writer for Writer {
    fn begin(&mut self, out: &mut Exported) {
        out.text.push('[');
    }

    fn item(&mut self, item: &ExportItem<'_>, number: usize, out: &mut Exported) {
        out.text.push_str(if number == 0 { "\n" } else { ",\n" });
        // Indented; the alternate form of a value never fails.
        let value = format!("{:#}", self::item(item.reference, &item.context));
        for (number, line) in value.split('\n').enumerate() {
            out.text.push_str(if number == 0 { "  " } else { "\n  " });
            out.text.push_str(line);
        }
    }

    fn end(&mut self, items: usize, out: &mut Exported) {
        out.text.push_str(if items == 0 { "]\n" } else { "\n]\n" });
    }
}

/// A reference as a CSL-JSON item.
pub fn item(reference: &Reference, context: &ItemContext) -> Value {
    let mut out = Map::new();
    out.insert("id".into(), json!(context.id));
    out.insert("type".into(), json!(reference.kind.csl_name()));
    for (field, key) in TEXTS {
        if let Some(text) = reference.text(*field) {
            out.insert((*key).into(), json!(text.text));
        }
    }
    if let Some(a) = reference.abstract_() {
        out.insert("abstract".into(), json!(a.plain()));
    }
    for contributor in &reference.contributors {
        // CSL has no supervisors.
        let key = match contributor.role {
            ContributorRole::Supervisor => ContributorRole::Other.name(),
            role => role.name(),
        };
        let names = out.entry(key).or_insert_with(|| json!([]));
        if let (Value::Array(names), Some(name)) = (names, contributor.name()) {
            names.push(csl_name(name));
        }
    }
    for (field, date) in &reference.dates {
        out.insert(field.name().into(), csl_date(date));
    }
    for (field, value) in &reference.scalars {
        if !matches!(field, ScalarField::ArticleNumber) {
            out.insert(field.name().into(), json!(value.value));
        }
    }
    // CSL has no article number: the page field carries it when there is no page range.
    if let (Some(number), None) = (
        reference.scalar(ScalarField::ArticleNumber),
        reference.scalar(ScalarField::Page),
    ) {
        out.insert("page".into(), json!(number));
    }
    for scheme in SCHEMES {
        if let Some(value) = reference.identifiers_of(scheme).next() {
            out.insert(scheme.name().into(), json!(value));
        }
    }
    if let Some(url) = reference.urls.first() {
        out.insert("URL".into(), json!(url.value));
    }
    if let Some(language) = reference.own_language() {
        out.insert("language".into(), json!(language.as_str()));
    }
    let keywords: Vec<&str> = reference.keywords.iter().map(|k| k.text.as_str()).collect();
    if !keywords.is_empty() {
        out.insert("keyword".into(), json!(keywords.join(", ")));
    }
    let mut custom = json!({ "diglot": custom(reference, context) });
    let left = exact::write_back(reference.kind, &reference.unmapped, &mut out, &mut custom);
    if let (false, Value::Object(diglot)) = (left.is_empty(), &mut custom["diglot"]) {
        let left = left
            .into_iter()
            .map(|u| json!({ "tag": u.tag, "value": u.value, "format": u.format }));
        diglot.insert("unmapped".into(), left.collect());
    }
    out.insert("custom".into(), custom);
    let exact = exact::differences(reference, &out);
    if let (false, Some(custom)) = (exact.is_empty(), out.get_mut("custom")) {
        custom["diglot"]["exact"] = Value::Object(exact);
    }
    Value::Object(out)
}

const TEXTS: &[(TextField, &str)] = &[
    (TextField::Title, "title"),
    (TextField::TitleShort, "title-short"),
    (TextField::ContainerTitle, "container-title"),
    (TextField::ContainerTitleShort, "container-title-short"),
    (TextField::CollectionTitle, "collection-title"),
    (TextField::EventTitle, "event-title"),
    (TextField::EventPlace, "event-place"),
    (TextField::Publisher, "publisher"),
    (TextField::PublisherPlace, "publisher-place"),
    (TextField::OriginalTitle, "original-title"),
    (TextField::Genre, "genre"),
    (TextField::Note, "note"),
];

/// Schemes that have a CSL field.
const SCHEMES: &[IdentifierScheme] = &[
    IdentifierScheme::Doi,
    IdentifierScheme::Pmid,
    IdentifierScheme::Pmcid,
    IdentifierScheme::Isbn,
    IdentifierScheme::Issn,
];

fn csl_name(name: &Name) -> Value {
    match name {
        Name::Literal { literal } => json!({ "literal": literal }),
        Name::Person {
            family,
            given,
            particle,
            suffix,
        } => {
            let mut out = Map::new();
            out.insert("family".into(), json!(family));
            if !given.is_empty() {
                out.insert("given".into(), json!(given));
            }
            if let Some(particle) = particle {
                out.insert("non-dropping-particle".into(), json!(particle));
            }
            if let Some(suffix) = suffix {
                out.insert("suffix".into(), json!(suffix));
            }
            Value::Object(out)
        }
    }
}

fn csl_date(date: &Date) -> Value {
    let parts = |point: &DatePoint| {
        let mut parts = vec![point.year];
        parts.extend(point.month.map(i32::from));
        parts.extend(point.day.map(i32::from));
        parts
    };
    let mut out = Map::new();
    let points: Vec<Vec<i32>> = date.start.iter().chain(&date.end).map(parts).collect();
    if !points.is_empty() {
        out.insert("date-parts".into(), json!(points));
    }
    if let Some(season) = date.start.and_then(|p| p.season) {
        out.insert("season".into(), json!(season.number()));
    }
    if date.approximate {
        out.insert("circa".into(), json!(true));
    }
    if let Some(literal) = &date.literal {
        out.insert("literal".into(), json!(literal));
    }
    Value::Object(out)
}

/// What CSL has no field for; keys are left out when empty.
fn custom(reference: &Reference, context: &ItemContext) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::Array(a) => a.is_empty(),
            Value::Object(o) => o.is_empty(),
            _ => false,
        };
        if !empty {
            out.insert(key.to_owned(), value);
        }
    };
    let prov = context.provenance;
    put(
        "titles",
        texts(reference.texts(TextField::Title), true, prov),
    );
    put(
        "abstracts",
        reference
            .abstracts
            .iter()
            .map(|a| abstract_value(a, prov))
            .collect(),
    );
    put(
        "container_titles",
        texts(reference.texts(TextField::ContainerTitle), false, prov),
    );
    let more: Map<String, Value> = reference
        .texts
        .iter()
        .filter(|(f, v)| {
            !matches!(f, TextField::Title | TextField::ContainerTitle)
                && (v.len() > 1
                    || matches!(f, TextField::Funding)
                    || v.iter().any(|t| {
                        t.origin != Origin::Unknown || t.lang != script::language_of(&t.text)
                    }))
        })
        .map(|(f, v)| (f.name().to_owned(), texts(v, false, prov)))
        .collect();
    put("texts", Value::Object(more));
    put(
        "keywords",
        reference
            .keywords
            .iter()
            .map(|k| json!({ "lang": k.lang.as_str(), "text": k.text, "kind": k.kind }))
            .collect(),
    );
    let authors: Vec<&Sourced<Contributor>> =
        reference.contributors_as(ContributorRole::Author).collect();
    if authors
        .iter()
        .any(|a| a.names.len() > 1 || a.names.iter().any(|n| n.lang.is_some()))
    {
        put(
            "author_variants",
            authors.iter().map(|a| variants(a)).collect(),
        );
    }
    if !reference.contributors_complete {
        put("contributors_complete", json!(false));
    }
    let others: Vec<ContributorRole> = reference
        .contributors
        .iter()
        .map(|c| c.role)
        .filter(|r| matches!(r, ContributorRole::Supervisor | ContributorRole::Other))
        .collect();
    if others.contains(&ContributorRole::Supervisor) {
        put("contributor_roles", json!(others));
    }
    if let Some(language) = reference.own_language() {
        let stated = reference.language.is_some();
        if stated != exact::seems_stated(reference, &language) {
            put("language_stated", json!(stated));
        }
    }
    let affiliations: Vec<&str> = reference
        .affiliations
        .iter()
        .map(|a| a.text.as_str())
        .collect();
    put("affiliations", json!(affiliations));
    if authors.iter().any(|a| !a.affiliations.is_empty()) {
        let marks: Vec<Vec<u16>> = authors
            .iter()
            .map(|a| a.affiliations.iter().map(|i| i + 1).collect())
            .collect();
        put("author_affiliations", json!(marks));
    }
    if authors.iter().any(|a| a.orcid.is_some()) {
        let ids: Vec<Option<&str>> = authors.iter().map(|a| a.orcid.as_deref()).collect();
        put("author_orcids", json!(ids));
    }
    put("identifiers", identifiers(reference));
    put("classification", classification(reference));
    put(
        "observations",
        reference
            .observations
            .iter()
            .map(|o| {
                let mut out = Map::new();
                out.insert("kind".into(), json!(o.kind.name()));
                out.insert("value".into(), json!(o.value.value));
                if let Some(by) = &o.by {
                    out.insert("by".into(), json!(by));
                }
                if let Some(date) = &o.date {
                    out.insert("date".into(), json!(date));
                }
                Value::Object(out)
            })
            .collect(),
    );
    if let Some(pages) = reference.scalar(ScalarField::NumberOfPages) {
        put("number_of_pages", json!(pages));
    }
    if let Some(number) = reference.scalar(ScalarField::ArticleNumber) {
        put("article_number", json!(number));
    }
    let missing: Vec<&str> = reference
        .missing()
        .into_iter()
        .map(diglot_model::Missing::name)
        .collect();
    put("missing", json!(missing));
    put("relation", json!(context.relation));
    put(
        "urls",
        if reference.urls.len() > 1 {
            reference.urls.iter().map(|u| json!(u.value)).collect()
        } else {
            Value::Null
        },
    );
    if let Some(first) = reference.sources.first() {
        put("source", source(reference, 0, first));
    }
    if reference.sources.len() > 1 {
        put(
            "sources",
            reference
                .sources
                .iter()
                .enumerate()
                .map(|(i, s)| source(reference, i as u16, s))
                .collect(),
        );
    }
    if prov {
        put("provenance", json!(reference.provenance()));
    }
    Value::Object(out)
}

fn origin_into(out: &mut Map<String, Value>, origin: &Origin) {
    out.insert("origin".into(), json!(origin.name()));
    if let Origin::Machine { engine, date } = origin {
        out.insert("engine".into(), json!(engine));
        out.insert("date".into(), json!(date));
    }
}

fn texts(values: &[Sourced<LocalizedText>], origin: bool, provenance: bool) -> Value {
    values
        .iter()
        .map(|t| {
            let mut out = Map::new();
            out.insert("lang".into(), json!(t.lang.as_str()));
            out.insert("text".into(), json!(t.text));
            if origin || t.origin != Origin::Unknown {
                origin_into(&mut out, &t.origin);
            }
            if provenance {
                out.insert("source".into(), json!(t.source));
            }
            Value::Object(out)
        })
        .collect()
}

fn abstract_value(a: &Sourced<Abstract>, provenance: bool) -> Value {
    let mut out = Map::new();
    out.insert("lang".into(), json!(a.lang.as_str()));
    origin_into(&mut out, &a.origin);
    if provenance {
        out.insert("source".into(), json!(a.source));
    }
    out.insert("sections".into(), json!(a.sections));
    Value::Object(out)
}

fn variants(contributor: &Contributor) -> Value {
    contributor
        .names
        .iter()
        .map(|variant| {
            let mut name = csl_name(&variant.name);
            if let (Value::Object(name), Some(lang)) = (&mut name, &variant.lang) {
                name.insert("lang".into(), json!(lang.as_str()));
            }
            name
        })
        .collect()
}

fn identifiers(reference: &Reference) -> Value {
    let mut out = Map::new();
    for id in &reference.identifiers {
        let (key, list) = match &id.scheme {
            IdentifierScheme::Pmid => ("pmid", false),
            IdentifierScheme::Pmcid => ("pmcid", false),
            IdentifierScheme::Arxiv => ("arxiv", false),
            IdentifierScheme::Registration => ("registrations", true),
            IdentifierScheme::Doi => ("dois", true),
            IdentifierScheme::Isbn => ("isbns", true),
            IdentifierScheme::Issn => ("issns", true),
            IdentifierScheme::Other(name) => (name.as_str(), false),
        };
        if list {
            let values = out.entry(key).or_insert_with(|| json!([]));
            if let Value::Array(values) = values {
                values.push(json!(id.value.value));
            }
        } else {
            out.insert(key.to_owned(), json!(id.value.value));
        }
    }
    // A single DOI, ISBN or ISSN stands in its CSL field alone.
    for key in ["dois", "isbns", "issns"] {
        if out
            .get(key)
            .and_then(Value::as_array)
            .is_some_and(|v| v.len() < 2)
        {
            out.remove(key);
        }
    }
    Value::Object(out)
}

fn classification(reference: &Reference) -> Value {
    let mut out = Map::new();
    for c in &reference.classifications {
        let key = match &c.scheme {
            ClassificationScheme::Clc => "clc",
            ClassificationScheme::Discipline => "discipline",
            ClassificationScheme::Other(name) => name,
        };
        let mut code = Map::new();
        code.insert("code".into(), json!(c.code));
        if let Some(label) = &c.label {
            code.insert("label".into(), json!(label));
        }
        if let Value::Array(codes) = out.entry(key).or_insert_with(|| json!([])) {
            codes.push(Value::Object(code));
        }
    }
    Value::Object(out)
}

/// A source with the places of its values, in bytes of the capture's decoded text.
fn source(reference: &Reference, index: u16, source: &Source) -> Value {
    match source {
        Source::Capture(capture) => capture_value(reference, index, capture),
        Source::Lookup { service, at } => json!({ "service": service, "at": at }),
        Source::Edit { at } => json!({ "edited": at }),
    }
}

fn capture_value(reference: &Reference, index: u16, capture: &CaptureSource) -> Value {
    let spans: Map<String, Value> = reference
        .spans_of(index)
        .into_iter()
        .map(|(field, spans)| {
            let spans: Vec<[u64; 2]> = spans
                .iter()
                .map(|s| {
                    [
                        capture.start + u64::from(s.start),
                        capture.start + u64::from(s.end),
                    ]
                })
                .collect();
            (field, json!(spans))
        })
        .collect();
    let mut out = Map::new();
    if let Some(batch) = &capture.batch {
        out.insert("batch".into(), json!(batch));
    }
    if let Some(file) = &capture.file {
        out.insert("file".into(), json!(file));
    }
    out.insert("format".into(), json!(capture.format));
    out.insert("encoding".into(), json!(capture.encoding));
    out.insert("record".into(), json!(capture.record));
    out.insert("spans".into(), Value::Object(spans));
    if let Some(site) = &capture.site {
        out.insert("site".into(), json!(site));
    }
    if let Some(notice) = &capture.notice {
        out.insert("notice".into(), json!(notice));
    }
    if let Some(total) = capture.listed_total {
        out.insert("listed_total".into(), json!(total));
    }
    if let Some(rank) = capture.listed_rank {
        out.insert("listed_rank".into(), json!(rank));
    }
    Value::Object(out)
}
