//! Corrections in place, and texts cut into segments.

use super::plan;
use crate::{FixField, FixRefusal, fix, places, record_of, segments};
use diglot_model::{LanguageTag, Reference, ScalarField, Section, TextField};
use diglot_text::decode::decode;
use proptest::prelude::*;
use std::ops::Range;

const PAGE: &str = "scholarly journals Housing and pain in Northaven\n\
北港的住房与疼痛\n\
Nordby Kari M, Stanic Sabina C\n\
1Psychology, University of Northaven, Northaven, NH17 1BJ UK.\n\
Trial Feasibility Stud. 2021 Mar 9;7:58. doi: 10.5555/s40999-021-00588-z.\n\
Homes are lost by people with pain, and few studies ask why. We asked 24 people (ISRCTN12345678).\n\
This site uses cookies to give you a better experience than you would have without them.\n";

/// The only record of a page.
fn record(text: &str) -> Reference {
    let mut plan = plan("page", text.as_bytes());
    assert_eq!(plan.records.len(), 1, "{plan:?}");
    plan.records.remove(0).reference
}

fn at(text: &str, part: &str) -> Range<usize> {
    let start = text.find(part).unwrap();
    start..start + part.len()
}

fn fixed(text: &str, part: &str, field: &FixField) -> Reference {
    let mut reference = record(text);
    fix(&mut reference, text, &at(text, part), field).unwrap();
    check(&reference, text);
    reference
}

/// Every place lies in the record and ends at ends of characters.
fn check(reference: &Reference, text: &str) {
    let record = text.get(record_of(reference).unwrap()).unwrap();
    for place in places(reference) {
        assert!(record.get(place.span.range()).is_some(), "{place:?}");
    }
    let count = reference.affiliations.len();
    for contributor in &reference.contributors {
        let marks = &contributor.affiliations;
        assert!(count == 0 || marks.iter().all(|m| usize::from(*m) < count));
    }
}

fn families(reference: &Reference) -> Vec<String> {
    let names = reference.contributors.iter().filter_map(|c| c.name());
    names.map(diglot_model::Name::family).collect()
}

fn first_text(section: &Section) -> &str {
    &section.paragraphs[0]
}

#[test]
fn a_title_takes_the_place_of_the_one_in_its_language() {
    let title = "Housing and pain in Northaven";
    let reference = fixed(PAGE, title, &FixField::Title(None));
    let titles: Vec<_> = reference
        .texts(TextField::Title)
        .iter()
        .map(|t| (t.text.as_str(), t.lang.as_str()))
        .collect();
    assert_eq!(titles, [(title, "en"), ("北港的住房与疼痛", "zh-Hans")]);
    let span = reference.texts(TextField::Title)[0].spans[0].range();
    assert_eq!(&PAGE[span], title);
}

#[test]
fn what_is_no_part_of_it_leaves_the_rest_of_a_value() {
    let reference = fixed(PAGE, "scholarly journals", &FixField::NotPartOfIt);
    assert_eq!(reference.title(), Some("Housing and pain in Northaven"));
    let cookies = &PAGE[at(PAGE, "This site uses").start..];
    let reference = fixed(PAGE, cookies, &FixField::NotPartOfIt);
    assert_eq!(reference.abstracts.len(), 1);
    let left: Vec<_> = reference.abstracts[0]
        .sections
        .iter()
        .map(first_text)
        .collect();
    assert!(left[0].starts_with("Homes are lost"), "{left:?}");
    assert!(!reference.abstracts[0].plain().contains("cookies"));
    let reference = fixed(PAGE, "Nordby Kari M", &FixField::NotPartOfIt);
    assert_eq!(families(&reference), ["Stanic"]);
    let reference = fixed(PAGE, "-021-00588-z", &FixField::NotPartOfIt);
    assert_eq!(reference.doi(), None);
}

#[test]
fn a_text_is_one_thing() {
    // The second line becomes the journal, and so is no title any more.
    let reference = fixed(PAGE, "北港的住房与疼痛", &FixField::Container);
    assert_eq!(reference.texts(TextField::Title).len(), 1);
    let containers = reference.texts(TextField::ContainerTitle);
    assert_eq!(containers.len(), 2);
    // A registration within the abstract is both.
    let before = record(PAGE).abstracts;
    let reference = fixed(PAGE, "ISRCTN12345678", &FixField::Registration);
    assert_eq!(reference.abstracts, before);
    let registrations = reference.identifiers_of(&diglot_model::IdentifierScheme::Registration);
    assert_eq!(registrations.collect::<Vec<_>>(), ["ISRCTN12345678"]);
}

#[test]
fn an_affiliation_is_added_or_mended() {
    let added = fixed(PAGE, "Homes are lost by people", &FixField::Affiliation);
    assert_eq!(added.affiliations.len(), 2);
    let mended = fixed(PAGE, "University of Northaven", &FixField::Affiliation);
    let texts: Vec<_> = mended
        .affiliations
        .iter()
        .map(|a| a.text.as_str())
        .collect();
    assert_eq!(texts, ["University of Northaven"]);
}

#[test]
fn single_values_are_read_by_their_readers() {
    let reference = fixed(PAGE, "2021 Mar 9", &FixField::Date);
    assert_eq!(reference.issued().unwrap().to_string(), "2021-03-09");
    let reference = fixed(PAGE, "58", &FixField::Volume);
    assert_eq!(reference.scalar(ScalarField::Volume), Some("58"));
    let before = record(PAGE);
    for (part, field, refusal) in [
        ("Homes", FixField::Doi, FixRefusal::Unreadable),
        ("Homes", FixField::Date, FixRefusal::Unreadable),
        ("\n", FixField::Authors, FixRefusal::Empty),
    ] {
        let mut reference = before.clone();
        let refused = fix(&mut reference, PAGE, &at(PAGE, part), &field);
        assert_eq!(refused, Err(refusal));
        assert_eq!(reference, before);
    }
}

#[test]
fn a_record_grows_to_hold_what_is_given_to_it() {
    let text = "The title stands apart\n\nTY  - JOUR\nAU  - Zhang, Huijia\nPY  - 2020\nER  - \n";
    let mut reference = record(text);
    let before = record_of(&reference).unwrap();
    assert!(before.start > 0);
    let selection = at(text, "The title stands apart");
    fix(&mut reference, text, &selection, &FixField::Title(None)).unwrap();
    check(&reference, text);
    assert_eq!(record_of(&reference).unwrap().start, 0);
    let author = reference.contributors[0].spans[0].range();
    assert_eq!(&text[author], "Zhang, Huijia");
    assert_eq!(reference.title(), Some("The title stands apart"));
}

#[test]
fn a_language_that_was_said_stands() {
    let zh = FixField::Title(Some(LanguageTag::ZH_HANS));
    let reference = fixed(PAGE, "北港的住房", &zh);
    let titles = reference.texts(TextField::Title);
    assert_eq!(titles.len(), 2);
    assert_eq!(titles[1].text, "北港的住房");
}

#[test]
fn segments_show_the_shortest_value() {
    let reference = record(PAGE);
    let cut = segments(PAGE, &[&reference]);
    let of = |part: &str| {
        let place = at(PAGE, part);
        let segment = cut
            .iter()
            .find(|s| s.start <= place.start && place.end <= s.end)
            .unwrap();
        (segment.record, segment.field.as_deref())
    };
    assert_eq!(of("ISRCTN12345678"), (Some(0), Some("registration")));
    assert_eq!(of("We asked 24"), (Some(0), Some("abstract")));
    assert_eq!(of(" doi: "), (Some(0), None));
    let title = cut.iter().find(|s| s.field.as_deref() == Some("title"));
    assert_eq!(title.unwrap().lang, Some(LanguageTag::EN));
}

fn any_field() -> impl Strategy<Value = FixField> {
    prop_oneof![
        Just(FixField::Title(None)),
        Just(FixField::Title(Some(LanguageTag::ZH_HANS))),
        Just(FixField::Authors),
        Just(FixField::Abstract(None)),
        Just(FixField::Abstract(Some(LanguageTag::EN))),
        Just(FixField::Container),
        Just(FixField::Date),
        Just(FixField::Volume),
        Just(FixField::Issue),
        Just(FixField::Pages),
        Just(FixField::Doi),
        Just(FixField::Pmid),
        Just(FixField::Keywords),
        Just(FixField::Affiliation),
        Just(FixField::Registration),
        Just(FixField::NotPartOfIt),
    ]
}

/// Invented captures in the layouts that really arrive.
fn captures() -> &'static [String] {
    static CAPTURES: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/captures");
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .collect();
        paths.sort();
        let texts = paths
            .iter()
            .map(|path| decode(&std::fs::read(path).unwrap()).unwrap().text);
        texts.chain([PAGE.to_owned()]).collect()
    });
    &CAPTURES
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_correction_leaves_a_sound_reference(
        capture in 0..captures().len(),
        record in any::<prop::sample::Index>(),
        fixes in prop::collection::vec((any_field(), any::<prop::sample::Index>(), 0usize..400), 1..6),
    ) {
        let text = &captures()[capture];
        let plan = plan("x", text.as_bytes());
        prop_assume!(!plan.records.is_empty());
        let mut reference = plan.records[record.index(plan.records.len())].reference.clone();
        for (field, start, length) in fixes {
            let start = start.index(text.len() + 8);
            let before = reference.clone();
            if fix(&mut reference, text, &(start..start + length), &field).is_err() {
                prop_assert_eq!(&reference, &before);
            }
            check(&reference, text);
        }
    }

    #[test]
    fn segments_are_a_partition(capture in 0..captures().len(), selection in any::<prop::sample::Index>()) {
        let text = &captures()[capture];
        let mut plan = plan("x", text.as_bytes());
        if let Some(first) = plan.records.first_mut() {
            // A record that others lie in.
            let start = selection.index(text.len());
            let _ = fix(&mut first.reference, text, &(start..text.len()), &FixField::Title(None));
        }
        let references: Vec<&Reference> = plan.records.iter().map(|r| &r.reference).collect();
        let cut = segments(text, &references);
        let joined: String = cut.iter().map(|s| &text[s.start..s.end]).collect();
        prop_assert_eq!(&joined, text);
        prop_assert!(cut.iter().all(|s| s.start < s.end));
        prop_assert!(cut.windows(2).all(|w| w[0].end == w[1].start));
    }
}
