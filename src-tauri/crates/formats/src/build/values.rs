//! Values that were decoded before they came here: XML with its entities, cells without
//! their quotes. Each still comes with the place it was read from.

use super::Builder;
use diglot_model::{Abstract, Contributor, ContributorRole, LanguageTag, Name, Origin, Sourced};
use diglot_text::names::{NameOrder, decide_order, parse_name};
use diglot_text::{headings, identifiers, script, tidy::tidy};
use std::ops::Range;

impl Builder<'_> {
    /// Names of one role, not yet parted. "et al." says that there are more.
    pub(crate) fn people_values(
        &mut self,
        role: ContributorRole,
        names: &[(String, Range<usize>)],
        fallback: NameOrder,
    ) {
        let order = decide_order(
            names
                .iter()
                .map(|(name, _)| name.as_str())
                .filter(|n| !n.contains([',', '，'])),
            fallback,
        );
        for (name, range) in names {
            let name = tidy(name);
            if crate::people::is_ellipsis(&name) {
                self.reference.contributors_complete = false;
            } else if let Some(whole) = crate::people::whole_name(&name) {
                self.person_value(role, Name::literal(whole), range.clone());
            } else if !name.is_empty() {
                self.person_value(role, parse_name(&name, order), range.clone());
            }
        }
    }

    /// A name whose parts the source tells.
    pub(crate) fn person_value(&mut self, role: ContributorRole, name: Name, range: Range<usize>) {
        let mut contributor = Contributor::author(name);
        contributor.role = role;
        contributor.names[0].lang = han_language(&contributor.names[0].name);
        let span = self.span(&range);
        self.reference
            .contributors
            .push(Sourced::at(contributor, span));
    }

    /// An abstract of one language; each line is a paragraph.
    pub(crate) fn abstract_value(&mut self, text: &str, range: Range<usize>) {
        let sections = headings::to_sections(text, tidy);
        if sections.is_empty() {
            return;
        }
        let span = self.span(&range);
        for found in identifiers::find_registrations(text) {
            self.reference
                .add_identifier(Sourced::at(found.identifier, span));
        }
        let value = Abstract {
            lang: script::language_of(text),
            origin: Origin::Unknown,
            sections,
        };
        self.reference.abstracts.push(Sourced::at(value, span));
    }

    /// An abstract that may hold two: where its lines change once from Chinese to another
    /// language or back, each run is an abstract of its own.
    pub(crate) fn abstract_values(&mut self, text: &str, range: Range<usize>) {
        match language_turn(text) {
            Some(at) => {
                self.abstract_value(&text[..at], range.clone());
                self.abstract_value(&text[at..], range);
            }
            None => self.abstract_value(text, range),
        }
    }

    /// The first DOI of a value, if any.
    pub(crate) fn doi_value(&mut self, text: &str, range: Range<usize>) -> bool {
        let found = identifiers::find_doi(text);
        let any = found.is_some();
        if let Some(found) = found {
            self.identifier(found.identifier, range);
        }
        any
    }

    /// ISSNs and ISBNs of a value such as `0012-9658 (Print); 1234-567X`; false when it
    /// holds none.
    pub(crate) fn serial_values(&mut self, text: &str, range: &Range<usize>) -> bool {
        let found = crate::serials::serial_numbers(text);
        let any = !found.is_empty();
        for (_, identifier) in found {
            self.identifier(identifier, range.clone());
        }
        any
    }

    /// A web address; false when the value is none.
    pub(crate) fn url_value(&mut self, text: &str, range: &Range<usize>) -> bool {
        let text = text.trim();
        let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
        let is_address = ["http://", "https://", "ftp://", "www."]
            .iter()
            .any(|start| lower.starts_with(start));
        if is_address && !text.contains(char::is_whitespace) {
            let span = self.span(range);
            if self.reference.urls.iter().all(|u| u.value != text) {
                self.reference.urls.push(Sourced::at(text.to_owned(), span));
            }
            return true;
        }
        false
    }
}

/// The language of a name in Han characters.
pub(crate) fn han_language(name: &Name) -> Option<LanguageTag> {
    let family = name.family();
    script::has_han(&family).then(|| script::language_of(&format!("{family}{}", name.given())))
}

/// Where a text changes once from lines in Chinese to lines in another language, or back.
fn language_turn(text: &str) -> Option<usize> {
    let mut runs: Vec<(bool, usize)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let letters = line.chars().filter(|c| c.is_alphabetic()).count();
        if letters > 0 {
            let chinese = script::is_chinese(line);
            if runs.last().is_none_or(|(last, _)| *last != chinese) {
                runs.push((chinese, at));
            }
        }
        at += line.len();
    }
    match runs.as_slice() {
        [_, (_, turn)] => Some(*turn),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_turn_of_language_parts_two_abstracts() {
        let both = "Mentors help people.\nThey do.\n辅导员帮助人们。\n他们确实如此。";
        assert_eq!(language_turn(both), both.find('辅'));
        assert_eq!(
            language_turn("Mentors help.\n他们帮助人们。\nThey do."),
            None
        );
        assert_eq!(language_turn("辅导员帮助人们。\n\n他们。"), None);
    }
}
