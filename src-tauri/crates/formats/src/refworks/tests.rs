use super::*;
use crate::sample::fixture;
use diglot_model::{
    ContributorRole, LanguageTag, Reference, ReferenceType, ScalarField, TextField,
};

fn reference(text: &str) -> Reference {
    let mut reading = read(text);
    assert_eq!(reading.records.len(), 1, "{text}");
    reading.records.remove(0).reference
}

const ARTICLE: &str = include_str!("../../fixtures/refworks/article.txt");

#[test]
fn an_article() {
    let r = reference(ARTICLE);
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    assert_eq!(
        r.title(),
        Some("Night lighting & reading time in libraries")
    );
    assert_eq!(r.texts(TextField::Title).len(), 2);
    assert_eq!(r.container_title(), Some("Journal of Reading and Light"));
    assert_eq!(
        r.text(TextField::ContainerTitleShort).unwrap().text,
        "J Read Light"
    );
    assert_eq!(r.contributors[1].name().unwrap().family(), "Aas");
    assert_eq!(r.issued().unwrap().to_string(), "2018-03-15");
    assert_eq!(r.scalar(ScalarField::Page), Some("33-41"));
    assert_eq!(r.doi(), Some("10.5555/rl.2018.33"));
    assert_eq!(r.keywords[1].text, "reading, long");
    assert!(r.abstracts[0].plain().contains("people read longer"));
    assert_eq!(r.own_language(), Some(LanguageTag::EN));
    let left: Vec<_> = r.unmapped.iter().map(|u| &*u.tag).collect();
    assert_eq!(left, ["SR", "U1"]);
}

#[test]
fn the_same_record_in_other_clothes() {
    let strip = |text: &str| {
        let mut r = reference(text);
        for v in r.texts.values_mut().flatten() {
            v.spans.clear();
        }
        let people: Vec<_> = r.contributors.iter().map(|c| c.value.clone()).collect();
        let scalars: Vec<_> = r
            .scalars
            .iter()
            .map(|(f, s)| (*f, s.value.clone()))
            .collect();
        let abstracts: Vec<_> = r.abstracts.iter().map(|a| a.value.plain()).collect();
        let date = r.issued().cloned();
        (r.texts, people, scalars, abstracts, date)
    };
    let want = strip(ARTICLE);
    let legend = format!(
        "Refworks Export Tagged Format\n\nRT=Reference Type\nT1=Primary Title\n*****\nBEGIN EXPORTED REFERENCES\n\n{ARTICLE}"
    );
    for other in [
        ARTICLE.replace('\n', "\r\n"),
        ARTICLE.replace('\n', "\n  "),
        ARTICLE.replace('\n', " "),
        ARTICLE.replace("YR 2018", "YR2018").replace("VO 7", "vo 7"),
        ARTICLE.replace("OT 图", "OT图"),
        legend,
    ] {
        assert_eq!(strip(&other), want, "{other}");
    }
}

#[test]
fn wrapped_lines_that_begin_with_a_tag() {
    let r = reference(
        "RT Journal Article\nT1 A study of light\nA1 Moe, C\nAB It was asked whether warm light\nis better than cold light, and\nno difference was seen. It\nIS so it seems.\nYR 2001",
    );
    assert_eq!(
        r.abstracts[0].plain(),
        "It was asked whether warm light is better than cold light, and no difference was seen. It IS so it seems."
    );
    assert_eq!(r.year(), Some(2001));
    assert!(r.unmapped.is_empty());
}

#[test]
fn chinese_records() {
    let text = "RT Dissertation/Thesis\nSR 1\nA1周宁\nA3 王五\nT1图书馆的灯光\nYR2014\nPB某大学\nLA中文;\nDS 示例库\n\nRT Journal Article\nA1林三;李四;\nT1 灯\nJF光\nvo 49\nis 03\nSP 1-5\nOP 9\n";
    let reading = read(text);
    assert_eq!(reading.records.len(), 2);
    let thesis = &reading.records[0].reference;
    assert_eq!(thesis.kind, ReferenceType::Thesis);
    assert_eq!(thesis.title(), Some("图书馆的灯光"));
    assert_eq!(thesis.contributors[1].role, ContributorRole::Supervisor);
    assert_eq!(thesis.scalar(ScalarField::Database), Some("示例库"));
    let article = &reading.records[1].reference;
    assert_eq!(article.contributors.len(), 2);
    assert_eq!(article.scalar(ScalarField::Volume), Some("49"));
    assert_eq!(article.scalar(ScalarField::Issue), Some("03"));
    assert_eq!(article.scalar(ScalarField::Page), Some("1-5"));
}

#[test]
fn tags_that_depend_on_the_type() {
    let chapter = reference(
        "RT Book, Section\nA1 Moe,C.\nT1 A room\nA2 Aas,O.\nT2 Homes\nT3 Studies\nSP 12\nOP 30\nSN 0-19-852663-6 (paperback)",
    );
    assert_eq!(chapter.kind, ReferenceType::Chapter);
    assert_eq!(chapter.container_title(), Some("Homes"));
    assert_eq!(chapter.contributors[1].role, ContributorRole::Editor);
    assert_eq!(chapter.identifiers.len(), 1);
    let book = reference("RT Book, Edited\nA1 Moe,C.\nT1 Homes\nT2 Studies\nSP 240\nYR in press");
    assert_eq!(book.contributors[0].role, ContributorRole::Editor);
    assert_eq!(
        book.text(TextField::CollectionTitle).unwrap().text,
        "Studies"
    );
    assert_eq!(book.scalar(ScalarField::NumberOfPages), Some("240"));
    assert_eq!(book.issued().unwrap().to_string(), "in press");
}

#[test]
fn detection() {
    assert_eq!(detect(ARTICLE).map(|d| d.0), Some(90));
    for other in [
        "RT is a common abbreviation.\nIt stands for many things.",
        "TY  - JOUR\nTI  - Title\nAU  - Moe\nER  - ",
        "%0 Book\n%T RT\n%A Moe",
        "PT J\nAU Moe, C\nTI Rooms\nSO HOMES\nER\n",
    ] {
        assert_eq!(detect(other), None, "{other}");
    }
    let two = format!("{ARTICLE}\n{ARTICLE}");
    assert_eq!(cut(&two), two.rfind("RT Journal"));
}

#[test]
fn empty_records_and_long_lines() {
    let reading = read("RT Journal Article\n\nRT Journal Article\nT1 One\nA1 Moe\n");
    assert_eq!(reading.records.len(), 1);
    assert_eq!(reading.diagnostics.len(), 1);
    let long = format!("RT Generic T1 {}", "A1 x ".repeat(200_000));
    assert_eq!(read(&long).records.len(), 1);
}

#[test]
fn the_fixture_in_all_its_clothes() {
    let references = fixture::references(ARTICLE, read);
    fixture::same_in_other_clothes(ARTICLE, read);
    insta::with_settings!({ sort_maps => true }, { insta::assert_json_snapshot!("article", references) });
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "((RT|A1|T1|YR|vo|SP|OP|K1|AB|\\PC{0,3})[ -]?[a-zA-Z0-9,; 一-丁]{0,12}(\n|\r\n| )?){0,12}\\PC{0,20}") {
        fixture::is_read(&text, read);
        detect(&text);
        cut(&text);
    }
}
