//! Lists of names and affiliations, as pages set them.

use crate::build::Builder;
use crate::citation::pattern;
use crate::lines::{Line, range_in};
use diglot_model::{ContributorRole, Name};
use diglot_text::names::{NameOrder, is_organisation, parse_name};
use diglot_text::{script, tidy::tidy};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static MARKS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s*[\[［(（]\s*([\d\s,，;*#]+)[\]］)）]\s*[*#]?\s*$"));

/// A name without its affiliation marks, and the marks.
pub(crate) fn split_marks(name: &str) -> (&str, Vec<u16>) {
    let Some(c) = MARKS.captures(name) else {
        return (
            name.trim_end_matches([',', '，', '*', '#', ' ']),
            Vec::new(),
        );
    };
    let marks = c[1]
        .split(|ch: char| !ch.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let end = c.get(0).map_or(name.len(), |m| m.start());
    (&name[..end], marks)
}

/// Reads authors, one a line or several a line between semicolons.
pub(crate) fn read_authors(builder: &mut Builder<'_>, block: &[Line<'_>], fallback: NameOrder) {
    let mut names: Vec<(Range<usize>, Vec<u16>)> = Vec::new();
    for line in block {
        for part in author_parts(line.text) {
            let part = part.trim();
            if is_ellipsis(part) {
                builder.reference.contributors_complete = false;
                continue;
            }
            let (name, marks) = split_marks(part);
            let name = name.trim();
            if !name.is_empty() {
                names.push((line.range_of(name), marks));
            }
        }
    }
    builder.authors(&names, fallback);
}

/// Reads the names of tagged fields: one in each range, or several between semicolons, " and "
/// or, where the list ends with a comma, commas.
pub(crate) fn read_names(
    builder: &mut Builder<'_>,
    text: &str,
    ranges: &[Range<usize>],
    role: ContributorRole,
    fallback: NameOrder,
) {
    let mut names: Vec<(Range<usize>, Vec<u16>)> = Vec::new();
    for range in ranges {
        let value = &text[range.clone()];
        for part in name_parts(value) {
            let part = part.trim();
            if is_ellipsis(part) {
                builder.reference.contributors_complete = false;
            } else if !tidy(part).is_empty() {
                let at = range_in(value, part);
                names.push((range.start + at.start..range.start + at.end, Vec::new()));
            }
        }
    }
    let before = builder.reference.contributors.len();
    builder.authors(&names, fallback);
    let added = &mut builder.reference.contributors[before..];
    for (contributor, (range, _)) in added.iter_mut().zip(&names) {
        contributor.role = role;
        if let Some(whole) = whole_name(&text[range.clone()]) {
            contributor.names[0].name = Name::literal(whole);
        }
    }
}

/// The names of a value.
fn name_parts(value: &str) -> Vec<&str> {
    if value.contains([';', '；']) {
        return value.split([';', '；']).collect();
    }
    if value.contains(" and ") && !is_organisation(value) {
        let parts: Vec<&str> = value.split(" and ").collect();
        // "Food and Drug Administration" is one name.
        if parts.iter().all(|p| p.contains([',', '.'])) {
            return parts;
        }
    }
    if let Some(list) = han_list(value) {
        return list;
    }
    // "Weber, K., Moe, C.," lists names that are not inverted.
    if let Some(list) = value.trim_end().strip_suffix(',')
        && list.contains(',')
    {
        return list.split(',').collect();
    }
    vec![value]
}

/// `张三立，李明、王小五`: Han names with nothing but commas between them. `张, 三立` is one
/// name, and so is `欧阳, 小满`.
pub(crate) fn han_list(value: &str) -> Option<Vec<&str>> {
    if value.is_ascii() || !value.contains([',', '，', '、']) {
        return None;
    }
    let list: Vec<&str> = value.split([',', '，', '、']).map(str::trim).collect();
    let names = list
        .iter()
        .all(|name| (2..=4).contains(&name.chars().count()) && name.chars().all(script::is_han));
    let single = list.len() == 2 && {
        let joined = list.concat();
        parse_name(&joined, NameOrder::FamilyFirst).family() == list[0]
    };
    (names && list.len() > 1 && !single).then_some(list)
}

/// A name whose only comma ends it is not parted (`World Bank,`): EndNote's convention.
/// Initials at the end show a person behind a stray comma.
pub(crate) fn whole_name(text: &str) -> Option<String> {
    // Most names end with a letter or a point.
    if let Some(b'.' | b'A'..=b'Z' | b'a'..=b'z') = text.as_bytes().last() {
        return None;
    }
    let name = tidy(text.trim().strip_suffix([',', '，'])?);
    let last = name.split(' ').next_back()?;
    let initials = name.contains(' ')
        && last.chars().count() <= 3
        && last.chars().all(|c| c.is_uppercase() || c == '.');
    (!initials && !name.is_empty() && !name.contains([',', '，'])).then_some(name)
}

/// "…", "et al.", "等": the list goes on.
pub(crate) fn is_ellipsis(text: &str) -> bool {
    // Most names begin with another letter.
    if let Some(b'B'..=b'D' | b'F'..=b'Z') = text.as_bytes().first() {
        return false;
    }
    let shown = text.trim().trim_end_matches(['.', ',']);
    if shown.is_ascii() {
        return ["et al", "and others"]
            .iter()
            .any(|words| words.eq_ignore_ascii_case(shown))
            || shown.is_empty() && !text.trim().is_empty();
    }
    matches!(shown, "…" | "等" | "等人" | "……" | "⋯")
}

/// Splits a line of names at the separator that it uses.
pub(crate) fn author_parts(line: &str) -> Vec<&str> {
    if line.contains([';', '；']) {
        return line.split([';', '；']).collect();
    }
    if script::is_chinese(line) {
        return split_outside_brackets(line, &[',', '，', '、']);
    }
    // "Moe, Cathrine [1 ,2 ]" is one name; "Cathrine Moe, Beate Brinchmann" are two.
    let parts = split_outside_brackets(line, &[',', '，']);
    let several = parts.len() > 2
        || parts.len() == 2
            && parts
                .iter()
                .all(|p| p.split_whitespace().count() >= 2 && !p.contains('['));
    let is_suffix = parts.len() == 3
        && matches!(
            parts[1].trim().to_lowercase().as_str(),
            "jr" | "jr." | "ii" | "iii"
        );
    if several && !is_suffix {
        parts
    } else {
        vec![line]
    }
}

fn split_outside_brackets<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    let (mut depth, mut start, mut out) = (0i32, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '[' | '(' | '［' | '（' => depth += 1,
            ']' | ')' | '］' | '）' => depth -= 1,
            c if depth <= 0 && separators.contains(&c) => {
                out.push(&text[start..i]);
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

static AFFILIATION_MARK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*[\[［(（]?\s*\d{1,3}\s*[\]］)）.、]?\s*"));

/// Reads affiliations, one a line, their numbers left out.
pub(crate) fn read_affiliations(builder: &mut Builder<'_>, block: &[Line<'_>]) {
    for line in block {
        let rest = line.rest(affiliation_mark(
            line.text,
            builder.reference.affiliations.len() + 1,
        ));
        let text = rest.text.trim_end_matches([';', '；']);
        if !text.is_empty() {
            builder.affiliation(rest.range_of(text));
        }
    }
}

/// The length of an affiliation's number. Numbers count up: "22nd Department" is the second
/// one, "2nd Department".
fn affiliation_mark(text: &str, expected: usize) -> usize {
    let number = expected.to_string();
    if let Some(rest) = text.strip_prefix(&number) {
        let ordinal = ["st ", "nd ", "rd ", "th "].iter().any(|o| {
            rest.trim_start_matches(|c: char| c.is_ascii_digit())
                .starts_with(o)
        });
        if ordinal {
            // "2nd Department" alone is no numbered "nd Department".
            return if rest.starts_with(|c: char| c.is_ascii_digit()) {
                number.len()
            } else {
                0
            };
        }
    }
    AFFILIATION_MARK.find(text).map_or(0, |m| m.end())
}
