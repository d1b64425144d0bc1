//! Volume, number, pages and other values kept as printed.

use super::super::tex;
use super::{Mapper, Name, Taken};
use crate::citation::normalise_pages;
use diglot_model::{ReferenceType, ScalarField, TextField};

/// What the field `number` of an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum NumberIs {
    /// The issue of a journal.
    Issue,
    /// The number within a series.
    InSeries,
    /// The number of the work itself.
    Own,
}

/// What `number` is in an entry of a type.
pub(in super::super) fn number_is(kind: ReferenceType) -> NumberIs {
    use ReferenceType as T;
    match kind {
        T::ArticleJournal
        | T::ArticleMagazine
        | T::ArticleNewspaper
        | T::Periodical
        | T::Review
        | T::ReviewBook
        | T::PaperConference => NumberIs::Issue,
        T::Book
        | T::Chapter
        | T::Collection
        | T::Classic
        | T::Pamphlet
        | T::Entry
        | T::EntryDictionary
        | T::EntryEncyclopedia => NumberIs::InSeries,
        _ => NumberIs::Own,
    }
}

const SCALARS: [(Name, ScalarField); 19] = [
    (Name::Volume, ScalarField::Volume),
    (Name::Eid, ScalarField::ArticleNumber),
    (Name::PageTotal, ScalarField::NumberOfPages),
    (Name::Volumes, ScalarField::NumberOfVolumes),
    (Name::Edition, ScalarField::Edition),
    (Name::Chapter, ScalarField::ChapterNumber),
    (Name::Version, ScalarField::Version),
    (Name::Part, ScalarField::Part),
    (Name::Status, ScalarField::Status),
    (Name::Section, ScalarField::Section),
    (Name::CallNumber, ScalarField::CallNumber),
    (Name::Database, ScalarField::Database),
    (Name::ReportNumber, ScalarField::Number),
    (Name::SeriesNumber, ScalarField::CollectionNumber),
    (Name::Medium, ScalarField::Medium),
    (Name::Scale, ScalarField::Scale),
    (Name::Dimensions, ScalarField::Dimensions),
    (Name::Archive, ScalarField::Archive),
    (Name::ArchiveLocation, ScalarField::ArchiveLocation),
];

impl Mapper<'_, '_> {
    pub(super) fn numbers(&mut self) {
        if let Some(taken) = self.take(Name::Number) {
            let reference = &self.builder.reference;
            let in_series = reference.texts.contains_key(&TextField::CollectionTitle);
            let field = match number_is(reference.kind) {
                NumberIs::Issue
                    if reference.kind == ReferenceType::PaperConference && in_series =>
                {
                    ScalarField::CollectionNumber
                }
                NumberIs::Issue => ScalarField::Issue,
                NumberIs::InSeries => ScalarField::CollectionNumber,
                NumberIs::Own => ScalarField::Number,
            };
            self.printed(field, &taken);
        }
        if let Some(taken) = self.take(Name::Issue) {
            let text = tex::line(&taken.raw);
            match self.builder.reference.scalars.get_mut(&ScalarField::Issue) {
                // BibLaTeX: the name of an issue beside its number.
                Some(number) if number.value != *text => {
                    number.value = format!("{}, {text}", number.value);
                }
                _ => self.printed(ScalarField::Issue, &taken),
            }
        }
        while let Some(taken) = self.take(Name::Pages) {
            let text = tex::line(&taken.raw);
            let pages = normalise_pages(without_label(&text));
            if !self.scalar(ScalarField::Page, pages, taken.place.as_ref()) {
                self.put_back(&taken);
                break;
            }
        }
        for (name, field) in SCALARS {
            if let Some(taken) = self.take(name) {
                self.printed(field, &taken);
            }
        }
    }

    /// Sets a scalar; a second value that differs is kept as it stands.
    fn printed(&mut self, field: ScalarField, taken: &Taken<'_>) {
        let text = tex::line(&taken.raw).into_owned();
        let known = self.builder.reference.scalar(field) == Some(&text);
        if !known && !self.scalar(field, text, taken.place.as_ref()) {
            self.put_back(taken);
        }
    }
}

/// Pages without "pp." before them.
fn without_label(text: &str) -> &str {
    let text = text.trim();
    for label in ["pp.", "pp ", "p.", "S.", "Pages ", "pages ", "页"] {
        if let Some(rest) = text.strip_prefix(label) {
            let rest = rest.trim_start();
            if rest.starts_with(|c: char| c.is_ascii_digit()) {
                return rest;
            }
        }
    }
    text
}
