//! Builders.

use crate::{
    BatchInfo, Capture, NewReference, OperationId, ReferenceId, Standing, Store, StoreError,
};
use diglot_model::{
    CaptureSource, Contributor, Date, DateField, Identifier, LanguageTag, LocalizedText, Name,
    Reference, ReferenceType, Source, Sourced, TextField,
};

/// How many cases a property is tried on: as many as the environment asks for.
pub(super) fn cases(usual: u32) -> proptest::prelude::ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    proptest::prelude::ProptestConfig::with_cases(
        wanted.and_then(|cases| cases.parse().ok()).unwrap_or(usual),
    )
}

pub(super) fn article(title: &str, year: i32) -> Reference {
    let mut reference = Reference::new(ReferenceType::ArticleJournal);
    let lang = if title.is_ascii() {
        LanguageTag::EN
    } else {
        LanguageTag::ZH_HANS
    };
    reference.add_text(
        TextField::Title,
        Sourced::bare(LocalizedText::new(lang, title)),
    );
    reference
        .dates
        .insert(DateField::Issued, Sourced::bare(Date::year(year)));
    let author = Contributor::author(Name::person("Zhang", "Huijia"));
    reference.contributors.push(Sourced::bare(author));
    reference
        .sources
        .push(Source::Capture(CaptureSource::default()));
    reference
}

pub(super) fn with_doi(mut reference: Reference, doi: &str) -> Reference {
    let doi = Identifier::doi(doi).expect("a DOI");
    reference.add_identifier(Sourced::bare(doi));
    reference
}

pub(super) fn import(store: &mut Store, references: Vec<Reference>) -> Vec<ReferenceId> {
    import_as(store, references).1
}

pub(super) fn import_as(
    store: &mut Store,
    references: Vec<Reference>,
) -> (OperationId, Vec<ReferenceId>) {
    let mut writer = store.import(&BatchInfo::default()).unwrap();
    let capture = Capture {
        name: "a.ris".into(),
        encoding: "utf-8".into(),
        bytes: b"TY  - JOUR".to_vec(),
        ..Capture::default()
    };
    writer.capture(&capture).unwrap();
    let ids = references
        .into_iter()
        .map(|reference| writer.add(NewReference::new(reference)).unwrap())
        .collect();
    let id = writer
        .commit(vec!["a.ris".into()], |_| Ok::<_, StoreError>(()))
        .unwrap();
    (id, ids)
}

pub(super) fn titles(store: &Store) -> Vec<String> {
    let list = store.list(
        Standing::Reference,
        &crate::Filter::default(),
        crate::Sort::default(),
        usize::MAX,
        0,
    );
    list.unwrap()
        .into_iter()
        .map(|stored| stored.reference.title().unwrap_or_default().to_owned())
        .collect()
}

pub(super) fn found(store: &Store, query: &str) -> Vec<ReferenceId> {
    let query = crate::Query::parse(query).unwrap();
    let found = store.search(&query, Standing::Reference, 1000, 0).unwrap();
    assert_eq!(found.total as usize, found.hits.len());
    found.hits.into_iter().map(|hit| hit.stored.id).collect()
}
