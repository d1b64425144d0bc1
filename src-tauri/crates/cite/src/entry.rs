//! An entry made without a style, for works that the style prints nothing of.

use crate::glyphs::{Glyphs, clean};
use crate::item::year;
use crate::people::Spelling;
use crate::{locale, people};
use diglot_model::{ContributorRole, Reference, ScalarField};
use hayagriva::citationberg::json::NameValue;

/// Authors, title, container, year, volume and pages, as far as there are any.
pub(crate) fn plain(reference: &Reference) -> Glyphs {
    let language = locale::language(reference);
    let chinese = language
        .as_ref()
        .is_some_and(diglot_model::LanguageTag::is_chinese);
    let spelling = Spelling::of(language.as_ref());
    let mut names: Vec<String> = reference
        .contributors_as(ContributorRole::Author)
        .filter_map(|c| people::name(c, spelling))
        .map(whole)
        .collect();
    if !reference.contributors_complete && !names.is_empty() {
        names.push(if chinese { "等" } else { "et al." }.to_owned());
    }
    let untitled = if chinese { "[无题名]" } else { "[no title]" };
    let mut parts = vec![
        names.join(", "),
        clean(reference.title().unwrap_or(untitled)),
        clean(reference.container_title().unwrap_or_default()),
    ];
    parts.extend(year(reference).map(|year| year.to_string()));
    for field in [ScalarField::Volume, ScalarField::Page] {
        parts.push(clean(reference.scalar(field).unwrap_or_default()));
    }
    parts.extend(reference.doi().map(|doi| format!("DOI:{doi}")));
    parts.retain(|part| !part.is_empty());
    Glyphs::plain(&parts.join(". "))
}

fn whole(name: NameValue) -> String {
    match name {
        NameValue::Literal(name) => name.literal,
        NameValue::Item(name) => match name.given {
            Some(given) if diglot_text::script::has_han(&name.family) => {
                format!("{}{given}", name.family)
            }
            Some(given) => format!("{} {given}", name.family),
            None => name.family,
        },
    }
}
