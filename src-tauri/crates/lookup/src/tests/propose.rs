//! What answers offer to references.

use super::{answer, article};
use crate::{ProposalKind, ProposedField, apply, propose};
use diglot_model::{
    Contributor, ContributorRole, Date, DateField, Field, Identifier, IdentifierScheme,
    LanguageTag, LocalizedText, Name, Origin, Reference, ReferenceType, ScalarField, Source,
    Sourced, TextField,
};
use diglot_net::Response;
use serde_json::Value;
use std::collections::BTreeSet;

fn found_with(changes: &[(&str, Value)]) -> Reference {
    let mut work = article();
    for (key, value) in changes {
        work[*key] = value.clone();
    }
    let response = Response {
        status: 200,
        content_type: "application/json".into(),
        body: answer(&work),
        received: "2026-08-01T10:00:00Z".parse().unwrap(),
    };
    crate::crossref::read(&response, "10.1234/synth.2020.17")
        .unwrap()
        .unwrap()
}

fn found() -> Reference {
    found_with(&[])
}

fn title(lang: LanguageTag, text: &str) -> Sourced<LocalizedText> {
    Sourced::bare(LocalizedText::new(lang, text))
}

fn kinds(current: &Reference, found: &Reference) -> Vec<(String, ProposalKind)> {
    propose(current, found)
        .into_iter()
        .map(|p| (p.key, p.kind))
        .collect()
}

fn get(current: &Reference, found: &Reference, key: &str) -> Option<ProposedField> {
    propose(current, found).into_iter().find(|p| p.key == key)
}

/// The reference after taking over proposals.
fn after(current: &Reference, found: &Reference, keys: &[&str]) -> Reference {
    let chosen: BTreeSet<String> = keys.iter().map(|key| (*key).to_owned()).collect();
    let mut out = current.clone();
    for change in apply(current, found, &chosen) {
        out.set_field(change.field, change.after).unwrap();
    }
    out
}

fn author(family: &str, given: &str) -> Sourced<Contributor> {
    Sourced::bare(Contributor::author(Name::person(family, given)))
}

#[test]
fn everything_fills_an_empty_reference() {
    let current = Reference::new(ReferenceType::ArticleJournal);
    let found = found();
    let proposals = propose(&current, &found);
    assert!(proposals.iter().all(|p| p.kind == ProposalKind::Fill));
    assert!(proposals.iter().all(|p| p.service == "crossref"));
    let keys: Vec<&str> = proposals.iter().map(|p| p.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "title:en",
            "author",
            "editor",
            "container-title:en",
            "container-title-short:en",
            "publisher:en",
            "issued",
            "available-date",
            "volume",
            "issue",
            "page",
            "DOI",
            "ISSN",
            "abstract:en",
            "language",
        ]
    );
    let whole = after(&current, &found, &keys);
    assert_eq!(whole.title(), found.title());
    assert_eq!(whole.sources, found.sources);
    assert_eq!(whole.contributors, found.contributors);
    assert_eq!(whole.affiliations, found.affiliations);
    assert!(
        propose(&whole, &found).is_empty(),
        "nothing is left to offer"
    );
    let changed: Vec<Field> = apply(
        &current,
        &found,
        &keys.iter().map(|k| (*k).to_owned()).collect(),
    )
    .into_iter()
    .map(|change| change.field)
    .collect();
    assert!(changed.contains(&Field::Sources));
}

#[test]
fn what_is_the_same_is_not_offered() {
    let found = found();
    let mut current = Reference::new(ReferenceType::ArticleJournal);
    current.add_text(
        TextField::Title,
        title(
            LanguageTag::EN,
            "SUPPORTED EMPLOYMENT in a Synthetic Town – a randomised trial.",
        ),
    );
    current.add_text(
        TextField::ContainerTitle,
        title(LanguageTag::EN, "J. Invent. Stud."),
    );
    for (field, value) in [(ScalarField::Volume, "012"), (ScalarField::Page, "101–9")] {
        current.scalars.insert(field, Sourced::bare(value.into()));
    }
    let day = found.dates[&DateField::Issued].clone();
    current.dates.insert(DateField::Issued, day);
    current.add_identifier(Sourced::bare(
        Identifier::doi("10.1234/Synth.2020.17").unwrap(),
    ));
    let kinds = kinds(&current, &found);
    for key in [
        "title:en",
        "container-title:en",
        "volume",
        "page",
        "issued",
        "DOI",
    ] {
        assert!(kinds.iter().all(|(known, _)| known != key), "{key}");
    }
    assert!(kinds.iter().all(|(_, kind)| *kind == ProposalKind::Fill));
}

#[test]
fn a_title_in_the_other_language_is_no_conflict() {
    let found = found();
    let mut current = Reference::new(ReferenceType::ArticleJournal);
    current.add_text(
        TextField::Title,
        title(LanguageTag::ZH_HANS, "合成小镇的支持性就业"),
    );
    let offered = get(&current, &found, "title:en").unwrap();
    assert_eq!(offered.kind, ProposalKind::Fill);
    assert_eq!(offered.now, None);
    assert_eq!(offered.lang, Some(LanguageTag::EN));
    let whole = after(&current, &found, &["title:en"]);
    assert_eq!(whole.texts(TextField::Title).len(), 2);
    assert_eq!(
        whole.texts(TextField::Title)[0].text,
        "合成小镇的支持性就业"
    );
}

#[test]
fn what_differs_is_a_conflict_and_replaced_only_when_chosen() {
    let found = found();
    let mut current = Reference::new(ReferenceType::Report);
    current.add_text(TextField::Title, title(LanguageTag::EN, "Another title"));
    current
        .scalars
        .insert(ScalarField::Volume, Sourced::bare("13".into()));
    current
        .dates
        .insert(DateField::Issued, Sourced::bare(Date::year(2019)));
    current.add_identifier(Sourced::bare(Identifier::doi("10.1234/else").unwrap()));
    for key in ["type", "title:en", "volume", "issued", "DOI"] {
        let offered = get(&current, &found, key).unwrap();
        assert_eq!(offered.kind, ProposalKind::Conflict, "{key}");
        assert!(offered.now.is_some(), "{key}");
    }
    let kept = after(&current, &found, &["issue"]);
    assert_eq!(kept.scalar(ScalarField::Volume), Some("13"));
    assert_eq!(kept.scalar(ScalarField::Issue), Some("3"));
    assert_eq!(kept.doi(), Some("10.1234/else"));
    let replaced = after(&current, &found, &["volume", "DOI", "title:en"]);
    assert_eq!(replaced.scalar(ScalarField::Volume), Some("12"));
    assert_eq!(replaced.identifiers.len(), 1);
    assert_eq!(replaced.doi(), Some("10.1234/synth.2020.17"));
    assert_eq!(replaced.texts(TextField::Title).len(), 1);
    assert_eq!(replaced.kind, ReferenceType::Report);
}

#[test]
fn a_fuller_date_is_shown_and_a_shorter_one_is_not() {
    let mut current = Reference::new(ReferenceType::ArticleJournal);
    current
        .dates
        .insert(DateField::Issued, Sourced::bare(Date::year(2020)));
    let fuller = get(&current, &found(), "issued").unwrap();
    assert_eq!(fuller.kind, ProposalKind::Conflict);
    assert_eq!(fuller.proposed, "2020-04-04");
    let year = found_with(&[("issued", serde_json::json!({ "date-parts": [[2020]] }))]);
    let mut exact = current.clone();
    exact.dates = found().dates;
    assert_eq!(get(&exact, &year, "issued"), None);
}

#[test]
fn the_users_own_values_always_win() {
    let found = found();
    let mut current = Reference::new(ReferenceType::ArticleJournal);
    current.sources = vec![Source::Edit {
        at: "2026-01-01T00:00:00Z".into(),
    }];
    current.contributors = vec![author("例", "一"), author("样", "二"), author("组", "三")];
    current.add_text(
        TextField::Title,
        Sourced::bare(LocalizedText {
            lang: LanguageTag::EN,
            text: "My title".into(),
            origin: Origin::User,
        }),
    );
    for key in ["title:en", "author"] {
        let offered = get(&current, &found, key).unwrap();
        assert_eq!(offered.kind, ProposalKind::Conflict, "{key}");
        assert!(offered.edited, "{key}");
    }
    assert!(!get(&current, &found, "volume").unwrap().edited);
}

#[test]
fn sources_stay_with_their_values() {
    let mut current = Reference::new(ReferenceType::ArticleJournal);
    current.add_text(TextField::Title, title(LanguageTag::ZH_HANS, "题名"));
    let whole = after(&current, &found(), &["volume"]);
    assert_eq!(whole.sources.len(), 2, "a source for what had none");
    let volume = &whole.scalars[&ScalarField::Volume];
    assert!(matches!(
        whole.sources[usize::from(volume.source)],
        Source::Lookup { .. }
    ));
    assert_eq!(whole.texts(TextField::Title)[0].source, 0);
    assert!(matches!(whole.sources[0], Source::Capture(_)));
}

#[test]
fn nothing_chosen_changes_nothing() {
    let current = Reference::new(ReferenceType::ArticleJournal);
    assert!(apply(&current, &found(), &BTreeSet::new()).is_empty());
    let unknown = BTreeSet::from(["no such key".to_owned(), "title:zh".to_owned()]);
    assert!(apply(&current, &found(), &unknown).is_empty());
}

#[test]
fn names_in_the_other_script_are_variants() {
    let found = found_with(&[(
        "author",
        serde_json::json!([
            { "family": "Zhang", "given": "Huijia", "affiliation": [{ "name": "Nowhere" }] },
            { "family": "Ouyang", "given": "Xiu" }
        ]),
    )]);
    let mut current = Reference::new(ReferenceType::ArticleJournal);
    current.contributors = vec![author("张", "会佳"), author("欧阳", "修")];
    let offered = get(&current, &found, "author").unwrap();
    assert_eq!(offered.kind, ProposalKind::Fill);
    let whole = after(&current, &found, &["author"]);
    let names = &whole.contributors[0].names;
    assert_eq!(names[0].name, Name::person("张", "会佳"), "stays the first");
    assert_eq!(names[1].name, Name::person("Zhang", "Huijia"));
    assert_eq!(get(&whole, &found, "author"), None);
    current.contributors.pop();
    let offered = get(&current, &found, "author").unwrap();
    assert_eq!(offered.kind, ProposalKind::Conflict, "not as many");
}

#[test]
fn lists_of_people_are_taken_whole() {
    let found = found();
    let mut current = Reference::new(ReferenceType::ArticleJournal);
    current.contributors = vec![
        Sourced::bare(Contributor {
            role: ContributorRole::Translator,
            ..Contributor::author(Name::person("Trans", "Lator"))
        }),
        author("Example", "A"),
    ];
    current.contributors_complete = false;
    let offered = get(&current, &found, "author").unwrap();
    assert_eq!(offered.kind, ProposalKind::Conflict);
    assert_eq!(offered.now.as_deref(), Some("Example, A; …"));
    let whole = after(&current, &found, &["author"]);
    assert!(whole.contributors_complete);
    let roles: Vec<_> = whole.contributors.iter().map(|c| c.role).collect();
    assert_eq!(roles.len(), 4);
    assert_eq!(roles[0], ContributorRole::Translator);
    assert_eq!(whole.affiliations.len(), 2);
    let mut same = Reference::new(ReferenceType::ArticleJournal);
    same.contributors = vec![
        author("Example", "Ada Maria"),
        author("Sample", "Bo"),
        Sourced::bare(Contributor::author(Name::literal("The SYNTH Study Group"))),
    ];
    assert_eq!(
        get(&same, &found, "author"),
        None,
        "the answer says no more"
    );
}

#[test]
fn one_more_number_of_the_journal_fills() {
    let found = found();
    let mut current = Reference::new(ReferenceType::ArticleJournal);
    let issn = |value: &str| Sourced::bare(Identifier::new(IdentifierScheme::Issn, value));
    current.add_identifier(issn("12345678"));
    let offered = get(&current, &found, "ISSN").unwrap();
    assert_eq!(offered.kind, ProposalKind::Fill);
    assert_eq!(offered.proposed, "8765-432X");
    assert_eq!(after(&current, &found, &["ISSN"]).identifiers.len(), 2);
    current.identifiers = vec![issn("9999-9999")];
    let offered = get(&current, &found, "ISSN").unwrap();
    assert_eq!(offered.kind, ProposalKind::Conflict);
}

#[test]
fn an_article_number_fills_only_where_there_is_no_page() {
    let found = found_with(&[("page", Value::Null), ("article-number", "17".into())]);
    let mut current = Reference::new(ReferenceType::ArticleJournal);
    assert!(get(&current, &found, "article-number").is_some());
    current
        .scalars
        .insert(ScalarField::Page, Sourced::bare("1-9".into()));
    assert_eq!(get(&current, &found, "article-number"), None);
}

#[test]
fn a_retraction_reaches_the_reference() {
    let notice = serde_json::json!([{ "DOI": "10.1234/r", "type": "retraction" }]);
    let found = found_with(&[("updated-by", notice)]);
    let current = Reference::new(ReferenceType::ArticleJournal);
    let offered = get(&current, &found, "notices").unwrap();
    assert_eq!(offered.kind, ProposalKind::Fill);
    assert_eq!(offered.proposed, "retraction 10.1234/r");
    let whole = after(&current, &found, &["notices"]);
    assert_eq!(crate::notices(&whole).len(), 1);
    assert_eq!(get(&whole, &found, "notices"), None);
}
