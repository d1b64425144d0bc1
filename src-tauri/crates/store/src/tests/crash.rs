//! The program ends without warning: what the files hold at that moment is copied and
//! opened as a library of its own.

use super::support::{article, found, titles};
use crate::{Access, BatchInfo, NewReference, Operation, Options, Store, StoreError};
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

fn chunks_of_ten() -> Options {
    Options {
        chunk: 10,
        ..Options::default()
    }
}

/// What a kill would leave on the disk now: the index of the log is made again from it.
fn as_after_a_kill(dir: &Path) -> TempDir {
    let copy = tempdir().unwrap();
    for name in ["library.sqlite", "library.sqlite-wal"] {
        let from = dir.join(name);
        if from.exists() {
            fs::copy(from, copy.path().join(name)).unwrap();
        }
    }
    copy
}

#[test]
fn an_import_is_there_whole_or_not_at_all() {
    let dir = tempdir().unwrap();
    let mut store = Store::open_with(dir.path(), Access::Write, chunks_of_ten()).unwrap();
    super::support::import(&mut store, vec![article("Before", 2000)]);
    let before = store.canonical_dump().unwrap();
    let mut writer = store.import(&BatchInfo::default()).unwrap();
    for number in 0..35 {
        let reference = article(&format!("Study {number}"), 2020);
        writer.add(NewReference::new(reference)).unwrap();
        if number % 4 != 0 {
            continue;
        }
        let copy = as_after_a_kill(dir.path());
        let mut after = Store::open(copy.path(), Access::Write).unwrap();
        assert_eq!(after.canonical_dump().unwrap(), before, "{number}");
        assert!(found(&after, "study").is_empty());
        assert_eq!(after.operations(10).unwrap().len(), 1);
        let rows: i64 = after
            .connection()
            .query_row("SELECT count(*) FROM reference", [], |row| row.get(0))
            .unwrap();
        assert_eq!(rows, 1, "what was staged is removed");
        assert!(after.check(false).unwrap().is_sound());
        // A reader, who cleans nothing up, does not see it either.
        let copy = as_after_a_kill(dir.path());
        let reader = Store::open(copy.path(), Access::Read).unwrap();
        assert_eq!(titles(&reader), ["Before"]);
    }
    writer
        .commit(Vec::new(), |_| Ok::<_, StoreError>(()))
        .unwrap();
    let whole = store.canonical_dump().unwrap();
    let copy = as_after_a_kill(dir.path());
    let mut after = Store::open(copy.path(), Access::Write).unwrap();
    assert_eq!(after.canonical_dump().unwrap(), whole);
    assert_eq!(found(&after, "study").len(), 35);
    assert!(after.check(false).unwrap().is_sound());
    after.undo().unwrap();
    assert_eq!(after.canonical_dump().unwrap(), before);
}

#[test]
fn an_index_that_is_behind_is_brought_up_to_date() {
    let dir = tempdir().unwrap();
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    super::support::import(
        &mut store,
        vec![article("Sleep", 2000), article("More", 2001)],
    );
    store
        .connection()
        .execute_batch(
            "INSERT INTO fulltext (fulltext) VALUES ('delete-all'); DELETE FROM reference_key",
        )
        .unwrap();
    crate::facts::put_int(store.connection(), crate::facts::Fact::IndexedRow, 0).unwrap();
    crate::facts::put_int(store.connection(), crate::facts::Fact::KeyedRow, 0).unwrap();
    assert!(found(&store, "sleep").is_empty());
    drop(store);
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    assert_eq!(found(&store, "sleep").len(), 1);
    assert!(store.check(false).unwrap().is_sound());
    // Other rules make everything derived anew.
    drop(store);
    let options = Options {
        keys: |_| vec![7],
        keys_version: 2,
        ..Options::default()
    };
    let mut store = Store::open_with(dir.path(), Access::Write, options).unwrap();
    let shared = store.sharing_keys(&article("x", 1), 10).unwrap();
    assert_eq!(shared.len(), 2);
    assert!(store.check(false).unwrap().is_sound());
}

#[test]
fn an_import_that_fails_midway_leaves_nothing() {
    let dir = tempdir().unwrap();
    let mut store = Store::open_with(dir.path(), Access::Write, chunks_of_ten()).unwrap();
    let empty = store.canonical_dump().unwrap();
    let mut writer = store.import(&BatchInfo::default()).unwrap();
    for number in 0..25 {
        let reference = article(&format!("Study {number}"), 2020);
        writer.add(NewReference::new(reference)).unwrap();
    }
    let failed = writer.commit(Vec::new(), |_| Err(StoreError::DiskFull));
    assert!(matches!(failed, Err(StoreError::DiskFull)));
    assert_eq!(store.canonical_dump().unwrap(), empty);
    assert!(store.operations(10).unwrap().is_empty());
    let rows: i64 = store
        .connection()
        .query_row("SELECT count(*) FROM reference", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 0);
    super::support::import(&mut store, vec![article("After", 2000)]);
    assert_eq!(titles(&store), ["After"]);
    assert!(store.check(false).unwrap().is_sound());
}

#[test]
fn a_full_disk_loses_nothing() {
    let dir = tempdir().unwrap();
    let mut store = Store::open_with(dir.path(), Access::Write, chunks_of_ten()).unwrap();
    let ids = super::support::import(&mut store, vec![article("Before", 2000)]);
    let before = store.canonical_dump().unwrap();
    let pages: i64 = store
        .connection()
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    let limit = |store: &Store, pages: i64| {
        store
            .connection()
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
    };
    limit(&store, pages + 2);
    let mut writer = store.import(&BatchInfo::default()).unwrap();
    let filled = (0..1000).find_map(|number| {
        let reference = article(&format!("Study {number} {}", "x".repeat(500)), 2020);
        writer.add(NewReference::new(reference)).err()
    });
    assert!(matches!(filled, Some(StoreError::DiskFull)), "{filled:?}");
    drop(writer);
    assert_eq!(store.canonical_dump().unwrap(), before);
    limit(&store, 1 << 30);
    store
        .transact(&Operation::Delete, |tx| tx.delete(ids[0]))
        .unwrap();
    store.undo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), before);
    assert!(store.check(false).unwrap().is_sound());
}
