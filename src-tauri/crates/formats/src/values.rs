//! Putting values into a reference that are no ranges of the text: those of JSON, XML and
//! YAML, which come with their language, their role and their parts told apart.

use crate::build::Builder;
use diglot_model::{
    Abstract, Contributor, ContributorRole, Identifier, IdentifierScheme, Keyword, KeywordKind,
    LanguageTag, LocalizedText, Name, NameVariant, Observation, ObservationKind, Origin, Reference,
    Section, SectionRole, Sourced, Spans, TextField,
};
use diglot_text::headings::{role_of, to_sections};
use diglot_text::identifiers::{find_registrations, normalise_issn};
use diglot_text::names::{NameOrder, is_organisation, parse_name};
use diglot_text::script::{has_han, language_of};
use diglot_text::tidy::tidy;
use std::ops::Range;

impl Builder<'_> {
    /// A text whose language and origin are known.
    pub(crate) fn put_text(
        &mut self,
        field: TextField,
        lang: LanguageTag,
        origin: Origin,
        text: String,
        range: Range<usize>,
    ) {
        let span = self.span(&range);
        let value = LocalizedText { lang, text, origin };
        if !value.text.is_empty() {
            self.reference.add_text(field, Sourced::at(value, span));
        }
    }

    pub(crate) fn put_contributor(&mut self, contributor: Contributor, range: Range<usize>) {
        let span = self.span(&range);
        self.reference
            .contributors
            .push(Sourced::at(contributor, span));
    }

    /// The place of an affiliation in the reference's list, where a new one is put.
    pub(crate) fn put_affiliation(
        &mut self,
        text: String,
        origin: Origin,
        range: Range<usize>,
    ) -> u16 {
        let known = self.reference.affiliations.iter();
        let at = known.clone().position(|a| a.text == text);
        let at = at.unwrap_or_else(|| {
            let span = self.span(&range);
            let value = LocalizedText {
                lang: language_of(&text),
                text,
                origin,
            };
            self.reference.affiliations.push(Sourced::at(value, span));
            self.reference.affiliations.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// An abstract; a second one in the same language is kept when it says something else.
    pub(crate) fn put_abstract(&mut self, value: Abstract, range: Range<usize>) {
        let known = self.reference.abstracts.iter();
        if value.sections.is_empty()
            || known
                .clone()
                .any(|a| a.lang == value.lang && a.plain() == value.plain())
        {
            return;
        }
        for found in find_registrations(&value.plain()) {
            self.identifier(found.identifier, range.clone());
        }
        let span = self.span(&range);
        self.reference.abstracts.push(Sourced::at(value, span));
    }

    pub(crate) fn put_keyword(&mut self, text: String, kind: KeywordKind, range: Range<usize>) {
        if text.is_empty() || self.reference.keywords.iter().any(|k| k.text == text) {
            return;
        }
        let span = self.span(&range);
        let keyword = Keyword {
            lang: language_of(&text),
            text,
            kind,
        };
        self.reference.keywords.push(Sourced::at(keyword, span));
    }

    /// An address, unless it is a known DOI behind its resolver.
    pub(crate) fn put_url(&mut self, url: String, range: Range<usize>) {
        let resolver = url.contains("doi.org/");
        let is_doi = resolver
            && Identifier::doi(&url).is_some_and(|doi| self.reference.doi() == Some(&doi.value));
        if url.is_empty() || is_doi || self.reference.urls.iter().any(|u| u.value == url) {
            return;
        }
        let span = self.span(&range);
        self.reference.urls.push(Sourced::at(url, span));
    }

    pub(crate) fn put_language(&mut self, tag: LanguageTag, range: Range<usize>) {
        let span = self.span(&range);
        self.reference
            .language
            .get_or_insert_with(|| Sourced::at(tag, span));
    }

    /// Serial numbers and book numbers, several between commas, semicolons or spaces.
    pub(crate) fn put_numbers(
        &mut self,
        scheme: &IdentifierScheme,
        text: &str,
        range: &Range<usize>,
    ) {
        for number in numbers(scheme, text) {
            self.identifier(Identifier::new(scheme.clone(), number), range.clone());
        }
    }

    pub(crate) fn put_count(
        &mut self,
        kind: ObservationKind,
        value: u64,
        by: &str,
        range: Range<usize>,
    ) {
        let span = self.span(&range);
        let observation = Observation {
            kind,
            value,
            by: Some(by.to_owned()),
            date: None,
        };
        self.reference
            .observations
            .push(Sourced::at(observation, span));
    }
}

/// A contributor with one name; a Han name has its language.
pub(crate) fn contributor(role: ContributorRole, name: Name) -> Contributor {
    let shown = name.family();
    Contributor {
        role,
        names: [NameVariant {
            lang: has_han(&shown).then(|| language_of(&shown)),
            name,
        }]
        .into(),
        ..Contributor::default()
    }
}

/// A name whose parts may be told apart: a family name alone may be an organisation's, or
/// a whole Han name.
pub(crate) fn name_of(
    family: Option<String>,
    given: Option<String>,
    suffix: Option<String>,
) -> Option<Name> {
    match (family, given) {
        (Some(family), Some(given)) => Some(Name::Person {
            family,
            given,
            particle: None,
            suffix,
        }),
        (Some(one), None) | (None, Some(one)) => Some(if has_han(&one) {
            parse_name(&one, NameOrder::FamilyFirst)
        } else if is_organisation(&one) {
            Name::literal(one)
        } else {
            // One word, as some peoples are called.
            Name::person(one, "")
        }),
        (None, None) => None,
    }
}

/// A whole name that somebody calls one of an organisation; a Han name of a person is
/// taken apart all the same.
pub(crate) fn whole_name(name: String) -> Name {
    if has_han(&name) {
        parse_name(&name, NameOrder::FamilyFirst)
    } else {
        Name::literal(name)
    }
}

/// "et al." as if it were somebody.
pub(crate) fn is_rest(name: &Name) -> bool {
    let whole = format!("{} {}", name.given(), name.family()).to_lowercase();
    matches!(
        whole.trim().trim_end_matches('.'),
        "et al" | "al et" | "…" | "others" | "and others" | "等" | "[et al" | "et al.]"
    )
}

/// The iD of `http://orcid.org/0000-0002-1825-0097`.
pub(crate) fn orcid(address: &str) -> Option<String> {
    let id = address.trim().rsplit('/').next()?.to_ascii_uppercase();
    let shape = id.len() == 19
        && id.char_indices().all(|(at, c)| match at {
            4 | 9 | 14 => c == '-',
            18 => c.is_ascii_digit() || c == 'X',
            _ => c.is_ascii_digit(),
        });
    shape.then_some(id)
}

/// Numbers of a scheme in a text; words beside them, such as "(print)", are left out.
fn numbers(scheme: &IdentifierScheme, text: &str) -> Vec<String> {
    let separators: &[char] = &[',', ';', '/', '|', ' ', '\n', '，', '；'];
    let parts = text.split(separators).map(str::trim);
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    match scheme {
        IdentifierScheme::Issn => parts
            .filter(|part| (7..=8).contains(&digits(part)))
            .map(normalise_issn)
            .collect(),
        IdentifierScheme::Isbn => {
            let found: Vec<String> = parts
                .filter(|part| (9..=13).contains(&digits(part)))
                .map(|part| part.trim_matches(|c: char| !c.is_ascii_alphanumeric()))
                .map(str::to_owned)
                .collect();
            // "978 3 16 148410 0"
            if found.is_empty() && (9..=13).contains(&digits(text)) {
                let number = text.split_whitespace().collect::<Vec<_>>().join("-");
                vec![number.trim_start_matches("ISBN-").to_owned()]
            } else {
                found
            }
        }
        _ => Some(text.trim())
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
            .into_iter()
            .collect(),
    }
}

/// An abstract of plain text: its language by its script, headings looked for, one
/// paragraph a line.
pub(crate) fn plain_abstract(text: &str, origin: Origin) -> Abstract {
    let lines: Vec<String> = text.lines().map(tidy).filter(|l| !l.is_empty()).collect();
    let joined = lines.join("\n");
    let from = crate::page::abstract_word(&joined);
    Abstract {
        lang: language_of(&joined),
        origin,
        sections: to_sections(&joined[from..], tidy),
    }
}

/// A section as markup set it: its heading means what the lexicon says.
pub(crate) fn section(label: Option<String>, paragraphs: Vec<String>) -> Section {
    let role = label
        .as_deref()
        .map(|label| role_of(label).unwrap_or(SectionRole::Other));
    Section {
        label,
        role,
        paragraphs,
    }
}

/// Takes all places from a reference: those of a text that nobody keeps.
pub fn without_places(reference: &mut Reference) {
    fn clear<T>(value: &mut Sourced<T>) {
        value.spans = Spans::new();
    }
    reference.language.iter_mut().for_each(clear);
    reference.texts.values_mut().flatten().for_each(clear);
    reference.abstracts.iter_mut().for_each(clear);
    reference.contributors.iter_mut().for_each(clear);
    reference.affiliations.iter_mut().for_each(clear);
    reference.dates.values_mut().for_each(clear);
    reference.scalars.values_mut().for_each(clear);
    reference.identifiers.iter_mut().for_each(clear);
    reference.urls.iter_mut().for_each(clear);
    reference.keywords.iter_mut().for_each(clear);
    reference.classifications.iter_mut().for_each(clear);
    reference.observations.iter_mut().for_each(clear);
}
