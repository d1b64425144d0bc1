//! Bilingual texts on their way to other programs and back.

use super::flows::{dump, open};
use super::languages::{EN, ZH, bilingual};
use crate::exchange::{ExchangeFormat, document_of, write};
use crate::{Access, Library, LibraryError, ReferenceId, bilingual_view};
use serde_json::Value;
use tempfile::{TempDir, tempdir};

fn library() -> (TempDir, Library, ReferenceId) {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let id = library.add(vec![bilingual()]).unwrap()[0];
    (dir, library, id)
}

#[test]
fn every_format_holds_every_pair() {
    let (_dir, library, id) = library();
    let document = document_of(&library.get(id).unwrap()).unwrap();
    assert_eq!(document.pairs.len(), 4);
    let documents = [document];
    let tmx = write(&documents, ExchangeFormat::Tmx);
    assert_eq!(tmx.matches("<tu>").count(), 4);
    assert!(tmx.contains("srclang=\"en\"") && tmx.contains("P &lt; 0.01"));
    let lines = write(&documents, ExchangeFormat::JsonLines);
    let lines: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[2]["sentences"]["zh-Hans"][0], ZH[2]);
    assert_eq!(lines[2]["document"], id.to_string());
    let html = write(&documents, ExchangeFormat::Html);
    assert!(html.starts_with("<!doctype html>") && html.contains("lang=\"zh-Hans\""));
    assert!(html.contains("(P &lt; 0.01)") && !html.contains("http-equiv"));
    for sentence in EN.iter().chain(&ZH) {
        let escaped = sentence.replace('<', "&lt;");
        assert!(html.contains(&escaped), "{sentence}");
    }
}

#[test]
fn corrected_alignments_come_back_as_links_and_the_others_stay_free() {
    let (_dir, mut library, id) = library();
    let before = dump(&library);
    let stored = library.get(id).unwrap();
    let tmx = write(&[document_of(&stored).unwrap()], ExchangeFormat::Tmx);
    let report = library.import_links("a.tmx", tmx.as_bytes(), None).unwrap();
    assert_eq!(
        (report.links, report.agreed, report.operation),
        (0, 4, None)
    );
    assert_eq!(dump(&library), before);

    // Another tool made one unit of two, with spaces of its own, in UTF-16.
    let two = format!("{}  {}", EN[0], EN[1]);
    let (first, second) = (
        format!("<seg>{}</seg>", EN[0]),
        format!("<seg>{}</seg>", EN[1]),
    );
    let mut corrected = tmx.replace(&first, &format!("<seg>{two}</seg>"));
    corrected = corrected.replace(
        &format!("<seg>{}</seg>", ZH[0]),
        &format!("<seg>{} {}</seg>", ZH[0], ZH[1]),
    );
    let from = corrected.find(&second).unwrap();
    let start = corrected[..from].rfind("<tu>").unwrap();
    let end = from + corrected[from..].find("</tu>").unwrap() + 5;
    corrected.replace_range(
        start..end,
        "<tu><tuv xml:lang=\"en\"><seg>No such sentence.</seg></tuv></tu>",
    );
    let bytes: Vec<u8> = std::iter::once(0xfeff)
        .chain(corrected.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let report = library.import_links("b.tmx", &bytes, Some(id)).unwrap();
    assert_eq!((report.links, report.agreed), (1, 2), "{report:?}");
    assert_eq!(report.unmatched.len(), 1);
    assert_eq!(report.references, [id]);
    let view = bilingual_view(&library.get(id).unwrap().reference).unwrap();
    assert_eq!(view.locked, 1);
    let rows: Vec<_> = view.sections.iter().flat_map(|s| &s.rows).collect();
    assert_eq!((rows[0].left.len(), rows[0].right.len()), (2, 2));
    library.undo().unwrap();
    assert_eq!(dump(&library), before);

    let error = library
        .import_links("c.tmx", b"<tmx></tmx>", None)
        .unwrap_err();
    assert!(matches!(error, LibraryError::NoAlignment(_)), "{error}");
}
