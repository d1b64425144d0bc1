use super::*;
use crate::sample::fixture;
use diglot_model::{
    ContributorRole, DateField, KeywordKind, LanguageTag, Name, Reference, ReferenceType,
    ScalarField, TextField,
};

fn reference(inside: &str) -> Reference {
    let text = format!("<mods xmlns=\"http://www.loc.gov/mods/v3\">{inside}</mods>");
    let mut reading = read(&text);
    assert_eq!(reading.records.len(), 1, "{text}");
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading.records.remove(0).reference
}

const ARTICLE: &str = include_str!("../../fixtures/mods/article.xml");

#[test]
fn an_article_in_two_languages() {
    let reading = read(ARTICLE);
    assert_eq!(reading.records.len(), 2);
    assert!(reading.diagnostics.is_empty());
    let r = &reading.records[0].reference;
    assert_eq!(reading.records[0].key.as_deref(), Some("moe2018"));
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    assert_eq!(r.title(), Some("The night light & reading: a study"));
    let titles = r.texts(TextField::Title);
    assert_eq!(titles[1].text, "夜间照明与阅读");
    assert_eq!(titles[1].lang, LanguageTag::ZH_HANS);
    assert_eq!(r.text(TextField::TitleShort).unwrap().text, "Night light");
    assert_eq!(r.contributors[1].name(), Some(&Name::person("Aas", "Ola")));
    assert_eq!(r.affiliations.len(), 1);
    assert_eq!(r.contributors[1].affiliations, [0]);
    assert_eq!(r.container_title(), Some("Journal of Light"));
    assert_eq!(r.scalar(ScalarField::Volume), Some("7"));
    assert_eq!(r.scalar(ScalarField::Issue), Some("2"));
    assert_eq!(r.scalar(ScalarField::Page), Some("33-41"));
    assert_eq!(r.issued().unwrap().to_string(), "2018-03");
    assert_eq!(r.dates[&DateField::Accessed].to_string(), "2019-02-01");
    assert_eq!(r.doi(), Some("10.5555/rl.33"));
    assert_eq!(r.abstracts.len(), 2);
    assert_eq!(r.keywords[0].kind, KeywordKind::Mesh);
    assert_eq!(r.keywords[1].text, "Reading -- Norway");
    assert_eq!(r.scalar(ScalarField::Database), Some("Light Library"));
    // Every value has its place.
    let record = &ARTICLE[reading.records[0].range.clone()];
    let span = r.contributors[0].spans[0];
    assert!(record[span.range()].contains("Cathrine"));
}

#[test]
fn kinds() {
    for (inside, want) in [
        (
            "<genre authority=\"marcgt\">book</genre>",
            ReferenceType::Book,
        ),
        (
            "<genre>conference publication</genre>",
            ReferenceType::PaperConference,
        ),
        ("<genre>Thesis</genre>", ReferenceType::Thesis),
        (
            "<typeOfResource>cartographic</typeOfResource>",
            ReferenceType::Map,
        ),
        (
            "<typeOfResource>text</typeOfResource><originInfo><issuance>monographic</issuance></originInfo>",
            ReferenceType::Book,
        ),
        (
            "<typeOfResource>text</typeOfResource><relatedItem type=\"host\"><titleInfo><title>H</title></titleInfo></relatedItem>",
            ReferenceType::Chapter,
        ),
        (
            "<genre>book</genre><relatedItem type=\"host\"><titleInfo><title>H</title></titleInfo></relatedItem>",
            ReferenceType::Chapter,
        ),
        (
            "<relatedItem type=\"host\"><titleInfo><title>H</title></titleInfo><genre authority=\"marcgt\">periodical</genre></relatedItem>",
            ReferenceType::ArticleJournal,
        ),
        ("<genre>periodical</genre>", ReferenceType::Periodical),
        ("", ReferenceType::Document),
    ] {
        let r = reference(&format!("<titleInfo><title>T</title></titleInfo>{inside}"));
        assert_eq!(r.kind, want, "{inside}");
    }
}

#[test]
fn names_and_roles() {
    let r = reference(
        r#"<titleInfo><title>Homes</title></titleInfo>
        <name type="personal"><namePart>Moe, Cathrine,</namePart><namePart type="termsOfAddress">Jr.</namePart><namePart type="date">1950-</namePart></name>
        <name type="personal"><namePart type="family">Aas</namePart><namePart type="given">Ola</namePart><namePart type="given">M.</namePart><role><roleTerm type="code">edt</roleTerm><roleTerm type="text">editor</roleTerm></role></name>
        <name type="corporate"><namePart>Ministry of Homes.</namePart><namePart>Department of Rooms</namePart></name>
        <name type="personal" altRepGroup="1"><namePart type="family">Zhou</namePart><namePart type="given">Ning</namePart></name>
        <name type="personal" altRepGroup="1" lang="chi"><namePart>周宁</namePart></name>
        <name type="conference"><namePart>Meeting of Rooms</namePart></name>
        <name><namePart>Lie, Kari</namePart><role><roleTerm>illustrator</roleTerm></role></name>
        <name><etal/></name>"#,
    );
    let of = |role| r.contributors_as(role).count();
    assert_eq!(of(ContributorRole::Author), 3);
    assert_eq!(of(ContributorRole::Editor), 1);
    assert_eq!(of(ContributorRole::Other), 1);
    let Some(Name::Person { suffix, given, .. }) = r.contributors[0].name() else {
        panic!("a person");
    };
    assert_eq!(
        (suffix.as_deref(), given.as_str()),
        (Some("Jr."), "Cathrine")
    );
    assert_eq!(r.contributors[1].name().unwrap().given(), "Ola M.");
    assert_eq!(
        r.contributors[2].name(),
        Some(&Name::literal("Ministry of Homes. Department of Rooms"))
    );
    assert_eq!(r.contributors[3].names.len(), 2);
    assert_eq!(
        r.text(TextField::EventTitle).unwrap().text,
        "Meeting of Rooms"
    );
    assert!(!r.contributors_complete);
}

#[test]
fn dates_and_places() {
    let r = reference(
        r#"<titleInfo><title>Homes</title></titleInfo><originInfo>
        <place><placeTerm type="code">no</placeTerm></place><place><placeTerm type="text">Oslo :</placeTerm></place>
        <publisher>Light Press,</publisher><edition>2nd</edition>
        <copyrightDate>2010</copyrightDate><dateIssued>c2011</dateIssued><dateIssued encoding="marc">2011</dateIssued></originInfo>
        <physicalDescription><extent>xi, 212 p. : ill. ; 24 cm</extent></physicalDescription>
        <relatedItem type="series"><titleInfo><title>Studies</title><partNumber>4</partNumber></titleInfo></relatedItem>
        <relatedItem type="otherVersion"><titleInfo><title>Web</title></titleInfo></relatedItem>"#,
    );
    assert_eq!(r.issued().unwrap().to_string(), "2011");
    assert_eq!(r.text(TextField::PublisherPlace).unwrap().text, "Oslo");
    assert_eq!(r.text(TextField::Publisher).unwrap().text, "Light Press");
    assert_eq!(r.scalar(ScalarField::NumberOfPages), Some("212"));
    assert_eq!(r.text(TextField::CollectionTitle).unwrap().text, "Studies");
    assert_eq!(r.scalar(ScalarField::CollectionNumber), Some("4"));
    assert!(
        r.unmapped
            .iter()
            .any(|u| u.tag == "relatedItem:otherVersion")
    );
    let created = reference("<originInfo><dateCreated>1955-03-22</dateCreated></originInfo>");
    assert_eq!(created.issued().unwrap().to_string(), "1955-03-22");
}

#[test]
fn titles_in_two_scripts() {
    let r = reference(
        r#"<titleInfo script="Latn" lang="chi" altRepGroup="2"><title>Tu shu guan</title></titleInfo>
        <titleInfo lang="chi" altRepGroup="2"><title>圖書館</title></titleInfo>
        <language><languageTerm>chi</languageTerm></language>"#,
    );
    assert_eq!(r.title(), Some("圖書館"));
    assert_eq!(r.unmapped[0].value, "Tu shu guan");
    let french = reference(
        "<titleInfo><title>Lumière</title></titleInfo><language><languageTerm>fre</languageTerm></language>",
    );
    assert_eq!(french.own_language(), Some(LanguageTag::new("fr")));
    assert_eq!(
        french.text(TextField::Title).unwrap().lang,
        LanguageTag::new("fr")
    );
}

#[test]
fn broken_records_lose_only_themselves() {
    let text = "<modsCollection xmlns='http://www.loc.gov/mods/v3'><mods><titleInfo><title>One & two</title></titleInfo></mods><mods><titleInfo><title>Three</titleInfo></mods><mods><titleInfo><title>Four</title></titleInfo>";
    let reading = read(text);
    assert_eq!(reading.records.len(), 3);
    assert_eq!(reading.records[0].reference.title(), Some("One & two"));
    assert_eq!(reading.diagnostics.len(), 1);
    assert_eq!(reading.diagnostics[0].record, Some(2));
}

#[test]
fn depth_and_length_are_no_matter() {
    let deep = format!(
        "<mods xmlns='http://www.loc.gov/mods/v3'><titleInfo><title>T</title></titleInfo>{}{}</mods>",
        "<relatedItem>".repeat(100_000),
        "</relatedItem>".repeat(100_000)
    );
    let reading = read(&deep);
    assert_eq!(reading.records[0].reference.title(), Some("T"));
}

#[test]
fn detection() {
    assert_eq!(detect(ARTICLE).map(|d| d.0), Some(96));
    assert_eq!(detect("<html><body>mods</body></html>"), None);
    assert_eq!(detect("<mods><mod/></mods>"), None);
    let whole = ARTICLE.find("</m:mods>").map(|at| at + "</m:mods>".len());
    assert_eq!(cut(&ARTICLE[..whole.unwrap() + 20]), whole);
}

#[test]
fn the_fixture_in_all_its_clothes() {
    let references = fixture::references(ARTICLE, read);
    fixture::same_in_other_clothes(ARTICLE, read);
    insta::with_settings!({ sort_maps => true }, { insta::assert_json_snapshot!("article", references) });
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "<mods>(</?(titleInfo|title|name|namePart|part|detail|extent|originInfo|dateIssued|relatedItem|\\PC{0,6})( type=\"(host|family|volume)\")?/?>[a-z0-9&; 一-丁]{0,8}){0,12}(</mods>)?\\PC{0,20}") {
        fixture::is_read(&text, read);
        detect(&text);
        cut(&text);
    }
}

#[test]
fn pages_within_a_journal() {
    let pages = |extent: &str| {
        let xml = format!(
            "<titleInfo><title>Homes</title></titleInfo><physicalDescription><extent>{extent}</extent></physicalDescription>"
        );
        let r = reference(&xml);
        let of = |field| r.scalar(field).map(str::to_owned);
        (of(ScalarField::Page), of(ScalarField::NumberOfPages))
    };
    let some = |value: &str| Some(value.to_owned());
    assert_eq!(pages("p. 813-998 : ill. ; 30 cm."), (some("813-998"), None));
    assert_eq!(pages("xi, 212 p."), (None, some("212")));
}

#[test]
fn performers_of_a_recording() {
    let song = "<titleInfo><title>Odyssey</title></titleInfo><typeOfResource>sound recording-musical</typeOfResource><name type=\"corporate\"><namePart>Roomers (Musical group)</namePart><role><roleTerm type=\"code\">prf</roleTerm></role></name>";
    let roles = |xml: &str| -> Vec<ContributorRole> {
        reference(xml).contributors.iter().map(|c| c.role).collect()
    };
    assert_eq!(roles(song), [ContributorRole::Author]);
    let composed = "<name type=\"personal\"><namePart>Moe, Ina</namePart></name>";
    assert_eq!(
        roles(&format!("{song}{composed}")),
        [ContributorRole::Other, ContributorRole::Author]
    );
}
