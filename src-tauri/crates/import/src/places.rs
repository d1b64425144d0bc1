//! Where the values of references stand in a text, and a text cut into them.

use diglot_model::{LanguageTag, Reference, Source, Sourced, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// The place of a value in the record of a reference's first source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The value's field by its name in files: `title`, `author`, `DOI`.
    pub field: String,
    /// The language of the value, if it has one.
    pub lang: Option<LanguageTag>,
    /// The bytes, counted from the start of the record.
    pub span: Span,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Index of the record that it is part of, among those handed in.
    pub record: Option<usize>,
    /// The field whose value stands there; none where the text was left out.
    pub field: Option<String>,
    /// The language of the value, if it has one.
    pub lang: Option<LanguageTag>,
}

/// The places of all values that came from the first source, as far as they have one.
pub fn places(reference: &Reference) -> Vec<Place> {
    let mut out = Vec::new();
    let mut add = |field: &str, lang: Option<&LanguageTag>, source: u16, spans: &[Span]| {
        if source == 0 {
            out.extend(spans.iter().map(|span| Place {
                field: field.to_owned(),
                lang: lang.cloned(),
                span: *span,
            }));
        }
    };
    // The values with a language apart: `each_value` does not tell it.
    for (field, values) in &reference.texts {
        for v in values {
            add(field.name(), Some(&v.lang), v.source, &v.spans);
        }
    }
    for v in &reference.abstracts {
        add("abstract", Some(&v.lang), v.source, &v.spans);
    }
    for v in &reference.affiliations {
        add("affiliation", Some(&v.lang), v.source, &v.spans);
    }
    for v in &reference.keywords {
        add("keyword", Some(&v.lang), v.source, &v.spans);
    }
    for v in &reference.contributors {
        let lang = v.names.first().and_then(|name| name.lang.as_ref());
        add(v.role.name(), lang, v.source, &v.spans);
    }
    let told: BTreeSet<&str> = reference
        .texts
        .keys()
        .map(|field| field.name())
        .chain(["abstract", "affiliation", "keyword"])
        .chain(reference.contributors.iter().map(|c| c.role.name()))
        .collect();
    reference.each_value(|field, source, spans| {
        if !told.contains(field) {
            add(field, None, source, spans);
        }
    });
    out
}

/// Calls a closure with the source and the places of every value.
pub(crate) fn each_place_mut(reference: &mut Reference, f: &mut impl FnMut(u16, &mut [Span])) {
    fn all<'v, T: 'v>(
        values: impl IntoIterator<Item = &'v mut Sourced<T>>,
        f: &mut impl FnMut(u16, &mut [Span]),
    ) {
        for value in values {
            f(value.source, &mut value.spans);
        }
    }
    let r = reference;
    all(&mut r.language, f);
    all(r.texts.values_mut().flatten(), f);
    all(&mut r.abstracts, f);
    all(&mut r.contributors, f);
    all(&mut r.affiliations, f);
    all(r.dates.values_mut(), f);
    all(r.scalars.values_mut(), f);
    all(&mut r.identifiers, f);
    all(&mut r.urls, f);
    all(&mut r.keywords, f);
    all(&mut r.classifications, f);
    all(&mut r.observations, f);
}

/// The bytes of the record that a reference was read from.
pub fn record_of(reference: &Reference) -> Option<Range<usize>> {
    match reference.sources.first()? {
        Source::Capture(capture) => Some(capture.start as usize..capture.end as usize),
        _ => None,
    }
}

/// A candidate for the colour of a place; of several the one with the smallest key wins:
/// values before whole records, then the shorter, then the earlier.
struct Paint {
    range: Range<usize>,
    record: usize,
    value: Option<Place>,
}

/// Cuts a text into segments that follow each other without gap and cover it: values,
/// what of records is no value, and what is in no record. Where several values stand, the
/// shortest shows: the registration within the abstract.
pub fn segments(text: &str, references: &[&Reference]) -> Vec<Segment> {
    let paints = paints(text, references);
    let mut edges: Vec<(usize, bool, usize)> = Vec::with_capacity(paints.len() * 2);
    for (index, paint) in paints.iter().enumerate() {
        edges.push((paint.range.start, true, index));
        edges.push((paint.range.end, false, index));
    }
    edges.sort_unstable();
    let key = |index: usize| {
        let paint = &paints[index];
        (paint.value.is_none(), paint.range.len(), index)
    };
    let mut open: BTreeSet<(bool, usize, usize)> = BTreeSet::new();
    let mut out: Vec<Segment> = Vec::new();
    let mut at = 0;
    for (position, opens, index) in edges {
        if position > at {
            push(&mut out, at..position, open.first().map(|k| &paints[k.2]));
            at = position;
        }
        if opens {
            open.insert(key(index));
        } else {
            open.remove(&key(index));
        }
    }
    if at < text.len() {
        push(&mut out, at..text.len(), None);
    }
    out
}

fn paints(text: &str, references: &[&Reference]) -> Vec<Paint> {
    let mut out = Vec::new();
    let mut add = |range: Range<usize>, record: usize, value: Option<Place>| {
        if range.start < range.end && text.get(range.clone()).is_some() {
            out.push(Paint {
                range,
                record,
                value,
            });
        }
    };
    for (record, reference) in references.iter().enumerate() {
        let Some(whole) = record_of(reference) else {
            continue;
        };
        for place in places(reference) {
            let at = place.span.range();
            add(
                whole.start + at.start..whole.start + at.end,
                record,
                Some(place),
            );
        }
        add(whole, record, None);
    }
    out
}

/// Adds a segment, or lengthens the last when it is of the same value.
fn push(out: &mut Vec<Segment>, range: Range<usize>, paint: Option<&Paint>) {
    let record = paint.map(|p| p.record);
    let place = paint.and_then(|p| p.value.as_ref());
    if let Some(last) = out.last_mut()
        && last.record == record
        && last.field.as_deref() == place.map(|p| p.field.as_str())
        && last.lang.as_ref() == place.and_then(|p| p.lang.as_ref())
    {
        last.end = range.end;
        return;
    }
    out.push(Segment {
        start: range.start,
        end: range.end,
        record,
        field: place.map(|p| p.field.clone()),
        lang: place.and_then(|p| p.lang.clone()),
    });
}
