use super::{detect, read};
use crate::csl_json::{ItemContext, item};
use diglot_model::{
    ContributorRole, IdentifierScheme, Name, Reference, ReferenceType, ScalarField, TextField,
};

fn one(text: &str) -> Reference {
    let mut reading = read(text);
    assert_eq!(reading.diagnostics, [], "{text}");
    assert_eq!(reading.records.len(), 1);
    reading.records.remove(0).reference
}

const ITEM: &str = include_str!("../../fixtures/zotero-json/item.json");

#[test]
fn an_item_is_whole() {
    let r = one(ITEM);
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| (t.lang.as_str(), t.text.as_str()))
        .collect();
    assert_eq!(
        titles,
        [
            ("en", "Harbour porridge and waking: a pilot trial"),
            ("zh-Hans", "港口麦片与醒来：一项先导试验"),
        ]
    );
    let langs: Vec<_> = r
        .abstracts
        .iter()
        .map(|a| (a.lang.as_str(), a.sections.len()))
        .collect();
    assert_eq!(
        langs,
        [("en", 4), ("zh-Hans", 2)],
        "the second goes on in a second line"
    );
    let names: Vec<Name> = r
        .contributors_as(ContributorRole::Author)
        .map(|c| c.name().unwrap().clone())
        .collect();
    assert_eq!(names[1].family(), "van der Moor");
    assert_eq!(names[2], Name::literal("Harbour Study Group"));
    assert_eq!(names[3], Name::person("欧阳", "海"));
    let editor = r.contributors_as(ContributorRole::Editor).next().unwrap();
    assert!(matches!(editor.name(), Some(Name::Person { suffix: Some(s), .. }) if s == "Jr."));
    assert_eq!(r.scalar(ScalarField::Page), Some("11-19"));
    assert_eq!(r.scalar(ScalarField::CitationKey), Some("quill2020"));
    assert_eq!(r.scalar(ScalarField::Database), Some("Meals Index"));
    assert_eq!(r.issued().unwrap().to_string(), "2020-03");
    let ids: Vec<_> = r
        .identifiers
        .iter()
        .map(|i| (i.scheme.name().to_owned(), i.value.value.clone()))
        .collect();
    for (scheme, value) in [
        ("DOI", "10.5555/aim.2020.3"),
        ("ISSN", "2345-6781"),
        ("PMID", "99999902"),
        ("PMCID", "PMC9999902"),
        ("arxiv", "2001.00001"),
    ] {
        assert!(
            ids.contains(&(scheme.to_owned(), value.to_owned())),
            "{scheme} in {ids:?}"
        );
    }
    assert_eq!(r.classifications.len(), 2);
    assert_eq!(r.observations[0].value.value, 7);
    assert_eq!(r.texts(TextField::Note)[0].text, "read it again");
    let words: Vec<_> = r.keywords.iter().map(|k| k.text.as_str()).collect();
    assert_eq!(words, ["porridge", "醒来"]);
    assert_eq!(r.language.as_ref().unwrap().as_str(), "en-GB");
    let unmapped: Vec<_> = r
        .unmapped
        .iter()
        .map(|u| (u.tag.as_str(), u.value.as_str()))
        .collect();
    assert_eq!(unmapped, [("rights", "CC BY")]);
    let span = r.texts(TextField::Title)[0].spans[0].range();
    assert!(ITEM[span].starts_with("\"Harbour"));
}

#[test]
fn items_come_in_three_wrappings() {
    let api = format!(r#"[{{"key": "ABCD2345", "library": {{}}, "data": {ITEM}}}]"#);
    let exported = format!(
        r#"{{"config": {{"id": "x"}}, "collections": {{}}, "items": [{ITEM}, {{"itemType": "note", "note": "<p>n</p>"}}, {{"itemType": "attachment", "title": "PDF"}}]}}"#
    );
    for text in [ITEM.to_owned(), format!("[{ITEM}]"), api, exported] {
        assert!(detect(&text).is_some());
        let r = one(&text);
        assert_eq!(r.title(), one(ITEM).title());
        assert_eq!(
            crate::detect(&text)[0].format,
            crate::FormatName::ZoteroJson
        );
    }
}

#[test]
fn kinds_and_their_own_fields() {
    let thesis = one(
        r#"{"itemType": "thesis", "title": "T", "university": "Univ of Oslo", "place": "Oslo", "thesisType": "PhD thesis", "numPages": "210", "creators": []}"#,
    );
    assert_eq!(thesis.kind, ReferenceType::Thesis);
    assert_eq!(thesis.texts(TextField::Publisher)[0].text, "Univ of Oslo");
    assert_eq!(thesis.scalar(ScalarField::NumberOfPages), Some("210"));
    let film = one(
        r#"{"itemType": "film", "title": "F", "creators": [{"creatorType": "director", "lastName": "Lens", "firstName": "Ada"}], "extra": "type: broadcast\nevent-place: Bergen"}"#,
    );
    assert_eq!(film.kind, ReferenceType::Broadcast, "extra says so");
    assert_eq!(film.contributors[0].role, ContributorRole::Author);
    assert_eq!(film.texts(TextField::EventPlace)[0].text, "Bergen");
    let book = one(
        r#"{"itemType": "book", "title": "局外人", "creators": [], "extra": "original-title: L'Étranger\neditor: Aas || Bo\nhttps://a.example/x: y"}"#,
    );
    assert_eq!(book.texts(TextField::Title).len(), 2);
    assert_eq!(book.contributors_as(ContributorRole::Editor).count(), 1);
    assert_eq!(
        book.texts(TextField::Note)[0].text,
        "https://a.example/x: y"
    );
    let german = one(
        r#"{"itemType": "book", "title": "Die Reise", "creators": [], "extra": "original-title: The Journey"}"#,
    );
    assert_eq!(
        german.texts(TextField::OriginalTitle)[0].text,
        "The Journey"
    );
    let odd = one(r#"{"itemType": "hologram", "title": "H", "creators": [], "DOI": "none"}"#);
    assert_eq!(odd.kind, ReferenceType::Document);
    assert_eq!(odd.unmapped.len(), 2);
    assert_eq!(odd.doi(), None);
}

#[test]
fn broken_json_costs_its_item() {
    let reading = read(
        r#"[{"itemType": "book", "title": "A", "creators": []}, {"itemType": "book", "title" "B"}]"#,
    );
    assert_eq!(reading.records.len(), 1);
    assert_eq!(reading.diagnostics[0].code, "json-broken");
    assert!(read(&"[{\"itemType\":".repeat(50_000)).records.is_empty());
}

#[test]
fn an_item_survives_export() {
    let written = item(&one(ITEM), &ItemContext::default()).to_string();
    let back = crate::read(&written, crate::FormatName::CslJson)
        .records
        .remove(0)
        .reference;
    assert_eq!(
        crate::csl_json::normal(&back),
        crate::csl_json::normal(&one(ITEM))
    );
    let issn = back.identifiers_of(&IdentifierScheme::Issn).count();
    assert_eq!(issn, 2);
}
