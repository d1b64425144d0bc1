//! Collections, tags, the trash and lists, as a window uses them.

use super::flows::{article, dump, open, page, plan};
use crate::{
    Access, Filter, ImportOptions, Library, LibraryError, Scope, Sort, SortField, Standing,
    StoreError, Summary,
};
use tempfile::tempdir;

fn words(library: &Library) -> Vec<String> {
    let lines = library.operations(20).unwrap();
    lines.into_iter().map(|line| line.what).collect()
}

#[test]
fn organising_is_undone_step_by_step_and_said_in_words() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let ids = library
        .add(vec![article("First", ""), article("Second", "")])
        .unwrap();
    let mut dumps = vec![dump(&library)];
    let outer = library.collection_create(" Sleep ", None).unwrap();
    let inner = library.collection_create("Nurses", Some(outer)).unwrap();
    let other = library.collection_create("Other", None).unwrap();
    library.set_membership(&ids, inner, true).unwrap();
    dumps.push(dump(&library));
    library.set_membership(&ids[..1], inner, false).unwrap();
    library.collection_rename(inner, "护士").unwrap();
    library.collection_move(inner, Some(other)).unwrap();
    library.collection_move(inner, None).unwrap();
    library.set_tag(&ids, "Read later", true).unwrap();
    library.set_tag(&ids[..1], "read LATER", false).unwrap();
    library.tag_rename("read later", "Read now").unwrap();
    library.delete(&ids).unwrap();
    assert_eq!(library.count_in(&Scope::Trash, "sec").unwrap(), 1);
    library.restore(&ids).unwrap();
    library.collection_delete(outer).unwrap();
    dumps.push(dump(&library));
    assert_eq!(
        words(&library),
        [
            "Deleted the collection “Sleep”",
            "Restored 2 references",
            "Deleted 2 references",
            "Renamed the tag “Read later” to “Read now”",
            "Took the tag “Read later” from 1 reference",
            "Tagged 2 references “Read later”",
            "Moved the collection “护士” to the top",
            "Moved the collection “护士” into “Other”",
            "Renamed the collection “Nurses” to “护士”",
            "Took 1 reference out of “Nurses”",
            "Put 2 references into “Nurses”",
            "Made the collection “Other”",
            "Made the collection “Nurses”",
            "Made the collection “Sleep”",
            "Added 2 references",
        ]
    );
    // What changes nothing is no operation.
    assert_eq!(library.set_tag(&ids[1..], "READ NOW", true).unwrap(), None);
    assert_eq!(library.collection_rename(inner, "护士").unwrap(), None);
    assert_eq!(library.restore(&ids).unwrap(), None);
    assert_eq!(library.tags_of(ids[1]).unwrap(), ["Read now"]);
    assert_eq!(library.collections_of(ids[1]).unwrap(), [inner]);
    drop(library);

    let mut library = open(dir.path(), Access::Write);
    for _ in 0..10 {
        library.undo().unwrap();
    }
    assert_eq!(dump(&library), dumps[1]);
    for _ in 0..4 {
        library.undo().unwrap();
    }
    assert_eq!(dump(&library), dumps[0]);
    while library.redo().is_ok() {}
    assert_eq!(dump(&library), dumps[2]);
    assert!(library.check(false).unwrap().is_sound());
    let gone = library.set_membership(&ids, outer, true).unwrap_err();
    assert!(matches!(
        gone,
        LibraryError::Store(StoreError::UnknownCollection(_))
    ));
    assert_eq!(gone.code(), "collection-unknown");
}

#[test]
fn a_list_follows_what_is_typed() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let report = library.import(page(), &ImportOptions::default()).unwrap();
    let more = library
        .import(
            plan(vec![
                article("护士的睡眠质量", "10.1000/z"),
                article("Sleep of nurses", ""),
            ]),
            &ImportOptions::default(),
        )
        .unwrap();
    let sort = Sort {
        by: SortField::Title,
        descending: false,
    };
    let found = |text: &str| {
        let page = library.list_page(&Scope::All, text, sort, 0, 10).unwrap();
        let titles = page.works.iter().map(|work| work.reference.title());
        let titles: Vec<_> = titles.map(|title| title.unwrap().to_owned()).collect();
        assert_eq!(page.total as usize, titles.len(), "{text}");
        titles
    };
    assert_eq!(found("").len(), 3);
    for (text, title) in [
        ("睡", "护士的睡眠质量"),
        ("眠质", "护士的睡眠质量"),
        ("s", "Sleep of nurses"),
        ("sleep nu", "Sleep of nurses"),
        ("year:2020 \"of nur", "Sleep of nurses"),
        ("title:main", "The main article of the page"),
    ] {
        assert_eq!(found(text), [title], "{text}");
    }
    for all in ["***", "\"", " ", "year:2020", "missing:", "year:"] {
        let wanted = if all.ends_with(':') { 0 } else { 3 };
        assert_eq!(found(all).len(), wanted, "{all}");
    }
    assert!(found("nothing like it").is_empty());
    let position = |id, text: &str| library.position_of(&Scope::All, text, sort, id).unwrap();
    assert_eq!(position(more.references[0], ""), Some(2));
    assert_eq!(position(more.references[0], "睡眠"), Some(0));
    assert_eq!(position(more.references[0], "sleep"), None);
    let ids = library
        .page_ids(&Scope::Listed, "抑", Sort::default())
        .unwrap();
    assert_eq!(ids, report.listed[1..]);
    let batch = library.count_in(&Scope::Batch(more.batch), "").unwrap();
    assert_eq!(batch, 2);
    library
        .set_tag(&more.references[..1], "睡眠", true)
        .unwrap();
    assert_eq!(library.count_in(&Scope::All, "tag:睡眠 护").unwrap(), 1);
    let filter = Filter::parse("tag:睡眠").unwrap();
    assert_eq!(library.count(Standing::Reference, &filter).unwrap(), 1);
}

#[test]
fn a_reader_beside_the_writer_sees_what_is_committed_at_once() {
    let dir = tempdir().unwrap();
    let mut writer = open(dir.path(), Access::Write);
    let reader = open(dir.path(), Access::Read);
    let summary = |library: &Library| library.summary().unwrap();
    assert_eq!(summary(&reader), Summary::default());
    let report = writer.import(page(), &ImportOptions::default()).unwrap();
    let expected = Summary {
        references: 1,
        needs_metadata: 0,
        both_languages: 0,
        listed: 2,
        trash: 0,
    };
    assert_eq!(summary(&reader), expected);
    assert_eq!(reader.search("main", 1).unwrap().total, 1);
    let collection = writer.collection_create("New", None).unwrap();
    writer
        .set_membership(&report.references, collection, true)
        .unwrap();
    assert_eq!(reader.collections().unwrap()[0].count, 1);
    writer.set_tag(&report.references, "new", true).unwrap();
    assert_eq!(reader.tags().unwrap()[0].name, "new");
    writer.delete(&report.references).unwrap();
    assert_eq!(
        (summary(&reader).references, summary(&reader).trash),
        (0, 1)
    );
    assert!(reader.tags().unwrap().is_empty());
    for _ in 0..5 {
        writer.undo().unwrap();
        assert_eq!(summary(&reader), summary(&writer));
        assert_eq!(dump(&reader), dump(&writer));
    }
    assert_eq!(summary(&reader), Summary::default());
    // Each may work on a thread of its own.
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || reader.collections().unwrap().len());
        writer.redo().unwrap();
        assert_eq!(reading.join().unwrap(), 0);
    });
}
