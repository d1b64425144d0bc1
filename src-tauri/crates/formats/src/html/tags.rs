//! The tags of a page that say something about works, with their places.
//!
//! Scripts, styles and comments are passed over as a browser does; everything else is
//! looked at once, from the beginning to the end.

use crate::document::{attributes, resolve, tag_end};
use diglot_text::tidy::tidy;
use std::ops::Range;

/// A `<meta>` tag: its name in lower case, and what it says.
#[derive(Debug, Clone)]
pub(crate) struct Meta {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Where the value stands.
    pub(crate) range: Range<usize>,
}

/// What was found in a page.
#[derive(Debug, Default)]
pub(super) struct Page<'t> {
    pub(super) metas: Vec<Meta>,
    /// JSON-LD, whole.
    pub(super) json: Vec<(&'t str, usize)>,
    /// COinS: the title of a span, and where the tag stands.
    pub(super) spans: Vec<(String, Range<usize>)>,
    /// The language of the page.
    pub(super) lang: Option<(String, Range<usize>)>,
}

impl<'t> Page<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let mut page = Self::default();
        let mut at = 0;
        while let Some(next) = text[at..].find('<') {
            at = page.tag(text, at + next);
        }
        page
    }

    /// Reads what begins at a `<`; returns where to go on.
    fn tag(&mut self, text: &'t str, start: usize) -> usize {
        let rest = &text[start..];
        if rest.starts_with("<!--") {
            return rest.find("-->").map_or(text.len(), |end| start + end + 3);
        }
        let name = rest[1..]
            .find(|c: char| !c.is_ascii_alphanumeric())
            .map_or("", |end| &rest[1..=end]);
        let name = name.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if name.is_empty() {
            return start + 1;
        }
        let from = start + 1 + name.len();
        let Some(end) = tag_end(&text[from..]) else {
            return start + 1;
        };
        let inside = from..from + end;
        let behind = inside.end + 1;
        match name.to_ascii_lowercase().as_str() {
            "meta" => self.meta(text, inside),
            "span" => self.span(text, inside, start..behind),
            "html" => {
                let lang =
                    value(text, &inside, "lang").or_else(|| value(text, &inside, "xml:lang"));
                self.lang = self.lang.take().or(lang);
            }
            raw @ ("script" | "style") => {
                let end = end_of_raw(text, behind, raw);
                let kind = value(text, &inside, "type").map(|(kind, _)| kind.to_ascii_lowercase());
                if kind.is_some_and(|kind| kind.contains("ld+json")) {
                    self.json.push((&text[behind..end], behind));
                }
                return end;
            }
            _ => {}
        }
        behind
    }

    fn meta(&mut self, text: &str, inside: Range<usize>) {
        let name = ["name", "property", "itemprop"]
            .iter()
            .find_map(|key| value(text, &inside, key));
        let content = value(text, &inside, "content").or_else(|| value(text, &inside, "contents"));
        let (Some((names, _)), Some((content, range))) = (name, content) else {
            return;
        };
        let value = content.trim();
        if value.is_empty() {
            return;
        }
        // Some give two names to one tag.
        for name in names.split_whitespace() {
            self.metas.push(Meta {
                name: folded(name),
                value: value.to_owned(),
                range: range.clone(),
            });
        }
    }

    fn span(&mut self, text: &str, inside: Range<usize>, tag: Range<usize>) {
        let class = value(text, &inside, "class")
            .map(|(class, _)| class)
            .unwrap_or_default();
        if class.split_whitespace().any(|c| c == "Z3988")
            && let Some((title, _)) = value(text, &inside, "title")
        {
            self.spans.push((title, tag));
        }
    }

    /// The values of a name, in order.
    pub(super) fn named<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Meta> {
        self.metas.iter().filter(move |m| m.name == name)
    }
}

/// `DC.Title`, `dc:title`, `wkhealth_citation_title`: one spelling.
fn folded(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    if let Some(at) = lower.rfind("citation_") {
        return lower[at..].to_owned();
    }
    let lower = lower.replace([':', '_'], ".");
    match lower.split_once('.') {
        Some(("dcterm", rest)) => format!("dcterms.{rest}"),
        Some(("eprint", rest)) => format!("eprints.{rest}"),
        _ => lower,
    }
}

/// The value of an attribute, and where it stands.
fn value(text: &str, inside: &Range<usize>, name: &str) -> Option<(String, Range<usize>)> {
    let tag = &text[inside.clone()];
    let (_, range) = attributes(tag).find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    let raw = &tag[range.clone()];
    let raw = raw
        .strip_suffix('/')
        .filter(|_| range.end == tag.len())
        .unwrap_or(raw);
    let words = tidy(&resolve(raw));
    Some((words, inside.start + range.start..inside.start + range.end))
}

/// Where the content of a script or style ends.
fn end_of_raw(text: &str, from: usize, name: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(next) = text[at..].find("</") {
        let start = at + next;
        let tag = bytes.get(start + 2..start + 2 + name.len());
        if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
            return start;
        }
        at = start + 2;
    }
    text.len()
}
