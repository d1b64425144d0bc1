//! Five captured documents, from import to undo; each command is a process of its own, so
//! that everything is also "after a restart".

use crate::program::{Program, ids, look_alikes};
use serde_json::Value;

fn import(program: &Program) -> Value {
    let files = look_alikes();
    let args: Vec<&str> = std::iter::once("import")
        .chain(files.iter().map(String::as_str))
        .collect();
    program.json(&args)
}

fn by_title<'a>(items: &'a Value, part: &str) -> Vec<&'a Value> {
    let has = |i: &&Value| i["title"].as_str().is_some_and(|t| t.contains(part));
    items.as_array().unwrap().iter().filter(has).collect()
}

#[test]
fn five_documents() {
    let program = Program::new();
    let report = import(&program);
    assert_eq!(report["references"].as_array().unwrap().len(), 12);
    assert_eq!(report["listed"].as_array().unwrap().len(), 5);
    assert_eq!(program.json(&["list"]).as_array().unwrap().len(), 12);
    assert_eq!(
        program
            .json(&["list", "--listed"])
            .as_array()
            .unwrap()
            .len(),
        5
    );
}

#[test]
fn duplicates_are_the_two_pairs() {
    let program = Program::new();
    import(&program);
    let groups = program.json(&["duplicates"]);
    let references = program.json(&["list"]);
    let listed = program.json(&["list", "--listed"]);
    let pair = |items: &Value, part: &str| {
        let mut found: Vec<String> = by_title(items, part)
            .iter()
            .map(|i| i["id"].as_str().unwrap().to_owned())
            .collect();
        found.sort();
        found
    };
    let mut want = [
        pair(&references, "support and tenancy")
            .into_iter()
            .chain(pair(&references, "Support and tenancy"))
            .collect::<Vec<_>>(),
        pair(&listed, "with the implementation of"),
    ];
    let mut got: Vec<Vec<String>> = groups
        .as_array()
        .unwrap()
        .iter()
        .map(|g| serde_json::from_value(g["members"].clone()).unwrap())
        .collect();
    for group in &mut got {
        group.sort();
    }
    want.sort();
    got.sort();
    assert_eq!(got, want);
    for group in groups.as_array().unwrap() {
        assert!(!group["why"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_merge_keeps_all_and_undo_restores_both() {
    let program = Program::new();
    import(&program);
    let before = program.json(&["list"]);
    let pair: Vec<String> = by_title(&before, "Support and tenancy")
        .iter()
        .map(|i| i["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(pair.len(), 2);
    let merged = program.json(&["merge", &pair[0], &pair[1]]);
    let shown = program.json(&["show", merged["survivor"].as_str().unwrap()])[0].clone();
    let custom = &shown["custom"]["diglot"];
    let langs: Vec<_> = custom["titles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["lang"].as_str().unwrap())
        .collect();
    assert!(
        langs.contains(&"en") && langs.contains(&"zh-Hans"),
        "{langs:?}"
    );
    assert_eq!(shown["author"].as_array().unwrap().len(), 5);
    assert_eq!(shown["issued"]["date-parts"][0][0], 2021);
    assert_eq!(custom["provenance"]["author"], serde_json::json!([1]));
    assert_eq!(custom["sources"][1]["file"], "4_listing.txt");
    assert_eq!(program.json(&["list"]).as_array().unwrap().len(), 11);
    program.json(&["undo"]);
    assert_eq!(program.json(&["list"]), before);
    program.json(&["redo"]);
    assert_eq!(
        program.json(&["show", merged["survivor"].as_str().unwrap()])[0],
        shown
    );
}

#[test]
fn undoing_an_import_leaves_nothing() {
    let program = Program::new();
    import(&program);
    let before = program.json(&["list"]);
    program.json(&["undo"]);
    for args in [&["list"][..], &["list", "--listed"], &["duplicates"]] {
        assert_eq!(program.json(args), serde_json::json!([]), "{args:?}");
    }
    assert_eq!(program.json(&["search", "housing"])["total"], 0);
    program.json(&["redo"]);
    assert_eq!(program.json(&["list"]), before);
    assert_eq!(program.json(&["check"])["sound"], true);
}

#[test]
fn both_languages_are_found() {
    let program = Program::new();
    import(&program);
    for query in [
        "疼",
        "慢性疼痛",
        "租户",
        "chronic pain",
        "author:nordby",
        "ISRCTN30099999",
    ] {
        let found = program.json(&["search", query]);
        assert!(found["total"].as_u64().unwrap() >= 1, "{query}: {found}");
    }
    assert_eq!(program.json(&["search", "没有这个词"])["total"], 0);
}

#[test]
fn a_listed_work_is_tied_to_its_page() {
    let program = Program::new();
    import(&program);
    let listed = program.json(&["list", "--listed"]);
    assert_eq!(listed[0]["custom"]["diglot"]["relation"], "related");
    let with = Program::new();
    let file = &look_alikes()[2];
    let report = with.json(&["import", "--with-related", file]);
    assert_eq!(report["references"].as_array().unwrap().len(), 6);
}

#[test]
fn duplicates_can_be_merged_or_skipped_on_import() {
    for (choice, count) in [("skip", 11), ("merge", 11), ("keep", 12)] {
        let program = Program::new();
        let files = look_alikes();
        let args: Vec<&str> = ["import", "--on-duplicate", choice]
            .into_iter()
            .chain(files.iter().map(String::as_str))
            .collect();
        program.json(&args);
        assert_eq!(ids(&program.json(&["list"])).len(), count, "{choice}");
        program.json(&["undo"]);
        assert_eq!(ids(&program.json(&["list"])).len(), 0, "{choice}");
    }
}

#[test]
fn exports_can_be_read_again() {
    let program = Program::new();
    import(&program);
    for (format, name) in [("csl-json", "out.json"), ("ris", "out.ris")] {
        let path = program.dir.path().join(name);
        let path = path.to_str().unwrap();
        let run = program.run(&["export", "--to", format, "--output", path]);
        assert_eq!(run.code, 0, "{}", run.err);
        let again = program.json(&["convert", path]);
        assert_eq!(again.as_array().unwrap().len(), 12, "{format}");
        let bilingual = |items: &Value| {
            let both = |i: &&Value| {
                i["custom"]["diglot"]["abstracts"]
                    .as_array()
                    .is_some_and(|a| a.len() == 2)
            };
            items.as_array().unwrap().iter().filter(both).count()
        };
        assert_eq!(
            bilingual(&again),
            bilingual(&program.json(&["list"])),
            "{format}"
        );
    }
    let bibtex = program.run(&["export", "--to", "bibtex"]).out;
    assert_eq!(
        bibtex.matches("\n@").count() + usize::from(bibtex.starts_with('@')),
        12
    );
}

#[test]
fn sentences_are_paired() {
    let program = Program::new();
    let items = program.json(&["convert", &look_alikes()[0]]);
    let abstracts = &items[0]["custom"]["diglot"]["abstracts"];
    let text = |i: usize| {
        let paragraphs = abstracts[i]["sections"][0]["paragraphs"]
            .as_array()
            .unwrap();
        paragraphs
            .iter()
            .map(|p| p.as_str().unwrap())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let request = serde_json::json!([{ "id": "0", "en": text(0), "zh": text(1) }]);
    let file = program.file("pairs.json", request.to_string());
    let aligned = program.json(&["align", "--text", &file]);
    let beads = aligned[0]["pred"].as_array().unwrap();
    assert_eq!(aligned[0]["refused"], false);
    assert_eq!(beads.len(), 10, "{beads:?}");
    for (i, bead) in beads.iter().enumerate() {
        assert_eq!(*bead, serde_json::json!([[i], [i]]));
    }
}

#[test]
fn a_backup_can_be_restored() {
    let program = Program::new();
    import(&program);
    let before = program.json(&["list"]);
    let backup = program.json(&["backup", "kept.sqlite"]);
    program.json(&["undo"]);
    program.json(&["restore", backup["path"].as_str().unwrap()]);
    assert_eq!(program.json(&["list"]), before);
}
