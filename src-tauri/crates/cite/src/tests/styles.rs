//! Styles that come with the program, and those of files.

use super::*;

#[test]
fn styles_have_names() {
    assert!(Style::names().contains(&Style::BUNDLED));
    assert!(Style::names().contains(&"apa"));
    let by_id = Style::named("china-national-standard-gb-t-7714-2015-numeric").unwrap();
    assert_eq!(by_id.title(), Style::bundled().title());
    assert!(Style::named("no such style").is_none());
}

/// A style of an invented journal, in CSL 1.0.
fn csl(parts: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="zh-CN">
  <info><title>Test</title><id>test</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  {parts}
</style>"#
    )
}

const CITED: &str = r#"<citation disambiguate-add-year-suffix="true"><layout>
  <names variable="author"><name form="short"/></names><date variable="issued"><date-part name="year"/></date>
</layout></citation>"#;

#[test]
fn author_date_styles_sort_and_tell_years_apart() {
    let style = Style::parse(&csl(&format!(
        r#"{CITED}<bibliography><sort><key variable="author"/><key variable="title"/></sort>
        <layout suffix="."><group delimiter=". "><names variable="author"><name name-as-sort-order="all"/></names>
        <group><date variable="issued"><date-part name="year"/></date><text variable="year-suffix"/></group>
        <text variable="title" font-style="italic"/></group></layout></bibliography>"#
    )))
    .unwrap();
    let work = |name: &str, title: &str, tag: &str| {
        let r = by(new(ReferenceType::Book), &[Name::person(name, "Ann")]);
        in_year(text(r, TextField::Title, tag, title), 2001)
    };
    let (c, a, b) = (
        work("Wood", "Zebras", "en"),
        work("Fox", "Ants", "en"),
        work("Wood", "Bees", "en"),
    );
    let works = [
        ("c".to_owned(), &c),
        ("a".to_owned(), &a),
        ("b".to_owned(), &b),
    ];
    let list: Vec<_> = cite(&works, &style, None)
        .into_iter()
        .map(|cited| (cited.id, cited.html))
        .collect();
    let expected = [
        ("a", "Fox, Ann. 2001. <i>Ants</i>."),
        ("b", "Wood, Ann. 2001a. <i>Bees</i>."),
        ("c", "Wood, Ann. 2001b. <i>Zebras</i>."),
    ];
    assert_eq!(
        list,
        expected.map(|(id, html)| (id.to_owned(), html.to_owned()))
    );
}

#[test]
fn layouts_by_language() {
    let style = Style::parse(&csl(
        r#"<locale><terms><term name="and others of csl-m">x</term></terms></locale>
        <citation><layout locale="en"><text value="e"/></layout><layout><text value="z"/></layout></citation>
        <bibliography et-al-min="2" et-al-use-first="1">
        <layout locale="en de" suffix="."><text variable="citation-number" prefix="[" suffix="]"/>
          <names variable="author"><name/><institution/></names><text variable="title" prefix=" - "/></layout>
        <layout suffix="。"><text variable="citation-number" prefix="[" suffix="]"/>
          <names variable="author"/><text variable="title" prefix="："/><text variable="volume-title"/></layout>
        </bibliography>"#,
    ))
    .unwrap();
    let (zh, en) = (chinese_article(), english_article());
    let works = [("1".to_owned(), &zh), ("2".to_owned(), &en)];
    let list = cite(&works, &style, None);
    assert_eq!(list[0].text, "欧阳明 等：社区老年人睡眠质量的随访研究。");
    assert!(
        list[1].text.starts_with("Mary M. Holmes et al. - Sleep"),
        "{}",
        list[1].text
    );
}

#[test]
fn styles_that_cannot_be_used_say_why() {
    let error = |xml: &str| Style::parse(xml).unwrap_err();
    assert!(matches!(error("no xml"), StyleError::Xml(_)));
    assert!(matches!(error("<html/>"), StyleError::Csl(_)));
    assert!(matches!(error(&csl(CITED)), StyleError::NoBibliography(_)));
    let circular = csl(&format!(
        r#"<macro name="a"><text macro="b"/></macro><macro name="b"><group><text macro="a"/></group></macro>
        {CITED}<bibliography><layout><text macro="a"/></layout></bibliography>"#
    ));
    assert!(matches!(error(&circular), StyleError::Circular(name) if name == "a"));
    let deep = csl(&format!(
        "{}{}",
        "<group>".repeat(500),
        "</group>".repeat(500)
    ));
    assert!(matches!(error(&deep), StyleError::TooLarge));
}

#[test]
fn an_alias_is_the_style_that_it_points_to() {
    let alias = |parent: &str| {
        format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>Alias</title>
            <id>alias</id><link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>
            <updated>2026-01-01T00:00:00+00:00</updated></info></style>"#
        )
    };
    let style = Style::parse(&alias("apa")).unwrap();
    assert_eq!(style.title(), Style::named("apa").unwrap().title());
    let error = Style::parse(&alias("none-such")).unwrap_err();
    assert!(matches!(error, StyleError::Alias { .. }));
}
