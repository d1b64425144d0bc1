use super::*;

/// Reads all of a text as a field of an English page.
fn read(text: &str, field: SelectedField) -> Reference {
    read_in(text, field, None)
}

fn read_in(text: &str, field: SelectedField, lang: Option<&LanguageTag>) -> Reference {
    Selection {
        text,
        base: 0,
        pieces: std::slice::from_ref(&(0..text.len())),
        lang,
        format: "page",
    }
    .read(field)
}

fn names(reference: &Reference) -> Vec<(String, Vec<u16>)> {
    reference
        .contributors
        .iter()
        .filter_map(|c| {
            let name = c.name()?;
            Some((
                format!("{}|{}", name.family(), name.given()),
                c.affiliations.clone(),
            ))
        })
        .collect()
}

#[test]
fn titles_join_their_lines() {
    let en = read("Tenancy and\r\n  pain ", SelectedField::Title);
    assert_eq!(en.title(), Some("Tenancy and pain"));
    let zh = read("题名：住房与\n疼痛的研究", SelectedField::Title);
    let title = zh.text(TextField::Title).unwrap();
    assert_eq!(
        (title.text.as_str(), title.lang.as_str()),
        ("住房与疼痛的研究", "zh-Hans")
    );
    let said = read_in("IPS", SelectedField::Title, Some(&LanguageTag::ZH_HANS));
    assert!(said.texts(TextField::Title)[0].lang.is_chinese());
}

#[test]
fn authors_of_all_settings() {
    for (text, want) in [
        (
            "Huijia Zhang 1 , Jan P Berg 1 2",
            vec![
                ("Zhang|Huijia".to_owned(), vec![0]),
                ("Berg|Jan P".to_owned(), vec![0, 1]),
            ],
        ),
        (
            "作者\nLie, Cathrine [1 ,2 ]\nBrink, Beate [1 ]",
            vec![
                ("Lie|Cathrine".to_owned(), vec![0, 1]),
                ("Brink|Beate".to_owned(), vec![0]),
            ],
        ),
        (
            "张会佳，欧阳修",
            vec![
                ("张|会佳".to_owned(), vec![]),
                ("欧阳|修".to_owned(), vec![]),
            ],
        ),
    ] {
        assert_eq!(names(&read(text, SelectedField::Authors)), want, "{text}");
    }
    let cut = read("Nordby KM, Stanic SC, et al.", SelectedField::Authors);
    assert_eq!(
        (cut.contributors.len(), cut.contributors_complete),
        (2, false)
    );
}

#[test]
fn a_line_of_coordinates_gives_the_field_that_was_said() {
    let line = "Trial Stud. 2021 Mar 9;7(2):58-61. doi: 10.5555/s40";
    let container = read(line, SelectedField::Container);
    assert_eq!(container.container_title(), Some("Trial Stud"));
    let coordinates = "2021 Mar 9;7(2):58-61";
    let date = read(coordinates, SelectedField::Date);
    assert_eq!(date.issued().unwrap().to_string(), "2021-03-09");
    for (text, field, scalar, want) in [
        (coordinates, SelectedField::Volume, ScalarField::Volume, "7"),
        (coordinates, SelectedField::Issue, ScalarField::Issue, "2"),
        ("Vol. 12", SelectedField::Volume, ScalarField::Volume, "12"),
        ("第22卷", SelectedField::Volume, ScalarField::Volume, "22"),
        ("(01)", SelectedField::Issue, ScalarField::Issue, "01"),
        ("第3期", SelectedField::Issue, ScalarField::Issue, "3"),
        (
            "pp. 118 – 133",
            SelectedField::Pages,
            ScalarField::Page,
            "118-133",
        ),
        (
            "页码：44-51",
            SelectedField::Pages,
            ScalarField::Page,
            "44-51",
        ),
    ] {
        assert_eq!(read(text, field).scalar(scalar), Some(want), "{text}");
    }
    let year = read("accepted in 2019, printed later", SelectedField::Date);
    assert_eq!(year.year(), Some(2019));
}

#[test]
fn identifiers_in_what_was_selected() {
    let doi = read("D O I\n10.5555/ABC-1.", SelectedField::Doi);
    assert_eq!(doi.doi(), Some("10.5555/abc-1"));
    let pmid = read("PMID: 32274223", SelectedField::Pmid);
    let bare = read("32274223", SelectedField::Pmid);
    assert_eq!(pmid.identifiers[0].value, bare.identifiers[0].value);
    let trial = read("注册号 ChiCTR2000012345", SelectedField::Registration);
    assert_eq!(trial.identifiers[0].value.value, "ChiCTR2000012345");
    assert!(read("none", SelectedField::Doi).identifiers.is_empty());
    assert!(read("none", SelectedField::Pmid).identifiers.is_empty());
    assert!(read("none", SelectedField::Date).dates.is_empty());
}

#[test]
fn abstracts_have_sections_and_two_languages_are_two() {
    let text =
        "Abstract BACKGROUND: Homes are lost. METHODS: We asked.\n背景：住房丢失。方法：我们询问。";
    let both = read(text, SelectedField::Abstract);
    assert_eq!(both.abstracts.len(), 2);
    let labels: Vec<_> = both.abstracts[0]
        .sections
        .iter()
        .filter_map(|s| s.label.as_deref())
        .collect();
    assert_eq!(labels, ["BACKGROUND", "METHODS"]);
    let one = read_in(text, SelectedField::Abstract, Some(&LanguageTag::EN));
    assert_eq!(one.abstracts.len(), 1);
}

#[test]
fn ris_tags_are_no_part_of_values() {
    let text = "AU  - Zhang, Huijia\nAU  - Berg, Jan";
    let found = names(&read(text, SelectedField::Authors));
    let families: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(families, ["Zhang|Huijia", "Berg|Jan"]);
}
