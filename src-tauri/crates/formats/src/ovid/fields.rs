//! Fields of Ovid's exports in both forms, under one set of names: the tags.

use crate::nbib::flow;
use std::ops::Range;

/// A tag (that of a label, or the label itself when it has none) with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field<'t> {
    pub(super) tag: &'t str,
    pub(super) value: Range<usize>,
}

/// Labels, in small letters, with the tags that mean the same.
const LABELS: &[(&str, &str)] = &[
    ("abstract", "AB"),
    ("abstract number", "XN"),
    ("accession number", "AN"),
    ("affiliation", "IN"),
    ("author", "AU"),
    ("author address", "IN"),
    ("author affiliation", "IN"),
    ("author keywords", "KW"),
    ("author(s)", "AU"),
    ("authors", "AU"),
    ("authors full name", "FA"),
    ("book title", "BT"),
    ("chapter title", "TI"),
    ("clinical trial number", "TR"),
    ("corporate author", "CA"),
    ("corporate source", "IN"),
    ("country of publication", "CP"),
    ("database", "DB"),
    ("date of publication", "DP"),
    ("digital object identifier", "DO"),
    ("document type", "DT"),
    ("doi", "DO"),
    ("doi number", "DO"),
    ("editor", "ED"),
    ("editor(s)", "ED"),
    ("editors", "ED"),
    ("full source", "SO"),
    ("heading word", "HW"),
    ("institution", "IN"),
    ("isbn", "IB"),
    ("issn", "IS"),
    ("issn electronic", "ES"),
    ("issn linking", "IL"),
    ("issn print", "IS"),
    ("issue", "IP"),
    ("issue/part", "IP"),
    ("journal", "JN"),
    ("journal abbreviation", "JA"),
    ("journal name", "JN"),
    ("journal subset", "SB"),
    ("key concepts", "KW"),
    ("key words", "KW"),
    ("keyword", "KW"),
    ("keyword heading", "KF"),
    ("keywords", "KW"),
    ("language", "LG"),
    ("link to the ovid full text or citation", "XL"),
    ("mesh subject headings", "MH"),
    ("nlm journal code", "JC"),
    ("nlm journal name", "NJ"),
    ("original title", "TT"),
    ("other abstract", "OA"),
    ("pagination", "PG"),
    ("page", "PG"),
    ("pages", "PG"),
    ("pmid", "PM"),
    ("publication date", "DP"),
    ("publication type", "PT"),
    ("publication year", "YR"),
    ("publisher", "PB"),
    ("references", "RF"),
    ("score", "SC"),
    ("series", "SE"),
    ("source", "SO"),
    ("status", "ST"),
    ("subject headings", "SH"),
    ("title", "TI"),
    ("translated title", "TT"),
    ("unique identifier", "UI"),
    ("url", "UR"),
    ("vernacular title", "TT"),
    ("volume", "VI"),
    ("year of publication", "YR"),
];

/// The tag of a line that is one of Ovid's labels.
pub(super) fn label(line: &str) -> Option<&'static str> {
    if line.starts_with([' ', '\t']) || line.len() > 45 {
        return None;
    }
    let label = line.trim().trim_end_matches(':');
    if !label.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let lower = label.to_ascii_lowercase();
    LABELS
        .iter()
        .find(|(name, _)| *name == lower)
        .map(|(_, tag)| *tag)
}

/// The tag of a line such as `TI  - A title`, and where its value begins in it.
pub(super) fn tagged(line: &str) -> Option<(&str, usize)> {
    let body = line.trim_start_matches([' ', '\t', '\u{feff}']);
    let indent = line.len() - body.len();
    let bytes = body.as_bytes();
    let shape = bytes.len() > 2
        && bytes[0].is_ascii_uppercase()
        && (bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit());
    let rest = body.get(2..).filter(|_| shape && indent < 6)?;
    let hyphen = rest
        .find('-')
        .filter(|at| *at <= 3 && rest[..*at].trim().is_empty())?;
    let parted = rest[hyphen + 1..].is_empty() || rest[hyphen + 1..].starts_with([' ', '\t']);
    parted.then_some((&body[..2], indent + 2 + hyphen + 1))
}

/// Whether a line numbers a record: `<12>`, `<12. >`.
pub(super) fn is_number(line: &str) -> bool {
    line.strip_prefix('<')
        .and_then(|l| l.strip_suffix('>'))
        .map(|l| l.trim().trim_end_matches('.'))
        .is_some_and(|n| !n.is_empty() && n.len() < 10 && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Hands over the fields of each record, with its place.
pub(super) fn records<'t>(text: &'t str, mut each: impl FnMut(&[Field<'t>], Range<usize>)) {
    let mut fields: Vec<Field<'t>> = Vec::new();
    let (mut start, mut last) = (0, 0);
    let mut numbered = false;
    // The form that the text's first field has is that of all.
    let mut labelled = None;
    for (at, line) in flow::lines(text) {
        let body = line.trim_matches([' ', '\t', '\u{feff}', '\u{a0}']);
        if body.is_empty() {
            continue;
        }
        let end = at + line.trim_end().len();
        if is_number(body) {
            if !fields.is_empty() {
                each(&fields, start..last);
                fields.clear();
            }
            (start, numbered) = (at, true);
            last = end;
            continue;
        }
        let found = match labelled {
            Some(true) => label(line).map(|tag| (tag, end)),
            Some(false) => tagged(line).map(|(tag, value)| (tag, at + value)),
            None => label(line)
                .map(|tag| (tag, end))
                .or_else(|| tagged(line).map(|(tag, value)| (tag, at + value))),
        };
        match found {
            Some((tag, value)) => {
                labelled.get_or_insert(value == end && label(line).is_some());
                // Without numbers, what comes first tells where a record begins.
                let again = !numbered && fields.first().is_some_and(|f| f.tag == tag);
                if again && matches!(tag, "VN" | "SC" | "UI" | "AN" | "TI" | "AU") {
                    each(&fields, start..last);
                    fields.clear();
                }
                if fields.is_empty() && !numbered {
                    start = at;
                }
                fields.push(Field {
                    tag,
                    value: trimmed(text, value..end),
                });
            }
            // A label that nobody knows: unindented, before indented lines.
            None if labelled == Some(true) && !line.starts_with([' ', '\t']) && body.len() < 45 => {
                fields.push(Field {
                    tag: body,
                    value: end..end,
                });
            }
            None => {
                if let Some(field) = fields.last_mut() {
                    if field.value.is_empty() {
                        field.value.start = at + (line.len() - line.trim_start().len());
                    }
                    field.value.end = end;
                }
            }
        }
        last = end;
    }
    if !fields.is_empty() {
        each(&fields, start..last);
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    start..(range.start + slice.trim_end().len()).max(start)
}

/// Where a text of which more may follow can be cut: before the last line that numbers a
/// record.
pub(crate) fn cut(text: &str) -> Option<usize> {
    let mut end = text.len();
    while let Some(at) = memchr::memrchr(b'<', &text.as_bytes()[..end]) {
        // Asked first: reading the rest of a long line at each `<` in it takes long.
        if at > 0 && text[..at].ends_with(['\n', '\r']) {
            let line = text[at..].split(['\n', '\r']).next().unwrap_or_default();
            let ended = at + line.len() < text.len();
            if ended && is_number(line.trim()) {
                return Some(at);
            }
        }
        end = at;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<(&str, &str)>> {
        let mut out = Vec::new();
        records(text, |fields, range| {
            assert!(range.end <= text.len());
            out.push(
                fields
                    .iter()
                    .map(|f| (f.tag, &text[f.value.clone()]))
                    .collect(),
            );
        });
        out
    }

    #[test]
    fn labels_and_tags() {
        let labels = "<1>\nAuthor\n  Moe, C 1\nTitle\n  A title\n  that goes on\n\n  and on\nOdd Label\n  kept\n\n<2>\nTitle\n  B\n";
        let found = read(labels);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0],
            [
                ("AU", "Moe, C 1"),
                ("TI", "A title\n  that goes on\n\n  and on"),
                ("Odd Label", "kept")
            ]
        );
        let tags = "<1. >\r\nVN  - Ovid Technologies\r\nTI  - A title\r\nSY  - one\r\n\r\n      two\r\nYR  - 2004\r\n\r\n<2. >\r\nVN  - Ovid Technologies\r\n";
        let found = read(tags);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0][2], ("SY", "one\r\n\r\n      two"));
        assert!(tags[cut(tags).unwrap()..].starts_with("<2. >"));
        assert_eq!(read("VN  - Ovid\nTI  - A\nVN  - Ovid\nTI  - B\n").len(), 2);
    }
}
