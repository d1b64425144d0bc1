//! The values of an item's members.

use crate::csl_json::json::{AnyMembers, Json};
use diglot_model::{
    Abstract, CaptureSource, Classification, ClassificationScheme, Contributor, Date, DatePoint,
    IdentifierScheme, KeywordKind, LanguageTag, LocalizedText, Name, Origin, Reference, Section,
    Source, Sourced, Span, UnmappedField,
};
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) fn name(json: &mut Json, name: &Name, lang: Option<&LanguageTag>) {
    json.object(|out| match name {
        Name::Literal { literal } => {
            if let Some(lang) = lang {
                out.string("lang", lang.as_str());
            }
            out.string("literal", literal);
        }
        Name::Person {
            family,
            given,
            particle,
            suffix,
        } => {
            out.string("family", family);
            if !given.is_empty() {
                out.string("given", given);
            }
            if let Some(lang) = lang {
                out.string("lang", lang.as_str());
            }
            if let Some(particle) = particle {
                out.string("non-dropping-particle", particle);
            }
            if let Some(suffix) = suffix {
                out.string("suffix", suffix);
            }
        }
    });
}

pub(super) fn csl_date(json: &mut Json, date: &Date) {
    json.object(|out| {
        if date.approximate {
            out.put("circa", |json| json.bool(true));
        }
        let mut points = date.start.iter().chain(&date.end).peekable();
        if points.peek().is_some() {
            out.put("date-parts", |json| {
                json.array(points, |json, point: &DatePoint| {
                    let month = point.month.map(i32::from);
                    let day = point.day.map(i32::from);
                    json.array(
                        [point.year].into_iter().chain(month).chain(day),
                        Json::number,
                    );
                });
            });
        }
        if let Some(literal) = &date.literal {
            out.string("literal", literal);
        }
        if let Some(season) = date.start.and_then(|p| p.season) {
            out.put("season", |json| json.number(season.number()));
        }
    });
}

pub(super) fn keyword_kind(kind: KeywordKind) -> &'static str {
    match kind {
        KeywordKind::Author => "author",
        KeywordKind::Index => "index",
        KeywordKind::Mesh => "mesh",
        KeywordKind::Subject => "subject",
    }
}

pub(super) fn texts(
    json: &mut Json,
    values: &[Sourced<LocalizedText>],
    origin: bool,
    provenance: bool,
) {
    json.array(values, |json, t| {
        let with_origin = origin || t.origin != Origin::Unknown;
        let machine = match &t.origin {
            Origin::Machine { engine, date } if with_origin => Some((engine, date)),
            _ => None,
        };
        json.object(|out| {
            if let Some((engine, date)) = machine {
                out.string("date", date);
                out.string("engine", engine);
            }
            out.string("lang", t.lang.as_str());
            if with_origin {
                out.string("origin", t.origin.name());
            }
            if provenance {
                out.put("source", |json| json.number(t.source));
            }
            out.string("text", &t.text);
        });
    });
}

/// As [`Abstract::plain`] has it.
pub(super) fn plain_abstract(json: &mut Json, a: &Abstract) {
    json.string_of(|parts| {
        let mut first = true;
        for section in &a.sections {
            for (i, paragraph) in section.paragraphs.iter().enumerate() {
                if !first {
                    parts.push("\n");
                }
                if let (0, Some(label)) = (i, &section.label) {
                    parts.push(label);
                    parts.push(if a.lang.is_chinese() { "：" } else { ": " });
                    first = false;
                }
                first &= paragraph.is_empty();
                parts.push(paragraph);
            }
        }
    });
}

pub(super) fn abstract_value(json: &mut Json, a: &Sourced<Abstract>, provenance: bool) {
    json.object(|out| {
        if let Origin::Machine { engine, date } = &a.origin {
            out.string("date", date);
            out.string("engine", engine);
        }
        out.string("lang", a.lang.as_str());
        out.string("origin", a.origin.name());
        out.put("sections", |json| json.array(&a.sections, section));
        if provenance {
            out.put("source", |json| json.number(a.source));
        }
    });
}

fn section(json: &mut Json, section: &Section) {
    json.object(|out| {
        if let Some(label) = &section.label {
            out.string("label", label);
        }
        out.put("paragraphs", |json| {
            json.strings(section.paragraphs.iter().map(String::as_str));
        });
        if let Some(role) = section.role {
            out.string("role", role.name());
        }
    });
}

pub(super) fn variants(json: &mut Json, contributor: &Sourced<Contributor>) {
    json.array(&contributor.names, |json, variant| {
        name(json, &variant.name, variant.lang.as_ref());
    });
}

pub(super) fn unmapped(json: &mut Json, field: &UnmappedField) {
    json.object(|out| {
        out.string("format", &field.format);
        out.string("tag", &field.tag);
        out.string("value", &field.value);
    });
}

/// Lists of registrations; of DOIs, ISBNs and ISSNs where there are several, as a single one
/// stands in its CSL field alone; the others by their names.
pub(super) fn identifiers<'a>(out: &mut AnyMembers<'_, 'a>, reference: &'a Reference) {
    const REGISTRATIONS: &str = "registrations";
    let all = &reference.identifiers;
    let key = |scheme: &'a IdentifierScheme| match scheme {
        IdentifierScheme::Registration => (REGISTRATIONS, true),
        IdentifierScheme::Doi => ("dois", true),
        IdentifierScheme::Isbn => ("isbns", true),
        IdentifierScheme::Issn => ("issns", true),
        IdentifierScheme::Pmid => ("pmid", false),
        IdentifierScheme::Pmcid => ("pmcid", false),
        other => (other.name(), false),
    };
    // For each key, and whether it is that of a list: where it stands and how many values it
    // has. A list stands where its first value does; of others the last value is written.
    let mut places: BTreeMap<(&str, bool), (usize, usize)> = BTreeMap::new();
    for (at, id) in all.iter().enumerate() {
        let (place, count) = places.entry(key(&id.scheme)).or_insert((at, 0));
        *count += 1;
        if !key(&id.scheme).1 {
            *place = at;
        }
    }
    places.retain(|(key, listed), (_, count)| !*listed || *count > 1 || *key == REGISTRATIONS);
    if places.is_empty() {
        return;
    }
    out.put("identifiers", |json| {
        json.object_in_order(|out| {
            for ((key, listed), (at, _)) in &places {
                // A database may be called as a list is: then the earlier one stands.
                let other = places.get(&(*key, !listed));
                if other.is_some_and(|(other, _)| other < at) {
                    continue;
                }
                out.put_foreign(*key, |json| {
                    if *listed {
                        json.strings(reference.identifiers_of(&all[*at].scheme));
                    } else {
                        json.string(&all[*at].value.value);
                    }
                });
            }
        });
    });
}

pub(super) fn classification(json: &mut Json, reference: &Reference) {
    let key = |scheme: &'_ ClassificationScheme| match scheme {
        ClassificationScheme::Clc => "clc".to_owned(),
        ClassificationScheme::Discipline => "discipline".to_owned(),
        ClassificationScheme::Other(name) => name.clone(),
    };
    let mut same: BTreeMap<String, Vec<&Classification>> = BTreeMap::new();
    for c in &reference.classifications {
        same.entry(key(&c.scheme)).or_default().push(c);
    }
    json.object_in_order(|out| {
        for (name, same) in same {
            out.put_foreign(name, |json| {
                json.array(same, |json, c| {
                    json.object(|out| {
                        out.string("code", &c.code);
                        if let Some(label) = &c.label {
                            out.string("label", label);
                        }
                    });
                });
            });
        }
    });
}

/// A source with the places of its values, in bytes of the capture's decoded text.
pub(super) fn source(json: &mut Json, reference: &Reference, index: u16, source: &Source) {
    match source {
        Source::Capture(capture) => capture_value(json, reference, index, capture),
        Source::Lookup { service, at } => json.object(|out| {
            out.string("at", at);
            out.string("service", service);
        }),
        Source::Edit { at } => json.object(|out| out.string("edited", at)),
        Source::Paste { at } => json.object(|out| out.string("pasted", at)),
        Source::Translation { engine, at } => json.object(|out| {
            out.string("engine", engine);
            out.string("translated", at);
        }),
    }
}

fn capture_value(json: &mut Json, reference: &Reference, index: u16, capture: &CaptureSource) {
    json.object(|out| {
        if let Some(batch) = &capture.batch {
            out.put("batch", |json| json.value(batch));
        }
        out.string("encoding", &capture.encoding);
        if let Some(file) = &capture.file {
            out.string("file", file);
        }
        out.string("format", &capture.format);
        if let Some(rank) = capture.listed_rank {
            out.put("listed_rank", |json| json.number(rank));
        }
        if let Some(total) = capture.listed_total {
            out.put("listed_total", |json| json.number(total));
        }
        if let Some(notice) = &capture.notice {
            out.string("notice", notice);
        }
        out.put("record", |json| json.number(capture.record));
        if let Some(site) = &capture.site {
            out.string("site", site);
        }
        out.put("spans", |json| spans(json, reference, index, capture.start));
    });
}

/// The places of each field's values.
fn spans(json: &mut Json, reference: &Reference, index: u16, start: u64) {
    let mut found: Vec<&[Span]> = Vec::with_capacity(32);
    // The values of a field mostly follow each other: there are fewer runs than values.
    let mut runs: Vec<(&str, Range<usize>)> = Vec::with_capacity(16);
    reference.each_value(|field, at, spans| {
        if at != index || spans.is_empty() {
            return;
        }
        match runs.last_mut() {
            Some((last, run)) if *last == field => run.end += 1,
            _ => runs.push((field, found.len()..found.len() + 1)),
        }
        found.push(spans);
    });
    runs.sort_by_key(|(field, _)| *field);
    json.object(|out| {
        for same in runs.chunk_by(|a, b| a.0 == b.0) {
            let values = same.iter().flat_map(|(_, run)| &found[run.clone()]);
            out.put_foreign(same[0].0, |json| {
                json.array(values.copied().flatten(), |json, span| {
                    let [from, to] = [span.start, span.end].map(|at| start + u64::from(at));
                    json.pair(from, to);
                });
            });
        }
    });
}
