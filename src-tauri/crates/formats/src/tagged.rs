//! Lines that begin with a tag: RefWorks, Copac, Biblioscape. Lines without one continue
//! the value before.

use diglot_text::{script, tidy::tidy};
use std::ops::Range;

/// A tag with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// The tag, upper case.
    pub(crate) tag: String,
    /// The field with its tag.
    pub(crate) range: Range<usize>,
    /// The value without surrounding white space; may span lines.
    pub(crate) value: Range<usize>,
    /// Whether an empty line stands before it.
    pub(crate) after_blank: bool,
}

/// The fields of a text. `tag` says for a trimmed line which tag begins it and where its
/// value begins.
pub(crate) fn fields<'t>(
    text: &'t str,
    tag: impl Fn(&'t str) -> Option<(&'t str, usize)>,
) -> Vec<Field> {
    let mut out: Vec<Field> = Vec::new();
    for line in crate::lines::lines(text) {
        if let Some((tag, value)) = tag(line.text) {
            let value = line.rest(value);
            out.push(Field {
                tag: tag.to_ascii_uppercase(),
                range: line.range(),
                value: value.range(),
                after_blank: line.after_blank,
            });
        } else if let Some(last) = out.last_mut() {
            if last.value.is_empty() {
                last.value.start = line.start;
            }
            last.value.end = line.end();
            last.range.end = line.end();
        }
    }
    out
}

/// A value that was wrapped, with its paragraphs: a line that is much shorter than the
/// others and ends a sentence ends a paragraph, and so does an empty line.
pub(crate) fn unwrapped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let longest = value.lines().map(|l| l.trim().len()).max().unwrap_or(0);
    let mut ended = false;
    for line in value.split(['\n', '\r']) {
        let line = tidy(line);
        if line.is_empty() {
            ended |= !out.is_empty() && value.contains("\n\n");
            continue;
        }
        if ended {
            out.push('\n');
        } else if !out.is_empty() && !between_han(&out, &line) {
            out.push(' ');
        }
        out.push_str(&line);
        ended = line.len() * 3 < longest * 2 && line.ends_with(['.', '。', '!', '?', ':', '：']);
    }
    out
}

fn between_han(before: &str, after: &str) -> bool {
    let wide = |c: char| {
        script::is_han(c)
            || ('\u{3000}'..='\u{303f}').contains(&c)
            || ('\u{ff00}'..='\u{ff60}').contains(&c)
    };
    before.chars().next_back().is_some_and(wide) && after.chars().next().is_some_and(wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn continued_values() {
        let text = "AB one\r\n   two\r\nTI\r\n  Title\r\n\r\nAU Moe";
        let found = fields(text, |line| {
            let tag = line
                .get(..2)
                .filter(|t| t.bytes().all(|b| b.is_ascii_uppercase()))?;
            Some((tag, 2))
        });
        let values: Vec<_> = found
            .iter()
            .map(|f| (f.tag.as_str(), tidy(&text[f.value.clone()]), f.after_blank))
            .collect();
        assert_eq!(
            values,
            [
                ("AB", "one two".to_owned(), false),
                ("TI", "Title".to_owned(), false),
                ("AU", "Moe".to_owned(), true)
            ]
        );
    }

    #[test]
    fn unwrapping() {
        let wrapped = "A first sentence that goes on and\non until the line is full. And more of\nit.\nA new paragraph begins here and is\nwrapped.";
        assert_eq!(
            unwrapped(wrapped),
            "A first sentence that goes on and on until the line is full. And more of it.\nA new paragraph begins here and is wrapped."
        );
        assert_eq!(unwrapped("中文摘要在此换\n行。"), "中文摘要在此换行。");
        assert_eq!(unwrapped("one\n\ntwo"), "one\ntwo");
    }
}
