use super::*;
use crate::sample::indent;
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, KeywordKind, Reference, ReferenceType,
    ScalarField, TextField,
};

const BILINGUAL: &str = include_str!("../../fixtures/nbib/bilingual.nbib");

fn reference(text: &str) -> Reference {
    let mut reading = read(text);
    assert_eq!(reading.records.len(), 1, "{text}");
    reading.records.remove(0).reference
}

/// What was read, without places.
fn bare(text: &str) -> Vec<Reference> {
    read(text)
        .records
        .iter()
        .map(|r| crate::csl_json::normal(&r.reference))
        .collect()
}

#[test]
fn a_file_with_records_of_all_kinds() {
    let reading = read(BILINGUAL);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.records.len(), 4);
    for record in &reading.records {
        record.reference.each_value(|field, _, spans| {
            for span in spans {
                let place = record.range.start + span.start as usize
                    ..record.range.start + span.end as usize;
                assert!(
                    BILINGUAL.get(place).is_some_and(|v| !v.is_empty()),
                    "{field}"
                );
            }
        });
    }
    let values: Vec<_> = bare(BILINGUAL);
    insta::with_settings!({ sort_maps => true }, { insta::assert_json_snapshot!("bilingual", values) });
}

#[test]
fn both_languages() {
    let r = &bare(BILINGUAL)[0];
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| t.lang.as_str())
        .collect();
    assert_eq!(titles, ["en", "zh-Hans"]);
    assert_eq!(
        r.title(),
        Some("奥斯陆的同伴辅导员与住房保持：64户家庭的随机试验")
    );
    let langs: Vec<_> = r.abstracts.iter().map(|a| a.lang.as_str()).collect();
    assert_eq!(langs, ["en", "zh-Hans", "en"]);
    assert_eq!(r.abstracts[1].sections.len(), 4);
    assert!(
        r.abstracts[1]
            .plain()
            .contains("其中51户保住了住房（95% CI")
    );
}

#[test]
fn a_transliterated_title_is_not_the_title() {
    let r = reference(
        "PMID- 1\nTI  - [Homes and mentors].\nTT  - Zhufang yu fudaoyuan.\nLA  - chi\nAB  - We asked.\n",
    );
    let titles = r.texts(TextField::Title);
    assert_eq!(titles[1].lang.as_str(), "zh-Latn");
    assert_eq!(r.title(), Some("Homes and mentors"));
    assert_eq!(
        r.language
            .as_ref()
            .map(|l| l.as_str().to_owned())
            .as_deref(),
        Some("zh-Hans")
    );
}

#[test]
fn people_with_their_affiliations() {
    let r = &bare(BILINGUAL)[0];
    assert_eq!(r.affiliations.len(), 2);
    assert_eq!(r.contributors[0].affiliations, [0, 1]);
    assert_eq!(r.contributors[1].affiliations, [1]);
    assert_eq!(
        r.contributors[0].orcid.as_deref(),
        Some("0000-0002-1825-0097")
    );
    assert_eq!(r.contributors.len(), 3);
    let chapter = &bare(BILINGUAL)[1];
    assert!(!chapter.contributors_complete);
    assert_eq!(chapter.contributors[0].role, ContributorRole::Editor);
    assert_eq!(chapter.kind, ReferenceType::Chapter);
    assert_eq!(chapter.container_title(), Some("A handbook of mentors"));
}

#[test]
fn what_other_databases_write() {
    let eric = &bare(BILINGUAL)[2];
    assert_eq!(eric.kind, ReferenceType::Report);
    assert_eq!(eric.doi(), Some("10.5555/ed.1"));
    assert_eq!(eric.year(), Some(2019));
    assert_eq!(eric.keywords[0].kind, KeywordKind::Subject);
    assert_eq!(eric.contributors[1].name().unwrap().family(), "San Berg");
    let numbered =
        reference("OWN - ERIC\nTI  - Homes\nOID - EJ1\nDID - 10.5555/ej.1\nDP  - 2021\n");
    assert_eq!(numbered.doi(), Some("10.5555/ej.1"));
    let thesis = reference(
        "OWN - ERIC\nTI  - Homes\nJT  - ProInvent LLC\nSO  - Ph.D. Dissertation, Invented University\nOID - ED1\nDP  - 2021\nPT  - Dissertations/Theses - Doctoral Dissertations\n",
    );
    assert_eq!(thesis.kind, ReferenceType::Thesis);
    assert_eq!(
        thesis.text(TextField::Publisher).unwrap().text,
        "Invented University"
    );
}

#[test]
fn dates_numbers_and_places() {
    let r = &bare(BILINGUAL)[0];
    assert_eq!(r.dates[&DateField::Issued].to_string(), "2020-11/2020-12");
    assert_eq!(r.dates[&DateField::AvailableDate].to_string(), "2020-10-15");
    assert_eq!(r.dates[&DateField::Submitted].to_string(), "2020-02-03");
    assert_eq!(r.scalar(ScalarField::Page), Some("201-9"));
    assert_eq!(r.scalar(ScalarField::ArticleNumber), None);
    let last = &bare(BILINGUAL)[3];
    assert_eq!(last.scalar(ScalarField::ArticleNumber), Some("e0001"));
    assert_eq!(last.title(), Some("Die Wohnung im Winter"));
    // MEDLINE itself cites the publisher's number where there are no pages.
    let pii = reference("PMID- 1\nTI  - T\nLID - S1(2)3 [pii]\nAID - S1(2)3 [pii]\n");
    assert_eq!(pii.scalar(ScalarField::ArticleNumber), Some("S1(2)3"));
    let scheme = IdentifierScheme::Other("pii".to_owned());
    assert_eq!(pii.identifiers_of(&scheme).count(), 1);
}

#[test]
fn titles_lose_their_full_stop() {
    let title = |t: &str| {
        let r = reference(&format!("PMID- 1\nTI  - {t}\n"));
        r.title().unwrap_or_default().to_owned()
    };
    assert_eq!(title("Homes in Oslo."), "Homes in Oslo");
    assert_eq!(title("Homes in the U.S."), "Homes in the U.S.");
    assert_eq!(title("Are homes warm?"), "Are homes warm?");
    assert_eq!(
        title("[Homes and mentors (author's transl)]."),
        "Homes and mentors (author's transl)"
    );
    assert_eq!(title("[A] and [B]."), "[A] and [B]");
    let broken = reference("PMCR- 1\nTI  - One\nTI  - title.\nPT  - Book\n");
    assert_eq!(broken.title(), Some("One title"));
}

#[test]
fn the_same_records_however_they_are_set() {
    let want = bare(BILINGUAL);
    let crlf = BILINGUAL.replace('\n', "\r\n");
    assert_eq!(bare(&crlf), want);
    assert_eq!(bare(&BILINGUAL.replace('\n', "\r")), want);
    assert_eq!(bare(&format!("\u{feff}{BILINGUAL}")), want);
    let indented = indent(BILINGUAL, "    ");
    assert_eq!(bare(&indented), want);
    let narrow = BILINGUAL.replace("- ", "-");
    assert_eq!(read(&narrow).records.len(), 4);
    let first = BILINGUAL.split("\n\n").next().unwrap();
    let flat = first.replace("\n      ", "").replace('\n', " ");
    assert_eq!(bare(&flat), want[..1]);
    let spread = first
        .replace("\n      ", "\u{1}")
        .replace('\n', "\n\n")
        .replace('\u{1}', "\n      ");
    assert_eq!(bare(&spread), want[..1]);
}

#[test]
fn parts_are_the_whole() {
    let at = cut(BILINGUAL).unwrap();
    let (first, second) = BILINGUAL.split_at(at);
    let mut parts = bare(first);
    parts.extend(bare(second));
    assert_eq!(parts, bare(BILINGUAL));
}

#[test]
fn text_between_records_is_told() {
    let reading = read(
        "PMID- 1\nTI  - A\nSO  - B\n\nNot a field of anything.\n\nPMID- 2\nTI  - C\n\nPMID- \nTI  - \n",
    );
    assert_eq!(reading.records.len(), 2);
    let codes: Vec<_> = reading.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["nbib-stray-text", "nbib-empty-record"]);
    assert_eq!(read("PMID- 1\nTI  - A\n\n\n").diagnostics, []);
}

#[test]
fn it_is_told_from_its_kin() {
    let score = |text: &str| detect(text).map(|(score, _)| score);
    assert_eq!(score(BILINGUAL), Some(98));
    assert!(score("OWN - ERIC\nTI  - T\nAU  - A, B\nOID - EJ1\nPT  - Books\n") > Some(90));
    assert!(score("PMCR- 1\nTI  - T\nPT  - Book\n") > Some(60));
    assert_eq!(
        score("TY  - JOUR\nTI  - T\nAU  - A, B\nVI  - 1\nER  - \n"),
        None
    );
    assert_eq!(
        score("VN  - Ovid Technologies\nTI  - T\nPT  - Article\nVI  - 1\n"),
        None
    );
    assert_eq!(
        score("A text on COVID-19 and HIV-1\nof no format - at all"),
        None
    );
}

#[test]
fn hostile_texts_end() {
    for hostile in [
        "PMID- 1\n\n",
        "TI  - \n",
        "AB  - x\n\n      y\n",
        "- ",
        "PMID- ",
        "\n\n",
    ] {
        read(&hostile.repeat(5_000));
    }
    read(&format!("PMID- 1\nAB  - {}\n", "long ".repeat(200_000)));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "(PMID|TI  |AB  |OAB |OABL|FAU |\\PC{0,9})(- )?[a-zA-Z0-9\\[\\]. \n\r,一-丁]{0,60}(\n\n|\r\n)?\\PC{0,40}") {
        let reading = read(&text);
        for record in &reading.records {
            proptest::prop_assert!(text.get(record.range.clone()).is_some());
        }
        detect(&text);
        cut(&text);
    }
}

fn written(references: &[Reference]) -> crate::output::Exported {
    let items: Vec<_> = references.iter().map(crate::sample::export).collect();
    crate::output::write(&items, crate::output::OutputFormat::Nbib)
}

#[test]
fn what_was_read_is_written_back() {
    let want = bare(BILINGUAL);
    let out = written(&want);
    let got = bare(&out.text);
    for (got, want) in got.iter().zip(&want) {
        assert_eq!(
            crate::sample::nbib::form(got),
            crate::sample::nbib::form(want),
            "{}",
            out.text
        );
    }
    assert_eq!(out.losses, [], "{}", out.text);
    insta::assert_snapshot!("written", out.text.replace('\r', ""));
}

#[test]
fn what_pubmeds_xml_left_goes_to_its_tag() {
    let read = crate::pubmed_xml::read(include_str!("../../fixtures/pubmed-xml/set.xml"));
    let out = written(&[crate::csl_json::normal(&read.records[0].reference)]);
    for line in [
        "PT  - Randomized Controlled Trial\r\n",
        "RN  - 0 (Inventions)\r\n",
        "SB  - IM\r\n",
        "SI  - figshare/10.5555/m9.1\r\n",
        "OABL- chi\r\n",
    ] {
        assert!(out.text.contains(line), "{line}{}", out.text);
    }
}
