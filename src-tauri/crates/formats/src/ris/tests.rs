use super::*;
use diglot_model::{ContributorRole, DateField, LanguageTag, Name, ScalarField, TextField};

const FLAT: &str = "TY - JOUR T1 - Peer mentors: a qualitative study JF - Open Homes JO - Open Homes \
DO - 10.5555/oh20X1 VL - 4 IS - 3 SP - oh20X1 AU - Kari M Nordby AU - Ola Aas Y1 - 2020/08/01 \
UR - http://openhomes.example/4/3/oh20X1.abstract N2 - Background Mentors (PM) help. The AU - units \
were many.Aim To explore it.Method Fourteen interviews.Results In total, 11 came. ER -";

#[test]
fn a_flattened_record() {
    let reading = read(FLAT);
    assert_eq!(reading.records.len(), 1);
    let r = &reading.records[0].reference;
    assert_eq!(r.title(), Some("Peer mentors: a qualitative study"));
    assert_eq!(r.container_title(), Some("Open Homes"));
    assert_eq!(r.contributors.len(), 2);
    assert_eq!(r.contributors[0].name().unwrap().family(), "Nordby");
    assert_eq!(r.scalar(ScalarField::Page), Some("oh20X1"));
    assert_eq!(r.dates[&DateField::Issued].to_string(), "2020-08-01");
    assert_eq!(r.abstracts[0].sections.len(), 4);
    assert!(r.abstracts[0].plain().contains("The AU - units were many."));
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
}

#[test]
fn the_same_record_lined_and_flattened() {
    let lined = "TY  - JOUR\r\nT1  - Peer mentors\r\nTT  - 同伴辅导员\r\nAU  - Nordby, Kari M\r\nPY  - 2020\r\nSP  - 1\r\nEP  - 9\r\nKW  - homes\r\nKW  - peers\r\nAB  - A first sentence here, long enough to be an abstract. Another.\r\nER  - \r\n";
    let flat = lined.replace("\r\n", " ");
    let lower = lined.replace("T1  - ", "t1  - ").replace("AU  - ", "au - ");
    let strip = |text: &str| {
        let mut r = read(text).records.remove(0).reference;
        for v in r.texts.values_mut().flatten() {
            v.spans.clear();
        }
        (
            r.texts.clone(),
            r.contributors
                .iter()
                .map(|c| c.value.clone())
                .collect::<Vec<_>>(),
            r.year(),
            r.scalars
                .values()
                .map(|s| s.value.clone())
                .collect::<Vec<_>>(),
            r.abstracts
                .iter()
                .map(|a| a.value.clone())
                .collect::<Vec<_>>(),
            r.keywords
                .iter()
                .map(|k| k.value.clone())
                .collect::<Vec<_>>(),
        )
    };
    let want = strip(lined);
    assert_eq!(want.0[&TextField::Title].len(), 2);
    assert_eq!(strip(&flat), want);
    assert_eq!(strip(&lower), want);
    assert_eq!(strip(&lined.replace("  - ", " - ")), want);
    assert_eq!(strip(&lined.replace("ER  - \r\n", "")), want);
}

#[test]
fn broken_records_lose_only_themselves() {
    let text = "TY  - JOUR\nER  - \nTY  - JOUR\nTI  - Good one\nTY  - JOUR\nTI  - Next\nER  - \n";
    let reading = read(text);
    assert_eq!(reading.records.len(), 2);
    let codes: Vec<_> = reading.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["ris-empty-record", "ris-no-end"]);
}

#[test]
fn unknown_fields_are_kept() {
    let reading = read("TY  - JOUR\nTI  - T of it\nU2  - mine\nC3  - yours\nER  - \n");
    let kept: Vec<_> = reading.records[0]
        .reference
        .unmapped
        .iter()
        .map(|u| (u.tag.as_str(), u.value.as_str()))
        .collect();
    assert_eq!(kept, [("U2", "mine"), ("C3", "yours")]);
}

#[test]
fn a_line_behind_the_end_is_no_record() {
    let one = "TY  - JOUR\nTI  - T of it\nZZ  - mine\nER  - \nNL  - J Open Homes\n\nLink: x\n\n";
    let reading = read(&format!("1.\n{one}2.\n{one}"));
    assert_eq!(reading.records.len(), 2);
    assert!(reading.diagnostics.is_empty());
    assert_eq!(reading.records[0].reference.unmapped[0].tag, "ZZ");
}

#[test]
fn parts_give_what_the_whole_gives() {
    let lined =
        "TY  - JOUR\r\nTI  - One\r\nAB  - ER - positive tumours\r\nER  - \r\n\r\n".repeat(5);
    for text in [
        lined.replace("\r\n", "\n"),
        lined.replace("ER  - \r\n", ""),
        FLAT.repeat(3),
        lined,
    ] {
        let count = read(&text).records.len();
        for seen in (1..text.len()).step_by(7) {
            let Some(cut) = cut(&text[..seen]) else {
                continue;
            };
            let (head, tail) = text.split_at(cut);
            let parts = read(head).records.len() + read(tail).records.len();
            assert_eq!(parts, count, "{head} | {tail}");
        }
    }
}

fn reference(fields: &str) -> diglot_model::Reference {
    let text = format!("TY  - {fields}\nER  - \n");
    read(&text).records.remove(0).reference
}

#[test]
fn names_that_end_with_a_comma_stay_whole() {
    let r = reference("JOUR\nAU  - World Bank,\nAU  - Aas, Ola\nAU  - Moe C,\nAU  - et al.,");
    let names: Vec<_> = r.contributors.iter().filter_map(|c| c.name()).collect();
    assert_eq!(names[0], &Name::literal("World Bank"));
    assert_eq!(names[1], &Name::person("Aas", "Ola"));
    assert!(matches!(names[2], Name::Person { .. }));
    assert!(!r.contributors_complete);
}

#[test]
fn keywords_on_lines_of_their_own_keep_their_commas() {
    let texts = |fields: &str| -> Vec<String> {
        let keywords = reference(fields).keywords;
        keywords.into_iter().map(|k| k.value.text).collect()
    };
    assert_eq!(
        texts("JOUR\nKW  - Housing, Public\nKW  - peers"),
        ["Housing, Public", "peers"]
    );
    assert_eq!(texts("JOUR\nKW  - homes, peers"), ["homes", "peers"]);
    assert_eq!(
        texts("JOUR\nKW  - homes; peers\nKW  - mentors"),
        ["homes", "peers", "mentors"]
    );
}

#[test]
fn dates_with_words() {
    let issued = |fields: &str| reference(fields).dates[&DateField::Issued].to_string();
    assert_eq!(issued("JOUR\nPY  - 2019\nDA  - 2019///Spring"), "2019-21");
    assert_eq!(issued("JOUR\nDA  - 2019/01//Jan-Feb"), "2019-01/2019-02");
    assert_eq!(issued("JOUR\nPY  - in press"), "in press");
}

#[test]
fn tags_that_depend_on_the_type() {
    let thesis = reference("THES\nTI  - T\nA3  - Moe, Cathrine\nM3  - PhD thesis");
    assert_eq!(thesis.contributors[0].role, ContributorRole::Supervisor);
    assert_eq!(
        thesis.text(TextField::Genre).map(|t| &*t.text),
        Some("PhD thesis")
    );
    let report = reference("RPRT\nTI  - T\nM1  - 12/2020");
    assert_eq!(report.scalar(ScalarField::Number), Some("12/2020"));
    let article = reference("JOUR\nTI  - T\nM1  - 12\nM3  - Article");
    assert_eq!(article.unmapped.len(), 2);
}

#[test]
fn identifiers_language_and_key() {
    let r = reference(
        "JOUR\nAN  - PMID: 99999901\nAN  - WOS:0001\nC2  - PMC9999990\nLA  - zh-Hant\nID  - moe2020",
    );
    let ids: Vec<_> = r
        .identifiers
        .iter()
        .map(|i| (i.scheme.name(), i.value.value.as_str()))
        .collect();
    assert_eq!(
        ids,
        [
            ("PMID", "99999901"),
            ("accession", "WOS:0001"),
            ("PMCID", "PMC9999990")
        ]
    );
    assert_eq!(r.language.map(|l| l.value), Some(LanguageTag::ZH_HANT));
    assert_eq!(r.scalars[&ScalarField::CitationKey].value, "moe2020");
}
