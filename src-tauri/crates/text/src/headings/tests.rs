use super::*;
use proptest::prelude::*;

/// The rule of [`slots`] without any short cut.
fn slow_slots(text: &str) -> Vec<(usize, bool)> {
    let mut slots = Vec::new();
    let (mut open, mut leading, mut previous) = (true, true, '\n');
    for (i, c) in text.char_indices() {
        if c == '\n' || c == '\r' {
            (open, leading) = (true, true);
        } else if !c.is_whitespace() {
            if open {
                slots.push((i, leading));
            }
            leading = false;
            open = ".!?。！？；;".contains(c)
                || ")]\"”’'）】」".contains(c) && open && ".!?。！？".contains(previous);
            previous = c;
        }
    }
    slots
}

proptest! {
    #[test]
    fn short_cuts_find_every_place_of_a_heading(
        text in "([a-zA-Z]{1,40}|[.!?;。！？；、，)\\]”’'） \n\r]{1,3}|[一-龥]{1,9}|\\PC){0,30}"
    ) {
        let mut slots = Vec::new();
        each_slot(&text, |at, leading| slots.push((at, leading)));
        prop_assert_eq!(slots, slow_slots(&text));
    }
}

fn read(text: &str) -> Vec<(String, String)> {
    sections(text)
        .into_iter()
        .map(|s| {
            let label = s.label.map_or("", |l| &text[l.range()]);
            (label.to_owned(), text[s.body.range()].to_owned())
        })
        .collect()
}

pub(super) fn labels(text: &str) -> Vec<String> {
    read(text).into_iter().map(|(label, _)| label).collect()
}

#[test]
fn colons_in_capitals() {
    let got = read("BACKGROUND: One. METHODS: Two (n = 10). RESULTS: Three. CONCLUSIONS: Four.");
    assert_eq!(got.len(), 4);
    assert_eq!(got[1], ("METHODS".into(), "Two (n = 10).".into()));
}

#[test]
fn bare_headings_before_capitals_only() {
    let text = "Background For decades it grew. Methods Data were collected. Results While some \
                found it hard, others did not. Conclusion The study helps. Results from this study \
                can contribute. Methods were fine.";
    assert_eq!(
        labels(text),
        ["Background", "Methods", "Results", "Conclusion"]
    );
}

#[test]
fn glued_headings() {
    let text = "BackgroundStudies in the USA found it effective.AimsTo determine it.MethodA total \
                of 150 adults took part.Results47% worked, v. 18% (P<0.001).ConclusionsIt works.";
    let got = read(text);
    assert_eq!(
        got.iter().map(|g| g.0.as_str()).collect::<Vec<_>>(),
        ["Background", "Aims", "Method", "Results", "Conclusions"]
    );
    assert_eq!(got[3].1, "47% worked, v. 18% (P<0.001).");
}

#[test]
fn glued_and_joined() {
    let text = "Aims and MethodWe evaluated it.ResultsThere were more.Clinical ImplicationsUse it.";
    assert_eq!(
        labels(text),
        ["Aims and Method", "Results", "Clinical Implications"]
    );
}

#[test]
fn dashes_and_slashes() {
    let text = "Purpose – The purpose is this. Design/methodology/approach – Two people wrote. \
                Findings – Reflective accounts – no findings. Originality/value – Little is known.";
    assert_eq!(
        labels(text),
        [
            "Purpose",
            "Design/methodology/approach",
            "Findings",
            "Originality/value"
        ]
    );
}

#[test]
fn periods() {
    let text = "Background. It has been so. Objective. To assess it. Method. A review. Results. \
                Twelve (95% CI [.97, 1.95]) were found. Discussion and conclusion. It is not possible.";
    assert_eq!(
        labels(text),
        [
            "Background",
            "Objective",
            "Method",
            "Results",
            "Discussion and conclusion"
        ]
    );
}

#[test]
fn no_space_before_the_heading() {
    let text = "Background It is new.Aim To explore it.Design & setting A study in the \
                south.Method Fourteen interviews.Results In total, 11 came.";
    assert_eq!(
        labels(text),
        ["Background", "Aim", "Design & setting", "Method", "Results"]
    );
}

#[test]
fn chinese_headings() {
    for text in [
        "背景：这是背景。目的：探讨。方法：访谈。结果：很好。结论：可行。",
        "【背景】这是背景。【目的】探讨。【方法】访谈。【结果】很好。【结论】可行。",
        "背景 这是背景。目的 探讨。方法 访谈。结果 很好。结论 可行。",
        "背景:这是背景。\n目的:探讨。\n方法:访谈。\n结果:很好。\n结论:可行。",
        "背景这是背景。目的探讨。方法访谈。结果很好。结论可行。",
        "[背景] 这是背景。[目的] 探讨。[方法] 访谈。[结果] 很好。[结论] 可行。",
    ] {
        assert_eq!(
            labels(text),
            ["背景", "目的", "方法", "结果", "结论"],
            "{text}"
        );
    }
}

#[test]
fn plain_texts_have_one_section() {
    for text in [
        "All stakeholders viewed it well. Results were good. Methods matter.",
        "Results suggest that it works. The method is new.",
        "所有利益相关者都认为可行。结果显示良好。",
        "Study no ISRCTN30094062.",
        "IPS: a model of rehabilitation. It works.",
    ] {
        assert_eq!(labels(text), [""], "{text}");
    }
}

#[test]
fn an_introduction_without_heading() {
    let text = "Some words first. METHODS: Two. RESULTS: Three.";
    assert_eq!(labels(text), ["", "METHODS", "RESULTS"]);
}

#[test]
fn an_unlisted_first_heading_has_company() {
    let text = "Issue addressed: Few are reached. Methods: We asked. Results: Many came.";
    assert_eq!(labels(text), ["Issue addressed", "Methods", "Results"]);
    assert_eq!(
        labels("问题：很少。方法：访谈。结果：很好。"),
        ["问题", "方法", "结果"]
    );
    assert_eq!(labels("One thing is clear: it works. Results: good."), [""]);
}

#[test]
fn roles() {
    assert_eq!(role_of("Design & setting"), Some(SectionRole::Design));
    assert_eq!(role_of("目 的"), Some(SectionRole::Objective));
    assert_eq!(role_of("CONCLUSIONS:"), Some(SectionRole::Conclusion));
    assert_eq!(role_of("Nonsense"), None);
}

#[test]
fn every_word_of_the_list_is_a_heading_with_its_role() {
    let list = include_str!("words.txt");
    let mut role = "";
    for line in list
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        let Some(words) = line.strip_prefix("    ") else {
            role = line;
            continue;
        };
        for word in words.split('|').map(str::trim).filter(|w| !w.is_empty()) {
            let found = role_of(word).map(|r| format!("{r:?}").to_lowercase());
            assert_eq!(found.as_deref(), Some(role), "{word}");
        }
    }
}
