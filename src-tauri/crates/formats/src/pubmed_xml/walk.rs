//! Goes through the events of one record and hands over values with their places.
//!
//! Markup within a value is left out, its text kept; entities that XML does not know stay
//! as they stand, and none is expanded beyond one character. How deep elements stand makes
//! no difference.

use super::element::Element;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::ops::Range;

/// What a record's values are told to.
pub(super) trait Visitor {
    /// An element begins, with its attributes as they stand.
    fn open(&mut self, element: Element, attributes: &str, path: &Path);
    /// A value: its text with white space as it stands, and its place.
    fn value(&mut self, element: Element, text: &str, range: Range<usize>, path: &Path);
    /// The text of an element that is not known.
    fn other(&mut self, name: &str, text: &str, path: &Path);
    /// An element that is no value has ended.
    fn close(&mut self, element: Element, path: &Path);
}

/// The elements that stand open.
pub(super) struct Path {
    open: Vec<Element>,
    counts: [u32; Element::COUNT],
}

impl Path {
    fn new() -> Self {
        Self {
            open: Vec::with_capacity(16),
            counts: [0; Element::COUNT],
        }
    }

    fn push(&mut self, element: Element) {
        self.open.push(element);
        self.counts[element as usize] += 1;
    }

    fn pop(&mut self) -> Option<Element> {
        let element = self.open.pop()?;
        self.counts[element as usize] -= 1;
        Some(element)
    }

    /// Whether an element stands open.
    pub(super) fn within(&self, element: Element) -> bool {
        self.counts[element as usize] > 0
    }

    /// The element that the one at hand stands in.
    pub(super) fn parent(&self) -> Element {
        self.open.last().copied().unwrap_or(Element::Other)
    }
}

/// A value that is being read.
struct Value<'t> {
    element: Element,
    name: &'t str,
    /// How many elements stand open around it.
    depth: usize,
    start: usize,
}

/// Reads the record at a place of the text; the error's place, when it is broken.
pub(super) fn walk(
    text: &str,
    record: Range<usize>,
    visitor: &mut impl Visitor,
) -> Result<(), usize> {
    let mut path = Path::new();
    let mut buffer = String::new();
    let mut value: Option<Value<'_>> = None;
    let part = &text[..record.end];
    let mut base = record.start;
    let mut reader = reader(&part[base..]);
    loop {
        let start = base + offset(&reader);
        let event = reader.read_event();
        let end = base + offset(&reader);
        match event {
            Ok(Event::Start(tag)) => {
                let element = Element::of(tag.local_name().into_inner());
                if value.is_some() {
                    // Markup within a value.
                } else if element.is_passed_over() {
                    base = behind(part, end, tag.name().into_inner());
                    reader = self::reader(&part[base..]);
                    continue;
                } else if element.is_value()
                    || element == Element::Other && path.parent().keeps_others()
                {
                    visitor.open(element, tag.attributes_raw(), &path);
                    buffer.clear();
                    value = Some(Value {
                        element,
                        name: name_at(text, start),
                        depth: path.open.len(),
                        start: end,
                    });
                } else {
                    visitor.open(element, tag.attributes_raw(), &path);
                }
                path.push(element);
            }
            Ok(Event::Empty(tag)) if value.is_none() => empty(&tag, visitor, &mut path),
            Ok(Event::End(_)) => {
                let Some(element) = path.pop() else { continue };
                let done = value.take_if(|v| v.depth >= path.open.len());
                if let Some(done) = done {
                    let range = trimmed(text, done.start..start);
                    match done.element {
                        Element::Other => visitor.other(done.name, &buffer, &path),
                        element => visitor.value(element, &buffer, range, &path),
                    }
                } else if value.is_none() {
                    visitor.close(element, &path);
                }
            }
            Ok(Event::Text(_)) if value.is_some() && !path.within(Element::Annotation) => {
                let raw = &text[start..end];
                // White space between the elements of a formula means nothing.
                let math = path.within(Element::Math);
                buffer.push_str(if math { raw.trim() } else { raw });
            }
            Ok(Event::CData(data)) if value.is_some() => buffer.push_str(&data),
            Ok(Event::GeneralRef(name)) if value.is_some() => {
                let named = match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    "nbsp" => Some(' '),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                match named {
                    Some(c) => buffer.push(c),
                    None => buffer.push_str(&text[start..end]),
                }
            }
            Ok(Event::Eof) => {
                // What stands open ends here.
                if let Some(value) = value {
                    let range = trimmed(text, value.start..end);
                    while path.open.len() > value.depth {
                        path.pop();
                    }
                    if value.element != Element::Other {
                        visitor.value(value.element, &buffer, range, &path);
                    }
                }
                while let Some(element) = path.pop() {
                    visitor.close(element, &path);
                }
                return Ok(());
            }
            Ok(_) => {}
            Err(_) => {
                while let Some(element) = path.pop() {
                    if value.is_none() {
                        visitor.close(element, &path);
                    }
                    value.take_if(|v| v.depth >= path.open.len());
                }
                return Err(start);
            }
        }
    }
}

fn empty(tag: &BytesStart<'_>, visitor: &mut impl Visitor, path: &mut Path) {
    let element = Element::of(tag.local_name().into_inner());
    if !element.is_passed_over() && !element.is_value() {
        visitor.open(element, tag.attributes_raw(), path);
        visitor.close(element, path);
    }
}

fn reader(part: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(part);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

fn offset(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Where an element ends that nobody looks into.
fn behind(part: &str, from: usize, name: &str) -> usize {
    let close = format!("</{name}>");
    memchr::memmem::find(&part.as_bytes()[from..], close.as_bytes())
        .map_or(part.len(), |at| from + at + close.len())
}

/// The name in the opening tag at a place.
fn name_at(text: &str, start: usize) -> &str {
    let rest = text[start..].trim_start_matches('<');
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    &rest[..end.unwrap_or(0)]
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    start..(range.start + slice.trim_end().len()).max(start)
}

/// A value among attributes such as ` Label="AIMS" NlmCategory="OBJECTIVE"`.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes;
    loop {
        let (before, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, next) = behind[1..].split_once(quote)?;
        if before.trim() == name {
            let plain = || quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value));
            return Some(if value.contains('&') {
                plain()
            } else {
                Cow::Borrowed(value)
            });
        }
        rest = next;
    }
}
