//! Abbreviations with the long forms that stand before them.

use diglot_text::script::is_han;

/// Texts in brackets with what stands before them.
fn brackets(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (at, open) in text.match_indices(['(', '（']) {
        let inside = &text[at + open.len()..];
        if let Some(end) = inside.find([')', '）']) {
            found.push((&text[..at], inside[..end].trim()));
        }
    }
    found
}

fn is_short(text: &str) -> bool {
    (2..=10).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && text.chars().filter(char::is_ascii_uppercase).count() >= 2
}

fn singular(short: &str) -> String {
    short.strip_suffix('s').unwrap_or(short).to_owned()
}

/// Abbreviations of an English text with their long forms.
pub(super) fn long_forms_en(text: &str) -> Vec<(String, String)> {
    brackets(text)
        .into_iter()
        .filter(|(_, inside)| is_short(inside))
        .filter_map(|(before, short)| {
            let long = diglot_align::long_form(short, before)?;
            Some((singular(short), long.to_owned()))
        })
        .collect()
}

/// Words that stand before a term and are no part of it.
const BEFORE: &[&str] = &[
    "采用", "使用", "利用", "应用", "通过", "基于", "接受", "进行", "以及", "包括", "关于", "对于",
    "探讨", "评价", "评估", "比较", "分析", "研究", "观察", "患者", "其中", "分为", "称为", "即",
    "的", "为", "是", "和", "与", "及", "或", "对", "在", "由", "用", "以", "将", "从", "行", "经",
    "给予",
];

/// Abbreviations of a Chinese text with their long forms, and with their English long form
/// where the brackets give both: 个人安置与支持(Individual Placement and Support, IPS).
pub(super) fn long_forms_zh(text: &str) -> Vec<(String, String, Option<String>)> {
    brackets(text)
        .into_iter()
        .filter_map(|(before, inside)| {
            let (english, short) = match inside.rsplit_once([',', '，', ';', '；']) {
                Some((english, short)) => (Some(english.trim()), short.trim()),
                None => (None, inside),
            };
            if !is_short(short) || english.is_some_and(|english| !english.is_ascii()) {
                return None;
            }
            let long = han_before(before)?;
            let english = english.filter(|english| english.len() > short.len());
            Some((singular(short), long, english.map(str::to_owned)))
        })
        .collect()
}

/// The Han word that a text ends with, as well as can be told.
fn han_before(text: &str) -> Option<String> {
    let text = text.trim_end();
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_han(*c))
        .last()
        .map(|(at, _)| at)?;
    let mut run = &text[start..];
    // What stands behind the last word that is no part of a term; 与 and 和 may be.
    let inner = |word: &str| {
        matches!(
            word,
            "和" | "与"
                | "及"
                | "为"
                | "行"
                | "用"
                | "以"
                | "对"
                | "研究"
                | "分析"
                | "评估"
                | "评价"
        )
    };
    loop {
        let cut = BEFORE
            .iter()
            .filter(|word| !inner(word) || run.starts_with(**word))
            .filter_map(|word| run.rfind(word).map(|at| at + word.len()))
            .filter(|at| run[*at..].chars().count() >= 2)
            .max();
        match cut {
            Some(at) => run = &run[at..],
            None => break,
        }
    }
    let chars = run.chars().count();
    (2..=14).contains(&chars).then(|| run.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_forms_are_found_in_both_languages() {
        let zh = "本研究采用个人安置与支持（IPS）模式。接受认知行为疗法(cognitive behavioural therapy, CBT)的患者";
        let found = long_forms_zh(zh);
        assert_eq!(found[0].0, "IPS");
        assert_eq!(found[0].1, "个人安置与支持");
        assert_eq!(found[1].1, "认知行为疗法");
        assert_eq!(found[1].2.as_deref(), Some("cognitive behavioural therapy"));
        let en = "We used Individual Placement and Support (IPS) for Employment Support Workers (ESWs) (see p. 3).";
        let found = long_forms_en(en);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0],
            ("IPS".into(), "Individual Placement and Support".into())
        );
        assert_eq!(
            found[1],
            ("ESW".into(), "Employment Support Workers".into())
        );
    }
}
