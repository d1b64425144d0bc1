//! Alignments of invented texts.

mod articles;

use crate::{Aligner, Lock, Refusal, align_abstracts, align_sentences};
use diglot_model::{Abstract, LanguageTag, Origin, Section, SectionRole};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

const ZH: [&str; 6] = [
    "目的：探讨午睡对门诊护士记忆的影响。",
    "2016年3月至2017年5月，共招募214名护士，随机分为午睡组（NAP）和对照组。",
    "两组均完成记忆测试；随访六个月。",
    "午睡组平均得分为31.5，对照组为27.25（P＜0.01）。",
    "没有发现不良事件。",
    "结论：短时间午睡可改善记忆，但仍需要进一步研究。",
];

const EN: [&str; 6] = [
    "To explore the effect of naps on the memory of outpatient nurses.",
    "From March 2016 to May 2017, we recruited 214 nurses, who were randomly assigned to a nap group (NAP) or a control group.",
    "Both groups completed a memory test and were followed up for six months.",
    "The mean score was 31.5 in the nap group and 27.25 in the control group (P < 0.01).",
    "No adverse events were found.",
    "Short naps can improve memory, but further research is needed.",
];

fn shape(left: &[&str], right: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let beads = align_sentences(left, right).beads;
    beads.into_iter().map(|b| (b.left, b.right)).collect()
}

fn one_to_one(n: usize) -> Vec<(Range<usize>, Range<usize>)> {
    (0..n).map(|i| (i..i + 1, i..i + 1)).collect()
}

#[test]
fn sentences_pair_one_to_one() {
    assert_eq!(shape(&ZH, &EN), one_to_one(6));
    assert_eq!(shape(&EN, &ZH), one_to_one(6));
    let found = align_sentences(&ZH, &EN);
    assert_eq!(found.refused, None);
    assert!(found.beads.iter().all(|bead| bead.confidence > 0.9));
}

#[test]
fn a_missing_sentence_stands_alone() {
    let zh = [ZH[0], ZH[1], ZH[2], ZH[4], ZH[5]];
    let found = shape(&zh, &EN);
    assert!(found.contains(&(3..3, 3..4)), "{found:?}");
    assert!(found.contains(&(4..5, 5..6)), "{found:?}");
}

#[test]
fn one_sentence_stands_for_several() {
    let en = [
        EN[0],
        "From March 2016 to May 2017, we recruited 214 nurses.",
        "They were randomly assigned to a nap group (NAP) or a control group.",
        EN[2],
        EN[3],
        EN[4],
        EN[5],
    ];
    assert_eq!(shape(&ZH, &en)[1], (1..2, 1..3));
    assert_eq!(shape(&en, &ZH)[1], (1..3, 1..2));
}

#[test]
fn a_long_text_is_searched_near_the_diagonal() {
    let zh: Vec<String> = (0..500)
        .map(|i| format!("第{}次观察的结果为{}。", i + 20, i * 37))
        .collect();
    let en: Vec<String> = (0..500)
        .filter(|i| i % 50 != 7)
        .map(|i| format!("Observation {} gave a result of {}.", i + 20, i * 37))
        .collect();
    let zh: Vec<&str> = zh.iter().map(String::as_str).collect();
    let en: Vec<&str> = en.iter().map(String::as_str).collect();
    let found = align_sentences(&zh, &en).beads;
    assert_eq!(found.len(), 500);
    assert_eq!(found.iter().filter(|bead| bead.is_null()).count(), 10);
}

#[test]
fn traditional_script_is_read_as_well() {
    let zh = [
        "目的：探討午睡對門診護士記憶的影響。",
        "兩組均完成測試。",
        "結論：午睡可改善記憶。",
    ];
    let en = [
        EN[0],
        "Both groups completed the test.",
        "Naps can improve memory.",
    ];
    assert_eq!(shape(&zh, &en), one_to_one(3));
}

#[test]
fn unrelated_texts_are_refused() {
    let other = [
        "Concrete beams were loaded until they cracked.",
        "Steel fibres delayed the first crack by 18 minutes.",
        "We describe a cheap way to mix them in.",
        "Bridges built this way may last longer.",
    ];
    assert!(
        matches!(align_sentences(&ZH, &other).refused, Some(Refusal::Unrelated { coverage }) if coverage < 0.5)
    );
    let notice = ["版权所有，未经许可不得转载。"];
    assert!(align_sentences(&notice, &EN).refused.is_some());
    assert_eq!(align_sentences(&[], &EN).refused, Some(Refusal::Empty));
}

#[test]
fn titles_are_pairs() {
    let found = align_sentences(
        &["午睡对护士记忆的影响：随机对照试验"],
        &["Effects of naps on memory in nurses: a randomized controlled trial"],
    );
    assert_eq!(found.refused, None);
    assert_eq!(found.beads.len(), 1);
}

#[test]
fn languages_of_one_script_share_words() {
    let fr = [
        "La mémoire de 214 infirmières a été étudiée dans deux groupes.",
        "Une intervention simple a amélioré la mémoire (31,5 contre 27,2).",
        "Des recherches supplémentaires sont nécessaires.",
    ];
    let en = [
        "The memory of 214 nurses was studied in two groups.",
        "A simple intervention improved memory (31.5 versus 27.2).",
        "More research is necessary.",
    ];
    assert_eq!(shape(&fr, &en), one_to_one(3));
}

#[test]
fn a_dictionary_is_listened_to() {
    let zh = ["松鼠吃坚果。", "河马怕黄蜂。", "熊猫爱竹子。"];
    let en = ["A squirrel eats nuts.", "The panda loves bamboo."];
    let dictionary: BTreeMap<String, Vec<String>> = [
        ("松鼠", "squirrel"),
        ("坚果", "nut"),
        ("河马", "hippo"),
        ("黄蜂", "wasp"),
        ("熊猫", "giant panda"),
        ("熊猫", "panda"),
        ("竹子", "bamboo"),
    ]
    .into_iter()
    .map(|(zh, en)| (zh.to_owned(), vec![en.to_owned()]))
    .collect();
    let found = Aligner::with_dictionary(&dictionary).sentences(&zh, &en);
    let expected = [(0..1, 0..1), (1..2, 1..1), (2..3, 1..2)];
    let found: Vec<_> = found.beads.into_iter().map(|b| (b.left, b.right)).collect();
    assert_eq!(found, expected);
}

fn section(label: &str, role: SectionRole, text: &str) -> Section {
    Section {
        label: Some(label.to_owned()),
        role: Some(role),
        paragraphs: vec![text.to_owned()],
    }
}

#[test]
fn abstracts_give_places() {
    let zh = Abstract {
        lang: LanguageTag::ZH_HANS,
        origin: Origin::Unknown,
        sections: vec![
            section("目的", SectionRole::Objective, "探讨午睡的影响。"),
            section(
                "结果",
                SectionRole::Results,
                "午睡组得分更高。没有不良事件。",
            ),
        ],
    };
    let en = Abstract {
        lang: LanguageTag::EN,
        origin: Origin::Unknown,
        sections: vec![
            section(
                "AIM",
                SectionRole::Background,
                "To explore the effect of naps.",
            ),
            section(
                "RESULTS",
                SectionRole::Results,
                "The nap group had higher scores. There were no adverse events.",
            ),
        ],
    };
    let found = align_abstracts(&zh, &en);
    assert_eq!(found.alignment.beads.len(), 3);
    let last = &found.alignment.beads[2];
    let (left, right) = (&found.left[last.left.start], &found.right[last.right.start]);
    assert_eq!(
        &zh.sections[left.section].paragraphs[left.paragraph][left.range.clone()],
        "没有不良事件。"
    );
    assert_eq!(
        &en.sections[right.section].paragraphs[right.paragraph][right.range.clone()],
        "There were no adverse events."
    );
}

#[test]
fn raw_texts_keep_headings_with_their_sentence() {
    let zh = "目的：探讨午睡的影响。\n结果：午睡组得分更高。没有不良事件。";
    let en = "Objective: To explore the effect of naps.\nResults: The nap group had higher scores. There were no adverse events.";
    let found = Aligner::default().texts((zh, &LanguageTag::UND), (en, &LanguageTag::EN));
    let left: Vec<_> = found.left.iter().map(|r| &zh[r.clone()]).collect();
    assert_eq!(
        left,
        [
            "目的：探讨午睡的影响。",
            "结果：午睡组得分更高。",
            "没有不良事件。"
        ]
    );
    let right: Vec<_> = found.right.iter().map(|r| &en[r.clone()]).collect();
    assert!(right[0].starts_with("Objective:") && right.len() == 3);
    assert_eq!(found.alignment.beads.len(), 3);
}

#[test]
fn paragraphs_hold_their_sentences() {
    let zh = "护士很多。她们很好。\n医院很大。";
    let en = "There are many nurses.\nThe hospital is large. It is modern.";
    let found = Aligner::default().texts((zh, &LanguageTag::ZH_HANS), (en, &LanguageTag::EN));
    let last = found.alignment.beads.iter().rfind(|b| !b.is_null());
    assert!(last.is_some_and(|bead| bead.left == (2..3)), "{found:?}");
}

fn plain(lang: LanguageTag, sentences: &[&str]) -> Abstract {
    Abstract {
        lang,
        origin: Origin::default(),
        sections: vec![Section {
            label: None,
            role: None,
            paragraphs: vec![sentences.join(" ")],
        }],
    }
}

fn locked(locks: &[Lock]) -> Vec<(Range<usize>, Range<usize>, bool)> {
    let (zh, en) = (
        plain(LanguageTag::ZH_HANS, &ZH),
        plain(LanguageTag::EN, &EN),
    );
    let found = Aligner::default().abstracts_with(&zh, &en, locks);
    assert_eq!(found.alignment.refused, None);
    let beads = found.alignment.beads.into_iter();
    beads
        .map(|bead| (bead.left, bead.right, bead.confidence > 0.999_999))
        .collect()
}

fn lock(left: Range<usize>, right: Range<usize>) -> Lock {
    Lock { left, right }
}

#[test]
fn locked_sentences_stay_and_the_others_follow() {
    let shape = |locks: &[Lock]| -> Vec<_> {
        let found = locked(locks).into_iter();
        found.map(|(left, right, _)| (left, right)).collect()
    };
    let one_to_one = one_to_one(6);
    assert_eq!(shape(&[]), one_to_one);
    let found = locked(&[lock(1..3, 1..3)]);
    assert!(found.contains(&(1..3, 1..3, true)), "{found:?}");
    assert_eq!(found.len(), 5);
    // Six to one is no step of the lattice, but somebody may say so.
    let found = locked(&[lock(0..6, 2..3)]);
    assert!(found.contains(&(0..6, 2..3, true)), "{found:?}");
    assert_eq!(found.len(), 6);
    // Without counterpart, and a wrong link that moves the others.
    let found = locked(&[lock(3..4, 0..0), lock(0..0, 3..4)]);
    let alone = |at: Range<usize>| found.iter().find(|bead| bead.0 == at).cloned();
    assert!(alone(3..4).is_some_and(|(_, other, sure)| other.is_empty() && sure));
    assert_eq!(alone(4..5).unwrap().1, 4..5);
    let found = shape(&[lock(2..3, 4..5)]);
    assert!(found.contains(&(2..3, 4..5)), "{found:?}");
    // The first of two that contradict each other holds.
    let found = shape(&[lock(2..3, 2..4), lock(3..4, 1..2), lock(2..3, 0..0)]);
    assert!(found.contains(&(2..3, 2..4)), "{found:?}");
    assert!(found.contains(&(1..2, 1..2)), "{found:?}");
}

proptest! {
    #[test]
    fn beads_partition_both_sides(
        left in proptest::collection::vec("[一二三两组患者a-c0-9.% ,。]{0,12}", 0..7),
        right in proptest::collection::vec("[a-eA-C0-9.% two patient]{0,12}", 0..7),
    ) {
        let l: Vec<&str> = left.iter().map(String::as_str).collect();
        let r: Vec<&str> = right.iter().map(String::as_str).collect();
        let found = align_sentences(&l, &r);
        let (mut i, mut j) = (0, 0);
        for bead in &found.beads {
            prop_assert!(bead.left.start == i && bead.right.start == j);
            prop_assert!((0.0..=1.0).contains(&bead.confidence));
            prop_assert!(bead.left.len() + bead.right.len() > 0);
            (i, j) = (bead.left.end, bead.right.end);
        }
        prop_assert!(i == l.len() && j == r.len());
        prop_assert_eq!(&align_sentences(&l, &r), &found);
    }

    #[test]
    fn any_text_can_be_aligned(left in any::<String>(), right in any::<String>()) {
        let found = Aligner::default().texts((&left, &LanguageTag::UND), (&right, &LanguageTag::UND));
        for (text, ranges) in [(&left, &found.left), (&right, &found.right)] {
            let mut end = 0;
            for range in ranges {
                prop_assert!(text[end..range.start].trim().is_empty() && range.end > range.start);
                end = range.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }

    #[test]
    fn locks_hold_or_are_left_out(
        all in prop::collection::vec((0_usize..7, 0_usize..4, 0_usize..7, 0_usize..4), 0..5),
    ) {
        let locks: Vec<Lock> = all
            .into_iter()
            .map(|(a, n, b, m)| lock(a..(a + n).min(7), b..(b + m).min(7)))
            .collect();
        let (zh, en) = (plain(LanguageTag::ZH_HANS, &ZH), plain(LanguageTag::EN, &EN));
        let found = Aligner::default().abstracts_with(&zh, &en, &locks).alignment.beads;
        let (mut i, mut j) = (0, 0);
        for bead in &found {
            prop_assert_eq!((bead.left.start, bead.right.start), (i, j));
            (i, j) = (bead.left.end, bead.right.end);
        }
        prop_assert_eq!((i, j), (6, 6));
        for lock in crate::locks::agreeing(&locks, 6, 6) {
            if lock.is_null() {
                let mut nulls = found.iter().filter(|bead| bead.is_null());
                for k in lock.left.clone() {
                    prop_assert!(nulls.clone().any(|bead| bead.left.contains(&k)));
                }
                for k in lock.right.clone() {
                    prop_assert!(nulls.any(|bead| bead.right.contains(&k)));
                }
            } else {
                let kept = found
                    .iter()
                    .any(|bead| bead.left == lock.left && bead.right == lock.right);
                prop_assert!(kept);
            }
        }
    }
}
