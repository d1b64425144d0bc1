use super::{detect, hayagriva, read};
use crate::FormatName;
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, Name, Reference, ReferenceType, ScalarField,
    TextField,
};
use proptest::prelude::*;
use std::fmt::Write as _;

const CSL: &str = include_str!("../../fixtures/csl-yaml/three.yaml");

#[test]
fn csl_yaml() {
    assert!(detect(CSL).is_some());
    assert_eq!(crate::detect(CSL)[0].format, FormatName::CslYaml);
    let reading = read(CSL);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.records.len(), 2);
    let r = &reading.records[0].reference;
    assert_eq!(reading.records[0].key.as_deref(), Some("quill:2019"));
    assert_eq!(r.title(), Some("Porridge and waking: a trial"));
    assert_eq!(r.container_title(), Some("Annals of mRNA Meals"));
    assert_eq!(r.issued().unwrap().to_string(), "2019-07-11");
    assert_eq!(
        r.dates[&DateField::Accessed].value.to_string(),
        "2020-01-02"
    );
    assert_eq!(r.scalar(ScalarField::Volume), Some("007"));
    assert_eq!(r.contributors.len(), 2);
    let record = &CSL[reading.records[0].range.clone()];
    let at = r.texts(TextField::ContainerTitle)[0].spans[0].range();
    assert_eq!(&record[at], "Annals of [mRNA]{.nocase} Meals");
    let book = &reading.records[1].reference;
    assert_eq!(book.title(), Some("Porridge"));
    assert_eq!(book.issued().unwrap().to_string(), "2001-21");
    assert_eq!(book.unmapped[0].value, r#"{"a":[1,2]}"#);
    let list = CSL
        .replacen("---\nreferences:\n", "", 1)
        .replace("...\n", "");
    assert!(detect(&list).is_some());
    assert_eq!(read(&list).records.len(), 2);
    let windows = CSL.replace('\n', "\r\n");
    assert_eq!(read(&windows).records.len(), 2);
}

#[test]
fn broken_yaml_keeps_what_came_before() {
    let reading = read("- id: a\n  type: book\n  title: One\n- id: b\n  title: \"Two\n");
    assert_eq!(reading.diagnostics[0].code, "yaml-broken");
    assert_eq!(reading.records[0].reference.title(), Some("One"));
    for hostile in ["[", "{a: ", "- ", "? ", "&a [*a, ", "!!x ", "a:\n "] {
        read(&hostile.repeat(100_000));
    }
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (from, to) in ('a'..'k').zip('b'..='k') {
        let copies = format!("*{from}, ").repeat(8);
        let _ = writeln!(bomb, "{to}: &{to} [{copies}]");
    }
    read(&bomb);
}

const HAYAGRIVA: &str = include_str!("../../fixtures/hayagriva/library.yml");

#[test]
fn hayagriva_entries() {
    assert!(hayagriva::detect(HAYAGRIVA).is_some());
    assert_eq!(crate::detect(HAYAGRIVA)[0].format, FormatName::Hayagriva);
    assert!(detect(HAYAGRIVA).is_none() && hayagriva::detect(CSL).is_none());
    let reading = hayagriva::read(HAYAGRIVA);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.records.len(), 2);
    let r: &Reference = &reading.records[0].reference;
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    assert_eq!(r.title(), Some("Kinetics of $5 soup"));
    assert_eq!(r.texts(TextField::TitleShort)[0].text, "Kinetics");
    let names: Vec<_> = r
        .contributors_as(ContributorRole::Author)
        .map(|c| c.name().unwrap().clone())
        .collect();
    assert_eq!(names[0], Name::person("Kettle", "Simone"));
    assert_eq!(
        names[1],
        Name::Person {
            family: "Pfanne".into(),
            given: "Max".into(),
            particle: Some("von der".into()),
            suffix: Some("Jr.".into())
        }
    );
    assert_eq!(names[2], Name::literal("Soup Society"));
    assert_eq!(names[3].family(), "De Pot");
    assert_eq!(r.contributors_as(ContributorRole::Translator).count(), 1);
    assert_eq!(r.issued().unwrap().to_string(), "2010-04~");
    assert_eq!(r.scalar(ScalarField::Page), Some("11-19"));
    assert_eq!(r.scalar(ScalarField::ArticleNumber), Some("e77"));
    assert_eq!(
        r.doi(),
        Some("10.5555/h.1"),
        "the journal's is not the article's"
    );
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Issn).next(),
        Some("1234-5679")
    );
    assert_eq!(
        (r.scalar(ScalarField::Volume), r.scalar(ScalarField::Issue)),
        (Some("3"), Some("1"))
    );
    assert_eq!(r.texts(TextField::PublisherPlace)[0].text, "Oslo");
    assert_eq!(
        r.dates[&DateField::Accessed].value.to_string(),
        "2020-01-02"
    );
    assert_eq!(r.unmapped[0].tag, "time-range");
    let book = &reading.records[1].reference;
    assert_eq!(book.kind, ReferenceType::Book);
    assert_eq!(
        book.contributors[0].name(),
        Some(&Name::person("欧阳", "海"))
    );
    assert_eq!(book.texts(TextField::CollectionTitle)[0].text, "Soups");
    assert_eq!(book.scalar(ScalarField::CollectionNumber), Some("4"));
    assert_eq!(book.texts(TextField::Publisher)[0].text, "汤社");
}

proptest! {
    #[test]
    fn any_yaml_is_read(text in "([-?:] |[a-c]: |[\\[\\]{},&*!|>'\"#\n]| {1,3}|references:\n|\\PC){0,40}") {
        for reading in [read(&text), hayagriva::read(&text)] {
            for record in reading.records {
                prop_assert!(text.get(record.range).is_some());
            }
        }
    }
}
