//! Titles: of the work, and of what it stands in.

use super::super::fields::{Field, Tag};
use super::Mapper;
use diglot_model::{ReferenceType, TextField};
use diglot_text::script::has_han;
use diglot_text::tidy::tidied;
use std::ops::Range;

impl Mapper<'_, '_> {
    pub(super) fn titles(&mut self) {
        let kind = self.builder.reference.kind;
        let tags: &[&Tag] = if kind == ReferenceType::Book {
            &[b"T1", b"TI", b"CT", b"BT", b"T2", b"ST"]
        } else {
            &[b"T1", b"TI", b"CT", b"ST"]
        };
        let first = self.fields.first(tags);
        if let Some(field) = first {
            let range = field.value.clone();
            self.builder.text_field(TextField::Title, range);
        }
        for field in self.fields.each(&[b"T1", b"TI", b"CT"]) {
            if first == Some(field) {
                continue;
            }
            let han = |range: &Range<usize>| has_han(&self.text[range.clone()]);
            if first.is_some_and(|first| han(&first.value) != han(&field.value)) {
                // Databases of the Chinese world put one language under each tag.
                let range = field.value.clone();
                self.builder.text_field(TextField::Title, range);
            } else {
                self.keep_unless_known(field, TextField::Title);
            }
        }
        for range in self.fields.of(&[b"TT"]) {
            self.builder.text_field(TextField::Title, range);
        }
        for range in self.fields.of(&[b"ST"]) {
            if self.builder.reference.title() != Some(&*tidied(&self.text[range.clone()])) {
                self.builder.text_field(TextField::TitleShort, range);
            }
        }
    }

    /// Keeps a field under its tag, unless it says again what is known.
    fn keep_unless_known(&mut self, field: &Field, as_: TextField) {
        let value = tidied(&self.text[field.value.clone()]);
        let mut known = self.builder.reference.texts(as_).iter();
        if !known.any(|known| known.text.eq_ignore_ascii_case(&value)) {
            self.builder.unmapped(field.name(), &value);
        }
    }

    pub(super) fn containers(&mut self) {
        let kind = self.builder.reference.kind;
        // EndNote tells the proceedings from the conference.
        if kind == ReferenceType::PaperConference
            && let Some(proceedings) = self.fields.first(&[b"C3"])
        {
            let range = proceedings.value.clone();
            self.builder.text_field(TextField::ContainerTitle, range);
            for range in self.fields.of(&[b"T2", b"JO"]) {
                self.builder.text_field(TextField::EventTitle, range);
            }
            return;
        }
        let main = self
            .fields
            .first(&[b"JF", b"BT", b"T2", b"JO", b"JA", b"J2", b"J1", b"SO"])
            .map(|f| (f.tag, f.value.clone()));
        let Some((tag, range)) = main else { return };
        if kind == ReferenceType::Book && matches!(&tag, b"BT" | b"T2") {
            // A book's T2 is its series; without T1 it was taken as the title.
            let is_title = self.fields.first(&[b"T1", b"TI", b"CT"]).is_none();
            if tag == *b"T2" && !is_title {
                self.builder.text_field(TextField::CollectionTitle, range);
            }
            return;
        }
        let field = match kind {
            ReferenceType::Thesis | ReferenceType::Report => TextField::CollectionTitle,
            _ => TextField::ContainerTitle,
        };
        self.builder.text_field(field, range);
        for other in self.fields.each(&[b"JF", b"BT", b"T2", b"SO"]) {
            if other.tag != tag {
                self.keep_unless_known(other, field);
            }
        }
        for range in self.fields.of(&[b"JO", b"JA", b"J2", b"J1"]) {
            let known = self.builder.reference.text(field).map(|t| t.text.as_str());
            if known.is_none_or(|k| k != tidied(&self.text[range.clone()])) {
                self.builder
                    .text_field(TextField::ContainerTitleShort, range);
            }
        }
    }
}
