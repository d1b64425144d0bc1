//! Cleaning of values as Chinese databases export them: `<br>`, `(#br)`, `‹正›`, `##`,
//! `Ca~(2+)`, `H_3PO_4`, wrapped lines, character references.

use crate::citation::pattern;
use diglot_text::normalise::strip_markup;
use diglot_text::script::is_han;
use diglot_text::tidy::tidy;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

static BREAK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)<\s*/?\s*br\s*/?\s*>|[（(]#br[)）]"));
/// "正文": CNKI's mark that the beginning of the text stands for an abstract.
static BODY_MARK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(?:&lt;|[<＜‹〈⟨《])\s*正\s*(?:&gt;|[>＞›〉⟩》])\s*"));

/// A value on one line.
pub(crate) fn clean(text: &str) -> String {
    if is_plain(text) {
        return tidy(text);
    }
    let lines = lines_of(text);
    let joined = join(lines.iter().map(|(line, _)| line.as_str()));
    markup(&joined).into_owned()
}

/// A value as paragraphs: what was wrapped is joined, what was set apart stays apart.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let lines = lines_of(text);
    let widths: Vec<usize> = lines.iter().map(|(line, _)| width(line)).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    // Lines that a program broke are all about as wide, but for the last of a paragraph.
    let wrapped = lines.len() > 2
        && widest <= 130
        && widths[..widths.len() - 1]
            .iter()
            .filter(|w| **w * 5 >= widest * 4)
            .count()
            * 10
            >= (widths.len() - 1) * 8;
    let mut out: Vec<Vec<&str>> = Vec::new();
    let mut ended = true;
    for (i, (line, apart)) in lines.iter().enumerate() {
        let begins = if wrapped {
            *apart && ended
        } else {
            ended || *apart && i > 0 && !continues(line)
        };
        match out.last_mut() {
            Some(open) if !begins => open.push(line),
            _ => out.push(vec![line]),
        }
        ended = ends_sentence(line);
    }
    out.into_iter()
        .map(|lines| markup(&join(lines.into_iter())).into_owned())
        .filter(|p| !p.is_empty())
        .collect()
}

fn is_plain(text: &str) -> bool {
    !text.contains([
        '<', '&', '\n', '\r', '~', '_', '#', '‹', '＜', '〈', '⟨', '《',
    ])
}

/// The lines of a value without markup, and whether each stands apart from what is before
/// it: behind an empty line, or behind a break that somebody wrote.
fn lines_of(text: &str) -> Vec<(String, bool)> {
    let text = BODY_MARK.replace(text, "");
    let text = BREAK.replace_all(&text, "\n\u{1}");
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut apart = false;
    // The empty piece within CRLF is no empty line.
    for piece in text.replace("\r\n", "\n").split(['\n', '\r']) {
        let (piece, written) = match piece.strip_prefix('\u{1}') {
            Some(rest) => (rest, true),
            None => (piece, false),
        };
        let line = tidy(&strip_markup(piece));
        let line = line.trim_matches('#').trim();
        if line.is_empty() {
            apart = true;
        } else {
            out.push((line.to_owned(), apart || written));
            apart = false;
        }
    }
    out
}

/// Lines as one: a space between them, but none between wide characters.
fn join<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for line in lines {
        // A wrapped line of ideographs may begin with a half-width mark.
        let glued = out.chars().next_back().is_some_and(is_wide)
            && line
                .chars()
                .next()
                .is_some_and(|c| is_wide(c) || ",.;:)!?%".contains(c));
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

fn is_wide(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}' | '—' | '“' | '”')
}

/// The columns that a line takes.
fn width(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', ')', '）', ']'])
        .ends_with(['.', '。', '！', '？', '!', '?', '；', ';', ':', '：', '．'])
}

/// Whether a line goes on with a sentence.
fn continues(line: &str) -> bool {
    line.chars()
        .next()
        .is_some_and(|c| c.is_lowercase() || ",.;:)，。；：、）".contains(c))
}

static RAISED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"~[（(]([^()（）]{1,12})[)）]|([A-Za-zΑ-ω)])~([2-4])(?:$|([^0-9A-Za-z.%～~]))")
});
static LOWERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"([A-Za-zΑ-ω]{1,6}|[)\]）])_(?:([0-9]{1,2}x?|x)|[（(]([^()（）]{1,8})[)）])")
});

/// Superscripts and subscripts as CNKI writes them, in Unicode where it has them.
pub(crate) fn markup(text: &str) -> Cow<'_, str> {
    if !text.contains(['~', '_']) {
        return Cow::Borrowed(text);
    }
    let raised = RAISED.replace_all(text, |c: &regex::Captures<'_>| {
        if let Some(inner) = c.get(1) {
            let inner = inner.as_str();
            // `~([1-3])` cites references.
            if inner.starts_with(['[', '［']) {
                return inner.to_owned();
            }
            return script(inner, high).unwrap_or_else(|| c[0].to_owned());
        }
        let digit = script(&c[3], high).unwrap_or_default();
        format!("{}{digit}{}", &c[2], c.get(4).map_or("", |m| m.as_str()))
    });
    let lowered = LOWERED.replace_all(&raised, |c: &regex::Captures<'_>| {
        let inner = c.get(2).or_else(|| c.get(3)).map_or("", |m| m.as_str());
        if c.get(2).is_some() && !can_be_lowered(&c[1]) {
            return c[0].to_owned();
        }
        script(inner, low).map_or_else(|| c[0].to_owned(), |low| format!("{}{low}", &c[1]))
    });
    Cow::Owned(lowered.into_owned())
}

/// Whether `_3` behind a word is an index: behind chemical symbols, one letter, a bracket;
/// not in `data_2`.
fn can_be_lowered(word: &str) -> bool {
    word.chars().count() == 1 || !word.is_ascii() || is_formula(word)
}

/// The symbols of the elements that formulas in titles have.
const ELEMENTS: &str = " H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi U Th ";

fn is_formula(word: &str) -> bool {
    let mut symbols: Vec<String> = Vec::new();
    for c in word.chars() {
        match symbols.last_mut() {
            Some(last) if c.is_ascii_lowercase() => last.push(c),
            _ => symbols.push(c.to_string()),
        }
    }
    symbols.iter().all(|s| ELEMENTS.contains(&format!(" {s} ")))
}

fn script(text: &str, form: fn(char) -> Option<char>) -> Option<String> {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(form)
        .collect()
}

fn high(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁴' as u32 + (c as u32 - '4' as u32))?,
        '+' => '⁺',
        '-' | '−' | '–' | '－' => '⁻',
        'n' => 'ⁿ',
        _ => return None,
    })
}

fn low(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32('₀' as u32 + (c as u32 - '0' as u32))?,
        '+' => '₊',
        '-' | '−' | '–' | '－' => '₋',
        'a' => 'ₐ',
        'e' => 'ₑ',
        'h' => 'ₕ',
        'i' => 'ᵢ',
        'j' => 'ⱼ',
        'k' => 'ₖ',
        'l' => 'ₗ',
        'm' => 'ₘ',
        'n' => 'ₙ',
        'o' => 'ₒ',
        'p' => 'ₚ',
        's' => 'ₛ',
        't' => 'ₜ',
        'x' => 'ₓ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_cnki() {
        for (text, want) in [
            ("外施Mg~(2+)与H_2SO_4的效应", "外施Mg²⁺与H₂SO₄的效应"),
            ("Al_2O_3薄膜，10~(-3) mol", "Al₂O₃薄膜，10⁻³ mol"),
            ("半数抑制浓度（IC_(50)）", "半数抑制浓度（IC₅₀）"),
            ("面积200 km~2,13~15岁", "面积200 km²,13~15岁"),
            ("table_2 与 COVID_19", "table_2 与 COVID_19"),
            ("前人研究~([1-3])表明", "前人研究[1-3]表明"),
            ("维生素D_3", "维生素D₃"),
        ] {
            assert_eq!(markup(text), want);
        }
    }

    #[test]
    fn values_on_one_line() {
        for (text, want) in [
            ("<正>背景。", "背景。"),
            ("&lt;正&gt;背景", "背景"),
            ("交叉\r\n  研究", "交叉研究"),
            ("a long\n   title", "a long title"),
            ("前<br>后", "前后"),
            ("R&amp;D", "R&D"),
            ("P < 0.05", "P < 0.05"),
            ("##甲##", "甲"),
        ] {
            assert_eq!(clean(text), want, "{text}");
        }
    }

    #[test]
    fn wraps_are_joined_and_paragraphs_kept() {
        assert_eq!(
            paragraphs("目的：检验甲与乙在交叉\n  研究中的作用。"),
            ["目的：检验甲与乙在交叉研究中的作用。"]
        );
        assert_eq!(
            paragraphs("第一段。\r\n\r\n\r\n    第二段。"),
            ["第一段。", "第二段。"]
        );
        assert_eq!(
            paragraphs("Abstract(#br)This is it."),
            ["Abstract", "This is it."]
        );
        let wrapped = "One two three four five six seven eight nine ten.\n\
                       Two three four five six seven eight nine ten one.\n\
                       Three four five six seven eight nine ten one two\nthree.";
        assert_eq!(paragraphs(wrapped).len(), 1);
    }
}
