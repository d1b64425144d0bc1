use super::{detect, read};
use crate::csl_json::normal;
use crate::output::{ExportItem, Exported, OutputFormat, write};
use crate::sample::{any_reference, export, rich, ris_reference};
use diglot_model::{
    ContributorRole, Name, Reference, ReferenceType, ScalarField, Sourced, TextField,
};
use proptest::prelude::*;

fn written(reference: &Reference) -> Exported {
    write(&[export(reference)], OutputFormat::Hayagriva)
}

/// Without what Hayagriva has no place for.
fn carried(reference: &Reference) -> Reference {
    let mut out = normal(reference);
    if out.kind == ReferenceType::Dataset {
        out.kind = ReferenceType::Software;
    }
    let contained = !matches!(out.kind, ReferenceType::Software | ReferenceType::Webpage);
    let own = out.own_language();
    if let Some(titles) = out.texts.get_mut(&TextField::Title) {
        titles.truncate(1);
    }
    if !contained {
        for field in [
            TextField::ContainerTitle,
            TextField::ContainerTitleShort,
            TextField::CollectionTitle,
        ] {
            out.texts.remove(&field);
        }
    }
    out.abstracts
        .retain(|a| own.as_ref().is_some_and(|own| own.same_language(&a.lang)));
    out.dates
        .retain(|_, d| d.end.is_none() && d.start.is_some_and(|p| p.season.is_none()));
    out.scalars.retain(|field, _| match field {
        ScalarField::Database => false,
        ScalarField::ArticleNumber => {
            matches!(
                out.kind,
                ReferenceType::ArticleJournal | ReferenceType::PaperConference
            )
        }
        _ => true,
    });
    out.urls.truncate(1);
    out.keywords.clear();
    out.affiliations.clear();
    out.contributors_complete = true;
    for contributor in &mut out.contributors {
        contributor.value.affiliations.clear();
    }
    out
}

/// What reading tells besides what was written.
fn form(reference: &Reference, of: &Reference) -> Reference {
    let mut out = normal(reference);
    out.identifiers.sort_by(|a, b| a.value.cmp(&b.value));
    out.contributors
        .sort_by_key(|c| (c.role != ContributorRole::Author, c.role));
    for variant in out.contributors.iter_mut().flat_map(|c| &mut c.value.names) {
        variant.lang = None;
    }
    if of.scalar(ScalarField::CitationKey).is_none() {
        out.scalars.remove(&ScalarField::CitationKey);
    }
    out
}

#[test]
fn a_rich_reference() {
    let out = written(&rich());
    let losses: Vec<String> = out
        .losses
        .iter()
        .map(|l| format!("{} | {}", l.field, l.message))
        .collect();
    insta::assert_snapshot!(format!("{}\n---\n{}", out.text, losses.join("\n")));
    assert!(detect(&out.text).is_some());
}

#[test]
fn names_stay_what_they_are() {
    let mut r = Reference::new(ReferenceType::Book);
    let names = [
        Name::literal("新编社"),
        Name::literal("World Bank, The"),
        Name::person("Plato", ""),
        Name::person("欧阳", "修"),
        Name::Person {
            family: "Berg".into(),
            given: "Jan".into(),
            particle: Some("van der".into()),
            suffix: Some("Jr.".into()),
        },
        Name::Person {
            family: "Cruz".into(),
            given: "Ana".into(),
            particle: Some("De la".into()),
            suffix: None,
        },
        Name::person("de Man", "Paul"),
        Name::literal("Open Homes Study Group"),
        Name::person("O'Neil: x", "{A} $1"),
    ];
    for name in names.clone() {
        r.contributors
            .push(Sourced::bare(diglot_model::Contributor::author(name)));
    }
    let back = read(&written(&r).text).records.remove(0).reference;
    let read: Vec<Name> = back
        .contributors
        .iter()
        .map(|c| c.name().unwrap().clone())
        .collect();
    assert_eq!(read, names);
}

#[test]
fn entries_stand_apart_and_keys_once() {
    let (a, b) = (rich(), rich());
    let items: Vec<ExportItem<'_>> = vec![export(&a), export(&b)];
    let out = write(&items, OutputFormat::Hayagriva);
    let reading = read(&out.text);
    assert_eq!(reading.diagnostics, []);
    let keys: Vec<_> = reading
        .records
        .iter()
        .map(|r| r.key.clone().unwrap())
        .collect();
    assert_eq!(keys, ["zhang_2020", "zhang_2020a"]);
}

#[test]
fn what_came_from_hayagriva_goes_back() {
    let text =
        "a:\n  type: video\n  title: T\n  time-range: \"00:57-06:21\"\n  x-list: [1, {b: c}]\n";
    let first = read(text).records.remove(0).reference;
    let again = read(&written(&first).text).records.remove(0).reference;
    assert_eq!(first.unmapped.len(), 2);
    assert_eq!(normal(&again), normal(&first));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_it_can_carry_comes_back(reference in ris_reference()) {
        let reference = carried(&reference);
        let out = written(&reference);
        prop_assert_eq!(&out.losses, &[], "{}", &out.text);
        let reading = read(&out.text);
        prop_assert_eq!(&reading.diagnostics, &[], "{}", &out.text);
        let back = &reading.records[0].reference;
        prop_assert_eq!(form(back, &reference), form(&reference, &reference), "{}", &out.text);
        prop_assert_eq!(crate::detect(&out.text)[0].format, crate::FormatName::Hayagriva);
    }

    #[test]
    fn nothing_is_lost_in_silence(reference in any_reference()) {
        let out = written(&reference);
        let reading = read(&out.text);
        prop_assert_eq!(&reading.diagnostics, &[], "{}", &out.text);
        prop_assert!(reading.records.len() < 2, "{}", &out.text);
        let same = reading.records.first().is_some_and(|r| form(&r.reference, &reference) == form(&reference, &reference));
        prop_assert!(same || !out.losses.is_empty(), "{}", &out.text);
    }
}
