//! Import, undo, redo, edits, merges: the everyday course of things.

use super::support::{article, found, import, import_as, titles, with_doi};
use crate::{Access, NewReference, Operation, Standing, Store, StoreError};
use tempfile::tempdir;

#[test]
fn import_undo_redo_across_restarts() {
    let dir = tempdir().unwrap();
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    let empty = store.canonical_dump().unwrap();
    let ids = import(
        &mut store,
        vec![article("Sleep", 2020), article("抑郁症", 2021)],
    );
    assert_eq!(titles(&store), ["Sleep", "抑郁症"]);
    let full = store.canonical_dump().unwrap();
    drop(store);

    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    assert_eq!(found(&store, "郁症"), [ids[1]]);
    store.undo().unwrap();
    assert!(titles(&store).is_empty());
    assert!(found(&store, "sleep").is_empty());
    assert!(store.get(ids[0]).is_err());
    assert!(store.resolve(&ids[0].to_string()).is_err());
    assert_eq!(store.canonical_dump().unwrap(), empty);
    drop(store);

    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    store.redo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), full);
    assert_eq!(found(&store, "sle"), [ids[0]]);
    assert!(matches!(store.redo(), Err(StoreError::NothingToRedo)));
    store.undo().unwrap();
    // Something new: the undone import is removed for good.
    import(&mut store, vec![article("New", 2022)]);
    assert!(matches!(store.redo(), Err(StoreError::NothingToRedo)));
    assert_eq!(titles(&store), ["New"]);
    let report = store.check(false).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn edits_merges_and_deletions_are_undone_exactly() {
    let dir = tempdir().unwrap();
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    let first = with_doi(article("Sleep quality", 2020), "10.1000/a");
    let (import, ids) = import_as(&mut store, vec![first, article("Sleep qualities", 2020)]);
    let before = store.canonical_dump().unwrap();

    let mut merged = store.get(ids[0]).unwrap().reference;
    merged.kind = diglot_model::ReferenceType::Thesis;
    let ((), operation) = store
        .transact(&Operation::Merge, |tx| {
            tx.update(ids[0], &merged)?;
            tx.merge_into(ids[1], ids[0])
        })
        .unwrap();
    assert!(operation.is_some());
    assert_eq!(found(&store, "sleep"), [ids[0]]);
    assert!(matches!(
        store.get_present(ids[1]),
        Err(StoreError::Gone { merged_into: Some(id), .. }) if id == ids[0]
    ));
    assert!(matches!(
        store.undo_operation(import),
        Err(StoreError::NotLatest { later: 1, .. })
    ));
    let after = store.canonical_dump().unwrap();
    drop(store);
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    store.undo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), before);
    assert_eq!(found(&store, "sleep").len(), 2);
    store.redo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), after);

    store
        .transact(&Operation::Delete, |tx| tx.delete(ids[0]))
        .unwrap();
    assert!(titles(&store).is_empty());
    store.undo().unwrap();
    store.undo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), before);
    let history = store.history(ids[0]).unwrap();
    assert_eq!(history.len(), 1);
    assert!(store.check(false).unwrap().is_sound());
}

#[test]
fn a_failed_transaction_leaves_nothing() {
    let dir = tempdir().unwrap();
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    let ids = import(&mut store, vec![article("Sleep", 2020)]);
    let before = store.canonical_dump().unwrap();
    let failed = store.transact(&Operation::Delete, |tx| {
        tx.delete(ids[0])?;
        tx.delete(ids[0])
    });
    assert!(matches!(failed, Err(StoreError::Gone { .. })));
    assert_eq!(store.canonical_dump().unwrap(), before);
    let mut writer = store.import(&crate::BatchInfo::default()).unwrap();
    writer
        .add(NewReference::new(article("Lost", 2020)))
        .unwrap();
    drop(writer);
    assert_eq!(store.canonical_dump().unwrap(), before);
    let ((), nothing) = store
        .transact(&Operation::Edit, |tx| {
            let same = tx.get(ids[0])?.reference;
            tx.update(ids[0], &same)
        })
        .unwrap();
    assert_eq!(nothing, None);
    assert_eq!(store.operations(10).unwrap().len(), 1);
}

#[test]
fn one_writer_many_readers() {
    let dir = tempdir().unwrap();
    assert!(matches!(
        Store::open(dir.path(), Access::Read),
        Err(StoreError::NoLibrary { .. })
    ));
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    let ids = import(&mut store, vec![article("Sleep", 2020)]);
    assert!(matches!(
        Store::open(dir.path(), Access::Write),
        Err(StoreError::Busy { .. })
    ));
    let mut reader = Store::open(dir.path(), Access::Read).unwrap();
    assert_eq!(titles(&reader), ["Sleep"]);
    import(&mut store, vec![article("More", 2020)]);
    assert_eq!(titles(&reader), ["Sleep", "More"]);
    assert!(matches!(reader.undo(), Err(StoreError::ReadOnly)));
    drop(store);
    assert_eq!(titles(&reader), ["Sleep", "More"]);
    let prefix = &ids[0].to_string()[..35];
    assert_eq!(reader.resolve(prefix).unwrap(), ids[0]);
    assert!(matches!(
        reader.resolve("0"),
        Err(StoreError::AmbiguousId { .. })
    ));
}

#[test]
fn listed_works_are_apart() {
    let dir = tempdir().unwrap();
    let mut store = Store::open(dir.path(), Access::Write).unwrap();
    let mut writer = store.import(&crate::BatchInfo::default()).unwrap();
    let main = writer
        .add(NewReference::new(article("Main", 2020)))
        .unwrap();
    let listed = writer
        .add(NewReference {
            standing: Standing::Listed,
            relations: vec![(crate::RelationKind::ListedOn, main, Some(3))],
            ..NewReference::new(article("Listed", 2019))
        })
        .unwrap();
    writer.commit(vec![], |_| Ok::<_, StoreError>(())).unwrap();
    assert_eq!(titles(&store), ["Main"]);
    assert!(found(&store, "listed").is_empty());
    let query = crate::Query::parse("listed").unwrap();
    let hits = store.search(&query, Standing::Listed, 10, 0).unwrap();
    assert_eq!(hits.hits[0].stored.id, listed);
    assert_eq!(store.relations(listed).unwrap()[0].rank, Some(3));
    assert_eq!(store.relations_to(main).unwrap().len(), 1);
    store
        .transact(&Operation::AddListed, |tx| {
            tx.set_standing(listed, Standing::Reference)
        })
        .unwrap();
    assert_eq!(titles(&store), ["Main", "Listed"]);
    assert_eq!(found(&store, "listed"), [listed]);
    let relation = store.relations(listed).unwrap()[0].id;
    store
        .transact(&Operation::Relate, |tx| tx.unrelate(relation))
        .unwrap();
    assert!(store.relations(listed).unwrap().is_empty());
    assert!(store.check(false).unwrap().is_sound());
    store.undo().unwrap();
    assert_eq!(store.relations(listed).unwrap().len(), 1);
    store.undo().unwrap();
    assert_eq!(titles(&store), ["Main"]);
    store.undo().unwrap();
    assert!(store.check(false).unwrap().is_sound());
}
