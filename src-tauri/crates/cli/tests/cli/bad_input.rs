//! Bad input gets a sentence and an exit code; nothing panics, nothing is lost.

use crate::program::Program;

/// Runs `convert` and `import`; both must name the file, and say no word of a panic.
fn refused(name: &str, bytes: &[u8]) -> String {
    let program = Program::new();
    let file = program.file(name, bytes);
    let convert = program.run(&["convert", &file]);
    let import = program.run(&["import", &file]);
    for run in [&convert, &import] {
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains(name), "{}", run.err);
        assert!(!run.err.contains("panicked"), "{}", run.err);
    }
    assert_eq!(convert.out.trim(), "[]");
    convert.err
}

#[test]
fn what_is_no_text_is_named() {
    assert!(refused("empty.ris", b"").contains("empty"));
    assert!(refused("blank.txt", b" \n \n").contains("empty"));
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0";
    assert!(refused("photo.ris", png).contains("a PNG picture"));
    let noise: Vec<u8> = (0..40_000u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    assert!(refused("noise.txt", &noise).contains("not text"));
}

#[test]
fn what_holds_no_reference_is_named() {
    assert!(refused("note.txt", b"Dear all, see you at six.").contains("No reference"));
    refused("braces.bib", "{".repeat(100_000).as_bytes());
    refused("brackets.json", "[".repeat(100_000).as_bytes());
    refused("line.txt", "lorem".repeat(2_000_000).as_bytes());
}

#[test]
fn broken_ris_gives_what_it_holds() {
    let program = Program::new();
    let text = "TY  - JOUR\nTI  - One of two\nER\nTY  -\nER  - \nTY  - JOUR\nAU  - Lie, Kari\nTI  - Two\0 of two\n";
    let file = program.file("broken.ris", text);
    let items = program.json(&["convert", &file]);
    let titles: Vec<_> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert_eq!(titles[1], "Two of two");
}

#[test]
fn ten_megabytes_on_one_line() {
    let program = Program::new();
    let record = "TY - JOUR T1 - A title of some length AU - Kari M Lie AU - Ola Aas Y1 - 2020/08/01 \
                  N2 - Background An abstract, with words. Methods The words go on. ER - ";
    let file = program.file("line.ris", record.repeat(10_000_000 / record.len()));
    let run = program.run(&["convert", &file]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        run.out.matches("\"A title of some length\"").count() / 2,
        10_000_000 / record.len()
    );
}

#[test]
fn one_bad_file_does_not_hinder_the_others() {
    let program = Program::new();
    let bad = program.file("bad.ris", b"");
    let good = program.file("good.ris", "TY  - JOUR\nTI  - Good\nER  - \n");
    let run = program.run(&["import", &bad, &good, "/nowhere/none.ris", "--json"]);
    assert_eq!(run.code, 3, "{}", run.err);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["references"].as_array().unwrap().len(), 1);
    assert_eq!(report["diagnostics"][0]["code"], "empty");
    assert!(run.err.contains("/nowhere/none.ris"));
}

#[test]
fn wrong_words_are_wrong_usage() {
    let program = Program::new();
    assert_eq!(program.run(&["convert"]).code, 2);
    assert_eq!(program.run(&["fly"]).code, 2);
    program.json(&[
        "import",
        &program.file("a.ris", "TY  - JOUR\nTI  - A\nER  - \n"),
    ]);
    assert_eq!(program.run(&["list", "--sort", "colour"]).code, 2);
    assert_eq!(program.run(&["list", "--filter", "year:soon"]).code, 2);
    assert_eq!(program.run(&["show", "ffffffff"]).code, 1);
    assert_eq!(
        program.run(&["align", &program.file("x.json", "{}")]).code,
        1
    );
}

#[test]
fn no_library_yet_is_no_damage() {
    let program = Program::new();
    let run = program.run(&["list"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("Import something first"), "{}", run.err);
}
