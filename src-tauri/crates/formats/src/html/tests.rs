use super::{detect, read};
use crate::FormatName;
use diglot_model::{IdentifierScheme, Name, Reference, ReferenceType, ScalarField, TextField};
use proptest::prelude::*;

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>x</title>{head}</head><body>{body}</body></html>"
    )
}

fn one(text: &str) -> Reference {
    let mut reading = read(text);
    assert_eq!(reading.records.len(), 1, "{text}");
    reading.records.remove(0).reference
}

fn names(r: &Reference) -> Vec<Name> {
    r.contributors
        .iter()
        .map(|c| c.name().unwrap().clone())
        .collect()
}

#[test]
fn citation_tags() {
    let text = page(
        r#"<script>if (a<b && c == "</html>") { x = "<meta name='citation_title' content='no'>" }</script>
        <meta name="citation_title" content="Lamps &amp; light in Oslo"/><META NAME=citation_title CONTENT="奥斯陆的灯与光">
        <meta name="citation_author" content="Glow, Ada"><meta name="citation_author_institution" content="Lamp Lab"><meta name="citation_author_orcid" content="https://orcid.org/0000-0002-1825-0097">
        <meta name="citation_author" content="BRIGHTON BO P"><meta name="citation_author_institution" content="Light Univ">
        <meta name="citation_publication_date" content="2020/03/05"><meta name="citation_online_date" content="2020/01/02">
        <meta name="citation_journal_title" content="Journal of Lamps"><meta name="citation_volume" content="7"><meta name="citation_issue" content="2"><meta name="citation_firstpage" content="11"><meta name="citation_lastpage" content="19">
        <meta name="citation_issn" content="1234-5679"><meta name="citation_doi" content="doi:10.5555/L.1"><meta name="citation_pmid" content="99999906">
        <meta name="citation_keywords" content="lamp; light"><meta name="citation_abstract" content="AIM: To see. RESULTS: We saw. CONCLUSION: Light.">
        <meta name="og:title" content="Lamps | Site"><meta property="og:description" content="no">"#,
        "<p>text</p>",
    );
    assert!(detect(&text).is_some());
    assert_eq!(crate::detect(&text)[0].format, FormatName::Html);
    let r = one(&text);
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(titles, ["Lamps & light in Oslo", "奥斯陆的灯与光"]);
    assert_eq!(
        names(&r),
        [
            Name::person("Glow", "Ada"),
            Name::person("Brighton", "BO P")
        ]
    );
    assert_eq!(r.contributors[0].affiliations, [0]);
    assert_eq!(r.contributors[1].affiliations, [1]);
    assert_eq!(
        r.contributors[0].orcid.as_deref(),
        Some("0000-0002-1825-0097")
    );
    assert_eq!(r.issued().unwrap().to_string(), "2020-03-05");
    assert_eq!(r.scalar(ScalarField::Page), Some("11-19"));
    assert_eq!(r.doi(), Some("10.5555/l.1"));
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Pmid).next(),
        Some("99999906")
    );
    assert_eq!(r.abstracts.len(), 1);
    assert_eq!(r.abstracts[0].sections.len(), 3);
    assert_eq!(r.keywords.len(), 2);
    let at = r.texts(TextField::Title)[0].spans[0].range();
    assert_eq!(&text[at], "Lamps &amp; light in Oslo");
}

#[test]
fn names_in_two_scripts_are_one_person() {
    let r = one(&page(
        r#"<meta name="citation_title" content="灯与光"><meta name="citation_authors" content="张明; 欧阳海"><meta name="citation_authors" content="ZHANG Ming; OUYANG Hai"><meta name="citation_journal_title" content="灯具杂志">"#,
        "",
    ));
    assert_eq!(r.contributors.len(), 2);
    assert_eq!(r.contributors[1].names.len(), 2);
    assert_eq!(r.contributors[1].name(), Some(&Name::person("欧阳", "海")));
}

#[test]
fn other_vocabularies() {
    let dc = one(&page(
        r#"<meta name="DC.Title" content="Shade" xml:lang="en"><meta name="DC.Title.Alternative" content="阴影" xml:lang="zh"><meta name="DC.Creator.PersonalName" content="Glow, Ada"><meta name="DC.Creator" content="Glow, Ada"><meta name="DCTERMS.issued" content="2019"><meta name="DC.Identifier" content="10.5555/s"><meta name="DC.Description" content="It was dark in the house."><meta name="DC.Type" content="Thesis"><meta name="DC.Source" content="Shade Letters"><meta name="DC.Subject" content="dark">"#,
        "",
    ));
    assert_eq!(dc.kind, ReferenceType::Thesis);
    assert_eq!(dc.texts(TextField::Title).len(), 2);
    assert_eq!(dc.doi(), Some("10.5555/s"));
    assert_eq!(dc.year(), Some(2019));
    assert_eq!(dc.contributors.len(), 1);
    let eprints = one(&page(
        r#"<meta name="eprints.title" content="Wick"><meta name="eprints.type" content="book_section"><meta name="eprints.creators_name" content="Glow, Ada"><meta name="eprints.book_title" content="Candles"><meta name="eprints.pagerange" content="1-5"><meta name="bepress_citation_doi" content="10.5555/w">"#,
        "",
    ));
    assert_eq!(eprints.kind, ReferenceType::Chapter);
    assert_eq!(eprints.container_title(), Some("Candles"));
    assert_eq!(eprints.doi(), Some("10.5555/w"));
    let og = one(&page(
        r#"<meta property="og:title" content="A page"><meta property="og:site_name" content="Lamp News"><meta property="article:published_time" content="2021-02-03T04:05:06Z"><meta name="description" content="About lamps.">"#,
        "",
    ));
    assert_eq!(og.kind, ReferenceType::Webpage);
    assert_eq!(og.container_title(), Some("Lamp News"));
    assert_eq!(og.issued().unwrap().to_string(), "2021-02-03");
    assert!(read(&page("", "<p>nothing</p>")).records.is_empty());
}

#[test]
fn json_ld_of_schema_org() {
    let text = page(
        r##"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
        {"@id": "#issue", "@type": "PublicationIssue", "issueNumber": "5", "isPartOf": {"@id": "#periodical", "@type": ["PublicationVolume", "Periodical"], "name": "Lamp Quarterly", "issn": ["1234-5679"], "volumeNumber": "50", "publisher": "Lamp Press"}},
        {"@type": "WebSite", "name": "Site"},
        {"@type": "ScholarlyArticle", "headline": "Of lamps", "isPartOf": {"@id": "#issue"}, "author": [{"@type": "Person", "name": "Ada Glow"}, {"@type": "Organization", "name": "Lamp Club"}, "Bo Shine"], "pageStart": "360", "pageEnd": "368", "datePublished": "2012-05-01", "sameAs": "https://doi.org/10.5555/jl", "description": "On lamps.", "keywords": "lamp, light", "inLanguage": "en"}]}</script>"##,
        "",
    );
    let r = one(&text);
    assert_eq!(r.title(), Some("Of lamps"));
    assert_eq!(
        names(&r),
        [
            Name::person("Glow", "Ada"),
            Name::literal("Lamp Club"),
            Name::person("Shine", "Bo")
        ]
    );
    assert_eq!(r.container_title(), Some("Lamp Quarterly"));
    assert_eq!(
        (
            r.scalar(ScalarField::Volume),
            r.scalar(ScalarField::Issue),
            r.scalar(ScalarField::Page)
        ),
        (Some("50"), Some("5"), Some("360-368"))
    );
    assert_eq!(r.doi(), Some("10.5555/jl"));
    assert_eq!(r.texts(TextField::Publisher)[0].text, "Lamp Press");
    assert_eq!(r.keywords.len(), 2);
    assert!(
        read(&page(
            "<script type=\"application/ld+json\">{broken</script>",
            ""
        ))
        .records
        .is_empty()
    );
}

fn coins(title: &str) -> String {
    format!("<span class=\"Z3988 x\" title=\"ctx_ver=Z39.88-2004&amp;{title}\"></span>")
}

#[test]
fn coins_are_records() {
    let article = coins(
        "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&amp;rft.genre=article&amp;rft.atitle=Lamps%20%26+light&amp;rft.jtitle=Journal+of+Lamps&amp;rft.aulast=Glow&amp;rft.aufirst=Ada&amp;rft.au=Ada+Glow&amp;rft.au=Bo+Shine&amp;rft.date=2011&amp;rft.volume=22&amp;rft.issue=1&amp;rft.spage=104&amp;rft.epage=126&amp;rft_id=info%3Adoi%2F10.5555%2Fc.1&amp;rft.issn=1234-5679",
    );
    let book = coins(
        "rft_val_fmt=info:ofi/fmt:kev:mtx:book&amp;rft.genre=book&amp;rft.btitle=%E7%81%AF&amp;rft.au=%E5%BC%A0%E6%98%8E&amp;rft.isbn=9783161484100&amp;rft.pub=Lamp+Press&amp;rft.place=Oslo",
    );
    let alone = one(&page("", &article));
    assert_eq!(alone.title(), Some("Lamps & light"));
    assert_eq!(
        names(&alone),
        [Name::person("Glow", "Ada"), Name::person("Shine", "Bo")]
    );
    assert_eq!(alone.scalar(ScalarField::Page), Some("104-126"));
    assert_eq!(alone.doi(), Some("10.5555/c.1"));
    let list = read(&page(
        "<meta property='og:title' content='My reading'>",
        &format!("{article}<p>{book}</p>{article}"),
    ));
    assert_eq!(list.records.len(), 2);
    assert_eq!(list.records[1].reference.kind, ReferenceType::Book);
    assert_eq!(list.records[1].reference.title(), Some("灯"));
    assert_eq!(
        names(&list.records[1].reference),
        [Name::person("张", "明")]
    );
    let bare = format!("<p>see</p>{article}");
    assert_eq!(read(&bare).records.len(), 1);
}

#[test]
fn other_texts_are_no_pages() {
    assert!(detect("TY  - JOUR<br>TI  - x").is_none());
    assert!(detect("<?xml version=\"1.0\"?><records/>").is_none());
    assert!(detect("A1 x<br>T1 y").is_none());
    assert!(detect("<html><body>TY  - JOUR</body></html>").is_some());
}

proptest! {
    #[test]
    fn any_page_is_read(pieces in prop::collection::vec(prop_oneof![
        Just("<meta name=\"citation_title\" content=\""), Just("\">"), Just("<meta "), Just("<script type='application/ld+json'>"), Just("</script>"),
        Just("{\"@type\":\"Book\",\"name\":"), Just("<span class=Z3988 title='rft.atitle=%e"), Just("'"), Just("词"), Just("<!--"), Just("-->"), Just("="), Just("/>"), Just("<"), Just("x "),
    ], 0..40)) {
        let text = pieces.concat();
        for record in read(&text).records {
            prop_assert!(text.get(record.range).is_some());
        }
    }
}
