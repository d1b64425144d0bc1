//! Which fields a reference has room for: what it lacks first, then what works of its kind
//! have, then everything else.

use super::people::ROLES;
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, LanguageTag, Missing, Reference, ReferenceType,
    ScalarField, TextField,
};

/// A value that could be added to a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldOffer {
    /// The field, as in [`super::FieldEdit::key`]; of people the name of a role.
    pub key: String,
    /// The language that is missing, where the field has a value in another.
    pub lang: Option<LanguageTag>,
    /// [`super::FieldEdit::index`] of the value.
    pub index: usize,
    /// Whether a complete reference of its kind has it, see [`Reference::missing`].
    pub needed: bool,
    /// Whether works of its kind have it more often than not, or often.
    pub usual: bool,
}

/// The values that can be added to a reference, in the order in which they are offered.
pub fn field_offers(reference: &Reference) -> Vec<FieldOffer> {
    let needed: Vec<&str> = reference
        .missing()
        .into_iter()
        .map(|part| match part {
            Missing::Title => "title",
            Missing::Authors => "author",
            Missing::Container => "container-title",
            Missing::Issued => "issued",
        })
        .collect();
    let of_kind = usual_of(reference.kind);
    let usual: Vec<&str> = ["title", "author", "issued"]
        .into_iter()
        .chain(of_kind.iter().copied())
        .chain(["abstract", "keyword", "DOI", "URL", "language", "note"])
        .collect();
    let rest: Vec<&str> = every_key().filter(|key| !usual.contains(key)).collect();
    let mut keys: Vec<(&str, bool)> = Vec::new();
    let with_rest = usual
        .into_iter()
        .map(|key| (key, true))
        .chain(rest.into_iter().map(|key| (key, false)));
    for (key, usual) in with_rest {
        if !keys.iter().any(|(known, _)| *known == key) {
            keys.push((key, usual));
        }
    }
    let mut offers: Vec<FieldOffer> = keys
        .into_iter()
        .flat_map(|(key, usual)| {
            let needed = needed.contains(&key);
            room_in(reference, key)
                .into_iter()
                .map(move |(lang, index)| FieldOffer {
                    key: key.to_owned(),
                    lang,
                    index,
                    needed,
                    usual,
                })
        })
        .collect();
    // What is missing comes first, in the order of the list's words.
    offers.sort_by_key(|offer| {
        let at = needed.iter().position(|key| *key == offer.key);
        at.unwrap_or(needed.len())
    });
    offers
}

/// Every field that can be typed.
fn every_key() -> impl Iterator<Item = &'static str> {
    let schemes = ["PMID", "PMCID", "arxiv", "ISBN", "ISSN", "registration"];
    ROLES
        .into_iter()
        .map(ContributorRole::name)
        .chain(TextField::ALL.iter().map(|field| field.name()))
        .chain(DateField::ALL.iter().map(|field| field.name()))
        .chain(ScalarField::ALL.iter().map(|field| field.name()))
        .chain(schemes)
}

/// The values of a field that could be added: in which language, at which place.
fn room_in(reference: &Reference, key: &str) -> Vec<(Option<LanguageTag>, usize)> {
    if let Some(field) = TextField::ALL.iter().find(|field| field.name() == key) {
        let values = reference.texts(*field);
        return match values.len() {
            0 => vec![(None, 0)],
            count if has_two_languages(*field) => other_language(values.iter().map(|v| &v.lang))
                .map(|lang| vec![(Some(lang), count)])
                .unwrap_or_default(),
            _ => vec![],
        };
    }
    if let Some(field) = ScalarField::ALL.iter().find(|field| field.name() == key) {
        return one(reference.scalars.contains_key(field));
    }
    if let Some(field) = DateField::ALL.iter().find(|field| field.name() == key) {
        return one(reference.dates.contains_key(field));
    }
    match key {
        "language" => one(reference.language.is_some()),
        "URL" => vec![(None, reference.urls.len())],
        "abstract" => {
            let langs = || reference.abstracts.iter().map(|text| &text.lang);
            match reference.abstracts.len() {
                0 => vec![(None, 0)],
                count => other_language(langs())
                    .map(|lang| vec![(Some(lang), count)])
                    .unwrap_or_default(),
            }
        }
        "keyword" => {
            let count = reference.keywords.len();
            if count == 0 {
                return vec![(None, 0)];
            }
            let langs = [LanguageTag::EN, LanguageTag::ZH_HANS];
            langs.map(|lang| (Some(lang), count)).to_vec()
        }
        _ => {
            let values = |scheme: IdentifierScheme| reference.identifiers_of(&scheme).count();
            match key {
                "DOI" => one(values(IdentifierScheme::Doi) > 0),
                "PMID" => one(values(IdentifierScheme::Pmid) > 0),
                "PMCID" => one(values(IdentifierScheme::Pmcid) > 0),
                "arxiv" => one(values(IdentifierScheme::Arxiv) > 0),
                // Print and online, hardback and paperback, a trial and its review.
                "ISBN" => vec![(None, values(IdentifierScheme::Isbn))],
                "ISSN" => vec![(None, values(IdentifierScheme::Issn))],
                "registration" => vec![(None, values(IdentifierScheme::Registration))],
                _ => vec![(None, 0)],
            }
        }
    }
}

/// Room for the only value of a field.
fn one(taken: bool) -> Vec<(Option<LanguageTag>, usize)> {
    if taken { vec![] } else { vec![(None, 0)] }
}

/// Fields that publications print in two languages.
fn has_two_languages(field: TextField) -> bool {
    matches!(
        field,
        TextField::Title
            | TextField::ContainerTitle
            | TextField::CollectionTitle
            | TextField::EventTitle
            | TextField::Publisher
    )
}

/// The one of Chinese and English that is not among the languages of some values.
fn other_language<'a>(mut langs: impl Iterator<Item = &'a LanguageTag>) -> Option<LanguageTag> {
    let (mut chinese, mut others) = (false, false);
    langs.by_ref().for_each(|lang| {
        if lang.is_chinese() {
            chinese = true;
        } else {
            others = true;
        }
    });
    match (chinese, others) {
        (true, false) => Some(LanguageTag::EN),
        (false, true) => Some(LanguageTag::ZH_HANS),
        _ => None,
    }
}

/// What works of a kind have beside title, authors, date, abstract and keywords, in the
/// order of a printed reference.
fn usual_of(kind: ReferenceType) -> &'static [&'static str] {
    use ReferenceType as Kind;
    match kind {
        Kind::ArticleJournal | Kind::Review | Kind::Periodical => &[
            "container-title",
            "volume",
            "issue",
            "page",
            "article-number",
            "DOI",
            "PMID",
            "ISSN",
            "available-date",
            "funding",
        ],
        Kind::ReviewBook => &[
            "reviewed-author",
            "original-title",
            "container-title",
            "volume",
            "issue",
            "page",
            "DOI",
            "ISSN",
        ],
        Kind::Article => &[
            "DOI",
            "arxiv",
            "publisher",
            "number",
            "version",
            "status",
            "container-title",
        ],
        Kind::ArticleMagazine => &[
            "container-title",
            "volume",
            "issue",
            "page",
            "ISSN",
            "publisher-place",
        ],
        Kind::ArticleNewspaper => &[
            "container-title",
            "section",
            "page",
            "edition",
            "publisher-place",
            "ISSN",
        ],
        Kind::Book | Kind::Collection | Kind::Classic | Kind::Pamphlet | Kind::MusicalScore => &[
            "editor",
            "translator",
            "publisher-place",
            "publisher",
            "edition",
            "volume",
            "number-of-volumes",
            "number-of-pages",
            "collection-title",
            "collection-number",
            "ISBN",
            "DOI",
            "original-title",
        ],
        Kind::Chapter | Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => &[
            "container-title",
            "editor",
            "publisher-place",
            "publisher",
            "page",
            "edition",
            "volume",
            "chapter-number",
            "collection-title",
            "ISBN",
            "DOI",
        ],
        Kind::PaperConference | Kind::Speech | Kind::Event => &[
            "container-title",
            "event-title",
            "event-place",
            "event-date",
            "editor",
            "publisher-place",
            "publisher",
            "page",
            "DOI",
            "ISBN",
        ],
        Kind::Thesis => &[
            "publisher",
            "publisher-place",
            "genre",
            "supervisor",
            "number-of-pages",
            "submitted",
            "DOI",
        ],
        Kind::Report => &[
            "publisher",
            "publisher-place",
            "genre",
            "number",
            "number-of-pages",
            "collection-title",
            "DOI",
            "ISBN",
        ],
        Kind::Standard => &[
            "number",
            "publisher",
            "publisher-place",
            "version",
            "status",
        ],
        Kind::Patent => &["number", "publisher-place", "submitted", "status", "genre"],
        Kind::Bill
        | Kind::Hearing
        | Kind::LegalCase
        | Kind::Legislation
        | Kind::Regulation
        | Kind::Treaty => &[
            "number",
            "container-title",
            "section",
            "volume",
            "page",
            "publisher",
            "publisher-place",
            "status",
        ],
        Kind::Dataset | Kind::Software => &["publisher", "version", "DOI", "medium", "genre"],
        Kind::Webpage | Kind::Post | Kind::PostWeblog => {
            &["container-title", "URL", "accessed", "publisher"]
        }
        Kind::Map => &[
            "publisher",
            "publisher-place",
            "scale",
            "edition",
            "collection-title",
        ],
        Kind::Broadcast | Kind::MotionPicture | Kind::Song | Kind::Performance => &[
            "publisher",
            "publisher-place",
            "medium",
            "dimensions",
            "container-title",
            "genre",
        ],
        Kind::Interview
        | Kind::Manuscript
        | Kind::PersonalCommunication
        | Kind::Document
        | Kind::Figure
        | Kind::Graphic => &[
            "genre",
            "archive",
            "archive_location",
            "medium",
            "dimensions",
            "publisher",
            "publisher-place",
        ],
    }
}
