//! What one reference holds after it took in another.
//!
//! The home is this crate because both halves ask the same question: what is the same,
//! and what is not. It only builds the value; deciding to merge, recording it and undoing
//! it belong to the library.
//!
//! Rules, field by field. The kept side wins a conflict, unless a choice names the field;
//! nothing that the two disagree on is overwritten otherwise.
//! - Texts stand side by side by language. Of two spellings of one text in one language
//!   the better stays: better origin, then a known language, then not all in capitals,
//!   then the fuller name of a journal (the abbreviation moves to the short title), then
//!   the kept one.
//! - Abstracts: one for each language. Better origin, then headings, then length, then
//!   the kept one.
//! - Contributors: see [`people`].
//! - Dates and single values fill what is missing; a date that agrees and says more
//!   (day, month) replaces the shorter one.
//! - Identifiers, addresses, keywords, classifications, counts and unmapped fields are
//!   joined.
//! - The other's sources come behind the kept ones, and every value taken over points to
//!   its own.

mod conflicts;
mod people;

pub use conflicts::{FieldConflict, conflicts};

use diglot_model::{
    Abstract, CaptureSource, Date, Field, Keyword, LanguageTag, LocalizedText, Reference,
    ReferenceType, ScalarField, Source, Sourced, TextField,
};
use diglot_text::normalise::{
    containers_match, expand_pages, fold_container, fold_search, fold_title,
};
use std::collections::BTreeMap;

/// One of the two references of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// The reference that stays.
    #[default]
    Kept,
    /// The reference that goes.
    Other,
}

/// Fields in which a person preferred a side. A preferred side wins every conflict in the
/// field and every question of which is better; what only the other side has still stays.
pub type Choices = BTreeMap<Field, Side>;

/// The reference that `keep` becomes when it takes in `other`.
pub fn merge(keep: &Reference, other: &Reference, choices: &Choices) -> Reference {
    let mut out = keep.clone();
    pad_sources(&mut out);
    let mut other = other.clone();
    pad_sources(&mut other);
    rebase(&mut other, out.sources.len() as u16);
    out.sources.append(&mut other.sources);

    let side = |field: Field| choices.get(&field).copied();
    let prefers_other = |field: Field| side(field) == Some(Side::Other);
    if prefers_other(Field::Kind)
        || (out.kind == ReferenceType::Document && side(Field::Kind).is_none())
    {
        out.kind = other.kind;
    }
    if out.language.is_none() || (prefers_other(Field::Language) && other.language.is_some()) {
        out.language = other.language.take();
    }
    merge_texts(&mut out, &mut other, &side);
    out.abstracts = {
        let (first, second) = ordered(
            std::mem::take(&mut out.abstracts),
            std::mem::take(&mut other.abstracts),
            side(Field::Abstracts),
        );
        merge_abstracts(first, second, side(Field::Abstracts).is_some())
    };
    people::merge(&mut out, &mut other, side(Field::Contributors));
    for (field, date) in other.dates {
        let preferred = prefers_other(Field::Date(field));
        let pinned = side(Field::Date(field)).is_some();
        match out.dates.get(&field) {
            Some(kept) if !preferred && (pinned || !says_more(&date, kept)) => {}
            _ => {
                out.dates.insert(field, date);
            }
        }
    }
    for (field, value) in other.scalars {
        let preferred = prefers_other(Field::Scalar(field));
        let pinned = side(Field::Scalar(field)).is_some();
        match out.scalars.get(&field) {
            Some(kept)
                if !preferred
                    && (pinned || field != ScalarField::Page || !says_more_pages(&value, kept)) => {
            }
            _ => {
                out.scalars.insert(field, value);
            }
        }
    }
    let join = Join(&side);
    join.values(
        Field::Identifiers,
        &mut out.identifiers,
        other.identifiers,
        |a, b| a == b,
    );
    join.values(Field::Urls, &mut out.urls, other.urls, |a, b| a == b);
    join.values(
        Field::Keywords,
        &mut out.keywords,
        other.keywords,
        same_keyword,
    );
    join.values(
        Field::Classifications,
        &mut out.classifications,
        other.classifications,
        |a, b| a.scheme == b.scheme && a.code == b.code,
    );
    join.values(
        Field::Observations,
        &mut out.observations,
        other.observations,
        |a, b| a == b,
    );
    for link in other.links {
        if !out.links.contains(&link) {
            out.links.push(link);
        }
    }
    for edit in other.sentence_edits {
        if !out.sentence_edits.contains(&edit) {
            out.sentence_edits.push(edit);
        }
    }
    for field in other.unmapped {
        let known = out
            .unmapped
            .iter()
            .any(|u| (&u.format, &u.tag, &u.value) == (&field.format, &field.tag, &field.value));
        if !known {
            out.unmapped.push(field);
        }
    }
    out
}

/// Every index must have its source before others are put behind; a reference built
/// without sources gets one that says nothing.
fn pad_sources(reference: &mut Reference) {
    let mut most = 0;
    each_source(reference, &mut |index| most = most.max(*index));
    while reference.sources.len() <= usize::from(most) {
        reference
            .sources
            .push(Source::Capture(CaptureSource::default()));
    }
}

fn rebase(reference: &mut Reference, by: u16) {
    each_source(reference, &mut |index| *index = index.saturating_add(by));
}

fn each_source(reference: &mut Reference, f: &mut impl FnMut(&mut u16)) {
    reference.language.iter_mut().for_each(|v| f(&mut v.source));
    reference
        .texts
        .values_mut()
        .flatten()
        .for_each(|v| f(&mut v.source));
    reference
        .abstracts
        .iter_mut()
        .for_each(|v| f(&mut v.source));
    reference
        .contributors
        .iter_mut()
        .for_each(|v| f(&mut v.source));
    reference
        .affiliations
        .iter_mut()
        .for_each(|v| f(&mut v.source));
    reference.dates.values_mut().for_each(|v| f(&mut v.source));
    reference
        .scalars
        .values_mut()
        .for_each(|v| f(&mut v.source));
    reference
        .identifiers
        .iter_mut()
        .for_each(|v| f(&mut v.source));
    reference.urls.iter_mut().for_each(|v| f(&mut v.source));
    reference.keywords.iter_mut().for_each(|v| f(&mut v.source));
    reference
        .classifications
        .iter_mut()
        .for_each(|v| f(&mut v.source));
    reference
        .observations
        .iter_mut()
        .for_each(|v| f(&mut v.source));
    reference.unmapped.iter_mut().for_each(|v| f(&mut v.source));
}

/// The preferred side first.
fn ordered<T>(kept: T, other: T, side: Option<Side>) -> (T, T) {
    if side == Some(Side::Other) {
        (other, kept)
    } else {
        (kept, other)
    }
}

/// Joins lists of values.
struct Join<'a, F>(&'a F);

impl<F: Fn(Field) -> Option<Side>> Join<'_, F> {
    fn values<T>(
        &self,
        field: Field,
        kept: &mut Vec<Sourced<T>>,
        other: Vec<Sourced<T>>,
        same: impl Fn(&T, &T) -> bool,
    ) {
        let (mut first, second) = ordered(std::mem::take(kept), other, (self.0)(field));
        for value in second {
            if !first.iter().any(|known| same(&known.value, &value.value)) {
                first.push(value);
            }
        }
        *kept = first;
    }
}

fn same_keyword(a: &Keyword, b: &Keyword) -> bool {
    a.kind == b.kind
        && a.lang.same_language(&b.lang)
        && fold_search(&a.text) == fold_search(&b.text)
}

fn merge_texts(out: &mut Reference, other: &mut Reference, side: &impl Fn(Field) -> Option<Side>) {
    let mut shorts = Vec::new();
    for (field, values) in std::mem::take(&mut other.texts) {
        let choice = side(Field::Text(field));
        let (mut first, second) =
            ordered(out.texts.remove(&field).unwrap_or_default(), values, choice);
        for value in second {
            shorts.extend(take_text(field, &mut first, value, choice.is_some()));
        }
        out.texts.insert(field, first);
    }
    if !out.texts.contains_key(&TextField::ContainerTitleShort) {
        for short in shorts {
            out.add_text(TextField::ContainerTitleShort, short);
        }
    }
}

/// Puts a text into the list of its field; returns the abbreviation that a fuller
/// container title took the place of, or was taken for.
fn take_text(
    field: TextField,
    values: &mut Vec<Sourced<LocalizedText>>,
    value: Sourced<LocalizedText>,
    pinned: bool,
) -> Option<Sourced<LocalizedText>> {
    if values
        .iter()
        .any(|known| known.text == value.text && known.lang == value.lang)
    {
        return None;
    }
    let like = values
        .iter()
        .position(|known| same_slot(&known.lang, &value.lang) && same_text(field, known, &value));
    if let Some(at) = like {
        let better = !pinned && is_better(field, &value, &values[at]);
        let lesser = if better {
            std::mem::replace(&mut values[at], value)
        } else {
            value
        };
        let short = field == TextField::ContainerTitle
            && fold_container(&lesser.text).len() < fold_container(&values[at].text).len();
        return short.then_some(lesser);
    }
    let taken = values
        .iter()
        .any(|known| known.lang.same_language(&value.lang));
    // Notes stand side by side; a second title in one language would be a conflict.
    if !taken || matches!(field, TextField::Note | TextField::Funding) {
        values.push(value);
    }
    None
}

/// Whether two texts in one field are one text in two spellings.
fn same_text(field: TextField, a: &LocalizedText, b: &LocalizedText) -> bool {
    let squeezed = |text: &str| fold_title(text).replace(' ', "");
    if squeezed(&a.text) == squeezed(&b.text) {
        return true;
    }
    match field {
        TextField::ContainerTitle | TextField::ContainerTitleShort => {
            containers_match(&fold_container(&a.text), &fold_container(&b.text))
        }
        TextField::Title => crate::title::same_wording(&a.text, &b.text),
        _ => false,
    }
}

/// Simplified and traditional texts stand side by side; a text of unknown language is
/// compared with any.
fn same_slot(a: &LanguageTag, b: &LanguageTag) -> bool {
    let script = |tag: &LanguageTag| tag.as_str().split('-').nth(1).map(str::to_owned);
    let scripts_differ = a.is_chinese() && script(a) != script(b);
    *a == LanguageTag::UND || *b == LanguageTag::UND || (a.same_language(b) && !scripts_differ)
}

/// Whether a text is better than the one that stands; see the module's rules.
fn is_better(field: TextField, new: &LocalizedText, known: &LocalizedText) -> bool {
    let shouted = |t: &LocalizedText| {
        t.text.chars().any(char::is_uppercase) && !t.text.chars().any(char::is_lowercase)
    };
    let fullness = |t: &LocalizedText| {
        if field == TextField::ContainerTitle {
            fold_container(&t.text).len()
        } else {
            0
        }
    };
    let rank = |t: &LocalizedText| {
        (
            t.origin.rank(),
            t.lang != LanguageTag::UND,
            fullness(t),
            !shouted(t),
        )
    };
    rank(new) > rank(known)
}

fn merge_abstracts(
    mut first: Vec<Sourced<Abstract>>,
    second: Vec<Sourced<Abstract>>,
    pinned: bool,
) -> Vec<Sourced<Abstract>> {
    for value in second {
        if first.iter().any(|known| known.value == value.value) {
            continue;
        }
        match first
            .iter()
            .position(|known| same_abstract_slot(&known.lang, &value.lang))
        {
            Some(at) if !pinned && is_better_abstract(&value, &first[at]) => first[at] = value,
            Some(_) => {}
            None => first.push(value),
        }
    }
    first
}

/// An abstract of unknown language has a place of its own: nothing shows that it is the same.
fn same_abstract_slot(a: &LanguageTag, b: &LanguageTag) -> bool {
    a == b || (*a != LanguageTag::UND && *b != LanguageTag::UND && same_slot(a, b))
}

fn is_better_abstract(new: &Abstract, known: &Abstract) -> bool {
    let rank = |a: &Abstract| a.origin.rank();
    if rank(new) != rank(known) {
        return rank(new) > rank(known);
    }
    let length = |a: &Abstract| -> usize {
        let paragraphs = a.sections.iter().flat_map(|s| &s.paragraphs);
        paragraphs.map(|p| p.chars().count()).sum()
    };
    let labelled = |a: &Abstract| a.sections.iter().filter(|s| s.label.is_some()).count() > 1;
    let (new_length, known_length) = (length(new), length(known));
    // Headings count for more than a tenth of the text, not for a text cut short.
    let near = new_length * 10 >= known_length * 9 && known_length * 10 >= new_length * 9;
    if near && labelled(new) != labelled(known) {
        return labelled(new);
    }
    !near && new_length > known_length
}

/// Whether a date agrees with another and is more exact.
fn says_more(new: &Date, known: &Date) -> bool {
    let (Some(a), Some(b)) = (new.start, known.start) else {
        return new.start.is_some() && known.end.is_none();
    };
    a.year == b.year
        && known.end.is_none()
        && !new.approximate
        && b.season.is_none()
        && match (b.month, b.day) {
            (None, _) => a.month.is_some() || a.season.is_some() || known.approximate,
            (month, None) => a.month == month && a.day.is_some(),
            _ => false,
        }
}

/// Whether a range of pages begins at the one page that is known.
fn says_more_pages(new: &str, known: &str) -> bool {
    match (expand_pages(new), expand_pages(known)) {
        (Some((start, end)), Some((first, last))) => start == first && first == last && end > last,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
