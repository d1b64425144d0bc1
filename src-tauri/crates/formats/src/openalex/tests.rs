use super::{detect, read};
use crate::FormatName;
use diglot_model::{
    IdentifierScheme, Name, Origin, Reference, ReferenceType, ScalarField, TextField,
};

const WORK: &str = include_str!("../../fixtures/openalex-json/single_work.json");

fn one(text: &str) -> Reference {
    let mut reading = read(text);
    assert_eq!(reading.records.len(), 1);
    reading.records.remove(0).reference
}

#[test]
fn a_work_is_whole() {
    assert!(detect(WORK).is_some());
    assert_eq!(crate::detect(WORK)[0].format, FormatName::OpenalexJson);
    let r = one(WORK);
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    assert_eq!(r.title(), Some("Fog and trust"));
    assert_eq!(r.texts(TextField::Title)[0].origin, Origin::Database);
    let plain = r.abstracts[0].plain();
    assert_eq!(plain, "Background: fog is thick.\nResults: more fog came.");
    let names: Vec<_> = r
        .contributors
        .iter()
        .map(|c| c.name().unwrap().clone())
        .collect();
    assert_eq!(
        names,
        [
            Name::person("Mist", "Ida B."),
            Name::person("Haze", "Ola"),
            Name::person("王", "小雾")
        ]
    );
    assert_eq!(r.affiliations[0].text, "Fog Lab, Oslo");
    assert_eq!(r.contributors[1].affiliations, [1]);
    assert_eq!(r.scalar(ScalarField::Page), Some("543-569"));
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Pmcid).next(),
        Some("PMC9999903")
    );
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Other("openalex".to_owned()))
            .next(),
        Some("W9000000001")
    );
    assert!(r.urls.is_empty());
    assert_eq!(r.keywords.len(), 2);
    assert_eq!(r.observations[0].by.as_deref(), Some("openalex"));
}

#[test]
fn lists_and_sparse_works() {
    assert_eq!(
        read(&format!(
            r#"{{"meta": {{"count": 2}}, "results": [{WORK}, {WORK}]}}"#
        ))
        .records
        .len(),
        2
    );
    let thesis = one(
        r#"{"id": "https://openalex.org/W1", "title": "T", "type": "dissertation", "publication_year": 1999, "authorships": [], "primary_location": {"source": null}, "biblio": {"first_page": "5", "last_page": "5"}, "abstract_inverted_index": null}"#,
    );
    assert_eq!(thesis.kind, ReferenceType::Thesis);
    assert_eq!(thesis.scalar(ScalarField::Page), Some("5"));
    assert!(thesis.abstracts.is_empty());
    let hostile = r#"{"id": "https://openalex.org/W1", "title": "T", "abstract_inverted_index": {"a": [99999999999, -1, "x"]}}"#;
    assert!(one(hostile).abstracts.is_empty());
}
