//! Abstracts of a PubMed record, section by section.

use super::Mapper;
use crate::nbib::{language, map as medline};
use diglot_model::{Abstract, LanguageTag, Section, Sourced, Span};
use diglot_text::{headings, tidy::tidy};
use std::ops::Range;

impl Mapper<'_> {
    pub(super) fn add_section(&mut self, text: &str, range: Range<usize>) {
        let text = tidy(text);
        let label = self.abstract_.label.take();
        if text.is_empty() {
            return;
        }
        self.builder.registrations_in(&range);
        let span: Span = self.builder.span(&range);
        self.abstract_.spans.push(span);
        self.abstract_.all.push((label, text));
    }

    pub(super) fn end_abstract(&mut self) {
        let parts = std::mem::take(&mut self.abstract_);
        let joined = parts
            .all
            .iter()
            .map(|(_, text)| text.as_str())
            .collect::<Vec<_>>()
            .join("\n");
        if joined.is_empty() {
            return;
        }
        if medline::is_placeholder(&joined) {
            self.builder.unmapped("OtherAbstract", &joined);
            return;
        }
        let lang = match language::of_text(&joined, parts.stated.as_ref()) {
            lang if lang.as_str().ends_with("-Latn") => LanguageTag::EN,
            lang => lang,
        };
        let sections = if parts.all.iter().any(|(label, _)| label.is_some()) {
            parts
                .all
                .into_iter()
                .map(|(label, text)| {
                    let (label, role) = label.unzip();
                    Section {
                        label,
                        role,
                        paragraphs: vec![text],
                    }
                })
                .collect()
        } else {
            // Older records have the headings in the text.
            headings::to_sections(&joined, tidy)
        };
        self.builder.reference.abstracts.push(Sourced {
            value: Abstract {
                lang,
                origin: parts.origin,
                sections,
            },
            source: 0,
            spans: parts.spans,
        });
    }
}
