//! Libraries of older schemas: frozen files that the program of then wrote.

use super::support::{found, titles};
use crate::schema::migrate_to;
use crate::{Access, Filter, Operation, Scope, Sort, Store, TermSaid};
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

/// Schema 3 kept settings in two places, and what was said about terms as a setting.
#[test]
fn settings_of_schema_3_come_to_one_place() {
    let dir = tempdir().unwrap();
    thaw(FROZEN_1, dir.path());
    let path = dir.path().join("library.sqlite");
    let mut connection = rusqlite::Connection::open(&path).unwrap();
    migrate_to(&mut connection, 3).unwrap();
    connection
        .execute_batch(
            r#"INSERT INTO setting (name, value) VALUES ('network', '{"on":false}');
               INSERT INTO library (key, value, hash) VALUES
                 ('kept translation', '{"kind":"chat"}', x'00'),
                 ('kept glossary', '{"added":[["护士","nurse"]],"removed":[["午睡","nap"]]}', x'00');"#,
        )
        .unwrap();
    drop(connection);
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    let setting = |store: &Store, name: &str| store.setting(name).unwrap();
    assert_eq!(
        setting(&store, "network").as_deref(),
        Some(r#"{"on":false}"#)
    );
    assert_eq!(
        setting(&store, "translation").as_deref(),
        Some(r#"{"kind":"chat"}"#)
    );
    assert_eq!(setting(&store, "glossary"), None);
    let said: Vec<_> = store.said_terms().unwrap();
    let said: Vec<_> = said.iter().map(|term| (&term.en[..], term.said)).collect();
    assert_eq!(
        said,
        [("nap", TermSaid::Removed), ("nurse", TermSaid::Added)]
    );
    assert!(store.check(false).unwrap().is_sound());

    let before = store.canonical_dump().unwrap();
    let operation = Operation::TermRemove {
        term: "nurse".into(),
    };
    store
        .transact(&operation, |tx| {
            tx.say_of_term("护士", "nurse", None)?;
            tx.say_of_term("午睡", "nap", Some(TermSaid::Added))
        })
        .unwrap();
    let after = store.canonical_dump().unwrap();
    assert_ne!(before, after);
    drop(store);
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    store.undo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), before);
    store.redo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), after);
    assert!(store.check(false).unwrap().is_sound());
    drop(store);

    // What was changed behind the program's back is found, and a setting so changed is none.
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch("UPDATE term SET said = 'removed'; UPDATE setting SET value = 'x';")
        .unwrap();
    drop(connection);
    let mut store = Store::open(dir.path(), Access::Read).unwrap();
    assert_eq!(setting(&store, "network"), None);
    assert!(!store.check(false).unwrap().is_sound());
}
