//! Entries in GB/T 7714 and other styles.

use crate::{Style, StyleError, cite, cite_one};
use diglot_model::{
    Contributor, ContributorRole, Date, DateField, DatePoint, Identifier, LanguageTag,
    LocalizedText, Name, NameVariant, Reference, ReferenceType, ScalarField, Sourced, TextField,
};
use proptest::prelude::*;

mod styles;

fn new(kind: ReferenceType) -> Reference {
    Reference::new(kind)
}

fn text(mut r: Reference, field: TextField, tag: &str, text: &str) -> Reference {
    let value = LocalizedText::new(LanguageTag::new(tag), text);
    r.add_text(field, Sourced::bare(value));
    r
}

fn scalar(mut r: Reference, field: ScalarField, value: &str) -> Reference {
    r.scalars.insert(field, Sourced::bare(value.to_owned()));
    r
}

fn by(mut r: Reference, names: &[Name]) -> Reference {
    let authors = names.iter().cloned().map(Contributor::author);
    r.contributors.extend(authors.map(Sourced::bare));
    r
}

fn in_year(mut r: Reference, year: i32) -> Reference {
    let date = Sourced::bare(Date::year(year));
    r.dates.insert(DateField::Issued, date);
    r
}

fn han(family: &str, given: &str) -> Name {
    Name::person(family, given)
}

fn entry(r: &Reference) -> String {
    cite_one(r, &Style::bundled(), None).text
}

fn chinese_article() -> Reference {
    let r = new(ReferenceType::ArticleJournal);
    let r = by(
        r,
        &[
            han("欧阳", "明"),
            han("王", "小雨"),
            han("李", "娜"),
            han("陈", "静"),
        ],
    );
    let r = text(
        r,
        TextField::Title,
        "zh-Hans",
        "社区老年人睡眠质量的随访研究",
    );
    let r = text(
        r,
        TextField::Title,
        "en",
        "Sleep of older people: a follow-up",
    );
    let r = text(r, TextField::ContainerTitle, "zh-Hans", "测试医学杂志");
    let r = scalar(r, ScalarField::Volume, "12");
    let r = scalar(r, ScalarField::Issue, "3");
    in_year(scalar(r, ScalarField::Page, "45–52"), 2021)
}

fn english_article() -> Reference {
    let r = new(ReferenceType::ArticleJournal);
    let r = by(
        r,
        &[
            Name::person("Holmes", "Mary M."),
            Name::person("Le Blanc", "Jo"),
            Name::person("Stone", "AB"),
            Name::person("Wood", "Kim"),
        ],
    );
    let r = text(r, TextField::Title, "en", "Sleep & pain in <older> people");
    let r = text(r, TextField::Title, "zh-Hans", "老年人的睡眠与疼痛");
    let r = text(r, TextField::ContainerTitle, "en", "Journal of Tests");
    let r = scalar(r, ScalarField::Volume, "7");
    let mut r = in_year(scalar(r, ScalarField::ArticleNumber, "e102"), 2019);
    r.add_identifier(Sourced::bare(Identifier::doi("10.1234/Test.5").unwrap()));
    r
}

#[test]
fn a_chinese_article() {
    assert_eq!(
        entry(&chinese_article()),
        "欧阳明, 王小雨, 李娜, 等. 社区老年人睡眠质量的随访研究[J]. 测试医学杂志, 2021, 12(3): 45-52."
    );
}

#[test]
fn an_english_article() {
    assert_eq!(
        entry(&english_article()),
        "HOLMES M M, LE BLANC J, STONE A B, et al. Sleep & pain in <older> people[J/OL]. Journal of Tests, 2019, 7: e102. DOI:10.1234/test.5."
    );
}

#[test]
fn entries_of_one_list_speak_their_own_languages() {
    let (zh, en) = (chinese_article(), english_article());
    let works = [
        ("b".to_owned(), &zh),
        ("a".to_owned(), &en),
        ("c".to_owned(), &zh),
    ];
    let list = cite(&works, &Style::bundled(), None);
    let ids: Vec<&str> = list.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids, ["b", "a", "c"], "as handed in, equal works too");
    assert!(list[0].text.contains(", 等. ") && !list[0].text.contains("et al"));
    assert!(list[1].text.contains(", et al. ") && !list[1].text.contains('等'));
    assert_eq!(list[0].text, list[2].text);
}

#[test]
fn one_language_for_all_when_asked() {
    let en = cite_one(&english_article(), &Style::bundled(), Some("zh-Hans"));
    assert!(en.text.contains(", 等. "), "{}", en.text);
    let zh = cite_one(&chinese_article(), &Style::bundled(), Some("en"));
    assert!(zh.text.contains(", et al. "), "{}", zh.text);
}

#[test]
fn foreign_works_have_et_al_whatever_their_language() {
    for (tag, and_others) in [
        ("de", "et al."),
        ("ru", "et al."),
        ("ja", "等"),
        ("zh-TW", "等"),
    ] {
        let mut r = english_article();
        r.language = Some(Sourced::bare(LanguageTag::new(tag)));
        let entry = entry(&r);
        assert!(entry.contains(&format!(", {and_others}")), "{tag}: {entry}");
    }
}

#[test]
fn the_spelling_of_names_follows_the_language() {
    let both = |first: Name, second: Name| {
        let mut author = Contributor::author(first);
        author.names.push(NameVariant {
            lang: None,
            name: second,
        });
        author
    };
    let (native, roman) = (han("张", "伟"), Name::person("Zhang", "Wei"));
    let mut zh = text(
        new(ReferenceType::Book),
        TextField::Title,
        "zh-Hans",
        "测试方法",
    );
    zh.contributors = vec![Sourced::bare(both(roman.clone(), native.clone()))];
    assert!(entry(&zh).starts_with("张伟. "), "{}", entry(&zh));
    let mut en = text(new(ReferenceType::Book), TextField::Title, "en", "Methods");
    en.contributors = vec![Sourced::bare(both(native, roman))];
    assert!(entry(&en).starts_with("ZHANG W. "), "{}", entry(&en));
}

#[test]
fn organisations_are_not_put_in_capitals() {
    let r = text(
        new(ReferenceType::Report),
        TextField::Title,
        "en",
        "A report",
    );
    let r = by(
        r,
        &[
            Name::literal("World Test Organisation"),
            Name::person("Plato", ""),
        ],
    );
    assert!(
        entry(&r).starts_with("World Test Organisation, PLATO. A report[R]"),
        "{}",
        entry(&r)
    );
}

#[test]
fn authors_that_the_source_left_out_are_others() {
    for count in 1..=6 {
        let mut zh = chinese_article();
        zh.contributors = by(new(zh.kind), &vec![han("王", "芳"); count]).contributors;
        zh.contributors_complete = false;
        let shown = vec!["王芳"; count.min(3)].join(", ");
        let expected = format!("{shown}, 等. 社区");
        assert!(entry(&zh).starts_with(&expected), "{}", entry(&zh));
        let mut en = english_article();
        en.contributors = by(new(en.kind), &vec![Name::person("Fox", "Ann"); count]).contributors;
        en.contributors_complete = false;
        let shown = vec!["FOX A"; count.min(3)].join(", ");
        let expected = format!("{shown}, et al. Sleep");
        assert!(entry(&en).starts_with(&expected), "{}", entry(&en));
    }
}

#[test]
fn authors_left_out_in_styles_that_name_all_or_join_with_and() {
    let mut r = english_article();
    r.contributors.truncate(2);
    r.contributors_complete = false;
    for (style, names) in [
        ("apa", "Holmes, M. M., Le Blanc, J., et al."),
        ("nature", "Holmes, M. M. et al."),
        ("ieee", "M. M. Holmes et al."),
    ] {
        let entry = cite_one(&r, &Style::named(style).unwrap(), None).text;
        assert!(entry.starts_with(names), "{style}: {entry}");
        assert!(!entry.contains('\u{10fffd}'));
    }
}

#[test]
fn books_chapters_theses_papers_and_pages() {
    let book = text(
        new(ReferenceType::Book),
        TextField::Title,
        "zh-Hans",
        "测试学概论",
    );
    let book = text(book, TextField::Publisher, "zh-Hans", "测试大学出版社");
    let book = text(book, TextField::PublisherPlace, "zh-Hans", "北京");
    let book = scalar(by(book, &[han("王", "芳")]), ScalarField::Edition, "2");
    let book = in_year(book, 2018);
    assert_eq!(
        entry(&book),
        "王芳. 测试学概论[M]. 2 版. 北京: 测试大学出版社, 2018."
    );
    let stated = scalar(book.clone(), ScalarField::Edition, "2018版");
    assert!(
        entry(&stated).contains("[M]. 2018版. "),
        "{}",
        entry(&stated)
    );

    let chapter = text(
        new(ReferenceType::Chapter),
        TextField::Title,
        "en",
        "On tests",
    );
    let chapter = text(chapter, TextField::ContainerTitle, "en", "All about tests");
    let chapter = text(chapter, TextField::Publisher, "en", "Fox");
    let mut chapter = in_year(scalar(chapter, ScalarField::Page, "1—9"), 2001);
    let mut editor = Contributor::author(Name::person("Stone", "Ida"));
    editor.role = ContributorRole::Editor;
    chapter.contributors.push(Sourced::bare(editor));
    let chapter = by(chapter, &[Name::person("Wood", "Kim")]);
    assert_eq!(
        entry(&chapter),
        "WOOD K. On tests[M]//STONE I. All about tests. Fox, 2001: 1-9."
    );

    let thesis = text(
        new(ReferenceType::Thesis),
        TextField::Title,
        "zh-Hans",
        "测试的研究",
    );
    let thesis = text(thesis, TextField::Publisher, "zh-Hans", "测试大学");
    let thesis = in_year(by(thesis, &[han("诸葛", "青")]), 2015);
    assert_eq!(entry(&thesis), "诸葛青. 测试的研究[D]. 测试大学, 2015.");

    let paper = text(
        new(ReferenceType::PaperConference),
        TextField::Title,
        "en",
        "A paper",
    );
    let paper = text(
        paper,
        TextField::ContainerTitle,
        "en",
        "Proceedings of Tests",
    );
    let paper = in_year(by(paper, &[Name::person("Wood", "Kim")]), 2010);
    assert_eq!(
        entry(&paper),
        "WOOD K. A paper[C]//Proceedings of Tests. 2010."
    );

    let mut page = text(
        new(ReferenceType::Webpage),
        TextField::Title,
        "zh-Hans",
        "测试网页",
    );
    let day = |m, d| Sourced::bare(Date::point(DatePoint::from_parts(2022, Some(m), Some(d))));
    page.dates.insert(DateField::Issued, day(3, 4));
    page.dates.insert(DateField::Accessed, day(5, 6));
    page.urls
        .push(Sourced::bare("https://example.org/a?b=1&c=2".to_owned()));
    assert_eq!(
        entry(&page),
        "测试网页[EB/OL]. (2022-03-04)[2022-05-06]. https://example.org/a?b=1&c=2."
    );
}

#[test]
fn an_address_that_only_repeats_the_doi_is_left_out() {
    let mut r = english_article();
    let url = "https://doi.org/10.1234/Test.5".to_owned();
    r.urls.push(Sourced::bare(url));
    assert_eq!(entry(&r), entry(&english_article()));
}

#[test]
fn incomplete_references_are_never_empty_lines() {
    let none = new(ReferenceType::ArticleJournal);
    assert_eq!(entry(&none), "[no title][J].");
    let mut zh = none.clone();
    zh.language = Some(Sourced::bare(LanguageTag::ZH_HANS));
    assert_eq!(entry(&zh), "[无题名][J].");
    let untitled = in_year(by(none.clone(), &[han("王", "芳")]), 2020);
    assert!(
        entry(&untitled).starts_with("王芳. [no title][J]. 2020"),
        "{}",
        entry(&untitled)
    );
    for name in Style::names() {
        let style = Style::named(name).unwrap();
        for r in [&none, &zh, &untitled] {
            let cited = cite_one(r, &style, None);
            let readable = cited.text.chars().any(char::is_alphanumeric);
            assert!(readable, "{name}: {:?}", cited.text);
        }
    }
    let html = cite_one(&none, &Style::named("apa").unwrap(), None).html;
    assert!(html.contains("[no title]"), "{html}");
}

#[test]
fn html_has_four_elements_and_no_other_markup() {
    let html = cite_one(&english_article(), &Style::named("apa").unwrap(), None).html;
    assert!(
        html.contains("Sleep &amp; pain in &lt;older&gt; people"),
        "{html}"
    );
    assert!(html.contains("<i>Journal of Tests</i>"), "{html}");
    assert!(!html.contains("span") && !html.contains("<a"), "{html}");
}

#[test]
fn dates_that_the_formatter_does_not_take() {
    let mut r = english_article();
    for (date, shown) in [
        (
            Date {
                end: Some(DatePoint::year(1990)),
                ..Date::year(1957)
            },
            "1957",
        ),
        (Date::year(-44), "BC"),
        (Date::year(99_999), ""),
        (
            Date {
                literal: Some("in press".to_owned()),
                ..Date::default()
            },
            "",
        ),
    ] {
        r.dates.insert(DateField::Issued, Sourced::bare(date));
        let entry = entry(&r);
        assert!(entry.contains(shown) && entry.contains("Sleep"), "{entry}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_makes_an_entry(
        title in ".{0,40}", family in "\\PC{0,8}", given in "\\PC{0,8}",
        page in "\\PC{0,12}", volume in "[0-9０-９a-z第卷, –—-]{0,10}", year in any::<i32>(),
        complete: bool, style in prop::sample::select(&["gb-7714-2015-numeric", "apa", "nature"][..]),
    ) {
        let r = text(new(ReferenceType::ArticleJournal), TextField::Title, "und", &title);
        let r = by(r, &[Name::person(family, given), Name::literal(title)]);
        let r = scalar(scalar(r, ScalarField::Page, &page), ScalarField::Volume, &volume);
        let mut r = in_year(r, year);
        r.contributors_complete = complete;
        let cited = cite_one(&r, &Style::named(style).unwrap(), None);
        prop_assert!(cited.text.chars().any(char::is_alphanumeric));
        prop_assert!(cited.text.chars().all(|c| (c as u32) < 0xf_0000 && c != '\n'));
        prop_assert_eq!(cited.text.trim(), cited.text.as_str());
    }
}
