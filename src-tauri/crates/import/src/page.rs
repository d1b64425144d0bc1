//! HTML pages: what their markup says about works, with what their text adds.
//!
//! Citation tags win for what they give; the text brings what they rarely have: the second
//! language, the sections of an abstract, affiliations. A page without any such tags is
//! read by its text alone. Places count in the HTML, so values of the text have none.

use crate::html::text_of_html;
use diglot_formats::{FormatName, Reading, Record, detect_all, read, without_places};
use diglot_model::{Abstract, PageRelation, Reference, Sourced, TextField};
use diglot_text::normalise::fold_title;

/// Reads a page.
pub(crate) fn read_page(html: &str) -> Reading {
    let mut reading = read(html, FormatName::Html);
    // A list of works: what stands around it is about none of them.
    if reading.records.len() > 1 {
        return reading;
    }
    let text = text_of_html(html);
    let Some(mut told) = read_text(&text) else {
        return reading;
    };
    for record in &mut told.records {
        without_places(&mut record.reference);
        record.range = 0..html.len();
    }
    let Some(stated) = reading.records.first_mut() else {
        told.diagnostics.iter_mut().for_each(|d| d.span = None);
        return told;
    };
    let Some(main) = main_of(&told, &stated.reference) else {
        return reading;
    };
    let record = &told.records[main];
    complete(&mut stated.reference, &record.reference);
    stated.site.clone_from(&record.site);
    stated.notice.clone_from(&record.notice);
    stated.listed_total = record.listed_total;
    stated.relation = record.relation;
    let listed = told.records.into_iter().enumerate();
    let listed = listed.filter(|(at, record)| {
        *at != main && record.relation == Some(PageRelation::Related) && record.main == Some(main)
    });
    let listed: Vec<Record> = listed
        .map(|(_, record)| Record {
            main: Some(0),
            ..record
        })
        .collect();
    reading.records.extend(listed);
    reading
}

/// What the readers find in a page's text.
fn read_text(text: &str) -> Option<Reading> {
    let formats = detect_all(text).into_iter().map(|d| d.format);
    formats
        .filter(|format| *format != FormatName::Html)
        .map(|format| read(text, format))
        .find(|reading| !reading.records.is_empty())
}

/// The record of the text that is about the same work as the tags.
fn main_of(told: &Reading, stated: &Reference) -> Option<usize> {
    let records = &told.records;
    let same = |record: &Record| {
        let other = &record.reference;
        let titles = |r: &Reference| -> Vec<String> {
            let all = r.texts(TextField::Title).iter();
            all.map(|t| fold_title(&t.text)).collect()
        };
        let (mine, theirs) = (titles(stated), titles(other));
        let title = mine.iter().any(|m| {
            theirs.iter().any(|t| {
                m == t || !t.is_empty() && m.starts_with(t.as_str()) || t.starts_with(m.as_str())
            })
        });
        let doi = stated.doi().is_some() && stated.doi() == other.doi();
        title || doi || theirs.is_empty() && record.relation == Some(PageRelation::Main)
    };
    records
        .iter()
        .position(|r| r.relation == Some(PageRelation::Main) && same(r))
        .or_else(|| records.iter().position(same))
}

/// Gives a reference what it lacks and the other has.
fn complete(stated: &mut Reference, told: &Reference) {
    for (field, values) in &told.texts {
        let known = stated.texts(*field);
        let in_languages = matches!(field, TextField::Title | TextField::ContainerTitle);
        let new: Vec<_> = values
            .iter()
            .filter(|v| {
                known.is_empty()
                    || in_languages && !known.iter().any(|k| k.lang.same_language(&v.lang))
            })
            .cloned()
            .collect();
        for value in new {
            stated.add_text(*field, value);
        }
    }
    for value in &told.abstracts {
        take_abstract(stated, value);
    }
    if stated.contributors.is_empty() {
        stated.contributors.clone_from(&told.contributors);
        stated.affiliations.clone_from(&told.affiliations);
        stated.contributors_complete = told.contributors_complete;
    } else if stated.affiliations.is_empty() && stated.contributors.len() == told.contributors.len()
    {
        stated.affiliations.clone_from(&told.affiliations);
        for (person, other) in stated.contributors.iter_mut().zip(&told.contributors) {
            person.affiliations.clone_from(&other.affiliations);
        }
    }
    for (field, value) in &told.dates {
        stated.dates.entry(*field).or_insert_with(|| value.clone());
    }
    for (field, value) in &told.scalars {
        stated
            .scalars
            .entry(*field)
            .or_insert_with(|| value.clone());
    }
    for identifier in &told.identifiers {
        let taken = stated
            .identifiers
            .iter()
            .any(|i| i.scheme == identifier.scheme);
        let several = identifier.scheme == diglot_model::IdentifierScheme::Registration;
        if !taken || several {
            stated.add_identifier(identifier.clone());
        }
    }
    if stated.keywords.is_empty() {
        stated.keywords.clone_from(&told.keywords);
    }
    stated
        .classifications
        .extend(told.classifications.iter().cloned());
    stated
        .observations
        .extend(told.observations.iter().cloned());
}

/// An abstract in a language that has none is taken; so is one that goes on where the other
/// was cut off, or that has its sections.
fn take_abstract(stated: &mut Reference, told: &Sourced<Abstract>) {
    let known = stated
        .abstracts
        .iter_mut()
        .find(|a| a.lang.same_language(&told.lang));
    let Some(known) = known else {
        stated.abstracts.push(told.clone());
        return;
    };
    let (mine, theirs) = (known.plain(), told.plain());
    let cut = mine.trim_end().ends_with(['…', '.'])
        && (mine.trim_end().ends_with("...") || mine.trim_end().ends_with('…'));
    let sections =
        told.sections.len() > known.sections.len() && theirs.len() * 10 >= mine.len() * 9;
    if theirs.len() > mine.len() && (cut || theirs.len() > mine.len() * 3 / 2) || sections {
        *known = told.clone();
    }
}
