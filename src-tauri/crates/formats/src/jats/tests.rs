use super::{detect, read};
use crate::sample::fixture;
use diglot_model::{IdentifierScheme, Name, Reference, ScalarField, TextField};

const TEXT: &str = include_str!("../../fixtures/jats/two_languages.xml");

fn one(text: &str) -> Reference {
    let mut reading = read(text);
    assert_eq!(reading.records.len(), 1, "{text}");
    reading.records.remove(0).reference
}

fn titles(r: &Reference) -> Vec<(&str, &str)> {
    let titles = r.texts(TextField::Title).iter();
    titles.map(|t| (t.lang.as_str(), t.text.as_str())).collect()
}

#[test]
fn an_article_in_two_languages() {
    assert!(detect(TEXT).is_some());
    let r = one(TEXT);
    assert_eq!(
        titles(&r),
        [
            ("zh-Hans", "奥斯陆的灯与光：一项研究"),
            ("en", "Lamps and light in Oslo: A study")
        ]
    );
    assert_eq!(r.abstracts.len(), 2);
    assert!(r.abstracts.iter().all(|a| a.sections.len() == 2));
    let first = &r.contributors[0];
    assert_eq!(first.names.len(), 2);
    assert_eq!(first.names[1].name, Name::person("Zhang", "Ming"));
    assert_eq!(first.orcid.as_deref(), Some("0000-0002-1825-0097"));
    assert_eq!(first.affiliations, [0]);
    assert_eq!(r.affiliations[0].text, "灯具研究所，奥斯陆");
    assert_eq!(r.affiliations[1].text, "Light Univ, Norway");
    assert!(matches!(
        r.contributors[2].name(),
        Some(Name::Literal { .. })
    ));
    assert_eq!(
        r.issued().map(ToString::to_string).as_deref(),
        Some("2019-03")
    );
    assert_eq!(r.scalar(ScalarField::Page), Some("11-19"));
    assert_eq!(r.doi(), Some("10.5555/lamps.2019.11"));
    let pmcid = r.identifiers_of(&IdentifierScheme::Pmcid).next();
    assert_eq!(pmcid, Some("PMC9999907"));
    assert_eq!(r.texts(TextField::ContainerTitle).len(), 2);
    assert_eq!(r.keywords.len(), 4);
}

#[test]
fn an_article_with_its_translation() {
    let r = one(
        r#"<article xml:lang="pt"><front><article-meta><title-group><article-title>Luz e lâmpadas</article-title></title-group><pub-date><year>2020</year></pub-date><elocation-id>e7</elocation-id><abstract><p>Estudamos a luz das lâmpadas.</p></abstract></article-meta></front>
        <sub-article article-type="translation" xml:lang="en"><front-stub><title-group><article-title>Light and lamps</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>Twice</surname></name></contrib></contrib-group><abstract><p>We studied the light of lamps.</p></abstract></front-stub></sub-article>
        <sub-article article-type="reply" xml:lang="en"><front-stub><title-group><article-title>A reply</article-title></title-group></front-stub></sub-article></article>"#,
    );
    assert_eq!(
        titles(&r),
        [("pt", "Luz e lâmpadas"), ("en", "Light and lamps")]
    );
    assert_eq!(r.abstracts.len(), 2);
    assert!(r.contributors.is_empty());
    assert_eq!(r.scalar(ScalarField::Page), Some("e7"));
    assert_eq!(r.year(), Some(2020));
}

#[test]
fn deep_and_nested_articles_end() {
    let deep = format!(
        "<article><front><article-meta><title-group><article-title>{}",
        "<sec>".repeat(100_000)
    );
    read(&deep);
    read(&"<article><front><article-meta>".repeat(30_000));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "<article><front>(<[/!]?(article-meta|title-group|article-title|xref|contrib|name|aff|pub-date|year|abstract|kwd)[ />]?|[ ='\">/&;a-z光]|\\PC){0,60}") {
        fixture::is_read(&text, read);
        detect(&text);
    }
}
