//! What may be offered, and taken or left, as one.

use super::{people, same};
use crate::notices;
use diglot_model::{
    ContributorRole, DateField, Field, IdentifierScheme, LanguageTag, Reference, ScalarField,
    TextField,
};

/// What may be offered, and taken or left, as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    Kind,
    /// The value of a text field at a place of the answer's list.
    Text(TextField, usize),
    People(ContributorRole),
    Date(DateField),
    Scalar(ScalarField),
    Identifiers(IdentifierScheme),
    Url,
    Abstract(usize),
    /// The keywords of one language.
    Keywords(LanguageTag),
    Language,
    Notices,
}

const TEXTS: [TextField; 9] = [
    TextField::ContainerTitle,
    TextField::ContainerTitleShort,
    TextField::CollectionTitle,
    TextField::EventTitle,
    TextField::EventPlace,
    TextField::Publisher,
    TextField::PublisherPlace,
    TextField::OriginalTitle,
    TextField::TitleShort,
];

/// Everything that an answer could offer.
pub(super) fn slots(found: &Reference) -> Vec<Slot> {
    let texts = |field: TextField| {
        let values = found.texts(field);
        firsts(values.iter().map(|v| &v.lang)).map(move |at| Slot::Text(field, at))
    };
    let mut out = vec![Slot::Kind];
    out.extend(texts(TextField::Title));
    for role in people::ROLES {
        if found.contributors_as(role).next().is_some() {
            out.push(Slot::People(role));
        }
    }
    out.extend(TEXTS.into_iter().flat_map(texts));
    out.extend(found.dates.keys().map(|field| Slot::Date(*field)));
    out.extend(found.scalars.keys().map(|field| Slot::Scalar(*field)));
    let mut schemes: Vec<&IdentifierScheme> = found.identifiers.iter().map(|i| &i.scheme).collect();
    schemes.sort();
    schemes.dedup();
    out.extend(schemes.into_iter().cloned().map(Slot::Identifiers));
    if !found.urls.is_empty() {
        out.push(Slot::Url);
    }
    out.extend(firsts(found.abstracts.iter().map(|a| &a.lang)).map(Slot::Abstract));
    let mut langs: Vec<&LanguageTag> = found.keywords.iter().map(|k| &k.lang).collect();
    langs.sort();
    langs.dedup();
    out.extend(langs.into_iter().cloned().map(Slot::Keywords));
    if found.language.is_some() {
        out.push(Slot::Language);
    }
    if !notices::notices(found).is_empty() {
        out.push(Slot::Notices);
    }
    out
}

/// The places of the first values of each language.
fn firsts<'a>(langs: impl Iterator<Item = &'a LanguageTag>) -> impl Iterator<Item = usize> {
    let langs: Vec<&LanguageTag> = langs.collect();
    (0..langs.len())
        .filter(|at| {
            langs[..*at]
                .iter()
                .all(|earlier| !same::slot(earlier, langs[*at]))
        })
        .collect::<Vec<_>>()
        .into_iter()
}

impl Slot {
    pub(super) fn field(&self) -> Field {
        match self {
            Self::Kind => Field::Kind,
            Self::Text(field, _) => Field::Text(*field),
            Self::People(_) => Field::Contributors,
            Self::Date(field) => Field::Date(*field),
            Self::Scalar(field) => Field::Scalar(*field),
            Self::Identifiers(_) => Field::Identifiers,
            Self::Url => Field::Urls,
            Self::Abstract(_) => Field::Abstracts,
            Self::Keywords(_) => Field::Keywords,
            Self::Language => Field::Language,
            Self::Notices => Field::Unmapped,
        }
    }

    pub(super) fn lang(&self, found: &Reference) -> Option<LanguageTag> {
        match self {
            Self::Text(field, at) => found.texts(*field).get(*at).map(|t| t.lang.clone()),
            Self::Abstract(at) => found.abstracts.get(*at).map(|a| a.lang.clone()),
            Self::Keywords(lang) => Some(lang.clone()),
            _ => None,
        }
    }

    /// Which of the answer's sources the value has.
    pub(super) fn source(&self, found: &Reference) -> u16 {
        let source = match self {
            Self::Text(field, at) => found.texts(*field).get(*at).map(|v| v.source),
            Self::People(role) => found.contributors_as(*role).next().map(|v| v.source),
            Self::Date(field) => found.dates.get(field).map(|v| v.source),
            Self::Scalar(field) => found.scalars.get(field).map(|v| v.source),
            Self::Identifiers(scheme) => {
                let mut own = found.identifiers.iter().filter(|v| v.scheme == *scheme);
                own.next().map(|v| v.source)
            }
            Self::Url => found.urls.first().map(|v| v.source),
            Self::Abstract(at) => found.abstracts.get(*at).map(|v| v.source),
            Self::Keywords(lang) => {
                let mut own = found.keywords.iter().filter(|v| v.lang == *lang);
                own.next().map(|v| v.source)
            }
            Self::Language => found.language.as_ref().map(|v| v.source),
            Self::Kind | Self::Notices => None,
        };
        source.unwrap_or_default()
    }

    pub(super) fn key(&self, found: &Reference) -> String {
        let name = match self {
            Self::People(role) => role.name().to_owned(),
            Self::Identifiers(scheme) => scheme.name().to_owned(),
            Self::Notices => "notices".to_owned(),
            slot => slot.field().name().to_owned(),
        };
        match self.lang(found) {
            Some(lang) => format!("{name}:{lang}"),
            None => name,
        }
    }
}
