//! What users do: import, look, merge, undo, all of it also after a restart.

use crate::{
    Access, Filter, ImportOptions, Library, LibraryError, LibraryOptions, MergeChoices,
    OnDuplicate, Sort, SortField, Standing, StoreError, restore,
};
use diglot_import::{ImportPlan, PlannedCapture, PlannedRecord};
use diglot_model::{
    CaptureSource, Contributor, Date, DateField, Field, Identifier, LanguageTag, LocalizedText,
    Name, PageRelation, Reference, ReferenceType, ScalarField, Source, Sourced, TextField,
};
use std::path::Path;
use tempfile::tempdir;

pub(super) fn open(dir: &Path, access: Access) -> Library {
    Library::open(&LibraryOptions {
        dir: dir.to_path_buf(),
        access,
    })
    .unwrap()
}

pub(super) fn article(title: &str, doi: &str) -> Reference {
    let mut reference = Reference::new(ReferenceType::ArticleJournal);
    let lang = if title.is_ascii() {
        LanguageTag::EN
    } else {
        LanguageTag::ZH_HANS
    };
    let text = |text: &str| Sourced::bare(LocalizedText::new(lang.clone(), text));
    reference.add_text(TextField::Title, text(title));
    reference.add_text(TextField::ContainerTitle, text("Journal of Tests"));
    reference
        .dates
        .insert(DateField::Issued, Sourced::bare(Date::year(2020)));
    let author = Contributor::author(Name::person("Zhang", "Huijia"));
    reference.contributors.push(Sourced::bare(author));
    if let Some(doi) = Identifier::doi(doi) {
        reference.add_identifier(Sourced::bare(doi));
    }
    reference
}

/// A plan whose records are the lines of one file.
pub(super) fn plan(references: Vec<Reference>) -> ImportPlan {
    let mut bytes = Vec::new();
    let mut records = Vec::new();
    for (index, mut reference) in references.into_iter().enumerate() {
        let start = bytes.len() as u64;
        bytes.extend_from_slice(reference.title().unwrap_or_default().as_bytes());
        reference.sources.push(Source::Capture(CaptureSource {
            format: "test".into(),
            encoding: "utf-8".into(),
            record: index as u32,
            start,
            end: bytes.len() as u64,
            ..CaptureSource::default()
        }));
        bytes.push(b'\n');
        records.push(PlannedRecord {
            capture: 0,
            key: format!("a.txt#{index}"),
            reference,
            relation: None,
            main: None,
        });
    }
    ImportPlan {
        captures: vec![PlannedCapture {
            name: "a.txt".into(),
            bytes,
            encoding: "utf-8".into(),
            format: Some("test".into()),
            ..PlannedCapture::default()
        }],
        records,
        diagnostics: Vec::new(),
    }
}

pub(super) fn page() -> ImportPlan {
    let mut plan = plan(vec![
        article("The main article of the page", "10.1000/main"),
        article("A listed article on sleep", "10.1000/listed-1"),
        article("抑郁症患者的睡眠质量", ""),
    ]);
    plan.records[0].relation = Some(PageRelation::Main);
    for (rank, record) in plan.records.iter_mut().enumerate().skip(1) {
        record.relation = Some(PageRelation::Related);
        record.main = Some(0);
        if let Some(Source::Capture(source)) = record.reference.sources.first_mut() {
            source.listed_rank = Some(rank as u32);
        }
    }
    plan
}

pub(super) fn dump(library: &Library) -> String {
    library.store.canonical_dump().unwrap()
}

#[test]
fn undoing_an_import_leaves_nothing_and_redo_brings_all_back() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let report = library.import(page(), &ImportOptions::default()).unwrap();
    assert_eq!((report.references.len(), report.listed.len()), (1, 2));
    let full = dump(&library);
    drop(library);

    let mut library = open(dir.path(), Access::Write);
    let line = library.undo().unwrap();
    assert_eq!(
        line.what,
        "Imported 1 reference and 2 listed works from a.txt"
    );
    for standing in [Standing::Reference, Standing::Listed] {
        assert_eq!(library.count(standing, &Filter::all()).unwrap(), 0);
        assert_eq!(
            library.search_of(standing, "article", 10, 0).unwrap().total,
            0
        );
    }
    assert!(library.duplicates().unwrap().is_empty());
    assert!(library.show(&report.references[0].to_string()).is_err());
    assert_eq!(dump(&library), "");
    drop(library);

    let mut library = open(dir.path(), Access::Write);
    library.redo().unwrap();
    assert_eq!(dump(&library), full);
    let listed = library.listed_on(report.references[0]).unwrap();
    let ids: Vec<_> = listed.iter().map(|(_, stored)| stored.id).collect();
    assert_eq!(ids, report.listed);
    assert_eq!(listed[1].0.rank, Some(2));
}

#[test]
fn listed_works_are_found_apart_and_can_be_added() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let report = library.import(page(), &ImportOptions::default()).unwrap();
    assert_eq!(library.search("睡眠", 10).unwrap().total, 0);
    let hits = library.search_of(Standing::Listed, "睡", 10, 0).unwrap();
    assert_eq!(hits.hits[0].id, report.listed[1]);
    library.add_listed(&report.listed[1..]).unwrap();
    let found = library.search("睡眠质", 10).unwrap();
    assert_eq!(found.hits[0].id, report.listed[1]);
    assert_eq!(found.hits[0].why, ["title"]);
    library.undo().unwrap();
    assert_eq!(library.search("睡眠", 10).unwrap().total, 0);

    let all = ImportOptions {
        with_related: true,
        ..ImportOptions::default()
    };
    library.undo().unwrap();
    let report = library.import(page(), &all).unwrap();
    assert_eq!((report.references.len(), report.listed.len()), (3, 0));
    assert_eq!(library.listed_on(report.references[0]).unwrap().len(), 2);
    assert!(library.check(false).unwrap().is_sound());
}

#[test]
fn a_merge_is_undone_exactly() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let mut second = article("Sleep quality of patients with depression.", "10.1000/A");
    second
        .scalars
        .insert(ScalarField::Volume, Sourced::bare("12".into()));
    second.kind = ReferenceType::Thesis;
    let first = article("Sleep quality of patients with depression", "10.1000/a");
    let report = library
        .import(plan(vec![first, second]), &ImportOptions::default())
        .unwrap();
    assert_eq!(report.duplicates.len(), 1);
    assert_eq!(report.duplicates[0].members, report.references);
    assert_eq!(library.duplicates().unwrap(), report.duplicates);
    let before = dump(&library);
    let ids = &report.references;
    let choices = MergeChoices::from([(Field::Kind, ids[1])]);
    let (survivor, preview) = library.merge_preview(ids, &choices).unwrap();
    let merge = library.merge(ids, &choices).unwrap();
    assert_eq!((merge.survivor, survivor), (ids[0], ids[0]));
    let merged = library.show(&ids[0].to_string()).unwrap().reference;
    assert_eq!(merged, preview);
    assert_eq!(merged.kind, ReferenceType::Thesis);
    assert_eq!(merged.scalar(ScalarField::Volume), Some("12"));
    assert!(matches!(
        library.show(&ids[1].to_string()),
        Err(LibraryError::Store(StoreError::Gone { .. }))
    ));
    assert!(library.duplicates().unwrap().is_empty());
    assert_eq!(library.history(ids[1]).unwrap().len(), 2);
    drop(library);
    let mut library = open(dir.path(), Access::Write);
    assert_eq!(library.undo().unwrap().what, "Merged 2 references into one");
    assert_eq!(dump(&library), before);
    assert_eq!(library.duplicates().unwrap().len(), 1);
    assert!(matches!(
        library.merge(&ids[..1], &MergeChoices::new()),
        Err(LibraryError::NothingToMerge)
    ));
}

#[test]
fn duplicates_on_import_are_kept_merged_or_skipped() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let title = "Sleep quality of patients with depression";
    let old = library
        .import(
            plan(vec![article(title, "10.1000/a")]),
            &ImportOptions::default(),
        )
        .unwrap();
    let before = dump(&library);
    let again = || {
        let mut first = article(title, "10.1000/a");
        first
            .scalars
            .insert(ScalarField::Volume, Sourced::bare("12".into()));
        plan(vec![first, article("Something else entirely", "10.1000/b")])
    };
    let on = |on_duplicate| ImportOptions {
        on_duplicate,
        ..ImportOptions::default()
    };

    let kept = library.import(again(), &on(OnDuplicate::Keep)).unwrap();
    assert_eq!(kept.references.len(), 2);
    assert_eq!(
        kept.duplicates[0].members,
        [old.references[0], kept.references[0]]
    );
    library.undo().unwrap();

    let skipped = library.import(again(), &on(OnDuplicate::Skip)).unwrap();
    assert_eq!(skipped.references.len(), 1);
    assert_eq!(skipped.skipped, ["a.txt#0"]);
    assert!(skipped.duplicates.is_empty());
    library.undo().unwrap();
    assert_eq!(dump(&library), before);

    let merged = library.import(again(), &on(OnDuplicate::Merge)).unwrap();
    assert_eq!(merged.references.len(), 1);
    assert_eq!(merged.merged, old.references);
    let stored = library.get(old.references[0]).unwrap().reference;
    assert_eq!(stored.scalar(ScalarField::Volume), Some("12"));
    assert_eq!(stored.sources.len(), 2);
    assert_eq!(
        library.count(Standing::Reference, &Filter::all()).unwrap(),
        2
    );
    library.undo().unwrap();
    assert_eq!(dump(&library), before);
    assert!(library.check(false).unwrap().is_sound());
}

#[test]
fn lists_are_filtered_and_sorted() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let mut thesis = article("Beta", "");
    thesis.kind = ReferenceType::Thesis;
    thesis
        .dates
        .insert(DateField::Issued, Sourced::bare(Date::year(1999)));
    let mut untitled = article("x", "");
    untitled.texts.remove(&TextField::Title);
    let records = vec![article("Gamma", ""), thesis, article("alpha", ""), untitled];
    let report = library
        .import(plan(records), &ImportOptions::default())
        .unwrap();
    assert_eq!(report.missing, 1);
    let titles = |filter: &str, by, descending| -> Vec<String> {
        let filter = Filter::parse(filter).unwrap();
        let list = library
            .list(&filter, Sort { by, descending }, 10, 0)
            .unwrap();
        list.iter()
            .map(|s| s.reference.title().unwrap_or("-").to_owned())
            .collect()
    };
    assert_eq!(
        titles("", SortField::Title, false),
        ["-", "alpha", "Beta", "Gamma"]
    );
    assert_eq!(titles("", SortField::Added, true)[1], "alpha");
    assert_eq!(titles("year:1990-2000", SortField::Added, false), ["Beta"]);
    assert_eq!(titles("type:thesis", SortField::Added, false), ["Beta"]);
    assert_eq!(titles("missing:title", SortField::Added, false), ["-"]);
    assert_eq!(titles("title:gam", SortField::Added, false), ["Gamma"]);
    assert_eq!(
        titles("author:zhang year:2020-", SortField::Year, false).len(),
        3
    );
    let batch = format!("batch:{}", report.batch);
    assert_eq!(titles(&batch, SortField::Added, false).len(), 4);
    let original = library.original(report.references[2]).unwrap();
    assert_eq!(original.text, "alpha");
}

#[test]
fn edits_deletions_and_additions() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let ids = library
        .add(vec![article("First", ""), article("Second", "")])
        .unwrap();
    let before = dump(&library);
    let reference = library.get(ids[0]).unwrap().reference;
    let changes = reference.changes_to(&article("Changed", ""));
    library.update(ids[0], &changes).unwrap();
    assert_eq!(library.search("changed", 1).unwrap().total, 1);
    assert_eq!(library.search("first", 1).unwrap().total, 0);
    assert_eq!(library.update(ids[0], &changes).unwrap(), None);
    library.delete(&ids).unwrap();
    assert_eq!(
        library.count(Standing::Reference, &Filter::all()).unwrap(),
        0
    );
    let lines = library.operations(10).unwrap();
    let words: Vec<_> = lines.iter().map(|line| line.what.as_str()).collect();
    assert_eq!(
        words,
        [
            "Deleted 2 references",
            "Edited 1 reference",
            "Added 2 references"
        ]
    );
    assert!(matches!(
        library.undo_operation(lines[1].id),
        Err(LibraryError::Store(StoreError::NotLatest { later: 1, .. }))
    ));
    library.undo().unwrap();
    library.undo().unwrap();
    assert_eq!(dump(&library), before);
}

#[test]
fn readers_read_while_a_writer_writes_and_backups_come_back() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let options = LibraryOptions {
        dir: dir.path().to_path_buf(),
        access: Access::Write,
    };
    assert_eq!(
        Library::open(&options).err().unwrap().code(),
        "library-busy"
    );
    library.add(vec![article("First", "")]).unwrap();
    let mut reader = open(dir.path(), Access::Read);
    assert_eq!(reader.search("first", 1).unwrap().total, 1);
    assert_eq!(reader.undo().unwrap_err().code(), "library-read-only");
    let backup = library.backup(None).unwrap();
    let before = dump(&library);
    library.add(vec![article("Second", "")]).unwrap();
    assert!(restore(dir.path(), &backup.path).is_err());
    drop((library, reader));
    let report = restore(dir.path(), &backup.path).unwrap();
    assert!(report.kept.unwrap().join("library.sqlite").is_file());
    let library = open(dir.path(), Access::Write);
    assert_eq!(dump(&library), before);
}
