//! What each slot shows of a reference and an answer.

use super::slot::Slot;
use super::{people, same};
use crate::notices;
use diglot_model::{
    KeywordKind, LanguageTag, LocalizedText, Origin, Reference, ReferenceType, ScalarField, Source,
    Sourced,
};
use diglot_text::normalise::fold_title;

/// What a slot shows.
pub(super) struct View {
    pub(super) now: Option<String>,
    pub(super) proposed: String,
    pub(super) fills: bool,
    pub(super) edited: bool,
}

impl Slot {
    /// What it shows; `None` when there is nothing to offer.
    pub(super) fn view(&self, current: &Reference, found: &Reference) -> Option<View> {
        let simple = |now: Option<String>, proposed: String, edited: bool| View {
            fills: now.is_none(),
            now,
            proposed,
            edited,
        };
        match self {
            Self::Kind => {
                let (now, new) = (current.kind, found.kind);
                // A document is a work of unknown type.
                (now != new && new != ReferenceType::Document).then(|| View {
                    now: Some(now.csl_name()),
                    proposed: new.csl_name(),
                    fills: now == ReferenceType::Document,
                    edited: false,
                })
            }
            Self::Text(field, at) => {
                let new = found.texts(*field).get(*at)?;
                let rivals = rivals(current.texts(*field), &new.lang);
                if rivals.clone().any(|old| same::text(*field, old, new)) {
                    return None;
                }
                let first = rivals.clone().next();
                let edited = rivals.clone().any(|old| is_edited_text(current, old));
                Some(simple(
                    first.map(|old| old.text.clone()),
                    new.text.clone(),
                    edited,
                ))
            }
            Self::People(role) => people::view(current, found, *role),
            Self::Date(field) => {
                let new = found.dates.get(field)?;
                let old = current.dates.get(field);
                if old.is_some_and(|old| same::date(old, new)) {
                    return None;
                }
                let edited = old.is_some_and(|old| is_edit(current, old.source));
                Some(simple(
                    old.map(|old| old.value.to_string()),
                    new.value.to_string(),
                    edited,
                ))
            }
            Self::Scalar(field) => {
                let new = found.scalars.get(field)?;
                let page = current.scalar(ScalarField::Page);
                let number = current.scalar(ScalarField::ArticleNumber);
                // An article number stands in for a page; where one of them is, the other
                // is not missing.
                let stands_in = match field {
                    ScalarField::ArticleNumber => number.is_none() && page.is_some(),
                    ScalarField::Page => {
                        page.is_none() && number.is_some_and(|n| same::scalar(*field, n, new))
                    }
                    _ => false,
                };
                let old = current.scalars.get(field);
                if stands_in || old.is_some_and(|old| same::scalar(*field, old, new)) {
                    return None;
                }
                let edited = old.is_some_and(|old| is_edit(current, old.source));
                Some(simple(
                    old.map(|old| old.value.clone()),
                    new.value.clone(),
                    edited,
                ))
            }
            Self::Identifiers(scheme) => {
                let of = |r: &Reference| -> Vec<String> {
                    r.identifiers_of(scheme).map(str::to_owned).collect()
                };
                let (now, new) = (of(current), of(found));
                let is_known = |value: &String| now.iter().any(|n| same::identifier(n, value));
                let more: Vec<String> = new.into_iter().filter(|v| !is_known(v)).collect();
                if more.is_empty() {
                    return None;
                }
                let shares = found.identifiers_of(scheme).count() > more.len();
                let edited = current
                    .identifiers
                    .iter()
                    .any(|i| i.scheme == *scheme && is_edit(current, i.source));
                Some(View {
                    // A journal has several numbers: one more beside a shared one fills.
                    fills: now.is_empty() || shares,
                    edited: edited && !shares,
                    now: (!now.is_empty()).then(|| now.join(", ")),
                    proposed: more.join(", "),
                })
            }
            Self::Url => {
                let new = found.urls.first()?;
                if current.urls.iter().any(|old| old.value == new.value) {
                    return None;
                }
                let old = current.urls.first();
                let edited = old.is_some_and(|old| is_edit(current, old.source));
                Some(simple(
                    old.map(|old| old.value.clone()),
                    new.value.clone(),
                    edited,
                ))
            }
            Self::Abstract(at) => {
                let new = found.abstracts.get(*at)?;
                let plain = new.plain();
                let mut rivals = current
                    .abstracts
                    .iter()
                    .filter(|old| same::slot(&old.lang, &new.lang));
                let first = rivals.clone().next();
                if rivals
                    .clone()
                    .any(|old| fold_title(&old.plain()) == fold_title(&plain))
                {
                    return None;
                }
                let edited =
                    rivals.any(|old| old.origin == Origin::User || is_edit(current, old.source));
                Some(simple(first.map(|old| old.plain()), plain, edited))
            }
            Self::Keywords(lang) => {
                let known = current
                    .keywords
                    .iter()
                    .any(|k| k.lang.same_language(lang) && k.kind != KeywordKind::Mesh);
                let words: Vec<&str> = found
                    .keywords
                    .iter()
                    .filter(|k| k.lang == *lang)
                    .map(|k| k.text.as_str())
                    .collect();
                (!known).then(|| simple(None, words.join("; "), false))
            }
            Self::Language => {
                let new = found.language.as_ref()?;
                let old = current.language.as_ref();
                if old.is_some_and(|old| old.same_language(new)) {
                    return None;
                }
                let edited = old.is_some_and(|old| is_edit(current, old.source));
                Some(simple(
                    old.map(|old| old.to_string()),
                    new.to_string(),
                    edited,
                ))
            }
            Self::Notices => {
                let known = notices::notices(current);
                let words: Vec<String> = notices::notices(found)
                    .into_iter()
                    .filter(|new| !known.contains(new))
                    .map(|notice| format!("{} {}", notice.kind, notice.doi))
                    .collect();
                (!words.is_empty()).then(|| simple(None, words.join("; "), false))
            }
        }
    }
}

fn rivals<'a>(
    values: &'a [Sourced<LocalizedText>],
    lang: &'a LanguageTag,
) -> impl Iterator<Item = &'a Sourced<LocalizedText>> + Clone {
    values.iter().filter(|old| same::slot(&old.lang, lang))
}

fn is_edited_text(current: &Reference, text: &Sourced<LocalizedText>) -> bool {
    text.origin == Origin::User || is_edit(current, text.source)
}

/// Whether a source is an edit of the user's.
pub(super) fn is_edit(reference: &Reference, source: u16) -> bool {
    matches!(
        reference.sources.get(usize::from(source)),
        Some(Source::Edit { .. })
    )
}
