//! What is found in running text: sentences, headings, names, identifiers, pairs.

use super::seen;
use diglot_align::Aligner;
use diglot_model::LanguageTag;
use diglot_text::headings::{sections, to_sections};
use diglot_text::identifiers::{find_doi, find_labelled, find_registrations, normalise_issn};
use diglot_text::names::{NameOrder, decide_order, is_organisation, parse_name};
use diglot_text::normalise::{
    containers_match, expand_pages, fold_container, fold_name, fold_search, fold_title,
    strip_markup,
};
use diglot_text::script::language_of;
use diglot_text::tidy::tidy;
use std::ops::Range;

/// Pairs two texts; both sides must be partitioned.
pub(super) fn aligned(input: &[u8]) -> u64 {
    let input = String::from_utf8_lossy(input);
    // A pair of long texts takes quadratic time within the band; papers have some hundreds.
    let input = &input[..input.floor_char_boundary(12_000)];
    let (left, right) = input.split_once("---").unwrap_or((input, input));
    let lang = LanguageTag::new("und");
    let found = Aligner::default().texts((left, &lang), (right, &lang));
    partition(
        found.alignment.beads.iter().map(|bead| bead.left.clone()),
        found.left.len(),
    );
    partition(
        found.alignment.beads.iter().map(|bead| bead.right.clone()),
        found.right.len(),
    );
    ordered(left, &found.left);
    ordered(right, &found.right);
    for bead in &found.alignment.beads {
        assert!(
            (0.0..=1.0).contains(&bead.confidence),
            "confidence {}",
            bead.confidence
        );
    }
    let refused = found
        .alignment
        .refused
        .map(|refusal| format!("{refusal:?}").len());
    seen((found.left.len().min(9), found.right.len().min(9), refused))
}

fn partition(ranges: impl Iterator<Item = Range<usize>>, sentences: usize) {
    let mut at = 0;
    for range in ranges.filter(|range| !range.is_empty()) {
        assert_eq!(range.start, at, "beads are no partition");
        at = range.end;
    }
    assert_eq!(at, sentences, "beads end early");
}

fn ordered(text: &str, ranges: &[Range<usize>]) {
    let mut at = 0;
    for range in ranges {
        assert!(
            range.start >= at && range.end > range.start,
            "out of order: {range:?}"
        );
        assert!(text.get(range.clone()).is_some(), "no range: {range:?}");
        at = range.end;
    }
}

/// Cuts a text into sentences; they cover every character that is not white space.
pub(super) fn sentences(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let mut counts = Vec::new();
    for lang in ["en", "zh-Hans", "de", "und", "x", ""] {
        let found = diglot_text::sentences::sentences(&text, &LanguageTag::new(lang));
        ordered(&text, &found);
        let mut at = 0;
        for range in &found {
            assert!(
                text[at..range.start].trim().is_empty(),
                "left out before {range:?}"
            );
            at = range.end;
        }
        assert!(text[at..].trim().is_empty(), "left out at the end");
        counts.push(found.len().min(12));
    }
    seen(counts)
}

/// Finds the sections of an abstract.
pub(super) fn headings(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let found = sections(&text);
    let mut at = 0;
    for section in &found {
        for span in section.label.iter().chain([&section.body]) {
            let range = span.range();
            assert!(range.start >= at, "out of order: {range:?}");
            assert!(text.get(range.clone()).is_some(), "no range: {range:?}");
            at = range.end;
        }
    }
    let values = to_sections(&text, tidy);
    seen((
        found.len().min(12),
        values.len().min(12),
        found.iter().map(|s| s.role).take(6).collect::<Vec<_>>(),
    ))
}

/// Parses names in both orders.
pub(super) fn names(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let list: Vec<&str> = text.split([';', '\n']).collect();
    let order = decide_order(list.iter().copied(), NameOrder::GivenFirst);
    let mut kinds = Vec::new();
    for name in list.iter().take(200) {
        let organisation = is_organisation(name);
        for order in [NameOrder::GivenFirst, NameOrder::FamilyFirst] {
            let parsed = parse_name(name, order);
            let (family, given) = (parsed.family(), parsed.given());
            let key = fold_name(&family, given);
            let other = fold_name(given, &family);
            assert_eq!(
                key.matches(&other),
                other.matches(&key),
                "a match depends on the order"
            );
            let _ = (key.joined(), key.with_initials(), key.family());
            kinds.push((organisation, family.is_empty(), given.is_empty()));
        }
    }
    kinds.truncate(8);
    seen((order == NameOrder::GivenFirst, kinds))
}

/// Finds identifiers; what was found is found again in itself.
pub(super) fn identifiers(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let doi = find_doi(&text);
    let all = doi
        .iter()
        .cloned()
        .chain(find_registrations(&text))
        .chain(find_labelled(&text));
    let mut schemes = Vec::new();
    for found in all {
        assert!(text.get(found.span.range()).is_some(), "{found:?}");
        schemes.push(found.identifier.scheme.name().to_owned());
    }
    if let Some(found) = doi {
        let again = find_doi(&found.identifier.value);
        assert_eq!(
            again.map(|f| f.identifier.value),
            Some(found.identifier.value)
        );
    }
    let issn = normalise_issn(&text);
    assert_eq!(normalise_issn(&issn), issn);
    if let Some((first, last)) = expand_pages(&text) {
        assert!(first <= last, "pages {first} to {last}");
    }
    schemes.truncate(12);
    seen(schemes)
}

/// Folds are idempotent.
pub(super) fn normalised(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let (search, title, container) = (fold_search(&text), fold_title(&text), fold_container(&text));
    assert_eq!(fold_search(&search), search, "search");
    assert_eq!(fold_title(&title), title, "title");
    assert_eq!(fold_container(&container), container, "container");
    assert_eq!(tidy(&tidy(&text)), tidy(&text), "tidy");
    let (a, b) = text.split_at(text.floor_char_boundary(text.len() / 2));
    assert_eq!(containers_match(a, b), containers_match(b, a), "containers");
    let bare = strip_markup(&text);
    seen((
        bare.len() == text.len(),
        language_of(&text).to_string(),
        search.len().min(64),
        title.len().min(64),
    ))
}
