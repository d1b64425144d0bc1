//! The same works out of several tools' files, as far as the folder of public test data is
//! there (`DIGLOT_SHARED`, else `shared` beside the repository).

use crate::program::Program;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files and how many records a careful reader counts in each.
///
/// RIS: lines that begin with `TY`. MEDLINE: lines that begin with `PMID-`. Tables: rows of
/// Python's `csv` without the row of names; of Web of Science's table, its lines.
const COUNTS: &[(&str, usize)] = &[
    ("equivalence/_baseline_embase.ris", 10),
    ("equivalence/_baseline_endnote.ris", 10),
    ("equivalence/_baseline_openalex.ris", 9),
    ("equivalence/_baseline_pubmed.ris", 50),
    ("equivalence/_baseline_scopus.csv", 10),
    ("equivalence/_baseline_scopus.ris", 10),
    ("equivalence/_baseline_webofscience.ris", 10),
    ("equivalence/_baseline_zotero.csv", 10),
    ("equivalence/_baseline_zotero.ris", 10),
    ("asreview/embase.csv", 6),
    ("asreview/generic.csv", 2),
    ("asreview/generic_semicolon.csv", 2),
    ("asreview/generic_tab.tab", 2),
    ("asreview/missing_values.csv", 4),
    ("encodings/wos_tab_delimited_win_utf8.txt", 50),
];

/// The fields that two files must agree in where both have them.
const FIELDS: [&str; 8] = [
    "title",
    "authors",
    "year",
    "container-title",
    "volume",
    "issue",
    "page",
    "abstract",
];

#[expect(clippy::print_stderr, reason = "a check that is left out says so")]
fn corpora() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared");
    let shared = std::env::var_os("DIGLOT_SHARED").map_or(beside, PathBuf::from);
    let corpora = shared.join("corpora");
    if corpora.is_dir() {
        return Some(corpora);
    }
    eprintln!("The shared folder of test data is absent (DIGLOT_SHARED); nothing is compared.");
    None
}

fn converted(program: &Program, file: &Path) -> (Vec<Value>, String) {
    let run = program.run(&["convert", &file.to_string_lossy(), "--to", "csl-json"]);
    let items = serde_json::from_str(&run.out).unwrap_or_default();
    (items, run.err)
}

#[test]
fn as_many_records_as_a_reader_counts_and_nothing_to_blame() {
    let Some(corpora) = corpora() else { return };
    let program = Program::new();
    for (file, count) in COUNTS {
        let (items, said) = converted(&program, &corpora.join(file));
        assert_eq!(items.len(), *count, "{file}: {said}");
        assert_eq!(said, "", "{file}");
    }
}

#[test]
fn tools_agree_in_what_they_carry() {
    let Some(corpora) = corpora() else { return };
    let program = Program::new();
    let mut works: BTreeMap<String, Vec<(&str, Value)>> = BTreeMap::new();
    for (file, _) in COUNTS.iter().filter(|(file, _)| file.starts_with("equiv")) {
        for item in converted(&program, &corpora.join(file)).0 {
            if let Some(doi) = item["DOI"].as_str() {
                works.entry(doi.to_owned()).or_default().push((file, item));
            }
        }
    }
    let (mut compared, mut differences) = (0, Vec::new());
    for (doi, copies) in &works {
        for (at, (file, item)) in copies.iter().enumerate() {
            for (other, copy) in &copies[at + 1..] {
                for field in FIELDS {
                    let (a, b) = (value(item, field), value(copy, field));
                    if a.is_empty() || b.is_empty() {
                        continue;
                    }
                    compared += 1;
                    if a != b {
                        differences.push(format!("{doi} {field}: {file} {a} | {other} {b}"));
                    }
                }
            }
        }
    }
    assert!(compared > 300, "{compared}");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// A field in the form in which tools agree: letters and digits in lower case, of names
/// the family and the first initial, of an abstract the beginning.
fn value(item: &Value, field: &str) -> String {
    let fold = |value: &Value| -> String {
        value
            .as_str()
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    match field {
        "year" => item["issued"]["date-parts"][0][0].to_string(),
        "authors" => item["author"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|author| {
                let family = fold(&author["non-dropping-particle"])
                    + &fold(&author["family"])
                    + &fold(&author["literal"]);
                let given: String = fold(&author["given"]).chars().take(1).collect();
                [family, " ".to_owned(), given, ";".to_owned()]
            })
            .collect(),
        "abstract" => fold(&item[field]).chars().take(200).collect(),
        field => fold(&item[field]),
    }
}
