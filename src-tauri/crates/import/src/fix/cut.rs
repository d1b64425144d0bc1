//! Taking text out of values.

use super::format_of;
use crate::places::record_of;
use diglot_formats::selection::{SelectedField, Selection};
use diglot_model::{
    Abstract, Contributor, Date, Identifier, IdentifierScheme, LanguageTag, LocalizedText,
    Reference, Sourced, Span, Spans, TextField,
};
use diglot_text::tidy::tidy;
use smallvec::SmallVec;
use std::ops::Range;

/// What is taken out, and from what.
struct Cut<'t> {
    text: &'t str,
    /// The first byte of the record.
    base: usize,
    taken: &'t Range<usize>,
    format: String,
}

/// What is left of a value.
enum Left {
    /// The selection does not touch it.
    All,
    /// These pieces of the text; none when all of it was taken.
    Pieces(Vec<Range<usize>>),
}

/// Takes a text out of all values.
pub(super) fn everything(reference: &mut Reference, text: &str, taken: &Range<usize>) {
    let Some(cut) = Cut::of(reference, text, taken) else {
        return;
    };
    cut.blocks(reference, true);
    let untouched = |spans: &Spans, source: u16| source != 0 || !cut.touches(spans);
    reference.dates = std::mem::take(&mut reference.dates)
        .into_iter()
        .filter_map(|(field, value)| Some((field, cut.date(value)?)))
        .collect();
    reference.scalars = std::mem::take(&mut reference.scalars)
        .into_iter()
        .filter_map(|(field, value)| {
            let value = cut.plain(value, |text| text, |_, text| text)?;
            Some((field, value))
        })
        .collect();
    reference.identifiers = std::mem::take(&mut reference.identifiers)
        .into_iter()
        .filter_map(|value| cut.identifier(value))
        .collect();
    reference.urls.retain(|v| untouched(&v.spans, v.source));
    reference
        .classifications
        .retain(|v| untouched(&v.spans, v.source));
    reference
        .observations
        .retain(|v| untouched(&v.spans, v.source));
    reference
        .language
        .take_if(|v| !untouched(&v.spans, v.source));
}

/// Takes a text that becomes a field out of titles, names, journals, abstracts, keywords
/// and affiliations. New affiliations make room for themselves.
pub(super) fn blocks(
    reference: &mut Reference,
    text: &str,
    taken: &Range<usize>,
    becomes: SelectedField,
) {
    if let Some(cut) = Cut::of(reference, text, taken) {
        cut.blocks(reference, becomes != SelectedField::Affiliations);
    }
}

impl<'t> Cut<'t> {
    fn of(reference: &Reference, text: &'t str, taken: &'t Range<usize>) -> Option<Self> {
        Some(Self {
            text,
            base: record_of(reference)?.start,
            taken,
            format: format_of(reference),
        })
    }

    fn blocks(&self, reference: &mut Reference, affiliations: bool) {
        for values in reference.texts.values_mut() {
            self.localized(values);
        }
        reference.texts.retain(|_, values| !values.is_empty());
        reference.abstracts = std::mem::take(&mut reference.abstracts)
            .into_iter()
            .filter_map(|value| self.abstract_(value))
            .collect();
        reference.contributors = std::mem::take(&mut reference.contributors)
            .into_iter()
            .filter_map(|value| self.contributor(value))
            .collect();
        reference.keywords = std::mem::take(&mut reference.keywords)
            .into_iter()
            .filter_map(|value| {
                self.plain(
                    value,
                    |keyword| keyword.text,
                    |keyword, text| diglot_model::Keyword { text, ..keyword },
                )
            })
            .collect();
        if affiliations {
            self.affiliations(reference);
        }
    }

    fn localized(&self, values: &mut Vec<Sourced<LocalizedText>>) {
        *values = std::mem::take(values)
            .into_iter()
            .filter_map(|value| {
                self.plain(value, |v| v.text, |v, text| LocalizedText { text, ..v })
            })
            .collect();
    }

    /// Affiliations are pointed to by their place: those that go must be forgotten, the
    /// others keep theirs.
    fn affiliations(&self, reference: &mut Reference) {
        let before = std::mem::take(&mut reference.affiliations);
        let mut moved: Vec<Option<u16>> = Vec::with_capacity(before.len());
        for value in before {
            let left = self.plain(value, |v| v.text, |v, text| LocalizedText { text, ..v });
            moved.push(left.map(|value| {
                reference.affiliations.push(value);
                reference.affiliations.len() as u16 - 1
            }));
        }
        if moved.iter().all(Option::is_some) {
            return;
        }
        for contributor in &mut reference.contributors {
            contributor.affiliations = contributor
                .affiliations
                .iter()
                .filter_map(|index| moved.get(usize::from(*index)).copied().flatten())
                .collect();
        }
    }

    fn touches(&self, spans: &[Span]) -> bool {
        spans.iter().any(|span| {
            let at = self.absolute(*span);
            at.start < self.taken.end && self.taken.start < at.end
        })
    }

    fn absolute(&self, span: Span) -> Range<usize> {
        let at = span.range();
        self.base + at.start..self.base + at.end
    }

    /// What the selection leaves of the places of a value.
    fn left(&self, source: u16, spans: &[Span]) -> Left {
        if source != 0 || !self.touches(spans) {
            return Left::All;
        }
        let mut pieces = Vec::new();
        for span in spans {
            let at = self.absolute(*span);
            for piece in [
                at.start..self.taken.start.clamp(at.start, at.end),
                self.taken.end.clamp(at.start, at.end)..at.end,
            ] {
                let says = self
                    .text
                    .get(piece.clone())
                    .is_some_and(|rest| rest.contains(char::is_alphanumeric));
                if let (true, Some(piece)) = (says, super::trimmed(self.text, &piece)) {
                    pieces.push(piece);
                }
            }
        }
        Left::Pieces(pieces)
    }

    /// Whether a value is what stands at its places, white space and marks apart.
    fn is_raw(&self, spans: &[Span], value: &str) -> bool {
        let raw: String = spans
            .iter()
            .filter_map(|span| self.text.get(self.absolute(*span)))
            .collect();
        squeezed(&raw) == squeezed(value)
    }

    fn spans(&self, pieces: &[Range<usize>]) -> Spans {
        pieces
            .iter()
            .map(|piece| Span::new(piece.start - self.base, piece.end - self.base))
            .collect()
    }

    fn read(
        &self,
        pieces: &[Range<usize>],
        field: SelectedField,
        lang: Option<&LanguageTag>,
    ) -> Reference {
        Selection {
            text: self.text,
            base: self.base,
            pieces,
            lang,
            format: &self.format,
        }
        .read(field)
    }

    /// A value that is one text: what is left when it is the raw text, else the value
    /// without the words that were taken, else nothing.
    fn plain<T: Clone>(
        &self,
        value: Sourced<T>,
        text_of: impl Fn(T) -> String,
        with: impl Fn(T, String) -> T,
    ) -> Option<Sourced<T>> {
        let pieces = match self.left(value.source, &value.spans) {
            Left::All => return Some(value),
            Left::Pieces(pieces) => pieces,
        };
        if pieces.is_empty() {
            return None;
        }
        let before = text_of(value.value.clone());
        let rest = if self.is_raw(&value.spans, &before) {
            let found = self.read(&pieces, SelectedField::Title, None);
            found.texts(TextField::Title).first()?.text.clone()
        } else {
            let words = tidy(self.text.get(self.taken.clone())?);
            before
                .contains(&words)
                .then(|| tidy(&before.replacen(&words, "", 1)))?
        };
        rest.contains(char::is_alphanumeric).then(|| Sourced {
            value: with(value.value, rest),
            source: value.source,
            spans: self.spans(&pieces),
        })
    }

    fn abstract_(&self, mut value: Sourced<Abstract>) -> Option<Sourced<Abstract>> {
        let Left::Pieces(pieces) = self.left(value.source, &value.spans) else {
            return Some(value);
        };
        // Escapes and markup are no text: what was read from them cannot be read in part.
        if !self.is_raw(&value.spans, &value.plain()) {
            return None;
        }
        let found = self.read(&pieces, SelectedField::Abstract, Some(&value.lang));
        let found = found.abstracts.into_iter().next()?;
        value.value.sections = found.value.sections;
        value.spans = found.spans;
        Some(value)
    }

    fn contributor(&self, mut value: Sourced<Contributor>) -> Option<Sourced<Contributor>> {
        let Left::Pieces(pieces) = self.left(value.source, &value.spans) else {
            return Some(value);
        };
        let mut found = self
            .read(&pieces, SelectedField::Authors, None)
            .contributors;
        // A name of which two are left was none; a piece of JSON is none.
        if self.format == "csl-json" {
            return None;
        }
        let (1, Some(found)) = (found.len(), found.pop()) else {
            return None;
        };
        value.value.names = found.value.names;
        value.spans = found.spans;
        Some(value)
    }

    fn date(&self, value: Sourced<Date>) -> Option<Sourced<Date>> {
        let Left::Pieces(pieces) = self.left(value.source, &value.spans) else {
            return Some(value);
        };
        let found = self.read(&pieces, SelectedField::Date, None);
        found.dates.into_values().next()
    }

    /// A shorter identifier is another one: only a DOI that stays what it was is kept.
    fn identifier(&self, mut value: Sourced<Identifier>) -> Option<Sourced<Identifier>> {
        let Left::Pieces(pieces) = self.left(value.source, &value.spans) else {
            return Some(value);
        };
        if value.scheme != IdentifierScheme::Doi {
            return None;
        }
        let found = self.read(&pieces, SelectedField::Doi, None);
        let same = found
            .identifiers
            .into_iter()
            .find(|found| found.value == value.value)?;
        value.spans = SmallVec::from_slice(&same.spans);
        Some(value)
    }
}

/// Letters and digits alone.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
