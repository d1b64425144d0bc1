//! EndNote's `%` tags as Chinese databases write them: `%A 甲%A 乙` on one line, no space
//! behind a tag, `%+:`, lines without a tag, degrees in `%9`, DOIs in `%R`.
//!
//! Western exports in these tags are read elsewhere.

use super::signature;
use crate::Reading;
use crate::citation::pattern;
use crate::labelled::part::Part;
use crate::labelled::push;
use crate::labelled::record::Entry;
use crate::labelled::scan::{Piece, pieces};
use diglot_text::script::has_han;
use regex::Regex;
use std::sync::LazyLock;

const FORMAT: &str = "cnki-endnote";

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^%([0-9A-Za-z@+~?!#$*^><()\[&])[:：]?(?:\s+|$|([^\s0-9A-Za-z%]|10\.|https?:))")
});
static INNER: LazyLock<Regex> = LazyLock::new(|| pattern(r"%([0-9A-Z@+~?])(?:[:：]?\s+|[:：]|$)"));

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let mut tags = tags(text);
    // A percent sign at the beginning of a line now and then makes no export.
    let all = tags.len();
    tags.retain(|t| t.letter != '\0');
    if tags.len() < 3 || tags.len() * 3 < all || !tags.iter().any(|t| t.letter == 'T') {
        return None;
    }
    let signed = tags
        .iter()
        .filter(|t| matches!(t.letter, 'W' | 'U' | 'R' | '~'))
        .find_map(|t| signature(&text[t.start..t.end]));
    if let Some(name) = signed {
        return Some((98, format!("{} EndNote tags, signed {name}", tags.len())));
    }
    // The habits of these databases without their name: Chinese names, several on a line.
    // Western names on one line are refer's, flattened or not.
    let habits = tags.iter().any(|t| {
        let value = &text[t.start..t.end];
        t.letter == 'A' && has_han(value) && (t.inner || value.contains([';', '；']))
    });
    habits.then(|| {
        (
            97,
            format!(
                "{} EndNote tags in the manner of Chinese databases",
                tags.len()
            ),
        )
    })
}

#[derive(Debug, Clone, Copy)]
struct Tag<'t> {
    letter: char,
    name: &'t str,
    /// Where it begins.
    start: usize,
    value: usize,
    /// The end of its piece.
    end: usize,
    /// Whether it stands within a line.
    inner: bool,
}

/// The tags of a text, and lines without one as tag `\0`.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let all = pieces(text);
    let tagged = all.iter().filter(|p| TAG.is_match(p.text)).count();
    let inner = INNER.find_iter(text).count();
    // Run together on few lines, tags may stand anywhere.
    let flat = inner >= 4 && inner > tagged * 2 + 2;
    let mut out = Vec::new();
    for piece in &all {
        line_tags(piece, flat, &mut out);
    }
    out
}

fn line_tags<'t>(piece: &Piece<'t>, flat: bool, out: &mut Vec<Tag<'t>>) {
    let end = piece.start + piece.text.len();
    let Some(c) = TAG.captures(piece.text) else {
        out.push(Tag {
            letter: '\0',
            name: &piece.text[..0],
            start: piece.start,
            value: piece.start,
            end,
            inner: false,
        });
        return;
    };
    let tag = c[1].chars().next().unwrap_or('\0').to_ascii_uppercase();
    let value = c
        .get(2)
        .map_or_else(|| c.get(0).map_or(0, |m| m.end()), |m| m.start());
    let mut open = Tag {
        letter: tag,
        name: &piece.text[..2],
        start: piece.start,
        value: piece.start + value,
        end,
        inner: false,
    };
    for m in INNER.captures_iter(piece.text) {
        let (Some(whole), Some(letter)) = (m.get(0), m.get(1)) else {
            continue;
        };
        if whole.start() < value {
            continue;
        }
        let letter = letter.as_str().chars().next().unwrap_or('\0');
        let same = letter == open.letter && matches!(letter, 'A' | 'K' | 'Y' | 'I' | 'E' | 'H');
        let before = piece.text[..whole.start()].chars().next_back();
        let apart = before.is_some_and(|c| c.is_whitespace() || !c.is_ascii_digit());
        if !(same || flat) || !apart {
            continue;
        }
        open.end = piece.start + whole.start();
        out.push(open);
        open = Tag {
            letter,
            name: &piece.text[whole.start()..whole.start() + 2],
            start: piece.start + whole.start(),
            value: piece.start + whole.end(),
            end,
            inner: true,
        };
    }
    out.push(open);
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut open: Vec<Tag<'_>> = Vec::new();
    let mut signed = false;
    for tag in tags(text) {
        let begins = tag.letter == '0'
            || signed
                && matches!(tag.letter, 'A' | 'T')
                && open.iter().any(|t| t.letter == tag.letter)
            || tag.letter == 'T'
                && open.iter().any(|t| t.letter == 'T')
                && !open
                    .last()
                    .is_some_and(|last| other_script(text, last, &tag));
        if begins {
            close(text, &mut open, &mut reading);
            signed = false;
        }
        // Behind its signature a record has no second author or title.
        signed = signed || tag.letter == 'W';
        if tag.letter != '\0' || !open.is_empty() {
            open.push(tag);
        }
    }
    close(text, &mut open, &mut reading);
    reading
}

/// Whether a title says the one above it in another script.
fn other_script(text: &str, above: &Tag<'_>, tag: &Tag<'_>) -> bool {
    let han = |t: &Tag<'_>| has_han(&text[t.value.min(t.end)..t.end]);
    above.letter == 'T' && han(above) != han(tag)
}

fn close(text: &str, open: &mut Vec<Tag<'_>>, reading: &mut Reading) {
    let tags = std::mem::take(open);
    let kind = tags
        .iter()
        .find(|t| t.letter == '0')
        .map_or("", |t| text[t.value.min(t.end)..t.end].trim());
    let kind = kind.to_ascii_lowercase();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for tag in &tags {
        let value = text[tag.value.min(tag.end)..tag.end].trim();
        if tag.letter == '\0' {
            stray(text, value, &mut entries);
            continue;
        }
        let at = if value.is_empty() {
            tag.end..tag.end
        } else {
            crate::lines::range_in(text, value)
        };
        let again = tag.letter == 'T' && entries.iter().any(|e| e.part == Part::Title);
        entries.push(Entry {
            part: if again {
                Part::TranslatedTitle
            } else {
                part(tag.letter, &kind, value)
            },
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

/// A line without a tag: the end of a long value, or a label of another of CNKI's exports
/// (`PageCount-页码 0`).
fn stray<'t>(text: &'t str, line: &'t str, entries: &mut Vec<Entry<'t>>) {
    static LABEL: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^([A-Za-z]+-[\p{Han}]+)\s*[:：]?\s*"));
    if let Some(c) = LABEL.captures(line)
        && let (Some(whole), Some(name)) = (c.get(0), c.get(1))
    {
        let part = crate::labelled::part::part_of(name.as_str()).unwrap_or(Part::Other);
        entries.push(Entry {
            part,
            name: name.as_str(),
            value: crate::lines::range_in(text, &line[whole.end()..]),
        });
        return;
    }
    if let Some(last) = entries.last_mut()
        && matches!(
            last.part,
            Part::Abstract
                | Part::Title
                | Part::Address
                | Part::Keywords
                | Part::Author
                | Part::TranslatedAbstract
        )
    {
        let end = crate::lines::range_in(text, line).end;
        last.value = if last.value.is_empty() {
            end - line.len()..end
        } else {
            last.value.start..end
        };
    }
}

/// What a tag holds; some mean different things in different types.
fn part(tag: char, kind: &str, value: &str) -> Part {
    let conference = kind.contains("conference");
    let thesis = kind.contains("thesis") || kind.contains("dissertation");
    let patent = kind.contains("patent");
    match tag {
        '0' => Part::Kind,
        'T' => Part::Title,
        'Q' => Part::TranslatedTitle,
        'A' => Part::Author,
        'H' => Part::TranslatedAuthor,
        'E' if patent => Part::Applicant,
        'Y' if thesis => Part::Supervisor,
        'E' | 'Y' => Part::Editor,
        '?' if conference => Part::Organiser,
        '?' => Part::Translator,
        '+' => Part::Address,
        'B' if conference && is_event(value) => Part::Event,
        'J' | 'B' => Part::Container,
        'S' => Part::Series,
        'D' => Part::Year,
        '8' => Part::Date,
        'V' => Part::Volume,
        'N' => Part::Issue,
        'P' => Part::Pages,
        'X' => Part::Abstract,
        'K' => Part::Keywords,
        '@' => Part::SerialNumber,
        'U' => Part::Url,
        'R' => Part::Doi,
        'O' if value.contains("10.") => Part::Doi,
        'W' | '~' => Part::Database,
        '9' => Part::Degree,
        'I' if thesis => Part::School,
        'I' => Part::Publisher,
        'C' if conference => Part::EventPlace,
        'C' => Part::Place,
        'G' => Part::Language,
        'M' => Part::Accession,
        'Z' | 'L' => Part::Note,
        '7' => Part::Edition,
        '[' => Part::Accessed,
        _ => Part::Other,
    }
}

/// Whether `%B` names a meeting, and not its proceedings.
fn is_event(value: &str) -> bool {
    let lower = value.to_lowercase();
    let book = [
        "论文集",
        "文集",
        "汇编",
        "论文摘要",
        "proceedings",
        "摘要集",
        "选集",
    ];
    let meeting = [
        "会议",
        "年会",
        "大会",
        "研讨会",
        "论坛",
        "学术会",
        "周",
        "conference",
        "symposium",
        "congress",
        "workshop",
        "meeting",
    ];
    !book.iter().any(|w| lower.contains(w)) && meeting.iter().any(|w| lower.contains(w))
}

/// The start of the last record of a text of which more may follow.
pub(crate) fn cut(text: &str) -> Option<usize> {
    static TYPE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^[ \t]*%0[ \t]"));
    TYPE.find_iter(text)
        .last()
        .map(|m| m.start())
        .filter(|at| *at > 0)
}
