//! Writing CSL-JSON.

mod values;

use super::exact;
use super::item::restored;
use super::json::{AnyMembers, Json};
use crate::output::{self, ExportItem, Exported};
use diglot_model::{
    ContributorRole, IdentifierScheme, LanguageTag, LocalizedText, Origin, PageRelation, Reference,
    ScalarField, Sourced, TextField,
};
use diglot_text::script;
use serde_json::{Map, Value};
use values::{
    abstract_value, classification, csl_date, identifiers, keyword_kind, name, plain_abstract,
    source, texts, unmapped, variants,
};

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

/// Writes the array of a text, an item a line: tools that read lines see whole items.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    json: Json,
}

impl output::Writer for Writer {
    fn begin(&mut self, out: &mut Exported) {
        out.text.push('[');
    }

    fn item(&mut self, item: &ExportItem<'_>, number: usize, out: &mut Exported) {
        out.text.push_str(if number == 0 { "\n" } else { ",\n" });
        self.add(item.reference, &item.context, &mut out.text);
    }

    fn end(&mut self, items: usize, out: &mut Exported) {
        out.text.push_str(if items == 0 { "]\n" } else { "\n]\n" });
    }
}

impl Writer {
    /// Adds an item to a text.
    fn add(&mut self, reference: &Reference, context: &ItemContext, out: &mut String) {
        self.json.behind(out);
        let place = self.json.place();
        let none = Map::new();
        let mut item = Item {
            reference,
            context,
            exact: &none,
        };
        item.write(&mut self.json);
        if !exact::comes_back(reference) {
            let exact = match serde_json::from_str(self.json.since(place)) {
                Ok(Value::Object(written)) => exact::differences(reference, &written),
                _ => Map::new(),
            };
            if !exact.is_empty() {
                item.exact = &exact;
                self.json.forget(place);
                item.write(&mut self.json);
            }
        }
        self.json.give_back(out);
    }
}

/// A reference as a CSL-JSON item.
pub fn item(reference: &Reference, context: &ItemContext) -> Value {
    let mut text = String::new();
    Writer::default().add(reference, context, &mut text);
    serde_json::from_str(&text).unwrap_or_default()
}

struct Item<'a> {
    reference: &'a Reference,
    context: &'a ItemContext,
    exact: &'a Map<String, Value>,
}

impl<'a> Item<'a> {
    fn write(&self, json: &mut Json) {
        json.object_in_order(|out| self.members(out));
    }

    fn members(&self, out: &mut AnyMembers<'_, 'a>) {
        let r = self.reference;
        out.string("id", &self.context.id);
        for (field, key) in TEXTS {
            if let Some(text) = r.text(*field) {
                out.string(key, &text.text);
            }
        }
        if let Some(a) = r.abstract_() {
            out.put("abstract", |json| plain_abstract(json, a));
        }
        for (key, roles) in ROLES {
            let mut people = r.contributors.iter().filter(|c| roles.contains(&c.role));
            if people.clone().next().is_some() {
                let names = people.by_ref().filter_map(|c| c.name());
                out.put(key, |json| {
                    json.array(names, |json, n| name(json, n, None));
                });
            }
        }
        for (field, date) in &r.dates {
            out.put(field.name(), |json| csl_date(json, date));
        }
        for (field, value) in &r.scalars {
            if !matches!(field, ScalarField::ArticleNumber) {
                out.string(field.name(), &value.value);
            }
        }
        // CSL has no article number: the page field carries it when there is no page range.
        if let (Some(number), None) = (
            r.scalar(ScalarField::ArticleNumber),
            r.scalar(ScalarField::Page),
        ) {
            out.string("page", number);
        }
        for (scheme, key) in SCHEMES {
            if let Some(value) = r.identifiers_of(scheme).next() {
                out.string(key, value);
            }
        }
        if let Some(url) = r.urls.first() {
            out.string("URL", &url.value);
        }
        let language = r.own_language();
        if let Some(language) = &language {
            out.string("language", language.as_str());
        }
        if !r.keywords.is_empty() {
            out.put("keyword", |json| {
                json.string_of(|parts| {
                    for (i, keyword) in r.keywords.iter().enumerate() {
                        parts.push(if i > 0 { ", " } else { "" });
                        parts.push(&keyword.text);
                    }
                });
            });
        }
        let places = exact::Returning::of(r.kind, &r.unmapped, |key| out.has(key));
        match places.kind {
            Some(kind) => out.string("type", kind),
            None => out.put("type", |json| json.value(&r.kind)),
        }
        for (key, field) in &places.item {
            out.put_foreign(*key, |json| json.value(&restored(&field.value)));
        }
        out.put("custom", |json| {
            json.object_in_order(|out| {
                for (key, field) in &places.custom {
                    out.put_foreign(*key, |json| json.value(&restored(&field.value)));
                }
                out.put("diglot", |json| {
                    self.custom(json, language.as_ref(), places);
                });
            });
        });
    }

    /// What CSL has no field for; keys are left out when empty.
    fn custom(
        &self,
        json: &mut Json,
        language: Option<&LanguageTag>,
        places: exact::Returning<'a>,
    ) {
        json.object_in_order(|out| {
            // In the order of the keys, so that nothing need be moved afterwards.
            self.to_contributors(out);
            if !self.exact.is_empty() {
                out.put("exact", |json| json.value(self.exact));
            }
            self.to_observations(out, language);
            self.to_urls(out, places);
        });
    }

    /// The members from `abstracts` to `contributors_complete`.
    fn to_contributors(&self, out: &mut AnyMembers<'_, 'a>) {
        let (r, prov) = (self.reference, self.context.provenance);
        if !r.abstracts.is_empty() {
            out.put("abstracts", |json| {
                json.array(&r.abstracts, |json, a| abstract_value(json, a, prov));
            });
        }
        if !r.affiliations.is_empty() {
            out.put("affiliations", |json| {
                json.strings(r.affiliations.iter().map(|a| a.text.as_str()));
            });
        }
        if let Some(number) = r.scalar(ScalarField::ArticleNumber) {
            out.string("article_number", number);
        }
        let authors = || r.contributors_as(ContributorRole::Author);
        if authors().any(|a| !a.affiliations.is_empty()) {
            out.put("author_affiliations", |json| {
                json.array(authors(), |json, author| {
                    json.array(&author.affiliations, |json, i| {
                        json.number(i32::from(*i) + 1);
                    });
                });
            });
        }
        if authors().any(|a| a.orcid.is_some()) {
            out.put("author_orcids", |json| {
                json.array(authors(), |json, author| {
                    json.optional(author.orcid.as_deref(), Json::string);
                });
            });
        }
        if authors().any(|a| a.names.len() > 1 || a.names.iter().any(|n| n.lang.is_some())) {
            out.put("author_variants", |json| json.array(authors(), variants));
        }
        if !r.classifications.is_empty() {
            out.put("classification", |json| classification(json, r));
        }
        let containers = r.texts(TextField::ContainerTitle);
        if !containers.is_empty() {
            out.put("container_titles", |json| {
                texts(json, containers, false, prov);
            });
        }
        if r.contributors_as(ContributorRole::Supervisor)
            .next()
            .is_some()
        {
            let others = r
                .contributors
                .iter()
                .filter(|c| matches!(c.role, ContributorRole::Supervisor | ContributorRole::Other));
            out.put("contributor_roles", |json| {
                json.array(others, |json, c| json.value(&c.role));
            });
        }
        if !r.contributors_complete {
            out.put("contributors_complete", |json| json.bool(false));
        }
    }

    /// The members from `identifiers` to `observations`.
    fn to_observations(&self, out: &mut AnyMembers<'_, 'a>, language: Option<&LanguageTag>) {
        let r = self.reference;
        identifiers(out, r);
        if !r.keywords.is_empty() {
            out.put("keywords", |json| {
                json.array(&r.keywords, |json, k| {
                    json.object(|out| {
                        out.string("kind", keyword_kind(k.kind));
                        out.string("lang", k.lang.as_str());
                        out.string("text", &k.text);
                    });
                });
            });
        }
        if let Some(language) = language {
            let stated = r.language.is_some();
            if stated != exact::seems_stated(r, language) {
                out.put("language_stated", |json| json.bool(stated));
            }
        }
        let missing = r.missing();
        if !missing.is_empty() {
            out.put("missing", |json| {
                json.strings(missing.into_iter().map(diglot_model::Missing::name));
            });
        }
        if let Some(pages) = r.scalar(ScalarField::NumberOfPages) {
            out.string("number_of_pages", pages);
        }
        if !r.observations.is_empty() {
            out.put("observations", |json| {
                json.array(&r.observations, |json, o| {
                    json.object(|out| {
                        if let Some(by) = &o.by {
                            out.string("by", by);
                        }
                        if let Some(date) = &o.date {
                            out.string("date", date);
                        }
                        out.string("kind", o.kind.name());
                        out.put("value", |json| json.number(o.value.value));
                    });
                });
            });
        }
    }

    /// The members from `provenance` to `urls`, and those that stood there before.
    fn to_urls(&self, out: &mut AnyMembers<'_, 'a>, mut places: exact::Returning<'a>) {
        let (r, prov) = (self.reference, self.context.provenance);
        if prov {
            let provenance = r.provenance();
            if !provenance.is_empty() {
                out.put("provenance", |json| json.value(&provenance));
            }
        }
        if let Some(relation) = self.context.relation {
            out.put("relation", |json| json.value(&relation));
        }
        if let Some(first) = r.sources.first() {
            out.put("source", |json| source(json, r, 0, first));
        }
        if r.sources.len() > 1 {
            out.put("sources", |json| {
                json.array(r.sources.iter().enumerate(), |json, (i, s)| {
                    source(json, r, i as u16, s);
                });
            });
        }
        let tells_more = |field: &TextField, values: &[Sourced<LocalizedText>]| {
            !matches!(field, TextField::Title | TextField::ContainerTitle)
                && (values.len() > 1
                    || matches!(field, TextField::Funding)
                    || values.iter().any(|t| {
                        t.origin != Origin::Unknown || t.lang != script::language_of(&t.text)
                    }))
        };
        let mut more = r.texts.iter().filter(|(f, v)| tells_more(f, v)).peekable();
        if more.peek().is_some() {
            out.put("texts", |json| {
                json.object_in_order(|out| {
                    for (field, values) in more {
                        out.put(field.name(), |json| texts(json, values, false, prov));
                    }
                });
            });
        }
        let titles = r.texts(TextField::Title);
        if !titles.is_empty() {
            out.put("titles", |json| texts(json, titles, true, prov));
        }
        let urls = (r.urls.len() > 1).then_some("urls");
        places.settle_diglot(|key| out.has(key) || urls == Some(key));
        if !places.left.is_empty() {
            out.put("unmapped", |json| {
                json.array(&places.left, |json, u| unmapped(json, u));
            });
        }
        if let Some(key) = urls {
            out.put(key, |json| {
                json.strings(r.urls.iter().map(|u| u.value.as_str()));
            });
        }
        for (key, field) in &places.diglot {
            out.put_foreign(*key, |json| json.value(&restored(&field.value)));
        }
    }
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

/// CSL's lists of names, and who stands in each.
const ROLES: &[(&str, &[ContributorRole])] = &[
    ("author", &[ContributorRole::Author]),
    ("editor", &[ContributorRole::Editor]),
    ("collection-editor", &[ContributorRole::CollectionEditor]),
    ("container-author", &[ContributorRole::ContainerAuthor]),
    ("translator", &[ContributorRole::Translator]),
    ("reviewed-author", &[ContributorRole::ReviewedAuthor]),
    // CSL has no supervisors.
    (
        "contributor",
        &[ContributorRole::Other, ContributorRole::Supervisor],
    ),
];

/// Schemes that have a CSL field.
const SCHEMES: &[(IdentifierScheme, &str)] = &[
    (IdentifierScheme::Doi, "DOI"),
    (IdentifierScheme::Pmid, "PMID"),
    (IdentifierScheme::Pmcid, "PMCID"),
    (IdentifierScheme::Isbn, "ISBN"),
    (IdentifierScheme::Issn, "ISSN"),
];
