//! Sentences of scientific English and Chinese, as byte ranges.
//!
//! Chinese (and Japanese) text is cut by rules of its own, see [`han`]. Every
//! other language is cut by the `sentencex` library, corrected by a layer that
//! knows how papers write abbreviations, species, statistics and enumerations,
//! see [`latin`].
//!
//! A sentence here is what a translator keeps together: a heading line in front
//! of a sentence belongs to it, and a semicolon ends nothing.
mod han;
mod latin;
#[cfg(test)]
mod tests;

use crate::script;
use diglot_model::LanguageTag;
use std::ops::Range;

/// The sentences of `text`: trimmed byte ranges, in order and without overlap,
/// that cover every character which is not white space.
///
/// The language decides by which rules the text is cut. A text that is tagged
/// Chinese and has no Han, or has no usable tag, is judged by its script. An
/// empty line always ends a sentence; a single line break is white space.
pub fn sentences(text: &str, lang: &LanguageTag) -> Vec<Range<usize>> {
    let cuts = if uses_han_rules(text, lang) {
        han::cuts(text)
    } else {
        latin::cuts(text, lang.primary())
    };
    ranges(text, cuts)
}

/// Whether the rules for Chinese punctuation fit this text.
fn uses_han_rules(text: &str, lang: &LanguageTag) -> bool {
    match lang.primary() {
        "zh" | "yue" | "lzh" | "ja" => text.chars().any(is_han_or_full_stop),
        "" | "und" | "mul" | "zxx" => {
            let (mut han, mut latin) = (0_usize, 0_usize);
            for c in text.chars() {
                if is_han_or_full_stop(c) {
                    han += 1;
                } else if c.is_alphabetic() {
                    latin += 1;
                }
            }
            // A Han character carries about as much as three Latin letters.
            han > 0 && han * 3 >= latin
        }
        _ => false,
    }
}

fn is_han_or_full_stop(c: char) -> bool {
    is_han(c) || matches!(c, '。' | '！' | '？')
}

/// Han characters and the kana that stand between them in Japanese.
fn is_han(c: char) -> bool {
    script::is_han(c) || matches!(c, '\u{3040}'..='\u{30FF}')
}

/// Closing quotes and brackets, which stay with the sentence they close.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '}'
            | '”'
            | '’'
            | '»'
            | '）'
            | '］'
            | '】'
            | '』'
            | '」'
            | '》'
            | '〉'
            | '〕'
    )
}

/// Trims the pieces between `cuts` and drops the empty ones.
///
/// A cut outside the text or inside a character is left out, and empty lines
/// are cuts of their own.
fn ranges(text: &str, mut cuts: Vec<usize>) -> Vec<Range<usize>> {
    cuts.extend(empty_lines(text));
    cuts.push(text.len());
    cuts.sort_unstable();
    let mut out = Vec::with_capacity(cuts.len());
    let mut start = 0;
    for cut in cuts {
        let Some(piece) = text.get(start..cut) else {
            continue;
        };
        let kept = piece.trim();
        // A piece of punctuation alone belongs to the sentence before it.
        if kept.chars().any(char::is_alphanumeric) || out.is_empty() {
            if !kept.is_empty() {
                let from = start + (piece.len() - piece.trim_start().len());
                out.push(from..from + kept.len());
            }
        } else if let (Some(last), false) = (out.last_mut(), kept.is_empty()) {
            let last: &mut Range<usize> = last;
            last.end = start + piece.trim_end().len();
        }
        start = cut;
    }
    out
}

/// Positions after line breaks that are followed by an empty line.
fn empty_lines(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() && at > 0 {
            out.push(at);
        }
        at += line.len();
    }
    out
}
