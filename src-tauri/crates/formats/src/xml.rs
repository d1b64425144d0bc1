//! Elements of XML text with their places, for formats whose records are elements.
//!
//! Records are found by their tags alone, so that one that is broken costs no other; each
//! is then read on its own. Nothing here recurses: how deep elements stand makes no
//! difference.

use crate::{Diagnostic, Reading, Record, Severity};
use diglot_text::tidy::tidy;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::ops::Range;

/// Reads the records of a text, each from its elements down to a depth. One without any is
/// left out, which is said by a code and a sentence.
pub(crate) fn read_records(
    text: &str,
    name: &str,
    levels: usize,
    empty: (&'static str, &str),
    map: impl Fn(&str, Range<usize>, &Tree<'_>) -> Record,
) -> Reading {
    let mut reading = Reading::default();
    for found in records(text, name) {
        let tree = Tree::read(text, found.range.clone(), levels);
        if tree.is_empty() || tree.children(ROOT).next().is_none() {
            let (code, message) = empty;
            reading.diagnostics.push(Diagnostic {
                record: None,
                span: Some(found.range),
                severity: Severity::Warning,
                code,
                message: message.to_owned(),
            });
            continue;
        }
        reading
            .diagnostics
            .extend(tree.complaint(reading.records.len(), &found));
        reading.records.push(map(text, found.range, &tree));
    }
    reading
}

/// The records of a text: elements of one local name that do not hold each other.
pub(crate) fn records(text: &str, name: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for tag in tags(text, name) {
        if tag.closes {
            if let Some(start) = open.take() {
                found.push(Found {
                    range: start..tag.range.end,
                    closed: true,
                });
            }
            continue;
        }
        if let Some(start) = open.take() {
            found.push(Found {
                range: start..tag.range.start,
                closed: false,
            });
        }
        open = Some(tag.range.start);
    }
    if let Some(start) = open {
        found.push(Found {
            range: start..text.len(),
            closed: false,
        });
    }
    found
}

/// A record of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// From its first tag to behind its last.
    pub(crate) range: Range<usize>,
    /// Whether its last tag is there.
    pub(crate) closed: bool,
}

/// Where a text can be cut between two records: behind the last end of one.
pub(crate) fn cut(text: &str, name: &str) -> Option<usize> {
    let mut rest = text;
    while let Some(at) = rest.rfind("</") {
        if let Some(end) = tag_at(text, at, name).map(|tag| tag.range.end) {
            return Some(end);
        }
        rest = &text[..at];
    }
    None
}

struct Tag {
    range: Range<usize>,
    closes: bool,
}

/// The tags of one local name; `<name/>` is none.
fn tags<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = Tag> + 't {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find('<')?;
            at = start + 1;
            if let Some(tag) = tag_at(text, start, name) {
                at = tag.range.end;
                return Some(tag);
            }
        }
    })
}

/// The tag at a place, when it is one of a local name.
fn tag_at(text: &str, start: usize, name: &str) -> Option<Tag> {
    let rest = text[start..].strip_prefix('<')?;
    let (closes, rest) = match rest.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let prefix = rest
        .bytes()
        .take(24)
        .position(|b| b == b':')
        .filter(|at| rest[..*at].bytes().all(|b| b.is_ascii_alphanumeric()));
    let rest = &rest[prefix.map_or(0, |at| at + 1)..];
    let behind = rest.strip_prefix(name)?;
    if !behind.starts_with(['>', ' ', '\t', '\n', '\r']) {
        return None;
    }
    // Longer than any tag: what never closes must not be searched through at each place.
    let close = behind.bytes().take(8192).position(|b| b == b'>')?;
    let end = text.len() - behind.len() + close + 1;
    (behind.as_bytes()[..close].last() != Some(&b'/')).then_some(Tag {
        range: start..end,
        closes,
    })
}

/// An element of a tree.
#[derive(Debug, Clone)]
pub(crate) struct Element<'t> {
    /// Its name without prefix.
    pub(crate) name: &'t str,
    /// Between its tags.
    pub(crate) content: Range<usize>,
    attributes: &'t str,
    parent: usize,
    /// Index behind its last descendant.
    next: usize,
}

/// The elements of one record down to some level, in the text's order.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    text: &'t str,
    elements: Vec<Element<'t>>,
    /// Where the XML is broken, and how; what stands behind was not read.
    pub(crate) broken: Option<(usize, String)>,
}

/// Index of the record's own element.
pub(crate) const ROOT: usize = 0;

impl<'t> Tree<'t> {
    /// Reads the record at a place; elements more than `levels` below it are text.
    pub(crate) fn read(text: &'t str, range: Range<usize>, levels: usize) -> Self {
        let mut tree = Self {
            text,
            elements: Vec::new(),
            broken: None,
        };
        let part = &text[range.clone()];
        let mut reader = Reader::from_str(part);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        // Open elements of the tree, and how many stand open below its levels.
        let (mut open, mut below): (Vec<usize>, usize) = (Vec::new(), 0);
        loop {
            let start = offset(&reader) + range.start;
            let event = reader.read_event();
            let end = offset(&reader) + range.start;
            match event {
                Ok(Event::Start(tag)) => {
                    if open.len() > levels {
                        below += 1;
                    } else {
                        let at = tree.push(&tag, start, end, open.last().copied());
                        open.push(at);
                    }
                }
                Ok(Event::Empty(tag)) if open.len() <= levels => {
                    let at = tree.push(&tag, start, end, open.last().copied());
                    tree.elements[at].next = at + 1;
                }
                Ok(Event::End(_)) => {
                    if below > 0 {
                        below -= 1;
                    } else if let Some(at) = open.pop() {
                        let next = tree.elements.len();
                        tree.elements[at].content.end = start;
                        tree.elements[at].next = next;
                    }
                    if open.is_empty() {
                        break;
                    }
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => {
                    tree.broken = Some((start, error.to_string()));
                    break;
                }
            }
        }
        let stop = tree
            .broken
            .as_ref()
            .map_or(range.end, |(at, _)| (*at).max(range.start));
        for at in open {
            let next = tree.elements.len();
            let element = &mut tree.elements[at];
            element.content.end = stop.max(element.content.start);
            element.next = next;
        }
        tree
    }

    fn push(
        &mut self,
        tag: &quick_xml::events::BytesStart<'t>,
        start: usize,
        end: usize,
        parent: Option<usize>,
    ) -> usize {
        let at = self.elements.len();
        let inside = &self.text[start..end];
        let inside = inside.trim_start_matches('<').trim_end_matches(['>', '/']);
        let length = tag.name().as_ref().len().min(inside.len());
        let (name, attributes) = inside.split_at(length);
        self.elements.push(Element {
            name: name.rsplit(':').next().unwrap_or(name),
            content: end..end,
            attributes,
            parent: parent.unwrap_or(at),
            next: at + 1,
        });
        at
    }

    /// Whether nothing could be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// An element.
    pub(crate) fn at(&self, index: usize) -> &Element<'t> {
        &self.elements[index]
    }

    /// The elements directly within one.
    pub(crate) fn children(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.elements.get(of).map_or(0, |e| e.next);
        let mut at = of + 1;
        std::iter::from_fn(move || {
            let child = at;
            let element = self.elements.get(child).filter(|_| child < end)?;
            at = element.next;
            Some(child)
        })
    }

    /// The elements of a name directly within one.
    pub(crate) fn named<'s>(
        &'s self,
        of: usize,
        name: &'s str,
    ) -> impl Iterator<Item = usize> + 's {
        self.children(of)
            .filter(move |at| self.at(*at).name == name)
    }

    /// The first element of a name directly within one.
    pub(crate) fn child(&self, of: usize, name: &str) -> Option<usize> {
        self.named(of, name).next()
    }

    /// The name of the element that one stands in.
    pub(crate) fn parent_name(&self, of: usize) -> &'t str {
        self.at(self.at(of).parent).name
    }

    /// The text of an element without tags, lines as they stand.
    pub(crate) fn lines(&self, at: usize) -> String {
        unindented(plain(&self.text[self.at(at).content.clone()]))
    }

    /// The text of an element on one line.
    pub(crate) fn value(&self, at: usize) -> String {
        tidy(&self.lines(at))
    }

    /// The text of the first element of a name within one; empty when there is none.
    pub(crate) fn value_of(&self, of: usize, name: &str) -> String {
        self.child(of, name)
            .map(|at| self.value(at))
            .unwrap_or_default()
    }

    /// The place of an element's text, without white space around it.
    pub(crate) fn place(&self, at: usize) -> Range<usize> {
        let range = self.at(at).content.clone();
        let slice = &self.text[range.clone()];
        let start = range.start + (slice.len() - slice.trim_start().len());
        let end = range.start + slice.trim_end().len();
        start..end.max(start)
    }

    /// The raw text between an element's tags.
    pub(crate) fn raw(&self, at: usize) -> &'t str {
        &self.text[self.at(at).content.clone()]
    }

    /// An attribute of an element.
    pub(crate) fn attribute(&self, at: usize, name: &str) -> Option<String> {
        attribute(self.at(at).attributes, name)
    }
}

/// A value among attributes such as ` face="italic" size="100%"`.
pub(crate) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        let (before, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, next) = behind[1..].split_once(quote)?;
        if before.trim().rsplit(':').next() == Some(name) {
            return Some(plain(value));
        }
        rest = next;
    }
}

/// Bytes that a reader has gone through.
pub(crate) fn offset(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The text of XML without its tags; carriage returns end lines.
pub(crate) fn plain(raw: &str) -> String {
    if !raw.contains(['<', '&', '\r']) {
        return raw.to_owned();
    }
    let mut out = String::with_capacity(raw.len());
    let mut reader = Reader::from_str(raw);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Text(text) => out.push_str(&text),
            Event::CData(text) => out.push_str(&text),
            Event::GeneralRef(name) => push_entity(&name, &mut out),
            Event::Eof => break,
            _ => {}
        }
    }
    line_ends(out)
}

/// Adds what an entity stands for; one that XML does not know stays as it is.
pub(crate) fn push_entity(name: &BytesRef<'_>, out: &mut String) {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        out.push(c);
        return;
    }
    let name: &str = name;
    match name {
        "amp" => out.push('&'),
        "lt" => out.push('<'),
        "gt" => out.push('>'),
        "quot" => out.push('"'),
        "apos" => out.push('\''),
        "nbsp" => out.push('\u{a0}'),
        // A number that is no character stands for nothing.
        name if name.starts_with('#') => {}
        name => {
            out.push('&');
            out.push_str(name);
            out.push(';');
        }
    }
}

/// Lines end with a line feed alone.
pub(crate) fn line_ends(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// Text as it stands between tags.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            // XML 1.0 has no place for them.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

impl Tree<'_> {
    /// What there is to say about a record whose XML is damaged.
    pub(crate) fn complaint(&self, record: usize, found: &Found) -> Option<Diagnostic> {
        let (at, code, message) = match &self.broken {
            Some((at, why)) => (
                *at,
                "xml-broken",
                format!("The record's XML is broken here ({why}); it was read up to this place."),
            ),
            None if !found.closed => (
                found.range.end,
                "xml-no-end",
                "The record's last tag is missing; it was read up to where the next one begins or the text ends."
                    .to_owned(),
            ),
            None => return None,
        };
        Some(Diagnostic {
            record: Some(record),
            span: Some(at..found.range.end.max(at)),
            severity: Severity::Warning,
            code,
            message,
        })
    }
}
/// A text that some tool has set in lines of its own, each indented: these lines are none
/// of the text's. An empty line stays, and so does a break that was written as a character.
pub(crate) fn unindented(text: String) -> String {
    let indented = |line: &str| line.starts_with("    ") || line.starts_with('\t');
    let is_blank = |c: char| matches!(c, ' ' | '\t');
    if !text.trim_start_matches(is_blank).starts_with(['\n', '\r']) {
        return text;
    }
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    };
    let first = text.trim_start_matches(is_blank).get(1..);
    if !first.is_some_and(indented) || text.trim().is_empty() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut lines = text.trim().lines();
    out.push_str(lines.next().unwrap_or_default().trim_end());
    for line in lines {
        let broken = !indented(line) || out.ends_with('\n');
        out.push(if broken { '\n' } else { ' ' });
        out.push_str(line.trim());
    }
    out
}
