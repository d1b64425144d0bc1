//! RefWorks' tags as Chinese databases write them: no space between tag and value, tags in
//! lower case, wrapped abstracts, pages whole in `OP`, degrees in `CL`.
//!
//! Western exports in these tags are read elsewhere.

use super::signature;
use crate::Reading;
use crate::citation::pattern;
use crate::labelled::part::Part;
use crate::labelled::push;
use crate::labelled::record::Entry;
use crate::labelled::scan::{Piece, pieces};
use diglot_text::script::{has_han, is_han};
use regex::Regex;
use std::sync::LazyLock;

const FORMAT: &str = "cnki-refworks";

/// Tags of RefWorks, and CNKI's `URL`.
const TAGS: &[&str] = &[
    "RT", "SR", "ID", "A1", "A2", "A3", "A4", "A5", "A6", "T1", "T2", "T3", "JF", "JO", "YR", "FD",
    "VO", "IS", "SP", "OP", "K1", "AB", "NO", "ED", "PB", "PP", "SN", "AV", "AD", "AN", "LA", "CL",
    "SF", "OT", "LK", "DO", "CN", "DB", "DS", "IP", "RD", "ST", "U1", "U2", "U3", "U4", "U5", "UL",
    "URL", "SL", "LL", "CR", "WT", "WV", "WP", "OL", "C1", "C2", "C3", "C4",
];

/// Tags that a record has once at most.
const ONCE: &[&str] = &[
    "RT", "SR", "T1", "JF", "JO", "YR", "FD", "VO", "IS", "SP", "OP", "AB", "AD", "DS", "DB", "LA",
    "CL", "SN", "K1", "A1", "A2", "A3",
];

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    static TYPE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?im)(?:^|>)[\s\u{feff}]*RT\s+\S"));
    if !TYPE.is_match(text) {
        return None;
    }
    let tags = tags(text);
    let find = |tag: &str| tags.iter().find(|t| t.letters == tag);
    let title = find("T1")?;
    if tags.len() < 4 || find("RT").is_none() {
        return None;
    }
    let signed = tags
        .iter()
        .filter(|t| matches!(t.letters, "DS" | "LK" | "URL" | "UL" | "DO" | "DB"))
        .find_map(|t| signature(&text[t.value..t.end]));
    if let Some(name) = signed {
        return Some((98, format!("{} RefWorks tags, signed {name}", tags.len())));
    }
    has_han(&text[title.value..title.end]).then(|| {
        (
            97,
            format!("{} RefWorks tags with a Chinese title", tags.len()),
        )
    })
}

#[derive(Debug, Clone, Copy)]
struct Tag<'t> {
    /// In capitals; empty for a line without one.
    letters: &'static str,
    name: &'t str,
    value: usize,
    end: usize,
}

fn tags(text: &str) -> Vec<Tag<'_>> {
    let all = pieces(text);
    let flat = all.len() <= 2;
    let mut out: Vec<Tag<'_>> = Vec::new();
    let mut seen: Vec<&'static str> = Vec::new();
    let mut inside = false;
    for piece in &all {
        if flat {
            flattened(piece, &mut out);
            continue;
        }
        let found = tag_of(piece.text).filter(|(tag, value)| {
            // A wrapped abstract may begin a line with "AD patients".
            *tag == "RT"
                || !(inside && seen.contains(tag) && ONCE.contains(tag))
                    && plausible(tag, piece.text, *value)
        });
        let end = piece.start + piece.text.len();
        let Some((tag, value)) = found else {
            out.push(Tag {
                letters: "",
                name: &piece.text[..0],
                value: piece.start,
                end,
            });
            continue;
        };
        if tag == "RT" {
            seen.clear();
        }
        if !seen.contains(&tag) {
            seen.push(tag);
        }
        inside = tag == "AB";
        out.push(Tag {
            letters: tag,
            name: &piece.text[..tag.len()],
            value: piece.start + value,
            end,
        });
    }
    out
}

/// The tag that a line begins with, and where its value begins.
fn tag_of(line: &str) -> Option<(&'static str, usize)> {
    TAGS.iter().rev().find_map(|tag| {
        let head = line.get(..tag.len())?;
        if !head.eq_ignore_ascii_case(tag) {
            return None;
        }
        let rest = &line[tag.len()..];
        let value = rest.trim_start_matches([':', '：']).trim_start();
        let next = rest.chars().next();
        let fits = next.is_none_or(|c| {
            c.is_whitespace() || is_han(c) || matches!(c, '：' | '【' | '《' | '“')
        });
        fits.then_some((*tag, line.len() - value.len()))
    })
}

/// Small letters are a tag before a short value only: "is also seen" begins no issue.
fn plausible(tag: &str, line: &str, value: usize) -> bool {
    let lower = line.as_bytes()[0].is_ascii_lowercase();
    let value = &line[value..];
    if !lower {
        return true;
    }
    match tag {
        "VO" | "IS" | "SP" | "OP" | "YR" | "FD" => {
            value.len() <= 24
                && value.starts_with(|c: char| c.is_ascii_alphanumeric() && !c.is_ascii_lowercase())
        }
        "A1" | "T1" | "K1" | "A2" | "A3" | "JF" | "RT" | "SN" | "LK" | "SR" | "DS" | "DO" => true,
        _ => has_han(value),
    }
}

/// A record, or several, on one line: tags between white space, each of its kind.
fn flattened<'t>(piece: &Piece<'t>, out: &mut Vec<Tag<'t>>) {
    let mut seen: Vec<&'static str> = Vec::new();
    let mut at = 0;
    let end = piece.start + piece.text.len();
    while at < piece.text.len() {
        let boundary = at == 0 || piece.text[..at].ends_with(char::is_whitespace);
        let rest = &piece.text[at..];
        if boundary
            && rest.as_bytes()[0].is_ascii_uppercase()
            && let Some((tag, value)) = tag_of(rest)
            && (tag == "RT" || tag == "AD" || !(ONCE.contains(&tag) && seen.contains(&tag)))
        {
            if tag == "RT" {
                seen.clear();
            }
            if !seen.contains(&tag) {
                seen.push(tag);
            }
            if let Some(last) = out.last_mut() {
                last.end = last.end.min(piece.start + at);
            }
            out.push(Tag {
                letters: tag,
                name: &rest[..tag.len()],
                value: piece.start + at + value,
                end,
            });
            at += value.max(tag.len());
            continue;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut open: Vec<Tag<'_>> = Vec::new();
    for tag in tags(text) {
        if tag.letters == "RT" {
            close(text, &mut open, &mut reading);
        }
        if !tag.letters.is_empty() || !open.is_empty() {
            open.push(tag);
        }
    }
    close(text, &mut open, &mut reading);
    reading
}

fn close(text: &str, open: &mut Vec<Tag<'_>>, reading: &mut Reading) {
    let tags = std::mem::take(open);
    let slice = |t: &Tag<'_>| text[t.value.min(t.end)..t.end].trim().to_lowercase();
    let kind = tags
        .iter()
        .find(|t| t.letters == "RT")
        .map(slice)
        .unwrap_or_default();
    let database = tags
        .iter()
        .find(|t| t.letters == "DB")
        .map(slice)
        .unwrap_or_default();
    let has = |tag: &str| tags.iter().any(|t| t.letters == tag);
    let sort = if kind.contains("thesis") || kind.contains("dissertation") {
        Sort::Thesis
    } else if kind.contains("conference") {
        Sort::Conference
    } else if kind.contains("patent") || database.contains("专利") {
        Sort::Patent
    } else if kind.contains("standard") || database.contains("标准") {
        Sort::Standard
    } else {
        Sort::Other
    };
    let context = Context {
        sort,
        start: has("SP"),
        journal: has("JF"),
    };
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for tag in &tags {
        let value = text[tag.value.min(tag.end)..tag.end].trim();
        if tag.letters.is_empty() {
            // The end of a long value.
            if let Some(last) = entries.last_mut()
                && matches!(
                    last.part,
                    Part::Abstract | Part::Title | Part::Address | Part::Keywords | Part::Author
                )
            {
                last.value.end = tag.end;
            }
            continue;
        }
        let at = if value.is_empty() {
            tag.end..tag.end
        } else {
            crate::lines::range_in(text, value)
        };
        entries.push(Entry {
            part: context.part(tag.letters),
            name: tag.name,
            value: at,
        });
    }
    if entries
        .iter()
        .any(|e| e.part != Part::Kind && !e.value.is_empty())
    {
        push(text, FORMAT, &entries, reading);
    }
}

/// What decides the meaning of tags within a record.
struct Context {
    sort: Sort,
    /// Whether there is a first page of its own.
    start: bool,
    journal: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Thesis,
    Conference,
    Patent,
    Standard,
    Other,
}

impl Context {
    fn part(&self, tag: &str) -> Part {
        match (tag, self.sort) {
            ("RT", _) => Part::Kind,
            ("T1", _) => Part::Title,
            ("OT", _) => Part::TranslatedTitle,
            ("ST", _) => Part::ShortTitle,
            ("A1", _) => Part::Author,
            ("A2", Sort::Patent) => Part::Applicant,
            ("A2", _) => Part::Editor,
            ("A3", Sort::Thesis) => Part::Supervisor,
            ("AD", _) => Part::Address,
            ("JO", _) if self.journal => Part::ContainerShort,
            ("JF" | "JO" | "T2", _) => Part::Container,
            ("T3", _) => Part::Series,
            ("YR", _) => Part::Year,
            ("FD", _) => Part::Date,
            ("WP", _) => Part::OnlineDate,
            ("RD", _) => Part::Accessed,
            ("VO", _) => Part::Volume,
            ("IS", _) => Part::Issue,
            ("SP", _) => Part::PageStart,
            ("OP", _) if self.start => Part::PageEnd,
            ("OP", _) => Part::Pages,
            ("K1", _) => Part::Keywords,
            ("AB", _) => Part::Abstract,
            ("ED", _) => Part::Edition,
            ("PB", Sort::Thesis) => Part::School,
            ("PB", Sort::Conference) => Part::Organiser,
            ("PB", _) => Part::Publisher,
            ("PP", Sort::Conference) => Part::EventPlace,
            ("PP", _) => Part::Place,
            ("SN", _) => Part::SerialNumber,
            ("AN", _) => Part::Accession,
            ("ID" | "NO", Sort::Patent | Sort::Standard) => Part::Number,
            ("LA", _) => Part::Language,
            ("CL", Sort::Thesis) => Part::Degree,
            ("CL", Sort::Patent) => Part::Genre,
            ("CL", _) => Part::Clc,
            ("DS" | "DB", _) => Part::Database,
            ("LK" | "UL" | "URL", _) => Part::Url,
            ("DO", _) => Part::Doi,
            ("CN", _) => Part::Note,
            _ => Part::Other,
        }
    }
}

/// The start of the last record of a text of which more may follow.
pub(crate) fn cut(text: &str) -> Option<usize> {
    static TYPE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^[ \t]*RT[ \t]+[A-Z]"));
    TYPE.find_iter(text)
        .last()
        .map(|m| m.start())
        .filter(|at| *at > 0)
}
