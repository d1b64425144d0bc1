//! Where Chinese sentences end.
//!
//! Translators and annotators keep `；` inside a sentence, so it ends nothing,
//! except in a paragraph that strings an unreadable number of clauses together.
//! The ASCII marks `,;:` never end a sentence. An ASCII full stop does where
//! the text uses it as one: after Han, or before Han when what stands before it
//! is no abbreviation, decimal or enumeration.

use super::{is_closing, is_han};

/// Above this many bytes (about 200 Han characters) a sentence with several
/// semicolons is a list of sentences.
const LONG: usize = 1200;

/// Byte offsets behind the last character of each sentence.
pub(super) fn cuts(text: &str) -> Vec<usize> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|&(_, c)| c);
    let offset = |i: usize| chars.get(i).map_or(text.len(), |&(o, _)| o);
    let mut cuts = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < chars.len() {
        if !ends_sentence(&chars, start, i) {
            i += 1;
            continue;
        }
        // Repeated marks, then closing quotes and brackets.
        let mut end = i + 1;
        while at(end).is_some_and(|c| is_terminator(c) || is_closing(c) || is_footnote(c)) {
            end += 1;
        }
        if !goes_on(&chars, i, end) {
            split_list(text, offset(start)..offset(end), &mut cuts);
            cuts.push(offset(end));
            start = end;
        }
        i = end;
    }
    split_list(text, offset(start)..text.len(), &mut cuts);
    cuts
}

fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '。' | '｡' | '！' | '？' | '!' | '?' | '‼' | '⁇' | '⁈' | '⁉'
    )
}

/// Superscript digits of a reference behind the full stop.
fn is_footnote(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether the character at `i` can end the sentence that began at `start`.
fn ends_sentence(chars: &[(usize, char)], start: usize, i: usize) -> bool {
    let c = chars[i].1;
    let next = chars.get(i + 1).map(|&(_, c)| c);
    let before = i.checked_sub(1).map(|p| chars[p].1);
    match c {
        '。' | '｡' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' => true,
        // `P?0.05` is a comparison sign lost on the way, `!=` an operator.
        '?' | '!' => {
            next.is_none_or(|n| {
                is_han(n)
                    || n.is_whitespace()
                    || is_closing(n)
                    || is_terminator(n)
                    || n.is_alphabetic()
            }) && chars[i + 1..]
                .iter()
                .find(|(_, n)| !n.is_whitespace())
                .is_none_or(|(_, n)| !(n.is_ascii_digit() || matches!(n, '=' | '.')))
        }
        '.' | '．' => full_stop(chars, start, i, before),
        _ => false,
    }
}

/// Whether the point at `i` is used as a full stop.
fn full_stop(chars: &[(usize, char)], start: usize, i: usize, before: Option<char>) -> bool {
    let Some(before) = before else {
        return false;
    };
    let rest = &chars[i + 1..];
    let after = rest.first().map(|&(_, c)| c);
    let next = rest.iter().map(|&(_, c)| c).find(|c| !c.is_whitespace());
    if is_han(before) || matches!(before, '）' | '”' | '》' | '】' | '％' | '℃') {
        // "…。" written as "…." ; not in an ellipsis or a numbered "一." item.
        return after != Some('.')
            && after != Some('．')
            && !enumerates(chars, start, i, |c| "一二三四五六七八九十".contains(c));
    }
    let goes_to_han = next.is_none_or(|n| is_han(n) || matches!(n, '“' | '《' | '【' | '‘'));
    if !goes_to_han || before.is_whitespace() || matches!(before, '.' | '．' | ',' | '，') {
        return false;
    }
    if before.is_ascii_digit() {
        return !enumerates(chars, start, i, |c| c.is_ascii_digit() || c == '.');
    }
    if before.is_alphabetic() {
        let word: String = word_before(chars, i);
        // "E. 大肠", "S. aureus", "vs. 对照", "et al. 报道" are no ends.
        return next.is_none()
            || (word.chars().count() > 1 && !super::latin::is_abbreviation(&word) && word != "al");
    }
    is_closing(before) || matches!(before, '%' | '‰' | ']')
}

/// Whether what stands between the sentence's start (or a clause mark) and `i`
/// is a short item number.
fn enumerates(
    chars: &[(usize, char)],
    start: usize,
    i: usize,
    is_number: impl Fn(char) -> bool,
) -> bool {
    let mut first = i;
    while first > start && is_number(chars[first - 1].1) {
        first -= 1;
    }
    let clear = first == start
        || chars[start..first].iter().all(|(_, c)| c.is_whitespace())
        || matches!(chars[first - 1].1, '；' | ';' | '：' | ':' | '\n' | '第');
    first < i && i - first <= 5 && clear
}

fn word_before(chars: &[(usize, char)], i: usize) -> String {
    let mut first = i;
    while first > 0 && (chars[first - 1].1.is_ascii_alphabetic() || chars[first - 1].1 == '.') {
        first -= 1;
    }
    chars[first..i].iter().map(|&(_, c)| c).collect()
}

/// Whether the sentence goes on behind a quoted or bracketed end:
/// `“真的吗？”的回答`, `（如下。），`.
fn goes_on(chars: &[(usize, char)], mark: usize, end: usize) -> bool {
    let closed = end > mark + 1 && is_closing(chars[end - 1].1);
    let Some(next) = chars[end..]
        .iter()
        .map(|&(_, c)| c)
        .find(|c| !c.is_whitespace())
    else {
        return false;
    };
    if matches!(next, '，' | '、' | '；' | '：' | ',' | ';' | ':') {
        return true;
    }
    let quoted = closed && matches!(chars[mark].1, '！' | '？' | '!' | '?');
    quoted && matches!(next, '的' | '是' | '等' | '和' | '与' | '或' | '这' | '为')
}

/// Cuts a very long sentence with three or more semicolons at them.
fn split_list(text: &str, range: std::ops::Range<usize>, cuts: &mut Vec<usize>) {
    let Some(sentence) = text.get(range.clone()) else {
        return;
    };
    if sentence.len() < LONG || sentence.matches('；').count() < 3 {
        return;
    }
    cuts.extend(
        sentence
            .match_indices('；')
            .map(|(at, mark)| range.start + at + mark.len()),
    );
}
