use super::*;
use crate::sample::indent;
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, KeywordKind, Reference, ReferenceType,
    ScalarField, TextField,
};

const EXPORT: &str = include_str!("../../fixtures/wos/export.ciw");

fn read(text: &str) -> Reading {
    super::read(text, &mut Carry::default())
}

fn bare(text: &str) -> Vec<Reference> {
    read(text)
        .records
        .iter()
        .map(|r| crate::csl_json::normal(&r.reference))
        .collect()
}

#[test]
fn an_export() {
    let reading = read(EXPORT);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.records.len(), 3);
    let values = bare(EXPORT);
    let r = &values[0];
    let names: Vec<_> = r
        .contributors
        .iter()
        .filter_map(|c| c.name())
        .map(|n| format!("{}, {}", n.family(), n.given()))
        .collect();
    assert_eq!(names, ["Moe, Cathrine A.", "Zhang, Huijia"]);
    assert_eq!(r.contributors[0].affiliations, [0]);
    assert_eq!(r.contributors[1].affiliations, [0, 1]);
    assert_eq!(
        r.contributors[0].orcid.as_deref(),
        Some("0000-0002-1825-0097")
    );
    assert_eq!(r.dates[&DateField::Issued].to_string(), "2020-01/2020-02");
    assert_eq!(r.scalar(ScalarField::Page), Some("5-21"));
    let kinds: Vec<_> = r
        .keywords
        .iter()
        .map(|k| (k.text.as_str(), k.kind))
        .collect();
    assert!(kinds.contains(&("mentored living", KeywordKind::Author)));
    assert!(kinds.contains(&("SUPPORTED HOUSING", KeywordKind::Index)));
    assert_eq!(r.observations[0].value.value, 14);
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Pmid).next(),
        Some("99990001")
    );
    assert!(
        r.unmapped
            .iter()
            .any(|u| u.tag == "CR" && u.value.lines().count() == 2)
    );
    insta::with_settings!({ sort_maps => true }, { insta::assert_json_snapshot!("export", values) });
}

#[test]
fn chapters_and_patents() {
    let values = bare(EXPORT);
    let chapter = &values[1];
    assert_eq!(chapter.kind, ReferenceType::Chapter);
    let editors = chapter.contributors_as(ContributorRole::Editor).count();
    assert_eq!(editors, 2);
    assert_eq!(chapter.scalar(ScalarField::Page), Some("82"));
    assert_eq!(
        chapter.dates[&DateField::EventDate].to_string(),
        "2005-02-21/2005-02-23"
    );
    assert_eq!(
        chapter.identifiers_of(&IdentifierScheme::Pmid).next(),
        Some("99990003")
    );
    let patent = &values[2];
    assert_eq!(patent.kind, ReferenceType::Patent);
    assert_eq!(patent.scalar(ScalarField::Number), Some("CN110000000-A"));
    assert_eq!(patent.contributors[0].name().unwrap().family(), "YANG");
    assert!(patent.abstracts[0].plain().contains("The home is useful."));
}

#[test]
fn two_languages_of_regional_databases() {
    let text = "PT J\nAU Zhang, HJ\nTI Homes and mentors in Oslo\nZ1 奥斯陆的住房与辅导员\nZ2 张会佳\nZ3 住房杂志\nSO Journal of Homes\nAB We asked.\nZ4 我们询问了人们。\nPY 2020\nER\n";
    let r = &bare(text)[0];
    assert_eq!(r.texts(TextField::Title).len(), 2);
    assert_eq!(r.texts(TextField::ContainerTitle).len(), 2);
    assert_eq!(r.abstracts.len(), 2);
    assert_eq!(r.contributors[0].names.len(), 2);
}

#[test]
fn the_same_records_however_they_are_set() {
    let want = bare(EXPORT);
    assert_eq!(bare(&EXPORT.replace('\n', "\r\n")), want);
    assert_eq!(bare(&format!("\u{feff}{EXPORT}")), want);
    let indented = indent(EXPORT, "  ");
    assert_eq!(bare(&indented), want);
    let many = EXPORT.repeat(8);
    let at = cut(&many).unwrap();
    let mut parts = bare(&many[..at]);
    parts.extend(bare(&many[at..]));
    assert_eq!(parts, bare(&many));
    let open = EXPORT.replace("\nER\n", "\n");
    assert_eq!(bare(&open), want);
    let codes: Vec<_> = read(&open).diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["wos-no-end"; 3]);
}

#[test]
fn the_tags_of_a_table() {
    let row = "J\tMoe, CA; Zhang, HJ\tMoe, Cathrine A.; Zhang, Huijia\tHomes\tJ HOMES\t2020\t[Moe, Cathrine A.] Inst Invent; [Zhang, Huijia] Univ Nowhere";
    let mut at = 0;
    let mut fields = Vec::new();
    for (tag, cell) in ["PT", "AU", "AF", "TI", "SO", "PY", "C1"]
        .into_iter()
        .zip(row.split('\t'))
    {
        fields.push((tag, at..at + cell.len()));
        at += cell.len() + 1;
    }
    let record = record(row, 0..row.len(), &fields).unwrap();
    assert_eq!(record.reference.contributors.len(), 2);
    assert_eq!(record.reference.contributors[1].affiliations, [1]);
    assert_eq!(record.reference.container_title(), Some("J HOMES"));
}

#[test]
fn it_is_told_from_its_kin() {
    assert!(detect(EXPORT).is_some_and(|(score, _)| score > 97));
    assert!(detect("PT J\nTI T\nAU A\nER\n").is_some());
    assert_eq!(detect("TY  - JOUR\nTI  - T\nER  - \n"), None);
    assert_eq!(crate::detect(EXPORT)[0].format, crate::FormatName::Wos);
}

#[test]
fn hostile_texts_end() {
    for hostile in [
        "PT J\n",
        "PT J\nER\n",
        "AU A, B\n",
        "C1 [A, B] C; [D] E\n",
        "ER",
        "AU ;;；\n",
    ] {
        read(&hostile.repeat(4_000));
        cut(&hostile.repeat(4_000));
    }
}

#[test]
fn later_parts_know_how_values_go_on() {
    let first = "PT J\nTI Fish of\nsmall lakes\nER\n\n".repeat(120);
    let rest = "PT J\nTI Fish of\nUK lakes\nER\n";
    let title = |reading: &Reading| {
        reading
            .records
            .last()
            .unwrap()
            .reference
            .title()
            .map(str::to_owned)
    };
    let mut carry = Carry::default();
    super::read(&first, &mut carry);
    let last = super::read(rest, &mut carry);
    assert_eq!(title(&last).as_deref(), Some("Fish of UK lakes"));
    assert_eq!(title(&last), title(&read(&(first + rest))));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "(PT [JBSP]\n)?((AU|AF|TI|C1|PY|PD|Z2|OI) [\\PC]{0,20}\n(   \\PC{0,20}\n)?){0,9}(ER)?") {
        for record in &read(&text).records {
            proptest::prop_assert!(text.get(record.range.clone()).is_some());
        }
    }
}
