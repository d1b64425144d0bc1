//! What somebody types becomes a value, with that edit as its source.

use super::dates::typed_date;
use super::people::{NewPeople, role_of};
use super::values::{language_of_typed, typed_identifier, typed_language, typed_url};
use crate::attach::read_abstract;
use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_model::{
    Abstract, DateField, IdentifierScheme, Keyword, KeywordKind, LanguageTag, LocalizedText,
    Origin, Reference, ReferenceType, ScalarField, Section, Source, Sourced, TextField,
};
use diglot_store::{OperationId, ReferenceId};
use std::collections::BTreeMap;

/// What somebody typed for one value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    /// The field, as in [`super::FieldLine::key`]; `type` for the kind of work.
    pub key: String,
    /// The language of a text; judged by its script when absent.
    pub lang: Option<LanguageTag>,
    /// Which value of the field, from 0; one past the last adds one.
    pub index: usize,
    /// The new value; empty removes it.
    pub text: String,
}

impl Library {
    /// Sets one value of a field to what somebody typed, as one operation. Returns
    /// nothing when nothing differed.
    pub fn edit_field(&mut self, id: ReferenceId, edit: &FieldEdit) -> Result<Option<OperationId>> {
        let stored = self.store.get_present(id)?;
        let after = edited(&stored.reference, edit, now())?;
        self.replace(id, &after)
    }

    /// Adds people to a reference, as one operation.
    pub fn add_people(&mut self, id: ReferenceId, new: &NewPeople) -> Result<Option<OperationId>> {
        let stored = self.store.get_present(id)?;
        let after = with_people(&stored.reference, new, now())?;
        self.replace(id, &after)
    }
}

/// Now, RFC 3339.
fn now() -> String {
    format!("{:.3}", jiff::Timestamp::now())
}

/// The reference with one value typed anew; the value's source is that edit.
pub(super) fn edited(reference: &Reference, edit: &FieldEdit, at: String) -> Result<Reference> {
    let this_year = at.get(..4).and_then(|year| year.parse().ok());
    by_hand(reference, at, |typed, after| {
        let text = edit.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let typed = Typed {
            index: edit.index,
            ..typed
        };
        typed
            .value(after, edit, &text, this_year)
            .map_err(|problem| match problem {
                Some(problem) => LibraryError::NotAValue {
                    field: edit.key.clone(),
                    text,
                    problem,
                },
                None => LibraryError::NotEditable(edit.key.clone()),
            })
    })
}

/// The reference with more people.
pub(super) fn with_people(reference: &Reference, new: &NewPeople, at: String) -> Result<Reference> {
    let role = role_of(&new.role).ok_or_else(|| LibraryError::NotEditable(new.role.clone()))?;
    by_hand(reference, at, |typed, after| {
        typed
            .new_people(after, role, new)
            .map_err(|(problem, text)| LibraryError::NotAValue {
                field: new.role.clone(),
                text,
                problem,
            })
    })
}

/// A reference that somebody changed; unless a value has the edit as its source, it is not
/// kept among them.
fn by_hand(
    reference: &Reference,
    at: String,
    change: impl FnOnce(Typed, &mut Reference) -> Result<()>,
) -> Result<Reference> {
    let mut after = reference.clone();
    after.sources.push(Source::Edit { at });
    let source = u16::try_from(after.sources.len() - 1).unwrap_or_default();
    change(Typed { source, index: 0 }, &mut after)?;
    let sources = std::mem::take(&mut after.sources);
    let same = after
        == Reference {
            sources: Vec::new(),
            ..reference.clone()
        };
    if same {
        return Ok(reference.clone());
    }
    after.sources = sources;
    let mut used = false;
    after.each_value(|_, at, _| used |= at == source);
    if !used {
        after.sources.pop();
    }
    Ok(after)
}

/// What is wrong with a text; `None` when the field is not one that can be typed.
type Wrong = Option<&'static str>;

/// A typed value: its source, and which of the field's values it replaces.
pub(super) struct Typed {
    source: u16,
    index: usize,
}

impl Typed {
    pub(super) fn of<T>(&self, value: T) -> Sourced<T> {
        Sourced {
            source: self.source,
            ..Sourced::bare(value)
        }
    }

    /// Sets, adds or removes a value of whichever field it is.
    fn value(
        &self,
        after: &mut Reference,
        edit: &FieldEdit,
        text: &str,
        this_year: Option<i32>,
    ) -> std::result::Result<(), Wrong> {
        let key = edit.key.as_str();
        if let Some(field) = TextField::ALL.iter().find(|field| field.name() == key) {
            self.text(after, *field, edit, text)?;
        } else if let Some(field) = ScalarField::ALL.iter().find(|field| field.name() == key) {
            let value = (!text.is_empty()).then(|| text.to_owned());
            self.only(&mut after.scalars, *field, value);
        } else if let Some(field) = DateField::ALL.iter().find(|field| field.name() == key) {
            let value = match text {
                "" => None,
                text => Some(typed_date(text, this_year)?),
            };
            self.only(&mut after.dates, *field, value);
        } else if let Some(role) = role_of(key) {
            self.people(after, role, text);
        } else {
            match key {
                "type" => after.kind = ReferenceType::from_csl_name(text).ok_or("type")?,
                "abstract" => self.abstract_(after, edit)?,
                "keyword" => self.keywords(after, edit)?,
                "language" if text.is_empty() => after.language = None,
                "language" => after.language = Some(self.of(typed_language(text)?)),
                "URL" => {
                    let value = match text {
                        "" => String::new(),
                        text => typed_url(text)?,
                    };
                    self.put(&mut after.urls, value, text.is_empty());
                }
                scheme => {
                    let scheme = scheme_of(after, scheme).ok_or(None)?;
                    self.identifier(after, &scheme, text)?;
                }
            }
        }
        Ok(())
    }

    /// The one value of a field that has one.
    fn only<K: Ord, T: PartialEq>(
        &self,
        values: &mut BTreeMap<K, Sourced<T>>,
        key: K,
        value: Option<T>,
    ) {
        match value {
            None => {
                values.remove(&key);
            }
            Some(value) if values.get(&key).is_some_and(|old| old.value == value) => {}
            Some(value) => {
                values.insert(key, self.of(value));
            }
        }
    }

    fn put<T: PartialEq>(&self, values: &mut Vec<Sourced<T>>, value: T, empty: bool) {
        match values.get_mut(self.index) {
            Some(_) if empty => {
                values.remove(self.index);
            }
            Some(old) if old.value == value => {}
            Some(old) => *old = self.of(value),
            None if empty => {}
            None => values.push(self.of(value)),
        }
    }

    fn text(
        &self,
        after: &mut Reference,
        field: TextField,
        edit: &FieldEdit,
        text: &str,
    ) -> std::result::Result<(), &'static str> {
        let values = after.texts.entry(field).or_default();
        let old = values.get(self.index);
        if old.is_none_or(|old| old.text != text) {
            let strict = old.is_none();
            let value = LocalizedText {
                lang: language_of_typed(text, edit.lang.as_ref(), strict && !text.is_empty())?,
                text: text.to_owned(),
                origin: Origin::User,
            };
            self.put(values, value, text.is_empty());
        }
        if after.texts(field).is_empty() {
            after.texts.remove(&field);
        }
        Ok(())
    }

    /// An abstract keeps its lines: each is a paragraph.
    fn abstract_(
        &self,
        after: &mut Reference,
        edit: &FieldEdit,
    ) -> std::result::Result<(), &'static str> {
        let lines: Vec<String> = edit
            .text
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        let text = lines.join("\n");
        let old = after.abstracts.get(self.index);
        if old.is_some_and(|old| old.plain() == text) {
            return Ok(());
        }
        let strict = old.is_none() && !text.is_empty();
        let lang = language_of_typed(&text, edit.lang.as_ref(), strict)?;
        let known = old.map_or(&[][..], |old| &old.sections[..]);
        let value = Abstract {
            origin: Origin::User,
            sections: sections_of(&lines, known, &lang),
            lang,
        };
        self.put(&mut after.abstracts, value, text.is_empty());
        Ok(())
    }

    /// One keyword, or several at once where one is added.
    fn keywords(
        &self,
        after: &mut Reference,
        edit: &FieldEdit,
    ) -> std::result::Result<(), &'static str> {
        let old = after.keywords.get(self.index);
        let kind = old.map_or(KeywordKind::Author, |old| old.kind);
        let is_new = old.is_none();
        let words = if is_new {
            split_keywords(&edit.text)
        } else {
            vec![edit.text.split_whitespace().collect::<Vec<_>>().join(" ")]
        };
        let mut index = self.index;
        for text in words {
            let empty = text.is_empty();
            let keyword = Keyword {
                lang: match &edit.lang {
                    // Latin names stand among Chinese keywords, too.
                    Some(said) if is_new && said.is_chinese() => said.clone(),
                    said => language_of_typed(&text, said.as_ref(), false)?,
                },
                text,
                kind,
            };
            let known = |old: &Sourced<Keyword>| old.text == keyword.text;
            if is_new && after.keywords.iter().any(known) {
                continue;
            }
            Self { index, ..*self }.put(&mut after.keywords, keyword, empty);
            index = after.keywords.len();
        }
        Ok(())
    }

    fn identifier(
        &self,
        after: &mut Reference,
        scheme: &IdentifierScheme,
        text: &str,
    ) -> std::result::Result<(), &'static str> {
        let places: Vec<usize> = (0..after.identifiers.len())
            .filter(|place| after.identifiers[*place].scheme == *scheme)
            .collect();
        let at = Self {
            source: self.source,
            index: places
                .get(self.index)
                .copied()
                .unwrap_or(after.identifiers.len()),
        };
        if text.is_empty() {
            if at.index < after.identifiers.len() {
                after.identifiers.remove(at.index);
            }
            return Ok(());
        }
        let value = typed_identifier(scheme, text)?;
        at.put(&mut after.identifiers, value, false);
        Ok(())
    }
}

/// The scheme of a field's name: a known one, or one that the reference has.
fn scheme_of(reference: &Reference, name: &str) -> Option<IdentifierScheme> {
    [
        IdentifierScheme::Doi,
        IdentifierScheme::Pmid,
        IdentifierScheme::Pmcid,
        IdentifierScheme::Arxiv,
        IdentifierScheme::Isbn,
        IdentifierScheme::Issn,
        IdentifierScheme::Registration,
    ]
    .into_iter()
    .chain(reference.identifiers.iter().map(|id| id.scheme.clone()))
    .find(|scheme| scheme.name() == name)
}

/// Keywords in one text: between semicolons where there are any, else between commas.
fn split_keywords(text: &str) -> Vec<String> {
    let semicolons = text.contains([';', '；']);
    let ends = |c: char| match c {
        ';' | '；' | '\n' => true,
        ',' | '，' | '、' => !semicolons,
        _ => false,
    };
    text.split(ends)
        .map(|word| word.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The lines of an abstract as its sections. Headings that it had stay headings, whatever
/// they are; in a new text they are found as in any other.
fn sections_of(lines: &[String], known: &[Section], lang: &LanguageTag) -> Vec<Section> {
    let heading_of = |line: &str| {
        known.iter().find_map(|section| {
            let label = section.label.as_deref()?;
            let rest = line.strip_prefix(label)?.strip_prefix([':', '：'])?;
            Some((section, rest.trim().to_owned()))
        })
    };
    if lines.iter().any(|line| heading_of(line).is_some()) {
        let mut sections: Vec<Section> = Vec::new();
        for line in lines {
            match (heading_of(line), sections.last_mut()) {
                (Some((known, rest)), _) => sections.push(Section {
                    paragraphs: vec![rest],
                    ..known.clone()
                }),
                (None, Some(section)) => section.paragraphs.push(line.clone()),
                (None, None) => sections.push(Section {
                    paragraphs: vec![line.clone()],
                    ..Section::default()
                }),
            }
        }
        for section in &mut sections {
            section.paragraphs.retain(|paragraph| !paragraph.is_empty());
        }
        sections.retain(|section| !section.paragraphs.is_empty());
        return sections;
    }
    match read_abstract(&lines.join("\n"), lang) {
        Some(read) => read.sections,
        None => vec![Section {
            paragraphs: lines.to_vec(),
            ..Section::default()
        }],
    }
}
