//! From bytes to references.

use super::seen;
use diglot_formats::{Carry, FormatName, Reading, Record, cut, detect, read, read_part};
use diglot_import::{
    Choices, FixField, ImportPlan, fix, pasted_text, places, segments, text_of_html,
};
use diglot_model::{Reference, Span};
use diglot_text::decode::{Decoded, Decoder, NotText, decode, decode_as};
use std::collections::BTreeSet;
use std::ops::Range;

/// Reads a text in a format, whole and in two parts; everything must stand where it says.
pub(super) fn read_as(text: &str, format: FormatName) -> u64 {
    let reading = read(text, format);
    stands(text, &reading, 0);
    if let Some(at) = cut(text, format) {
        assert!(text.is_char_boundary(at), "cut within a character");
        let mut carry = Carry::default();
        let first = read_part(&text[..at], format, &mut carry);
        carry.records += first.records.len();
        stands(&text[..at], &first, 0);
        let rest = read_part(&text[at..], format, &mut carry);
        stands(&text[at..], &rest, first.records.len());
    }
    what(&reading)
}

/// Which fields and remarks there are.
fn what(reading: &Reading) -> u64 {
    let mut fields = BTreeSet::new();
    for record in reading.records.iter().take(3) {
        of_reference(&record.reference, &mut fields);
    }
    let codes: BTreeSet<&str> = reading.diagnostics.iter().map(|d| d.code).collect();
    seen((reading.records.len().min(3), fields, codes))
}

fn of_reference(reference: &Reference, fields: &mut BTreeSet<(String, usize)>) {
    let mut add = |field: &str, count: usize| fields.insert((field.to_owned(), count.min(2)));
    add(&reference.kind.csl_name(), 0);
    reference.each_value(|field, _, spans| {
        add(field, spans.len());
    });
}

/// Records, values and remarks must be ranges of the text, between two characters.
fn stands(text: &str, reading: &Reading, before: usize) {
    for (index, record) in reading.records.iter().enumerate() {
        of_record(text, record);
        if let Some(main) = record.main {
            assert!(main < before + index, "listed on the page of a later work");
        }
    }
    for diagnostic in &reading.diagnostics {
        if let Some(span) = &diagnostic.span {
            assert!(text.get(span.clone()).is_some(), "{diagnostic:?}");
        }
        let record = diagnostic.record.unwrap_or(0);
        assert!(
            record <= before + reading.records.len(),
            "a remark on no record"
        );
    }
}

fn of_record(text: &str, record: &Record) {
    let Some(inside) = text.get(record.range.clone()) else {
        panic!("a record at {:?} of {}", record.range, text.len());
    };
    record.reference.each_value(|field, _, spans| {
        for span in spans {
            assert!(
                inside.get(span.range()).is_some(),
                "{field} at {span:?} of {}",
                inside.len()
            );
        }
    });
}

/// Which formats a text fits.
pub(super) fn detected(input: &[u8]) -> u64 {
    let found = detect(&String::from_utf8_lossy(input));
    assert!(found.iter().all(|d| d.score <= 100));
    assert!(found.is_sorted_by(|a, b| a.score >= b.score));
    seen(found.iter().map(|d| d.format).collect::<Vec<_>>())
}

/// Decodes bytes at once, in pieces, and in encodings that somebody chose.
pub(super) fn decoded(input: &[u8]) -> u64 {
    let whole = decode(input);
    for size in [1, 7, 4096] {
        if size == 1 && input.len() > 8192 {
            continue;
        }
        assert_eq!(
            in_pieces(Decoder::new(), input, size),
            whole,
            "in pieces of {size}"
        );
    }
    for encoding in ["utf-16le", "utf-16be", "gb18030", "big5", "shift_jis"] {
        let whole = decode_as(input, encoding);
        let pieces = match Decoder::chosen(encoding) {
            Ok(decoder) => in_pieces(decoder, input, 5),
            Err(error) => Err(error),
        };
        assert_eq!(pieces, whole, "{encoding} in pieces");
    }
    match whole {
        Ok(decoded) => seen((decoded.encoding, decoded.guessed, decoded.replaced.min(3))),
        Err(error) => seen(error.to_string()),
    }
}

fn in_pieces(mut decoder: Decoder, input: &[u8], size: usize) -> Result<Decoded, NotText> {
    let mut text = String::new();
    for piece in input.chunks(size) {
        decoder.feed(piece, &mut text)?;
    }
    let told = decoder.finish(&mut text)?;
    Ok(Decoded {
        text,
        encoding: told.encoding,
        guessed: told.guessed,
        replaced: told.replaced,
    })
}

/// What an import of a file would bring; every value stands in the text.
pub(super) fn imported(input: &[u8]) -> u64 {
    let mut plan = ImportPlan::default();
    let text = plan.add_reading("f".to_owned(), input.to_vec(), &Choices::default());
    let text = text.unwrap_or_default();
    let references: Vec<&Reference> = plan.records.iter().map(|r| &r.reference).collect();
    let mut fields = BTreeSet::new();
    for (record, reference) in references.iter().enumerate() {
        of_reference(reference, &mut fields);
        if plan.captures[0].format.as_deref() == Some("pdf") {
            continue;
        }
        for (field, range) in ranges(reference) {
            assert!(
                text.get(range.clone()).is_some(),
                "{field} of {record} at {range:?}"
            );
        }
    }
    for diagnostic in &plan.diagnostics {
        if let Some((start, end)) = diagnostic.span {
            assert!(
                text.get(start as usize..end as usize).is_some(),
                "{diagnostic:?}"
            );
        }
    }
    let mut at = 0;
    for segment in segments(&text, &references) {
        assert_eq!(segment.start, at, "a gap between segments");
        at = segment.end;
        assert!(
            text.get(segment.start..segment.end).is_some(),
            "{segment:?}"
        );
    }
    assert!(at == text.len() || text.is_empty(), "segments end early");
    let codes: BTreeSet<&str> = plan.diagnostics.iter().map(|d| d.code).collect();
    seen((
        plan.captures[0].format.clone(),
        plan.records.len().min(3),
        fields,
        codes,
    ))
}

/// The places of a reference's values in the text.
fn ranges(reference: &Reference) -> Vec<(String, Range<usize>)> {
    let start = diglot_import::record_of(reference).map_or(0, |range| range.start);
    let of = |span: Span| start + span.range().start..start + span.range().end;
    places(reference)
        .into_iter()
        .map(|place| (place.field, of(place.span)))
        .collect()
}

/// A text in two parts and more gives the records of the whole.
///
/// Only of formats whose records are lines: XML, JSON and braces that do not match are read
/// as far as they can be seen.
pub(super) fn in_parts(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let Some(format) = detect(&text).first().map(|best| best.format) else {
        return 0;
    };
    if !matches!(
        format,
        FormatName::Ris
            | FormatName::Nbib
            | FormatName::Refer
            | FormatName::Wos
            | FormatName::NoteExpress
            | FormatName::CnkiEndNote
    ) {
        return 0;
    }
    let whole = read(&text, format);
    let window = (text.len() / 5).max(40);
    let (mut carry, mut rest, mut parts) = (Carry::default(), &*text, Vec::new());
    let mut size = window;
    while !rest.is_empty() {
        let mut end = size.min(rest.len());
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let end = if end == rest.len() {
            Some(end)
        } else {
            cut(&rest[..end], format).filter(|at| *at > 0)
        };
        let Some(end) = end else {
            size *= 2;
            continue;
        };
        carry.records = parts.len();
        parts.extend(read_part(&rest[..end], format, &mut carry).records);
        rest = &rest[end..];
        size = window;
    }
    let plain = |records: &[Record]| -> Vec<Reference> {
        records.iter().map(|r| r.reference.clone()).collect()
    };
    assert_eq!(parts.len(), whole.records.len(), "{}", format.name());
    for (number, (part, whole)) in plain(&parts).iter().zip(plain(&whole.records)).enumerate() {
        assert!(*part == whole, "record {number} of {}", format.name());
    }
    seen((format, what(&whole)))
}

/// Copied HTML as text.
pub(super) fn html(input: &[u8]) -> u64 {
    let input = String::from_utf8_lossy(input);
    let text = text_of_html(&input);
    let (plain, html) = input.split_at(input.floor_char_boundary(input.len() / 2));
    let pasted = pasted_text(plain, Some(html));
    seen((text.len().min(3), pasted.len().min(3)))
}

/// A person's corrections of what was read.
pub(super) fn fixed(input: &[u8]) -> u64 {
    let mut plan = ImportPlan::default();
    let text = plan.add_reading("f".to_owned(), input.to_vec(), &Choices::default());
    let (Some(text), Some(record)) = (text, plan.records.first_mut()) else {
        return 0;
    };
    if plan.captures[0].format.as_deref() == Some("pdf") {
        return 0;
    }
    let fields = [
        FixField::Title(None),
        FixField::Authors,
        FixField::Abstract(None),
        FixField::Container,
        FixField::Date,
        FixField::Volume,
        FixField::Issue,
        FixField::Pages,
        FixField::Doi,
        FixField::Pmid,
        FixField::Keywords,
        FixField::Affiliation,
        FixField::Registration,
        FixField::NotPartOfIt,
    ];
    let mut results = Vec::new();
    for (number, field) in fields.into_iter().enumerate() {
        // Stretches that are as arbitrary as the input.
        let at = |n: usize| {
            let byte = input.get(n * 7 % input.len()).copied().unwrap_or(0);
            text.floor_char_boundary(text.len() * usize::from(byte) / 255)
        };
        let (a, b) = (at(number), at(number + 1));
        let range = a.min(b)..a.max(b);
        results.push(fix(&mut record.reference, &text, &range, &field).is_ok());
        for (field, range) in ranges(&record.reference) {
            assert!(text.get(range.clone()).is_some(), "{field} at {range:?}");
        }
    }
    seen(results)
}
