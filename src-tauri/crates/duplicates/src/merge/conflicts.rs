//! Where two references disagree: what a person is shown side by side.

use super::{people, same_abstract_slot, same_slot, same_text, says_more, says_more_pages};
use diglot_model::{
    Contributor, DateField, Field, LanguageTag, Reference, ScalarField, Sourced, TextField,
};
use diglot_text::normalise::{expand_pages, fold_search};

/// A field in which both references have a value and the values are not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldConflict {
    /// Which field.
    pub field: Field,
    /// In which language, for texts.
    pub lang: Option<LanguageTag>,
    /// What the first says.
    pub a: String,
    /// What the second says.
    pub b: String,
}

/// The fields in which a merge has to leave something out, in the order of the fields.
///
/// Spellings of one text, a fuller date and lists of the same people are no conflicts.
pub fn conflicts(a: &Reference, b: &Reference) -> Vec<FieldConflict> {
    let mut out = Vec::new();
    let mut add = |field: Field, lang: Option<LanguageTag>, a: String, b: String| {
        out.push(FieldConflict { field, lang, a, b });
    };
    if a.kind != b.kind {
        add(Field::Kind, None, a.kind.csl_name(), b.kind.csl_name());
    }
    if let (Some(x), Some(y)) = (&a.language, &b.language)
        && !x.same_language(y)
    {
        add(Field::Language, None, x.to_string(), y.to_string());
    }
    for field in TextField::ALL {
        if matches!(field, TextField::Note | TextField::Funding) {
            continue;
        }
        for x in a.texts(*field) {
            let mut rivals = b
                .texts(*field)
                .iter()
                .filter(|y| same_slot(&x.lang, &y.lang));
            let first = rivals.clone().next();
            if let Some(y) = first
                && !rivals.any(|y| same_text(*field, x, y))
            {
                let lang = Some(x.lang.clone());
                add(Field::Text(*field), lang, x.text.clone(), y.text.clone());
            }
        }
    }
    for x in &a.abstracts {
        for y in &b.abstracts {
            let (left, right) = (x.plain(), y.plain());
            if same_abstract_slot(&x.lang, &y.lang) && fold_search(&left) != fold_search(&right) {
                add(Field::Abstracts, Some(x.lang.clone()), left, right);
            }
        }
    }
    if !a.contributors.is_empty()
        && !b.contributors.is_empty()
        && !people::agree(&a.contributors, &b.contributors)
    {
        add(
            Field::Contributors,
            None,
            names(&a.contributors),
            names(&b.contributors),
        );
    }
    for field in DateField::ALL {
        if let (Some(x), Some(y)) = (a.dates.get(field), b.dates.get(field))
            && x.value != y.value
            && !says_more(x, y)
            && !says_more(y, x)
        {
            add(Field::Date(*field), None, x.to_string(), y.to_string());
        }
    }
    for field in ScalarField::ALL {
        if let (Some(x), Some(y)) = (a.scalar(*field), b.scalar(*field))
            && !same_scalar(*field, x, y)
        {
            add(Field::Scalar(*field), None, x.to_owned(), y.to_owned());
        }
    }
    out
}

fn same_scalar(field: ScalarField, a: &str, b: &str) -> bool {
    let (x, y) = (fold_search(a), fold_search(b));
    if x == y || x.trim_start_matches('0') == y.trim_start_matches('0') {
        return true;
    }
    field == ScalarField::Page
        && (expand_pages(&x).is_some() && expand_pages(&x) == expand_pages(&y)
            || says_more_pages(&x, &y)
            || says_more_pages(&y, &x))
}

fn names(contributors: &[Sourced<Contributor>]) -> String {
    let each = contributors.iter().filter_map(|c| c.name()).map(|name| {
        if name.given().is_empty() {
            name.family()
        } else {
            format!("{}, {}", name.family(), name.given())
        }
    });
    each.collect::<Vec<_>>().join("; ")
}
