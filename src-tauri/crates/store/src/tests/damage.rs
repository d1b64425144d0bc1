//! Damaged and foreign files, checks, repairs, backups, restores.

use super::support::{article, found, import, titles};
use crate::{
    Access, BatchInfo, NewReference, Operation, Options, RelationKind, Standing, Store, StoreError,
    restore,
};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

fn library(dir: &Path) -> Store {
    let mut store = Store::open(dir, Access::Write).unwrap();
    let ids = import(
        &mut store,
        vec![article("Sleep", 2000), article("Depression", 2001)],
    );
    let mut writer = store.import(&BatchInfo::default()).unwrap();
    writer
        .add(NewReference {
            standing: Standing::Listed,
            relations: vec![(RelationKind::ListedOn, ids[0], Some(1))],
            ..NewReference::new(article("Listed", 2002))
        })
        .unwrap();
    writer
        .commit(Vec::new(), |_| Ok::<_, StoreError>(()))
        .unwrap();
    store
        .transact(&Operation::Edit, |tx| {
            tx.update(ids[0], &article("Sleep quality", 2003))
        })
        .unwrap();
    let operation = Operation::File {
        collection: "In it".into(),
    };
    store
        .transact(&operation, |tx| {
            let outer = tx.collection_create("Outer", None)?;
            let inner = tx.collection_create("In it", Some(outer))?;
            tx.set_membership(&ids, inner, true)?;
            tx.set_tag(&ids, "睡眠", true)
        })
        .unwrap();
    store
}

/// Names one row of a table.
fn first_row(table: &str) -> String {
    match table {
        "library" => "key = 'device'".to_owned(),
        "membership" | "tagging" => "reference = 1".to_owned(),
        _ => format!("rowid = (SELECT min(rowid) FROM {table})"),
    }
}

/// Every cell of the entity tables, changed behind the store's back, is found.
#[test]
fn a_change_of_any_cell_is_found() {
    let dir = tempdir().unwrap();
    let mut store = library(dir.path());
    assert!(store.check(false).unwrap().is_sound());
    let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
    connection
        .pragma_update(None, "ignore_check_constraints", true)
        .unwrap();
    connection
        .pragma_update(None, "foreign_keys", false)
        .unwrap();
    let mut looked = 0;
    for table in [
        "library",
        "batch",
        "capture",
        "reference",
        "relation",
        "collection",
        "membership",
        "tag",
        "tagging",
        "operation",
        "change",
    ] {
        let columns: Vec<(String, String)> = connection
            .prepare(&format!(
                "SELECT name, type FROM pragma_table_info('{table}')"
            ))
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for (column, kind) in columns {
            // The number of a change only puts it in order, that of a capture or relation
            // nothing points to.
            let free = ["change", "capture", "relation"].contains(&table);
            if free && (column == "row" || column == "seq") {
                continue;
            }
            let value = match kind.as_str() {
                "INTEGER" => format!("coalesce({column}, 0) + 1000"),
                "TEXT" => format!("coalesce({column}, '') || 'x'"),
                "BLOB" => format!("coalesce({column} || x'5a', randomblob(16))"),
                _ => "7".to_owned(),
            };
            connection.execute_batch("SAVEPOINT a").unwrap();
            let value = match kind.as_str() {
                "INTEGER" | "TEXT" | "BLOB" => format!("CAST({value} AS {kind})"),
                _ => value,
            };
            let one = first_row(table);
            let sql = format!("UPDATE {table} SET {column} = {value} WHERE {one}");
            connection
                .execute(&sql, [])
                .unwrap_or_else(|e| panic!("{sql}: {e}"));
            let rules = *store.rules();
            let report = crate::check::check(&connection, &rules).unwrap();
            assert!(!report.is_sound(), "{table}.{column}");
            connection
                .execute_batch("ROLLBACK TO a; RELEASE a")
                .unwrap();
            looked += 1;
        }
        // A row that is gone is missed, too.
        connection.execute_batch("SAVEPOINT a").unwrap();
        let sql = format!("DELETE FROM {table} WHERE {}", first_row(table));
        connection.execute(&sql, []).unwrap();
        let rules = *store.rules();
        assert!(
            !crate::check::check(&connection, &rules).unwrap().is_sound(),
            "{table}"
        );
        connection
            .execute_batch("ROLLBACK TO a; RELEASE a")
            .unwrap();
    }
    assert!(looked > 55, "{looked}");
    assert!(store.check(false).unwrap().is_sound());
}

#[test]
fn damage_is_named_when_it_is_read() {
    let dir = tempdir().unwrap();
    let store = library(dir.path());
    let id = found(&store, "quality")[0];
    drop(store);
    let connection = Connection::open(dir.path().join("library.sqlite")).unwrap();
    connection
        .execute(
            "UPDATE reference SET document = replace(document, 'quality', 'Quality') WHERE row = 1",
            [],
        )
        .unwrap();
    drop(connection);
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    match store.get(id) {
        Err(StoreError::Damaged { entity, .. }) => assert_eq!(entity, format!("reference {id}")),
        other => panic!("{other:?}"),
    }
    let report = store.check(true).unwrap();
    assert_eq!(report.findings.len(), 1, "{report:?}");
    assert_eq!(report.findings[0].entity, format!("reference {id}"));
    assert!(store.backup(None).is_err());
}

#[test]
fn derived_data_are_repaired() {
    let dir = tempdir().unwrap();
    let mut store = library(dir.path());
    store
        .connection()
        .execute_batch(
            "UPDATE listing SET title_key = 'zzz' WHERE row = 1;
             DELETE FROM fulltext WHERE rowid = 2",
        )
        .unwrap();
    let report = store.check(false).unwrap();
    assert_eq!(report.findings.len(), 2, "{report:?}");
    assert!(report.findings.iter().all(|finding| finding.repairable));
    let report = store.check(true).unwrap();
    assert!(report.repaired && report.is_sound(), "{report:?}");
    assert_eq!(found(&store, "depression").len(), 1);
}

#[test]
fn newer_foreign_and_broken_files_are_refused() {
    let dir = tempdir().unwrap();
    drop(library(dir.path()));
    let path = dir.path().join("library.sqlite");
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    for access in [Access::Write, Access::Read] {
        let error = Store::open(dir.path(), access).err().unwrap();
        assert!(
            matches!(error, StoreError::Newer { found: 99, .. }),
            "{error}"
        );
        assert_eq!(error.code(), "library-newer");
    }

    let other = tempdir().unwrap();
    let path = other.path().join("library.sqlite");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE a (b)")
        .unwrap();
    let error = Store::open(other.path(), Access::Write).err().unwrap();
    assert!(matches!(error, StoreError::Foreign { .. }), "{error}");

    fs::write(
        &path,
        "this is no database at all, but long enough to look like one".repeat(100),
    )
    .unwrap();
    for access in [Access::Write, Access::Read] {
        let error = Store::open(other.path(), access).err().unwrap();
        assert_eq!(error.code(), "library-damaged", "{error}");
    }
}

#[test]
fn truncated_files_are_damaged() {
    let dir = tempdir().unwrap();
    drop(library(dir.path()));
    let path = dir.path().join("library.sqlite");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let outcome = Store::open(dir.path(), Access::Write).and_then(|mut store| store.check(false));
    match outcome {
        Err(error) => assert_eq!(error.code(), "library-damaged", "{error}"),
        Ok(report) => assert!(!report.is_sound()),
    }
}

#[test]
fn backups_come_back() {
    let dir = tempdir().unwrap();
    let mut store = library(dir.path());
    let device = store.device_id().unwrap();
    let dump = store.canonical_dump().unwrap();
    let outside = tempdir().unwrap();
    let to = outside.path().join("copy.sqlite");
    let backup = store.backup(Some(&to)).unwrap();
    assert_eq!(backup.path, to);
    assert!(store.backup(Some(&to)).is_err(), "never written over");
    let own = store.backup(None).unwrap();
    assert_eq!(store.backups(), [own.path]);
    import(&mut store, vec![article("Later", 2020)]);
    assert!(matches!(
        restore(dir.path(), &to, Options::default()),
        Err(StoreError::Busy { .. })
    ));
    drop(store);
    fs::write(dir.path().join("library.sqlite-wal"), "rubbish").unwrap();
    let report = restore(dir.path(), &to, Options::default()).unwrap();
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    assert_eq!(store.canonical_dump().unwrap(), dump);
    assert_ne!(store.device_id().unwrap(), device);
    assert!(store.check(false).unwrap().is_sound());
    store.undo().unwrap();

    let kept = report.kept.unwrap();
    let later = Store::open(&kept, Access::Read).unwrap();
    assert!(titles(&later).contains(&"Later".to_owned()));
    drop(store);
    // A damaged backup is refused, and the library stays.
    let connection = Connection::open(&to).unwrap();
    connection
        .execute("UPDATE batch SET added = 'x'", [])
        .unwrap();
    drop(connection);
    assert!(matches!(
        restore(dir.path(), &to, Options::default()),
        Err(StoreError::BadBackup { .. })
    ));
    let store = Store::open(dir.path(), Access::Read).unwrap();
    assert_eq!(titles(&store).len(), 2);
}

#[test]
fn a_restore_that_was_cut_short_is_finished() {
    let dir = tempdir().unwrap();
    let store = library(dir.path());
    let dump = store.canonical_dump().unwrap();
    store
        .backup(Some(&dir.path().join("library.sqlite.incoming")))
        .unwrap();
    drop(store);
    fs::remove_file(dir.path().join("library.sqlite")).unwrap();
    let store = Store::open(dir.path(), Access::Write).unwrap();
    assert_eq!(store.canonical_dump().unwrap(), dump);
}

#[cfg(unix)]
#[test]
fn folder_and_files_belong_to_the_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempdir().unwrap();
    let folder = dir.path().join("deep/library");
    let store = library(&folder);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let backup = store.backup(None).unwrap();
    assert_eq!(mode(&backup.path), 0o600);
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let wanted = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(&path), wanted, "{}", path.display());
    }
}
