//! Dates of a PubMed record, from their parts.

use super::super::element::Element as E;
use super::Mapper;
use crate::nbib::date;
use diglot_model::{Date, DateField};
use diglot_text::tidy::tidy;
use std::ops::Range;

impl Mapper<'_> {
    pub(super) fn set_date(&mut self, field: DateField) {
        let parts = std::mem::take(&mut self.date);
        let Some(range) = parts.range else { return };
        let text = if parts.words.is_empty() {
            format!("{} {} {}", parts.year, parts.month, parts.day)
        } else {
            format!("{} {}", parts.year, parts.words)
        };
        if let Some((date, all)) = date::medline(&text) {
            if !all {
                self.builder.unmapped("MedlineDate", &tidy(&text));
            }
            self.builder.date(field, date, range);
        } else {
            let literal = Some(tidy(&text));
            self.builder.date(
                field,
                Date {
                    literal,
                    ..Date::default()
                },
                range,
            );
        }
    }

    pub(super) fn date_part(&mut self, element: E, value: &str, range: Range<usize>) {
        match element {
            E::Year => value.trim().clone_into(&mut self.date.year),
            E::Month => value.trim().clone_into(&mut self.date.month),
            E::Day => value.trim().clone_into(&mut self.date.day),
            _ => self.date.words = tidy(value),
        }
        match &mut self.date.range {
            Some(all) => all.end = range.end,
            all => *all = Some(range),
        }
    }

    /// A day in the history of the record, in MEDLINE's own form.
    pub(super) fn history(&mut self) {
        let parts = std::mem::take(&mut self.date);
        if !parts.year.is_empty() {
            let value = format!(
                "{}/{:0>2}/{:0>2} [{}]",
                parts.year, parts.month, parts.day, self.kind
            );
            self.builder.unmapped("PubMedPubDate", &value);
        }
    }
}
