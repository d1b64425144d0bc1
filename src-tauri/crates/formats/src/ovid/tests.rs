use super::*;
use diglot_model::{
    ContributorRole, IdentifierScheme, Reference, ReferenceType, ScalarField, TextField,
};

const LABELS: &str = include_str!("../../fixtures/ovid/labels.txt");
const TAGS: &str = include_str!("../../fixtures/ovid/tags.txt");

fn bare(text: &str) -> Vec<Reference> {
    read(text)
        .records
        .iter()
        .map(|r| crate::csl_json::normal(&r.reference))
        .collect()
}

fn names(r: &Reference) -> Vec<String> {
    r.contributors
        .iter()
        .filter_map(|c| c.name())
        .map(|n| format!("{}, {}", n.family(), n.given()))
        .collect()
}

#[test]
fn records_under_labels() {
    let reading = read(LABELS);
    assert_eq!(reading.diagnostics, []);
    let values = bare(LABELS);
    assert_eq!(values.len(), 2);
    let r = &values[0];
    assert_eq!(r.title(), Some("Peer mentors and the keeping of homes"));
    assert_eq!(names(r), ["Moe, Carl", "Berg, Jan P.", "van der Aas, Ola"]);
    assert_eq!(r.contributors[1].affiliations, [0, 1]);
    assert_eq!(
        r.affiliations[1].text,
        "Department of Homes, Bergen, Norway"
    );
    assert_eq!(r.container_title(), Some("Journal of Open Homes"));
    assert_eq!(r.scalar(ScalarField::Page), Some("1048-1064"));
    assert_eq!(r.issued().unwrap().to_string(), "2020-09");
    assert_eq!(r.keywords.len(), 3);
    assert_eq!(r.abstracts[0].sections.len(), 3);
    assert_eq!(values[1].issued().unwrap().to_string(), "2021-08-18");
    insta::with_settings!({ sort_maps => true }, { insta::assert_json_snapshot!("labels", values) });
}

#[test]
fn records_behind_tags() {
    let values = bare(TAGS);
    assert_eq!(values.len(), 3);
    assert_eq!(names(&values[0]), ["Zhang, Huijia", "Moe, Cathrine A"]);
    let titles: Vec<_> = values[0]
        .texts(TextField::Title)
        .iter()
        .map(|t| t.lang.as_str())
        .collect();
    assert_eq!(titles, ["en", "zh-Latn"]);
    assert_eq!(values[0].identifiers_of(&IdentifierScheme::Pmid).count(), 1);
    assert_eq!(values[1].kind, ReferenceType::Patent);
    assert_eq!(names(&values[1]), ["Moe, Neill B.", "Berg, Cindy L."]);
    assert_eq!(values[1].scalar(ScalarField::Number), Some("US 0000001"));
    let roles: Vec<_> = values[2].contributors.iter().map(|c| c.role).collect();
    assert_eq!(
        roles,
        [
            ContributorRole::Author,
            ContributorRole::Editor,
            ContributorRole::Editor
        ]
    );
    assert_eq!(
        values[2].container_title(),
        Some("Methods in home analysis")
    );
    insta::with_settings!({ sort_maps => true }, { insta::assert_json_snapshot!("tags", values) });
}

#[test]
fn the_same_records_however_they_are_set() {
    for text in [LABELS, TAGS] {
        let want = bare(text);
        assert_eq!(bare(&text.replace('\n', "\r\n")), want);
        assert_eq!(bare(&format!("\u{feff}{text}")), want);
        let at = cut(text).unwrap();
        let mut parts = bare(&text[..at]);
        parts.extend(bare(&text[at..]));
        assert_eq!(parts, want);
    }
}

#[test]
fn it_is_told_from_its_kin() {
    assert!(detect(LABELS).is_some_and(|(score, _)| score > 96));
    assert!(detect(TAGS).is_some_and(|(score, _)| score > 98));
    assert_eq!(detect("TY  - JOUR\nTI  - T\nER  - \n"), None);
    assert_eq!(detect("Title\nAbstract\nSome page of text."), None);
    assert_eq!(crate::detect(TAGS)[0].format, crate::FormatName::Ovid);
    assert_eq!(crate::detect(LABELS)[0].format, crate::FormatName::Ovid);
}

#[test]
fn hostile_texts_end() {
    for hostile in [
        "<1>\n",
        "VN  - \n",
        "Title\n  x\n",
        "<",
        "Author\n  ;;\n",
        "SO  - 1(1):1\n",
    ] {
        read(&hostile.repeat(4_000));
        cut(&hostile.repeat(4_000));
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "(<1>\n)?(VN  - |Title\n  |Author\n  |SO  - |Source\n |\\PC{0,9})[a-zA-Z0-9\\[\\]().;:, \n-]{0,80}\\PC{0,40}") {
        for record in &read(&text).records {
            proptest::prop_assert!(text.get(record.range.clone()).is_some());
        }
    }
}
