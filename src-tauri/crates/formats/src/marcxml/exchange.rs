//! MARC records as catalogues exchange them (ISO 2709): a leader, a directory of the fields,
//! the fields, all parted by control characters.
//!
//! The directory counts bytes, which are others once a record was written in another
//! encoding. Fields and entries stand in one order, which is what they are read by.

use super::fields::{Field, Fields, Subfield, sorted};
use crate::{Diagnostic, Reading, Severity};
use std::ops::Range;

const FORMAT: &str = "marc";

/// Behind a record.
const RECORD: char = '\u{1d}';
/// Behind the directory and each field.
const FIELD: char = '\u{1e}';
/// Before a subfield's code.
const SUBFIELD: char = '\u{1f}';
/// How long the leader is, and an entry of the directory.
const LEADER: usize = 24;
const ENTRY: usize = 12;

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let first = text.trim_start().split(RECORD).next()?;
    (leader(first).is_some() && first.contains(FIELD) && first.contains(SUBFIELD)).then(|| {
        (
            97,
            "a leader of MARC, and fields behind a directory".to_owned(),
        )
    })
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut at = 0;
    for part in text.split_inclusive(RECORD) {
        let place = at..at + part.len();
        at = place.end;
        let whole = part.ends_with(RECORD);
        let body = part.trim_end_matches(RECORD);
        // Files often have a line for each record.
        let start = place.start + body.len() - body.trim_start_matches(outside).len();
        let body = body.trim_matches(outside);
        if body.is_empty() {
            continue;
        }
        let range = start..start + body.len();
        let complain = |code, message: &str| Diagnostic {
            record: Some(reading.records.len()),
            span: Some(range.clone()),
            severity: Severity::Warning,
            code,
            message: message.to_owned(),
        };
        let Some((fields, agree)) = fields(text, range.clone()) else {
            let mut told = complain(
                "marc-no-record",
                "This is no MARC record: it has no directory of fields.",
            );
            told.record = None;
            reading.diagnostics.push(told);
            continue;
        };
        if !whole {
            let told = complain(
                "marc-no-end",
                "The record's end is missing; it was read up to where the text ends.",
            );
            reading.diagnostics.push(told);
        } else if !agree {
            let told = complain(
                "marc-directory",
                "The record's directory names more or fewer fields than there are; some may be read as others.",
            );
            reading.diagnostics.push(told);
        }
        let record = super::record(text, range, &fields, FORMAT);
        reading.records.push(record);
    }
    reading
}

/// Behind the last whole record; see [`crate::cut`].
pub(crate) fn cut(text: &str) -> Option<usize> {
    text.rfind(RECORD).map(|at| at + RECORD.len_utf8())
}

/// What may stand between two records. The separators themselves count as white space.
fn outside(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{feff}' | '\u{1a}' | '\0')
}

/// The leader that a record begins with: its length, its kind, the length of a place.
fn leader(record: &str) -> Option<&str> {
    let leader = record.get(..LEADER)?;
    let bytes = leader.as_bytes();
    let known = bytes[..5].iter().all(|b| b.is_ascii_digit() || *b == b' ')
        && bytes[5..8]
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || *b == b' ')
        && bytes[12..17].iter().all(u8::is_ascii_digit);
    known.then_some(leader)
}

/// The fields of the record at a place, and whether they are those of its directory.
fn fields(text: &str, range: Range<usize>) -> Option<(Fields, bool)> {
    let body = &text[range.clone()];
    let (head, values) = body.split_once(FIELD)?;
    // What copying lost of the leader shows in no field; the directory is told by its end.
    let split = leader(head).map_or(head.len() % ENTRY, str::len);
    let mut entries: Vec<(&str, u32)> = Vec::new();
    let directory = head.get(split..)?;
    for at in (0..directory.len()).step_by(ENTRY) {
        let entry = directory.get(at..at + ENTRY).filter(|e| e.is_ascii())?;
        let (tag, numbers) = entry.split_at(3);
        let number = numbers.bytes().all(|b| b.is_ascii_digit());
        let known = number && tag.bytes().all(|b| b.is_ascii_alphanumeric());
        entries.push((tag, numbers[4..].parse().ok().filter(|_| known)?));
    }
    entries.sort_by_key(|(_, start)| *start);
    let mut out = Fields {
        leader: head[..split].to_owned(),
        ..Fields::default()
    };
    let mut at = range.end - values.len();
    let mut count = 0;
    let values = values.strip_suffix(FIELD).unwrap_or(values);
    for (number, value) in values.split(FIELD).enumerate() {
        let place = at..at + value.len();
        at = place.end + FIELD.len_utf8();
        count += 1;
        if let Some((tag, _)) = entries.get(number) {
            add(&mut out, tag, value, place);
        }
    }
    Some((out, count == entries.len())).filter(|(fields, _)| !fields.is_empty())
}

/// Adds a field, which has subfields unless it is a control field.
fn add(out: &mut Fields, tag: &str, value: &str, place: Range<usize>) {
    let mut parts = value.split(SUBFIELD);
    let before = parts.next().unwrap_or_default();
    if tag.starts_with("00") || before.len() == value.len() {
        out.control.push((tag.to_owned(), value.to_owned(), place));
        return;
    }
    let mut indicators = before.chars();
    let mut at = place.start + before.len();
    let mut subfields = Vec::new();
    for part in parts {
        let start = at + SUBFIELD.len_utf8();
        at = start + part.len();
        let mut rest = part.chars();
        let Some(code) = rest.next() else { continue };
        let value = sorted(rest.as_str());
        if !value.is_empty() {
            subfields.push(Subfield {
                code,
                value,
                range: at - rest.as_str().len()..at,
            });
        }
    }
    out.data.push(Field {
        tag: tag.to_owned(),
        indicators: [(); 2].map(|()| indicators.next().unwrap_or(' ')),
        subfields,
        range: place,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use diglot_model::Name;
    use proptest::prelude::*;
    use std::fmt::Write as _;

    /// A record of lines such as `245 10$aHomes$ba study` and `001 123`, with the lengths that
    /// its bytes have in UTF-8.
    fn record(leader: &str, lines: &[&str]) -> String {
        let (mut directory, mut values) = (String::new(), String::new());
        for line in lines {
            let (tag, value) = line.split_at(3);
            let value = value[1..].replace('$', "\u{1f}") + "\u{1e}";
            let _ = write!(directory, "{tag}{:04}{:05}", value.len(), values.len());
            values += &value;
        }
        let base = LEADER + directory.len() + 1;
        let all = base + values.len() + 1;
        format!("{all:05}{leader}{base:05}   4500{directory}\u{1e}{values}\u{1d}")
    }

    fn book() -> String {
        record(
            "nam a22",
            &[
                "001 5637",
                "008 910926s1984    no            000 0 eng  ",
                "020   $a0198526636 (pbk.)",
                "100 1 $aMøe, Cathrine,$d1950-",
                "245 10$aHomes and rooms :$ba study /$cby Cathrine Møe",
                "260   $aOslo :$bLight Press,$cc1984.",
            ],
        )
    }

    #[test]
    fn a_book() {
        let text = book();
        assert!(detect(&text).is_some());
        let reading = read(&text);
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        let r = &reading.records[0].reference;
        assert_eq!(r.title(), Some("Homes and rooms: a study"));
        assert_eq!(
            r.contributors[0].name().map(Name::family),
            Some("Møe".to_owned())
        );
        assert_eq!(r.year(), Some(1984));
        assert_eq!(r.kind.csl_name(), "book");
    }

    #[test]
    fn several_records() {
        let text = format!("{}\r\n{}\n", book(), book());
        let reading = read(&text);
        assert_eq!(reading.records.len(), 2);
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        assert_eq!(cut(&text), Some(text.rfind('\u{1d}').unwrap() + 1));
        assert_eq!(cut("00123nam"), None);
    }

    #[test]
    fn unimarc() {
        let text = record(
            "nam0 22",
            &[
                "010   $a978-7-5325-1234-5$dCNY20.00",
                "101 0 $achi",
                "200 1 $a图书馆的灯光$f周宁著",
                "210   $a北京$c光出版社$d2001",
                "701  0$a周宁$4著",
            ],
        );
        let r = read(&text).records.remove(0).reference;
        assert_eq!(r.title(), Some("图书馆的灯光"));
        assert_eq!(r.year(), Some(2001));
        assert_eq!(r.contributors.len(), 1);
    }

    #[test]
    fn fields_in_another_order_than_their_entries() {
        let text = "00090nam a2200049   4500245001000010001001000000\u{1e}5637890123456\u{1e}10\u{1f}aHomes\u{1e}\u{1d}";
        let r = &read(text).records[0].reference;
        assert_eq!(r.title(), Some("Homes"));
    }

    #[test]
    fn what_is_broken_is_told() {
        let text = book();
        for (broken, code, records) in [
            (text.trim_end_matches('\u{1d}').to_owned(), "marc-no-end", 1),
            (
                text.replacen("c1984.\u{1e}", "c1984.\u{1e}more\u{1e}", 1),
                "marc-directory",
                1,
            ),
            (format!("{text}something else\u{1d}"), "marc-no-record", 1),
        ] {
            let reading = read(&broken);
            let codes: Vec<_> = reading.diagnostics.iter().map(|d| d.code).collect();
            assert_eq!(codes, [code], "{broken:?}");
            assert_eq!(reading.records.len(), records);
        }
        assert_eq!(detect("00123nam a2200049   4500 is no record"), None);
        assert_eq!(detect("个个个个个个个个个个个个个\u{1e}\u{1f}"), None);
    }

    proptest! {
        #[test]
        fn nothing_breaks_it(text in "[0-9a-z 个\u{1d}\u{1e}\u{1f}]{0,80}", from in 0usize..200, to in 0usize..200) {
            let whole = book();
            let cut = |at: usize| whole.floor_char_boundary(at.min(whole.len()));
            for text in [text.clone(), format!("{}{text}{}", &whole[..cut(from)], &whole[cut(to)..])] {
                let _ = detect(&text);
                for record in read(&text).records {
                    prop_assert!(record.range.end <= text.len());
                }
            }
        }
    }
}
