//! Tagged lines of Web of Science, record by record.
//!
//! A line begins with two characters and a space (`TI A title`); its further lines are
//! indented by three. `PT` begins a record and `ER` ends it.

use crate::nbib::flow;
use std::ops::Range;

/// A tag with its value; the value may span lines.
pub(crate) type Field<'t> = (&'t str, Range<usize>);

/// The fields of a record, and whether it was ended.
pub(super) struct Found<'t> {
    pub(super) fields: Vec<Field<'t>>,
    pub(super) range: Range<usize>,
    pub(super) ended: bool,
}

/// Hands over the records of a text in order. `indented` says how values go on
/// ([`goes_on_indented`]); each record has a margin of its own.
pub(super) fn records<'t>(text: &'t str, indented: bool, mut each: impl FnMut(Found<'t>)) {
    let mut fields: Vec<Field<'t>> = Vec::new();
    let mut start = 0;
    let mut base = None;
    let close = |fields: &mut Vec<Field<'t>>, start: usize, end: usize, ended: bool| {
        let fields = std::mem::take(fields);
        (!fields.is_empty()).then_some(Found {
            fields,
            range: start..end,
            ended,
        })
    };
    let mut last = 0;
    for (at, line) in flow::lines(text) {
        let (at, line) = flow::without_mark(at, line);
        let body = line.trim_start_matches([' ', '\t', '\u{a0}']);
        if body.is_empty() {
            continue;
        }
        let indent = line.len() - body.len();
        let shallow = base.is_none_or(|base| indent <= base);
        let at = at + indent;
        let end = at + body.trim_end().len();
        let found = tag(body, indented).filter(|_| shallow);
        match found {
            Some("EF" | "FN" | "VR") => {
                base.get_or_insert(indent);
            }
            Some("ER") => {
                close(&mut fields, start, end, true)
                    .into_iter()
                    .for_each(&mut each);
                base = None;
            }
            Some(tag) => {
                base.get_or_insert(indent);
                if tag == "PT" {
                    close(&mut fields, start, last, false)
                        .into_iter()
                        .for_each(&mut each);
                }
                if fields.is_empty() {
                    start = at;
                }
                let value = body[2..].trim();
                let from = end - body.trim_end()[2..].trim_start().len();
                fields.push((tag, from..from + value.len()));
            }
            None => {
                if let Some((_, value)) = fields.last_mut() {
                    if value.start >= value.end {
                        value.start = at;
                    }
                    value.end = end;
                }
            }
        }
        last = end;
    }
    close(&mut fields, start, last, false)
        .into_iter()
        .for_each(&mut each);
}

/// The tag of a line. Where values go on without indentation, only known ones are tags.
pub(super) fn tag(line: &str, indented: bool) -> Option<&str> {
    let bytes = line.as_bytes();
    let shape = bytes.len() >= 2
        && bytes[0].is_ascii_uppercase()
        && (bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit())
        && bytes.get(2).is_none_or(|b| matches!(b, b' ' | b'\t'));
    (shape && (indented || is_known(&line[..2]))).then(|| &line[..2])
}

/// How many lines at the beginning of a text tell how its values go on.
const TELLING: usize = 400;

/// Whether lines that go on a value are indented: they are unless most lines at the
/// beginning that are no field stand at the margin.
pub(super) fn goes_on_indented(text: &str) -> bool {
    let (mut indented, mut not) = (0_usize, 0_usize);
    for (_, line) in flow::lines(text).take(TELLING) {
        if line.starts_with("   ") {
            indented += 1;
        } else if !line.trim().is_empty() && tag(line, true).is_none() {
            not += 1;
        }
    }
    indented >= not
}

#[rustfmt::skip]
fn is_known(tag: &str) -> bool {
    matches!(
        tag,
        "FN" | "VR" | "PT" | "AU" | "AF" | "BA" | "BF" | "CA" | "GP" | "BE" | "ED" | "TI" | "SO" | "SE" | "BS" | "LA"
            | "DT" | "CT" | "CY" | "CL" | "SP" | "HO" | "DE" | "ID" | "AB" | "C1" | "C3" | "RP" | "EM" | "RI" | "OI"
            | "FU" | "FX" | "FP" | "CR" | "NR" | "TC" | "Z9" | "U1" | "U2" | "PU" | "PI" | "PA" | "SN" | "EI" | "BN"
            | "J9" | "JI" | "PD" | "PY" | "VL" | "IS" | "PN" | "SU" | "SI" | "MA" | "BP" | "EP" | "AR" | "PS" | "DI"
            | "DL" | "D2" | "EA" | "EY" | "PG" | "P2" | "WC" | "WE" | "SC" | "GA" | "PM" | "UT" | "OA" | "HC" | "HP"
            | "DA" | "ER" | "EF" | "FT" | "X1" | "X4" | "X5" | "Y1" | "Y4" | "Y5" | "Z1" | "Z2" | "Z3" | "Z4" | "Z5"
            | "Z8" | "ZB" | "ZA" | "ZR" | "ZS" | "AE" | "DG" | "PC" | "PL" | "OR" | "BD" | "MC" | "MQ" | "CC" | "CN"
    )
}

/// Where a text of which more may follow can be cut: behind the last line that ends a
/// record, and is indented no further than any other: further in, it goes on a value. Not
/// before it has shown how values go on.
pub(super) fn cut(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    flow::lines(text).nth(TELLING)?;
    let margin = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches([' ', '\t', '\u{a0}']).len())
        .min()?;
    let mut end = text.len();
    while let Some(at) = memchr::memmem::rfind(&bytes[..end], b"ER") {
        let line = text[..at].trim_end_matches([' ', '\t']);
        let alone = line.ends_with(['\n', '\r']) && at - line.len() <= margin;
        let behind = text[at + 2..].trim_start_matches([' ', '\t']);
        if alone && behind.starts_with(['\n', '\r']) {
            return Some(text.len() - behind.len() + 1);
        }
        end = at;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::indent;

    fn read(text: &str) -> Vec<(Vec<(&str, &str)>, bool)> {
        let mut out = Vec::new();
        records(text, goes_on_indented(text), |found| {
            assert!(found.range.end <= text.len());
            let fields = found
                .fields
                .iter()
                .map(|(tag, range)| (*tag, &text[range.clone()]))
                .collect();
            out.push((fields, found.ended));
        });
        out
    }

    #[test]
    fn records_and_fields() {
        let text = "\u{feff}FN Clarivate\nVR 1.0\nPT J\nAU Moe, C\n   Berg, J\nTI A title\n   that goes on\nER\n\nPT J\nTI B\n\nPT J\nTI C\nER\n\nEF";
        let found = read(text);
        assert_eq!(found.len(), 3);
        assert_eq!(
            found[0].0,
            [
                ("PT", "J"),
                ("AU", "Moe, C\n   Berg, J"),
                ("TI", "A title\n   that goes on")
            ]
        );
        assert!(found[0].1 && !found[1].1 && found[2].1);
        let indented = indent(text, "  ").replace('\n', "\r\n");
        assert_eq!(read(&indented).len(), 3);
        assert_eq!(read(&indented)[0].0[2].1, "A title\r\n     that goes on");
    }

    #[test]
    fn lines_at_the_margin_go_on() {
        let text = "PT J\nTI A title of\nconsumers\nUK lakes\nAB \nLong\nand longer\nER\n";
        let found = read(text);
        assert_eq!(found[0].0[1].1, "A title of\nconsumers\nUK lakes");
        assert_eq!(found[0].0[2], ("AB", "Long\nand longer"));
    }

    #[test]
    fn each_record_has_a_margin() {
        let text = "PT J\nTI A\nER\n\n   PT J\n   TI B\n      goes on\n   ER\n\nPT J\nTI C\nER\n";
        let titles: Vec<&str> = read(text).iter().map(|(fields, _)| fields[1].1).collect();
        assert_eq!(titles, ["A", "B\n      goes on", "C"]);
    }

    #[test]
    fn cuts_behind_ends() {
        let records = "PT J\nTI A\nER\n\n".repeat(TELLING / 3);
        let rest = "\nPT J\nTI HE\n   ER\n   R\nTI B";
        let text = format!("{records}PT J\nTI HER\nER\n{rest}");
        assert_eq!(&text[cut(&text).unwrap()..], rest);
        assert_eq!(cut("PT J\nTI A\nER\n\nPT J"), None, "too few lines");
        assert_eq!(cut(&"PT J\n".repeat(2 * TELLING)), None, "no end");
    }
}
