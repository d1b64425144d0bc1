use super::{detect, read};
use crate::FormatName;
use diglot_model::{
    ContributorRole, IdentifierScheme, Name, Reference, ReferenceType, ScalarField, TextField,
};

fn pnx(inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><record xmlns="http://www.exlibrisgroup.com/xsd/primo/primo_nm_bib" xmlns:sear="http://www.exlibrisgroup.com/xsd/jaguar/search">{inside}</record>"#
    )
}

fn one(text: &str) -> Reference {
    let mut reading = read(text);
    assert_eq!(reading.records.len(), 1);
    reading.records.remove(0).reference
}

#[test]
fn an_article() {
    let text = pnx(
        r"<control><recordid>TN_1</recordid></control><display><type>article</type><title>Water : a note</title><creator>Brook, Ina ; Robert G Stream ; Rill Society</creator>
        <identifier><![CDATA[<b>E-ISSN:</b> 2345-6781 ; <b>PMID:</b> 99999905 Version:1 ; <b>DOI:</b> 10.5555/w.1]]></identifier><subject>Water -- Chemistry</subject><language>eng</language></display>
        <addata><au>Brook, Ina</au><au>Stream, Robert G</au><atitle>Water</atitle><jtitle>Accounts of Water</jtitle><date>20120117</date><volume>45</volume><issue>1</issue><spage>1</spage><epage>2</epage><issn>12345679</issn><doi>10.5555/W.1</doi><abstract>It is &amp;lt;wet&amp;gt;.</abstract></addata>
        <links><linktorsrc>$$Uhttps://water.example/1$$Elink</linktorsrc></links>",
    );
    assert!(detect(&text).is_some());
    assert_eq!(crate::detect(&text)[0].format, FormatName::PrimoXml);
    let r = one(&text);
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    assert_eq!(r.title(), Some("Water: a note"));
    let names: Vec<_> = r
        .contributors
        .iter()
        .map(|c| c.name().unwrap().clone())
        .collect();
    assert_eq!(
        names,
        [
            Name::person("Brook", "Ina"),
            Name::person("Stream", "Robert G"),
            Name::literal("Rill Society")
        ]
    );
    assert_eq!(r.container_title(), Some("Accounts of Water"));
    assert_eq!(r.issued().unwrap().to_string(), "2012-01-17");
    assert_eq!(r.scalar(ScalarField::Page), Some("1-2"));
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Issn)
            .collect::<Vec<_>>(),
        ["1234-5679", "2345-6781"]
    );
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Pmid).next(),
        Some("99999905")
    );
    assert_eq!(r.doi(), Some("10.5555/w.1"));
    let words: Vec<_> = r.keywords.iter().map(|k| k.text.as_str()).collect();
    assert_eq!(words, ["Water", "Chemistry"]);
    assert_eq!(r.urls[0].value, "https://water.example/1");
    assert_eq!(r.language.as_ref().unwrap().as_str(), "en");
}

#[test]
fn a_book_of_a_catalogue() {
    let r = one(&pnx(
        r"<display><type>book</type><title>Mastering soup /</title><creator>Kettle, Simone, 1904-1991.</creator><contributor>Ladle, Ann, 1909-$$QLadle, Ann ; Pot, B. (illustrator) ; Pan, Jan [editor]</contributor>
        <publisher>New York : Broth, 1961-70.</publisher><creationdate>c1961</creationdate><format>2 v., 684 p. : ill. ; 26 cm.</format><edition>[1st ed.]</edition><language>eng;fre</language></display>
        <browse><callnumber>$$IX$$D641.8 K1, c.1$$E0$$T1</callnumber><callnumber>$$IX$$D641.8 K1, c.1$$E0</callnumber></browse>
        <addata><au>Kettle, Simone</au><addau>Ladle, Ann</addau><btitle>Mastering soup</btitle><date>1961</date><seriestitle>Soups ; 4</seriestitle><isbn>9783161484100</isbn><oclcid>567511</oclcid></addata>",
    ));
    assert_eq!(r.kind, ReferenceType::Book);
    assert_eq!(r.title(), Some("Mastering soup"));
    let people: Vec<_> = r
        .contributors
        .iter()
        .map(|c| (c.role, c.name().unwrap().family()))
        .collect();
    assert_eq!(
        people,
        [
            (ContributorRole::Author, "Kettle".to_owned()),
            (ContributorRole::Other, "Ladle".to_owned()),
            (ContributorRole::Other, "Pot".to_owned()),
            (ContributorRole::Editor, "Pan".to_owned()),
        ]
    );
    assert_eq!(r.texts(TextField::Publisher)[0].text, "Broth");
    assert_eq!(r.texts(TextField::PublisherPlace)[0].text, "New York");
    assert_eq!(r.year(), Some(1961));
    assert_eq!(r.texts(TextField::CollectionTitle)[0].text, "Soups");
    assert_eq!(r.scalar(ScalarField::CollectionNumber), Some("4"));
    assert_eq!(r.scalar(ScalarField::NumberOfPages), Some("684"));
    assert_eq!(r.scalar(ScalarField::CallNumber), Some("641.8 K1, c.1"));
    assert!(r.texts(TextField::ContainerTitle).is_empty());
}

#[test]
fn other_records_are_none() {
    assert!(
        read("<record><leader>x</leader></record>")
            .records
            .is_empty()
    );
    assert!(detect("<record xmlns=\"http://www.loc.gov/MARC21/slim\"/>").is_none());
    read(&pnx(&"<display><creator>".repeat(20_000)));
}

#[test]
fn descriptions_are_parts_of_one() {
    let text = pnx(
        "<display><type>book</type><title>Homes</title><creator>Moe, Ina</creator><description>Also a thesis, Oslo, 2004</description><description>Homes are studied by their rooms.</description><description>按房间研究住宅。</description></display><addata><abstract>Homes are studied by their rooms.</abstract></addata>",
    );
    let r = one(&text);
    let plain: Vec<String> = r.abstracts.iter().map(|a| a.plain()).collect();
    assert_eq!(
        plain,
        [
            "Also a thesis, Oslo, 2004\nHomes are studied by their rooms.",
            "按房间研究住宅。"
        ]
    );
}
