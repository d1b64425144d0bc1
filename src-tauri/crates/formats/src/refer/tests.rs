use super::*;
use crate::sample::fixture;
use diglot_model::{
    ContributorRole, DateField, LanguageTag, Name, Reference, ReferenceType, ScalarField, TextField,
};

fn reference(text: &str) -> Reference {
    let mut reading = read(text);
    assert_eq!(reading.records.len(), 1, "{text}");
    reading.records.remove(0).reference
}

const ARTICLE: &str = include_str!("../../fixtures/refer/article.enw");

#[test]
fn an_article_in_two_languages() {
    let r = reference(ARTICLE);
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "图书馆夜间照明与阅读时长",
            "Night lighting and reading time in libraries"
        ]
    );
    assert_eq!(r.container_title(), Some("阅读与光"));
    assert_eq!(r.texts(TextField::ContainerTitle).len(), 2);
    assert_eq!(r.abstracts.len(), 2);
    assert_eq!(r.contributors.len(), 2);
    assert_eq!(r.contributors[1].names.len(), 2);
    assert_eq!(
        r.contributors[1].names[0].name,
        Name::person("司徒", "小兰")
    );
    assert_eq!(
        r.contributors[1].names[1].name,
        Name::person("Situ", "Xiaolan")
    );
    assert_eq!(r.issued().unwrap().to_string(), "2018-03-15");
    assert_eq!(r.doi(), Some("10.5555/rl.2018.33"));
    assert_eq!(r.keywords.len(), 2);
    assert_eq!(r.scalar(ScalarField::Database), Some("示例库"));
    assert_eq!(r.own_language(), Some(LanguageTag::ZH_HANS));
    let left: Vec<_> = r.unmapped.iter().map(|u| (&*u.tag, &*u.value)).collect();
    assert_eq!(left, [("%3", "mine")]);
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
        let ids: Vec<_> = r.identifiers.iter().map(|i| i.value.clone()).collect();
        let date = r.issued().cloned();
        (r.texts, people, scalars, abstracts, ids, date)
    };
    let want = strip(ARTICLE);
    for other in [
        ARTICLE.replace('\n', "\r\n"),
        ARTICLE.replace('\n', "\r"),
        ARTICLE.replace('\n', "\n  "),
        ARTICLE.replace('\n', "<br>"),
        format!("\u{feff}{ARTICLE}"),
        ARTICLE.replace('\n', " "),
        ARTICLE.replace("%A 周宁\n%A", "%A 周宁%A"),
        ARTICLE.replace("%T", "%t").replace("%A", "%a"),
    ] {
        assert_eq!(strip(&other), want, "{other}");
    }
}

#[test]
fn tags_that_depend_on_the_type() {
    let book = reference(
        "%0 Edited Book\n%A Moe, Cathrine\n%T Homes\n%B Studies in Living\n%N 4\n%P xi, 212 p.\n%Y Aas, Ola\n%7 2nd\n%@ 978-3-86490-311-3 (pbk.)",
    );
    assert_eq!(book.contributors[0].role, ContributorRole::Editor);
    assert_eq!(book.contributors[1].role, ContributorRole::Translator);
    assert_eq!(
        book.text(TextField::CollectionTitle).unwrap().text,
        "Studies in Living"
    );
    assert_eq!(book.scalar(ScalarField::NumberOfPages), Some("xi, 212"));
    assert_eq!(book.identifiers.len(), 1);

    let chapter = reference(
        "%0 Book Section\n%A Moe, C.\n%T A room\n%B Homes\n%E Aas, Ola\n%P 12-30\n%& 3\n%S Studies in Living",
    );
    assert_eq!(chapter.container_title(), Some("Homes"));
    assert_eq!(chapter.scalar(ScalarField::ChapterNumber), Some("3"));
    assert_eq!(chapter.contributors[1].role, ContributorRole::Editor);

    let thesis = reference(
        "%0 Thesis\n%A 李四\n%Y 王五\n%T 题名\n%I 某大学\n%9 硕士\n%D 2014\n%P 77\n%B 教育系",
    );
    assert_eq!(thesis.contributors[1].role, ContributorRole::Supervisor);
    assert_eq!(thesis.text(TextField::Genre).unwrap().text, "硕士");
    assert_eq!(thesis.scalar(ScalarField::NumberOfPages), Some("77"));
    assert_eq!(thesis.unmapped.len(), 1);

    let report = reference("%0 Report\n%A World Bank,\n%T Rents\n%@ WB-12/3\n%D in press");
    assert_eq!(
        report.contributors[0].name(),
        Some(&Name::literal("World Bank"))
    );
    assert_eq!(report.scalar(ScalarField::Number), Some("WB-12/3"));
    assert_eq!(report.dates[&DateField::Issued].to_string(), "in press");

    let strange = reference("%0 Sculpture\n%T Stone\n%D 1990");
    assert_eq!(strange.kind, ReferenceType::Document);
    assert_eq!(strange.unmapped[0].value, "Sculpture");
}

#[test]
fn the_older_refer() {
    let text = "%A Cathrine Moe\n%A Ola Aas, Jr.\n%T Rooms\n%J J. Homes\n%V 2\n%D 1979\n%O A note\n\n%Q Ministry of Homes\n%T Plans\n%R Memo 7\n%D March 1981\n%L moh81\n";
    let reading = read(text);
    assert_eq!(reading.records.len(), 2);
    let [first, second] = [0, 1].map(|i| &reading.records[i].reference);
    assert_eq!(first.kind, ReferenceType::ArticleJournal);
    assert_eq!(
        first.contributors[0].name(),
        Some(&Name::person("Moe", "Cathrine"))
    );
    assert_eq!(first.text(TextField::Note).unwrap().text, "A note");
    assert_eq!(second.kind, ReferenceType::Report);
    assert_eq!(
        second.contributors[0].name(),
        Some(&Name::literal("Ministry of Homes"))
    );
    assert_eq!(second.scalar(ScalarField::Number), Some("Memo 7"));
    assert_eq!(second.issued().unwrap().to_string(), "1981-03");
    assert_eq!(reading.records[1].key.as_deref(), Some("moh81"));
}

#[test]
fn names_in_one_value() {
    let names = |value: &str| -> Vec<String> {
        reference(&format!("%0 Book\n%T T\n%A {value}"))
            .contributors
            .iter()
            .filter_map(|c| c.name().map(diglot_model::Name::family))
            .collect()
    };
    assert_eq!(names("K. Weber, C. Moe,"), ["Weber", "Moe"]);
    assert_eq!(names("Weber, K. and Moe, C."), ["Weber", "Moe"]);
    assert_eq!(names("Food and Drug Board"), ["Food and Drug Board"]);
    assert_eq!(names("张三;李四;"), ["张", "李"]);
}

#[test]
fn names_in_another_script_that_do_not_match_are_kept() {
    let r = reference("%0 Journal Article\n%A 周宁\n%A 司徒兰\n%H Zhou Ning\n%T 题名\n%J 刊名");
    assert_eq!(r.contributors.len(), 2);
    assert_eq!(r.unmapped[0].tag, "%H");
    let alone = reference("%0 Journal Article\n%H Zhou Ning\n%T 题名\n%J 刊名");
    assert_eq!(
        alone.contributors[0].name(),
        Some(&Name::person("Zhou", "Ning"))
    );
}

#[test]
fn the_stated_language_names_the_script_of_a_title() {
    let r = reference("%0 Book\n%T Usynlige rom\n%Q Invisible rooms\n%G Norsk (Bokmål)\n%G Dansk");
    assert_eq!(r.title(), Some("Usynlige rom"));
    assert_eq!(r.own_language(), Some(LanguageTag::new("nb")));
    assert_eq!(r.unmapped.len(), 1);
}

#[test]
fn detection() {
    assert_eq!(detect(ARTICLE).map(|d| d.0), Some(95));
    assert_eq!(
        detect("%A X Y\n%T Rooms\n%J Homes\n%D 1979").map(|d| d.0),
        Some(70)
    );
    for other in [
        "% A remark\n% The title\n\\documentclass{article}",
        "100 %\n20 %A of them",
        "TY  - JOUR\nTI  - 50 %T\nER  - ",
    ] {
        assert_eq!(detect(other), None, "{other}");
    }
}

#[test]
fn cut_between_records() {
    let text = "%0 Book\n%A X\n%T A\n\n%0 Book\n%A Y\n%T B\n";
    assert_eq!(cut(text), text.rfind("%0"));
    let flat = text.replace('\n', " ");
    assert_eq!(cut(&flat), flat.rfind("%0"));
    assert_eq!(cut("%0 Book\n%T A\n"), None);
    assert_eq!(cut("%T A\n%0 Book\n\n%T B\n%0 Book\n"), None);
}

#[test]
fn the_fixture_in_all_its_clothes() {
    let references = fixture::references(ARTICLE, read);
    fixture::same_in_other_clothes(ARTICLE, read);
    insta::with_settings!({ sort_maps => true }, { insta::assert_json_snapshot!("article", references) });
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "([%％][0ATQJBDKX?@+\\PC]{0,2}[ :：\n]?[a-z0-9,; 一-丁]{0,12}(\n|\r\n|<br>)?){0,12}\\PC{0,20}") {
        fixture::is_read(&text, read);
        detect(&text);
        cut(&text);
    }
}

#[test]
fn a_record_with_two_types() {
    let text = "%0 Serial\n%0 Audio\n%I Studio Li\n%D 2021\n%T Voices of homes\n";
    let r = reference(text);
    assert_eq!(r.kind, ReferenceType::Song);
    assert_eq!(r.title(), Some("Voices of homes"));
    let two = format!("{text}\n{text}");
    let at = cut(&two).unwrap();
    assert_eq!(&two[at..], text);
    assert_eq!(read(&two).records.len(), 2);
}

#[test]
fn western_names_on_one_line_are_no_chinese_export() {
    let names = "%0 Journal Article\n%T Peer mentors in housing\n%A Moe, Cathrine%A Ek, Bo%A Li, Wei\n%J Open Homes\n%D 2020\n";
    let flat = names.replace('\n', " ");
    for text in [names, &flat] {
        let found = crate::detect(text);
        assert_eq!(found[0].format, crate::FormatName::Refer, "{found:?}");
        let r = reference(text);
        assert_eq!(
            r.contributors_as(ContributorRole::Author).count(),
            3,
            "{text}"
        );
    }
    let chinese = names.replace("Moe, Cathrine%A Ek, Bo", "张会佳%A 李伟");
    assert_eq!(
        crate::detect(&chinese)[0].format,
        crate::FormatName::CnkiEndNote
    );
    // Prose with percent signs is no export at all.
    let prose =
        "Of those asked, 40%A few said\n%T was the sign for the rest.\nAnother line.\n".repeat(4);
    let chinese = |d: &crate::Detection| d.format == crate::FormatName::CnkiEndNote;
    assert!(!crate::detect(&prose).iter().any(chinese));
}
