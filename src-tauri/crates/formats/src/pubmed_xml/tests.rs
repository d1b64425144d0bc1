use super::*;
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, Origin, Reference, ReferenceType, ScalarField,
    TextField,
};

const SET: &str = include_str!("../../fixtures/pubmed-xml/set.xml");

fn bare(text: &str) -> Vec<Reference> {
    read(text)
        .records
        .iter()
        .map(|r| crate::csl_json::normal(&r.reference))
        .collect()
}

#[test]
fn a_set_of_an_article_and_a_chapter() {
    let reading = read(SET);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.records.len(), 2);
    assert_eq!(reading.records[0].key.as_deref(), Some("99990001"));
    for record in &reading.records {
        record.reference.each_value(|field, _, spans| {
            for span in spans {
                let place = record.range.start + span.start as usize
                    ..record.range.start + span.end as usize;
                let value = SET.get(place);
                assert!(
                    value.is_some_and(|v| !v.is_empty() && !v.starts_with('>')),
                    "{field}"
                );
            }
        });
    }
    let values = bare(SET);
    insta::with_settings!({ sort_maps => true }, { insta::assert_json_snapshot!("set", values) });
}

#[test]
fn markup_and_entities() {
    let r = &bare(SET)[0];
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Peer mentors & CO2 in homes: a randomised trial",
            "奥斯陆的同伴辅导员与住房：随机试验"
        ]
    );
    let sections = &r.abstracts[0].sections;
    assert_eq!(sections[0].label.as_deref(), Some("AIMS & BACKGROUND"));
    assert_eq!(sections[0].paragraphs, ["Mentors may help (P < .05)."]);
    assert_eq!(sections[2].paragraphs, ["The ratio was x=2 each."]);
}

#[test]
fn other_abstracts_with_their_languages() {
    let r = &bare(SET)[0];
    let found: Vec<_> = r
        .abstracts
        .iter()
        .map(|a| {
            (
                a.lang.as_str(),
                a.origin == Origin::Publisher,
                a.sections.len(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [("en", false, 3), ("zh-Hans", true, 2), ("en", false, 1)]
    );
    assert_eq!(r.abstracts[1].sections[0].label.as_deref(), Some("背景"));
}

#[test]
fn nothing_of_cited_works_is_taken() {
    let r = &bare(SET)[0];
    let of = |scheme: &IdentifierScheme| -> Vec<String> {
        r.identifiers_of(scheme).map(str::to_owned).collect()
    };
    assert_eq!(of(&IdentifierScheme::Doi), ["10.5555/oh.2020.0204"]);
    assert_eq!(of(&IdentifierScheme::Pmid), ["99990001"]);
    assert_eq!(
        of(&IdentifierScheme::Registration),
        ["ISRCTN00000001", "NCT00000002"]
    );
    assert_eq!(of(&IdentifierScheme::Pmcid), ["PMC9990001"]);
}

#[test]
fn people() {
    let r = &bare(SET)[0];
    let names: Vec<_> = r
        .contributors
        .iter()
        .filter_map(|c| c.name())
        .map(diglot_model::Name::family)
        .collect();
    assert_eq!(names, ["van der Berg", "Zhang", "Open Homes Study Group"]);
    assert_eq!(
        r.contributors[0].orcid.as_deref(),
        Some("0000-0002-1825-0097")
    );
    assert_eq!(r.contributors[0].affiliations, [0, 1]);
    assert_eq!(r.contributors[1].affiliations, [1]);
    assert_eq!(r.affiliations.len(), 2);
    assert!(!r.contributors_complete);
    let chapter = &bare(SET)[1];
    let roles: Vec<_> = chapter.contributors.iter().map(|c| c.role).collect();
    assert_eq!(roles, [ContributorRole::Editor, ContributorRole::Author]);
    assert_eq!(chapter.kind, ReferenceType::Chapter);
    assert_eq!(chapter.dates[&DateField::Issued].to_string(), "2009-21");
    assert_eq!(chapter.abstracts[0].sections.len(), 3);
}

#[test]
fn authors_of_a_book() {
    let book = "<PubmedBookArticle><BookDocument><Book><BookTitle>Homes</BookTitle><AuthorList Type=\"authors\"><Author><CollectiveName>Centre for Homes (NO)</CollectiveName></Author></AuthorList></Book></BookDocument></PubmedBookArticle>";
    let r = &bare(book)[0];
    assert_eq!(r.kind, ReferenceType::Book);
    assert_eq!(r.contributors[0].role, ContributorRole::Author);
    let chapter = book.replace(
        "</Book>",
        "</Book><ArticleTitle>One</ArticleTitle><AuthorList><Author><LastName>Moe</LastName></Author></AuthorList>",
    );
    let r = &bare(&chapter)[0];
    assert_eq!(r.contributors[0].role, ContributorRole::ContainerAuthor);
    let only = "<PubmedBookArticle><BookDocument><Pagination><MedlinePgn>1831</MedlinePgn></Pagination></BookDocument></PubmedBookArticle>";
    assert_eq!(bare(only)[0].scalar(ScalarField::Page), Some("1831"));
}

#[test]
fn the_same_records_however_they_are_set() {
    let want = bare(SET);
    assert_eq!(bare(&SET.replace('\n', "\r\n")), want);
    assert_eq!(bare(&format!("\u{feff}  {SET}")), want);
    let at = SET.find("<PubmedArticle>").unwrap();
    let end = SET.find("</PubmedArticle>").unwrap() + "</PubmedArticle>".len();
    assert_eq!(bare(&SET[at..end]), want[..1]);
    let spread = SET.replace("><", ">\n  <");
    // Markup in values is spread with all else.
    assert_eq!(bare(&spread)[1], want[1]);
    let (first, second) = SET.split_at(cut(SET).unwrap());
    assert_eq!(bare(first), want);
    assert_eq!(read(second), Reading::default());
}

#[test]
fn a_broken_record_costs_no_other() {
    let broken = SET.replace("<Volume>12</Volume>", "<Volume>12</Vol<ume");
    let reading = read(&broken);
    assert_eq!(reading.records.len(), 2);
    let short = &SET[..SET.find("<Volume>").unwrap()];
    let reading = read(short);
    assert_eq!(reading.records.len(), 1);
    assert_eq!(reading.diagnostics[0].code, "pubmed-xml-unclosed");
    assert_eq!(
        read("<PubmedArticle></PubmedArticle>").diagnostics[0].code,
        "pubmed-xml-empty-record"
    );
}

#[test]
fn deep_and_hostile_texts_end() {
    let deep = format!(
        "<PubmedArticle><PMID>1</PMID>{}<Year>1</Year>{}</PubmedArticle>",
        "<a>".repeat(100_000),
        "</a>".repeat(100_000)
    );
    assert_eq!(read(&deep).records.len(), 1);
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><PubmedArticle><ArticleTitle>&b;</ArticleTitle></PubmedArticle>";
    assert_eq!(bare(bomb)[0].title(), Some("&b;"));
    for hostile in [
        "<PubmedArticle>",
        "</PubmedArticle>",
        "<PubmedArticle><ArticleTitle>",
        "<PubmedArticle a='",
        "<",
        "&",
    ] {
        read(&hostile.repeat(4_000));
        cut(&hostile.repeat(4_000));
    }
}

#[test]
fn it_is_known_by_its_elements() {
    assert!(detect(SET).is_some_and(|(score, _)| score > 90));
    assert!(detect("<PubmedArticle>\n").is_some());
    assert_eq!(detect("<records><record/></records>"), None);
    assert_eq!(detect("On <PubmedArticle> elements"), None);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "<PubmedArticle>(<[/!]?(Year|ArticleTitle|Abstract|AbstractText|PMID|Author|b|math)[ />]?|[ ='\">/&;#x\\[\\]-]|\\PC){0,60}") {
        for record in &read(&text).records {
            proptest::prop_assert!(text.get(record.range.clone()).is_some());
        }
    }
}
