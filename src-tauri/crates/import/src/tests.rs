mod fix;
mod html;

use super::*;
use diglot_formats::csl_json::{ItemContext, item};
use proptest::prelude::*;

const RIS: &str = "TY  - JOUR\nTI  - 同伴辅导的定性研究与分析\nAU  - 张会佳\nPY  - 2020\nER  - \n";

fn plan(name: &str, bytes: &[u8]) -> ImportPlan {
    ImportPlan::of([(name.to_owned(), bytes.to_vec())])
}

fn codes(plan: &ImportPlan) -> Vec<&'static str> {
    plan.diagnostics.iter().map(|d| d.code).collect()
}

/// Captures in the layouts that really arrive, all invented; every snapshot was compared with
/// what a careful reader wrote down beforehand.
#[test]
fn captures_are_read_as_a_reader_would() {
    insta::glob!("../tests/captures", "*.txt", |path| {
        let bytes = std::fs::read(path).unwrap();
        let plan = plan("capture", &bytes);
        let items: Vec<serde_json::Value> = plan
            .records
            .iter()
            .map(|record| {
                let context = ItemContext {
                    id: record.key.clone(),
                    relation: record.relation,
                    provenance: false,
                };
                let mut item = item(&record.reference, &context);
                // The CSL fields repeat what stands here, and places have tests of their own.
                let mut own = item["custom"]["diglot"].take();
                own["source"]["spans"].take();
                for name in [
                    "type",
                    "title",
                    "author",
                    "editor",
                    "issued",
                    "volume",
                    "issue",
                    "page",
                    "DOI",
                    "URL",
                    "container-title",
                ] {
                    own[name] = item[name].take();
                }
                own
            })
            .collect();
        insta::assert_json_snapshot!(items);
    });
}

#[test]
fn the_extension_does_not_matter() {
    let plan = plan("lying.pdf", RIS.as_bytes());
    assert_eq!(plan.records.len(), 1);
    assert_eq!(plan.captures[0].format.as_deref(), Some("ris"));
    assert_eq!(plan.records[0].key, "lying.pdf#0");
}

#[test]
fn other_encodings_give_the_same_reference() {
    let want = plan("a.ris", RIS.as_bytes()).records.remove(0).reference;
    let encoded = encoding_rs::GB18030.encode(RIS).0;
    let got = plan("a.ris", &encoded).records.remove(0).reference;
    assert_eq!(got.texts, want.texts);
    assert_eq!(got.contributors, want.contributors);
}

#[test]
fn bad_input_is_named() {
    assert_eq!(codes(&plan("empty.ris", b"")), ["empty"]);
    assert_eq!(
        codes(&plan("p.ris", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0")),
        ["not-text"]
    );
    assert_eq!(
        codes(&plan("hello.txt", b"hello world")),
        ["nothing-recognised"]
    );
    assert_eq!(
        codes(&plan("braces.bib", "{".repeat(100_000).as_bytes())),
        ["nothing-recognised"]
    );
    for deep in ["<a>", "<part n='1'>", "<item>\n"] {
        assert_eq!(
            codes(&plan("deep.xml", deep.repeat(100_000).as_bytes())),
            ["unknown-data"],
            "{deep}"
        );
    }
    assert_eq!(
        codes(&plan("pmids.txt", b"99999901\n99999902\n")),
        ["only-numbers"]
    );
    let message = &plan("empty.ris", b"").diagnostics[0].message;
    assert!(message.contains("empty.ris"), "{message}");
    let params = &plan("empty.ris", b"").diagnostics[0].params;
    assert_eq!(params[0], ("file", "empty.ris".to_owned()));
    let broken = plan(
        "b.ris",
        &[RIS.as_bytes(), b"\nTY  - \nJUNK here\nER  - \n"].concat(),
    );
    for diagnostic in broken.diagnostics.iter().filter(|d| d.span.is_some()) {
        assert!(diagnostic.params.iter().any(|(name, _)| *name == "text"));
    }
}

#[test]
fn one_bad_file_does_not_hinder_the_others() {
    let plan = ImportPlan::of([
        ("bad.png".to_owned(), vec![0; 100]),
        ("good.ris".to_owned(), RIS.as_bytes().to_vec()),
    ]);
    assert_eq!(plan.records.len(), 1);
    assert_eq!(plan.records[0].capture, 1);
}

#[test]
fn spans_are_where_the_values_stand() {
    let plan = plan("a.ris", RIS.as_bytes());
    let reference = &plan.records[0].reference;
    let Source::Capture(capture) = &reference.sources[0] else {
        panic!("an import has a capture");
    };
    let record = &RIS[capture.start as usize..capture.end as usize];
    let spans = reference.spans_of(0);
    assert_eq!(
        &record[spans["title"][0].range()],
        "同伴辅导的定性研究与分析"
    );
}

proptest! {
    #[test]
    fn reading_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        plan("x", &bytes);
    }

    #[test]
    fn reading_pieces_of_formats_never_panics(pieces in proptest::collection::vec(prop_oneof![
        Just("TY - JOUR "), Just("AU - "), Just("ER -"), Just("\n"), Just("作者"), Just("机构\n"),
        Just("关键词\n"), Just("摘要\n"), Just("相关论文\n"), Just("• [1] "), Just("◽\n"), Just("Author(s): "),
        Just("Vol 1 (2) ◽"), Just("2020 ◽ "), Just("Abstract "), Just("Background "), Just("结果："), Just("特别声明\n"),
        Just("doi: 10.1000/x. "), Just("J X. 2020 Apr 4;6:44. "), Just("[1 ,2 ]"), Just("é"), Just("【目的】"), Just("..."),
        Just("A B, C D\n"), Just("1Dept, Univ\n"), Just("Purpose – "), Just("页数:13\n"), Just("共 4 条\n"),
    ], 0..40)) {
        let text = pieces.concat();
        let plan = plan("x", text.as_bytes());
        for record in &plan.records {
            let Source::Capture(capture) = &record.reference.sources[0] else { continue };
            let slice = text.get(capture.start as usize..capture.end as usize);
            prop_assert!(slice.is_some());
            for spans in record.reference.spans_of(0).values() {
                for span in spans {
                    prop_assert!(slice.unwrap_or_default().get(span.range()).is_some(), "{text:?} {span:?}");
                }
            }
        }
    }
}
