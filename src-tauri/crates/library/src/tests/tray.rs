//! The import tray: read, look, correct, choose, import.

use super::flows::{dump, open};
use crate::tray::{
    Choice, DuplicateOf, FixRefusal, ImportSettings, MANY, RecordId, Tray, TrayError,
};
use crate::{Access, BatchInfo, Filter, FixField, ImportProgress, Library, Standing, Verdict};
use diglot_import::SearchTold;
use diglot_model::{Missing, ScalarField, TextField};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

/// Invented look-alikes of five captures that really arrive.
fn look_alikes() -> Vec<PathBuf> {
    vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")]
}

fn go_on(_: ImportProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A window reads on one thread and asks on another.
#[test]
fn a_tray_may_go_to_another_thread() {
    let reading = std::thread::spawn(|| crate::tray::TrayReading::of_text(None, &twins().0, None));
    let mut tray = Tray::new();
    tray.add(reading.join().unwrap());
    let tray = std::thread::spawn(move || tray).join().unwrap();
    assert_eq!(tray.summary().found, 1);
}

fn filled() -> Tray {
    let mut tray = Tray::new();
    let ids = tray.add_files(&look_alikes(), &mut go_on).unwrap();
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    tray
}

fn id(capture: u32, record: u32) -> RecordId {
    RecordId { capture, record }
}

fn paste(tray: &mut Tray, text: &str) -> u32 {
    tray.add_text(None, text, None)[0]
}

fn ris(title: &str, more: &str) -> String {
    format!(
        "TY  - JOUR\nTI  - {title}\nAU  - Zhang, Huijia\nAU  - Berg, Jan P\nPY  - 2020\nJO  - Journal of Tests\n{more}ER  - \n"
    )
}

/// Two records of one work, each with something that the other lacks.
fn twins() -> (String, String) {
    (
        ris(
            "Housing support and chronic pain in Northaven",
            "DO  - 10.5555/t.1\n",
        ),
        ris(
            "Housing support and chronic pain in Northaven",
            "VL  - 7\nDO  - 10.5555/t.1\n",
        ),
    )
}

fn import(tray: &mut Tray, library: &mut Library) -> crate::ImportReport {
    tray.judge(library).unwrap();
    tray.import(library, &ImportSettings::default(), &mut go_on)
        .unwrap()
}

fn at(tray: &Tray, capture: u32, part: &str) -> std::ops::Range<usize> {
    let start = tray.text_of(capture).unwrap().text.find(part).unwrap();
    start..start + part.len()
}

#[test]
fn five_files_are_summed_up_and_imported_as_one_operation() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let mut tray = filled();
    let summary = tray.summary();
    assert_eq!(
        (
            summary.files,
            summary.found,
            summary.references,
            summary.listed
        ),
        (5, 17, 12, 5)
    );
    // The page that lists one work twice asks nobody to decide.
    assert_eq!((summary.ticked, summary.duplicate_pairs), (12, 1));
    assert!(!summary.is_large() && !summary.is_clean());
    let listed = tray.records(2, 1, 10).unwrap();
    assert_eq!(listed.len(), 5);
    assert!(listed.iter().all(|r| !r.ticked && r.main == Some(id(2, 0))));
    let needy = tray.captures().flat_map(|capture| {
        let records = tray.records(capture.id, 0, 99).unwrap();
        records.into_iter().filter(|r| {
            r.relation != Some(diglot_model::PageRelation::Related) && !r.missing.is_empty()
        })
    });
    assert_eq!(needy.count(), summary.need_metadata);

    let report = import(&mut tray, &mut library);
    assert_eq!((report.references.len(), report.listed.len()), (12, 5));
    assert_eq!(report.duplicates.len(), 2);
    assert!(tray.is_empty());
    let original = library.original(report.references[2]).unwrap();
    assert_eq!(original.source.file.as_deref(), Some("2_mirror_page.txt"));
    assert!(original.text.contains("Lie, Cathrine"));
    library.undo().unwrap();
    assert_eq!(dump(&library), "");
}

#[test]
fn text_in_segments_follows_the_corrections() {
    let mut tray = filled();
    for capture in 0..5 {
        let text = tray.text_of(capture).unwrap();
        let joined: String = text
            .segments
            .iter()
            .map(|s| &text.text[s.start..s.end])
            .collect();
        assert_eq!(joined, text.text);
        assert!(
            text.segments
                .iter()
                .any(|s| s.field.as_deref() == Some("abstract"))
        );
    }
    let title = "Experiences with Peer Housing Support and tenancy – a qualitative study";
    let selection = at(&tray, 4, title);
    tray.fix(id(4, 0), selection.clone(), FixField::Title(None))
        .unwrap();
    let record = tray.record(id(4, 0)).unwrap();
    assert_eq!((record.reference.title(), record.fixes), (Some(title), 1));
    let segments = tray.text_of(4).unwrap().segments;
    let shown = segments
        .iter()
        .find(|s| s.field.as_deref() == Some("title"))
        .unwrap();
    assert_eq!((shown.start..shown.end, shown.record), (selection, Some(0)));
    tray.undo_fix(id(4, 0)).unwrap();
    let record = tray.record(id(4, 0)).unwrap();
    assert!(record.reference.title().unwrap().len() > title.len());
    assert!(matches!(tray.undo_fix(id(4, 0)), Err(TrayError::NoFix)));
    let refused = tray.fix(id(4, 0), 0..3, FixField::Doi);
    assert!(matches!(
        refused,
        Err(TrayError::Fix(FixRefusal::Unreadable))
    ));
    assert!(matches!(
        tray.fix(id(9, 0), 0..3, FixField::Doi),
        Err(TrayError::UnknownCapture(9))
    ));
    let stranger = tray.fix(id(4, 99), 0..3, FixField::Title(None));
    assert!(matches!(stranger, Err(TrayError::UnknownRecord(_))));
}

#[test]
fn fixes_are_made_again_when_the_same_text_stands_there() {
    let mut tray = Tray::new();
    let text = ris("A house for all of them", "T2  - 住房\n");
    let capture = paste(&mut tray, &text);
    let volume = at(&tray, capture, "2020");
    tray.fix(id(capture, 0), volume, FixField::Volume).unwrap();
    let journal = at(&tray, capture, "住房");
    tray.fix(id(capture, 0), journal, FixField::Title(None))
        .unwrap();
    tray.tick(id(capture, 0), false).unwrap();
    let chinese = |tray: &Tray| {
        let record = tray.record(id(capture, 0)).unwrap();
        record
            .reference
            .texts(TextField::Title)
            .iter()
            .any(|t| t.lang.is_chinese())
    };
    assert!(chinese(&tray));

    tray.reread(capture, Some("windows-1252"), None).unwrap();
    let record = tray.record(id(capture, 0)).unwrap();
    assert_eq!(
        (record.reference.scalar(ScalarField::Volume), record.fixes),
        (Some("2020"), 1)
    );
    assert!(!record.ticked, "the choice stays");
    assert!(!chinese(&tray), "the text is another one");
    tray.reread(capture, None, Some("ris")).unwrap();
    assert!(chinese(&tray));
    assert_eq!(tray.record(id(capture, 0)).unwrap().fixes, 2);
    let view = tray.captures().next().unwrap();
    assert_eq!((view.encoding, view.format), ("utf-8", Some("ris")));
    let unknown = tray.reread(capture, None, Some("nonsense"));
    assert!(matches!(unknown, Err(TrayError::UnknownFormat(_))));
}

#[test]
fn what_the_tray_says_of_a_search_is_what_the_import_keeps() {
    const EXPORT: &str = "Database: Embase <1974 to 2024 March 01>\n\
        Search Strategy: exp gardens/ and oxygen\n\n\
        TY  - JOUR\nTI  - Gardens\nAU  - Berg, Ida\nPY  - 2020\nER  - \n";
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let mut tray = Tray::new();
    assert_eq!(tray.search(), SearchTold::default());
    paste(&mut tray, EXPORT);
    let search = tray.search();
    assert!(search.database.as_deref().unwrap().starts_with("Embase"));
    assert_eq!(search.search.as_deref(), Some("exp gardens/ and oxygen"));
    // A file that tells of another search leaves open which it was.
    let other = paste(&mut tray, &EXPORT.replace("gardens", "lamps"));
    assert_eq!(tray.search().search, None);
    assert_eq!(tray.search().database, search.database);
    tray.remove(other).unwrap();
    let report = import(&mut tray, &mut library);
    let kept = library.batch(report.batch).unwrap().unwrap().info;
    assert_eq!(
        (kept.database, kept.searched, kept.search),
        (search.database, search.searched, search.search)
    );
}

#[test]
fn a_text_without_a_record_can_be_made_into_one() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let mut tray = Tray::new();
    let capture = paste(
        &mut tray,
        "what a house\nby Huijia Zhang and Jan Berg\nseen 2019",
    );
    assert_eq!(tray.summary().found, 0);
    assert!(
        tray.captures()
            .next()
            .unwrap()
            .diagnostics
            .iter()
            .any(|d| d.code == "nothing-recognised")
    );
    let made = id(capture, 0);
    let title = at(&tray, capture, "what a house");
    tray.fix(made, title, FixField::Title(None)).unwrap();
    let names = at(&tray, capture, "Huijia Zhang and Jan Berg");
    tray.fix(made, names, FixField::Authors).unwrap();
    let year = at(&tray, capture, "2019");
    tray.fix(made, year, FixField::Date).unwrap();
    let record = tray.record(made).unwrap();
    assert_eq!(record.missing, [Missing::Container]);
    assert_eq!(record.reference.contributors.len(), 2);
    tray.undo_fix(made).unwrap();
    tray.reread(capture, Some("utf-8"), None).unwrap();
    let record = tray.record(made).unwrap();
    assert_eq!(
        (record.reference.title(), record.fixes),
        (Some("what a house"), 2)
    );
    assert_eq!(record.reference.year(), None);
    let report = import(&mut tray, &mut library);
    let text = library.original(report.references[0]).unwrap().text;
    assert_eq!(text, "what a house\nby Huijia Zhang and Jan Berg");
}

#[test]
fn duplicates_say_what_each_brings() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let (first, second) = twins();
    let mut tray = Tray::new();
    paste(&mut tray, &first);
    import(&mut tray, &mut library);
    paste(&mut tray, &first);
    let capture = paste(&mut tray, &second);
    tray.judge(&library).unwrap();
    assert_eq!(tray.summary().duplicate_pairs, 3);
    let record = tray.record(id(capture, 0)).unwrap();
    assert_eq!(record.choice, Choice::KeepBoth);
    let [stored, twin] = record.duplicates[..] else {
        panic!("{:?}", record.duplicates);
    };
    assert!(matches!(
        stored.of,
        DuplicateOf::Library {
            standing: Standing::Reference,
            ..
        }
    ));
    assert_eq!(twin.in_tray(), Some(id(capture - 1, 0)));
    assert_eq!(stored.verdict, Verdict::Same);
    assert_eq!(stored.reasons[0].code, "same-identifier");
    assert_eq!(stored.reasons[0].params, ["DOI", "10.5555/t.1"]);
    assert_eq!(stored.reasons.len(), stored.why.len());
    let names =
        |all: &[crate::tray::Advantage]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(&stored.brings), ["volume"]);
    assert!(stored.lacks.is_empty());
    // Corrected into another work, it is no duplicate any more.
    let doi = at(&tray, capture, "10.5555/t.1");
    let title = at(&tray, capture, "Berg, Jan P");
    tray.fix(id(capture, 0), doi, FixField::NotPartOfIt)
        .unwrap();
    tray.fix(id(capture, 0), title, FixField::Title(None))
        .unwrap();
    tray.choose(id(capture - 1, 0), Choice::Skip).unwrap();
    tray.judge(&library).unwrap();
    assert!(tray.record(id(capture, 0)).unwrap().duplicates.is_empty());
    let refused = tray.choose(id(capture, 0), Choice::Merge);
    assert!(matches!(refused, Err(TrayError::NoDuplicate(_))));
}

#[test]
fn what_was_chosen_for_a_duplicate_is_done() {
    for (choice, references, merged, skipped) in [
        (Choice::KeepBoth, 1, 0, 0),
        (Choice::Merge, 0, 1, 0),
        (Choice::Skip, 0, 0, 1),
    ] {
        let dir = tempdir().unwrap();
        let mut library = open(dir.path(), Access::Write);
        let (first, second) = twins();
        let mut tray = Tray::new();
        paste(&mut tray, &first);
        let there = import(&mut tray, &mut library).references[0];
        let before = dump(&library);
        let capture = paste(&mut tray, &second);
        paste(&mut tray, &ris("Quite another matter of glaciers", ""));
        tray.judge(&library).unwrap();
        tray.choose(id(capture, 0), choice).unwrap();
        let report = import(&mut tray, &mut library);
        let got = (
            report.references.len(),
            report.merged.len(),
            report.skipped.len(),
        );
        assert_eq!(got, (references + 1, merged, skipped), "{choice:?}");
        let stored = library.get(there).unwrap().reference;
        let volume = stored.scalar(ScalarField::Volume);
        assert_eq!(volume.is_some(), choice == Choice::Merge);
        if let Some(value) = stored.scalars.get(&ScalarField::Volume) {
            let diglot_model::Source::Capture(source) = &stored.sources[usize::from(value.source)]
            else {
                panic!("a capture")
            };
            assert!(source.batch.is_some(), "the original can be shown");
        }
        assert!(library.check(false).unwrap().is_sound());
        library.undo().unwrap();
        assert_eq!(dump(&library), before);
    }
}

#[test]
fn nothing_is_merged_into_what_is_gone() {
    for deleted in [true, false] {
        let dir = tempdir().unwrap();
        let mut library = open(dir.path(), Access::Write);
        let (first, second) = twins();
        let mut tray = Tray::new();
        paste(&mut tray, &first);
        let there = import(&mut tray, &mut library).references[0];
        let capture = paste(&mut tray, &second);
        tray.judge(&library).unwrap();
        tray.choose(id(capture, 0), Choice::Merge).unwrap();
        if deleted {
            library.delete(&[there]).unwrap();
        } else {
            library.undo().unwrap();
        }
        let settings = ImportSettings::default();
        let refused = tray.import(&mut library, &settings, &mut go_on);
        assert!(matches!(refused, Err(TrayError::LibraryChanged)));
        let record = tray.record(id(capture, 0)).unwrap();
        assert_eq!(record.choice, Choice::KeepBoth);
        assert!(record.duplicates.is_empty());
        let report = tray.import(&mut library, &settings, &mut go_on).unwrap();
        assert_eq!((report.references.len(), report.merged.len()), (1, 0));
    }
}

#[test]
fn records_of_the_tray_are_merged_in_any_order() {
    let (first, second) = twins();
    for merging in [vec![0], vec![1], vec![0, 1]] {
        let dir = tempdir().unwrap();
        let mut library = open(dir.path(), Access::Write);
        let mut tray = Tray::new();
        paste(&mut tray, &first);
        paste(&mut tray, &second);
        tray.judge(&library).unwrap();
        for capture in &merging {
            tray.choose(id(*capture, 0), Choice::Merge).unwrap();
        }
        let report = import(&mut tray, &mut library);
        assert_eq!(
            (report.references.len(), report.merged.len()),
            (1, 1),
            "{merging:?}"
        );
        assert!(report.duplicates.is_empty());
        let kept = library.get(report.references[0]).unwrap().reference;
        assert_eq!(kept.scalar(ScalarField::Volume), Some("7"));
        assert_eq!(kept.sources.len(), 2);
        assert!(library.check(false).unwrap().is_sound());
    }
}

#[test]
fn a_reference_takes_in_a_listed_work_of_the_library() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let mut tray = filled();
    let listed = import(&mut tray, &mut library).listed[0];
    let before = dump(&library);
    let title = library
        .get(listed)
        .unwrap()
        .reference
        .title()
        .unwrap()
        .to_owned();
    let stored = library.get(listed).unwrap().reference;
    let doi = stored
        .doi()
        .map(|doi| format!("DO  - {doi}\n"))
        .unwrap_or_default();
    let names: Vec<String> = stored
        .contributors
        .iter()
        .filter_map(|c| c.name())
        .map(|n| format!("AU  - {}, {}\n", n.family(), n.given()))
        .collect();
    let names = names.concat();
    let text = format!(
        "TY  - JOUR\nTI  - {title}\n{names}{doi}PY  - {}\nJO  - {}\nVL  - {}\nSP  - {}\nER  - \n",
        stored.year().unwrap(),
        stored.container_title().unwrap(),
        stored.scalar(ScalarField::Volume).unwrap_or_default(),
        stored.scalar(ScalarField::Page).unwrap_or_default()
    );
    let capture = paste(&mut tray, &text);
    tray.judge(&library).unwrap();
    tray.choose(id(capture, 0), Choice::Merge).unwrap();
    let report = import(&mut tray, &mut library);
    assert_eq!(report.references.len(), 1);
    let gone = library.get(listed).unwrap();
    assert_eq!(gone.merged_into, Some(report.references[0]));
    assert_eq!(
        library.get(report.references[0]).unwrap().standing,
        Standing::Reference
    );
    assert!(library.check(false).unwrap().is_sound());
    library.undo().unwrap();
    assert_eq!(dump(&library), before);
}

#[test]
fn listed_works_follow_their_page_unless_they_are_ticked() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let mut tray = Tray::new();
    let page = look_alikes()[0].join("2_mirror_page.txt");
    let capture = tray
        .add_files(std::slice::from_ref(&page), &mut go_on)
        .unwrap()[0];
    tray.tick(id(capture, 0), false).unwrap();
    tray.judge(&library).unwrap();
    let nothing = tray.import(&mut library, &ImportSettings::default(), &mut go_on);
    assert!(matches!(nothing, Err(TrayError::NothingChosen)));
    tray.tick(id(capture, 2), true).unwrap();
    let report = import(&mut tray, &mut library);
    assert_eq!((report.references.len(), report.listed.len()), (1, 0));
    assert_eq!(report.skipped.len(), 5);
    assert!(library.relations(report.references[0]).unwrap().is_empty());

    let capture = tray.add_files(&[page], &mut go_on).unwrap()[0];
    tray.tick(id(capture, 1), true).unwrap();
    let report = import(&mut tray, &mut library);
    assert_eq!((report.references.len(), report.listed.len()), (2, 4));
    assert_eq!(library.listed_on(report.references[0]).unwrap().len(), 5);
}

#[test]
fn settings_are_kept_with_the_import() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let collection = library.collection_create("Pain", None).unwrap();
    let mut tray = Tray::new();
    paste(&mut tray, &twins().0);
    tray.judge(&library).unwrap();
    let settings = ImportSettings {
        info: BatchInfo {
            database: Some("Northaven Index".into()),
            search: Some("pain AND housing".into()),
            ..BatchInfo::default()
        },
        collection: Some(collection),
        tags: vec!["to read".into()],
    };
    let report = tray.import(&mut library, &settings, &mut go_on).unwrap();
    let reference = report.references[0];
    assert_eq!(library.collections_of(reference).unwrap(), [collection]);
    assert_eq!(library.tags_of(reference).unwrap(), ["to read"]);
    let info = library.batch(report.batch).unwrap().unwrap().info;
    assert_eq!(info.database.as_deref(), Some("Northaven Index"));
    assert_eq!(info.files, ["pasted text"]);
}

#[test]
fn an_import_that_is_stopped_leaves_nothing() {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let mut tray = Tray::new();
    // More than a chunk, so that rows are on the disk when it is stopped.
    let many: String = (0..2_500)
        .map(|i| ris(&format!("A matter of {i} houses"), ""))
        .collect();
    paste(&mut tray, &many);
    assert!(tray.summary().is_large());
    assert_eq!(tray.records(0, 2_495, 10).unwrap().len(), 5);
    let mut stages = Vec::new();
    let stopped = tray.import(&mut library, &ImportSettings::default(), &mut |progress| {
        stages.push(progress);
        match progress {
            ImportProgress::Rows { done: 2_400, .. } => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    });
    assert!(matches!(stopped, Err(TrayError::Cancelled)));
    assert_eq!(stages.len(), 2_401);
    assert_eq!(dump(&library), "");
    assert!(library.operations(9).unwrap().is_empty());
    assert_eq!(tray.summary().ticked, 2_500, "the tray is as it was");
    let mut last = None;
    let report = tray.import(&mut library, &ImportSettings::default(), &mut |progress| {
        last = Some(progress);
        ControlFlow::Continue(())
    });
    assert_eq!(report.unwrap().references.len(), 2_500);
    assert_eq!(
        last,
        Some(ImportProgress::Index {
            done: 2_500,
            total: 2_500
        })
    );
    assert_eq!(
        library.count(Standing::Reference, &Filter::all()).unwrap(),
        2_500
    );
}

#[test]
fn problems_come_a_part_at_a_time() {
    let mut tray = Tray::new();
    let whole = (0..MANY).map(|i| ris(&format!("A matter of {i} houses"), ""));
    let needy =
        (0..14).map(|i| format!("TY  - JOUR\nTI  - Without names {i} and much more\nER  - \n"));
    let text: Vec<String> = whole.chain(needy).collect();
    let text = text.concat();
    let capture = paste(&mut tray, &text);
    let summary = tray.summary();
    assert_eq!((summary.found, summary.problems), (MANY + 14, 14));
    assert_eq!(summary.need_metadata, 14);
    let part = tray.problems(capture, 10, 100).unwrap();
    assert_eq!(part.len(), 4);
    assert_eq!(part[0].id.record as usize, MANY + 10);
    let mut clean = Tray::new();
    paste(&mut clean, &ris("A matter of one house", ""));
    assert!(clean.summary().is_clean());
}

#[test]
fn what_cannot_be_read_says_so_and_reading_can_be_stopped() {
    let dir = tempdir().unwrap();
    let missing = dir.path().join("none.ris");
    let mut tray = Tray::new();
    tray.add_files(&[missing], &mut go_on).unwrap();
    let view = tray.captures().next().unwrap();
    assert_eq!(
        (view.name, view.diagnostics[0].code),
        (Some("none.ris"), "unreadable")
    );
    assert_eq!(tray.text_of(0).unwrap().segments, []);
    let stopped = tray.add_files(&look_alikes(), &mut |progress| match progress {
        ImportProgress::Reading { done: 3, total: 5 } => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    assert!(matches!(stopped, Err(TrayError::Cancelled)));
    assert_eq!(tray.summary().files, 1);
    tray.remove(0).unwrap();
    assert!(tray.is_empty());
    assert_eq!(paste(&mut tray, "x"), 1, "numbers are not used again");
}

#[test]
fn a_paste_prefers_its_html() {
    let mut tray = Tray::new();
    let html = "<h1>Housing and pain in Northaven: a study</h1><p>Huijia Zhang<sup>1</sup>, Jan Berg<sup>1,2</sup></p>\
        <p><sup>1</sup>Department of Psychology, University of Northaven, Northaven, UK</p>\
        <p><sup>2</sup>Centre for Work, Northaven Hospital, Northaven, UK</p>\
        <p>Trial Stud. 2021 Mar 9;7:58. doi: 10.5555/s40999</p>";
    let plain = "Housing and pain in Northaven: a study\nHuijia Zhang1, Jan Berg1,2\n";
    let capture = tray.add_text(Some("page".into()), plain, Some(html))[0];
    let record = tray.record(id(capture, 0)).unwrap();
    let marks: Vec<_> = record
        .reference
        .contributors
        .iter()
        .map(|c| c.affiliations.clone())
        .collect();
    assert_eq!(marks, [vec![0], vec![0, 1]]);
    assert_eq!(tray.captures().next().unwrap().name, Some("page"));
}
