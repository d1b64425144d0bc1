//! A reference brought to what is compared.

use crate::abstracts::AbstractKey;
use crate::authors;
use crate::numbering::{Pages, number};
use crate::title::{Notice, TitleKey};
use diglot_model::{IdentifierScheme, Reference, ReferenceType, ScalarField, TextField};
use diglot_text::normalise::{NameKey, fold_container, fold_search};

/// The comparable form of one reference. Made once, compared with many.
#[derive(Debug, Clone)]
pub struct Keys {
    pub(crate) kind: Kind,
    pub(crate) titles: Vec<TitleKey>,
    pub(crate) notice: Notice,
    pub(crate) authors: Vec<Vec<NameKey>>,
    pub(crate) year: Option<i32>,
    pub(crate) containers: Vec<String>,
    pub(crate) volume: Option<String>,
    pub(crate) issue: Option<String>,
    pub(crate) pages: Option<Pages>,
    pub(crate) edition: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) abstracts: Vec<AbstractKey>,
    /// Identifiers that name this work and no other, sorted.
    pub(crate) identifiers: Vec<(IdentifierScheme, String)>,
    /// Of the work itself only when it is a book.
    pub(crate) isbns: Vec<String>,
}

/// Kinds of works that are different publications even under one title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Journal, magazine and newspaper articles, reviews.
    Article,
    /// Papers and abstracts of conferences.
    Conference,
    /// Preprints and other articles outside a container.
    Preprint,
    Thesis,
    Book,
    Chapter,
    BookReview,
    Report,
    Patent,
    Data,
    /// Too general to separate anything.
    General,
}

impl Keys {
    /// Brings a reference to its comparable form.
    pub fn new(reference: &Reference) -> Self {
        // The original title of a review or a translation names another work.
        let titles: Vec<TitleKey> = reference
            .texts(TextField::Title)
            .iter()
            .filter_map(|title| TitleKey::new(&title.text, title.lang.primary()))
            .collect();
        let mut identifiers: Vec<_> = reference
            .identifiers
            .iter()
            .filter(|id| names_the_work(&id.scheme))
            .map(|id| (id.scheme.clone(), id.value.value.to_lowercase()))
            .collect();
        identifiers.sort();
        identifiers.dedup();
        let mut containers: Vec<String> =
            [TextField::ContainerTitle, TextField::ContainerTitleShort]
                .into_iter()
                .flat_map(|field| reference.texts(field))
                .map(|title| fold_container(&title.text))
                .filter(|key| !key.is_empty())
                .collect();
        containers.sort();
        containers.dedup();
        let mut isbns: Vec<String> = reference
            .identifiers_of(&IdentifierScheme::Isbn)
            .map(isbn_core)
            .collect();
        isbns.sort();
        Self {
            kind: Kind::of(reference.kind),
            notice: titles
                .iter()
                .map(|t| t.notice)
                .find(|n| *n != Notice::None)
                .unwrap_or_default(),
            titles,
            authors: authors::names(reference),
            year: reference.year(),
            containers,
            volume: number(reference, ScalarField::Volume),
            issue: number(reference, ScalarField::Issue),
            pages: Pages::of(reference),
            edition: number(reference, ScalarField::Edition),
            number: reference
                .scalar(ScalarField::Number)
                .map(fold_search)
                .filter(|n| !n.is_empty()),
            abstracts: reference
                .abstracts
                .iter()
                .filter_map(|a| AbstractKey::new(a))
                .collect(),
            identifiers,
            isbns,
        }
    }

    /// The values of one scheme.
    pub(crate) fn identifiers_of<'a>(
        &'a self,
        scheme: &'a IdentifierScheme,
    ) -> impl Iterator<Item = &'a str> {
        self.identifiers
            .iter()
            .filter(move |(s, _)| s == scheme)
            .map(|(_, value)| value.as_str())
    }
}

impl Kind {
    fn of(kind: ReferenceType) -> Self {
        use ReferenceType as T;
        match kind {
            T::ArticleJournal | T::ArticleMagazine | T::ArticleNewspaper | T::Review => {
                Self::Article
            }
            T::PaperConference | T::Speech => Self::Conference,
            T::Article | T::Manuscript => Self::Preprint,
            T::Thesis => Self::Thesis,
            T::Book | T::Classic | T::Collection => Self::Book,
            T::Chapter | T::Entry | T::EntryDictionary | T::EntryEncyclopedia => Self::Chapter,
            T::ReviewBook => Self::BookReview,
            T::Report => Self::Report,
            T::Patent => Self::Patent,
            T::Dataset | T::Software => Self::Data,
            _ => Self::General,
        }
    }

    /// Whether the two are surely different publications.
    pub(crate) fn separates(self, other: Self) -> bool {
        self != other && self != Self::General && other != Self::General
    }
}

/// Registrations name studies, which have many papers; ISSN and ISBN name containers.
/// Another database's number names a record of that database, and so one work.
fn names_the_work(scheme: &IdentifierScheme) -> bool {
    match scheme {
        IdentifierScheme::Doi
        | IdentifierScheme::Pmid
        | IdentifierScheme::Pmcid
        | IdentifierScheme::Arxiv
        | IdentifierScheme::Other(_) => true,
        IdentifierScheme::Isbn | IdentifierScheme::Issn | IdentifierScheme::Registration => false,
    }
}

/// The digits that ISBN-10 and ISBN-13 of one book share.
fn isbn_core(isbn: &str) -> String {
    let digits: String = isbn
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X'))
        .collect();
    let body = match digits.len() {
        13 => digits.get(3..12),
        10 => digits.get(..9),
        _ => None,
    };
    body.unwrap_or(&digits).to_owned()
}
