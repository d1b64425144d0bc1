use super::{detect, detect_xml, read, read_xml};
use crate::FormatName;
use diglot_model::{
    ContributorRole, IdentifierScheme, Name, Reference, ReferenceType, ScalarField, TextField,
};

fn one(reading: crate::Reading) -> Reference {
    let mut reading = reading;
    assert_eq!(reading.records.len(), 1, "{:?}", reading.diagnostics);
    reading.records.remove(0).reference
}

const JSON: &str = include_str!("../../fixtures/datacite-json/single_dataset.json");

#[test]
fn json_of_the_api() {
    assert!(detect(JSON).is_some());
    assert_eq!(crate::detect(JSON)[0].format, FormatName::DataciteJson);
    let r = one(read(JSON));
    assert_eq!(r.kind, ReferenceType::Dataset);
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| (t.lang.as_str(), t.text.as_str()))
        .collect();
    assert_eq!(
        titles,
        [
            ("en", "Counts of gulls: a long series"),
            ("zh-Hans", "海鸥计数")
        ]
    );
    assert_eq!(r.abstracts.len(), 2);
    assert_eq!(r.abstracts[0].lang.as_str(), "en");
    let names: Vec<_> = r
        .contributors
        .iter()
        .map(|c| c.name().unwrap().clone())
        .collect();
    assert_eq!(names[0], Name::person("Gull", "Ana"));
    assert_eq!(names[1], Name::literal("Bird Observatory, North"));
    assert_eq!(names[2], Name::person("Tern", "Bo"));
    assert_eq!(r.contributors[3].role, ContributorRole::Editor);
    assert_eq!(
        r.contributors[0].orcid.as_deref(),
        Some("0000-0002-1825-0097")
    );
    assert_eq!(r.issued().unwrap().to_string(), "2019-05-02");
    assert_eq!(r.doi(), Some("10.5555/set.1"));
    assert_eq!(r.texts(TextField::Publisher)[0].text, "Shore Archive");
    assert_eq!(r.texts(TextField::Funding)[0].text, "Bird Fund (B-1)");
    assert_eq!(r.scalar(ScalarField::Version), Some("1.2"));
    let kept: Vec<_> = r.unmapped.iter().map(|u| u.tag.as_str()).collect();
    assert_eq!(kept, ["description.Other", "rights"]);
}

#[test]
fn what_a_text_was_published_in() {
    let text = r#"{"id": "https://doi.org/10.5555/a", "doi": "10.5555/a", "agency": "DataCite", "types": {"resourceTypeGeneral": "Text", "resourceType": "Journal article", "citeproc": "article-journal"},
     "titles": [{"title": "On shells"}], "creators": [{"name": "Shell, Mo", "nameType": "Personal"}], "publisher": "Sea Press", "publicationYear": "2015",
     "relatedItems": [{"relationType": "IsPublishedIn", "titles": [{"title": "Sea Letters"}], "volume": "4", "issue": "2", "firstPage": "10", "lastPage": "12", "relatedItemIdentifier": {"relatedItemIdentifier": "1234-5679", "relatedItemIdentifierType": "ISSN"}}]}"#;
    assert!(detect(text).is_some());
    let r = one(read(text));
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    assert_eq!(r.container_title(), Some("Sea Letters"));
    assert_eq!(r.scalar(ScalarField::Page), Some("10-12"));
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Issn).next(),
        Some("1234-5679")
    );
    assert_eq!(r.year(), Some(2015));
    let container = text.replace("\"relatedItems\": [", "\"container\": {\"type\": \"Series\", \"title\": \"Sea Notes\", \"volume\": \"9\", \"firstPage\": \"1\"}, \"x\": [");
    let r = one(read(&container));
    assert_eq!(r.container_title(), Some("Sea Notes"));
    assert_eq!(r.scalar(ScalarField::Volume), Some("9"));
    let list = format!(
        "{{\"data\": [{{\"attributes\": {text}}}, {{\"attributes\": {text}}}], \"meta\": {{}}}}"
    );
    assert_eq!(read(&list).records.len(), 2);
}

#[test]
fn xml_of_the_kernel() {
    let xml = r#"<?xml version="1.0"?><resource xmlns="http://datacite.org/schema/kernel-4" xmlns:xsi="x"><identifier identifierType="DOI">10.5555/XML.1</identifier>
    <creators><creator><creatorName nameType="Personal">Gull, Ana</creatorName><givenName>Ana</givenName><familyName>Gull</familyName><nameIdentifier nameIdentifierScheme="ORCID">0000-0002-1825-0097</nameIdentifier><affiliation>Shore Lab</affiliation></creator>
    <creator><creatorName nameType="Organizational">Bird Club</creatorName></creator></creators>
    <titles><title xml:lang="de">Möwen zählen</title><title xml:lang="en" titleType="TranslatedTitle">Counting gulls</title></titles>
    <publisher>Shore Archive</publisher><publicationYear>2019</publicationYear><resourceType resourceTypeGeneral="ConferencePaper">Paper</resourceType>
    <subjects><subject>gulls &amp; terns</subject></subjects><dates><date dateType="Created">2004</date></dates><language>de</language>
    <alternateIdentifiers><alternateIdentifier alternateIdentifierType="ISBN">978-3-16-148410-0</alternateIdentifier></alternateIdentifiers>
    <relatedItems><relatedItem relatedItemType="Book" relationType="IsPublishedIn"><relatedItemIdentifier relatedItemIdentifierType="ISSN">1234-5679</relatedItemIdentifier><titles><title>Birds 2019</title></titles><volume>3</volume><firstPage>4</firstPage></relatedItem></relatedItems>
    <descriptions><description descriptionType="Abstract" xml:lang="de">Wir zählten.<br/>Oft.</description><description descriptionType="Abstract" xml:lang="en">We counted.</description></descriptions></resource>"#;
    assert!(detect_xml(xml).is_some());
    assert_eq!(crate::detect(xml)[0].format, FormatName::DataciteXml);
    let r = one(read_xml(xml));
    assert_eq!(r.kind, ReferenceType::PaperConference);
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| (t.lang.as_str(), t.text.as_str()))
        .collect();
    assert_eq!(titles, [("de", "Möwen zählen"), ("en", "Counting gulls")]);
    let abstracts: Vec<_> = r
        .abstracts
        .iter()
        .map(|a| (a.lang.as_str(), a.plain()))
        .collect();
    assert_eq!(
        abstracts,
        [
            ("de", "Wir zählten.\nOft.".to_owned()),
            ("en", "We counted.".to_owned())
        ]
    );
    assert_eq!(r.contributors[0].affiliations, [0]);
    assert_eq!(r.contributors[1].name(), Some(&Name::literal("Bird Club")));
    assert_eq!(r.container_title(), Some("Birds 2019"));
    assert_eq!(r.scalar(ScalarField::Page), Some("4"));
    assert_eq!(r.identifiers_of(&IdentifierScheme::Isbn).count(), 1);
    assert_eq!(r.keywords[0].text, "gulls & terns");
    assert_eq!(r.doi(), Some("10.5555/xml.1"));
    read_xml(&xml.replace("</creators>", "").repeat(2));
}

#[test]
fn a_chapter_came_out_with_its_book() {
    let text = r#"{"doi": "10.5555/c", "agency": "datacite", "types": {"resourceTypeGeneral": "BookChapter"}, "titles": [{"title": "On sand"}],
     "creators": [{"name": "Shell, Mo"}], "dates": [{"date": "2021-11-30", "dateType": "Issued"}], "publicationYear": 2024,
     "relatedItems": [{"titles": [{"title": "Beaches"}], "relationType": "IsPublishedIn", "publicationYear": "2022", "firstPage": "9", "lastPage": "12"}]}"#;
    assert_eq!(one(read(text)).issued().unwrap().to_string(), "2022");
    // The day is kept where the year is the same.
    let same = text.replace("\"2022\"", "\"2021\"");
    assert_eq!(one(read(&same)).issued().unwrap().to_string(), "2021-11-30");
}

#[test]
fn numbers_of_an_issue_are_no_pages() {
    let article = |first: &str, last: &str, size: &str| {
        one(read(&format!(
            r#"{{"doi": "10.5555/o", "agency": "datacite", "types": {{"citeproc": "article-journal"}}, "titles": [{{"title": "On sand"}}], "publicationYear": 2018,
         "container": {{"type": "Series", "title": "Beach Studies", "firstPage": "{first}", "lastPage": "{last}"}}, "sizes": ["{size}"]}}"#
        )))
    };
    let r = article("Bd. 1 Nr. 2 (2018)", "", "42-79 Seiten");
    let numbers = [ScalarField::Volume, ScalarField::Issue, ScalarField::Page];
    assert_eq!(
        numbers.map(|f| r.scalar(f)),
        [Some("1"), Some("2"), Some("42-79")]
    );
    assert!(r.unmapped.is_empty(), "{:?}", r.unmapped);
    let r = article("No 1", "2 (2018)", "33–52 Pages");
    assert_eq!(
        numbers.map(|f| r.scalar(f)),
        [None, Some("1-2"), Some("33-52")]
    );
    let r = article("Vol. 3", "(2018)", "12 pages");
    assert_eq!(r.scalar(ScalarField::NumberOfPages), Some("12"));
    let r = article("17", "21", "741001 b");
    assert_eq!(numbers.map(|f| r.scalar(f)), [None, None, Some("17-21")]);
    assert_eq!(r.unmapped[0].value, "741001 b");
}
