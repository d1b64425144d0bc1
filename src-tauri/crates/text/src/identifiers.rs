//! Identifiers in running text.

use crate::bytes;
use diglot_model::{Identifier, IdentifierScheme, Span};
use memchr::memchr_iter;
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// An identifier with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The identifier in its normal form.
    pub identifier: Identifier,
    /// The bytes of its value in the text.
    pub span: Span,
}

// `(?-u:\b)`: a Han character before the letters is no part of the word.
static DOI: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?-u:\b)10[.．]\d{4,9}(?:[.．]\d+)*[/／](?:[^\s"<>，。；、（）【】]|<\d+::?[^\s<>]*>)+"#,
    )
});
static PMID: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?-u:\b)PMID[:：\s]\s*(\d{1,8})(?-u:\b)"));
static PMCID: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?-u:\b)PMC\d{4,9}(?-u:\b)"));
static ISSN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)ISSN[:：\s]\s*(\d{4}[-－]?\d{3}[\dXx])(?-u:\b)"));
static ARXIV: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)arXiv[:：]\s*((?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?)"));
static REGISTRATION: LazyLock<Regex> = LazyLock::new(|| {
    // Registries of the WHO network and of systematic reviews.
    pattern(concat!(
        r"(?-u:\b)(?:ISRCTN ?\d{8}|NCT ?\d{8}|ChiCTR(?:-[A-Z]{2,5}-)?\d{8,10}|CRD ?\d{11}",
        r"|ACTRN ?\d{14}|UMIN(?:-CTR)? ?\d{9}|DRKS ?\d{8}|jRCTs?\d{9,10}|JPRN-\w+",
        r"|CTRI/\d{4}/\d{2,3}/\d{6}|PACTR\d{15,16}|IRCT\d{8,14}N\d{1,3}|KCT\d{7}|TCTR\d{11}",
        r"|RBR-[0-9a-z]{6,8}|NTR\d{3,5}|INPLASY\d{9,}|\d{4}-\d{6}-\d{2}-\d{2}|MOH_\d{4}-\d\d-\d\d_\d{6})(?-u:\b)",
    ))
});

#[expect(
    clippy::expect_used,
    reason = "the patterns are constants, and tests compile each"
)]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}

/// The first DOI of a text.
pub fn find_doi(text: &str) -> Option<Found> {
    let range = if text.is_ascii() && !text.as_bytes().contains(&b'<') {
        plain_doi(text.as_bytes())?
    } else {
        DOI.find(text)?.range()
    };
    let start = range.start;
    let text = &text[range];
    let identifier = Identifier::doi(text)?;
    // The normal form has lost trailing punctuation; what stands in the text may be wider
    // in bytes (full-width characters), so only ASCII is trimmed.
    let len = if text.is_ascii() {
        identifier.value.len()
    } else {
        text.len()
    };
    Some(Found {
        identifier,
        span: Span::new(start, start + len),
    })
}

/// What [`DOI`] finds in ASCII without `<`.
fn plain_doi(text: &[u8]) -> Option<Range<usize>> {
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    (0..text.len().saturating_sub(7)).find_map(|start| {
        let begins = text[start] == b'1'
            && text[start..].starts_with(b"10.")
            && (start == 0 || !is_word(&text[start - 1]));
        begins.then_some(())?;
        let mut at = start + 3 + digits(start + 3);
        (4..=9).contains(&(at - start - 3)).then_some(())?;
        while text.get(at) == Some(&b'.') {
            let more = digits(at + 1);
            (more > 0).then_some(())?;
            at += 1 + more;
        }
        (text.get(at) == Some(&b'/')).then_some(())?;
        let suffix = text[at + 1..]
            .iter()
            // White space as patterns know it, and quotes.
            .take_while(|b| !matches!(b, b'"' | b'>' | b' ' | b'\t'..=b'\r'))
            .count();
        (suffix > 0).then_some(start..at + 1 + suffix)
    })
}

/// Registrations of studies in a text, each once, in order.
pub fn find_registrations(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    if !may_register(text) {
        return found;
    }
    let mut known: HashSet<String> = HashSet::new();
    for m in REGISTRATION.find_iter(text) {
        let value = m.as_str().replace(' ', "");
        if known.insert(value.clone()) {
            found.push(Found {
                identifier: Identifier::new(IdentifierScheme::Registration, value),
                span: Span::new(m.start(), m.end()),
            });
        }
    }
    found
}

/// Whether a registration can stand in a text: each has five digits in a row, but for those
/// whose letters have an R before the digits.
fn may_register(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut five) = (0, false);
    while !five && let Some(next) = find_digits(&bytes[at..]) {
        at += next;
        five = bytes[at..at + 5].iter().all(u8::is_ascii_digit);
        at += 1;
    }
    five || memchr_iter(b'R', bytes).any(|at| {
        let stands =
            |back: usize, letters: &[u8]| at >= back && bytes[at - back..].starts_with(letters);
        stands(2, b"NTR") || stands(2, b"JPRN-") || stands(0, b"RBR-")
    }) || !text.is_ascii()
        // ０ to ９
        && memchr_iter(0xef, bytes).any(|at| {
            matches!(bytes.get(at + 1..at + 3), Some([0xbc, 0x90..=0x99]))
        })
}

/// The first of five bytes that may be digits, by the first and the last of them: those of
/// digits, and of some marks, differ from that of 0 in their last four bits alone.
fn find_digits(bytes: &[u8]) -> Option<usize> {
    bytes::find_apart(bytes, 4, |a, b| ((a ^ b'0') | (b ^ b'0')) & 0xf0 == 0)
}

/// Labelled numbers of databases in a text: PMID, PMCID, ISSN, arXiv.
pub fn find_labelled(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let schemes: [(&[u8], &Regex, usize, IdentifierScheme); 4] = [
        (b"pmid", &PMID, 1, IdentifierScheme::Pmid),
        (b"pmc", &PMCID, 0, IdentifierScheme::Pmcid),
        (b"issn", &ISSN, 1, IdentifierScheme::Issn),
        (b"arxiv", &ARXIV, 1, IdentifierScheme::Arxiv),
    ];
    for (letters, regex, group, scheme) in schemes {
        // A pattern is only asked where it can find something.
        let mut places = text.as_bytes().windows(letters.len());
        if !places.any(|place| place.eq_ignore_ascii_case(letters)) {
            continue;
        }
        for captures in regex.captures_iter(text) {
            let Some(m) = captures.get(group) else {
                continue;
            };
            let value = match scheme {
                IdentifierScheme::Issn => normalise_issn(m.as_str()),
                _ => m.as_str().to_owned(),
            };
            found.push(Found {
                identifier: Identifier::new(scheme.clone(), value),
                span: Span::new(m.start(), m.end()),
            });
        }
    }
    found
}

/// Whether a value is a PMCID: `PMC3654245`.
pub fn is_pmcid(value: &str) -> bool {
    value
        .strip_prefix("PMC")
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// An ISSN with its hyphen: `1471-244X`.
pub fn normalise_issn(text: &str) -> String {
    if let [digits @ .., last] = text.as_bytes()
        && digits.len() == 8
        && digits.iter().enumerate().all(|(at, b)| match at {
            4 => *b == b'-',
            _ => b.is_ascii_digit(),
        })
        && (last.is_ascii_digit() || *last == b'X')
    {
        return text.to_owned();
    }
    let digits: String = text
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_uppercase();
    if digits.len() == 8 {
        format!("{}-{}", &digits[..4], &digits[4..])
    } else {
        text.trim().to_owned()
    }
}

/// Whether a value looks like an ISBN: 10 digits, the last perhaps an `X`, or 13.
pub fn has_isbn_form(value: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    match value.len() {
        10 => digits(value.strip_suffix('X').unwrap_or(value)),
        13 => digits(value) && matches!(value.get(..3), Some("978" | "979")),
        _ => false,
    }
}

/// Whether a value is an ISBN without hyphens whose check digit is right.
pub fn is_isbn(value: &str) -> bool {
    let weighed = |weight: fn(u32) -> u32| -> u32 {
        let digits = value.bytes().map(check_value);
        (0..)
            .zip(digits)
            .map(|(at, digit)| weight(at) * digit)
            .sum()
    };
    has_isbn_form(value)
        && if value.len() == 10 {
            weighed(|at| 10 - at).is_multiple_of(11)
        } else {
            weighed(|at| if at % 2 == 0 { 1 } else { 3 }).is_multiple_of(10)
        }
}

/// Whether the check digit of an ISSN in its normal form (`1471-244X`) is right.
pub fn is_issn(value: &str) -> bool {
    let digits = value.bytes().filter(|b| *b != b'-').map(check_value);
    let sum: u32 = (0..8).zip(digits).map(|(at, digit)| (8 - at) * digit).sum();
    value.len() == 9 && sum.is_multiple_of(11)
}

/// A digit in a sum of digits; `X` stands for ten.
fn check_value(byte: u8) -> u32 {
    match byte {
        b'X' => 10,
        digit => u32::from(digit.wrapping_sub(b'0')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn check_digits_are_checked() {
        for right in ["9780306406157", "080442957X", "9791090636071"] {
            assert!(is_isbn(right), "{right}");
        }
        for wrong in [
            "9780306406158",
            "0804429570",
            "1230306406157",
            "97803064061X7",
            "",
            "一二三四",
        ] {
            assert!(!is_isbn(wrong), "{wrong}");
        }
        assert!(is_issn("0378-5955") && is_issn("2434-561X"));
        assert!(!is_issn("0378-5954") && !is_issn("") && !is_issn("0378-595"));
    }

    #[test]
    fn finds_registrations_next_to_han() {
        let found = find_registrations("研究编号ISRCTN30094062。另见 NCT01234567 (NCT01234567)");
        let values: Vec<_> = found.iter().map(|f| f.identifier.value.as_str()).collect();
        assert_eq!(values, ["ISRCTN30094062", "NCT01234567"]);
        assert_eq!(find_registrations("PROSPERO (CRD42020219192).").len(), 1);
        assert!(find_registrations("NCT1 and CRD7").is_empty());
        // At every distance from the start, and the ones with few digits.
        for value in [
            "NCT01234567",
            "NTR123",
            "RBR-5qhw7f",
            "JPRN-x",
            "2004-123456-12-34",
        ] {
            for before in 0..6 {
                let text = format!("{} {value}", ".".repeat(before));
                assert_eq!(find_registrations(&text).len(), 1, "{text}");
            }
        }
    }

    #[test]
    fn finds_dois() {
        let text = "J X. 2020;6:44. doi: 10.1186/s40814-020-00588-z. eCollection";
        let found = find_doi(text).unwrap();
        assert_eq!(&text[found.span.range()], "10.1186/s40814-020-00588-z");
        let wide = find_doi("DOI：10.3969／j.issn.1672－187X.2011").unwrap();
        assert_eq!(wide.identifier.value, "10.3969/j.issn.1672-187x.2011");
    }

    proptest! {
        #[test]
        fn dois_are_found_with_and_without_the_pattern(
            text in "(10|10\\.|1|x|_| |\"|>|/|\\.|[0-9]{1,6}|10\\.[0-9]{3,10}/|[a-z(;\x0b\x1f-]{1,4}){0,9}"
        ) {
            prop_assert_eq!(plain_doi(text.as_bytes()), DOI.find(&text).map(|m| m.range()));
        }
    }

    #[test]
    fn finds_labelled_numbers() {
        let found = find_labelled("PMID: 32274223; PMCID: PMC7119161; ISSN 1471-244x");
        let values: Vec<_> = found.iter().map(|f| f.identifier.value.as_str()).collect();
        assert_eq!(values, ["32274223", "PMC7119161", "1471-244X"]);
    }
}
