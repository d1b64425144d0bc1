//! ISSNs and ISBNs as fields carry them: several, with words in brackets behind.

use crate::citation::pattern;
use diglot_model::{Identifier, IdentifierScheme};
use diglot_text::identifiers::normalise_issn;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\d(?:[\d]|[-\u{2010}\u{2011}\u{2013}－ ][\d]){6,16}[-\u{2010}\u{2011}\u{2013}－ ]?[\dXx]|\d[\d-]{5,15}[\dXx]",
    )
});

/// The ISSNs and ISBNs of a text with their places; an ISBN as printed.
pub(crate) fn serial_numbers(text: &str) -> Vec<(Range<usize>, Identifier)> {
    let mut out = Vec::new();
    for part in text.split_inclusive([';', ',', '；', '，', '\n', '(', ')', ':', '/']) {
        let Some(m) = NUMBER.find(part) else { continue };
        let start = part.as_ptr() as usize - text.as_ptr() as usize + m.start();
        let digits = m
            .as_str()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .count();
        let identifier = match digits {
            8 => Identifier::new(IdentifierScheme::Issn, normalise_issn(m.as_str())),
            10 | 13 => Identifier::new(IdentifierScheme::Isbn, m.as_str()),
            _ => continue,
        };
        out.push((start..start + m.len(), identifier));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_numbers() {
        let found = |text| -> Vec<String> {
            serial_numbers(text)
                .into_iter()
                .map(|(range, id)| {
                    assert!(range.end <= text.len());
                    format!("{} {}", id.scheme.name(), id.value)
                })
                .collect()
        };
        assert_eq!(found("0407517006 (Pbk)"), ["ISBN 0407517006"]);
        assert_eq!(found("1008-082x"), ["ISSN 1008-082X"]);
        assert_eq!(found("12345678"), ["ISSN 1234-5678"]);
        assert_eq!(
            found("978-3-86490-311-3; 0-19-852663-6 (pbk.)"),
            ["ISBN 978-3-86490-311-3", "ISBN 0-19-852663-6"]
        );
        assert_eq!(found("978 3 86490 311 3"), ["ISBN 978 3 86490 311 3"]);
        assert_eq!(
            found("ISSN: 1234-5678 (print), 8765-4321 (online)"),
            ["ISSN 1234-5678", "ISSN 8765-4321"]
        );
        assert_eq!(found("RR-2019-12"), Vec::<String>::new());
    }
}
