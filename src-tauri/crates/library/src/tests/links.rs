//! Abstracts side by side, and links that people make.

use super::flows::{dump, open};
use crate::{
    Access, BilingualText, Library, LibraryError, OutputFormat, Reference, ReferenceId,
    abstract_view, bilingual_view, export,
};
use diglot_model::{
    Abstract, LanguageTag, LocalizedText, Origin, ReferenceType, Section, SectionRole, Sourced,
    TextField,
};
use tempfile::tempdir;

const EN: [&[&str]; 3] = [
    &[
        "We explored the effect of naps on the memory of outpatient nurses.",
        "Naps are short.",
    ],
    &[
        "From March 2016 to May 2017, we recruited 214 nurses, who were randomly assigned to a nap group (NAP) or a control group.",
        "Both groups completed a memory test and were followed up for six months.",
    ],
    &[
        "The mean score was 31.5 in the nap group and 27.25 in the control group (P < 0.01).",
        "No adverse events were found.",
    ],
];

const ZH: [&[&str]; 3] = [
    &["探讨午睡对门诊护士记忆的影响。", "午睡时间短。"],
    &[
        "2016年3月至2017年5月，共招募214名护士，随机分为午睡组（NAP）和对照组。",
        "两组均完成记忆测试；随访六个月。",
    ],
    &[
        "午睡组平均得分为31.5，对照组为27.52（P＜0.01）。",
        "没有发现不良事件。",
    ],
];

const ROLES: [SectionRole; 3] = [
    SectionRole::Objective,
    SectionRole::Methods,
    SectionRole::Results,
];

fn structured(lang: LanguageTag, labels: &[&str], texts: &[&[&str]]) -> Sourced<Abstract> {
    let sections = texts.iter().enumerate().map(|(number, sentences)| Section {
        label: labels.get(number).map(|label| (*label).to_owned()),
        role: labels.get(number).map(|_| ROLES[number]),
        paragraphs: vec![sentences.join(" ")],
    });
    Sourced::bare(Abstract {
        sections: sections.collect(),
        origin: Origin::Unknown,
        lang,
    })
}

fn bilingual() -> Reference {
    let mut reference = Reference::new(ReferenceType::ArticleJournal);
    let title = LocalizedText::new(LanguageTag::EN, "Naps of nurses");
    reference.add_text(TextField::Title, Sourced::bare(title));
    reference.abstracts = vec![
        structured(LanguageTag::ZH_HANS, &["目的", "方法", "结果"], &ZH),
        structured(LanguageTag::EN, &["Aims", "Methods", "Findings"], &EN),
    ];
    reference
}

type Shape = Vec<(Vec<usize>, Vec<usize>, bool)>;

fn shape(view: &BilingualText) -> Shape {
    let rows = view.sections.iter().flat_map(|section| &section.rows);
    rows.map(|row| {
        let numbers = |side: &[crate::RowSentence]| side.iter().map(|s| s.index).collect();
        (numbers(&row.left), numbers(&row.right), row.locked)
    })
    .collect()
}

fn shape_in(library: &Library, id: ReferenceId) -> Shape {
    shape(&bilingual_view(&library.get(id).unwrap().reference).unwrap())
}

fn library_with(reference: Reference) -> (tempfile::TempDir, Library, ReferenceId) {
    let dir = tempdir().unwrap();
    let mut library = open(dir.path(), Access::Write);
    let id = library.add(vec![reference]).unwrap()[0];
    (dir, library, id)
}

#[test]
fn english_stands_on_the_left_under_both_headings() {
    let view = bilingual_view(&bilingual()).unwrap();
    assert_eq!(view.refused, None);
    assert_eq!((view.left.index, view.left.lang.as_str()), (1, "en"));
    assert_eq!(view.right.as_ref().unwrap().index, 0);
    assert_eq!(view.sections.len(), 3);
    let methods = &view.sections[1];
    assert_eq!(methods.role, Some(SectionRole::Methods));
    let labels = ["Methods", "方法"].map(|label| Some(label.to_owned()));
    assert_eq!(methods.labels, labels);
    assert_eq!(methods.rows.len(), 2);
    assert!(methods.rows[0].starts_paragraph && !methods.rows[1].starts_paragraph);
    let scores = &view.sections[2].rows[0];
    assert_eq!(scores.left[0].text, EN[2][0]);
    assert_eq!(scores.right[0].text, ZH[2][0]);
    let [differs] = &scores.differs[..] else {
        panic!("{:?}", scores.differs)
    };
    assert_eq!(differs.kind, crate::bilingual::DifferenceKind::Number);
    assert_eq!(
        (&differs.left[0][..], &differs.right[0][..]),
        ("27.25", "27.52")
    );
    assert!(scores.confidence > 0.5 && !scores.locked);

    // One side without headings: those of the other stand where they begin.
    let mut plain = bilingual();
    let all = [ZH.concat().concat()];
    plain.abstracts[0] = structured(LanguageTag::ZH_HANS, &[], &[&[all[0].as_str()]]);
    let view = bilingual_view(&plain).unwrap();
    let labels: Vec<_> = view.sections.iter().map(|s| s.labels.clone()).collect();
    let left = |label: &str| [Some(label.to_owned()), None];
    assert_eq!(labels, [left("Aims"), left("Methods"), left("Findings")]);
}

#[test]
fn a_heading_stands_before_its_first_sentence_even_if_that_has_no_counterpart() {
    let mut reference = bilingual();
    let methods: Vec<&str> = std::iter::once("伦理委员会批准了本研究，编号为2015-88。")
        .chain(ZH[1].iter().copied())
        .collect();
    reference.abstracts[0] = structured(
        LanguageTag::ZH_HANS,
        &["目的", "方法", "结果"],
        &[ZH[0], &methods, ZH[2]],
    );
    let view = bilingual_view(&reference).unwrap();
    let labels: Vec<_> = view.sections.iter().map(|s| s.labels.clone()).collect();
    let both = |a: &str, b: &str| [Some(a.to_owned()), Some(b.to_owned())];
    assert_eq!(
        labels,
        [
            both("Aims", "目的"),
            both("Methods", "方法"),
            both("Findings", "结果")
        ]
    );
    assert_eq!(shape(&view)[2], (vec![], vec![2], false));
}

#[test]
fn texts_that_are_no_translations_are_not_linked() {
    let mut reference = bilingual();
    reference.abstracts[0] = structured(
        LanguageTag::ZH_HANS,
        &["说明"],
        &[&[
            "本网站所有内容仅供参考。",
            "转载请联系我们。",
            "感谢您的访问。",
        ]],
    );
    let view = bilingual_view(&reference).unwrap();
    assert!(view.refused.is_some());
    assert_eq!(view.locked, 0);
    let rows = shape(&view);
    assert_eq!(rows[0], (vec![0], vec![0], false));
    assert_eq!(rows[2], (vec![], vec![2], false));
    assert_eq!(rows.len(), 7);
    let all = view.sections.iter().flat_map(|section| &section.rows);
    assert!(all.into_iter().all(|row| row.confidence == 0.0));

    reference.abstracts.remove(0);
    assert_eq!(bilingual_view(&reference), None);
    let single = abstract_view(&reference).unwrap();
    assert_eq!(single.right, None);
    assert_eq!(single.sections.len(), 3);
    assert_eq!(single.sections[1].rows[1].left[0].text, EN[1][1]);
    reference.abstracts.clear();
    assert_eq!(abstract_view(&reference), None);
}

#[test]
fn links_survive_realignment_and_die_with_their_own_text_only() {
    let (_dir, mut library, id) = library_with(bilingual());
    let before = dump(&library);
    let automatic = shape_in(&library, id);
    assert!(automatic.contains(&(vec![2], vec![2], false)));

    // Both sentences of the methods as one row.
    library.link(id, &[3, 2], &[2, 3]).unwrap();
    let linked = (vec![2, 3], vec![2, 3], true);
    let now = shape_in(&library, id);
    assert!(now.contains(&linked), "{now:?}");
    assert_eq!(now.len(), automatic.len() - 1);
    let row = bilingual_view(&library.get(id).unwrap().reference).unwrap();
    assert_eq!(row.locked, 1);
    assert!(row.sections[1].rows[0].confidence > 0.999);

    // Another sentence changes, one goes and the numbers shift: the link holds.
    let mut changed = library.get(id).unwrap().reference;
    let aims = &mut changed.abstracts[1].value.sections[0].paragraphs[0];
    *aims = aims.replace("Naps are short.", "");
    let first = &mut changed.abstracts[0].value.sections[0].paragraphs[0];
    *first = first.replace("探讨", "研究");
    library.replace(id, &changed).unwrap();
    let now = shape_in(&library, id);
    assert!(now.contains(&(vec![1, 2], vec![2, 3], true)), "{now:?}");

    // Its own text changes: it is gone, and comes back with the text.
    let mut other = changed.clone();
    let methods = &mut other.abstracts[0].value.sections[1].paragraphs[0];
    *methods = methods.replace("214名", "241名");
    library.replace(id, &other).unwrap();
    let now = shape_in(&library, id);
    assert!(now.iter().all(|(_, _, locked)| !locked), "{now:?}");
    library.undo().unwrap();
    assert!(shape_in(&library, id).contains(&(vec![1, 2], vec![2, 3], true)));
    library.undo().unwrap();
    assert!(shape_in(&library, id).contains(&linked));
    library.undo().unwrap();
    assert_eq!(dump(&library), before);
    assert_eq!(shape_in(&library, id), automatic);
    library.redo().unwrap();
    assert!(shape_in(&library, id).contains(&linked));
    assert!(library.check(false).unwrap().is_sound());
}

#[test]
fn the_latest_word_on_a_sentence_wins() {
    let (_dir, mut library, id) = library_with(bilingual());
    library.link(id, &[2], &[2, 3]).unwrap();
    library.link(id, &[4], &[4]).unwrap();
    // What it contradicts goes, the other stays.
    library.link(id, &[2, 3], &[3]).unwrap();
    let now = shape_in(&library, id);
    assert!(now.contains(&(vec![2, 3], vec![3], true)), "{now:?}");
    assert!(now.contains(&(vec![4], vec![4], true)), "{now:?}");
    assert_eq!(library.get(id).unwrap().reference.links.len(), 2);
    assert_eq!(library.link(id, &[2, 3], &[3]).unwrap(), None);

    library.unlink(id, &[4], &[4]).unwrap();
    let now = shape_in(&library, id);
    assert!(now.contains(&(vec![4], vec![], true)), "{now:?}");
    assert!(now.contains(&(vec![], vec![4], true)), "{now:?}");
    // One side empty says the same.
    library.link(id, &[0], &[]).unwrap();
    assert!(shape_in(&library, id).contains(&(vec![0], vec![], true)));
    let words: Vec<_> = library.operations(9).unwrap();
    assert_eq!(words[0].what, "Unlinked sentences");
    assert_eq!(words[2].what, "Linked sentences");

    for (left, right) in [(&[0, 2][..], &[1][..]), (&[0], &[99]), (&[], &[])] {
        let error = library.link(id, left, right).unwrap_err();
        assert!(matches!(error, LibraryError::NotLinkable(_)), "{error}");
    }
    let before = dump(&library);
    library.reset_links(id).unwrap();
    assert!(shape_in(&library, id).iter().all(|(_, _, locked)| !locked));
    assert_eq!(library.reset_links(id).unwrap(), None);
    library.undo().unwrap();
    assert_eq!(dump(&library), before);
}

#[test]
fn links_travel_with_csl_json_and_with_merges() {
    let (_dir, mut library, id) = library_with(bilingual());
    library.link(id, &[2, 3], &[2, 3]).unwrap();
    let stored = library.get(id).unwrap();
    let exported = export(std::slice::from_ref(&stored), OutputFormat::CslJson);
    let file = crate::InputFile {
        name: "a.json".into(),
        bytes: exported.text.into_bytes(),
    };
    let plan = crate::plan(vec![file], &crate::Choices::default());
    let read = &plan.records[0].reference;
    assert_eq!(read.links, stored.reference.links);
    assert_eq!(
        shape(&bilingual_view(read).unwrap()),
        shape_in(&library, id)
    );

    let other = library.add(vec![bilingual()]).unwrap()[0];
    library.link(other, &[4], &[4]).unwrap();
    library
        .merge(&[id, other], &crate::MergeChoices::new())
        .unwrap();
    let now = shape_in(&library, id);
    assert!(now.contains(&(vec![2, 3], vec![2, 3], true)), "{now:?}");
    assert!(now.contains(&(vec![4], vec![4], true)), "{now:?}");
}
