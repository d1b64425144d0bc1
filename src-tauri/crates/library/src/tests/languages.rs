//! The other language of a reference: pasted, joined, translated; where sentences end.

use super::flows::{dump, open};
use crate::attach::recognise_attachment;
use crate::translation::{Sentence, translation_task, wanted_language};
use crate::{Access, Library, LibraryError, Reference, ReferenceId, TextColumn, bilingual_view};
use diglot_model::{
    Abstract, Identifier, LanguageTag, LocalizedText, Origin, ReferenceType, Section, Source,
    Sourced, TextField,
};
use tempfile::{TempDir, tempdir};

pub(super) const EN: [&str; 4] = [
    "We explored the effect of naps on the memory of 214 outpatient nurses.",
    "Both groups completed a memory test and were followed up for six months.",
    "The mean score was 31.5 in the nap group and 27.25 in the control group (P < 0.01).",
    "No adverse events were found.",
];

pub(super) const ZH: [&str; 4] = [
    "探讨午睡对214名门诊护士记忆的影响。",
    "两组均完成记忆测试并随访六个月。",
    "午睡组平均得分为31.5，对照组为27.25（P＜0.01）。",
    "没有发现不良事件。",
];

fn english(title: &str) -> Reference {
    record(LanguageTag::EN, title, &EN.join(" "))
}

pub(super) fn bilingual() -> Reference {
    let mut reference = english("Naps of nurses");
    let chinese = record(LanguageTag::ZH_HANS, "", &ZH.concat());
    reference.abstracts.extend(chinese.abstracts);
    reference
}

fn record(lang: LanguageTag, title: &str, text: &str) -> Reference {
    let mut reference = Reference::new(ReferenceType::ArticleJournal);
    let title = LocalizedText::new(lang.clone(), title);
    reference.add_text(TextField::Title, Sourced::bare(title));
    reference.abstracts = vec![Sourced::bare(Abstract {
        lang,
        origin: Origin::Publisher,
        sections: vec![Section {
            label: None,
            role: None,
            paragraphs: vec![text.to_owned()],
        }],
    })];
    reference.sources = vec![Source::Edit {
        at: "2026-01-01T00:00:00Z".into(),
    }];
    reference
}

fn library_with(references: Vec<Reference>) -> (TempDir, Library, Vec<ReferenceId>) {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let ids = library.add(references).unwrap();
    (dir, library, ids)
}

fn rows(library: &Library, id: ReferenceId) -> Vec<(Vec<String>, Vec<String>)> {
    let view = bilingual_view(&library.get(id).unwrap().reference).unwrap();
    assert_eq!(view.refused, None);
    let rows = view.sections.into_iter().flat_map(|section| section.rows);
    rows.map(|row| {
        let texts = |side: Vec<crate::RowSentence>| side.into_iter().map(|s| s.text).collect();
        (texts(row.left), texts(row.right))
    })
    .collect()
}

#[test]
fn a_pasted_translation_is_recognised_attached_and_undone() {
    let (_dir, mut library, ids) = library_with(vec![english("Naps of nurses")]);
    let before = dump(&library);
    let pasted = format!(
        "护士的午睡\n收藏\n摘要：{}\n关键词：午睡；护士；记忆",
        ZH.join("")
    );
    let reference = library.get(ids[0]).unwrap().reference;
    let found = recognise_attachment(&reference, &pasted).unwrap();
    assert_eq!(found.title.as_deref(), Some("护士的午睡"));
    assert_eq!(found.refused(), None);
    assert_eq!(found.keywords.len(), 3);
    library
        .attach_text(ids[0], &pasted, false)
        .unwrap()
        .unwrap();
    let rows = rows(&library, ids[0]);
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[2].1, [ZH[2]]);
    let after = library.get(ids[0]).unwrap().reference;
    let source = &after.sources[usize::from(after.abstracts[1].source)];
    assert!(
        matches!(source, Source::Paste { at } if !at.is_empty()),
        "{source:?}"
    );
    assert_eq!(after.abstracts[1].origin, Origin::Unknown);
    assert_eq!(
        library.operations(1).unwrap()[0].what,
        "Attached a text in “zh-Hans”"
    );
    library.undo().unwrap();
    assert_eq!(dump(&library), before);
    assert!(library.check(false).unwrap().is_sound());
}

#[test]
fn alternating_languages_and_exports_are_recognised_and_others_refused() {
    let reference = english("Naps of nurses");
    let mixed: Vec<String> = EN
        .iter()
        .zip(ZH)
        .map(|(en, zh)| format!("{en}\n{zh}"))
        .collect();
    let found = recognise_attachment(&reference, &mixed.join("\n")).unwrap();
    let text = found.text.clone().unwrap().plain().replace('\n', "");
    assert_eq!(text, ZH.join(""));
    assert_eq!((found.title.clone(), found.refused()), (None, None));

    let ris = format!(
        "TY  - JOUR\nTI  - 护士的午睡\nAB  - {}\nER  - \n",
        ZH.join("")
    );
    let found = recognise_attachment(&reference, &ris).unwrap();
    assert_eq!(found.title.as_deref(), Some("护士的午睡"));
    assert!(found.text.is_some() && found.refused().is_none());

    let (_dir, mut library, ids) = library_with(vec![reference]);
    let other = "混凝土梁在加载后开裂。钢纤维使首条裂缝推迟了18分钟。桥梁的使用寿命可能更长。";
    let error = library.attach_text(ids[0], other, false).unwrap_err();
    assert!(
        matches!(error, LibraryError::NotATranslation { .. }),
        "{error}"
    );
    assert!(library.attach_text(ids[0], other, true).unwrap().is_some());
    // What is there is not replaced.
    let error = library
        .attach_text(ids[0], &ZH.join(""), false)
        .unwrap_err();
    assert!(matches!(error, LibraryError::NotAttachable(_)), "{error}");
    let error = library.attach_text(ids[0], "123", false).unwrap_err();
    assert!(matches!(error, LibraryError::NotAttachable(_)), "{error}");
}

#[test]
fn editions_are_one_row_and_splitting_brings_both_back() {
    let mut chinese = record(LanguageTag::ZH_HANS, "护士的午睡", &ZH.concat());
    chinese.add_identifier(Sourced::bare(Identifier::doi("10.3760/cma.j.1").unwrap()));
    let mut first = english("Naps of nurses");
    first.add_identifier(Sourced::bare(Identifier::doi("10.1000/naps").unwrap()));
    let (_dir, mut library, ids) = library_with(vec![first, chinese]);
    let [keep, other] = ids[..] else { panic!() };
    let before = dump(&library);
    let [kept, joined] = [keep, other].map(|id| library.get(id).unwrap().reference);

    library.join_editions(keep, other).unwrap().unwrap();
    let count = |library: &Library| {
        library
            .count(crate::Standing::Reference, &crate::Filter::default())
            .unwrap()
    };
    assert_eq!(count(&library), 1);
    assert_eq!(rows(&library, keep).len(), 4);
    let both = library.get(keep).unwrap().reference;
    assert_eq!(both.identifiers.len(), 2);
    assert_eq!(both.doi(), Some("10.1000/naps"));
    assert_eq!(library.editions(keep).unwrap()[0].id, other);
    assert!(library.duplicates().unwrap().is_empty());
    let stored = library.search("午睡", 10).unwrap();
    assert_eq!(stored.total, 1);

    library.undo().unwrap();
    assert_eq!(dump(&library), before);
    library.redo().unwrap();

    // A person's edit after the join stays with the reference.
    let mut edited = library.get(keep).unwrap().reference;
    let note = LocalizedText::new(LanguageTag::EN, "read this");
    edited.add_text(TextField::Note, Sourced::bare(note));
    library.replace(keep, &edited).unwrap();
    library.split_editions(keep, other).unwrap().unwrap();
    assert_eq!(count(&library), 2);
    let mut again = library.get(keep).unwrap().reference;
    assert_eq!(again.texts(TextField::Note).len(), 1);
    again.texts.remove(&TextField::Note);
    assert_eq!(again, kept);
    assert_eq!(library.get(other).unwrap().reference, joined);
    assert!(library.editions(keep).unwrap().is_empty());
    assert!(library.check(false).unwrap().is_sound());
    library.undo().unwrap();
    assert_eq!(count(&library), 1);

    let error = library.split_editions(keep, keep).unwrap_err();
    assert!(matches!(error, LibraryError::NotEditions(_)), "{error}");
}

#[test]
fn records_in_one_language_are_no_editions() {
    let (_dir, mut library, ids) = library_with(vec![english("One"), english("Two")]);
    let error = library.join_editions(ids[0], ids[1]).unwrap_err();
    assert!(matches!(error, LibraryError::NotEditions(_)), "{error}");
}

fn answers(task: &crate::translation::TranslationTask) -> Vec<Sentence> {
    task.sentences
        .iter()
        .enumerate()
        .map(|(number, sentence)| Sentence {
            id: sentence.id.clone(),
            text: match sentence.id.as_str() {
                "title" => "护士的午睡".into(),
                // Two sentences for one, and one without its full stop.
                "sentence 1" => "两组均完成测试。随访六个月。".into(),
                "sentence 2" => "得分更高".into(),
                _ => format!("第{number}句译文。"),
            },
        })
        .collect()
}

#[test]
fn a_machine_translation_is_aligned_marked_and_removable() {
    let (_dir, mut library, ids) = library_with(vec![english("Naps of nurses")]);
    let before = dump(&library);
    let reference = library.get(ids[0]).unwrap().reference;
    assert_eq!(wanted_language(&reference), LanguageTag::ZH_HANS);
    let task = library.translation_task(ids[0], None).unwrap();
    assert_eq!(task.sentences.len(), 5);
    library
        .put_translation(ids[0], &task, &answers(&task), "small (127.0.0.1)")
        .unwrap();
    let shown = rows(&library, ids[0]);
    assert_eq!(shown.len(), 4, "{shown:?}");
    assert_eq!(
        shown[0],
        (vec![EN[0].to_owned()], vec!["第1句译文。".to_owned()])
    );
    assert_eq!(shown[1].1, ["两组均完成测试。", "随访六个月。"]);
    // The one without an end does not run into the next.
    let pair = |en: &str, zh: &str| (vec![en.to_owned()], vec![zh.to_owned()]);
    assert_eq!(shown[2], pair(EN[2], "得分更高"));
    assert_eq!(shown[3], pair(EN[3], "第4句译文。"));
    let after = library.get(ids[0]).unwrap().reference;
    assert!(
        matches!(&after.abstracts[1].origin, Origin::Machine { engine, .. } if engine.starts_with("small"))
    );
    assert_eq!(after.texts(TextField::Title).len(), 2);
    let view = bilingual_view(&after).unwrap();
    assert_eq!(view.locked, 0);
    // Resetting what a person said leaves the translation's links.
    library.link(ids[0], &[0, 1], &[0]).unwrap();
    library.reset_links(ids[0]).unwrap();
    assert_eq!(rows(&library, ids[0]), shown);

    // Translating again replaces it; a better text refuses it.
    let again = library.translation_task(ids[0], None).unwrap();
    library
        .put_translation(ids[0], &again, &answers(&again), "large")
        .unwrap();
    assert_eq!(library.get(ids[0]).unwrap().reference.abstracts.len(), 2);
    library.remove_translations(&ids).unwrap().unwrap();
    assert_eq!(
        library.get(ids[0]).unwrap().reference.texts,
        reference.texts
    );
    assert_eq!(
        library.get(ids[0]).unwrap().reference.abstracts,
        reference.abstracts
    );
    let bare = library.get(ids[0]).unwrap().reference;
    assert!(bare.links.is_empty() && bare.sentence_edits.is_empty());
    for _ in 0..5 {
        library.undo().unwrap();
    }
    assert_eq!(dump(&library), before);

    library.attach_text(ids[0], &ZH.join(""), false).unwrap();
    let error = library
        .put_translation(ids[0], &task, &answers(&task), "x")
        .unwrap_err();
    assert!(matches!(error, LibraryError::NotTranslatable(_)), "{error}");
    let held = library.get(ids[0]).unwrap().reference;
    // Only the title is left to translate.
    let task = translation_task(&held, &LanguageTag::ZH_HANS).unwrap();
    assert_eq!(task.sentences.len(), 1);
    library
        .put_translation(ids[0], &task, &answers(&task), "x")
        .unwrap();
    assert_eq!(rows(&library, ids[0]).len(), 4);
}

#[test]
fn sentences_are_split_and_joined_by_hand() {
    let reference = bilingual();
    let (_dir, mut library, ids) = library_with(vec![reference]);
    let id = ids[0];
    let before = dump(&library);
    let automatic = rows(&library, id);
    library.link(id, &[1], &[1]).unwrap();
    // 两组均完成记忆测试 | 并随访六个月。
    library
        .split_sentence(id, TextColumn::Right, 1, 9)
        .unwrap()
        .unwrap();
    let now = rows(&library, id);
    assert_eq!(
        now[1].1,
        ["两组均完成记忆测试", "并随访六个月。"],
        "{now:?}"
    );
    // The link went on with both halves.
    assert_eq!(
        bilingual_view(&library.get(id).unwrap().reference)
            .unwrap()
            .locked,
        1
    );
    // Joining them takes the edit back.
    library
        .join_sentences(id, TextColumn::Right, 1)
        .unwrap()
        .unwrap();
    assert_eq!(rows(&library, id), automatic);
    assert!(library.get(id).unwrap().reference.sentence_edits.is_empty());
    library
        .join_sentences(id, TextColumn::Left, 2)
        .unwrap()
        .unwrap();
    assert!(rows(&library, id).iter().any(|row| {
        row.0
            .iter()
            .any(|s| s.starts_with(EN[2]) && s.ends_with(EN[3]))
    }));
    // Another sentence changes: the edit holds. Its own changes: it goes.
    let mut changed = library.get(id).unwrap().reference;
    let text = &mut changed.abstracts[0].value.sections[0].paragraphs[0];
    *text = text.replace("214 outpatient", "215 outpatient");
    library.replace(id, &changed).unwrap();
    let joined = |library: &Library| {
        rows(library, id).iter().any(|row| {
            row.0.iter().any(|s| {
                s.contains(". No adverse")
                    || s.contains(") No")
                    || s.ends_with(EN[3]) && s.len() > EN[3].len()
            })
        })
    };
    assert!(joined(&library));
    let text = &mut changed.abstracts[0].value.sections[0].paragraphs[0];
    *text = text.replace("31.5", "31.6");
    library.replace(id, &changed).unwrap();
    assert!(!joined(&library));
    for error in [
        library
            .split_sentence(id, TextColumn::Left, 0, 0)
            .unwrap_err(),
        library
            .split_sentence(id, TextColumn::Left, 9, 3)
            .unwrap_err(),
        library.join_sentences(id, TextColumn::Left, 3).unwrap_err(),
    ] {
        assert!(matches!(error, LibraryError::NotLinkable(_)), "{error}");
    }
    for _ in 0..6 {
        library.undo().unwrap();
    }
    assert_eq!(dump(&library), before);
}

#[test]
fn a_glossary_is_mined_edited_and_kept() {
    use crate::glossary::{MinedTerms, TermSource, terms_of};
    use crate::translation::{ProviderKind, Setup};
    use diglot_model::{Keyword, KeywordKind};
    let keyword = |lang: LanguageTag, text: &str| {
        Sourced::bare(Keyword {
            lang,
            text: text.into(),
            kind: KeywordKind::Author,
        })
    };
    let mut first = bilingual();
    let zh = LocalizedText::new(LanguageTag::ZH_HANS, "护士的午睡：随机对照试验");
    first.texts.clear();
    first.add_text(TextField::Title, Sourced::bare(zh));
    let en = LocalizedText::new(
        LanguageTag::EN,
        "Naps of nurses: a randomised controlled trial",
    );
    first.add_text(TextField::Title, Sourced::bare(en));
    first.keywords = vec![
        keyword(LanguageTag::ZH_HANS, "午睡"),
        keyword(LanguageTag::ZH_HANS, "记忆测试"),
        keyword(LanguageTag::EN, "nap"),
        keyword(LanguageTag::EN, "Memory test"),
    ];
    let text = &mut first.abstracts[1].value.sections[0].paragraphs[0];
    text.push_str("采用认知行为疗法（CBT）。");
    let text = &mut first.abstracts[0].value.sections[0].paragraphs[0];
    text.push_str(" We used cognitive behavioural therapy (CBT).");
    let second = Reference {
        keywords: first.keywords[..2]
            .iter()
            .chain(&first.keywords[2..])
            .cloned()
            .collect(),
        ..english("Another")
    };
    let (dir, mut library, ids) = library_with(vec![first, second]);
    let mined = MinedTerms::default();
    let glossary = library.glossary(&mined).unwrap();
    let term = |zh: &str| glossary.terms.iter().find(|term| term.zh == zh).cloned();
    let nap = term("午睡").unwrap();
    assert_eq!(
        (&nap.en[..], nap.count, nap.source),
        ("nap", 2, TermSource::Keyword)
    );
    let therapy = term("认知行为疗法").unwrap();
    assert_eq!(therapy.en, "cognitive behavioural therapy");
    assert_eq!(therapy.source, TermSource::Abbreviation);
    assert_eq!(
        term("随机对照试验").unwrap().en,
        "a randomised controlled trial"
    );
    assert_eq!(glossary.terms[0].zh, "记忆测试");

    library.remove_term("午睡", "Nap").unwrap();
    library.add_term(" 护士 ", "nurse").unwrap();
    assert!(matches!(
        library.add_term("", "x"),
        Err(LibraryError::NotATerm)
    ));
    drop(library);
    let mut library = open(dir.path(), Access::Write);
    let glossary = library.glossary(&mined).unwrap();
    assert_eq!(
        (&glossary.terms[0].zh[..], glossary.terms[0].source),
        ("护士", TermSource::User)
    );
    assert!(glossary.terms.iter().all(|term| term.zh != "午睡"));
    assert_eq!(glossary.removed.len(), 1);

    let found = terms_of(&library.get(ids[0]).unwrap().reference, &glossary);
    let nurse = found.iter().find(|found| found.term.zh == "护士").unwrap();
    assert_eq!(
        (nurse.zh.as_deref(), nurse.en.as_deref()),
        (Some("护士"), Some("nurse"))
    );
    let tested = found
        .iter()
        .find(|found| found.term.zh == "记忆测试")
        .unwrap();
    assert_eq!(tested.en.as_deref(), Some("memory test"));

    library.add_term("午睡", "nap").unwrap();
    let glossary = library.glossary(&mined).unwrap();
    assert!(glossary.removed.is_empty());
    assert!(
        glossary
            .terms
            .iter()
            .any(|term| term.zh == "午睡" && term.count == 2)
    );
    // What a person adds and removes comes back, also when nobody mined it.
    library.remove_term("护士", "nurse").unwrap();
    library.add_term("护士", "Nurse").unwrap();
    let own = |library: &Library| -> Vec<String> {
        let terms = library.glossary(&mined).unwrap().terms;
        let own = terms
            .into_iter()
            .filter(|term| term.source == TermSource::User);
        own.map(|term| term.en).collect()
    };
    assert_eq!(own(&library), ["nap", "Nurse"]);
    library
        .replace_term(("护士", "nurse"), ("护士", "hospital nurse"))
        .unwrap();
    assert_eq!(own(&library), ["nap", "hospital nurse"]);
    // Each of these is a step to undo, also after a restart.
    library.undo().unwrap();
    assert_eq!(own(&library), ["nap", "Nurse"]);
    drop(library);
    let mut library = open(dir.path(), Access::Write);
    library.redo().unwrap();
    assert_eq!(own(&library), ["nap", "hospital nurse"]);
    for _ in 0..6 {
        library.undo().unwrap();
    }
    assert_eq!(own(&library), [""; 0]);
    assert!(library.glossary(&mined).unwrap().removed.is_empty());
    // What references say anew is mined anew.
    library.delete(&ids[..1]).unwrap();
    let left = library.glossary(&mined).unwrap().terms;
    assert_eq!(left.iter().find(|term| term.zh == "午睡").unwrap().count, 1);
    library.undo().unwrap();
    assert!(library.check(false).unwrap().is_sound());
    // A translation's provider is kept in the same way.
    let setup = Setup {
        kind: ProviderKind::OpenAi,
        address: "http://127.0.0.1:11434/v1".into(),
        model: "small".into(),
        price: None,
    };
    assert_eq!(library.translation_setup().unwrap(), None);
    library.set_translation_setup(Some(&setup)).unwrap();
    assert_eq!(library.translation_setup().unwrap(), Some(setup));
    library.set_translation_setup(None).unwrap();
    assert_eq!(library.translation_setup().unwrap(), None);
}
