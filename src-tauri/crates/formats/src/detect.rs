//! Which format a text is in: by its content, never by a file's extension.

use crate::FormatName;
use std::borrow::Cow;

/// How well a text fits a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// The format.
    pub format: FormatName,
    /// 0 (no sign of it) to 100 (certain).
    pub score: u8,
    /// What speaks for it, in words.
    pub reason: String,
}

impl Detection {
    /// Whether the format has no marks of its own: it is found by what lines seem to say.
    pub fn is_guess(&self) -> bool {
        GUESSED.contains(&self.format)
    }
}

/// How much of a text the detectors look at, in bytes.
const HEAD: usize = 64 * 1024;

/// Formats without marks of their own, which are found by what the lines of a text seem to
/// say. That takes long, and they never score higher than [`GUESSED_AT_MOST`].
pub(crate) const GUESSED: &[FormatName] = &[
    FormatName::Labelled,
    FormatName::ReferenceStrings,
    FormatName::Listing,
    FormatName::Page,
];

/// The best score of a guess.
pub(crate) const GUESSED_AT_MOST: u8 = 93;

/// The formats that fit a text, best first; empty when none does. Where some fit better than
/// any guess could, those alone.
pub fn detect(text: &str) -> Vec<Detection> {
    let head = head(text);
    let mut found = asked(&head, |format| !GUESSED.contains(&format));
    if found
        .first()
        .is_some_and(|best| best.score > GUESSED_AT_MOST)
    {
        found.retain(|d| d.score > GUESSED_AT_MOST);
        return found;
    }
    // Data that no reader knows says nothing in its lines.
    if !is_data(&head) {
        found.extend(asked(&head, |format| GUESSED.contains(&format)));
    }
    sorted(found)
}

/// Whether a text is XML or JSON, by its beginning. Pages are no data, and neither is a
/// text in which some words are marked up.
pub fn is_data(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    match start.as_bytes().first() {
        Some(b'{' | b'[') => is_json(start),
        Some(b'<') => is_xml(start),
        _ => false,
    }
}

/// `{"`, `[{"`, `[["`, `{}`
fn is_json(start: &str) -> bool {
    let inside =
        start.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '{' | '['));
    let opened = start.len() - inside.len();
    inside.starts_with('"') && (start.starts_with('{') || opened > 1)
        || inside.starts_with(['}', ']'])
}

/// Elements of pages, in which texts are copied.
const OF_PAGES: [&str; 52] = [
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tr",
    "u",
    "ul",
];

fn is_xml(start: &str) -> bool {
    if start.starts_with("<?xml") {
        return !start.contains("<html");
    }
    let name: &str = start[1..]
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-' | '.')))
        .next()
        .unwrap_or_default();
    let behind = start[1 + name.len()..].chars().next();
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !name.ends_with(':')
        && behind.is_none_or(|c| c == '>' || c == '/' || c.is_whitespace());
    let of_page = OF_PAGES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name));
    is_tag && (!of_page && start.contains("</") || !says_anything(start))
}

/// Whether anything but tags stands in a text.
fn says_anything(text: &str) -> bool {
    let mut outside = true;
    text.chars().any(|c| {
        match c {
            '<' => outside = false,
            '>' => outside = true,
            c => return outside && c.is_alphanumeric(),
        }
        false
    })
}

/// All formats that fit a text, best first.
pub fn detect_all(text: &str) -> Vec<Detection> {
    let head = head(text);
    let data = is_data(&head);
    asked(&head, |format| !data || !GUESSED.contains(&format))
}

/// What the detectors look at.
fn head(text: &str) -> Cow<'_, str> {
    // A mark of byte order may come along in a paste.
    let text = text.trim_start_matches('\u{feff}');
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    // Old Macs end lines with CR alone.
    if head.contains('\r') && !head.contains('\n') {
        Cow::Owned(head.replace('\r', "\n"))
    } else {
        Cow::Borrowed(head)
    }
}

fn asked(head: &str, which: impl Fn(FormatName) -> bool) -> Vec<Detection> {
    let asked = FormatName::ALL.iter().filter(|format| which(**format));
    let found = asked.filter_map(|&format| {
        let (score, reason) = (format.spec().detect)(head)?;
        Some(Detection {
            format,
            score,
            reason,
        })
    });
    sorted(found.collect())
}

/// Best first; of those that fit equally well, the earlier one of the table.
fn sorted(mut found: Vec<Detection>) -> Vec<Detection> {
    let place = |d: &Detection| FormatName::ALL.iter().position(|f| *f == d.format);
    found.sort_by_key(|d| (std::cmp::Reverse(d.score), place(d)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_no_text() {
        for data in [
            "<?xml version=\"1.0\"?><feed><entry>Rooms. Oslo, 2001.</entry></feed>",
            "<catalog>\n<entry>Moe C. Rooms. J Homes. 2001;3(2):4-5.</entry>\n</catalog>",
            "{\"rooms\": \"Moe C. Rooms. J Homes. 2001;3(2):4-5.\"}",
            "[\n {\"a\": 1}]",
            "{}",
        ] {
            assert!(is_data(data), "{data}");
            assert_eq!(detect(data), [], "{data}");
        }
        assert!(is_data(&"<a>".repeat(1000)));
        assert!(is_data(&"<x y='1'>".repeat(1000)));
        for text in [
            "[1] Moe C. Rooms[J]. Homes, 2001, 3(2): 4-5.",
            "{Reference Type}: Journal Article",
            "<p>Rooms</p><p>Moe C.</p>",
            "<b>Rooms.</b> Moe C. J Homes. 2001;3(2):4-5.",
            "<正>房间",
            "<TI>Rooms\n<AU>Moe",
            "<https://doi.org/10.5555/1>",
        ] {
            assert!(!is_data(text), "{text}");
        }
    }
}
