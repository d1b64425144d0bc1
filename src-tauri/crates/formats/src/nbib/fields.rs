//! Fields of MEDLINE text, record by record.
//!
//! A field begins with a tag of two to four characters, filled up with spaces, and `- `
//! (`TI  - `, `PMID- `); its further lines are indented by six. A blank line ends a record.
//! Real texts are indented as a whole, lose the spaces behind the hyphen (`PMID-123`) or
//! before it, are broken anew without indentation, have blank lines everywhere or none at
//! all, or stand on one line.

use super::flow::{self, lines};
use std::cell::LazyCell;
use std::ops::Range;

/// A tag with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field<'t> {
    /// Two to four characters, as they stand in the text.
    pub(super) tag: &'t str,
    /// The tag in capitals, filled up with spaces.
    pub(super) key: Key,
    /// Where the tag begins.
    pub(super) start: usize,
    /// The value without surrounding white space; may span lines.
    pub(super) value: Range<usize>,
}

/// A tag in capitals, filled up with spaces: `TI` is `b"TI  "`.
pub(super) type Key = [u8; 4];

/// The key of a tag.
fn key(tag: &str) -> Key {
    let mut key = *b"    ";
    for (to, from) in key.iter_mut().zip(tag.bytes()) {
        *to = from.to_ascii_uppercase();
    }
    key
}

/// What a text is made of.
pub(super) enum Part<'t, 'f> {
    /// The fields of a record.
    Record(&'f [Field<'t>]),
    /// Lines that belong to no record.
    Stray(Range<usize>),
}

/// How far a line may be indented beyond the first tag and still begin a field.
const DEEPEST_TAG: usize = 3;

/// Hands over the parts of a text in order.
pub(super) fn parts<'t>(text: &'t str, mut each: impl FnMut(Part<'t, '_>)) {
    if let Some(fields) = flattened(text) {
        let mut rest = fields.as_slice();
        while !rest.is_empty() {
            let first = rest[0].key;
            let end = rest
                .iter()
                .skip(1)
                .position(|f| f.key == first && is_first(first))
                .map_or(rest.len(), |n| n + 1);
            each(Part::Record(&rest[..end]));
            rest = &rest[end..];
        }
        return;
    }
    // Found out where it matters, which it does not in a text as the format has it.
    let spread = LazyCell::new(|| is_spread(text));
    let mut fields: Vec<Field<'t>> = Vec::new();
    let mut seen = Seen::default();
    // Whether a blank line stands before the line at hand; how far tags are indented.
    let (mut blank, mut base) = (false, None);
    let mut stray: Option<Range<usize>> = None;
    for (start, line) in lines(text) {
        let (start, line) = flow::without_mark(start, line);
        let indent = blanks(line);
        let body = &line[indent..];
        if body.is_empty() {
            // Indented as a value is, a line of spaces is a blank one within that.
            let short = line.len() <= base.unwrap_or(0) + DEEPEST_TAG;
            blank |= short || fields.is_empty();
            continue;
        }
        let shallow = base.is_none_or(|base| indent <= base + DEEPEST_TAG);
        let at = start + indent;
        if shallow && let Some((length, value)) = tag(body) {
            let tag = &body[..length];
            let key = key(tag);
            if !fields.is_empty() && seen.ends_before(key, blank, || *spread) {
                each(Part::Record(&fields));
                fields.clear();
                seen = Seen::default();
            }
            seen.add(key);
            if let Some(stray) = stray.take() {
                each(Part::Stray(stray));
            }
            base.get_or_insert(indent);
            fields.push(Field {
                tag,
                key,
                start: at,
                value: trimmed(text, at + value..start + line.len()),
            });
        } else {
            let end = start + line.trim_end().len();
            // Behind a blank line, only an indented one goes on.
            let goes_on = !blank || indent > base.unwrap_or(0) + DEEPEST_TAG || *spread;
            match fields.last_mut() {
                Some(field) if goes_on && stray.is_none() => {
                    if field.value.is_empty() {
                        field.value = at..end;
                    } else {
                        field.value.end = end;
                    }
                }
                _ => {
                    let from = stray.as_ref().map_or(at, |s| s.start);
                    stray = Some(from..end);
                }
            }
        }
        blank = false;
    }
    if !fields.is_empty() {
        each(Part::Record(&fields));
    }
    if let Some(stray) = stray {
        each(Part::Stray(stray));
    }
}

/// The length of the blanks that a line begins with.
fn blanks(line: &str) -> usize {
    let is_blank = |b: &&u8| matches!(b, b' ' | b'\t');
    let length = line.as_bytes().iter().take_while(is_blank).count();
    // A no-break space is rare.
    if line.as_bytes().get(length) == Some(&0xc2) {
        line.len() - line.trim_start_matches([' ', '\t', '\u{a0}']).len()
    } else {
        length
    }
}

/// The length of a line's tag and where its value begins.
pub(super) fn tag(line: &str) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    // Most are set as the format has them: in capitals, filled up, and parted.
    if let Some([name @ .., b'-', b' ']) = bytes.first_chunk::<6>()
        && name[0].is_ascii_uppercase()
    {
        let is_letter = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit();
        let length = name.iter().take_while(|b| is_letter(b)).count();
        if length >= 2 && name[length..].iter().all(|b| *b == b' ') {
            return Some((length, 5));
        }
    }
    let length = bytes
        .iter()
        .take(5)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    if !(2..=4).contains(&length) || !bytes[0].is_ascii_alphabetic() {
        return None;
    }
    let spaces = bytes[length..]
        .iter()
        .take(4)
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    let hyphen = length + spaces;
    if bytes.get(hyphen) != Some(&b'-') {
        return None;
    }
    let behind = bytes.get(hyphen + 1);
    let parted = behind.is_none_or(|b| matches!(b, b' ' | b'\t'));
    let filled = hyphen == 4 && parted;
    let capital = !bytes[..length].iter().any(u8::is_ascii_lowercase);
    // A tag that is not set as tags are must be one of the format's.
    (filled && capital || is_known(&line[..length]) && (parted || capital))
        .then_some((length, hyphen + 1))
}

/// Tags of MEDLINE and of the databases that write the same form, in capitals.
#[rustfmt::skip]
pub(super) fn is_known(tag: &str) -> bool {
    const TAGS: [&str; 97] = [
        "AB", "AD", "AID", "AN", "AU", "AUID", "BTI", "CDAT", "CI", "CIN", "CN", "COI", "COIS", "CON", "CP",
        "CRDT", "CRF", "CRI", "CTDT", "CTI", "DA", "DCOM", "DDIN", "DEP", "DP", "DRDT", "DRIN", "ECF", "ECI",
        "ED", "EDAT", "EFR", "EIN", "EN", "FAU", "FED", "FIR", "FPS", "GN", "GR", "GS", "IP", "IR", "IRAD",
        "IRID", "IS", "ISBN", "ISSN", "JC", "JID", "JT", "KW", "LA", "LID", "LR", "MH", "MHDA", "MID", "MS",
        "NM", "OAB", "OABL", "OCI", "OID", "ORI", "OT", "OTO", "OWN", "PB", "PG", "PHST", "PL", "PMC", "PMCR",
        "PMID", "PS", "PST", "PT", "RF", "RIN", "RN", "ROF", "RPF", "RPI", "RRF", "RRI", "SB", "SFM", "SI",
        "SO", "SPIN", "STAT", "TA", "TI", "TT", "UI", "VI",
    ];
    let key = key(tag);
    let key = key.trim_ascii_end();
    TAGS.binary_search_by(|known| known.as_bytes().cmp(key))
        .is_ok()
        || matches!(key, b"UIN" | b"UOF" | b"VTI" | b"YR")
}

/// Tags that a record begins with.
fn is_first(key: Key) -> bool {
    matches!(&key, b"PMID" | b"OWN " | b"UI  " | b"PMC " | b"PMCR")
}

/// Tags that stand once in a record, and which of them the open record has.
#[derive(Default)]
struct Seen(u16);

impl Seen {
    const PMID: u16 = 1;

    fn bit(key: Key) -> u16 {
        match &key {
            b"PMID" => Self::PMID,
            b"SO  " => 2,
            b"OWN " => 4,
            b"UI  " => 8,
            b"TI  " => 16,
            b"STAT" => 32,
            b"DP  " => 64,
            b"JT  " => 128,
            b"PMC " => 256,
            b"PMCR" => 512,
            _ => 0,
        }
    }

    fn add(&mut self, key: Key) {
        self.0 |= Self::bit(key);
    }

    /// Whether a tag begins a record beside the open one.
    fn ends_before(&self, key: Key, blank: bool, spread: impl FnOnce() -> bool) -> bool {
        let again = self.0 & Self::bit(key);
        if again & Self::PMID != 0 || blank && again != 0 {
            return true;
        }
        // Where blank lines stand between all fields, they tell nothing.
        blank && !spread()
    }
}

/// Whether blank lines stand between the fields of records.
fn is_spread(text: &str) -> bool {
    let (mut tags, mut behind_blank, mut blank) = (0_usize, 0_usize, false);
    for (_, line) in lines(text).take(200) {
        if line.trim().is_empty() {
            blank = true;
            continue;
        }
        if tag(line.trim_start()).is_some() {
            behind_blank += usize::from(blank && tags > 0);
            tags += 1;
        }
        blank = false;
    }
    tags > 2 && behind_blank * 2 > tags
}

/// Whether hardly any line of a text begins with a tag.
fn is_flat(text: &str) -> bool {
    let mut tagged = lines(text)
        .take(40)
        .filter(|(_, line)| tag(line.trim_start()).is_some());
    tagged.nth(3).is_none()
}

/// The fields of records that stand on one line, if they do.
fn flattened(text: &str) -> Option<Vec<Field<'_>>> {
    if !is_flat(text) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut fields: Vec<Field<'_>> = Vec::new();
    for hyphen in memchr::memchr_iter(b'-', bytes) {
        // Only tags that are filled up to four characters: "XY - " stands in prose.
        let Some(start) = hyphen.checked_sub(4) else {
            continue;
        };
        let free = start == 0 || bytes[start - 1].is_ascii_whitespace();
        if !free || !bytes.get(hyphen + 1).is_none_or(u8::is_ascii_whitespace) {
            continue;
        }
        let length = bytes[start..hyphen]
            .iter()
            .take_while(|b| b.is_ascii_uppercase())
            .count();
        let filled = length >= 2 && bytes[start + length..hyphen].iter().all(|b| *b == b' ');
        if filled && is_known(&text[start..start + length]) {
            if let Some(last) = fields.last_mut() {
                last.value = trimmed(text, last.value.start..start);
            }
            let tag = &text[start..start + length];
            fields.push(Field {
                tag,
                key: key(tag),
                start,
                value: trimmed(text, hyphen + 1..text.len()),
            });
        }
    }
    (fields.len() >= 4 && is_first(fields[0].key)).then_some(fields)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    start..(range.start + slice.trim_end().len()).max(start)
}

/// Where a text of which more may follow can be cut: before the last tag behind a blank
/// line, or, where such lines stand between all fields or records on one line, before the
/// last `PMID`.
pub(crate) fn cut(text: &str) -> Option<usize> {
    between_lines(text).or_else(|| on_one_line(text))
}

/// Before the last of several records on one line.
fn on_one_line(text: &str) -> Option<usize> {
    const FIRST: &str = "PMID- ";
    let begins = text.trim_start_matches(['\u{feff}', ' ', '\t', '\n', '\r']);
    if !begins.starts_with(FIRST) || !is_flat(text) {
        return None;
    }
    let first = text.len() - begins.len();
    text.rmatch_indices(FIRST)
        .map(|(at, _)| at)
        .take_while(|at| *at > first)
        .find(|at| text.as_bytes()[at - 1].is_ascii_whitespace())
}

fn between_lines(text: &str) -> Option<usize> {
    let spread = LazyCell::new(|| is_spread(text));
    let bytes = text.as_bytes();
    // What stands behind the last line break may not be whole.
    let mut end = memchr::memrchr2(b'\n', b'\r', bytes)?;
    while let Some(at) = memchr::memrchr2(b'\n', b'\r', &bytes[..end]) {
        let line = &text[at + 1..end];
        let start = at + 1;
        end = at;
        let Some((length, _)) = tag(line) else {
            continue;
        };
        let before = &text[..=at];
        let break_at = before
            .strip_suffix("\r\n")
            .or_else(|| before.strip_suffix(['\n', '\r']));
        let blank = break_at
            .is_some_and(|above| above.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']));
        let begins = || line[..length].eq_ignore_ascii_case("PMID") || !*spread;
        if blank && begins() && !before.trim().is_empty() {
            return Some(start);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::indent;

    fn read(text: &str) -> Vec<Vec<(&str, &str)>> {
        let mut out = Vec::new();
        parts(text, |part| {
            if let Part::Record(fields) = part {
                out.push(
                    fields
                        .iter()
                        .map(|f| (f.tag, &text[f.value.clone()]))
                        .collect(),
                );
            }
        });
        out
    }

    #[test]
    fn known_tags_are_found() {
        for tag in ["AB", "BTI", "PMID", "VI", "aid", "UOF", "TT"] {
            assert!(is_known(tag), "{tag}");
        }
        assert!(!is_known("HIV"));
        assert!(!is_known("XY"));
    }

    #[test]
    fn lines_go_on_when_indented() {
        let text = "PMID- 1\nTI  - A title\n      AB  - that goes on\nAB  - One\n\n      and two\n\nPMID- 2\nTI  - B\n";
        let records = read(text);
        assert_eq!(records.len(), 2);
        assert_eq!(records[0][1].1, "A title\n      AB  - that goes on");
        assert_eq!(records[0][2].1, "One\n\n      and two");
        let indented = indent(text, "    ");
        assert_eq!(read(&indented).len(), 2);
        assert_eq!(read(&indented)[0].len(), 3);
    }

    #[test]
    fn odd_forms_of_tags() {
        let records =
            read("PMID-1\nTI-\nBTI -   \nFAU - A, B\nHIV- is no tag\n\nPMC -2\nISBN - 3\n");
        assert_eq!(records.len(), 2);
        assert_eq!(
            records[0],
            [
                ("PMID", "1"),
                ("TI", ""),
                ("BTI", ""),
                ("FAU", "A, B\nHIV- is no tag")
            ]
        );
        assert_eq!(records[1], [("PMC", "2"), ("ISBN", "3")]);
    }

    #[test]
    fn blank_lines_between_fields() {
        let text =
            "PMID- 1\n\nOWN - NLM\n\nTI  - A\n\nAB  - B\n\nPMID- 2\n\nOWN - NLM\n\nTI  - C\n";
        assert_eq!(read(text).len(), 2);
        let without = "PMID- 1\nTI  - A\nPMID- 2\nTI  - B\nTI  - C\n";
        assert_eq!(read(without).len(), 2);
    }

    #[test]
    fn records_on_one_line() {
        let text =
            "PMID- 1 OWN - NLM TI  - A title of XY - units AB  - Long. PMID- 2 OWN - NLM TI  - B";
        let records = read(text);
        assert_eq!(records.len(), 2);
        assert_eq!(records[0][2], ("TI", "A title of XY - units"));
    }

    #[test]
    fn cuts_between_records() {
        let text = "PMID- 1\nTI  - A\nCIN - X. PMID: 3\n\nPMID- 2\nTI  - B\n";
        let at = cut(text).unwrap();
        assert!(text[at..].starts_with("PMID- 2"));
        assert_eq!(cut(&text[at..]), None);
        let crlf = text.replace('\n', "\r\n");
        assert!(crlf[cut(&crlf).unwrap()..].starts_with("PMID- 2"));
    }

    #[test]
    fn records_on_one_line_are_cut_before_the_last() {
        let one = "PMID- 1 OWN - NLM TI  - Lamps and rooms. AU  - Moe A SO  - J Homes. 2001. ";
        let text = format!("{one}{one}{one}");
        assert_eq!(cut(&text), Some(one.len() * 2));
        assert_eq!(read(&text[..one.len() * 2]).len(), 2);
        // The only one may go on, and a word may end like a tag.
        assert_eq!(cut(one), None);
        assert_eq!(cut(&format!("{one}AB  - (PMID- 7) is another.")), None);
        let broken = text.replace("TI  - ", "TI  -\n      ");
        assert_eq!(cut(&broken).map(|at| &broken[at..at + 5]), Some("PMID-"));
    }
}
