use super::{detect, read};
use crate::FormatName;
use diglot_model::{
    ContributorRole, IdentifierScheme, Name, ReferenceType, ScalarField, TextField,
};
use std::fmt::Write as _;

fn rdf(inside: &str) -> String {
    format!(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/" xmlns:vcard="http://nwalsh.com/rdf/vCard#">{inside}</rdf:RDF>"#
    )
}

const EXPORT: &str = include_str!("../../fixtures/zotero-rdf/single_export.rdf");

#[test]
fn an_export_of_zotero() {
    let text = EXPORT;
    assert!(detect(text).is_some());
    assert_eq!(crate::detect(text)[0].format, FormatName::ZoteroRdf);
    let reading = read(text);
    assert_eq!(
        reading.records.len(),
        2,
        "notes, files and collections are none"
    );
    let r = &reading.records[0].reference;
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(titles, ["Ink & paper in Oslo", "奥斯陆的墨与纸"]);
    assert_eq!(r.container_title(), Some("Journal of Ink"));
    assert_eq!(r.texts(TextField::ContainerTitleShort)[0].text, "J Ink");
    let names: Vec<_> = r
        .contributors
        .iter()
        .map(|c| (c.role, c.name().unwrap().clone()))
        .collect();
    assert_eq!(
        names,
        [
            (ContributorRole::Author, Name::person("Quill", "Edda")),
            (ContributorRole::Author, Name::literal("Ink Study Group")),
            (ContributorRole::Translator, Name::person("Tolk", "Bo")),
        ]
    );
    assert_eq!(
        (
            r.scalar(ScalarField::Volume),
            r.scalar(ScalarField::Issue),
            r.scalar(ScalarField::Page)
        ),
        (Some("22"), Some("1"), Some("104-126"))
    );
    assert_eq!(r.doi(), Some("10.5555/r.1"));
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Pmid).next(),
        Some("99999904")
    );
    assert_eq!(r.urls[0].value, "http://ink.example/1");
    assert_eq!(r.abstracts[0].sections.len(), 3);
    assert_eq!(r.scalar(ScalarField::CallNumber), Some("QA76 .I5"));
    let words: Vec<_> = r.keywords.iter().map(|k| k.text.as_str()).collect();
    assert_eq!(words, ["ink", "paper"]);
    let chapter = &reading.records[1].reference;
    assert_eq!(chapter.kind, ReferenceType::Chapter);
    assert_eq!(chapter.container_title(), Some("The Ink Book"));
    assert_eq!(
        chapter.texts(TextField::CollectionTitle)[0].text,
        "Ink Series"
    );
    assert_eq!(chapter.scalar(ScalarField::CollectionNumber), Some("7"));
    assert_eq!(chapter.texts(TextField::PublisherPlace)[0].text, "Bergen");
    assert_eq!(chapter.contributors[0].name().unwrap().family(), "van Blot");
    assert_eq!(chapter.scalar(ScalarField::Edition), Some("2nd"));
    let at = r.texts(TextField::Title)[0].spans[0].range();
    let record = &text[reading.records[0].range.clone()];
    assert_eq!(&record[at], "Ink &amp; paper in Oslo");
}

#[test]
fn rdf_of_catalogues_and_of_schema_org() {
    let library = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:dc="http://purl.org/dc/terms/" xmlns:dc11="http://purl.org/dc/elements/1.1/" xmlns:foaf="http://xmlns.com/foaf/0.1/">
      <bibo:Book rdf:about="http://lib.example/1"><dc11:identifier>(XX-1)1</dc11:identifier><bibo:isbn13>9783161484100</bibo:isbn13><dc:language rdf:resource="http://id.example/iso639-2/ger"/>
      <dc11:title>Das Tintenbuch</dc11:title><dc:creator rdf:resource="http://lib.example/p1"/><dc11:publisher>Tinte</dc11:publisher><dc:isPartOf>Edition Tinte</dc:isPartOf>
      <dc:subject>Tinte</dc:subject><dc:subject rdf:resource="http://dewey.example/1"/><dc:issued>2015</dc:issued></bibo:Book>
      <foaf:Person rdf:about="http://lib.example/p1"><foaf:familyName>Feder</foaf:familyName><foaf:givenName>Uta</foaf:givenName></foaf:Person></rdf:RDF>"#;
    assert!(detect(library).is_some());
    let reading = read(library);
    assert_eq!(reading.records.len(), 1);
    let r = &reading.records[0].reference;
    assert_eq!(r.kind, ReferenceType::Book);
    assert_eq!(r.title(), Some("Das Tintenbuch"));
    assert_eq!(
        r.contributors[0].name(),
        Some(&Name::person("Feder", "Uta"))
    );
    assert_eq!(r.texts(TextField::CollectionTitle)[0].text, "Edition Tinte");
    assert_eq!(r.language.as_ref().unwrap().as_str(), "de");
    assert_eq!(r.keywords.len(), 1);
    assert_eq!(r.year(), Some(2015));

    let schema = r#"<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:schema="http://schema.org/">
      <schema:ScholarlyArticle rdf:nodeID="N1"><schema:pageStart>3</schema:pageStart><schema:pageEnd>8</schema:pageEnd><schema:isPartOf rdf:resource="x/issue"/><schema:about>Quills</schema:about>
      <schema:author>Feder, Uta P.</schema:author><schema:author rdf:nodeID="N2"/><schema:name>Be Careful</schema:name><schema:sameAs rdf:resource="http://dx.doi.org/10.5555/s"/><schema:description>It was careful.</schema:description></schema:ScholarlyArticle>
      <schema:PublicationIssue rdf:about="x/issue"><schema:isPartOf><schema:Periodical rdf:about="x/p"><schema:volumeNumber>50</schema:volumeNumber><schema:issn>1234-5679</schema:issn><schema:name>Quill Quarterly</schema:name></schema:Periodical></schema:isPartOf><schema:issueNumber>5</schema:issueNumber><schema:datePublished>2012</schema:datePublished></schema:PublicationIssue>
      <schema:Person rdf:nodeID="N2"><schema:familyName>Kiel</schema:familyName><schema:givenName>An</schema:givenName></schema:Person></rdf:RDF>"#;
    let reading = read(schema);
    assert_eq!(reading.records.len(), 1);
    let r = &reading.records[0].reference;
    assert_eq!(r.container_title(), Some("Quill Quarterly"));
    assert_eq!(
        (
            r.scalar(ScalarField::Volume),
            r.scalar(ScalarField::Issue),
            r.scalar(ScalarField::Page)
        ),
        (Some("50"), Some("5"), Some("3-8"))
    );
    let names: Vec<_> = r
        .contributors
        .iter()
        .map(|c| c.name().unwrap().clone())
        .collect();
    assert_eq!(
        names,
        [Name::person("Feder", "Uta P."), Name::person("Kiel", "An")]
    );
    assert_eq!(r.abstracts[0].plain(), "It was careful.");
    assert_eq!(r.year(), Some(2012));
}

#[test]
fn hostile_graphs_end() {
    read(&rdf(&"<bib:Article><dcterms:isPartOf>".repeat(20_000)));
    let looped = rdf(
        r##"<bib:Article rdf:about="#a"><dc:title>A</dc:title><dcterms:isPartOf rdf:resource="#b"/></bib:Article><bib:Journal rdf:about="#b"><dc:title>B</dc:title><dcterms:isPartOf rdf:resource="#b"/></bib:Journal>"##,
    );
    assert_eq!(read(&looped).records.len(), 1);
    let mut many = String::new();
    for i in 0..3000 {
        let _ = write!(
            many,
            r##"<bib:Article rdf:about="#{i}"><dc:title>T{i}</dc:title></bib:Article>"##
        );
    }
    assert_eq!(read(&rdf(&many)).records.len(), 3000);
}

#[test]
fn bibliontology_has_its_issues_and_lists_of_people() {
    let text = r##"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:res="http://purl.org/vocab/resourcelist/schema#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:foaf="http://xmlns.com/foaf/0.1/">
      <z:UserItem rdf:about="#item_1"><res:resource rdf:resource="http://example.org/a"/></z:UserItem>
      <bibo:AcademicArticle rdf:about="http://example.org/a"><dcterms:isPartOf rdf:nodeID="n2"/><dcterms:title>Herons beside a motorway</dcterms:title>
        <dcterms:creator rdf:nodeID="n4"/><bibo:authorList rdf:nodeID="n5"/><dcterms:creator rdf:nodeID="n6"/><bibo:pages>45-58</bibo:pages><dcterms:date>2021-03</dcterms:date></bibo:AcademicArticle>
      <bibo:Issue rdf:nodeID="n2"><bibo:volume>12</bibo:volume><bibo:issue>3</bibo:issue><dcterms:isPartOf rdf:resource="urn:issn:2345-6789"/></bibo:Issue>
      <bibo:Journal rdf:about="urn:issn:2345-6789"><bibo:issn>2345-6789</bibo:issn><dcterms:title>Journal of Invented Wetlands</dcterms:title></bibo:Journal>
      <foaf:Person rdf:nodeID="n4"><foaf:givenName>Ingrid</foaf:givenName><foaf:surname>Aas</foaf:surname></foaf:Person>
      <foaf:Person rdf:nodeID="n6"><foaf:givenName>Jonas</foaf:givenName><foaf:surname>Berg</foaf:surname></foaf:Person>
      <rdf:Seq rdf:nodeID="n5"><rdf:li rdf:nodeID="n6"/><rdf:li rdf:nodeID="n4"/></rdf:Seq>
      <bibo:Book rdf:about="urn:isbn:1"><dcterms:title>The Book of Reeds</dcterms:title><bibo:editor rdf:nodeID="n6"/><dcterms:date>1999</dcterms:date></bibo:Book>
    </rdf:RDF>"##;
    let reading = read(text);
    assert_eq!(reading.records.len(), 2);
    let r = &reading.records[0].reference;
    assert_eq!(r.container_title(), Some("Journal of Invented Wetlands"));
    assert_eq!(r.scalar(ScalarField::Volume), Some("12"));
    assert_eq!(r.scalar(ScalarField::Issue), Some("3"));
    let names: Vec<_> = r.contributors.iter().filter_map(|c| c.name()).collect();
    assert_eq!(
        names,
        [
            &Name::person("Berg", "Jonas"),
            &Name::person("Aas", "Ingrid")
        ]
    );
    let book = &reading.records[1].reference;
    assert_eq!(book.contributors[0].role, ContributorRole::Editor);
}
