//! A reference as a row of a list.

use diglot_contract::view::{LanguageBadge, LocalizedText, MissingPart, ReferenceRow};
use diglot_library::Stored;
use diglot_library::model::{
    ContributorRole, LanguageTag, Missing, Name, Origin, Reference, ScalarField, TextField,
};

/// A row of the list.
pub fn row(stored: &Stored) -> ReferenceRow {
    row_of(stored.id.to_string(), &stored.reference)
}

/// A row for a reference that may not be in the library.
pub fn row_of(id: String, reference: &Reference) -> ReferenceRow {
    ReferenceRow {
        id,
        title: localized(reference, TextField::Title),
        other_title: other_title(reference),
        authors: reference
            .contributors_as(ContributorRole::Author)
            .filter_map(|author| author.name().map(short_name))
            .collect(),
        authors_complete: reference.contributors_complete,
        container: localized(reference, TextField::ContainerTitle),
        year: reference.year().map(|year| year.to_string()),
        place: place(reference),
        languages: languages(reference),
        missing: reference.missing().into_iter().map(missing).collect(),
    }
}

pub(super) fn localized(reference: &Reference, field: TextField) -> Option<LocalizedText> {
    let text = reference.text(field)?;
    Some(LocalizedText {
        lang: text.lang.as_str().to_owned(),
        text: text.text.clone(),
    })
}

pub(super) fn other_title(reference: &Reference) -> Option<LocalizedText> {
    let own = reference.text(TextField::Title)?;
    let other = reference
        .texts(TextField::Title)
        .iter()
        .find(|title| !title.lang.same_language(&own.lang))?;
    Some(LocalizedText {
        lang: other.lang.as_str().to_owned(),
        text: other.text.clone(),
    })
}

/// The family name; in Han script the whole name, which is as short.
fn short_name(name: &Name) -> String {
    match name {
        Name::Person { family, given, .. } if has_han(family) => {
            format!("{family}{given}")
        }
        other => other.family(),
    }
}

/// Whether a text has Han characters.
pub(super) fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

/// The unified ideographs and their extensions A to I.
fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

/// Volume, issue and pages in short: `189(2):65–73`.
pub(super) fn place(reference: &Reference) -> Option<String> {
    let scalar = |field| reference.scalar(field).unwrap_or_default();
    let mut place = scalar(ScalarField::Volume).to_owned();
    let (issue, page) = (scalar(ScalarField::Issue), scalar(ScalarField::Page));
    if !issue.is_empty() {
        place = format!("{place}({issue})");
    }
    if !page.is_empty() {
        let colon = if place.is_empty() { "" } else { ":" };
        place = format!("{place}{colon}{}", page.replace('-', "–"));
    }
    (!place.is_empty()).then_some(place)
}

/// The languages of titles and abstracts, and who stands behind the one that is not the publication's own.
fn languages(reference: &Reference) -> LanguageBadge {
    let texts: Vec<(&LanguageTag, &Origin)> = reference
        .texts(TextField::Title)
        .iter()
        .map(|title| (&title.lang, &title.origin))
        .chain(
            reference
                .abstracts
                .iter()
                .map(|text| (&text.lang, &text.origin)),
        )
        .collect();
    let best = |chinese: bool| {
        texts
            .iter()
            .filter(|(lang, _)| {
                if chinese {
                    lang.is_chinese()
                } else {
                    lang.primary() == "en"
                }
            })
            .map(|(_, origin)| *origin)
            .max_by_key(|origin| origin.rank())
    };
    let is_chinese = reference.own_language().is_some_and(|own| own.is_chinese());
    match (best(false), best(true)) {
        (None, None) => LanguageBadge::None,
        (Some(_), None) => LanguageBadge::En,
        (None, Some(_)) => LanguageBadge::Zh,
        (Some(english), Some(chinese)) => match if is_chinese { english } else { chinese } {
            Origin::Machine { .. } if is_chinese => LanguageBadge::ZhToEnMachine,
            Origin::Machine { .. } => LanguageBadge::EnToZhMachine,
            Origin::Publisher | Origin::Database => LanguageBadge::BothPublished,
            Origin::Unknown | Origin::User => LanguageBadge::Both,
        },
    }
}

fn missing(part: Missing) -> MissingPart {
    match part {
        Missing::Title => MissingPart::Title,
        Missing::Authors => MissingPart::Authors,
        Missing::Container => MissingPart::Container,
        Missing::Issued => MissingPart::Issued,
    }
}

#[cfg(test)]
mod tests {
    use diglot_library::model::{LocalizedText as Text, ReferenceType, Sourced};

    use super::*;

    fn titled(titles: &[(LanguageTag, Origin)]) -> Reference {
        let mut reference = Reference::new(ReferenceType::ArticleJournal);
        for (lang, origin) in titles {
            let text = Text {
                lang: lang.clone(),
                text: format!("in {}", lang.as_str()),
                origin: origin.clone(),
            };
            reference.add_text(TextField::Title, Sourced::bare(text));
        }
        reference
    }

    #[test]
    fn the_badge_tells_whose_the_second_language_is() {
        let machine = Origin::Machine {
            engine: "x".into(),
            date: "2026-01-01".into(),
        };
        let badge = |titles: &[(LanguageTag, Origin)]| languages(&titled(titles));
        let (en, zh) = (LanguageTag::EN, LanguageTag::ZH_HANS);
        assert_eq!(badge(&[]), LanguageBadge::None);
        assert_eq!(badge(&[(zh.clone(), Origin::Unknown)]), LanguageBadge::Zh);
        assert_eq!(
            badge(&[(en.clone(), Origin::Unknown), (zh.clone(), Origin::Unknown)]),
            LanguageBadge::Both
        );
        assert_eq!(
            badge(&[
                (en.clone(), Origin::Unknown),
                (zh.clone(), Origin::Publisher)
            ]),
            LanguageBadge::BothPublished
        );
        assert_eq!(
            badge(&[
                (en.clone(), Origin::Publisher),
                (zh.clone(), machine.clone())
            ]),
            LanguageBadge::EnToZhMachine
        );
        assert_eq!(
            badge(&[(zh, Origin::Publisher), (en, machine)]),
            LanguageBadge::ZhToEnMachine
        );
    }

    #[test]
    fn names_are_short_in_either_script() {
        assert_eq!(short_name(&Name::person("Holmes", "Michelle M")), "Holmes");
        assert_eq!(short_name(&Name::person("欧阳", "修")), "欧阳修");
        assert_eq!(
            short_name(&Name::literal("World Health Organization")),
            "World Health Organization"
        );
    }

    #[test]
    fn the_place_has_what_is_there() {
        let mut reference = titled(&[]);
        assert_eq!(place(&reference), None);
        reference
            .scalars
            .insert(ScalarField::Page, Sourced::bare("65-73".to_owned()));
        assert_eq!(place(&reference).as_deref(), Some("65–73"));
        reference
            .scalars
            .insert(ScalarField::Volume, Sourced::bare("189".to_owned()));
        assert_eq!(place(&reference).as_deref(), Some("189:65–73"));
        reference
            .scalars
            .insert(ScalarField::Issue, Sourced::bare("2".to_owned()));
        assert_eq!(place(&reference).as_deref(), Some("189(2):65–73"));
    }
}
