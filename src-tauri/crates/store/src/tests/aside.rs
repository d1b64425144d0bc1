//! Settings, answers and errands, across closing and opening.

use crate::{Access, ErrandKind, Store};
use std::time::Duration;
use tempfile::tempdir;

const MONTH: Duration = Duration::from_hours(30 * 24);

#[test]
fn what_stands_aside_survives_a_restart_and_is_no_history() {
    let dir = tempdir().unwrap();
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    store.set_setting("network", Some("on")).unwrap();
    store.set_setting("proxy", Some("x")).unwrap();
    store.set_setting("proxy", None).unwrap();
    store
        .keep_answer("crossref", "DOI:10.1/a", "{}", MONTH)
        .unwrap();
    for subject in ["10.1/a", "10.1/b", "10.1/a"] {
        store.add_errand(ErrandKind::Add, subject).unwrap();
    }
    store.add_errand(ErrandKind::Complete, "10.1/a").unwrap();
    store.remove_errand(ErrandKind::Add, "10.1/a").unwrap();
    drop(store);
    let store = Store::open(dir.path(), Access::Read).unwrap();
    assert_eq!(store.setting("network").unwrap().as_deref(), Some("on"));
    assert_eq!(store.setting("proxy").unwrap(), None);
    let answer = |service: &str| store.answer(service, "DOI:10.1/a").unwrap();
    assert_eq!(answer("crossref").as_deref(), Some("{}"));
    assert_eq!(answer("pubmed"), None);
    let errands = store.errands().unwrap();
    let all: Vec<_> = errands
        .iter()
        .map(|e| (e.kind, e.subject.as_str()))
        .collect();
    assert_eq!(
        all,
        [
            (ErrandKind::Add, "10.1/b"),
            (ErrandKind::Complete, "10.1/a")
        ]
    );
    assert!(store.operations(10).unwrap().is_empty());
    assert_eq!(store.canonical_dump().unwrap(), "");
}

#[test]
fn old_and_changed_answers_are_none() {
    let dir = tempdir().unwrap();
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    store
        .keep_answer("pubmed", "PMID:1", "old", Duration::ZERO)
        .unwrap();
    assert_eq!(store.answer("pubmed", "PMID:1").unwrap(), None);
    store.keep_answer("pubmed", "PMID:2", "new", MONTH).unwrap();
    let rows: i64 = store
        .connection()
        .query_row("SELECT count(*) FROM answer", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 1, "the old one is forgotten");
    store
        .connection()
        .execute("UPDATE answer SET value = 'now'", [])
        .unwrap();
    assert_eq!(store.answer("pubmed", "PMID:2").unwrap(), None);
}
