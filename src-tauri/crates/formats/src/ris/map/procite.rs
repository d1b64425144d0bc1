//! What ProCite writes into notes: RIS has no tag for many of its fields, and each note
//! begins with the field's name, `N1  - Proceedings Title: …`.

use super::super::fields::Field;
use super::Mapper;
use diglot_model::{ReferenceType, ScalarField, TextField};
use std::ops::Range;

/// Where the value of one of ProCite's fields goes.
enum Place {
    Scalar(ScalarField),
    Text(TextField),
    /// Another title, in another language.
    Title,
    Serial,
}

/// Whether a note says that ProCite wrote the record.
pub(super) fn is_sign(note: &str) -> bool {
    note.starts_with("Record ID:") || note.starts_with("Record Number:")
}

impl Mapper<'_, '_> {
    /// Reads a field that means something else in ProCite; false when it does not.
    pub(super) fn procite(&mut self, field: &Field) -> bool {
        let kind = self.builder.reference.kind;
        let range = field.value.clone();
        // Its places for the edition and the volume of a book.
        match &field.tag {
            b"N1" => return self.note(range),
            b"VL" if matches!(kind, ReferenceType::Book | ReferenceType::Chapter) => {
                self.builder.scalar(ScalarField::Edition, range);
            }
            b"IS" if kind == ReferenceType::Book => {
                self.builder.scalar(ScalarField::Volume, range);
            }
            _ => return false,
        }
        true
    }

    /// Reads a note as the field that it names, unless that is known already.
    fn note(&mut self, range: Range<usize>) -> bool {
        let note = &self.text[range.clone()];
        let Some((name, value)) = note.split_once(':') else {
            return false;
        };
        let start = range.end - value.trim_start().len();
        let range = start..range.end;
        let known = &self.builder.reference;
        match place(name.trim_end()) {
            _ if range.is_empty() => false,
            Some(Place::Scalar(field)) if known.scalar(field).is_none() => {
                self.builder.scalar(field, range);
                true
            }
            Some(Place::Text(field)) if field == TextField::Note || known.text(field).is_none() => {
                self.builder.text_field(field, range);
                true
            }
            Some(Place::Title) => {
                self.builder.text_field(TextField::Title, range);
                true
            }
            Some(Place::Serial) => {
                let value = self.text[range.clone()].to_owned();
                super::serial_number(&mut self.builder, &value, range);
                true
            }
            _ => false,
        }
    }
}

fn place(name: &str) -> Option<Place> {
    Some(match name {
        "Record ID" | "Record Number" => Place::Scalar(ScalarField::CitationKey),
        "Call Number" => Place::Scalar(ScalarField::CallNumber),
        "Edition" => Place::Scalar(ScalarField::Edition),
        "Volume ID" => Place::Scalar(ScalarField::Volume),
        "Issue ID" | "Issue Identification" => Place::Scalar(ScalarField::Issue),
        "Page(s)" => Place::Scalar(ScalarField::Page),
        "Series Volume ID" => Place::Scalar(ScalarField::CollectionNumber),
        "Proceedings Title" => Place::Text(TextField::ContainerTitle),
        "Series Title" => Place::Text(TextField::CollectionTitle),
        "Publisher Name" => Place::Text(TextField::Publisher),
        "Place of Publication" => Place::Text(TextField::PublisherPlace),
        "Notes" => Place::Text(TextField::Note),
        "Translated Title" => Place::Title,
        "ISBN" => Place::Serial,
        _ => return None,
    })
}
