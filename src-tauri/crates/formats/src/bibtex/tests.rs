use super::*;
use crate::csl_json::normal;
use crate::{FormatName, detect};
use diglot_model::{Name, Reference, TextField};
use proptest::prelude::*;
use std::fmt::Write as _;

fn read_whole(text: &str) -> Reading {
    read(text, &mut State::default())
}

/// A reading in lines, values with the text that stands where they were read.
fn shown(text: &str) -> String {
    let reading = read_whole(text);
    let mut out = String::new();
    for record in &reading.records {
        let r = &record.reference;
        let key = record.key.as_deref().unwrap_or("-");
        let _ = writeln!(out, "{key}: {}", r.kind.csl_name());
        for (field, values) in &r.texts {
            for v in values {
                let _ = writeln!(out, "  {} [{}] {}", field.name(), v.lang, v.text);
            }
        }
        for c in &r.contributors {
            let names: Vec<String> = c.names.iter().map(|n| name(&n.name)).collect();
            let _ = writeln!(out, "  {} {}", c.role.name(), names.join(" = "));
        }
        if !r.contributors_complete {
            out.push_str("  and others\n");
        }
        for (field, date) in &r.dates {
            let _ = writeln!(out, "  {} {}", field.name(), date.value);
        }
        for (field, value) in &r.scalars {
            let _ = writeln!(out, "  {} {}", field.name(), value.value);
        }
        for id in &r.identifiers {
            let _ = writeln!(out, "  {} {}", id.scheme.name(), id.value.value);
        }
        for url in &r.urls {
            let _ = writeln!(out, "  URL {}", url.value);
        }
        for k in &r.keywords {
            let _ = writeln!(out, "  keyword [{}] {}", k.lang, k.text);
        }
        for a in &r.abstracts {
            for s in &a.sections {
                let label = s.label.as_deref().unwrap_or("-");
                let _ = writeln!(
                    out,
                    "  abstract [{}] {label}: {}",
                    a.lang,
                    s.paragraphs.join(" | ")
                );
            }
        }
        for o in &r.observations {
            let _ = writeln!(out, "  {} {}", o.kind.name(), o.value.value);
        }
        if let Some(language) = &r.language {
            let _ = writeln!(out, "  language {}", language.value);
        }
        for u in &r.unmapped {
            let _ = writeln!(out, "  kept {} = {}", u.tag, u.value);
        }
    }
    for d in &reading.diagnostics {
        let at = d.span.clone().map_or("", |s| &text[s]);
        let at = at.lines().next().unwrap_or_default();
        let _ = writeln!(
            out,
            "{:?} {} {}: {} «{at}»",
            d.record,
            d.severity.name(),
            d.code,
            d.message
        );
    }
    out
}

fn name(name: &Name) -> String {
    match name {
        Name::Literal { literal } => format!("[{literal}]"),
        Name::Person {
            family,
            given,
            particle,
            suffix,
        } => format!(
            "{}{family}, {given}{}",
            particle
                .as_ref()
                .map(|p| format!("({p}) "))
                .unwrap_or_default(),
            suffix
                .as_ref()
                .map(|s| format!(", {s}"))
                .unwrap_or_default()
        ),
    }
}

const LIBRARY: &str = include_str!("../../fixtures/bibtex/library.bib");
const BROKEN: &str = include_str!("../../fixtures/bibtex/broken.bib");

#[test]
fn a_library() {
    insta::assert_snapshot!(shown(LIBRARY));
}

#[test]
fn a_broken_library() {
    insta::assert_snapshot!(shown(BROKEN));
}

#[test]
fn detected_by_content() {
    for text in [LIBRARY, BROKEN, "@misc{a, title = {b}}"] {
        assert_eq!(detect(text)[0].format, FormatName::Bibtex);
    }
    assert!(
        detect("Write to me@home.example {today}.")
            .iter()
            .all(|d| d.format != FormatName::Bibtex)
    );
}

#[test]
fn values_have_their_places() {
    for record in read_whole(LIBRARY).records {
        let source = &LIBRARY[record.range.clone()];
        assert!(source.starts_with('@') && source.ends_with(['}', ')']));
        record.reference.each_value(|_, _, spans| {
            for span in spans {
                assert!(source.get(span.range()).is_some());
            }
        });
        if let Some(title) = record.reference.texts(TextField::Title).first() {
            let at = title.spans[0].range();
            assert!(source[at].starts_with(['{', '"', 'A', 'P', 'T', 'C', 'O', 'I']));
        }
    }
}

fn references(reading: &Reading) -> Vec<Reference> {
    reading
        .records
        .iter()
        .map(|r| normal(&r.reference))
        .collect()
}

/// The same text, set otherwise.
#[test]
fn setting_does_not_matter() {
    let plain = references(&read_whole(LIBRARY));
    let indented = LIBRARY.replace('\n', "\n\t  ");
    for text in [
        LIBRARY.replace('\n', "\r\n"),
        LIBRARY.replace('\n', "\r"),
        format!("\u{feff}{LIBRARY}"),
        indented,
        LIBRARY.replace(" = ", "="),
        LIBRARY.replace(" = ", "  =\n    "),
    ] {
        let reading = read_whole(&text);
        assert_eq!(references(&reading), plain);
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    }
    // On one line, which takes empty lines out of values and comments off their lines.
    let body: Vec<&str> = LIBRARY
        .lines()
        .filter(|l| !l.starts_with('%') && !l.is_empty())
        .collect();
    let joined = read_whole(&body.join("\n"));
    assert_eq!(references(&read_whole(&body.join(" "))).len(), plain.len());
    assert_eq!(joined.records.len(), plain.len());
}

/// Reads a text in parts of about `size` bytes.
fn in_parts(text: &str, size: usize) -> (Vec<Reference>, usize) {
    let mut state = State::default();
    let (mut start, mut end, mut out, mut parts) = (0, 0, Vec::new(), 0);
    while start < text.len() {
        end = (end.max(start) + size).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let part = if end == text.len() {
            &text[start..]
        } else {
            match cut(&text[start..end]) {
                Some(length) => &text[start..start + length],
                None => continue,
            }
        };
        parts += 1;
        out.extend(references(&read(part, &mut state)));
        start += part.len();
    }
    (out, parts)
}

#[test]
fn parts_read_as_the_whole() {
    for text in [LIBRARY, BROKEN] {
        let whole = references(&read_whole(text));
        for size in [1, 7, 100, 1000] {
            let (parts, count) = in_parts(text, size);
            assert_eq!(parts, whole, "{size}");
            assert!(count > 3 || size == 1000);
        }
    }
}

#[test]
fn parents_before_and_behind() {
    let parent = "@proceedings{p, title = {Proceedings}, year = 2001, publisher = {House}}\n";
    let child = "@inproceedings{c, title = {A Paper}, crossref = {P}}\n";
    let filler = "@misc{f, title = {Filler}}\n".repeat(20);
    for text in [
        format!("{parent}{filler}{child}{filler}"),
        format!("{child}{filler}{parent}{filler}"),
    ] {
        for (references, _) in [in_parts(&text, 60), in_parts(&text, 100_000)] {
            let paper = references
                .iter()
                .find(|r| r.title() == Some("A Paper"))
                .unwrap();
            assert_eq!(paper.container_title(), Some("Proceedings"));
            assert_eq!(paper.year(), Some(2001));
        }
    }
}

#[test]
fn inheritance_ends() {
    let circle = "@book{a, title = {A}, crossref = {b}} @book{b, title = {B}, crossref = {a}} @xdata{x, xdata = {x}} @misc{m, title = {M}, xdata = {x}}";
    assert_eq!(read_whole(circle).records.len(), 3);
}

#[test]
fn many_of_a_sort_cost_nothing() {
    for piece in [
        "note={a},",
        "keywords={a},",
        "x={},",
        "x={a},",
        "url={http://a},",
        "title={a},",
        "author={a},",
    ] {
        let text = format!("@misc{{k,{}}}", piece.repeat(20_000));
        assert_eq!(read_whole(&text).records.len(), 1);
    }
    for piece in ["a,", "1234-5678 ", "a and ", "张，", "10.1000/x;"] {
        for field in [
            "keywords",
            "issn",
            "isbn",
            "author",
            "accession",
            "date",
            "language",
            "xdata",
        ] {
            let text = format!("@misc{{k,{field}={{{}}}}}", piece.repeat(5_000));
            assert_eq!(read_whole(&text).records.len(), 1);
        }
    }
}

#[test]
fn keywords_in_all_settings() {
    for value in [
        "{rooms, doors; houses}",
        "{{rooms, doors; houses}}",
        "{{rooms, doors}; houses}",
        "{rooms, doors\n  houses}",
        "\"rooms, doors ; houses;\"",
        "{rooms, doors；houses}",
    ] {
        let text = format!("@misc{{k, keywords = {value}}}");
        let reading = read_whole(&text);
        let words: Vec<&str> = reading.records[0]
            .reference
            .keywords
            .iter()
            .map(|k| k.text.as_str())
            .collect();
        assert_eq!(words, ["rooms, doors", "houses"], "{value}");
    }
}

/// The abstracts, each with its language.
fn abstracts_of(fields: &str) -> Vec<(String, String)> {
    let reading = read_whole(&format!("@article{{k, title = {{T}}, {fields}}}"));
    let abstracts = &reading.records[0].reference.abstracts;
    abstracts
        .iter()
        .map(|a| (a.lang.to_string(), a.plain()))
        .collect()
}

fn pair(lang: &str, text: &str) -> (String, String) {
    (lang.to_owned(), text.to_owned())
}

#[test]
fn paragraphs_that_are_not_two_abstracts_stay_together() {
    // One ideograph alone does not tell Chinese.
    assert_eq!(
        abstracts_of("abstract = {明\n\n我们数了这里所有的房子。}"),
        [pair("zh-Hans", "明\n我们数了这里所有的房子。")]
    );
    // The English paragraph is no abstract of its own where there is one.
    assert_eq!(
        abstracts_of(
            "abstract = {We counted.}, abstract_zh = {We list the rooms here.\n\n我们数了这里所有的房子。}"
        ),
        [
            pair("en", "We counted."),
            pair(
                "zh-Hans",
                "We list the rooms here.\n我们数了这里所有的房子。"
            )
        ]
    );
}

#[test]
fn an_equals_sign_within_a_sentence_parts_no_abstracts() {
    assert_eq!(
        abstracts_of("abstract = {It rose (P = 0.03) here.\n\n我们数了房子。\n\n房间很多。}"),
        [
            pair("en", "It rose (P = 0.03) here."),
            pair("zh-Hans", "我们数了房子。\n房间很多。")
        ]
    );
    assert_eq!(
        abstracts_of("abstract = {We counted rooms. = 我们数了房子。}"),
        [
            pair("en", "We counted rooms."),
            pair("zh-Hans", "我们数了房子。")
        ]
    );
}

#[test]
fn two_languages_in_one_field() {
    let title = |value: &str| {
        let text = format!("@article{{k, title = {{{value}}}, year = 2020}}");
        let reading = read_whole(&text);
        let titles: Vec<String> = reading.records[0]
            .reference
            .texts(TextField::Title)
            .iter()
            .map(|t| format!("{} {}", t.lang, t.text))
            .collect();
        titles.join(" | ")
    };
    for separator in ["\n", " = ", " / "] {
        assert_eq!(
            title(&format!("Rooms of one's own{separator}自己的一间屋子")),
            "en Rooms of one's own | zh-Hans 自己的一间屋子"
        );
    }
    assert_eq!(title("Rooms of\n   one's own"), "en Rooms of one's own");
    assert_eq!(title("自己的IPS\n屋子研究"), "zh-Hans 自己的IPS 屋子研究");
    let text = "@article{k, title = {T}, abstract = {We counted the rooms of all houses here.\n\n我们数了这里所有房子的房间。\n\nThere were many of them.\n\n房间很多。}}";
    let reading = read_whole(text);
    let abstracts: Vec<String> = reading.records[0]
        .reference
        .abstracts
        .iter()
        .map(|a| a.plain())
        .collect();
    assert_eq!(
        abstracts,
        [
            "We counted the rooms of all houses here.\nThere were many of them.",
            "我们数了这里所有房子的房间。\n房间很多。"
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn never_panics(text in "([@{}()\",=#%\\\\$~^_'`\n -]|@article\\{k,|title|crossref|date|author| and |k|张|é|1999|[a-z]){0,120}") {
        let reading = read_whole(&text);
        for record in &reading.records {
            prop_assert!(text.get(record.range.clone()).is_some());
        }
        detect(&text);
        if let Some(at) = cut(&text) {
            prop_assert!(text.is_char_boundary(at));
        }
    }
}
