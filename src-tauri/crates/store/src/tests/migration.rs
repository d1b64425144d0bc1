//! Libraries of older schemas: frozen files that the program of then wrote.

use super::support::{found, titles};
use crate::{Access, Filter, Operation, Scope, Sort, Store};
use std::fs;
use std::path::Path;
use tempfile::tempdir;

/// Schema 1: two imports (one of a listed work), an edit, a merge, a deletion, and a
/// relation that was undone.
const FROZEN_1: &[u8] = include_bytes!("../../fixtures/schema-1.sqlite.zst");
const DUMP_1: &str = include_str!("../../fixtures/schema-1.dump.txt");

fn thaw(frozen: &[u8], dir: &Path) {
    let bytes = zstd::decode_all(frozen).unwrap();
    fs::write(dir.join("library.sqlite"), bytes).unwrap();
}

#[test]
fn schema_1_is_brought_up_to_date() {
    let dir = tempdir().unwrap();
    thaw(FROZEN_1, dir.path());
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    assert_eq!(store.canonical_dump().unwrap(), DUMP_1);
    let report = store.check(false).unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(
        titles(&store),
        ["Sleep quality of nurses", "护士的睡眠质量"]
    );
    let ids = found(&store, "睡眠");
    assert_eq!(ids.len(), 1);
    let trash = store.ids_in(&Scope::Trash, &Filter::default(), Sort::default());
    assert_eq!(trash.unwrap().len(), 1);
    // The library of before is kept.
    assert_eq!(store.backups().len(), 1);

    let create = Operation::CollectionCreate { name: "New".into() };
    store.redo().unwrap();
    store
        .transact(&create, |tx| {
            let id = tx.collection_create("New", None)?;
            tx.set_membership(&ids, id, true)
        })
        .unwrap();
    assert!(store.check(false).unwrap().is_sound());
    let mut undone = 0;
    while store.undo().is_ok() {
        undone += 1;
    }
    assert_eq!(undone, 7);
    assert_eq!(store.canonical_dump().unwrap(), "");
    assert!(store.check(false).unwrap().is_sound());
}

#[test]
fn an_older_library_is_brought_up_to_date_to_be_read() {
    let dir = tempdir().unwrap();
    thaw(FROZEN_1, dir.path());
    let store = Store::open(dir.path(), Access::Read).unwrap();
    assert_eq!(titles(&store).len(), 2);
    assert_eq!(store.summary().unwrap().trash, 1);
    assert!(store.collections().unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn an_older_library_that_cannot_be_written_says_so() {
    let dir = tempdir().unwrap();
    thaw(FROZEN_1, dir.path());
    let writer = fs::File::create(dir.path().join("library.lock")).unwrap();
    writer.lock().unwrap();
    let error = Store::open(dir.path(), Access::Read).err().unwrap();
    assert_eq!(error.code(), "library-older", "{error}");
}
