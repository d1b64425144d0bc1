use super::*;

const LISTING: &str = include_str!("../../fixtures/listing/listing.txt");

fn read_all() -> Vec<diglot_model::Reference> {
    read(LISTING)
        .records
        .into_iter()
        .map(|r| r.reference)
        .collect()
}

#[test]
fn finds_each_record_once() {
    assert!(detect(LISTING).is_some());
    let records = read_all();
    assert_eq!(records.len(), 4);
    let years: Vec<_> = records.iter().map(|r| r.year().unwrap()).collect();
    assert_eq!(years, [2021, 2006, 2011, 2018]);
    let names: Vec<_> = records.iter().map(|r| r.contributors.len()).collect();
    assert_eq!(names, [3, 2, 1, 2]);
}

#[test]
fn a_chip_is_no_part_of_the_title() {
    let records = read_all();
    assert_eq!(
        records[0].title(),
        Some("Peer mentors \u{2013} a mixed methods study")
    );
    assert!(records[1..].iter().all(|r| r.title().is_none()));
}

#[test]
fn an_ellipsis_says_that_names_are_missing() {
    let complete: Vec<_> = read_all().iter().map(|r| r.contributors_complete).collect();
    assert_eq!(complete, [true, false, true, true]);
}

#[test]
fn items_have_their_fields() {
    let records = read_all();
    let last = &records[3];
    assert_eq!(last.container_title(), Some("Casa Mental"));
    assert_eq!(last.scalar(ScalarField::Page), Some("187-197"));
    assert_eq!(last.scalar(ScalarField::Issue), Some("4"));
    assert_eq!(last.doi(), Some("10.5555/cm.2018.027"));
    assert_eq!(last.abstracts[0].sections.len(), 3);
    assert_eq!(records[1].abstracts[0].sections.len(), 5);
    assert!(records[2].abstracts.is_empty());
}

#[test]
fn chips() {
    assert_eq!(
        item::chip("scholarly journals Title").map(|c| c.1),
        Some(19)
    );
    assert!(item::chip("Book chapters that changed us").is_none());
    assert!(item::is_chip_alone("conference paper"));
}
