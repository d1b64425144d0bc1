use super::*;
use diglot_model::{KeywordKind, ScalarField};

const PAGE: &str = include_str!("../../fixtures/wos-mirror-page/page.txt");

#[test]
fn reads_a_page() {
    let reading = read(PAGE);
    assert_eq!(reading.records.len(), 4);
    let main = &reading.records[0];
    let r = &main.reference;
    assert_eq!(main.listed_total, Some(45));
    assert_eq!(
        r.title(),
        Some("Peer mentors in supported housing: a mixed methods study")
    );
    assert_eq!(r.contributors[0].affiliations, [0, 1]);
    assert_eq!(r.affiliations[1].text, "City Hosp, Bergen, Norway");
    assert_eq!(r.container_title(), Some("JOURNAL OF HOUSING STUDIES"));
    assert_eq!(r.year(), Some(2021));
    assert_eq!(r.scalar(ScalarField::Volume), Some("12"));
    assert_eq!(r.scalar(ScalarField::Issue), Some("03"));
    assert_eq!(r.scalar(ScalarField::NumberOfPages), Some("13"));
    assert_eq!(r.doi(), Some("10.5555/jhs.2021.003"));
    let author: Vec<_> = r
        .keywords
        .iter()
        .filter(|k| k.kind == KeywordKind::Author)
        .map(|k| k.text.as_str())
        .collect();
    assert_eq!(author, ["Housing", "IPS", "Peer support"]);
    assert_eq!(r.classifications[0].label.as_deref(), Some("精神病学"));
    assert_eq!(r.observations[0].value.value, 7);
    assert_eq!(r.abstracts[0].sections.len(), 4);
    assert!(r.missing().is_empty());
}

#[test]
fn reads_what_the_page_lists() {
    let reading = read(PAGE);
    let listed: Vec<_> = reading.records[1..]
        .iter()
        .map(|w| {
            let r = &w.reference;
            (
                w.listed_rank.unwrap_or(0),
                r.container_title().unwrap_or_default().to_owned(),
                r.contributors.len(),
                r.year(),
                r.scalar(ScalarField::Page).unwrap_or_default().to_owned(),
            )
        })
        .collect();
    assert_eq!(
        listed[0],
        (
            41,
            "HOUSING, HEALTH AND SOCIETY".into(),
            1,
            Some(2018),
            String::new()
        )
    );
    assert_eq!(
        listed[1],
        (42, "Housing Health".into(), 2, None, String::new())
    );
    assert_eq!(
        listed[2],
        (
            43,
            "EUROPEAN JOURNAL OF HOMES".into(),
            1,
            Some(2022),
            "471-484".into()
        )
    );
    assert_eq!(reading.diagnostics[0].code, "listed-in-part");
}

#[test]
fn spans_point_at_the_text() {
    let reading = read(PAGE);
    for record in &reading.records {
        let slice = &PAGE[record.range.clone()];
        for title in record.reference.texts(TextField::Title) {
            assert_eq!(&slice[title.spans[0].range()], title.text);
        }
    }
}

#[test]
fn a_page_without_related_works_is_no_main_work() {
    let page = PAGE.split("相关论文").next().unwrap();
    let reading = read(page);
    assert_eq!(reading.records.len(), 1);
    assert_eq!(reading.records[0].relation, None);
}
