//! Text as BibTeX wants it: UTF-8, with TeX's special characters escaped and braces
//! that always match.

use std::fmt::Write as _;

/// Escapes a text for a value in braces; white space is cleaned.
pub(super) fn text(value: &str) -> String {
    let clean = diglot_text::tidy::tidy(value);
    escaped(&clean, balanced(&clean))
}

/// Whether braces match, whatever stands before them: BibTeX counts `\{` as one.
fn balanced(value: &str) -> bool {
    let mut depth = 0_i32;
    value.chars().all(|c| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth >= 0
    }) && depth == 0
}

fn escaped(value: &str, balanced: bool) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '{' | '}' if balanced => {
                out.push('\\');
                out.push(c);
            }
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            // Two of them would be a dash or a quote.
            '-' | '\'' if out.ends_with(c) => {
                out.push_str("{}");
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
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
    let balanced = balanced(&clean);
    let mut out = String::with_capacity(clean.len() + 8);
    // Behind a colon a subtitle begins.
    let mut starts = true;
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let name = sentence_case && !starts && capital(word);
        let protect = !all_capitals && (inner_capital(word) || name) && !word.contains(['{', '}']);
        if protect {
            let core = word.trim_matches(|c: char| !c.is_alphanumeric());
            let (before, after) = word.split_once(core).unwrap_or(("", ""));
            out.push_str(&escaped(before, balanced));
            out.push('{');
            out.push_str(&escaped(core, balanced));
            out.push('}');
            out.push_str(&escaped(after, balanced));
        } else {
            out.push_str(&escaped(word, balanced));
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
    if balanced(value) {
        return value.to_owned();
    }
    value
        .replace('{', "\0")
        .replace('}', "\\textbraceright{}")
        .replace('\0', "\\textbraceleft{}")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters() {
        assert_eq!(text("R&D: 50% of a_b #1 $2"), r"R\&D: 50\% of a\_b \#1 \$2");
        assert_eq!(
            text(r"{a} \ ~ ^"),
            r"\{a\} \textbackslash{} \textasciitilde{} \textasciicircum{}"
        );
        assert_eq!(text("}a{"), r"\textbraceright{}a\textbraceleft{}");
        assert_eq!(verbatim("a {b}"), "a {b}");
        assert_eq!(verbatim("a {b"), r"a \textbraceleft{}b");
        assert_eq!(
            address("https://x.example/{a b}\\"),
            "https://x.example/%7Ba%20b%7D%5C"
        );
    }

    #[test]
    fn capitals_of_titles() {
        assert_eq!(
            title("Housing in Oslo: the IPS (mRNA) study, and Xu's"),
            "Housing in {Oslo}: the {IPS} ({mRNA}) study, and {Xu's}"
        );
        assert_eq!(
            title("Peer Mentors and Their Homes"),
            "Peer Mentors and Their Homes"
        );
        assert_eq!(title("AN OLD TITLE"), "AN OLD TITLE");
        assert_eq!(title("COVID-19 at home"), "{COVID-19} at home");
        assert_eq!(title("一项IPS研究"), "一项IPS研究");
    }
}
