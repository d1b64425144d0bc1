//! What a single line of a page is.

use crate::citation::is_journal_line;
use crate::labels::{Label, labelled_values, whole_label};
use crate::lines::Line;
use diglot_text::{headings, identifiers, names, script};
use regex::Regex;
use std::sync::LazyLock;

/// Kinds of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Counters, buttons.
    Furniture,
    /// The first line of a site's notice.
    NoticeStart,
    /// "© 2020 The Authors."
    Copyright,
    /// "Abstract", alone or before the text.
    AbstractMark,
    /// One or more `label: value`.
    Labelled,
    /// A label alone; its values follow.
    LabelAlone(Label),
    /// Journal, date, volume, pages.
    Journal,
    /// DOI, PMID and the like.
    Numbers,
    /// A numbered affiliation.
    Affiliation,
    /// Names of several persons.
    Names,
    /// Prose: ends as a sentence does, or is long.
    Paragraph,
    /// Anything short.
    Loose,
}

static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    crate::citation::pattern(
        r"^[【\[]?\s*(?:特别声明|免责声明|版权声明|版权说明|郑重声明|声明|网站声明|本站声明|温馨提示|Disclaimer|Copyright notice|Notice)\s*[】\]]?\s*(?:[:：].*)?$",
    )
});
static NUMBERED_NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    crate::citation::pattern(r"^\d+\s*[、.．]\s*(?:本(?:页面|站|网站|网|文)|若|其他媒体|转载)")
});
static AFFILIATION: LazyLock<Regex> =
    LazyLock::new(|| crate::citation::pattern(r"^[\[(]?\d{1,2}[\])]?\.?\s?\p{Lu}[^;:]{6,}"));
static COUNTER: LazyLock<Regex> =
    LazyLock::new(|| crate::citation::pattern(r"^[^:：]{1,8}[:：]\s*\d*\s*$"));

/// Tells what a line is.
pub(super) fn classify(line: &Line<'_>) -> Kind {
    let text = line.text;
    if NOTICE.is_match(text) && text.len() < 400 || NUMBERED_NOTICE.is_match(text) {
        return Kind::NoticeStart;
    }
    if is_copyright(text) {
        return Kind::Copyright;
    }
    match whole_label(text) {
        Some(Label::Abstract) => return Kind::AbstractMark,
        Some(Label::Furniture) => return Kind::Furniture,
        Some(label) if headings::role_of(text).is_none() => return Kind::LabelAlone(label),
        _ => {}
    }
    if abstract_word(text) > 0 {
        return Kind::AbstractMark;
    }
    let labelled = labelled_values(line);
    match labelled.first() {
        Some(first) if first.label == Label::Abstract => return Kind::AbstractMark,
        Some(first) if first.label == Label::Furniture => {
            return if COUNTER.is_match(text) {
                Kind::Furniture
            } else {
                Kind::Loose
            };
        }
        Some(first) if headings::role_of(&text[..first.name.end - line.start]).is_none() => {
            return Kind::Labelled;
        }
        _ => {}
    }
    if is_journal_line(text) {
        return Kind::Journal;
    }
    if is_numbers(text) {
        return Kind::Numbers;
    }
    if is_affiliation(text) {
        return Kind::Affiliation;
    }
    if are_names(text) || is_name_with_initials(text) {
        return Kind::Names;
    }
    if is_prose(text) {
        return Kind::Paragraph;
    }
    Kind::Loose
}

/// Whether a line is a copyright statement.
pub(crate) fn is_copyright(text: &str) -> bool {
    let head: String = text.chars().take(30).collect::<String>().to_lowercase();
    let starts = head.starts_with('©')
        || head.starts_with("copyright")
        || head.starts_with("(c) ")
        || head.starts_with("版权所有");
    starts && text.len() < 400
}

/// Where an abstract's text begins behind the word "Abstract" at the start of a line; 0
/// when the word is not there or is part of a sentence.
pub(crate) fn abstract_word(text: &str) -> usize {
    if !text.starts_with(['A', 'S', '【', '[', '摘']) {
        return 0;
    }
    for word in [
        "Abstract",
        "ABSTRACT",
        "Summary",
        "SUMMARY",
        "【摘要】",
        "[摘要]",
        "摘要",
        "摘 要",
        "【Abstract】",
    ] {
        let Some(rest) = text.strip_prefix(word) else {
            continue;
        };
        let trimmed = rest.trim_start_matches([
            ' ', '\t', '\u{a0}', '\u{3000}', ':', '：', '.', '-', '—', '–',
        ]);
        let marked = rest.len() != trimmed.len();
        let glued = trimmed.starts_with(char::is_uppercase)
            && word == "Abstract"
            && !headings::sections(trimmed)
                .iter()
                .all(|s| s.label.is_none());
        let starts_sentence = trimmed.starts_with(|c: char| !c.is_lowercase());
        // "Abstract thinking is …" goes on in lower case.
        if trimmed.is_empty() || (marked && starts_sentence) || glued {
            return text.len() - trimmed.len();
        }
    }
    0
}

/// A line of identifiers and little else.
fn is_numbers(text: &str) -> bool {
    if text.len() > 200 {
        return false;
    }
    let labelled = identifiers::find_labelled(text);
    let doi = identifiers::find_doi(text);
    let covered: usize = labelled
        .iter()
        .map(|f| f.span.range().len() + 8)
        .chain(doi.iter().map(|f| f.span.range().len() + 20))
        .sum();
    covered > 0 && covered + 12 >= text.len()
}

/// Words of institutions, as in "Department of Psychology, University of Southampton".
pub(super) fn is_institution(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "university",
        "hospital",
        "department",
        "institute",
        "school of",
        "college",
        "centre",
        "center",
        "faculty",
        "division",
        "laborator",
        "academy",
        "clinic",
        "大学",
        "医院",
        "学院",
        "研究所",
        "研究院",
        "中心",
    ];
    let lower = text.to_lowercase();
    WORDS.iter().any(|w| lower.contains(w)) && text.contains([',', '，', ' '])
}

fn is_affiliation(text: &str) -> bool {
    if text.len() > 500 {
        return false;
    }
    if !AFFILIATION.is_match(text) {
        return is_address(text);
    }
    // "150 adults took part, …" begins with a number too.
    if text.len() > 160
        && text
            .trim_start_matches(|c: char| !c.is_alphabetic())
            .contains(". ")
    {
        return false;
    }
    let commas = text.matches([',', '，']).count();
    is_institution(text)
        || commas >= 2
            && !text
                .trim_start_matches(|c: char| !c.is_alphabetic())
                .contains(". ")
}

/// An affiliation without a number: an institution between commas, its words capitalised.
fn is_address(text: &str) -> bool {
    let long: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 3)
        .collect();
    let capital = |w: &&&str| w.chars().next().is_some_and(|c| !c.is_lowercase());
    is_institution(text)
        && text.matches([',', '，']).count() >= 2
        && !text.contains(". ")
        && long.iter().filter(capital).count() * 10 >= long.len() * 8
}

/// Splits a line of names.
pub(crate) fn name_parts(text: &str) -> Vec<&str> {
    let text = text.trim_end_matches(['.', ';', ',']);
    let separators: &[char] = if text.contains([';', '；']) {
        &[';', '；']
    } else {
        &[',', '，', '、']
    };
    text.split(separators)
        .flat_map(|p| p.split(" and "))
        .map(|p| {
            p.trim()
                .trim_start_matches("and ")
                .trim_start_matches("& ")
                .trim()
        })
        .filter(|p| !p.is_empty())
        .collect()
}

/// A name without the marks of affiliations behind it: `Moe C1,2`, `Moe C [1]`.
pub(crate) fn strip_marks(name: &str) -> (&str, Vec<u16>) {
    let (name, marks) = crate::people::split_marks(name);
    if !marks.is_empty() {
        return (name.trim(), marks);
    }
    let cut = name.trim_end_matches(|c: char| {
        c.is_ascii_digit()
            || matches!(c, '*' | '†' | '‡' | '#' | ',' | ' ')
            || ('¹'..='³').contains(&c)
    });
    let marks = name[cut.len()..]
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    (cut.trim(), marks)
}

/// Whether a text can be one person's name in Latin or Han script.
pub(super) fn can_be_one_name(text: &str) -> bool {
    let (name, _) = strip_marks(text.trim_end_matches('.'));
    if script::has_han(name) {
        let count = name.chars().filter(|c| !c.is_whitespace()).count();
        return (2..=4).contains(&count) && name.chars().all(|c| script::is_han(c) || c == ' ');
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=6).contains(&words.len())
        && name.len() <= 60
        && !name.contains([':', '?', '(', '"', '/'])
        && !name.chars().any(|c| c.is_ascii_digit())
        && words.iter().all(|w| is_name_word(w))
        && words
            .iter()
            .any(|w| w.chars().next().is_some_and(char::is_uppercase))
}

fn is_name_word(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "van",
        "von", "der", "den", "ten", "ter", "zu", "af", "av", "el", "al", "bin", "ibn", "y", "e",
        "'t", "op", "het",
    ];
    // Words that titles have and names have not.
    const TITLE_WORDS: &[&str] = &[
        "The",
        "A",
        "An",
        "Of",
        "In",
        "On",
        "And",
        "For",
        "With",
        "From",
        "Study",
        "Trial",
        "Review",
        "Health",
        "Mental",
        "Care",
        "Support",
        "Work",
        "Employment",
        "Effects",
        "Effect",
        "Analysis",
    ];
    // "al-Khatib", "d'Angelo"
    let word = match word.split_once(['-', '\'', '’']) {
        Some(("al" | "el" | "d" | "l" | "ben" | "bin", rest)) => rest,
        _ => word,
    };
    PARTICLES.contains(&word)
        || word.chars().next().is_some_and(char::is_uppercase)
            && (word.len() == 1 || !TITLE_WORDS.contains(&word))
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.' | '‐'))
}

/// Whether a line is a list of at least two names.
pub(crate) fn are_names(text: &str) -> bool {
    if text.len() > 8000 || !text.contains([',', ';', '，', '；', '、']) && !text.contains(" and ")
    {
        return false;
    }
    let parts = name_parts(text);
    let likely = parts
        .iter()
        .filter(|p| {
            can_be_one_name(p)
                || crate::people::is_ellipsis(p)
                || (names::is_organisation(p) && p.len() < 80)
                // "Moe, C." has its initials behind a comma.
                || p.len() <= 5 && p.chars().all(|c| c.is_uppercase() || c == '.')
        })
        .count();
    let real = parts.iter().filter(|p| can_be_one_name(p)).count();
    parts.len() >= 2 && real >= 1 && likely * 10 >= parts.len() * 9
}

/// One author alone: "Achterberg J", "Li MM".
fn is_name_with_initials(text: &str) -> bool {
    let initials = text.rsplit(' ').next().unwrap_or_default();
    can_be_one_name(text)
        && text.split_whitespace().count() <= 4
        && (1..=3).contains(&initials.len())
        && initials.chars().all(char::is_uppercase)
        && !text.chars().all(|c| !c.is_lowercase())
}

/// Whether a line ends as a sentence does or is as long as paragraphs are.
fn is_prose(text: &str) -> bool {
    let chars = text.chars().count();
    let chinese = script::is_chinese(text);
    let ends = text.ends_with(['.', '。', '!', '！', ';', '；'])
        || text.ends_with(".)")
        || text.ends_with(".\"")
        || text.ends_with(".”")
        || text.ends_with('?') && chars > 160;
    if chinese {
        ends || chars > 120
    } else {
        ends && text.split_whitespace().count() >= 3 || chars > 320
    }
}

/// Whether a line can be a title: not a sentence of an abstract, not a heading.
pub(super) fn can_be_title(text: &str) -> bool {
    let chars = text.chars().count();
    (4..=400).contains(&chars)
        && text.chars().any(char::is_alphabetic)
        && !text.ends_with(['。', ';', '；', ':', '：'])
        && (script::is_chinese(text) || text.split_whitespace().count() >= 2)
        && !(script::is_chinese(text) && chars > 100)
}
