//! What is typed becomes values, and only those.

use super::typed::{edited, with_people};
use super::*;
use crate::error::LibraryError;
use diglot_model::{
    Abstract, Contributor, ContributorRole, Date, DatePoint, Name, Origin, ReferenceType, Section,
    SectionRole, Sourced,
};

const NOW: &str = "2026-01-01T00:00:00Z";

fn edit(key: &str, index: usize, lang: Option<LanguageTag>, text: &str) -> FieldEdit {
    FieldEdit {
        key: key.to_owned(),
        lang,
        index,
        text: text.to_owned(),
    }
}

fn typed(reference: &Reference, key: &str, index: usize, text: &str) -> Reference {
    typed_in(reference, key, index, None, text)
}

fn typed_in(
    reference: &Reference,
    key: &str,
    index: usize,
    lang: Option<LanguageTag>,
    text: &str,
) -> Reference {
    edited(reference, &edit(key, index, lang, text), NOW.to_owned()).unwrap()
}

/// What is wrong with a text.
fn problem(reference: &Reference, edit: &FieldEdit) -> &'static str {
    match edited(reference, edit, NOW.to_owned()) {
        Err(LibraryError::NotAValue { problem, .. }) => problem,
        other => panic!("{other:?}"),
    }
}

fn journal() -> Reference {
    Reference::new(ReferenceType::ArticleJournal)
}

fn offer<'a>(offers: &'a [FieldOffer], key: &str) -> Option<&'a FieldOffer> {
    offers.iter().find(|offer| offer.key == key)
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
    assert_eq!(problem(&empty, &edit("DOI", 0, None, "none")), "doi");
}

#[test]
fn what_nobody_typed_is_no_source() {
    let one = typed(&journal(), "issued", 0, "2020");
    assert_eq!(one.sources.len(), 1);
    let gone = typed(&one, "issued", 0, "");
    assert_eq!((gone.year(), gone.sources.len()), (None, 1));
    let kind = typed(&one, "type", 0, "thesis");
    assert_eq!((kind.kind, kind.sources.len()), (ReferenceType::Thesis, 1));
    assert_eq!(problem(&one, &edit("type", 0, None, "leaflet")), "type");
}

#[test]
fn the_other_language_is_added_beside_and_is_that_language() {
    let one = typed(&journal(), "title", 0, "Night shifts");
    let offers = field_offers(&one);
    let other = offer(&offers, "title").unwrap();
    assert_eq!(
        (other.lang.clone(), other.index),
        (Some(LanguageTag::ZH_HANS), 1)
    );
    let wanted = edit("title", 1, other.lang.clone(), "夜班与睡眠");
    let two = edited(&one, &wanted, NOW.to_owned()).unwrap();
    assert_eq!(two.title(), Some("Night shifts"));
    assert!(two.texts(TextField::Title)[1].lang.is_chinese());
    assert!(offer(&field_offers(&two), "title").is_none());
    let wrong = edit("title", 1, other.lang.clone(), "Nights again");
    assert_eq!(problem(&one, &wrong), "chinese");
}

#[test]
fn what_is_missing_is_offered_first() {
    let offers = field_offers(&journal());
    let needed: Vec<&str> = offers
        .iter()
        .take_while(|offer| offer.needed)
        .map(|offer| offer.key.as_str())
        .collect();
    assert_eq!(needed, ["title", "author", "container-title", "issued"]);
    assert_eq!(offers.iter().filter(|offer| offer.needed).count(), 4);
    let dated = typed(&journal(), "issued", 0, "2020");
    assert!(offer(&field_offers(&dated), "issued").is_none());
}

#[test]
fn what_is_offered_depends_on_the_kind() {
    let usual = |kind| -> Vec<String> {
        let offers = field_offers(&Reference::new(kind)).into_iter();
        offers
            .filter(|offer| offer.usual)
            .map(|offer| offer.key)
            .collect()
    };
    let article = usual(ReferenceType::ArticleJournal);
    let book = usual(ReferenceType::Book);
    for key in ["volume", "issue", "ISSN", "DOI", "abstract", "keyword"] {
        assert!(article.iter().any(|one| one == key), "{key}");
    }
    for key in ["editor", "publisher", "ISBN", "edition"] {
        assert!(book.iter().any(|one| one == key), "{key}");
        assert!(!article.iter().any(|one| one == key), "{key}");
    }
    assert!(!book.iter().any(|one| one == "issue" || one == "ISSN"));
    // Whatever the kind, each field can be had, and once.
    let mut keys: Vec<String> = field_offers(&Reference::new(ReferenceType::Map))
        .into_iter()
        .map(|offer| offer.key)
        .collect();
    assert!(keys.iter().any(|key| key == "PMCID"));
    let count = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn whatever_is_offered_can_be_typed() {
    let samples = [
        ("DOI", "10.5555/a"),
        ("PMID", "123"),
        ("PMCID", "PMC123"),
        ("arxiv", "2103.01234"),
        ("ISBN", "9780306406157"),
        ("ISSN", "0378-5955"),
        ("URL", "https://example.org/"),
        ("language", "en"),
    ];
    for kind in [
        ReferenceType::ArticleJournal,
        ReferenceType::Book,
        ReferenceType::Thesis,
    ] {
        let mut reference = Reference::new(kind);
        for offer in field_offers(&reference) {
            let key = offer.key.as_str();
            let known = samples.iter().find(|(of, _)| *of == key);
            let text = known.map_or("2020", |(_, text)| text);
            let after = typed_in(&reference, key, offer.index, offer.lang, text);
            assert_ne!(after, reference, "{key}");
            assert_eq!(after.sources.len(), reference.sources.len() + 1, "{key}");
            reference = after;
        }
        let left = field_offers(&reference);
        assert!(left.iter().all(|offer| !offer.needed), "{left:?}");
    }
}

#[test]
fn an_abstract_is_typed_by_paragraphs_and_keeps_its_headings() {
    let text = "BACKGROUND: Nights are long.\nRESULTS: They were shorter in June.\nAnd warmer.";
    let one = typed(&journal(), "abstract", 0, text);
    assert_eq!(one.abstracts[0].origin, Origin::User);
    assert_eq!(abstract_lines(&one)[0].text, text);
    assert_eq!(one.abstracts[0].sections.len(), 2);
    let shorter = text.replace(" in June", "");
    let two = typed(&one, "abstract", 0, &shorter);
    assert_eq!(two.abstracts[0].plain(), shorter);
    let offers = field_offers(&two);
    let other = offer(&offers, "abstract").unwrap();
    assert_eq!(
        (other.lang.clone(), other.index),
        (Some(LanguageTag::ZH_HANS), 1)
    );
    let three = typed_in(
        &two,
        "abstract",
        1,
        other.lang.clone(),
        "目的：夜班很长。\n结果：六月较短。",
    );
    assert_eq!(three.abstracts[1].sections.len(), 2);
    assert!(offer(&field_offers(&three), "abstract").is_none());
    assert!(
        typed(&three, "abstract", 0, "").abstracts[0]
            .lang
            .is_chinese()
    );
}

#[test]
fn headings_that_nobody_else_would_take_for_some_stay() {
    let mut reference = journal();
    let section = |label: &str, paragraph: &str| Section {
        label: Some(label.to_owned()),
        role: Some(SectionRole::Other),
        paragraphs: vec![paragraph.to_owned()],
    };
    reference.abstracts.push(Sourced::bare(Abstract {
        lang: LanguageTag::EN,
        origin: Origin::Unknown,
        sections: vec![
            section("Lanterns", "They burn."),
            section("Oil", "It is thick."),
        ],
    }));
    let text = abstract_lines(&reference)[0].text.clone();
    assert_eq!(typed(&reference, "abstract", 0, &text), reference);
    let after = typed(&reference, "abstract", 0, &text.replace("thick", "thin"));
    let labels: Vec<_> = after.abstracts[0]
        .sections
        .iter()
        .map(|s| s.label.as_deref())
        .collect();
    assert_eq!(labels, [Some("Lanterns"), Some("Oil")]);
}

#[test]
fn keywords_are_added_several_at_once() {
    let one = typed(&journal(), "keyword", 0, "sleep, shift work, nurses");
    assert_eq!(one.keywords.len(), 3);
    let two = typed(&one, "keyword", 3, "Diabetes Mellitus, Type 2; sleep");
    assert_eq!(two.keywords[3].text, "Diabetes Mellitus, Type 2");
    assert_eq!(two.keywords.len(), 4);
    let zh = Some(LanguageTag::ZH_HANS);
    let three = typed_in(&two, "keyword", 4, zh, "睡眠、护士；COVID-19");
    assert!(
        three.keywords[4..]
            .iter()
            .all(|keyword| keyword.lang.is_chinese())
    );
    assert_eq!(three.keywords.len(), 6);
    assert_eq!(typed(&three, "keyword", 1, "").keywords.len(), 5);
}

#[test]
fn names_in_the_other_script_are_typed_in_brackets() {
    let one = typed(
        &journal(),
        "author",
        0,
        "Duan, Xiaohe (段小禾); Iyer, Lakshmi",
    );
    assert_eq!(one.contributors[0].names.len(), 2);
    assert_eq!(
        one.contributors[0].names[1].name,
        Name::person("段", "小禾")
    );
    let line = |reference: &Reference| people_lines(reference)[0].text.clone();
    assert_eq!(line(&one), "Duan, Xiaohe (段小禾); Iyer, Lakshmi");
    assert_eq!(authors_line(&one), "Duan, Xiaohe; Iyer, Lakshmi");
    assert_eq!(typed(&one, "author", 0, &line(&one)), one);
    let two = typed(
        &one,
        "author",
        0,
        "Duan, Xiaohe (段小合); World Oil Council (WOC)",
    );
    assert_eq!(
        two.contributors[0].names[1].name,
        Name::person("段", "小合")
    );
    assert_eq!(two.contributors[0].names.len(), 2);
    assert_eq!(two.contributors[1].names.len(), 1);
}

#[test]
fn people_are_added_behind_those_of_their_role() {
    let people = |role: &str, names: &str, other_names: &str, organisation: bool| NewPeople {
        role: role.to_owned(),
        names: names.to_owned(),
        other_names: other_names.to_owned(),
        organisation,
    };
    let add = |reference: &Reference, new: &NewPeople| with_people(reference, new, NOW.to_owned());
    let mut known = Contributor::author(Name::person("Holmes", "Ann"));
    known.affiliations = vec![0];
    let mut reference = journal();
    reference.contributors.push(Sourced::bare(known));
    let one = add(&reference, &people("editor", "Soto, Benito", "", false)).unwrap();
    let both = people(
        "author",
        "段小禾；Iyer, Lakshmi",
        "Duan, Xiaohe; 李雅",
        false,
    );
    let two = add(&one, &both).unwrap();
    let lines: Vec<_> = people_lines(&two)
        .into_iter()
        .map(|line| line.text)
        .collect();
    assert_eq!(
        lines,
        [
            "Holmes, Ann; 段小禾 (Duan, Xiaohe); Iyer, Lakshmi (李雅)",
            "Soto, Benito"
        ]
    );
    assert_eq!(two.contributors[0].affiliations, [0]);
    let council = people("author", "Lantern Makers of the North", "", true);
    let three = add(&two, &council).unwrap();
    assert_eq!(
        three.contributors[3].name(),
        Some(&Name::literal("Lantern Makers of the North"))
    );
    let wrong = |new: &NewPeople| match add(&reference, new) {
        Err(LibraryError::NotAValue { problem, .. }) => problem,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        wrong(&people("author", "Iyer, L", "Aiyer, L", false)),
        "script"
    );
    assert_eq!(
        wrong(&people("author", "Iyer, L; Soto, B", "李雅", false)),
        "names-count"
    );
    assert_eq!(
        add(&reference, &people("author", " ", "", false)).unwrap(),
        reference
    );
    let gone = typed(&three, "editor", 0, "");
    assert!(
        gone.contributors
            .iter()
            .all(|person| person.role == ContributorRole::Author)
    );
}

#[test]
fn a_date_is_shown_as_it_is_typed() {
    let date = Date::point(DatePoint::from_parts(2020, Some(4), None));
    assert_eq!(date_text(&date), "2020-04");
    assert_eq!(
        problem(&journal(), &edit("issued", 0, None, "2020-13")),
        "date"
    );
    assert_eq!(
        problem(&journal(), &edit("issued", 0, None, "2062")),
        "future"
    );
}
