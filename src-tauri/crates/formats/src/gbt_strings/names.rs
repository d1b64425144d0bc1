//! Lists of authors in reference strings.

use super::narrow::Narrow;
use crate::labelled::people::NameList;
use diglot_model::ContributorRole;
use diglot_text::names::NameOrder;
use diglot_text::script::{has_han, is_han};
use std::ops::Range;

/// The names of a stretch of a reference string, and what they did to the work.
pub(super) struct Names {
    pub(super) list: NameList,
    pub(super) role: ContributorRole,
}

/// Reads `牛某, SWING I R, 等`, `Smith, J. A., & Doe, B.`, `某委员会编`.
pub(super) fn read(narrow: &Narrow, range: &Range<usize>, order: NameOrder) -> Names {
    let mut names = Names {
        list: NameList {
            order,
            ..NameList::default()
        },
        role: ContributorRole::Author,
    };
    let mut parts = split(narrow, range);
    join_inverted(narrow, &mut parts);
    let count = parts.len();
    for (i, part) in parts.into_iter().enumerate() {
        let mut part = without_country(narrow, part);
        let slice = &narrow.text[part.clone()];
        if is_more(slice) {
            names.list.more = true;
            continue;
        }
        if i + 1 == count && has_han(slice) {
            for (tail, role) in [
                ("主编", ContributorRole::Editor),
                ("编著", ContributorRole::Author),
                ("编译", ContributorRole::Translator),
                ("译", ContributorRole::Translator),
                ("编", ContributorRole::Editor),
                ("著", ContributorRole::Author),
            ] {
                if let Some(rest) = slice.strip_suffix(tail)
                    && rest.trim_end().chars().count() >= 2
                {
                    names.role = role;
                    part.end = part.start + rest.trim_end().len();
                    break;
                }
            }
        }
        let slice = &narrow.text[part.clone()];
        for tail in ["等", " et al", ", et al", "等人"] {
            if let Some(rest) = slice
                .strip_suffix(tail)
                .or_else(|| slice.strip_suffix(&format!("{tail}.")))
                && rest.chars().count() >= 2
            {
                names.list.more = true;
                part.end = part.start + rest.trim_end_matches([' ', ',']).len();
                break;
            }
        }
        let mut part = narrow.trimmed(&part, &[',', ';', '*']);
        // `江某.(2008)`; initials keep their point.
        if has_han(&narrow.text[part.clone()]) {
            part = narrow.trimmed(&part, &['.']);
        }
        if narrow.text[part.clone()].chars().any(char::is_alphabetic) {
            names.list.names.push((narrow.place(&part), Vec::new()));
        }
    }
    names
}

/// Whether a stretch can be a list of names: every part is short and begins as names do.
pub(super) fn are_names(narrow: &Narrow, range: &Range<usize>) -> bool {
    let parts = split(narrow, range);
    !parts.is_empty()
        && parts.iter().all(|part| {
            let slice = narrow.text[part.clone()].trim();
            if is_more(slice) {
                return true;
            }
            if has_han(slice) {
                return slice.chars().count() <= 40
                    && !slice.contains(['?', '!', '"', ':'])
                    && !slice.chars().next().is_some_and(|c| c.is_ascii_digit());
            }
            let words: Vec<&str> = slice.split_whitespace().filter(|w| !particle(w)).collect();
            let proper = words
                .iter()
                .filter(|w| w.starts_with(|c: char| c.is_uppercase() || c == '(' || c == '\''))
                .count();
            !words.is_empty()
                && words.len() <= 12
                && !slice.contains(['?', '!', '"', ':'])
                && !slice.bytes().any(|b| b.is_ascii_digit())
                && words[0].starts_with(char::is_uppercase)
                && proper * 2 >= words.len()
        })
}

fn particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "von"
            | "de"
            | "da"
            | "di"
            | "del"
            | "la"
            | "le"
            | "du"
            | "ten"
            | "der"
            | "el"
            | "al"
    )
}

pub(super) fn is_more(part: &str) -> bool {
    matches!(
        part.trim()
            .trim_end_matches(['.', ','])
            .trim()
            .to_lowercase()
            .as_str(),
        "等" | "等人" | "et al" | "etal" | "and others" | "…" | "..." | "others"
    )
}

fn split(narrow: &Narrow, range: &Range<usize>) -> Vec<Range<usize>> {
    let slice = &narrow.text[range.clone()];
    let strong = slice.contains(';');
    let mut out = Vec::new();
    let (mut depth, mut start) = (0u32, 0);
    let mut at = 0;
    while at < slice.len() {
        let rest = &slice[at..];
        let c = rest.chars().next().unwrap_or(' ');
        let mut mark = 0;
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if strong => {}
            ';' | ',' | '、' | '&' => mark = c.len_utf8(),
            ' ' => {
                for word in [" and ", " & "] {
                    if rest.starts_with(word) && !is_organisation_left(&slice[start..at]) {
                        mark = word.len();
                    }
                }
            }
            _ => {}
        }
        if mark > 0 && depth == 0 {
            out.push(range.start + start..range.start + at);
            start = at + mark;
            at = start;
            continue;
        }
        at += c.len_utf8();
    }
    out.push(range.start + start..range.end);
    out.into_iter()
        .map(|r| narrow.trimmed(&r, &[',']))
        .filter(|r| !r.is_empty())
        .collect()
}

/// "Department of Economic and Social Affairs" is one name.
fn is_organisation_left(left: &str) -> bool {
    left.split_whitespace().any(|w| {
        matches!(
            w,
            "Department"
                | "Ministry"
                | "University"
                | "Association"
                | "Institute"
                | "Commission"
                | "Society"
                | "Office"
                | "of"
                | "for"
                | "Centers"
                | "Administration"
                | "Agency"
                | "Bureau"
                | "Organization"
        )
    })
}

/// `Smith, J. A., Doe, B.`: a family name and what stands behind its comma are one name,
/// when every second part is initials or given names behind a single word.
fn join_inverted(narrow: &Narrow, parts: &mut Vec<Range<usize>>) {
    let initials = |r: &Range<usize>| {
        let slice = narrow.text[r.clone()].trim();
        let letters = slice.chars().filter(|c| c.is_alphabetic()).count();
        !slice.is_empty()
            && letters <= 4
            && letters > 0
            && slice
                .chars()
                .all(|c| c.is_uppercase() || matches!(c, '.' | ' ' | '-'))
    };
    let named: Vec<bool> = parts.iter().map(&initials).collect();
    if !named.iter().any(|i| *i) || named.first() == Some(&true) {
        // `Smith, John, and Jane Doe`: the first name alone is inverted.
        let single = |r: &Range<usize>| {
            let slice = narrow.text[r.clone()].trim();
            !has_han(slice) && slice.split_whitespace().count() == 1
        };
        if parts.len() >= 2
            && single(&parts[0])
            && !has_han(&narrow.text[parts[1].clone()])
            && !is_more(&narrow.text[parts[1].clone()])
            && narrow.text[parts[0].end..parts[1].start].trim() == ","
            && narrow.text[parts[1].clone()].split_whitespace().count() <= 3
            && (parts.len() == 2
                || parts[2..]
                    .iter()
                    .all(|p| !single(p) || is_more(&narrow.text[p.clone()])))
        {
            parts[0].end = parts[1].end;
            parts.remove(1);
        }
        return;
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    for (part, initial) in parts.iter().zip(named) {
        let slice = narrow.text[part.clone()].trim();
        let suffix = matches!(slice.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III");
        match out.last_mut() {
            Some(last) if (initial || suffix) && !has_han(&narrow.text[last.clone()]) => {
                last.end = part.end;
            }
            _ => out.push(part.clone()),
        }
    }
    *parts = out;
}

/// `[美] 甲`, `（英）乙`: the country of an author.
fn without_country(narrow: &Narrow, part: Range<usize>) -> Range<usize> {
    let slice = &narrow.text[part.clone()];
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some(inner) = slice.strip_prefix(open)
            && let Some(end) = inner.find(close)
            && inner[..end].chars().count() <= 5
            && inner[..end].chars().all(|c| is_han(c) || c == ' ')
        {
            return narrow.trimmed(&(part.start + 1 + end + 1..part.end), &[]);
        }
    }
    part
}
