//! A text in several formats: what the format of most of it leaves unread is given to
//! another that knows it for certain.

use crate::page::read_page;
use diglot_formats::{Carry, Diagnostic, FormatName, Record, detect, read, read_part};
use std::ops::Range;

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
    let best = detect(piece).into_iter().next()?;
    (best.format != format && best.score >= CERTAIN).then_some(best.format)
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
