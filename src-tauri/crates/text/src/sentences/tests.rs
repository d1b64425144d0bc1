//! Sentences of invented texts.

use super::sentences;
use diglot_model::LanguageTag;
use proptest::prelude::*;

fn split<'a>(text: &'a str, lang: &LanguageTag) -> Vec<&'a str> {
    sentences(text, lang)
        .into_iter()
        .map(|r| &text[r])
        .collect()
}

/// Joins the sentences and expects them back.
fn english(parts: &[&str]) {
    assert_eq!(split(&parts.join(" "), &LanguageTag::EN), parts);
}

fn chinese(parts: &[&str]) {
    assert_eq!(split(&parts.concat(), &LanguageTag::ZH_HANS), parts);
}

#[test]
fn abbreviations_do_not_end_english_sentences() {
    english(&[
        "We compared drug A v. drug B in 10 adults.",
        "Lin et al. showed in Fig. 2 and Suppl. Table 1 that E. coli grew, i.e. slowly.",
        "Aureus spp. were found at 5 a.m. in U.S. clinics, approx. 20 cases vs. Controls.",
        "See Eq. (3), Refs. 4 and 5, Sect. 6.",
        "It was plate No. 5 of them.",
    ]);
}

#[test]
fn statistics_keep_their_points() {
    english(&[
        "The difference was small (P < .05).",
        "CI .97 was reached, P < 0.001.",
        "12 patients left.",
        "Then mRNA fell.",
        "p53 rose by 0.5.",
        "pH was 7.4.",
    ]);
}

#[test]
fn labels_and_dosing_can_end_a_sentence() {
    english(&[
        "Half of them had hepatitis C.",
        "Patients were followed.",
        "It was given i.v.",
        "Nurses watched.",
    ]);
    english(&["The text was written by J. R. Smith and A. Brown."]);
}

#[test]
fn brackets_and_quotes_stay_with_their_sentence() {
    english(&[
        "(It was fine.)",
        "Then he left (as planned. Really) early.",
        "“It works.”",
        "Good.",
    ]);
}

#[test]
fn enumerations_stay_with_their_item() {
    english(&["1. Wash the cells.", "2. Count them."]);
}

#[test]
fn headings_stay_with_their_sentence() {
    english(&[
        "Objective. To count sheep.",
        "Discussion and conclusion. There were none.",
        "The results.",
    ]);
}

#[test]
fn glued_english_sentences_are_cut() {
    assert_eq!(
        split(
            "Common in chronic pain.Aim To test it (P<0.05).Results came.See www.Example.org today.",
            &LanguageTag::EN
        ),
        [
            "Common in chronic pain.",
            "Aim To test it (P<0.05).",
            "Results came.",
            "See www.Example.org today."
        ]
    );
}

#[test]
fn line_breaks_are_space_and_empty_lines_are_ends() {
    assert_eq!(
        split("One\nline. Two\n \nThree", &LanguageTag::EN),
        ["One\nline.", "Two", "Three"]
    );
    assert_eq!(
        split("第一\n行。第二\n\n第三", &LanguageTag::ZH_HANS),
        ["第一\n行。", "第二", "第三"]
    );
}

#[test]
fn chinese_marks_end_sentences_and_semicolons_do_not() {
    chinese(&[
        "目的: 比较两组, 共20例; 其中男8例；女12例。",
        "结果如何？",
        "差异有统计学意义(P?0.05)!",
        "他说“有效。”",
        "然后离开。",
    ]);
}

#[test]
fn quoted_questions_inside_a_chinese_sentence_do_not_end_it() {
    chinese(&["对“是否有效？”的回答不一（见上。），仍需研究。", "谢谢。"]);
}

#[test]
fn ascii_full_stops_are_used_as_found() {
    chinese(&[
        "本研究采用随机对照设计.",
        "1.目的明确,P<0.05.",
        "结果与Smith et al.报道一致(vs.对照).",
        "体重为3.5kg.",
    ]);
    chinese(&["一．方法．", "样本为3．5克．"]);
}

#[test]
fn a_very_long_list_is_cut_at_its_semicolons() {
    let item = "本条说明一种情况并给出相应的处理办法".repeat(8) + "；";
    let text = item.repeat(4) + "以上。";
    assert_eq!(sentences(&text, &LanguageTag::ZH_HANS).len(), 5);
}

#[test]
fn the_script_decides_without_a_tag() {
    assert_eq!(split("很好。再来。", &LanguageTag::UND).len(), 2);
    assert_eq!(split("Fine. Again.", &LanguageTag::UND).len(), 2);
    assert_eq!(split("Fine. Again.", &LanguageTag::ZH_HANS).len(), 2);
}

fn check(text: &str, lang: &LanguageTag) {
    let found = sentences(text, lang);
    let mut end = 0;
    for range in &found {
        assert!(range.start >= end && range.end > range.start);
        assert!(text[end..range.start].trim().is_empty());
        assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
        end = range.end;
    }
    assert!(text[end..].trim().is_empty());
}

proptest! {
    #[test]
    fn ranges_cover_any_text(text in any::<String>()) {
        for lang in [LanguageTag::EN, LanguageTag::ZH_HANS, LanguageTag::UND, LanguageTag::new("fr")] {
            check(&text, &lang);
        }
    }

    #[test]
    fn ranges_cover_punctuated_text(text in "[a-cA-C0-9.!?;:,()\"“”。！？；（）中文 \n\u{3000}\u{a0}αé]{0,60}") {
        for lang in [LanguageTag::EN, LanguageTag::ZH_HANS, LanguageTag::UND, LanguageTag::new("ja")] {
            check(&text, &lang);
        }
    }
}
