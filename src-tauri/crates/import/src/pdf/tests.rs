use super::*;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use std::io::Write as _;

fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn object(number: u32, dictionary: &str, stream: Option<&[u8]>) -> Vec<u8> {
    let mut out = format!("{number} 0 obj\n").into_bytes();
    match stream {
        Some(data) => {
            let dictionary = dictionary.replacen(">>", &format!(" /Length {} >>", data.len()), 1);
            out.extend(dictionary.as_bytes());
            out.extend(b"\nstream\r\n");
            out.extend(data);
            out.extend(b"\nendstream");
        }
        None => out.extend(dictionary.as_bytes()),
    }
    out.extend(b"\nendobj\n");
    out
}

/// A file with one page whose content is given, and more objects.
fn file(content: &[u8], more: &[Vec<u8>], catalogue: &str, trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    out.extend(object(
        1,
        &format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>"),
        None,
    ));
    out.extend(object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", None));
    out.extend(object(
        3,
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        None,
    ));
    out.extend(object(
        4,
        "<< /Filter /FlateDecode >>",
        Some(&packed(content)),
    ));
    out.extend(object(5, "<< /Type /Font /Subtype /Type1 >>", None));
    out.extend(more.iter().flatten());
    out.extend(format!("trailer\n<< /Root 1 0 R {trailer} >>\nstartxref\n0\n%%EOF").bytes());
    out
}

const PAGE: &[u8] = b"BT /F1 12 Tf 1 0 0 1 50 700 Tm (Lamps and light) Tj 0 -14 Td [(https://doi.or) -5 (g/10.5555/lamp.2020.7)] TJ T* (References 10.5555/other.1) Tj ET";

fn doi(found: &Found) -> Option<&str> {
    found.identifier.as_ref().map(|id| id.value.as_str())
}

#[test]
fn a_doi_of_the_first_page() {
    let bytes = file(PAGE, &[], "", "");
    assert!(is_pdf(&bytes) && !is_pdf(b"<html>%PDF-") && !is_pdf(b"TY  - JOUR"));
    let found = read(&bytes);
    assert_eq!(doi(&found), Some("10.5555/lamp.2020.7"));
    assert!(found.ambiguous);
    assert_eq!(found.pages, Pages::Text);
    assert!(found.titles.is_empty(), "the text of a page is no title");
}

#[test]
fn metadata_come_first() {
    let info = object(
        6,
        r"<< /Title (Lamps \(and\) light in Oslo) /doi (10.5555/info) >>",
        None,
    );
    let found = read(&file(PAGE, &[info], "", "/Info 6 0 R"));
    assert_eq!(doi(&found), Some("10.5555/info"));
    assert_eq!(found.titles, ["Lamps (and) light in Oslo"]);
    let units: Vec<String> = "\u{feff}灯与光的研究"
        .encode_utf16()
        .map(|u| format!("{u:04X}"))
        .collect();
    let utf16 = units.concat();
    let info = object(6, &format!("<< /Title <{utf16}> >>"), None);
    assert_eq!(
        read(&file(b"", &[info], "", "/Info 6 0 R")).titles,
        ["灯与光的研究"]
    );
    let packet = r#"<?xpacket begin=""?><x:xmpmeta><rdf:RDF><rdf:Description prism:doi="10.5555/xmp"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Of lamps &amp; light</rdf:li><rdf:li xml:lang="zh">灯与光的研究</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"#;
    let metadata = object(
        7,
        "<< /Type /Metadata /Subtype /XML >>",
        Some(packet.as_bytes()),
    );
    let found = read(&file(
        PAGE,
        std::slice::from_ref(&metadata),
        "/Metadata 7 0 R",
        "",
    ));
    assert_eq!(doi(&found), Some("10.5555/xmp"));
    assert_eq!(found.titles, ["Of lamps & light", "灯与光的研究"]);
    let protected = read(&file(
        PAGE,
        &[metadata],
        "/Metadata 7 0 R",
        "/Encrypt 9 0 R",
    ));
    assert_eq!(protected.pages, Pages::Protected);
    assert_eq!(doi(&protected), Some("10.5555/xmp"));
    for name in [
        "Microsoft Word - paper.doc",
        "paper final.pdf",
        "untitled",
        "PII: S0140",
        "x",
    ] {
        let info = object(6, &format!("<< /Title ({name}) >>"), None);
        assert!(
            read(&file(b"", &[info], "", "/Info 6 0 R"))
                .titles
                .is_empty(),
            "{name}"
        );
    }
}

#[test]
fn packed_objects_and_fonts_of_two_bytes() {
    let table = b"/CIDInit begincmap 1 beginbfrange <0001> <0003> [<0041><0042><0043>] endbfrange 2 beginbfrange <0010> <0019> <0030> <0020> <0039> <0061> endbfrange 2 beginbfchar <0004> <002E> <0005> <002F> endbfchar";
    // "10.5555/ab"
    let content = b"BT /F1 9 Tf <00110010000400150015001500150005> Tj <00200021> Tj ET";
    let inner = "5 0 8 60 << /Type /Font /Subtype /Type0 /ToUnicode 9 0 R >>                 << /Title (Objects in packs) >>";
    let first = inner.find("<<").unwrap();
    let second = inner.rfind("<<").unwrap() - first;
    let inner = inner.replacen("8 60", &format!("8 {second}"), 1);
    let pack = packed(inner.as_bytes());
    let mut bytes = b"%PDF-1.5\n".to_vec();
    bytes.extend(object(1, "<</Type/Catalog/Pages 2 0 R>>", None));
    bytes.extend(object(2, "<</Type/Pages/Kids[3 0 R]>>", None));
    bytes.extend(object(
        3,
        "<</Type/Page/Contents[4 0 R]/Resources<</Font<</F1 5 0 R>>>>>>",
        None,
    ));
    bytes.extend(object(
        4,
        "<</Filter[/FlateDecode] >>",
        Some(&packed(content)),
    ));
    bytes.extend(object(9, "<</Filter/FlateDecode >>", Some(&packed(table))));
    bytes.extend(object(
        10,
        &format!("<</Type/ObjStm/N 2/First {first}/Filter/FlateDecode >>"),
        Some(&pack),
    ));
    bytes.extend(object(
        11,
        "<</Type/XRef/Root 1 0 R/Info 8 0 R >>",
        Some(b"x"),
    ));
    let found = read(&bytes);
    assert_eq!(doi(&found), Some("10.5555/ab"));
    assert_eq!(found.titles, ["Objects in packs"]);
}

#[test]
fn scans_and_preprints() {
    let scan = read(&file(b"q 612 0 0 792 0 0 cm /Im0 Do Q", &[], "", ""));
    assert_eq!((scan.pages, scan.identifier), (Pages::Pictures, None));
    let preprint = read(&file(
        b"BT (arXiv:2001.00001v2 [cs.CL] 1 Jan 2020) Tj ET",
        &[],
        "",
        "",
    ));
    assert_eq!(preprint.identifier.unwrap().scheme, IdentifierScheme::Arxiv);
    let broken = read(b"%PDF-1.4\nnothing of a file");
    assert_eq!((broken.pages, broken.identifier), (Pages::None, None));
}

#[test]
fn a_plan_says_what_a_pdf_is() {
    use crate::{Choices, ImportPlan};
    let said = |bytes: Vec<u8>| {
        let mut plan = ImportPlan::default();
        plan.add("a.pdf".to_owned(), bytes, &Choices::default());
        (
            plan.records.len(),
            plan.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(),
        )
    };
    let content = b"BT (doi: 10.5555/only.one and some more words) Tj ET";
    assert_eq!(
        said(file(content, &[], "", "")),
        (1, vec!["pdf-identifier"])
    );
    assert_eq!(
        said(file(PAGE, &[], "", "")),
        (1, vec!["pdf-identifier-unsure"])
    );
    assert_eq!(said(file(b"q Q", &[], "", "")), (0, vec!["pdf-scanned"]));
    assert_eq!(
        said(file(PAGE, &[], "", "/Encrypt 9 0 R")),
        (0, vec!["pdf-protected"])
    );
    assert_eq!(said(b"%PDF-1.4 nothing".to_vec()), (0, vec!["pdf-broken"]));
    let text = b"BT (A page with words and without any number) Tj ET";
    assert_eq!(said(file(text, &[], "", "")), (0, vec!["pdf-nothing"]));
    let info = object(6, "<< /Title (Lamps and light in Oslo) >>", None);
    assert_eq!(
        said(file(b"", &[info], "", "/Info 6 0 R")),
        (1, vec!["pdf-title"])
    );
}

#[test]
fn an_input_may_give_a_few_bytes_at_first() {
    use std::io::Read as _;
    let bytes = file(PAGE, &[], "", "");
    let input = (&bytes[..3]).chain(&bytes[3..7]).chain(&bytes[7..]);
    let mut reading = crate::FileReading::new("a.pdf".into(), input, &crate::Choices::default());
    let part = reading.next_part().unwrap().unwrap();
    assert_eq!((part.records.len(), reading.records()), (1, 1));
    assert!(reading.next_part().unwrap().is_none());
    assert_eq!(reading.bytes(), bytes.len() as u64);
}

#[test]
fn hostile_files_end() {
    for part in [
        "1 0 obj",
        "1 0 obj<</Kids[1 0 R 1 0 R]/Pages 1 0 R/Root 1 0 R/Type/Catalog>>",
        "(",
        "<",
        "[",
        "trailer<</Root 1 0 R",
        "stream\n",
        "1 0 obj <</Type/ObjStm/N 9/First 0>>stream\nendstream",
    ] {
        read(format!("%PDF-1.4\n{}", part.repeat(20_000)).as_bytes());
    }
    let bomb = packed(&vec![b' '; 64 << 20]);
    let found = read(&file(
        b"",
        &[object(4, "<</Filter/FlateDecode >>", Some(&bomb))],
        "",
        "",
    ));
    assert_eq!(found.pages, Pages::Pictures);
}

proptest! {
    #[test]
    fn any_bytes_are_read(start in 0_usize..400, bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let mut file = file(PAGE, &[], "", "/Info 6 0 R");
        let at = start.min(file.len());
        file.splice(at..(at + 5).min(file.len()), bytes);
        read(&file);
    }

    #[test]
    fn pieces_are_read(pieces in prop::collection::vec(prop_oneof![
        Just("1 0 obj"), Just("2 0 R"), Just("<<"), Just(">>"), Just("/Root "), Just("/Pages "), Just("/Kids ["), Just("]"), Just("stream\n"), Just("endstream"), Just("trailer"), Just("(\\"), Just("/Metadata "), Just("<x:xmpmeta"), Just("<dc:title>"), Just("/Contents "), Just("é"), Just("\\777"),
    ], 0..40)) {
        read(pieces.concat().as_bytes());
    }
}
