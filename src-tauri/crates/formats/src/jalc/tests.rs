use super::reference;
use diglot_model::{
    ContributorRole, IdentifierScheme, Name, Reference, ReferenceType, ScalarField, TextField,
};

/// Invented, in the shape of the service's answers.
const ARTICLE: &str = r#"{"status": "OK", "apiType": "doi", "apiVersion": "1.0.0", "message": {"total": 1}, "data": {
  "siteId": "SI/invented", "content_type": "JA", "doi": "10.55555/INV.12.3_101",
  "url": "https://journal.example/inv/12/3/101", "ra": "JaLC", "prefix": "10.55555",
  "title_list": [
    {"lang": "en", "title": "Lanterns &amp; tides in a small harbour", "subtitle": "A count of forty nights"},
    {"lang": "ja", "title": "小港の灯籠と潮汐", "subtitle": "四十夜の計数"}],
  "creator_list": [
    {"sequence": "2", "type": "person", "names": [{"lang": "en", "last_name": "Mori", "first_name": "Jun"}]},
    {"sequence": "1", "type": "person",
     "names": [{"lang": "ja", "last_name": "架空", "first_name": "花子"}, {"lang": "en", "last_name": "KAKUU", "first_name": "Hanako"}],
     "affiliation_list": [{"sequence": "1", "affiliation_name_list": [
        {"affiliation_name": "架空大学", "lang": "ja"}, {"affiliation_name": "Kakuu University", "lang": "en"}]}],
     "researcher_id_list": [{"id_code": "http://orcid.org/0000-0002-1825-0097", "type": "ORCID"}]},
    {"sequence": "3", "type": "organization", "names": [{"lang": "en", "last_name": "The Lantern Study Group"}],
     "affiliation_list": [{"affiliation_name": "Kakuu University", "sequence": "1", "lang": "en"}]}],
  "contributor_list": [{"sequence": "1", "contributor_type": "editor", "names": [{"lang": "en", "last_name": "Sato", "first_name": "Rin"}]}],
  "publication_date": {"publication_year": "2019", "publication_month": "4", "publication_day": "5"},
  "content_language": "ja", "updated_date": "2020-01-01",
  "journal_id_list": [
    {"journal_id": "1234-5679", "type": "ISSN", "issn_type": "print"}, {"journal_id": "inv", "type": "JID"}],
  "journal_title_name_list": [
    {"journal_title_name": "架空研究", "type": "full", "lang": "ja"},
    {"journal_title_name": "Studies of Inventions", "type": "full", "lang": "en"},
    {"journal_title_name": "Stud. Inv.", "type": "abbreviation", "lang": "en"}],
  "volume": "12", "issue": "3", "first_page": "101", "last_page": "109",
  "publisher_list": [{"publisher_name": "架空学会", "lang": "ja"}, {"publisher_name": "Society of Inventions", "lang": "en"}],
  "keyword_list": [{"keyword": "潮汐", "lang": "ja", "sequence": "1"}, {"keyword": "tides", "lang": "en", "sequence": "2"}],
  "description_list": [
    {"type": "Abstract", "lang": "ja", "description": "四十夜にわたり灯籠を数えた。潮が満ちると数は減った。"},
    {"type": "Abstract", "lang": "en", "description": "We counted lanterns for forty nights. Fewer were lit at high tide."},
    {"type": "Other", "lang": "en", "description": "A note."}]
}}"#;

fn texts(r: &Reference, field: TextField) -> Vec<(&str, &str)> {
    let all = r.texts(field).iter();
    all.map(|t| (t.lang.as_str(), t.text.as_str())).collect()
}

#[test]
fn both_languages_of_an_article_are_kept() {
    let r = reference(ARTICLE).unwrap();
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    assert_eq!(r.doi(), Some("10.55555/inv.12.3_101"));
    // The work's own language comes first; Han characters alone are Japanese here.
    assert_eq!(
        texts(&r, TextField::Title),
        [
            ("ja", "小港の灯籠と潮汐: 四十夜の計数"),
            (
                "en",
                "Lanterns & tides in a small harbour: A count of forty nights"
            )
        ]
    );
    assert_eq!(
        texts(&r, TextField::ContainerTitle),
        [("ja", "架空研究"), ("en", "Studies of Inventions")]
    );
    assert_eq!(
        texts(&r, TextField::ContainerTitleShort),
        [("en", "Stud. Inv.")]
    );
    assert_eq!(
        texts(&r, TextField::Publisher),
        [("ja", "架空学会"), ("en", "Society of Inventions")]
    );
    let abstracts: Vec<_> = r.abstracts.iter().map(|a| a.lang.as_str()).collect();
    assert_eq!(abstracts, ["ja", "en"]);
    assert!(
        r.abstracts[1]
            .plain()
            .ends_with("Fewer were lit at high tide.")
    );
    assert_eq!(r.keywords.len(), 2);
    assert_eq!(r.language.as_ref().unwrap().as_str(), "ja");
    assert!(r.missing().is_empty());
}

#[test]
fn a_person_has_a_name_in_each_language() {
    let r = reference(ARTICLE).unwrap();
    let people = &r.contributors;
    // In the order that is stated, not in that of the list.
    let first = &people[0].names;
    assert_eq!(first[0].name, Name::person("架空", "花子"));
    assert_eq!(first[0].lang.as_ref().unwrap().as_str(), "ja");
    assert_eq!(first[1].name, Name::person("KAKUU", "Hanako"));
    assert_eq!(first[1].lang.as_ref().unwrap().as_str(), "en");
    assert_eq!(people[0].orcid.as_deref(), Some("0000-0002-1825-0097"));
    assert_eq!(people[1].name(), Some(&Name::person("Mori", "Jun")));
    assert_eq!(
        people[2].name(),
        Some(&Name::literal("The Lantern Study Group"))
    );
    assert_eq!(people[3].role, ContributorRole::Editor);
    let places: Vec<_> = r.affiliations.iter().map(|a| a.text.as_str()).collect();
    assert_eq!(places, ["架空大学", "Kakuu University"]);
    assert_eq!(people[0].affiliations, [0, 1]);
    assert_eq!(people[2].affiliations, [1], "as older records have it");
}

#[test]
fn numbers_dates_and_what_has_no_place() {
    let r = reference(ARTICLE).unwrap();
    assert_eq!(r.scalar(ScalarField::Volume), Some("12"));
    assert_eq!(r.scalar(ScalarField::Issue), Some("3"));
    assert_eq!(r.scalar(ScalarField::Page), Some("101-109"));
    assert_eq!(r.issued().unwrap().to_string(), "2019-04-05");
    let issn: Vec<_> = r.identifiers_of(&IdentifierScheme::Issn).collect();
    assert_eq!(issn, ["1234-5679"]);
    let kept: Vec<_> = r.unmapped.iter().map(|u| u.tag.as_str()).collect();
    assert_eq!(kept, ["JID", "description.Other"]);
    assert!(r.identifiers.iter().all(|i| i.spans.is_empty()));
}

#[test]
fn a_chinese_title_keeps_its_script_and_a_wrong_language_is_not_believed() {
    let titles = |text: &str| {
        let r = reference(&format!(
            r#"{{"status":"OK","data":{{"doi":"10.5/x","content_type":"GD","title_list":{text}}}}}"#
        ));
        let r = r.unwrap();
        let all = r.texts(TextField::Title).iter();
        all.map(|t| t.lang.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        titles(
            r#"[{"lang": "zh", "title": "灯笼与潮汐的关系"}, {"lang": "en", "title": "Lanterns"}]"#
        ),
        ["zh-Hans", "en"]
    );
    assert_eq!(
        titles(r#"[{"lang": "zh", "title": "燈籠與潮汐的關係"}]"#),
        ["zh-Hant"]
    );
    assert_eq!(
        titles(r#"[{"lang": "ja", "title": "Lanterns and tides"}]"#),
        ["en"]
    );
    assert_eq!(titles(r#"[{"lang": "en", "title": "灯籠のかず"}]"#), ["ja"]);
    assert_eq!(
        titles(r#"[{"lang": "fr", "title": "Les lanternes"}]"#),
        ["fr"]
    );
    // The same words under two languages are one title.
    assert_eq!(
        titles(r#"[{"lang": "ja", "title": "JaLC"}, {"lang": "en", "title": "JaLC"}]"#).len(),
        1
    );
}

#[test]
fn what_is_no_work_is_none() {
    for text in [
        "",
        "{}",
        "[]",
        r#"{"status": "NG", "message": {"errors": {"statusCode": "404", "message": "not found"}}}"#,
        r#"{"status": "OK", "data": {}}"#,
        r#"{"status": "OK", "data": {"title_list": "#,
        r#"{"data": {"title_list": 7, "creator_list": {"names": 3}, "publication_date": "x"}}"#,
    ] {
        assert!(reference(text).is_none(), "{text}");
    }
}
