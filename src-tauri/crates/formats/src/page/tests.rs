use super::*;

const PUBMED: &str = include_str!("../../fixtures/page/pubmed.txt");

#[test]
fn a_pubmed_page_with_its_translation() {
    let reading = read(PUBMED);
    let r = &reading.records[0].reference;
    assert_eq!(r.title(), None);
    let names: Vec<_> = r
        .contributors
        .iter()
        .map(|c| {
            c.name()
                .map(|n| (n.family(), n.given().to_owned()))
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(names[0], ("Nordby".into(), "Kari M".into()));
    assert_eq!(names[2], ("van der Berg".into(), "Jan".into()));
    assert_eq!(r.affiliations.len(), 2);
    assert_eq!(
        r.affiliations[0].text,
        "Psychology, University of Nowhere, Nowhere, NO1 1BJ UK."
    );
    assert_eq!(r.container_title(), Some("Trial Feasibility Stud"));
    assert_eq!(r.doi(), Some("10.5555/tfs-021-0033-z"));
    let langs: Vec<_> = r
        .abstracts
        .iter()
        .map(|a| a.lang.as_str().to_owned())
        .collect();
    assert_eq!(langs, ["en", "zh-Hans"]);
    for a in &r.abstracts {
        assert_eq!(a.sections.len(), 1);
        assert_eq!(a.sections[0].paragraphs.len(), 3);
    }
    let registrations: Vec<_> = r
        .identifiers_of(&diglot_model::IdentifierScheme::Registration)
        .collect();
    assert_eq!(registrations, ["ISRCTN11112222"]);
    assert_eq!(reading.diagnostics[0].code, "no-title");
}

#[test]
fn several_works_in_one_paste() {
    let second = PUBMED
        .replace("Nordby Kari M", "Berg Anna K")
        .replace("tfs-021-0033-z", "tfs-021-0099-z");
    let text = format!("{PUBMED}\n{second}");
    let reading = read(&text);
    let dois: Vec<_> = reading
        .records
        .iter()
        .filter_map(|r| r.reference.doi())
        .collect();
    assert_eq!(dois, ["10.5555/tfs-021-0033-z", "10.5555/tfs-021-0099-z"]);
    for (record, name) in reading.records.iter().zip(["Nordby Kari M", "Berg Anna K"]) {
        let span = record.reference.contributors[0].spans[0];
        assert_eq!(&text[record.range.clone()][span.range()], name);
        assert_eq!(record.reference.abstracts.len(), 2);
    }
}

const PORTAL: &str = include_str!("../../fixtures/page/portal.txt");

#[test]
fn a_portal_page_with_its_notice() {
    let reading = read(PORTAL);
    let record = &reading.records[0];
    let r = &record.reference;
    assert_eq!(r.texts(TextField::Title).len(), 2);
    assert_eq!(r.own_language().unwrap().as_str(), "en");
    assert_eq!(record.site.as_deref(), Some("某某库"));
    assert!(record.notice.as_deref().unwrap().ends_with("并获得授权。"));
    assert_eq!(r.abstracts.len(), 1, "a notice is no translation");
    assert_eq!(r.abstracts[0].sections.len(), 4);
    assert_eq!(r.observations[0].value.value, 12);
}

#[test]
fn prose_alone_is_no_reference() {
    assert!(
        read("Dear all,\nplease find the minutes below.\nBest, Ola")
            .records
            .is_empty()
    );
    assert!(read("你好，请查收会议纪要。").records.is_empty());
}

#[test]
fn names_are_told_from_titles() {
    assert!(line::are_names(
        "Holmes Michelle M, Stanescu Sabina C, Walker-Bone Karen"
    ));
    assert!(line::are_names("张三, 李四, 欧阳修"));
    assert!(!line::are_names(
        "Work, employment and mental health: a review"
    ));
    assert!(!line::are_names("Pain, work and recovery"));
}

#[test]
fn the_word_abstract() {
    assert_eq!(abstract_word("Abstract Background It is"), 9);
    assert_eq!(abstract_word("Abstract"), 8);
    assert_eq!(abstract_word("Abstract thinking is hard"), 0);
    assert_eq!(abstract_word("Abstracts were screened"), 0);
}

#[test]
fn each_of_a_list_of_dois_is_a_work() {
    let dois = |text: &str| -> Vec<String> {
        let records = read(text).records.into_iter();
        records
            .map(|r| r.reference.doi().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(
        dois("10.5555/a.1\n10.5555/b.2\n"),
        ["10.5555/a.1", "10.5555/b.2"]
    );
    assert_eq!(
        dois("1. https://doi.org/10.5555/a.1,\r\n2. doi:10.5555/b.2; 10.5555/c(3)"),
        ["10.5555/a.1", "10.5555/b.2", "10.5555/c(3)"]
    );
    // Words beside them tell of one work.
    assert_eq!(dois("See 10.5555/a.1 and 10.5555/b.2").len(), 1);
}
