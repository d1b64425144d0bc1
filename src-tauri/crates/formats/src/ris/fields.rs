//! Tags and values of RIS text, with their places.

use crate::citation::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A tag with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field<'t> {
    /// Two characters, upper case.
    pub(super) tag: &'t str,
    /// The field with its tag.
    pub(super) range: Range<usize>,
    /// The value; may span lines.
    pub(super) value: Range<usize>,
}

/// Tags of RIS and of the programs that write it.
const TAGS: &[&str] = &[
    "A1", "A2", "A3", "A4", "A5", "AB", "AD", "AN", "AU", "AV", "BT", "C1", "C2", "C3", "C4", "C5",
    "C6", "C7", "C8", "CA", "CN", "CP", "CT", "CY", "DA", "DB", "DI", "DO", "DP", "DS", "ED", "EP",
    "ER", "ET", "FD", "H1", "H2", "ID", "IS", "J1", "J2", "JA", "JF", "JO", "K1", "KW", "L1", "L2",
    "L3", "L4", "LA", "LB", "LK", "LP", "LT", "M1", "M2", "M3", "N1", "N2", "NO", "NV", "OP", "PA",
    "PB", "PMID", "PP", "PY", "RD", "RI", "RN", "RP", "SE", "SF", "SL", "SN", "SO", "SP", "SR",
    "ST", "SV", "T1", "T2", "T3", "T4", "TA", "TI", "TT", "TY", "U1", "U2", "U3", "U4", "U5", "UR",
    "VL", "VO", "WP", "WT", "WV", "Y1", "Y2", "YR",
];

static LINE_TAG: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^[ \t\u{feff}]*([A-Za-z][A-Za-z0-9])(?: {0,3}|\t)-(?:[ \t]|$)"));
static ANY_TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Z][A-Z0-9][ \t]{0,2}-"));

/// Whether a line begins as a field does.
pub(super) fn begins_with_tag(line: &str) -> bool {
    LINE_TAG
        .captures(line)
        .is_some_and(|c| known(&c[1]).is_some())
}

/// Whether a tag is one that the reader knows.
pub(super) fn is_tag(tag: &str) -> bool {
    tag.len() == 2 && known(tag).is_some()
}

fn known(tag: &str) -> Option<&'static str> {
    TAGS.iter().copied().find(|t| t.eq_ignore_ascii_case(tag))
}

/// The fields of a text, and whether records stand on one line.
pub(super) fn scan(text: &str) -> (Vec<Field<'static>>, bool) {
    let lined = collect(text, &line_tags(text));
    // A line that holds a tag in its middle behind TY is a flattened record, however many
    // times it was broken since.
    let inner = tags_anywhere(text);
    let flat = inner.len() >= 3
        && inner.iter().any(|t| t.tag == "TY")
        && inner.len() >= lined.len() + 3
        && inner.len() > 2 * lined.len().max(1);
    if flat {
        (collect(text, &plausible(text, &inner)), true)
    } else {
        (lined, false)
    }
}

/// A place where a tag stands.
#[derive(Debug, Clone, Copy)]
struct Found {
    tag: &'static str,
    start: usize,
    value: usize,
}

fn line_tags(text: &str) -> Vec<Found> {
    LINE_TAG
        .captures_iter(text)
        .filter_map(|c| {
            let tag = c.get(1)?;
            Some(Found {
                tag: known(tag.as_str())?,
                start: tag.start(),
                value: c.get(0)?.end(),
            })
        })
        .collect()
}

/// Known tags with white space (or an end of the text) on both sides.
fn tags_anywhere(text: &str) -> Vec<Found> {
    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '\u{feff}');
    ANY_TAG
        .find_iter(text)
        .filter(|m| {
            blank(text[..m.start()].chars().next_back()) && blank(text[m.end()..].chars().next())
        })
        .filter_map(|m| {
            Some(Found {
                tag: known(&text[m.start()..m.start() + 2])?,
                start: m.start(),
                value: m.end(),
            })
        })
        .collect()
}

fn collect(text: &str, tags: &[Found]) -> Vec<Field<'static>> {
    let mut fields = Vec::with_capacity(tags.len());
    for (i, at) in tags.iter().enumerate() {
        let end = tags.get(i + 1).map_or(text.len(), |next| next.start);
        let value = if at.tag == "ER" {
            at.value.min(end)..at.value.min(end)
        } else {
            trimmed(text, at.value.min(end)..end)
        };
        fields.push(Field {
            tag: at.tag,
            range: at.start..value.end.max(at.start + 2),
            value,
        });
    }
    fields
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = range.start + slice.trim_end().len();
    start..end.max(start)
}

/// Of the tags found anywhere in flattened text, those that are tags: their value must be
/// of the tag's kind, and a record has one title and one abstract. What looks like a tag
/// within an abstract ("AU - units") stays text.
fn plausible(text: &str, tags: &[Found]) -> Vec<Found> {
    // A tag whose value is of another kind is text, and ends no value before it.
    let fitting: Vec<Found> = tags
        .iter()
        .enumerate()
        .filter(|(i, at)| {
            let next = tags.get(i + 1);
            let end = next.map_or(text.len(), |next| next.start);
            let value = text[at.value.min(end)..end].trim();
            match at.tag {
                "ER" => value.is_empty() && next.is_none_or(|next| next.tag == "TY"),
                "TY" => is_type(value),
                tag if is_long(tag) => true,
                tag => fits(tag, value),
            }
        })
        .map(|(_, at)| *at)
        .collect();
    let mut kept: Vec<Found> = Vec::new();
    let mut once: Vec<&str> = Vec::new();
    for (i, at) in fitting.iter().enumerate() {
        if matches!(at.tag, "TY" | "ER") {
            kept.push(*at);
            once.clear();
            continue;
        }
        let end = fitting.get(i + 1).map_or(text.len(), |next| next.start);
        let value = text[at.value.min(end)..end].trim();
        let group = match at.tag {
            "T1" | "TI" => "title",
            "AB" | "N2" => "abstract",
            "Y1" | "PY" | "VL" | "IS" | "SP" | "EP" | "DO" | "JF" | "JO" | "T2" | "PB" | "LA" => {
                at.tag
            }
            _ => "",
        };
        if (!group.is_empty() && once.contains(&group)) || (is_long(at.tag) && !fits(at.tag, value))
        {
            continue;
        }
        if !group.is_empty() {
            once.push(group);
        }
        kept.push(*at);
    }
    kept
}

/// Tags whose values are prose, which may hold what looks like another tag.
fn is_long(tag: &str) -> bool {
    matches!(tag, "AB" | "N2" | "T1" | "TI" | "TA" | "N1")
}

fn is_type(value: &str) -> bool {
    let word = value.split_whitespace().next().unwrap_or_default();
    word == value && (3..=8).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether a value is of a tag's kind.
fn fits(tag: &str, value: &str) -> bool {
    let chars = value.chars().count();
    let first = value.chars().next();
    let digit = first.is_some_and(|c| c.is_ascii_digit());
    let words = value.split_whitespace().count();
    match tag {
        "AU" | "A1" | "A2" | "A3" | "A4" | "ED" => {
            chars <= 90
                && words <= 9
                && first.is_some_and(|c| {
                    !c.is_lowercase() || value.starts_with(['d', 'v', 'l']) && words > 1
                })
                && !value.contains(['?', ':', '%', '='])
                && !value.chars().any(|c| c.is_ascii_digit())
                && value
                    .split_whitespace()
                    .filter(|w| w.len() > 4 && w.chars().all(char::is_lowercase))
                    .count()
                    == 0
        }
        "VL" | "VO" | "IS" | "CP" | "SP" | "EP" | "LP" => chars <= 30 && words <= 4 && chars > 0,
        "PY" | "Y1" | "Y2" | "YR" | "DA" => (digit || value.starts_with('/')) && chars <= 40,
        "DO" | "DI" => value.contains("10.") && words <= 2,
        "UR" | "L1" | "L2" | "L3" | "L4" | "LK" => {
            words <= 3
                && (value.contains("://")
                    || value.contains("www.")
                    || value.contains("10.")
                    || value.contains('/')
                    || value.contains('.'))
        }
        "SN" => chars <= 60 && value.chars().any(|c| c.is_ascii_digit()),
        "LA" => chars <= 30 && words <= 3,
        // An abstract begins a sentence; "blood group AB - how much" does not.
        "AB" | "N2" => chars >= 40 && first.is_some_and(|c| !c.is_lowercase()),
        "T1" | "TI" | "T2" | "JF" | "JO" | "JA" | "PB" | "BT" => {
            chars > 0 && !(first.is_some_and(char::is_lowercase) && words > 3)
        }
        "TY" => false,
        _ => chars <= 600 && chars > 0,
    }
}
