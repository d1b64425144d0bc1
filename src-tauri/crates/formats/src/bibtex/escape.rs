//! Text as BibTeX wants it: UTF-8, with TeX's special characters escaped and braces
//! that always match.

use std::fmt::Write as _;

/// Escapes a text for a value in braces; white space is cleaned.
pub(super) fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in diglot_text::tidy::tidy(value).chars() {
        push(&mut out, c);
    }
    out
}

fn push(out: &mut String, c: char) {
    match c {
        '#' | '$' | '%' | '&' | '_' => {
            out.push('\\');
            out.push(c);
        }
        // Backslashed braces still count when BibTeX matches braces, and need not match.
        '{' => out.push_str("\\textbraceleft{}"),
        '}' => out.push_str("\\textbraceright{}"),
        '~' => out.push_str("\\textasciitilde{}"),
        '^' => out.push_str("\\textasciicircum{}"),
        '\\' => out.push_str("\\textbackslash{}"),
        c => out.push(c),
    }
}

/// A title: words that styles must not put into lower case stand in braces.
///
/// Protected are words with a capital behind their first character (`IPS`, `mRNA`), words
/// with a capital and a digit, and capitalised words behind the first in a title that is
/// otherwise in sentence case, where a capital means a name.
pub(super) fn title(value: &str) -> String {
    let clean = diglot_text::tidy::tidy(value);
    let words: Vec<&str> = clean.split(' ').collect();
    let capital = |word: &str| {
        word.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase)
    };
    let behind_first = || {
        words
            .iter()
            .skip(1)
            .filter(|w| w.chars().any(char::is_alphabetic))
    };
    let capitals = behind_first().filter(|w| capital(w)).count();
    let sentence_case = capitals * 2 < behind_first().count().max(1);
    let all_capitals = !clean.chars().any(char::is_lowercase);
    let mut out = String::with_capacity(clean.len() + 8);
    // Behind a colon a subtitle begins.
    let mut starts = true;
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let name = sentence_case && !starts && capital(word);
        if !all_capitals && (inner_capital(word) || name) {
            out.push('{');
            out.push_str(&text(word));
            out.push('}');
        } else {
            out.push_str(&text(word));
        }
        starts = word.ends_with([':', '?', '!', '.', '—', '–']);
    }
    out
}

fn inner_capital(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphanumeric());
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    letters().skip(1).any(char::is_uppercase)
        || capitals > 0 && letters().any(|c| c.is_ascii_digit())
}

/// A value that is written as it is: only braces that do not match are escaped.
pub(super) fn verbatim(value: &str) -> String {
    let mut depth = 0_i32;
    let balanced = value.chars().all(|c| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth >= 0
    }) && depth == 0;
    if balanced {
        return value.to_owned();
    }
    value.chars().fold(String::new(), |mut out, c| {
        match c {
            '{' | '}' => push(&mut out, c),
            c => out.push(c),
        }
        out
    })
}

/// An address: percent-encoded where a brace, a backslash or white space would hurt.
pub(super) fn address(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.trim().chars() {
        if matches!(c, '{' | '}' | '\\') || c.is_whitespace() || c.is_control() {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}
