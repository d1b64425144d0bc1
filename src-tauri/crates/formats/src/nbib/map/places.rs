//! Where a work is found: identifiers, addresses, and what stands in place of pages.

use super::super::flow;
use super::{MANY, Mapper};
use diglot_model::{Identifier, IdentifierScheme, ScalarField, Sourced};
use diglot_text::identifiers;
use std::ops::Range;

impl Mapper<'_, '_> {
    /// `10.1000/x [doi]`, `S0033-3506(15)00037-2 [pii]`, `e0142829`, an address.
    pub(super) fn location(&mut self, tag: &str, range: Range<usize>) {
        let raw = self.raw(&range);
        let (value, kind) = match raw.strip_suffix(']').and_then(|r| r.rsplit_once('[')) {
            Some((value, kind)) => (value.trim_end(), Some(kind.trim())),
            None => (raw, None),
        };
        let range = range.start..range.start + value.len();
        let value = flow::joined(value);
        match kind {
            Some("doi") => match Identifier::doi(&value) {
                Some(doi) => self.builder.identifier(doi, range),
                None => self.builder.unmapped(tag, raw),
            },
            Some("pii") => {
                self.numbers.push((value.clone(), range.clone(), true));
                self.identifier(IdentifierScheme::Other("pii".to_owned()), value, range);
            }
            Some("arxiv") => self.identifier(IdentifierScheme::Arxiv, value, range),
            Some(kind) if !kind.is_empty() && !value.is_empty() => {
                self.identifier(IdentifierScheme::Other(kind.to_owned()), value, range);
            }
            _ => self.address_or_number(tag, value, range),
        }
    }

    fn address_or_number(&mut self, tag: &str, value: String, range: Range<usize>) {
        let address = value.contains("://") || value.starts_with("www.");
        let resolver = !address || value.contains("doi.org/");
        if resolver && self.builder.doi_in(range.clone()) {
        } else if address {
            let span = self.builder.span(&range);
            let urls = &mut self.builder.reference.urls;
            if urls.len() < MANY && urls.iter().all(|u| u.value != value) {
                urls.push(Sourced::at(value, span));
            }
        } else if tag.eq_ignore_ascii_case("LID") && !value.contains(' ') {
            self.numbers.push((value, range, false));
        } else {
            self.put_aside(tag, &value);
        }
    }

    /// `1878-0849 (Electronic)`, `EISSN-2375-5636`, `ISBN-978-…`.
    pub(super) fn serial(&mut self, tag: &str, range: Range<usize>) {
        let raw = self.raw(&range);
        let start = raw.find(|c: char| c.is_ascii_digit()).unwrap_or(raw.len());
        let value = raw[start..]
            .split(['(', ' ', ';', ','])
            .next()
            .unwrap_or_default();
        let digits = value.bytes().filter(u8::is_ascii_alphanumeric).count();
        let at = range.start + start..range.start + start + value.len();
        match digits {
            8 => {
                let value = identifiers::normalise_issn(value);
                self.identifier(IdentifierScheme::Issn, value, at);
            }
            10 | 13 => self.identifier(IdentifierScheme::Isbn, value.to_owned(), at),
            _ => self.unmapped(tag, range),
        }
    }

    /// `ClinicalTrials.gov/NCT01234567`; other databases' numbers stay as they are.
    pub(super) fn study(&mut self, range: Range<usize>) {
        let found = identifiers::find_registrations(self.raw(&range));
        if found.is_empty() {
            self.unmapped("SI", range.clone());
        }
        for found in found {
            let at = found.span.range();
            self.builder.identifier(
                found.identifier,
                range.start + at.start..range.start + at.end,
            );
        }
    }

    /// What stands in place of pages: the article's number, else the publisher's, which is
    /// what MEDLINE itself cites.
    pub(super) fn places(&mut self) {
        let pages = self.builder.reference.scalar(ScalarField::Page);
        let other = |(number, _, publishers): &&(String, Range<usize>, bool)| {
            pages.is_none_or(|pages| !publishers && pages != number)
        };
        let plain = self.numbers.iter().filter(other).find(|n| !n.2);
        let found = plain.or_else(|| self.numbers.iter().find(other)).cloned();
        if let Some((number, range, _)) = found {
            self.builder
                .scalar_value(ScalarField::ArticleNumber, number, range);
        }
    }
}
