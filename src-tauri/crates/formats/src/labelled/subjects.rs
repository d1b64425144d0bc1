//! Identifiers, keywords, classifications and abstracts of labelled values.

use super::clean::{clean, paragraphs};
use super::part::{Part, narrow};
use super::record::Mapper;
use diglot_model::{
    ClassificationScheme, Identifier, IdentifierScheme, KeywordKind, LanguageTag, ReferenceType,
    ScalarField, Sourced,
};
use diglot_text::{identifiers, script};
use std::ops::Range;

/// Paragraphs of one language, and where they stand.
type OneLanguage = (LanguageTag, Vec<String>, Vec<Range<usize>>);

impl Mapper<'_> {
    pub(super) fn subjects(&mut self) {
        for part in [Part::Keywords, Part::TranslatedKeywords, Part::Mesh] {
            let ranges = self.of(part);
            let before = self.builder.reference.keywords.len();
            let several = ranges.len() > 1;
            for range in ranges {
                let slice = self.slice(&range);
                if several && !slice.contains([';', '；']) {
                    // One on each line: a comma is part of it.
                    let value = clean(slice);
                    self.builder.keyword(value, &range);
                } else if let Some(words) = spaced(slice) {
                    for word in words {
                        let at = crate::lines::range_in(self.text, word);
                        self.builder.keyword(clean(word), &at);
                    }
                } else {
                    self.builder.keywords(std::slice::from_ref(&range), false);
                }
            }
            for keyword in &mut self.builder.reference.keywords[before..] {
                keyword.text = clean(&keyword.text);
                if part == Part::Mesh {
                    keyword.kind = KeywordKind::Mesh;
                }
            }
        }
        for (part, scheme) in [
            (Part::Clc, ClassificationScheme::Clc),
            (Part::Discipline, ClassificationScheme::Discipline),
            (Part::Ipc, ClassificationScheme::Other("ipc".to_owned())),
        ] {
            for range in self.of(part) {
                self.builder.classification(&scheme, range);
            }
        }
    }

    /// Abstracts: values of one language are one abstract.
    pub(super) fn abstracts(&mut self) {
        let mut found: Vec<OneLanguage> = Vec::new();
        for part in [Part::Abstract, Part::TranslatedAbstract] {
            for range in self.of(part) {
                let mut lines = paragraphs(self.slice(&range));
                if let Some(first) = lines.first_mut() {
                    let from = crate::page::abstract_word(first);
                    *first = first[from..].trim_start().to_owned();
                    if is_abstract_word(first) {
                        first.clear();
                    }
                }
                lines.retain(|line| !line.is_empty());
                for (lang, lines) in by_language(lines) {
                    match found.iter_mut().find(|(l, _, _)| l.same_language(&lang)) {
                        Some((_, known, ranges)) => {
                            if known != &lines {
                                known.extend(lines);
                                ranges.push(range.clone());
                            }
                        }
                        None => found.push((lang, lines, vec![range.clone()])),
                    }
                }
            }
        }
        for (_, lines, ranges) in found {
            self.builder.abstract_text(&lines.join("\n"), &ranges);
        }
    }

    pub(super) fn identifiers(&mut self) {
        for range in self.of(Part::Doi) {
            if !self.wide_doi(&range) {
                let value = clean(self.slice(&range));
                self.builder.unmapped("DOI", &value);
            }
        }
        for (part, scheme) in [
            (Part::Pmid, IdentifierScheme::Pmid),
            (Part::Pmcid, IdentifierScheme::Pmcid),
        ] {
            for range in self.of(part) {
                let value = clean(self.slice(&range));
                self.builder
                    .identifier(Identifier::new(scheme.clone(), value), range);
            }
        }
        for part in [Part::Issn, Part::Isbn, Part::SerialNumber] {
            for range in self.of(part) {
                self.serial(part, &range);
            }
        }
        for range in self.of(Part::Accession) {
            let value = clean(self.slice(&range));
            let scheme = IdentifierScheme::Other("accession".to_owned());
            self.builder
                .identifier(Identifier::new(scheme, value), range);
        }
        for range in self.of(Part::Url) {
            let value = clean(self.slice(&range)).replace(' ', "");
            if value.contains("doi") && self.builder.reference.doi().is_none() {
                self.wide_doi(&range);
            }
            let span = self.builder.span(&range);
            if value.contains("://") || value.starts_with("www.") {
                self.builder.reference.urls.push(Sourced::at(value, span));
            } else {
                self.builder.unmapped("URL", &value);
            }
        }
    }

    /// A DOI whose characters may be full-width, and which may hold spaces around them.
    fn wide_doi(&mut self, range: &Range<usize>) -> bool {
        let narrowed: String = self.slice(range).chars().map(narrow).collect();
        let Some(found) = identifiers::find_doi(&narrowed)
            .or_else(|| identifiers::find_doi(&narrowed.replace(char::is_whitespace, "")))
        else {
            return false;
        };
        self.builder.identifier(found.identifier, range.clone());
        true
    }

    fn serial(&mut self, part: Part, range: &Range<usize>) {
        let slice: String = self.slice(range).chars().map(narrow).collect();
        for value in slice.split([';', '；', ',', '/']).map(str::trim) {
            let digits = value.chars().filter(char::is_ascii_alphanumeric).count();
            if digits < 7 {
                continue;
            }
            if self.kind_is(&[ReferenceType::Patent, ReferenceType::Standard])
                && part == Part::SerialNumber
                && digits != 8
            {
                self.builder.scalar(ScalarField::Number, range.clone());
                return;
            }
            let issn = part == Part::Issn || part == Part::SerialNumber && digits == 8;
            let identifier = if issn {
                Identifier::new(IdentifierScheme::Issn, identifiers::normalise_issn(value))
            } else {
                Identifier::new(IdentifierScheme::Isbn, value)
            };
            self.builder.identifier(identifier, range.clone());
        }
    }
}

/// `关键词`es with spaces between them: every one has ideographs.
fn spaced(value: &str) -> Option<Vec<&str>> {
    if value.contains([';', '；', ',', '，', '、', '|', '•', '◽']) {
        return None;
    }
    let words: Vec<&str> = value.split_whitespace().collect();
    (words.len() > 1 && words.iter().all(|w| script::has_han(w))).then_some(words)
}

fn is_abstract_word(line: &str) -> bool {
    matches!(
        line.trim_end_matches([':', '：', '.', ' '])
            .to_lowercase()
            .as_str(),
        "abstract" | "摘要" | "摘 要" | "summary"
    )
}

/// Runs of lines of one language: an abstract under which its translation stands.
fn by_language(lines: Vec<String>) -> Vec<(LanguageTag, Vec<String>)> {
    let mut out: Vec<(LanguageTag, Vec<String>)> = Vec::new();
    for line in lines {
        let lang = script::language_of(&line);
        let is_prose =
            line.chars().count() >= 60 || lang.is_chinese() && line.chars().count() >= 20;
        match out.last_mut() {
            Some((known, open)) if known.same_language(&lang) || !is_prose => open.push(line),
            _ => out.push((lang, vec![line])),
        }
    }
    out
}
