//! The same works out of several tools' files, as far as the folder of public test data is
//! there (`DIGLOT_SHARED`, else `shared` beside the repository).

use crate::program::Program;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folders whose files are all read.
const FOLDERS: [&str; 5] = ["rispy", "nbib", "asreview", "encodings", "equivalence"];

/// A line of `docs/formats/record-counts.md`.
struct Counted {
    file: String,
    records: usize,
    how: String,
    /// Records without any field: they are left out, and that is said.
    empty: usize,
}

fn counts() -> Vec<Counted> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/formats/record-counts.md");
    let table = std::fs::read_to_string(path).unwrap();
    table
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [file, records, how, empty] = cells.try_into().ok()?;
            Some(Counted {
                file: file.to_owned(),
                records: records.parse().ok()?,
                how: how.to_owned(),
                empty: empty.parse().ok()?,
            })
        })
        .collect()
}

/// Counts records by what begins each, and knows nothing else of the formats.
fn marks(bytes: &[u8], how: &str) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let lines = || text.split(['\n', '\r']).filter(|line| !line.is_empty());
    let begin = |mark: &str| lines().filter(|line| line.starts_with(mark)).count();
    match how {
        "`TY` lines" => lines()
            .filter_map(|line| line.trim_start().strip_prefix("TY"))
            .filter(|rest| rest.trim_start().starts_with('-'))
            .count(),
        "`PMID-` lines" => begin("PMID-"),
        "`PT` lines" => begin("PT "),
        "`@` entries" => {
            let all = lines().filter(|line| line.trim_start().starts_with('@'));
            all.filter(|line| {
                let lower = line.to_lowercase();
                !["comment", "string", "preamble"]
                    .iter()
                    .any(|w| lower.contains(w))
            })
            .count()
        }
        "lines" => lines().count() - 1,
        "rows" => {
            let (mut quoted, mut rows, mut content) = (false, 0, false);
            for c in text.chars() {
                match c {
                    '"' => (quoted, content) = (!quoted, true),
                    '\n' | '\r' if !quoted => {
                        rows += usize::from(content);
                        content = false;
                    }
                    _ => content = true,
                }
            }
            rows + usize::from(content) - 1
        }
        other => panic!("nobody knows how to count by {other}"),
    }
}

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
pub(crate) fn corpora() -> Option<PathBuf> {
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
    let counts = counts();
    assert!(!counts.is_empty());
    for folder in FOLDERS {
        for entry in std::fs::read_dir(corpora.join(folder)).unwrap() {
            let name = entry.unwrap().file_name();
            let file = format!("{folder}/{}", name.to_string_lossy());
            let known = counts.iter().filter(|counted| counted.file == file);
            assert_eq!(known.count(), 1, "{file} in record-counts.md");
        }
    }
    for counted in &counts {
        let Counted {
            file,
            records,
            how,
            empty,
        } = counted;
        let path = corpora.join(file);
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(marks(&bytes, how), *records, "{file}, by {how}");
        let (items, said) = converted(&program, &path);
        assert_eq!(items.len(), records - empty, "{file}: {said}");
        assert_eq!(said.trim().lines().count(), *empty, "{file}: {said}");
    }
}

#[test]
fn tools_agree_in_what_they_carry() {
    let Some(corpora) = corpora() else { return };
    let program = Program::new();
    let mut works: BTreeMap<String, Vec<(&str, Value)>> = BTreeMap::new();
    let counts = counts();
    for Counted { file, .. } in counts.iter().filter(|c| c.file.starts_with("equiv")) {
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
