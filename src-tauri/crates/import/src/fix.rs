//! Corrections in place: a person selects raw text and says which field it is, or that it
//! is none.
//!
//! A correction takes the text, its bytes and the field, and changes the reference; the
//! bytes become the value's place. It must not know trays, files or windows.
//!
//! Rules.
//! - The selected text is read by the reader of its field, and takes the place of the
//!   field's value, for texts of that language. Affiliations and registrations, of which
//!   a work has several, are added; those that the selection touches make room.
//! - A text is one thing: what becomes title, authors, journal, abstract, keywords or
//!   affiliation is taken out of the other ones of these. Dates, numbers and identifiers
//!   may stand within them.
//! - "Not part of it" takes the text out of every value: a value that lies within it goes,
//!   one that is cut by it keeps the rest.

mod cut;

use crate::places::{each_place_mut, record_of};
use diglot_formats::selection::{SelectedField, Selection, settle};
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, KeywordKind, LanguageTag, LocalizedText,
    Reference, ScalarField, Source, Sourced, Span, TextField,
};
use std::ops::Range;

/// What a person can say that a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FixField {
    /// The title; without a language, in that of its script.
    Title(Option<LanguageTag>),
    /// The authors.
    Authors,
    /// The abstract; without a language, in that of its script.
    Abstract(Option<LanguageTag>),
    /// The journal or book.
    Container,
    /// The date of publication.
    Date,
    /// The volume.
    Volume,
    /// The issue.
    Issue,
    /// The pages.
    Pages,
    /// The DOI.
    Doi,
    /// The PubMed number.
    Pmid,
    /// The keywords in the language of the text.
    Keywords,
    /// Affiliations, one a line.
    Affiliation,
    /// Registrations of the study.
    Registration,
    /// Nothing of the reference.
    NotPartOfIt,
}

/// Why a text could not become a value. The reference is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FixRefusal {
    /// No letter or digit was selected.
    #[error("nothing is selected")]
    Empty,
    /// The field's reader finds no value in it.
    #[error("the selected text cannot be read as this field")]
    Unreadable,
    /// The reference was not read from a text.
    #[error("the reference was not read from a text")]
    NoText,
}

impl FixField {
    fn selected(&self) -> Option<SelectedField> {
        Some(match self {
            Self::Title(_) => SelectedField::Title,
            Self::Authors => SelectedField::Authors,
            Self::Abstract(_) => SelectedField::Abstract,
            Self::Container => SelectedField::Container,
            Self::Date => SelectedField::Date,
            Self::Volume => SelectedField::Volume,
            Self::Issue => SelectedField::Issue,
            Self::Pages => SelectedField::Pages,
            Self::Doi => SelectedField::Doi,
            Self::Pmid => SelectedField::Pmid,
            Self::Keywords => SelectedField::Keywords,
            Self::Affiliation => SelectedField::Affiliations,
            Self::Registration => SelectedField::Registration,
            Self::NotPartOfIt => return None,
        })
    }

    fn lang(&self) -> Option<&LanguageTag> {
        match self {
            Self::Title(lang) | Self::Abstract(lang) => lang.as_ref(),
            _ => None,
        }
    }
}

/// Selected bytes brought to ends of characters and without white space around them;
/// `None` when nothing is left.
pub fn trimmed(text: &str, selection: &Range<usize>) -> Option<Range<usize>> {
    let (mut start, mut end) = (
        selection.start.min(text.len()),
        selection.end.min(text.len()),
    );
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let slice = text.get(start..end)?;
    let kept = slice.trim();
    let start = start + (slice.len() - slice.trim_start().len());
    (!kept.is_empty()).then(|| start..start + kept.len())
}

/// Corrects a reference whose first source is a record of `text`. On a refusal nothing
/// has changed.
pub fn fix(
    reference: &mut Reference,
    text: &str,
    selection: &Range<usize>,
    field: &FixField,
) -> Result<(), FixRefusal> {
    let record = record_of(reference).ok_or(FixRefusal::NoText)?;
    if text.get(record.clone()).is_none() {
        return Err(FixRefusal::NoText);
    }
    let selection = trimmed(text, selection).ok_or(FixRefusal::Empty)?;
    let inferred = language_is_inferred(reference);
    let Some(selected) = field.selected() else {
        cut::everything(reference, text, &selection);
        finish(reference, inferred);
        return Ok(());
    };
    let base = record.start.min(selection.start);
    let found = Selection {
        text,
        base,
        pieces: std::slice::from_ref(&selection),
        lang: field.lang(),
        format: &format_of(reference),
    }
    .read(selected);
    if !has_value(&found, selected) {
        return Err(FixRefusal::Unreadable);
    }
    widen(reference, &record, &selection);
    if is_block(selected) {
        cut::blocks(reference, text, &selection, selected);
    }
    put(reference, found, selected);
    finish(reference, inferred);
    Ok(())
}

/// The fields whose text is theirs alone.
fn is_block(field: SelectedField) -> bool {
    matches!(
        field,
        SelectedField::Title
            | SelectedField::Authors
            | SelectedField::Abstract
            | SelectedField::Container
            | SelectedField::Keywords
            | SelectedField::Affiliations
    )
}

pub(crate) fn format_of(reference: &Reference) -> String {
    match reference.sources.first() {
        Some(Source::Capture(capture)) => capture.format.clone(),
        _ => String::new(),
    }
}

/// Whether the language of the publication is what the readers' rule says, and not stated.
fn language_is_inferred(reference: &Reference) -> bool {
    let mut again = reference.clone();
    again.language = None;
    settle(&mut again);
    again.language == reference.language
}

fn finish(reference: &mut Reference, inferred: bool) {
    if inferred {
        reference.language = None;
    }
    settle(reference);
}

/// Makes the record hold the selection: places count from its start.
fn widen(reference: &mut Reference, record: &Range<usize>, selection: &Range<usize>) {
    let start = record.start.min(selection.start);
    let end = record.end.max(selection.end);
    let shift = (record.start - start) as u32;
    if let Some(Source::Capture(capture)) = reference.sources.first_mut() {
        (capture.start, capture.end) = (start as u64, end as u64);
    }
    if shift > 0 {
        each_place_mut(reference, &mut |source, spans| {
            if source == 0 {
                for span in spans {
                    *span = Span {
                        start: span.start + shift,
                        end: span.end + shift,
                    };
                }
            }
        });
    }
}

fn has_value(found: &Reference, field: SelectedField) -> bool {
    match field {
        SelectedField::Title => !found.texts(TextField::Title).is_empty(),
        SelectedField::Container => !found.texts(TextField::ContainerTitle).is_empty(),
        SelectedField::Authors => !found.contributors.is_empty(),
        SelectedField::Abstract => !found.abstracts.is_empty(),
        SelectedField::Date => found.dates.contains_key(&DateField::Issued),
        SelectedField::Volume => found.scalars.contains_key(&ScalarField::Volume),
        SelectedField::Issue => found.scalars.contains_key(&ScalarField::Issue),
        SelectedField::Pages => found.scalars.contains_key(&ScalarField::Page),
        SelectedField::Doi => has_identifier(found, &IdentifierScheme::Doi),
        SelectedField::Pmid => has_identifier(found, &IdentifierScheme::Pmid),
        SelectedField::Registration => has_identifier(found, &IdentifierScheme::Registration),
        SelectedField::Keywords => !found.keywords.is_empty(),
        SelectedField::Affiliations => !found.affiliations.is_empty(),
    }
}

fn has_identifier(found: &Reference, scheme: &IdentifierScheme) -> bool {
    found.identifiers_of(scheme).next().is_some()
}

/// Puts what was read in the place of what the reference has.
fn put(reference: &mut Reference, mut found: Reference, field: SelectedField) {
    match field {
        SelectedField::Title => put_texts(reference, &mut found, TextField::Title),
        SelectedField::Container => put_texts(reference, &mut found, TextField::ContainerTitle),
        SelectedField::Authors => {
            let others = reference
                .contributors
                .iter()
                .filter(|c| c.role != ContributorRole::Author)
                .cloned();
            found.contributors.extend(others);
            reference.contributors = found.contributors;
            reference.contributors_complete = found.contributors_complete;
        }
        SelectedField::Abstract => {
            for value in found.abstracts {
                let same =
                    |known: &Sourced<diglot_model::Abstract>| known.lang.same_language(&value.lang);
                put_one(&mut reference.abstracts, same, value.clone());
            }
            put_identifiers(reference, found.identifiers);
        }
        SelectedField::Date => reference.dates.extend(
            found
                .dates
                .remove(&DateField::Issued)
                .map(|date| (DateField::Issued, date)),
        ),
        SelectedField::Volume => put_scalar(reference, &mut found, ScalarField::Volume),
        SelectedField::Issue => put_scalar(reference, &mut found, ScalarField::Issue),
        SelectedField::Pages => {
            put_scalar(reference, &mut found, ScalarField::Page);
        }
        SelectedField::Doi => replace_identifier(reference, found, &IdentifierScheme::Doi),
        SelectedField::Pmid => replace_identifier(reference, found, &IdentifierScheme::Pmid),
        SelectedField::Registration => put_identifiers(reference, found.identifiers),
        SelectedField::Keywords => {
            reference.keywords.retain(|known| {
                known.kind != KeywordKind::Author
                    || found
                        .keywords
                        .iter()
                        .all(|new| !new.lang.same_language(&known.lang))
            });
            reference.keywords.append(&mut found.keywords);
        }
        SelectedField::Affiliations => put_affiliations(reference, found.affiliations),
    }
}

/// Adds affiliations in the place of the first one that they touch; names that pointed to
/// one of those point to the first new one.
fn put_affiliations(reference: &mut Reference, new: Vec<Sourced<LocalizedText>>) {
    let touched = |known: &Sourced<LocalizedText>| {
        known.source == 0
            && known.spans.iter().any(|a| {
                new.iter()
                    .flat_map(|value| &value.spans)
                    .any(|b| a.start < b.end && b.start < a.end)
            })
    };
    let before = std::mem::take(&mut reference.affiliations);
    let first = before.iter().position(touched).unwrap_or(before.len());
    let mut moved: Vec<u16> = Vec::with_capacity(before.len());
    for (index, value) in before.into_iter().enumerate() {
        if index == first {
            reference.affiliations.extend(new.iter().cloned());
        }
        if touched(&value) {
            moved.push(first as u16);
        } else {
            moved.push(reference.affiliations.len() as u16);
            reference.affiliations.push(value);
        }
    }
    if first == moved.len() {
        reference.affiliations.extend(new);
    }
    for contributor in &mut reference.contributors {
        for index in &mut contributor.affiliations {
            // A mark without its affiliation keeps waiting for the one of its number.
            *index = moved.get(usize::from(*index)).copied().unwrap_or(*index);
        }
        contributor.affiliations.dedup();
    }
}

fn put_texts(reference: &mut Reference, found: &mut Reference, field: TextField) {
    let values = reference.texts.entry(field).or_default();
    for value in found.texts.remove(&field).unwrap_or_default() {
        let same = |known: &Sourced<LocalizedText>| known.lang.same_language(&value.lang);
        put_one(values, same, value.clone());
    }
}

/// Puts a value where the first one of its kind was, and removes the others of its kind.
fn put_one<T>(values: &mut Vec<Sourced<T>>, same: impl Fn(&Sourced<T>) -> bool, value: Sourced<T>) {
    let at = values.iter().position(&same).unwrap_or(values.len());
    values.retain(|known| !same(known));
    values.insert(at.min(values.len()), value);
}

fn put_scalar(reference: &mut Reference, found: &mut Reference, field: ScalarField) {
    if let Some(value) = found.scalars.remove(&field) {
        reference.scalars.insert(field, value);
    }
}

fn replace_identifier(reference: &mut Reference, found: Reference, scheme: &IdentifierScheme) {
    reference.identifiers.retain(|id| id.scheme != *scheme);
    let mut new = found.identifiers;
    new.retain(|id| id.scheme == *scheme);
    put_identifiers(reference, new);
}

/// Adds identifiers; one that is there already takes the new place.
fn put_identifiers(reference: &mut Reference, new: Vec<Sourced<diglot_model::Identifier>>) {
    for identifier in new {
        reference
            .identifiers
            .retain(|known| known.value != identifier.value);
        reference.identifiers.push(identifier);
    }
}
