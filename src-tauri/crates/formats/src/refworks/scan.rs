//! Where a field of a RefWorks file begins.

use crate::tagged::{Field, fields};
use diglot_text::script::is_han;

/// Tags of the format and of the programs that write it.
const TAGS: &[&str] = &[
    "A1", "A2", "A3", "A4", "A5", "A6", "AB", "AD", "AN", "AV", "CL", "CN", "CR", "DB", "DO", "DS",
    "ED", "FD", "ID", "IP", "IS", "JF", "JO", "K1", "LA", "LK", "LL", "NO", "OL", "OP", "OT", "PB",
    "PMCID", "PMID", "PP", "RD", "RT", "SF", "SL", "SN", "SP", "SR", "ST", "T1", "T2", "T3", "U1",
    "U10", "U11", "U12", "U13", "U14", "U15", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9", "UL",
    "VO", "WP", "WT", "WV", "YR",
];

/// The fields of a text, in its order.
pub(super) fn scan(text: &str) -> Vec<Field> {
    let lined = fields(text, tag_of);
    let types = lined.iter().filter(|f| f.tag == "RT").count();
    // Records of one or two lines are flattened ones.
    if types > 0 && lined.len() < types * 3 {
        let flat = flattened(text);
        if flat.len() >= lined.len() + 3 {
            return flat;
        }
    }
    lined
}

/// The tag that begins a line, and where its value begins.
fn tag_of(line: &str) -> Option<(&str, usize)> {
    let length = line
        .bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .take(6)
        .count();
    let behind = |length: usize| line[length..].chars().next();
    // "PMID 123", "A1 Moe"
    if behind(length).is_none_or(char::is_whitespace) && is_tag(&line[..length]) {
        let (tag, value) = line.split_at(length);
        return fits(tag, value.trim()).then_some((tag, length));
    }
    // "A1林行众", "YR2008"
    let tag = line.get(..2).filter(|tag| is_tag(tag))?;
    let rest = &line[2..];
    let glued = match rest.chars().next()? {
        c if is_han(c) => true,
        c if c.is_ascii_digit() => is_number(tag),
        '《' | '“' | '【' => true,
        _ => false,
    };
    (glued && fits(tag, rest)).then_some((tag, 2))
}

fn is_tag(word: &str) -> bool {
    TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(word))
}

/// Tags whose values are numbers.
fn is_number(tag: &str) -> bool {
    ["YR", "VO", "IS", "SP", "OP", "SN", "PMID"]
        .iter()
        .any(|t| t.eq_ignore_ascii_case(tag))
}

/// Whether what stands behind a word can be the value of that tag. A wrapped line may begin
/// with "is" or "IS" as any other.
fn fits(tag: &str, value: &str) -> bool {
    let words = value.split_whitespace().count();
    let upper = !tag.bytes().any(|b| b.is_ascii_lowercase());
    if is_number(tag) {
        let digits = value.chars().any(|c| c.is_ascii_digit());
        // "YR in press"
        let in_words = if tag == "YR" { 3 } else { 1 };
        return digits && words <= if upper { 6 } else { 2 } || upper && words <= in_words;
    }
    if tag.eq_ignore_ascii_case("DO") {
        return value.contains("10.") && words <= 3 || value.is_empty();
    }
    // Lower-case tags that are words of English: "an", "no", "id", "la", "ad", "op" …
    upper
        || tag.bytes().any(|b| b.is_ascii_digit())
        || matches!(
            tag,
            "jf" | "jo" | "yr" | "rt" | "sn" | "pb" | "fd" | "ul" | "lk" | "pp" | "ds"
        )
}

/// The fields of records on one line: tags between white space whose values fit, each
/// record's first.
fn flattened(text: &str) -> Vec<Field> {
    let mut marks: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        let upper = word
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if upper && TAGS.contains(&word) {
            marks.push((at, word));
        }
        at += word.len()
            + text[at + word.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
    }
    let mut out: Vec<Field> = Vec::new();
    for (i, (start, tag)) in marks.iter().enumerate() {
        let end = marks.get(i + 1).map_or(text.len(), |(next, _)| *next);
        let slice = &text[start + tag.len()..end];
        let value = slice.trim();
        let known = out
            .iter()
            .rev()
            .take_while(|f| f.tag != "RT")
            .any(|f| f.tag == *tag);
        let repeats = matches!(
            *tag,
            "A1" | "A2" | "A3" | "A4" | "K1" | "AD" | "U1" | "UL" | "LK" | "NO" | "SN"
        );
        let plausible =
            *tag == "RT" || fits(tag, value) && !value.is_empty() && (!known || repeats);
        if plausible {
            let from = start + tag.len() + (slice.len() - slice.trim_start().len());
            out.push(Field {
                tag: (*tag).to_owned(),
                range: *start..from + value.len(),
                value: from..from + value.len(),
                after_blank: false,
            });
        } else if let Some(last) = out.last_mut() {
            // What looks like a tag within a value is part of it.
            last.value.end = start + tag.len() + slice.trim_end().len();
            last.range.end = last.value.end;
        }
    }
    out
}
