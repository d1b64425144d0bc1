//! What the index finds is what a scan over the folded texts finds.

use super::support::{article, cases, found, import};
use crate::{Access, Query, ReferenceId, Standing, Store};
use diglot_model::{Abstract, LanguageTag, Section, Sourced};
use diglot_text::normalise::fold_search;
use proptest::prelude::*;
use tempfile::tempdir;

/// Few characters, so that parts of texts meet by chance; traditional forms, an extension
/// character and Kana among them.
fn han_text() -> impl Strategy<Value = String> {
    let chars = prop::sample::select(
        "抑郁鬱症患者睡眠眠睡𠮷の一二, 。aB1-"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(chars, 1..30).prop_map(|chars| chars.into_iter().collect())
}

fn with_abstract(title: &str, text: &str) -> diglot_model::Reference {
    let mut reference = article(title, 2020);
    reference.abstracts.push(Sourced::bare(Abstract {
        lang: LanguageTag::ZH_HANS,
        origin: diglot_model::Origin::Unknown,
        sections: vec![Section {
            paragraphs: vec![text.to_owned()],
            ..Section::default()
        }],
    }));
    reference
}

proptest! {
    #![proptest_config(cases(24))]

    /// Every run of Han characters of every length that stands in any text is found in
    /// exactly the works in whose folded texts it stands.
    #[test]
    fn parts_of_han_texts_are_found(
        texts in prop::collection::vec((han_text(), han_text()), 1..12),
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1_usize..5), 16),
    ) {
        let dir = tempdir().unwrap();
        let mut store = Store::open(dir.path(), Access::Write).unwrap();
        let references = texts.iter().map(|(title, text)| with_abstract(title, text)).collect();
        let ids = import(&mut store, references);
        for (which, start, length) in picks {
            let (title, text) = &texts[which.index(texts.len())];
            let runs: Vec<Vec<char>> = [title, text]
                .iter()
                .flat_map(|text| text.split(|c: char| !crate::search::tokens::is_unspaced(c)))
                .map(|run| run.chars().collect())
                .filter(|run: &Vec<char>| !run.is_empty())
                .collect();
            if runs.is_empty() {
                continue;
            }
            let run = &runs[start.index(runs.len())];
            let from = start.index(run.len());
            let part: String = run[from..(from + length).min(run.len())].iter().collect();
            let wanted = fold_search(&part);
            let mut scanned: Vec<ReferenceId> = texts
                .iter()
                .zip(&ids)
                .filter(|((title, text), _)| {
                    fold_search(title).contains(&wanted) || fold_search(text).contains(&wanted)
                })
                .map(|(_, id)| *id)
                .collect();
            let mut indexed = found(&store, &part);
            scanned.sort_unstable();
            indexed.sort_unstable();
            prop_assert_eq!(indexed, scanned, "{}", part);
        }
    }
}

#[test]
fn words_phrases_and_columns() {
    let dir = tempdir().unwrap();
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    let ids = import(
        &mut store,
        vec![
            with_abstract(
                "Sleep quality in Beijing",
                "A study of 120 patients with COVID-19.",
            ),
            with_abstract("Schlafqualität", "Für Über naïve"),
            with_abstract("新冠肺炎（COVID-19）患者的睡眠", "背景：睡眠。"),
        ],
    );
    assert_eq!(found(&store, "quality sleep"), [ids[0]]);
    assert_eq!(found(&store, "\"quality sleep\""), []);
    assert_eq!(found(&store, "\"sleep quality\""), [ids[0]]);
    assert_eq!(found(&store, "schlafqualitat"), [ids[1]]);
    assert_eq!(found(&store, "naive"), [ids[1]]);
    assert_eq!(found(&store, "covid-19").len(), 2);
    assert_eq!(found(&store, "title:covid"), [ids[2]]);
    assert_eq!(found(&store, "author:huijia").len(), 3);
    assert_eq!(found(&store, "\"Zhang Huijia\"").len(), 3);
    assert_eq!(found(&store, "患者 睡"), [ids[2]]);
    assert_eq!(found(&store, "2020").len(), 3);
    for long in [
        "sleep ".repeat(5_000),
        "睡眠".repeat(5_000),
        "\"".repeat(5_000) + "a",
    ] {
        found(&store, &long);
    }
    let query = Query::parse("patients").unwrap();
    let hits = store
        .search(&query, Standing::Reference, 10, 0)
        .unwrap()
        .hits;
    assert_eq!(hits[0].columns, [crate::Column::Abstract]);
    let excerpt = &hits[0].excerpt;
    assert_eq!(&excerpt.text[excerpt.found[0].clone()], "patients");
}
