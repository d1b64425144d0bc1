//! Contributors as names of CSL.

use crate::glyphs::{self, REST};
use diglot_model::{Contributor, LanguageTag, Name};
use diglot_text::script;
use hayagriva::citationberg::json::{LiteralName, NameItem, NameValue};

/// More names than any style prints before it says "and others".
const MANY: usize = 30;

/// Which spelling of names an entry wants.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Spelling {
    /// As it stands first.
    First,
    /// Han characters, where known.
    Han,
    /// Another script, where known.
    Romanised,
}

impl Spelling {
    /// The spelling that belongs to a work's language.
    pub(crate) fn of(language: Option<&LanguageTag>) -> Self {
        match language.map(LanguageTag::primary) {
            None | Some("ja" | "ko") => Self::First,
            Some("zh") => Self::Han,
            Some(_) => Self::Romanised,
        }
    }
}

/// A contributor's name in a spelling; nothing when the name is empty.
pub(crate) fn name(contributor: &Contributor, spelling: Spelling) -> Option<NameValue> {
    let wanted = |name: &Name| match spelling {
        Spelling::First => true,
        Spelling::Han => script::has_han(&name.family()),
        Spelling::Romanised => !script::has_han(&name.family()),
    };
    let variants = || contributor.names.iter().map(|variant| &variant.name);
    csl_name(
        variants()
            .find(|name| wanted(name))
            .or_else(|| contributor.name())?,
    )
}

/// Names that stand for those that the source left out: what is printed of them is
/// taken out again, so that only the style's "and others" stays.
pub(crate) fn left_out() -> impl Iterator<Item = NameValue> {
    std::iter::repeat_with(|| literal(REST.to_string())).take(MANY)
}

fn literal(literal: String) -> NameValue {
    NameValue::Literal(LiteralName { literal })
}

fn csl_name(name: &Name) -> Option<NameValue> {
    let (family, given, particle, suffix) = match name {
        Name::Literal { literal: whole } => {
            let whole = glyphs::clean(whole);
            // Styles that print family names in capitals mean persons.
            return (!whole.is_empty()).then(|| literal(glyphs::shield(&whole)));
        }
        Name::Person {
            family,
            given,
            particle,
            suffix,
        } => (family, given, particle, suffix),
    };
    let clean = |part: &Option<String>| {
        let part = part.as_deref().map(glyphs::clean);
        part.filter(|part| !part.is_empty())
    };
    let (family, given) = (glyphs::clean(family), glyphs::clean(given));
    if family.is_empty() {
        return (!given.is_empty()).then(|| literal(glyphs::shield(&given)));
    }
    Some(NameValue::Item(NameItem {
        given: (!given.is_empty()).then(|| initials_apart(&family, given)),
        family,
        non_dropping_particle: clean(particle),
        dropping_particle: None,
        suffix: clean(suffix),
        comma_suffix: None,
    }))
}

/// `MM` of "Holmes MM" are two initials; in "LI NA" and 李娜 nothing tells.
fn initials_apart(family: &str, given: String) -> String {
    let initials = (2..=3).contains(&given.len()) && given.bytes().all(|b| b.is_ascii_uppercase());
    if !initials || !family.chars().any(char::is_lowercase) {
        return given;
    }
    let mut out = String::with_capacity(given.len() * 2);
    for initial in given.chars() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push(initial);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_told_from_short_names() {
        assert_eq!(initials_apart("Holmes", "MM".to_owned()), "M M");
        assert_eq!(initials_apart("Holmes", "Mia".to_owned()), "Mia");
        assert_eq!(initials_apart("LI", "NA".to_owned()), "NA");
        assert_eq!(initials_apart("欧阳", "修".to_owned()), "修");
    }
}
