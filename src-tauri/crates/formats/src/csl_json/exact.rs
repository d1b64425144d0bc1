//! What makes reading the exact reverse of writing: fields of CSL-JSON that the model has
//! no place for go back to where they stood, and values that the readable keys would not
//! give back stand as the model has them under `custom.diglot.exact`.

use super::item::{self, sort};
use diglot_model::{
    ClassificationScheme, ContributorRole, Date, DatePoint, Identifier, IdentifierScheme,
    LanguageTag, LocalizedText, Name, Origin, Reference, ReferenceType, ScalarField, Sourced,
    Spans, TextField, UnmappedField,
};
use diglot_text::script;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Where fields without a place in the model go: those that came from CSL-JSON back to
/// where they stood, unless something else stands there; the others are left.
#[derive(Default)]
pub(super) struct Returning<'u> {
    /// A type that only its source knows; it stands where the model has "document".
    pub(super) kind: Option<&'u str>,
    /// Members of the item.
    pub(super) item: Vec<(&'u str, &'u UnmappedField)>,
    /// Members of `custom`.
    pub(super) custom: Vec<(&'u str, &'u UnmappedField)>,
    /// Members of `custom.diglot`.
    pub(super) diglot: Vec<(&'u str, &'u UnmappedField)>,
    /// The others, in their order.
    pub(super) left: Vec<&'u UnmappedField>,
    /// The tags of those that have a place.
    placed: BTreeSet<&'u str>,
}

impl<'u> Returning<'u> {
    /// `taken` tells which members the item has already.
    pub(super) fn of(
        kind: ReferenceType,
        unmapped: &'u [UnmappedField],
        taken: impl Fn(&str) -> bool,
    ) -> Self {
        let mut places = Self::default();
        for field in unmapped {
            if !places.take(kind, field, &taken) {
                places.left.push(field);
            }
        }
        places
    }

    fn take(
        &mut self,
        kind: ReferenceType,
        field: &'u UnmappedField,
        taken: impl Fn(&str) -> bool,
    ) -> bool {
        let tag = field.tag.as_str();
        if field.format != super::FORMAT {
            return false;
        }
        if tag == "type" {
            let unknown = ReferenceType::from_csl_name(&field.value).is_none();
            let free = kind == ReferenceType::Document && unknown && self.kind.is_none();
            if free {
                self.kind = Some(&field.value);
            }
            return free;
        }
        let (list, key) = match tag.strip_prefix("custom.") {
            Some(key) => match key.strip_prefix("diglot.") {
                Some(key) => (&mut self.diglot, key),
                None => (&mut self.custom, key),
            },
            None if taken(tag) => return false,
            None => (&mut self.item, tag),
        };
        let free =
            !["custom", "diglot", "exact", "unmapped"].contains(&key) && self.placed.insert(tag);
        if free {
            list.push((key, field));
        }
        free
    }

    /// Leaves members of `custom.diglot` that are taken, or that this program writes.
    pub(super) fn settle_diglot(&mut self, taken: impl Fn(&str) -> bool) {
        let (left, free): (Vec<_>, Vec<_>) = std::mem::take(&mut self.diglot)
            .into_iter()
            .partition(|(key, _)| taken(key));
        self.diglot = free;
        self.left.extend(left.into_iter().map(|(_, field)| field));
    }
}

/// The fields that reading an item would not give back, as the model has them.
pub(super) fn differences(reference: &Reference, item: &Map<String, Value>) -> Map<String, Value> {
    let wanted = normal(reference);
    let got = normal(&item::read(item, &item::Places::default()));
    if wanted == got {
        return Map::new();
    }
    got.changes_to(&wanted)
        .into_iter()
        .map(|change| (change.field.name().to_owned(), change.after))
        .collect()
}

/// Whether reading surely gives a reference back, so that nobody needs to try.
///
/// Readers give almost nothing else: texts that are not empty, roles in CSL's order, each
/// identifier once. What this denies may still come back.
pub(super) fn comes_back(r: &Reference) -> bool {
    let language = r.own_language();
    r.links.is_empty()
        && r.sentence_edits.is_empty()
        && r.observations.is_empty()
        && r.unmapped.iter().all(|u| u.format != super::FORMAT)
        && language.is_none_or(|tag| is_shown(tag.as_str()) && tag.as_str().trim() == tag.as_str())
        && texts_come_back(r)
        && people_come_back(r)
        && r.dates.values().all(|date| date_comes_back(&date.value))
        && r.scalars.values().all(|value| !value.is_empty())
        && match (
            r.scalar(ScalarField::ArticleNumber),
            r.scalar(ScalarField::Page),
        ) {
            (Some(number), Some(page)) => number != page,
            _ => true,
        }
        && identifiers_come_back(&r.identifiers)
        && r.classifications
            .iter()
            .all(|c| !matches!(&c.scheme, ClassificationScheme::Other(_)))
}

fn is_shown(text: &str) -> bool {
    !text.trim().is_empty()
}

fn texts_come_back(r: &Reference) -> bool {
    let inferred = |text: &LocalizedText| {
        text.origin == Origin::Unknown && text.lang == script::language_of(&text.text)
    };
    r.texts.values().flatten().all(|text| !text.text.is_empty())
        && r.affiliations.iter().all(|a| inferred(&a.value))
}

/// CSL has a list for each role, and names in parts that are not empty.
fn people_come_back(r: &Reference) -> bool {
    let order = |role: ContributorRole| item::ROLES.iter().position(|(_, known)| *known == role);
    let is_name = |name: &Name| match name {
        Name::Literal { literal } => is_shown(literal),
        Name::Person {
            family,
            given,
            particle,
            suffix,
        } => {
            is_shown(family)
                && (given.is_empty() || is_shown(given))
                && particle.as_deref().is_none_or(is_shown)
                && suffix.as_deref().is_none_or(is_shown)
        }
    };
    let mut last = None;
    r.contributors.iter().all(|c| {
        let at = order(c.role);
        let in_order = at.is_some() && last <= at;
        last = at;
        let plain = c.role == ContributorRole::Author
            || c.names.len() == 1
                && c.names[0].lang.is_none()
                && c.affiliations.is_empty()
                && c.orcid.is_none();
        in_order && plain && !c.names.is_empty() && c.names.iter().all(|n| is_name(&n.name))
    })
}

fn date_comes_back(date: &Date) -> bool {
    let is_point = |point: &DatePoint| {
        point.month.is_none_or(|month| (1..=12).contains(&month))
            && point
                .day
                .is_none_or(|day| point.month.is_some() && (1..=31).contains(&day))
            && (point.season.is_none() || point.month.is_none())
    };
    match &date.start {
        Some(start) => {
            is_point(start)
                && date
                    .end
                    .is_none_or(|end| is_point(&end) && end.season.is_none())
                && date.literal.is_none()
        }
        None => date.end.is_none() && date.literal.as_ref().is_some_and(|words| !words.is_empty()),
    }
}

fn identifiers_come_back(identifiers: &[Sourced<Identifier>]) -> bool {
    // Kept under names of their own, one each.
    let single = |scheme: &IdentifierScheme| match scheme {
        IdentifierScheme::Pmid | IdentifierScheme::Pmcid | IdentifierScheme::Arxiv => true,
        IdentifierScheme::Other(name) => name == "accession",
        _ => false,
    };
    let known = |id: &Identifier| match &id.scheme {
        IdentifierScheme::Other(name) => name == "accession",
        // The field of CSL is read in its normal form.
        IdentifierScheme::Doi => Identifier::doi(&id.value).is_some_and(|doi| doi == *id),
        _ => true,
    };
    let clash =
        |a: &Identifier, b: &Identifier| a == b || a.scheme == b.scheme && single(&a.scheme);
    // Of so many, trying takes no longer than comparing each with each.
    identifiers.len() < 100
        && identifiers.iter().enumerate().all(|(at, id)| {
            known(id) && identifiers[..at].iter().all(|earlier| !clash(earlier, id))
        })
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
