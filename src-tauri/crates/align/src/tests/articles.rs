//! Whole articles: hundreds of sentences, chapters that only one side has.

use super::one_to_one;
use crate::Bead;
use crate::align_sentences;
use crate::features::compare;
use crate::route::rows;
use std::ops::Range;

/// What the sentences of an invented article are about.
const SUBJECTS: [[&str; 2]; 24] = [
    ["记忆", "memory"],
    ["血压", "blood pressure"],
    ["睡眠", "sleep"],
    ["费用", "costs"],
    ["焦虑", "anxiety"],
    ["收入", "income"],
    ["疫苗", "the vaccine"],
    ["速度", "speed"],
    ["医院", "the hospital"],
    ["儿童", "children"],
    ["体重", "body weight"],
    ["疼痛", "pain"],
    ["手术", "surgery"],
    ["教育", "education"],
    ["年龄", "age"],
    ["死亡", "death"],
    ["感染", "infection"],
    ["药物", "drugs"],
    ["家庭", "the family"],
    ["学校", "the school"],
    ["运动", "exercise"],
    ["饮食", "diet"],
    ["妊娠", "pregnancy"],
    ["肿瘤", "the tumour"],
];

/// A sentence of the article; three of four have a figure of their own.
fn sentence(number: usize) -> [String; 2] {
    let [a, b, c, d] =
        [11, 17, 29, 41].map(|by| SUBJECTS[(number * number * by + number * 7 + by) % 101 % 24]);
    let figure = 1000 + number * 13;
    match number % 4 {
        0 => [
            format!("{}为{figure}，与{}有关，与{}无关。", a[0], b[0], c[0]),
            format!(
                "For {} it was {figure}; this was related to {} and unrelated to {}.",
                a[1], b[1], c[1]
            ),
        ],
        1 => [
            format!("我们比较了{}、{}和{}。", a[0], b[0], c[0]),
            format!("We compared {}, {} and {}.", a[1], b[1], c[1]),
        ],
        2 => [
            format!("在{figure}例中，{}没有改变{}。", d[0], a[0]),
            format!("In {figure} cases {} did not change {}.", d[1], a[1]),
        ],
        _ => [
            format!("{}和{}需要进一步研究（第{figure}节）。", c[0], d[0]),
            format!(
                "There is a need for further research into {} and {} (section {figure}).",
                c[1], d[1]
            ),
        ],
    }
}

/// The two sides without the sentences that each lacks.
fn article(sentences: usize, lacks: &[Range<usize>; 2]) -> [Vec<String>; 2] {
    let [zh, en] = [0, 1].map(|side: usize| {
        (0..sentences)
            .filter(|number| !lacks[side].contains(number))
            .map(|number| sentence(number)[side].clone())
            .collect()
    });
    [zh, en]
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

#[test]
fn a_whole_article_is_paired_throughout() {
    let [zh, en] = article(600, &[0..0, 0..0]);
    let found = align_sentences(&borrowed(&zh), &borrowed(&en));
    assert_eq!(found.refused, None);
    let found: Vec<_> = found.beads.into_iter().map(|b| (b.left, b.right)).collect();
    assert_eq!(found, one_to_one(600));
}

#[test]
fn chapters_that_one_side_lacks_lead_nobody_astray() {
    // Between the two the right pairs are 150 sentences beside the diagonal.
    let [zh, en] = article(600, &[100..250, 350..500]);
    let beads = align_sentences(&borrowed(&zh), &borrowed(&en)).beads;
    let right = |bead: &&Bead| {
        let (from, to) = match bead.left.start {
            at if at < 100 => (at, at),
            at if at < 200 => (at, at + 150),
            at => (at, at),
        };
        bead.left == (from..from + 1) && bead.right == (to..to + 1)
    };
    let paired = beads.iter().filter(|bead| !bead.is_null()).count();
    let agreeing = beads.iter().filter(right).count();
    assert!(agreeing >= 296 && paired <= 304, "{agreeing} of {paired}");
}

#[test]
fn the_search_grows_with_the_text_and_not_with_its_square() {
    let nodes = |sentences: usize| -> usize {
        let [zh, en] = article(sentences, &[20..60, 0..0]);
        let (left, right) = compare(&borrowed(&zh), &borrowed(&en), &[]);
        rows(&left, &right, &[]).iter().map(Range::len).sum()
    };
    let (one, four) = (nodes(400), nodes(1600));
    assert!(four < 5 * one, "{one} and {four}");
}
