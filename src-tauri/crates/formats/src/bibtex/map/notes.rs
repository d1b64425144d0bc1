//! Notes, funding, affiliations.

use super::super::tex;
use super::{Mapper, Name};
use diglot_model::{Identifier, LocalizedText, Observation, ObservationKind, TextField};
use diglot_text::script;
use std::ops::Range;

impl Mapper<'_, '_> {
    fn times_cited(&mut self, count: u64, place: Option<&Range<usize>>) {
        let observation = Observation {
            kind: ObservationKind::TimesCited,
            value: count,
            by: None,
            date: None,
        };
        let observation = self.sourced(observation, place);
        self.builder.reference.observations.push(observation);
    }

    pub(super) fn notes(&mut self) {
        if let Some(taken) = self.take(Name::TimesCited) {
            match tex::line(&taken.raw).parse() {
                Ok(count) => self.times_cited(count, taken.place.as_ref()),
                Err(_) => self.put_back(&taken),
            }
        }
        while let Some(taken) = self.take(Name::Note) {
            let text = tex::line(&taken.raw).into_owned();
            if let Some(count) = cited_by(&text) {
                self.times_cited(count, taken.place.as_ref());
                continue;
            }
            // Springer: the note is the DOI.
            if text.starts_with("10.")
                && !text.contains(' ')
                && let Some(doi) = Identifier::doi(&text)
                && self
                    .builder
                    .reference
                    .doi()
                    .is_none_or(|known| known == doi.value)
            {
                let doi = self.sourced(doi, taken.place.as_ref());
                self.builder.reference.add_identifier(doi);
                continue;
            }
            self.text(TextField::Note, text, taken.place.as_ref());
        }
        while let Some(taken) = self.take(Name::Funding) {
            self.add(TextField::Funding, &taken);
        }
        while let Some(taken) = self.take(Name::Affiliation) {
            for part in taken.raw.split([';', '；']) {
                let text = tex::line(part).into_owned();
                if text.is_empty() {
                    continue;
                }
                let value = LocalizedText::new(script::language_of(&text), text);
                let value = self.sourced(value, taken.place.as_ref());
                self.builder.reference.affiliations.push(value);
            }
        }
    }
}

/// "cited By 12", "Cited by: 12": Scopus puts its count into the note.
fn cited_by(text: &str) -> Option<u64> {
    let rest = text
        .strip_prefix("cited By")
        .or_else(|| text.strip_prefix("Cited by"))
        .or_else(|| text.strip_prefix("Cited By"))?;
    let number = rest.trim_start_matches([':', ' ']);
    let number = number.strip_prefix("(since 1996)").unwrap_or(number).trim();
    number.parse().ok()
}
