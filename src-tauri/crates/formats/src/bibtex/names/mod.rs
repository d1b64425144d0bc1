//! Lists of names: `Last, First and {World Bank} and others`, `First von Last`,
//! `family=Last, given=First`.
//!
//! The rules are BibTeX's: a word in lower case begins the particle, a comma tells the
//! family name, braces hold together what they enclose. Beyond them, because files are
//! written so: Han names, semicolons or commas between names, organisations without
//! braces, names in the order of PubMed.

use super::tex;
use crate::people::is_ellipsis;
use diglot_model::Name;
use diglot_text::names::{NameOrder, decide_order, is_organisation, parse_name};
use diglot_text::script::{has_han, is_han};
use std::ops::Range;

/// The names of a field.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Each name with its place in the field.
    pub(super) names: Vec<(Name, Range<usize>)>,
    /// Whether the list goes on: `and others`.
    pub(super) others: bool,
}

/// Reads the names of a field.
pub(super) fn read(raw: &str) -> Names {
    let mut out = Names::default();
    let parts = parts(raw);
    let order = order(&parts);
    for part in parts {
        let trimmed = part.trim().trim_end_matches(',').trim_end();
        if trimmed.is_empty() {
            continue;
        }
        if trimmed.eq_ignore_ascii_case("others") || is_ellipsis(trimmed) {
            out.others = true;
            continue;
        }
        if let Some(name) = name(trimmed, order) {
            let at = crate::lines::range_in(raw, trimmed);
            out.names.push((name, at));
        }
    }
    out
}

/// Without commas family names come last, unless initials end every name.
fn order(parts: &[&str]) -> NameOrder {
    let bare = || parts.iter().filter(|p| !p.contains([',', '{', '\\']));
    let initials = |name: &&&str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        words.len() == 2
            && words[0].len() > 3
            && words[1].len() <= 3
            && words[1].bytes().all(|b| b.is_ascii_uppercase())
    };
    if parts.len() > 1 && bare().count() == parts.len() && bare().all(|n| initials(&n)) {
        return decide_order(bare().copied(), NameOrder::GivenFirst);
    }
    NameOrder::GivenFirst
}

/// The names of a list, as they stand there.
fn parts(raw: &str) -> Vec<&str> {
    let parts = split_and(raw);
    if parts.len() > 1 {
        return parts;
    }
    let whole = raw.trim();
    // `{{Last, First and Last, First}}`: braces around a list, not a name.
    if let Some(inner) = unbraced(whole) {
        let inner_parts = split_and(inner);
        if inner_parts.len() > 1 && inner_parts.iter().all(|p| p.matches(',').count() == 1) {
            return inner_parts;
        }
        return parts;
    }
    if whole.contains([';', '；']) && !whole.contains('\\') {
        return split_at_depth(whole, |c| matches!(c, ';' | '；'));
    }
    if has_han(whole) {
        return han_list(whole);
    }
    comma_list(whole).unwrap_or(parts)
}

/// `张三，李四、王五`; but `张, 三` is one name.
fn han_list(whole: &str) -> Vec<&str> {
    let list = split_at_depth(whole, |c| matches!(c, ',' | '，' | '、'));
    // The first part is a surname, of one character or two: `司马, 光`.
    let single = list.len() == 2 && {
        let joined: String = list.iter().map(|p| p.trim()).collect();
        parse_name(&joined, NameOrder::FamilyFirst).family() == list[0].trim()
    };
    let names = list
        .iter()
        .all(|p| p.chars().filter(|c| is_han(*c)).count() >= 2);
    if list.len() > 1 && names && !single {
        list
    } else {
        vec![whole]
    }
}

/// `Last, F. M., Last, F.`: a list that is separated by commas alone has initials at every
/// second place.
fn comma_list(whole: &str) -> Option<Vec<&str>> {
    let commas: Vec<usize> = whole.match_indices(',').map(|(at, _)| at).collect();
    if commas.len() < 3 || commas.len().is_multiple_of(2) || whole.contains('{') {
        return None;
    }
    let pieces: Vec<&str> = whole.split(',').map(str::trim).collect();
    let initials = |text: &str| {
        !text.is_empty()
            && text.split([' ', '.', '-']).all(|w| {
                w.is_empty() || w.chars().count() == 1 && w.chars().all(char::is_uppercase)
            })
    };
    let alternate = pieces
        .chunks(2)
        .all(|pair| matches!(pair, [family, given] if !initials(family) && initials(given)));
    if !alternate {
        return None;
    }
    let mut out = Vec::new();
    let mut start = 0;
    for at in commas.iter().skip(1).step_by(2) {
        out.push(&whole[start..*at]);
        start = at + 1;
    }
    out.push(&whole[start..]);
    Some(out)
}

/// Splits at `and` between white space outside braces.
fn split_and(raw: &str) -> Vec<&str> {
    let bytes = raw.as_bytes();
    let mut out = Vec::new();
    let (mut depth, mut start, mut i) = (0_usize, 0, 0);
    let blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    while let Some(&b) = bytes.get(i) {
        match b {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A'
                if depth == 0
                    && (i == 0 || blank(i - 1))
                    && bytes
                        .get(i..i + 3)
                        .is_some_and(|w| w.eq_ignore_ascii_case(b"and"))
                    && blank(i + 3) =>
            {
                out.push(&raw[start..i]);
                i += 3;
                start = i;
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    out.push(&raw[start..]);
    out
}

fn split_at_depth(text: &str, mut separates: impl FnMut(char) -> bool) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (i, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && separates(c) => {
                out.push(&text[start..i]);
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

/// The inside of braces around a whole text.
fn unbraced(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0_usize;
    for b in inner.bytes() {
        match b {
            b'{' => depth += 1,
            b'}' if depth == 0 => return None,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    (depth == 0).then_some(inner)
}

fn text(raw: &str) -> String {
    tex::line(raw).into_owned()
}

fn name(raw: &str, order: NameOrder) -> Option<Name> {
    if let Some(inner) = unbraced(raw) {
        // `{\"O}` is a letter, not an organisation.
        if !(inner.starts_with('\\') && inner.len() < 8) {
            let inner = text(inner);
            return (!inner.is_empty()).then(|| Name::literal(inner));
        }
    }
    if let Some(name) = extended(raw) {
        return Some(name);
    }
    let pieces = split_at_depth(raw, |c| matches!(c, ',' | '，'));
    match pieces.as_slice() {
        [whole] => without_comma(whole, order),
        [family, given] => inverted(family, "", given),
        [family, second, third] => {
            // "Smith, John, Jr." is common, and wrong.
            if is_suffix(third) && !is_suffix(second) {
                inverted(family, third, second)
            } else {
                inverted(family, second, third)
            }
        }
        [family, second, rest @ ..] => {
            let rest: Vec<&str> = rest.iter().map(|r| r.trim()).collect();
            inverted(family, second, &rest.join(" "))
        }
        [] => None,
    }
}

fn is_suffix(raw: &str) -> bool {
    let word = raw.trim().trim_matches(['{', '}']).trim_end_matches('.');
    [
        "jr", "sr", "ii", "iii", "iv", "v", "junior", "senior", "filho", "neto", "2nd", "3rd",
    ]
    .iter()
    .any(|s| s.eq_ignore_ascii_case(word))
}

/// BibLaTeX's names of named parts.
fn extended(raw: &str) -> Option<Name> {
    if !raw.contains('=') {
        return None;
    }
    let [mut family, mut given, mut prefix, mut suffix] = [const { String::new() }; 4];
    for part in split_at_depth(raw, |c| c == ',') {
        let part = part.trim().trim_matches('"');
        let (key, value) = part.split_once('=')?;
        let value = text(value.trim().trim_matches('"'));
        match key.trim().to_ascii_lowercase().as_str() {
            "family" => family = value,
            "given" => given = value,
            "prefix" => prefix = value,
            "suffix" => suffix = value,
            "given-i"
            | "family-i"
            | "prefix-i"
            | "suffix-i"
            | "useprefix"
            | "id"
            | "hash"
            | "nametemplates"
            | "sortingnamekeytemplatename" => {}
            _ => return None,
        }
    }
    (!family.is_empty() || !given.is_empty()).then(|| person(family, given, prefix, suffix))
}

fn person(family: String, given: String, prefix: String, suffix: String) -> Name {
    let some = |text: String| (!text.is_empty()).then_some(text);
    if family.is_empty() {
        return Name::person(given, "");
    }
    Name::Person {
        family,
        given,
        particle: some(prefix),
        suffix: some(suffix),
    }
}

/// Words outside braces; `~` parts them too.
fn words(raw: &str) -> Vec<&str> {
    if !raw.contains(['{', '\\', '~']) {
        return raw.split_whitespace().collect();
    }
    let mut escaped = false;
    split_at_depth(raw, |c| {
        let tilde = c == '~' && !escaped;
        escaped = c == '\\';
        tilde || c.is_whitespace()
    })
    .into_iter()
    .filter(|w| !w.is_empty())
    .collect()
}

/// Whether a word begins in lower case, as particles do. A letter that TeX makes counts, a
/// group in braces has no case.
fn is_particle(word: &str) -> bool {
    if let Some(group) = word.strip_prefix('{') {
        return group.starts_with('\\')
            && text(word).chars().next().is_some_and(char::is_lowercase);
    }
    if word.starts_with('\\') {
        return text(word).chars().next().is_some_and(char::is_lowercase);
    }
    word.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase)
}

fn joined(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => text(one),
        words => text(&words.join(" ")),
    }
}

/// `von Last, Jr, First`
fn inverted(family: &str, suffix: &str, given: &str) -> Option<Name> {
    let (suffix, given) = (text(suffix), text(given));
    let words = words(family);
    if words.is_empty() {
        return (!given.is_empty()).then(|| Name::person(given, suffix));
    }
    if has_han(family) && given.chars().all(|c| is_han(c) || c.is_whitespace()) {
        return Some(person(joined(&words), given, String::new(), suffix));
    }
    let last = words.len() - 1;
    let split = words[..last].iter().take_while(|w| is_particle(w)).count();
    let (particle, family) = words.split_at(split);
    Some(person(joined(family), given, joined(particle), suffix))
}

/// `First von Last`
fn without_comma(raw: &str, order: NameOrder) -> Option<Name> {
    if !raw.contains(['{', '\\', '~']) {
        let whole = raw.trim();
        if has_han(whole) || order == NameOrder::FamilyFirst {
            return Some(parse_name(&text(whole), order));
        }
        if whole.contains(' ') && is_organisation(whole) {
            return Some(Name::literal(text(whole)));
        }
    } else if has_han(raw) {
        return Some(parse_name(&text(raw), order));
    }
    let mut words = words(raw);
    let mut suffix = String::new();
    if words.len() > 2 && words.last().is_some_and(|w| is_suffix(w) && *w != "V") {
        suffix = words.pop().map(text).unwrap_or_default();
    }
    // dblp numbers people of one name: "Bo Hu 0002".
    if words.len() > 2
        && words.last().is_some_and(|w| {
            w.len() == 4 && w.starts_with('0') && w.bytes().all(|b| b.is_ascii_digit())
        })
    {
        words.pop();
    }
    let last = words.len().checked_sub(1)?;
    let first_particle = words[..last].iter().position(|w| is_particle(w));
    let (start, end) = match first_particle {
        Some(start) => {
            let length = words[start..last]
                .iter()
                .rposition(|w| is_particle(w))
                .map_or(1, |i| i + 1);
            (start, start + length)
        }
        None => (last, last),
    };
    Some(person(
        joined(&words[end..]),
        joined(&words[..start]),
        joined(&words[start..end]),
        suffix,
    ))
}

#[cfg(test)]
mod tests;
