//! Answers of Crossref as references.

use super::{answer, article};
use crate::crossref::read;
use crate::{Fault, NoticeDirection, notices};
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, Name, Origin, Reference, ReferenceType,
    ScalarField, SectionRole, Source, TextField,
};
use diglot_net::Response;
use serde_json::{Value, json};

fn response(body: Vec<u8>) -> Response {
    Response {
        status: 200,
        content_type: "application/json".into(),
        body,
        received: "2026-08-01T10:00:00Z".parse().unwrap(),
    }
}

fn reference(work: &Value) -> Reference {
    let doi = work["DOI"].as_str().unwrap().to_lowercase();
    read(&response(answer(work)), &doi).unwrap().unwrap()
}

/// The article with some fields other than they were.
fn with(changes: &Value) -> Reference {
    let mut work = article();
    for (key, value) in changes.as_object().unwrap() {
        work[key] = value.clone();
    }
    reference(&work)
}

fn titles(reference: &Reference) -> Vec<(&str, &str)> {
    let titles = reference.texts(TextField::Title).iter();
    titles.map(|t| (t.lang.as_str(), t.text.as_str())).collect()
}

#[test]
fn an_article_is_whole() {
    let r = reference(&article());
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    assert_eq!(
        titles(&r),
        [(
            "en",
            "Supported employment in a synthetic town: a randomised trial"
        )]
    );
    assert_eq!(r.texts(TextField::Title)[0].origin, Origin::Publisher);
    assert_eq!(r.container_title(), Some("Journal of Invented Studies"));
    assert_eq!(
        r.text(TextField::ContainerTitleShort).unwrap().text,
        "J Invent Stud"
    );
    assert_eq!(r.scalar(ScalarField::Page), Some("101-109"));
    assert_eq!(r.issued().unwrap().to_string(), "2020-04-04");
    assert_eq!(
        r.dates[&DateField::AvailableDate].value.to_string(),
        "2020-03-01"
    );
    assert_eq!(r.doi(), Some("10.1234/synth.2020.17"));
    let issns: Vec<_> = r.identifiers_of(&IdentifierScheme::Issn).collect();
    assert_eq!(issns, ["1234-5678", "8765-432X"]);
    assert!(r.urls.is_empty(), "the DOI alone is no address");
    assert_eq!(r.observations[0].value.value, 14);
    assert_eq!(r.language.as_ref().unwrap().as_str(), "en");
    assert!(r.missing().is_empty());
    assert_eq!(
        r.sources,
        [Source::Lookup {
            service: "crossref".into(),
            at: "2026-08-01T10:00:00.000Z".into()
        }]
    );
}

#[test]
fn people_keep_order_ids_and_affiliations() {
    let r = reference(&article());
    let authors: Vec<_> = r.contributors_as(ContributorRole::Author).collect();
    assert_eq!(authors.len(), 3);
    assert_eq!(authors[0].name(), Some(&Name::person("Example", "Ada M.")));
    assert_eq!(authors[0].orcid.as_deref(), Some("0000-0002-1825-0097"));
    assert_eq!(authors[0].affiliations, [0]);
    assert_eq!(authors[1].affiliations, [1, 0], "each is kept once");
    assert_eq!(r.affiliations.len(), 2);
    assert_eq!(
        authors[2].name(),
        Some(&Name::literal("The SYNTH Study Group"))
    );
    assert_eq!(r.contributors_as(ContributorRole::Editor).count(), 1);
    assert!(r.contributors_complete);
}

#[test]
fn han_names_are_not_cut_at_random() {
    let r = with(&json!({ "author": [
        { "family": "欧阳", "given": "修" },
        { "name": "欧阳修" },
        { "family": "张会佳" },
        { "name": "合成研究协作组" },
        { "given": "et al.", "family": "" },
    ] }));
    let names: Vec<_> = r
        .contributors_as(ContributorRole::Author)
        .map(|a| a.name().unwrap().clone())
        .collect();
    assert_eq!(names[0], Name::person("欧阳", "修"));
    assert_eq!(names[1], Name::person("欧阳", "修"));
    assert_eq!(names[2], Name::person("张", "会佳"));
    assert_eq!(names[3], Name::literal("合成研究协作组"));
    assert_eq!(names.len(), 4);
    assert!(!r.contributors_complete);
}

#[test]
fn titles_go_to_their_languages() {
    let r = with(&json!({
        "title": ["Employment in a synthetic town", "合成小镇的就业研究"], "subtitle": [],
    }));
    assert_eq!(
        titles(&r),
        [
            ("en", "Employment in a synthetic town"),
            ("zh-Hans", "合成小镇的就业研究")
        ]
    );
    assert_eq!(r.title(), Some("Employment in a synthetic town"));
    let r = with(&json!({
        "title": ["Employment in a synthetic town"], "subtitle": [],
        "original-title": ["合成小鎮的就業研究", "  "], "language": "zh",
    }));
    assert_eq!(titles(&r)[1], ("zh-Hant", "合成小鎮的就業研究"));
    assert_eq!(r.title(), Some("合成小鎮的就業研究"), "the stated language");
    let r = with(&json!({
        "title": ["Arbeit in einer erfundenen Stadt", "Work in an invented town"],
        "subtitle": ["Eine Studie", "A study"], "language": "de",
    }));
    assert_eq!(
        titles(&r),
        [
            ("de", "Arbeit in einer erfundenen Stadt: Eine Studie"),
            ("en", "Work in an invented town: A study")
        ]
    );
    let r = with(&json!({ "title": ["合成小镇的就业研究"], "subtitle": [], "language": "en" }));
    assert!(r.language.is_none(), "no title is in the stated language");
    let r = with(&json!({ "title": ["A study: a randomised trial"] }));
    assert_eq!(titles(&r)[0].1, "A study: a randomised trial", "once only");
}

#[test]
fn an_original_title_in_the_same_language_is_another_one() {
    let r = with(&json!({
        "title": ["Work in a town"], "subtitle": [], "original-title": ["Labour in a city"],
    }));
    assert_eq!(titles(&r).len(), 1);
    assert_eq!(
        r.text(TextField::OriginalTitle).unwrap().text,
        "Labour in a city"
    );
    let r = with(&json!({ "original-title": ["Supported employment in a synthetic town"] }));
    assert!(r.texts(TextField::OriginalTitle).is_empty());
}

#[test]
fn abstracts_become_sections() {
    let r = reference(&article());
    let sections = &r.abstracts[0].sections;
    assert_eq!(sections.len(), 2);
    assert_eq!(sections[0].label.as_deref(), Some("Background"));
    assert_eq!(sections[0].role, Some(SectionRole::Background));
    assert_eq!(sections[0].paragraphs, ["Work was invented for n = 12."]);
    assert_eq!(sections[1].paragraphs, ["p < 0.05."]);
    let r = with(&json!({ "abstract":
        "<jats:p>BACKGROUND: It was invented. METHODS: By hand. RESULTS: None.</jats:p>" }));
    let labels: Vec<_> = r.abstracts[0]
        .sections
        .iter()
        .map(|s| s.label.as_deref())
        .collect();
    assert_eq!(
        labels,
        [Some("BACKGROUND"), Some("METHODS"), Some("RESULTS")]
    );
}

#[test]
fn an_abstract_in_two_languages_is_two() {
    let r = with(&json!({ "abstract":
        "<jats:sec><jats:title>Objective</jats:title><jats:p>To invent the study and its town.</jats:p></jats:sec>\
         <jats:sec><jats:title>目的</jats:title><jats:p>虚构一项研究及其小镇。</jats:p></jats:sec>\
         <jats:sec><jats:title>结果</jats:title><jats:p>没有结果。</jats:p></jats:sec>" }));
    let all: Vec<_> = r
        .abstracts
        .iter()
        .map(|a| (a.lang.as_str(), a.sections.len()))
        .collect();
    assert_eq!(all, [("en", 1), ("zh-Hans", 2)]);
    assert_eq!(
        r.abstracts[1].sections[0].role,
        Some(SectionRole::Objective)
    );
    let r = with(
        &json!({ "abstract": "<jats:p>Only <jats:bold>one</jats:bold> town.</jats:p><jats:p>一个小镇。</jats:p>" }),
    );
    assert_eq!(r.abstracts.len(), 2);
}

#[test]
fn pages_and_article_numbers() {
    let r = with(&json!({ "page": "e17", "article-number": "e17" }));
    assert_eq!(r.scalar(ScalarField::Page), Some("e17"));
    assert_eq!(r.scalar(ScalarField::ArticleNumber), None);
    let r = with(&json!({ "page": null, "article-number": "17" }));
    assert_eq!(r.scalar(ScalarField::Page), None);
    assert_eq!(r.scalar(ScalarField::ArticleNumber), Some("17"));
}

#[test]
fn dates_as_far_as_they_are_known() {
    let issued = |parts: Value| {
        let r = with(&json!({ "issued": { "date-parts": parts } }));
        r.issued().map(ToString::to_string)
    };
    assert_eq!(issued(json!([[2020]])).as_deref(), Some("2020"));
    assert_eq!(issued(json!([["2020", 7]])).as_deref(), Some("2020-07"));
    assert_eq!(issued(json!([[2020, 13, 1]])).as_deref(), Some("2020"));
    assert_eq!(issued(json!([[null]])), None);
    assert_eq!(issued(json!([])), None);
    assert_eq!(issued(json!("2020")), None);
}

#[test]
fn chapters_stand_in_books_and_books_in_series() {
    let r = with(&json!({
        "type": "book-chapter",
        "container-title": ["Invented Lectures", "Handbook of Nothing"],
        "ISBN": ["http://id.crossref.org/isbn/9780306406157"],
    }));
    assert_eq!(r.kind, ReferenceType::Chapter);
    assert_eq!(r.container_title(), Some("Handbook of Nothing"));
    assert_eq!(
        r.text(TextField::CollectionTitle).unwrap().text,
        "Invented Lectures"
    );
    let isbns: Vec<_> = r.identifiers_of(&IdentifierScheme::Isbn).collect();
    assert_eq!(isbns, ["9780306406157"]);
    let r = with(&json!({ "container-title": ["Journal of Invention", "发明学报"] }));
    assert_eq!(r.texts(TextField::ContainerTitle).len(), 2);
}

#[test]
fn retractions_are_kept_and_read() {
    let r = with(&json!({
        "updated-by": [{ "DOI": "10.1234/RETRACT.1", "type": "retraction", "label": "Retraction",
            "source": "publisher", "updated": { "date-time": "2021-05-08T00:00:00Z" } }],
        "update-to": [{ "DOI": "10.1234/old", "type": "correction" }],
    }));
    let found = notices(&r);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].direction, NoticeDirection::UpdatedBy);
    assert_eq!(found[0].kind, "retraction");
    assert_eq!(found[0].doi, "10.1234/retract.1");
    assert_eq!(found[0].date.as_deref(), Some("2021-05-08"));
    assert_eq!(found[1].direction, NoticeDirection::Updates);
    assert!(notices(&reference(&article())).is_empty());
}

#[test]
fn an_unknown_type_is_said_verbatim() {
    let r = with(&json!({ "type": "grant" }));
    assert_eq!(r.kind, ReferenceType::Document);
    assert_eq!(r.unmapped[0].tag, "type");
    assert_eq!(r.unmapped[0].value, "grant");
}

#[test]
fn an_address_other_than_the_doi_is_kept() {
    let r = with(&json!({ "URL": "https://example.org/article/17" }));
    assert_eq!(r.urls[0].value, "https://example.org/article/17");
}

#[test]
fn bad_fields_do_not_cost_the_others() {
    let r = with(&json!({
        "author": "Ada", "container-title": { "a": 1 }, "ISSN": [1, null], "issued": [],
        "volume": 12, "abstract": ["x"], "subtitle": [null], "event": "no", "updated-by": [{}],
        "short-title": null, "language": 7, "subject": "x", "published-print": 1,
    }));
    assert_eq!(titles(&r)[0].1, "Supported employment in a synthetic town");
    assert_eq!(r.scalar(ScalarField::Issue), Some("3"));
    assert!(r.contributors_as(ContributorRole::Author).next().is_none());
}

#[test]
fn what_is_no_answer_is_refused() {
    let fault = |body: &[u8], content_type: &str| {
        let mut response = response(body.to_vec());
        response.content_type = content_type.into();
        read(&response, "10.1234/synth.2020.17").unwrap_err()
    };
    let good = answer(&article());
    assert!(matches!(
        fault(b"<!DOCTYPE html>", "application/json"),
        Fault::OtherKind { .. }
    ));
    assert!(matches!(fault(&good, "text/html"), Fault::OtherKind { .. }));
    assert_eq!(
        fault(&good[..good.len() / 2], "application/json"),
        Fault::Unreadable
    );
    assert_eq!(fault(b"{}", "application/json"), Fault::Unreadable);
    let mut other = article();
    other["DOI"] = "10.1234/other".into();
    assert!(matches!(
        fault(&answer(&other), "application/json"),
        Fault::OtherWork { doi } if doi == "10.1234/other"
    ));
    for nameless in [json!([]), json!([" "]), json!(["<i></i>"]), json!(null)] {
        let mut work = article();
        work["title"] = nameless;
        assert_eq!(fault(&answer(&work), "application/json"), Fault::NoTitle);
    }
    let nested = format!("{}{}", "{\"message\":".repeat(100_000), "1");
    assert_eq!(
        fault(nested.as_bytes(), "application/json"),
        Fault::Unreadable
    );
}

#[test]
fn an_alias_that_is_declared_is_the_same_work() {
    let mut work = article();
    work["DOI"] = "10.1234/prime".into();
    work["aliases"] = json!(["10.1234/SYNTH.2020.17"]);
    let found = read(&response(answer(&work)), "10.1234/synth.2020.17").unwrap();
    assert_eq!(found.unwrap().doi(), Some("10.1234/prime"));
}
