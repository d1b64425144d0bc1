use super::*;
use crate::tests::{arbitrary::references, build::Build};
use diglot_model::{Contributor, DateField, DatePoint, IdentifierScheme, Name, Origin, Section};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn named(file: &str, build: Build) -> Reference {
    let mut out = build.done();
    out.sources = vec![Source::Capture(CaptureSource {
        file: Some(file.to_owned()),
        ..CaptureSource::default()
    })];
    out
}

fn both(a: &Reference, b: &Reference) -> Reference {
    merge(a, b, &Choices::new())
}

#[test]
fn a_bare_record_takes_what_it_lacks() {
    let bare = named(
        "a",
        Build::article("Sleep - of nurses").title("zh-Hans", "护士的睡眠"),
    );
    let full = named(
        "b",
        Build::article("Sleep – of nurses")
            .authors("Novak, Milena")
            .year(2021)
            .volume("21")
            .doi("10.9999/a"),
    );
    let out = both(&bare, &full);
    assert_eq!(
        out.texts(TextField::Title).len(),
        2,
        "one title for each language"
    );
    assert_eq!(out.title(), Some("Sleep - of nurses"));
    assert_eq!(out.year(), Some(2021));
    assert_eq!(out.sources.len(), 2);
    assert_eq!(out.texts(TextField::Title)[0].source, 0);
    assert_eq!(out.contributors[0].source, 1);
    assert_eq!(out.dates[&DateField::Issued].source, 1);
    assert_eq!(out.identifiers[0].source, 1);
    assert!(conflicts(&bare, &full).is_empty());
}

#[test]
fn the_kept_value_wins_unless_chosen() {
    let a = Build::article("Sleep of nurses")
        .volume("21")
        .pages("65-73")
        .done();
    let b = Build::article("Rest of nurses")
        .volume("12")
        .pages("65–73")
        .done();
    let found = conflicts(&a, &b);
    let fields: Vec<_> = found.iter().map(|c| c.field).collect();
    assert_eq!(
        fields,
        [
            Field::Text(TextField::Title),
            Field::Scalar(ScalarField::Volume)
        ]
    );
    let out = both(&a, &b);
    assert_eq!(out.title(), Some("Sleep of nurses"));
    assert_eq!(out.scalar(ScalarField::Volume), Some("21"));
    let choices = fields
        .into_iter()
        .map(|field| (field, Side::Other))
        .collect();
    let out = merge(&a, &b, &choices);
    assert_eq!(out.title(), Some("Rest of nurses"));
    assert_eq!(out.scalar(ScalarField::Volume), Some("12"));
    assert_eq!(out.scalars[&ScalarField::Volume].source, 1);
}

#[test]
fn the_better_spelling_stays() {
    let a = Build::article("SLEEP OF NURSES")
        .container("J Shift Work")
        .done();
    let b = Build::article("Sleep of nurses")
        .container("Journal of Shift Work")
        .done();
    for out in [both(&a, &b), both(&b, &a)] {
        assert_eq!(out.title(), Some("Sleep of nurses"));
        assert_eq!(out.container_title(), Some("Journal of Shift Work"));
        let short = &out.texts(TextField::ContainerTitleShort)[0];
        assert_eq!(short.text, "J Shift Work");
    }
    let mut user = Build::article("SLEEP OF NURSES").done();
    if let Some(titles) = user.texts.get_mut(&TextField::Title) {
        titles[0].value.origin = Origin::User;
    }
    assert_eq!(
        both(&b, &user).title(),
        Some("SLEEP OF NURSES"),
        "origin comes first"
    );
}

#[test]
fn authors_come_from_the_fuller_list() {
    let mut cut = Build::article("T")
        .authors("Latham, E.; Leconte, T.")
        .done();
    cut.contributors_complete = false;
    let whole = Build::article("T")
        .authors("Latham, Eric A.; Leconte, Tania; Becker, D")
        .done();
    for out in [both(&cut, &whole), both(&whole, &cut)] {
        let names: Vec<String> = out
            .contributors
            .iter()
            .filter_map(|c| c.name())
            .map(|n| n.given().to_owned())
            .collect();
        assert_eq!(names, ["Eric A.", "Tania", "D"]);
        assert!(out.contributors_complete);
    }
    let short = Build::article("T")
        .authors("Latham, E.; Leconte, Tania; Becker, Deborah")
        .done();
    let out = both(&short, &whole);
    assert_eq!(
        out.contributors[0].name(),
        Some(&Name::person("Latham", "Eric A."))
    );
    assert_eq!(out.contributors[0].source, 1);
    assert_eq!(out.contributors[2].source, 0);
    let strangers = Build::article("T").authors("Mercer, H").done();
    assert_eq!(
        both(&strangers, &whole).contributors.len(),
        3,
        "never mixed"
    );
    assert_eq!(conflicts(&strangers, &whole)[0].field, Field::Contributors);
}

#[test]
fn names_in_two_scripts_are_joined() {
    let han = Build::article("T").authors("张, 会佳; 李, 娜").done();
    let mut latin = Build::article("T").authors("Zhang, Huijia; Li, Na").done();
    latin.contributors[1].orcid = Some("0000-0000-0000-0001".to_owned());
    latin.contributors[1].affiliations = vec![0];
    latin.affiliations = vec![Sourced::bare(LocalizedText::new(LanguageTag::EN, "Ward 3"))];
    let out = both(&han, &latin);
    assert_eq!(out.contributors.len(), 2);
    assert_eq!(out.contributors[0].names.len(), 2);
    assert_eq!(
        out.contributors[1].orcid.as_deref(),
        Some("0000-0000-0000-0001")
    );
    assert_eq!(out.contributors[1].affiliations, [0]);
    assert_eq!(out.affiliations[0].source, 1);
}

#[test]
fn other_roles_are_added() {
    let a = Build::article("T").authors("Novak, M").done();
    let mut b = Build::article("T").authors("Novak, M").done();
    for name in ["Sanders", "Mercer"] {
        b.contributors.push(Sourced::bare(Contributor {
            role: diglot_model::ContributorRole::Editor,
            ..Contributor::author(Name::person(name, "A"))
        }));
    }
    assert_eq!(both(&a, &b).contributors.len(), 3);
}

#[test]
fn abstracts_by_language_and_structure() {
    let text = "Nurses slept badly in the first week and better in the second week of the trial.";
    let plain = Build::article("T").abstract_(text).done();
    let mut labelled = plain.clone();
    labelled.abstracts[0].value.sections = ["Results", "Conclusion"]
        .iter()
        .zip([&text[..40], &text[40..]])
        .map(|(label, part)| Section {
            label: Some((*label).to_owned()),
            role: None,
            paragraphs: vec![part.to_owned()],
        })
        .collect();
    let mut zh = plain.clone();
    zh.abstracts[0].value.lang = LanguageTag::ZH_HANS;
    assert_eq!(both(&plain, &labelled).abstracts[0].value.sections.len(), 2);
    assert_eq!(both(&labelled, &plain).abstracts[0].value.sections.len(), 2);
    assert_eq!(both(&labelled, &zh).abstracts.len(), 2);
    let pinned = Choices::from([(Field::Abstracts, Side::Kept)]);
    assert_eq!(
        merge(&plain, &labelled, &pinned).abstracts[0]
            .value
            .sections
            .len(),
        1
    );
}

#[test]
fn dates_gain_exactness_only() {
    let day = |year, month, day| {
        let mut r = Build::article("T").done();
        let point = DatePoint::from_parts(year, month, day);
        r.dates
            .insert(DateField::Issued, Sourced::bare(Date::point(point)));
        r
    };
    let issued = |a: &Reference, b: &Reference| both(a, b).issued().map(ToString::to_string);
    let year = day(2020, None, None);
    let exact = day(2020, Some(4), Some(5));
    assert_eq!(issued(&year, &exact).as_deref(), Some("2020-04-05"));
    assert_eq!(issued(&exact, &year).as_deref(), Some("2020-04-05"));
    assert_eq!(
        issued(&day(2021, None, None), &exact).as_deref(),
        Some("2021")
    );
    assert_eq!(conflicts(&year, &exact), []);
}

#[test]
fn a_reference_without_sources_keeps_its_values_apart() {
    let mut a = Build::article("T").volume("1").done();
    a.sources.clear();
    let b = named("b", Build::article("T").issue("2"));
    let out = both(&a, &b);
    assert_eq!(out.sources.len(), 2);
    assert_eq!(out.scalars[&ScalarField::Volume].source, 0);
    assert_eq!(out.scalars[&ScalarField::Issue].source, 1);
    assert_eq!(out.sources[1], b.sources[0]);
}

fn identifiers(r: &Reference) -> BTreeSet<(IdentifierScheme, String)> {
    r.identifiers
        .iter()
        .map(|i| (i.scheme.clone(), i.value.value.clone()))
        .collect()
}

fn languages(r: &Reference) -> BTreeSet<String> {
    let titles = r
        .texts(TextField::Title)
        .iter()
        .map(|t| t.lang.primary().to_owned());
    titles
        .chain(r.abstracts.iter().map(|a| a.lang.primary().to_owned()))
        .collect()
}

#[test]
fn a_range_of_pages_says_more_than_its_first_page() {
    let first = named("a", Build::article("Sleep of nurses").pages("15"));
    let range = named("b", Build::article("Sleep of nurses").pages("15-27"));
    let other = named("c", Build::article("Sleep of nurses").pages("17-27"));
    for (a, b) in [(&first, &range), (&range, &first)] {
        assert_eq!(conflicts(a, b), []);
        assert_eq!(both(a, b).scalar(ScalarField::Page), Some("15-27"));
    }
    assert_eq!(conflicts(&range, &other).len(), 1);
    assert_eq!(
        both(&range, &other).scalar(ScalarField::Page),
        Some("15-27")
    );
}

proptest! {
    #[test]
    fn nothing_is_lost(all in references(2)) {
        let (a, b) = (&all[0], &all[1]);
        let (ab, ba) = (both(a, b), both(b, a));
        prop_assert_eq!(identifiers(&ab), identifiers(&ba));
        prop_assert_eq!(identifiers(&ab), &identifiers(a) | &identifiers(b));
        prop_assert_eq!(languages(&ab), languages(&ba));
        prop_assert_eq!(languages(&ab), &languages(a) | &languages(b));
        prop_assert!(ab.sources.len() == a.sources.len() + b.sources.len());
        prop_assert!(ab.contributors.len() >= a.contributors.len().max(b.contributors.len()));
    }

    #[test]
    fn merging_with_itself_adds_sources_only(all in references(1)) {
        let mut out = both(&all[0], &all[0]);
        prop_assert_eq!(out.sources.len(), 2 * all[0].sources.len());
        out.sources.clone_from(&all[0].sources);
        prop_assert_eq!(&out, &all[0]);
        prop_assert!(conflicts(&all[0], &all[0]).is_empty());
    }
}
