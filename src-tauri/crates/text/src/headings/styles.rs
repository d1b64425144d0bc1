//! The ways in which abstracts set their headings, one row each.

use super::{sections, tests::labels};
use diglot_model::SectionRole::{
    self, Background, Conclusion, Design, Discussion, Implications, Methods, Objective,
    Participants, Registration, Results, Setting, Value,
};

type Style = (&'static str, &'static [(&'static str, SectionRole)]);

const STYLES: &[Style] = &[
    // Capitals with a colon, in one line.
    (
        "BACKGROUND: Naps are short. METHODS: We asked 214 nurses. RESULTS: Most napped. CONCLUSIONS: Naps help.",
        &[
            ("BACKGROUND", Background),
            ("METHODS", Methods),
            ("RESULTS", Results),
            ("CONCLUSIONS", Conclusion),
        ],
    ),
    // Each on a line of its own.
    (
        "Background\nNaps are short.\nMethods\nWe asked 214 nurses.\nResults\nMost napped.\nConclusion\nNaps help.",
        &[
            ("Background", Background),
            ("Methods", Methods),
            ("Results", Results),
            ("Conclusion", Conclusion),
        ],
    ),
    // Bare words before capitals.
    (
        "Background Naps are short. Methods We asked 214 nurses. Results Most napped. Conclusions Naps help.",
        &[
            ("Background", Background),
            ("Methods", Methods),
            ("Results", Results),
            ("Conclusions", Conclusion),
        ],
    ),
    // Glued to what follows.
    (
        "BackgroundNaps are short.AimsTo count them.MethodWe asked 214 nurses.ResultsMost napped.ConclusionsNaps help.",
        &[
            ("Background", Background),
            ("Aims", Objective),
            ("Method", Methods),
            ("Results", Results),
            ("Conclusions", Conclusion),
        ],
    ),
    // Glued on both sides: the sentence before has no space behind its full stop.
    (
        "Background: Naps are short.Methods: We asked 214 nurses.Results: Most napped.Conclusion: Naps help.",
        &[
            ("Background", Background),
            ("Methods", Methods),
            ("Results", Results),
            ("Conclusion", Conclusion),
        ],
    ),
    // Dashes, as Emerald sets them.
    (
        "Purpose – This paper counts naps. Design/methodology/approach – We asked 214 nurses. Findings – Most napped. Originality/value – Nobody counted before.",
        &[
            ("Purpose", Objective),
            ("Design/methodology/approach", Design),
            ("Findings", Results),
            ("Originality/value", Value),
        ],
    ),
    (
        "Purpose - This paper counts naps. Findings - Most napped. Practical implications - Wards need beds. Originality/value - Nobody counted before.",
        &[
            ("Purpose", Objective),
            ("Findings", Results),
            ("Practical implications", Implications),
            ("Originality/value", Value),
        ],
    ),
    (
        "Objective— To count naps. Methods— We asked 214 nurses. Results— Most napped. Conclusions— Naps help.",
        &[
            ("Objective", Objective),
            ("Methods", Methods),
            ("Results", Results),
            ("Conclusions", Conclusion),
        ],
    ),
    // Full stops.
    (
        "Objective. To count naps. Methods. We asked 214 nurses. Results. Most napped. Conclusions. Naps help.",
        &[
            ("Objective", Objective),
            ("Methods", Methods),
            ("Results", Results),
            ("Conclusions", Conclusion),
        ],
    ),
    // JAMA.
    (
        "Importance: Naps are short. Objective: To count them. Design, Setting, and Participants: A cohort of 214 nurses. Main Outcomes and Measures: Naps a day. Results: Most napped. Conclusions and Relevance: Naps help.",
        &[
            ("Importance", Background),
            ("Objective", Objective),
            ("Design, Setting, and Participants", Design),
            ("Main Outcomes and Measures", Methods),
            ("Results", Results),
            ("Conclusions and Relevance", Conclusion),
        ],
    ),
    // The Lancet.
    (
        "Background Naps are short. Methods We asked 214 nurses. Findings Most napped. Interpretation Naps help.",
        &[
            ("Background", Background),
            ("Methods", Methods),
            ("Findings", Results),
            ("Interpretation", Conclusion),
        ],
    ),
    // BMJ.
    (
        "OBJECTIVE: To count naps. DESIGN: Cohort study. SETTING: One hospital. PARTICIPANTS: 214 nurses. RESULTS: Most napped. CONCLUSIONS: Naps help.",
        &[
            ("OBJECTIVE", Objective),
            ("DESIGN", Design),
            ("SETTING", Setting),
            ("PARTICIPANTS", Participants),
            ("RESULTS", Results),
            ("CONCLUSIONS", Conclusion),
        ],
    ),
    // British journals of general practice and psychiatry.
    (
        "Background Naps are short. Aim To count them. Design & setting A cohort in one hospital. Method Nurses were asked. Results Most napped. Conclusion Naps help.",
        &[
            ("Background", Background),
            ("Aim", Objective),
            ("Design & setting", Design),
            ("Method", Methods),
            ("Results", Results),
            ("Conclusion", Conclusion),
        ],
    ),
    (
        "Aims and Method We counted naps of 214 nurses. Results Most napped. Clinical Implications Wards need beds.",
        &[
            ("Aims and Method", Objective),
            ("Results", Results),
            ("Clinical Implications", Implications),
        ],
    ),
    // Joined words.
    (
        "Background and objectives: Naps are short. Materials and methods: We asked 214 nurses. Results: Most napped. Discussion and conclusion: Naps help.",
        &[
            ("Background and objectives", Background),
            ("Materials and methods", Methods),
            ("Results", Results),
            ("Discussion and conclusion", Discussion),
        ],
    ),
    (
        "Introduction: Naps are short. Patients and Methods: We asked 214 nurses. Results: Most napped. Discussion: They may help.",
        &[
            ("Introduction", Background),
            ("Patients and Methods", Methods),
            ("Results", Results),
            ("Discussion", Discussion),
        ],
    ),
    // A registration at the end.
    (
        "Methods: We asked 214 nurses. Results: Most napped. Trial registration: ISRCTN12345678.",
        &[
            ("Methods", Methods),
            ("Results", Results),
            ("Trial registration", Registration),
        ],
    ),
    // As chat programs and Markdown set them.
    (
        "**Background:** Naps are short.\n**Methods:** We asked 214 nurses.\n**Results:** Most napped.",
        &[
            ("Background", Background),
            ("Methods", Methods),
            ("Results", Results),
        ],
    ),
    // In brackets.
    (
        "[Objective] To count naps. [Methods] We asked 214 nurses. [Results] Most napped. [Conclusion] Naps help.",
        &[
            ("Objective", Objective),
            ("Methods", Methods),
            ("Results", Results),
            ("Conclusion", Conclusion),
        ],
    ),
    // Chinese: full-width brackets, as most journals of medicine set them.
    (
        "【目的】探讨午睡。【方法】调查214名护士。【结果】多数午睡。【结论】午睡有益。",
        &[
            ("目的", Objective),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    (
        "［目的］探讨午睡。［方法］调查护士。［结果］多数午睡。［结论］午睡有益。",
        &[
            ("目的", Objective),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    (
        "[目的] 探讨午睡。[方法] 调查护士。[结果] 多数午睡。[结论] 午睡有益。",
        &[
            ("目的", Objective),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    (
        "〔目的〕探讨午睡。〔方法〕调查护士。〔结果〕多数午睡。〔结论〕午睡有益。",
        &[
            ("目的", Objective),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    // A colon, full-width or not.
    (
        "目的：探讨午睡。方法：调查护士。结果：多数午睡。结论：午睡有益。",
        &[
            ("目的", Objective),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    (
        "目的:探讨午睡。方法:调查护士。结果:多数午睡。结论:午睡有益。",
        &[
            ("目的", Objective),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    // A space, or a wide one.
    (
        "目的 探讨午睡。方法 调查护士。结果 多数午睡。结论 午睡有益。",
        &[
            ("目的", Objective),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    (
        "目的　探讨午睡。方法　调查护士。结果　多数午睡。结论　午睡有益。",
        &[
            ("目的", Objective),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    // Letters apart, as printed pages set two of them.
    (
        "目 的：探讨午睡。方 法：调查护士。结 果：多数午睡。结 论：午睡有益。",
        &[
            ("目 的", Objective),
            ("方 法", Methods),
            ("结 果", Results),
            ("结 论", Conclusion),
        ],
    ),
    // Nothing between.
    (
        "目的探讨午睡。方法调查护士。结果多数午睡。结论午睡有益。",
        &[
            ("目的", Objective),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    // Each on a line of its own.
    (
        "背景\n午睡时间短。\n目的\n探讨午睡。\n方法\n调查护士。\n结果\n多数午睡。\n结论\n午睡有益。",
        &[
            ("背景", Background),
            ("目的", Objective),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    // Longer words.
    (
        "背景与目的：午睡时间短。材料与方法：调查护士。结果：多数午睡。讨论：午睡可能有益。",
        &[
            ("背景与目的", Objective),
            ("材料与方法", Methods),
            ("结果", Results),
            ("讨论", Discussion),
        ],
    ),
    (
        "【背景】午睡时间短。【目的】探讨午睡。【设计】队列研究。【结果】多数午睡。【结论】午睡有益。",
        &[
            ("背景", Background),
            ("目的", Objective),
            ("设计", Design),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
    (
        "研究目的：探讨午睡。研究方法：调查护士。研究结果：多数午睡。研究结论：午睡有益。",
        &[
            ("研究目的", Objective),
            ("研究方法", Methods),
            ("研究结果", Results),
            ("研究结论", Conclusion),
        ],
    ),
    // Traditional script.
    (
        "背景：午睡時間短。目的：探討午睡。方法：調查護士。結果：多數午睡。結論：午睡有益。",
        &[
            ("背景", Background),
            ("目的", Objective),
            ("方法", Methods),
            ("結果", Results),
            ("結論", Conclusion),
        ],
    ),
    // As chat programs set them.
    (
        "**背景：**午睡时间短。\n**方法：**调查护士。\n**结果：**多数午睡。\n**结论：**午睡有益。",
        &[
            ("背景", Background),
            ("方法", Methods),
            ("结果", Results),
            ("结论", Conclusion),
        ],
    ),
];

#[test]
fn every_style_is_read_with_its_labels_and_roles() {
    assert!(STYLES.len() >= 30);
    let mut wrong = Vec::new();
    for (text, expected) in STYLES {
        let found: Vec<(String, Option<SectionRole>)> = sections(text)
            .into_iter()
            .map(|section| {
                let label = section.label.map_or("", |label| &text[label.range()]);
                (label.to_owned(), section.role)
            })
            .collect();
        let wanted: Vec<(String, Option<SectionRole>)> = expected
            .iter()
            .map(|(label, role)| ((*label).to_owned(), Some(*role)))
            .collect();
        if found != wanted {
            wrong.push(format!("{text}\n  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_in_sentences_are_no_headings() {
    for text in [
        "Results from this study help. The methods were simple and the conclusions are clear.",
        "We describe the background. Methods matter. Findings of others agree.",
        "结果表明午睡有益。本研究方法简单，目的明确。",
        "目的地的选择影响结果。背景音乐没有影响。",
    ] {
        assert_eq!(labels(text), [""], "{text}");
    }
}
