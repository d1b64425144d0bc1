//! Identifiers in what somebody pasted or typed.

use diglot_model::{Identifier, IdentifierScheme, Reference, ReferenceType};
use diglot_text::identifiers::{find_doi, find_labelled, is_isbn};
use regex::Regex;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// What the whole text may be without any label.
static BARE_PMID: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{6,8}$"));
static BARE_ARXIV: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?$"));
static PUBMED_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,8})(?-u:\b)")
});
static ARXIV_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)arxiv\.org/(?:abs|pdf)/((?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d+)?)")
});
static ISBN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(ISBN(?:-?1[03])?[:\s]\s*)?(?-u:\b)((?:97[89][- ]?)?(?:\d[- ]?){9}[\dX])(?-u:\b)")
});
/// Where a list without spaces goes on.
static NEXT_IN_LIST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)[,;，；、](?:https?://|doi:|10[.．]\d{4})"));
/// What may stand beside the identifiers of a list: labels, marks and numbers of its lines.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:doi|pmid|pmcid|pmc|arxiv|isbn(?:-?1[03])?)[:：]?|[(\[]?\d{1,3}[.)\]、:]?|[^\p{L}\p{N}]+)$",
    )
});
/// What publishers put behind the DOI in the addresses of their pages.
static PAGE_ENDING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:/(?:full|abstract|abs|pdf|epdf|html|fulltext|meta|summary))+(?:\.pdf)?/?$|\.pdf$",
    )
});

#[expect(
    clippy::expect_used,
    reason = "the patterns are constants, and tests compile each"
)]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}

/// The identifiers of works in a text, in order, each once: DOIs however they are written
/// (resolver, label, trailing punctuation, full-width characters, addresses of publishers'
/// pages), PMIDs, PMCIDs, arXiv numbers, and ISBNs whose check digit is right.
pub fn recognise(text: &str) -> Vec<Identifier> {
    let text = narrow(text);
    let mut found: Vec<(usize, Identifier)> = Vec::new();
    // What is taken as a DOI is blanked: an arXiv number or an ISBN inside it is part of it.
    let mut rest = text.clone().into_owned().into_bytes();
    for (at, token) in tokens(&text) {
        for (place, identifier) in dois(token) {
            rest[at + place.start..at + place.end].fill(b' ');
            found.push((at + place.start, identifier));
        }
    }
    // Whole characters were blanked, so that this is text still.
    let rest = String::from_utf8(rest).unwrap_or_default();
    for labelled in find_labelled(&rest) {
        // An ISSN names a journal.
        if labelled.identifier.scheme != IdentifierScheme::Issn {
            found.push((labelled.span.start as usize, labelled.identifier));
        }
    }
    for (pages, scheme) in [
        (&PUBMED_PAGE, IdentifierScheme::Pmid),
        (&ARXIV_PAGE, IdentifierScheme::Arxiv),
    ] {
        for captures in pages.captures_iter(&rest) {
            if let Some(number) = captures.get(1) {
                let identifier = Identifier::new(scheme.clone(), number.as_str());
                found.push((number.start(), identifier));
            }
        }
    }
    found.extend(isbns(&rest));
    if found.is_empty() {
        found.extend(bare(rest.trim()).map(|identifier| (0, identifier)));
    }
    found.sort_by_key(|(at, _)| *at);
    let mut out: Vec<Identifier> = Vec::with_capacity(found.len());
    for (_, identifier) in found {
        if !out.contains(&identifier) {
            out.push(identifier);
        }
    }
    out
}

/// Whether a text holds identifiers and nothing else: a list of them, with labels, numbers
/// and marks before its lines. What stands beside identifiers in a record, such as a title,
/// makes it a record.
pub fn only_identifiers(text: &str) -> bool {
    let found = recognise(text);
    let text = narrow(text);
    let is_one = |token: &str| {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        // The groups of a book's number may stand apart.
        let is_part = |value: &str| value.eq_ignore_ascii_case(bare);
        let digits = !bare.is_empty()
            && bare
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '-' | 'X' | 'x'));
        let is_book = |known: &Identifier| known.scheme == IdentifierScheme::Isbn;
        found.iter().any(|known| is_part(&known.value))
            || digits && found.iter().any(is_book)
            || !recognise(token).is_empty()
    };
    !found.is_empty()
        && tokens(&text)
            .into_iter()
            .all(|(_, token)| BESIDE.is_match(token) || is_one(token))
}

/// The identifier by which a reference is best looked up.
pub fn askable(reference: &Reference) -> Option<Identifier> {
    let of = |scheme: IdentifierScheme| {
        let value = reference.identifiers_of(&scheme).next()?.to_owned();
        Some(Identifier { scheme, value })
    };
    of(IdentifierScheme::Doi)
        .or_else(|| of(IdentifierScheme::Pmid))
        .or_else(|| of(IdentifierScheme::Pmcid))
        .or_else(|| of(IdentifierScheme::Arxiv))
        // The ISBN of a chapter names the book around it.
        .or_else(|| of(IdentifierScheme::Isbn).filter(|_| reference.kind == ReferenceType::Book))
}

/// The page that a registry keeps for an identifier.
pub fn landing_url(identifier: &Identifier) -> Option<String> {
    let value = &identifier.value;
    match identifier.scheme {
        IdentifierScheme::Doi => Some(format!("https://doi.org/{}", doi_path(value))),
        IdentifierScheme::Pmid => Some(format!("https://pubmed.ncbi.nlm.nih.gov/{value}/")),
        IdentifierScheme::Pmcid => Some(format!("https://pmc.ncbi.nlm.nih.gov/articles/{value}/")),
        IdentifierScheme::Arxiv => Some(format!("https://arxiv.org/abs/{value}")),
        IdentifierScheme::Isbn
        | IdentifierScheme::Issn
        | IdentifierScheme::Registration
        | IdentifierScheme::Other(_) => None,
    }
}

/// A DOI as the path of an address: everything encoded but its first slash, so that no
/// suffix can climb out of it.
pub(crate) fn doi_path(doi: &str) -> String {
    match doi.split_once('/') {
        Some((prefix, suffix)) => format!("{}/{}", encode(prefix), encode(suffix)),
        None => encode(doi),
    }
}

/// Percent-encodes everything but unreserved characters.
pub(crate) fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Full-width letters, digits and the marks of identifiers as their ASCII forms. Commas,
/// stops and brackets stay: they end an identifier.
fn narrow(text: &str) -> Cow<'_, str> {
    let wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '／' | '－' | '：' | '＿');
    if !text.contains(wide) {
        return Cow::Borrowed(text);
    }
    let narrow = |c: char| char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c);
    Cow::Owned(
        text.chars()
            .map(|c| if wide(c) { narrow(c) } else { c })
            .collect(),
    )
}

/// Runs without white space, lists without spaces taken apart, with their places.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    for word in text.split_whitespace() {
        let mut start = 0;
        let mut push = |range: Range<usize>| {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            out.push((at + range.start, &word[range]));
        };
        for next in NEXT_IN_LIST.find_iter(word) {
            push(start..next.start());
            start = next.start();
        }
        push(start..word.len());
    }
    out
}

/// The DOIs of a run without white space, with their places in it.
fn dois(token: &str) -> Vec<(Range<usize>, Identifier)> {
    if let Some(at) = token.find("://") {
        return doi_of_address(token, at).into_iter().collect();
    }
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = find_doi(&token[at..]) {
        let place = at + found.span.start as usize..at + found.span.end as usize;
        at = place.end;
        out.push((place, found.identifier));
    }
    out
}

/// The DOI in the address of a page: in its path, or as one of its parameters.
fn doi_of_address(token: &str, scheme_end: usize) -> Option<(Range<usize>, Identifier)> {
    let is_resolver = token[scheme_end + 3..]
        .to_ascii_lowercase()
        .split('/')
        .next()
        .is_some_and(|host| host == "doi.org" || host.ends_with(".doi.org"));
    for part in token.split(['?', '#', '&', '=']) {
        let decoded = decode(part);
        let path = if is_resolver {
            &*decoded
        } else {
            match PAGE_ENDING.find(&decoded) {
                Some(ending) => &decoded[..ending.start()],
                None => &*decoded,
            }
        };
        if let Some(found) = find_doi(path) {
            let start = part.as_ptr() as usize - token.as_ptr() as usize;
            return Some((start..start + part.len(), found.identifier));
        }
    }
    None
}

/// Percent-decodes what is UTF-8 when decoded.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let hex = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = hex(bytes.get(at + 1)).zip(hex(bytes.get(at + 2)));
        match pair {
            Some((high, low)) if byte == b'%' => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// ISBNs: labelled ones, ones of 13 digits, and ones of 10 that are all there is.
fn isbns(text: &str) -> Vec<(usize, Identifier)> {
    let mut out = Vec::new();
    for captures in ISBN.captures_iter(text) {
        let Some(number) = captures.get(2) else {
            continue;
        };
        let digits: String = number
            .as_str()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_uppercase();
        let told = digits.len() == 13
            || captures.get(1).is_some()
            || number.as_str().trim() == text.trim();
        if told && is_isbn(&digits) {
            let identifier = Identifier::new(IdentifierScheme::Isbn, digits);
            out.push((number.start(), identifier));
        }
    }
    out
}

/// What the whole text is without a label: a number of PubMed or of arXiv.
fn bare(text: &str) -> Option<Identifier> {
    if BARE_PMID.is_match(text) {
        return Some(Identifier::new(IdentifierScheme::Pmid, text));
    }
    BARE_ARXIV
        .is_match(text)
        .then(|| Identifier::new(IdentifierScheme::Arxiv, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values(text: &str) -> Vec<String> {
        recognise(text)
            .into_iter()
            .map(|id| format!("{} {}", id.scheme.name(), id.value))
            .collect()
    }

    #[test]
    fn dois_however_they_are_written() {
        for text in [
            "10.1000/ABC-def.1.",
            "doi:10.1000/abc-def.1",
            "DOI: 10.1000/abc-def.1;",
            "(https://doi.org/10.1000/abc-def.1)",
            "http://dx.doi.org/10.1000/abc-def.1",
            "https://doi.org/10.1000%2Fabc-def.1",
            "https://example.org/doi/full/10.1000/abc-def.1?needAccess=true#sec",
            "https://example.org/doi/10.1000/abc-def.1/full",
            "https://example.org/doi/epdf/10.1000/abc-def.1.pdf",
            "https://example.org/article?id=10.1000/abc-def.1&type=x",
            "ＤＯＩ：１０．１０００／ａｂｃ－ｄｅｆ．１",
            "数字对象标识符10.1000/abc-def.1。",
        ] {
            assert_eq!(values(text), ["DOI 10.1000/abc-def.1"], "{text}");
        }
        assert_eq!(
            values("10.1002/(SICI)1096(1996)99:1<1::AID-X>3.0.CO;2-1"),
            ["DOI 10.1002/(sici)1096(1996)99:1<1::aid-x>3.0.co;2-1"]
        );
        assert_eq!(
            values("https://doi.org/10.1000/full"),
            ["DOI 10.1000/full"],
            "a resolver's path is the DOI"
        );
    }

    #[test]
    fn several_in_one_paste() {
        assert_eq!(
            values("10.1000/a, 10.1000/b;10.1000/c,https://doi.org/10.1000/d\n10.1000/A"),
            [
                "DOI 10.1000/a",
                "DOI 10.1000/b",
                "DOI 10.1000/c",
                "DOI 10.1000/d"
            ]
        );
        assert_eq!(
            values("PMID: 32274223; PMC7119161 见 doi 10.1000/x，arXiv:2101.00001v2"),
            [
                "PMID 32274223",
                "PMCID PMC7119161",
                "DOI 10.1000/x",
                "arxiv 2101.00001v2"
            ]
        );
    }

    #[test]
    fn a_list_of_identifiers_is_no_record() {
        for list in [
            "10.1000/a\n10.1000/b\r\n\n10.1000/c",
            "10.1000/a 10.1000/b",
            "1. doi:10.1000/a\n2. doi: 10.1000/b;\n[3] https://doi.org/10.1000/c",
            "• PMID: 32274223\n• PMC7119161\n– arXiv:2101.00001v2",
            "10.1000/a,10.1000/b，10.1000/c",
            "ISBN 978-0-306-40615-7\nISBN-10: 0 306 40615 2",
            "ＤＯＩ：１０．１０００／ａ",
            "32274223",
        ] {
            assert!(only_identifiers(list), "{list}");
        }
        for record in [
            "",
            "depression 2020",
            "Lin 2021, doi 10.1000/a",
            "A title\n10.1000/a",
            "TY  - JOUR\nDO  - 10.1000/a\nER  -",
            "见 10.1000/a",
            "10.1000/a 2021",
        ] {
            assert!(!only_identifiers(record), "{record}");
        }
    }

    #[test]
    fn other_registries() {
        assert_eq!(values("32274223"), ["PMID 32274223"]);
        assert_eq!(
            values("https://pubmed.ncbi.nlm.nih.gov/32274223/"),
            ["PMID 32274223"]
        );
        assert_eq!(
            values("https://arxiv.org/abs/2101.00001"),
            ["arxiv 2101.00001"]
        );
        assert_eq!(values("2101.00001"), ["arxiv 2101.00001"]);
        assert_eq!(
            values("10.48550/arXiv.2101.00001"),
            ["DOI 10.48550/arxiv.2101.00001"]
        );
        assert_eq!(values("ISSN 1471-244X"), Vec::<String>::new());
    }

    #[test]
    fn isbns_with_the_right_check_digit() {
        assert_eq!(
            values("ISBN 978-0-306-40615-7"),
            ["ISBN 9780306406157"],
            "the example of the standard"
        );
        assert_eq!(values("9780306406157"), ["ISBN 9780306406157"]);
        assert_eq!(values("ISBN-10: 0-306-40615-2"), ["ISBN 0306406152"]);
        assert_eq!(values("080442957X"), ["ISBN 080442957X"]);
        assert!(values("978-0-306-40615-8").is_empty());
        assert!(values("call 0306406152 today").is_empty(), "a phone number");
        assert_eq!(
            values("10.1007/978-0-306-40615-7"),
            ["DOI 10.1007/978-0-306-40615-7"],
            "part of a DOI"
        );
    }

    #[test]
    fn words_are_no_identifiers() {
        for text in [
            "",
            "depression 2020",
            "10.5 mg/kg",
            "2020",
            "精神病学",
            "12:30",
        ] {
            assert!(recognise(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn addresses_of_pages() {
        let url = |text| landing_url(&Identifier::doi(text).unwrap()).unwrap();
        assert_eq!(url("10.1000/a b"), "https://doi.org/10.1000/a");
        assert_eq!(
            url("10.1000/../x?y#z"),
            "https://doi.org/10.1000/..%2Fx%3Fy%23z"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,200}") {
            recognise(&text);
            only_identifiers(&text);
        }

        #[test]
        fn what_was_recognised_is_recognised_again(suffix in "[a-z0-9][a-z0-9./()_-]{0,20}[a-z0-9]") {
            let first = recognise(&format!("see https://doi.org/10.1234/{suffix}, there"));
            prop_assert_eq!(first.len(), 1);
            prop_assert_eq!(recognise(&first[0].value), first);
        }
    }
}
