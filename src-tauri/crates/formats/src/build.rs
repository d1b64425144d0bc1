//! Building a reference from places in a text.

mod values;

pub(crate) use values::han_language;

use crate::Record;
use diglot_model::{
    Abstract, Classification, ClassificationScheme, Contributor, Date, DateField, Identifier,
    Keyword, KeywordKind, LanguageTag, LocalizedText, Observation, ObservationKind, Reference,
    ReferenceType, ScalarField, Section, Sourced, Span, Spans, TextField, UnmappedField,
};
use diglot_text::names::{NameOrder, decide_order, parse_name};
use diglot_text::tidy::{tidied, tidy};
use diglot_text::{headings, identifiers, script};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;

/// A reference in the making over one text.
///
/// Every value is given as a range of the text, so that none can be without its place.
#[derive(Debug)]
pub(crate) struct Builder<'t> {
    text: &'t str,
    range: Range<usize>,
    format: &'static str,
    pub(crate) reference: Reference,
}

impl<'t> Builder<'t> {
    pub(crate) fn new(text: &'t str, range: Range<usize>, format: &'static str) -> Self {
        Self {
            text,
            range,
            format,
            reference: Reference::new(ReferenceType::ArticleJournal),
        }
    }

    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(
            range.start.saturating_sub(self.range.start),
            range.end.saturating_sub(self.range.start),
        )
    }

    fn value(&self, range: &Range<usize>) -> String {
        tidy(&self.text[range.clone()])
    }

    pub(crate) fn text_field(&mut self, field: TextField, range: Range<usize>) {
        let text = self.value(&range);
        self.text_value(field, text, range);
    }

    /// A text that was cleaned further than its range tells.
    pub(crate) fn text_value(&mut self, field: TextField, text: String, range: Range<usize>) {
        let value = LocalizedText::new(script::language_of(&text), text);
        let span = self.span(&range);
        self.reference.add_text(field, Sourced::at(value, span));
    }

    /// Sets a scalar unless it has a value already.
    pub(crate) fn scalar(&mut self, field: ScalarField, range: Range<usize>) {
        let value = self.value(&range);
        self.scalar_value(field, value, range);
    }

    pub(crate) fn scalar_value(&mut self, field: ScalarField, value: String, range: Range<usize>) {
        if value.is_empty() {
            return;
        }
        let span = self.span(&range);
        self.reference
            .scalars
            .entry(field)
            .or_insert_with(|| Sourced::at(value, span));
    }

    pub(crate) fn date(&mut self, field: DateField, date: Date, range: Range<usize>) {
        let span = self.span(&range);
        self.reference
            .dates
            .entry(field)
            .or_insert_with(|| Sourced::at(date, span));
    }

    /// The date of publication, in place of its year alone.
    pub(crate) fn finer_date(&mut self, date: Date, range: Range<usize>) {
        let year_alone = self.reference.issued().is_some_and(|known| {
            known.start_year() == date.start_year()
                && known
                    .start
                    .is_some_and(|p| p.month.is_none() && p.season.is_none())
        });
        if year_alone {
            self.reference.dates.remove(&DateField::Issued);
        }
        self.date(DateField::Issued, date, range);
    }

    pub(crate) fn identifier(&mut self, identifier: Identifier, range: Range<usize>) {
        let span = self.span(&range);
        self.reference.add_identifier(Sourced::at(identifier, span));
    }

    /// The first DOI in a range, if any.
    pub(crate) fn doi_in(&mut self, range: Range<usize>) -> bool {
        let Some(found) = identifiers::find_doi(&self.text[range.clone()]) else {
            return false;
        };
        let at = found.span.range();
        self.identifier(
            found.identifier,
            range.start + at.start..range.start + at.end,
        );
        true
    }

    /// PMID, PMCID, ISSN and arXiv numbers in a range.
    pub(crate) fn labelled_identifiers_in(&mut self, range: Range<usize>) {
        for found in identifiers::find_labelled(&self.text[range.clone()]) {
            let at = found.span.range();
            self.identifier(
                found.identifier,
                range.start + at.start..range.start + at.end,
            );
        }
    }

    /// The registrations of studies that a place names.
    pub(crate) fn registrations_in(&mut self, range: &Range<usize>) {
        for found in identifiers::find_registrations(&self.text[range.clone()]) {
            let at = found.span.range();
            self.identifier(
                found.identifier,
                range.start + at.start..range.start + at.end,
            );
        }
    }

    /// A person or group whose name was read; one in Han characters says its language.
    pub(crate) fn contributor(&mut self, contributor: Contributor, range: &Range<usize>) {
        let mut contributor = contributor;
        let raw = &self.text[range.clone()];
        if script::has_han(raw) {
            contributor.names[0].lang = Some(script::language_of(raw));
        }
        let span = self.span(range);
        self.reference
            .contributors
            .push(Sourced::at(contributor, span));
    }

    /// Names of authors, each a range, with affiliation marks (from 1).
    pub(crate) fn authors(&mut self, names: &[(Range<usize>, Vec<u16>)], fallback: NameOrder) {
        let text = self.text;
        let shown = names.iter().map(|(range, _)| tidied(&text[range.clone()]));
        let texts: SmallVec<[_; 8]> = shown.collect();
        let parted = |name: &str| name.as_bytes().contains(&b',') || name.contains('，');
        let whole = texts.iter().map(|text| &**text).filter(|n| !parted(n));
        let order = decide_order(whole, fallback);
        self.reference.contributors.reserve(names.len());
        for ((range, marks), text) in names.iter().zip(&texts) {
            if text.is_empty() {
                continue;
            }
            let mut contributor = Contributor::author(parse_name(text, order));
            contributor.affiliations = marks.iter().filter_map(|m| m.checked_sub(1)).collect();
            if script::has_han(text) {
                contributor.names[0].lang = Some(script::language_of(text));
            }
            let span = self.span(range);
            self.reference
                .contributors
                .push(Sourced::at(contributor, span));
        }
    }

    pub(crate) fn affiliation(&mut self, range: Range<usize>) {
        let text = self.value(&range);
        let span = self.span(&range);
        let value = LocalizedText::new(script::language_of(&text), text);
        self.reference.affiliations.push(Sourced::at(value, span));
    }

    /// An abstract of one language from the ranges of its paragraphs, in order.
    ///
    /// Headings are looked for across the paragraphs; registrations of studies that the
    /// text names become identifiers.
    pub(crate) fn abstract_of(&mut self, paragraphs: &[Range<usize>]) {
        let text = self.text;
        let mut parts = paragraphs.iter().map(|r| &text[r.clone()]);
        let joined: Cow<'_, str> = match paragraphs.len() {
            1 => parts.next().unwrap_or_default().into(),
            _ => parts.collect::<Vec<_>>().join("\n").into(),
        };
        self.abstract_text(&joined, paragraphs);
    }

    /// An abstract whose paragraphs were cleaned further than their ranges tell, one a line.
    pub(crate) fn abstract_text(&mut self, joined: &str, ranges: &[Range<usize>]) {
        self.abstract_in(script::language_of(joined), joined, ranges);
    }

    /// [`Builder::abstract_text`] whose language is known.
    pub(crate) fn abstract_in(&mut self, lang: LanguageTag, joined: &str, ranges: &[Range<usize>]) {
        let mut sections = headings::to_sections(joined, tidy);
        let mut spans = Spans::new();
        // A heading alone is all that is said.
        if sections.iter().all(|section| section.paragraphs.is_empty()) {
            let words = Some(tidy(joined)).filter(|words| !words.is_empty());
            let section = words.map(|words| Section {
                paragraphs: vec![words],
                ..Section::default()
            });
            sections = section.into_iter().collect();
        }
        for range in ranges {
            spans.push(self.span(range));
            self.registrations_in(range);
        }
        if sections.is_empty() {
            return;
        }
        self.reference.abstracts.push(Sourced {
            value: Abstract {
                lang,
                origin: diglot_model::Origin::Unknown,
                sections,
            },
            source: 0,
            spans,
        });
    }

    /// One keyword of the authors.
    pub(crate) fn keyword(&mut self, text: String, range: &Range<usize>) {
        let keyword = Keyword {
            lang: script::language_of(&text),
            text,
            kind: KeywordKind::Author,
        };
        let span = self.span(range);
        self.reference.keywords.push(Sourced::at(keyword, span));
    }

    /// Keywords of a range, split at the separators that it uses.
    ///
    /// With `index_run`, the trailing run of keywords all in capitals is Keywords Plus;
    /// single acronyms among the authors' keywords stay theirs.
    pub(crate) fn keywords(&mut self, ranges: &[Range<usize>], index_run: bool) {
        let mut found: Vec<(String, Range<usize>)> = Vec::new();
        for range in ranges {
            let slice = &self.text[range.clone()];
            let strong = slice.contains([';', '；', '◽', '\u{2022}', '|']);
            let separators: &[char] = if strong {
                &[';', '；', '◽', '\u{2022}', '|']
            } else {
                &[',', '，', '、']
            };
            for part in slice.split(separators) {
                let trimmed = part.trim().trim_end_matches(['.', '。']);
                if !trimmed.is_empty() {
                    let at = crate::lines::range_in(slice, trimmed);
                    found.push((tidy(trimmed), range.start + at.start..range.start + at.end));
                }
            }
        }
        let capitals = |text: &str| {
            text.chars().any(char::is_alphabetic)
                && !text.chars().any(char::is_lowercase)
                && !script::has_han(text)
        };
        let run = found.iter().rev().take_while(|(t, _)| capitals(t)).count();
        // An author's acronym at the very end is no run of its own.
        let is_run = index_run
            && run > 0
            && found[found.len() - run..]
                .iter()
                .any(|(t, _)| t.contains([' ', '-']) || t.len() > 5);
        let first_index = if is_run {
            found.len() - run
        } else {
            found.len()
        };
        for (i, (text, range)) in found.into_iter().enumerate() {
            let keyword = Keyword {
                lang: script::language_of(&text),
                text,
                kind: if i < first_index {
                    KeywordKind::Author
                } else {
                    KeywordKind::Index
                },
            };
            let span = self.span(&range);
            self.reference.keywords.push(Sourced::at(keyword, span));
        }
    }

    /// Codes such as `R749 [精神病学]; B84` of a range.
    pub(crate) fn classification(&mut self, scheme: &ClassificationScheme, range: Range<usize>) {
        let slice = &self.text[range.clone()];
        for part in slice.split([';', '；']) {
            let part = part.trim();
            if part.is_empty() {
                continue;
            }
            let (code, label) = match part.split_once(['[', '［', '(', '（']) {
                Some((code, label)) => (code, Some(label.trim_end_matches([']', '］', ')', '）']))),
                None => (part, None),
            };
            let at = crate::lines::range_in(slice, part);
            let span = self.span(&(range.start + at.start..range.start + at.end));
            self.reference.classifications.push(Sourced::at(
                Classification {
                    scheme: scheme.clone(),
                    code: tidy(code),
                    label: label.map(tidy).filter(|l| !l.is_empty()),
                },
                span,
            ));
        }
    }

    pub(crate) fn observation(&mut self, kind: ObservationKind, value: u64, range: &Range<usize>) {
        let span = self.span(range);
        self.reference.observations.push(Sourced::at(
            Observation {
                kind,
                value,
                by: None,
                date: None,
            },
            span,
        ));
    }

    pub(crate) fn unmapped(&mut self, tag: &str, value: &str) {
        self.reference.unmapped.push(UnmappedField {
            format: self.format.to_owned(),
            tag: tag.to_owned(),
            value: value.to_owned(),
            source: 0,
        });
    }

    pub(crate) fn unmapped_range(&mut self, tag: &str, range: Range<usize>) {
        self.unmapped(tag, &self.text[range]);
    }

    /// Whether anything was read that makes this a record.
    pub(crate) fn is_empty(&self) -> bool {
        let r = &self.reference;
        r.texts.is_empty()
            && r.abstracts.is_empty()
            && r.contributors.is_empty()
            && r.identifiers.is_empty()
            && r.dates.is_empty()
            && r.scalars.is_empty()
    }

    pub(crate) fn finish(mut self) -> Record {
        settle(&mut self.reference);
        Record::new(self.reference, self.range)
    }
}

/// Where a format tells the title from its translation, and neither journal nor names say
/// in which language the work is, the title does.
pub(crate) fn speaks_as_its_title(reference: &mut Reference) {
    let untold = reference.language.is_none()
        && reference.contributors.is_empty()
        && reference.texts(TextField::ContainerTitle).is_empty();
    if untold && let Some(title) = reference.texts(TextField::Title).first() {
        reference.language = Some(Sourced::bare(title.lang.clone()));
    }
}

/// Decides what needs the whole record: the language of the publication, marks of
/// affiliations that do not exist.
pub(crate) fn settle(reference: &mut Reference) {
    let count = reference.affiliations.len();
    for contributor in &mut reference.contributors {
        contributor
            .affiliations
            .retain(|index| count == 0 || usize::from(*index) < count);
    }
    if reference.language.is_some() {
        return;
    }
    let titles = reference.texts(TextField::Title).iter().map(|t| &t.lang);
    let langs = titles.chain(reference.abstracts.iter().map(|a| &a.lang));
    let chinese = langs.clone().find(|l| l.is_chinese()).cloned();
    let english = langs.into_iter().any(|l| *l == LanguageTag::EN);
    if let (Some(chinese), true) = (chinese, english) {
        // Both are given: the names and the journal tell which the work is written in.
        let han = |text: &str| script::has_han(text);
        let journal = reference
            .texts(TextField::ContainerTitle)
            .first()
            .map(|t| han(&t.text));
        let names = reference
            .contributors
            .first()
            .and_then(|c| c.name().map(|n| han(&n.family())));
        let own = if journal.or(names).unwrap_or(false) {
            chinese
        } else {
            LanguageTag::EN
        };
        reference.language = Some(Sourced::bare(own));
    }
}
