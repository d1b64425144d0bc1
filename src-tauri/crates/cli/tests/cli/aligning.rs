//! `diglot align` on the public pairs of the shared folder, as far as it is there
//! (`DIGLOT_SHARED`): a whole article made of them, and texts that do not belong together.

use crate::program::Program;
use crate::same_works::corpora;
use serde_json::{Value, json};

fn abstracts(name: &str) -> Option<Vec<Value>> {
    let file = std::fs::read(corpora()?.join("alignment").join(name)).unwrap();
    Some(serde_json::from_slice(&file).unwrap())
}

fn aligned(requests: &[Value]) -> Vec<Value> {
    let program = Program::new();
    let file = program.file("texts.json", serde_json::to_string(requests).unwrap());
    serde_json::from_str(&program.run(&["align", &file]).out).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// The beads of a document with both sides, its sentences counted from others on.
fn beads(beads: &Value, from: [u64; 2]) -> Vec<Vec<Vec<u64>>> {
    let side = |bead: &Value, side: usize| -> Vec<u64> {
        let numbers = list(&bead[side]).iter();
        numbers.map(|n| n.as_u64().unwrap() + from[side]).collect()
    };
    let all = list(beads).iter();
    all.map(|bead| vec![side(bead, 0), side(bead, 1)])
        .filter(|bead| bead.iter().all(|side| !side.is_empty()))
        .collect()
}

/// Strict F1 of the abstracts of a set that are joined to one article.
fn as_one_article(name: &str) -> Option<f64> {
    let documents = abstracts(name)?;
    let (mut zh, mut en, mut gold) = (Vec::new(), Vec::new(), Vec::new());
    for document in &documents {
        gold.extend(beads(&document["gold"], [zh.len() as u64, en.len() as u64]));
        zh.extend_from_slice(list(&document["zh"]));
        en.extend_from_slice(list(&document["en"]));
    }
    let found = aligned(&[json!({ "id": name, "zh": zh, "en": en })]);
    assert_eq!(found[0]["refused"], false);
    let found = beads(&found[0]["pred"], [0, 0]);
    let right = found.iter().filter(|bead| gold.contains(bead)).count();
    Some(2.0 * right as f64 / (found.len() + gold.len()) as f64)
}

#[test]
fn a_whole_article_is_aligned_as_well_as_its_parts() {
    let Some(strict) = as_one_article("abstracts_1_50.json") else {
        return;
    };
    assert!(strict >= 0.985, "{strict}");
    let damaged = as_one_article("abstracts_1_50_drop.json").unwrap();
    assert!(damaged >= 0.96, "{damaged}");
}

#[test]
fn abstracts_of_different_works_are_refused() {
    let Some(documents) = abstracts("abstracts_1_50.json") else {
        return;
    };
    let mut requests = Vec::new();
    for (number, left) in documents.iter().enumerate() {
        for (other, right) in documents.iter().enumerate() {
            requests.push(json!({ "id": number == other, "zh": left["zh"], "en": right["en"] }));
        }
    }
    let (mut refused, mut all) = ([0; 2], [0; 2]);
    for report in aligned(&requests) {
        let true_pair = usize::from(report["id"] == true);
        all[true_pair] += 1;
        refused[true_pair] += usize::from(report["refused"] == true);
    }
    let [crossed, true_pairs] = refused;
    assert_eq!(all, [2450, 50]);
    assert!(crossed * 100 >= 99 * all[0], "{crossed} of {}", all[0]);
    assert!(true_pairs * 100 <= all[1], "{true_pairs} of {}", all[1]);
}
