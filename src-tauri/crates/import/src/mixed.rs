//! A text in several formats: what the format of most of it leaves unread is given to
//! another that knows it for certain.

use crate::page::read_page;
use diglot_formats::{Carry, Diagnostic, FormatName, Record, detect, read, read_part};
use memchr::memchr;
use std::ops::Range;

/// Beginnings of records that no other sort of text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    Ris,
    Bibtex,
    Medline,
    Percent,
    WebOfScience,
    RefWorks,
    NoteExpress,
    Study,
    Ovid,
    Xml,
    Json,
}

impl Start {
    /// Whether a line with this first byte may begin something; most do not.
    fn may_have(first: u8) -> bool {
        matches!(
            first,
            b'T' | b'@' | b'P' | b'F' | b'%' | b'R' | b'{' | b'[' | b'D' | b'<' | 0xef
        )
    }

    /// What begins with a line; cheap, for every line is asked.
    fn of(line: &str) -> Option<Self> {
        let line = match line.as_bytes().first()? {
            0xef => line.trim_start_matches('\u{feff}'),
            _ => line,
        };
        let after = |start: &str| line.strip_prefix(start);
        Some(match line.as_bytes().first()? {
            b'T' if after("TY  - ").is_some() => Self::Ris,
            b'@' if is_entry(line) => Self::Bibtex,
            b'P' if after("PMID- ").is_some() => Self::Medline,
            b'P' if after("PT ").is_some_and(|rest| rest.trim_end().len() == 1) => {
                Self::WebOfScience
            }
            b'F' if after("FN ").is_some() => Self::WebOfScience,
            b'%' if after("%0 ").is_some() => Self::Percent,
            b'R' if after("RT ").is_some() => Self::RefWorks,
            b'{' if after("{Reference Type}").is_some() => Self::NoteExpress,
            b'[' | b'{' if is_json(line) => Self::Json,
            b'D' if after("DataType:").is_some() => Self::Study,
            b'<' if after("<?xml").is_some() || after("<!DOCTYPE").is_some() => Self::Xml,
            b'<' => {
                let number = line[1..].trim_end().strip_suffix('>')?;
                let number = number.trim_end_matches([' ', '.']);
                let number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
                return number.then_some(Self::Ovid);
            }
            _ => return None,
        })
    }
}

/// `[`, `[{`, `{ "id"`: an array or an object at the margin.
fn is_json(line: &str) -> bool {
    let rest = line[1..].trim();
    match line.as_bytes()[0] {
        b'[' => rest.is_empty() || rest.starts_with('{'),
        _ => rest.is_empty() || rest.starts_with('"'),
    }
}

/// `@article{key,`
fn is_entry(line: &str) -> bool {
    let rest = line[1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    rest.len() + 1 < line.len() && rest.trim_start().starts_with(['{', '('])
}

/// The first place where a text turns to another format: where a line begins a record as
/// the lines before do not, and what stands from there on is in another format for certain.
/// `start` is how the text's records begin, as far as it is known.
pub(crate) fn turn(text: &str, start: &mut Option<Start>) -> Option<usize> {
    let mut patience = PATIENCE;
    let mut begun = 0;
    for (here, line) in lines(text) {
        let Some(found) = Start::of(line) else {
            continue;
        };
        if start.is_none() {
            (*start, begun) = (Some(found), here);
        }
        // XML says what it is at the beginning of every document.
        let another = *start != Some(found) || (found == Start::Xml && here > begun);
        if !another || text[..here].trim().is_empty() {
            continue;
        }
        let turned = known(piece_of(&text[here..], found));
        if turned.is_some() && turned != known(&text[..here]) {
            return Some(here);
        }
        patience -= 1;
        if patience == 0 {
            return None;
        }
    }
    None
}

/// The lines of a text that may begin a record, with their ends, and where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut next = Some(0);
    std::iter::from_fn(move || {
        loop {
            let here = next?;
            let first = bytes.get(here)?;
            let end = memchr(b'\n', &bytes[here..]).map(|length| here + length + 1);
            next = end;
            if Start::may_have(*first) {
                return Some((here, &text[here..end.unwrap_or(text.len())]));
            }
        }
    })
}

/// Whether the next part of a text begins in another way than the parts before, which
/// are in a format, and is in another for certain.
pub(crate) fn begins_anew(text: &str, start: Option<Start>, format: FormatName) -> bool {
    let text = text.trim_start();
    let line = text.split('\n').next().unwrap_or_default();
    let Some(found) = Start::of(line) else {
        return false;
    };
    (start != Some(found) || found == Start::Xml)
        && known(piece_of(text, found)).is_some_and(|known| known != format)
}

/// The format that a text is in for certain.
fn known(text: &str) -> Option<FormatName> {
    let best = detect(text).into_iter().next()?;
    (best.score >= CERTAIN).then_some(best.format)
}

/// A text as far as its records begin in one way.
fn piece_of(text: &str, start: Start) -> &str {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if Start::of(line).is_some_and(|found| found != start) {
            break;
        }
        at += line.len();
        if at > PIECE {
            break;
        }
    }
    &text[..at]
}

/// How much of a text is shown to the detectors to see what it turned to.
const PIECE: usize = 16 * 1024;

/// A record with the format it was read in.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) format: FormatName,
    pub(crate) record: Record,
}

/// All that was found in a text, in its order.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) records: Vec<Found>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// How long what was left unread must be to be looked at, in bytes: shorter than the
/// shortest record that says something.
const LEFT: usize = 60;

/// The score that a format must have to read what another left: no prose is guessed at.
const CERTAIN: u8 = 80;

/// How many pieces in which nothing was found are looked at, in one part of a text.
const PATIENCE: usize = 16;

/// Reads a text, or the next part of one, in a format, and what this leaves in others
/// unless somebody chose the one (`only`).
pub(crate) fn read_mixed(text: &str, format: FormatName, only: bool, carry: &mut Carry) -> Parts {
    let before = carry.records;
    let reading = match format {
        FormatName::Html => read_page(text),
        format => read_part(text, format, carry),
    };
    let mut left = gaps(text, reading.records.iter().map(|r| r.range.clone()));
    if only || reading.records.is_empty() {
        left.clear();
    }
    let mut pieces = vec![(format, 0, reading)];
    let mut patience = PATIENCE;
    while let Some(gap) = left.pop() {
        let Some(other) = other_format(&text[gap.clone()], format) else {
            patience -= 1;
            if patience == 0 {
                break;
            }
            continue;
        };
        let mut reading = read(&text[gap.clone()], other);
        if reading.records.is_empty() {
            continue;
        }
        for record in &mut reading.records {
            record.range = shifted(&record.range, gap.start);
        }
        for diagnostic in &mut reading.diagnostics {
            diagnostic.span = diagnostic.span.as_ref().map(|s| shifted(s, gap.start));
        }
        // The first format's remarks on what it could not read there are answered.
        pieces[0].2.diagnostics.retain(|d| {
            let inside = |s: &Range<usize>| gap.start <= s.start && s.end <= gap.end;
            d.record.is_some() || !d.span.as_ref().is_some_and(inside)
        });
        // What this one leaves may be in a third.
        let inner = reading.records.iter().map(|r| r.range.clone());
        left.extend(gaps_in(text, gap, inner));
        pieces.push((other, 1, reading));
    }
    merged(pieces, before)
}

/// The format that knows a piece for certain, when it is another.
fn other_format(piece: &str, format: FormatName) -> Option<FormatName> {
    known(piece).filter(|known| *known != format)
}

fn gaps(text: &str, records: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    gaps_in(text, 0..text.len(), records)
}

/// The longer pieces of a range between records.
fn gaps_in(
    text: &str,
    range: Range<usize>,
    records: impl Iterator<Item = Range<usize>>,
) -> Vec<Range<usize>> {
    let mut records: Vec<_> = records.collect();
    records.sort_unstable_by_key(|r| (r.start, r.end));
    records.push(range.end..range.end);
    let mut out = Vec::new();
    let mut at = range.start;
    for record in records {
        if record.start >= at + LEFT
            && let Some(piece) = text.get(at..record.start)
            && piece.trim().len() >= LEFT
        {
            out.push(at..record.start);
        }
        at = at.max(record.end);
    }
    out
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// Puts the pieces' records in the order of the text. `main` counts from the first
/// record of the whole text in the first piece, which alone is one of several parts.
fn merged(pieces: Vec<(FormatName, usize, diglot_formats::Reading)>, before: usize) -> Parts {
    let mut pieces = pieces;
    if pieces.len() == 1
        && let Some((format, _, reading)) = pieces.pop()
    {
        let found = |record| Found { format, record };
        return Parts {
            records: reading.records.into_iter().map(found).collect(),
            diagnostics: reading.diagnostics,
        };
    }
    // (piece, number in it), in the order of the text.
    let mut order: Vec<(usize, usize, usize)> = Vec::new();
    for (piece, (_, _, reading)) in pieces.iter().enumerate() {
        for (number, record) in reading.records.iter().enumerate() {
            order.push((record.range.start, piece, number));
        }
    }
    // Stable: a page's records stay as its reader had them only when they come in order.
    order.sort_by_key(|(start, _, _)| *start);
    let mut places: Vec<Vec<usize>> = pieces
        .iter()
        .map(|(_, _, reading)| vec![0; reading.records.len()])
        .collect();
    for (place, (_, piece, number)) in order.iter().enumerate() {
        places[*piece][*number] = place;
    }
    let mut out = Parts::default();
    let mut records: Vec<Option<Found>> = Vec::new();
    records.resize_with(order.len(), || None);
    for ((format, inner, reading), places) in pieces.into_iter().zip(places) {
        let first = if inner == 0 { before } else { 0 };
        for (mut record, place) in reading.records.into_iter().zip(&places) {
            record.main = record.main.map(|main| match main.checked_sub(first) {
                Some(local) => before + places.get(local).copied().unwrap_or(local),
                None => main,
            });
            records[*place] = Some(Found { format, record });
        }
        for mut diagnostic in reading.diagnostics {
            diagnostic.record = diagnostic
                .record
                .map(|number| places.get(number).copied().unwrap_or(number));
            out.diagnostics.push(diagnostic);
        }
    }
    out.records = records.into_iter().flatten().collect();
    out.diagnostics
        .sort_by_key(|d| d.span.as_ref().map_or(0, |s| s.start));
    out
}
