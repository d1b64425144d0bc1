//! Lists of reference strings, one a line or numbered: GB/T 7714 and common Western styles.
//!
//! What cannot be read soundly is said so, and nothing is guessed.

mod gbt;
mod names;
mod narrow;
mod publication;
mod segments;
mod tail;
mod title;
mod western;

use crate::build::Builder;
use crate::citation::pattern;
use crate::labelled::part::{Part, part_of};
use crate::lines::{Line, lines};
use crate::{Diagnostic, Reading, Record, Severity};
use diglot_model::{Identifier, IdentifierScheme, TextField};
use narrow::Narrow;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

const FORMAT: &str = "reference-strings";

/// The longest string that can be a reference, in bytes.
const LONGEST: usize = 3000;

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    // References may stand in JSON as strings.
    let begin = text.trim_start_matches('\u{feff}').trim_start();
    let inner = begin.strip_prefix(['[', '{']).map(str::trim_start);
    if inner.is_some_and(|rest| rest.starts_with(['{', '"', '['])) {
        return None;
    }
    let items = items(text);
    // Long lists are judged by their beginning.
    score(text, &items[..items.len().min(400)])
}

fn score(text: &str, items: &[Item]) -> Option<(u8, String)> {
    let marked = items
        .iter()
        .filter(|item| item.range.len() <= LONGEST)
        .filter(|item| gbt::mark(&Narrow::of(text, item.range.clone()).text).is_some())
        .count();
    if marked > 0 && marked * 10 >= items.len() * 6 {
        let share = if marked == items.len() { 91 } else { 84 };
        return Some((
            share,
            format!(
                "{marked} of {} lines are references after GB/T 7714",
                items.len()
            ),
        ));
    }
    let read = items
        .iter()
        .filter(|item| parse(text, item).is_some())
        .count();
    // Prose has a line that looks like one, too.
    (read > 0 && read * 10 >= items.len() * 8).then(|| {
        (
            82,
            format!("{read} of {} lines are reference strings", items.len()),
        )
    })
}

/// One string of a list, with labelled lines under it.
#[derive(Debug)]
struct Item {
    range: Range<usize>,
    /// The place of the string itself, without its number.
    body: Range<usize>,
    /// `机构：…`, `摘要：…` under a string, and prose without a label.
    notes: Vec<(Part, Range<usize>)>,
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[\[［【〔]\s*\d{1,4}\s*[\]］】〕]\s*[.．、]?|[(（]\d{1,4}[)）]|\d{1,4}\s*[.．、)）](?:\s+|[^\d\s])|[①-⑳]|[•·*]\s+)\s*",
    )
});

/// The strings of a text.
fn items(text: &str) -> Vec<Item> {
    let all = lines(text);
    let number = |line: &Line<'_>| {
        NUMBER.find(line.text).map(|m| {
            let shape = m.as_str();
            // `1.甲` has its first character in the match.
            let last = shape.chars().next_back().unwrap_or(' ');
            let over = shape.starts_with(|c: char| c.is_ascii_digit())
                && !last.is_whitespace()
                && !".．、)）".contains(last);
            m.end() - if over { last.len_utf8() } else { 0 }
        })
    };
    let numbered = all.iter().filter(|l| number(l).is_some()).count();
    let by_number = numbered > 0
        && all
            .first()
            .is_some_and(|l| number(l).is_some() || is_heading(l.text));
    let mut out: Vec<Item> = Vec::new();
    for line in &all {
        if is_heading(line.text) {
            continue;
        }
        let mark = number(line);
        let begins = if by_number {
            mark.is_some()
        } else {
            out.last()
                .is_none_or(|open| is_complete(text, open) || line.after_blank)
        };
        if let Some((part, value)) = note(line)
            && let Some(open) = out.last_mut()
        {
            open.range.end = line.end();
            open.notes.push((part, value));
            continue;
        }
        if begins || out.is_empty() {
            let from = mark.unwrap_or(0);
            out.push(Item {
                range: line.range(),
                body: line.start + from..line.end(),
                notes: Vec::new(),
            });
        } else if let Some(open) = out.last_mut() {
            open.range.end = line.end();
            if let Some((Part::Abstract, value)) = open.notes.last_mut() {
                let from = if value.start == value.end {
                    line.start
                } else {
                    value.start
                };
                *value = from..line.end();
            } else if is_complete(text, open) && is_prose(line.text) {
                open.notes.push((Part::Abstract, line.range()));
            } else if open.notes.is_empty() {
                open.body.end = line.end();
            }
        }
    }
    out
}

/// "参考文献", "References": the heading of a list.
fn is_heading(line: &str) -> bool {
    let tight: String = line
        .chars()
        .filter(|c| !c.is_whitespace() && !"[]【】:：#*".contains(*c))
        .flat_map(char::to_lowercase)
        .collect();
    matches!(
        tight.as_str(),
        "参考文献"
            | "references"
            | "bibliography"
            | "引用文献"
            | "參考文獻"
            | "workscited"
            | "reference"
    )
}

/// Whether a string has what a reference needs, so that the next line is no more of it.
fn is_complete(text: &str, item: &Item) -> bool {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:(?:1[5-9]|20)\d{2}.*\d|\d{1,4}|页|/\S+|\]|\))\s*[.。．]?\s*$")
    });
    if !item.notes.is_empty() || item.body.len() > LONGEST {
        return true;
    }
    let body = text[item.body.clone()].trim_end();
    let dated = body.contains("19") || body.contains("20") || body.contains("18");
    dated && (body.ends_with(['.', '。', '．']) || END.is_match(body))
}

fn is_prose(line: &str) -> bool {
    let long = line.chars().count() >= 30;
    let sentence = line.ends_with('。') && !line.contains(|c: char| c.is_ascii_digit());
    (long || sentence) && gbt::mark(line).is_none()
}

/// A labelled line under a string.
fn note(line: &Line<'_>) -> Option<(Part, Range<usize>)> {
    let (name, value) = line.text.split_once([':', '：'])?;
    if name.chars().count() > 8 {
        return None;
    }
    let part = part_of(name.trim_matches(['【', '】', '[', ']']))?;
    let part = match part {
        Part::Address
        | Part::Abstract
        | Part::Keywords
        | Part::Doi
        | Part::TranslatedAbstract
        | Part::Funding
        | Part::Issn
        | Part::Clc => part,
        _ => return None,
    };
    let value = value.trim();
    // A label with nothing behind it may have its value below, and is no part of the string.
    match part {
        _ if !value.is_empty() => Some((part, line.range_of(value))),
        Part::Address | Part::Abstract | Part::Keywords | Part::Funding => {
            Some((part, line.end()..line.end()))
        }
        _ => None,
    }
}

/// Reads all strings of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    for item in items(text) {
        if let Some(record) = parse(text, &item) {
            reading.records.push(record);
            continue;
        }
        let body = &text[item.body.clone()];
        let doi = diglot_text::identifiers::find_doi(body);
        let message = if doi.is_some() {
            "Of this line only its DOI could be read; look the work up by it."
        } else {
            "This line could not be read as a reference and was left out."
        };
        reading.diagnostics.push(Diagnostic {
            record: doi.as_ref().map(|_| reading.records.len()),
            span: Some(item.range.clone()),
            severity: Severity::Warning,
            code: "reference-string-unread",
            message: message.to_owned(),
        });
        if doi.is_some() {
            let mut builder = Builder::new(text, item.range.clone(), FORMAT);
            builder.doi_in(item.body.clone());
            let whole = diglot_text::tidy::tidy(body);
            builder.unmapped("citation", &whole);
            reading.records.push(builder.finish());
        }
    }
    reading
}

fn parse(text: &str, item: &Item) -> Option<Record> {
    if item.body.len() > LONGEST || item.body.len() < 16 {
        return None;
    }
    let narrow = Narrow::of(text, item.body.clone());
    let builder = || Builder::new(text, item.range.clone(), FORMAT);
    let mut builder =
        gbt::read(text, &narrow, builder()).or_else(|| western::read(text, &narrow, builder))?;
    builder.reference.texts(TextField::Title).first()?;
    let told = |(_, value): &&(Part, Range<usize>)| !text[value.clone()].trim().is_empty();
    for (part, value) in item.notes.iter().filter(told) {
        note_into(&mut builder, text, *part, value.clone());
    }
    Some(builder.finish())
}

fn note_into(builder: &mut Builder<'_>, text: &str, part: Part, value: Range<usize>) {
    match part {
        Part::Address => {
            for part in text[value.clone()]
                .split([';', '；'])
                .map(str::trim)
                .filter(|p| !p.is_empty())
            {
                builder.affiliation(crate::lines::range_in(text, part));
            }
        }
        Part::Abstract | Part::TranslatedAbstract => {
            let lines = crate::labelled::clean::paragraphs(&text[value.clone()]);
            builder.abstract_text(&lines.join("\n"), &[value]);
        }
        Part::Keywords => builder.keywords(&[value], false),
        Part::Doi => {
            builder.doi_in(value);
        }
        Part::Funding => builder.text_field(TextField::Funding, value),
        Part::Issn => {
            let issn = diglot_text::identifiers::normalise_issn(&text[value.clone()]);
            builder.identifier(Identifier::new(IdentifierScheme::Issn, issn), value);
        }
        Part::Clc => builder.classification(&diglot_model::ClassificationScheme::Clc, value),
        _ => {}
    }
}
