//! What is typed becomes values, and only those.

use super::*;
use diglot_model::ReferenceType;

fn typed(reference: &Reference, key: &str, index: usize, text: &str) -> Reference {
    let edit = FieldEdit {
        key: key.to_owned(),
        lang: None,
        index,
        text: text.to_owned(),
    };
    edited(reference, &edit, "2026-01-01T00:00:00Z".to_owned()).unwrap()
}

#[test]
fn a_typed_title_takes_its_language_from_its_script() {
    let empty = Reference::new(ReferenceType::ArticleJournal);
    let one = typed(&empty, "title", 0, " Night  shifts ");
    let two = typed(&one, "title", 1, "夜班护士的睡眠");
    let titles = two.texts(TextField::Title);
    assert_eq!(titles[0].text, "Night shifts");
    assert_eq!(titles[1].lang, LanguageTag::ZH_HANS);
    assert_eq!(titles[1].origin, Origin::User);
    assert_eq!(two.sources.len(), 2);
    let gone = typed(&two, "title", 0, "");
    assert_eq!(gone.texts(TextField::Title).len(), 1);
}

#[test]
fn what_is_typed_again_changes_nothing() {
    let empty = Reference::new(ReferenceType::ArticleJournal);
    let one = typed(&empty, "volume", 0, "14");
    assert_eq!(one.scalar(ScalarField::Volume), Some("14"));
    let two = typed(&one, "title", 0, "A title of its own");
    assert_eq!(typed(&two, "title", 0, "A title of its own"), two);
}

#[test]
fn dates_are_read_as_they_are_shown() {
    for text in ["2020", "2020-04", "2020-04-03"] {
        assert_eq!(date_text(&date_of(text)), text);
    }
    assert_eq!(date_text(&date_of("2020年4月3日")), "2020-04-03");
    assert_eq!(date_text(&date_of("in press")), "in press");
    assert_eq!(date_of("in press").start, None);
}

#[test]
fn authors_keep_what_is_known_about_them() {
    let mut reference = Reference::new(ReferenceType::ArticleJournal);
    let mut known = Contributor::author(Name::person("Holmes", "Michelle"));
    known.orcid = Some("0000-0000-0000-0001".to_owned());
    reference.contributors.push(Sourced::bare(known));
    assert_eq!(authors_line(&reference), "Holmes, Michelle");
    let after = typed(&reference, "author", 0, "欧阳修; Holmes, Michelle");
    assert_eq!(authors_line(&after), "欧阳修; Holmes, Michelle");
    assert_eq!(
        after.contributors[1].orcid.as_deref(),
        Some("0000-0000-0000-0001")
    );
    assert_eq!(
        after.contributors[0].name(),
        Some(&Name::person("欧阳", "修"))
    );
}

#[test]
fn a_doi_is_read_and_nonsense_is_refused() {
    let empty = Reference::new(ReferenceType::ArticleJournal);
    let one = typed(&empty, "DOI", 0, "https://doi.org/10.5555/ABC.");
    assert_eq!(one.doi(), Some("10.5555/abc"));
    let edit = FieldEdit {
        key: "DOI".into(),
        lang: None,
        index: 0,
        text: "none".into(),
    };
    assert!(matches!(
        edited(&empty, &edit, String::new()),
        Err(LibraryError::NotAValue { .. })
    ));
}
