use super::*;
use crate::library::LibraryOptions;
use diglot_store::Access;

#[test]
fn bytes_of_a_length_of_text() {
    let text = "TI  - 个人安置与支持\n".repeat(9000);
    let whole = text.len();
    for name in ["utf-8", "gb18030", "utf-16le"] {
        let bytes = match name {
            "utf-8" => text.clone().into_bytes(),
            "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => gb18030(&text),
        };
        assert_eq!(byte_of(&bytes, name, 0), Some(0));
        assert_eq!(byte_of(&bytes, name, whole), Some(bytes.len()));
        let half = text[..whole / 2].rfind('\n').unwrap() + 1;
        let at = byte_of(&bytes, name, half).unwrap();
        let decoded = diglot_text::decode::decode_as(&bytes[at..], name).unwrap();
        assert_eq!(decoded.text, text[half..], "{name}");
        // No bytes make half a character.
        assert_eq!(byte_of(&bytes, name, "TI  - ".len() + 1), None);
    }
    assert_eq!(byte_of(b"abc", "utf-8", 4), None);
}

/// The line of [`bytes_of_a_length_of_text`] in GB18030.
fn gb18030(text: &str) -> Vec<u8> {
    let line = b"TI  - \xb8\xf6\xc8\xcb\xb0\xb2\xd6\xc3\xd3\xeb\xd6\xa7\xb3\xd6\n";
    line.repeat(text.lines().count())
}

#[test]
fn a_long_file_is_one_operation_and_shows_its_originals() {
    let dir = tempfile::tempdir().unwrap();
    let record = |n: usize| {
        format!(
            "TY  - JOUR\nTI  - Work {n}, 个人安置\nAU  - Li, Wei\nPY  - 2020\nN1  - {}\nER  - \n\n",
            "words ".repeat(200)
        )
    };
    let path = dir.path().join("long.ris");
    // More than one part of the text.
    let count = 2_500_000 / record(0).len();
    let text: String = (0..count).map(record).collect();
    std::fs::write(&path, text).unwrap();
    let mut library = Library::open(&LibraryOptions {
        dir: dir.path().join("library"),
        access: Access::Write,
    })
    .unwrap();
    let options = ImportOptions {
        info: BatchInfo {
            database: Some("Northaven Index".to_owned()),
            ..BatchInfo::default()
        },
        ..ImportOptions::default()
    };
    let report = library
        .import_pieces(&[path], &options, 100_000, &mut |_| {})
        .unwrap();
    assert_eq!(report.references.len(), count);
    let batch = library.batch(report.batch).unwrap().unwrap();
    assert_eq!(batch.info.files, ["long.ris"]);
    assert_eq!(batch.info.database.as_deref(), Some("Northaven Index"));
    assert_eq!(
        batch.captures > 1,
        diglot_formats::FormatName::Ris.is_streamed()
    );
    for n in [0, 1, count / 2, count - 1] {
        let original = library.original(report.references[n]).unwrap();
        assert!(
            original.text.contains(&format!("Work {n}, 个人安置")),
            "{n}"
        );
    }
    library.undo().unwrap();
    assert!(library.batch(report.batch).unwrap().is_none());
    let none = dir.path().join("none.txt");
    std::fs::write(&none, "nothing to see").unwrap();
    let mut told = Vec::new();
    let refused = library.import_large(&[none], &options, &mut |d| told.push(d.code));
    assert!(matches!(refused, Err(LibraryError::NothingToImport(_))));
    assert_eq!(told, ["nothing-recognised"]);
}
