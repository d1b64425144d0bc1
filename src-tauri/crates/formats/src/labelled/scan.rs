//! Labels and their values in a text: `【题　名】…`, `[Title] …`, `题名：…`,
//! `Title-题名: …`, one a line or run together.

use super::part::{Part, listed, part_of};
use super::record::Entry;
use crate::citation::pattern;
use diglot_text::headings::role_of;
use diglot_text::script::{has_han, is_han};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A label with its value, and how it was found.
#[derive(Debug, Clone)]
pub(crate) struct Found<'t> {
    pub(crate) entry: Entry<'t>,
    /// Whether an empty line stands before it.
    pub(crate) apart: bool,
    /// Whether it is set in brackets.
    pub(crate) bracketed: bool,
}

/// A piece of a text between two line ends or breaks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'t> {
    /// Without white space around it; never empty.
    pub(crate) text: &'t str,
    pub(crate) start: usize,
    /// Whether an empty line stands before it.
    pub(crate) apart: bool,
}

/// The lines of a text, broken at `<br>` and list items too.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)\r\n|\n|\r|<\s*/?\s*br\s*/?\s*>|</?\s*(?:li|ul|ol|p|div)(?:\s[^<>]{0,200})?>")
    });
    let mut out = Vec::new();
    let (mut start, mut apart) = (0, false);
    let mut take = |range: Range<usize>| {
        let slice = &text[range.clone()];
        let trimmed = slice.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if trimmed.is_empty() {
            apart = true;
        } else {
            let at = crate::lines::range_in(text, trimmed).start;
            out.push(Piece {
                text: trimmed,
                start: at,
                apart,
            });
            apart = false;
        }
    };
    for end in END.find_iter(text) {
        take(start..end.start());
        start = end.end();
    }
    take(start..text.len());
    out
}

/// All labels of a text with their values.
pub(crate) fn scan(text: &str) -> Vec<Found<'_>> {
    let all = pieces(text);
    // Run together on one line, labels may stand anywhere in it.
    let flat = all.len() <= 2;
    let mut out: Vec<Found<'_>> = Vec::new();
    for piece in &all {
        let mut labels = labels_of(piece, flat, out.last().map(|f| f.entry.part));
        if labels.is_empty() {
            continue_value(text, &mut out, piece);
            continue;
        }
        let ends: Vec<usize> = labels
            .iter()
            .skip(1)
            .map(|l| l.start)
            .chain([piece.start + piece.text.len()])
            .collect();
        // A number before a label is the list's.
        if labels[0].start > piece.start + leading(piece.text) && !out.is_empty() {
            let before = Piece {
                text: text[piece.start..labels[0].start].trim(),
                ..*piece
            };
            if !before.text.is_empty() {
                continue_value(text, &mut out, &before);
            }
        }
        for (i, (label, end)) in labels.drain(..).zip(ends).enumerate() {
            let slice = &text[label.value.min(end)..end];
            let value = slice.trim_matches(|c: char| c.is_whitespace() || c == '*');
            let at = if value.is_empty() {
                end..end
            } else {
                crate::lines::range_in(text, value)
            };
            out.push(Found {
                entry: Entry {
                    part: label.part,
                    name: label.name,
                    value: at,
                },
                apart: piece.apart && i == 0,
                bracketed: label.bracketed,
            });
        }
    }
    out
}

/// Values of these parts may go on in the next line.
fn is_long(part: Part) -> bool {
    !matches!(
        part,
        Part::Kind
            | Part::Year
            | Part::Date
            | Part::Volume
            | Part::Issue
            | Part::Pages
            | Part::PageCount
            | Part::PageStart
            | Part::PageEnd
            | Part::Doi
            | Part::Issn
            | Part::Isbn
            | Part::Database
            | Part::Language
            | Part::Pmid
            | Part::Ordinal
            | Part::Cited
            | Part::Downloads
    )
}

fn continue_value(text: &str, out: &mut [Found<'_>], piece: &Piece<'_>) {
    let Some(last) = out.last_mut() else { return };
    let end = piece.start + piece.text.len();
    let value = &mut last.entry.value;
    if value.start == value.end {
        *value = piece.start..end;
        return;
    }
    let long = matches!(last.entry.part, Part::Abstract | Part::TranslatedAbstract);
    if is_long(last.entry.part) && (long || !piece.apart) && !is_rule(piece.text) {
        // Links go on without the line's end.
        let goes_on = last.entry.part != Part::Url || !text[value.clone()].contains("://");
        if goes_on {
            value.end = end;
        }
    }
}

/// `-----`, `====`: between two records.
pub(crate) fn is_rule(line: &str) -> bool {
    line.chars().count() >= 3
        && line
            .chars()
            .all(|c| matches!(c, '-' | '=' | '*' | '_' | '—' | '─' | '~' | '·' | '#'))
}

struct LabelAt<'t> {
    name: &'t str,
    part: Part,
    start: usize,
    value: usize,
    bracketed: bool,
}

fn labels_of<'t>(piece: &Piece<'t>, flat: bool, open: Option<Part>) -> Vec<LabelAt<'t>> {
    let mut out: Vec<LabelAt<'t>> = Vec::new();
    let lead = leading(piece.text);
    let mut at = lead;
    if let Some(label) = label_at(piece, lead, true) {
        at = label.value - piece.start;
        out.push(label);
    }
    let bytes = piece.text.as_bytes();
    while at < piece.text.len() {
        let rest = &piece.text[at..];
        let c = rest.chars().next().unwrap_or(' ');
        let inside = out.last().map(|l| l.part).or(open);
        let behind_space = at == lead
            || piece.text[..at]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_whitespace() || matches!(c, ';' | '；' | '。' | '|'));
        let begins = matches!(c, '【' | '〖')
            || behind_space
                && !c.is_whitespace()
                && bytes[at] != b'-'
                && (!out.is_empty() || flat)
                && (is_han(c) || c.is_ascii_alphabetic() || matches!(c, '[' | '［'));
        if begins
            && let Some(label) = label_at(piece, at, false)
            && (may_stand_in(label.part, inside, flat)
                || label.bracketed && matches!(c, '【' | '〖'))
            && (label.bracketed
                || has_han(label.name)
                || label.part == Part::Doi
                || flat && !out.is_empty())
        {
            at = label.value - piece.start;
            out.push(label);
            continue;
        }
        at += c.len_utf8();
    }
    out
}

/// Inside an abstract only what usually stands behind one is a label.
fn may_stand_in(part: Part, open: Option<Part>, flat: bool) -> bool {
    match open {
        Some(Part::Abstract | Part::TranslatedAbstract) => {
            flat || matches!(
                part,
                Part::Keywords
                    | Part::TranslatedKeywords
                    | Part::Doi
                    | Part::Clc
                    | Part::TranslatedAbstract
                    | Part::TranslatedTitle
            )
        }
        _ => true,
    }
}

/// The length of a bullet or number before a label.
fn leading(line: &str) -> usize {
    static BULLET: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:[*#>•·\-\s]+|(?:\[\d{1,4}\]|\d{1,4}[.、)）])\s*)+"));
    BULLET
        .find(line)
        .filter(|m| m.end() < line.len())
        .map_or(0, |m| m.end())
}

/// The label that begins at a place of a piece.
fn label_at<'t>(piece: &Piece<'t>, at: usize, first: bool) -> Option<LabelAt<'t>> {
    let rest = &piece.text[at..];
    let open = rest.chars().next()?;
    let start = piece.start + at;
    let close = match open {
        '【' => Some('】'),
        '[' => Some(']'),
        '［' => Some('］'),
        '〖' => Some('〗'),
        '〔' => Some('〕'),
        _ => None,
    };
    if let Some(close) = close {
        let from = open.len_utf8();
        let end = rest.char_indices().take(40).find(|(_, c)| *c == close)?.0;
        let name = rest.get(from..end)?.trim();
        let part = part_of(name).or_else(|| unknown(name, open, first))?;
        let mut value = end + close.len_utf8();
        let tail = rest[value..].trim_start_matches(' ');
        if tail.starts_with([':', '：']) {
            let colon = tail.chars().next().map_or(0, char::len_utf8);
            value = rest.len() - tail.len() + colon;
        }
        return Some(LabelAt {
            name,
            part,
            start,
            value: start + value,
            bracketed: true,
        });
    }
    let (end, colon) = rest
        .char_indices()
        .take(40)
        .find(|(_, c)| matches!(c, ':' | '：' | '\t') || "。;；!！?？".contains(*c))
        .filter(|(_, c)| matches!(c, ':' | '：' | '\t'))?;
    let name = rest[..end].trim_matches(|c: char| c.is_whitespace() || c == '*');
    if name.is_empty() {
        return None;
    }
    // A comma stands in few labels, in `年，卷(期)`, and in much prose.
    let part = if name.contains([',', '，']) {
        listed(name)?
    } else {
        part_of(name)?
    };
    Some(LabelAt {
        name,
        part,
        start,
        value: start + end + colon.len_utf8(),
        bracketed: false,
    })
}

/// A label in Chinese brackets at the start of a line that nobody knows is one all the
/// same, unless it is a heading of an abstract.
fn unknown(name: &str, open: char, first: bool) -> Option<Part> {
    let short = (2..=10).contains(&name.chars().count());
    (first && matches!(open, '【' | '〖') && short && has_han(name) && role_of(name).is_none())
        .then_some(Part::Other)
}

/// Labels as the records that they make.
pub(crate) fn records<'t>(found: Vec<Found<'t>>) -> Vec<Vec<Entry<'t>>> {
    let Some(first) = found.first() else {
        return Vec::new();
    };
    let starter = (first.entry.part, first.entry.name);
    let count = |part: Part, name: &str| {
        found
            .iter()
            .filter(|f| f.entry.part == part && f.entry.name == name)
            .count()
    };
    let title = found
        .iter()
        .find(|f| f.entry.part == Part::Title)
        .map(|f| f.entry.name);
    let titles = title.map_or(0, |name| count(Part::Title, name));
    let starts = count(starter.0, starter.1);
    // Labels that stand once in each record.
    let by_starter = starts <= titles.max(1) || starter.0 == Part::Ordinal;
    let mut out: Vec<Vec<Entry<'t>>> = Vec::new();
    let mut open: Vec<Found<'t>> = Vec::new();
    // Names of the labels of titles, and where the last one and the last label behind an
    // empty line stand.
    let mut titles: Vec<&str> = Vec::new();
    let (mut last_title, mut last_apart) = (None, None);
    for label in found {
        let entry = &label.entry;
        let is_title = entry.part == Part::Title;
        let is_starter = (entry.part, entry.name) == starter;
        let starts = is_starter && by_starter && (!titles.is_empty() || starter.0 != Part::Title)
            || entry.part == Part::Ordinal && !titles.is_empty();
        // 专利名称, an empty line, 标准名称: of another sort, each with its own labels.
        let other = is_title
            && last_apart.is_some_and(|at| last_title.is_some_and(|title| at > title))
            && has_han(entry.name)
            && titles.iter().all(|name| has_han(name));
        if starts && !open.is_empty() || other || is_title && titles.contains(&entry.name) {
            // What stands behind the last empty line belongs to the next title already.
            let from = last_apart
                .filter(|at| !starts && last_title.is_none_or(|title| *at > title))
                .unwrap_or(open.len());
            let next = open.split_off(from);
            out.push(entries(std::mem::replace(&mut open, next)));
            titles.clear();
            (last_title, last_apart) = (None, None);
        }
        if is_title {
            titles.push(label.entry.name);
            last_title = Some(open.len());
        }
        if label.apart {
            last_apart = Some(open.len());
        }
        open.push(label);
    }
    out.push(entries(open));
    out.retain(|record| !record.is_empty());
    out
}

fn entries(found: Vec<Found<'_>>) -> Vec<Entry<'_>> {
    found.into_iter().map(|f| f.entry).collect()
}
