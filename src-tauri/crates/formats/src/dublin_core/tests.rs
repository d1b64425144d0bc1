use super::{detect, read};
use crate::sample::fixture;
use diglot_model::{Name, ReferenceType, ScalarField, TextField};

const OAI: &str = include_str!("../../fixtures/dublin-core/oai.xml");
const DSPACE: &str = include_str!("../../fixtures/dublin-core/dspace.xml");

#[test]
fn a_record_of_a_journal() {
    assert!(detect(OAI).is_some());
    let reading = read(OAI);
    assert_eq!(reading.records.len(), 1);
    let r = &reading.records[0].reference;
    assert_eq!(r.texts(TextField::Title).len(), 2);
    assert_eq!(r.abstracts.len(), 2);
    assert_eq!(
        r.contributors[0].name(),
        Some(&Name::person("Moe", "Ada B."))
    );
    let host = r.text(TextField::ContainerTitle).map(|t| t.text.as_str());
    assert_eq!(host, Some("Journal of Lamps"));
    assert_eq!(r.scalar(ScalarField::Volume), Some("7"));
    assert_eq!(r.scalar(ScalarField::Issue), Some("2"));
    assert_eq!(r.scalar(ScalarField::Page), Some("11-19"));
    assert_eq!(r.doi(), Some("10.5555/lamps.v7i2.11"));
    assert_eq!(
        r.issued().map(ToString::to_string).as_deref(),
        Some("2019-03-05")
    );
    assert_eq!(r.keywords.len(), 2);
}

#[test]
fn a_record_of_dspace() {
    assert!(detect(DSPACE).is_some());
    let reading = read(DSPACE);
    assert_eq!(reading.records.len(), 1);
    let r = &reading.records[0].reference;
    assert_eq!(r.kind, ReferenceType::Book);
    assert_eq!(r.title(), Some("Windows mended: three winters"));
    assert_eq!(r.contributors.len(), 2);
    assert_eq!(r.year(), Some(2006));
    assert_eq!(r.scalar(ScalarField::Page), Some("3-41"));
    assert_eq!(r.keywords.len(), 2);
    let place = r.text(TextField::PublisherPlace).map(|t| t.text.as_str());
    assert_eq!(place, Some("Bergen"));
    let left: Vec<_> = r.unmapped.iter().map(|u| &*u.tag).collect();
    assert!(left.contains(&"dc.date.accessioned"), "{left:?}");
}

#[test]
fn the_day_before_the_moments() {
    let text = OAI.replace(
        "<dc:date>",
        "<dc:date>2020-06-24T15:18:40Z</dc:date><dc:date>2020-06-24T15:18:40Z</dc:date><dc:date>",
    );
    let reading = read(&text);
    assert_eq!(reading.records[0].reference.year(), Some(2019));
}

#[test]
fn records_in_records_end() {
    read(&"<dc:x><dc:title>a".repeat(50_000));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "<(dim|dc:dc)>(<[/!]?(dc:title|dc:source|dc:date|dc:creator|field)( element=\"title\"| qualifier=\"a\")?[ />]?|[ ;:.0-9=&a-z光]|\\PC){0,60}") {
        fixture::is_read(&text, read);
        detect(&text);
    }
}
