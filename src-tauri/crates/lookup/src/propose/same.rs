//! When two values are the same apart from spelling.

use diglot_model::{Date, LanguageTag, LocalizedText, ScalarField, TextField};
use diglot_text::normalise::{
    containers_match, expand_pages, fold_container, fold_search, fold_title,
};

/// Whether texts in these languages are rivals for one place. A text of unknown language
/// may be in any; simplified and traditional Chinese are one language.
pub(super) fn slot(a: &LanguageTag, b: &LanguageTag) -> bool {
    *a == LanguageTag::UND || *b == LanguageTag::UND || a.same_language(b)
}

/// Whether two texts of a field are the same.
pub(super) fn text(field: TextField, a: &LocalizedText, b: &LocalizedText) -> bool {
    let squeezed = |text: &str| fold_title(text).replace(' ', "");
    if squeezed(&a.text) == squeezed(&b.text) {
        return true;
    }
    let is_container = matches!(
        field,
        TextField::ContainerTitle | TextField::ContainerTitleShort
    );
    is_container && containers_match(&fold_container(&a.text), &fold_container(&b.text))
}

/// Whether the first date says all that the second says.
pub(super) fn date(old: &Date, new: &Date) -> bool {
    let (Some(a), Some(b)) = (old.start, new.start) else {
        return old == new;
    };
    let within = |a: Option<u8>, b: Option<u8>| b.is_none() || a == b;
    a.year == b.year
        && within(a.month, b.month)
        && within(a.day, b.day)
        && (b.season.is_none() || a.season == b.season)
}

/// Whether two values kept as printed are the same.
pub(super) fn scalar(field: ScalarField, a: &str, b: &str) -> bool {
    let (x, y) = (fold_search(a), fold_search(b));
    if x.trim_start_matches('0') == y.trim_start_matches('0') {
        return true;
    }
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).collect() };
    field == ScalarField::Page
        && letters(&x) == letters(&y)
        && expand_pages(&x).is_some()
        && expand_pages(&x) == expand_pages(&y)
}

/// Whether two identifiers of one scheme are the same.
pub(super) fn identifier(a: &str, b: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|c| *c != '-' && !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect()
    };
    bare(a) == bare(b)
}
