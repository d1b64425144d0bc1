//! Abstracts in one language or two, and keywords.

use super::super::tex;
use super::texts::both_languages_in_sentences;
use super::{Mapper, Name, Taken};
use diglot_model::{Abstract, Keyword, KeywordKind, LanguageTag, Origin, Section};
use diglot_text::{headings, identifiers, script, tidy::tidy};
use std::collections::HashSet;
use std::ops::Range;

impl Mapper<'_, '_> {
    pub(super) fn abstracts(&mut self) {
        while let Some(taken) = self.take(Name::Abstract) {
            if !self.abstract_in(&taken, None) {
                self.put_back(&taken);
            }
        }
    }

    /// An abstract; of one whose paragraphs alternate between Chinese and another language,
    /// two, if both can be taken.
    pub(super) fn abstract_in(&mut self, taken: &Taken<'_>, lang: Option<&LanguageTag>) -> bool {
        let text = tex::paragraphs(&taken.raw);
        let text = &text[crate::page::abstract_word(&text)..];
        let both = match both_languages_in_sentences(&taken.raw) {
            Some(parts) => Some(parts.map(|part| tex::paragraphs(part).into_owned())),
            None => alternating(text),
        };
        if let Some(both) = both.filter(|both| self.are_new(both)) {
            let [first, second] = both.map(|t| self.one_abstract(&t, None, taken.place.as_ref()));
            return first || second;
        }
        self.one_abstract(text, lang, taken.place.as_ref())
    }

    /// Whether two texts are in languages of their own, and in none that has an abstract
    /// already: only then is none of them left out.
    fn are_new(&self, both: &[String; 2]) -> bool {
        let [first, second] = both.each_ref().map(|text| Self::tag(text, None));
        let known = &self.builder.reference.abstracts;
        !first.same_language(&second)
            && !known
                .iter()
                .any(|a| a.lang.same_language(&first) || a.lang.same_language(&second))
    }

    fn one_abstract(
        &mut self,
        text: &str,
        lang: Option<&LanguageTag>,
        place: Option<&Range<usize>>,
    ) -> bool {
        let lang = Self::tag(text, lang);
        let known = &self.builder.reference.abstracts;
        if text.is_empty() || known.iter().any(|a| a.lang.same_language(&lang)) {
            return false;
        }
        let mut sections: Vec<Section> = Vec::new();
        for section in headings::to_sections(text, tidy) {
            match sections.last_mut() {
                Some(last) if last.label.is_none() && section.label.is_none() => {
                    last.paragraphs.extend(section.paragraphs);
                }
                _ => sections.push(section),
            }
        }
        for found in identifiers::find_registrations(text) {
            let identifier = self.sourced(found.identifier, place);
            self.builder.reference.add_identifier(identifier);
        }
        if sections.is_empty() {
            return false;
        }
        let value = Abstract {
            lang,
            origin: Origin::Unknown,
            sections,
        };
        let value = self.sourced(value, place);
        self.builder.reference.abstracts.push(value);
        true
    }

    pub(super) fn keywords(&mut self) {
        while let Some(taken) = self.take(Name::Keywords) {
            self.keyword_list(&taken, KeywordKind::Author, None);
        }
        while let Some(taken) = self.take(Name::IndexKeywords) {
            self.keyword_list(&taken, KeywordKind::Index, None);
        }
        while let Some(taken) = self.take(Name::MeshKeywords) {
            self.keyword_list(&taken, KeywordKind::Mesh, None);
        }
    }

    pub(super) fn keyword_list(
        &mut self,
        taken: &Taken<'_>,
        kind: KeywordKind,
        lang: Option<&LanguageTag>,
    ) {
        let known = &self.builder.reference.keywords;
        let mut seen: HashSet<String> = known.iter().map(|k| k.text.clone()).collect();
        for word in split_keywords(&taken.raw) {
            let text = tex::line(word).into_owned();
            let text = text.trim_matches([' ', ',', ';']).to_owned();
            if text.is_empty() || !seen.insert(text.clone()) {
                continue;
            }
            let place = match (&taken.raw, &taken.place) {
                (std::borrow::Cow::Borrowed(raw), Some(place)) if raw.len() == place.len() => {
                    let at = crate::lines::range_in(raw, word.trim());
                    Some(place.start + at.start..place.start + at.end)
                }
                (_, place) => place.clone(),
            };
            let keyword = Keyword {
                lang: Self::tag(&text, lang),
                text,
                kind,
            };
            let keyword = self.sourced(keyword, place.as_ref());
            self.builder.reference.keywords.push(keyword);
        }
    }
}

/// The paragraphs in Chinese and the others, in the order in which they begin; nothing when
/// all are of one kind.
fn alternating(text: &str) -> Option<[String; 2]> {
    if !text.contains('\n') || !script::has_han(text) {
        return None;
    }
    let (chinese, other): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| script::is_chinese(line));
    if chinese.is_empty() || other.is_empty() {
        return None;
    }
    let chinese_first = text.lines().next().is_some_and(script::is_chinese);
    let (chinese, other) = (chinese.join("\n"), other.join("\n"));
    Some(if chinese_first {
        [chinese, other]
    } else {
        [other, chinese]
    })
}

/// Keywords are separated by semicolons, else by commas, else by line ends.
fn split_keywords(raw: &str) -> Vec<&str> {
    // The Web of Science puts two pairs of braces around all.
    let raw = raw
        .trim()
        .strip_prefix('{')
        .and_then(|inner| inner.strip_suffix('}'))
        .filter(|inner| inner.contains(';') && !inner.contains(['{', '}']))
        .unwrap_or(raw);
    let strong = |c: char| matches!(c, ';' | '；');
    let weak = |c: char| matches!(c, ',' | '，' | '、');
    let line = |c: char| matches!(c, '\n' | '\r');
    let commas = raw.chars().filter(|c| weak(*c)).count();
    let lines = raw.trim().lines().filter(|l| !l.trim().is_empty()).count();
    let open_line = raw
        .trim()
        .lines()
        .any(|l| l.trim_end().ends_with([',', ';', '，', '；', '、']));
    // EndNote: one on each line, and a comma is part of it ("Schizophrenia, Paranoid").
    let by_line = lines > 1 && !open_line && lines > commas;
    let mut out = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    let has_strong = raw.contains(strong);
    for (i, c) in raw.char_indices() {
        let escaped = i > 0 && raw.as_bytes()[i - 1] == b'\\';
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0
                && !escaped
                && (if has_strong {
                    strong(c)
                } else if by_line {
                    line(c)
                } else {
                    weak(c)
                }) =>
            {
                // `&amp;` ends in a semicolon, too.
                if c == ';' && is_reference(&raw[start..i]) {
                    continue;
                }
                out.push(&raw[start..i]);
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(&raw[start..]);
    out
}

/// Whether a text ends in what a semicolon makes a character reference.
fn is_reference(text: &str) -> bool {
    text.rfind('&').is_some_and(|at| {
        let name = &text[at + 1..];
        (2..8).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
    })
}
