//! Collections, tags, the trash, and lists of parts of the library.

use super::support::{article, import};
use crate::{
    Access, BatchInfo, CollectionId, Filter, NewReference, Operation, Options, Query, ReferenceId,
    Scope, Sort, SortField, Standing, Store, StoreError, Summary,
};
use diglot_model::{Abstract, LanguageTag, LocalizedText, Section, Sourced, TextField};
use tempfile::{TempDir, tempdir};

fn store() -> (TempDir, Store) {
    let dir = tempdir().unwrap();
    let store = Store::open(dir.path(), Access::Write).unwrap();
    (dir, store)
}

fn create(store: &mut Store, name: &str, parent: Option<CollectionId>) -> CollectionId {
    let operation = Operation::CollectionCreate { name: name.into() };
    let made = store.transact(&operation, |tx| tx.collection_create(name, parent));
    made.unwrap().0
}

fn file(store: &mut Store, ids: &[ReferenceId], collection: CollectionId) {
    let operation = Operation::File {
        collection: "x".into(),
    };
    store
        .transact(&operation, |tx| tx.set_membership(ids, collection, true))
        .unwrap();
}

fn tag(store: &mut Store, ids: &[ReferenceId], name: &str, tagged: bool) {
    let operation = Operation::Tag { tag: name.into() };
    store
        .transact(&operation, |tx| tx.set_tag(ids, name, tagged))
        .unwrap();
}

fn in_scope(store: &Store, scope: &Scope) -> Vec<ReferenceId> {
    let ids = store.ids_in(scope, &Filter::default(), Sort::default());
    ids.unwrap()
}

fn names(store: &Store) -> Vec<(String, usize, u64)> {
    let all = store.collections().unwrap().into_iter();
    all.map(|c| (c.name, c.depth, c.count)).collect()
}

fn tags(store: &Store) -> Vec<(String, u64)> {
    let all = store.tags().unwrap().into_iter();
    all.map(|tag| (tag.name, tag.count)).collect()
}

#[test]
fn collections_hold_what_is_in_those_in_them() {
    let (_dir, mut store) = store();
    let ids = import(
        &mut store,
        vec![article("A", 1), article("B", 2), article("C", 3)],
    );
    let outer = create(&mut store, " Sleep  studies ", None);
    let inner = create(&mut store, "abc", Some(outer));
    let other = create(&mut store, "Aging", None);
    file(&mut store, &ids[..2], outer);
    file(&mut store, &ids[1..], inner);
    let named = |name: &str, depth, count| (name.to_owned(), depth, count);
    assert_eq!(
        names(&store),
        [
            named("Aging", 0, 0),
            named("Sleep studies", 0, 3),
            named("abc", 1, 2)
        ]
    );
    assert_eq!(in_scope(&store, &Scope::Collection(outer)), ids);
    assert_eq!(in_scope(&store, &Scope::Collection(inner)), ids[1..]);
    assert_eq!(store.collections_of(ids[1]).unwrap(), [outer, inner]);

    let into_itself = Operation::CollectionMove {
        name: String::new(),
        parent: None,
    };
    let moved = store.transact(&into_itself, |tx| tx.collection_move(outer, Some(inner)));
    assert!(matches!(moved, Err(StoreError::CollectionInItself(name)) if name == "Sleep studies"));
    store
        .transact(&into_itself, |tx| tx.collection_move(inner, Some(other)))
        .unwrap();
    assert_eq!(names(&store)[0].2, 2);
    store.undo().unwrap();

    let before = store.canonical_dump().unwrap();
    let delete = Operation::CollectionDelete {
        name: "Sleep studies".into(),
    };
    store
        .transact(&delete, |tx| tx.collection_delete(outer))
        .unwrap();
    assert_eq!(names(&store), [named("Aging", 0, 0)]);
    assert!(store.collections_of(ids[1]).unwrap().is_empty());
    assert_eq!(in_scope(&store, &Scope::All), ids);
    let gone = store.page(
        &Scope::Collection(inner),
        &Filter::default(),
        Sort::default(),
        0,
        9,
    );
    assert!(matches!(gone, Err(StoreError::UnknownCollection(id)) if id == inner.to_string()));
    let entry = store.undo().unwrap();
    assert_eq!(entry.references, 0);
    assert_eq!(store.canonical_dump().unwrap(), before);
    let report = store.check(false).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn tags_are_the_same_however_they_are_written() {
    let (_dir, mut store) = store();
    let ids = import(
        &mut store,
        vec![article("A", 1), article("B", 2), article("C", 3)],
    );
    tag(&mut store, &ids[..1], "抑鬱症", true);
    tag(&mut store, &ids[1..], " 抑郁症 ", true);
    tag(&mut store, &ids[..1], "Read later", true);
    let tagged = |name: &str, count| (name.to_owned(), count);
    assert_eq!(tags(&store), [tagged("Read later", 1), tagged("抑鬱症", 3)]);
    assert_eq!(in_scope(&store, &Scope::Tag("抑郁症".into())), ids);
    assert!(in_scope(&store, &Scope::Tag("抑郁".into())).is_empty());
    let both = Filter {
        tags: vec!["READ LATER".into(), "抑郁症".into()],
        ..Filter::default()
    };
    assert_eq!(store.count_in(&Scope::All, &both).unwrap(), 1);
    assert_eq!(store.history(ids[1]).unwrap()[1].changes[0].0, "tag");

    let before = store.canonical_dump().unwrap();
    let rename = Operation::TagRename {
        from: String::new(),
        to: String::new(),
    };
    // A new spelling, then into a tag that is there.
    store
        .transact(&rename, |tx| tx.tag_rename("抑郁症", "抑郁症"))
        .unwrap();
    assert_eq!(tags(&store)[1], tagged("抑郁症", 3));
    store
        .transact(&rename, |tx| tx.tag_rename("抑鬱症", "read LATER"))
        .unwrap();
    assert_eq!(tags(&store), [tagged("Read later", 3)]);
    store.undo().unwrap();
    store.undo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), before);
    tag(&mut store, &ids[..2], "抑郁症", false);
    assert_eq!(store.tags_of(ids[0]).unwrap(), ["Read later"]);
    let nameless = store.transact(&rename, |tx| tx.set_tag(&ids, " \u{200b}", true));
    assert!(matches!(nameless, Err(StoreError::EmptyName)));
    assert!(store.check(false).unwrap().is_sound());
}

#[test]
fn deleted_works_lie_in_the_trash_until_they_are_restored() {
    let (_dir, mut store) = store();
    let ids = import(
        &mut store,
        vec![article("Sleep", 1), article("睡眠", 2), article("Work", 3)],
    );
    tag(&mut store, &ids, "x", true);
    let before = store.canonical_dump().unwrap();
    store
        .transact(&Operation::Delete, |tx| {
            ids[..2].iter().try_for_each(|id| tx.delete(*id))
        })
        .unwrap();
    tag(&mut store, &ids[2..], "later", true);
    assert_eq!(in_scope(&store, &Scope::Trash), ids[..2]);
    assert_eq!(in_scope(&store, &Scope::Tag("x".into())), ids[2..]);
    assert_eq!(tags(&store)[1], ("x".to_owned(), 1));
    let typed = Filter {
        text: Query::typed("睡"),
        ..Filter::default()
    };
    let page = store.page(&Scope::Trash, &typed, Sort::default(), 0, 9);
    let page = page.unwrap();
    assert_eq!((page.total, page.works[0].id), (1, ids[1]));
    assert!(page.works[0].deleted);
    assert_eq!(store.count_in(&Scope::All, &typed).unwrap(), 0);
    assert!(store.check(false).unwrap().is_sound());
    store
        .transact(&Operation::Restore, |tx| tx.restore(ids[1]))
        .unwrap();
    assert_eq!(in_scope(&store, &Scope::All), ids[1..]);
    assert_eq!(super::support::found(&store, "睡眠"), [ids[1]]);
    store.undo().unwrap();
    assert_eq!(in_scope(&store, &Scope::Trash), ids[..2]);
    store.undo().unwrap();
    store.undo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), before);
}

#[test]
fn imports_are_filed_within_their_operation() {
    let dir = tempdir().unwrap();
    let options = Options {
        chunk: 2,
        ..Options::default()
    };
    let mut store = Store::open_with(dir.path(), Access::Write, options).unwrap();
    let old = import(&mut store, vec![article("Old", 1)]);
    let collection = create(&mut store, "Inbox", None);
    tag(&mut store, &old, "New", true);
    tag(&mut store, &old, "New", false);
    let before = store.canonical_dump().unwrap();
    let bring = |store: &mut Store| {
        let mut writer = store.import(&BatchInfo::default()).unwrap();
        let tags = ["new".to_owned(), "睡眠".to_owned(), "NEW".to_owned()];
        writer.file_under(Some(collection), &tags).unwrap();
        let mut ids = Vec::new();
        for number in 0..5 {
            let new = NewReference::new(article(&format!("New {number}"), number));
            ids.push(writer.add(new).unwrap());
        }
        writer
            .add(NewReference {
                standing: Standing::Listed,
                ..NewReference::new(article("Listed", 1))
            })
            .unwrap();
        writer
            .add(NewReference {
                merged_into: Some(old[0]),
                ..NewReference::new(article("Old", 1))
            })
            .unwrap();
        writer
            .commit(vec!["a.ris".into()], |_| Ok::<_, StoreError>(()))
            .unwrap();
        ids
    };
    let ids = bring(&mut store);
    assert_eq!(names(&store)[0].2, 6);
    assert_eq!(
        tags(&store),
        [("new".to_owned(), 6), ("睡眠".to_owned(), 6)]
    );
    let filed = in_scope(&store, &Scope::Collection(collection));
    assert!(filed.contains(&old[0]) && ids.iter().all(|id| filed.contains(id)));
    let full = store.canonical_dump().unwrap();
    let Operation::Import {
        collection: into,
        tags: given,
        ..
    } = &store.operations(1).unwrap()[0].operation
    else {
        panic!("no import")
    };
    assert_eq!(into.as_deref(), Some("Inbox"));
    assert_eq!(given, &["new", "睡眠"]);

    store.undo().unwrap();
    assert_eq!(names(&store)[0].2, 0);
    assert!(tags(&store).is_empty());
    assert_eq!(store.canonical_dump().unwrap(), before);
    assert!(store.check(false).unwrap().is_sound());
    store.redo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), full);
    // Undone with the collection itself, and brought back from there.
    for _ in 0..4 {
        store.undo().unwrap();
    }
    assert!(names(&store).is_empty());
    assert!(store.check(false).unwrap().is_sound());
    for _ in 0..4 {
        store.redo().unwrap();
    }
    assert_eq!(store.canonical_dump().unwrap(), full);
    // Undone for good: the tags of the import are free to be spelled anew.
    store.undo().unwrap();
    tag(&mut store, &old, "NEW", true);
    assert_eq!(tags(&store), [("NEW".to_owned(), 1)]);
    assert!(store.check(false).unwrap().is_sound());

    // An import that is given up after some chunks leaves nothing behind.
    let before = store.canonical_dump().unwrap();
    let mut writer = store.import(&BatchInfo::default()).unwrap();
    writer
        .file_under(Some(collection), &["gone".to_owned()])
        .unwrap();
    for number in 0..3 {
        let new = NewReference::new(article("Given up", number));
        writer.add(new).unwrap();
    }
    drop(writer);
    assert_eq!(store.canonical_dump().unwrap(), before);
    assert!(store.check(false).unwrap().is_sound());
}

#[test]
fn what_is_merged_is_found_where_its_parts_were() {
    let (_dir, mut store) = store();
    let ids = import(&mut store, vec![article("A", 1), article("B", 2)]);
    let collection = create(&mut store, "Of B", None);
    file(&mut store, &ids[1..], collection);
    tag(&mut store, &ids[1..], "of b", true);
    let before = store.canonical_dump().unwrap();
    store
        .transact(&Operation::Merge, |tx| tx.merge_into(ids[1], ids[0]))
        .unwrap();
    assert_eq!(in_scope(&store, &Scope::Collection(collection)), ids[..1]);
    assert_eq!(store.tags_of(ids[0]).unwrap(), ["of b"]);
    store.undo().unwrap();
    assert_eq!(store.canonical_dump().unwrap(), before);
}

#[test]
fn scopes_counts_and_positions_agree() {
    let (_dir, mut store) = store();
    let mut references = Vec::new();
    for number in 0..40 {
        let mut reference = article(&format!("Title {}", number * 7 % 40), 2000 + number % 5);
        if number % 4 == 0 {
            reference.dates.clear();
        }
        if number % 2 == 0 {
            let title = LocalizedText::new(LanguageTag::EN, format!("Journal {}", number % 6));
            reference.add_text(TextField::ContainerTitle, Sourced::bare(title));
        }
        if number % 3 == 0 {
            let title = LocalizedText::new(LanguageTag::ZH_HANS, "题名");
            reference.add_text(TextField::Title, Sourced::bare(title));
        }
        if number % 10 == 0 {
            let text = |lang: LanguageTag| {
                Sourced::bare(Abstract {
                    lang,
                    origin: diglot_model::Origin::default(),
                    sections: vec![Section::default()],
                })
            };
            reference.abstracts = vec![text(LanguageTag::EN), text(LanguageTag::ZH_HANS)];
        }
        references.push(reference);
    }
    let ids = import(&mut store, references);
    let batch = store.get(ids[0]).unwrap().batch;
    let listed = {
        let mut writer = store.import(&BatchInfo::default()).unwrap();
        let new = NewReference {
            standing: Standing::Listed,
            ..NewReference::new(article("Title of a listed work", 1))
        };
        let id = writer.add(new).unwrap();
        writer.commit(vec![], |_| Ok::<_, StoreError>(())).unwrap();
        id
    };
    store
        .transact(&Operation::Delete, |tx| tx.delete(ids[39]))
        .unwrap();
    assert_eq!(
        store.summary().unwrap(),
        Summary {
            references: 39,
            needs_metadata: 29,
            both_languages: 15,
            listed: 1,
            trash: 1,
        }
    );
    let collection = create(&mut store, "Some", None);
    file(&mut store, &ids[5..25], collection);
    tag(&mut store, &ids[10..35], "t", true);
    let some = [ids[3], ids[39], listed, ids[20]].into_iter().collect();
    let scopes = [
        (Scope::All, 39),
        (Scope::NeedsMetadata, 29),
        (Scope::BothLanguages, 15),
        (Scope::Listed, 1),
        (Scope::Collection(collection), 20),
        (Scope::Tag("T".into()), 25),
        (Scope::Trash, 1),
        (Scope::Batch(batch), 39),
        (Scope::Ids(some), 3),
    ];
    let fields = [
        SortField::Added,
        SortField::Title,
        SortField::Author,
        SortField::Year,
        SortField::Container,
        SortField::Kind,
    ];
    let mut looked = 0;
    for (scope, count) in &scopes {
        let total = store.count_in(scope, &Filter::default()).unwrap();
        assert_eq!(total, *count, "{scope:?}");
        for text in ["", "tit", "title 1", "work"] {
            let filter = Filter {
                text: Query::typed(text),
                ..Filter::default()
            };
            for by in fields {
                for descending in [false, true] {
                    let sort = Sort { by, descending };
                    let all = store.ids_in(scope, &filter, sort).unwrap();
                    let page = store.page(scope, &filter, sort, 1, 5).unwrap();
                    assert_eq!(page.total as usize, all.len());
                    let found: Vec<_> = page.works.iter().map(|work| work.id).collect();
                    assert_eq!(
                        found,
                        all.iter().skip(1).take(5).copied().collect::<Vec<_>>()
                    );
                    for (at, id) in all.iter().enumerate() {
                        let position = store.position_of(*id, scope, &filter, sort).unwrap();
                        assert_eq!(position, Some(at as u64), "{scope:?} {text} {sort:?}");
                        looked += 1;
                    }
                }
            }
        }
    }
    assert!(looked > 2_000, "{looked}");
    let position = |id, scope| {
        let filter = Filter::default();
        store.position_of(id, scope, &filter, Sort::default())
    };
    assert_eq!(position(ids[39], &Scope::All).unwrap(), None);
    assert_eq!(position(listed, &Scope::All).unwrap(), None);
}
