//! `diglot cite`: formatted references of a file and of the library.

use crate::program::Program;
use serde_json::Value;

const ITEMS: &str = r#"[
  { "id": "zh", "type": "article-journal", "language": "zh-CN", "title": "夜班护士的睡眠",
    "container-title": "测试护理", "volume": "3", "issue": "1", "page": "7–9",
    "author": [{ "family": "王", "given": "芳" }, { "family": "欧阳", "given": "雪" },
               { "literal": "李娜" }, { "family": "陈", "given": "静" }],
    "issued": { "date-parts": [[2020]] } },
  { "id": "en", "type": "article-journal", "language": "en", "title": "Sleep of night nurses",
    "container-title": "Test Nursing",
    "author": [{ "family": "Adams", "given": "Eve" }, { "family": "Fox", "given": "Ann B." },
               { "family": "Stone", "given": "Jo" }, { "family": "Wood", "given": "Kim" }],
    "issued": { "date-parts": [[2019]] } },
  { "id": "bare", "type": "book" , "title": "Nothing but a title" }
]"#;

fn texts(cited: &Value) -> Vec<(&str, &str)> {
    let cited = cited.as_array().unwrap().iter();
    cited
        .map(|c| (c["id"].as_str().unwrap(), c["text"].as_str().unwrap()))
        .collect()
}

#[test]
fn entries_of_a_file_in_the_languages_of_their_works() {
    let program = Program::new();
    let file = program.file("items.json", ITEMS);
    let cited = program.json(&["cite", "--items", &file]);
    let expected = [
        (
            "zh",
            "王芳, 欧阳雪, 李娜, 等. 夜班护士的睡眠[J]. 测试护理, 2020, 3(1): 7-9.",
        ),
        (
            "en",
            "ADAMS E, FOX A B, STONE J, et al. Sleep of night nurses[J]. Test Nursing, 2019.",
        ),
        ("bare", "Nothing but a title[M]."),
    ];
    assert_eq!(texts(&cited), expected);
    let lines = program.run(&["cite", "--items", &file]);
    let shown: Vec<&str> = lines.out.lines().collect();
    assert_eq!(shown, expected.map(|(_, text)| text));
}

#[test]
fn named_styles_sort_and_mark_up() {
    let program = Program::new();
    let file = program.file("items.json", ITEMS);
    let cited = program.json(&[
        "cite", "--items", &file, "--style", "apa", "--format", "html",
    ]);
    let texts = texts(&cited);
    assert_eq!(texts[0].0, "en", "Adams comes first: {texts:?}");
    assert!(texts[0].1.contains("<i>Test Nursing</i>"), "{texts:?}");
    for (format, said) in [
        ("markdown", "*Test Nursing*"),
        ("latex", "\\textit{Test Nursing}"),
        ("typst", "#emph[Test Nursing]"),
    ] {
        let run = program.run(&[
            "cite", "--items", &file, "--style", "apa", "--format", format,
        ]);
        assert!(run.out.contains(said), "{format}: {}", run.out);
    }
}

#[test]
fn lists_are_converted_to() {
    let program = Program::new();
    let file = program.file("items.json", ITEMS);
    let run = program.run(&["convert", &file, "--to", "gbt7714"]);
    let cited = program.run(&["cite", "--items", &file]);
    assert_eq!(
        run.out, cited.out,
        "each speaks its language, in their order"
    );
    let markdown = program.run(&["convert", &file, "--to", "markdown"]).out;
    assert!(
        markdown.starts_with("1. 王芳, 欧阳雪, 李娜, 等. 夜班护士的睡眠\\[J\\]."),
        "{markdown}"
    );
    assert_eq!(markdown.lines().count(), 3);
    let html = program.run(&["convert", &file, "--to", "html"]).out;
    assert!(html.starts_with("<!DOCTYPE html>"), "{html}");
    assert_eq!(html.matches("<li>").count(), 3);
    assert!(html.contains("<li>ADAMS E, FOX A B, STONE J, et al. Sleep"));
    program.json(&["import", &file]);
    let exported = program.run(&["export", "--filter", "year:2020", "--to", "gbt7714"]);
    assert!(exported.out.starts_with("王芳, "), "{}", exported.out);
}

#[test]
fn entries_of_the_library_have_its_ids() {
    let program = Program::new();
    let file = program.file("items.json", ITEMS);
    program.json(&["import", &file]);
    let cited = program.json(&["cite", "--filter", "year:2020", "--locale", "en-US"]);
    let listed = program.json(&["list", "--filter", "year:2020"]);
    assert_eq!(cited.as_array().unwrap().len(), 1);
    assert_eq!(cited[0]["id"], listed[0]["id"]);
    assert!(
        cited[0]["text"]
            .as_str()
            .unwrap()
            .contains("李娜, et al. 夜班")
    );
}

#[test]
fn what_cannot_be_done_is_wrong_usage_and_says_why() {
    let program = Program::new();
    let file = program.file("items.json", ITEMS);
    let bad = program.file("bad.csl", "<style/>");
    for (args, said) in [
        (["--style", "gb-7714"], "gb-7714-2015-numeric"),
        (["--style", "none-such"], "no file has this path"),
        (["--style", bad.as_str()], "no CSL style"),
        (["--format", "rtf"], "text, html, markdown, latex, typst"),
        (["--filter", "year:2020"], "--items"),
    ] {
        let run = program.run(&[&["cite", "--items", &file][..], &args[..]].concat());
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
        assert!(run.out.is_empty());
    }
}
