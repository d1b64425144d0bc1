//! The words of headings, and what they mean.

use super::{Candidate, Style};
use crate::script::is_han;
use diglot_model::{SectionRole, Span};

use SectionRole::{
    Background, Conclusion, Design, Discussion, Implications, Methods, Objective, Other,
    Participants, Registration, Results, Setting, Value,
};

/// English headings in lower case. Longer ones are tried first; two may be joined by
/// "and", "&" or "/".
const ENGLISH: &[(&str, SectionRole)] = &[
    ("background", Background),
    ("backgrounds", Background),
    ("introduction", Background),
    ("context", Background),
    ("rationale", Background),
    ("problem", Background),
    ("motivation", Background),
    ("literature review", Background),
    ("what is already known", Background),
    ("what is known", Background),
    ("objective", Objective),
    ("objectives", Objective),
    ("study objective", Objective),
    ("study objectives", Objective),
    ("research objective", Objective),
    ("primary objective", Objective),
    ("aim", Objective),
    ("aims", Objective),
    ("study aim", Objective),
    ("aim of the study", Objective),
    ("aims of the study", Objective),
    ("purpose", Objective),
    ("purposes", Objective),
    ("purpose of the study", Objective),
    ("purpose of review", Objective),
    ("study purpose", Objective),
    ("goal", Objective),
    ("goals", Objective),
    ("question", Objective),
    ("research question", Objective),
    ("research questions", Objective),
    ("hypothesis", Objective),
    ("hypotheses", Objective),
    ("importance", Background),
    ("design", Design),
    ("study design", Design),
    ("research design", Design),
    ("trial design", Design),
    ("design, setting, and participants", Design),
    ("design, setting and participants", Design),
    ("setting", Setting),
    ("settings", Setting),
    ("study setting", Setting),
    ("location", Setting),
    ("participants", Participants),
    ("participant", Participants),
    ("patients", Participants),
    ("patient", Participants),
    ("subjects", Participants),
    ("sample", Participants),
    ("study sample", Participants),
    ("population", Participants),
    ("study population", Participants),
    ("sample size", Participants),
    ("settings and participants", Participants),
    ("method", Methods),
    ("methods", Methods),
    ("methodology", Methods),
    ("methodologies", Methods),
    ("approach", Methods),
    ("study design and methods", Methods),
    ("research methods", Methods),
    ("materials", Methods),
    ("material", Methods),
    ("patients and methods", Methods),
    ("materials and methods", Methods),
    ("material and methods", Methods),
    ("subjects and methods", Methods),
    ("methods and materials", Methods),
    ("methods and analysis", Methods),
    ("methods and findings", Methods),
    ("experimental design", Methods),
    ("experimental approach", Methods),
    ("procedure", Methods),
    ("procedures", Methods),
    ("intervention", Methods),
    ("interventions", Methods),
    ("exposure", Methods),
    ("exposures", Methods),
    ("measurements", Methods),
    ("measures", Methods),
    ("main measures", Methods),
    ("outcome measures", Methods),
    ("main outcome", Methods),
    ("main outcomes", Methods),
    ("main outcome measure", Methods),
    ("main outcome measures", Methods),
    ("main outcomes and measures", Methods),
    ("primary outcome", Methods),
    ("primary outcome measures", Methods),
    ("primary and secondary outcome measures", Methods),
    ("data source", Methods),
    ("data sources", Methods),
    ("data collection", Methods),
    ("data extraction", Methods),
    ("data synthesis", Methods),
    ("data analysis", Methods),
    ("data extraction and synthesis", Methods),
    ("study selection", Methods),
    ("search strategy", Methods),
    ("search methods", Methods),
    ("selection criteria", Methods),
    ("eligibility criteria", Methods),
    ("eligibility criteria for selecting studies", Methods),
    ("data collection and analysis", Methods),
    ("statistical analysis", Methods),
    ("statistical methods", Methods),
    ("review methods", Methods),
    ("analysis", Methods),
    ("result", Results),
    ("results", Results),
    ("main results", Results),
    ("key results", Results),
    ("finding", Results),
    ("findings", Results),
    ("main findings", Results),
    ("key findings", Results),
    ("outcome", Results),
    ("outcomes", Results),
    ("observations", Results),
    ("recent findings", Results),
    ("conclusion", Conclusion),
    ("conclusions", Conclusion),
    ("author's conclusions", Conclusion),
    ("authors' conclusions", Conclusion),
    ("authors’ conclusions", Conclusion),
    ("main conclusions", Conclusion),
    ("conclusions and relevance", Conclusion),
    ("interpretation", Conclusion),
    ("summary", Conclusion),
    ("discussion", Discussion),
    ("comment", Discussion),
    ("perspective", Discussion),
    ("limitation", Discussion),
    ("limitations", Discussion),
    ("research limitations", Discussion),
    ("research limitations/implications", Discussion),
    ("strengths and limitations", Discussion),
    ("implication", Implications),
    ("implications", Implications),
    ("implications for practice", Implications),
    ("implications for policy", Implications),
    ("implications for research", Implications),
    ("implications for nursing", Implications),
    ("implications for rehabilitation", Implications),
    ("conclusions and implications for practice", Conclusion),
    ("clinical implication", Implications),
    ("clinical implications", Implications),
    ("practical implications", Implications),
    ("practice implications", Implications),
    ("policy implications", Implications),
    ("research implications", Implications),
    ("social implications", Implications),
    ("theoretical implications", Implications),
    ("managerial implications", Implications),
    ("clinical relevance", Implications),
    ("relevance to clinical practice", Implications),
    ("practice points", Implications),
    ("recommendations", Implications),
    ("application", Implications),
    ("applications", Implications),
    ("impact", Implications),
    ("impact statement", Implications),
    ("originality", Value),
    ("value", Value),
    ("originality/value", Value),
    ("significance", Value),
    ("relevance", Value),
    ("novelty", Value),
    ("contribution", Value),
    ("contributions", Value),
    ("what this study adds", Value),
    ("what this paper adds", Value),
    ("ethics", Other),
    ("ethics and dissemination", Other),
    ("patient or public contribution", Other),
    ("patient and public involvement", Other),
    ("funding", Other),
    ("level of evidence", Other),
    ("declaration of interest", Other),
    ("declaration of interests", Other),
    ("declaration of competing interest", Other),
    ("conflict of interest", Other),
    ("conflicts of interest", Other),
    ("competing interests", Other),
    ("keywords", Other),
    ("case presentation", Other),
    ("case report", Other),
    ("case", Other),
    ("trial registration", Registration),
    ("trial registration number", Registration),
    ("trial registrations", Registration),
    ("clinical trial registration", Registration),
    ("clinical trial registration number", Registration),
    ("clinical trial number", Registration),
    ("registration", Registration),
    ("registration number", Registration),
    ("study registration", Registration),
    ("systematic review registration", Registration),
    ("review registration", Registration),
    ("protocol registration", Registration),
    ("prospero registration", Registration),
    ("prospero registration number", Registration),
];

/// Chinese headings; traditional forms beside the simplified ones.
const CHINESE: &[(&str, SectionRole)] = &[
    ("背景", Background),
    ("研究背景", Background),
    ("背景与目的", Objective),
    ("背景和目的", Objective),
    ("背景及目的", Objective),
    ("引言", Background),
    ("前言", Background),
    ("概述", Background),
    ("目的", Objective),
    ("研究目的", Objective),
    ("目标", Objective),
    ("目標", Objective),
    ("目的与方法", Objective),
    ("目的和方法", Objective),
    ("目标与方法", Objective),
    ("设计", Design),
    ("設計", Design),
    ("研究设计", Design),
    ("研究設計", Design),
    ("设计与设置", Design),
    ("设计与环境", Design),
    ("设计与场所", Design),
    ("设计和背景", Design),
    ("设计/方法/途径", Methods),
    ("设计/方法/方法论", Methods),
    ("设计/方法", Methods),
    ("场所", Setting),
    ("环境", Setting),
    ("地点", Setting),
    ("设置", Setting),
    ("研究场所", Setting),
    ("对象", Participants),
    ("對象", Participants),
    ("研究对象", Participants),
    ("参与者", Participants),
    ("受试者", Participants),
    ("患者", Participants),
    ("样本", Participants),
    ("方法", Methods),
    ("研究方法", Methods),
    ("材料与方法", Methods),
    ("材料和方法", Methods),
    ("材料與方法", Methods),
    ("资料与方法", Methods),
    ("資料與方法", Methods),
    ("对象与方法", Methods),
    ("患者与方法", Methods),
    ("患者和方法", Methods),
    ("干预", Methods),
    ("干预措施", Methods),
    ("主要结局指标", Methods),
    ("主要结局测量", Methods),
    ("主要观察指标", Methods),
    ("观察指标", Methods),
    ("结局指标", Methods),
    ("数据来源", Methods),
    ("统计分析", Methods),
    ("结果", Results),
    ("結果", Results),
    ("研究结果", Results),
    ("主要结果", Results),
    ("发现", Results),
    ("研究发现", Results),
    ("结论", Conclusion),
    ("結論", Conclusion),
    ("研究结论", Conclusion),
    ("讨论与结论", Conclusion),
    ("讨论和结论", Conclusion),
    ("结论与意义", Conclusion),
    ("结论和意义", Conclusion),
    ("结论与启示", Conclusion),
    ("解释", Conclusion),
    ("小结", Conclusion),
    ("讨论", Discussion),
    ("討論", Discussion),
    ("局限性", Discussion),
    ("研究局限性", Discussion),
    ("意义", Value),
    ("意義", Value),
    ("价值", Value),
    ("原创性/价值", Value),
    ("创新性/价值", Value),
    ("创新点", Value),
    ("临床意义", Implications),
    ("临床启示", Implications),
    ("临床影响", Implications),
    ("启示", Implications),
    ("影响", Implications),
    ("实践意义", Implications),
    ("实践启示", Implications),
    ("实际意义", Implications),
    ("社会意义", Implications),
    ("试验注册", Registration),
    ("试验注册号", Registration),
    ("临床试验注册", Registration),
    ("临床试验注册号", Registration),
    ("注册", Registration),
    ("注册号", Registration),
    ("注册信息", Registration),
    ("试验登记", Registration),
    ("伦理与传播", Other),
    ("资助", Other),
];

/// What a heading means, if its words are a heading's.
pub fn role_of(label: &str) -> Option<SectionRole> {
    let label = label.trim().trim_end_matches([':', '：', '.']).trim();
    if label.chars().any(is_han) {
        let tight: String = label.chars().filter(|c| !c.is_whitespace()).collect();
        return chinese_role(&tight);
    }
    let (end, role) = english_phrase(label, 0)?;
    (end == label.len()).then_some(role)
}

fn chinese_role(label: &str) -> Option<SectionRole> {
    CHINESE
        .iter()
        .find(|(word, _)| *word == label)
        .map(|(_, role)| *role)
}

/// The longest heading, in bytes, that [`read_heading`] looks for.
const LONGEST: usize = 90;

/// Reads a heading at byte `at`, with the mark behind it.
pub(super) fn read_heading(text: &str, at: usize, leading: bool) -> Option<Candidate> {
    let c = text[at..].chars().next()?;
    if matches!(c, '【' | '[' | '［' | '〔') {
        return bracketed(text, at, c, leading);
    }
    if is_han(c) {
        return chinese(text, at, leading);
    }
    if c.is_uppercase() {
        return english(text, at, leading).or_else(|| capitals(text, at, leading));
    }
    None
}

fn window(text: &str, at: usize) -> &str {
    let mut end = (at + LONGEST).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}

fn bracketed(text: &str, at: usize, open: char, leading: bool) -> Option<Candidate> {
    let close = match open {
        '【' => '】',
        '［' => '］',
        '〔' => '〕',
        _ => ']',
    };
    let inside = &window(text, at)[open.len_utf8()..];
    let end = inside.find(close)?;
    let role = role_of(&inside[..end])?;
    let start = at + open.len_utf8();
    let mut body = start + end + close.len_utf8();
    body += leading_len(&text[body..], |c| {
        c.is_whitespace() || matches!(c, ':' | '：')
    });
    Some(Candidate {
        label: Span::new(start, start + end),
        body,
        style: Style::Bracket,
        role,
        leading,
    })
}

fn chinese(text: &str, at: usize, leading: bool) -> Option<Candidate> {
    let rest = window(text, at);
    let mut best: Option<Candidate> = None;
    for (word, role) in CHINESE {
        let Some(len) = spaced_prefix(rest, word) else {
            continue;
        };
        let after = &text[at + len..];
        let Some((style, skip)) = mark_after(after, false) else {
            continue;
        };
        if best
            .as_ref()
            .is_none_or(|b| at + len > b.label.end as usize)
        {
            best = Some(Candidate {
                label: Span::new(at, at + len),
                body: at + len + skip,
                style,
                role: *role,
                leading,
            });
        }
    }
    best
}

/// The length in `text` of `word` at its start, spaces between its characters allowed
/// ("目 的").
fn spaced_prefix(text: &str, word: &str) -> Option<usize> {
    let mut at = 0;
    for (i, w) in word.chars().enumerate() {
        if i > 0 {
            at += leading_len(&text[at..], |c| matches!(c, ' ' | '\u{3000}'));
        }
        if !text[at..].starts_with(w) {
            return None;
        }
        at += w.len_utf8();
    }
    Some(at)
}

fn leading_len(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(accept).len()
}

/// The mark behind a heading and how many bytes it takes with white space.
fn mark_after(after: &str, english: bool) -> Option<(Style, usize)> {
    let blanks = leading_len(after, |c| c.is_whitespace() && c != '\n' && c != '\r');
    let rest = &after[blanks..];
    let Some(c) = rest.chars().next() else {
        return Some((Style::Line, blanks));
    };
    let skip = |style, mark: usize| {
        let more = leading_len(&rest[mark..], char::is_whitespace);
        Some((style, blanks + mark + more))
    };
    match c {
        ':' | '：' | '∶' => skip(Style::Colon, c.len_utf8()),
        '\n' | '\r' => skip(Style::Line, 0),
        '–' | '—' | '―' | '-' | '−' if blanks > 0 => {
            let dashes = leading_len(rest, |d| d == c);
            let behind = &rest[dashes..];
            (behind.starts_with(char::is_whitespace) || c == '—').then_some(())?;
            skip(Style::Dash, dashes)
        }
        '—' if !english => {
            let dashes = leading_len(rest, |d| d == c);
            skip(Style::Dash, dashes)
        }
        '.' | '．' => {
            let behind = &rest[c.len_utf8()..];
            let spaced = behind.starts_with(char::is_whitespace);
            let capital = behind
                .trim_start()
                .starts_with(|d: char| d.is_uppercase() || d.is_numeric() || is_han(d));
            (spaced && capital).then_some(())?;
            skip(Style::Period, c.len_utf8())
        }
        _ if english => {
            let fits = c.is_uppercase()
                || c.is_ascii_digit()
                || matches!(c, '"' | '“' | '‘' | '(')
                || (blanks > 0 && is_mixed_word(rest));
            (fits && (blanks > 0 || c.is_uppercase() || c.is_ascii_digit())).then_some(())?;
            Some((
                if blanks > 0 {
                    Style::Bare
                } else {
                    Style::Glued
                },
                blanks,
            ))
        }
        _ => Some((
            if blanks > 0 {
                Style::Bare
            } else {
                Style::Glued
            },
            blanks,
        )),
    }
}

/// A word such as "mRNA" or "eHealth" that begins a sentence in lower case.
fn is_mixed_word(text: &str) -> bool {
    let word: Vec<char> = text
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(8)
        .collect();
    word.iter().skip(1).any(|c| c.is_uppercase())
}

fn english(text: &str, at: usize, leading: bool) -> Option<Candidate> {
    let rest = window(text, at);
    // Longest phrase first: each is a heading only if the mark behind it fits.
    phrases(rest).into_iter().find_map(|(len, role)| {
        let (style, skip) = mark_after(&text[at + len..], true)?;
        // Text goes on directly behind a word only where its own capital begins.
        Some(Candidate {
            label: Span::new(at, at + len),
            body: at + len + skip,
            style,
            role,
            leading,
        })
    })
}

/// A label all in capitals before a colon: `MAIN THEMES: …`.
fn capitals(text: &str, at: usize, leading: bool) -> Option<Candidate> {
    let rest = window(text, at);
    let end = rest.find(':')?;
    let label = rest[..end].trim_end();
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    let fits = letters >= 4
        && label.chars().all(|c| {
            c.is_uppercase()
                || c == ' '
                || matches!(c, '/' | '&' | ',' | '-' | '(' | ')' | '\'' | '’')
        });
    // "IPS: a model" in running text is an acronym, not a heading; words are needed.
    (fits && (label.contains(' ') || letters >= 6)).then_some(())?;
    let (style, skip) = mark_after(&text[at + label.len()..], true)?;
    (style == Style::Colon).then(|| Candidate {
        label: Span::new(at, at + label.len()),
        body: at + label.len() + skip,
        style,
        role: label
            .split([' ', '/', '&', ','])
            .find_map(role_of)
            .unwrap_or(Other),
        leading,
    })
}

/// Any short phrase before a colon at the start of the text. Only the company of listed
/// headings makes it one.
pub(super) fn unlisted_first(text: &str) -> Option<Candidate> {
    let at = text.len() - text.trim_start().len();
    let rest = window(text, at);
    let end = rest.find([':', '：'])?;
    let label = rest[..end].trim_end();
    let han = label.chars().any(is_han);
    let short = if han {
        label.chars().count() <= 8
    } else {
        label.split_whitespace().count() <= 5 && label.starts_with(char::is_uppercase)
    };
    let plain = label
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '/' | '&' | ',' | '-' | '、'));
    (short && plain && !label.is_empty()).then_some(())?;
    let (style, skip) = mark_after(&text[at + label.len()..], !han)?;
    (style == Style::Colon).then(|| Candidate {
        label: Span::new(at, at + label.len()),
        body: at + label.len() + skip,
        style,
        role: Other,
        leading: true,
    })
}

/// Ends of heading phrases at the start of `text`, longest first, with their roles.
fn phrases(text: &str) -> Vec<(usize, SectionRole)> {
    let mut ends: Vec<(usize, SectionRole)> = Vec::new();
    let mut frontier = units(text);
    for (end, role) in &frontier {
        ends.push((*end, *role));
    }
    // "Aims and Method", "Design & setting", "Design/methodology/approach".
    for _ in 0..3 {
        let mut next = Vec::new();
        for (end, role) in frontier {
            for joiner in [" and ", " & ", "/", " / ", ", ", " and/or ", "&", ", and "] {
                let Some(behind) = strip_prefix_ci(&text[end..], joiner) else {
                    continue;
                };
                for (len, _) in units(behind) {
                    next.push((end + joiner.len() + len, role));
                }
            }
        }
        ends.extend(next.iter().copied());
        frontier = next;
    }
    ends.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
    ends.dedup_by_key(|(end, _)| *end);
    ends
}

fn strip_prefix_ci<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

/// Headings of the lexicon at the start of `text` (ends in bytes) that are not cut out of a
/// longer word.
fn units(text: &str) -> Vec<(usize, SectionRole)> {
    ENGLISH
        .iter()
        .filter(|(word, _)| {
            strip_prefix_ci(text, word).is_some_and(|behind| {
                // `AimsTo` is a heading with its text; `Aimsto` and `Methodical` are words.
                let last_upper = text[..word.len()]
                    .chars()
                    .next_back()
                    .is_some_and(char::is_uppercase);
                !behind.starts_with(|c: char| {
                    c.is_lowercase() || (last_upper && c.is_uppercase()) || c == '\'' || c == '’'
                })
            })
        })
        .map(|(word, role)| (word.len(), *role))
        .collect()
}

fn english_phrase(text: &str, at: usize) -> Option<(usize, SectionRole)> {
    phrases(&text[at..]).into_iter().next()
}
