use super::*;
use diglot_model::{DateField, ScalarField, TextField};

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
